"""One page of an OFD file as any page: its characters and rules, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from reconcile.readers.ofd.colours import Style
from reconcile.readers.ofd.container import Element, Sheet, children, local, numbers, text_of
from reconcile.readers.ofd.paths import subpaths
from reconcile.readers.ofd.text import angle_of, chars_of
from reconcile.readers.pdf.canvas import (
    LETTER,
    MOST_OBJECTS,
    MOST_SEGMENTS,
    SMALL_FILL,
    Canvas,
    box_around,
    is_rectangle,
)  # fmt: skip
from reconcile.readers.pdf.chars import LEAST_SAMPLE, MARGIN, MOST_CHARS, SIDE, without, without_huge
from reconcile.readers.pdf.drawn import Char, Drawn
from reconcile.readers.pdf.geometry import Frame, Matrix, multiply, turn_box
from reconcile.readers.pdf.marks import without_marks
from reconcile.readers.pdf.page import Source
from reconcile.readers.pdf.pictures import covered
from reconcile.readers.pdf.seeing import PALE, WHITE, unseen, watermark
from reconcile.tuples import NamedTuple

POINT = 72 / 25.4  # points in a millimetre
DEEPEST = 6  # drawings in drawings
UPRIGHT = 3.0  # degrees: text that leans no more stands upright


class Item(NamedTuple):
    """An object to be drawn, the way from its space to the page's (points, y upwards), and its style."""

    element: Element
    matrix: Matrix
    style: Style


def source_of(sheet: Sheet) -> Source:
    """What the page draws."""
    left, top, width, height = (side * POINT for side in sheet.box)
    shown = Frame(0.0, 0.0, width, height, 0)
    page = (POINT, 0.0, 0.0, -POINT, -left, height + top)
    items, lost = _items(sheet, page)
    turn = _quarter_turn(items)
    frame = shown if turn is None else shown._replace(rotation=turn)
    drawing = _Drawing(frame)
    for item in items:
        drawing.add(item)
    drawing.overflow = drawing.overflow or len(items) >= MOST_OBJECTS
    return drawing.source(shown)._replace(lost=lost)


def _items(sheet: Sheet, page: Matrix) -> tuple[list[Item], int]:
    """What is to be drawn, and how many drawings are used that no resource holds, or that lie too deep in others:
    nobody can say what text was lost with them."""
    left = MOST_OBJECTS
    lost = 0

    def walk(parent: Element, matrix: Matrix, layer: str, depth: int) -> Iterator[Item]:
        nonlocal left, lost
        for element in parent:
            left -= 1
            if left <= 0:
                return
            kind = local(element)
            if element.get("Visible") == "false":
                continue
            if kind == "PageBlock":
                yield from walk(element, matrix, layer, depth)
            elif kind == "CompositeObject":
                unit = sheet.units.get(element.get("ResourceID", ""))
                if unit is None or depth >= DEEPEST:
                    lost += 1
                    continue
                for content in children(unit, "Content"):
                    yield from walk(content, multiply(_own(element), matrix), layer, depth + 1)
            elif kind in ("TextObject", "PathObject", "ImageObject"):
                yield Item(element, multiply(_own(element), matrix), Style(element, layer, sheet.styles))

    items = [item for layer in sheet.layers for item in walk(layer, page, layer.get("DrawParam", ""), 0)]
    return items, lost


def _own(element: Element) -> Matrix:
    """From the object's space to the one around it: its matrix, then the corner of its boundary."""
    boundary = numbers(element.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    found = numbers(element.get("CTM"))
    if len(found) != 6:
        return (1.0, 0.0, 0.0, 1.0, x, y)
    a, b, c, d, e, f = found
    return (a, b, c, d, e + x, f + y)


def _quarter_turn(items: list[Item]) -> int | None:
    """How far the page must be turned clockwise for most of its text to stand upright; None if it has too little."""
    counts: dict[int, int] = {}
    for element, matrix, _ in items:
        if local(element) == "TextObject":
            turn = round(angle_of(element, matrix) / 90) % 4 * 90
            counts[turn] = counts.get(turn, 0) + sum(len(code.text or "") for code in children(element, "TextCode"))
    total = sum(counts.values())
    best = max(counts, key=lambda turn: counts[turn], default=0)
    return best if total >= LEAST_SAMPLE and counts[best] > 0.6 * total else None


class _Drawing(Canvas):
    """Takes a page's objects one after the other; a text object is known by its number."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._turn = frame.matrix()
        self._chars: list[Char] = []
        self._owners: list[int] = []  # of each character
        self._hidden: set[int] = set()  # text objects that are drawn with nothing
        self._slanted: list[str] = []

    def add(self, item: Item) -> None:
        element, matrix, style = item
        self.objects += 1
        matrix = multiply(matrix, self._turn)
        kind = local(element)
        if kind == "ImageObject":
            self._image(element, matrix)
        elif kind == "PathObject":
            self._path(element, matrix, style)
        elif len(self._chars) < MOST_CHARS:
            self._text(element, matrix, style, angle_of(element, item.matrix))
        else:
            self.overflow = True

    def _image(self, element: Element, matrix: Matrix) -> None:
        """A picture fills the unit square of its matrix; without one, its boundary."""
        boundary = numbers(element.get("Boundary"))
        square = (0.0, 0.0, 1.0, 1.0)
        if not element.get("CTM") and len(boundary) == 4:
            square = (0.0, 0.0, boundary[2], boundary[3])
        self.place_picture(turn_box(square, matrix))

    def _path(self, element: Element, matrix: Matrix, style: Style) -> None:
        filled, stroked = element.get("Fill") == "true", element.get("Stroke") != "false"
        if not (filled or stroked) or style.opacity() == 0:
            return
        a, b, c, d, e, f = matrix
        outline = next((text_of(part) for part in children(element, "AbbreviatedData")), "")
        drawn = [[(a * x + c * y + e, b * x + d * y + f) for x, y in points] for points in subpaths(outline)]
        count = sum(map(len, drawn))
        self.paths += max(count // LETTER, 1)
        self.segments += count
        if self.segments > MOST_SEGMENTS:
            self.overflow = True
            return
        boxes = [box_around(points) for points in drawn]
        if stroked:
            white = style.brightness(style.colour("StrokeColor")) >= WHITE
            for points in drawn:
                self.stroke(points, white)
            if not white and style.line_width() * POINT > SMALL_FILL:
                self.scene.grounds += [Drawn(self.objects, box) for box in boxes]
        colour = style.colour("FillColor")
        if filled and colour is not None:
            white = style.brightness(colour) >= WHITE
            opaque = style.opacity() == 1 and not colour.get("Alpha")
            if self.ground(boxes, white) and opaque and is_rectangle(drawn[0]):
                self.cover(boxes[0], None)
            if not stroked:
                for box in boxes:
                    self.fill(box, white)

    def _text(self, element: Element, matrix: Matrix, style: Style, angle: float) -> None:
        turn = (angle - self._frame.rotation) % 360
        chars = [c for c in chars_of(element, matrix) if isfinite(c.x0 + c.y0 + c.x1 + c.y1)]
        if UPRIGHT < turn % 90 < 90 - UPRIGHT:
            self._slanted += [c.text for c in chars]
            return
        if UPRIGHT < turn < 360 - UPRIGHT:  # the page number of a sheet that was turned for its table
            width = self._frame.width
            chars = [c for c in chars if SIDE * width < c.x0 < (1 - SIDE) * width]
        self._chars += chars
        self._owners += [self.objects] * len(chars)
        self.scene.orders[self.objects] = self.objects
        bright = style.brightness(style.colour("FillColor")) if element.get("Fill") != "false" else 0.0
        if bright >= PALE:
            self.scene.bright[self.objects] = bright
        if (element.get("Fill") == "false" and element.get("Stroke") != "true") or style.opacity() == 0:
            self._hidden.add(self.objects)

    def source(self, shown: Frame) -> Source:
        """The page as far as it is seen."""
        self.finish()
        chars, owners, cut = self._inside()
        invisible = bool(owners) and self._hidden.issuperset(owners)  # the recognised text of a scan
        lost, pale = set[int](), set[int]()
        if not invisible:
            lost = {k for k, owner in enumerate(owners) if owner in self._hidden}
            if self.scene.hides:
                lost |= unseen(chars, owners, self.scene, None)
                pale = watermark(chars, owners, self.scene)
        chars, missed, mark = without(chars, lost, pale)
        frame = self._frame
        return Source(
            without_marks(without_huge(chars)),
            self.lines,
            self.fills,
            self.white_fills,
            frame,
            shown,
            covered(self.pictures, frame.width, frame.height),
            self.paths,
            cut,
            invisible,
            self.overflow,
            unseen=missed,
            watermark=mark + "".join(self._slanted),
        )

    def _inside(self) -> tuple[list[Char], list[int], bool]:
        """The characters on the page, their objects, and whether there are others."""
        width, height = self._frame.width + MARGIN, self._frame.height + MARGIN
        kept = [
            k
            for k, c in enumerate(self._chars)
            if c.x1 >= -MARGIN and c.x0 <= width and -MARGIN <= (c.y0 + c.y1) / 2 <= height
        ]
        return [self._chars[k] for k in kept], [self._owners[k] for k in kept], len(kept) < len(self._chars)
