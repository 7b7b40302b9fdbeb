"""Tables of PDFs: how their lines are drawn, what is left out, and how they run over pages."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from reconcile.document import Paragraph
from reconcile.readers import pdf

from .pdf_made import Made, only_grid, rows, texts

XS = (72, 200, 300, 400)
ROWS = [["项目", "预算数", "决算数"], ["一、教育支出", "1,234.50", "1,200.00"], ["二、住房保障支出", "66.00", ""]]
YS = [100, 120, 140, 160]


def test_integers_on_top_of_each_other_are_not_one_number() -> None:
    made = Made().lattice((72, 200, 300), (100, 120, 154)).cells((72, 200, 300), (100, 120), [["项目", "人数"]])
    made.text(75, 140, "在编", 9).text(203, 132, "12", 9).text(203, 146, "345", 9)
    assert rows(made.read()) == [["项目", "人数"], ["在编", "12 345"]]


def test_an_integer_that_fills_its_line_goes_on_in_the_next() -> None:
    made = Made().lattice((72, 200, 236), (100, 120, 154)).cells((72, 200, 236), (100, 120), [["项目", "金额"]])
    made.text(75, 140, "合计", 9).text(203, 132, "123456", 9).text(203, 146, "78", 9)
    assert rows(made.read()) == [["项目", "金额"], ["合计", "12345678"]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("100", "90"), ("60", "50")], [["合计", "100", "90"], ["教育支出", "60", "50"]]),
        ([("100.50", "90.00"), ("60.00", "50.00")], [["合计", "100.50", "90.00"], ["教育支出", "60.00", "50.00"]]),
        ([("100", ""), ("60", "")], [["合计教育支出", "100 60", ""]]),  # one column proves nothing, but 10060 it is not
    ],
)
def test_two_rows_that_no_rule_parts(values: list[tuple[str, str]], expected: list[list[str]]) -> None:
    made = Made().lattice(XS, (100, 120, 180)).cells(XS, (100, 120), [["项目", "预算数", "决算数"]])
    for y, name, row in zip((140, 165), ("合计", "教育支出"), values, strict=True):
        for x, text in zip(XS, (name, *row), strict=False):
            made.text(x + 5, y, text, 9)
    assert rows(made.read())[1:] == expected


def test_stroked_rules() -> None:
    made = Made()
    made.table(XS, 100, ROWS)
    assert rows(made.read()) == ROWS


def test_strokes_in_pieces_a_little_off() -> None:
    made = Made().cells(XS, YS, ROWS)
    for y in YS:
        for left, right, off in ((72, 200, 0), (200, 300, 1.2), (300, 400, -0.6)):
            made.rule(left, y + off, right, y + off)
    for x in XS:
        for top, bottom, off in ((100, 120, 0), (120, 140, 0.8), (140, 160, -0.8)):
            made.rule(x + off, top, x + off, bottom)
    assert rows(made.read()) == ROWS


def test_thin_rectangles_as_rules() -> None:
    made = Made().cells(XS, YS, ROWS)
    for y in YS:
        made.box(72, y, 400, y + 0.5)
    for x in XS:
        made.box(x, 100, x + 0.5, 160)
    assert rows(made.read()) == ROWS


def test_double_borders_make_no_columns() -> None:
    made = Made().cells(XS, YS, ROWS).lattice(XS, YS)
    made.rule(69, 97, 403, 97).rule(69, 163, 403, 163).rule(69, 97, 69, 163).rule(403, 97, 403, 163)
    made.rule(72, 123, 200, 123)  # and a line a little under another
    assert rows(made.read()) == ROWS


def test_thin_pictures_as_rules() -> None:
    made = Made().cells(XS, YS, ROWS)
    dot = ImageReader(Image.new("L", (2, 2), 0))
    for y in YS:
        made.canvas.drawImage(dot, 72, made.height - y, 328, 0.5)
    for x in XS:
        made.canvas.drawImage(dot, x, made.height - 160, 0.5, 60)
    assert rows(made.read()) == ROWS


def test_filled_cells_without_rules() -> None:
    made = Made()
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            made.box(left, top, right, bottom, 0.9)
    made.cells(XS, YS, ROWS)
    assert rows(made.read()) == ROWS


def test_filled_text_backgrounds_do_not_widen_a_drawn_table() -> None:
    made = Made()
    for k in range(8):  # a shaded title and shaded lines over the table
        made.box(150, 60 + 4 * k, 330, 66 + 4 * k, 0.9)
    made.text(160, 80, "支出决算表").table(XS, 100, ROWS)
    document = made.read()
    assert rows(document) == ROWS
    assert texts(document) == ["支出决算表"]


def test_rules_in_a_form() -> None:
    made = Made().cells(XS, YS, ROWS)
    made.canvas.beginForm("lines")
    for y in YS:
        made.canvas.line(72, y, 400, y)
    for x in XS:
        made.canvas.line(x, 100, x, 160)
    made.canvas.endForm()
    made.canvas.saveState()
    made.canvas.transform(1, 0, 0, -1, 0, made.height)  # the form's lines are given downwards
    made.canvas.doForm("lines")
    made.canvas.restoreState()
    assert rows(made.read()) == ROWS


def test_merged_cells_carry_their_text_at_the_top_left() -> None:
    made = Made()
    for y, left in ((100, 72), (120, 200), (140, 72), (160, 72)):
        made.rule(left, y, 400, y)
    for x, top in ((72, 100), (200, 100), (300, 120), (400, 100)):
        made.rule(x, top, x, 160)
    made.text(90, 124, "项目", 9).text(270, 113, "支出", 9)
    made.cells(XS, YS, [["", "", ""], ["", "预算数", "决算数"], ["合计", "5.00", "4.00"]])
    grid = only_grid(made.read())
    assert grid.rows == (("项目", "支出", ""), ("", "预算数", "决算数"), ("合计", "5.00", "4.00"))
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert (0, 2) not in grid.places


def test_a_merged_region_that_is_no_rectangle_keeps_every_text() -> None:
    made = Made().lattice((72, 400), (100, 160)).rule(200, 100, 200, 140).rule(300, 100, 300, 160)
    made.rule(200, 120, 400, 120).rule(72, 140, 200, 140).rule(300, 140, 400, 140)
    made.cells(XS, YS, [["甲", "乙", "丙"], ["", "丁", "戊"], ["己", "", "庚"]])
    assert sorted(t for row in rows(made.read()) for t in row if t) == sorted("甲乙丙丁戊己庚")


def test_open_sides() -> None:
    made = Made().cells(XS, YS, ROWS)
    for y in YS:
        made.rule(72, y, 400, y)
    for x in XS[1:-1]:
        made.rule(x, 100, x, 160)
    assert rows(made.read()) == ROWS


def test_level_rules_only() -> None:
    made = Made().cells(XS, YS, ROWS)
    for y in YS:
        made.rule(72, y, 400, y)
    assert rows(made.read()) == ROWS


def test_three_rules_and_a_body_without() -> None:
    body = [[f"第{n}项支出", f"{n}00.50", f"{n}2.25"] for n in range(1, 6)]
    ys = [100 + 20 * k for k in range(7)]
    made = Made().cells(XS, ys, [ROWS[0], *body])
    for y in (100, 120, 220):
        made.rule(72, y, 400, y)
    assert rows(made.read()) == [ROWS[0], *body]


def test_a_signature_between_lines_is_no_table() -> None:
    made = Made().text(80, 215, "市人大会议秘书处").text(300, 215, "2026年1月")
    for y in (120, 200, 225):
        made.rule(72, y, 400, y)
    assert not made.read().grids


def test_columns_ruled_but_not_the_rows() -> None:
    body = [["一、税收收入", "900", "950"], ["增值税", "500", ""], ["契税", "400", "450"], ["二、非税收入", "", ""], ["合计", "900", "950"]]  # fmt: skip
    ys = [100 + 20 * k for k in range(7)]
    made = Made().cells(XS, ys, [ROWS[0], *body]).lattice(XS, (100, 120, 220))
    assert rows(made.read()) == [ROWS[0], *body]


def test_unruled_rows_with_a_name_wrapped_around_its_numbers() -> None:
    made = Made().lattice(XS, (100, 120, 240)).cells(XS, (100, 120), ROWS[:1])
    for y, number in ((140, "100"), (170, "230"), (200, "45"), (225, "6")):
        made.text(203, y, number, 9).text(303, y, number, 9)
    made.text(75, 140, "供水工程", 9).text(75, 165, "新建中小学校舍配套设施", 9).text(75, 175, "项目二期", 9)
    made.text(75, 200, "道路维修", 9).text(75, 225, "其他", 9)
    assert rows(made.read())[1:] == [
        ["供水工程", "100", "100"], ["新建中小学校舍配套设施项目二期", "230", "230"], ["道路维修", "45", "45"], ["其他", "6", "6"],
    ]  # fmt: skip


def test_a_label_in_the_middle_of_unruled_rows() -> None:
    made = Made().lattice(XS, (100, 120, 220)).cells(XS, (100, 120), [["性质", "类型", "余额"]])
    for k, (name, number) in enumerate((("小计", "75"), ("新增债券", "20"), ("置换债券", ""), ("再融资债券", "55"))):
        made.text(203, 140 + 24 * k, name, 9).text(303, 140 + 24 * k, number, 9)
    made.text(75, 165, "地方", 9).text(75, 176, "政府", 9).text(75, 187, "债券", 9)
    grid = only_grid(made.read())
    assert [list(r) for r in grid.rows[1:]] == [
        ["地方政府债券", "小计", "75"], ["", "新增债券", "20"], ["", "置换债券", ""], ["", "再融资债券", "55"],
    ]  # fmt: skip
    assert grid.spans == {(1, 0): (4, 1)}


def test_unruled_rows_beside_a_cell_of_several_rows() -> None:
    made = (
        Made().lattice(XS, (100, 120)).lattice(XS[1:], (120, 180, 240)).rule(72, 100, 72, 240).rule(72, 240, 200, 240)
    )
    made.cells(XS, (100, 120), [["地区", "类型", "余额"]]).text(75, 183, "全市", 9)
    body = [
        ("合计", "75.00"),
        ("新增", "20.00"),
        ("再融资", "55.00"),
        ("小计", "30.00"),
        ("专项", "12.00"),
        ("其他", "18.00"),
    ]
    for k, (name, number) in enumerate(body):
        made.text(203, 134 + 20 * k, name, 9).text(303, 134 + 20 * k, number, 9)
    grid = only_grid(made.read())
    assert [list(row[1:]) for row in grid.rows[1:]] == [list(row) for row in body]
    assert grid.rows[1][0] == "全市"
    assert grid.spans == {(1, 0): (6, 1)}


def test_numbers_on_top_of_each_other_are_not_one() -> None:
    made = Made().lattice(XS, (100, 120, 150)).cells(XS, (100, 120), ROWS[:1]).text(75, 138, "合计", 9)
    made.text(203, 132, "15.00", 9).text(203, 145, "20.50", 9)
    assert rows(made.read())[1] == ["合计", "15.00 20.50", ""]


def test_a_column_under_a_part_of_its_header() -> None:
    made = Made().lattice((72, 400), (100, 140, 160)).lattice((72, 200), (100, 140, 160))
    made.rule(300, 120, 300, 160).rule(300, 120, 400, 120)  # 其中 stands in a corner of the header over it
    made.text(75, 124, "地区", 9).text(203, 122, "新增一般债务限额", 9).text(303, 133, "其中：外贷", 9)
    made.cells(XS, (140, 160), [["城南", "8.00", "0.00"]])
    assert rows(made.read()) == [["地区", "新增一般债务限额", ""], ["", "", "其中：外贷"], ["城南", "8.00", "0.00"]]


def test_a_ruled_cell_of_several_lines_stays_one() -> None:
    made = Made().lattice(XS, (100, 120, 190)).cells(XS, (100, 120), ROWS[:1])
    for k, line in enumerate(("机关事业单位基本", "养老保险缴费支出", "（含职业年金）")):
        made.text(75, 135 + 18 * k, line, 9)
    made.text(203, 153, "1,234,", 9).text(203, 165, "567.00", 9)
    assert rows(made.read())[1] == ["机关事业单位基本养老保险缴费支出（含职业年金）", "1,234,567.00", ""]


@pytest.mark.parametrize(
    ("pitch", "whole"),
    [(26, True), (15, False)],  # set as far apart as the rows, the lines are rows
)
def test_a_name_of_three_lines_beside_its_number_where_no_rules_part_the_rows(pitch: float, whole: bool) -> None:
    xs, step = (72, 300, 400), 14
    lines = ["（二）信息技术、新材料、生物制造、", "济、量子科技、生命科学、商业航天", "产业基础设施"]
    made = Made().lattice(xs, (100, 120, 420)).cells(xs, (100, 120), [["项目", "金额"]])
    y = 140.0
    for number in range(1, 5):
        made.text(75, y, f"（一）特殊重大项目{number}", 12).text(330, y, f"{number}0.50", 12)
        y += pitch
    for at, line in enumerate(lines):
        made.text(75, y + step * (at - 1) + step, line, 12)
    made.text(330, y + step, "8.38", 12).text(75, y + 2 * step + pitch, "十一、土地储备", 12)
    made.text(330, y + 2 * step + pitch, "278.60", 12)
    found = [row[0] for row in rows(made.read()) if row[1] == "8.38"]
    assert found == (["".join(lines)] if whole else [lines[1]])


def test_ink_gaps_do_not_split_numbers() -> None:
    made = Made()
    made.table(XS, 100, [["编码", "金额", "金额"], ["2101103", "1,111.11", "111"]])
    assert rows(made.read())[1] == ["2101103", "1,111.11", "111"]


def test_a_number_too_wide_for_the_last_column() -> None:
    made = Made().lattice(XS, YS).cells(XS, YS, [*ROWS[:2], ["合计", "1", ""]])
    made.text(378, 154, "12345.68", 9).text(410, 134, "注", 9)
    document = made.read()
    assert rows(document)[2] == ["合计", "1", "12345.68"]
    assert texts(document) == ["注"]


def test_left_and_right_halves() -> None:
    xs = (60, 180, 260, 400, 480)
    table = [
        ["收入", "", "支出", ""],
        ["项目", "决算数", "项目", "决算数"],
        ["一、财政拨款收入", "10.00", "一、教育支出", "9.00"],
    ]
    made = Made().lattice(xs, (120, 140, 160)).rule(60, 100, 480, 100)
    for x in (60, 260, 480):
        made.rule(x, 100, x, 120)
    made.cells(xs, (100, 120, 140, 160), table)
    grid = only_grid(made.read())
    assert [list(r) for r in grid.rows] == table
    assert grid.spans == {(0, 0): (1, 2), (0, 2): (1, 2)}


def test_an_empty_table_keeps_its_rows() -> None:
    made = Made()
    made.table(XS, 100, [ROWS[0], ["", "", ""], ["", "", ""]])
    assert rows(made.read()) == [ROWS[0], ["", "", ""], ["", "", ""]]


def test_two_tables_on_a_page_with_text_between() -> None:
    made = Made()
    made.text(72, 90, "表1").table(XS, 100, ROWS)
    made.text(72, 190, "表2").table((72, 250, 400), 200, [["项目", "金额"], ["合计", "3"]])
    kinds = [b.text if isinstance(b, Paragraph) else b.rows[0] for b in made.read().blocks]
    assert kinds == ["表1", ("项目", "预算数", "决算数"), "表2", ("项目", "金额")]


def test_an_underline_or_a_frame_is_no_table() -> None:
    made = Made().prose(100, "情况说明如下。").rule(72, 104, 200, 104).lattice((50, 550), (50, 800))
    document = made.read()
    assert not document.grids
    assert texts(document) == ["情况说明如下。"]


def test_places_of_cells() -> None:
    made = Made()
    made.table(XS, 100, ROWS)
    place = only_grid(made.read()).cell_place(1, 1)
    assert place.page == 1
    assert place.box == pytest.approx((200, 120, 300, 140), abs=0.5)


# over pages


def part(made: Made, xs: tuple[float, ...], table: list[list[str]], y: float = 80) -> Made:
    made.table(xs, y, table)
    return made.page()


def test_over_pages_without_a_repeated_header() -> None:
    made = part(part(Made(), XS, ROWS), XS, [["三、其他支出", "1.00", "2.00"]])
    grid = only_grid(made.read())
    assert [list(r) for r in grid.rows] == [*ROWS, ["三、其他支出", "1.00", "2.00"]]
    assert grid.pages == (1, 2)
    assert grid.cell_place(3, 0).page == 2


def test_over_pages_with_a_repeated_header() -> None:
    made = part(part(Made(), XS, ROWS), XS, [ROWS[0], ["三、其他支出", "1.00", "2.00"]])
    assert rows(made.read()) == [*ROWS, ["三、其他支出", "1.00", "2.00"]]


def test_a_lone_total_row_with_merged_columns() -> None:
    table = [["类", "款", "项", "名称", "金额"], ["201", "05", "07", "普查", "3.00"]]
    xs = (72, 110, 150, 190, 300, 400)
    made = part(part(Made(), xs, table), (72, 300, 400), [["合计", "3.00"]])
    grid = only_grid(made.read())
    assert [list(r) for r in grid.rows] == [*table, ["合计", "", "", "", "3.00"]]
    assert grid.spans[(2, 0)] == (1, 4)


def test_a_first_page_with_fewer_columns_than_the_next() -> None:
    made = part(part(Made(), (72, 300, 400), [["项目", "金额"]]), XS, [["一、教育支出", "甲", "5.00"]])
    assert rows(made.read()) == [["项目", "", "金额"], ["一、教育支出", "甲", "5.00"]]


def test_a_row_that_the_page_break_cuts() -> None:
    made = Made().lattice(XS, (760, 780, 800)).cells(XS, (760, 780), ROWS[:1])
    made.text(75, 794, "机关事业单位基本养老保险", 10).text(203, 794, "160.75", 9).text(303, 794, "88.00", 9).page()
    document = part(made, XS, [["缴费支出", "", ""], ["住房公积金", "187.19", ""]]).read()
    assert rows(document)[1:] == [["机关事业单位基本养老保险缴费支出", "160.75", "88.00"], ["住房公积金", "187.19", ""]]


def test_a_short_name_at_the_page_end_is_whole() -> None:
    table = [ROWS[0], ["办公费", "160.75", ""]]
    made = part(part(Made(), XS, table), XS, [["水费", "", ""], ["电费", "", ""]])
    assert [row[0] for row in rows(made.read())] == ["项目", "办公费", "水费", "电费"]


def test_title_and_unit_repeated_on_the_next_page() -> None:
    made = Made().centred(40, "支出决算表").text(400, 65, "单位：万元", 9, right=True)
    part(made, XS, ROWS)
    made.centred(40, "支出决算表（续）").text(400, 65, "单位：万元", 9, right=True)
    document = part(made, XS, [ROWS[0], ["三、其他支出", "1.00", "2.00"]]).read()
    assert rows(document) == [*ROWS, ["三、其他支出", "1.00", "2.00"]]
    assert texts(document) == ["支出决算表", "单位：万元"]


def test_forms_of_one_title_are_tables_of_their_own() -> None:
    made = Made()
    for name in ("道路维修", "校舍改造"):
        made.centred(40, "项目支出绩效目标表").lattice((72, 200, 400), (100, 120, 140)).lattice((72, 400), (80, 100))
        made.text(200, 94, "（2025年度）", 9).cells((72, 200), (100, 120, 140), [["项目名称", name], ["资金", "5.00"]])
        made.page()
    assert len(made.read().grids) == 2


def test_another_title_makes_another_table() -> None:
    made = part(Made().centred(40, "收入决算表"), XS, ROWS)
    document = part(made.centred(40, "支出决算表"), XS, ROWS).read()
    assert len(document.grids) == 2
    assert texts(document) == ["收入决算表", "支出决算表"]


def test_a_note_under_a_table_ends_it() -> None:
    made = Made()
    made.table(XS, 80, ROWS)
    made.text(72, 170, "注：本表反映部门本年度支出情况。").page()
    assert len(part(made, XS, ROWS).read().grids) == 2


def test_other_outer_edges_make_another_table() -> None:
    made = part(part(Made(), XS, ROWS), (72, 200, 300, 450), ROWS)
    assert len(made.read().grids) == 2


def test_page_numbers_do_not_part_a_table() -> None:
    made = Made()
    for page, name in enumerate(("甲", "乙", "丙"), 1):
        made.centred(810, f"— {page} —", 9)
        part(made, XS, [ROWS[0], [name, "1.00", "2.00"]])
    assert [row[0] for row in rows(made.read())] == ["项目", "甲", "乙", "丙"]


def test_a_thousand_rows_over_many_pages_are_one_grid() -> None:
    made = Made()
    for page in range(25):
        made.table(XS, 40, [[f"名{page}-{k}", str(k), "0"] for k in range(40)], 18)
        made.page()
    grid = only_grid(made.read())
    assert len(grid.rows) == 1000
    assert grid.rows[999] == ("名24-39", "39", "0")


# real documents, where they lie beside the checkout

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.skipif(not (SHARED / "gold/tables").is_dir(), reason="needs the labelled documents")
def test_labelled_tables(tmp_path: Path) -> None:
    sys.path.insert(0, str(SHARED / "eval"))
    try:
        import score_tables
    finally:
        sys.path.pop(0)
    predicted = []
    gold = score_tables.load(str(SHARED / "gold/tables"))
    for name in {g["doc"] for g in gold}:
        (path,) = (SHARED / "corpus").rglob(f"{name}.pdf")
        grids = pdf.read(path.read_bytes(), str(path)).grids
        predicted += [{"doc": path.name, "pages": g.pages, "rows": g.rows} for g in grids]
    (tmp_path / "tables.json").write_text(json.dumps(predicted), encoding="utf-8")
    tables = score_tables.load(str(tmp_path / "tables.json"))
    for table in gold:
        same = [t for t in tables if t["doc"] == table["doc"] and set(t["pages"]) & set(table["pages"])]
        assert any(score_tables.score(table, t)["perfect"] for t in same), table["id"]
