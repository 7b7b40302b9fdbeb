"""Pages to blocks: lines and tables in the order in which they stand, joined over page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reconcile.document import Block
from reconcile.readers.pdf.furniture import body_lines
from reconcile.readers.pdf.geometry import Matrix, invert, multiply
from reconcile.readers.pdf.grid import RawGrid
from reconcile.readers.pdf.joining import Piece, Table
from reconcile.readers.pdf.lines import Line
from reconcile.readers.pdf.page import Page, Source
from reconcile.readers.pdf.paragraphs import Placed, margins, paragraphs


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Paragraphs and tables in reading order."""
    bodies = body_lines(pages)
    found = margins([(page.source.frame.width, body) for page, body in zip(pages, bodies, strict=True)])
    edges = {page.number: edge for page, edge in zip(pages, found, strict=True)}
    for is_table, run in groupby(_flow(pages, bodies), lambda item: isinstance(item, Table)):
        if is_table:
            yield from (item.grid() for item in run if isinstance(item, Table))
        else:
            yield from paragraphs([item for item in run if isinstance(item, Placed)], edges)


def _flow(pages: Sequence[Page], bodies: Sequence[tuple[Line, ...]]) -> list[Placed | Table]:
    """Lines and whole tables in the order in which they stand."""
    flow: list[Placed | Table] = []
    for page, body in zip(pages, bodies, strict=True):
        turn = turn_of(page.source)
        numbers = {id(line): number for number, line in enumerate(body, 1)}
        start = len(flow)
        for item in _in_order(body, page.grids):
            if isinstance(item, Line):
                flow.append(Placed(item, page.number, numbers[id(item)], turn))
                continue
            above = tuple(p.line.text for p in flow[start:] if isinstance(p, Placed))
            piece = Piece(item, page.number, turn, above)
            before = flow[start - 1] if start else None
            first = all(isinstance(p, Placed) for p in flow[start:])
            if first and isinstance(before, Table) and before.takes(piece):
                before.add(piece)
                del flow[start:]  # the title and unit, repeated
            else:
                flow.append(Table(piece))
    return flow


def _in_order(body: Sequence[Line], grids: Sequence[RawGrid]) -> Iterator[Line | RawGrid]:
    """The lines, each table before the first of those that stand below its top and, on pages of columns, in its own."""
    slots: dict[int, list[RawGrid]] = {}
    for grid in sorted(grids, key=lambda grid: grid.ys[0]):
        below = (k for k, line in enumerate(body) if line.box[1] > grid.ys[0] and _in_column(grid, line))
        slots.setdefault(next(below, len(body)), []).append(grid)
    for k, line in enumerate(body):
        yield from slots.get(k, ())
        yield line
    yield from slots.get(len(body), ())


def _in_column(grid: RawGrid, line: Line) -> bool:
    left, right = line.column or (grid.xs[0], grid.xs[-1])
    return left < grid.xs[-1] and grid.xs[0] < right


def turn_of(source: Source) -> Matrix | None:
    """From the frame in which the text stands upright to the page as viewers show it; None where they are the same."""
    if source.frame == source.shown:
        return None
    return multiply(invert(source.frame.matrix()), source.shown.matrix())
