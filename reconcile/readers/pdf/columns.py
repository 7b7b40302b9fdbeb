"""Prose in two columns: the left one is read to its end, then the right one.

Certain only where several lines on top of each other have one wide gap at the same place and sentences on both sides; a
list of names and numbers has no sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.lines import Line, make_line

GUTTER = 1.5  # of a line's height: the gap between columns is wider
SAME_LEFT = 2.5  # of that height: lines of a column begin no further in than an indented one
LEAST_LINES = 3
LEAST_LENGTH = 6  # characters of a column's line, on average
HAN = 0.3  # of a column's characters at least
_STOPS = frozenset("，。；、：")

Row = Sequence[Char]


def column_lines(rows: Sequence[Row]) -> list[Line]:
    """The lines of rows of characters, from top to bottom, columns one after the other."""
    gaps = [_gap(row) for row in rows]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        stop = at
        while stop < len(rows) and gaps[stop] and _fits(rows, gaps, at, stop):
            stop += 1
        if stop - at >= LEAST_LINES and _is_prose(rows[at:stop], gaps[at:stop]):
            lines += _both(rows[at:stop], gaps[at:stop])
        else:
            stop = at + 1
            lines.append(make_line(list(rows[at])))
        at = stop
    return lines


def _gap(row: Row) -> int:
    """Where the row's right half begins, 0 if it has no wide gap or several."""
    if len(row) < 2 * LEAST_LENGTH:
        return 0
    least = GUTTER * max([c[3] - c[1] for c in row])
    wide = [k for k, (a, b) in enumerate(pairwise(row), 1) if b[0] - a[2] > least]
    return wide[0] if len(wide) == 1 else 0


def _fits(rows: Sequence[Row], gaps: Sequence[int], first: int, k: int) -> bool:
    """Whether row ``k`` has the columns of the ``first`` one."""
    one, other = rows[first], rows[k]
    reach = SAME_LEFT * max(c.y1 - c.y0 for c in one)
    lefts = abs(one[0].x0 - other[0].x0), abs(one[gaps[first]].x0 - other[gaps[k]].x0)
    far = k > first and other[0].base - rows[k - 1][0].base > 2 * reach
    return max(lefts) < reach and not far and other[gaps[k] - 1].x1 < one[gaps[first]].x0 - reach / 4


def _is_prose(rows: Sequence[Row], gaps: Sequence[int]) -> bool:
    """Whether both sides hold sentences."""
    halves = [(row[:k], row[k:]) for row, k in zip(rows, gaps, strict=True)]
    for side in zip(*halves, strict=True):
        text = "".join(c.text for half in side for c in half)
        han = sum("\u4e00" <= c <= "\u9fff" for c in text)
        if han < HAN * len(text) or len(text) < LEAST_LENGTH * len(rows) or not _STOPS & set(text):
            return False
    return True


def _both(rows: Sequence[Row], gaps: Sequence[int]) -> list[Line]:
    left = [make_line(list(row[:k])) for row, k in zip(rows, gaps, strict=True)]
    right = [make_line(list(row[k:])) for row, k in zip(rows, gaps, strict=True)]
    return [line._replace(column=_ends(side)) for side in (left, right) for line in side]


def _ends(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)
