"""What is at stake where a relation does not hold: the difference in 元, and its share of the whole it belongs to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reconcile.findings import Stake
from reconcile.forms import RATES, Form
from reconcile.relations import Relation


def stake(relation: Relation) -> Stake | None:
    """None where nothing of money is in question, or the difference is undefined (a zero base)."""
    expected, result = relation.expected(), relation.result
    if expected is None:
        return None
    difference, whole = abs(result.printed.value - expected), max(abs(result.printed.value), abs(expected))
    if relation.form in RATES:
        whole = _base(relation)
        difference *= whole / 100
        result = relation.inputs[-1]
    if result.type != "money":
        return None
    return _of(difference, whole)


def between(one: Fraction, other: Fraction) -> Stake:
    """What is at stake where two amounts in 元 should be the same, or one not above the other."""
    return _of(abs(one - other), max(abs(one), abs(other)))


def tail(relation: Relation) -> bool:
    """Whether the result is off by one unit of its last place only, as truncation or a carried tail leaves it. What
    counts things one by one has no such unit."""
    expected, result = relation.expected(), relation.result
    if expected is None or result.counted:
        return False
    return abs(round(expected / result.printed.last_place) - result.printed.digits) <= 1


def _of(difference: Fraction, whole: Fraction) -> Stake:
    return Stake(_plain(difference, "0.01"), _plain(difference / whole, "0.000001") if whole else None)


def _base(relation: Relation) -> Fraction:
    """What a rate is a rate of."""
    first, last = (f.printed.value for f in (relation.inputs[0], relation.inputs[-1]))
    return abs(first - last if relation.form in (Form.BY_CHANGE, Form.LEVEL) else last)


def _plain(value: Fraction, places: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(places)).normalize() + 0
