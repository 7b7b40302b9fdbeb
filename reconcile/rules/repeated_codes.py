"""Rows of a 类 or 款 that print the code and the name of one of the rows below them.

Such a row stands before its parts, bears the code of one of them, and its amounts are the sums of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.relations import Relation
from reconcile.rules.sums import money
from reconcile.tables.values import Row, Side, Table
from reconcile.tuples import NamedTuple

LEAST_PARTS = 2  # of one part the sum is the part, and the row only stands twice


class Repeated(NamedTuple):
    """``row`` should bear ``code``; ``parts`` are the rows that it is the sum of."""

    row: Row
    code: str
    parts: Sequence[Row]


def repeated_codes(table: Table) -> Iterator[Repeated]:
    for side in table.sides:
        printed = {r.code for r in side.rows}
        for at, row in enumerate(side.rows):
            above = row.code[:-2]
            if not row.code.isdigit() or len(above) < 3 or above in printed:
                continue
            level = len(row.code)
            below = takewhile(lambda r: len(r.code) == level and r.code.startswith(above), side.rows[at + 1 :])  # noqa: B023
            parts = tuple(below)
            twice = any((r.code, r.name) == (row.code, row.name) for r in parts)
            one_each = len({r.code for r in parts}) == len(parts)  # else rows of one code are of several projects
            if twice and one_each and len(parts) >= LEAST_PARTS and _is_sum(table, side, row, parts):
                yield Repeated(row, above, parts)


def _is_sum(table: Table, side: Side, row: Row, parts: Sequence[Row]) -> bool:
    """Whether every amount of the row is the sum of the amounts below it."""
    verdicts = []
    for column in money(side):
        total = table.figures.get((row.index, column.index))
        found = [f for r in parts if (f := table.figures.get((r.index, column.index)))]
        if total and found:
            verdicts.append(Relation("", "", Form.SUM, total, tuple(found)).judge())
    return bool(verdicts) and max(verdicts) < Verdict.INCONSISTENT
