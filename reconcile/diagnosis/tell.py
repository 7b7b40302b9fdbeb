"""A relation that does not hold, told in a sentence that a finance officer can act on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.patterns import compiled
from reconcile.relations import Check, Relation
from reconcile.stakes import stake, tail

ROLES = {
    Form.EQUAL: ("claim", "cell"),
    Form.AT_MOST: ("part", "whole"),
    Form.SUM: ("whole", "part"),
    Form.SHARE: ("rate", "input"),
    Form.GROWTH: ("rate", "input"),
    Form.BY_CHANGE: ("rate", "input"),
    Form.LEVEL: ("rate", "input"),
    Form.OF_BASE: ("rate", "input"),
}
DIRECTIONS = {"growth": ("增长", "下降"), "change": ("增加", "减少"), "change_again": ("增加", "减少")}
RATE_NAMES = {"share": "占比", "growth": "增减率", "completion": "完成率"}


def amount(value: Fraction, like: Figure, finest: int | None = None) -> str:
    """A value printed as ``like`` prints its own: in its unit, with its decimals, or down to the place 10^finest."""
    own = Decimal(like.value)
    decimals = -int(own.as_tuple().exponent)
    scale = like.printed.exponent + decimals
    if finest is not None:
        decimals = max(decimals, min(scale - finest, 2))
    number = value / Fraction(10) ** scale
    quantum = Decimal(1).scaleb(-max(decimals, 0))
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{exact.quantize(quantum, ROUND_HALF_UP):f}{like.unit}"


def printed(figure: Figure) -> str:
    """The figure as it stands in the document, with its unit."""
    quote = figure.quote.replace("\n", "").replace(" ", "")
    bare = figure.in_prose or not figure.unit or quote.endswith(figure.unit) or not compiled(r"\d").search(quote)
    return quote if bare else f"{quote}{figure.unit}"


def directed(value: Fraction, like: Figure, finest: int | None = None) -> str:
    """A value of a change in words: 下降1.21%; other values as they are."""
    word = _direction(value, like)
    return f"{word}{amount(abs(value) if word else value, like, finest)}"


def stated(figure: Figure) -> str:
    """What a number is of and the number, a change with its direction: 2025年会议费下降2.10%."""
    word = _direction(figure.printed.value, figure)
    return (
        f"{figure.address._replace(measure='')}{word}{printed(figure)}" if word else f"{name(figure)}{printed(figure)}"
    )


def _direction(value: Fraction, like: Figure) -> str:
    up, down = DIRECTIONS.get(like.address.measure, ("", "")) if like.in_prose else ("", "")
    return up if value > 0 else down if value < 0 else ""


UNNAMED = "文中的数"


def name(figure: Figure) -> str:
    """What a number is of, for a sentence: 收入总计, 《收入预算总表》合计·预算数."""
    return (str(figure.address) or UNNAMED) if figure.in_prose else figure.where


def spot(figure: Figure) -> str:
    """A cell among others of its table: 合计·预算数."""
    return figure.where.partition("》")[2] or figure.where


def finding(check: Check, rule_name: str) -> Finding:
    """The finding for a relation that is not satisfied as printed; POSSIBLE ones are info."""
    relation = check.relation
    severity = relation.severity if check.verdict is Verdict.INCONSISTENT else Severity.INFO
    message, expected = _told(relation)
    if check.verdict is Verdict.POSSIBLE:
        message += "（差额在四舍五入尾差范围内）"
    return Finding(
        code=relation.code,
        name=rule_name,
        kind=relation.kind,
        severity=severity,
        message=message,
        evidence=evidence(relation),
        expected=expected,
        cause=relation.cause,
        stake=stake(relation),
        form=str(relation.form),
        witness=check.witness,
        readings_tried=len(relation.readings),
        tail=tail(relation),
    )


def evidence(relation: Relation) -> tuple[Evidence, ...]:
    first, others = ROLES[relation.form]
    return (relation.result.evidence(first), *(f.evidence(others) for f in relation.inputs))


def _told(relation: Relation) -> tuple[str, str]:
    result, inputs = relation.result, relation.inputs
    if relation.form is Form.EQUAL:
        return _equal(relation, result, inputs[0])
    value = relation.expected()
    if value is None:
        return f"{name(result)}为{printed(result)}，但基数为0，无法计算。{relation.label}", ""
    if relation.form is Form.AT_MOST:
        return f"{name(result)}{printed(result)}大于{name(inputs[0])}{printed(inputs[0])}。{relation.label}", ""
    expected = directed(value, result)
    if relation.form is Form.SUM:
        difference = amount(abs(result.printed.value - value), result)
        terms = _terms(relation)
        if len(inputs) == 1:
            return f"{name(result)}为{printed(result)}，但所列只有{terms}，相差{difference}。{relation.label}", expected
        return (
            f"{name(result)}为{printed(result)}，但{terms}合计应为{expected}，相差{difference}。{relation.label}",
            expected,
        )
    rate = RATE_NAMES.get(relation.kind, "比率")
    basis = "和".join(map(stated, inputs))
    subject = (str(result.address._replace(measure="")) if result.in_prose else "") or name(result)
    word = _direction(result.printed.value, result)
    found = f"{subject}：{rate}印为{word}{printed(result)}，按{basis}计算应为{expected}。{relation.label}"
    return found, expected


def _equal(relation: Relation, one: Figure, other: Figure) -> tuple[str, str]:
    finest = other.printed.exponent
    expected = amount(other.printed.value, one, finest)
    difference = amount(abs(one.printed.value - other.printed.value), one, finest)
    second = f"{other.where}为{printed(other)}" if not other.in_prose else f"另一处写{printed(other)}"
    first = f"正文中{name(one)}写{printed(one)}" if one.in_prose else f"{one.where}为{printed(one)}"
    return f"{first}，{second}，相差{difference}。{relation.label}", expected


def _terms(relation: Relation) -> str:
    signs = relation.signs or (1,) * len(relation.inputs)
    shown = [
        f"{'' if i == 0 and s > 0 else '+' if s > 0 else '−'}{printed(f)}"
        for i, (f, s) in enumerate(zip(relation.inputs, signs, strict=True))
    ]
    return "".join(shown) if len(shown) <= 12 else f"{len(shown)}项"
