"""What a relation that does not hold may be called: an error, a warning, or unchecked and why; said only here.

A relation between cells of a table brings its proof from the table and keeps the severity of its rule. One that a
number of the prose stands in accuses only where its figures may be held against each other (`address.compare`), all
that stands between them was read, none of the other things that the words may mean holds, and something bears it out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reconcile.address import Comparison, Standing, compare
from reconcile.diagnosis.hints import hint
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.interval import Printed, Verdict
from reconcile.prose.values import Prose
from reconcile.relations import Check, Form, Relation

# components in which the figures of a relation of this kind are meant to differ
SUBJECTS = frozenset({"subject", "scope"})
ASIDE: dict[str, frozenset[str]] = {
    "text_table_value": frozenset(),
    "text_text_value": frozenset(),
    "text_sum": SUBJECTS | {"measure"},
    "share": SUBJECTS | {"measure", "counted"},
    "growth": frozenset({"measure", "period", "counted"}),
    "completion": frozenset({"measure", "counted"}),
    "balance": SUBJECTS | {"measure", "period"},
}
PARTS = ("text_sum", "share")  # kinds of relations of parts to their whole


def judged(relation: Relation, prose: Prose) -> Check:
    """The relation with its verdict, and with what keeps it from accusing or bears the accusation out."""
    verdict = relation.judge()
    if verdict <= Verdict.BY_ROUNDING or not any(f.in_prose for f in relation.figures):
        return Check(relation, verdict)
    for reading in relation.readings:
        other = reading.judge()
        if other < Verdict.INCONSISTENT:
            return Check(reading, other)
    if reason := _barred(relation, prose):
        return Check(relation, verdict, reason)
    witness = _witness(relation, prose)
    if not witness and relation.severity is Severity.ERROR:
        relation = replace(relation, severity=Severity.WARNING, confidence=min(relation.confidence, 0.6))
    return Check(relation, verdict, witness=witness)


def _barred(relation: Relation, prose: Prose) -> str:
    """Why the figures may not be held against each other, "" where they may."""
    spoken = [f for f in relation.figures if f.in_prose]
    if words := prose.between([f.key for f in spoken]):
        return f"“{words}”没有读懂"
    for figure in relation.inputs:
        found = _compared(relation, figure, prose)
        parts = relation.kind in PARTS or relation.form is Form.AT_MOST
        if found.standing is not Standing.SAME and not (parts and found.standing is Standing.PART_OF):
            return f"口径不明：{found.why}" if found.standing is Standing.UNKNOWN else f"口径不同：{found.why}"
    return ""


def _compared(relation: Relation, figure: Figure, prose: Prose) -> Comparison:
    aside = ASIDE.get(relation.kind, frozenset())
    if relation.form is Form.AT_MOST:
        return compare(relation.result.address, figure.address, aside | SUBJECTS, together(relation, prose))
    return compare(relation.result.address, figure.address, aside, relation.listed or together(relation, prose))


def together(relation: Relation, prose: Prose) -> bool:
    """Whether all figures stand in one sentence of the prose."""
    if not all(f.in_prose for f in relation.figures):
        return False
    return all(prose.sentence(a.key) == prose.sentence(b.key) for a, b in pairwise(relation.figures))


def _witness(relation: Relation, prose: Prose) -> str:
    """What bears the accusation out, "" for nothing."""
    if together(relation, prose):
        return "sentence"
    if relation.listed or relation.complete:
        return "list"
    if relation.form is Form.EQUAL:
        return "address"
    return "slip" if slip(relation) else ""


def slip(relation: Relation) -> str:
    """How the printed result may have come from what it should be by a slip of the hand."""
    expected, printed = relation.expected(), relation.result.printed
    if expected is None:
        return ""
    return hint(printed, Printed(round(expected / printed.last_place), printed.exponent))
