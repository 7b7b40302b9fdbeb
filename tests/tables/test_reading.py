"""Tables as they are printed, and what is understood of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reconcile.document import Document, Grid, Paragraph
from reconcile.lexicon import Lexicon
from reconcile.tables import read_tables
from reconcile.tables.values import Side, Table


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    lines = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    return tuple((*(c.rstrip() for c in line), *[""] * (width - len(line))) for line in lines)


def document(*blocks: str | Grid) -> Document:
    """Text with ``|`` is a grid, other text a paragraph."""
    made = [b if isinstance(b, Grid) else Grid(rows(b)) if "|" in b else Paragraph(b) for b in blocks]
    return Document("test", "text", tuple(made))


def outline(side: Side) -> list[str]:
    return ["  " * (r.level - 1) + r.name for r in side.rows]


def printed(table: Table, row: str, column: str) -> Decimal | None:
    """The number in 元 at the row and column of these names."""
    for side in table.sides:
        for r in side.rows:
            for c in side.columns:
                if r.name == row and c.name.endswith(column) and (r.index, c.index) in table.figures:
                    return table.figures[r.index, c.index].printed.decimal()
    return None


EXPENDITURE = """
科目编码|科目名称|总计|基本支出||项目支出
|||人员支出|公用经费|
**|**|1|2|3|4
|合计|50.00|30.00|10.00|10.00
201|一般公共服务支出|42.00|25.00|9.00|8.00
20103|政府办公厅（室）及相关机构事务|42.00|25.00|9.00|8.00
2010301|行政运行|34.00|25.00|9.00|
2010305|专项业务及机关事务管理|8.00|||8.00
208|社会保障和就业支出|8.00|5.00|1.00|2.00
"""


def test_title_unit_kind_and_header(lexicon: Lexicon) -> None:
    [table] = read_tables(
        document("2024年市级部门支出预算总表", "112-某某市样板局", "单位：万元", EXPENDITURE), lexicon
    )
    assert (table.title, table.unit, table.exponent, table.year) == ("2024年市级部门支出预算总表", "万元", 4, 2024)
    assert table.title_block == 0
    assert table.block == 3
    assert table.kind
    assert table.kind.id == "expenditure"
    assert table.header_rows == 3
    [side] = table.sides
    assert [c.name for c in side.columns] == ["总计", "基本支出·人员支出", "基本支出·公用经费", "项目支出"]
    assert [c.meaning["part"] for c in side.columns] == ["total", "personnel", "public_operating", "project"]


def test_levels_parents_and_roles_by_code(lexicon: Lexicon) -> None:
    [table] = read_tables(document("2024年支出预算总表", "单位：万元", EXPENDITURE), lexicon)
    [side] = table.sides
    assert [(r.code, r.level, r.parent, r.role) for r in side.rows] == [
        ("", 0, None, "total"),
        ("201", 1, None, "item"),
        ("20103", 2, 1, "item"),
        ("2010301", 3, 2, "item"),
        ("2010305", 3, 2, "item"),
        ("208", 1, None, "item"),
    ]


def test_figures_are_in_yuan_and_blanks_are_nil(lexicon: Lexicon) -> None:
    [table] = read_tables(document("2024年支出预算总表", "单位：万元", EXPENDITURE), lexicon)
    figure = table.figures[6, 2]
    assert figure.printed == (3400, 2)
    assert figure.value == "34.00"
    assert figure.unit == "万元"
    assert figure.row == "行政运行"
    assert figure.column == "总计"
    assert figure.table == "2024年支出预算总表"
    assert figure.address[:4] == ("行政运行", "budget", "2024", "all")
    assert (6, 5) in table.nil
    assert (6, 5) not in table.figures


def test_codes_in_three_columns_and_a_digit_without_its_zero(lexicon: Lexicon) -> None:
    text = """
项目|||合计
科目编码||科目名称|
类|款||
301||工资福利支出|30
301|1|基本工资|10
301|02|津贴补贴|20
|合计||30
"""
    [table] = read_tables(document("2024年部门一般公共预算基本支出部门预算经济分类预算表", "单位：元", text), lexicon)
    assert [r.code for r in table.sides[0].rows] == ["301", "30101", "30102", ""]
    assert [r.parent for r in table.sides[0].rows] == [None, 0, 0, None]
    assert table.sides[0].rows[3].role == "total"


def test_a_code_cell_may_repeat_or_leave_out_what_stands_above(lexicon: Lexicon) -> None:
    text = """
类|款|项|科目名称|合计
208|||社会保障和就业支出|9
|20805||行政事业单位养老支出|9
||2080501|行政单位离退休|4
|05|02|事业单位离退休|5
"""
    [table] = read_tables(document("支出决算表", "单位：万元", text), lexicon)
    assert [r.code for r in table.sides[0].rows] == ["208", "20805", "2080501", "2080502"]


DOUBLE = """
收 入||支 出|
项 目|预算数|项 目|预算数
一、财政拨款|50.00|一般公共服务支出|42.00
一般公共预算|50.00|政府办公厅（室）及相关机构事务|42.00
政府性基金预算||行政运行|34.00
二、事业收入||专项业务及机关事务管理|8.00
||社会保障和就业支出|8.00
本年收入合计|50.00|本年支出合计|50.00
上年结转结余||年终结转结余|
收 入 总 计|50.00|支 出 总 计|50.00
"""


def test_double_table_with_levels_by_the_names_of_another_table(lexicon: Lexicon) -> None:
    double, _ = read_tables(
        document("2024年收支预算总表", "单位：万元", DOUBLE, "2024年支出预算总表", "单位：万元", EXPENDITURE), lexicon
    )
    income, expenditure = double.sides
    assert (income.name, expenditure.name) == ("income", "expenditure")
    assert outline(income) == [
        "财政拨款", "  一般公共预算", "  政府性基金预算", "事业收入", "本年收入合计", "上年结转结余", "收入总计",
    ]  # fmt: skip
    assert outline(expenditure)[:5] == [
        "一般公共服务支出", "  政府办公厅(室)及相关机构事务", "    行政运行", "    专项业务及机关事务管理", "社会保障和就业支出",
    ]  # fmt: skip
    assert [r.code for r in expenditure.rows[:5]] == ["201", "20103", "2010301", "2010305", "208"]
    assert [r.name for r in expenditure.rows if r.role == "total"] == ["本年支出合计", "支出总计"]


def test_numbering_gives_levels_and_memo_rows_are_marked(lexicon: Lexicon) -> None:
    text = """
项目|执行数
一、税收收入|70
其中：增值税|40
企业所得税|20
二、非税收入|30
（一）专项收入|10
（二）罚没收入|20
收入合计|100
"""
    [table] = read_tables(document("2025年全市收入执行情况表", "单位：亿元", text), lexicon)
    side = table.sides[0]
    assert outline(side) == ["税收收入", "  增值税", "  企业所得税", "非税收入", "  专项收入", "  罚没收入", "收入合计"]
    assert [r.memo for r in side.rows] == [False, True, True, False, False, False, False]
    assert [r.parent for r in side.rows] == [None, 0, 0, None, 3, 3, None]


def test_names_set_in_say_where_a_list_of_some_of_the_parts_ends(lexicon: Lexicon) -> None:
    """A name behind 其中： stands half a character off those below it, as a PDF prints it."""
    text = """
项目|执行数
（二）非税收入|440
   专项收入|150
      其中：地方教育附加收入|30
           文化事业建设费收入|20
           森林植被恢复费|10
   行政事业性收费收入|70
      其中：诉讼费收入|40
   罚没收入|220
"""
    [table] = read_tables(document("2025年全市收入执行情况表", "单位：亿元", text), lexicon)
    rows = table.sides[0].rows
    assert [r.parent for r in rows] == [None, 0, 1, 1, 1, 0, 5, 0]
    assert [r.memo for r in rows] == [False, False, True, True, True, False, True, False]


def test_two_lists_of_some_of_the_parts_one_in_the_other(lexicon: Lexicon) -> None:
    text = """
项目|执行数
三、2025年地方政府债务还本额|90
     其中：一般债务还本额|30
            其中：向外国政府借款还本额|2
            专项债务还本额|60
四、2025年地方政府债务付息|20
"""
    [table] = read_tables(document("2025年债务还本付息情况表", "单位：亿元", text), lexicon)
    assert [r.parent for r in table.sides[0].rows] == [None, 0, 1, 0, None]


def test_where_nothing_is_set_in_nobody_knows_where_a_list_of_some_of_the_parts_ends(lexicon: Lexicon) -> None:
    text = "项目|执行数\n地域财政总收入|40\n其中：中央级收入|10\n省级收入|10\n市县级收入|20\n一、一般公共预算收入|25\n"
    [table] = read_tables(document("2025年财政总收入构成表", "单位：亿元", text), lexicon)
    assert [(r.level, r.memo) for r in table.sides[0].rows][2:4] == [(0, True), (0, True)]


def test_the_name_of_a_project_and_not_its_field_names_the_row(lexicon: Lexicon) -> None:
    text = "项目名称|项目领域|金额\n综合交通枢纽工程|铁路|30106\n隧道工程|其他|2000\n污水处理工程|供排水|500\n"
    [table] = read_tables(document("2025年新增专项债券项目明细情况表", "单位：万元", text), lexicon)
    assert [r.name for r in table.sides[0].rows] == ["综合交通枢纽工程", "隧道工程", "污水处理工程"]


def test_a_numbered_row_is_no_part_of_one_that_is_set_further_in(lexicon: Lexicon) -> None:
    text = """
项目|预算数
            累计结余|440
一、职工基本医疗保险基金本年收支结余|20
     年末滚存结余|300
二、失业保险基金本年收支结余|10
     年末滚存结余|140
"""
    [table] = read_tables(document("2026年全市社会保险基金预算结余表", "单位：亿元", text), lexicon)
    assert [r.parent for r in table.sides[0].rows] == [None, None, 1, None, 3]


def test_a_long_name_beside_numbers_is_a_row_and_alone_a_note(lexicon: Lexicon) -> None:
    name = (
        "粤财社〔2025〕284号提前下达2026年中央财政残疾人事业发展补助资金预算的通知"
        + "用于残疾人康复服务和服务救助方向" * 2
    )
    text = f"项目|预算数\n专项转移支付支出|20\n{name}|20\n{name}|\n"
    [table] = read_tables(document("2026年全市转移支付预算表", "单位：万元", text), lexicon)
    assert [r.role for r in table.sides[0].rows] == ["item", "item", "note"]


def test_a_table_cut_by_a_blank_line_or_page_is_one(lexicon: Lexicon) -> None:
    first, second = EXPENDITURE.strip().rsplit("\n", 2)[0], "\n".join(EXPENDITURE.strip().rsplit("\n", 2)[1:])
    [table] = read_tables(document("2024年支出预算总表", "单位：万元", first, "12", second), lexicon)
    assert len(table.sides[0].rows) == 6
    header = "\n".join(EXPENDITURE.strip().split("\n")[:3])
    [table] = read_tables(document("2024年支出预算总表", "单位：万元", first, "续表", header + "\n" + second), lexicon)
    assert len(table.sides[0].rows) == 6


def test_two_tables_with_their_own_titles_stay_two(lexicon: Lexicon) -> None:
    tables = read_tables(document("2024年收入预算总表", EXPENDITURE, "2024年支出预算总表", EXPENDITURE), lexicon)
    assert [t.title for t in tables] == ["2024年收入预算总表", "2024年支出预算总表"]


def test_title_and_unit_in_a_spreadsheet_s_first_rows(lexicon: Lexicon) -> None:
    text = """
2025年样板市一般公共预算收入执行情况表|||
表一|||单位：万元
项目|2024年决算数|2025年|
||预算数|比2024年决算数增长%
一、税收收入|100|110|10.0
"""
    [table] = read_tables(document(text), lexicon)
    assert (table.title, table.unit, table.header_rows) == ("2025年样板市一般公共预算收入执行情况表", "万元", 4)
    assert [(c.name, c.type) for c in table.sides[0].columns] == [
        ("2024年决算数", "money"),
        ("2025年·预算数", "money"),
        ("2025年·比2024年决算数增长%", "percent"),
    ]
    assert [c.meaning["period"] for c in table.sides[0].columns] == ["2024", "2025", "2025"]


def test_merged_headers_and_budget_beside_actual(lexicon: Lexicon) -> None:
    grid = Grid(
        (
            ("合计", "", "公务用车购置及运行费", "", "", ""),
            ("", "", "小计", "", "购置费", ""),
            ("预算数", "决算数", "预算数", "决算数", "预算数", "决算数"),
            ("5.00", "4.00", "3.00", "2.00", "3.00", "2.00"),
        ),
        spans={(0, 0): (2, 2), (0, 2): (1, 4), (1, 2): (1, 2), (1, 4): (1, 2)},
    )
    [table] = read_tables(document("财政拨款“三公”经费支出决算表", "单位：万元", grid), lexicon)
    [side] = table.sides
    assert side.columns[3].path == ("公务用车购置及运行费", "小计", "决算数")
    assert side.columns[3].meaning == {"item": "vehicle", "part": "subtotal", "measure": "actual"}
    assert side.columns[5].meaning == {"item": "vehicle_purchase", "measure": "actual"}
    assert side.rows[0].role == "total"


def test_empty_table_and_its_note(lexicon: Lexicon) -> None:
    text = """
科目编码|科目名称|本年政府性基金预算支出||
||合 计|基本支出|项目支出
|合计|||
"""
    [table] = read_tables(
        document("2024年部门政府性基金预算支出表", "单位：万元", text, "本部门2024年没有政府性基金，故本表无数据。"),
        lexicon,
    )
    assert table.empty
    assert table.note.endswith("故本表无数据。")
    assert table.sides[0].columns[0].meaning["part"] == "total"


def test_units_and_projects(lexicon: Lexicon) -> None:
    text = """
单位代码|单位名称|项目名称|金额|绩效目标
**|**|**|**|**
346001|||35.00|
346001|样板局本级|热线运行|30.00|接听
346001|样板局本级|驻点经费|5.00|驻点
"""
    [table] = read_tables(document("2024年部门预算财政拨款项目支出预算表", "单位：万元", text), lexicon)
    side = table.sides[0]
    assert [(r.label, r.parent) for r in side.rows] == [("346001", None), ("热线运行", 0), ("驻点经费", 0)]
    assert [c.name for c in side.columns] == ["金额"]


def test_the_unit_in_a_header_is_that_column_s(lexicon: Lexicon) -> None:
    [table] = read_tables(
        document("某市债务表", "单位：亿元", "地区|余额（万元）|占比（%）|限额\n合计|120|60.0|2"), lexicon
    )
    assert printed(table, "合计", "余额(万元)") == 1200000
    assert printed(table, "合计", "限额") == 200000000
    assert table.figures[1, 2].type == "percent"


def test_text_in_a_cell_of_numbers_is_neither_figure_nor_nil(lexicon: Lexicon) -> None:
    [table] = read_tables(
        document("支出决算表", "科目编码|科目名称|合计\n201|一般公共服务支出|见附注\n208|其他|-"), lexicon
    )
    assert (1, 2) not in table.figures
    assert (1, 2) not in table.nil
    assert (2, 2) in table.nil


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("公开01表  收入支出决算总表", "收入支出决算总表"),
        ("表3：2025年部门支出总表　单位：万元", "2025年部门支出总表"),
        ("附表1-2 2025年部门收支总表", "2025年部门收支总表"),
        ("## 2025 年部门收支总表", "2025 年部门收支总表"),
    ],
)
def test_a_title_is_freed_of_its_number_and_unit(lexicon: Lexicon, line: str, title: str) -> None:
    [table] = read_tables(document(line, EXPENDITURE), lexicon)
    assert table.title == title


def test_a_table_without_a_unit_line_is_in_the_unit_of_all_others(lexicon: Lexicon) -> None:
    blocks = ("2024年支出预算总表", "单位：万元", EXPENDITURE, "2024年一般公共预算支出表", EXPENDITURE)
    assert [t.unit for t in read_tables(document(*blocks), lexicon)] == ["万元", "万元"]
    blocks = (*blocks, "2024年收入预算总表", "单位：元", EXPENDITURE)
    assert [t.unit for t in read_tables(document(*blocks), lexicon)] == ["万元", "", "元"]


def test_a_number_drawn_over_several_rows_is_of_none_of_them(lexicon: Lexicon) -> None:
    grid = Grid(
        (("项目", "决算数"), ("一、利润收入", "149871"), ("运输企业利润收入", "1526284"), ("机械企业利润收入", "")),
        spans={(2, 1): (2, 1)},
    )
    [table] = read_tables(document("国有资本经营预算收入表", "单位：万元", grid), lexicon)
    assert set(table.figures) == {(1, 1)}
    assert not table.nil


def test_a_header_that_names_a_unit_is_no_unit_line(lexicon: Lexicon) -> None:
    [table] = read_tables(document("某市债务表", "项目|金额（万元）\n一般债务|120\n专项债务|80"), lexicon)
    assert [c.name for c in table.sides[0].columns] == ["金额(万元)"]
    assert printed(table, "一般债务", "金额(万元)") == 1200000


def test_lines_between_title_and_table_in_a_sheet(lexicon: Lexicon) -> None:
    text = """
2024年度收入支出决算总表|||
部门：样板局|2024年度||金额单位：万元
收入||支出|
项目|决算数|项目|决算数
一、一般公共预算财政拨款收入|10|一、一般公共服务支出|10
"""
    [table] = read_tables(document(text), lexicon)
    assert (table.title, table.unit, table.header_rows) == ("2024年度收入支出决算总表", "万元", 4)
    assert [s.name for s in table.sides] == ["income", "expenditure"]


def test_income_and_expenditure_under_one_title_stay_two(lexicon: Lexicon) -> None:
    header = "项目|预算数|执行数"
    income, spending = f"{header}\n一、税收收入|7|8\n二、非税收入|3|2", f"{header}\n一、教育支出|6|6\n二、其他支出|4|4"
    title = "2025年样板市一般公共预算收支情况表"
    assert len(read_tables(document(title, income, title, spending), lexicon, government=True)) == 2
    rest = f"{header}\n三、其他收入|1|1"
    assert len(read_tables(document(title, income, title, rest), lexicon, government=True)) == 1


@pytest.mark.parametrize(
    "heading",
    ["支出预算总表（续）", "支出预算总表（续表）", "支出预算总表（续表一）", "支出预算总表续表2", "支出预算总表（续2）", "续：支出预算总表", "续表：支出预算总表", "（续表）支出预算总表", "（续）", "续表", "（接上页）", "接上表", "续上页"],
)  # fmt: skip
@pytest.mark.parametrize("header", ["科目编码|科目名称|总计\n", ""], ids=["with its header", "without"])
def test_a_table_in_two_pieces_is_one(lexicon: Lexicon, heading: str, header: str) -> None:
    first = "科目编码|科目名称|总计\n|合计|50.00\n201|一般公共服务支出|42.00"
    second = f"{header}208|社会保障和就业支出|8.00"
    [table] = read_tables(document("支出预算总表", "单位：万元", first, heading, "单位：万元", second), lexicon)
    assert (table.title, [r.name for r in table.sides[0].rows]) == (
        "支出预算总表",
        ["合计", "一般公共服务支出", "社会保障和就业支出"],
    )


def test_a_mark_joins_only_what_can_be_one_table(lexicon: Lexicon) -> None:
    first = "科目编码|科目名称|总计\n|合计|50.00\n201|一般公共服务支出|50.00"
    second = "科目编码|科目名称|总计\n|合计|8.00\n208|社会保障和就业支出|8.00"
    other_title = document("支出预算总表", "单位：万元", first, "项目支出表（续）", second)
    other_unit = document("支出预算总表", "单位：万元", first, "支出预算总表（续）", "单位：元", second)
    assert [len(read_tables(d, lexicon)) for d in (other_title, other_unit)] == [2, 2]
    [table] = read_tables(document("续建项目表", "单位：万元", first), lexicon)
    assert table.title == "续建项目表"


def test_a_side_begins_where_its_word_stands_over_names(lexicon: Lexicon) -> None:
    grid = Grid(
        (
            ("收入", "预算数", "支出", "预算数"),
            ("税收收入", "8,000", "教育支出", "9,000"),
            ("非税收入", "2,000", "卫生健康支出", "1,000"),
            ("收入总计", "10,000", "支出总计", "10,000"),
        )
    )
    [table] = read_tables(document("2025年一般公共预算收支平衡表", "单位：万元", grid), lexicon)
    assert [side.name for side in table.sides] == ["income", "expenditure"]
    assert [row.name for row in table.sides[1].rows] == ["教育支出", "卫生健康支出", "支出总计"]
