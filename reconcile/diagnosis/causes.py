"""Groups broken relations by the number that, changed, would make them all hold, and hints at how it went wrong.

A number explains a set of broken relations when one value would satisfy all of them and break none of the relations
that hold now. Where two numbers explain the same set, both are told: the tool does not know which side is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reconcile.diagnosis.tell import amount, evidence, finding, name, printed
from reconcile.figures import Figure, Key
from reconcile.findings import Finding, Severity
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check, Form

EXACT = (Form.EQUAL, Form.SUM, Form.AT_MOST)
UNIT_SLIPS = (4, -4)  # 万元 for 亿元, 元 for 万元, and the other way round
SLIPPED = "单位有误（万元与亿元、元与万元相混）"


def group(checks: Sequence[Check], names: dict[str, str]) -> list[Finding]:
    broken = [c for c in checks if c.verdict is Verdict.INCONSISTENT]
    tails = [c for c in checks if c.verdict is Verdict.POSSIBLE]
    holding: dict[Key, list[Check]] = defaultdict(list)
    for check in checks:
        if check.verdict is not Verdict.INCONSISTENT:
            for figure in check.relation.figures:
                holding[figure.key].append(check)
    findings = [finding(c, names.get(c.relation.code, "")) for c in tails]
    left = list(broken)
    while left:
        cluster = _largest(left, holding)
        findings.append(_tell(cluster, names, holding))
        told = {id(c) for c in cluster}
        left = [c for c in left if id(c) not in told]
    return findings


def _largest(broken: Sequence[Check], holding: dict[Key, list[Check]]) -> list[Check]:
    """The largest set of broken relations that one changed number repairs; a single relation where none repairs two."""
    by_figure: dict[Key, list[Check]] = defaultdict(list)
    for check in broken:
        for figure in check.relation.figures:
            by_figure[figure.key].append(check)
    best: list[Check] = [broken[0]]
    for key, members in by_figure.items():
        if len(members) > len(best):
            repaired = _repaired(key, members, holding)
            if len(repaired) > len(best):
                best = repaired
    return best


def _repaired(key: Key, members: list[Check], holding: dict[Key, list[Check]]) -> list[Check]:
    """Of the broken relations with this number, those that its best new value repairs."""
    best: list[Check] = []
    for value in candidates(key, members):
        changed = {key: value}
        repaired = [c for c in members if c.relation.judge(changed) is not Verdict.INCONSISTENT]
        harmed = sum(c.relation.judge(changed) is Verdict.INCONSISTENT for c in holding.get(key, ()))
        if len(repaired) - harmed > len(best):
            best = repaired
    return best


def candidates(key: Key, members: Sequence[Check]) -> list[Printed]:
    """The values, in the number's own printed precision, that one of the relations would have it be."""
    found: list[Printed] = []
    for check in members:
        own = next(f for f in check.relation.figures if f.key == key)
        exponent = own.printed.exponent
        exact: Fraction | None = None
        if check.relation.result.key == key:
            exact = check.relation.expected()
        elif (interval := check.relation.solve(key)) is not None:
            exact = (interval.low + interval.high) / 2
        for shift in UNIT_SLIPS if own.type == "money" else ():
            slipped = Printed(own.printed.digits, exponent + shift)
            verdict = check.relation.judge({key: slipped})
            if slipped not in found and verdict <= (
                Verdict.AGREES if check.relation.form in EXACT else Verdict.BY_ROUNDING
            ):
                found.append(slipped)
        if exact is not None:
            scaled = exact / Fraction(10) ** exponent
            value = Printed(round(scaled), exponent)
            if value not in found and value != own.printed:
                found.append(value)
    return found


def _tell(cluster: list[Check], names: dict[str, str], holding: dict[Key, list[Check]]) -> Finding:
    head = min(cluster, key=_loudness)
    told = finding(head, names.get(head.relation.code, ""))
    others = [c for c in cluster if c is not head]
    extra = [e for c in others for e in evidence(c.relation) if e not in told.evidence]
    suggestion, cause = _suggest(head, cluster, holding)
    message = told.message
    if others:
        labels = "；".join(dict.fromkeys(c.relation.label or names.get(c.relation.code, "") for c in others))
        message = f"{message}同一数字还使另外{len(others)}项关系不成立：{labels}"
    severity = min((c.relation.severity for c in cluster), key=list(Severity).index)
    return replace(
        told,
        kind="unit" if cause == SLIPPED else told.kind,
        message=message,
        severity=severity,
        evidence=(*told.evidence, *dict.fromkeys(extra)),
        suggestion=suggestion,
        cause=told.cause or cause,
    )


def _loudness(check: Check) -> tuple[int, int]:
    order = (Form.EQUAL, Form.SUM, Form.SHARE, Form.GROWTH, Form.BY_CHANGE, Form.LEVEL, Form.OF_BASE, Form.AT_MOST)
    return (list(Severity).index(check.relation.severity), order.index(check.relation.form))


def _suggest(head: Check, cluster: list[Check], holding: dict[Key, list[Check]]) -> tuple[str, str]:
    """Which number, changed to what, would repair the cluster: up to three alternatives, best supported first."""
    options: list[tuple[int, Figure, Printed]] = []
    seen: set[tuple[Key, Printed]] = set()
    for figure in {f.key: f for c in cluster for f in c.relation.figures}.values():
        members = [c for c in cluster if any(f.key == figure.key for f in c.relation.figures)]
        if len(members) < len(cluster):
            continue
        for value in candidates(figure.key, members):
            if (figure.key, value) in seen:
                continue
            seen.add((figure.key, value))
            changed = {figure.key: value}
            if any(c.relation.judge(changed) is Verdict.INCONSISTENT for c in members):
                continue
            harmed = sum(c.relation.judge(changed) is Verdict.INCONSISTENT for c in holding.get(figure.key, ()))
            held = len(holding.get(figure.key, ()))
            slipped = hint(figure.printed, value) == SLIPPED
            options.append((harmed * 100 + (0 if slipped else held + 1), figure, value))
    options.sort(key=lambda o: o[0])
    if not options:
        return "", ""
    shown = [f"{name(f)}{printed(f)}改为{amount(v.value, f)}" for _, f, v in options[:3]]
    _, figure, value = options[0]
    return "可能的更正：" + "，或".join(shown), hint(figure.printed, value)


def hint(wrong: Printed, right: Printed) -> str:
    """How a right number may have become a wrong one, as far as the digits tell."""
    if wrong.digits == right.digits and abs(wrong.exponent - right.exponent) == 4:
        return SLIPPED
    exponent = min(wrong.exponent, right.exponent)
    a = str(abs(wrong.digits * 10 ** (wrong.exponent - exponent)))
    b = str(abs(right.digits * 10 ** (right.exponent - exponent)))
    if a == b:
        return "符号相反"
    if a.rstrip("0") == b.rstrip("0") and a.strip("0"):
        return "小数点或单位错位"
    if len(a) == len(b):
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) == 1:
            return "一位数字有误"
        if (
            len(different) == 2
            and different[1] == different[0] + 1
            and a[different[0]] == b[different[1]]
            and a[different[1]] == b[different[0]]
        ):
            return "相邻数字颠倒"
    if len(a) + 1 == len(b) and any(b[:i] + b[i + 1 :] == a for i in range(len(b))):
        return "漏一位数字"
    if len(b) + 1 == len(a) and any(a[:i] + a[i + 1 :] == b for i in range(len(a))):
        return "多一位数字"
    return ""
