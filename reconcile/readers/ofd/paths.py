"""The outline of a path object (AbbreviatedData): letters, each with its numbers."""

from __future__ import annotations

from reconcile.patterns import lazy
from reconcile.readers.pdf.canvas import MOST_SEGMENTS, Points

_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN = lazy(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def subpaths(outline: str) -> list[Points]:
    """The corner points of each part that is drawn without lifting the pen; a closed one ends where it began.

    Curves are given with their control points; an arc is a gap, for no straight line joins its ends.
    """
    found: list[Points] = []
    points: Points = []
    for letter, values in _steps(outline):
        if letter == "C":
            if points:
                points.append(points[0])
            continue
        pairs = list(zip(values[0::2], values[1::2], strict=False))
        if letter in "SMA":
            found.append(points)
            points = [(values[-2], values[-1])]
        else:
            points += pairs
    found.append(points)
    return [p for p in found if len(p) > 1]


def _steps(outline: str) -> list[tuple[str, list[float]]]:
    """The letters with their numbers; what has too few of them ends the path."""
    steps: list[tuple[str, list[float]]] = []
    tokens = _TOKEN.findall(outline)[: 8 * MOST_SEGMENTS]
    at = 0
    while at < len(tokens):
        letter = tokens[at].upper()
        count = _STEPS.get(letter)
        values = tokens[at + 1 : at + 1 + (count or 0)]
        if count is None or len(values) < count or any(v.isalpha() for v in values):
            return steps
        steps.append((letter, [float(v) for v in values]))
        at += 1 + count
    return steps
