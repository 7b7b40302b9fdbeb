"""Words cut without loading jieba are those that jieba cuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile import kept
from reconcile.lexicon.near import tokenizer
from reconcile.lexicon.segmenting import Words, packed, words


@cache
def as_jieba() -> Any:
    """One for all texts: it reads the whole dictionary."""
    return tokenizer()


TEXTS = (
    "", "压减接待活动后略有结余", "进一步规范公务用车管理，严控一般性支出", "APP平台 v2.0上线，试运行", "𠮷田街道办",
    "云湖市民政局下属3家事业单位", "ABC与甲乙丙abc12%", "·—…、“三公”经费",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_as_jieba_cuts(text: str) -> None:
    assert words().cut(text) == tuple(as_jieba().cut(text, HMM=False))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="财政局预算支出收入管理中心小学校建设项目资金的了和一二A1，", max_size=20))
def test_any_text_as_jieba_cuts(text: str) -> None:
    assert words().cut(text) == tuple(as_jieba().cut(text, HMM=False))


def test_signs() -> None:
    assert [words().sign(w) for w in ("街道", "压减", "严格", "而且", "并")] == ["n", "v", "a", "?", "?"]


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
