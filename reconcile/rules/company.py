"""What bears out which row and column of a government's table a number of its prose is that of.

Prose leaves open what a table's caption says: area, year, 执行数. Where the other amounts of the paragraph stand in one
column, and the other numbers of the statement are those of one row, the paragraph speaks of that column and the
statement of that row, whatever its words leave open: the one number that is not there is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reconcile.address import Source
from reconcile.align import Aligner
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_equal, judge_sum
from reconcile.prose.values import Statement
from reconcile.rules.rates_of_tables import of_row, rates_said

MEASURES = ("amount", "budget", "actual", "adjusted_budget", "last_amount", "last_budget", "last_actual")
HELD = 3  # numbers that stand in the column and row of the one that does not
OF_ROW = 2  # of them in its row, where its paragraph has no others
TELLING = 10  # digits of a rate that is not what any other may be, and neither is 100%
ALL_OF_IT = 100

Column = tuple[int, int]  # block of the table, column
Place = tuple[int, int]  # block of the table, row


class Company:
    """Answers for one document of a government; of any other it says nothing."""

    def __init__(self, facts: Facts, aligner: Aligner) -> None:
        self._aligner, self._all = aligner, facts.prose.statements
        self._statements: dict[int, list[Statement]] = defaultdict(list)
        self._sections: dict[int, set[int]] = defaultdict(set)
        for statement in self._all if facts.profile.kind.startswith("government") else ():
            self._statements[statement.block].append(statement)
            self._sections[statement.section].add(statement.block)
        self._columns: dict[int, Counter[tuple[Column, bool]]] = {}

    def cell(self, statement: Statement, figure: Figure, cells: Sequence[Figure]) -> Figure | None:
        """The one of the cells whose row and column the rest bears out, where the figure alone is not that number."""
        if statement.block not in self._statements:
            return None
        held = [c for c in cells if self._borne_out(statement, figure, c)]
        return held[0] if len(held) == 1 else None

    def of_row(self, statement: Statement, figure: Figure, place: Place) -> int:
        """How many of the statement's other numbers are those of a row."""
        said = [(m, f) for m, f in rates_said(statement) if f.key != figure.key and _telling(f)]
        found = [r for m, f in said if (r := of_row(statement, m, f, self._aligner))]
        return sum(r.inputs[0].key[:2] == place for r in found)

    def in_column(self, block: int, column: Column) -> tuple[int, int]:
        """How many amounts of a paragraph are those of a table's column, and how many are not."""
        found = self._of(block)
        return found[column, True], found[column, False]

    def _borne_out(self, statement: Statement, figure: Figure, cell: Figure) -> bool:
        column, place = (cell.key[0], cell.key[2]), cell.key[:2]
        held, missed = self.in_column(statement.block, column)
        if missed != 1:
            return False
        if held >= HELD or (held and self._adds_up(statement, figure, cell)):
            return True
        own = self.of_row(statement, figure, place)
        return own > 0 and (held + own >= HELD or (own >= OF_ROW and self._beside(statement, column)))

    def _beside(self, statement: Statement, column: Column) -> bool:
        """Whether the other paragraphs of the section speak of the column too: items, a paragraph each."""
        found = [self.in_column(b, column) for b in self._sections[statement.section] if b != statement.block]
        held, missed = (sum(n) for n in zip(*found, strict=True)) if found else (0, 0)
        return held >= HELD * max(missed, 1) - 1

    def _adds_up(self, statement: Statement, figure: Figure, cell: Figure) -> bool:
        """Whether the list that the figure stands in adds up with the cell's number in its place, and all others of it
        are those of the cell's column."""
        at = next((i for i, s in enumerate(self._all) if s is statement), -1)
        top = statement.parent if statement.parent is not None else at
        group = statement.group if statement.parent is not None else None
        parts = [s for s in self._all if s.parent == top and group in (None, s.group) and s.block == statement.block]
        listed = [self._stands(s, (cell.key[0], cell.key[2])) for s in (self._all[top], *parts)]
        numbers = [cell if s is statement else f for s, f in zip((self._all[top], *parts), listed, strict=True)]
        if len(parts) < 2 or None in numbers:
            return False
        whole, *rest = [f.printed for f in numbers if f]
        return judge_sum(whole, rest) <= Verdict.BY_ROUNDING

    def _stands(self, statement: Statement, column: Column) -> Figure | None:
        """The cell of the column that a statement's amount is the number of."""
        for figure, cells in self._matched(statement):
            for cell in cells:
                if (cell.key[0], cell.key[2]) == column and judge_equal(
                    figure.printed, cell.printed
                ) < Verdict.POSSIBLE:
                    return cell
        return None

    def _of(self, block: int) -> Counter[tuple[Column, bool]]:
        if block not in self._columns:
            found: Counter[tuple[Column, bool]] = Counter()
            for statement in self._statements[block]:
                for figure, cells in self._matched(statement):
                    holds = [c for c in cells if judge_equal(figure.printed, c.printed) < Verdict.POSSIBLE]
                    found.update(((c.key[0], c.key[2]), bool(holds)) for c in (holds or cells))
            self._columns[block] = found
        return self._columns[block]

    def _matched(self, statement: Statement) -> Iterator[tuple[Figure, Sequence[Figure]]]:
        for measure in MEASURES:
            for figure in statement.amounts.get(measure, ()):
                if figure.type == "money":
                    yield figure, self._aligner.match(statement, measure).cells


def settled(figure: Figure, cell: Figure) -> Figure:
    """The figure as that of the cell's area, year, measure and fund, which the table says."""
    own, said = cell.address, figure.address
    table = Source.TABLE
    sources = said.sources._replace(area=table, measure=table, scope=table, period=table)
    address = said._replace(area=own.area, measure=own.measure, scope=own.scope, period=own.period, sources=sources)
    return figure.of(address)


def _telling(rate: Figure) -> bool:
    """Whether a rate is not one that many others may be too: 0%, 5%, 100%."""
    return abs(rate.printed.digits) >= TELLING and abs(rate.printed.value) != ALL_OF_IT
