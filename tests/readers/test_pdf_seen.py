"""What a reader of the paper sees and what not: colours, covers, watermarks, raised marks, columns, forms, words."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics

from reconcile.readers import pdf

from .pdf_made import FONT, Made, rows, texts, warnings

XS = (72, 200, 300, 400)
ROWS = [["项目", "预算数", "决算数"], ["教育支出", "1,845.20", "1,200.00"], ["住房保障支出", "400.00", "300.00"]]
YS = [100, 120, 140, 180]


def ruled() -> Made:
    """A table whose last row is two lines high: a name over two lines and numbers in its middle."""
    made = Made().lattice(XS, YS).cells(XS, YS, ROWS[:2])
    made.text(75, 156, "住房保", 9).text(75, 172, "障支出", 9)
    return made.text(203, 163, "400.00", 9).text(303, 163, "300.00", 9)


def wide(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def white(made: Made, brightness: float = 1.0) -> Made:
    made.canvas.setFillGray(brightness)
    made.canvas.setStrokeGray(brightness)
    return made


def black(made: Made) -> Made:
    return white(made, 0.0)


# what has the colour of the paper


@pytest.mark.parametrize("stroked", [True, False])
def test_a_white_line_through_a_row_parts_nothing(stroked: bool) -> None:
    made = ruled()
    if stroked:
        white(made).rule(72, 160, 400, 160)
    else:
        made.box(72, 159.7, 400, 160.3, 1)
    assert rows(black(made).read()) == ROWS


def test_white_lines_between_coloured_cells_are_seen() -> None:
    made = Made().box(72, 100, 400, 160, 0.8)
    white(made).lattice(XS, (100, 120, 140, 160))
    assert rows(black(made).cells(XS, (100, 120, 140, 160), ROWS).read()) == ROWS


def test_white_text_on_white_is_not_read_but_said() -> None:
    made = ruled()
    white(made).text(193, 133, "99", 9)
    document = black(made).read()
    assert rows(document) == ROWS
    assert any("看不见" in n.message and "99" in n.message for n in document.notices)


def test_white_text_on_a_dark_ground_is_read() -> None:
    made = Made().box(72, 100, 400, 120, 0.2)
    white(made).cells(XS, (100, 120), ROWS[:1])
    document = black(made).lattice(XS, YS).cells(XS, YS, [["", "", ""], *ROWS[1:]]).read()
    assert rows(document)[0] == ROWS[0]


def test_covered_text_is_not_read_but_said() -> None:
    made = Made().prose(100, "支出合计8,765.43万元。").box(60, 85, 460, 105, 1).prose(140, "支出合计1,200.00万元。")
    document = made.read()
    assert texts(document) == ["支出合计1,200.00万元。"]
    assert any("被遮盖" in n.message for n in document.notices)


def test_text_on_a_box_drawn_before_it_is_read() -> None:
    made = Made().prose(100, "第一段正文。").box(60, 125, 460, 145, 0.9).prose(140, "支出合计1,200.00万元。")
    assert texts(made.read()) == ["第一段正文。", "支出合计1,200.00万元。"]


def test_a_covered_rule_parts_nothing() -> None:
    made = Made().rule(200, 165, 300, 165).box(201, 150, 299, 178, 1).lattice(XS, YS).cells(XS, YS, ROWS)
    assert rows(made.read()) == ROWS


def test_text_that_is_drawn_again_over_its_cover_is_read() -> None:
    made = ruled().box(201, 150, 299, 178, 1).text(203, 163, "400.00", 9)
    assert rows(made.read()) == ROWS


# watermarks


def test_a_pale_level_watermark_over_a_table() -> None:
    made = ruled()
    white(made, 0.8).text(170, 135, "征求意见稿", 20)
    document = black(made).prose(300, "本年支出合计1,845.20万元。").read()
    assert rows(document) == ROWS
    assert texts(document) == ["本年支出合计1,845.20万元。"]
    assert any("水印" in n.message and "征求意见稿" in n.message for n in document.notices)


def test_a_small_pale_watermark_between_the_rows() -> None:
    made = ruled()
    made.canvas.setFillColorRGB(1, 0.8, 0.8)
    for x in (90, 230):
        for y in (123, 183):
            made.text(x, y, "仅供内部2031", 12)
    document = black(made).prose(300, "本年支出合计1,845.20万元。", "其余各项支出安排情况见上表所列。").read()
    assert rows(document) == ROWS
    assert "2031" not in "".join(texts(document))


def test_pale_text_by_itself_is_text() -> None:
    made = ruled()
    white(made, 0.7).prose(250, "注：数据为初步统计，共12项。")
    assert texts(black(made).read()) == ["注：数据为初步统计，共12项。"]


# raised marks


@pytest.mark.parametrize("mark", ["1", "12", "①", "*"])
def test_a_raised_mark_behind_a_number_is_no_part_of_it(mark: str) -> None:
    assert rows(ruled().text(203 + wide("1,845.20", 9), 129, mark, 5).read()) == ROWS


def test_a_raised_mark_before_a_number() -> None:
    assert rows(Made().lattice(XS, YS).cells(XS, (100, 120, 140, 160), ROWS).text(197.5, 129, "②", 5).read()) == ROWS


def test_what_is_raised_and_no_mark_stays_in_its_place() -> None:
    made = Made().prose(100, "主体评级AA", "展望稳定，2024年至2025年未变。")
    assert texts(made.text(96 + wide("主体评级AA", 12), 95, "+", 6).read())[0].startswith("主体评级AA+")


# words and cells


def test_a_number_wider_than_its_cell_is_one_number() -> None:
    made = Made().lattice(XS, (100, 120, 140)).cells(XS, (100, 120), ROWS[:1])
    made.text(75, 134, "合计", 9).text(303, 134, "5.00", 9).text(300.5, 134, "123,456,789,012,345.00", 9, right=True)
    assert rows(made.read())[1] == ["合计", "123,456,789,012,345.00", "5.00"]


def test_two_full_cells_keep_their_numbers() -> None:
    made = Made().lattice(XS, (100, 120, 140)).cells(XS, (100, 120), ROWS[:1])
    made.text(75, 134, "合计", 9).text(299.5, 134, "1,234.00", 9, right=True).text(300.8, 134, "5,678.00", 9)
    assert rows(made.read())[1] == ["合计", "1,234.00", "5,678.00"]


# over pages


def test_a_running_headline_of_two_pages_does_not_part_a_table() -> None:
    made = Made().centred(40, "云岭市水文站年度决算", 9).centred(70, "支出决算表", 14)
    made.table(XS, 700, ROWS)
    made.centred(810, "— 1 —", 9).page().centred(40, "云岭市水文站年度决算", 9)
    made.table(XS, 60, [["其他支出", "1.00", "2.00"]])
    document = made.centred(810, "— 2 —", 9).read()
    assert rows(document) == [*ROWS, ["其他支出", "1.00", "2.00"]]
    assert texts(document) == ["云岭市水文站年度决算", "支出决算表"]


def test_a_row_with_a_code_that_the_page_break_cuts() -> None:
    made = Made()
    made.table((40, *XS), 700, [["编码", *ROWS[0]], ["205", *ROWS[1]], ["221", "住房保障", "", ""]])
    made.page().table((40, *XS), 60, [["", "支出", "400.00", "300.00"], ["229", "其他支出", "1.00", "2.00"]])
    document = made.read()
    assert rows(document)[2:] == [["221", "住房保障支出", "400.00", "300.00"], ["229", "其他支出", "1.00", "2.00"]]
    assert [document.grids[0].cell_place(2, column).page for column in range(4)] == [1, 1, 2, 2]


def test_a_class_without_numbers_at_the_page_end_stays_a_row() -> None:
    made = Made()
    made.table((40, *XS), 700, [["编码", *ROWS[0]], ["205", *ROWS[1]], ["221", "住房保障", "", ""]])
    made.page().table((40, *XS), 60, [["", "其中：补贴", "400.00", "300.00"], ["229", "其他支出", "1.00", "2.00"]])
    assert len(rows(made.read())) == 5


def test_a_page_number_beside_the_last_row() -> None:
    made = Made().lattice(XS, (760, 780, 800)).cells(XS, (760, 780, 800), [ROWS[0], ["合计", "1.00", "2.00"]])
    document = made.text(150, 799, "- 12 -", 10).prose(100, "支出情况见下表。").read()
    assert rows(document) == [ROWS[0], ["合计", "1.00", "2.00"]]


def test_dashes_around_a_number_of_the_last_row_are_no_page_number() -> None:
    made = Made().lattice((72, 200, 240, 280, 320), (760, 780, 800)).prose(100, "支出情况见下表。")
    made.cells((72, 200, 240, 280, 320), (760, 780, 800), [["项目", "甲", "乙", "丙"], ["规划", "-", "568", "-"]])
    assert rows(made.read())[1] == ["规划", "-", "568", "-"]


# columns


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ("本年支出合计2,345.67万", "元，其中：基本支出1,8", "00.00万元，占76.7%；")
    right = ("项目支出545.67万元，占", "23.3%。比上年增加45.67", "万元，增长2.0%。")
    made = Made()
    for k in range(3):
        made.text(72, 100 + 18 * k, left[k]).text(320, 100 + 18 * k, right[k])
    assert texts(made.read()) == ["".join(left) + "".join(right)]


def test_names_beside_numbers_are_no_columns() -> None:
    made = Made()
    for k, name in enumerate(("教育支出安排", "卫生支出安排", "住房支出安排")):
        made.text(72, 100 + 18 * k, name).text(320, 100 + 18 * k, f"1,23{k}.50万元")
    assert all("万元" in text for text in texts(made.read()))


# forms


def test_filled_fields_are_read() -> None:
    made = Made().lattice(XS, (100, 120, 140)).cells(XS, (100, 120, 140), [ROWS[0], ["合计", "", ""]])
    for x, value in ((201, "1,234.50"), (301, "n/a")):
        made.canvas.acroForm.textfield(
            name=value, value=value, x=x, y=made.height - 138, width=97, height=16, fontSize=9, borderWidth=0
        )
    assert rows(made.read()) == [ROWS[0], ["合计", "1,234.50", "n/a"]]


# characters of which the file does not say which ones they are


def two_fonts(known: bytes, unknown: bytes) -> bytes:
    """One line: ``known`` in a standard font, then ``unknown`` in a font whose characters have no names."""
    stream = b"BT /F 12 Tf 72 700 Td (%s) Tj /G 12 Tf (%s) Tj /F 12 Tf (%s) Tj ET" % (
        known,
        unknown,
        b" tax 12.50 total",
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R /G 6 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Lost /FontDescriptor 8 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        b"<< /Type /FontDescriptor /FontName /Lost /Flags 4 /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >>",
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 9\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % s for s in starts)
    return out + b"trailer << /Size 9 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % xref


def test_a_number_with_an_unknown_digit_is_no_number() -> None:
    document = pdf.read(two_fonts(b"total of the year 1,234.", b"\\000\\024\\000\\025"), "made.pdf")
    assert texts(document) == ["total of the year" + "\ufffd" * 8 + "tax12.50total"]
    (notice,) = warnings(document)
    assert "2个字符" in notice.message
