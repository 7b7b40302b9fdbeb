"""What the numbers of a table prove where no mark says it: that one row, or column, is the whole of others.

市县合计, 哈尔滨市合计, 市本级, 宾县 … stand one below the other, of one rank by all that is printed. Where a row is the
sum of the next ones in column after column, it is their whole; and so is a column in row after row. A single sum
proves nothing, and one that does not hold is left to the rules: it is what they look for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from reconcile.address import side as side_of
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum, scaled
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .cells import fold
from .stub import style
from .values import Column, Row, Side

LEAST_ROWS = 3
LEAST_HOLD = 3  # sums that must hold, of a row in the columns
LEAST_NAMED = 2  # where the name, too, says that others are parts of it, and all sums hold
LEAST_ALIKE = 3  # rows of a table proved to be wholes, after which one column is enough where one does not hold
LEAST_OF_COLUMN, RATIO = 4, 8  # sums that must hold, of a column in the rows; and for each that does not
STRONG = 100  # a sum of fewer units may hold by chance
PROBES = 3  # sums by which the end of a run is looked for
_REST = lazy(r"结转|结余|余额|净")  # what is left is no part, though it adds up: 收入, 支出, 结余
_WHOLE = lazy(r"[省市州盟县旗区]$|地区$|计$|级$")
_OWN = lazy(r"本级|[省市州盟县区]级|市辖区|直属")
BOTH = {"收入", "支出"}

Cells = Mapping[tuple[int, int], Figure]
Nil = frozenset[tuple[int, int]]


class Found(NamedTuple):
    """How many sums hold and how many do not, where a line of the table is taken for the whole of others."""

    hold: int
    broken: int


class Proof(Protocol):
    """What is asked of lines besides their numbers."""

    def may_be_part(self, whole: int, part: int) -> bool: ...

    def is_all(self, whole: int, part: int) -> bool:
        """Whether a name says that the part may be all that the whole has: 某市, 市本级."""
        ...

    def proves(self, whole: int, found: Found) -> bool: ...


class Lines:
    """The numbers of rows (or columns) by line and place, as whole units of the place's finest one."""

    def __init__(self, lines: Sequence[Sequence[tuple[int, int]]], figures: Cells, nil: Nil) -> None:
        self._cells, self._figures, self._nil = lines, figures, nil
        self.places = range(len(lines[0]) if lines else 0)
        of_place = ([f for line in lines if (f := figures.get(line[p]))] for p in self.places)
        self._finest = [min((f.printed.exponent for f in found), default=0) for found in of_place]

    def value(self, line: int, place: int) -> int:
        figure = self._figures.get(self._cells[line][place])
        return scaled([figure.printed], self._finest[place])[0] if figure else 0

    def filled(self, line: int) -> bool:
        return any(c in self._figures for c in self._cells[line])

    def probes(self, line: int) -> list[int]:
        """The places of the largest numbers of a line."""
        sizes = [(abs(v), -p) for p in self.places if (v := self.value(line, p))]
        return [-p for _, p in sorted(sizes, reverse=True)[:PROBES]]

    def judged(self, whole: int, parts: Sequence[int]) -> Found:
        """How the sum does in all places."""
        held, broken = set(), 0
        for place in self.places:
            total = self._figures.get(self._cells[whole][place])
            cells = [self._cells[p][place] for p in parts]
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
        """Whether two lines have the same numbers, two at least."""
        pairs = [(self.value(one, p), self.value(other, p)) for p in self.places]
        return all(a == b for a, b in pairs) and len({a for a, _ in pairs if a}) >= LEAST_NAMED


def forest(lines: Lines, free: Sequence[bool], proof: Proof) -> dict[int, int]:
    """The whole of each line that is proved to be a part. Lines are taken from the last to the first, so that what
    stands behind a line has been put in order when its turn comes."""
    parents: dict[int, int] = {}
    roots: list[int] = []  # the wholes behind the line, the nearest last
    for line in range(len(free) - 1, -1, -1):
        if not free[line]:
            roots = []
            continue
        parts = next(_runs(lines, line, roots[::-1], proof), ())
        parents |= dict.fromkeys(parts, line)
        del roots[len(roots) - len(parts) :]
        roots.append(line)
    return parents


def _runs(lines: Lines, whole: int, behind: Sequence[int], proof: Proof) -> Iterator[Sequence[int]]:
    """The runs of lines behind one that it is proved to be the whole of, the shortest first."""
    if behind and proof.is_all(whole, behind[0]) and lines.alike(whole, behind[0]):
        yield behind[:1]
    probes = lines.probes(whole)
    wanted = [lines.value(whole, p) for p in probes]
    sums = [0] * len(probes)
    for length, line in enumerate(behind, 1):
        if not proof.may_be_part(whole, line):
            return
        sums = [s + lines.value(line, p) for s, p in zip(sums, probes, strict=True)]
        near = sum(1 for s, w in zip(sums, wanted, strict=True) if 2 * abs(s - w) <= length + 1)
        if (
            length > 1
            and near
            and near >= len(probes) - 1
            and proof.proves(whole, lines.judged(whole, behind[:length]))
        ):
            yield behind[:length]
        if all(s > 2 * w > 0 for s, w in zip(sums, wanted, strict=True)):
            return


class _Rows(NamedTuple):
    """``others``: other rows of the table have been proved to be wholes."""

    rows: Sequence[Row]
    others: bool = False

    def may_be_part(self, whole: int, part: int) -> bool:
        sides = {side_of(self.rows[whole].name), side_of(self.rows[part].name)}
        return not _REST.search(self.rows[part].name) and not sides >= BOTH

    def is_all(self, whole: int, part: int) -> bool:
        return bool(_OWN.search(self.rows[part].name)) and not _OWN.search(self.rows[whole].name)

    def proves(self, whole: int, found: Found) -> bool:
        named = bool(_WHOLE.search(self.rows[whole].name))
        if found.broken:
            return found.broken == 1 and found.hold >= (1 if named and self.others else LEAST_HOLD)
        return found.hold >= (LEAST_NAMED if named else LEAST_HOLD)


class _Columns(NamedTuple):
    columns: Sequence[Column]

    def may_be_part(self, whole: int, part: int) -> bool:
        one, other = (self.columns[at].meaning for at in (whole, part))
        return one.get("period") == other.get("period") and other.get("measure") != "change"

    def is_all(self, whole: int, part: int) -> bool:
        return False

    def proves(self, whole: int, found: Found) -> bool:
        return found.hold >= max(LEAST_OF_COLUMN, RATIO * found.broken)


def proved(side: Side, figures: Cells, nil: Nil) -> Side:
    """The side, with the rows that no mark places put under those that are proved to be their wholes."""
    columns = [c.index for c in side.columns if c.type == "money"]
    if len(columns) < LEAST_NAMED:
        return side
    lines = Lines([[(r.index, c) for c in columns] for r in side.rows], figures, nil)
    free = [_is_free(r) and lines.filled(at) for at, r in enumerate(side.rows)]
    if sum(free) < LEAST_ROWS:
        return side
    parents = forest(lines, free, _Rows(side.rows))
    if len(set(parents.values())) >= LEAST_ALIKE:
        parents = forest(lines, free, _Rows(side.rows, others=True))
    return _placed(side, parents) if parents else side


def columns_of_parts(side: Side, figures: Cells, nil: Nil) -> Iterator[tuple[Column, tuple[Column, ...]]]:
    """The columns that are proved to be the wholes of those to their right, with these."""
    columns = [c for c in side.columns if c.type == "money"]
    lines = Lines([[(r.index, c.index) for r in side.rows] for c in columns], figures, nil)
    parents = forest(lines, [True] * len(columns), _Columns(columns))
    for whole in sorted(set(parents.values())):
        yield columns[whole], tuple(columns[p] for p in sorted(parents) if parents[p] == whole)


def _is_free(row: Row) -> bool:
    """Whether neither code nor numbering nor order says where the row stands; 其中 names the first part of a run."""
    return row.role in ("item", "subtotal") and not row.code and not style(fold(row.label)) and bool(row.label.strip())


def _placed(side: Side, parents: Mapping[int, int]) -> Side:
    """The rows with their wholes and levels."""
    levels: dict[int, int] = {}
    rows = list(side.rows)
    for position, row in enumerate(rows):
        if position in parents:
            levels[position] = levels[parents[position]] + 1
            rows[position] = row._replace(parent=parents[position], level=levels[position], memo=False, proved=True)
        else:
            levels[position] = max(row.level, 1)
    return side._replace(rows=tuple(rows))
