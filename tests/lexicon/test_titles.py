"""Kinds of tables by their titles, in the wording of many provinces; and columns by their headers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reconcile.lexicon import Lexicon

# titles that offices of all levels print, and what each is, or that it is left alone
with Path(__file__).with_name("titles.csv").open(encoding="utf-8", newline="") as file:
    PRINTED = [(row["title"], row["document"], row["kind"]) for row in csv.DictReader(file)]

DEPARTMENTS = {
    # 财预〔2016〕143号 and the central departments
    "部门收支总体情况表": "budget_overview",
    "部门收入总体情况表": "income",
    "部门支出总体情况表": "expenditure",
    "财政拨款收支总体情况表": "fiscal_overview",
    "一般公共预算支出情况表": "general_public",
    "一般公共预算基本支出情况表": "general_public_basic",
    "一般公共预算“三公”经费支出情况表": "three_public",
    "政府性基金预算支出情况表": "government_fund",
    "国有资本经营预算支出表": "state_capital",
    "项目支出绩效目标表": "performance",
    # final accounts
    "收入支出决算总表": "budget_overview",
    "公开02表 收入决算表": "income",
    "附表3：支出决算表": "expenditure",
    "财政拨款收入支出决算总表": "fiscal_overview",
    "一般公共预算财政拨款支出决算表": "general_public",
    "一般公共预算财政拨款基本支出决算明细表": "general_public_basic",
    '财政拨款"三公"经费支出决算表': "three_public",
    "政府性基金预算财政拨款收入支出决算表": "government_fund",
    "国有资本经营预算财政拨款收入支出决算表": "state_capital",
    "收入决算表（分单位）": "income_by_unit",
    "支出决算表（分科目）": "expenditure",
    # Shanghai, Zhejiang
    "2025年部门财务收支预算总表": "budget_overview",
    "2025年单位财务收支预算总表": "budget_overview",
    "2025年部门一般公共预算支出功能分类预算表": "general_public",
    "2025年部门一般公共预算基本支出部门预算经济分类预算表": "general_public_basic",
    "2025年部门“三公”经费和机关运行经费预算表": "three_public",
    "2024年市级部门收支预算总表": "budget_overview",
    "2024年市级部门项目支出预算表": "projects",
    "2024年市级部门预算财政拨款项目支出预算表": "fiscal_projects",
    # Jiangsu, Sichuan, Guizhou, Yunnan, Shaanxi, Jiangxi
    "财政拨款支出表（功能科目）": "fiscal_expenditure",
    "财政拨款基本支出表（经济科目）": "fiscal_basic",
    "一般公共预算“三公”经费、会议费、培训费支出表": "three_public",
    "一般公共预算机关运行经费支出预算表": "operating_cost",
    "表4-1 政府性基金预算“三公”经费支出预算表": "fund_three_public",
    "财政拨款支出预算表（部门经济分类科目）": "fiscal_economy",
    "一般公共预算支出预算表（按经济分类）": "general_public_economy",
    "一般公共预算基本支出明细表（按经济分类）": "general_public_basic",
    "财政拨款“三公”经费、行政参公单位机关运行经费情况表": "three_public",
    "市对下转移支付预算表": "transfers_down",
    "国有资产占用情况表": "assets",
    "2025年清河区教育局一般公共预算支出表": "general_public",
}
GOVERNMENTS = {
    "2025年全市一般公共预算收入执行情况表": "gov_general_income",
    "2026年清河市市本级一般公共预算支出草案表": "gov_general_expenditure",
    "2024年度清河市清江区一般公共预算支出决算表": "gov_general_expenditure",
    "2025年清河市一般公共预算收支平衡表": "gov_general_balance",
    "2026年清河市（县、区）本级一般公共预算基本支出表（按经济分类）": "gov_general_basic",
    "2026年清河市市本级一般公共预算政府预算经济分类表（基本支出）": "gov_general_basic",
    "2026年清河市分地区税收返还和转移支付预算表": "gov_general_transfer",
    "2026年清河市市本级一般公共预算支出表（市对下转移支付项目）": "gov_general_transfer",
    "2025年清河市政府性基金预算支出执行情况表": "gov_fund_expenditure",
    "2025年市本级国有资本经营预算收入执行情况表": "gov_capital_income",
    "2026年清河市社会保险基金预算结余情况表": "gov_insurance_balance",
    "2025年清河地区政府一般债务限额、余额情况表": "gov_debt_limit",
    "2025年清河市新增专项债券项目明细情况表": "gov_debt_use",
    "2025年清河高新区政府性基金预算收入执行情况表": "gov_fund_income",
}


@pytest.mark.parametrize("title", DEPARTMENTS)
def test_tables_of_departments(lexicon: Lexicon, title: str) -> None:
    kind = lexicon.table_kind(title)
    assert (kind.id if kind else None) == DEPARTMENTS[title]


@pytest.mark.parametrize("title", GOVERNMENTS)
def test_tables_of_governments(lexicon: Lexicon, title: str) -> None:
    kind = lexicon.table_kind(title)
    assert (kind.id if kind else None) == GOVERNMENTS[title]
    assert kind is not None
    assert kind.documents == "government"


def test_there_are_titles_of_every_office() -> None:
    assert len(PRINTED) >= 150


@pytest.mark.parametrize("title, document, kind", PRINTED)
def test_printed_titles(lexicon: Lexicon, title: str, document: str, kind: str) -> None:
    found = lexicon.table_kind(title, document == "government")
    assert (found.id if found else "") == kind


def test_the_document_decides_where_the_title_does_not(lexicon: Lexicon) -> None:
    title = "一般公共预算支出表"
    department, government = lexicon.table_kind(title), lexicon.table_kind(title, government=True)
    assert department is not None
    assert government is not None
    assert (department.id, government.id) == ("general_public", "gov_general_expenditure")


@pytest.mark.parametrize("title", ["第四部分 部门预算表", "一般公共预算支出情况说明", "基本情况", "领导干部名单表"])
def test_what_is_no_standard_table(lexicon: Lexicon, title: str) -> None:
    assert lexicon.table_kind(title) is None


@pytest.mark.parametrize(
    "text, what, key",
    [
        ("决算数", "measure", "actual"),
        ("上年执行数", "measure", "last_actual"),
        ("预算数比上年执行数增长%", "measure", "growth"),
        ("比2024年决算数增长%", "measure", "growth"),
        ("完成2025年预算数的%", "measure", "completion"),
        ("比上年+，-%", "measure", "growth"),
        ("决算数为上年决算数%", "measure", "of_last"),
        ("2024年预算数比2023年执行数", "measure", "comparison"),
        ("合 计", "part", "total"),
        ("因公出国(境)费用", "item", "overseas"),
        ("公务用车购置及运行维护费", "item", "vehicle"),
        ("附属单位上缴\n收入", "source", "affiliated_income"),
        ("支出功能分类科目编码", "stub", "code"),
    ],
)
def test_columns(lexicon: Lexicon, text: str, what: str, key: str) -> None:
    assert (what, key) in {(c.what, c.id) for c in lexicon.columns_of(text)}
