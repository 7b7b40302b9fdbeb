"""How far the names of a table are set in: what is a part of the row above it begins further to the right."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.grid import RawGrid
from reconcile.readers.pdf.lines import rows

LEAST = 6  # names of a column that show how it is set
SAME = 0.3  # em: names that begin so near each other begin alike
DEPTHS = 8  # that names may be set in
ALIKE, SHORTER = 2, 2  # names that begin alike, and characters by which the longest of them is longer than the shortest
SET, SPREAD = 0.7, 0.3  # of the names begin alike, and so whatever their length
CENTRED = 0.6  # em that the middle of a centred name is off the column's at most
ROOM = 0.8  # em that a cell leaves before its text
MOST = 12  # half widths


def set_in(grid: RawGrid, chars: Sequence[Char]) -> RawGrid:
    """The grid with spaces before the names of its first column where they begin at a few depths, whatever their
    length."""
    depth = _depths(grid, _begins(grid, chars))
    if not depth:
        return grid
    cells = (c._replace(text=" " * (0 if c.column else depth.get(c.row, 0)) + c.text) for c in grid.cells)
    return grid._replace(cells=tuple(cells))


def _begins(grid: RawGrid, chars: Sequence[Char]) -> dict[int, list[Char]]:
    """The first line of each name of the first column, by its row."""
    names = {c.row for c in grid.cells if c.column == 0 and c.rows == c.columns == 1 and c.text}
    found: dict[int, list[Char]] = defaultdict(list)
    for index in grid.used:
        char = chars[index]
        if (char.x0 + char.x1) / 2 < grid.xs[1] and (
            row := bisect_right(grid.ys, (char.y0 + char.y1) / 2) - 1
        ) in names:
            found[row].append(char)
    lines = {row: next(rows(content)) for row, content in found.items()}
    return {row: line for row, line in lines.items() if any("\u4e00" <= c.text <= "\u9fff" for c in line)}


def _depths(grid: RawGrid, lines: dict[int, list[Char]]) -> dict[int, int]:
    """In half widths, by row; nothing for a column whose names are centred or begin anywhere."""
    left, right = grid.xs[0], grid.xs[1]
    if len(lines) < LEAST:
        return {}
    em = max(line[0].y1 - line[0].y0 for line in lines.values()) or 1.0
    middle = sum(abs(line[0].x0 + line[-1].x1 - left - right) / 2 < CENTRED * em for line in lines.values())
    starts: list[list[tuple[float, int, int]]] = []
    for start, length, row in sorted(((line[0].x0 - left) / em, len(line), row) for row, line in lines.items()):
        if starts and start - starts[-1][0][0] < SAME:
            starts[-1].append((start, length, row))
        else:
            starts.append([(start, length, row)])
    alike = [g for g in starts if len(g) >= ALIKE]
    spread = [g for g in alike if max(n for _, n, _ in g) >= SHORTER + min(n for _, n, _ in g)]
    share, of_any_length = (sum(map(len, groups)) / len(lines) for groups in (alike, spread))
    if middle >= SET * len(lines) or len(alike) > DEPTHS or share < SET or of_any_length < SPREAD:
        return {}
    return {row: min(MOST, round(2 * g[0][0])) for g in starts if g[0][0] > ROOM for _, _, row in g}
