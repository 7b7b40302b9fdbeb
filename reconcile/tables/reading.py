"""All tables of a document: grids joined where one table was cut, then read in two passes.

The first pass reads the codes that tables print beside their names; the second uses them where names stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.address import Address, Source
from reconcile.document import Document
from reconcile.figures import Figure
from reconcile.interval import Printed
from reconcile.lexicon import Grade, Lexicon, TableKind
from reconcile.patterns import lazy

from .addressing import Own, column_address
from .cells import CellNumber, fold, number, says_nil, scale
from .codes import Known
from .columns import Half, column_scale, halves, with_rate
from .header import header_end, is_number_row, paths
from .hierarchy import arrange
from .joining import Piece, pieces
from .kinds import kind_by_layout
from .proving import closed, proved
from .stub import Stub, stubs
from .title import Heading, is_title, note_in, year_of
from .units import unit_said
from .values import Column, Row, Side, Table

_COUNT_ROW = lazy(
    r"[(（](?:个|人|辆|台|套|次|批|家|批次|人次|人数|户)(?:[(（]套[)）])?[)）]$|(?:批次|人次|保有量|团组数|人数)$"
)

Cell = tuple[int, int]  # row and column of the grid


class Draft:
    """A table in the making: what the first pass has read of a grid."""

    def __init__(self, piece: Piece, lexicon: Lexicon) -> None:
        self.piece = piece
        self.heading: Heading = piece.heading
        grid = piece.grid
        self.year = year_of(self.heading.title)
        self.end = header_end(grid, self.heading.rows, lexicon)
        self.paths = paths(grid, self.heading.rows, self.end)
        header = {tuple(fold(c) for c in r) for r in grid.rows[self.heading.rows : self.end]}
        self.body = [
            i
            for i in range(self.end, len(grid.rows))
            if tuple(fold(c) for c in grid.rows[i]) not in header
            and not (is_number_row(grid.rows[i]) and i < self.end + 2)
        ]
        self.halves: list[Half] = halves(grid, self.body, self.paths, self.year, lexicon)
        if self.heading.rated:
            self.halves = [with_rate(half) for half in self.halves]
        self.stubs: list[list[Stub]] = [stubs(grid, self.body, half) for half in self.halves]


def read_tables(
    document: Document, lexicon: Lexicon, government: bool = False, year: int | None = None, measure: str = ""
) -> tuple[Table, ...]:
    """The tables of the document, in its order. A table that was cut in two keeps the place of its first part.

    ``government``: the document is a whole government's, whose tables may have the titles of a department's. ``year``
    and ``measure`` (budget or actual) are what cells are of where no title or header says it.
    """
    drafts = [Draft(piece, lexicon) for piece in pieces(document, lexicon)]
    printed = _printed_codes(drafts)
    known = _known(printed, lexicon)
    units = {draft.heading.unit for draft in drafts if draft.heading.unit}
    bare = [draft.piece.grid for draft in drafts if not draft.heading.unit]
    # a table without a unit line is in the one that all others are in
    only = units.pop() if len(units) == 1 else unit_said(document, bare) if bare else ""
    own = Own(lexicon, government, year, measure)
    return tuple(_table(draft, known, own, only) for draft in drafts)


def _printed_codes(drafts: Iterable[Draft]) -> dict[str, list[str]]:
    """The codes that the document itself prints beside each name."""
    result: dict[str, list[str]] = {}
    for draft in drafts:
        for side in draft.stubs:
            for stub in side:
                if stub.code and stub.role == "item" and stub.code not in (codes := result.setdefault(stub.name, [])):
                    codes.append(stub.code)
    return result


def _known(printed: dict[str, list[str]], lexicon: Lexicon) -> Known:
    """The document's own codes for a name first, then those of the functional classification."""
    found: dict[str, tuple[list[str], list[str]]] = {}

    def codes(name: str) -> tuple[list[str], list[str]]:
        if name not in found:
            own = [c for c in printed.get(name, ()) if c.startswith("2")]
            income = name.endswith("收入")
            official = (
                [] if income else [m.entry.code for m in lexicon.resolve(name, "functional") if m.grade <= Grade.SUFFIX]
            )
            found[name] = own, official
        return found[name]

    return codes


def _table(draft: Draft, known: Known, own: Own, unit: str) -> Table:
    lexicon, government = own.lexicon, own.government
    grid, heading = draft.piece.grid, draft.heading
    unit = heading.unit or unit
    sides = tuple(_side(half, rows, known) for half, rows in zip(draft.halves, draft.stubs, strict=True))
    sides = _named(sides)
    kind = lexicon.table_kind(heading.title, government) if heading.title else None
    untold = "三公" in heading.title or not is_title(heading.title, lexicon)  # a heading of text is over it
    kind = kind or (kind_by_layout(sides, lexicon) if untold and not government else None)
    sides = tuple(_single_row(side, kind) for side in sides)
    note = draft.piece.note or next((n for i in draft.body if (n := note_in(grid.rows[i]))), "")
    table = Table(
        block=draft.piece.block,
        grid=grid,
        title=heading.title,
        title_block=heading.block,
        kind=kind,
        unit=unit,
        exponent=scale(unit),
        year=draft.year,
        header_rows=draft.end,
        sides=sides,
        note=note,
    )
    table = table._replace(addresses={c.index: column_address(table, c, own) for side in sides for c in side.columns})
    figures, nil, unread = _cells(table, own)
    sides = tuple(closed(proved(side, figures, frozenset(nil)), figures, frozenset(nil)) for side in sides)
    return table._replace(sides=sides, figures=figures, nil=frozenset(nil), unread=frozenset(unread))


def _side(half: Half, rows: Sequence[Stub], known: Known) -> Side:
    standings = arrange(rows, known)
    return Side(
        half.name,
        half.columns,
        tuple(
            Row(
                s.row,
                s.label,
                s.name,
                t.code or s.code,
                t.level,
                t.parent,
                s.role,
                t.memo,
                s.unit,
                t.inferred,
                s.code if s.code and t.code and s.code != t.code else "",
            )
            for s, t in zip(rows, standings, strict=True)
        ),
        half.lines,
    )


def _named(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Two sides without names over them are told apart by their rows."""
    if len(sides) != 2 or any(s.name for s in sides):
        return sides
    words = ["".join(r.name for r in s.rows) for s in sides]
    if words[0].count("收入") > words[0].count("支出") and words[1].count("支出") > words[1].count("收入"):
        return (sides[0]._replace(name="income"), sides[1]._replace(name="expenditure"))
    return sides


def _single_row(side: Side, kind: TableKind | None) -> Side:
    """The only row of a one-row table is its total, whatever it is called."""
    if kind and kind.layout == "single_row" and len(side.rows) == 1 and side.rows[0].role == "item":
        return side._replace(rows=(side.rows[0]._replace(role="total"),))
    return side


def _cells(table: Table, own: Own) -> tuple[dict[Cell, Figure], list[Cell], list[Cell]]:
    """The figures, and the cells that say nil and that cannot be read."""
    figures: dict[Cell, Figure] = {}
    nil: list[Cell] = []
    unread: list[Cell] = []
    shared = _shared(table)
    for side in table.sides:
        makers = [_Maker(table, column, own) for column in side.columns]
        for row in side.rows:
            cells = table.grid.rows[row.index]
            for maker in makers:
                index = maker.column.index
                text = cells[index] if index < len(cells) else ""
                if (row.index, index) in shared or row.index in table.grid.loose:
                    unread.append((row.index, index))
                elif found := number(text):
                    figures[row.index, index] = maker.figure(row, text, found)
                elif says_nil(text):
                    nil.append((row.index, index))
                else:
                    unread.append((row.index, index))
        if own.government:
            for maker in makers:
                _whole_numbers(figures, table, maker.column.index)
    return figures, nil, unread


FEWEST_WHOLE = 5  # numbers of a column that show in what it is kept


def _whole_numbers(figures: dict[Cell, Figure], table: Table, column: int) -> None:
    """A column in which every number ends in .00 is kept in whole numbers: what is written behind the point is form."""
    found = {key: f for key, f in figures.items() if key[1] == column and f.type == "money" and f.printed.digits}
    if len(found) >= FEWEST_WHOLE and all(f.value.endswith(".00") for f in found.values()):
        for key, figure in found.items():
            figures[key] = figure._replace(printed=Printed(figure.printed.digits // 100, figure.printed.exponent + 2))


def _shared(table: Table) -> set[tuple[int, int]]:
    """The cells of numbers that are drawn over several labelled rows: nobody can say which row they are of, or whether
    they are several numbers that lost their rules."""
    labelled = {row.index for side in table.sides for row in side.rows if row.label}
    return {
        (r + i, c)
        for (r, c), (height, _) in table.grid.spans.items()
        if height > 1 and r >= table.header_rows and number(table.grid.rows[r][c])
        and any(r + i in labelled for i in range(1, height))
        for i in range(height)
    }  # fmt: skip


class _Maker:
    """Makes the figures of one column; what they have in common is worked out once."""

    def __init__(self, table: Table, column: Column, own: Own) -> None:
        self.table, self.column, self._lexicon = table, column, own.lexicon
        self.name = column.name or None
        self.unit = column.unit or table.unit
        self.exponent = column_scale(column, table.unit)
        self.address = table.addresses[column.index]
        self.sources = {s: self.address.sources._replace(subject=s) for s in (Source.TABLE, Source.ASSUMED)}

    def figure(self, row: Row, text: str, found: CellNumber) -> Figure:
        printed, own = found.printed, found.unit
        type_ = "percent" if found.percent else "count" if _COUNT_ROW.search(row.label) else self.column.type
        if own:
            type_ = "money" if own.endswith("元") else "count"
        money = type_ == "money"
        exponent = scale(own) if own else self.exponent
        return Figure(
            key=(self.table.block, row.index, self.column.index),
            printed=Printed(printed.digits, printed.exponent + exponent) if money else printed,
            type=type_,
            quote=text.strip(),
            unit=own or (self.unit if money else "%" if type_ == "percent" else ""),
            value=format(printed.decimal(), "f"),
            address=self._address(row),
            place=self.table.grid.cell_place(row.index, self.column.index),
            table=self.table.title or None,
            row=row.label or None,
            column=self.name,
        )

    def _address(self, row: Row) -> Address:
        indicator = self._lexicon.indicator(row.label)
        known = row.code or (indicator.id if indicator else "")
        sources = self.sources[Source.TABLE if known else Source.ASSUMED]
        return self.address._replace(subject=row.name, id=known, sources=sources)
