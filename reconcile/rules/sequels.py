"""Tables whose columns go on in the next: …分地区预算表（一）, …分地区预算表（二） with the same rows.

The 合计 of the first is that of the columns of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reconcile.figures import Figure
from reconcile.forms import Form
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.sums import added, figures
from reconcile.tables.cells import fold
from reconcile.tables.title import without_mark
from reconcile.tables.values import Column, Row, Side, Table

TOTAL_WORDS = ("小计", "合计", "总计")
PART = lazy(r"(?:\((?:[一二三四五六七八九十]|\d{1,2}|续[一二三四五六七八九十\d]?)\)|[-—之]?[一二三四五六七八九十])$")
FEWEST = 3  # rows
LABEL = "合计应等于本表和续表各列之和"


def sequels(tables: Sequence[Table], code: str, kind: str) -> Iterator[list[Relation]]:
    """The sums of the rows of each run of such tables."""
    at = 0
    while at < len(tables):
        run = [tables[at]]
        while at + len(run) < len(tables) and _goes_on(run[0], tables[at + len(run)]):
            run.append(tables[at + len(run)])
        whole = _whole(run[0].sides[0]) if len(run) > 1 else None
        if whole:
            yield list(_sums(run, whole, code, kind))
        at += len(run)


def _goes_on(first: Table, table: Table) -> bool:
    """Whether a table has the title of the first but for its number, the same rows, and no 合计 of its own."""
    if not first.title or len(first.sides) != 1 or len(table.sides) != 1 or first.unit != table.unit:
        return False
    rows = [_names(t) for t in (first, table)]
    titled = table.title == first.title or (_plain(table.title) == _plain(first.title) != fold(first.title))
    same = len(rows[0]) >= FEWEST and rows[0] == rows[1] and titled
    heads = [[c.path for c in added(t.sides[0])] for t in (first, table)]
    return same and not any(_is_total(c) for c in added(table.sides[0])) and not {*heads[0]} & {*heads[1]}


def _plain(title: str) -> str:
    return PART.sub("", fold(without_mark(title)[0]))


def _names(table: Table) -> list[str]:
    return [fold(r.name) for r in _rows(table)]


def _rows(table: Table) -> list[Row]:
    return [r for r in table.sides[0].rows if r.role != "note"]


def _is_total(column: Column) -> bool:
    return bool(column.path) and column.path[-1] in TOTAL_WORDS


def _whole(side: Side) -> Column | None:
    """The only 合计 of the side, with other columns beside it."""
    columns = added(side)
    found = [c for c in columns if _is_total(c)]
    return found[0] if len(found) == 1 < len(columns) else None


def _sums(run: Sequence[Table], whole: Column, code: str, kind: str) -> Iterator[Relation]:
    for rows in zip(*map(_rows, run), strict=True):
        parts = [_parts(t, r, whole if t is run[0] else None) for t, r in zip(run, rows, strict=True)]
        total = run[0].figures.get((rows[0].index, whole.index))
        addends = tuple(chain(*(p for p in parts if p)))
        if total and addends and all(p is not None for p in parts):
            yield Relation(code, kind, Form.SUM, total, addends, (), LABEL)


def _parts(table: Table, row: Row, whole: Column | None) -> tuple[Figure, ...] | None:
    return figures(table, [(row.index, c.index) for c in added(table.sides[0]) if c != whole])
