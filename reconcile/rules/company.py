"""What bears out which row and column of a government's table a number of its prose is that of.

Prose leaves open what a table's caption says: area, year, 执行数. Where the other amounts of the paragraph stand in one
column, and the other numbers of the statement are those of one row, the paragraph speaks of that column and the
statement of that row, whatever its words leave open: the one number that is not there is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reconcile.address import Source
from reconcile.align import Aligner
from reconcile.align.debts import WHOLE
from reconcile.align.insurances import FLOWS, LEFTOVERS, insurance_of
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_equal, judge_sum
from reconcile.lexicon.names import normalise
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.rules.rates_of_tables import of_row, rates_said
from reconcile.rules.statements import main_amount

MEASURES = ("amount", "budget", "actual", "adjusted_budget", "last_amount", "last_budget", "last_actual")
HELD = 3  # numbers that stand in the column and row of the one that does not
ITEMS = 5  # of a list of a paragraph each, where nothing else in the paragraph tells
REACH = 20  # blocks that hold the other items
OF_ROW = 2  # of them in its row, or in a list that adds up
DIGITS, FEWER_DIGITS = 4, 3  # of a number that is no slip of any other; fewer where its row is known
TELLING = 10  # digits of a rate that is not what any other may be, and neither is 100%
ALL_OF_IT = 100

SIDE = lazy(r"(?:收入|支出)$")

Kind = tuple[object, ...]  # fund, area, year and measure of a column, or the column itself where it says no area
Place = tuple[int, int]  # block of the table, row


class Company:
    """Answers for one document of a government; of any other it says nothing."""

    def __init__(self, facts: Facts, aligner: Aligner) -> None:
        self._text, self._wider = facts.text, facts.lexicon.wider
        self._aligner, self._all = aligner, facts.prose.statements
        self._statements: dict[int, list[Statement]] = defaultdict(list)
        self._sections: dict[int, set[int]] = defaultdict(set)
        for statement in self._all if facts.profile.kind.startswith("government") else ():
            self._statements[statement.block].append(statement)
            self._sections[statement.section].add(statement.block)
        self._left = tuple(facts.lexicon.indicators[i].name for i in LEFTOVERS)
        self._funds = {t.block: t.kind.scope for t in facts.tables if t.kind}
        self._columns: dict[int, Counter[tuple[Kind, bool]]] = {}

    def cell(self, statement: Statement, figure: Figure, cells: Sequence[Figure]) -> Figure | None:
        """The one of the cells whose row and column the rest bears out, where the figure alone is not that number."""
        if statement.block not in self._statements:
            return None
        held = [c for c in cells if self._borne_out(statement, figure, c)]
        if len({c.printed.value for c in held}) > 1:
            held = self._of_one_table(statement, held)
        return held[0] if len({c.printed.value for c in held}) == 1 else None

    def of_row(self, statement: Statement, figure: Figure, place: Place) -> int:
        """How many of the statement's other rates are those of a row."""
        said = [(m, f) for m, f in rates_said(statement) if f.key != figure.key and _telling(f)]
        found = [r for m, f in said if (r := of_row(statement, m, f, self._aligner))]
        return sum(place in {i.key[:2] for i in r.inputs} for r in found)

    def level(self, statement: Statement, place: Place) -> Figure | None:
        """The cell of a row that one of the statement's amounts is the number of."""
        found = ((f, c) for f, cells in self._matched(statement) for c in cells if c.key[:2] == place)
        return next((c for f, c in found if judge_equal(f.printed, c.printed) < Verdict.POSSIBLE), None)

    def beside(self, block: int, cell: Figure) -> tuple[int, int]:
        """How many amounts of a paragraph are those of cells of the same kind, and how many are not."""
        found, kind = self._of(block), self._kind(cell)
        return found[kind, True], found[kind, False]

    def balances(self, statement: Statement, figure: Figure, cell: Figure) -> bool:
        """Whether income less expenditure is what is left with the cell's number, and is not with the printed one."""
        said = {s.subject.name: f for s in self._statements[statement.block] if (f := main_amount(s))}
        of = SIDE.sub("", statement.subject.name)
        left = [said[name] for one in self._left for name in (f"{of}{one}", one) if name in said]
        flows = [said[name] for side in FLOWS if (name := f"{of}{side}") in said]
        if len(left) != 1 or len(flows) != len(FLOWS) or figure.key not in {f.key for f in flows}:
            return False
        verdicts = [
            judge_sum(income.printed, (spent.printed, left[0].printed))
            for income, spent in (flows, [cell if f.key == figure.key else f for f in flows])
        ]
        return verdicts[0] is Verdict.INCONSISTENT and verdicts[1] <= Verdict.BY_ROUNDING

    def _borne_out(self, statement: Statement, figure: Figure, cell: Figure) -> bool:
        held, missed = self.beside(statement.block, cell)
        digits = len(str(abs(figure.printed.digits)))
        items = self._held(self._near(statement.block), statement, cell) if missed == 1 else 0
        if items >= ITEMS and self.balances(statement, figure, cell):
            return True
        if digits < FEWER_DIGITS:
            return missed == 1 and (held >= HELD or items >= ITEMS * 2) and not self._on_other_terms(figure)
        if held < HELD * (missed - 1):
            return False
        if digits >= DIGITS and held >= OF_ROW and missed == 1:
            return True
        if items >= ITEMS and not self._on_other_terms(figure):
            return True
        own = self.of_row(statement, figure, cell.key[:2])
        if own and (own >= OF_ROW or held + own >= HELD or self._in_section(statement, cell)):
            return True
        return held >= OF_ROW and self._adds_up(statement, cell)

    def _on_other_terms(self, figure: Figure) -> bool:
        """Whether the sentence says that the amount is of more or less than the row: 含对区县转移支付, 为全市数."""
        block, start, _ = figure.key
        text = self._text(block)
        low = text.rfind("。", 0, start) + 1
        sentence = text[low:].split("。")[0]
        return any(word in sentence for word in self._wider)

    def _in_section(self, statement: Statement, cell: Figure) -> bool:
        """Whether the other paragraphs of the section speak of such cells too: items, a paragraph each."""
        return self._held(self._sections[statement.section], statement, cell) >= HELD

    def _held(self, blocks: Iterable[int], statement: Statement, cell: Figure) -> int:
        """How many amounts of other paragraphs are those of such cells for each that is not, and one."""
        found = [self.beside(b, cell) for b in blocks if b != statement.block]
        held, missed = (sum(n) for n in zip(*found, strict=True)) if found else (0, 0)
        return held // (missed + 1)

    def _near(self, block: int) -> list[int]:
        return [b for b in range(block - REACH, block + REACH + 1) if b in self._statements]

    def _of_one_table(self, statement: Statement, cells: Sequence[Figure]) -> list[Figure]:
        """Those of the cells in whose very column all items around stand, where those of the others' columns do not."""
        around = [self._standing(b) for b in self._near(statement.block) if b != statement.block]
        items = [columns for columns in around if columns]
        found = {c.key: sum((c.key[0], c.key[2]) in columns for columns in items) for c in cells}
        best = max(found.values())
        if best < ITEMS or best < len(items) - 1 or any(best - HELD < n < best for n in found.values()):
            return []
        return [c for c in cells if found[c.key] == best]

    def _standing(self, block: int) -> set[Place]:
        """The columns (block of the table, column) that an amount of the paragraph stands in."""
        return {
            (c.key[0], c.key[2])
            for statement in self._statements[block]
            for figure, cells in self._matched(statement)
            for c in cells
            if judge_equal(figure.printed, c.printed) < Verdict.POSSIBLE
        }

    def _adds_up(self, statement: Statement, cell: Figure) -> bool:
        """Whether the list that the statement stands in adds up with the cell's number in the place of its own."""
        at = next(i for i, s in enumerate(self._all) if s is statement)
        top = at if statement.parent is None else statement.parent
        groups = {s.group for s in self._all if s.parent == top} if statement.parent is None else {statement.group}
        for group in groups:
            parts = [s for s in self._all if s.parent == top and s.group == group]
            amounts = [cell if s is statement else main_amount(s) for s in (self._all[top], *parts)]
            whole, *rest = [f.printed for f in amounts if f]
            if len(rest) == len(parts) > 1 and judge_sum(whole, rest) <= Verdict.BY_ROUNDING:
                return True
        return False

    def _kind(self, cell: Figure) -> Kind:
        own, block = cell.address, cell.key[0]
        column: Kind = () if own.area and own.period else (block, cell.key[2])
        if insurance_of((cell.column or "").split("·")[0]) or WHOLE.match(
            normalise(cell.row or "")
        ):  # what are rows elsewhere
            column = (block, cell.key[1], "row")
        return (self._funds.get(block, ""), own.area, own.period, own.measure, *column)

    def _of(self, block: int) -> Counter[tuple[Kind, bool]]:
        if block not in self._columns:
            found: Counter[tuple[Kind, bool]] = Counter()
            for statement in self._statements[block]:
                for figure, cells in self._matched(statement):
                    holds = [c for c in cells if judge_equal(figure.printed, c.printed) < Verdict.POSSIBLE]
                    found.update({(self._kind(c), bool(holds)) for c in (holds or cells)})
            self._columns[block] = found
        return self._columns[block]

    def _matched(self, statement: Statement) -> Iterator[tuple[Figure, Sequence[Figure]]]:
        for measure in MEASURES:
            for figure in statement.amounts.get(measure, ()):
                if figure.type == "money":
                    yield figure, self._aligner.match(statement, measure).cells


def settled(figure: Figure, cell: Figure) -> tuple[Figure, Figure]:
    """The figure and the cell as of one area, year, measure and fund: those of the cell, which the rest bears out."""
    table = {"area": Source.TABLE, "measure": Source.TABLE, "scope": Source.TABLE, "period": Source.TABLE}
    own, said = cell.address, figure.address
    sources = said.sources._replace(**table)
    address = said._replace(area=own.area, measure=own.measure, scope=own.scope, period=own.period, sources=sources)
    return figure.of(address), cell.of(own._replace(sources=own.sources._replace(**table)))


def _telling(rate: Figure) -> bool:
    """Whether a rate is not one that many others may be too: 0%, 5%, 100%."""
    return abs(rate.printed.digits) >= TELLING and abs(rate.printed.value) != ALL_OF_IT
