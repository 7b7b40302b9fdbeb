"""What a government's tables say of a rate or change of its prose: what the row prints, else what its amounts give."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict, judge_equal
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.statements import MAIN

CODE = "R101"
BASES = {
    "growth": ("actual", "budget"), "change": ("actual", "budget"), "completion": ("adjusted_budget", "budget"),
}  # fmt: skip
FORMS = {"growth": Form.GROWTH, "change": Form.SUM, "completion": Form.SHARE}
SIGNS = {"change": (1, -1)}
KINDS = {"change": "growth"}
RATES = ("growth", "completion")
ADJUSTED = "adjusted_budget"
_ADJUSTED = lazy(r"调整|变动")  # in the heads of columns


def rates_said(statement: Statement) -> Iterator[tuple[str, Figure]]:
    """The rates and the change of a statement, with their measure."""
    for measure in BASES:
        figure = getattr(statement, measure)
        if figure and figure.type == ("percent" if measure in RATES else "money"):
            yield measure, figure


def printed(
    statement: Statement, measure: str, figure: Figure, aligner: Aligner, terms: bool = False
) -> Iterator[Relation]:
    """The rate as the rate that the row prints; ``terms``: also on other terms."""
    for cell in aligner.rates(statement, figure, terms) if measure in RATES else ():
        of = (meant(cell, figure),)
        relation = Relation(CODE, "text_table_value", Form.EQUAL, figure, of, severity=Severity.WARNING)
        other_base = statement.completion_of == ADJUSTED and not _ADJUSTED.search(cell.column or "")
        if measure != "completion" or not other_base or relation.judge() <= Verdict.BY_ROUNDING:
            yield relation  # 完成调整预算的87.4% beside 为预算% proves nothing where they differ


def worked_out(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> Iterator[Relation]:
    """The rate as that of two amounts of the tables."""
    for now in _nows(statement, measure, figure, aligner):
        for base, period in _bases(statement, measure, figure, aligner):
            for cell in aligner.cells(statement, figure.address._replace(measure=base, period=period)):
                if cell.printed.digits:
                    yield _rate(measure, figure, now, cell)


def by_twins(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> Iterator[Relation]:
    """The rate as that of two amounts of another table's row, which prints the statement's number for its year too."""
    levels = [f for m in MAIN for f in statement.amounts.get(m, ())]
    for now in _nows(statement, measure, figure, aligner):
        if any(judge_equal(f.printed, now.printed) <= Verdict.BY_ROUNDING for f in levels):
            for base, period in _bases(statement, measure, figure, aligner):
                for twin, cell in aligner.twins.beside(now, base, period):
                    yield _rate(measure, figure, twin, cell)


def _rate(measure: str, figure: Figure, now: Figure, base: Figure) -> Relation:
    form, signs, kind = FORMS[measure], SIGNS.get(measure, ()), KINDS.get(measure, measure)
    of = (meant(now, figure), meant(base, figure))
    return Relation(CODE, kind, form, figure, of, signs, severity=Severity.WARNING)


def of_row(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> Relation | None:
    """How the rate is that of one row of a table, None where it is that of none."""
    for relation in (*printed(statement, measure, figure, aligner), *worked_out(statement, measure, figure, aligner)):
        if len({f.key[:2] for f in relation.inputs}) == 1 and relation.judge() <= Verdict.BY_ROUNDING:
            return relation
    return None


def _nows(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> Iterator[Figure]:
    """The amounts of the tables that the rate may have come to."""
    if figure.address.period.isdigit() and (measure == "completion" or statement.base != "other"):
        for of in ("actual",) if measure == "completion" else ("actual", "budget"):
            yield from aligner.cells(statement, figure.address._replace(measure=of))


def _bases(statement: Statement, measure: str, figure: Figure, aligner: Aligner) -> list[tuple[str, str]]:
    """What the rate may start from, with its year; where the words say the adjusted budget and the tables print one,
    only that."""
    period = figure.address.period if measure == "completion" else str(int(figure.address.period) - 1)
    if measure == "completion" and statement.completion_of == ADJUSTED and statement.completion:
        address = statement.completion.address._replace(measure=ADJUSTED)
        if aligner.cells(statement, address):
            return [(ADJUSTED, period)]
    return [(base, period) for base in BASES[measure]]
