"""总体的增减率与各部分的增减率不符。

一个总数列出了全部组成部分，各部分又都有上年以来的增减率的，各部分的上年数可以倒算出来，加起来就是总数的上年数，总数的增减率由此确定。每个数都按印出的位数取区间，区间不能相容才算错。
为什么：总数和分项的增减率常由不同的人计算，口径或底稿不一，单看哪一个都看不出来。

错误示例：转移支付收入270.00亿元，下降0.2%。其中：一般性转移支付230.00亿元，增长2.2%；专项转移支付40.00亿元，下降5.1%（总数应为增长1.1%）。
正确示例：一般公共预算收入100.00亿元，增长4.2%。其中：税收收入60.00亿元，增长2.0%；非税收入40.00亿元，增长7.6%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Finding, Severity, Status
from reconcile.interval import Interval, Printed, Verdict, judge_sum, play
from reconcile.patterns import lazy
from reconcile.prose.values import Prose, Statement
from reconcile.rules.statements import lists, main_amount
from reconcile.rules.values import Result, Tick
from reconcile.tuples import NamedTuple

CODE = "R212"
NAME = "总体增减率与各部分不符"
KIND = "growth"
SEVERITY = Severity.ERROR

FLAT = Printed(0, -9)  # 与上年持平


class Part(NamedTuple):
    """An amount and how much it has grown; ``rate`` is None where it is said to be the same as last year."""

    amount: Figure
    rate: Figure | None


DIGIT = lazy(r"\d")


def check(facts: Facts) -> Iterator[Result]:
    statements, real = facts.prose.statements, facts.lexicon.constant_prices
    notes = "".join(b.text for _, b in facts.paragraphs if b.text.lstrip().startswith("注"))
    bulletin = facts.profile.kind == "other"  # gives real growth, and the growth of volumes, without a word
    for (position, _), positions in lists(statements).items():
        whole = _part(statements[position])
        parts = [p for p in map(_part, (statements[n] for n in positions)) if p]
        nominal = not any(word in statements[position].subject.name for word in real)
        text = facts.text(statements[position].block)
        said = notes + "".join(s for s in text.split("。") if not DIGIT.search(s))
        nominal = nominal and not any(word in said for word in facts.lexicon.other_terms)  # 以上增幅均为同口径
        if whole and whole.rate and nominal and 1 < len(parts) == len(positions):
            for result in _list(facts.prose, whole, parts):
                if not bulletin or (isinstance(result, Tick) and result.status is Status.AGREES):
                    yield result


def _part(statement: Statement) -> Part | None:
    """The amount and its growth since last year; None where one of them is not told, or on other terms."""
    amount = main_amount(statement)
    flat = any(w.direction == "flat" and not w.roughly and w.than.startswith("last") for w in statement.words)
    of_last = statement.base in ("", "last", "last_actual", "last_amount")
    if amount is None or amount.type != "money" or amount.printed.digits <= 0 or statement.exception or not of_last:
        return None
    return Part(amount, statement.growth) if statement.growth or flat else None


def _list(prose: Prose, whole: Part, parts: Sequence[Part]) -> Iterator[Result]:
    """The ticks of a list whose rates fit, or the finding on one whose rates do not."""
    assert whole.rate
    if judge_sum(whole.amount.printed, [p.amount.printed for p in parts]) > Verdict.BY_ROUNDING:
        return  # something is left out, or not a part
    rates = [whole.rate, *(p.rate for p in parts if p.rate)]
    expected = implied(whole, parts, {})
    if expected is None:
        return
    if expected.meets(whole.rate.printed.interval()):
        partner = (whole.rate.evidence("rate"), *(p.amount.evidence("part") for p in parts))
        for figure in rates:
            unseen = play(figure.printed, _holds(whole, parts, figure.key))
            yield Tick(figure.key, Status.AGREES, tuple(e for e in partner if e.quote), resolution=unseen)
        return
    figures = [whole.amount, *rates, *(p.amount for p in parts)]
    if prose.between([f.key for f in figures]):
        return
    low, high = round(float(expected.low), 2), round(float(expected.high), 2)
    said = whole.rate.quote
    name = whole.amount.address.subject
    yield Tick(whole.rate.key, Status.DISAGREES, tuple(p.amount.evidence("part") for p in parts))
    yield Finding(
        CODE, NAME, KIND, SEVERITY,
        f"{name}的增减率印为{_signed(whole.rate)}{said}，按各部分的金额和增减率倒算上年数，总体应在{low}%至{high}%之间："
        "这几个增减率不能同时成立。",
        (whole.rate.evidence("rate"), whole.amount.evidence("whole"), *(f.evidence("part") for f in rates[1:])),
        suggestion="核对总体和各部分的增减率",
    )  # fmt: skip


def _signed(rate: Figure) -> str:
    return "下降" if rate.printed.digits < 0 else "增长"


def implied(whole: Part, parts: Sequence[Part], changed: Mapping[Key, Printed]) -> Interval | None:
    """Between which percentages the whole has grown, given its parts; None where a part fell by all that it was."""
    low = high = Fraction(0)
    for part in parts:
        printed = changed.get(part.rate.key, part.rate.printed) if part.rate else FLAT
        grown, amount = printed.interval(), part.amount.printed.interval()
        if grown.low <= -100:
            return None
        low += amount.low / (1 + grown.high / 100)
        high += amount.high / (1 + grown.low / 100)
    total = whole.amount.printed.interval()
    return Interval((total.low / high - 1) * 100, (total.high / low - 1) * 100) if low > 0 else None


def _holds(whole: Part, parts: Sequence[Part], key: Key) -> Callable[[Printed], bool]:
    """Whether the rates would still fit with another number in the place of one of them."""
    assert whole.rate
    own = whole.rate

    def holds(number: Printed) -> bool:
        said = number if key == own.key else own.printed
        expected = implied(whole, parts, {key: number})
        return expected is not None and expected.meets(said.interval())

    return holds
