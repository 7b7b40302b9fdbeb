"""Rates and changes of a government's prose beside its tables: what the row prints, else what its amounts give.

A rate that agrees is ticked. One that does not is left unchecked with both numbers: prose speaks of 同口径 without
saying so, and of a budget that was adjusted since. Only where the sentence prints the amount of the row too it may be
an error: that the document's other rates are those of its tables has to bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.address import LAST
from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict, judge_equal
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.statements import MAIN
from reconcile.rules.values import Result, Tick

BASES = {
    "growth": ("actual", "budget"), "change": ("actual", "budget"), "completion": ("adjusted_budget", "budget"),
}  # fmt: skip
FORMS = {"growth": Form.GROWTH, "change": Form.SUM, "completion": Form.SHARE}
SIGNS = {"change": (1, -1)}
KINDS = {"change": "growth"}
RATES = ("growth", "completion")


def rates(facts: Facts, aligner: Aligner, code: str) -> Iterator[Result]:
    """What the tables say of the growth and completion rates that the statements of a government's report give. Where
    the report says 同口径 anywhere, nobody knows which of its growth rates are."""
    plain = not any(word in b.text for _, b in facts.paragraphs for word in facts.lexicon.other_terms)
    for statement in facts.prose.statements:
        for measure in BASES:
            figure = getattr(statement, measure)
            typed = figure and figure.type == ("percent" if measure in RATES else "money")
            if typed and figure.key not in facts.prose.reasons:
                strict = not statement.exception and (plain or measure == "completion")
                yield from _rate(statement, measure, figure, aligner, code, strict)


def _rate(
    statement: Statement, measure: str, figure: Figure, aligner: Aligner, code: str, strict: bool
) -> Iterator[Result]:
    printed = aligner.rates(statement, figure) if measure in RATES else ()
    for cell in printed:
        if judge_equal(figure.printed, cell.printed) <= Verdict.BY_ROUNDING:
            yield Relation(
                code, "text_table_value", Form.EQUAL, figure, (meant(cell, figure),), severity=Severity.WARNING
            )
            return
    broken: Relation | None = None
    for now, base in _amounts(statement, measure, figure, aligner):
        if printed and now.key[0] != base.key[0]:
            continue  # the row prints the rate: two tables do not say it better
        of = (meant(now, figure), meant(base, figure))
        form, signs = FORMS[measure], SIGNS.get(measure, ())
        relation = Relation(code, KINDS.get(measure, measure), form, figure, of, signs, severity=Severity.WARNING)
        if relation.judge() <= Verdict.BY_ROUNDING:
            yield relation
            return
        broken = broken or (_accusing(relation, measure, statement) if strict else None)
    if broken:
        yield broken
    elif printed:
        yield Tick(figure.key, Status.UNCHECKED, reason=f"{printed[0].where}为{printed[0].quote}，不知道是不是同一口径")


def _accusing(relation: Relation, measure: str, statement: Statement) -> Relation | None:
    """The relation as an error, if the sentence's own amount is the row's and does not give the rate either."""
    now, base = relation.inputs
    level = _printed_as(statement, now)
    outcomes = all(f.address.measure.removeprefix(LAST) == "actual" for f in (now, base))
    done = measure == "completion" or outcomes  # a plan may grow from last year's plan or from its outcome
    if measure not in RATES or not level or not done or _roughly(relation, level):
        return None
    return relation._replace(severity=Severity.ERROR)


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


def _amounts(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> Iterator[tuple[Figure, Figure]]:
    """The amounts of the tables that the rate may be of: what is now, and what it is compared with."""
    address = figure.address
    if not address.period.isdigit() or (measure != "completion" and statement.base == "other"):
        return
    before = address.period if measure == "completion" else str(int(address.period) - 1)
    for of in ("actual",) if measure == "completion" else ("actual", "budget"):
        for now in aligner.cells(statement, address._replace(measure=of)):
            for base in _bases(statement, measure, aligner):
                for cell in aligner.cells(statement, address._replace(measure=base, period=before)):
                    if cell.printed.digits:
                        yield now, cell


def _bases(statement: Statement, measure: str, aligner: Aligner) -> tuple[str, ...]:
    """What the rate may start from; where the words say the adjusted budget and the tables print one, only that."""
    if measure == "completion" and statement.completion_of == "adjusted_budget" and statement.completion:
        address = statement.completion.address._replace(measure="adjusted_budget")
        return ("adjusted_budget",) if aligner.cells(statement, address) else BASES[measure]
    return BASES[measure]
