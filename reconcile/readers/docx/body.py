"""The blocks of a Word document in order: paragraphs with their numbers and levels, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from reconcile.document import Block, Grid, Paragraph, Place, Segment
from reconcile.patterns import compiled
from reconcile.readers.cells import Laid, goes_on_below, is_data, joined_cell, sections, together
from reconcile.readers.docx.numbering import Numbering
from reconcile.readers.docx.runs import MC, alternative, raw_text, runs
from reconcile.readers.docx.styles import Styles, W, number, outline_level, value
from reconcile.readers.docx.tables import lay_out
from reconcile.readers.joining import cut_off, goes_on, joined
from reconcile.tuples import NamedTuple

_THROUGH = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "footnote", "endnote")
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOX = W + "txbxContent"


class Line(NamedTuple):
    """A stretch of a paragraph between two line breaks, without the white space around it."""

    text: str
    part: str
    level: int = 0
    label: str = ""  # the automatic number before it
    broken: bool = False  # only a line break parts it from the line before
    glued: bool = False  # the paragraph mark before it is deleted
    indented: bool = False


class Body:
    """One part of the package, walked once in order (automatic numbers count as it goes)."""

    def __init__(
        self, root: etree._Element, name: str, path: str, styles: Styles, numbering: Numbering,
        chunk: Callable[[str], Sequence[Block]] = lambda identity: (),
    ) -> None:  # fmt: skip
        self._name = name
        self._path = path
        self._styles = styles
        self._numbering = numbering
        self._chunk = chunk  # the blocks of a file that is taken in, by its relation
        self._index = {p: i for i, p in enumerate(root.iter(W + "p"))}

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """The blocks under ``element``, lines joined into paragraphs and tables that go on into one."""
        yield from _joined(self._walk(element))

    def _walk(self, element: etree._Element) -> Iterator[Line | Grid]:
        glued = False
        for child in element:
            if child.tag == W + "p":
                found = list(self._paragraph(child, glued))
                yield from found
                glued = _mark_is_deleted(child) and (glued or bool(found))
                for box in _boxes(child):
                    yield from self._walk(box)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "altChunk":
                for block in self._chunk(child.get(_RELATION, "")):
                    yield block if isinstance(block, Grid) else Line(block.text, self._name, block.level)
            elif child.tag in _THROUGH:
                yield from self._walk(child)
            elif child.tag == MC + "AlternateContent" and (branch := alternative(child)) is not None:
                yield from self._walk(branch)

    def _part(self, paragraph: etree._Element, offset: int | None = None) -> str:
        where = f"{self._name}#p{self._index[paragraph]}"
        return where if offset is None else f"{where}+{offset}"

    def _paragraph(self, paragraph: etree._Element, glued: bool) -> Iterator[Line]:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle")
        raw = raw_text(runs(paragraph, self._styles))
        if not raw and _mark_is_deleted(paragraph):
            return
        label = self._numbering.label(properties, style)
        outline = value(properties, "outlineLvl")
        level = self._styles.level(style) if outline is None else outline_level(outline)
        indented = raw[:1] in ("\u3000", "\u2003") or _first_line_is_set_in(properties)
        start = 0
        first = True
        for stretch in raw.split("\n"):
            text = stretch.strip()
            if text:
                offset = start + len(stretch) - len(stretch.lstrip())
                set_in = indented if first else stretch[:1] in ("\u3000", "\u2003")
                yield Line(text, self._part(paragraph, offset), level, label, not first, glued and first, set_in)
                label, first = "", False
            start += len(stretch) + 1

    def _table(self, table: etree._Element) -> Iterator[Line | Grid]:
        """A Grid with its title lines and notes as text around it; what only lays out a page as what it holds.

        Every cell is walked once, so that numbers are counted once and nesting costs no more than its size.
        """
        held: list[list[Line | Grid]] = []

        def text(cell: etree._Element) -> str:
            found = list(self._walk(cell))
            held.append(found)
            return joined_cell([line.label + line.text for line in found if isinstance(line, Line)])

        laid, cells = lay_out(table, self._path, text)
        if not is_data(laid.rows, nested=any(isinstance(block, Grid) for found in held for block in found)):
            yield from (block for found in held for block in found)
            return
        places = [Place(part=self._cell_part(cell)) for cell in cells]
        for found in sections(laid.rows, laid.spans):
            yield from _row_lines(laid, found.above, places)
            cut = laid.cut(found.table)
            inside = {where: places[origin] for where, origin in cut.origins.items()}
            place = next(iter(inside.values()), Place())
            yield Grid(tuple(map(tuple, cut.rows)), spans=cut.spans, places=inside, place=place)
            yield from _row_lines(laid, found.below, places)
        yield from (block for blocks in held for block in blocks if isinstance(block, Grid))

    def _cell_part(self, cell: etree._Element) -> str:
        paragraph = next(cell.iter(W + "p"), None)
        return self._name if paragraph is None else self._part(paragraph)


def _row_lines(laid: Laid, numbers: range, places: Sequence[Place]) -> Iterator[Line]:
    for r in numbers:
        yield from (Line(text, places[laid.origins[r, c]].part) for c, text in enumerate(laid.rows[r]) if text)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes anchored in a paragraph, each once, outermost only."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag == MC + "AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from _boxes(branch)
        elif child.tag not in (W + "del", W + "moveFrom"):
            yield from _boxes(child)


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end is deleted, so that it runs on into the next one."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _first_line_is_set_in(properties: etree._Element | None) -> bool:
    indent = None if properties is None else properties.find(W + "ind")
    if indent is None:
        return False
    return any(number(indent.get(W + name), 0) > 0 for name in ("firstLine", "firstLineChars"))


def _joined(lines: Iterator[Line | Grid]) -> Iterator[Block]:
    """Lines as paragraphs, and tables with nothing between them that go on as one."""
    text, segments, last = "", [], None
    grid: Grid | None = None
    for line in lines:
        if isinstance(line, Grid):
            if last is not None:
                yield Paragraph(text, tuple(segments), last.level)
                last = None
            if grid is not None and goes_on_below(grid, line):
                grid = together(grid, line)
                continue
            if grid is not None:
                yield grid
            grid = line
            continue
        if grid is not None:
            yield grid
            grid = None
        if last is not None and _continues(text, last, line):
            longer = text + line.text if line.glued else joined(text, line.text)
            segments.append(Segment(len(longer) - len(line.text), Place(part=line.part)))
            text = longer
            continue
        if last is not None:
            yield Paragraph(text, tuple(segments), last.level)
        text, segments, last = line.label + line.text, _segments(line), line
    if last is not None:
        yield Paragraph(text, tuple(segments), last.level)
    if grid is not None:
        yield grid


def _segments(line: Line) -> list[Segment]:
    """The segment of the text, after one of the automatic number that stands in no run."""
    text = Segment(len(line.label), Place(part=line.part))
    return [Segment(0, Place(part=compiled(r"\+\d+$").sub("", line.part))), text] if line.label else [text]


def _continues(text: str, last: Line, line: Line) -> bool:
    if line.glued:
        return True
    if line.label or line.level != last.level or line.level:
        return False
    if line.broken:
        return goes_on(text, line.text, blank=False, indented=line.indented)
    return cut_off(text, line.text)
