"""One page: its lines of text and its grids, with what nobody sees left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from reconcile.document import Box
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.chars import TextPage
from reconcile.readers.pdf.columns import read_columns
from reconcile.readers.pdf.drawn import Char, Rule
from reconcile.readers.pdf.fields import field_chars
from reconcile.readers.pdf.geometry import Frame
from reconcile.readers.pdf.grid import Layout, RawGrid, drawings, layouts, make_grid
from reconcile.readers.pdf.indents import set_in
from reconcile.readers.pdf.lines import Line, rows
from reconcile.readers.pdf.numbering import without_page_number
from reconcile.readers.pdf.openings import HIGH, open_sides, white_columns
from reconcile.readers.pdf.pictures import covered
from reconcile.readers.pdf.rules import RuleFinder
from reconcile.readers.pdf.spill import take_back
from reconcile.readers.pdf.stacks import split_stacked_rows
from reconcile.tuples import NamedTuple

ENOUGH_FILLS = 24  # edges of filled rectangles: six cells
FINER = 1.5  # a grid must have so many times the cells to be believed over the drawn lines
SAME_BOX = 4.0  # points
SAME_SPOT = 0.5  # of a character's width stands on the one before
ARTICLE = 60  # characters in each cell of a single row: columns of an article
OVERPRINTED = 3  # characters that stand on others: something there is not seen


class Source(NamedTuple):
    """What any backend gives for one page: characters and rules in points from the top left corner."""

    chars: list[Char]
    lines: list[Rule]
    fills: list[Rule]
    white_fills: list[Rule]
    frame: Frame
    shown: Frame  # the frame in which viewers show the page; another one where only the text is turned
    picture: float = 0.0  # the share of the page that pictures cover
    drawn: int = 0  # how many paths
    cut: bool = False
    invisible: bool = False
    overflow: bool = False
    borrowed: bool = False  # ideographs are of a font that is not in the file
    unseen: str = ""  # what is white on white or covered
    watermark: str = ""  # what stands pale behind the text
    pictures: tuple[Box, ...] = ()
    lost: int = 0  # drawings of an OFD page that are used and cannot be read


@dataclass(frozen=True, slots=True)
class Page:
    number: int  # from 1
    source: Source  # without its characters and rules
    count: int  # of characters
    lines: tuple[Line, ...]
    grids: tuple[RawGrid, ...]
    doubtful: bool  # some lines may stand in columns that are not certain


class PageReader:
    """Reads the pages of one open pdfium document."""

    def __init__(self, document: int, form: int = 0) -> None:
        self._document = document
        self._form = form  # the environment of the document's form; 0 if it has none
        self._box = pdfium.floats(4)

    def source(self, index: int, careful: bool = False) -> Source | None:
        """The page's characters and rules; None if pdfium cannot load it."""
        page = pdfium.load_page(self._document, index)
        if not page:
            return None
        text = TextPage(page)
        try:
            return self._read(page, text, careful)
        finally:
            text.close()
            pdfium.close_page(page)

    def _read(self, page: int, text: TextPage, careful: bool) -> Source:
        pdfium.page_box(page, self._box.address)
        left, top, right, bottom = self._box.values(4)
        shown = Frame(left, bottom, right, top, pdfium.page_rotation(page) % 4 * 90)
        turn = text.quarter_turn()
        frame = shown if turn is None else shown._replace(rotation=turn)
        finder = RuleFinder(frame.matrix())
        finder.read(page)
        found = text.chars(frame, finder.scene, careful or finder.hidden, finder.borrowed)
        looked = careful or found.cut or finder.hidden
        if not looked and finder.clipped and overprinted(found.chars) >= OVERPRINTED:
            found = text.chars(frame, finder.scene, True, finder.borrowed)
        filled = list(field_chars(page, self._form, frame.matrix())) if self._form else []
        return Source(
            found.chars + filled,
            finder.lines,
            finder.fills,
            finder.white_fills,
            frame,
            shown,
            covered(finder.pictures, frame.width, frame.height),
            finder.paths,
            found.cut,
            found.invisible,
            finder.overflow or text.overflow,
            found.borrowed,
            found.unseen,
            found.watermark,
            tuple(finder.pictures),
        )


def overprinted(chars: list[Char]) -> int:
    """How many characters stand on another one of the same baseline."""
    ordered = sorted([(round(base), x0, x1, text) for x0, _, x1, _, text, base, _ in chars])
    return sum(
        min(p[2], c[2]) - c[1] > SAME_SPOT * (c[2] - c[1] + 1)
        for p, c in pairwise(ordered)
        if p[2] > c[1] and p[0] == c[0] and p[3] != c[3]
    )


def lay_out(source: Source, number: int) -> Page:
    """Lines and grids of one page."""
    source = source._replace(chars=without_page_number(source.chars, source.frame))
    grids = page_grids(source)
    used = set().union(*(g.used for g in grids))
    chars = [c for i, c in enumerate(source.chars) if i not in used] if used else source.chars
    bare = source._replace(chars=[], lines=[], fills=[], white_fills=[], pictures=())
    lines, doubtful = read_columns(list(rows(chars)))
    return Page(number, bare, len(source.chars), lines, tuple(grids), doubtful)


def page_grids(source: Source) -> list[RawGrid]:
    """The tables: from drawn rules, with open sides closed, and from edges of fills where they give more."""
    chars, rules = source.chars, source.lines
    found = drawings(rules)
    shapes = layouts(found)
    implied = open_sides(found) or white_columns(rules, chars)
    if implied:
        rules = [*rules, *implied]
        closed = layouts(drawings(rules))
        if _fields(closed) > _fields(shapes):
            shapes = closed
    drawn = list(shapes)
    if len(source.fills) >= ENOUGH_FILLS:
        shapes = _with_fills(shapes, layouts(drawings([*rules, *source.fills])))
    if len(source.fills) + len(source.white_fills) >= ENOUGH_FILLS and source.white_fills:
        filled = layouts(drawings([*rules, *source.fills, *source.white_fills]))
        shapes = _with_white(shapes, [shape for shape in filled if _is_table(shape, source)], drawn)
    grids = [make_grid(shape, chars) for shape in shapes]
    grids = [g for g in grids if any(c.text for c in g.cells) and not _holds_columns(g, chars)]
    return [set_in(take_back(split_stacked_rows(g, chars)), chars) for g in grids]


def _holds_columns(grid: RawGrid, chars: list[Char]) -> bool:
    """Whether a frame with rules between its columns holds an article and no table."""
    texts = [c.text for c in grid.cells if c.text]
    if len(grid.ys) != 2 or not all(len(text) >= ARTICLE and "。" in text for text in texts):
        return False
    lines, _ = read_columns(list(rows([chars[i] for i in sorted(grid.used)])))
    return len(texts) > 1 and len({line.column for line in lines if line.column}) == len(texts)


def _is_table(shape: Layout, source: Source) -> bool:
    """Whether white cells are more than the ground of some lines of text: among coloured ones, or parted by rules."""
    upright = [r for r in source.lines if r.x0 == r.x1 and r.y1 - r.y0 > HIGH]
    return any(_overlap(shape.box, rule) for rule in (*upright, *source.fills))


def _with_fills(drawn: list[Layout], filled: list[Layout]) -> list[Layout]:
    """The layouts with those from filled cells that are finer than a drawn one of the same size, or stand alone."""
    kept = list(drawn)
    for shape in filled:
        touched = [d for d in drawn if _overlap(d.box, shape.box)]
        if len(shape.xs) < 3 or len(shape.ys) < 3 or len(touched) > 1:
            continue
        if not touched:
            kept.append(shape)
        elif _same_box(touched[0].box, shape.box) and shape.fields > FINER * touched[0].fields:
            kept[kept.index(touched[0])] = shape
    return sorted(kept, key=lambda shape: shape.ys[0])


def _with_white(found: list[Layout], filled: list[Layout], drawn: list[Layout]) -> list[Layout]:
    """The layouts with those that white cells complete: alone, or around coloured rows, but over nothing drawn."""
    kept = list(found)
    for shape in filled:
        touched = [f for f in found if _overlap(f.box, shape.box)]
        if len(shape.xs) < 3 or len(shape.ys) < 3 or any(t in drawn or not _within(t.box, shape.box) for t in touched):
            continue
        if shape.fields > FINER * _fields(touched):
            kept = [k for k in kept if k not in touched] + [shape]
    return sorted(kept, key=lambda shape: shape.ys[0])


def _within(a: Box, b: Box) -> bool:
    return a[0] > b[0] - SAME_BOX and a[1] > b[1] - SAME_BOX and a[2] < b[2] + SAME_BOX and a[3] < b[3] + SAME_BOX


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _same_box(a: Box, b: Box) -> bool:
    return all(abs(p - q) < SAME_BOX for p, q in zip(a, b, strict=True))


def _fields(shapes: list[Layout]) -> int:
    return sum(shape.fields for shape in shapes)
