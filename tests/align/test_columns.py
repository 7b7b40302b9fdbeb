"""What the numbers of a column are of: its header says it, else the table's title, else the document.

A column is written ``header: type measure period scope area``; behind each of the four stands who says it: # the table,
= the document; ? is assumed, and can accuse nobody. Figures are fictional.
"""

from __future__ import annotations

import pytest

from reconcile.address import Address, Source
from reconcile.tables.values import Column, Table

from .test_cells import facts

MARKS = {Source.TABLE: "#", Source.DOCUMENT: "=", Source.ASSUMED: "?"}
REPORT = "云湖市2025年预算执行情况和2026年预算草案的报告"
ACCOUNT = "云湖市民政局2025年度部门决算"
CITY, OWN = "nation/province/city", "nation/province/city/city_own"


def told(column: Column, address: Address) -> str:
    parts = (
        f"{getattr(address, c)}{MARKS[getattr(address.sources, c)]}" for c in ("measure", "period", "scope", "area")
    )
    said = " ".join(parts).replace(OWN, "own").replace(CITY, "city").replace("nation/province", "province")
    return f"{column.name}: {column.type} {said}"


def read(head: str, title: str, *rows: str) -> Table:
    line = "|".join("---" for _ in rows[0].split("|"))
    [table] = facts("", "\n".join((f"{head}\n\n{title}\n\n单位：万元\n", rows[0], line, *rows[1:], ""))).tables
    return table


def columns(head: str, title: str, *rows: str) -> list[str]:
    """What the columns of numbers of a table are of; the first of the rows is the head, the last has the numbers."""
    table = read(head, title, *rows)
    return [
        told(column, figure.address)
        for side in table.sides
        for column in side.columns
        if (figure := table.figures.get((side.rows[0].index, column.index)))
    ]


@pytest.mark.parametrize(
    "title, rows, expected",
    [
        # measure and year by the column's own header
        ("2025年全市一般公共预算收入执行情况表",
         ("|项目|2024年决算数|2025年预算数|2025年调整预算数|2025年执行数|执行数为预算%|", "|税收收入|11|12|13|14|15|"),
         ["2024年决算数: money actual# 2024# general# city#", "2025年预算数: money budget# 2025# general# city#",
          "2025年调整预算数: money adjusted_budget# 2025# general# city#", "2025年执行数: money actual# 2025# general# city#",
          "执行数为预算%: percent completion# 2025# general# city#"]),
        # rates and changes, by how they are put; last year's amounts are those of the year before
        ("2025年全市一般公共预算收入执行情况表",
         ("|项目|比上年增长%|比上年增减额|增减金额|占比|", "|税收收入|11|12|13|14|"),
         ["比上年增长%: percent growth# 2025# general# city#", "比上年增减额: money change# 2025# general# city#",
          "增减金额: money change# 2025# general# city#", "占比: percent share# 2025# general# city#"]),
        ("2025年云湖市一般公共预算收入表",
         ("|项目|上年决算数|年初预算数|完成年初预算的%|为上年决算%|增幅|", "|税收收入|11|12|13|14|15|"),
         ["上年决算数: money last_actual# 2025# general# city?", "年初预算数: money budget# 2025# general# city?",
          "完成年初预算的%: percent completion# 2025# general# city?", "为上年决算%: percent of_last# 2025# general# city?",
          "增幅: percent growth# 2025# general# city?"]),
        # what the header leaves out the title says
        ("2025年全市政府性基金收入完成情况表", ("|项目|金额|上年|2024年|2024年预算|", "|彩票公益金收入|11|12|13|14|"),
         ["金额: money actual# 2025# fund# city#", "上年: money last_actual# 2025# fund# city#",
          "2024年: money actual# 2024# fund# city#", "2024年预算: money budget# 2024# fund# city#"]),
        ("2026年全市政府性基金收入预算表", ("|项目|金额|", "|彩票公益金收入|11|"), ["金额: money budget# 2026# fund# city#"]),
        ("2025年全市政府性基金预算收入执行情况表", ("|项目|金额|", "|彩票公益金收入|11|"),
         ["金额: money actual# 2025# fund# city#"]),
        ("2025年全市政府性基金收入表", ("|项目|金额|", "|彩票公益金收入|11|"), ["金额: money amount? 2025# fund# city#"]),
        ("2025年全市政府性基金收入表", ("|项目|合计|", "|彩票公益金收入|11|"), ["合计: money amount? 2025# fund# city#"]),
        ("云湖市收入执行表", ("|项目|决算数|", "|税收收入|11|"), ["决算数: money actual# 2026? ? ?"]),
        # the area by the column, else by the title; a place that is named alone is meant as a whole, as a rule
        ("2025年全市政府性基金收入决算表", ("|项目|全市|市级|本级|", "|彩票公益金收入|11|12|13|"),
         ["全市: money actual# 2025# fund# city#", "市级: money actual# 2025# fund# own#", "本级: money actual# 2025# fund# own#"]),
        ("2025年云湖市政府性基金收入执行表", ("|项目|决算数|市级|", "|彩票公益金收入|11|12|"),
         ["决算数: money actual# 2025# fund# city?", "市级: money actual# 2025# fund# own#"]),
        ("2025年云湖市本级政府性基金收入执行表", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# own#"]),
        ("2025年云湖市政府性基金收入执行表（全市和市本级）", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# ?"]),
        ("2025年云湖市政府性基金收入执行表（全市）", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# city#"]),
        ("2025年云湖政府性基金收入执行表", ("|项目|决算数|", "|彩票公益金收入|11|"), ["决算数: money actual# 2025# fund# ?"]),
        ("2025年云湖省政府性基金收入执行表", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# province?"]),
        ("2025年云湖自治州政府性基金收入执行表", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# city?"]),
        ("2025年云湖县本级政府性基金收入执行表", ("|项目|决算数|", "|彩票公益金收入|11|"),
         ["决算数: money actual# 2025# fund# city/county/county_own#"]),
        # a lower header says it more exactly, and 金额 below a measure says no less
        ("2025年全市一般公共预算收入执行表",
         ("|项目|2025年执行数||比上年增减||", "||金额|为预算%|金额|%|", "|税收收入|11|12|13|14|"),
         ["2025年执行数·金额: money actual# 2025# general# city#", "2025年执行数·为预算%: percent completion# 2025# general# city#",
          "比上年增减·金额: money change# 2025# general# city#", "比上年增减·%: percent growth# 2025# general# city#"]),
        ("2025年全市一般公共预算收入执行表",
         ("|项目|2025年执行数|||", "||金额|比上年增减||", "|||金额|%|", "|税收收入|11|12|13|"),
         ["2025年执行数·金额: money actual# 2025# general# city#", "2025年执行数·比上年增减·金额: money change# 2025# general# city#",
          "2025年执行数·比上年增减·%: percent growth# 2025# general# city#"]),
        ("2025年全市一般公共预算收入执行情况表",
         ("|项目|执行数为2024年执行数%|较2024年增减额|为预算的%|比上年同期增长（%）|", "|税收收入|11|12|13|14|"),
         ["执行数为2024年执行数%: percent of_last# 2025# general# city#", "较2024年增减额: money change# 2025# general# city#",
          "为预算的%: percent completion# 2025# general# city#", "比上年同期增长(%): percent growth# 2025# general# city#"]),
        ("2025年全市政府性基金收入执行情况表",
         ("|项目|完成预算%||决算数||", "||2024年决算|2025年决算|金额|上年决算数|", "|彩票公益金收入|11|12|13|14|"),
         ["完成预算%·2024年决算: percent completion# 2024# fund# city#", "完成预算%·2025年决算: percent completion# 2025# fund# city#",
          "决算数·金额: money actual# 2025# fund# city#", "决算数·上年决算数: money last_actual# 2025# fund# city#"]),
        # compared with last year is of this year, and what was left over from last year is too
        ("2025年全市一般公共预算收入执行表", ("|项目|2025年执行数|比2024年增减|上年结转|", "|税收收入|11|12|13|"),
         ["2025年执行数: money actual# 2025# general# city#", "比2024年增减: money change# 2025# general# city#",
          "上年结转: money actual# 2025# general# city#"]),
    ],
)  # fmt: skip
def test_reports_of_governments(title: str, rows: tuple[str, ...], expected: list[str]) -> None:
    assert columns(REPORT, title, *rows) == expected


@pytest.mark.parametrize(
    "title, rows, expected",
    [
        # a department's document is of one year and one office
        ("“三公”经费支出决算表",
         ("|项目|上年决算数|2024年预算数|本年决算数|增减额|增减率|车辆数（辆）|", "|公务接待费|11|12|13|14|15|16|"),
         ["上年决算数: money last_actual# 2025=", "2024年预算数: money budget# 2024#", "本年决算数: money actual# 2025=",
          "增减额: money change# 2025=", "增减率: percent growth# 2025=", "车辆数(辆): count quantity# 2025="]),
        ("“三公”经费支出决算表", ("|项目|预算数|决算数|接待批次|人次|金额|", "|公务接待费|11|12|13|14|15|"),
         ["预算数: money budget# 2025=", "决算数: money actual# 2025=", "接待批次: count quantity# 2025=",
          "人次: count quantity# 2025=", "金额: money actual# 2025="]),
        # codes, names and notes are no numbers
        ("一般公共预算财政拨款支出决算表",
         ("|科目编码|科目名称|合计|基本支出|项目支出|备注|", "|205|教育支出|13|11|12||"),
         ["合计: money actual# 2025=", "基本支出: money actual# 2025=", "项目支出: money actual# 2025="]),
        # two sides, under words of their own or with the words as their heads
        ("财政拨款收入支出决算总表",
         ("|收入||支出||||", "|项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|",
          "|一般公共预算财政拨款|11|教育支出|12|13|14|"),
         ["收入·金额: money actual# 2025=", "支出·合计: money actual# 2025=", "支出·一般公共预算财政拨款: money actual# 2025=",
          "支出·政府性基金预算财政拨款: money actual# 2025="]),
        ("财政拨款收入支出总表",
         ("|收入|预算数|决算数|支出|预算数|决算数|", "|一般公共预算财政拨款|11|12|教育支出|13|14|"),
         ["预算数: money budget# 2025=", "决算数: money actual# 2025=", "预算数: money budget# 2025=", "决算数: money actual# 2025="]),
    ],
)  # fmt: skip
def test_documents_of_departments(title: str, rows: tuple[str, ...], expected: list[str]) -> None:
    found = columns(ACCOUNT, title, *rows)
    assert [" ".join(line.split(" ")[:-2]) for line in found] == expected


@pytest.mark.parametrize(
    "title, rows, expected",
    [
        # lines, units, names of units and projects, notes and blanks are no columns of numbers
        (
            "收入支出决算总表",
            (
                "|项目|行次|金额|项目|行次|金额|",
                "|一、财政拨款收入|1|11|一、教育支出|31|12|",
                "|二、事业收入|2|13|二、卫生健康支出|32|14|",
                "|三、其他收入|3|15|三、住房保障支出|33|16|",
                "|合计|4|39|合计|34|42|",
            ),
            ["金额: money", "金额: money"],
        ),
        ("项目支出表", ("|单位编码|单位名称|项目名称|金额|绩效目标|", "|101001|云湖市民政局|慰问|11|做好慰问|"), ["金额: money"]),
        ("支出决算表", ("|科目编码|科目名称|本年支出合计||基本支出|", "|205|教育支出|11||12|"),
         ["本年支出合计: money", "基本支出: money"]),
        ("支出决算表", ("|205|教育支出|11|12|", "|206|科学支出|11|12|"), [": money", ": money"]),
        ("“三公”经费支出决算表", ("|项目|单位|数量|金额|备注|", "|公务用车|辆|2|50|一次性|"), ["数量: count", "金额: money"]),
        # what most cells of a column print with % is percent, whatever its head
        ("“三公”经费支出决算表", ("|项目|2025年|增减|", "|公务接待费|12|50%|", "|会议费|13|50%|"), ["2025年: money", "增减: percent"]),
    ],
)  # fmt: skip
def test_which_columns_have_numbers_and_of_what_kind(title: str, rows: tuple[str, ...], expected: list[str]) -> None:
    assert [" ".join(line.split(" ")[:2]) for line in columns(ACCOUNT, title, *rows)] == expected


def test_each_column_of_funds_is_of_its_own() -> None:
    rows = (
        "|收入||支出|||||",
        "|项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款|",
        "|一般公共预算财政拨款|11|教育支出|12|13|14|15|",
    )
    found = columns(ACCOUNT, "财政拨款收入支出决算总表", *rows)
    assert [line.split(" ")[-2] for line in found] == ["fiscal#", "fiscal#", "general#", "fund#", "capital#"]


@pytest.mark.parametrize(
    "rows, sides",
    [
        (
            ("|收入|预算数|支出|预算数|", "|财政拨款|11|教育支出|12|", "|事业收入|11|住房保障支出|12|"),
            ["income", "expenditure"],
        ),
        (
            ("|收入项目|预算数|支出项目|预算数|", "|财政拨款|11|教育支出|12|", "|事业收入|11|住房保障支出|12|"),
            ["income", "expenditure"],
        ),
        (
            (
                "|本年收入||本年支出||",
                "|项目|预算数|项目|预算数|",
                "|财政拨款|11|教育支出|12|",
                "|事业收入|11|住房保障支出|12|",
            ),
            ["income", "expenditure"],
        ),
        (
            (
                "|收入||支出|||",
                "|项目|预算数|项目（按功能分类）|预算数|备注|",
                "|财政拨款|11|教育支出|12||",
                "|事业收入|11|住房保障支出|12||",
            ),
            ["income", "expenditure"],
        ),
        (("|项目|预算数|", "|财政拨款|11|", "|事业收入|11|"), [""]),
    ],
)
def test_the_sides_of_a_table(rows: tuple[str, ...], sides: list[str]) -> None:
    found = read(ACCOUNT, "部门收支总表", *rows).sides
    assert [side.name for side in found] == sides
    assert [[row.name for row in side.rows] for side in found] == [
        ["财政拨款", "事业收入"],
        ["教育支出", "住房保障支出"],
    ][: len(sides)]


def test_a_sum_below_a_part_is_that_part() -> None:
    rows = ("|科目编码|科目名称|合计|基本支出|||项目支出|", "||||小计|人员经费|公用经费||", "|205|教育支出|9|5|3|2|4|")
    [side] = read(ACCOUNT, "一般公共预算支出表", *rows).sides
    assert [c.meaning.get("part") for c in side.columns] == [
        "total",
        "basic",
        "personnel",
        "public_operating",
        "project",
    ]


@pytest.mark.parametrize(
    "rows, names",
    [
        (("|类|款|项|科目名称|合计|", "|205|02|01|学前教育|11|", "|205|02|02|小学教育|12|"), ["学前教育", "小学教育"]),
        (("|序号|单位名称|合计|", "|1|云湖市民政局|11|", "|2|法律援助中心|12|", "|3|档案馆|12|"), ["云湖市民政局", "法律援助中心", "档案馆"]),
    ],
)  # fmt: skip
def test_codes_and_numbers_of_lines_are_no_amounts(rows: tuple[str, ...], names: list[str]) -> None:
    [side] = read(ACCOUNT, "支出表", *rows).sides
    assert [row.name for row in side.rows] == names
    assert [c.name for c in side.columns] == ["合计"]


@pytest.mark.parametrize("nil", ["-", "--", "—", "——", "－", "/", "0"])
def test_a_column_that_is_mostly_nil_is_one_of_numbers(nil: str) -> None:
    rows = ("|项目|甲|乙|", "|公务接待费|11|12|", *(f"|{name}|{nil}|13|" for name in ("会议费", "培训费", "差旅费")))
    assert [line.partition(":")[0] for line in columns(ACCOUNT, "支出决算表", *rows)] == ["甲", "乙"]
    words = tuple(row.replace(f"|{nil}|", "|从略|") for row in rows)
    assert [line.partition(":")[0] for line in columns(ACCOUNT, "支出决算表", *words)] == ["乙"]


@pytest.mark.parametrize("head", ["单位代码", "单位内部编码", "部门预算代码", "预算代码"])
def test_codes_of_offices_are_no_amounts(head: str) -> None:
    rows = (f"|单位名称|{head}|金额|", "|云湖市民政局|101001|11|", "|法律援助中心|101002|12|")
    assert [line.partition(":")[0] for line in columns(ACCOUNT, "支出决算表", *rows)] == ["金额"]
