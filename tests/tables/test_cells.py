"""What a cell says: a number with its sign and unit, nil, or something that cannot be read and is never zero."""

from __future__ import annotations

import pytest

import reconcile
from reconcile.document import Document, Grid, Paragraph
from reconcile.tables.cells import number, says_nil


@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("2,393.42", "2393.42", ""), ("(12.5)", "-12.5", ""), ("（12.5）", "-12.5", ""), ("－3.0", "-3.0", ""), ("△12.5", "-12.5", ""), ("▲1,000", "-1000", ""), ("负3.10", "-3.10", ""),
        ("1,234.56万元", "1234.56", "万元"), ("3 辆", "3", "辆"), ("¥12.00", "12.00", ""), ("￥12.00", "12.00", ""), ("１２３．４", "123.4", ""),
        ("234.56①", "234.56", ""), ("①234.56", "234.56", ""), ("234.56¹", "234.56", ""), ("234.56 $^{①}$", "234.56", ""), ("234.56$^{1}$", "234.56", ""), ("234.56[1]", "234.56", ""), ("234.56（注2）", "234.56", ""), ("12.5*", "12.5", ""),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str, unit: str) -> None:
    found = number(text)
    assert found
    assert (format(found.printed.decimal(), "f"), found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    ["834,56", "12,34.56", "1,0000.00", "1.234.56", "234..56", "①", "½", "3①4", "2²5.0", "I34.56", "7O0.00", "234.5б", "1234.56（含结转）", "100.00 200.00", "#REF!", "涉密", "（公式未计算）", "**"],
)  # fmt: skip
def test_what_is_neither_a_number_nor_nil(text: str) -> None:
    assert number(text) is None
    assert not says_nil(text)


@pytest.mark.parametrize("text", ["", " ", "-", "——", "－", "−", "/", "无", "……", "零"])
def test_nil(text: str) -> None:
    assert says_nil(text)


def document(total: str, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Document:
    rows = (
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
        ("", "合计", total, "700.00", "50.25"),
        ("205", "教育支出", "" if spans else "350.25", "300.00", "50.25"),
        ("208", "社会保障和就业支出", "400.00", "400.00", ""),
    )
    prose = "2024年度支出合计750.25万元。"
    return Document(
        "x", "text",
        (Paragraph("石桥镇水利站2024年度部门决算", level=1), Paragraph("支出决算表"), Paragraph("单位：万元"), Grid(rows, spans or {}), Paragraph("二、支出决算情况说明", level=2), Paragraph(prose)),
    )  # fmt: skip


def test_a_unit_in_the_cell_counts_before_the_unit_line() -> None:
    report = reconcile.check(document("7,502,500元"))
    assert report.findings == ()
    assert [f.status for f in report.figures] == ["agrees"]


@pytest.mark.parametrize("text", ["涉密", "#REF!", "（公式未计算）", "750.25（含结转）", "75O.25", "750,25"])
def test_an_unread_cell_is_no_zero_and_is_told(text: str) -> None:
    report = reconcile.check(document(text))
    assert [f.code for f in report.findings if f.code != "R501"] == []  # #REF! is a placeholder too
    assert [(f.status, "读不出" in f.reason) for f in report.figures] == [("unchecked", True)]
    assert [n.message for n in report.notices if "读不出" in n.message] == [
        f"《支出决算表》有 1 格读不出是多少，不作零，没有核对：“{text}”"
    ]


def test_a_number_drawn_over_several_rows_is_unread() -> None:
    report = reconcile.check(document("750.25", {(1, 2): (2, 1)}))
    assert report.findings == ()
    assert [f.status for f in report.figures] == ["unchecked"]
    assert [n.message[:16] for n in report.notices] == ["《支出决算表》有 1 格读不出是"]
