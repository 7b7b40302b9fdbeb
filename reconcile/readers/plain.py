"""A document as read, with plain characters only; every offset still leads to its place in the source."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.characters import NOTHING, ODD, plain
from reconcile.document import Block, Document, Grid, Paragraph, Place, Segment
from reconcile.patterns import lazy

_RAW_OFFSET = lazy(r"(?<=#p)(\d+)\+(\d+)$")  # of a Word paragraph's raw text


def plainly(document: Document) -> Document:
    """The document itself where it has plain characters already."""
    blocks = tuple(map(_block, document.blocks))
    return (
        document
        if all(a is b for a, b in zip(blocks, document.blocks, strict=True))
        else document._replace(blocks=blocks)
    )


def _block(block: Block) -> Block:
    if isinstance(block, Grid):
        odd = any(ODD.search("".join(row)) for row in block.rows)
        return block._replace(rows=tuple(tuple(map(plain, row)) for row in block.rows)) if odd else block
    if not ODD.search(block.text):
        return block
    gone = [m.start() for m in NOTHING.finditer(block.text)]
    return Paragraph(plain(block.text), tuple(_segments(block, gone)) if gone else block.segments, block.level)


def _segments(paragraph: Paragraph, gone: list[int]) -> Iterator[Segment]:
    """The segments, cut where characters went out of the text: within each, text and source run in step."""
    taken = 0  # characters gone before
    for index, segment in enumerate(paragraph.segments):
        end = paragraph.segments[index + 1].start if index + 1 < len(paragraph.segments) else len(paragraph.text)
        inside = [at for at in gone if segment.start <= at < end]
        for start, stop in zip([segment.start, *(at + 1 for at in inside)], [*inside, end], strict=True):
            if start < stop or not inside:
                by = start - segment.start
                yield Segment(start - taken, _moved(segment.place, by), segment.edges[by:])
            taken += stop in inside


def _moved(place: Place, by: int) -> Place:
    if not by or "+" not in place.part:
        return place
    return place._replace(part=_RAW_OFFSET.sub(lambda m: f"{m[1]}+{int(m[2]) + by}", place.part))
