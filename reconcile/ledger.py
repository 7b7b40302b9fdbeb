"""The account of every number of the prose: agrees, agrees by rounding, disagrees, or unchecked and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reconcile.address import Address, Source
from reconcile.facts import Facts
from reconcile.figures import Key
from reconcile.findings import Evidence, LedgerLine, Status
from reconcile.interval import Verdict
from reconcile.relations import Check, Form
from reconcile.rules.values import Tick

OF_VERDICT = {
    Verdict.AGREES: Status.AGREES,
    Verdict.BY_ROUNDING: Status.BY_ROUNDING,
    Verdict.POSSIBLE: Status.BY_ROUNDING,
    Verdict.INCONSISTENT: Status.DISAGREES,
}
ONLY_AT_MOST = "只核对了部分不大于整体"
NO_PARTNER = "文中没有可以与它核对的表格数或其他数字"


def ledger(facts: Facts, checks: Sequence[Check], ticks: Sequence[Tick]) -> tuple[LedgerLine, ...]:
    """One line for every figure of the prose, in order. "Not found" is never "passed"."""
    seen: dict[Key, list[tuple[Status, bool, tuple[Evidence, ...]]]] = defaultdict(list)
    compared: dict[Key, bool] = {}  # whether a number was held against an equal, and not only against a part or whole
    reasons: dict[Key, str] = dict(facts.prose.reasons)
    for check in checks:
        relation = check.relation
        if check.reason:
            for figure in relation.figures:
                reasons.setdefault(figure.key, check.reason)
            continue
        status = OF_VERDICT[check.verdict]
        for position, figure in enumerate(relation.figures):
            if figure.in_prose:
                others = tuple(f.evidence("partner") for f in relation.figures if f.key != figure.key)[:12]
                seen[figure.key].append((status, position == 0, others))
                compared[figure.key] = compared.get(figure.key, False) or relation.form is not Form.AT_MOST
    for tick in ticks:
        if tick.status is Status.UNCHECKED:
            reasons.setdefault(tick.key, tick.reason)
        else:
            seen[tick.key].append((tick.status, True, tick.against))
            compared[tick.key] = True
    lines = []
    for figure in facts.prose.figures:
        status, against = verdict(seen.get(figure.key, []))
        reason = reasons.get(figure.key, NO_PARTNER) if status is Status.UNCHECKED else ""
        weak = status is Status.AGREES and not compared[figure.key]
        if weak:
            reason = ONLY_AT_MOST
        start, end, address = figure.key[1], figure.end or figure.key[1], str(figure.address)
        lines.append(
            LedgerLine(
                block=figure.key[0],
                quote=figure.quote,
                place=figure.place,
                start=start,
                end=end,
                type=figure.type,
                value=figure.value,
                unit=figure.unit,
                address=address,
                status=status,
                reason=reason,
                against=against,
                subject=figure.address.subject,
                measure=_measure(figure.address),
                period=figure.address.period,
                scope=figure.address.scope,
                context=figure.context,
                weak=weak,
            )
        )
    return tuple(lines)


def _measure(address: Address) -> str:
    """budget or actual only where the words say it: what the document makes of an amount is told of the document."""
    if address.sources.measure > Source.DOCUMENT or address.measure.removeprefix("last_") not in ("budget", "actual"):
        return address.measure
    return "last_amount" if address.measure.startswith("last_") else "amount"


def verdict(seen: list[tuple[Status, bool, tuple[Evidence, ...]]]) -> tuple[Status, tuple[Evidence, ...]]:
    """The worst of what relations say of a number; one that is only an input of a broken relation, and agrees
    elsewhere, is not the one that is wrong."""
    if not seen:
        return Status.UNCHECKED, ()
    broken = [s for s in seen if s[0] is Status.DISAGREES]
    fine = [s for s in seen if s[0] is not Status.DISAGREES]
    if broken and (not fine or any(result for _, result, _ in broken)):
        return Status.DISAGREES, broken[0][2]
    best = next((s for s in fine if s[0] is Status.AGREES), fine[0])
    return best[0], best[2]
