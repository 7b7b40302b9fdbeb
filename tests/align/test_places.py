"""In which table an amount stands, by what the section speaks of, and where it stands when that table is missing.

Every number of the tables is another one, as it never is in a document: so the cells that were found tell where they
stand, and in which order they are preferred. Figures are fictional.
"""

from __future__ import annotations

import pytest

from reconcile.align import Match

from .test_cells import match

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
        ("支出预算情况", ALL, ["13.04"], True),
        ("支出预算情况", without("expenditure"), ["11.12"], True),
        ("收支总体情况", ALL, ["13.04"], True),
        ("收支总体情况", ("general",), ["15.04"], True),
        # a section of no known funds: every table that has the row, and none of them for certain
        ("其他重要事项", ("expenditure", "general"), ["13.04", "15.04"], False),
        ("其他重要事项", ("general",), ["15.04"], True),
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
        ("支出预算情况", "基本支出1.00万元。", ALL, ["13.08"]),
        ("支出预算情况", "项目支出1.00万元。", ALL, ["13.09"]),
        ("一般公共预算支出情况", "基本支出1.00万元。", ALL, ["15.08", "16.05"]),
        ("一般公共预算支出情况", "项目支出1.00万元。", ALL, ["15.09"]),
        ("一般公共预算基本支出情况", "人员经费1.00万元。", ALL, ["16.06"]),
        ("一般公共预算基本支出情况", "公用经费1.00万元。", ALL, ["16.07"]),
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
