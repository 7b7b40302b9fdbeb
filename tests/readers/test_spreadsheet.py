"""Workbooks written here: sheets as a person sees them, numbers as they are shown, omissions noted."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReadError
from reconcile.readers import read, read_bytes
from reconcile.readers.number_formats import show, show_date

SHARED = Path(__file__).resolve().parents[2] / "../shared"
LIJIANG = SHARED / "corpus/government/丽江市2025年预算附表.xlsx"
CHANGDU = SHARED / "corpus/government/昌都市2024年附表.xls"


class Book:
    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.sheet: Any = self.book.active
        self.sheet.title = "收支总表"

    def rows(self, *rows: tuple[object, ...]) -> Book:
        for row in rows:
            self.sheet.append(row)
        return self

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def read(self) -> Document:
        return read_bytes(self.bytes(), "x.xlsx")


def texts(found: Document) -> list[str]:
    return [b.text for b in found.blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    "value, code, shown, hides",
    [
        (2636.92, "", "2636.92", False), (0.1 + 0.2, "", "0.3", False), (97345.00000000001, "", "97345", False), (201.0, "General", "201", False),
        (0.153073611743377, "0.0%", "15.3%", True), (0.5, "0%", "50%", False), (1234.5, "#,##0.00", "1234.50", False), (1234.567, "#,##0.00_ ", "1234.57", True),
        (2.5, "0", "3", True), (-2.5, "0", "-3", True), (-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "-1234.50", False), (0, '#,##0;-#,##0;"-"??', "-", False),
        (0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"??_ ;_ @_ ', "-", False), (1.5, "0.##", "1.5", False), (2.0, "0.##", "2", False), (12345.0, ";;;", "12345", True),
        (12345678.0, "0.0,", "12345.7", True), (12345.0, '0\\.0,"0"', "1.20", True), (12345600.0, "0\\.0,", "1234.6", True), (12345600.0, "0!.0,", "1234.6", True), (12345600.0, '0"."0000', "1234.5600", False), (5.0, "0\\.0", "0.5", False),
        (-1234.56, '#,##0.00;"△"#,##0.00', "-1234.56", False), (1234.56, '0.00"万元"', "1234.56万元", False), (2024, '0"年"', "2024年", False), (1234.5, "￥#,##0.0", "1234.5", False),
        (0.001, "0.00", "0.00", True), (-0.001, "0.00", "0.00", True), (5, '[>100]0.0;0', "5", True), (1e-7, "", "0.0000001", False), (1.005, "0.00", "1.01", True), (2.5e48, "0.0%", "2.5e+48", False), (float("nan"), "0.0", "nan", False),
    ],
)  # fmt: skip
def test_numbers_as_shown(value: float, code: str, shown: str, hides: bool) -> None:
    assert show(value, code)[:2] == (shown, hides)


def test_dates_as_shown() -> None:
    assert show_date(date(2024, 8, 6)) == "2024-08-06"
    assert show_date(date(2024, 8, 6), 'yyyy"年"m"月"') == "2024年8月"
    assert show_date(date(2024, 8, 6), "yyyy年m月d日") == "2024年8月6日"


def test_title_unit_and_note_become_text() -> None:
    book = Book().rows(
        ("2024年收支总表", None, None),
        (None, None, "单位：万元"),
        ("项目", "预算", "决算"),
        ("合计", 2636.92, 3),
        ("注：不含基金。",),
    )
    book.sheet.merge_cells("A1:C1")
    found = book.read()
    assert texts(found) == ["2024年收支总表", "单位：万元", "注：不含基金。"]
    (grid,) = found.grids
    assert grid.rows == (("项目", "预算", "决算"), ("合计", "2636.92", "3"))
    assert grid.caption == "收支总表"
    assert grid.cell_place(1, 1).part == "收支总表!B4"


def test_merged_headers() -> None:
    book = Book().rows(("项目", "预算数", None), (None, "全市", "市级"), ("合计", 5, 3))
    book.sheet.merge_cells("A1:A2")
    book.sheet.merge_cells("B1:C1")
    (grid,) = book.read().grids
    assert grid.rows == (("项目", "预算数", ""), ("", "全市", "市级"), ("合计", "5", "3"))
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_numbers_follow_their_formats_and_hidden_digits_are_noted() -> None:
    book = Book().rows(("项目", "数", "增长"), ("合计", 1234.567, 0.1534), ("支出", 2, 0.5))
    for cell in ("B2", "B3"):
        book.sheet[cell].number_format = "#,##0.00"
    for cell in ("C2", "C3"):
        book.sheet[cell].number_format = "0.0%"
    found = book.read()
    assert found.grids[0].rows[1:] == (("合计", "1234.57", "15.3%"), ("支出", "2.00", "50.0%"))
    assert "2 个" in found.notices[0].message


def test_hidden_sheets_columns_and_rows() -> None:
    book = Book().rows(("项目", "底稿", "数"), ("合计", 7, 5.5), ("隐有", 8, 2.5), ("隐无", 9, 0), ("支出", 1, 3))
    book.sheet.column_dimensions["B"].hidden = True
    book.sheet.row_dimensions[3].hidden = True
    book.sheet.row_dimensions[4].hidden = True
    book.book.create_sheet("底稿").sheet_state = "hidden"
    found = book.read()
    assert found.grids[0].rows == (("项目", "数"), ("合计", "5.5"), ("隐有", "2.5"), ("支出", "3"))
    messages = " ".join(n.message for n in found.notices)
    assert "“底稿”" in messages
    assert "B 列" in messages
    assert "2 行（1 行有数字" in messages


def test_a_hidden_row_with_a_figure_that_looks_like_a_code_stays() -> None:
    book = Book().rows(
        ("编码", "项目", "决算数", "预算数", "执行数"),
        (20509, "教育费附加安排的支出", 3108, 3000, 2403),
        (2050901, "农村中小学校舍建设", 108, 99.5, 97),
        (2050902, "农村中小学教学设施", 0, 0, 0),
        (2050903, "城市中小学校舍建设", 0, 0, 897),
    )
    for row in (3, 4, 5):
        book.sheet.row_dimensions[row].hidden = True
    assert [r[0] for r in book.read().grids[0].rows] == ["编码", "20509", "2050901", "2050903"]


def test_a_hidden_column_of_codes_stays() -> None:
    book = Book().rows(
        ("编码", "项目", "数"), (201, "一般公共服务支出", 5), (20101, "人大事务", 3), (2010101, "行政运行", 3)
    )
    book.sheet.column_dimensions["A"].hidden = True
    assert book.read().grids[0].rows[1] == ("201", "一般公共服务支出", "5")


def test_what_stands_outside_the_print_area_is_left_out_and_noted() -> None:
    book = Book().rows(("项目", "数", "打印"), ("合计", 500.5, "是"), ("支出", 300.5, "是"))
    book.sheet.print_area = "A1:B3"
    found = book.read()
    assert found.grids[0].rows[0] == ("项目", "数")
    assert "C 列" in found.notices[0].message


def test_a_print_area_that_is_out_of_date_is_ignored() -> None:
    book = Book().rows(("项目", "数", "决算"), ("合计", "见右", 500.5), ("支出", "见右", 300.5))
    book.sheet.print_area = "A1:B3"
    assert book.read().grids[0].width == 3


def test_two_tables_one_below_the_other() -> None:
    rows: list[tuple[object, ...]] = [
        ("表一",),
        ("项目", "数"),
        ("合计", 5),
        (),
        (),
        ("表二",),
        ("项目", "数"),
        ("支出", 6),
    ]
    found = Book().rows(*rows).read()
    assert [type(b) for b in found.blocks] == [Paragraph, Grid, Paragraph, Grid]


def test_two_tables_side_by_side() -> None:
    found = (
        Book()
        .rows(
            ("收入表", None, None, "支出表", None),
            ("项目", "数", None, "项目", "数"),
            ("税收", 5, None, "教育", 6),
            ("其他", 1, None, "其他", 2),
        )
        .read()
    )
    assert [g.rows[1] for g in found.grids] == [("税收", "5"), ("教育", "6")]


def test_blank_rows_and_columns_inside_one_table_do_not_cut_it() -> None:
    found = (
        Book()
        .rows(("收入", "数", None, "支出", "数"), ("税收", 5, None, "教育", 6), (), ("其他", 1, None, "其他", 2))
        .read()
    )
    (grid,) = found.grids
    assert grid.rows == (("收入", "数", "支出", "数"), ("税收", "5", "教育", "6"), ("其他", "1", "其他", "2"))


def test_a_sheet_of_prose() -> None:
    assert texts(Book().rows(("情况说明",), ("一、收入5万元，\n增长4%。",)).read()) == [
        "情况说明",
        "一、收入5万元，增长4%。",
    ]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(ReadError, match="为空"):
        Book().read()


def test_far_cells_that_hold_blanks_only_are_none() -> None:
    book = Book()
    for row in (("项目", "金额"), ("合计", 12.5), ("教育支出", 12.5)):
        book.sheet.append(row)
    book.sheet["XFD1"] = " "
    book.sheet["A200000"] = "　"
    (grid,) = book.read().grids
    assert grid.rows == (("项目", "金额"), ("合计", "12.5"), ("教育支出", "12.5"))


def test_a_sheet_with_two_far_cells_is_refused_before_it_is_laid_out() -> None:
    book = Book()
    book.sheet["A1"] = 1
    book.sheet["XFD1048576"] = 2
    with pytest.raises(ReadError, match="过大"):
        book.read()


def test_a_damaged_workbook_is_refused() -> None:
    data = Book().rows(("项目", "数"), ("合计", 5)).bytes()
    with pytest.raises(ReadError):
        read_bytes(data[:-400], "x.xlsx")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:300] if "sheet1" in name else old.read(name))
    with pytest.raises(ReadError, match="损坏"):
        read_bytes(stream.getvalue(), "x.xlsx")


def test_a_workbook_that_is_a_web_page() -> None:
    page = "<html><body><table><tr><td>项目</td><td>数</td></tr><tr><td>合计</td><td>5</td></tr></table></body></html>"
    assert read_bytes(page.encode("gbk"), "x.xls").format == "html"


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(more: bytes = b"") -> bytes:
    """A BIFF8 workbook in a compound file of one chain of sectors: 收支总表 with a hidden column and row, and formats."""
    name = "收支总表".encode("utf-16-le")

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    def number(row: int, column: int, value: float, style: int) -> bytes:
        return record(0x203, struct.pack("<HHHd", row, column, style, value))

    bof = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    head = (
        record(0x809, bof)
        + record(0x42, struct.pack("<H", 1200))
        + record(0x41E, struct.pack("<HHB", 176, 4, 0) + b"0.0%")
    )
    head += (
        record(0xE0, struct.pack("<HH16x", 0, 0))
        + record(0xE0, struct.pack("<HH16x", 0, 176))
        + record(0xE0, struct.pack("<HH16x", 0, 4))
    )
    bound = 4 + 8 + len(name)
    head += record(0x85, struct.pack("<IBBBB", len(head) + bound + 4, 0, 0, len(name) // 2, 1) + name) + record(
        0x0A, b""
    )
    body = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + record(
        0x7D, struct.pack("<HHHHHH", 2, 2, 0, 0, 1, 0)
    )
    for row in range(4):
        body += record(0x208, struct.pack("<HHHHHHI", row, 0, 4, 0, 0, 0, 0x20 if row == 2 else 0))
    for row, (text, value, rate) in enumerate(
        [("项目", 0, 0), ("合计", 1234.5, 0.153), ("隐藏", 0, 0), ("支出", 2.0, 0.5)]
    ):
        body += label(row, 0, text)
        if row:
            body += number(row, 1, value, 2) + number(row, 2, 9, 0) + number(row, 3, rate, 1)
        else:
            body += label(row, 1, "数") + label(row, 2, "底稿") + label(row, 3, "增长")
    stream = (head + body + more + record(0x0A, b"")).ljust(4096, b"\0")
    sectors = len(stream) // 512
    directory = b""
    for title, kind, start, size in (
        ("Root Entry", 5, 0xFFFFFFFE, 0),
        ("Workbook", 2, 2, len(stream)),
        ("", 0, 0, 0),
        ("", 0, 0, 0),
    ):
        wide = title.encode("utf-16-le")
        child = 1 if kind == 5 else 0xFFFFFFFF
        directory += wide.ljust(64, b"\0") + struct.pack(
            "<HBBIII36xIQ", len(wide) + 2 if title else 0, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, start, size
        )
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))) + directory + stream


def test_an_old_workbook_shows_its_formats_and_hides_what_is_hidden() -> None:
    found = read_bytes(old_workbook(), "x.xls")
    assert found.format == "xls"
    assert found.grids[0].rows == (("项目", "数", "增长"), ("合计", "1234.50", "15.3%"), ("支出", "2.00", "50.0%"))
    messages = " ".join(n.message for n in found.notices)
    assert "C 列" in messages
    assert "1 行" in messages


def test_formulas_that_were_never_computed_are_no_blanks() -> None:
    """Both programs save them as empty text; only a formula that gives text may say so."""
    total = bytes.fromhex("250100030001000100 19100000")  # SUM(B2:B4)
    text = bytes.fromhex("170000")  # =""

    def formula(column: int, tokens: bytes) -> bytes:
        result = bytes.fromhex("030000000000ffff")
        return record(
            6, struct.pack("<HHH", 4, column, 0) + result + bytes(6) + struct.pack("<H", len(tokens)) + tokens
        )

    [grid] = (found := read_bytes(old_workbook(formula(1, total) + formula(3, text)), "x.xls")).grids
    assert [row[1] for row in grid.rows] == ["数", "1234.50", "2.00", "（公式未计算）"]
    assert "“收支总表”1 个" in " ".join(n.message for n in found.notices if n.level == "warning")
    book = Book().rows(("项目", "数"), ("甲", 1.5), ("合计", "=SUM(B2:B2)"))
    [grid] = (found := book.read()).grids
    assert grid.rows[2] == ("合计", "（公式未计算）")
    assert "重新保存" in " ".join(n.message for n in found.notices if n.level == "warning")


def test_errors_of_formulas_are_no_blanks() -> None:
    book = Book().rows(("项目", "数", "率"), ("甲", "#REF!", 0.5), ("合计", "#DIV/0!", 1))
    assert book.read().grids[0].rows[1:] == (("甲", "#REF!", "0.5"), ("合计", "#DIV/0!", "1"))
    computed = struct.pack("<HHH", 4, 1, 0) + bytes.fromhex("020017000000ffff") + bytes(8)
    plain = struct.pack("<HHHBB", 5, 1, 0, 42, 1)
    [grid] = read_bytes(old_workbook(record(6, computed) + record(0x205, plain)), "x.xls").grids
    assert [row[1] for row in grid.rows[-2:]] == ["#REF!", "#N/A"]


def test_a_hidden_column_of_whole_amounts_is_no_column_of_codes() -> None:
    book = Book().rows(
        ("科目编码", "科目名称", "上年数", "合计"), ("205", "教育支出", 711, 8.5), ("208", "社会保障和就业支出", 400, 4)
    )
    book.rows(("213", "农林水支出", 500, 5))
    book.sheet.column_dimensions["C"].hidden = True
    found = book.read()
    assert found.grids[0].rows[0] == ("科目编码", "科目名称", "合计")
    assert "C 列" in " ".join(n.message for n in found.notices)


@pytest.mark.parametrize("length", [600, 1600, 3000, 5000])
def test_a_truncated_old_workbook_is_refused(length: int) -> None:
    with pytest.raises(ReadError):
        read_bytes(old_workbook()[:length], "x.xls")


@pytest.mark.skipif(not LIJIANG.exists(), reason="the shared corpus is not here")
def test_a_real_workbook_of_54_sheets() -> None:
    found = read(LIJIANG)
    assert len(found.grids) > 50
    assert found.grids[0].rows[2] == ("101", "一、税收收入", "250422", "292946", "288755", "15.3%", "98.6%")
    assert not any("打印" in "".join(row) for g in found.grids for row in g.rows)


@pytest.mark.skipif(not CHANGDU.exists(), reason="the shared corpus is not here")
def test_a_real_old_workbook() -> None:
    found = read(CHANGDU)
    assert [(len(g.rows), g.width) for g in found.grids] == [(16, 7), (41, 6)]
    assert found.grids[0].rows[2][:3] == ("昌都市", "182506.59", "97345")
