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
MOST_PARTS = 300  # so that the cost grows with the rows
PROBES = 3  # sums by which the end of a run is looked for
_REST = lazy(r"结转|结余|余额|净")  # what is left is no part, though it adds up: 收入, 支出, 结余
_WHOLE = lazy(r"[省市州盟县旗区]$|地区$|计$|级$")
_OWN = lazy(r"本级|[省市州盟县区]级|市辖区|直属")
_OPEN = lazy(r"转移性(?:收入|支出)(?:[小合]计)?")  # the whole of what follows, without a mark where that ends
BOTH = {"收入", "支出"}
LEFT = "结余"

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
        self.values = [[0] * len(self.places) for _ in lines]
        for place in self.places:
            found = [(at, f.printed) for at, line in enumerate(lines) if (f := figures.get(line[place]))]
            finest = min((n.exponent for _, n in found), default=0)
            for (at, _), value in zip(found, scaled([n for _, n in found], finest), strict=True):
                self.values[at][place] = value

    def filled(self, line: int) -> bool:
        return any(c in self._figures for c in self._cells[line])

    def probes(self, line: int) -> list[int]:
        """The places of the largest numbers of a line."""
        sizes = [(abs(v), -p) for p, v in enumerate(self.values[line]) if v]
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
        values = self.values[one]
        return values == self.values[other] and len({v for v in values if v}) >= LEAST_NAMED


def forest(lines: Lines, free: Sequence[bool], proof: Proof) -> dict[int, int]:
    """The whole of each line that is proved to be a part. Lines are taken from the last to the first, so that what
    stands behind a line has been put in order when its turn comes."""
    parents: dict[int, int] = {}
    roots: list[int] = []  # the wholes behind the line, the nearest last
    for line in range(len(free) - 1, -1, -1):
        if not free[line]:
            roots = []
            continue
        parts = next(_runs(lines, line, roots[: -MOST_PARTS - 1 : -1], proof), ())
        parents |= dict.fromkeys(parts, line)
        del roots[len(roots) - len(parts) :]
        roots.append(line)
    return parents


def _runs(lines: Lines, whole: int, behind: Sequence[int], proof: Proof) -> Iterator[Sequence[int]]:
    """The runs of lines behind one that it is proved to be the whole of, the shortest first."""
    if behind and proof.is_all(whole, behind[0]) and lines.alike(whole, behind[0]):
        yield behind[:1]
    left = [(p, lines.values[whole][p]) for p in lines.probes(whole)]  # what is missing at each place, of how much
    short = dict(left)
    for length, line in enumerate(behind, 1):
        if not proof.may_be_part(whole, line):
            return
        values, far, over = lines.values[line], 0, True
        for place, wanted in left:
            missing = short[place] = short[place] - values[place]
            far += 2 * abs(missing) > length + 1
            over = over and wanted > 0 and missing < -wanted
        if min(length, len(left)) > 1 and far <= 1 and proof.proves(whole, lines.judged(whole, behind[:length])):
            yield behind[:length]
        if over:
            return


class _Rows(NamedTuple):
    """``others``: other rows of the table have been proved to be wholes."""

    rows: Sequence[Row]
    sides: Sequence[str]  # what each name says: income, spending, or what is left
    others: bool = False

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Rows:
        return cls(rows, [LEFT if _REST.search(r.name) else side_of(r.name) for r in rows])

    def may_be_part(self, whole: int, part: int) -> bool:
        one, other = self.sides[whole], self.sides[part]
        return other != LEFT and (one == other or one not in BOTH or other not in BOTH)

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
    columns = [c.index for c in side.columns if c.adds_up]
    if len(columns) < LEAST_NAMED:
        return side
    lines = Lines([[(r.index, c) for c in columns] for r in side.rows], figures, nil)
    free = [_is_free(r) and lines.filled(at) for at, r in enumerate(side.rows)]
    if sum(free) < LEAST_ROWS:
        return side
    of_rows = _Rows.of(side.rows)
    parents = forest(lines, free, of_rows)
    if len(set(parents.values())) >= LEAST_ALIKE:
        parents = forest(lines, free, of_rows._replace(others=True))
    return _placed(side, parents) if parents else side


def closed(side: Side, figures: Cells, nil: Nil) -> Side:
    """The side, with the rows below 转移性收入 and those that follow 其中 where their sum says that they belong.

    The names say that there are parts; where these end they leave open, before other heads (债务转贷收入) and where no
    row is set below another. The whole's own sum says it, or that of the total, which adds up it and what is above.
    """
    columns = [c.index for c in side.columns if c.adds_up]
    if not columns:
        return side
    lines = Lines([[(r.index, c) for c in columns] for r in side.rows], figures, nil)
    parents: dict[int, int] = {}
    apart: dict[int, int] = {}  # rows after what 其中 names, with the row that they stand beside
    for at, row in enumerate(side.rows):
        if _OPEN.fullmatch(row.name) and row.parent is None and not style(fold(row.label)):
            parents |= dict.fromkeys(_followers(side.rows, at, lines), at)
        elif row.memo and row.parent == at - 1:
            named, rest = _listed(side.rows, at, lines)
            parents |= dict.fromkeys(named, at - 1)
            apart |= dict.fromkeys(rest, at - 1)
    return _placed(_beside(side, apart), parents, proved=False) if parents else side


def _listed(rows: Sequence[Row], first: int, lines: Lines) -> tuple[Sequence[int], Sequence[int]]:
    """The rows from the first that 其中 names to the last with which they are all of their whole, and the unplaced ones
    after that."""
    end = next((n for n in range(first + 1, len(rows)) if not _is_unplaced(rows[n])), len(rows))
    found = (n for n in range(first + 2, end + 1) if _all_hold(lines.judged(first - 1, range(first, n))))
    last = next(found, first)
    return range(first, last), range(last, end) if last > first else ()


def _is_unplaced(row: Row) -> bool:
    return row.memo and not row.level and row.parent is None


def _beside(side: Side, apart: Mapping[int, int]) -> Side:
    rows = list(side.rows)
    for position, other in apart.items():
        rows[position] = rows[position]._replace(parent=rows[other].parent, level=rows[other].level, memo=False)
    return side._replace(rows=tuple(rows))


def _followers(rows: Sequence[Row], head: int, lines: Lines) -> Sequence[int]:
    """The rows below an open head that no order puts under it and the numbers do."""
    end = next((n for n in range(head + 1, len(rows)) if _ends(rows[n])), len(rows))
    own = [n for n in range(head + 1, end) if rows[n].parent == head]
    free = [n for n in range(head + 1, end) if rows[n].parent is None and not rows[n].memo]
    for length in range(1, len(free) + 1):
        if _all_hold(lines.judged(head, own + free[:length])):
            return free[:length]
    if end == len(rows) or rows[end].role != "total" or not free:
        return ()
    start = next((n for n in range(head - 1, -1, -1) if rows[n].role != "item"), -1)
    before = [n for n in range(start + 1, head) if rows[n].parent is None and not rows[n].memo]
    wholes = [*([start] if start >= 0 and rows[start].role in ("total", "subtotal") else []), *before, head]
    return free if len(wholes) > 1 and _all_hold(lines.judged(end, wholes)) else ()


def _ends(row: Row) -> bool:
    return row.role != "item" or bool(_OPEN.fullmatch(row.name)) or bool(row.code) or bool(style(fold(row.label)))


def _all_hold(found: Found) -> bool:
    return found.hold > 0 and not found.broken


def columns_of_parts(side: Side, figures: Cells, nil: Nil) -> Iterator[tuple[Column, tuple[Column, ...]]]:
    """The columns that are proved to be the wholes of those to their right, with these."""
    columns = [c for c in side.columns if c.adds_up]
    lines = Lines([[(r.index, c.index) for r in side.rows] for c in columns], figures, nil)
    parents = forest(lines, [True] * len(columns), _Columns(columns))
    for whole in sorted(set(parents.values())):
        yield columns[whole], tuple(columns[p] for p in sorted(parents) if parents[p] == whole)


def _is_free(row: Row) -> bool:
    """Whether neither code nor numbering nor order says where the row stands; 其中 names the first part of a run."""
    return row.role in ("item", "subtotal") and not row.code and not style(fold(row.label)) and bool(row.label.strip())


def _placed(side: Side, parents: Mapping[int, int], proved: bool = True) -> Side:
    """The rows with their wholes and levels."""
    rows = list(side.rows)
    for position, row in enumerate(rows):
        if (whole := parents.get(position)) is not None:
            rows[position] = row._replace(parent=whole, level=max(rows[whole].level, 1) + 1, memo=False, proved=proved)
        elif row.parent is not None and row.level:
            rows[position] = row._replace(level=rows[row.parent].level + 1)
    return side._replace(rows=tuple(rows))
