"""Each row of relations.csv that stands between tables, seen at work: tables that break it alone are told by it."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts
from reconcile.interval import Verdict
from reconcile.lexicon import Lexicon, StandardRelation, Term
from reconcile.profile import Profile
from reconcile.prose.values import Prose
from reconcile.rules.between_tables import cross_relations
from reconcile.tables import read_tables

WORDS = {
    "total": "合计",
    "total_income": "收入总计",
    "total_expenditure": "支出总计",
    "income_this_year": "本年收入合计",
    "expenditure_this_year": "本年支出合计",
}
CLASSES = {"functional": "201 一般公共服务支出", "economic_department": "301 工资福利支出"}
KINDS = {"any": "department_account", "final": "department_account", "budget": "department_budget"}
LEFT, RIGHT = "100.00", "70.00"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def rows() -> list[StandardRelation]:
    return [r for r in lexicon().relations if r.where == "cross"]


def row_label(term: Term, stub: str) -> tuple[str, str]:
    """The code and the name of the row that a term speaks of."""
    if term.row in ("each", "class"):
        code, name = CLASSES[stub].split()
        return code, name
    if term.row.isdigit():
        return term.row, lexicon().by_code("economic_department", term.row)[0].name
    return "", WORDS.get(term.row) or lexicon().indicators[term.row].names[0]


def column_word(column: str) -> str:
    if column in ("amount", "*", "total"):
        return "预算数" if column == "amount" else "合计"
    return next(c.words[0] for c in lexicon().columns if c.id == column and c.what not in ("side", "stub"))


def two_sided(terms: list[tuple[Term, str]]) -> Grid:
    """A table of income and expenditure with the rows that the terms speak of."""
    columns = list(dict.fromkeys(["合计", *(column_word(t.column) for t, _ in terms if t.column != "amount")]))
    sides: dict[bool, dict[str, dict[str, str]]] = {True: {}, False: {}}
    for term, value in terms:
        label = row_label(term, "functional")[1]
        spent = term.row in ("class", "total_expenditure", "expenditure_this_year", "carry_out")
        sides[spent].setdefault(label, {})["合计" if term.column == "amount" else column_word(term.column)] = value
    income, spending = (list(sides[s].items()) for s in (False, True))
    body = []
    for i in range(max(len(income), len(spending), 1)):
        name, cells = income[i] if i < len(income) else ("其他收入" if not i else "", {})
        other, values = spending[i] if i < len(spending) else ("其他支出" if not i else "", {})
        body.append((name, cells.get("合计", ""), other, *(values.get(c, "") for c in columns)))
    head = ("收入项目", "预算数", "支出项目", *(columns if len(columns) > 1 else ["预算数"]))
    top = ("收入", "", "支出", *[""] * len(columns))
    spans = {(0, 0): (1, 2), (0, 2): (1, 1 + len(columns))}
    return Grid((top, head, *body), spans)


def plain(terms: list[tuple[Term, str]], stub: str) -> Grid:
    columns = list(dict.fromkeys(["合计", *(column_word(t.column) for t, _ in terms)]))
    found: dict[tuple[str, str], dict[str, str]] = {("", "合计"): {}}
    for term, value in terms:
        found.setdefault(row_label(term, stub), {})[column_word(term.column)] = value
    body = [(code, name, *(cells.get(c, "") for c in columns)) for (code, name), cells in found.items()]
    return Grid((("科目编码", "科目名称", *columns), *body))


def facts(relation: StandardRelation) -> Facts:
    """The tables that the relation and its conditions speak of; its left is one number, all others another."""
    terms = [(relation.left, LEFT), *((t, RIGHT) for t in relation.right)]
    kinds = dict.fromkeys(t.table for t, _ in terms)
    for condition in relation.conditions:
        needed = {
            "no_carry": "budget_overview",
            "only_general": "budget_overview",
            "no_fiscal_carry": "fiscal_overview",
        }
        kinds.setdefault(condition.table or needed[condition.what])
    blocks: list[Paragraph | Grid] = []
    for key in kinds:
        kind = lexicon().tables[key]
        own = [(t, v) for t, v in terms if t.table == key]
        blocks += [Paragraph(kind.titles[0]), Paragraph("单位：万元")]
        blocks.append(two_sided(own) if kind.layout == "two_sided" else plain(own, kind.stub))
    document = Document("made", "txt", tuple(blocks))
    profile = Profile(kind=KINDS[relation.documents])
    return Facts(document, lexicon(), profile, read_tables(document, lexicon()), Prose())


@pytest.mark.parametrize("relation", rows(), ids=lambda r: r.id)
def test_a_row_is_told_when_it_does_not_hold(relation: StandardRelation) -> None:
    if relation.left.column == "*":
        relation = relation._replace(left=relation.left._replace(column="total"))
    found = [r for r in cross_relations(facts(relation)) if r.label == relation.label]
    assert any(r.judge() is Verdict.INCONSISTENT for r in found)
