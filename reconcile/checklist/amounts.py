"""What a document gives for an indicator of the checklist: amounts in sentences and in the “三公” table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reconcile.figures import Figure
from reconcile.findings import Evidence
from reconcile.prose.values import Statement
from reconcile.tables.values import Table

if TYPE_CHECKING:
    from reconcile.facts import Facts

MONEY = {"department_budget": ("budget", "amount"), "department_account": ("actual", "amount")}


def first_figure(statement: Statement) -> Evidence | None:
    """The first number that a statement gives."""
    figures = [*(f for group in statement.amounts.values() for f in group), *statement.counts]
    figures += [f for f in (statement.change, statement.growth) if f]
    return figures[0].evidence("item") if figures else None


class Amounts:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def spent(self, indicator: str) -> bool | None:
        """Whether the document has an amount other than zero of an indicator; None where it has none at all."""
        figures = [*self._amounts(indicator), *self._in_table(indicator)]
        if any(f.printed.digits for f in figures):
            return True
        return False if figures or self._has_column(indicator) else None

    def statements(self, indicator: str) -> Iterator[Statement]:
        return (s for s in self._facts.prose.statements if s.subject.indicator == indicator)

    def column_of(self, indicator: str) -> Evidence | None:
        """The first table with a column of the indicator's amounts."""
        table = next((t for t, _ in self._columns(indicator)), None)
        if table is None:
            return None
        return Evidence("table", table.title, table.grid.place, table=table.title or None, block=table.block)

    def _amounts(self, indicator: str) -> Iterator[Figure]:
        year = str(self._facts.profile.year)
        for statement in self.statements(indicator):
            for measure in MONEY.get(self._facts.profile.kind, ()):
                yield from (f for f in statement.amounts.get(measure, ()) if f.address.period in ("", year))

    def _in_table(self, indicator: str) -> Iterator[Figure]:
        for table, column in self._columns(indicator):
            yield from (f for (_, c), f in table.figures.items() if c == column)

    def _has_column(self, indicator: str) -> bool:
        return any(True for _ in self._columns(indicator))

    def _columns(self, indicator: str) -> Iterator[tuple[Table, int]]:
        """The columns of the “三公” table that have the indicator's amounts, in an account not those planned."""
        account = self._facts.profile.kind == "department_account"
        for table in self._facts.tables_by_kind.get("three_public", ()):
            for column in (c for s in table.sides for c in s.columns if c.meaning.get("item") == indicator):
                if not (account and column.meaning.get("measure") == "budget"):
                    yield table, column.index
