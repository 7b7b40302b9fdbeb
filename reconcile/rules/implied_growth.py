"""总体的增减率、完成率与各部分的不符。

一个总数列出了全部组成部分，各部分又都有上年以来的增减率的，各部分的上年数可以倒算出来，加起来就是总数的上年数，总数的增减率由此确定；各部分都有完成率的，预算数和总数的完成率也是这样。每个数都按印出的位数取区间，区间不能相容才算错。
为什么：总数和分项的增减率、完成率常由不同的人计算，口径或底稿不一，单看哪一个都看不出来。

错误示例：转移支付收入270.00亿元，下降0.2%。其中：一般性转移支付230.00亿元，增长2.2%；专项转移支付40.00亿元，下降5.1%（总数应为增长1.1%）。
正确示例：一般公共预算收入100.00亿元，增长4.2%。其中：税收收入60.00亿元，增长2.0%；非税收入40.00亿元，增长7.6%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.interval import Interval, Printed, Verdict, judge_sum, play_within
from reconcile.patterns import lazy
from reconcile.prose.values import Prose, Statement
from reconcile.rules.statements import lists, main_amount
from reconcile.rules.values import Result, Tick
from reconcile.tuples import NamedTuple

CODE = "R212"
NAME = "总体增减率、完成率与各部分不符"
KIND = "growth"
SEVERITY = Severity.ERROR

FLAT = Printed(0, -9)  # 与上年持平
UNBOUNDED = Fraction(10**9)  # percent


class Part(NamedTuple):
    """An amount and its rate; ``rate`` is None where it is said to be the same as last year."""

    amount: Figure
    rate: Figure | None


class Rate(NamedTuple):
    """A rate of amounts: what an amount is of its base is ``added`` and the rate, in percent."""

    kind: str
    name: str
    base: str
    added: int


GROWTH = Rate(KIND, "增减率", "上年数", 100)
COMPLETION = Rate("completion", "完成率", "预算数", 0)
DIGIT = lazy(r"\d")


def check(facts: Facts) -> Iterator[Result]:
    statements = facts.prose.statements
    notes = "".join(b.text for _, b in facts.paragraphs if b.text.lstrip().startswith("注"))
    bulletin = facts.profile.kind == "other"  # gives real growth, and the growth of volumes, without a word
    for position, positions in _divided(facts):
        whole, divided = statements[position], [statements[n] for n in positions]
        real = any(word in whole.subject.name for word in facts.lexicon.constant_prices)
        plain = not real and not _on_other_terms(facts, whole, notes)
        government = facts.profile.kind.startswith("government")
        if plain or (government and not real):
            gone = not government and not _all_there_are(facts, whole, divided)
            for result in _list(facts.prose, GROWTH, _growth(whole), [_growth(s) for s in divided], SEVERITY, gone):
                if (plain and not bulletin) or (isinstance(result, Tick) and result.status is Status.AGREES):
                    yield result
        if len({s.completion_of for s in (whole, *divided)}) == 1:  # of the same budget, by the same word
            # a budget that is named adjusted is one; 预算 alone may be another for the whole than for its parts
            severity = SEVERITY if whole.completion_of == "adjusted_budget" else Severity.WARNING
            yield from _list(facts.prose, COMPLETION, _done(whole), [_done(s) for s in divided], severity)


def _divided(facts: Facts) -> Iterator[tuple[int, list[int]]]:
    """The positions of each amount with a list of its parts, and of what is known to be made up of those that its
    paragraph goes on with: 收入完成9亿元，……。税收收入完成5亿元，……；非税收入完成4亿元。"""
    statements = facts.prose.statements
    listed = lists(statements)
    for (position, _), positions in listed.items():
        yield position, positions
    wholes = {position for position, _ in listed}
    at = {figure.key: n for n, s in enumerate(statements) if (figure := main_amount(s))}
    for position, statement in enumerate(statements):
        amount = main_amount(statement)
        if position in wholes or amount is None or not (statement.growth or statement.completion):
            continue
        for found in facts.index.parts_of(amount):
            positions = [at[f.key] for f in found if f.key in at and f.key[0] == statement.block]
            if len(positions) == len(found):
                yield position, positions


def _all_there_are(facts: Facts, whole: Statement, divided: Sequence[Statement]) -> bool:
    """Whether the parts are all that the whole ever has: of an office's income one may have been there last year only
    (政府性基金预算财政拨款), and then the whole has grown by less than what is left."""
    return facts.lexicon.parts.complete(whole.subject.indicator, [s.subject.indicator for s in divided])


def _on_other_terms(facts: Facts, whole: Statement, notes: str) -> bool:
    """Whether something says that the growth is on other terms; it may be so of the whole and of its parts alike."""
    said = notes + "".join(s for s in facts.text(whole.block).split("。") if not DIGIT.search(s))
    return any(word in said for word in facts.lexicon.other_terms)  # 以上增幅均为同口径


def _growth(statement: Statement) -> Part | None:
    """The amount and its growth since last year; None where one of them is not told, or on other terms."""
    flat = any(w.direction == "flat" and not w.roughly and w.than.startswith("last") for w in statement.words)
    of_last = statement.base in ("", "last", "last_actual", "last_amount")
    return _part(statement, statement.growth) if of_last and (statement.growth or flat) else None


def _done(statement: Statement) -> Part | None:
    """The amount and how much of its budget that is."""
    return _part(statement, statement.completion) if statement.completion else None


def _part(statement: Statement, rate: Figure | None) -> Part | None:
    amount = main_amount(statement)
    if amount is None or amount.type != "money" or amount.printed.digits <= 0 or statement.exception:
        return None
    return Part(amount, rate)


def _list(
    prose: Prose, of: Rate, whole: Part | None, divided: Sequence[Part | None], severity: Severity, gone: bool = False
) -> Iterator[Result]:
    """The ticks of a list whose rates fit, or the finding on one whose rates do not. ``gone``: a part that was there
    last year may not be listed."""
    parts = [p for p in divided if p]
    if whole is None or whole.rate is None or len(parts) < max(2, len(divided)):
        return
    if judge_sum(whole.amount.printed, [p.amount.printed for p in parts]) > Verdict.BY_ROUNDING:
        return  # something is left out, or not a part
    rates = [whole.rate, *(p.rate for p in parts if p.rate)]
    bases = [base for p in parts if (base := _base(of.added, p, p.rate.printed if p.rate else FLAT))]
    if len(bases) < len(parts):
        return
    low, high = sum((b[0] for b in bases), Fraction(0)), sum((b[1] for b in bases), Fraction(0))
    expected = _implied(of.added, whole, low, high)
    if expected is None:
        return
    if expected.meets(whole.rate.printed.interval()):
        partner = (whole.rate.evidence("rate"), *(p.amount.evidence("part") for p in parts))
        yield _tick(whole.rate, partner, expected)
        for part, (least, most) in zip(parts, bases, strict=True):
            if part.rate:
                yield _tick(part.rate, partner, _left(of.added, whole, part, low - least, high - most))
        return
    if gone and whole.rate.printed.interval().high < expected.low:
        return
    figures = [whole.amount, *rates, *(p.amount for p in parts)]
    if prose.between([f.key for f in figures]):
        return
    least_rate, most_rate = round(float(expected.low), 2), round(float(expected.high), 2)
    name = whole.amount.address.subject
    yield Tick(whole.rate.key, Status.DISAGREES, tuple(p.amount.evidence("part") for p in parts))
    yield Finding(
        CODE, NAME, of.kind, severity,
        f"{name}的{of.name}印为{_signed(whole.rate, of)}{whole.rate.quote}，按各部分的金额和{of.name}倒算{of.base}，"
        f"总体应在{least_rate}%至{most_rate}%之间：这几个{of.name}不能同时成立。",
        (whole.rate.evidence("rate"), whole.amount.evidence("whole"), *(f.evidence("part") for f in rates[1:])),
        suggestion="核对总体和各部分的比率",
    )  # fmt: skip


def _signed(rate: Figure, of: Rate) -> str:
    return "" if of is COMPLETION else "下降" if rate.printed.digits < 0 else "增长"


def _base(added: int, part: Part, rate: Printed) -> tuple[Fraction, Fraction] | None:
    """Between which amounts the base of a part is (a hundredth of it); None where its rate leaves it none."""
    of, amount = rate.interval(), part.amount.printed.interval()
    return None if of.low <= -added else (amount.low / (added + of.high), amount.high / (added + of.low))


def _implied(added: int, whole: Part, low: Fraction, high: Fraction) -> Interval | None:
    """Between which percentages the rate of the whole is, given between what the bases of its parts add up to."""
    total = whole.amount.printed.interval()
    return Interval(total.low / high - added, total.high / low - added) if low > 0 else None


def _left(added: int, whole: Part, part: Part, low: Fraction, high: Fraction) -> Interval:
    """Which rates of the part fit, given that its own does; ``low`` and ``high`` are between what the bases of all
    others add up to. It is `_implied`, solved for the base of the part."""
    assert whole.rate
    total, amount, said = whole.amount.printed.interval(), part.amount.printed.interval(), whole.rate.printed.interval()
    least, most = said.low + added, said.high + added
    spare = total.low - most * high  # what the others leave at least; they may leave nothing
    slowest = least * amount.low / (total.high - least * low) - added if least > 0 else Fraction(-added)
    fastest = most * amount.high / spare - added if spare > 0 else UNBOUNDED
    return Interval(slowest, fastest, said.low_open, said.high_open)


def _tick(rate: Figure, partners: tuple[Evidence, ...], allowed: Interval) -> Tick:
    quoted = tuple(e for e in partners if e.quote)
    return Tick(rate.key, Status.AGREES, quoted, resolution=play_within(rate.printed, allowed))
