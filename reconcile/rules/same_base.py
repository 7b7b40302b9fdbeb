"""Two outcomes of one year of the same income, as estimated and as known since, whose growth starts from one base:
收入2183亿元，增长3%, and in a note 据快报数，收入2184.8亿元，增长3.1%.

Each rate follows from the other and both amounts. That they do not fit is no mistake by itself: the base may have been
adjusted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Status
from reconcile.interval import Interval, play_within
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Tick
from reconcile.tuples import NamedTuple

HUNDRED, NAME = 100, 4  # percent, characters that name something
FINE = Fraction(1, 50)  # of the base: how far apart the two ends may be between which a rate leaves it


class _Grown(NamedTuple):
    amount: Figure
    rate: Figure


def same_base(facts: Facts) -> Iterator[Tick]:
    """The rates whose bases meet, with what they fit."""
    told: dict[tuple[str, str, str, str], list[_Grown]] = defaultdict(list)
    for statement in facts.prose.statements:
        amount, rate = main_amount(statement), statement.growth
        of_last = statement.base in ("", "last", "last_actual", "last_amount")
        if amount and rate and of_last and amount.type == "money" and amount.printed.digits > 0 and rate.key:
            own = amount.address
            of = own.id or own.subject
            if len(of) >= NAME and own.period.isdigit():
                told[of, own.period, own.area, own.scope].append(_Grown(amount, rate))
    for grown in told.values():
        for one in grown:
            for other in grown:
                if one.amount.printed == other.amount.printed or one.amount.key[0] == other.amount.key[0]:
                    continue
                base = _base(other)
                if base and _fits(one, base):
                    partners = tuple(f.evidence("partner") for f in (one.amount, other.amount, other.rate))
                    yield Tick(
                        one.rate.key,
                        Status.AGREES,
                        partners,
                        resolution=play_within(one.rate.printed, _rate(one, base)),
                    )
                    break


def _base(grown: _Grown) -> Interval | None:
    """Between which amounts the base is; None where that is not near enough to tell anything."""
    amount, rate = grown.amount.printed.interval(), grown.rate.printed.interval()
    if rate.low <= -HUNDRED:
        return None
    low, high = amount.low * HUNDRED / (HUNDRED + rate.high), amount.high * HUNDRED / (HUNDRED + rate.low)
    return Interval(low, high) if high - low <= FINE * low else None


def _rate(grown: _Grown, base: Interval) -> Interval:
    """Between which rates the amount has grown from the base."""
    amount = grown.amount.printed.interval()
    return Interval(amount.low * HUNDRED / base.high - HUNDRED, amount.high * HUNDRED / base.low - HUNDRED)


def _fits(grown: _Grown, base: Interval) -> bool:
    return _rate(grown, base).meets(grown.rate.printed.interval())
