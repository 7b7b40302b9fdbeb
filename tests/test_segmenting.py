"""Words by jieba's dictionary, read from what is kept of it. The sentences are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile import kept
from reconcile.lexicon.segmenting import MODIFIER, NOUN, UNKNOWN, VERB, Words, packed, words

SENTENCES = [
    "青山区渔政站组织养殖户开展增殖放流，购置巡护艇三艘",
    "为保障老旧小区改造资金及时拨付，严格执行预算管理制度",
    "截至2023年底，已建成高标准农田和灌溉渠道，COVID-19疫苗A类接种点",
    "一二三四上山打老虎不期而至的㐀龘字",
    "",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_those_of_jieba(sentence: str) -> None:
    assert list(words().cut(sentence)) == jieba.lcut(sentence, HMM=False)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="财政局预算支出收入管理中心小学校建设项目资金的了和一二A1，", max_size=20))
def test_words_of_any_text_are_those_of_jieba(text: str) -> None:
    assert list(words().cut(text)) == jieba.lcut(text, HMM=False)


@pytest.mark.parametrize(
    "word, sign", [("渠道", NOUN), ("拨付", VERB), ("坚决", MODIFIER), ("的", UNKNOWN), ("龘龘", NOUN)]
)
def test_a_word_has_its_class(word: str, sign: str) -> None:
    assert words().sign(word) == sign


LITTLE = "渔政 30 n\n渔政站 20 n\n巡护 10 v\n站 5 n\n艇 3 n\n"


@pytest.mark.parametrize("damage", [lambda whole: whole[:-1], lambda whole: b"", lambda whole: b"\xff" * len(whole)])
def test_a_damaged_file_is_made_again(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    dictionary = tmp_path / "dict.txt"
    dictionary.write_text(LITTLE, "utf-8")
    assert Words(packed(dictionary)).cut("渔政站巡护艇") == ("渔政站", "巡护", "艇")
    (place,) = kept.folder().iterdir()
    whole = place.read_bytes()
    place.write_bytes(damage(whole))
    assert Words(packed(dictionary)).cut("渔政站巡护艇") == ("渔政站", "巡护", "艇")
    assert place.read_bytes() == whole


def test_without_a_place_for_the_file_words_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    dictionary = tmp_path / "dict.txt"
    dictionary.write_text(LITTLE, "utf-8")
    name = f"words-{dictionary.stat().st_size}.pairs"
    (kept.writable() / name).mkdir()  # what has the name can be neither read nor replaced
    assert Words(packed(dictionary)).cut("渔政站巡护艇") == ("渔政站", "巡护", "艇")
