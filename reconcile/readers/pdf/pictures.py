"""Pictures on a page: how much of it they cover, and whether one shows a table that nobody can read as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pypdfium2

from reconcile.document import Box
from reconcile.readers.pdf.drawn import Char

STEP = 2.0  # points: the height of a row of what is counted as covered
COLUMNS = 64  # on the page's width
MOST_PICTURES = 5000  # of one page
MOST_STEPS = 2000  # rows
LEAST_SHARE = 0.04  # of the page: a smaller picture is a seal or an emblem
SCALE = 2.0  # pixels for each point
MOST_PIXELS = 8_000_000
DARK = 190  # of 255: a thin line is grey
WIDE, HIGH = 0.5, 0.15  # of the picture: how wide and how high a table in it is at least
THICKEST = 6  # pixels
RULES = 3  # level ones and upright ones

_DARKNESS = bytes(1 if grey < DARK else 0 for grey in range(256))


def covered(boxes: Sequence[Box], width: float, height: float) -> float:
    """The share of a page that pictures cover together: scans come in strips, and what lies twice counts once."""
    if not boxes or width <= 0 or height <= 0:
        return 0.0
    step = max(STEP, height / MOST_STEPS)
    rows = [0] * (int(height / step) + 1)
    for left, top, right, bottom in boxes[:MOST_PICTURES]:
        first, stop = (round(min(max(x / width, 0.0), 1.0) * COLUMNS) for x in (left, right))
        mask = (1 << stop) - (1 << first)
        above, below = (round(min(max(y, 0.0), height) / step) for y in (top, bottom))
        for row in range(above, below):
            rows[row] |= mask
    return min(1.0, sum(row.bit_count() for row in rows) * step / (COLUMNS * height))


def bare_pictures(boxes: Iterable[Box], chars: Sequence[Char], width: float, height: float) -> list[Box]:
    """Those of some size on which no text stands."""
    area = max(width * height, 1.0)
    large = [b for b in boxes if (b[2] - b[0]) * (b[3] - b[1]) >= LEAST_SHARE * area]
    return [b for b in large if not any(b[0] < (c.x0 + c.x1) / 2 < b[2] and b[1] < c.base < b[3] for c in chars)]


def show_table(page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> bool:
    """Whether one of the pictures in these boxes of an upright page shows level and upright rules that cross it."""
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    dark = bytes(bitmap.buffer).translate(_DARKNESS)
    return any(_is_ruled(dark, bitmap.stride, bitmap.width, bitmap.height, box, scale) for box in boxes)


def _is_ruled(dark: bytes, stride: int, width: int, height: int, box: Box, scale: float) -> bool:
    left, top, right, bottom = (round(x * scale) for x in box)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
    if right - left < 2 or bottom - top < 2:
        return False
    level = (dark[y * stride + left : y * stride + right] for y in range(top, bottom))
    if _rules(level, WIDE * (right - left)) < RULES:
        return False
    upright = (dark[top * stride + x : bottom * stride : stride] for x in range(left, right))
    return _rules(upright, HIGH * (bottom - top)) >= RULES


def _rules(lines: Iterable[bytes], length: float) -> int:
    """How many thin dark rules of some length there are among the lines of pixels."""
    run = re.compile(rb"\x01{%d}" % max(int(length), 1))
    light = [k for k, line in enumerate(lines) if not run.search(line)]
    return sum(1 < b - a <= THICKEST + 1 for a, b in pairwise(light))
