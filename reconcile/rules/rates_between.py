"""Rates of a column whose base stands in another table: 2026年预算数、比上年增长%, and last year's outcome in a table
of its own. Which column of which table it is the rows bear out, as they do inside one table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.address import Address
from reconcile.figures import Figure
from reconcile.forms import Form
from reconcile.relations import Relation
from reconcile.tables.values import Column, Row, Side, Table

Named = dict[tuple[str, ...], Row]
FORMS = {"growth": Form.GROWTH, "of_last": Form.SHARE}
MEASURES = ("actual", "budget", "adjusted_budget")
MOST = 8  # columns that are tried


def between(tables: Sequence[Table], table: Table, side: Side, rate: Column) -> Iterator[list[Relation]]:
    """The relations of the column for each column of another table that its rates may start from."""
    measure, period = rate.meaning.get("measure", ""), _period(table, rate)
    now = next((c for c in reversed(side.columns) if c.index < rate.index and c.type == "money"), None)
    if measure not in FORMS or not period.isdigit() or now is None or _period(table, now) != period:
        return
    own, rows = table.addresses.get(now.index), _named(side)
    for other, column, named in list(_bases(tables, table, own, str(int(period) - 1)))[:MOST]:
        found = []
        for key in rows.keys() & named.keys():
            result, level, base = (
                t.figures.get((r.index, c.index))
                for t, r, c in ((table, rows[key], rate), (table, rows[key], now), (other, named[key], column))
            )
            if result and level and base and result.type == "percent" and base.printed.digits > 0:
                found.append(_relation(measure, result, level, base, rate, column))
        yield sorted(found, key=lambda r: r.result.key)


def _relation(measure: str, result: Figure, now: Figure, base: Figure, rate: Column, column: Column) -> Relation:
    label = f"{rate.path[-1]}应按上一年的表中{column.name}计算"
    return Relation("R306", "growth", FORMS[measure], result, (now, base), (), label)


def _period(table: Table, column: Column) -> str:
    address = table.addresses.get(column.index)
    return column.meaning.get("period", "") or (address.period if address else "") or str(table.year or "")


def _bases(
    tables: Sequence[Table], table: Table, own: Address | None, period: str
) -> Iterator[tuple[Table, Column, Named]]:
    """The columns of last year in other tables of the same fund, area and side."""
    for other in tables:
        same = own and table.kind and other.kind and other.kind.scope == table.kind.scope
        for side in other.sides if other is not table and same else ():
            for column in side.columns:
                address = other.addresses.get(column.index)
                if own is None or address is None or column.type != "money" or address.area != own.area:
                    continue
                if _period(other, column) == period and address.measure in MEASURES:
                    yield other, column, _named(side)


def _named(side: Side) -> Named:
    """The rows by their code, else by their names and those of what they are parts of, where only one is called so."""
    keys = [_key(side, row) for row in side.rows]
    times = Counter(keys)
    return {key: row for key, row in zip(keys, side.rows, strict=True) if times[key] == 1 and row.role != "note"}


def _key(side: Side, row: Row) -> tuple[str, ...]:
    if row.code:
        return (row.code,)
    found, above = [row.name], row.parent
    while above is not None:
        found.append(side.rows[above].name)
        above = side.rows[above].parent
    return tuple(found)
