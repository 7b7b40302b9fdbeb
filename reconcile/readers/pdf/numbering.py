"""The page's number between dashes at its foot, even where the last row of a table reaches down to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.geometry import Frame

FOOT, LEAST_FOOT = 0.12, 90.0  # of the page's height, in points: the page number stands there
WIDEST_GAP = 3.0  # of the number's height: what a dash stands away from it at most
SAME_BASE = 0.3  # of that height: what stands on one line

_BETWEEN_DASHES = lazy_regex(r"([-—–－])\d{1,4}\1")


def without_page_number(chars: list[Char], frame: Frame) -> list[Char]:
    """The characters without a number between dashes on one line of the foot, as they follow each other in the file."""
    top = frame.height - max(FOOT * frame.height, LEAST_FOOT)
    foot = [k for k, c in enumerate(chars) if c[5] > top]
    text = "".join(chars[k].text[0] for k in foot)
    for found in _BETWEEN_DASHES.finditer(text):
        run = foot[found.start() : found.end()]
        if _is_one(chars, foot, run):
            return [c for k, c in enumerate(chars) if k not in run]
    return chars


def _is_one(chars: Sequence[Char], foot: Sequence[int], run: Sequence[int]) -> bool:
    """Whether the characters stand close together and nothing else stands on their line: a row's cells do not."""
    first = chars[run[0]]
    height = max(chars[k].y1 - chars[k].y0 for k in run)
    close = all(abs(chars[b].x0 - chars[a].x1) < WIDEST_GAP * height for a, b in pairwise(run))
    level = {k for k in foot if abs(chars[k].base - first.base) <= SAME_BASE * height}
    return close and level == set(run)
