"""The rows of a table that a classification name or path means."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.lexicon.names import normalise, stem
from reconcile.prose.values import Subject
from reconcile.tables.values import Column, Row, Side, Table
from reconcile.tuples import NamedTuple


class Spot(NamedTuple):
    """A row of a table that may be asked for, in some of its columns. ``period``, ``area`` and ``measure`` are what the
    row itself says, "" where the column does; a ``measure`` of amount is whatever is asked for."""

    table: Table
    side: Side
    row: Row
    columns: tuple[Column, ...]
    period: str = ""
    area: str = ""
    measure: str = ""


def find_rows(table: Table, subject: Subject) -> list[tuple[Side, Row]]:
    """The best rows: by printed code, else by the name of the last level with as many levels above it as fit.

    Several rows are returned where they are equally good (行政运行 stands under many 款).
    """
    named = table.rows_by_stem.get(stem(subject.path[-1]), ())
    return best_rows([(s, r) for s, r in named if s.name != "income" or len(table.sides) == 1], subject)


def best_rows(rows: Sequence[tuple[Side, Row]], subject: Subject) -> list[tuple[Side, Row]]:
    """Those of the rows that the name or path means best."""
    best: list[tuple[Side, Row]] = []
    best_score = 0
    for side, row in rows:
        if row.role not in ("item", "subtotal"):
            continue
        score = _score(side.rows, row, subject)
        if score > best_score:
            best, best_score = [(side, row)], score
        elif score == best_score and score:
            best.append((side, row))
    return _highest(best) if len(best) > 1 else best


def _highest(found: list[tuple[Side, Row]]) -> list[tuple[Side, Row]]:
    """A plain name that a 款 and its own 项 share means the 款; rows in different branches stay several."""
    first = found[0]
    chain = {first[1].index}
    for side, row in found[1:]:
        parent = side.rows[row.parent].index if row.parent is not None else None
        if side is not first[0] or parent not in chain:
            return found
        chain.add(row.index)
    return [first]


def _score(rows: Sequence[Row], row: Row, subject: Subject) -> int:
    if subject.code and subject.code == row.code and len(subject.path) > 1:
        return 100
    return _by_name(rows, row, subject)


def _by_name(rows: Sequence[Row], row: Row, subject: Subject) -> int:
    leaf = _fits(row.name, subject.path[-1])
    if not leaf:
        return 0
    if len(subject.path) == 1:
        depth_penalty = 0 if row.level <= 1 else 1
        return 10 * leaf - depth_penalty
    score = 10 * leaf
    names = list(subject.path[:-1])
    parent = row.parent
    while parent is not None and names:
        if _fits(rows[parent].name, names[-1]):
            score += 5
            names.pop()
        parent = rows[parent].parent
    level = row.level or (3 if len(row.code) == 7 else 2 if len(row.code) == 5 else 0)
    return score + (3 if level == len(subject.path) else 0)


def _fits(printed: str, wanted: str) -> int:
    """3 for the same name, 2 for the same but for a closing 支出 or 费用, 0 for another."""
    if printed == wanted:
        return 3
    one, other = normalise(printed), normalise(wanted)
    if one == other:
        return 3
    return 2 if stem(one) == stem(other) and len(stem(one)) >= 2 else 0
