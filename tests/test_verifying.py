"""A stated relation: the verdict of the ladder, the arithmetic, the intervals; and what is no number."""

from __future__ import annotations

import pytest

import reconcile
from reconcile.errors import UsageError
from reconcile.verifying import Relation, number


@pytest.mark.parametrize(
    "relation, result, inputs, verdict",
    [
        ("sum", "299.70万元", ["68.20万元", "231.50万元"], "agrees"),
        ("sum", "100.01万元", ["30.00万元", "70.00万元"], "by_rounding"),
        ("sum", "100.02万元", ["30.00万元", "70.00万元"], "inconsistent"),
        ("sum", "50.00万元", ["80.00万元", "-30.00万元"], "agrees"),
        ("sum", "4辆", ["2辆", "1辆"], "inconsistent"),  # counted, not rounded
        ("equal", "1.2亿元", ["12,004.00万元"], "by_rounding"),
        ("equal", "1.2亿元", ["13,604.00万元"], "inconsistent"),
        ("at_most", "3辆", ["2辆"], "inconsistent"),
        ("share", "33.5%", ["80.95万元", "2043.02万元"], "inconsistent"),
        ("share", "4.0%", ["80.95万元", "2043.02万元"], "agrees"),
        ("growth", "下降1.2%", ["98.8万元", "100.0万元"], "agrees"),
        ("growth", "增长1.2%", ["98.8万元", "100.0万元"], "inconsistent"),
        ("growth_by_change", "4.7%", ["2008.02万元", "增加90.62万元"], "agrees"),
        ("level_by_change", "104.7%", ["2008.02万元", "90.62万元"], "agrees"),
        ("growth", "5.0%", ["3.00万元", "0.00万元"], "possible"),  # a base of zero gives no bounds
    ],
)
def test_verdicts(relation: Relation, result: str, inputs: list[str], verdict: str) -> None:
    assert reconcile.verify(relation, result, inputs).verdict == verdict


def test_the_calculation_is_shown() -> None:
    found = reconcile.verify("share", "33.5%", ["80.95万元", "2043.02万元"])
    assert found.arithmetic == "80.95万元÷2043.02万元=3.962%，所印为33.5%"
    assert (found.expected, found.difference) == ("3.962%", "29.538%")
    assert (found.printed_interval, found.computed_interval) == ("[33.45%, 33.55%)", "(3.9620%, 3.9625%)")
    assert reconcile.verify("equal", "1.2亿元", ["12,004.00万元"]).expected == "1.200400亿元"
    assert reconcile.verify("at_most", "3辆", ["4辆"]).computed_interval == "[4辆, 4辆]"
    assert reconcile.verify("growth", "5.0%", ["3.00万元", "0.00万元"]).expected is None


@pytest.mark.parametrize(
    "relation, result, inputs, words",
    [
        ("sum", "很多", ["1万元"], "很多"),
        ("sum", "1万元和2万元", ["1万元"], "不是一个数"),
        ("sum", "2024年", ["1万元"], "不是一个数"),
        ("sum", "1辆", ["1万元"], "不同种类"),
        ("sum", "1辆", ["1人"], "不同单位"),
        ("share", "3万元", ["1万元", "2万元"], "百分数"),
        ("growth", "3%", ["1万元"], "需要 2 个数"),
        ("sum", "3万元", [], "至少 1"),
        ("product", "3", ["1"], "product"),
    ],
)
def test_what_cannot_be_verified_is_said(relation: Relation, result: str, inputs: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        reconcile.verify(relation, result, inputs)


def test_numbers_as_they_are_printed() -> None:
    assert number(" 2,636.92 万元 ").printed.decimal() == 26369200
    assert number("减少0.15万元").printed.decimal() == -1500
    assert number("−4.1%").printed == (-41, -1)
    assert number("1,585.50").type == "number"


@pytest.mark.parametrize(
    "relation, inputs, bounded",
    [
        ("growth_by_change", ["10.1万元", "10万元"], False),  # what was before may be nothing
        ("growth_by_change", ["100万元", "0.0万元"], True),  # no change is no base
        ("level_by_change", ["10.1万元", "10万元"], False),
        ("level_by_change", ["100万元", "0.0万元"], True),
        ("growth", ["10.1万元", "0.0万元"], False),
        ("growth", ["0.0万元", "10.1万元"], True),
    ],
)
def test_a_base_that_may_be_zero_gives_no_bounds(relation: Relation, inputs: list[str], bounded: bool) -> None:
    assert (reconcile.verify(relation, "1.0%", inputs).computed_interval is not None) is bounded
