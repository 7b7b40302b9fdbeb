"""Relations between amounts of the prose that ``relations.csv`` states, found by their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.index import amounts
from reconcile.relations import Form, Relation


def at_most(facts: Facts, code: str, kind: str, severity: Severity, documents: str) -> Iterator[Relation]:
    """For each row of prose that says of one indicator that it is not larger than another of one year and area."""
    rows = [r for r in facts.lexicon.relations if r.where == "prose" and r.documents == documents]
    of = {r.left.row: r for r in rows if r.form == "at_most"}
    for statement in facts.prose.statements:
        for part in amounts(statement):
            row = of.get(part.address.id)
            if row is None:
                continue
            whole = facts.index.amount(part.address._replace(id=row.right[0].row, subject=""), ("scope",))
            if whole and whole.key != part.key:
                yield Relation(code, kind, Form.AT_MOST, part, (whole,), (), row.label, severity)
