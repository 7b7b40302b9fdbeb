"""Figures: what a number is called, where it is said to stand, and the evidence that it becomes."""

from __future__ import annotations

import pytest

from reconcile.address import MEASURES, Address, Source, Sources
from reconcile.document import Place
from reconcile.figures import Figure
from reconcile.interval import Printed

SAID = Sources(measure=Source.SAID)


def figure(unit: str = "万元", kind: str = "money", exponent: int = 2, key: tuple[int, int, int] = (3, 5, 2)) -> Figure:
    return Figure(
        key, Printed(1234, exponent), kind, "12.34", unit, "12.34", Address("收入总计", "budget", "2025"),
        Place(7, 12), table="收入预算总表", row="合计", column="本年收入·预算数",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address, told",
    [
        (Address("收支总计", "budget", "2025", sources=SAID), "2025年收支总计预算数"),
        (Address("收支总计", "actual", sources=SAID), "收支总计决算数"),
        (Address("收支总计", "actual"), "收支总计"),  # a guess is not told
        (Address("教育支出", "amount", "2025", sources=SAID), "2025年教育支出"),
        (Address("车辆", "count:辆", "2025", "all", sources=SAID), "2025年车辆"),  # nor are the program's own words
        (Address("会议费", "change_again", sources=SAID), "会议费增减额"),
        (Address(), ""),
    ],
)
def test_address(address: Address, told: str) -> None:
    assert str(address) == told


def test_every_measure_has_a_chinese_word() -> None:
    assert all(word and not word.isascii() for word in MEASURES.values())


def test_a_cell_says_where_it_stands() -> None:
    assert figure().where == "《收入预算总表》合计·本年收入·预算数"
    assert not figure().in_prose


def test_the_same_row_and_column_are_told_once() -> None:
    same = Figure((0, 1, 1), Printed(1, 0), "money", "1", "元", "1", table="甲表", row="合计", column="合计")
    bare = Figure((0, 1, 1), Printed(1, 0), "money", "1", "元", "1")
    assert (same.where, bare.where) == ("《甲表》合计", "《表》")


@pytest.mark.parametrize(
    "unit, kind, exponent, counted",
    [
        ("辆", "count", 0, True),
        ("人次", "count", 0, True),
        ("台（套）", "count", 0, True),
        ("平方米", "count", 0, False),  # measured and so rounded
        ("公里", "count", 0, False),
        ("万人", "count", 3, False),
        ("人", "count", -1, False),  # an average
        ("万元", "money", 0, False),
        ("%", "percent", 0, False),
    ],
)
def test_what_is_counted_one_by_one(unit: str, kind: str, exponent: int, counted: bool) -> None:
    assert figure(unit, kind, exponent).counted is counted


def test_evidence_of_a_cell() -> None:
    shown = figure().evidence("cell")
    assert (shown.role, shown.quote, shown.value, shown.unit) == ("cell", "12.34", "12.34", "万元")
    assert (shown.table, shown.row, shown.column) == ("收入预算总表", "合计", "本年收入·预算数")
    assert (shown.block, shown.cell, shown.place) == (3, (5, 2), Place(7, 12))
    assert (shown.start, shown.end) == (None, None)


def test_evidence_of_a_number_in_prose() -> None:
    said = Figure(
        (4, 10, -1), Printed(1234, 2), "money", "12.34万元", "万元", "12.34", end=17, context="收入总计12.34万元",
    )  # fmt: skip
    shown = said.evidence("claim")
    assert said.in_prose
    assert said.where == "正文"
    assert (shown.quote, shown.start, shown.end, shown.block) == ("收入总计12.34万元", 10, 17, 4)
    assert (shown.table, shown.cell) == (None, None)
