"""Relations between amounts of the prose that ``relations.csv`` states, found by their addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.index import amounts
from reconcile.lexicon.relations import LAST
from reconcile.prose.values import Statement
from reconcile.relations import Relation


def sums(facts: Facts, code: str, kind: str, severity: Severity, documents: str) -> Iterator[Relation]:
    """For each row of prose that says of what an amount is the sum, where one paragraph gives all of it."""
    rows = [r for r in facts.lexicon.relations if r.where == "prose" and r.form == "sum" and r.documents == documents]
    stated: dict[int, dict[tuple[str, str, str], Figure]] = defaultdict(dict)
    for statement in facts.prose.statements:
        for figure in amounts(statement):
            of = figure.address
            stated[statement.block].setdefault((of.id, of.period, of.area), figure)
    for found in stated.values():
        for row in rows:
            for (identity, period, area), result in found.items():
                if identity == row.left.row and period.isdigit():
                    years = (str(int(period) - (t.column == LAST)) for t in row.right)
                    parts = [found.get((t.row, year, area)) for t, year in zip(row.right, years, strict=True)]
                    given = tuple(p for p in parts if p)
                    if len(given) == len(parts):
                        signs = tuple(t.sign for t in row.right)
                        relation = Relation(code, kind, Form.SUM, result, given, signs, row.label, severity)
                        yield _swapped(relation)


def _swapped(relation: Relation) -> Relation:
    """A balance that is larger than it should be by no more than what was repaid is a warning: bonds that take the
    place of hidden debt are repaid without ever having been a part of it."""
    repaid = sum(f.printed.value for f, s in zip(relation.inputs, relation.signs, strict=True) if s < 0)
    expected = relation.expected()
    over = relation.result.printed.value - expected if expected is not None else 0
    return relation._replace(severity=Severity.WARNING) if 0 < over <= repaid else relation


def _alike(facts: Facts, part: Statement, whole: Statement) -> bool:
    """Whether a part is of the same thing as its whole, or known to be a part of it."""
    own, above = part.subject.indicator, whole.subject.indicator
    # 江北新区政府债务法定限额588.8亿元，其中：……
    named = not above and all(word in whole.subject.name for word in LIMIT)
    return own == above or named or above in facts.lexicon.parts.wholes(own)


LIMIT = ("债务", "限额")


# times that a government owes more than a limit: 下达债务限额15亿元, of 82亿元 owed, is not that of all debts
PIECE = 2


def at_most(facts: Facts, code: str, kind: str, severity: Severity, documents: str) -> Iterator[Relation]:
    """For each row of prose that says of one indicator that it is not larger than another of one year and area."""
    rows = [r for r in facts.lexicon.relations if r.where == "prose" and r.documents == documents]
    of = {r.left.row: r for r in rows if r.form == "at_most"}
    statements = facts.prose.statements
    named = ((s, statements[s.parent]) for s in statements if s.parent is not None)
    # 债券407亿元，其中：用于……的债务限额8亿元: a piece of something else, and not the limit
    pieces = {f.key for s, whole in named if not _alike(facts, s, whole) for f in amounts(s)}
    for statement in statements:
        for part in amounts(statement):
            row = of.get(part.address.id)
            if row is None:
                continue
            whole = facts.index.amount(part.address._replace(id=row.right[0].row, subject=""), ("scope",))
            handed_down = documents == "government" and whole and PIECE * whole.printed.value < part.printed.value
            if whole and whole.key != part.key and whole.key not in pieces and not handed_down:
                yield Relation(code, kind, Form.AT_MOST, part, (whole,), (), row.label, severity)
