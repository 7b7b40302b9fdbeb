"""In which table an amount stands, by what the section speaks of, and where it stands when that table is missing.

Every number of the tables is another one, as it never is in a document: so the cells that were found tell where they
stand, and in which order they are preferred. Figures are fictional.
"""

from __future__ import annotations

import pytest

from reconcile.align import Aligner, Match

from .test_cells import facts, match

TABLES = {
    "overview": """部门收支总表

单位：万元

| 收入 |  | 支出 |  |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 11.01 | 一、社会保障和就业支出 | 11.11 |
| 二、政府性基金预算拨款收入 | 11.02 | 二、住房保障支出 | 11.12 |
| 本年收入合计 | 11.04 | 本年支出合计 | 11.14 |
| 收入总计 | 11.05 | 支出总计 | 11.15 |
""",
    "income": """部门收入总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 一般公共预算 |
|---|---|---|---|
| 208 | 社会保障和就业支出 | 12.01 | 12.02 |
|  | 合计 | 12.03 | 12.04 |
""",
    "expenditure": """部门支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 13.01 | 13.02 | 13.03 |
| 221 | 住房保障支出 | 13.04 | 13.05 | 13.06 |
|  | 合计 | 13.07 | 13.08 | 13.09 |
""",
    "fiscal": """财政拨款收支总表

单位：万元

| 收入 |  | 支出 |  |  |  |  |
|---|---|---|---|---|---|---|
| 项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算 |
| 一、一般公共预算拨款 | 14.01 | 一、社会保障和就业支出 | 14.11 | 14.12 | 14.13 | 14.14 |
| 二、政府性基金预算拨款 | 14.02 | 二、住房保障支出 | 14.21 | 14.22 | 14.23 | 14.24 |
| 本年收入合计 | 14.03 | 本年支出合计 | 14.31 | 14.32 | 14.33 | 14.34 |
| 收入总计 | 14.04 | 支出总计 | 14.41 | 14.42 | 14.43 | 14.44 |
""",
    "general": """一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 15.01 | 15.02 | 15.03 |
| 221 | 住房保障支出 | 15.04 | 15.05 | 15.06 |
|  | 合计 | 15.07 | 15.08 | 15.09 |
""",
    "basic": """一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 301 | 工资福利支出 | 16.01 | 16.02 |  |
| 30113 | 住房公积金 | 16.03 | 16.04 |  |
|  | 合计 | 16.05 | 16.06 | 16.07 |
""",
    "fund": """政府性基金预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 221 | 住房保障支出 | 17.01 | 17.02 | 17.03 |
|  | 合计 | 17.04 | 17.05 | 17.06 |
""",
    "capital": """国有资本经营预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 221 | 住房保障支出 | 18.01 | 18.02 | 18.03 |
|  | 合计 | 18.04 | 18.05 | 18.06 |
""",
}
ALL = tuple(TABLES)


def without(*names: str) -> tuple[str, ...]:
    return tuple(n for n in ALL if n not in names)


def found(heading: str, sentence: str, tables: tuple[str, ...]) -> Match:
    document = "\n".join(["云湖市民政局2025年部门预算\n", *(TABLES[t] for t in tables), ""])
    return match(f"一、{heading}\n\n{sentence}", document)


HOUSING = "住房保障支出（类）1.00万元。"


@pytest.mark.parametrize(
    "heading, tables, quotes, certain",
    [
        # of which funds the section is says in which table the row stands: that one alone, and no other
        ("一般公共预算支出情况", ALL, ["15.04"], True),
        ("一般公共预算支出情况", without("general"), ["14.22"], True),
        ("财政拨款支出情况", ALL, ["14.21"], True),
        ("财政拨款支出情况", without("fiscal"), ["15.04"], True),
        ("政府性基金预算支出情况", ALL, ["17.01"], True),
        ("政府性基金预算支出情况", without("fund"), ["14.23"], True),
        ("国有资本经营预算支出情况", ALL, ["18.01"], True),
        ("国有资本经营预算支出情况", without("capital"), ["14.24"], True),
        ("一般公共预算基本支出情况", ALL, ["15.05"], True),
        ("支出预算情况", ALL, ["13.04"], True),
        ("支出预算情况", without("expenditure"), ["11.12"], True),
        ("收支总体情况", ALL, ["13.04"], True),
        ("收支总体情况", ("general",), ["15.04"], True),
        # a section of no known funds: every table that has the row, and none of them for certain
        ("其他重要事项", ("expenditure", "general"), ["13.04", "15.04"], False),
        ("其他重要事项", ("general",), ["15.04"], True),
        ("其他重要事项", ("overview",), ["11.12"], True),
        ("其他重要事项", ("fiscal",), ["14.21"], True),
        ("政府性基金预算支出情况", ("general", "expenditure"), [], False),
    ],
)
def test_a_category(heading: str, tables: tuple[str, ...], quotes: list[str], certain: bool) -> None:
    cells = found(heading, HOUSING, tables)
    assert ([c.quote for c in cells.cells], cells.certain) == (quotes, certain)


@pytest.mark.parametrize(
    "heading, sentence, tables, quotes",
    [
        ("收支总体情况", "2025年收入总计1.00万元。", ALL, ["11.05", "12.03"]),
        ("收支总体情况", "2025年支出总计1.00万元。", ALL, ["11.15", "13.07"]),
        ("财政拨款收支情况", "2025年收入总计1.00万元。", ALL, ["14.04"]),
        ("财政拨款收支情况", "2025年支出总计1.00万元。", ALL, ["14.41"]),
        ("收支总体情况", "2025年本年支出合计1.00万元。", ALL, ["11.14", "13.07", "11.15"]),
        ("一般公共预算支出情况", "2025年一般公共预算支出1.00万元。", ALL, ["15.07", "14.32", "14.42"]),
        ("一般公共预算支出情况", "2025年本年支出1.00万元。", ALL, ["15.07", "14.32", "14.42"]),
        ("政府性基金预算支出情况", "2025年本年支出1.00万元。", ALL, ["17.04", "14.33", "14.43"]),
        ("国有资本经营预算支出情况", "2025年本年支出1.00万元。", ALL, ["18.04", "14.34", "14.44"]),
        ("收支总体情况", "2025年政府性基金预算支出1.00万元。", ALL, ["17.04", "14.33", "14.43"]),
        ("收支总体情况", "2025年财政拨款收入1.00万元。", ALL, ["14.03", "14.04"]),
        ("支出预算情况", "基本支出1.00万元。", ALL, ["13.08"]),
        ("支出预算情况", "项目支出1.00万元。", ALL, ["13.09"]),
        ("一般公共预算支出情况", "基本支出1.00万元。", ALL, ["15.08", "16.05"]),
        ("一般公共预算支出情况", "项目支出1.00万元。", ALL, ["15.09"]),
        ("一般公共预算基本支出情况", "人员经费1.00万元。", ALL, ["16.06"]),
        ("一般公共预算基本支出情况", "公用经费1.00万元。", ALL, ["16.07"]),
        ("一般公共预算基本支出情况", "工资福利支出1.00万元。", ALL, ["16.01"]),
        ("收支总体情况", "支出包括：国有资本经营预算1.00万元。", ALL, ["18.04", "14.34", "14.44"]),
    ],
)  # fmt: skip
def test_a_total(heading: str, sentence: str, tables: tuple[str, ...], quotes: list[str]) -> None:
    assert [c.quote for c in found(heading, sentence, tables).cells] == quotes


@pytest.mark.parametrize(
    "heading, sentence, quotes",
    [
        ("收支总体情况", "2025年收入总计1.00万元。", ["11.05"]),
        ("收支总体情况", "2025年支出总计1.00万元。", ["11.15"]),
        ("收支总体情况", "2025年本年支出合计1.00万元。", ["11.14", "13.07"]),
        ("一般公共预算支出情况", "2025年一般公共预算支出1.00万元。", ["15.07", "14.32"]),
    ],
)
@pytest.mark.parametrize("table", ["overview", "fiscal"])
def test_where_money_is_carried_a_total_is_not_the_amount_of_the_year(
    heading: str, sentence: str, quotes: list[str], table: str
) -> None:
    row = "| 上年结转 | 3.33 |" + " |" * (TABLES[table].splitlines()[4].count("|") - 3)
    carried = {**TABLES, table: f"{TABLES[table]}{row}\n"}
    document = "\n".join(["云湖市民政局2025年部门预算\n", *carried.values(), ""])
    assert [c.quote for c in match(f"一、{heading}\n\n{sentence}", document).cells] == quotes


CARRIED = """财政拨款收支总表

单位：万元

| 收入 |  | 支出 |  |  |  |
|---|---|---|---|---|---|
| 项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 |
| 一、一般公共预算拨款 | 21.01 | 一、社会保障和就业支出 | 21.11 | 21.12 | 21.13 |
| 二、政府性基金预算拨款 | 21.02 | 二、住房保障支出 | 21.21 | 21.22 | 21.23 |
| 本年收入合计 | 21.03 | 本年支出合计 | 21.31 | 21.32 | 21.33 |
| 年初财政拨款结转和结余 | 21.04 | 年末财政拨款结转和结余 | 21.41 | 21.42 | 21.43 |
| 其中：年初一般公共预算财政拨款结转和结余 | 21.05 |  |  |  |  |
| 收入总计 | 21.06 | 支出总计 | 21.51 | 21.52 | 21.53 |
"""


@pytest.mark.parametrize(
    "heading, sentence, quotes",
    [
        # names that do not say of which funds they are mean those of the section
        ("财政拨款收支情况", "本年收入1.00万元。", ["21.03"]),
        ("财政拨款收支情况", "本年支出1.00万元。", ["21.31"]),
        ("财政拨款收支情况", "年初结转和结余1.00万元。", ["21.04"]),
        ("财政拨款收支情况", "年末结转和结余1.00万元。", ["21.41"]),
        ("财政拨款收支情况", "2025年收支总计1.00万元。", ["21.06", "21.51"]),
        ("收支总体情况", "2025年收支总计1.00万元。", ["11.05", "11.15"]),
        ("收支总体情况", "本年收入1.00万元。", ["11.04"]),
        ("一般公共预算收入情况", "本年收入1.00万元。", ["21.01", "11.01"]),
        ("政府性基金预算收入情况", "本年收入1.00万元。", ["21.02", "11.02"]),
        ("国有资本经营预算收入情况", "本年收入1.00万元。", []),
        ("国有资本经营预算收入情况", "年初结转和结余1.00万元。", []),
        ("政府性基金预算收入情况", "年初结转和结余1.00万元。", []),
        # one without a standard place stands in the row of its name, in tables of the section's funds
        ("财政拨款收支情况", "年初一般公共预算财政拨款结转和结余1.00万元。", ["21.05"]),
        ("收支总体情况", "年初一般公共预算财政拨款结转和结余1.00万元。", []),
        ("一般公共预算收入情况", "年初结转和结余1.00万元。", []),
        # of funds without their side: the income and the expenditure of them
        ("收支总体情况", "收入包括：一般公共预算1.00万元。", ["21.01", "11.01", "21.32"]),
        ("收支总体情况", "收入包括：政府性基金预算1.00万元。", ["21.02", "11.02", "21.33"]),
        ("收支总体情况", "收入包括：政府性基金1.00万元。", ["21.02", "11.02", "21.33"]),
    ],
)
def test_what_a_name_means_in_a_section(heading: str, sentence: str, quotes: list[str]) -> None:
    document = f"云湖市民政局2025年部门预算\n\n{CARRIED}\n{TABLES['overview']}\n"
    assert [c.quote for c in match(f"一、{heading}\n\n{sentence}", document).cells] == quotes


EXPENSES = """一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 30113 | 住房公积金 | 22.11 | 22.12 |  |
| 30215 | 会议费 | 22.01 |  | 22.02 |
|  | 合计 | 22.31 | 22.32 | 22.33 |
"""


@pytest.mark.parametrize(
    "tables, quote",
    [((), ""), ((EXPENSES,), "22.01"), ((EXPENSES, EXPENSES), "22.01"), ((EXPENSES, EXPENSES.replace("22.01", "9.99")), "")],
)  # fmt: skip
def test_an_expense_of_the_basic_table_is_a_part_of_what_the_prose_says_of_all(
    tables: tuple[str, ...], quote: str
) -> None:
    known = facts("一、其他事项\n\n2025年会议费1.00万元。", "\n".join(["云湖市民政局2025年部门预算\n", *tables, ""]))
    [statement] = known.prose.statements
    part = Aligner(known).basic_part(statement, "amount")
    assert (part.quote if part else "") == quote


@pytest.mark.parametrize("whole, quotes", [("人员经费", ["22.11"]), ("公用经费", ["22.11"]), ("基本支出", ["15.04"])])
def test_an_item_of_both_classifications_is_looked_for_by_what_it_is_listed_under(
    whole: str, quotes: list[str]
) -> None:
    general = TABLES["general"].replace("| 221 | 住房保障支出 |", "| 2210201 | 住房公积金 |")
    document = "\n".join(["云湖市民政局2025年部门预算\n", general, EXPENSES, ""])
    known = facts(f"一、一般公共预算支出情况\n\n{whole}9.00万元，包括：住房公积金1.00万元。", document)
    item = known.prose.statements[-1]
    assert [c.quote for c in Aligner(known).match(item, "amount").cells] == quotes


@pytest.mark.parametrize(
    "sentence, tables, reason",
    [
        ("2025年收入总计1.00万元。", ("general",), "没有可核对的表（收支总表、收入总表）"),
        (HOUSING, ("fund",), "文中没有列示这一科目的表"),
        ("社会保障和就业支出（类）1.00万元。", ("basic",), "文中没有列示这一科目的表"),
        ("卫生健康支出（类）1.00万元。", ("general",), "《一般公共预算支出表》中没有“卫生健康支出”一行"),
        ("春节慰问1.00万元。", ("general",), "不是表中的项目"),
    ],
)
def test_what_has_no_cell_says_why(sentence: str, tables: tuple[str, ...], reason: str) -> None:
    cells = found("一般公共预算支出情况", sentence, tables)
    assert (cells.cells, cells.certain) == ((), False)
    assert reason in cells.reason


def test_two_cells_of_one_place_that_differ_are_no_certain_match() -> None:
    twice = (*ALL, "general")
    cells = found("一般公共预算支出情况", HOUSING, twice)
    assert cells.certain  # the same number
    document = "\n".join(["云湖市民政局2025年部门预算\n", CARRIED, CARRIED.replace("21.05", "9.99"), ""])
    cells = match("一、财政拨款收支情况\n\n年初一般公共预算财政拨款结转和结余1.00万元。", document)
    assert ([c.quote for c in cells.cells], cells.certain) == (["21.05", "9.99"], False)


@pytest.mark.parametrize(
    "heading, sentence, quotes, certain",
    [
        # a section of these funds says which amount is meant; one of other funds or of none does not
        ("收支总体情况", "收入总计1.00万元。", ["11.05", "12.03"], True),
        ("收入预算情况", "收入总计1.00万元。", ["11.05", "12.03"], True),
        ("支出预算情况", "支出总计1.00万元。", ["11.15", "13.07"], True),
        ("财政拨款收支情况", "收入总计1.00万元。", ["14.04"], True),
        ("一般公共预算支出情况", "收入总计1.00万元。", ["11.05", "12.03"], False),
        ("其他重要事项", "收入总计1.00万元。", ["11.05", "12.03"], False),
        ("收支总体情况", "基本支出1.00万元。", ["13.08"], True),
        ("政府性基金预算支出情况", "基本支出1.00万元。", ["13.08", "15.08"], False),
        ("一般公共预算支出情况", "基本支出1.00万元。", ["15.08", "16.05"], False),
        ("一般公共预算收入情况", "本年收入1.00万元。", ["14.01", "11.01"], True),
        # an amount that has one place only needs no section
        ("其他重要事项", "财政拨款收入1.00万元。", ["14.03", "14.04"], True),
        ("其他重要事项", "公用经费1.00万元。", ["16.07"], True),
        ("收支总体情况", "公用经费1.00万元。", ["16.07"], False),
    ],
)
def test_whether_the_section_says_which_amount_is_meant(
    heading: str, sentence: str, quotes: list[str], certain: bool
) -> None:
    cells = found(heading, sentence, ALL)
    assert ([c.quote for c in cells.cells], cells.certain) == (quotes, certain)


FISCAL = """财政拨款支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 19.01 | 19.02 | 19.03 |
| 221 | 住房保障支出 | 19.04 | 19.05 | 19.06 |
|  | 合计 | 19.07 | 19.08 | 19.09 |
"""


@pytest.mark.parametrize(
    "heading, tables, quotes",
    [
        ("财政拨款支出情况", FISCAL, ["19.04"]),
        ("一般公共预算支出情况", FISCAL, ["19.04"]),
        ("一般公共预算基本支出情况", FISCAL, []),
        ("一般公共预算基本支出情况", TABLES["general"], ["15.05"]),
        ("政府性基金预算支出情况", FISCAL, []),
    ],
)
def test_a_category_where_only_a_wider_or_a_narrower_table_is_printed(
    heading: str, tables: str, quotes: list[str]
) -> None:
    cells = match(f"一、{heading}\n\n{HOUSING}", f"云湖市民政局2025年部门预算\n\n{tables}")
    assert ([c.quote for c in cells.cells], cells.certain) == (quotes, bool(quotes))
