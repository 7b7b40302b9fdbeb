"""What a PDF page's objects draw, forms unfolded, put on the page's canvas.

Everything is asked of pdfium in as few calls as possible: a page of tables has thousands of objects.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, groupby, repeat
from typing import Any

from reconcile.document import Box
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.canvas import (
    LETTER,
    MOST_OBJECTS,
    MOST_SEGMENTS,
    SMALL_FILL,
    Canvas,
    Points,
    box_around,
    is_rectangle,
)
from reconcile.readers.pdf.clips import clip_box
from reconcile.readers.pdf.drawn import Drawn
from reconcile.readers.pdf.geometry import Matrix, multiply, turn_box
from reconcile.readers.pdf.seeing import PALE, WHITE

CLIP_FIRST, CLIP_SAMPLE = 64, 8  # these objects and every so many after them are asked for a clip path
RECTANGLE = 6  # segments
DEEPEST_FORM = 6
ROOM = 1024  # objects that are asked about at once
BLACK = struct.pack("4I", 0, 0, 0, 255)  # red, green, blue, opacity


@cache
def _room() -> tuple[pdfium.Buffer, list[list[Any]]]:
    """Room for the colours of ``ROOM`` text objects, and where the reds, greens, blues and opacities stand."""
    room = pdfium.uints(4 * ROOM)
    return room, [[room.reference(4 * k + n) for k in range(ROOM)] for n in range(4)]


class RuleFinder(Canvas):
    """Collects what pdfium's objects of one page draw, and whether its text needs a closer look."""

    def __init__(self, matrix: Matrix) -> None:
        super().__init__()
        self.hidden = False  # some text is neither filled nor stroked
        self.clipped = False  # text has clip paths
        self.borrowed = False  # text is of a font that is not in the file
        self._matrix = matrix
        self._fonts: set[int] = set()
        self._numbers = pdfium.floats(6)
        self._modes = pdfium.ints(2)
        self._colour = pdfium.uints(4)
        self._point = [self._numbers.reference(k) for k in range(2)]

    def read(self, page: int) -> None:
        """Walk over the objects of ``page`` (a live page handle)."""
        self._walk(pdfium.reference(page), pdfium.count_objects(page), pdfium.child_of_page, self._matrix, 0)
        self.finish()

    def _walk(self, parent: Any, count: int, child: Callable[[Any, int], Any], matrix: Matrix, depth: int) -> None:
        """Read the ``count`` objects of a page or form, as long as the page has not too many."""
        for start in range(0, count, ROOM):
            handles = list(map(child, repeat(parent), range(start, min(start + ROOM, count))))
            at = start
            for kind, run in groupby(handles, pdfium.kind_of):
                if kind == pdfium.TEXT:
                    texts = list(run)[: MOST_OBJECTS + 1 - self.objects]
                    self._texts(texts, at)
                    at += len(texts)
                    self.objects += len(texts)
                    if self._is_full():
                        return
                    continue
                for handle in run:
                    self._drawing(handle, kind, matrix, depth)
                    at += 1
                    self.objects += 1
                    if self._is_full():
                        return

    def _is_full(self) -> bool:
        self.overflow = self.overflow or self.objects > MOST_OBJECTS or self.segments > MOST_SEGMENTS
        return self.overflow

    def _texts(self, handles: list[Any], start: int) -> None:
        """Text objects that follow each other, the first of them the ``start``-th of its page or form."""
        numbers = [handle.value for handle in handles]
        self.scene.orders.update(zip(numbers, range(self.objects, self.objects + len(handles)), strict=True))
        colours, places = _room()
        answered = list(map(pdfium.colour_of, handles, *places))
        if not all(answered) or colours.memory[: 16 * len(handles)] != BLACK * len(handles):
            for handle in handles:
                self._pale(handle)
        self.hidden = self.hidden or pdfium.HIDDEN in map(pdfium.mode_of, handles)
        if not self.borrowed:
            fonts = set(map(pdfium.font_of, handles)) - self._fonts
            self._fonts |= fonts
            self.borrowed = any(pdfium.is_embedded(font) == 0 for font in fonts)
        stop = start + len(handles)
        sample = chain(
            range(start, min(stop, CLIP_FIRST)), range(max(start + -start % CLIP_SAMPLE, CLIP_FIRST), stop, CLIP_SAMPLE)
        )
        if not self.clipped:
            self.clipped = any(pdfium.clip_paths(pdfium.clip_path(handles[k - start])) > 0 for k in sample)

    def _drawing(self, handle: Any, kind: int, matrix: Matrix, depth: int) -> None:
        if kind == pdfium.PATH:
            self._path(handle, matrix)
        elif kind == pdfium.PICTURE:
            self.place_picture(turn_box((0, 0, 1, 1), multiply(self._object_matrix(handle), matrix)))
        elif kind == pdfium.SHADING:
            self.scene.grounds.append(Drawn(self.objects, self._bounds(handle, matrix)))
        elif kind == pdfium.FORM and depth < DEEPEST_FORM:
            inner = multiply(self._object_matrix(handle), matrix)
            self._walk(handle, pdfium.form_count(handle), pdfium.form_object, inner, depth + 1)

    def _pale(self, handle: Any) -> None:
        bright = self._brightness(pdfium.fill_colour, handle)
        if bright >= PALE:
            self.scene.bright[handle.value] = bright

    def _brightness(self, colour_of: Callable[[int, int, int, int, int], int], handle: Any) -> float:
        """0 for black and 1 for white, as it is seen on paper; 0 where it is no plain colour."""
        at = self._colour.address
        if not colour_of(handle, at, at + 4, at + 8, at + 12) or self._colour.memory == BLACK:
            return 0.0
        red, green, blue, opacity = self._colour.values(4)
        light: float = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
        return light if opacity == 255 else 1.0 - (1.0 - light) * opacity / 255

    def _bounds(self, handle: Any, matrix: Matrix) -> Box:
        at, size = self._numbers.address, self._numbers.size
        if not pdfium.object_bounds(handle, at, at + size, at + 2 * size, at + 3 * size):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._numbers.values(4)
        return turn_box((left, bottom, right, top), matrix)

    def _object_matrix(self, handle: Any) -> Matrix:
        pdfium.object_matrix(handle, self._numbers.address)
        a, b, c, d, e, f = self._numbers.values(6)
        return (a, b, c, d, e, f)

    def _path(self, handle: Any, matrix: Matrix) -> None:
        modes = self._modes
        pdfium.draw_mode(handle, modes.address, modes.address + modes.size)
        filled, stroked = modes[0], modes[1]
        if not filled and not stroked:
            return
        count = min(pdfium.count_segments(handle), MOST_SEGMENTS)
        self.paths += max(count // LETTER, 1)
        self.segments += count
        if stroked:
            white = self._brightness(pdfium.stroke_colour, handle) >= WHITE
            for points in self._subpaths(handle, count, multiply(self._object_matrix(handle), matrix), True):
                self.stroke(points, white)
            if not white and pdfium.stroke_width(handle, self._numbers.address) and self._numbers[0] > SMALL_FILL:
                self.scene.grounds.append(Drawn(self.objects, self._bounds(handle, matrix)))
        if filled:
            white = self._brightness(pdfium.fill_colour, handle) >= WHITE
            if count <= RECTANGLE:  # one call instead of fifteen for what most tables are drawn with
                boxes = [self._bounds(handle, matrix)]
            else:
                subpaths = self._subpaths(handle, count, multiply(self._object_matrix(handle), matrix), False)
                boxes = [box_around(points) for points in subpaths]
            if self.ground(boxes, white) and not pdfium.is_transparent(handle) and self._is_rectangle(handle, count):
                self.cover(boxes[0], clip_box(handle, self._matrix, self._numbers))
            if not stroked:
                for box in boxes:
                    self.fill(box, white)

    def _subpaths(self, handle: Any, count: int, matrix: Matrix, closing: bool) -> Iterator[Points]:
        """The corner points of each subpath; a closed one ends where it began if ``closing``."""
        a, b, c, d, e, f = matrix
        segment_of, point_of, array = pdfium.segment_of, pdfium.point_of, self._numbers.array
        x_at, y_at = self._point
        points: Points = []
        for index in range(count):
            segment = segment_of(handle, index)
            point_of(segment, x_at, y_at)
            x, y = array[0], array[1]
            if points and pdfium.kind_of_segment(segment) == pdfium.MOVE_TO:
                yield points
                points = []
            points.append((a * x + c * y + e, b * x + d * y + f))
            if closing and pdfium.closes(segment):
                points.append(points[0])
        if points:
            yield points

    def _is_rectangle(self, handle: Any, count: int) -> bool:
        """Whether a path of ``count`` segments has upright and level sides only."""
        if not 4 <= count <= RECTANGLE:
            return False
        return is_rectangle(next(self._subpaths(handle, count, self._object_matrix(handle), True), []))
