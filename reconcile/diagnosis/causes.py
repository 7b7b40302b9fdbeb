"""A root cause told as one finding: the relation that says it best, the others it breaks, and what could be wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reconcile.diagnosis.explain import Alternative, Cause, explain
from reconcile.diagnosis.following import following
from reconcile.diagnosis.hints import SLIPPED, copied, hint
from reconcile.diagnosis.repairs import Holding
from reconcile.diagnosis.tell import directed, evidence, finding, printed, spot, stated
from reconcile.figures import Key
from reconcile.findings import Correction, Finding, Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.relations import FORGOTTEN, Check
from reconcile.stakes import stake, tail

MOST_ALTERNATIVES = 3
CLEARLY = 25  # an alternative that costs this much more than the likeliest (a unit slip, a relation broken) is not told
UNITS = {("元", 4): "万元", ("万元", 4): "亿元", ("亿元", -4): "万元", ("万元", -4): "元"}
ORDER = (Form.EQUAL, Form.SUM, Form.SHARE, Form.GROWTH, Form.BY_CHANGE, Form.LEVEL, Form.OF_BASE, Form.AT_MOST)


def group(checks: Sequence[Check], names: dict[str, str]) -> list[Finding]:
    """One finding a root cause, and one for each relation that only rounding errors in a row could explain."""
    holding: dict[Key, list[Check]] = defaultdict(list)
    for check in checks:
        if check.verdict is not Verdict.INCONSISTENT:
            for figure in check.relation.figures:
                holding[figure.key].append(check)
    tails = [finding(c, names.get(c.relation.code, "")) for c in checks if c.verdict is Verdict.POSSIBLE]
    broken = [c for c in checks if c.verdict is Verdict.INCONSISTENT]
    return tails + _once([_tell(cause, names, holding) for cause in explain(broken, holding)])


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """A column that a table forgets to add up is one mistake, in however many rows."""
    rows: dict[tuple[str, str, str | None], list[Finding]] = defaultdict(list)
    for one in findings:
        if one.cause.startswith(FORGOTTEN):
            rows[one.code, one.cause, one.evidence[0].table].append(one)
    told = []
    for one in findings:
        alike = rows.get((one.code, one.cause, one.evidence[0].table), [one])
        if one is alike[0]:
            told.append(_several(one, alike[1:]) if alike[1:] else one)
    return told


def _several(first: Finding, others: Sequence[Finding]) -> Finding:
    named = "、".join(dict.fromkeys(f.evidence[0].row or "" for f in others))
    seen = dict.fromkeys(e for f in (first, *others) for e in f.evidence)
    message = f"{first.message.rstrip('。')}。另有{len(others)}行同样漏加：{named}。"
    stakes = (f.stake for f in (first, *others) if f.stake)
    return first._replace(
        message=message,
        evidence=tuple(seen),
        stake=max(stakes, key=lambda s: s.amount, default=None),
        readings_tried=sum(f.readings_tried for f in (first, *others)),
    )


def _tell(cause: Cause, names: dict[str, str], holding: Holding) -> Finding:
    head = min(cause.checks, key=lambda c: _loudness(c, cause))
    told = finding(head, names.get(head.relation.code, ""))
    others = [c for c in cause.checks if c is not head]
    extra = [e for c in others for e in evidence(c.relation) if e not in told.evidence]
    message = told.message
    if others:
        labels = "；".join(
            dict.fromkeys(c.relation.label.rstrip("。") or names.get(c.relation.code, "") for c in others)
        )
        message = f"{message.rstrip('。')}。同一数字还使另外{len(others)}项关系不成立：{labels}。"
    likely = [a for a in cause.alternatives if a.cost < cause.alternatives[0].cost + CLEARLY][:MOST_ALTERNATIVES]
    corrections = tuple(_correction(a, head, holding) for a in likely)
    hinted = hint(likely[0].figure.printed, likely[0].value) or copied(likely[0].figure, cause.checks) if likely else ""
    return told._replace(
        kind="unit" if hinted == SLIPPED and likely[0].figure.in_prose else told.kind,
        message=message,
        severity=min((c.relation.severity for c in cause.checks), key=list(Severity).index),
        evidence=(*told.evidence, *dict.fromkeys(extra)),
        suggestion="可能的更正：" + "，或".join(c.text for c in corrections) if likely else "",
        cause=told.cause or hinted,
        stake=max((s for c in cause.checks if (s := stake(c.relation))), key=lambda s: s.amount, default=None),
        readings_tried=sum(len(c.relation.readings) for c in cause.checks),
        tail=all(tail(c.relation) for c in cause.checks),
        corrections=corrections,
    )


def _correction(chosen: Alternative, told: Check, holding: Holding) -> Correction:
    """The number put right, with what rests on it and would have to follow."""
    wrong, verb, right = _put_right(chosen, told)
    follows = following(chosen.figure, chosen.value, holding)
    return Correction(f"{wrong}{verb}{right}", chosen.figure.evidence("wrong"), right, follows)


def _put_right(chosen: Alternative, told: Check) -> tuple[str, str, str]:
    """收入总计10.21万元改为10.12万元; in one table the cell is enough, and a number that stands there in full is given
    so."""
    figure, value = chosen.figure, chosen.value
    relation = told.relation
    one_table = not figure.in_prose and all(f.table == figure.table for f in relation.figures)
    wrong = f"{spot(figure)}{printed(figure)}" if one_table else stated(figure)
    wrong_unit = figure.in_prose and hint(figure.printed, value) == SLIPPED
    other_unit = UNITS.get((figure.unit, value.exponent - figure.printed.exponent)) if wrong_unit else None
    if other_unit:
        return wrong, "改为", f"{figure.value}{other_unit}"
    if relation.form is Form.AT_MOST:
        bound = "应不大于" if figure.key == relation.result.key else "应不小于"
        return wrong, bound, directed(value.value, figure, None)
    finest = None
    if relation.form is Form.EQUAL and figure.in_prose and figure.key in (f.key for f in relation.figures):
        other = relation.inputs[0] if figure.key == relation.result.key else relation.result
        if value.value in other.printed.interval() or other.printed.value in value.interval():
            value, finest = other.printed, other.printed.exponent
    return wrong, "改为", directed(value.value, figure, finest)


def _loudness(check: Check, cause: Cause) -> tuple[int, int, int]:
    """The relation to tell: a loud one, in prose, whose result is the number that is likeliest wrong, simple first."""
    relation = check.relation
    likeliest = cause.alternatives[0].figure.key if cause.alternatives else None
    own = relation.result.key == likeliest
    return (list(Severity).index(relation.severity), ORDER.index(relation.form), 0 if own else 1)
