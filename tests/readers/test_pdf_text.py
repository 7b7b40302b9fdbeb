"""The prose of PDFs: lines to paragraphs, over pages, with what is not text of the document left out."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.textobject import PDFTextObject

from reconcile.document import Paragraph

from .pdf_made import FONT, Made, texts

FULL = "本单位二〇二四年度收入支出总计与上年度相比收入支出总计减少主要原因是人员变动支"  # 38 characters fill a line


def full(text: str, em: float = 37) -> str:
    """A line as wide as the text body (or ``em``) that begins with ``text``; a digit is half an em."""
    while sum(0.5 if c.isascii() else 1 for c in text) < em:
        text += FULL[len(text) % 30]
    return text


def test_lines_join_into_paragraphs() -> None:
    made = Made().prose(100, full("一是", 35), full("二是"), "出减少。")
    made.prose(160, full("三是", 35), "结束。")
    assert texts(made.read()) == [full("一是", 35) + full("二是") + "出减少。", full("三是", 35) + "结束。"]


def test_a_number_broken_over_lines() -> None:
    made = Made().prose(100, full("收入合计", 31) + "1446.", "32万元，增长4.1%。")
    (text,) = texts(made.read())
    assert "1446.32万元" in text


def test_a_word_that_did_not_fit_leaves_a_ragged_line() -> None:
    made = Made().prose(100, full("总预算一千万元", 35), full("其中支持企业", 34), "1,234,567.00万元，其余用于服务。")
    assert len(texts(made.read())) == 1


def test_headings_stay_apart() -> None:
    made = Made().text(96, 100, "一、收入支出决算总体情况说明")
    made.prose(120, full("本年", 35), "情况。").text(96, 160, "二、收入决算情况说明").prose(180, "本年收入合计10万元。")
    assert texts(made.read()) == [
        "一、收入支出决算总体情况说明", full("本年", 35) + "情况。", "二、收入决算情况说明", "本年收入合计10万元。",
    ]  # fmt: skip


def test_a_heading_that_nearly_fills_its_line_stays_apart() -> None:
    made = Made().text(96, 100, full("（一）一般公共预算财政拨款支出决算情况说明", 33))
    made.prose(120, full("上海市", 35), full("某"), "完。")
    assert len(texts(made.read())) == 2


def test_a_list_of_headings_at_the_margin() -> None:
    headings = [full(f"{n}、") for n in "一二三"]
    assert texts(Made().prose(100, *headings, indent=False).read()) == headings


def test_a_lone_full_stop_belongs_to_its_paragraph() -> None:
    made = Made().prose(100, full("预算为443.18万元", 35), full("其中"), "。")
    assert len(texts(made.read())) == 1


def test_a_year_behind_a_number_and_a_space_is_none_of_its_digits() -> None:
    made = Made().text(72, 60, "2.13 2024年收支决算表", 16).text(72, 90, "表6 2023年和2024 2025年", 16)
    made.text(72, 120, "支出1 234.56万元", 16)  # a space within a number stays none
    assert texts(made.read()) == ["2.13 2024年收支决算表", "表6 2023年和2024 2025年", "支出1234.56万元"]


def test_paragraphs_set_apart_by_space_only() -> None:
    made = Made()
    for k in range(3):
        made.prose(100 + 100 * k, full(f"第{k}段"), full("甲"), full("乙", 36) + "。", indent=False)
        made.prose(160 + 100 * k, full("丙", 20) + "。", indent=False)
    assert len(texts(made.read())) == 3
    spaced = Made()
    for k in range(3):
        spaced.prose(100 + 90 * k, full(f"第{k}段"), full("甲"), full("乙", 36) + "。", indent=False)
    assert len(texts(spaced.read())) == 3


def test_radicals_are_the_ideographs_that_they_stand_for() -> None:
    assert texts(Made().prose(100, "⽀出合计与⻋辆购置⾦额。").read()) == ["支出合计与车辆购置金额。"]


def test_over_a_page_break() -> None:
    made = Made().prose(740, full("支出", 35), full("决算")).centred(815, "- 1 -", 9).page()
    made.prose(80, "算为12.00万元。", indent=False).prose(100, full("另", 35), full("外"), "完。").centred(
        815, "- 2 -", 9
    )
    document = made.read()
    first = document.paragraphs[0]
    assert first.text == full("支出", 35) + full("决算") + "算为12.00万元。"
    assert [(s.place.page, s.place.line) for s in first.segments] == [(1, 1), (1, 2), (2, 1)]
    assert first.place(first.text.index("12.00")).page == 2


def test_over_a_page_break_with_a_note_at_the_foot() -> None:
    made = Made().prose(700, full("支出", 35), full("决算")).prose(790, "按快报数。", indent=False, size=9).page()
    made.prose(80, "算为12.00万元。", indent=False).prose(100, full("另", 35), full("外"), "完。")
    joined, note, *_ = made.read().paragraphs
    assert joined.text == full("支出", 35) + full("决算") + "算为12.00万元。"
    assert [s.place.page for s in joined.segments] == [1, 1, 2]
    assert note.text == "按快报数。"


def test_a_paragraph_that_is_over_stays_apart_from_the_next_page() -> None:
    made = Made().prose(700, full("支出", 35), "决算。").prose(790, "按快报数。", indent=False, size=9).page()
    made.prose(80, full("另", 35), "完。")
    assert texts(made.read()) == [full("支出", 35) + "决算。", "按快报数。", full("另", 35) + "完。"]


def test_the_box_of_a_stretch() -> None:
    made = Made().text(72, 100, "合计12.50万元")
    (paragraph,) = made.read().paragraphs
    left, top, right, bottom = paragraph.place(2, 7).box or (0, 0, 0, 0)
    assert left == pytest.approx(96, abs=2)
    assert 96 + 5 * 4.5 < right < 96 + 5 * 6.5
    assert 85 < top < bottom < 105


def test_unit_line_and_title_stay_apart_and_before_their_table() -> None:
    made = Made().prose(60, full("见下表", 35), full("表中"), "。").centred(130, "一般公共预算财政拨款支出决算表")
    made.text(520, 150, "单位：万元", 10, right=True).table((72, 300, 520), 160, [["项目", "金额"], ["合计", "1.00"]])
    blocks = made.read().blocks
    assert [b.text if isinstance(b, Paragraph) else "表" for b in blocks][1:] == [
        "一般公共预算财政拨款支出决算表", "单位：万元", "表",
    ]  # fmt: skip


def test_department_and_unit_on_one_line_are_two_paragraphs() -> None:
    made = Made().centred(100, "2025年部门收入预算总表").text(72, 130, "编制部门：城南市财政局", 10)
    made.text(520, 130, "单位：元", 10, right=True).table((72, 300, 520), 140, [["项目", "金额"], ["合计", "1.00"]])
    document = made.read()
    assert texts(document) == ["2025年部门收入预算总表", "编制部门：城南市财政局", "单位：元"]
    unit = document.paragraphs[2]
    assert unit.place(3, 4).box == pytest.approx((510, 120, 520, 133), abs=4)


def test_a_title_over_two_lines() -> None:
    made = Made().prose(60, full("说明", 35), full("如下"), "。").centred(130, "2025年城南新区", 18)
    made.centred(155, "政府性基金预算收入执行情况表", 18).table(
        (72, 300, 520), 180, [["项目", "金额"], ["合计", "1.00"]]
    )
    assert texts(made.read())[1] == "2025年城南新区政府性基金预算收入执行情况表"


def test_contents_keep_one_line_each_without_dots() -> None:
    made = Made().text(260, 80, "目  录", 18)
    for k, title in enumerate(("第一部分　　概况", "一、主要职能", "二、机构设置情况")):
        made.text(72, 110 + 20 * k, title + "." * 60 + str(k + 3))
    assert texts(made.read()) == ["目录", "第一部分 概况", "一、主要职能", "二、机构设置情况"]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    made = Made()
    for page in range(1, 5):
        made.centred(40, "城南市财政局2024年度部门决算", 9).prose(100, f"第{'一二三四'[page - 1]}页的正文在此。")
        made.centred(815, f"第 {page} 页 共 4 页", 9).page()
    assert texts(made.read()) == [f"第{n}页的正文在此。" for n in "一二三四"]


def test_a_title_on_every_page_is_no_running_head() -> None:
    made = Made()
    for name in ("甲", "乙", "丙", "丁"):
        made.centred(60, "项目支出绩效自评表").table((72, 300, 520), 90, [["项目名称", name], ["得分", "98"]])
        made.page()
    document = made.read()
    assert texts(document).count("项目支出绩效自评表") == 4
    assert len(document.grids) == 4


def test_the_page_number_of_a_landscape_page() -> None:
    made = Made(landscape(A4)).text(100, 520, "—32—", 10).prose(100, "横向页的正文。")
    assert texts(made.read()) == ["横向页的正文。"]


def test_a_year_at_the_foot_of_the_text_is_no_page_number() -> None:
    made = Made().prose(100, full("截至", 35), "2024")
    assert texts(made.read())[0].endswith("2024")


def test_content_order_is_not_reading_order() -> None:
    made = Made().text(200, 100, "支出合计5.00万元。").text(96, 140, "第三行。").text(96, 120, "第二行。")
    made.text(96, 100, "收入合计6.00万元，")
    first, *rest = texts(made.read())
    assert first.replace(" ", "") == "收入合计6.00万元，支出合计5.00万元。"
    assert rest == ["第二行。", "第三行。"]


# what is drawn and not meant to be read


def test_bold_by_printing_twice() -> None:
    made = Made()
    for shift in (0, 0.4):
        made.text(96 + shift, 100, "合计1122.33万元，其中：")
    assert texts(made.read()) == ["合计1122.33万元，其中："]


def test_a_huge_watermark() -> None:
    made = Made()
    for k in range(20):
        made.prose(100 + 30 * k, f"第{k}段正文内容说明如下文所述完整。")
    made.text(150, 420, "公开", 120)
    assert texts(made.read()) == [f"第{k}段正文内容说明如下文所述完整。" for k in range(20)]


def test_a_slanted_watermark_of_the_texts_size() -> None:
    made = Made()
    for k in range(10):
        made.prose(100 + 60 * k, f"第{k}段正文内容说明如下文所述完整。")
    made.canvas.saveState()
    made.canvas.translate(120, 300)
    made.canvas.rotate(45)
    made.canvas.setFont(FONT, 14)
    made.canvas.drawString(0, 0, "内部资料严禁外传")
    made.canvas.restoreState()
    assert texts(made.read()) == [f"第{k}段正文内容说明如下文所述完整。" for k in range(10)]


def test_leaning_letters_are_no_watermark() -> None:
    made = Made()
    for k in range(4):
        made.canvas.saveState()
        made.canvas.transform(1, 0, 0.33, 1, 72, 700 - 20 * k)
        made.canvas.setFont(FONT, 12)
        made.canvas.drawString(0, 0, f"第{k}条斜体说明。")
        made.canvas.restoreState()
    assert texts(made.read()) == [f"第{k}条斜体说明。" for k in range(4)]


def clipped(made: Made, top: float, bottom: float, *lines: tuple[float, str]) -> None:
    """Lines of which only those between ``top`` and ``bottom`` are to be seen."""
    made.canvas.saveState()
    path = made.canvas.beginPath()
    path.rect(60, made.height - bottom, 480, bottom - top)
    made.canvas.clipPath(path, stroke=0)
    for y, line in lines:
        made.text(72, y, line)
    made.canvas.restoreState()


def test_a_paragraph_printed_on_both_pages_and_clipped() -> None:
    lines = [full(n + "是") for n in "甲乙丙丁"]
    made = Made()
    clipped(made, 60, 785, *zip((750, 770, 800, 850), lines, strict=True))  # two below the frame, one off the page
    made.page()
    clipped(made, 60, 785, *zip((-10, 45, 75, 95), lines, strict=True))
    assert texts(made.read()) == ["".join(lines)]


def test_clipped_text_that_stands_on_other_text() -> None:
    made = Made().text(200, 100, "甲科目支出12.00")
    clipped(made, 60, 70, (100, "被裁去的长单元格文字一二三四五六七八九"))
    assert texts(made.read()) == ["甲科目支出12.00"]


def hidden(made: Made, x: float, y: float, text: str) -> None:
    line: PDFTextObject = made.canvas.beginText(x, made.height - y)
    line.setFont(FONT, 12)
    line.setTextRenderMode(3)
    line.textOut(text)
    made.canvas.drawText(line)


def test_hidden_text_beside_visible_text() -> None:
    made = Made().prose(100, "收入合计6.00万元。")
    hidden(made, 96, 100, "收入合计6.00万元。")
    hidden(made, 96, 300, "隐藏的批注。")
    assert texts(made.read()) == ["收入合计6.00万元。"]


# turned pages


def turned(rotation: int) -> Made:
    """A landscape page, drawn turned on a portrait one so that ``rotation`` stands it upright."""
    made = Made(A4 if rotation == 180 else landscape(A4))  # reportlab swaps the sides of a page that it turns
    made.canvas.setPageRotation(rotation)
    width, height = A4
    moves = {90: (0, 1, -1, 0, width, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, height)}
    made.canvas.transform(*moves[rotation])
    made.height = A4[0] if rotation != 180 else A4[1]
    return made


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages(rotation: int) -> None:
    made = turned(rotation).prose(60, "支出情况见下表所列。")
    made.table((72, 200, 300), 100, [["项目", "金额"], ["合计", "1.00"]])
    document = made.read()
    assert texts(document) == ["支出情况见下表所列。"]
    assert document.grids[0].rows == (("项目", "金额"), ("合计", "1.00"))
    assert document.grids[0].cell_place(1, 1).box == pytest.approx((200, 120, 300, 140), abs=1)


def test_a_table_drawn_sideways_on_an_upright_page() -> None:
    made = Made()
    made.canvas.transform(0, 1, -1, 0, A4[0], 0)
    made.height = A4[0]
    made.prose(60, "支出情况见下表所列。").table((72, 200, 300), 100, [["项目", "金额"], ["合计", "1.00"]])
    document = made.read()
    assert document.grids[0].rows == (("项目", "金额"), ("合计", "1.00"))
    # the cell stands where viewers show it: the page is not turned for them
    assert document.grids[0].cell_place(1, 1).box == pytest.approx((120, 842 - 300, 140, 842 - 200), abs=1)


def test_the_page_number_of_a_turned_sheet() -> None:
    made = Made()
    made.prose(100, "支出情况见下表所列，各项支出均已纳入预算管理。")
    made.canvas.saveState()
    made.canvas.translate(30, 400)
    made.canvas.rotate(90)
    made.canvas.drawString(0, 0, "- 12 -")
    made.canvas.restoreState()
    assert texts(made.read()) == ["支出情况见下表所列，各项支出均已纳入预算管理。"]


def test_landscape_pages_among_portrait_ones() -> None:
    made = Made(landscape(A4)).prose(100, "横向页的正文。")
    assert texts(made.read()) == ["横向页的正文。"]


def test_a_cropped_page_counts_from_its_visible_corner() -> None:
    made = Made()
    made.canvas.setCropBox((50, 100, 545, 742))
    made.text(96, 200, "正文在此。")
    (paragraph,) = made.read().paragraphs
    box = paragraph.place().box
    assert box is not None
    assert box[0] == pytest.approx(46, abs=2)
    assert box[3] == pytest.approx(100, abs=3)
