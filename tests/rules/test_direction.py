"""Words of direction beside the numbers that they are said of: more, less or the same, and than what."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import Finding, Outcome
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import direction

HEAD = "# 云山市水务局2025年度部门决算\n\n## 一、情况说明\n\n"
UP, DOWN, FLAT = "error 大于（增加）", "error 小于（减少）", "error 持平"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def checked(prose: str) -> Outcome:
    return check_document(read_bytes((HEAD + prose).encode(), "a.md"), lexicon(), rules=(direction,))


def told(prose: str) -> list[str]:
    """How loud each finding is, and what should stand there."""
    return [f"{f.severity} {f.expected}".strip() for f in checked(prose).findings]


@pytest.mark.parametrize(
    "amounts, word, expected",
    [
        # the outcome beside the budget
        ("年初预算4.00万元，支出决算5.00万元", "决算数大于预算数", []),
        ("年初预算4.00万元，支出决算5.00万元", "决算数小于预算数", [UP]),
        ("年初预算4.00万元，支出决算5.00万元", "决算数与预算数持平", [UP]),
        ("年初预算5.00万元，支出决算4.00万元", "决算数大于预算数", [DOWN]),
        ("年初预算5.00万元，支出决算5.00万元", "决算数与预算数持平", []),
        ("年初预算5.00万元，支出决算5.00万元", "决算数大于预算数", [FLAT]),
        # of two budgets the one that is named
        ("年初预算4.00万元，调整预算6.00万元，支出决算5.00万元", "决算数小于调整预算数", []),
        ("年初预算4.00万元，调整预算6.00万元，支出决算5.00万元", "决算数大于调整预算数", [DOWN]),
        ("年初预算4.00万元，调整预算6.00万元，支出决算5.00万元", "决算数大于年初预算数", []),
        # beside last year the budget says nothing
        ("年初预算4.00万元，支出决算5.00万元", "决算数与上年决算数持平", []),
        ("年初预算4.00万元，支出决算5.00万元", "决算数小于上年决算数", []),
        ("年初预算4.00万元，支出决算5.00万元，上年决算5.00万元", "决算数与上年决算数持平", []),
        ("年初预算4.00万元，支出决算5.00万元，上年决算6.00万元", "决算数与上年决算数持平", [DOWN]),
        ("预算4.00万元，上年预算3.00万元", "预算数小于上年预算数", [UP]),
        ("预算4.00万元，上年决算3.00万元", "预算数大于上年决算数", []),
        ("4.00万元", "预算数大于上年预算数", []),
        # an outcome that is not called one
        ("5.00万元，年初预算4.00万元", "决算数大于预算数", []),
        ("5.00万元，年初预算4.00万元", "决算数小于预算数", [UP]),
        # this year beside last year
        ("5.00万元，上年5.00万元", "与上年持平", []),
        ("5.00万元，上年4.00万元", "与上年持平", [UP]),
        ("5.00万元，上年4.00万元", "高于上年", []),
        ("5.00万元，上年4.00万元", "低于上年", [UP]),
        ("4.00万元，上年5.00万元", "高于上年", [DOWN]),
        # roughly the same, and which of two amounts of last year, nobody can tell
        ("5.00万元，上年4.00万元", "与上年基本持平", []),
        ("5.00万元，上年2.40万元", "与上年基本持平", []),
        ("5.00万元，上年决算4.00万元，上年预算4.50万元", "与上年持平", []),
    ],
)
def test_two_amounts(amounts: str, word: str, expected: list[str]) -> None:
    assert told(f"会议费{amounts}，{word}。") == expected


@pytest.mark.parametrize(
    "rate, word, expected",
    [
        ("完成预算的120%", "决算数大于预算数", []),
        ("完成预算的120%", "决算数小于预算数", [UP]),
        ("完成预算的80%", "决算数大于预算数", [DOWN]),
        ("完成预算的80%", "决算数小于预算数", []),
        ("完成预算的80%", "决算数与预算数持平", [DOWN]),
        ("完成预算的80%", "决算数与预算数基本持平", []),
        # a rate of 100% may have been rounded
        ("完成预算的100%", "决算数大于预算数", []),
        ("完成预算的100%", "决算数与预算数持平", []),
        ("比年初预算增加1.00万元", "决算数大于预算数", []),
        ("比年初预算增加1.00万元", "决算数小于预算数", [UP]),
        ("比年初预算减少1.00万元", "决算数大于预算数", [DOWN]),
        ("比年初预算减少1.00万元", "决算数小于预算数", []),
        ("比年初预算增加0.00万元", "决算数大于预算数", []),
        # a change from last year says nothing of the budget, nor how much of it was done of last year
        ("比上年减少1.00万元", "决算数大于预算数", []),
        ("完成预算的80%", "高于上年", []),
    ],
)
def test_where_the_budget_is_not_given(rate: str, word: str, expected: list[str]) -> None:
    assert told(f"会议费5.00万元，{rate}，{word}。") == expected


@pytest.mark.parametrize(
    "change, word, expected",
    [
        ("比上年增加1.00万元", "与上年持平", [UP]),
        ("比上年减少1.00万元", "与上年持平", [DOWN]),
        ("比上年减少1.00万元，下降16.7%", "与上年持平", [DOWN]),
        # the same base in other words: last year's outcome in an account
        ("比上年决算减少1.00万元", "与上年持平", [DOWN]),
        ("比上年减少1.00万元", "与上年决算持平", [DOWN]),
        ("比上年减少1.00万元", "与上年预算持平", []),
        ("比上年减少1.00万元", "与2024年持平", []),  # beside 上年 a year that is named is another
        ("比上年减少1.00万元", "与年初预算持平", []),
        ("比上年减少1.00万元", "与上年基本持平", []),
        ("比上年减少0.00万元", "与上年持平", []),
        ("比上年减少1.00万元，下降16.7%，主要是厉行节约", "与上年持平", []),  # no longer right behind it
        # the amount and its rate
        ("比上年增加1.00万元", "下降20%", ["error 增长"]),
        ("比上年减少1.00万元", "增长20%", ["error 下降"]),
        ("比上年减少1.00万元", "下降20%", []),
    ],
)
def test_a_change_and_what_is_said_behind_it(change: str, word: str, expected: list[str]) -> None:
    assert told(f"会议费5.00万元，{change}，{word}。") == expected


@pytest.mark.parametrize(
    "prose, expected",
    [
        ("会议费减少为5.00万元，与上年持平。", ["warning"]),
        ("会议费为5.00万元，与上年持平。", []),
        ("会议费减少为5.00万元，与年初预算持平。", []),
        ("会议费减少为5.00万元，与上年基本持平。", []),
        ("会议费年初预算4.00万元，减少为5.00万元，与上年持平。", []),
        ("会议费减少为5.00万元，主要是厉行节约，与上年持平。", []),
    ],
)
def test_what_became_less_is_not_the_same(prose: str, expected: list[str]) -> None:
    assert told(prose) == expected


@pytest.mark.parametrize(
    "prose, strong, weak",
    [
        # the same is proved to the last digit; more or less says little of either
        ("会议费5.00万元，上年5.00万元，与上年持平。", ["5.00万元", "5.00万元"], []),
        ("会议费年初预算5.00万元，支出决算5.00万元，决算数与预算数持平。", ["5.00万元", "5.00万元"], []),
        ("会议费年初预算4.00万元，支出决算5.00万元，决算数大于预算数。", [], ["4.00万元", "5.00万元"]),
        ("会议费5.00万元，上年4.00万元，与上年基本持平。", [], ["5.00万元", "4.00万元"]),
        ("会议费2.50万元，上年5.00万元，与上年基本持平。", [], ["2.50万元", "5.00万元"]),
        ("会议费2.40万元，上年5.00万元，与上年基本持平。", [], []),
        ("会议费5.00万元，完成预算的120%，决算数大于预算数。", [], ["120%"]),
        ("会议费5.00万元，比年初预算减少1.00万元，决算数小于预算数。", [], ["1.00万元"]),
    ],
)
def test_what_a_word_bears_out(prose: str, strong: list[str], weak: list[str]) -> None:
    ticked = [line for line in checked(prose).ledger if line.status == "agrees"]
    assert [line.quote for line in ticked if not line.weak] == strong
    assert [line.quote for line in ticked if line.weak] == weak


def the(prose: str) -> Finding:
    [finding] = checked(prose).findings
    return finding


def test_both_places_are_told() -> None:
    finding = the("会议费年初预算4.00万元，支出决算5.00万元，决算数小于预算数。")
    assert [(e.role, e.quote.rpartition("算")[2]) for e in finding.evidence] == [
        ("claim", "数。"), ("now", "5.00万元"), ("base", "4.00万元")
    ]  # fmt: skip
    assert "“决算数小于预算数”与数字不符：会议费5.00万元与4.00万元相比" in finding.message
    finding = the("会议费5.00万元，比上年增加1.00万元，下降20%。")
    assert [(e.role, e.quote[-6:]) for e in finding.evidence] == [("rate", "，下降20%"), ("change", "1.00万元")]
    assert "增减额说增加1.00万元，增减率却说下降20%" in finding.message


@pytest.mark.parametrize(
    "rate, said", [("完成预算的80%", "完成率为80%"), ("比年初预算减少1.00万元", "增减额为1.00万元")]
)
def test_what_the_rate_is_called(rate: str, said: str) -> None:
    assert said in the(f"会议费5.00万元，{rate}，决算数大于预算数。").message


def test_an_amount_and_its_rate_of_opposite_directions_deny_each_other() -> None:
    lines = checked("会议费5.00万元，比上年增加1.00万元，下降20%。").ledger
    assert [(line.quote, [e.role for e in line.against]) for line in lines if line.status == "disagrees"] == [
        ("1.00万元", ["rate"]), ("20%", ["change"])
    ]  # fmt: skip
