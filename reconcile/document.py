"""What a reader hands over: blocks in reading order, each with its exact place in the source.

A `Document` is a title page, headings, paragraphs and grids as they follow each other. Paragraphs are joined over line
and page breaks; `Segment`s say which stretch of a paragraph stood where, so that every number can be shown in the
source. A `Grid` is a table as drawn: rows of cell texts and spans, nothing understood yet.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from reconcile.tuples import EMPTY, NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's top left corner


class Place(NamedTuple):
    """Where something stands: page and line count from 1, None where the format has none."""

    page: int | None = None
    line: int | None = None
    box: Box | None = None
    part: str = ""  # the format's own address: a sheet and cell, a paragraph path, a file of a bundle


class Segment(NamedTuple):
    """A stretch of a paragraph's text that stands in one place, from ``start`` to the next segment's start."""

    start: int
    place: Place = Place()
    edges: Sequence[float] = ()  # x of each character's left edge and of the last one's right edge, in points


class Paragraph(NamedTuple):
    """One paragraph or heading. ``level`` is 0 for body text, 1 and up for a heading that the format marks as such."""

    text: str
    segments: tuple[Segment, ...] = (Segment(0),)
    level: int = 0

    def segment(self, offset: int) -> Segment:
        """The segment that the character at ``offset`` belongs to."""
        return self.segments[max(0, bisect_right(self.segments, offset, key=lambda s: s.start) - 1)]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the stretch; its box covers what of it stands in the first segment."""
        first = self.segment(start)
        place = first.place
        if first.edges and place.box:
            _, top, _, bottom = place.box
            last = len(first.edges) - 1
            stop = start + 1 if end is None else end
            left = first.edges[min(start - first.start, last)]
            right = first.edges[min(max(stop - first.start, 0), last)]
            return place._replace(box=(left, top, right, bottom))
        return place

    def places(self, start: int, end: int) -> Iterator[Place]:
        """The places of the stretch, one for each segment that it touches."""
        for index, segment in enumerate(self.segments):
            stop = self.segments[index + 1].start if index + 1 < len(self.segments) else len(self.text)
            low, high = max(start, segment.start), min(end, stop)
            if low < high:
                yield self.place(low, high)


class Grid(NamedTuple):
    """A table as drawn. A merged cell's text stands in its top left cell; covered cells are ``""``.

    ``spans`` maps (row, column) to (rows, columns) for merged cells only; ``places`` maps (row, column) to the cell's
    place where the reader knows it; ``place`` is the table's own. ``caption`` is for formats that tie a title to the
    table (a sheet's name); elsewhere titles are found among the paragraphs before. ``loose`` are the rows with another
    number of cells than the head, of which nobody can say which column they stand in.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: Mapping[tuple[int, int], tuple[int, int]] = EMPTY
    places: Mapping[tuple[int, int], Place] = EMPTY
    place: Place = Place()
    pages: tuple[int, ...] = ()
    caption: str = ""
    loose: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return max((len(r) for r in self.rows), default=0)

    def cell_place(self, row: int, column: int) -> Place:
        return self.places.get((row, column), self.place)


Block = Paragraph | Grid


Level = Literal["info", "warning", "error"]
Unread = Literal["", "document", "page", "table", "text", "object", "member", "check"]


class Notice(NamedTuple):
    """Something the reader of a report must know: a page without text, a hidden sheet, a limit that was reached.

    ``unread`` names what belongs to the document and could not be read or checked: the whole, a page, a table, some of
    the text, an embedded object, a member of a bundle, or a check that failed. A document with such a notice is
    incomplete, whatever was found in the rest; "" for a notice that leaves nothing out.
    """

    level: Level
    message: str
    page: int | None = None
    unread: Unread = ""


class _Document(NamedTuple):
    path: str
    format: str
    blocks: tuple[Block, ...]
    sha256: str = ""
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    recognised: frozenset[int] = frozenset()  # pages read from pictures, where a mark may be another than is printed


class Document(_Document):
    """One document as read. ``path`` is as the caller gave it; ``sha256`` is of the bytes."""

    def __repr__(self) -> str:
        return f"<Document {self.path}: {self.format}, {len(self.paragraphs)} paragraphs, {len(self.grids)} tables>"

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Grid))
