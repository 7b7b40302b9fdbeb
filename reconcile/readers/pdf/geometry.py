"""Coordinates: from pdfium's page space to points from the top left corner of the page as it is read.

pdfium gives text and paths in the page's own space (origin at the bottom left, before the page's rotation). Everything
else in this package has x to the right and y *down* from the top left corner, with the text upright.
"""

from __future__ import annotations

from reconcile.document import Box
from reconcile.tuples import NamedTuple

Matrix = tuple[float, float, float, float, float, float]


class Frame(NamedTuple):
    """A page's visible box in page space and how far it must be turned clockwise (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def matrix(self) -> Matrix:
        """From page space to this frame: x' = ax + cy + e, y' = bx + dy + f."""
        if self.rotation == 90:
            return (0, 1, 1, 0, -self.bottom, -self.left)
        if self.rotation == 180:
            return (-1, 0, 0, 1, self.right, -self.bottom)
        if self.rotation == 270:
            return (0, -1, -1, 0, self.top, self.right)
        return (1, 0, 0, -1, -self.left, self.top)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def invert(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def turn_box(box: Box, matrix: Matrix) -> Box:
    """The box around the transformed ``box``."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
    return (min(xs), min(ys), max(xs), max(ys))
