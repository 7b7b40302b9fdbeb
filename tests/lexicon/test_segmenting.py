"""Words cut without loading jieba are those that jieba cuts."""

import pytest

from reconcile.lexicon.near import tokenizer
from reconcile.lexicon.segmenting import Packed, words

TEXTS = (
    "", "压减接待活动后略有结余", "进一步规范公务用车管理，严控一般性支出", "APP平台 v2.0上线，试运行", "𠮷田街道办",
    "云湖市民政局下属3家事业单位", "ABC与甲乙丙abc12%", "·—…、“三公”经费",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_as_jieba_cuts(text: str) -> None:
    assert words().cut(text) == tuple(tokenizer().cut(text, HMM=False))


def test_signs() -> None:
    assert [words().sign(w) for w in ("街道", "压减", "严格", "而且", "并")] == ["n", "v", "a", "?", "?"]


def test_shelves_that_are_not_whole_are_not_used() -> None:
    piece = Packed.of(3, {"街": b"one", "𠮷": b"three"}).whole
    assert [Packed(piece).shelf(first) for first in ("街", "𠮷", "道", "")] == [b"one", b"three", b"", b""]
    with pytest.raises(ValueError, match="cut off"):
        Packed(piece[:-1])
