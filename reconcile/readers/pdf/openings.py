"""Tables with rules left out: open sides, and level rules only.

Each function says which rules the layout implies; the grid is then made as if they were drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.readers.pdf.drawn import Char, Rule
from reconcile.readers.pdf.grid import Drawing, Span, join_spans

HIGH = 8.0  # points: an upright rule of a table
STICKS_OUT = 8.0  # points: a rule that reaches so far past the outermost crossing one has an open side
SAME_END = 4.0  # points: rules that end together
WIDE_TABLE = 100.0  # points: the least width of a table with level rules only
WHITE = 4.0  # points: the least gap between columns that no rule parts


def open_sides(found: Sequence[Drawing]) -> list[Rule]:
    """The outer sides that connected rules lack, where two or more of them reach out to the same place."""
    added: list[Rule] = []
    for level, upright in found:
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
