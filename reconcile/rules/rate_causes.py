"""How a wrong rate may have come about: another divisor, another way of counting, the neighbour's rate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.figures import Figure
from reconcile.interval import Printed, Rate, Verdict, judge_equal, judge_rate, level_by_change, share
from reconcile.prose.values import Statement
from reconcile.relations import Relation

NEAR = 3  # statements before and after


ABSOLUTE_GROWTH = Rate(lambda now, base: (abs(now - base), abs(base)))  # its size, without the direction


def fits(rate: Printed, formula: Rate, one: Printed, other: Printed) -> bool:
    """Whether the printed rate is what the formula makes of the inputs; a nil rate shows nothing."""
    return all(n.digits for n in (rate, one, other)) and judge_rate(rate, formula, one, other) < Verdict.POSSIBLE


def of_growth(rate: Printed, now: Printed, change: Printed) -> str:
    """For a rate of growth to ``now`` by ``change`` (signed)."""
    if fits(rate, share, change, now):
        return "除数用错：按本年数计算，应除以上年数"
    if fits(abs(rate), level_by_change, now, change):
        return "写成了本年数为上年数的百分比"
    printed = [change._replace(exponent=change.exponent - unit) for unit in (4, 8)] if change.digits else []
    if rate.digits and any(judge_equal(rate, p) < Verdict.POSSIBLE for p in printed):  # in 万元, in 亿元
        return "把增减额写成了增减率"
    return ""


def of_completion(rate: Printed, actual: Printed, budget: Printed) -> str:
    """For a rate of completion."""
    if fits(rate, share, budget, actual):
        return "分子与分母颠倒"
    if fits(abs(rate), ABSOLUTE_GROWTH, actual, budget):
        return "把增减率写成了完成率"
    return ""


def of_share(rate: Printed, part: Printed, others: Iterable[Figure]) -> str:
    """For a share: ``others`` are totals that it may have been divided by."""
    for other in others:
        if fits(rate, share, part, other.printed):
            return f"除数用错：按{other.address.subject}{other.quote}计算"
    return ""


def of_neighbour(relation: Relation, slot: str, statements: Sequence[Statement], position: int) -> str:
    """The neighbour whose printed rate this is: the same number stands a few statements before or behind."""
    rate = relation.result
    for other in statements[max(0, position - NEAR) : position + NEAR + 1]:
        figure = getattr(other, slot)
        if (
            isinstance(figure, Figure)
            and figure.key != rate.key
            and figure.printed == rate.printed
            and rate.printed.digits
        ):
            return f"与“{other.subject.name}”的比率相同，疑为照抄"
    return ""
