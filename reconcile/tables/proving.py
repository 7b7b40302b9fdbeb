"""Rows whose numbers prove what no mark says: that one is the whole of those below it.

市县合计, 哈尔滨市合计, 市本级, 宾县 … stand one below the other, of one rank by all that is printed. Where a row is the
sum of the next ones in column after column, it is their whole. A single column proves nothing, and one that does not
hold is left to the rules: it is what they look for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reconcile.address import side as side_of
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum, scaled
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .cells import fold
from .stub import style
from .values import Row, Side

LEAST_ROWS = 3
LEAST_HOLD = 3  # columns that must hold
LEAST_NAMED = 2  # where the name, too, says that others are parts of it, and all columns hold
LEAST_ALIKE = 3  # rows of a table proved to be wholes, after which one column is enough where one does not hold
STRONG = 100  # a sum of fewer units may hold by chance
PROBES = 3  # columns by which the end of a sum is looked for
_REST = lazy(r"结转|结余|余额|净")  # what is left is no part, though it adds up: 收入, 支出, 结余
_WHOLE = lazy(r"[省市州盟县旗区]$|地区$|计$|级$")
_OWN = lazy(r"本级|[省市州盟县区]级|市辖区|直属")
BOTH = {"收入", "支出"}

Cells = Mapping[tuple[int, int], Figure]


class Found(NamedTuple):
    """How many columns of numbers hold and how many do not, where a row is taken for the sum of others."""

    hold: int
    broken: int


def proved(side: Side, figures: Cells, nil: frozenset[tuple[int, int]]) -> Side:
    """The side, with the rows that no mark places put under those that are proved to be their wholes."""
    columns = [c.index for c in side.columns if c.type == "money"]
    free = [_is_free(r) and any((r.index, c) in figures for c in columns) for r in side.rows]
    if len(columns) < LEAST_NAMED or sum(free) < LEAST_ROWS:
        return side
    book = _Book(side, columns, figures, nil)
    parents = _forest(book, free, {})
    if len(set(parents.values())) >= LEAST_ALIKE:
        parents = _forest(book, free, parents)
    return _placed(side, parents) if parents else side


def _is_free(row: Row) -> bool:
    """Whether neither code nor numbering nor order says where the row stands; 其中 names the first part of a run."""
    return row.role in ("item", "subtotal") and not row.code and not style(fold(row.label)) and bool(row.label.strip())


class _Book:
    """The numbers of a side by row and column, as whole units of the column's finest place."""

    def __init__(self, side: Side, columns: Sequence[int], figures: Cells, nil: frozenset[tuple[int, int]]) -> None:
        self.rows, self.columns = side.rows, columns
        self._figures, self._nil = figures, nil
        self._finest = {
            c: min((f.printed.exponent for r in side.rows if (f := figures.get((r.index, c)))), default=0)
            for c in columns
        }

    def value(self, position: int, column: int) -> int | None:
        cell = self.rows[position].index, column
        if figure := self._figures.get(cell):
            return scaled([figure.printed], self._finest[column])[0]
        return 0 if cell in self._nil else None

    def probes(self, position: int) -> list[int]:
        """The columns with the largest numbers of a row."""
        sizes = [(abs(v), -c) for c in self.columns if (v := self.value(position, c))]
        return [-c for _, c in sorted(sizes, reverse=True)[:PROBES]]

    def judged(self, whole: int, parts: Sequence[int]) -> Found:
        """How the sum does in all columns."""
        held, broken = set(), 0
        for column in self.columns:
            total = self._figures.get((self.rows[whole].index, column))
            cells = [(self.rows[p].index, column) for p in parts]
            numbers = [f for c in cells if (f := self._figures.get(c))]
            if not total or not numbers or any(c not in self._figures and c not in self._nil for c in cells):
                continue
            verdict = judge_sum(total.printed, [f.printed for f in numbers])
            if verdict is Verdict.INCONSISTENT:
                broken += 1
            elif sum(1 for f in numbers if f.printed.digits) > 1 and abs(total.printed.digits) >= STRONG:
                held.add(total.printed.digits)
        return Found(len(held), broken)

    def alike(self, one: int, other: int) -> bool:
        """Whether two rows have the same numbers, in two columns at least: 某市, and 市本级 as all that it has."""
        if _OWN.search(self.rows[one].name) or not _OWN.search(self.rows[other].name):
            return False
        pairs = [(self.value(one, c), self.value(other, c)) for c in self.columns]
        return all(a == b for a, b in pairs) and len({a for a, _ in pairs if a}) >= LEAST_NAMED


def _forest(book: _Book, free: Sequence[bool], known: Mapping[int, int]) -> dict[int, int]:
    """The whole of each row that is proved to be a part, by position. Rows are taken from the last to the first, so
    that what stands below a row has been put in order when its turn comes."""
    parents: dict[int, int] = {}
    roots: list[int] = []  # the wholes below the row, the nearest last
    for position in range(len(free) - 1, -1, -1):
        if not free[position]:
            roots = []
            continue
        parts = next(_wholes(book, position, roots, bool(known)), ())
        for part in parts:
            parents[part] = position
        del roots[len(roots) - len(parts) :]
        roots.append(position)
    return parents


def _wholes(book: _Book, position: int, roots: Sequence[int], others: bool) -> Iterator[tuple[int, ...]]:
    """The runs of rows below that the row is proved to be the sum of."""
    below = roots[::-1]
    if below and book.alike(position, below[0]):
        yield tuple(below[:1])
    probes = book.probes(position)
    wanted = [book.value(position, c) or 0 for c in probes]
    sums = [0] * len(probes)
    for length, row in enumerate(below, 1):
        if not _may_be_part(book.rows[position], book.rows[row]):
            return
        for at, column in enumerate(probes):
            sums[at] += book.value(row, column) or 0
        near = sum(1 for s, w in zip(sums, wanted, strict=True) if 2 * abs(s - w) <= length + 1)
        if length > 1 and near >= min(2, len(probes) - 1, 1 if others else 2):
            found = book.judged(position, below[:length])
            if _proves(found, bool(_WHOLE.search(book.rows[position].name)), others):
                yield tuple(below[:length])
        if sums and all(s > 2 * w > 0 for s, w in zip(sums, wanted, strict=True)):
            return


def _proves(found: Found, named: bool, others: bool) -> bool:
    if found.broken:
        return found.broken == 1 and found.hold >= (1 if named and others else LEAST_HOLD)
    return found.hold >= (LEAST_NAMED if named else LEAST_HOLD)


def _may_be_part(whole: Row, part: Row) -> bool:
    sides = {side_of(whole.name), side_of(part.name)}
    return not _REST.search(part.name) and not sides >= BOTH


def _placed(side: Side, parents: Mapping[int, int]) -> Side:
    """The rows with their wholes and levels."""
    levels: dict[int, int] = {}
    rows = list(side.rows)
    for position, row in enumerate(rows):
        if position in parents:
            levels[position] = levels[parents[position]] + 1
            rows[position] = row._replace(parent=parents[position], level=levels[position], memo=False)
        else:
            levels[position] = max(row.level, 1)
    return side._replace(rows=tuple(rows))
