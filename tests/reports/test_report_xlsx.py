"""The workpaper: numbers are numbers and equal the JSON, links lead to the cells, formulas recompute."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reconcile import reports
from reconcile.checked import Checked
from reconcile.readers import read_bytes
from reconcile.report import to_report
from reconcile.reports import Options
from reconcile.reports.workbook import address, cell_number, code_columns, number
from reconcile.running import session
from reconcile.settings import Settings

SOFFICE = shutil.which("soffice")


@pytest.fixture
def book(checked: Checked) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(reports.write("xlsx", [checked], Options(time="2024-03-01T09:00"))))


def test_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == ["底稿", "问题", "逐数核对", "勾稽关系", "表1", "复核记录"]


def test_the_cover_has_what_is_needed_to_perform_the_check_again(book: Workbook, checked: Checked) -> None:
    cover = {row[0].value: row[1].value for row in book["底稿"].iter_rows()}
    assert cover["文件 SHA-256"] == checked.document.sha256
    assert cover["核对时间"] == "2024-03-01T09:00"
    assert cover["程序与规则版本"].startswith("reconcile ")
    assert re.fullmatch("[0-9a-f]{12}", cover["词库版本"])


def test_the_ledger_equals_the_json(book: Workbook, checked: Checked) -> None:
    rows = list(book["逐数核对"].iter_rows(min_row=2, values_only=True))
    figures = to_report(checked).figures
    assert len(rows) == len(figures)
    for row, figure in zip(rows, figures, strict=True):
        assert row[3] == figure.quote
        assert Decimal(str(row[4])) == Decimal(figure.value)
        assert row[5] == figure.unit
        assert (row[7], row[8]) == (figure.page, figure.line)
    assert [row[1] for row in rows] == ["✗", "✓", "△", "○"]
    assert rows[3][12] == "没有找到对应的表"


def test_tables_are_as_printed_with_numbers_as_numbers(book: Workbook, checked: Checked) -> None:
    sheet = book["表1"]
    for r, row in enumerate(checked.outcome.tables[0].rows):
        for c, text in enumerate(row):
            value = sheet.cell(r + 4, c + 1).value
            printed = number(text)
            assert (Decimal(str(value)) == printed.value) if printed else value == text


def test_links_lead_to_the_cell_and_the_cell_is_marked(book: Workbook) -> None:
    link = book["逐数核对"]["J2"].hyperlink
    assert link.location == "'表1'!B7"
    cell = book["表1"]["B7"]
    assert cell.value == 2636.92
    assert cell.fill.fgColor.rgb == "FFF8CBC6"
    assert "R101" in cell.comment.text
    assert cell.number_format.endswith('" ✗"')
    assert book["表1"]["B6"].number_format.endswith('" ✓"')


def test_relations_are_formulas_over_the_cells(book: Workbook) -> None:
    rows = list(book["勾稽关系"].iter_rows(min_row=2, values_only=True))
    assert rows[0][4] == "='逐数核对'!E2"
    assert rows[0][5] == "=ROUND('表1'!B7,6)"
    assert rows[1][5] == "=ROUND('表1'!B5+'表1'!B6,6)"
    assert rows[2][5] == "=ROUND(('表1'!B5*10000)/('表1'!B7*10000)*100,6)"
    assert [row[9] for row in rows] == ["不符", "相符", "四舍五入内相符"]


RATES = """云湖市民政局2025年度部门决算

2025年会议费支出决算104.10万元，比年初预算增加4.10万元，完成年初预算的104.1%。
培训费支出决算95.90万元，比上年减少4.10万元，下降4.1%。
"""


def test_a_rate_is_recomputed_by_its_own_formula() -> None:
    checked, _ = session(Settings()).check(read_bytes(RATES.encode(), "a.txt"), None)
    book = openpyxl.load_workbook(io.BytesIO(reports.write("xlsx", [checked])))
    growth, level = sorted(book["勾稽关系"].iter_rows(min_row=2, values_only=True), key=lambda r: str(r[1]))
    now, change = "('逐数核对'!E2*10000)", "('逐数核对'!E3*10000)"
    assert level[5] == f"=ROUND({now}/({now}-{change})*100,5)"
    assert level[11] == "104.10万元÷（104.10万元－4.10万元）"
    assert growth[11] == "（－4.10万元）÷（95.90万元－（－4.10万元））"
    assert (level[9], growth[9]) == ("相符", "相符")


def test_headers_stay_and_filter(book: Workbook) -> None:
    for name in ("问题", "逐数核对", "勾稽关系"):
        assert book[name].freeze_panes is not None
        assert book[name].auto_filter.ref
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.orientation == "landscape"


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_formulas_recompute_in_an_office_program(checked: Checked, tmp_path: Path) -> None:
    plain = openpyxl.load_workbook(io.BytesIO(reports.write("xlsx", [checked])))
    plain.save(tmp_path / "without_values.xlsx")  # openpyxl keeps formulas and drops their values
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    source = str(tmp_path / "without_values.xlsx")
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), source], check=True, capture_output=True, timeout=120)
    again = openpyxl.load_workbook(tmp_path / "out" / "without_values.xlsx", data_only=True)
    rows = list(again["勾稽关系"].iter_rows(min_row=2, values_only=True))
    assert [(row[4], row[5], row[8]) for row in rows] == [
        (2636.29, 2636.92, "超出误差"), (2636.92, 2636.92, "误差内"), (98.6, 98.599882, "误差内"),
    ]  # fmt: skip
    cover = {row[0]: row[1] for row in again["底稿"].iter_rows(values_only=True)}
    assert (cover["错误（条）"], cover["✗ 不符（个）"], cover["勾稽关系（条）"]) == (2, 1, 3)


@pytest.mark.parametrize(
    ("text", "value", "format_"),
    [
        ("2,636.92", "2636.92", "#,##0.00"),
        ("-3", "-3", "0"),
        ("－56.95", "-56.95", "0.00"),
        ("98.59%", "98.59", '0.00"%"'),
        ("1，234", "1234", "#,##0"),
        ("0.00", "0.00", "0.00"),
    ],
)
def test_printed_numbers(text: str, value: str, format_: str) -> None:
    found = number(text)
    assert found is not None
    assert found.value == Decimal(value)
    assert found.format == format_


@pytest.mark.parametrize("text", ["", "合计", "06", "一、", "1.", "1,23", "12345678901234567", "3个", "-"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


def test_a_column_with_codes_that_begin_with_zero_is_kept_as_text() -> None:
    rows = [("款", "数"), ("05", "5"), ("11", "11")]
    assert code_columns(rows) == {0}
    assert cell_number("11", code=True) is None
    assert cell_number("11", code=False) is not None
    assert cell_number("1.10", code=True) is not None


def test_addresses() -> None:
    assert [address(0, 0), address(4, 2), address(9, 25), address(0, 26), address(0, 701)] == [
        "A1",
        "C5",
        "Z10",
        "AA1",
        "ZZ1",
    ]
