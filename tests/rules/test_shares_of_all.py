"""Shares of a government's whole area, of its taxes, and a budget that spends all of its income."""

from __future__ import annotations

import pytest

from reconcile.rules import text_completion, text_share, text_text

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((text_share, text_text, text_completion), *paragraphs)
    assert not found.findings
    return ticks(found)


SPENT = "全市一般公共预算支出513.5亿元，增长3%。"
SHARE = "加大民生领域投入，民生支出380.2亿元，占一般公共预算支出的{}。"


def test_a_share_without_an_area_is_of_all_of_it() -> None:
    assert "74.0%" in ticked(SPENT, SHARE.format("74.0%"))
    assert "74.0%" in ticked(SPENT, SHARE.format("74.0%").replace("预算支出的", "预算的"))
    assert "74.0%" not in ticked(SPENT, SHARE.format("74.0%").replace("占一般", "占市本级一般"))
    assert "74.9%" not in ticked(SPENT, SHARE.format("74.9%"))


INCOME = "全市一般公共预算收入380.0亿元，增长3%。其中：税收收入229.2亿元。"


@pytest.mark.parametrize(("said", "held"), [("税比60.3%", True), ("税比60.9%", False), ("成本比60.3%", False)])
def test_what_taxes_are_of_the_income(said: str, held: bool) -> None:
    assert (said[-5:] in ticked(INCOME, f"收入质量提高，{said}，排名靠前。")) is held


TOTAL = "2026年市级一般公共预算收入41.6亿元，加上级补助、调入资金等，收入总计86.2亿元。"
ALL = "按照以收定支原则，2026年市级一般公共预算支出{}亿元。"


def test_a_budget_that_spends_all_of_its_income() -> None:
    assert ticked(TOTAL, ALL.format("86.2")) == ["86.2亿元"] * 2
    assert ticked(TOTAL, ALL.format("86.3")) == []
    assert ticked(TOTAL, ALL.format("86.2").replace("市级", "全市")) == []


DONE = "全市一般公共预算支出187.8亿元，为调整预算的{}，同比下降7.5%。"
LEFT = "总支出235.1亿元，其中：一般公共预算支出187.8亿元，年终结余47.3亿元。"


def test_completion_by_what_is_left_of_the_budget() -> None:
    assert "79.9%" in ticked(DONE.format("79.9%"), LEFT)
    assert "79.1%" not in ticked(DONE.format("79.1%"), LEFT)
    assert "79.9%" not in ticked(DONE.format("79.9%").replace("调整预算", "预算"), LEFT)
    assert "79.9%" not in ticked(DONE.format("79.9%"), LEFT.replace("年终结余", "调出资金"))
