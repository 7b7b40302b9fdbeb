"""Table bodies without rules between their rows: the numbers that stand on top of each other say where the rows are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.grid import Cell, RawGrid, nearest, snap
from reconcile.readers.pdf.lines import cell_text, has_room, rows
from reconcile.tuples import NamedTuple

TALL_ROW = 36.0  # points: a row this high may hold several
SAME_BASE = 3.0  # points: baselines of one line
STACK = 3  # numbers on top of each other in one column, or twice two
TIGHT = 0.6  # of the rows' distance: lines so close are one label
CLOSE = 0.9  # of a character's height: a line so close to one with numbers is part of its wrapped name

# not what is left of a number broken at its comma
PLAIN_NUMBER = r"[-−—]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = lazy_regex(rf"{PLAIN_NUMBER}%?")


class Stack(NamedTuple):
    """A row that holds several: where to cut it, the texts by (row, column), and labels by column that span all."""

    cuts: list[float]
    texts: dict[tuple[int, int], str]
    labels: dict[int, str]


def split_stacked_rows(grid: RawGrid, chars: Sequence[Char]) -> RawGrid:
    """The grid with each row cut up in which numbers stand on top of each other."""
    tall = [r for r, (top, bottom) in enumerate(pairwise(grid.ys)) if bottom - top > TALL_ROW]
    if not tall:
        return grid
    taken = [chars[i] for i in sorted(grid.used)]
    stacks = {row: stack for row in tall if (stack := find_stack(grid, row, taken))}
    return _cut(grid, stacks) if stacks else grid


def find_stack(grid: RawGrid, row: int, chars: Sequence[Char]) -> Stack | None:
    """The rows within a row; None unless numbers, each beside a name, show them."""
    top, bottom = grid.ys[row], grid.ys[row + 1]
    inside = [c for c in chars if top < (c.y0 + c.y1) / 2 < bottom]
    if len(inside) < STACK:
        return None
    crossed = crossed_columns(grid, row)
    columns = {column: content for column, content in _columns(grid, inside).items() if column not in crossed}
    if not columns:
        return None
    labels = _labels(columns)
    rest = [c for column, content in columns.items() if column not in labels for c in content]
    bases = snap((c.base for c in rest), SAME_BASE)
    if len(bases) < STACK and (len(bases) < 2 or any(_may_be_broken(grid, *column) for column in columns.items())):
        return None
    size = max(c.y1 - c.y0 for c in rest)
    lines = _texts(grid, rest, [[b] for b in bases])
    anchors = sorted({r for (r, _), text in lines.items() if _NUMBER.fullmatch(text)})
    rows = _around(bases, anchors, max(CLOSE * size, TIGHT * _pitch([bases[k] for k in anchors])))
    texts = lines if len(rows) == len(bases) else _texts(grid, rest, rows)
    if not _is_stack(texts):
        return None
    cuts = [(above[-1] + below[0] - size) / 2 + size * 0.1 for above, below in pairwise(rows)]
    return Stack(cuts, texts, {column: cell_text(columns[column]) for column in labels})


def _may_be_broken(grid: RawGrid, column: int, chars: Sequence[Char]) -> bool:
    """Whether the first of two lines of digits fills its cell, so that the second may be the rest of its number."""
    first, *others = rows(list(chars))
    digits = all(c.text.isdigit() for row in (first, *others) for c in row)
    return bool(others) and digits and not has_room(first, grid.xs[column + 1] - grid.xs[column])


def crossed_columns(grid: RawGrid, row: int) -> set[int]:
    """The columns in which a cell of several rows reaches over the row."""
    crossing = [c for c in grid.cells if c.rows > 1 and c.row <= row < c.row + c.rows]
    return {column for c in crossing for column in range(c.column, c.column + c.columns)}


def _columns(grid: RawGrid, chars: Sequence[Char]) -> dict[int, list[Char]]:
    inner = grid.xs[1:-1]
    found: dict[int, list[Char]] = {}
    for char in chars:
        found.setdefault(bisect_right(inner, (char.x0 + char.x1) / 2), []).append(char)
    return found


def _labels(columns: dict[int, list[Char]]) -> list[int]:
    """The columns whose text is one block in the middle of the row, closer set than the rows of the others."""
    heights = {column: snap((c.base for c in content), SAME_BASE) for column, content in columns.items()}
    most = max(heights.values(), key=len)
    if len(most) < STACK:
        return []
    pitch = median(b - a for a, b in pairwise(most))
    labels = []
    for column, bases in heights.items():
        tight = all(b - a < TIGHT * pitch for a, b in pairwise(bases))
        middle = abs(bases[0] + bases[-1] - most[0] - most[-1]) < pitch
        alone = len(bases) > 1 or min(abs(b - bases[0]) for b in most) > SAME_BASE
        if tight and middle and alone and not any(c.text.isdigit() for c in columns[column]):
            labels.append(column)
    return labels


def _pitch(heights: Sequence[float]) -> float:
    """How far rows are apart, 0 where there are too few to tell."""
    return median(b - a for a, b in pairwise(heights)) if len(heights) > STACK else 0.0


def _around(bases: list[float], anchors: list[int], reach: float) -> list[list[float]]:
    """The lines grouped into rows: those without numbers go to the nearest line with numbers within ``reach``."""
    heights = [bases[k] for k in anchors]
    rows: dict[float, list[float]] = {}
    for base in bases:
        owner = heights[nearest(heights, base)] if heights else base
        rows.setdefault(owner if abs(owner - base) < reach else base, []).append(base)
    return [rows[key] for key in sorted(rows)]


def _texts(grid: RawGrid, chars: Sequence[Char], rows: list[list[float]]) -> dict[tuple[int, int], str]:
    """The texts by (row, column) of characters whose baselines the rows list."""
    bases = [base for row in rows for base in row]
    row_of = [k for k, row in enumerate(rows) for _ in row]
    inner = grid.xs[1:-1]
    found: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        column = bisect_right(inner, (char.x0 + char.x1) / 2)
        found.setdefault((row_of[nearest(bases, char.base)], column), []).append(char)
    return {at: cell_text(content) for at, content in found.items()}


def _is_stack(texts: dict[tuple[int, int], str]) -> bool:
    """Whether a column is mostly numbers, three or more, or two columns have two, all of them beside names."""
    numbers = {at for at, text in texts.items() if _NUMBER.fullmatch(text)}
    named = {row for row, column in texts if (row, column) not in numbers}
    columns = []
    for column in {column for _, column in numbers}:
        stack = [row for row, c in numbers if c == column]
        filled = sum(c == column for _, c in texts)
        if len(stack) >= 0.7 * filled and sum(r in named for r in stack) >= 0.8 * len(stack):
            columns.append(len(stack))
    return any(n >= STACK for n in columns) or sum(n >= 2 for n in columns) >= 2


def _cut(grid: RawGrid, stacks: dict[int, Stack]) -> RawGrid:
    ys: list[float] = []
    start: list[int] = []  # where each old row begins among the new ones
    cells: list[Cell] = []
    width = len(grid.xs) - 1
    for row in range(len(grid.ys) - 1):
        start.append(len(ys))
        ys.append(grid.ys[row])
        stack = stacks.get(row)
        if stack:
            ys += stack.cuts
            height = len(stack.cuts) + 1
            cells += [Cell(start[row], c, height, 1, text) for c, text in stack.labels.items()]
            others = [c for c in range(width) if c not in stack.labels and c not in crossed_columns(grid, row)]
            cells += [Cell(start[row] + k, c, 1, 1, stack.texts.get((k, c), "")) for k in range(height) for c in others]
    ys.append(grid.ys[-1])
    kept = [c for c in grid.cells if c.row not in stacks or c.rows > 1]
    cells += [c._replace(row=start[c.row], rows=(*start, len(ys) - 1)[c.row + c.rows] - start[c.row]) for c in kept]
    return grid._replace(ys=tuple(ys), cells=tuple(sorted(cells)))
