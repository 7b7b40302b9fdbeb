"""What the insurances have left from one year to the next, told in different chapters of a government's report."""

from __future__ import annotations

import pytest

from reconcile.rules import text_balance

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((text_balance,), *paragraphs)
    assert not found.findings
    return ticks(found)


FIRST = "2025年全市社会保险基金完成预算。年度收支结余6.9亿元（含高新区0.6亿元），年末滚存结余94.5亿元。"
THEN = "2026年全市社会保险基金编制预算。年度收支结余9.0亿元，年末滚存结余103.5亿元。"
LACKING = "2026年全市社会保险基金编制预算。年度收支缺口9.0亿元，年末累计结余85.5亿元。"


def test_the_balance_of_last_year_and_the_surplus_of_this_one() -> None:
    assert {"94.5亿元", "9.0亿元", "103.5亿元"} <= set(ticked(FIRST, THEN))
    assert {"94.5亿元", "9.0亿元", "85.5亿元"} <= set(ticked(FIRST, LACKING))


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("103.5", "103.6"),
        ("2026年", "2028年"),  # not the next one
        ("社会保险基金", "养老保险基金"),  # another insurance
        ("全市", "市本级"),
        ("年度收支结余", "一次性补助结余"),
        ("，年末", "。年末"),  # the surplus of another sentence
    ],
)
def test_what_is_no_next_balance_ticks_nothing(said: str, other: str) -> None:
    assert "94.5亿元" not in ticked(FIRST, THEN.replace(said, other))


def test_two_insurances_of_one_kind_are_two() -> None:
    first = FIRST.replace("社会保险基金", "职工基本医疗保险基金")
    assert "94.5亿元" in ticked(first, THEN.replace("社会保险基金", "职工医疗保险基金"))
    assert "94.5亿元" not in ticked(first, THEN.replace("社会保险基金", "居民医疗保险基金"))
