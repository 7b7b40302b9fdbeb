"""Which cell of a government's many tables an amount or a rate of its prose stands in."""

from __future__ import annotations

import pytest

from reconcile.checking import check_document
from reconcile.findings import LedgerLine, Status
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes

REPORT = """# 云山市2025年预算执行情况和2026年预算草案

## 一、2025年预算执行情况

2025年全市一般公共预算收入完成1204567万元，为调整预算的101.2%，增长4.1%。其中：税收收入完成803211万元。
市级一般公共预算收入完成400123万元，增长2.2%。{more}

## 2025年全市一般公共预算收入执行情况表

单位：万元

| 项目 | 2024年决算数 | 2025年调整预算数 | 2025年执行数 |  |  |
|---|---|---|---|---|---|
|  |  |  | 金额 | 为调整预算% | 比上年增长% |
| 一、税收收入 | 770000 | 795000 | 803211 | 101.0 | 4.3 |
| 增值税 | 300000 | 310000 | 314000 | 101.3 | 4.7 |
| 二、非税收入 | 387125 | 395283 | 401356 | 101.5 | 3.7 |
| 本年收入合计 | 1157125 | 1190283 | 1204567 | 101.2 | 4.1 |

## 2025年市级一般公共预算收入执行情况表

单位：万元

| 项目 | 2024年决算数 | 2025年执行数 |
|---|---|---|
| 税收收入 | 250000 | 260123 |
| 增值税 | 90000 | 95100 |
| 非税收入 | 141500 | 140000 |
| 市本级收入合计 | 391500 | 400123 |
"""


def line(lexicon: Lexicon, quote: str, more: str = "") -> LedgerLine:
    document = read_bytes(REPORT.format(more=more).encode(), "云山市2026年预算报告.md")
    return next(x for x in check_document(document, lexicon).ledger if x.quote == quote)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.mark.parametrize(
    "quote, row, column",
    [
        ("1204567万元", "本年收入合计", "2025年执行数·金额"),
        ("803211万元", "一、税收收入", "2025年执行数·金额"),
        ("400123万元", "市本级收入合计", "2025年执行数"),
        ("101.2%", "本年收入合计", "2025年执行数·为调整预算%"),
        ("4.1%", "本年收入合计", "2025年执行数·比上年增长%"),
    ],
)
def test_the_table_of_the_area_and_year(lexicon: Lexicon, quote: str, row: str, column: str) -> None:
    found = line(lexicon, quote)
    assert found.status is Status.AGREES
    assert (row, column) in {(e.row, e.column) for e in found.against}


def test_a_rate_that_no_row_prints_is_worked_out(lexicon: Lexicon) -> None:
    found = line(lexicon, "2.2%")
    assert found.status in (Status.AGREES, Status.BY_ROUNDING)
    assert {e.column for e in found.against} == {"2025年执行数", "2024年决算数"}


def test_another_area_is_no_partner(lexicon: Lexicon) -> None:
    found = line(lexicon, "314000万元", "市级增值税完成314000万元。")
    assert found.status is Status.UNCHECKED
