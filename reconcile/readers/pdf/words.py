"""Words that a table's rules run through: a word has one cell, and a number is never dealt out to two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.drawn import Char
from reconcile.tuples import NamedTuple

SAME_BASE = 0.5  # points
TOUCHING = 0.35  # of a character's height: the gap within a word
CLOSE = 0.12  # the same between digits of one number that two cells would share

_DIGITS = frozenset("0123456789.,%-−")
_NUMBER = lazy_regex(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


class Fields(NamedTuple):
    """A table's column and row edges, and the number of the cell that owns each of its fields, row by row."""

    xs: Sequence[float]
    ys: Sequence[float]
    owner: Sequence[int]

    def cell_at(self, x: float, y: float) -> int:
        return self.owner[bisect_right(self.ys[1:-1], y) * (len(self.xs) - 1) + bisect_right(self.xs[1:-1], x)]


def keep_words(taken: list[tuple[int, int]], chars: Sequence[Char], table: Fields) -> None:
    """Change the cells in ``taken`` (character, cell) so that no number is in two, nor a word in two rows."""
    parted = [
        k
        for k, ((i, cell), (j, other)) in enumerate(pairwise(taken))
        if cell != other and j == i + 1 and chars[j][0] - chars[i][2] > -1 and _follows(chars[i], chars[j])
    ]
    done = 0
    for k in parted:
        if k < done:
            continue
        start, stop = _word(taken, chars, k)
        done = stop
        _one_row(taken, chars, table, start, stop)
        _one_column(taken, chars, table, start, stop)


def _follows(before: Char, char: Char) -> bool:
    return (
        abs(before.base - char.base) < SAME_BASE
        and -1 < char.x0 - before.x1 < TOUCHING * max(before.y1 - before.y0, char.y1 - char.y0)
    )  # fmt: skip


def _word(taken: Sequence[tuple[int, int]], chars: Sequence[Char], k: int) -> tuple[int, int]:
    """The stretch of ``taken`` around ``k`` whose characters touch each other."""
    start, stop = k, k + 1
    while start and _touch(taken, chars, start - 1):
        start -= 1
    while stop < len(taken) and _touch(taken, chars, stop - 1):
        stop += 1
    return start, stop


def _touch(taken: Sequence[tuple[int, int]], chars: Sequence[Char], k: int) -> bool:
    i, j = taken[k][0], taken[k + 1][0]
    return j == i + 1 and _follows(chars[i], chars[j])


def _one_row(taken: list[tuple[int, int]], chars: Sequence[Char], table: Fields, start: int, stop: int) -> None:
    """All of a word in the row of its tallest character: a full stop lies lower than the digits around it."""
    word = [chars[index] for index, _ in taken[start:stop]]
    tallest = max(word, key=lambda c: c.y1 - c.y0)
    y = (tallest.y0 + tallest.y1) / 2
    for k, char in enumerate(word, start):
        taken[k] = (taken[k][0], table.cell_at((char.x0 + char.x1) / 2, y))


def _one_column(taken: list[tuple[int, int]], chars: Sequence[Char], table: Fields, start: int, stop: int) -> None:
    """Each number of a word in the cell that its middle stands in, unless two numbers only stand close together."""
    at = start
    while at < stop:
        end = at
        while end < stop and chars[taken[end][0]].text in _DIGITS:
            end += 1
        if end > at and len({cell for _, cell in taken[at:end]}) > 1 and _is_one(taken, chars, at, end):
            first, last = chars[taken[at][0]], chars[taken[end - 1][0]]
            cell = table.cell_at((first.x0 + last.x1) / 2, (first.y0 + first.y1) / 2)
            taken[at:end] = [(index, cell) for index, _ in taken[at:end]]
        at = max(end, at + 1)


def _is_one(taken: Sequence[tuple[int, int]], chars: Sequence[Char], start: int, stop: int) -> bool:
    """Whether the characters are one number and not two that stand in two cells close to the rule between."""
    text = "".join(chars[i].text for i, _ in taken[start:stop])
    parts: list[str] = []
    gaps: list[float] = []
    last = -1
    for k in range(start, stop):
        index, cell = taken[k]
        if cell != last:
            if parts:
                gaps.append((chars[index].x0 - chars[index - 1].x1) / max(chars[index].y1 - chars[index].y0, 1.0))
            parts.append("")
        parts[-1] += chars[index].text
        last = cell
    if all(map(_NUMBER.fullmatch, parts)):
        return bool(_NUMBER.fullmatch(text)) and max(gaps) < CLOSE
    return True
