"""Which cell a sentence speaks of: found by what it is of, never by the number that stands there."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.align import Aligner, Match
from reconcile.checking import understand
from reconcile.facts import Facts
from reconcile.lexicon import Lexicon
from reconcile.prose.values import Statement
from reconcile.readers import read_bytes

# every number is another one, so that a wrong cell cannot look right
TABLES = """云湖市民政局2025年部门预算

部门收支总表

单位：万元

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款收入 | 901.01 | 一、社会保障和就业支出 | 801.11 |
| 二、其他收入 | 50.02 | 二、住房保障支出 | 149.92 |
| 收入总计 | 951.03 | 支出总计 | 951.03 |

部门支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 801.11 | 501.00 | 300.11 |
| 20802 | 民政管理事务 | 701.11 | 401.00 | 300.11 |
| 2080201 | 行政运行 | 401.00 | 401.00 |  |
| 2080206 | 社会组织管理 | 300.11 |  | 300.11 |
| 20811 | 残疾人事业 | 100.00 | 100.00 |  |
| 2081101 | 行政运行 | 100.00 | 100.00 |  |
| 221 | 住房保障支出 | 149.92 | 149.92 |  |
| 22102 | 住房改革支出 | 149.92 | 149.92 |  |
| 2210201 | 住房公积金 | 149.92 | 149.92 |  |
|  | 合计 | 951.03 | 650.92 | 300.11 |

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 751.09 | 501.00 | 250.09 |
| 20802 | 民政管理事务 | 651.09 | 401.00 | 250.09 |
| 2080201 | 行政运行 | 401.00 | 401.00 |  |
| 2080206 | 社会组织管理 | 250.09 |  | 250.09 |
| 20811 | 残疾人事业 | 100.00 | 100.00 |  |
| 2081101 | 行政运行 | 100.00 | 100.00 |  |
| 221 | 住房保障支出 | 149.92 | 149.92 |  |
| 22102 | 住房改革支出 | 149.92 | 149.92 |  |
| 2210201 | 住房公积金 | 149.92 | 149.92 |  |
|  | 合计 | 901.01 | 650.92 | 250.09 |

政府性基金预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 |  |  |  |

"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def facts(prose: str, tables: str = TABLES) -> Facts:
    return understand(read_bytes((tables + prose).encode(), "a.txt"), lexicon())


def match(prose: str, tables: str = TABLES) -> Match:
    """The match for the only amount of the prose."""
    known = facts(prose, tables)
    [(statement, measure)] = [(s, m) for s in known.prose.statements for m in s.amounts]
    return Aligner(known).match(statement, measure)


@pytest.mark.parametrize(
    "prose, places",
    [
        ("一、收支总体情况\n\n2025年收入总计1.00万元。", ["《部门收支总表》收入总计·预算数"]),
        ("一、收支总体情况\n\n2025年支出总计1.00万元。", ["《部门支出总表》合计"]),
        # the section says of which funds the amounts below it are
        ("一、支出预算情况\n\n社会组织管理（项）1.00万元。", ["《部门支出总表》社会组织管理·合计"]),
        ("一、一般公共预算支出情况\n\n社会组织管理（项）1.00万元。", ["《一般公共预算支出表》社会组织管理·合计"]),
        # the path tells rows of one name apart, with or without its upper levels
        ("一、一般公共预算支出情况\n\n社会保障和就业支出（类）残疾人事业（款）行政运行（项）1.00万元。", ["《一般公共预算支出表》行政运行·合计"]),
        ("一、一般公共预算支出情况\n\n住房保障支出（类）住房改革支出（款）住房公积金（项）1.00万元。", ["《一般公共预算支出表》住房公积金·合计"]),
        ("一、一般公共预算支出情况\n\n住房保障支出（类）1.00万元。", ["《一般公共预算支出表》住房保障支出·合计"]),
    ],
)  # fmt: skip
def test_the_cell(prose: str, places: list[str]) -> None:
    found = match(prose)
    told = {cell.where for cell in found.cells}
    assert told >= set(places)
    assert len(told) == 1 or "总计" in prose  # a total stands in several tables
    assert found.certain


def test_the_row_under_its_own_parent() -> None:
    for parent, number in (("民政管理事务", "401.00"), ("残疾人事业", "100.00")):
        found = match(f"一、一般公共预算支出情况\n\n社会保障和就业支出（类）{parent}（款）行政运行（项）1.00万元。")
        assert [cell.quote for cell in found.cells] == [number]


def test_two_rows_of_one_name_are_no_match() -> None:
    found = match("一、一般公共预算支出情况\n\n行政运行1.00万元。")
    assert not found.cells
    assert "2行都叫“行政运行”" in found.reason


@pytest.mark.parametrize(
    "prose, reason",
    [
        ("一、一般公共预算支出情况\n\n城乡社区支出（类）1.00万元。", "没有“城乡社区支出”一行"),
        ("一、一般公共预算支出情况\n\n云湖养老院修缮1.00万元。", "不是表中的项目"),
        ("一、收支总体情况\n\n2025年“三公”经费预算1.00万元。", "没有可核对的表"),
    ],
)
def test_without_a_cell_there_is_a_reason(prose: str, reason: str) -> None:
    found = match(prose)
    assert not found.cells
    assert reason in found.reason


def test_last_years_number_is_not_held_against_this_years() -> None:
    assert not match("一、收支总体情况\n\n上年收入总计1.00万元。").cells


def test_a_blank_row_says_nil() -> None:
    found = match("一、政府性基金预算支出情况\n\n2025年政府性基金预算支出1.00万元。")
    assert [(cell.printed.digits, cell.value, cell.unit) for cell in found.cells[:1]] == [(0, "0.00", "万元")]


def test_the_number_does_not_choose_the_cell() -> None:
    """The same sentence with every amount finds the same cells."""
    texts = [f"一、一般公共预算支出情况\n\n社会保障和就业支出（类）{n}万元。" for n in ("751.09", "801.11", "3.00")]
    found = {tuple(cell.key for cell in match(text).cells) for text in texts}
    assert len(found) == 1


GOVERNMENT = """云湖市2025年预算执行情况和2026年预算草案的报告

2025年全市一般公共预算收入执行情况表

单位：万元

| 项目 | 预算数 | 执行数 |
|---|---|---|
| 税收收入 | 600 | 610 |
| 非税收入 | 400 | 405 |
| 收入合计 | 1000 | 1015 |

2025年市级一般公共预算收入执行情况表

单位：万元

| 项目 | 预算数 | 执行数 |
|---|---|---|
| 税收收入 | 60 | 61 |
| 非税收入 | 40 | 42 |
| 收入合计 | 100 | 103 |

"""


NOT_LISTED = "没有同一地区、同一年度、同一口径的表列出这一项"


@pytest.mark.parametrize(
    "prose, quotes, reason",
    [
        ("2025年全市税收收入完成1万元。", ["610"], ""),
        ("2025年市级税收收入完成1万元。", ["61"], ""),
        ("2025年全市税收收入预算为1万元。", ["600"], ""),
        ("2025年全市一般公共预算收入完成1万元。", ["1015"], ""),
        # another area or year, or one that nobody says, has no table
        ("2025年高新区税收收入完成1万元。", [], NOT_LISTED),
        ("2024年全市税收收入完成1万元。", [], NOT_LISTED),
        ("2025年税收收入完成1万元。", [], NOT_LISTED),
        ("2025年全市教育支出完成1万元。", [], NOT_LISTED),
        ("2025年全市养老院修缮完成1万元。", [], "“养老院修缮”不是表中的项目"),
    ],
)
def test_a_government_has_one_table_for_each_area_and_year(prose: str, quotes: list[str], reason: str) -> None:
    known = facts(prose, GOVERNMENT)
    statements: list[Statement] = [s for s in known.prose.statements if s.amounts]
    [found] = [Aligner(known).match(s, m) for s in statements for m in s.amounts]
    assert ([c.quote for c in found.cells], found.certain, found.reason) == (quotes, bool(quotes), reason)
