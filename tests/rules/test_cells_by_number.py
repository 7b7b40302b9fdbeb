"""Amounts of a government's prose that a cell has to the digit, where the sentence names its row in other words."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import Status
from reconcile.ledger import TICKED
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import text_table

REPORT = """# 云湖市2025年预算执行情况和2026年预算草案的报告

## 一、2025年预算执行情况

{}

## 2025年云湖市一般公共预算支出决算表

单位：万元

| 项目 | 决算数 |
|---|---|
| 社会保障和就业支出 | 432538 |
| 教育费附加安排的支出 | 366471 |
| 行政事业性收费收入 | 5335 |
| 行政事业性收费支出 | 5336 |

## 2026年云湖市提前下达新增债务限额安排情况表

单位：万元

| 地区 | 合计 | 新增一般债务限额 |
|---|---|---|
| 东区 | 491675 | 1675 |
| 西区 | 401675 | 1675 |
"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def against(prose: str) -> list[str]:
    """The rows and cells that the last number of the prose is ticked against."""
    document = read_bytes(REPORT.format(prose).encode(), "a.md")
    line = check_document(document, lexicon(), rules=(text_table,)).ledger[-1]
    assert line.status is not Status.DISAGREES
    return [f"{e.row}{e.quote}" for e in line.against] if line.status in TICKED else []


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("安排资金43.25亿元全面落实社会保障兜底政策。", ["社会保障和就业支出432538"]),
        ("行政事业性收入5335万元。", ["行政事业性收费收入5335"]),
        # of the one that was named last
        (
            "2026年提前下达东区491,675万元（其中：一般债券1,675万元）、西区401,675万元（其中：一般债券1,675万元）。",
            ["西区1675"],
        ),
        # another number, too few digits, too few of the words, the other side, a change, another year
        ("安排资金43.35亿元全面落实社会保障兜底政策。", []),
        ("安排资金43亿元全面落实社会保障兜底政策。", []),
        ("安排资金43.25亿元全面落实医疗政策。", []),
        ("义务教育补助36.6471亿元。", []),
        ("行政事业性收入5336万元。", []),
        ("行政事业性收入增加5335万元。", []),
        ("2023年，安排资金43.25亿元全面落实社会保障兜底政策。", []),
    ],
)
def test_a_number_and_the_words_around_it_find_the_cell(prose: str, expected: list[str]) -> None:
    assert against(prose) == expected


DISTRICTS = """# 云湖市2025年预算执行情况和2026年预算草案的报告

## 一、2026年债券额度

2026年提前下达区级债券额度，安排{}。

## 2026年云湖市提前下达新增债务限额安排情况表

单位：万元

| 地区 | 合计 |
|---|---|
| 东区 | 491675 |
| 西区 | 401675 |
| 南区 | 120000 |
| 北区 | 90000 |
| 山区 | 75000 |
| 湖区 | 610000 |
| 河区 | 151675 |
"""
ALL = {
    "东区": "491,675",
    "西区": "401,675",
    "南区": "120,000",
    "北区": "90,000",
    "山区": "75,000",
    "湖区": "610,000",
    "河区": "151,675",
}


def said(**other: str) -> str:
    return DISTRICTS.format("、".join(f"{k}{other.get(k, v)}万元" for k, v in ALL.items()))


def outcome(text: str) -> tuple[int, list[str]]:
    """How many numbers are ticked, and what errors say."""
    found = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,))
    return sum(x.status in TICKED for x in found.ledger), [f.message for f in found.findings if f.severity == "error"]


def test_the_numbers_beside_those_of_a_column_are_of_the_rows_that_they_name() -> None:
    assert outcome(said()) == (7, [])
    wrong, messages = outcome(said(北区="60,000"))
    assert wrong == 6
    assert len(messages) == 1
    assert "60,000万元" in messages[0]
    assert outcome(said(北区="60,000", 山区="57,000"))[1] == []
    assert outcome(said(北区="31,000"))[1] == []  # no slip of the hand
    few = DISTRICTS.format("东区491,675万元、西区401,675万元、北区60,000万元")
    assert outcome(few) == (2, [])
