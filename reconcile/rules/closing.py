"""What the other sums of a table say of one that does not hold.

A table of one column has no other columns to bear a sum out. But its sums hang together: totals of both sides, rows
with what is below them, what is left. Where all others hold, one that does not is no matter of how the table is read,
unless leaving out some of its rows would mend it; and where two are broken and one number mends both, it is that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations

from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict, scaled
from reconcile.lexicon import Lexicon
from reconcile.relations import Relation
from reconcile.rules.balance import last_total
from reconcile.rules.stated_sums import stated
from reconcile.rules.sums import added, exceeded, misread, money, sum_of, telling
from reconcile.rules.wholes import families, sums_of_family, totals
from reconcile.tables.values import Side, Table

FEWEST = 3  # other sums that hold
FEWEST_CROSSED = 2  # where one of them holds the number that the sum should come to
MOST_ROWS = 14  # of more rows nobody can try all that may have to be left out
MOST_BROKEN = 4
STRONG = 100
TOTAL = ("R301", "table_col_sum")


class Closing:
    """The sums of a table, and which of those that do not hold the others prove to be wrong."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self._table, self._lexicon = table, lexicon

    @cached_property
    def _judged(self) -> list[tuple[Relation, Verdict]]:
        return [(r, r.judge()) for r in _sums(self._table, self._lexicon)]

    @cached_property
    def _holding(self) -> list[Relation]:
        equal = [r for r, v in self._judged if v is Verdict.AGREES and r.form is Form.EQUAL]
        return [r for r, v in self._judged if v <= Verdict.BY_ROUNDING and telling(r)] + equal

    @cached_property
    def _broken(self) -> list[Relation]:
        return [r for r, v in self._judged if v is Verdict.INCONSISTENT]

    def proves(self, relation: Relation) -> bool:
        """Whether no other reading of the table is left in which this sum, which does not hold, would."""
        if len(self._broken) > MOST_BROKEN or not telling(relation) or misread(relation):
            return False
        return self._crossed(relation) or (
            self._borne_out(relation) and exceeded(relation) and not _mended_without_rows(relation)
        )

    def _borne_out(self, relation: Relation) -> bool:
        """Whether all other sums hold, and enough of them."""
        if any(not _same(r, relation) for r in self._broken):
            return False
        known = any(relation.result.key in [f.key for f in r.figures] for r in self._holding)
        return len(self._holding) >= (FEWEST_CROSSED if known else FEWEST)

    def _crossed(self, relation: Relation) -> bool:
        """Whether one number of it, changed, mends this sum and another, and all that are broken."""
        broken = [r for r in self._broken if not _same(r, relation)]
        if not broken or not self._holding:
            return False
        for figure in relation.figures:
            value = relation.solve_exactly(figure.key)
            if value is None or abs(figure.printed.digits) < STRONG:
                continue
            changed = {figure.key: Printed(round(value / figure.printed.last_place), figure.printed.exponent)}
            if all(
                figure.key in [f.key for f in r.figures] and r.judge(changed) is Verdict.AGREES
                for r in (relation, *broken)
            ):
                return True
        return False


def _same(one: Relation, other: Relation) -> bool:
    return [f.key for f in one.figures] == [f.key for f in other.figures]


def _sums(table: Table, lexicon: Lexicon) -> Iterator[Relation]:
    for side in table.sides:
        for column in added(side):
            for whole, parts in totals(side):
                cells = [(r.index, column.index) for r in parts]
                if found := sum_of(*TOTAL, table, (whole.index, column.index), cells, ""):
                    yield found
        for parent, children in families(table, side):
            yield from sums_of_family(table, side, parent, children)
        yield from stated_rows(table, side, lexicon)
    yield from _balance(table)


def stated_rows(table: Table, side: Side, lexicon: Lexicon) -> Iterator[Relation]:
    """The sums that the names of rows state: 本年收支结余 is 收入合计 less 支出合计."""
    rows = [r for r in side.rows if r.role != "note"]
    for found in stated([r.name for r in rows], lexicon):
        whole, parts = rows[found.whole], [rows[at] for at in found.parts]
        for column in added(side):
            cells = [(r.index, column.index) for r in parts]
            total = (whole.index, column.index)
            if relation := sum_of(*TOTAL, table, total, cells, found.label, found.signs):
                yield relation


def _balance(table: Table) -> Iterator[Relation]:
    """收入总计 and 支出总计 of two sides with one column each."""
    if [s.name for s in table.sides] != ["income", "expenditure"] or any(len(money(s)) != 1 for s in table.sides):
        return
    rows = [last_total(s) for s in table.sides]
    if all(r and "总计" in r.name for r in rows):
        figures = [table.figures.get((r.index, money(s)[0].index)) for r, s in zip(rows, table.sides, strict=True) if r]
        if figures[0] and figures[1]:
            yield Relation(*TOTAL, Form.EQUAL, figures[0], (figures[1],))


def _mended_without_rows(relation: Relation) -> bool:
    """Whether leaving out some of the rows would make the sum right: they may be parts of others, though no mark says
    so. Of too many rows, yes."""
    numbers = [relation.result.printed, *(f.printed for f in relation.inputs if f.printed.digits)]
    if len(numbers) > MOST_ROWS + 1:
        return True
    values = scaled(numbers, min(n.exponent for n in numbers))
    excess, play = sum(values[1:]) - values[0], len(values) // 2
    sums = (sum(c) for n in range(1, len(values)) for c in combinations(values[1:], n))
    return any(abs(s - excess) <= play for s in sums)


def proved(closing: Closing, left: Sequence[Relation], told: Sequence[Relation]) -> Iterator[Relation]:
    """Those of the sums that the rest of the table proves wrong and that have not been told."""
    for relation in left:
        known = relation.judge() is not Verdict.INCONSISTENT or any(_same(relation, r) for r in told)
        if not known and closing.proves(relation):
            yield relation._replace(label=f"{relation.label}（表内其余各数都能加平）", severity=Severity.ERROR)
