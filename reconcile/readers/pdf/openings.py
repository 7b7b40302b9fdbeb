"""Tables with lines left out: open sides, level rules only, and bodies without rules between the rows.

Each function says which rules the layout implies, or which rows; the grid is then made as if they were drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import regex

from reconcile.readers.pdf.chars import Char
from reconcile.readers.pdf.grid import Cell, RawGrid, Span, drawings, join_spans, nearest, snap
from reconcile.readers.pdf.lines import cell_text
from reconcile.readers.pdf.rules import Rule

HIGH = 8.0  # points: an upright rule of a table
STICKS_OUT = 8.0  # points: a rule that reaches so far past the outermost crossing one has an open side
SAME_END = 4.0  # points: rules that end together
WIDE_TABLE = 100.0  # points: the least width of a table with level rules only
WHITE = 4.0  # points: the least gap between columns that no rule parts
TALL_ROW = 36.0  # points: a row this high may hold several
STACK = 3  # numbers on top of each other
SAME_BASE = 3.0  # points: baselines of one row

_NUMBER = regex.compile(r"[-−—]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")  # not a half of a number broken at a comma


def open_sides(rules: Sequence[Rule]) -> list[Rule]:
    """The outer sides that connected rules lack, where two or more of them reach out to the same place."""
    added: list[Rule] = []
    for level, upright in drawings(rules):
        if len(level) < 2 or not upright:
            continue
        top, bottom, first, last = min(level), max(level), min(upright), max(upright)
        left, right = _ends(level)
        high, low = _ends(upright)
        if first - left > STICKS_OUT and _reach(level, 0, left) > 1:
            added.append(Rule(left, min(top, high), left, max(bottom, low)))
        if right - last > STICKS_OUT and _reach(level, -1, right) > 1:
            added.append(Rule(right, min(top, high), right, max(bottom, low)))
        if top - high > STICKS_OUT and _reach(upright, 0, high) > 1:
            added.append(Rule(min(left, first), high, max(right, last), high))
        if low - bottom > STICKS_OUT and _reach(upright, -1, low) > 1:
            added.append(Rule(min(left, first), low, max(right, last), low))
    return added


def _ends(lines: dict[float, list[Span]]) -> Span:
    return min(s[0][0] for s in lines.values()), max(s[-1][1] for s in lines.values())


def _reach(lines: dict[float, list[Span]], which: int, end: float) -> int:
    """How many lines begin (``which`` 0) or stop (-1) where the outermost one does."""
    return sum(abs(spans[which][which] - end) < SAME_END for spans in lines.values())


def white_columns(rules: Sequence[Rule], chars: Sequence[Char]) -> list[Rule]:
    """For tables with level rules only: upright rules in the white gaps that all of their rows share."""
    if sum(r.x0 == r.x1 and r.y1 - r.y0 > HIGH for r in rules) > 2:
        return []
    added: list[Rule] = []
    for level in _same_ends(rules):
        left, right = level[0].x0, level[0].x1
        bands = [_between(chars, left, right, a.y0, b.y0) for a, b in pairwise(level)]
        printed = join_spans([(c.x0, c.x1) for band in bands for c in band], WHITE)
        # a signature between lines has one band; a table has a header and a body, each over several columns
        wide = [b for b in bands if len(join_spans([(c.x0, c.x1) for c in b], WHITE)) > 1]
        if len(printed) < 2 or len(wide) < 2 or not any(c.text.isdigit() for b in wide[1:] for c in b):
            continue
        middles = [(a[1] + b[0]) / 2 for a, b in pairwise(printed)]
        added += [Rule(x, level[0].y0, x, level[-1].y0) for x in (left, *middles, right)]
    return added


def _same_ends(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Three and more level rules that begin and stop together, each group from top to bottom."""
    groups: list[list[Rule]] = []
    for rule in sorted((r for r in rules if r.y0 == r.y1 and r.x1 - r.x0 > WIDE_TABLE), key=lambda r: r.y0):
        for group in groups:
            if abs(group[0].x0 - rule.x0) < SAME_END and abs(group[0].x1 - rule.x1) < SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [g for g in groups if len(g) >= 3]


def _between(chars: Sequence[Char], left: float, right: float, top: float, bottom: float) -> list[Char]:
    return [c for c in chars if left - 1 <= c.x0 and c.x1 <= right + 1 and top < (c.y0 + c.y1) / 2 < bottom]


def split_stacked_rows(grid: RawGrid, chars: Sequence[Char]) -> RawGrid:
    """The grid with each row cut up in which numbers stand on top of each other without rules between."""
    crossed = {r for c in grid.cells if c.rows > 1 for r in range(c.row, c.row + c.rows)}
    taken = [chars[i] for i in sorted(grid.used)]
    cut: dict[int, list[float]] = {}
    for row in range(len(grid.ys) - 1):
        top, bottom = grid.ys[row], grid.ys[row + 1]
        if row in crossed or bottom - top <= TALL_ROW:
            continue
        bases = snap((c.base for c in taken if top < (c.y0 + c.y1) / 2 < bottom), SAME_BASE)
        if len(bases) >= STACK and _is_stack(_row_cells(grid, row, bases, taken)):
            cut[row] = bases
    return _cut(grid, cut, taken) if cut else grid


def _row_cells(grid: RawGrid, row: int, bases: list[float], chars: list[Char]) -> dict[tuple[int, int], str]:
    """The texts of a row by (baseline, column)."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    width = len(grid.xs) - 1
    found: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        if top < (char.y0 + char.y1) / 2 < bottom:
            column = min(max(bisect_right(grid.xs, (char.x0 + char.x1) / 2) - 1, 0), width - 1)
            found.setdefault((nearest(bases, char.base), column), []).append(char)
    return {at: cell_text(content) for at, content in found.items()}


def _is_stack(cells: dict[tuple[int, int], str]) -> bool:
    """Whether some column is a stack of numbers, each beside a text: rows without rules between them."""
    numbers = {at for at, text in cells.items() if _NUMBER.fullmatch(text)}
    named = {row for (row, column) in cells if (row, column) not in numbers}
    for column in {column for _, column in numbers}:
        stack = [row for row, c in numbers if c == column]
        filled = sum(c == column for _, c in cells)
        if len(stack) >= STACK and len(stack) >= 0.7 * filled and sum(r in named for r in stack) >= 0.8 * len(stack):
            return True
    return False


def _cut(grid: RawGrid, cut: dict[int, list[float]], chars: list[Char]) -> RawGrid:
    ys: list[float] = []
    start: list[int] = []  # where each old row begins among the new ones
    cells: list[Cell] = []
    for row in range(len(grid.ys) - 1):
        start.append(len(ys))
        ys.append(grid.ys[row])
        bases = cut.get(row)
        if bases:
            texts = _row_cells(grid, row, bases, chars)
            width = len(grid.xs) - 1
            for k in range(len(bases)):
                cells += [Cell(start[row] + k, c, 1, 1, texts.get((k, c), "")) for c in range(width)]
            gaps = pairwise(bases)
            ys += [low + 0.3 * (high - low) for low, high in gaps]
    ys.append(grid.ys[-1])
    kept = [c for c in grid.cells if c.row not in cut]
    cells += [c._replace(row=start[c.row], rows=start[c.row + c.rows - 1] - start[c.row] + 1) for c in kept]
    return grid._replace(ys=tuple(ys), cells=tuple(sorted(cells)))
