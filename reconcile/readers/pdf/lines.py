"""Characters to lines of text: by baseline, left to right, because content order is not reading order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from reconcile.document import Box
from reconcile.readers.pdf.chars import Char

SAME_LINE = 0.35  # of a character's height: baselines this close are one line
LEAST_LINE = 2.5  # points; a full stop's height says nothing
TWICE = 0.25  # of a character's width: the same character this close is bold by printing twice
WORD_GAP = 0.25  # of the line's height between letters or digits: two words
WIDE_GAP = 2.0  # of the line's height: set apart by hand, as 单位 is from a table's number


class Line(NamedTuple):
    """A line of text: its box, baseline, text, and the x of each character's left edge and the last one's right."""

    box: Box
    base: float
    text: str
    edges: array[float]
    size: float  # the height of its tallest character, in points

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def x1(self) -> float:
        return self.box[2]


def find_lines(chars: list[Char]) -> list[Line]:
    """The lines from top to bottom."""
    return [make_line(row) for row in rows(chars)]


def rows(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters that share a baseline, from top to bottom, each row from left to right."""
    row: list[Char] = []
    base = 0.0
    for char in sorted(chars, key=_reading_order):
        if row and char.base - base > max(LEAST_LINE, SAME_LINE * (char.y1 - char.y0)):
            yield _printed_once(row)
            row = []
        if not row:
            base = char.base
        row.append(char)
    if row:
        yield _printed_once(row)


def _reading_order(char: Char) -> tuple[float, float]:
    return char.base, char.x0


def _printed_once(row: list[Char]) -> list[Char]:
    row.sort()  # a Char begins with its left edge
    kept = row[:1]
    for char in row[1:]:
        last = kept[-1]
        if char.text == last.text and char.x0 - last.x0 < TWICE * max(3.0, last.x1 - last.x0):
            continue
        kept.append(char)
    return kept


def make_line(row: list[Char]) -> Line:
    size = max([c.y1 - c.y0 for c in row])
    text: list[str] = []
    edges = array("f")
    last = row[0]
    for char in row:
        gap = char.x0 - last.x1
        if gap > WORD_GAP * size and (gap > WIDE_GAP * size or (_is_word(last.text) and _is_word(char.text))):
            text.append(" ")
            edges.append(last.x1)
        text.append(char.text)
        edges.extend([char.x0] * len(char.text))
        last = char
    edges.append(last.x1)
    box = (row[0].x0, min([c.y0 for c in row]), max([c.x1 for c in row]), max([c.y1 for c in row]))
    return Line(box, row[0].base, "".join(text), edges, size)


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def cell_text(chars: list[Char]) -> str:
    """The text of a table cell, its lines joined."""
    if not chars:
        return ""
    text = ""
    for row in rows(chars):
        line = make_line(row).text
        text += " " + line if text and _is_word(text[-1]) and line[0].isalpha() and line[0].isascii() else line
    return text
