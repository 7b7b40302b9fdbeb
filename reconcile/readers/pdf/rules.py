"""The straight lines on a page: strokes, thin rectangles, and the edges of filled ones, in forms too.

Office programs draw a table's lines in three ways: as stroked segments, as rectangles a point thin, and, where cells
are coloured, as filled rectangles whose edges are the only border. The third way also draws banners and bars, so those
edges are handed over separately and used only where they make a finer grid.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from itertools import pairwise

from reconcile.document import Box
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.clips import clip_box
from reconcile.readers.pdf.drawn import Drawn, Rule
from reconcile.readers.pdf.geometry import Matrix, multiply, turn_box
from reconcile.readers.pdf.seeing import PALE, WHITE, Scene

THIN = 3.0  # a filled rectangle up to this many points wide is a line
STRAIGHT = 0.7  # how far a line may lean, in points
TALL_FILL = 120.0  # a filled rectangle higher than this is a background, not a cell
SMALL_FILL = 5.0  # and a lower or narrower one a mark
FAR_OUT = 1e5  # points: no page is so large, but damaged files have such numbers
CLIP_FIRST, CLIP_SAMPLE = 64, 8  # these objects and every so many after them are asked for a clip path
RECTANGLE = 6  # segments
DEEPEST_FORM = 6
MOST_OBJECTS = 100_000  # on one page, forms unfolded
MOST_SEGMENTS = 200_000
BLACK = struct.pack("4I", 0, 0, 0, 255)  # red, green, blue, opacity

Points = list[tuple[float, float]]


class RuleFinder:
    """Collects the rules of one page: ``lines`` that are drawn, ``fills`` that are edges of filled rectangles.

    On the way it notes what else the page has: pictures, and text that is not seen.
    """

    def __init__(self, matrix: Matrix) -> None:
        self.lines: list[Rule] = []
        self.fills: list[Rule] = []
        self.white_fills: list[Rule] = []
        self.overflow = False
        self.hidden = False  # some text is neither filled nor stroked
        self.clipped = False  # text has clip paths
        self.borrowed = False  # text is of a font that is not in the file
        self.picture = 0.0  # the area of the largest picture, in square points
        self.paths = 0
        self.scene = Scene()
        self._matrix = matrix
        self._objects = self._segments = 0
        self._fonts: set[int] = set()
        self._numbers = pdfium.floats(6)
        self._modes = pdfium.ints(2)
        self._colour = pdfium.uints(4)

    def read(self, page: int) -> None:
        """Walk over the objects of ``page`` (a live page handle)."""
        self._walk(page, pdfium.count_objects(page), pdfium.get_object, self._matrix, 0)
        self.lines = [rule for rule in self.scene.seen_rules() if _is_near(rule)]
        self.fills = [rule for rule in self.fills if _is_near(rule)]
        self.white_fills = [rule for rule in self.white_fills if _is_near(rule)]

    def _walk(self, parent: int, count: int, child: Callable[[int, int], int], matrix: Matrix, depth: int) -> None:
        """Read the ``count`` objects of a page or form, as long as the page has not too many."""
        kind_of, mode_of, colour_of = pdfium.object_type, pdfium.render_mode, pdfium.fill_colour
        red, green, blue, opacity = range(self._colour.address, self._colour.address + 16, 4)
        colour, orders = self._colour.memory, self.scene.orders
        for index in range(count):
            handle = child(parent, index)
            kind = kind_of(handle)
            if kind == pdfium.TEXT:
                orders[handle] = self._objects
                if not colour_of(handle, red, green, blue, opacity) or colour != BLACK:
                    self._pale(handle)
                if mode_of(handle) == pdfium.HIDDEN:
                    self.hidden = True
                if not self.borrowed:
                    self._font(handle)
                if (index < CLIP_FIRST or index % CLIP_SAMPLE == 0) and not self.clipped:
                    self.clipped = pdfium.clip_paths(pdfium.clip_path(handle)) > 0
            elif kind == pdfium.PATH:
                self._path(handle, matrix)
            elif kind == pdfium.PICTURE:
                self._picture(multiply(self._object_matrix(handle), matrix))
            elif kind == pdfium.SHADING:
                self.scene.grounds.append(Drawn(self._objects, self._bounds(handle, matrix)))
            elif kind == pdfium.FORM and depth < DEEPEST_FORM:
                inner = multiply(self._object_matrix(handle), matrix)
                self._walk(handle, pdfium.form_count(handle), pdfium.form_object, inner, depth + 1)
            self._objects += 1
            if self._objects > MOST_OBJECTS or self._segments > MOST_SEGMENTS:
                self.overflow = True
                return

    def _pale(self, handle: int) -> None:
        bright = self._brightness(pdfium.fill_colour, handle)
        if bright >= PALE:
            self.scene.bright[handle] = bright

    def _brightness(self, colour_of: Callable[[int, int, int, int, int], int], handle: int) -> float:
        """0 for black and 1 for white, as it is seen on paper; 0 where it is no plain colour."""
        at = self._colour.address
        if not colour_of(handle, at, at + 4, at + 8, at + 12) or self._colour.memory == BLACK:
            return 0.0
        red, green, blue, opacity = self._colour.values(4)
        light: float = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
        return light if opacity == 255 else 1.0 - (1.0 - light) * opacity / 255

    def _bounds(self, handle: int, matrix: Matrix) -> Box:
        at, size = self._numbers.address, self._numbers.size
        if not pdfium.object_bounds(handle, at, at + size, at + 2 * size, at + 3 * size):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._numbers.values(4)
        return turn_box((left, bottom, right, top), matrix)

    def _font(self, handle: int) -> None:
        font = pdfium.object_font(handle)
        if font not in self._fonts:
            self._fonts.add(font)
            self.borrowed = pdfium.is_embedded(font) == 0

    def _picture(self, matrix: Matrix) -> None:
        """A picture fills the unit square of its matrix; some producers draw rules as thin ones."""
        x0, y0, x1, y1 = turn_box((0, 0, 1, 1), matrix)
        self.picture = max(self.picture, (x1 - x0) * (y1 - y0))
        if min(x1 - x0, y1 - y0) <= THIN:
            self._fill((x0, y0, x1, y1), False)
        else:
            self.scene.grounds.append(Drawn(self._objects, (x0, y0, x1, y1)))

    def _object_matrix(self, handle: int) -> Matrix:
        pdfium.object_matrix(handle, self._numbers.address)
        a, b, c, d, e, f = self._numbers.values(6)
        return (a, b, c, d, e, f)

    def _path(self, handle: int, matrix: Matrix) -> None:
        modes = self._modes
        pdfium.draw_mode(handle, modes.address, modes.address + modes.size)
        filled, stroked = modes[0], modes[1]
        if not filled and not stroked:
            return
        self.paths += 1
        count = min(pdfium.count_segments(handle), MOST_SEGMENTS)
        self._segments += count
        if stroked:
            white = self._brightness(pdfium.stroke_colour, handle) >= WHITE
            for points in self._subpaths(handle, count, multiply(self._object_matrix(handle), matrix), True):
                self._stroke(points, white)
            if not white and pdfium.stroke_width(handle, self._numbers.address) and self._numbers[0] > SMALL_FILL:
                self.scene.grounds.append(Drawn(self._objects, self._bounds(handle, matrix)))
        if filled:
            white = self._brightness(pdfium.fill_colour, handle) >= WHITE
            if count <= RECTANGLE:  # one call instead of fifteen for what most tables are drawn with
                boxes = [self._bounds(handle, matrix)]
            else:
                subpaths = self._subpaths(handle, count, multiply(self._object_matrix(handle), matrix), False)
                boxes = [_around(points) for points in subpaths]
            self._ground(handle, count, boxes, white)
            if not stroked:
                for box in boxes:
                    self._fill(box, white)

    def _ground(self, handle: int, count: int, boxes: list[Box], white: bool) -> None:
        """Note what a filled path lies under, and what it hides: only a rectangle hides all that is in its box."""
        large = [b for b in boxes if b[2] - b[0] > SMALL_FILL and b[3] - b[1] > SMALL_FILL]
        if not large:
            return
        if not white:
            self.scene.grounds += [Drawn(self._objects, box) for box in large]
        beneath = self.scene.orders or self.scene.rules
        if beneath and len(boxes) == 1 and not pdfium.is_transparent(handle) and self._is_rectangle(handle, count):
            box = large[0]
            clip = clip_box(handle, self._matrix, self._numbers)
            if clip:
                box = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
            self.scene.covers.append(Drawn(self._objects, box))

    def _subpaths(self, handle: int, count: int, matrix: Matrix, closing: bool) -> Iterator[Points]:
        """The corner points of each subpath; a closed one ends where it began if ``closing``."""
        a, b, c, d, e, f = matrix
        numbers = self._numbers
        x_at, y_at = numbers.address, numbers.address + numbers.size
        points: Points = []
        for index in range(count):
            segment = pdfium.get_segment(handle, index)
            pdfium.segment_point(segment, x_at, y_at)
            x, y = numbers[0], numbers[1]
            if points and pdfium.segment_type(segment) == pdfium.MOVE_TO:
                yield points
                points = []
            points.append((a * x + c * y + e, b * x + d * y + f))
            if closing and pdfium.segment_close(segment):
                points.append(points[0])
        if points:
            yield points

    def _stroke(self, points: Points, white: bool) -> None:
        for (ax, ay), (bx, by) in pairwise(points):
            level, upright = abs(ay - by) < STRAIGHT, abs(ax - bx) < STRAIGHT
            if level and not upright:
                y = (ay + by) / 2
                self._rule((min(ax, bx), y, max(ax, bx), y), white)
            elif upright and not level:
                x = (ax + bx) / 2
                self._rule((x, min(ay, by), x, max(ay, by)), white)

    def _fill(self, box: Box, white: bool) -> None:
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= THIN and width > 1.2 * height:
            self._rule((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2), white)
        elif width <= THIN:
            self._rule(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1), white)
        elif SMALL_FILL < height < TALL_FILL and width > SMALL_FILL:
            edges = (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))
            if white:
                self.white_fills += edges
            else:
                self.fills += edges

    def _rule(self, box: Box, white: bool) -> None:
        (self.scene.white if white else self.scene.rules).append(Drawn(self._objects, box))

    def _is_rectangle(self, handle: int, count: int) -> bool:
        """Whether a path of ``count`` segments has upright and level sides only."""
        points = next(self._subpaths(handle, count, self._object_matrix(handle), True), [])
        return 4 <= count <= RECTANGLE and all(
            abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT for (ax, ay), (bx, by) in pairwise(points)
        )


def _around(points: Points) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _is_near(rule: Rule) -> bool:
    """Whether a rule stands where a page can be; false for numbers that are none."""
    return abs(rule.x0) + abs(rule.y0) + abs(rule.x1) + abs(rule.y1) < FAR_OUT
