"""What leads from one total to another in a change of the budget."""

from __future__ import annotations

import pytest

from reconcile.rules import text_balance

from .reports import outcome, ticks

SAID = (
    "一是将新增专项债券资金21.65亿元（其中转贷旗县区1.47亿元）、再融资债券资金5.97亿元纳入基金预算管理，"
    "二是调减土地收入安排的支出20.00亿元。市本级基金预算总收入和总支出均由126.54亿元增加到{}亿元。"
)


def ticked(paragraph: str) -> list[str]:
    found = outcome((text_balance,), paragraph)
    assert not found.findings
    return ticks(found)


def test_what_is_added_and_taken_away() -> None:
    assert ticked(SAID.format("132.69")) == [
        "21.65亿元",
        "1.47亿元",
        "5.97亿元",
        "20.00亿元",
        "126.54亿元",
        "132.69亿元",
    ]
    assert ticked(SAID.format("132.70")) == []


@pytest.mark.parametrize(
    ("said", "other"),
    [("调减", "安排"), ("其中转贷", "含本级"), ("由126.54亿元增加到", "126.54亿元、"), ("20.00", "20.10")],
)
def test_other_steps_tick_nothing(said: str, other: str) -> None:
    assert ticked(SAID.format("132.69").replace(said, other)) == []
