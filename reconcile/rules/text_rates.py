"""Rates and changes of a government's prose beside its tables: what the row prints, else what its amounts give.

A rate that agrees is ticked. One that does not is left unchecked with both numbers: prose speaks of 同口径 without
saying so, and of a budget that was adjusted since. Only where the sentence prints the amount of the row too it may be
an error: that the document's other rates are those of its tables has to bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.address import LAST
from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.interval import Printed, Verdict, judge_equal
from reconcile.judging import slip
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.company import HELD, Company, settled
from reconcile.rules.rates_of_tables import RATES, printed, rates_said, worked_out
from reconcile.rules.statements import MAIN
from reconcile.rules.values import Result, Tick

LEAST_DIGITS = 3  # of fewer any other rate is a slip
USUAL = 10  # rates as in the tables for each that is not


def rates(facts: Facts, aligner: Aligner, company: Company) -> Iterator[Result]:
    """What the tables say of the growth and completion rates that the statements of a government's report give. Where
    the report says 同口径 anywhere, nobody knows which of its growth rates are, unless nearly all that do not say so
    are those of the tables."""
    said = [(s, m, f) for s in facts.prose.statements for m, f in rates_said(s) if f.key not in facts.prose.reasons]
    plain = not any(word in b.text for _, b in facts.paragraphs for word in facts.lexicon.other_terms)
    usual = plain or _as_in_tables(said, aligner)
    for statement, measure, figure in said:
        strict = not statement.exception and (usual or measure == "completion")
        yield from _rate(statement, measure, figure, aligner, company if strict else None)


def _as_in_tables(said: Sequence[tuple[Statement, str, Figure]], aligner: Aligner) -> bool:
    """Whether the report's growth rates are those that its tables print, but for few."""
    found = [
        any(r.judge() <= Verdict.BY_ROUNDING for r in own)
        for s, m, f in said
        if m == "growth" and not s.exception and (own := list(printed(s, m, f, aligner)))
    ]
    return found.count(True) >= USUAL * max(found.count(False), 1)


def _rate(
    statement: Statement, measure: str, figure: Figure, aligner: Aligner, company: Company | None
) -> Iterator[Result]:
    own = list(printed(statement, measure, figure, aligner))
    if found := next((r for r in own if r.judge() <= Verdict.BY_ROUNDING), None):
        yield found
        return
    broken: Relation | None = None
    for relation in worked_out(statement, measure, figure, aligner):
        now, base = relation.inputs
        if own and now.key[0] != base.key[0]:
            continue  # the row prints the rate: two tables do not say it better
        if relation.judge() <= Verdict.BY_ROUNDING:
            yield relation
            return
        broken = broken or (_accusing(relation, measure, statement, own, company) if company else None)
    if broken:
        yield broken
    elif own:
        cell = own[0].inputs[0]
        yield Tick(figure.key, Status.UNCHECKED, reason=f"{cell.where}为{cell.quote}，不知道是不是同一口径")


def _accusing(
    relation: Relation, measure: str, statement: Statement, own: Sequence[Relation], company: Company
) -> Relation | None:
    """The relation as an error, if the sentence's own amount is the row's and does not give the rate either."""
    now, base = relation.inputs
    level = _printed_as(statement, now)
    outcomes = all(f.address.measure.removeprefix(LAST) == "actual" for f in (now, base))
    done = measure == "completion" or outcomes  # a plan may grow from last year's plan or from its outcome
    if measure not in RATES or not level or not done or _roughly(relation, level):
        return None
    if borne_out := _of_its_row(relation, statement, own, company):
        return borne_out
    return relation._replace(severity=Severity.ERROR)


def _of_its_row(relation: Relation, statement: Statement, own: Sequence[Relation], company: Company) -> Relation | None:
    """The rate as the one that the row prints, where the statement's other numbers are those of the row, or the other
    amounts of the paragraph those of its column, and a slip of the digits is all that is between the two."""
    now, base = relation.inputs
    beside = [r for r in own if r.inputs[0].key[:2] == now.key[:2]]
    if len(beside) != 1 or now.key[:2] != base.key[:2] or not slip(beside[0]):
        return None
    held, missed = company.beside(statement.block, now)
    others = company.of_row(statement, relation.result, now.key[:2])
    agree = relation.judge({relation.result.key: beside[0].inputs[0].printed}) <= Verdict.POSSIBLE
    fine = abs(relation.result.printed.digits) >= 10 ** (LEAST_DIGITS - 1)
    if not agree or not fine or missed or held - 1 + 2 * others < HELD - 1:
        return None
    cell = beside[0].inputs[0]
    rate = settled(relation.result, cell)
    return beside[0]._replace(result=rate, inputs=(meant(cell, rate),), severity=Severity.ERROR)


def _printed_as(statement: Statement, cell: Figure) -> Figure | None:
    """The statement's amount that is the cell's: then its rate is one of that row."""
    levels = (f for m in MAIN for f in statement.amounts.get(m, ()) if f.printed.digits)
    return next((f for f in levels if judge_equal(f.printed, cell.printed) <= Verdict.BY_ROUNDING), None)


def _roughly(relation: Relation, level: Figure) -> bool:
    """Whether the rate is that of the amounts as the prose prints them: 46亿元 for 464,425万元."""
    place = level.printed.last_place
    base = relation.inputs[1]
    rough = Printed(round(base.printed.value / place), level.printed.exponent)
    coarse = base._replace(printed=max(rough, base.printed, key=lambda p: p.exponent))
    return relation._replace(inputs=(level, coarse)).judge() is not Verdict.INCONSISTENT
