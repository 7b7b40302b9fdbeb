"""Clip paths: the part of a page object that is left visible."""

from __future__ import annotations

from math import inf, isfinite

from reconcile.document import Box
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.geometry import Matrix, turn_box

MOST_CLIPS, MOST_CORNERS = 8, 64


def clip_box(handle: int, matrix: Matrix, point: pdfium.Buffer) -> Box | None:
    """The box of what a page object's clip paths leave visible, None if it has none (or too many to say).

    ``point`` is room for two floats.
    """
    path = pdfium.clip_path(handle)
    count = pdfium.clip_paths(path) if path else 0
    if not 0 < count <= MOST_CLIPS:
        return None
    left = bottom = -inf
    right = top = inf
    for number in range(count):
        corners = _corners(path, number, point)
        if len(corners) > 1:
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return turn_box((left, bottom, right, top), matrix) if isfinite(left) else None


def _corners(path: int, number: int, point: pdfium.Buffer) -> list[tuple[float, float]]:
    """The corners of one clip path; three of them if it is a rectangle, as nearly all are."""
    count = min(pdfium.clip_segments(path, number), MOST_CORNERS)
    corners: list[tuple[float, float]] = []
    array, x, y = point.array, point.reference(0), point.reference(1)
    for index in range(count):
        pdfium.point_of(pdfium.clip_segment(path, number, index), x, y)
        corners.append((array[0], array[1]))
        if index == 2 and count in (4, 5):
            (ax, ay), (bx, by), (cx, cy) = corners
            if (ax == bx and by == cy) or (ay == by and bx == cx):
                break
    return corners
