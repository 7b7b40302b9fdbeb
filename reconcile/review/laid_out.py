"""Where the words and cells of a Word file stand on the pages that LibreOffice made of it.

The laid out PDF is read as any PDF is; the words around a place, without blanks, are looked for in it, from the place
of the paragraph before onwards. What is not found again has no box: the text view still shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from reconcile.document import Box, Document, Grid, Paragraph
from reconcile.findings import Evidence
from reconcile.limits import DEFAULT
from reconcile.readers import read_bytes
from reconcile.reports.quoting import span_of

AROUND = (40, 16, 6, 0)  # characters on each side that are looked for with the place, tried in turn
Boxes = dict[int, list[Box]]


class Squeezed:
    """The paragraphs of a document without blanks, joined; each character knows its paragraph and offset."""

    def __init__(self, document: Document) -> None:
        pieces: list[str] = []
        self.spots: list[tuple[int, int]] = []  # of each character: block, offset
        self.starts: dict[int, int] = {}  # of each block: its first character
        for number, block in enumerate(document.blocks):
            self.starts[number] = len(self.spots)
            if isinstance(block, Paragraph):
                kept = [(c, (number, offset)) for offset, c in enumerate(block.text) if not c.isspace()]
                pieces += [c for c, _ in kept]
                self.spots += [spot for _, spot in kept]
        self.text = "".join(pieces)

    def span(self, block: int, start: int, end: int) -> tuple[int, int]:
        """The stretch of the joined text that is a stretch of this block."""
        return bisect_right(self.spots, (block, start - 1)), bisect_right(self.spots, (block, end - 1))


class LaidOut:
    def __init__(self, source: Document, made: bytes) -> None:
        self.source = source
        self.pages = read_bytes(made, "排版.pdf", DEFAULT)
        self._from, self._to = Squeezed(source), Squeezed(self.pages)
        self._grids = pairs(source, self.pages)

    def boxes(self, evidence: Evidence) -> Boxes:
        """The boxes of the evidence on the pages, {} where it is not found again."""
        if evidence.cell is not None:
            return self._cell(evidence)
        span = span_of(self.source, evidence)
        if span is None or evidence.block is None:
            return {}
        return self._words(*self._from.span(evidence.block, *span))

    def _words(self, low: int, high: int) -> Boxes:
        if low >= high:
            return {}
        share = low / max(len(self._from.text), 1)
        for around in AROUND:
            before = max(low - around, 0)
            wanted = self._from.text[before : high + around]
            found = nearest(self._to.text, wanted, int(share * len(self._to.text)))
            if found is not None:
                first = found + low - before
                return self._places(first, first + high - low)
        return {}

    def _places(self, low: int, high: int) -> Boxes:
        found: Boxes = {}
        by_block: dict[int, list[int]] = {}
        for block, offset in self._to.spots[low:high]:
            by_block.setdefault(block, []).append(offset)
        for block, offsets in by_block.items():
            paragraph = self.pages.blocks[block]
            assert isinstance(paragraph, Paragraph)
            for place in paragraph.places(offsets[0], offsets[-1] + 1):
                if place.page is not None and place.box is not None:
                    found.setdefault(place.page, []).append(place.box)
        return found

    def _cell(self, evidence: Evidence) -> Boxes:
        assert evidence.cell is not None
        source = self.source.blocks[evidence.block] if evidence.block is not None else None
        row, column = evidence.cell
        for target in self._grids.get(evidence.block or 0, ()) if isinstance(source, Grid) else ():
            assert isinstance(source, Grid)
            wanted = [squeeze(c) for c in source.rows[row]]
            for number, cells in enumerate(target.rows):
                if [squeeze(c) for c in cells] == wanted:
                    place = target.cell_place(number, column)
                    return {place.page: [place.box]} if place.page and place.box else {}
        return {}


def pairs(source: Document, pages: Document) -> Mapping[int, list[Grid]]:
    """For each table of the source the tables on the pages that share rows with it, most first: a page break cuts
    tables, and headings are repeated."""
    rows = [(g, {tuple(map(squeeze, r)) for r in g.rows}) for g in pages.grids]
    found = {}
    for number, block in enumerate(source.blocks):
        if isinstance(block, Grid):
            own = {tuple(map(squeeze, r)) for r in block.rows}
            shared = [(len(own & theirs), g) for g, theirs in rows if own & theirs]
            found[number] = [g for _, g in sorted(shared, key=lambda s: -s[0])]
    return found


def nearest(text: str, wanted: str, near: int) -> int | None:
    """Where the words stand, nearest to where they are expected."""
    before, after = text.rfind(wanted, 0, near + len(wanted)), text.find(wanted, near)
    found = [p for p in (before, after) if p >= 0]
    return min(found, key=lambda p: abs(p - near)) if found else None


def squeeze(text: str) -> str:
    return "".join(text.split())
