"""The cell of a standard place in a table: the row of an indicator or the total, and the column of a meaning."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.address import Address
from reconcile.figures import Figure
from reconcile.interval import Printed
from reconcile.lexicon import Lexicon, StandardCell
from reconcile.lexicon.names import normalise
from reconcile.patterns import lazy
from reconcile.tables.cells import says_nil
from reconcile.tables.values import Column, Row, Side, Table

ASIDE = {"last_actual", "last_budget", "change", "growth", "completion", "share", "quantity"}
MAIN = {
    "amount": ("", "amount", "actual", "budget"),
    "actual": ("actual", "", "amount"),
    "budget": ("budget", "", "amount"),
}


def cells_of(table: Table, cell: StandardCell, measure: str, lexicon: Lexicon) -> Iterator[Figure]:
    """The figures at a standard place; a cell of a row that is there and says nil counts as zero."""
    for side in table.sides:
        column = column_for(side, cell.column, measure)
        for row in side.rows:
            if column is None or not _is_row(side, row, cell.row, lexicon):
                continue
            figure = table.figures.get((row.index, column.index)) or zero(table, row, column)
            if figure:
                yield figure
            break
        else:
            yield from _blank(table, side, cell, measure)
        if cell.table == "three_public" and column is None:
            yield from _below(table, side, cell, measure, lexicon)


def _below(table: Table, side: Side, cell: StandardCell, measure: str, lexicon: Lexicon) -> Iterator[Figure]:
    """The cell where the expenses stand one below the other: the row that they name, in the column of the measure."""
    wanted = cell.indicator
    rows = [r for r in side.rows if (found := lexicon.indicator(r.name)) and found.id == wanted]
    if wanted == "three_public" and not rows:
        rows = [r for r in side.rows if r.role == "total"]
    column = column_for(side, "amount", measure)
    if len(rows) == 1 and column:
        figure = table.figures.get((rows[0].index, column.index)) or zero(table, rows[0], column)
        if figure:
            yield figure


def _blank(table: Table, side: Side, cell: StandardCell, measure: str) -> Iterator[Figure]:
    """The cell of a one-row table that was left wholly blank: it says nil."""
    column = column_for(side, cell.column, measure)
    first = table.header_rows
    if cell.row == "total" and not side.rows and column and not table.figures and first < len(table.grid.rows):
        figure = zero(table, Row(first, "", ""), column)
        if figure:
            yield figure


GRAND = lazy(r"总计$|^合计$")


def _is_row(side: Side, row: Row, wanted: str, lexicon: Lexicon) -> bool:
    if wanted == "total":
        return row.role == "total"
    indicator = lexicon.indicator(row.label)
    if indicator is not None and indicator.id == wanted:
        return True
    if wanted in ("total_income", "total_expenditure") and wanted.endswith(side.name or "-"):
        # 总计 alone, on the side that says of what
        totals = [r for r in side.rows if r.role == "total" and GRAND.search(normalise(r.label))]
        return bool(totals) and totals[-1] is row
    return False


def column_for(side: Side, wanted: str, measure: str) -> Column | None:
    """The column of this meaning for this measure; None where there is none or more than one."""
    last = measure.startswith("last_")
    latest = max((c.meaning.get("period", "") for c in side.columns), default="")
    columns = [c for c in side.columns if c.type == "money" and _measure_fits(c, measure, last, latest)]
    if wanted in ("amount", "total"):
        named = [c for c in columns if "total" in c.meaning.values()]
        if not named:
            named = [c for c in columns if not set(c.meaning) & {"part", "item", "source", "scope"}]
        if not named and len(columns) == 1:
            named = columns
    else:
        named = [
            c
            for c in columns
            if wanted in c.meaning.values() and c.meaning.get("part", wanted) in (wanted, "total", "subtotal")
        ]
    return named[0] if named and _same_meaning(named) else None


def _same_meaning(columns: list[Column]) -> bool:
    """Several columns of one meaning are one only when the first is the whole of the others (合计 and 小计)."""
    return len(columns) == 1 or columns[0].index == min(c.index for c in columns)


def _measure_fits(column: Column, measure: str, last: bool, latest: str) -> bool:
    own = column.meaning.get("measure", "")
    period = column.meaning.get("period", "")
    if period and period < latest and own not in ASIDE:
        own = f"last_{own or 'amount'}"  # 2023年预算数 beside 2024年预算数
    if last:
        return own.startswith("last_") and (measure == "last_amount" or own in (measure, "last_amount"))
    if own in ASIDE or own.startswith("last_"):
        return False
    return own in MAIN.get(measure, (measure,)) or (own == "adjusted_budget" and measure == "adjusted_budget")


def zero(table: Table, row: Row, column: Column) -> Figure | None:
    """Nil as a figure, for a cell that says nil in a table that has been read; its precision is that of the table's
    numbers. None for a cell that could not be read: it is not zero."""
    text = table.grid.rows[row.index][column.index] if column.index < len(table.grid.rows[row.index]) else ""
    if (row.index, column.index) in table.unread or not says_nil(text):
        return None
    exponent = min(
        (f.printed.exponent for f in table.figures.values() if f.type == "money"), default=table.exponent - 2
    )
    plain = f"{Printed(0, min(exponent - table.exponent, 0)).decimal():f}"
    address = table.addresses.get(column.index, Address())._replace(subject=row.name)
    return Figure(
        key=(table.block, row.index, column.index), printed=Printed(0, exponent), type="money", quote=text or "（空）",
        unit=table.unit, value=plain, address=address, place=table.grid.cell_place(row.index, column.index),
        table=table.title, row=row.label or row.name, column=column.name,
    )  # fmt: skip


def meant(cell: Figure, figure: Figure) -> Figure:
    """The cell as the figure of what the prose's number is of: ``cells.csv`` or its row says that it stands there.

    Year, measure and area stay those that the table prints.
    """
    of, sources = figure.address, figure.address.sources
    own = cell.address.sources._replace(subject=sources.subject, scope=sources.scope, counted=sources.counted)
    address = cell.address._replace(subject=of.subject, id=of.id, scope=of.scope, counted=of.counted, sources=own)
    return cell.of(address)
