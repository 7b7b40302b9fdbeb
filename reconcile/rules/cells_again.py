"""Amounts of the prose that a row of the same indicator prints, where no standard place of a table has them.

A table of another layout, or a number whose words were not read: that the row has it to the last of four digits says
that it is the same; that it does not says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Status
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import clause_before, spans
from reconcile.rules.values import Tick

OTHER = lazy(r"上年|去年|增减|增加|减少|比|率|年初")  # a column of another year, or of changes
YEAR = lazy(r"[12]\d{3}(?=年)")
MOVES = lazy(r"增|减|升|降|比|较|上年|去年|占|超|其中|完成|不含|剔除|本级|下属")
TAIL = lazy(r"(?:总?支出|总?收入|总额|合计|经费|预算|决算|数|共计|共|为|是|安排|[\"“”])*")
DIGITS = 1000
EXACT = Fraction(0)


def cells_again(facts: Facts) -> Iterator[Tick]:
    cells: dict[tuple[str, Fraction], Figure] = {}
    for table in facts.tables:
        for side, row in ((s, r) for s in table.sides for r in s.rows):
            named = facts.lexicon.scan(row.name)
            money = [c for c in side.columns if c.type == "money" and _own(c.name, facts)]
            for figure in (table.figures.get((row.index, c.index)) for c in money) if named else ():
                if figure:
                    cells.setdefault((named[-1].id, figure.printed.value), figure)
    for _, text, found in spans(facts) if cells else ():
        for span in (s for s in found if s.figure.type == "money" and abs(s.figure.printed.digits) >= DIGITS):
            words = clause_before(text, span)
            level = not MOVES.search(words) and _own(words, facts)
            named = facts.lexicon.scan(words) if level else []
            meant = next((n.id for n in named if TAIL.fullmatch(words, n.end)), "")
            cell = cells.get((meant, span.figure.printed.value))
            if cell:
                yield Tick(span.figure.key, Status.AGREES, (cell.evidence("cell"),), resolution=EXACT)


def _own(words: str, facts: Facts) -> bool:
    """Whether they speak of the document's year and of no change."""
    years = set(YEAR.findall(words)) - {str(facts.profile.year or "")}
    return not years and not OTHER.search(words)
