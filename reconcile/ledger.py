"""The account of every number of the prose: agrees, agrees by rounding, disagrees, or unchecked and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction

from reconcile.address import Address, Source
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Evidence, LedgerLine, Status
from reconcile.interval import Verdict
from reconcile.relations import Check
from reconcile.rules.values import Tick
from reconcile.ticks import ONLY_ORDER, Habit, Strength, graded, strength
from reconcile.tuples import NamedTuple

TICKED = (Status.AGREES, Status.BY_ROUNDING)
OF_VERDICT = {
    Verdict.AGREES: Status.AGREES,
    Verdict.BY_ROUNDING: Status.BY_ROUNDING,
    Verdict.POSSIBLE: Status.BY_ROUNDING,
    Verdict.INCONSISTENT: Status.DISAGREES,
}
NO_PARTNER = "文中没有可以与它核对的表格数或其他数字"
BY_CHANCE = "列举的范围、整体或基数有几种读法，其中有的恰好相符，可能只是巧合"
DOUBTFUL = "只能与自身有矛盾的数核对"
SHOWN = 12  # partners of a number at most


NOTHING = Strength(Fraction(1))


class Seen(NamedTuple):
    """What one relation says of a number. ``own`` is whether the relation is about it, as its result; ``partners`` are
    the others in it, or ``against`` what a rule names as such."""

    status: Status
    own: bool
    partners: tuple[Figure, ...] = ()
    strength: Strength = NOTHING
    against: tuple[Evidence, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, Fraction, bool]:
        """Strongest first."""
        return (*self.strength.rank, self.status is not Status.AGREES)


def ledger(facts: Facts, checks: Sequence[Check], ticks: Sequence[Tick]) -> tuple[LedgerLine, ...]:
    """One line for every figure of the prose, in order. "Not found" is never "passed"."""
    seen = _seen(checks, ticks)
    wrong = frozenset(key for key, found in seen.items() if contradicted(found) and not vouched_for(found))
    reasons = _reasons(facts, checks, ticks)
    return tuple(_line(f, seen.get(f.key, []), wrong, reasons) for f in facts.prose.figures)


def _seen(checks: Sequence[Check], ticks: Sequence[Tick]) -> dict[Key, list[Seen]]:
    """What is said of each number of prose and tables."""
    habit = Habit(checks)
    seen: dict[Key, list[Seen]] = defaultdict(list)
    for check in checks:
        if check.reason:
            continue
        status, figures = OF_VERDICT[check.verdict], check.relation.figures
        if check.open:
            for figure in figures:
                seen[figure.key].append(Seen(Status.AMBIGUOUS, False, readings=check.open))
            continue
        result, part = Seen(status, own=True), Seen(status, own=False)  # all that is asked of cells
        for position, figure in enumerate(figures):
            said = part if position else result
            if figure.in_prose and (others := tuple([f for f in figures if f.key != figure.key])):
                proof = NOTHING if status is Status.DISAGREES else strength(check, figure, habit)
                said = Seen(status, position == 0, others, proof)
            seen[figure.key].append(said)
    for tick in ticks:
        if tick.status is not Status.UNCHECKED:
            proof = Strength(Fraction(1), ONLY_ORDER) if tick.resolution is None else graded(tick.resolution)
            seen[tick.key].append(Seen(tick.status, own=True, strength=proof, against=tick.against))
    return seen


def _reasons(facts: Facts, checks: Sequence[Check], ticks: Sequence[Tick]) -> dict[Key, str]:
    """Why numbers are unchecked, by what was said first."""
    reasons: dict[Key, str] = dict(facts.prose.reasons)
    for check in checks:
        for figure in check.relation.figures if check.reason else ():
            reasons.setdefault(figure.key, check.reason)
    for tick in ticks:
        if tick.status is Status.UNCHECKED:
            reasons.setdefault(tick.key, tick.reason)
    return reasons


def _line(figure: Figure, seen: Sequence[Seen], wrong: frozenset[Key], reasons: Mapping[Key, str]) -> LedgerLine:
    status, best = verdict(seen)
    reason, proof = "", None
    if status in TICKED:
        # what is itself contradicted bears nothing out
        sound = [s for s in seen if s.status is Status.DISAGREES or wrong.isdisjoint(f.key for f in s.partners)]
        status, best = verdict(sound) if any(s.status in TICKED for s in sound) else (Status.UNCHECKED, None)
        reason = DOUBTFUL if best is None else ""
    elif status is Status.AMBIGUOUS:
        reason = BY_CHANCE
    elif status is Status.UNCHECKED:
        reason = reasons.get(figure.key, NO_PARTNER)
    if best and status in TICKED:
        proof, reason = best.strength, best.strength.weak
    start, address = figure.key[1], figure.address
    return LedgerLine(
        block=figure.key[0],
        quote=figure.quote,
        place=figure.place,
        start=start,
        end=figure.end or start,
        type=figure.type,
        value=figure.value,
        unit=figure.unit,
        address=str(address),
        status=status,
        reason=reason,
        against=(best.against or tuple(f.evidence("partner") for f in best.partners[:SHOWN])) if best else (),
        subject=address.subject,
        measure=_measure(address),
        period=address.period,
        scope=address.scope,
        context=figure.context,
        resolution=None if proof is None else rounded_up(proof.resolution),
        weak=proof is not None and proof.weak != "",
        readings=best.readings if best else (),
    )


def rounded_up(share: Fraction) -> Decimal:
    """A share to two digits that count, never smaller than it is."""
    exact = Context(prec=28, rounding=ROUND_CEILING).divide(Decimal(share.numerator), Decimal(share.denominator))
    return Context(prec=2, rounding=ROUND_CEILING).plus(exact)


def _measure(address: Address) -> str:
    """budget or actual only where the words say it: what the document makes of an amount is told of the document."""
    if address.sources.measure > Source.DOCUMENT or address.measure.removeprefix("last_") not in ("budget", "actual"):
        return address.measure
    return "last_amount" if address.measure.startswith("last_") else "amount"


def verdict(seen: Sequence[Seen]) -> tuple[Status, Seen | None]:
    """The worst of what relations say of a number; one that is only an input of a broken relation, and agrees
    elsewhere, is not the one that is wrong. Of several that agree the strongest speaks."""
    if contradicted(seen):
        return Status.DISAGREES, next(s for s in seen if s.status is Status.DISAGREES)
    fine = [s for s in seen if s.status in TICKED]
    left_open = next((s for s in seen if s.status is Status.AMBIGUOUS), None)
    best = min(fine, key=lambda s: s.rank, default=left_open)
    return (best.status, best) if best else (Status.UNCHECKED, None)


VOUCHERS, FIRM = 5, Fraction(1, 50)


def vouched_for(seen: Sequence[Seen]) -> bool:
    """Whether so many other numbers were worked out from a contradicted one that they go on agreeing with it: the
    shares of nineteen items, which together are not all of the total."""
    fine = (s.strength.resolution for s in seen if s.status in TICKED and not s.own)
    return sum(1 for resolution in fine if resolution <= FIRM) >= VOUCHERS


def contradicted(seen: Sequence[Seen]) -> bool:
    broken = [s.own for s in seen if s.status is Status.DISAGREES]
    return bool(broken) and (any(broken) or not any(s.status in TICKED for s in seen))
