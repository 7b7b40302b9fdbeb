"""Rows of other tables that print a cell's number for the same year: what they print beside it is of it too.

A table of transfers prints one year, and the table by function prints 专项转移支付 under 交通运输 for three: that both
say 308,339 for 2026 tells that they are the same. It tells so for numbers of five digits and more, and where what
stands beside them is sought for a number that a sentence prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from reconcile.address import LAST
from reconcile.address import side as side_of
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Printed
from reconcile.tables.values import Side, Table

DIGITS = 5  # before closing zeros
SIDES = {"收入", "支出"}


class Twins:
    """Answers for one document."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def beside(self, cell: Figure, measure: str, period: str) -> Iterator[tuple[Figure, Figure]]:
        """The same number elsewhere, with what its row prints of another year or measure."""
        if cell.printed.telling < DIGITS:
            return
        for table, side, own in self._rows.get((cell.printed, cell.address.period), ()):
            if own.key == cell.key or {_side(own), _side(cell)} == SIDES:
                continue  # what comes in and what goes out may be the same, and was not last year
            for column in side.columns:
                other = table.figures.get((own.key[1], column.index))
                if other is None or other.type != "money" or other.address.period != period:
                    continue
                if other.address.measure.removeprefix(LAST) == measure:
                    yield own, other

    @cached_property
    def _rows(self) -> dict[tuple[Printed, str], list[tuple[Table, Side, Figure]]]:
        found: dict[tuple[Printed, str], list[tuple[Table, Side, Figure]]] = defaultdict(list)
        for table in self._facts.tables:
            for side in table.sides if len({a.period for a in table.addresses.values()}) > 1 else ():
                for row in side.rows:
                    for column in side.columns:
                        figure = table.figures.get((row.index, column.index))
                        if figure and figure.type == "money" and figure.printed.telling >= DIGITS:
                            found[figure.printed, figure.address.period].append((table, side, figure))
        return found


def _side(figure: Figure) -> str:
    """收入 or 支出, by the row, else by the title, "" where neither says one."""
    titled = [s for s in SIDES if s in (figure.table or "")]
    return side_of(figure.row or "") or (titled[0] if len(titled) == 1 else "")
