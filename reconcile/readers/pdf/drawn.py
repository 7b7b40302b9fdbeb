"""What a page is drawn with: characters, rules and boxes, in points from the top left corner, y down."""

from __future__ import annotations

from reconcile.document import Box
from reconcile.tuples import NamedTuple


class Char(NamedTuple):
    """One character: its ink box, y down, the height ``base`` of its baseline, and whether a space came before it."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    base: float
    spaced: bool = False


class Rule(NamedTuple):
    """A horizontal (y0 == y1) or vertical (x0 == x1) line with x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float


class Drawn(NamedTuple):
    """A box or rule, and as which of the page's objects it was drawn."""

    order: int
    box: Box
