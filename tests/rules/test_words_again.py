"""Numbers that a government's report prints again behind the same words, which the lexicon does not know."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.ledger import TICKED
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import text_text

HEAD = "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年预算执行情况\n\n"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def ticked(*paragraphs: str) -> list[str]:
    document = read_bytes((HEAD + "\n\n".join(paragraphs)).encode(), "a.md")
    return [x.quote for x in check_document(document, lexicon(), rules=(text_text,)).ledger if x.status in TICKED]


FIRST = "开展隐患排查，火灾事故伤亡人数下降5.6%。"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("全市火灾事故伤亡人数下降5.6%，形势稳定。", ["5.6%", "5.6%"]),
        ("全市火灾事故伤亡人数下降5.7%。", []),
        # words of nothing in particular, other words, the other way, another year
        ("全市一般公共预算支出下降5.6%。", []),
        ("全市交通事故下降5.6%。", []),
        ("火灾事故伤亡人数上升5.6%。", []),
        # where the words come with another number too they are of several things
        ("东区火灾事故伤亡人数下降5.6%。\n\n西区火灾事故伤亡人数下降3.1%。", []),
    ],
)
def test_a_number_behind_the_same_words(again: str, expected: list[str]) -> None:
    assert ticked(FIRST, again) == expected


def test_not_in_one_paragraph_and_not_of_one_digit() -> None:
    assert ticked(f"{FIRST}火灾事故伤亡人数下降5.6%。") == []
    assert ticked("火灾事故伤亡人数下降5%。", "火灾事故伤亡人数下降5%。") == []
    assert ticked("争取省级专项奖补资金279.7亿元。", "全年共争取省级专项奖补资金279.7亿元。") == ["279.7亿元"] * 2
