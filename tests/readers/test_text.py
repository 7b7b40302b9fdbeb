"""Plain text and Markdown: what becomes of lines, tables and marks, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReadError
from reconcile.readers import read, read_bytes
from reconcile.readers.text import read as read_text

SHARED = Path(__file__).resolve().parents[2] / "../shared"
HUZHOU = SHARED / "corpus/湖州市信访局2024年部门预算.txt"


def document(text: str, encoding: str = "utf-8") -> Document:
    return read_text(text.encode(encoding), "x.txt")


def texts(text: str) -> list[str]:
    return [b.text for b in document(text).blocks if isinstance(b, Paragraph)]


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    (found,) = document(text).grids
    return found.rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "单位收入预算2636.92万元，比上年增加104.59万元。\n项目\t金额\n合计\t2636.92\n支出\t1.5\n"
    found = document(text, encoding)
    assert found.paragraphs[0].text == "单位收入预算2636.92万元，比上年增加104.59万元。"
    assert found.grids[0].rows == (("项目", "金额"), ("合计", "2636.92"), ("支出", "1.5"))


def test_utf16_without_mark_and_without_a_single_ascii_character() -> None:
    assert (
        document("一般公共预算收入和支出情况说明", "utf-16-le").paragraphs[0].text == "一般公共预算收入和支出情况说明"
    )


def test_gb18030_is_recognised_in_a_very_short_file() -> None:
    assert document("万元", "gb18030").paragraphs[0].text == "万元"


def test_text_cut_in_the_middle_of_a_character() -> None:
    found = read_text("预算收入合计二千万元，支出合计二千万元".encode()[:-1], "x.txt")
    assert found.paragraphs[0].text.startswith("预算收入合计二千万元，支出合计二千万")
    assert found.notices[0].level == "warning"


@pytest.mark.parametrize(
    "before, after",
    [
        ("2. 按支出用途分类，包括人员支出971.62万元，占", "36.8%；日常公用支出74.36万元，占2.8%。"),
        ("政府性基金预算支出总计37.15亿元，剔除", "补助下级支出23.47亿元后，支出安排13.68亿元。"),
        ("主要用于财政部门安排的行政", "单位（包括实行公务员管理的事业单位）经费。"),
        ("收入预算1446.", "32万元，增长4%。"),
        ("本年支出，共计1446.32", "万元，下降2%。"),
        ("13. 一般公共服务支出（类）信访事务（款）信访", "业务（项）：指用于接待来访的支出。"),
        ("负责管理全市的财政收支，包括预算（含调整", "预算）的编制。"),
        ("局本级预算、下属中心预算，以及，下属事业单位", "和接待中心预算。"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n\n\n\n", "\f\n"])
def test_a_sentence_cut_by_a_page_break_is_one_paragraph(before: str, after: str, gap: str) -> None:
    if "行政" in before:
        before = "教育支出5万元，" + before
    assert texts(f"{before}{gap}{after}\n") == [before + after]


@pytest.mark.parametrize(
    "before, after",
    [
        ("结转下年0.00万元。", "其中：项目支出5万元。"),
        ("（七）关于2024年政府性基金预算支出情况说明", "本局2024年没有使用政府性基金，与上年持平。"),
        ("2024年收支预算总表", "单位：万元"),
        ("主要职责，包括以下方面", "（一）负责预算编制。"),
        ("主要职责，包括以下方面", "1. 负责预算编制，管理支出。"),
        ("一、部门概况", "二、部门预算安排情况说明"),
        ("某某市财政局", "2024年部门预算"),
        ("因工作需要，相应增加支出", "2024年部门预算表"),
        ("公用经费74.36万元，主要包括：", "办公费、手续费，以及水费。"),
        ("单位：万元", "本表无数据，特此说明。"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_what_stands_for_itself_stays_apart(before: str, after: str, gap: str) -> None:
    assert texts(f"{before}{gap}{after}\n") == [before, after]


def test_text_wrapped_at_a_width_is_joined_and_an_indent_begins_anew() -> None:
    lines = [
        "　　本部门二〇二四年收入预算二千六百万元比上年执行数增加一",
        "百万元主要是因人员变动和基本支出有关标准调整一般公共预算金",
        "额比上年有所增加并且安排了一次性项目经费用于设施改造工程的",
        "前期准备工作。",
        "　　支出预算二千六百万元。",
    ]
    assert texts("\n".join(lines)) == ["".join(lines[:4]).strip(), "支出预算二千六百万元。"]


def test_segments_say_which_line_each_stretch_stood_in() -> None:
    (paragraph,) = document("\n\n包括人员支出971.62万元，占\n\n**36.8%**；项目支出1590.94万元，占60.3%。\n").paragraphs
    at = paragraph.text.index("36.8%")
    assert paragraph.place(at).line == 5
    assert paragraph.place(at - 1).line == 3
    assert [p.line for p in paragraph.places(0, len(paragraph.text))] == [3, 5]


def test_markdown_marks_are_taken_out() -> None:
    found = document(
        "#### **(四) 关于本局收支情况的说明**\n\n从构成看，**本局**预算 \\*包括\\*：[附件](http://x/y)。\n\n- (一) 总表\n- (二) 收入表\n---\n"
    )
    assert [(p.text, p.level) for p in found.paragraphs] == [
        ("(四) 关于本局收支情况的说明", 4),
        ("从构成看，本局预算 *包括*：附件。", 0),
        ("(一) 总表", 0),
        ("(二) 收入表", 0),
    ]


def test_tab_table_with_number_row_and_empty_cells() -> None:
    assert grid("科目编码\t科目名称\t合 计\n**\t**\t1\n\t合计\t 5.00 \n201\t一般公共服务支出\n") == (
        ("科目编码", "科目名称", "合 计"),
        ("**", "**", "1"),
        ("", "合计", "5.00"),
        ("201", "一般公共服务支出", ""),
    )


def test_places_of_cells_are_lines() -> None:
    (found,) = document("前言。\n项目\t金额\n甲\t1\n乙\t2\n").grids
    assert [found.cell_place(r, 1).line for r in range(3)] == [2, 3, 4]


def test_a_table_cut_by_a_blank_line_is_one_table() -> None:
    assert len(grid("编码\t名称\t金额\n30207\t邮电费\t0.60\n\n30209\t物业管理费\t2.40\n30211\t差旅费\t6.00\n")) == 4


def test_two_tables_of_other_widths_are_two() -> None:
    found = document("项目\t金额\n甲\t1\n\n编码\t名称\t金额\n1\t乙\t2\n")
    assert [g.width for g in found.grids] == [2, 3]


def test_a_table_with_a_title_between_is_two() -> None:
    found = document("项目\t金额\n甲\t1\n\n支出总表\n\n项目\t金额\n乙\t2\n")
    assert [type(b) for b in found.blocks] == [Grid, Paragraph, Grid]


def test_title_unit_and_note_inside_a_pasted_spreadsheet_become_text() -> None:
    found = document("收支预算总表\t\t\n部门：某局\t\t单位：万元\n项目\t上年\t本年\n合计\t1\t2\n注：不含基金。\t\t\n")
    assert [p.text for p in found.paragraphs] == ["收支预算总表", "部门：某局", "单位：万元", "注：不含基金。"]
    assert found.grids[0].rows == (("项目", "上年", "本年"), ("合计", "1", "2"))


def test_line_break_inside_a_quoted_cell() -> None:
    assert grid('项目\t"公务用车\n购置费"\n合计\t3.50\n') == (("项目", "公务用车购置费"), ("合计", "3.50"))


def test_a_lone_quotation_mark_does_not_swallow_the_table() -> None:
    assert grid('项目\t"三公\n合计\t3.50\n支出\t1\n')[1] == ("合计", "3.50")


def test_table_of_contents_with_tabs_is_text() -> None:
    found = document("第一部分 概况\t1\n一、主要职能\t1\n二、机构设置\t3\n第二部分 预算表\t7\n")
    assert not found.grids
    assert len(found.paragraphs) == 4


def test_an_indent_with_a_tab_is_no_table() -> None:
    assert texts("\t本局2024年预算5万元。\n\t其中项目支出3万元。\n") == ["本局2024年预算5万元。", "其中项目支出3万元。"]


def test_markdown_table() -> None:
    assert grid("| 项目 | **金额** |\n|:---|---:|\n| 合计 | 5 |\n| a\\|b | |\n") == (
        ("项目", "金额"),
        ("合计", "5"),
        ("a|b", ""),
    )


def test_markdown_table_without_outer_pipes() -> None:
    assert grid("项目 | 金额\n--- | ---\n合计 | 5\n") == (("项目", "金额"), ("合计", "5"))


def test_second_header_row_goes_under_the_spanning_cell() -> None:
    rows = grid(
        "项目 | 上年 | 本年 | 增减情况 | |\n金额 | 幅度 |\n合计 | 5 | 4 | -1 | -20% |\n其他 | 1 | 1 | 0 | 0 |\n"
    )
    assert rows[1] == ("", "", "", "金额", "幅度")


@pytest.mark.parametrize("mark", [" |\n", "\n|\n"])
def test_cells_in_lines_of_their_own(mark: str) -> None:
    cells = ["项目", "预算数", "合计", "0.36", "出国费", "", "接待费", "0.36"]
    lines = "".join((cell + mark) if cell else "|\n" for cell in cells)
    assert grid("单位:万元\n" + lines + "二、情况说明\n")[1:] == (("合计", "0.36"), ("出国费", ""), ("接待费", "0.36"))


def test_form_feeds_count_pages() -> None:
    found = document("第一页。\n\f第二页。\n项目\t金额\n甲\t1\n")
    assert found.pages == 2
    assert [p.place().page for p in found.paragraphs] == [1, 2]
    assert found.grids[0].pages == (2,)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="为空"):
        read_bytes(data, "x.txt")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"abc\x00\x01\x02\x03\x04\x05" * 100, b"\x00" * 10 + b"\x01" * 1000]
)
def test_a_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_bytes(data, "x.txt")


@pytest.mark.parametrize("encoding", ["shift-jis", "cp1251", "koi8-r"])
def test_an_unknown_encoding_is_refused(encoding: str) -> None:
    text = {"shift-jis": "ひらがなとカタカナのぶんしょうです。" * 9}.get(encoding, "Бюджет города на будущий год. " * 9)
    with pytest.raises(ReadError, match="编码"):
        read_bytes(text.encode(encoding), "x.txt")


def test_a_huge_text_is_refused_without_reading_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.write("预算收入，".encode() * 20_000)
        stream.truncate(200 << 20)
    with pytest.raises(ReadError, match="过大"):
        read(huge)


def test_a_table_of_too_many_cells_is_refused() -> None:
    with pytest.raises(ReadError, match="表格过大"):
        document("a\tb\n" * 2000 + "\t".join("c" * 2000))


@pytest.mark.skipif(not HUZHOU.exists(), reason="the shared corpus is not here")
def test_a_real_departmental_budget() -> None:
    found = read(HUZHOU)
    assert [(len(g.rows), g.width) for g in found.grids] == [
        (26, 4), (25, 9), (29, 4), (25, 7), (38, 5), (7, 7), (4, 5), (3, 3), (7, 8), (8, 5),
    ]  # fmt: skip
    joined = [p.text for p in found.paragraphs if len(p.segments) > 1]
    assert len(joined) == 5
    assert all("\n" not in t for t in joined)
    assert any("占36.8%" in t for t in joined)
    assert any("行政单位（包括" in t for t in joined)
    letters = "".join(HUZHOU.read_text("utf-8").translate(str.maketrans("", "", "#*- \n\t\u3000")))
    read_letters = "".join(
        b.text if isinstance(b, Paragraph) else "".join("".join(r) for r in b.rows) for b in found.blocks
    )
    assert read_letters.translate(str.maketrans("", "", "#*- \n\t\u3000")) == letters


@pytest.mark.parametrize(
    "text, shown",
    [
        ("合计$1,243.56$万元，占 $81.0 \\%$", "合计1,243.56万元，占 81.0%"), ("占$8 1 . 0 \\%$。", "占81.0%。"), ("为$1{,}234.56$元", "为1,234.56元"), ("花了$5和$6美元", "花了$5和$6美元"),
        ("1,234.56 $^{①}$", "1,234.56"), ("234.56<sup>1</sup>万元", "234.56万元"), ("占地5m<sup>2</sup>", "占地5m2"), ("$1.2 \\times 10^{3}$万元", "1.2×10^3万元"),
        ("~~1,200.00~~1,234.56万元", "1,234.56万元"), ("<!-- 第一稿 -->合计<!-- x -->5元", "合计5元"), ("<html><body>合计5元", "合计5元"),
    ],
)  # fmt: skip
def test_formulas_note_marks_struck_text_and_comments(text: str, shown: str) -> None:
    assert texts(text) == [shown]


def test_marks_of_pages_part_neither_tables_nor_sentences() -> None:
    head, rows = "|项目|数|\n|---|---|\n", ("|甲|1.5|\n", "|乙|2.5|\n")
    for mark in ("<!-- page 2 -->", "第 2 页 共 5 页", "- 2 -", "— 2 —", "Page 2 of 5"):
        found = document(f"{head}{rows[0]}\n{mark}\n\n{head}{rows[1]}\n支出合计为\n\n{mark}\n\n5.00万元。")
        assert [b.text for b in found.paragraphs] == ["支出合计为5.00万元。"]


ALIGNED = """
科目编码  科目名称            本年支出合计    基本支出    项目支出
          合计                    1,234.56    1,000.00      234.56
205       教育支出                  834.56      700.00      134.56

208       社会保障和就业支          400.00      300.00
          出
"""


def test_a_picture_in_a_cell_is_no_blank() -> None:
    assert grid("|项目|数|率|\n|---|---|---|\n|合计|![](a.png)||\n")[1] == ("合计", "（图片）", "")


def test_a_table_aligned_by_blanks() -> None:
    assert grid(f"支出决算表{ALIGNED}\n说明　　合计5元。") == (
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
        ("", "合计", "1,234.56", "1,000.00", "234.56"),
        ("205", "教育支出", "834.56", "700.00", "134.56"),
        ("208", "社会保障和就业支出", "400.00", "300.00", ""),
    )


def test_one_row_of_numbers_under_heads_of_two_lines() -> None:
    heads = "预算数    预算数              决算数    决算数\n合计      公务接待费          合计      公务接待费\n"
    assert grid(f"“三公”经费决算表\n{heads}  8.48              1.22      4.03          0.70\n\n说明。") == (
        ("预算数", "预算数", "决算数", "决算数"),
        ("合计", "公务接待费", "合计", "公务接待费"),
        ("8.48", "1.22", "4.03", "0.70"),
    )


@pytest.mark.parametrize(
    "end",
    ["- 2 -\n", "\n- 2 -\n\n", "\n\n\f", "\n第 2 页 共 3 页\n\f\n", "\n- 2 -\n\n项目名称      支出合计    基本支出\n"],
)
def test_a_page_ends_within_a_table_aligned_by_blanks(end: str) -> None:
    first = "项目名称      支出合计    基本支出\n合计          91.50       60.25\n"
    rest = "农林水支出    71.50       50.25\n教育支出      20.00       10.00\n"
    assert [row[0] for row in grid(f"支出决算表\n{first}{end}{rest}\n说明。")] == [
        "项目名称",
        "合计",
        "农林水支出",
        "教育支出",
    ]


@pytest.mark.parametrize(
    "text",
    ["石桥镇　　2024年  部门决算\n收入  5万元\n支出  3万元，主要是人员经费，比上年减少，减少较多。", "一、收入    3\n二、支出    5"],
)  # fmt: skip
def test_blanks_alone_make_no_table(text: str) -> None:
    assert not document(text).grids


def test_a_table_that_nobody_closed_ends_before_the_next_heading() -> None:
    found = document(
        "<table><tr><td>项目</td><td>数</td></tr><tr><td>合计</td><td>5.0</td></tr>\n\n## 说明\n\n合计5元。"
    )
    assert found.grids[0].rows == (("项目", "数"), ("合计", "5.0"))
    assert [b.text for b in found.paragraphs] == ["说明", "合计5元。"]


def test_a_row_with_other_cells_than_the_head_stands_nowhere() -> None:
    found = document("|编码|项目|数|\n|---|---|---|\n|合计|5.0|\n|201|甲|5.0|\n|注|\n")
    assert found.grids[0].loose == {1}


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
def test_values_parted_by_a_sign(mark: str) -> None:
    lines = ["支出决算表{0}{0}", "编码{0}项目{0}数", '201{0}甲{0}"1,234.5"', "202{0}乙{0}1{0}234.5"]
    found = read_bytes("\n".join(line.format(mark) for line in lines).encode(), "x.csv")
    [table] = found.grids
    assert [b.text for b in found.paragraphs] == ["支出决算表"]
    assert [row[:3] for row in table.rows[:2]] == [("编码", "项目", "数"), ("201", "甲", "1,234.5")]
    assert table.loose == {2}
    assert table.cell_place(1, 0).line == 3


def test_what_is_no_text_in_a_text_is_told() -> None:
    found = document(f"合计5元。\n![图](a.png)\n![图](data:image/png;base64,{'iVBORw0K' * 40})\n~~旧~~\n")
    messages = "；".join(n.message for n in found.notices)
    assert [word in messages for word in ("2 张图片", "1 段编码", "删除线")] == [True, True, True]
    assert [b.text for b in found.paragraphs] == ["合计5元。"]


def test_a_long_ruler_is_no_coded_data() -> None:
    """200 dashes draw a line or part a table's head from its rows; a file written out in letters has letters."""
    ruler = "-" * 220
    text = f"收入1.00万元。\n{ruler}\n\n| 项目 | 金额 |\n|{ruler}|{ruler}|\n| 教育 | 1.00 |\n| 合计 | 1.00 |\n"
    document = read_text(text.encode(), "a.md")
    assert not document.notices
    (grid,) = document.grids
    assert [list(row) for row in grid.rows] == [["项目", "金额"], ["教育", "1.00"], ["合计", "1.00"]]
    coded = read_text(("收入1.00万元。\n" + "iVBORw0KGgo" * 30 + "\n").encode(), "a.md")
    assert [n.unread for n in coded.notices] == ["object"]


def test_a_number_that_reaches_its_neighbour_and_dashes_at_the_other_end_of_a_column() -> None:
    text = """
                     收入支出决算总表
项目                           决算数     项目                 决算数
一、财政拨款收入                 8027.30 一、教育支出           3192.39
二、上级补助收入               -         二、卫生健康支出       -
三、其他收入                       86.50 三、住房保障支出        821.90
合计                             8113.80 合计                  4014.29
"""
    (grid,) = read_bytes(text.encode(), "a.txt", None).grids
    assert grid.rows[1:4] == (
        ("一、财政拨款收入", "8027.30", "一、教育支出", "3192.39"),
        ("二、上级补助收入", "-", "二、卫生健康支出", "-"),
        ("三、其他收入", "86.50", "三、住房保障支出", "821.90"),
    )


def test_a_line_of_a_list_that_ends_in_other_is_no_title() -> None:
    text = "人员经费9.00万元，占基本支出的85.9%，主要包括：基本工资、奖金、机关事业单位\n基本养老保险缴费、职业年金缴费、职工医疗保险缴费、住房公积金、其他\n社会保障缴费。\n"
    (paragraph,) = read_bytes(text.encode(), "a.txt", None).paragraphs
    assert "机关事业单位基本养老保险缴费" in paragraph.text
    assert "其他社会保障缴费" in paragraph.text
