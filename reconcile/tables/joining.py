"""Grids that are one table: cut by a blank line or a page, with or without the header printed again."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Document, Grid, Paragraph
from reconcile.lexicon import Lexicon
from reconcile.tuples import NamedTuple

from .cells import fold, number
from .header import header_end
from .stub import is_total
from .title import Heading, heading_before, heading_in_rows, is_side_line, note_after, title_text, without_mark


class Piece(NamedTuple):
    """A table's grid, whole, with what the words around it say."""

    block: int
    grid: Grid
    heading: Heading
    note: str


def pieces(document: Document, lexicon: Lexicon) -> Iterator[Piece]:
    """The tables of the document with their headings; grids that continue one are joined to it."""
    current: Piece | None = None
    end = -1  # the block after the grids that are in ``current``
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Grid) or not block.width:
            continue
        block = squared(block)
        found = _heading(document, index, block, lexicon)
        skip = _rows_to_skip(document, current, block, end, index, found, lexicon) if current else None
        if current and skip is not None:
            current = current._replace(
                grid=joined(current.grid, block, skip),
                note=current.note or note_after(document.blocks, index, current.heading.title, lexicon),
            )
        else:
            if current:
                yield current
            current = Piece(index, block, found, note_after(document.blocks, index, found.title, lexicon))
        end = index + 1
    if current:
        yield current


def squared(grid: Grid) -> Grid:
    """The grid with rows of one length and spans that stay inside it."""
    width, height = grid.width, len(grid.rows)
    spans = {
        (r, c): (min(h, height - r), min(w, width - c))
        for (r, c), (h, w) in grid.spans.items()
        if r < height and c < width
    }
    if spans == grid.spans and all(len(r) == width for r in grid.rows):
        return grid
    return grid._replace(rows=tuple((*r, *[""] * (width - len(r))) for r in grid.rows), spans=spans)


def _heading(document: Document, index: int, grid: Grid, lexicon: Lexicon) -> Heading:
    inside = heading_in_rows(grid, lexicon)
    before = heading_before(document.blocks, index, lexicon)
    caption = title_text(grid.caption) if "表" in grid.caption and len(fold(grid.caption)) > 4 else ""
    if inside.title:
        return inside._replace(unit=inside.unit or before.unit, rated=inside.rated or before.rated)
    title, block = (before.title, before.block) if before.title else (caption, None)
    return Heading(title, block, inside.unit or before.unit, inside.rows, inside.rated or before.rated)


def _rows_to_skip(
    document: Document, current: Piece, grid: Grid, end: int, index: int, heading: Heading, lexicon: Lexicon
) -> int | None:
    """How many rows of ``grid`` repeat the header of the table that it continues; None where it is its own table."""
    if grid.width != current.grid.width or (heading.unit and heading.unit != (current.heading.unit or heading.unit)):
        return None
    between = [b.text for b in document.blocks[end:index] if isinstance(b, Paragraph)]
    own, start = heading.rows, current.heading.rows
    inside = [c for row in grid.rows[:own] for c in row if fold(c)]
    goes_on = any(without_mark(text)[1] for text in (*between, *inside))
    title = _plain(current.heading.title)
    if heading.title and _plain(heading.title) != title and (heading.block is None or heading.block >= end):
        return None
    if not all(is_side_line(rest := without_mark(text)[0]) or _plain(title_text(rest)) == title for text in between):
        return None
    header = [tuple(fold(c) for c in r) for r in current.grid.rows[start : header_end(current.grid, start, lexicon)]]
    first = [tuple(fold(c) for c in r) for r in grid.rows[own : own + len(header)]]
    if header and first == header:
        titled = heading.title and (heading.rows or (heading.block is not None and heading.block >= end))
        return None if titled and not goes_on and _begins(grid, own + len(header)) else own + len(header)
    return own if _starts_with_data(grid, own) and (goes_on or not own) else None


def _plain(title: str) -> str:
    return fold(without_mark(title)[0])


def _begins(grid: Grid, row: int) -> bool:
    """Whether a list begins in this row, rather than going on."""
    cells = [fold(c) for c in grid.rows[row]] if row < len(grid.rows) else []
    return any(c.startswith(("一、", "(一)", "1.", "1、")) or is_total(c) for c in cells)


def _starts_with_data(grid: Grid, row: int) -> bool:
    return row < len(grid.rows) and any(number(c) for c in grid.rows[row])


def joined(first: Grid, second: Grid, skip: int) -> Grid:
    """The rows of ``second`` from ``skip`` on below those of ``first``."""
    shift = len(first.rows) - skip
    moved = {(r + shift, c): s for (r, c), s in second.spans.items() if r >= skip}
    places = {(r, c): first.cell_place(r, c) for r in range(len(first.rows)) for c in range(len(first.rows[r]))}
    places |= {
        (r + shift, c): second.cell_place(r, c)
        for r in range(skip, len(second.rows))
        for c in range(len(second.rows[r]))
    }
    return first._replace(
        rows=(*first.rows, *second.rows[skip:]),
        spans={**first.spans, **moved},
        places=places,
        pages=tuple(dict.fromkeys((*first.pages, *second.pages))),
        loose=first.loose | {r + shift for r in second.loose if r >= skip},
    )
