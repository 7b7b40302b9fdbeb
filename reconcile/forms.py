"""The forms of relation in which printed numbers can stand, whatever they are of: verdict, result, bounds."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import product

from reconcile.interval import (
    Interval,
    Printed,
    Rate,
    Verdict,
    growth,
    growth_by_change,
    judge_at_most,
    judge_equal,
    judge_rate,
    judge_sum,
    level_by_change,
    share,
)


class Form(StrEnum):
    EQUAL = "equal"
    SUM = "sum"
    AT_MOST = "at_most"
    SHARE = "share"
    GROWTH = "growth"
    BY_CHANGE = "growth_by_change"
    LEVEL = "level_by_change"
    OF_BASE = "of_base"


RATES: dict[Form, Rate] = {
    Form.SHARE: share,
    Form.GROWTH: growth,
    Form.BY_CHANGE: growth_by_change,
    Form.LEVEL: level_by_change,
    Form.OF_BASE: share,
}
# how a rate is calculated, as a reader would note it, and as a formula has it
ARITHMETIC: dict[Form, str] = {
    Form.SHARE: "{0}÷{1}",
    Form.GROWTH: "（{0}－{1}）÷{1}",
    Form.BY_CHANGE: "{1}÷（{0}－{1}）",
    Form.LEVEL: "{0}÷（{0}－{1}）",
    Form.OF_BASE: "{0}÷{1}",
}


def judge(form: Form, result: Printed, inputs: Sequence[Printed], counted: bool) -> Verdict:
    """How well the numbers stand in the form; what is ``counted`` one by one (辆, 人) was not rounded. The inputs of a
    sum have their signs."""
    if rate := RATES.get(form):
        return judge_rate(result, rate, *inputs)
    if counted:
        whole = sum((n.value for n in inputs), Fraction(0))
        holds = result.value <= whole if form is Form.AT_MOST else result.value == whole
        return Verdict.AGREES if holds else Verdict.INCONSISTENT
    if form is Form.EQUAL:
        return judge_equal(result, inputs[0])
    if form is Form.AT_MOST:
        return judge_at_most(result, inputs[0])
    return judge_sum(result, inputs)


def expected(form: Form, values: Sequence[Fraction]) -> Fraction | None:
    """What exact inputs make of the result; None where that is undefined (a zero base)."""
    if form not in RATES:
        return sum(values, Fraction(0))
    try:
        return RATES[form](*values)
    except ZeroDivisionError:
        return None


def bounds(form: Form, inputs: Sequence[Interval]) -> Interval | None:
    """The results that true values of the inputs give; None where a base may be zero. The ends of a rate's interval
    count as left out: they are limits."""
    if form not in RATES:
        return sum(inputs[1:], inputs[0])
    try:
        over_under = [RATES[form].quotient(*ends) for ends in product(*((i.low, i.high) for i in inputs))]
        rates = [over / under * 100 for over, under in over_under]
    except ZeroDivisionError:
        return None
    if len({under > 0 for _, under in over_under}) > 1:
        return None
    return Interval(min(rates), max(rates), True, True)
