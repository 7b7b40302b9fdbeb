"""Whose document of which year: from contents, title and file name, with conflicts noted."""

from __future__ import annotations

import pytest

from reconcile.archive.cells import cells, header_paths
from reconcile.archive.identity import identify, identify_path, office, same_office
from reconcile.archive.regions import UNKNOWN, region
from reconcile.findings import Outcome, TableView
from reconcile.interval import Printed
from reconcile.lexicon import Lexicon


def outcome(title: str = "", entity: str = "", year: int | None = None, kind: str = "other") -> Outcome:
    return Outcome(title, kind, entity, year, (), (), (), 0, 0.0)


@pytest.mark.parametrize(
    "path, entity, year, level, basis",
    [
        ("a/临江市统计局2024年部门预算.pdf", "临江市统计局", 2024, "department", "budget"),
        ("2023年度临江市统计局部门决算公开.docx", "临江市统计局", 2023, "department", "account"),
        ("关于临江市统计局2024年度单位决算.pdf", "临江市统计局", 2024, "unit", "account"),
        ("all.zip!/x/临江市统计局（本级）2024年预算.xlsx", "临江市统计局", 2024, "unit", "budget"),
        ("附件1.pdf", "", None, "", ""),
        ("2022-2023年对比.pdf", "", None, "", ""),
    ],
)
def test_what_a_file_name_says(path: str, entity: str, year: int | None, level: str, basis: str) -> None:
    assert identify_path(path)[:4] == (entity, year, level, basis)


def test_contents_win_and_conflicts_are_noted() -> None:
    found = identify(outcome("临江市统计局2024年部门预算", "临江市统计局", 2024), "临江市审计局2023年部门预算.pdf")
    assert (found.entity, found.year) == ("临江市统计局", 2024)
    assert found.conflicts == ("正文为2024年，文件名为2023年", "正文为临江市统计局，文件名为临江市审计局")


def test_an_office_is_the_same_under_its_longer_name() -> None:
    assert office("临江市统计局（本级）") == "临江市统计局"
    assert same_office("临江市信访局", "中共临江市委临江市人民政府信访局")
    assert same_office("统计局", "临江市统计局")
    assert not same_office("临江市统计局", "临江市审计局")


def test_provinces_by_the_first_place_named() -> None:
    folders = Lexicon.load().folders
    assert region(folders, "湖州市信访局") == "浙江"
    assert region(folders, "信访局", "/档案/四川省/某县/a.pdf") == "四川"
    assert region(folders, "某某局") == UNKNOWN


def test_cells_of_a_double_table_belong_to_the_label_to_their_left() -> None:
    view = TableView(
        "收支总表", "budget_overview", "万元", (1,), 2,
        (
            ("收入", "", "支出", ""), ("项目", "预算数", "项目", "预算数"),
            ("一、财政拨款收入", "12.30", "一般公共服务支出", "10.00"), ("", "", "教育支出", "2.30"),
            ("收入总计", "12.30", "支出总计", "12.30"),
        ), 0,
    )  # fmt: skip
    found = [(c.label, c.header, c.printed) for c in cells([view])]
    assert found[:3] == [
        ("一、财政拨款收入", "收入·预算数", Printed(1230, 2)),
        ("一般公共服务支出", "支出·预算数", Printed(1000, 2)),
        ("教育支出", "支出·预算数", Printed(230, 2)),
    ]


def test_codes_in_three_columns_are_one_code_and_blanks_are_no_cells() -> None:
    head = ("类", "款", "项", "科目名称", "合计", "基本支出")
    view = TableView("支出表", "expenditure", "元", (1,), 1, (head, ("208", "05", "05", "养老保险", "1,000", "-")), 0)
    assert [(c.code, c.label, c.header, c.printed) for c in cells([view])] == [
        ("2080505", "养老保险", "合计", Printed(1000, 0))
    ]


def test_a_table_of_one_row_has_no_labels() -> None:
    view = TableView("“三公”经费表", "three_public", "万元", (1,), 1, (("合计", "公务接待费"), ("3.00", "1.00")), 0)
    assert [(c.label, c.header, c.text) for c in cells([view])] == [("", "合计", "3.00"), ("", "公务接待费", "1.00")]


def test_merged_headers_name_every_column_below_them() -> None:
    rows = [("编码", "合计", "基本支出", "", "项目支出"), ("", "", "小计", "人员经费", "")]
    assert header_paths(rows) == ["编码", "合计", "基本支出·小计", "基本支出·人员经费", "项目支出"]


def test_a_row_that_numbers_the_columns_is_no_header() -> None:
    rows = [("编码", "名称", "合计", "基本支出"), ("**", "**", "1", "2"), ("栏次", "", "3", "4=1+2")]
    assert header_paths(rows) == ["编码", "名称", "合计", "基本支出"]


def test_a_place_is_no_office() -> None:
    told = outcome("临江市2024年部门预算", "临江市", 2024, "department_budget")
    assert identify(told, "临江市统计局2024年部门预算.pdf").entity == "临江市统计局"
    assert identify(told, "附件1.pdf").entity == ""


def test_columns_of_a_code_under_one_merged_header() -> None:
    head = ("科目编码", "", "", "科目名称", "合计")
    rows = (
        head,
        ("类", "款", "项", "合计", "9.00"),
        ("201", "06", "", "财政事务", "9.00"),
        ("201", "06", "01", "行政运行", "9.00"),
    )
    view = TableView("收入表", "income", "万元", (1,), 1, rows, 0)
    assert [(c.code, c.label) for c in cells([view])] == [("", "合计"), ("20106", "财政事务"), ("2010601", "行政运行")]
