"""Pages to blocks: lines and tables in the order in which they stand, joined over page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from reconcile.document import Block
from reconcile.readers.pdf.furniture import body_lines
from reconcile.readers.pdf.geometry import Matrix, invert, multiply
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
        heights = accumulate((line.box[1] for line in body), max)  # a right column comes after its left one
        items: list[tuple[float, Line | None, int]] = [(y, line, 0) for y, line in zip(heights, body, strict=True)]
        items += [(grid.ys[0], None, k) for k, grid in enumerate(page.grids)]
        start = len(flow)
        for _, line, k in sorted(items, key=lambda item: item[0]):
            if line is not None:
                flow.append(Placed(line, page.number, numbers[id(line)], turn))
                continue
            above = tuple(p.line.text for p in flow[start:] if isinstance(p, Placed))
            piece = Piece(page.grids[k], page.number, turn, above)
            before = flow[start - 1] if start else None
            first = all(isinstance(p, Placed) for p in flow[start:])
            if first and isinstance(before, Table) and before.takes(piece):
                before.add(piece)
                del flow[start:]  # the title and unit, repeated
            else:
                flow.append(Table(piece))
    return flow


def turn_of(source: Source) -> Matrix | None:
    """From the frame in which the text stands upright to the page as viewers show it; None where they are the same."""
    if source.frame == source.shown:
        return None
    return multiply(invert(source.frame.matrix()), source.shown.matrix())
