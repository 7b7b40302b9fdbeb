"""The page's number between dashes at its foot, even where the last row of a table reaches down to it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.geometry import Frame

FOOT, LEAST_FOOT = 0.12, 90.0  # of the page's height, in points: the page number stands there

_BETWEEN_DASHES = regex.compile(r"([-—–－])\d{1,4}\1")


def without_page_number(chars: list[Char], frame: Frame) -> list[Char]:
    """The characters without a number between dashes on one line of the foot, as they follow each other in the file."""
    top = frame.height - max(FOOT * frame.height, LEAST_FOOT)
    foot = [k for k, c in enumerate(chars) if c[5] > top]
    text = "".join(chars[k].text[0] for k in foot)
    for found in _BETWEEN_DASHES.finditer(text):
        run = foot[found.start() : found.end()]
        if _is_one(chars, run):
            return [c for k, c in enumerate(chars) if not run[0] <= k <= run[-1]]
    return chars


def _is_one(chars: Sequence[Char], run: Sequence[int]) -> bool:
    """Whether the characters stand on one line, with nothing of it close before or behind them."""
    first, last = chars[run[0]], chars[run[-1]]
    height = max(chars[k].y1 - chars[k].y0 for k in run)
    if run[-1] - run[0] != len(run) - 1 or any(abs(chars[k].base - first.base) > 1 for k in run):
        return False
    before = chars[run[0] - 1] if run[0] else None
    after = chars[run[-1] + 1] if run[-1] + 1 < len(chars) else None
    return not (before and before.base == first.base and -height < first.x0 - before.x1 < height) and not (
        after and after.base == last.base and -height < after.x0 - last.x1 < height
    )
