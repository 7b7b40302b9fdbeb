"""Characters to lines of text: by baseline, left to right, because content order is not reading order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter, eq

from reconcile.document import Box
from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.drawn import Char
from reconcile.tuples import NamedTuple

SAME_LINE = 0.35  # of a character's height: baselines this close are one line
LEAST_LINE = 2.5  # points; a full stop's height says nothing
TWICE = 0.25  # of a character's width: the same character this close is bold by printing twice
NUMBER_GAP = 1.0  # of the line's height between two digits: two numbers (ink of "1 1" is 0.5 apart)
LEAST_SIZE = 1.0  # points, where a font gives no height
LEAST_SPACE = 1.0  # points
WIDE_GAP = 1.1  # of the line's height: characters set apart by hand, as a title is from 第一部分
SIGN_GAP = 2.0  # the same where one of them is a sign, which has room around it anyway

MARGINS = 12.0  # points: the inner margins of a cell, left and right together

UNKNOWN = "\ufffd"  # a character of which the file does not say which one it is
_TOUCHED = lazy_regex(r"[-−\d,.]+\ufffd[-−\d,.\ufffd]*|\ufffd+[-−,.]*\d[-−\d,.\ufffd]*")

YEAR = 5  # characters
_YEAR = lazy_regex(r"(?:19|20)\d\d年")
_WHOLE = lazy_regex(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)%?")
_READING_ORDER = attrgetter("base", "x0")


class Line(NamedTuple):
    """A line of text: its box, baseline, text, and the x of each character's left edge and the last one's right."""

    box: Box
    base: float
    text: str
    edges: array[float]
    size: float  # the height of its tallest character, in points
    column: tuple[float, float] | None = None  # where it is one of a column's lines: the column's left and right

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def x1(self) -> float:
        return self.box[2]


def rows(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters that share a baseline, from top to bottom, each row from left to right."""
    bases = [c[5] for c in chars]
    if not bases or max(bases) - min(bases) <= LEAST_LINE:  # as in most cells
        yield from [_printed_once(chars[:])] if chars else ()
        return
    row: list[Char] = []
    base = 0.0
    for char in sorted(chars, key=_READING_ORDER):
        apart = char.base - base
        if row and apart > LEAST_LINE and apart > SAME_LINE * (char.y1 - char.y0):
            yield _printed_once(row)
            row = []
        if not row:
            base = char.base
        row.append(char)
    if row:
        yield _printed_once(row)


def _printed_once(row: list[Char]) -> list[Char]:
    if len(row) == 1:
        return row
    row.sort()  # a Char begins with its left edge
    letters = [c[4] for c in row]
    if not any(map(eq, letters, letters[1:])):
        return row
    kept = row[:1]
    for char in row[1:]:
        last = kept[-1]
        if char.text == last.text and char.x0 - last.x0 < TWICE * max(3.0, last.x1 - last.x0):
            continue
        kept.append(char)
    return kept


def make_line(row: list[Char]) -> Line:
    """The line of a row; what is set apart gets one space, but not a title like 目 录 that is spaced out as a whole."""
    size = max([c[3] - c[1] for c in row]) or LEAST_SIZE
    box = (row[0].x0, min([c[1] for c in row]), max([c[2] for c in row]), max([c[3] for c in row]))
    least, wide = 0.1 * size, NUMBER_GAP * size
    spaced = {
        k
        for k, (last, char) in enumerate(pairwise(row), 1)
        if char[0] - last[2] > (least if char[6] else wide)
        and (_is_space(last.text, char, (char.x0 - last.x1) / size) or _opens_year(row, k))
    }
    letters = [c[4] for c in row]
    text = "".join(letters)
    if not spaced and len(text) == len(row):
        return Line(box, row[0].base, readable(text), array("f", [c[0] for c in row] + [row[-1].x1]), size)
    edges = array("f")
    for k, char in enumerate(row):
        if k in spaced:
            edges.append(row[k - 1].x1)
            letters[k] = " " + letters[k]
        edges.extend([char.x0] * len(char.text))
    edges.append(row[-1].x1)
    if 0 < len(spaced) == len(row) - 1:
        return Line(box, row[0].base, readable(text), edges[0::2], size)
    return Line(box, row[0].base, readable("".join(letters)), edges, size)


def _is_space(before: str, char: Char, gap: float) -> bool:
    """Whether a space stands before ``char``, ``gap`` heights after the character ``before``."""
    apart = gap > NUMBER_GAP
    if (apart or char.spaced) and _are_words(before, char.text, apart):
        return True
    return gap > WIDE_GAP and (gap > SIGN_GAP or (before.isalnum() and char.text.isalnum()))


def _opens_year(row: list[Char], k: int) -> bool:
    """Whether a year stands behind a number and a space: 2.13 2024年决算表."""
    if not row[k].spaced or not k or not row[k - 1].text.isdigit():
        return False
    return bool(_YEAR.match("".join(char.text for char in row[k : k + YEAR])))


def _are_words(before: str, after: str, apart: bool) -> bool:
    """Whether a space stands between two characters: between words of letters, and between numbers set ``apart``."""
    if not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum()):
        return False
    return apart or (before.isalpha() and after.isalpha())


def cell_text(chars: list[Char], width: float = 0.0) -> str:
    """The text of a table cell, its lines joined; a name spaced out over the cell (收 入 总 计) is closed up.

    ``width`` is that of the cell where it is known.
    """
    lines: list[str] = []
    above: list[Char] = []
    roomy = False
    for row in rows(chars):
        roomy = roomy or (bool(above) and has_room(above, width))
        above = row
        if lines and _are_words(lines[-1][-1], row[0].text, False):
            lines[-1] += " "
        gaps = [
            k
            for k, (a, b) in enumerate(pairwise(row), 1)
            if b[0] - a[2] > LEAST_SPACE and (b[6] or b[0] - a[2] > NUMBER_GAP * (b[3] - b[1]))
        ]
        text = [char[4] for char in row]
        for k in gaps:
            before, char = row[k - 1], row[k]
            apart = char.x0 - before.x1 > NUMBER_GAP * (char.y1 - char.y0)
            if ((char.spaced or apart) and _are_words(before.text, char.text, apart)) or _opens_year(row, k):
                text[k] = " " + text[k]
        lines.append("".join(text))
    # numbers on top of each other that no rule parts are several, and not the one that they would make together
    several = len(lines) > 1 and (all(map(_WHOLE.fullmatch, lines)) or _are_integers(lines, roomy))
    return readable((" " if several else "").join(lines))


def has_room(row: list[Char], width: float) -> bool:
    """Whether another character would have found room in a cell of this width: what stands below is not broken off."""
    taken = row[-1].x1 - row[0].x0
    return taken + taken / len(row) < width - MARGINS


def _are_integers(lines: list[str], roomy: bool) -> bool:
    """Whether lines of digits are numbers of their own: what is broken over lines fills the ones before the last."""
    return all(map(str.isdecimal, lines)) and (roomy or max(map(len, lines[1:])) > len(lines[0]))


def readable(text: str) -> str:
    """The text, its numbers without any digit where a character of theirs is unknown: they could be read as others."""
    if UNKNOWN not in text:
        return text
    return _TOUCHED.sub(lambda found: UNKNOWN * len(found.group()), text)
