"""Rows that two tables of a government print alike: what was done this year stands in the table of this year's
execution and again in next year's draft; what is planned, in a table by function and in one by source.

Which tables speak of the same is read from their titles; that they do is borne out by the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.sums import money
from reconcile.tables.cells import fold
from reconcile.tables.values import Column, Side, Table

FUNDS = ("一般公共预算", "政府性基金", "国有资本经营")
PLANNED = ("budget", "adjusted_budget")
LEAST_ROWS = 6  # fewer equal rows do not show that two tables speak of the same
SURE = 20  # equal rows for each mistake show that they speak of the same
_ASIDE = lazy(
    r"(?:19|20)\d\d年度?|执行|完成|决算|预算|安排|调整|草案|情况|总表|细化表|明细表|表|\(代编\)|\(草案\)|年度|附件?\d*"
)
_DONE = lazy(r"执行数?|完成数?|决算数?|实绩")
_RATE = lazy(r"%|比|占|增|±|率")

Printed = dict[tuple[str, ...], Figure]


def repeated(facts: Facts, code: str, kind: str) -> Iterator[Relation]:
    """The equalities between the rows of such tables, as far as most of them hold."""
    groups: dict[str, list[Table]] = {}
    for table in facts.tables:
        if table.title and len(table.sides) == 1:
            groups.setdefault(_ASIDE.sub("", fold(table.title)), []).append(table)
    for tables in groups.values():
        for one, other in combinations(tables, 2):
            for period, figures in _done(one).items():
                label = f"两表均列{period}年执行数，应当一致"
                yield from _equal(figures, _done(other).get(period, {}), label, 9, code, kind)
    yield from _planned(facts, code, kind)


def _planned(facts: Facts, code: str, kind: str) -> Iterator[Relation]:
    """The equalities between tables of what is to be spent from one fund, in one area and year."""
    groups: dict[tuple[str, str, str, str], list[tuple[Table, Side, Column]]] = defaultdict(list)
    for table in facts.tables:
        title = fold(table.title)
        fund = next((f for f in FUNDS if f in title), "")
        sides = [s for s in table.sides if s.name == "expenditure" or (len(table.sides) == 1 and "支出" in title)]
        for side, column in ((s, c) for s in sides if fund for c in money(s)):
            address = table.addresses[column.index]
            if column.meaning.get("part", "total") != "total" or {"scope", "source", "item"} & set(column.meaning):
                continue
            if any(word in title + fold("".join(column.path)) for word in facts.lexicon.other_terms):
                continue  # 预算数(不含提前告知转移支付) is another number
            if address.area and address.period and address.measure in PLANNED:
                words = "".join(
                    sorted({title[a.start : a.end] for a in facts.lexicon.areas.find(title)})
                )  # 市级 and 市本级 may be two things in one document
                groups[fund, address.area + words, address.period, address.measure].append((table, side, column))
    for found in groups.values():
        for one, other in combinations(found, 2):
            if one[0] is not other[0]:
                yield from _equal(_rows(*one), _rows(*other), "两表均列同一支出的预算数，应当一致", 4, code, kind)


def _done(table: Table) -> dict[str, Printed]:
    """For each year, the figures of what was done in it, by the names of the row and of those it is a part of."""
    side = table.sides[0]
    columns = [(c.meaning["period"], c) for c in money(side) if c.meaning.get("period") and _is_done(c)]
    years = [year for year, _ in columns]
    return {year: _rows(table, side, column) for year, column in columns if years.count(year) == 1}


def _is_done(column: Column) -> bool:
    return bool(_DONE.search("".join(column.path))) and not _RATE.search("".join(column.path))


def _rows(table: Table, side: Side, column: Column) -> Printed:
    found: Printed = {}
    names: list[tuple[str, ...]] = []
    for row in side.rows:
        above = names[row.parent] if row.parent is not None and row.parent < len(names) else ()
        names.append((*above, row.name))
        figure = table.figures.get((row.index, column.index))
        if figure and row.name:
            # a path that stands twice does not tell which row is meant
            found[names[-1]] = figure._replace(row=None) if names[-1] in found else figure
    return {path: figure for path, figure in found.items() if figure.row}


def _equal(one: Printed, other: Printed, label: str, ratio: int, code: str, kind: str) -> Iterator[Relation]:
    """The equalities where ``ratio`` rows hold for each that does not."""
    relations = {
        path: Relation(code, kind, Form.EQUAL, one[path], (other[path],), (), label) for path in one if path in other
    }
    broken = {path for path, r in relations.items() if r.judge() is Verdict.INCONSISTENT}
    # what is wrong in a row is wrong again in those that it is a part of: one mistake
    mistakes = [p for p in broken if not any(len(q) > len(p) and q[: len(p)] == p for q in broken)]
    agreeing = sum(1 for path, r in relations.items() if path not in broken and r.result.printed.digits)
    if agreeing < LEAST_ROWS or agreeing < ratio * len(broken):
        return
    for path, relation in relations.items():
        doubtful = path in broken and agreeing < SURE * len(mistakes)
        yield relation._replace(severity=Severity.WARNING) if doubtful else relation
