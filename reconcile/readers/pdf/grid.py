"""Rules and characters to grids: the tables of one page as drawn.

Rules that touch each other make one drawing. Its horizontal and vertical rules, snapped together, give rows and
columns; where the rule between two neighbours is missing they are one merged cell. Text goes to the cell that the
middle of each character stands in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from reconcile.document import Box
from reconcile.readers.pdf.drawn import Char, Rule
from reconcile.readers.pdf.lines import cell_text
from reconcile.readers.pdf.words import Fields, keep_words
from reconcile.tuples import NamedTuple

SNAP = 2.0  # points: rules this close are one line
GAP = 3.0  # points: how far apart the pieces of one line may be
SLIVER = 5.5  # points: no text stands between lines this close
SHORT = 4.0  # points: a piece of a line shorter than this is an ornament
COVERED = 0.6  # of a cell's side must be drawn for it to part two cells
FULL_CELL = 1.6  # of a character's height: so little room is left at a full cell's end
OVERHANG = 30.0  # points: how far text may run out of the table's right side
TOUCHING = 0.35  # of a character's height: the gap within a word
MOST_CELLS = 60_000
Span = tuple[float, float]


class Cell(NamedTuple):
    """A cell: its first row and column, how many it spans, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


class RawGrid(NamedTuple):
    """A table on one page: column edges ``xs``, row edges ``ys`` (downwards), its cells, and the characters it took."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    used: frozenset[int]  # indices of characters
    filled: frozenset[int] = frozenset()  # columns whose text in the last row reaches the cell's end: it may go on


class Drawing(NamedTuple):
    """Rules that touch: pieces of horizontal lines by y and of vertical ones by x."""

    level: dict[float, list[Span]]
    upright: dict[float, list[Span]]


class Layout(NamedTuple):
    """A drawing with its column edges and row edges."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    drawing: Drawing

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def fields(self) -> int:
        return max(len(self.xs) - 1, 0) * max(len(self.ys) - 1, 0)


def snap(values: Iterable[float], reach: float = SNAP) -> list[float]:
    """The centres of clusters in which neighbours are at most ``reach`` apart, ascending."""
    centres: list[float] = []
    cluster: list[float] = []
    for value in sorted(values):
        if cluster and value - cluster[-1] > reach:
            centres.append(sum(cluster) / len(cluster))
            cluster = []
        cluster.append(value)
    if cluster:
        centres.append(sum(cluster) / len(cluster))
    return centres


def nearest(centres: Sequence[float], value: float) -> int:
    """The index of the centre nearest to ``value``; centres ascend."""
    at = bisect_left(centres, value)
    if at == 0:
        return 0
    if at == len(centres):
        return at - 1
    return at if centres[at] - value < value - centres[at - 1] else at - 1


def join_spans(spans: list[Span], gap: float) -> list[Span]:
    """The spans with overlapping and nearly touching ones joined, ascending."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def layouts(found: Sequence[Drawing]) -> list[Layout]:
    """The drawings that make two cells or more (and not far too many), from top to bottom."""
    made = [Layout(_edges(d.upright), _edges(d.level), d) for d in found]
    return sorted((m for m in made if 2 <= m.fields <= MOST_CELLS), key=lambda m: m.ys[0])


def _edges(lines: dict[float, list[Span]]) -> tuple[float, ...]:
    """The positions of lines; of two too close for text between them (a double border, a box in a cell) the longer."""
    edges: list[float] = []
    for at in sorted(lines):
        if edges and at - edges[-1] < SLIVER:
            if _length(lines[at]) > _length(lines[edges[-1]]):
                edges[-1] = at
        else:
            edges.append(at)
    return tuple(edges)


def _length(spans: list[Span]) -> float:
    return sum(high - low for low, high in spans)


def drawings(rules: Sequence[Rule]) -> list[Drawing]:
    """Connected rules, level and upright ones."""
    level = _lines([(r.y0, r.x0, r.x1) for r in rules if r.y0 == r.y1])
    upright = _lines([(r.x0, r.y0, r.y1) for r in rules if r.x0 == r.x1 and r.y0 != r.y1])
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    upright_at = [x for x, _, _ in upright]
    for i, (y, low, high) in enumerate(level):
        first, stop = bisect_left(upright_at, low - SNAP), bisect_right(upright_at, high + SNAP)
        for j in range(first, stop):
            if upright[j][1] - SNAP <= y <= upright[j][2] + SNAP:
                parent[root(len(level) + j)] = root(i)
    groups: dict[int, Drawing] = {}
    for i, (at, low, high) in enumerate(level):
        groups.setdefault(root(i), Drawing({}, {})).level.setdefault(at, []).append((low, high))
    for j, (at, low, high) in enumerate(upright):
        groups.setdefault(root(len(level) + j), Drawing({}, {})).upright.setdefault(at, []).append((low, high))
    return list(groups.values())


def _lines(pieces: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pieces (at, low, high) snapped to common lines and joined where they touch, by position."""
    centres = snap(p[0] for p in pieces)
    by_line: dict[int, list[Span]] = {}
    for at, low, high in pieces:
        by_line.setdefault(nearest(centres, at), []).append((low, high))
    return [
        (centres[k], low, high)
        for k in sorted(by_line)
        for low, high in join_spans(by_line[k], GAP)
        if high - low > SHORT
    ]


def _covers(spans: list[Span], low: float, high: float) -> bool:
    drawn = 0.0
    for a, b in spans:
        if a <= low and b >= high:
            return True
        if b > low and a < high:
            drawn += min(b, high) - max(a, low)
    return drawn >= COVERED * (high - low)


def make_grid(layout: Layout, chars: Sequence[Char]) -> RawGrid:
    """The grid of one layout with the text in its cells."""
    xs, ys, drawing = layout
    owner, spans = merged_cells(drawing, xs, ys)
    contents: list[list[Char]] = [[] for _ in spans]
    used: list[int] = []
    for index, cell in _shared_out(layout, chars, owner, spans):
        contents[cell].append(chars[index])
        used.append(index)
    cells = tuple(
        Cell(*span, cell_text(content, xs[span[1] + span[3]] - xs[span[1]]))
        for span, content in zip(spans, contents, strict=True)
    )
    last = [n for n, span in enumerate(spans) if span[0] + span[2] == len(ys) - 1 and contents[n]]
    filled = frozenset(spans[n][1] for n in last if _reaches_end(contents[n], xs[spans[n][1] + spans[n][3]]))
    return RawGrid(xs, ys, cells, frozenset(used), filled)


def _shared_out(
    layout: Layout, chars: Sequence[Char], owner: Sequence[int], spans: Sequence[tuple[int, int, int, int]]
) -> list[tuple[int, int]]:
    """Which characters the table takes, each with the number of its cell."""
    xs, ys, _ = layout
    width = len(xs) - 1
    inner_xs, inner_ys = xs[1:-1], ys[1:-1]
    left, top, right, bottom = xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1
    taken: list[tuple[int, int]] = []
    beyond: list[int] = []
    for index, char in enumerate(chars):
        x, y = (char[0] + char[2]) / 2, (char[1] + char[3]) / 2
        if left <= x <= right and top <= y <= bottom:
            taken.append((index, owner[bisect_right(inner_ys, y) * width + bisect_right(inner_xs, x)]))
        elif right < x < right + OVERHANG and top <= y <= bottom:
            beyond.append(index)
    keep_words(taken, chars, Fields(xs, ys, owner))
    row_ends: dict[int, list[int]] = {}
    for index, cell in taken if beyond else ():
        if spans[cell][1] + spans[cell][3] == width:
            row_ends.setdefault(cell, []).append(index)
    for index in sorted(beyond, key=lambda i: chars[i].x0):
        row = bisect_right(inner_ys, (chars[index].y0 + chars[index].y1) / 2)
        content = row_ends.get(owner[(row + 1) * width - 1], [])
        if any(_follows(chars[before], chars[index]) for before in content):
            content.append(index)
            taken.append((index, owner[(row + 1) * width - 1]))
    return taken


def _follows(before: Char, char: Char) -> bool:
    """Whether ``char`` goes on with the word of ``before``: a number too wide for its cell."""
    return abs(before.base - char.base) < 1 and -1 < char.x0 - before.x1 < TOUCHING * (before.y1 - before.y0)


def _reaches_end(content: list[Char], right: float) -> bool:
    """Whether the last line in a cell leaves no room for another character (and a little margin)."""
    base = max(c.base for c in content)
    line = [c for c in content if base - c.base < SNAP]
    return right - max(c.x1 for c in line) < FULL_CELL * max(c.y1 - c.y0 for c in line)


def merged_cells(
    drawing: Drawing, xs: Sequence[float], ys: Sequence[float]
) -> tuple[list[int], list[tuple[int, int, int, int]]]:
    """Which cell each field of the grid belongs to, and each cell's (row, column, rows, columns)."""
    height, width = len(ys) - 1, len(xs) - 1
    parent = list(range(height * width))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    parted = [any(a <= ys[0] and b >= ys[-1] for a, b in drawing.upright[x]) for x in xs]  # all the way down
    for row in range(height):
        above = drawing.level[ys[row]]
        level = not row or any(a <= xs[0] and b >= xs[-1] for a, b in above)
        for column in range(width):
            here = row * width + column
            if column and not parted[column] and not _covers(drawing.upright[xs[column]], ys[row], ys[row + 1]):
                parent[root(here)] = root(here - 1)
            if not level and not _covers(above, xs[column], xs[column + 1]):
                parent[root(here)] = root(here - width)
    fields: dict[int, list[int]] = {}
    for field in range(height * width):
        fields.setdefault(root(field), []).append(field)
    owner = [0] * (height * width)
    spans = [block for group in fields.values() for block in _rectangles(group, width)]
    for number, (row, column, rows, columns) in enumerate(spans):
        for r in range(row, row + rows):
            owner[r * width + column : r * width + column + columns] = [number] * columns
    return owner, spans


def _rectangles(group: list[int], width: int) -> list[tuple[int, int, int, int]]:
    """A merged cell's fields (ascending) as (row, column, rows, columns); several where they are no rectangle."""
    row, column = divmod(group[0], width)
    if len(group) == 1:
        return [(row, column, 1, 1)]
    rows, columns = group[-1] // width - row + 1, group[-1] % width - column + 1
    if rows * columns == len(group) and all(column <= field % width < column + columns for field in group):
        return [(row, column, rows, columns)]
    level = _blocks(group, width)
    upright = [(r, c, rows, columns) for c, r, columns, rows in _blocks(_turned(group, width), TURNED)]
    return level if len(level) < len(upright) else upright


TURNED = 1 << 20  # more than any grid has rows


def _turned(group: list[int], width: int) -> list[int]:
    """The fields with rows and columns exchanged, ascending."""
    return sorted(field % width * TURNED + field // width for field in group)


def _blocks(group: list[int], width: int) -> list[tuple[int, int, int, int]]:
    """The fields as runs along rows, equal ones below each other joined."""
    runs: list[tuple[int, int, int, int]] = []
    for field in group:
        row, column = divmod(field, width)
        if runs and runs[-1][0] == row and sum(runs[-1][1::2]) == column:
            runs[-1] = (*runs[-1][:3], runs[-1][3] + 1)
        else:
            runs.append((row, column, 1, 1))
    joined: list[tuple[int, int, int, int]] = []
    for row, column, _, columns in runs:
        above = next((k for k, (r, c, n, w) in enumerate(joined) if (r + n, c, w) == (row, column, columns)), None)
        if above is None:
            joined.append((row, column, 1, columns))
        else:
            first, _, rows, _ = joined[above]
            joined[above] = (first, column, rows + 1, columns)
    return joined
