"""Whatever a reader hands over is read without an error, and the rules go through it."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts, Profile
from reconcile.lexicon import Lexicon
from reconcile.relations import Relation
from reconcile.rules import RULES
from reconcile.tables import read_tables

TEXTS = (
    "", "合计", "小计", "总计", "项目", "科目编码", "科目名称", "类", "款", "项", "单位名称", "项目名称", "基本支出", "项目支出", "预算数",
    "决算数", "收入", "支出", "增长%", "占比", "备注", "**", "栏次", "1", "2", "3", "201", "20101", "2010101", "01", "5", "一、税收收入",
    "（一）增值税", "其中：罚没收入", "本年收入合计", "收入总计", "支出总计", "年初结转和结余", "一般公共服务支出", "公务用车购置及运行费",
    "12.00", "1,234.56", "-3", "(4.5)", "5.0%", "0", "-", "无", "见附注", "2024年", "单位：万元", "注：本表为空表", "\n", "　缩进", "人员经费合计",
)  # fmt: skip
TITLES = (
    "",
    "2024年部门收支预算总表",
    "支出决算表",
    "2025年全市一般公共预算收入执行情况表",
    "“三公”经费支出表",
    "某项目表",
    "单位：元",
)
TABLE_RULES = tuple(rule for rule in RULES if rule.CODE.startswith("R3"))


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(1, 6))
    cell = st.sampled_from(TEXTS)
    rows = draw(st.lists(st.lists(cell, min_size=0, max_size=width).map(tuple), min_size=1, max_size=9))
    place = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width - 1))
    size = st.tuples(st.integers(1, 3), st.integers(1, 3))
    return Grid(
        tuple(rows), spans=draw(st.dictionaries(place, size, max_size=4)), caption=draw(st.sampled_from(TITLES))
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TITLES), grids()), min_size=1, max_size=3), st.booleans())
def test_any_grid_is_read(made: list[tuple[str, Grid]], government: bool) -> None:
    blocks = tuple(block for title, grid in made for block in (Paragraph(title), grid))
    document = Document("test", "text", blocks)
    tables = read_tables(document, lexicon(), government)
    kind = "government_budget" if government else "department_account"
    facts = Facts(document, lexicon(), Profile(kind=kind), tables)
    for rule in TABLE_RULES:
        for result in rule.check(facts):
            if isinstance(result, Relation):
                result.judge()
    for table in tables:
        assert not table.nil & set(table.figures)
        for side in table.sides:
            assert all(row.parent is None or row.parent < position for position, row in enumerate(side.rows))
