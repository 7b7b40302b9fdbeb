"""Prose in columns: each is read to its end before the next one, on pages of two columns as on those of newspapers.

Columns are parted by a strip that line after line leaves white. The strip that most lines leave white parts first, and
what stands on either side of it is read the same way: a headline over three columns stays above them. It is certain
only where both sides hold sentences in lines that begin below each other; a list of names and numbers has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median

from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.lines import Line, make_line, rows
from reconcile.tuples import NamedTuple

GUTTER = 1.5  # of a line's height: the gap between columns is wider
NARROW = 0.9  # the same where ``MANY`` lines leave it white: no gap between sentences goes on through them
MANY = 8
BESIDE = 5  # the same beside columns that are certain
LEAST_LINES = 3
SAME_LEFT = 2.5  # of a line's height: lines of a column begin no further in than an indented one
SAME_RIGHT = 2.5  # of that height: a line so short of the column's end is full
ALIGNED = 0.7  # of a column's lines begin below each other
FULL = 0.4  # of its lines are full
FAR = 5.0  # of a line's height: what is set so far apart is no column of one block
SPACED = 1.35  # of the usual distance of lines: below the shorter column, the longer one goes on no further apart
LEAST_LENGTH = 6  # characters of a column's line, on average
HAN = 0.3  # of a column's characters at least
BARE = 0.2  # of the pieces at most are numbers only
_STOPS = frozenset("，。；、：")
_NUMERIC = frozenset("0123456789.,%-−—+")

Row = Sequence[Char]
Span = tuple[float, float]


class Columns(NamedTuple):
    """The lines in the order in which they are read, and whether some may stand in columns that are not certain."""

    lines: tuple[Line, ...]
    doubtful: bool


def read_columns(found: Sequence[Row], column: Span | None = None) -> Columns:
    """The lines of rows of characters, from top to bottom, columns one after the other; ``column`` has its ends."""
    cut, doubtful = _cut(found, BESIDE if column else MANY)
    if not cut:
        lines = [make_line(list(row)) for row in found]
        return Columns(tuple(line._replace(column=column) if column else line for line in lines), doubtful)
    parts = [
        read_columns(found[: cut.first], column),
        *(read_columns(side, _ends(side)) for side in _sides(found, cut)),
        read_columns(found[cut.stop :], column),
    ]
    return Columns(tuple(line for part in parts for line in part.lines), any(part.doubtful for part in parts))


class Strip(NamedTuple):
    """What the rows from ``first`` to before ``stop`` leave white between ``left`` and ``right``."""

    first: int
    stop: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Printed:
    """A row as it is printed: its stretches without a wide gap."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.base = row[0].base
        self.height = max([c[3] - c[1] for c in row])

    @cached_property
    def stretches(self) -> list[Span]:
        least = NARROW * self.height
        starts = [0, *(k for k, (a, b) in enumerate(pairwise(self.row), 1) if b[0] - a[2] > least)]
        return [(self.row[a].x0, self.row[b - 1].x1) for a, b in pairwise([*starts, len(self.row)])]

    @property
    def gaps(self) -> Iterator[Span]:
        return ((a[1], b[0]) for a, b in pairwise(self.stretches))

    def white(self, low: float, high: float) -> Span:
        """The widest part of a strip that the row leaves white."""
        widest, at = (low, low), low
        for left, right in (*self.stretches, (high, high)):
            if min(left, high) - at > widest[1] - widest[0]:
                widest = (at, min(left, high))
            at = max(at, right)
        return widest


def _cut(found: Sequence[Row], many: int) -> tuple[Strip | None, bool]:
    """The strip that parts the rows first: the longest that is certain; and whether another one may part them.

    One that ``many`` lines leave white may be narrow.
    """
    if len(found) < LEAST_LINES:
        return None, False
    printed = [Printed(row) for row in found]
    doubtful = False
    for strip in sorted(_strips(printed), key=lambda strip: (strip.first - strip.stop, strip.left)):
        lines = printed[strip.first : strip.stop]
        if len(lines) < LEAST_LINES:
            break
        height = median(line.height for line in lines)
        left, right = _sides(found, strip)
        if all(len(side) >= LEAST_LINES and _is_prose(side) for side in (left, right)):
            gutter = NARROW if len(lines) >= many else GUTTER
            if strip.right - strip.left >= gutter * height and _is_justified(left, right, height):
                return _with_ends(printed, strip), False
            doubtful = doubtful or len(lines) >= BESIDE
    return None, doubtful


def _strips(printed: Sequence[Printed]) -> list[Strip]:
    """The strips that rows below each other leave white, from the first to the last row with text on both sides."""
    strips: list[Strip] = []
    for k, row in enumerate(printed):
        if len(row.row) < 2 * LEAST_LENGTH:
            continue
        for left, right in row.gaps:
            if any(s.first <= k < s.stop and s.left < right and left < s.right for s in strips):
                continue
            strips.append(_grown(printed, k, left, right))
    return strips


def _grown(printed: Sequence[Printed], k: int, left: float, right: float) -> Strip:
    least = NARROW * printed[k].height
    ends = []
    for step in (1, -1):
        end = at = k
        while 0 <= (at := at + step) < len(printed):
            row = printed[at]
            low, high = row.white(left, right)
            if high - low < least or abs(row.base - printed[at - step].base) > FAR * row.height:
                break
            left, right = low, high
            if row.row[0].x0 < left and row.row[-1].x1 > right:
                end = at
        ends.append(end)
    return Strip(ends[1], ends[0] + 1, left, right)


def _is_justified(left: Sequence[Row], right: Sequence[Row], height: float) -> bool:
    """Whether lines end together before a strip, and begin together behind it."""
    before = [(-b, -a) for a, b in (Printed(row).stretches[-1] for row in left)]
    behind = [Printed(row).stretches[0] for row in right]
    return _edge(before, SAME_RIGHT * height) >= FULL and _edge(behind, SAME_LEFT * height) >= ALIGNED


def _edge(lines: Sequence[Span], reach: float) -> float:
    """How many of a column's lines (from the strip on) begin near its edge; rows of other columns do not count."""
    edge = min(near for near, _ in lines)
    near = [line for line in lines if line[0] - edge < reach]
    end = median(far for _, far in near)
    return len(near) / sum(line[0] < end for line in lines)


def _is_prose(side: Sequence[Row]) -> bool:
    """Whether the rows hold sentences and no columns of numbers."""
    pieces = [piece for row in side for piece in _pieces(row)]
    text = "".join(pieces)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    bare = sum(_NUMERIC.issuperset(piece) for piece in pieces)
    return (
        han >= HAN * len(text)
        and len(text) >= LEAST_LENGTH * len(pieces)
        and bare <= BARE * len(pieces)
        and not _STOPS.isdisjoint(text)
    )


def _pieces(row: Row) -> list[str]:
    """What stands between wide gaps."""
    least = GUTTER * max([c[3] - c[1] for c in row])
    starts = [0, *(k for k, (a, b) in enumerate(pairwise(row), 1) if b[0] - a[2] > least), len(row)]
    return ["".join(c.text for c in row[a:b]) for a, b in pairwise(starts)]


def _with_ends(printed: Sequence[Printed], strip: Strip) -> Strip:
    """The strip with the lines of the longer column, which stand on one side only.

    They begin as others do and are as close to each other; what stands below in the right column is read last anyway.
    """
    lines = printed[strip.first : strip.stop]
    pitch = SPACED * median(b.base - a.base for a, b in pairwise(lines))
    reach = SAME_LEFT * median(line.height for line in lines)
    begins = [a for line in lines for a, _ in line.stretches]

    def goes_on(row: Printed, beside: Printed) -> bool:
        x0, x1 = row.row[0].x0, row.row[-1].x1
        if x0 > strip.middle and row.base > beside.base:
            return True
        aligned = sum(abs(x0 - begin) < reach for begin in begins) >= LEAST_LINES
        return aligned and not x0 < strip.middle < x1 and abs(row.base - beside.base) <= pitch

    first, stop = strip.first, strip.stop
    while first and goes_on(printed[first - 1], printed[first]):
        first -= 1
    while stop < len(printed) and goes_on(printed[stop], printed[stop - 1]):
        stop += 1
    return strip._replace(first=first, stop=stop)


def _sides(found: Sequence[Row], strip: Strip) -> list[list[Row]]:
    """The rows on the left of the strip and those on its right."""
    chars = [c for row in found[strip.first : strip.stop] for c in row]
    middle = strip.middle
    return [list(rows([c for c in chars if (c.x0 < middle) is left])) for left in (True, False)]


def _ends(side: Sequence[Row]) -> Span:
    return min(row[0].x0 for row in side), max(row[-1].x1 for row in side)
