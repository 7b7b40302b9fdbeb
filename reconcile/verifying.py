"""``reconcile.verify``: whether printed numbers can stand in a stated relation, with the intervals and the arithmetic.

The relation is stated by whoever asks (an auditor, another program); nothing is read and nothing is guessed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, get_args

from reconcile.errors import UsageError
from reconcile.forms import ARITHMETIC, RATES, Form, bounds, expected, judge
from reconcile.interval import Interval, Printed, Verdict
from reconcile.patterns import lazy
from reconcile.quantity import COUNT, DATE, PERCENT, extract
from reconcile.tuples import NamedTuple

Relation = Literal["equal", "sum", "at_most", "share", "growth", "growth_by_change", "level_by_change"]

DOWN = lazy(r"(?:下降|减少|降低|减|降)\s*")
BARE = lazy(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
TOLD = {
    Verdict.AGREES: "相符：所印数字逐位成立",
    Verdict.BY_ROUNDING: "四舍五入内相符：各数独立四舍五入可以解释",
    Verdict.POSSIBLE: "尾差：只有各数的舍入误差恰好同向，或总数由舍入后的分项相加，才会这样印",
    Verdict.INCONSISTENT: "不符：任何四舍五入都无法使所印数字同时成立",
}


class Number(NamedTuple):
    """A printed number: ``text`` as given, what it is of, its value with its last place, and its unit."""

    text: str
    type: str
    printed: Printed
    unit: str
    scale: int  # ten to this power is what one of the unit is worth

    def shown(self, value: Fraction, more: int = 0) -> str:
        """A value in this number's unit, with its decimals and ``more`` of them."""
        decimals = max(self.scale - self.printed.exponent, 0) + more
        number = value / Fraction(10) ** self.scale
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}{self.unit}"

    @property
    def counted(self) -> bool:
        """Whether it counts things one by one (辆, 人): such a number was not rounded."""
        return self.type == COUNT and self.printed.exponent == 0

    def true_values(self) -> Interval:
        return Interval(self.printed.value, self.printed.value) if self.counted else self.printed.interval()

    def interval(self, interval: Interval, more: int = 1) -> str:
        left, right = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
        return f"{left}{self.shown(interval.low, more)}, {self.shown(interval.high, more)}{right}"


class Verified(NamedTuple):
    """What came of it. ``verdict`` is agrees, by_rounding, possible or inconsistent; ``expected`` what the inputs as
    printed make of the result, None where that is undefined (a zero base); ``printed_interval`` the true values that
    print as the result, ``computed_interval`` those that the inputs allow; ``arithmetic`` the calculation."""

    relation: str
    verdict: str
    explanation: str
    arithmetic: str
    expected: str | None
    difference: str | None
    printed_interval: str
    computed_interval: str | None


def verify(relation: Relation, result: str, inputs: Sequence[str]) -> Verified:
    """Whether ``result`` can stand in the relation to the ``inputs``, all as they are printed.

    ``equal`` and ``at_most`` (a part and its whole) take one input; ``sum`` any number, a leading − takes one away;
    ``share`` takes part and whole, ``growth`` now and before, ``growth_by_change`` and ``level_by_change`` now and the
    change. Amounts may differ in unit (亿元, 万元, 元); 下降4.1% is −4.1%. Raises UsageError for what is no number, for
    numbers of different kinds, and for the wrong number of inputs.

    >>> reconcile.verify("sum", "299.70万元", ["68.20万元", "231.50万元"]).verdict
    'agrees'
    """
    if relation not in get_args(Relation):
        raise UsageError(f"没有“{relation}”这种关系，可用的有：{'、'.join(get_args(Relation))}")
    form = Form(relation)
    needed = 2 if form in RATES else 1
    if len(inputs) != needed if relation != "sum" else not inputs:
        raise UsageError(f"{relation} 需要 {needed if relation != 'sum' else '至少 1'} 个数，给了 {len(inputs)} 个")
    whole, parts = number(result), [number(text) for text in inputs]
    _comparable(form, whole, parts)
    values = [p.printed.value for p in parts]
    made = expected(form, values)
    allowed = bounds(form, [p.true_values() for p in parts])
    verdict = judge(form, whole.printed, [p.printed for p in parts], all(n.counted for n in (whole, *parts)))
    finest = min(p.printed.exponent for p in parts)
    more = 2 if form in RATES else max(whole.printed.exponent - finest, 0)
    return Verified(
        relation,
        (
            verdict := judge(form, whole.printed, [p.printed for p in parts], all(n.counted for n in (whole, *parts)))
        ).name.lower(),
        TOLD[verdict],
        _arithmetic(form, whole, parts, made, more),
        None if made is None else whole.shown(made, more),
        None if made is None else whole.shown(abs(whole.printed.value - made), more),
        whole.interval(whole.true_values(), 0 if whole.counted else 1),
        None if allowed is None else whole.interval(allowed, 0 if whole.counted else more + 1),
    )


def number(text: str) -> Number:
    """The one number of a short text such as ``2,636.92万元``, ``下降4.1%``, ``3辆`` or ``1585.50``."""
    squeezed = "".join(text.split())
    word = DOWN.match(squeezed)
    body = squeezed[word.end() :] if word else squeezed.removeprefix("增长").removeprefix("增加")
    minus = body[:1] in ("-", "−")
    body = body[1:] if minus else body
    found = [q for q in extract(body) if q.type != DATE]
    if len(found) == 1 and found[0].surface == body:
        quantity = found[0]
        printed, kind, unit = quantity.printed, quantity.type, quantity.unit
        decimals = quantity.precision
    elif bare := BARE.fullmatch(body):
        decimals = len(bare[1] or "")
        printed, kind, unit = Printed(int(re.sub(r"\D", "", body)), -decimals), "number", ""
    else:
        raise UsageError(f"“{text}”不是一个数；请给出一个带单位的数，如 2,636.92万元、4.1%、3辆")
    signed = -printed if minus != bool(word) else printed
    return Number(text, kind, signed, unit, printed.exponent + decimals)


def _comparable(form: Form, whole: Number, parts: Sequence[Number]) -> None:
    kinds = {p.type for p in parts}
    if form in RATES:
        if whole.type not in (PERCENT, "number"):
            raise UsageError(f"{form} 的结果应是百分数，给的是“{whole.text}”")
    else:
        kinds.add(whole.type)
    if len(kinds) > 1:
        raise UsageError(f"不能比较不同种类的数：{'、'.join(n.text for n in (whole, *parts))}")
    units = {n.unit for n in (whole, *parts)} if whole.type == COUNT else set()
    if len(units) > 1:
        raise UsageError(f"不能比较不同单位的数：{'、'.join(n.text for n in (whole, *parts))}")


def _arithmetic(form: Form, whole: Number, parts: Sequence[Number], made: Fraction | None, more: int) -> str:
    if made is None:
        return "基数为0，无法计算"
    if form in RATES:
        shown = whole.shown(made, more)
        return f"{ARITHMETIC[form].format(*(p.text for p in parts))}={shown}，所印为{whole.text}"
    signs = ["−" if p.printed.digits < 0 else "+" for p in parts]
    terms = [f"{sign}{p.shown(abs(p.printed.value))}" for sign, p in zip(signs, parts, strict=True)]
    sign = "应不大于" if form is Form.AT_MOST else "应等于"
    if form is Form.SUM:
        return f"{''.join(terms).removeprefix('+')}={whole.shown(made, more)}，所印为{whole.text}"
    return f"{whole.text}{sign}{parts[0].text}"
