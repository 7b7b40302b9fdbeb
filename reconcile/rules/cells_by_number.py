"""Amounts of a government's prose that a cell prints to the digit, in a row or column that the sentence names.

安排资金43.25亿元全面落实社会保障政策, 行政事业性收入5335万元, 市级使用359.92亿元: words that are no name of a row, and
a number of so many digits that another cell with the same words has it by chance once in a thousand. That no cell has
it says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from reconcile.address import Standing
from reconcile.align.insurances import insurance_of
from reconcile.facts import Facts
from reconcile.figures import NOWHERE, Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.judging import slip
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.company import settled
from reconcile.rules.own_words import of_two, pairs
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.tables.values import Table
from reconcile.tuples import NamedTuple

MOVES = lazy(r"(?:增[加长]?|减少?|[上下]?[升降]|持平|[短超]收|比|较)[^,;。]{0,4}$")
TOTAL, OWN = lazy(r"(?:[一二三四五六七八九十]、)?(?:合计|总计|小计)"), lazy(r"本级|[省市县]级")
YEAR = lazy(r"[12]\d{3}(?=年)")
AREA = lazy(r"(?:[省市县区州]|本级|[省市县区州]级)(?:[(（][^()（）]*[)）])?$")
SIDES = ("收入", "支出")
BEFORE, BEHIND = 60, 14  # characters of the sentence around a number
DIGITS, MANY = 4, 5  # digits before closing zeros: few of them need more of the words
FEW_WORDS, MORE_WORDS = 1, 2  # pairs of characters
BESIDE, MANY_BESIDE = 2, 6  # numbers of one column that show what the others of the paragraph are of
CENTS = 2  # of the exponent below a 元


class _Cell(NamedTuple):
    value: int  # in 分
    figure: Figure
    row: str
    column: str


def cells_by_number(facts: Facts) -> Iterator[Relation]:
    """Each such amount with its cell."""
    cells = sorted((c for t in facts.tables for c in _cells(t)), key=lambda c: c.value)
    values = [c.value for c in cells]
    columns: dict[tuple[int, int], list[_Cell]] = defaultdict(list)
    for cell in cells:
        columns[cell.figure.key[0], cell.figure.key[2]].append(cell)
    for _, text, found in spans(facts) if cells else ():
        told: dict[int, Figure] = {}
        money = [s for s in found if s.figure.type == "money" and s.figure.printed.digits]
        for span in money:
            figure = span.figure
            if figure.printed.telling < DIGITS or figure.printed.exponent < -CENTS:
                continue
            place = 10 ** (figure.printed.exponent + CENTS)
            value = abs(figure.printed.digits) * place
            near = cells[bisect_left(values, value - place // 2) : bisect_right(values, value + place // 2)]
            if near and (cell_ := _named(near, figure, text, span, facts.lexicon)):
                told[span.start] = cell_
        broken = _beside(text, money, told, columns)
        for span in money:
            if span.start in told:
                of = (told[span.start],)
                yield Relation("R101", "text_table_value", Form.EQUAL, span.figure, of, severity=Severity.WARNING)
        yield from broken


def _beside(
    text: str, money: list[Span], told: dict[int, Figure], columns: dict[tuple[int, int], list[_Cell]]
) -> list[Relation]:
    """下达东区491,675万元、西区120,000万元: adds the numbers of fewer digits beside those of a column, of the row that
    each names right before it. The one that is not that of its row, by a slip, is wrong where many others are."""
    broken: list[Relation] = []
    times = Counter((f.key[0], f.key[2]) for f in told.values())
    for column in (c for c, n in times.items() if n >= BESIDE):
        missed: list[Relation] = []
        for span in (s for s in money if s.start not in told):
            name = re.split("[、和]", clause_before(text, span))[-1]
            rows = [c.figure for c in columns[column] if c.row and name.endswith(c.row)]
            if len(rows) == 1 and _equal(span.figure, rows[0]):
                told[span.start] = rows[0]
            elif len(rows) == 1:
                figure, cell = settled(span.figure, rows[0])
                missed.append(Relation("R101", "text_table_value", Form.EQUAL, figure, (cell,)))
        held = sum((f.key[0], f.key[2]) == column for f in told.values())
        if len(missed) == 1 and held >= MANY_BESIDE and slip(missed[0]):
            broken += missed
    return broken


def _equal(figure: Figure, cell: Figure) -> bool:
    return Relation("", "", Form.EQUAL, figure, (cell,)).judge() <= Verdict.BY_ROUNDING


def _cells(table: Table) -> Iterator[_Cell]:
    for side in table.sides:
        for row in side.rows:
            for column in side.columns:
                figure = table.figures.get((row.index, column.index))
                if figure and figure.type == "money" and figure.printed.digits and figure.printed.exponent >= -CENTS:
                    value = abs(figure.printed.digits) * 10 ** (figure.printed.exponent + CENTS)
                    yield _Cell(value, figure, row.name, column.name)


def _named(cells: list[_Cell], figure: Figure, text: str, span: Span, lexicon: Lexicon) -> Figure | None:
    """The one of the cells with most of the words around the number, None where they are too few."""
    first = max(text.rfind("。", 0, span.start) + 1, span.start - BEFORE)
    before, behind = text[first : span.start], text[span.end : span.end + BEHIND].split("。")[0]
    if MOVES.search(before):
        return None
    said = pairs(before, lexicon) | pairs(behind, lexicon)
    least = FEW_WORDS if figure.printed.telling >= MANY else MORE_WORDS
    found: list[tuple[tuple[int, int], _Cell]] = []
    for cell in cells:
        row, column = pairs(cell.row, lexicon), pairs(cell.column, lexicon)
        shared = said & (row | column)
        told = 2 * len(said & row) >= len(row) or bool(AREA.search(cell.row) and said & column)
        insured = insurance_of(cell.row) or insurance_of(cell.column.split("·")[0])
        if insured and insured not in text[: span.start]:
            continue
        if told and len(shared) >= least and _equal(figure, cell.figure) and _may_be(figure, cell, before):
            found.append(((max(map(before.rfind, said & row), default=-1), len(shared)), cell))
    return max(found, key=lambda f: f[0])[1].figure if found else None  # the one that was named last


def _may_be(figure: Figure, cell: _Cell, before: str) -> bool:
    """Whether neither side, year nor area speaks against it."""
    side = next((s for s in SIDES if before.endswith(s)), "")
    other = next((s for s in SIDES if s != side), "") if side else ""
    years, period = YEAR.findall(before), cell.figure.address.period
    if (other and other in cell.row and side not in cell.row) or (years and period.isdigit() and years[-1] != period):
        return False
    if not cell.row.strip() or (TOTAL.fullmatch(cell.row) and OWN.search(before)):
        return False  # 市本级偿还本金, beside the row of all
    if figure.address == NOWHERE:
        return True
    return of_two(figure.address, cell.figure.address, funds=False).standing is not Standing.DIFFERENT
