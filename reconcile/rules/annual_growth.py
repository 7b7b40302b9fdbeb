"""年均增长率与首尾两年的数对不上。

“由2020年的A亿元增长到2025年的B亿元，年均增长C%”中，A乘以（1＋C%）的年数次方应当等于B。每个数都按印出的位数取区间。
为什么：年均增长率常按年数多算或少算一年、按总增幅除以年数，或沿用上一稿的数。

错误示例：一般公共预算收入由2020年的80.00亿元增长到2025年的100.00亿元，年均增长5.0%（应为4.6%）。
正确示例：一般公共预算收入由2020年的80.00亿元增长到2025年的100.00亿元，年均增长4.6%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity, Status
from reconcile.interval import Interval, Printed, play
from reconcile.patterns import lazy
from reconcile.prose.wording import EXCEPTION
from reconcile.rules.paragraphs import Span, spans
from reconcile.rules.values import Result, Tick

CODE = "R210"
NAME = "年均增长率计算有误"
KIND = "growth"
SEVERITY = Severity.ERROR

FROM = lazy(r"(?:由|从)[^,;。]{0,8}?(20\d\d)年(?:度|末|底)?的?$")
TO = lazy(
    r"^(?:[,]?)(?:增长|增加|提高|上升|提升|扩大|发展|跃升|攀升|下降|减少|增|升|降|减)?(?:到|至|为)[^,;。]{0,4}?(20\d\d)年(?:度|末|底)?的?$"
)
SINCE = lazy(r"[较比](20\d\d)年(?:度|末|底)?(?:累计)?(?:增长|增加|提高|上升)(?:了)?$")
REACH, FEWEST = 24, 3  # characters before a number; years
ANNUAL = lazy(
    r"^[,、](?:(?P<count>[三四五六3-6])年(?:来|间)?|期间|\"十[二三四]五\"(?:期间|时期)?)?[,]?(?:实现|保持)?"
    r"年均(?:复合)?(?P<way>增长|增幅|增速|下降|降幅|递增|递减)(?:率)?(?:为|达到|达)?$"
)
DOWN = ("下降", "降幅", "递减")
COUNTS = {"三": 3, "四": 4, "五": 5, "六": 6}


def check(facts: Facts) -> Iterator[Result]:
    real = facts.lexicon.constant_prices
    for _, text, found in spans(facts):
        for run in zip(found, found[1:], found[2:], strict=False):
            yield from _run(text, run, real)
        for whole, mean in pairwise(found):
            yield from _divided(text, whole, mean, facts.profile.year)


def _run(text: str, run: Sequence[Span], real: Sequence[str]) -> Iterator[Result]:
    """The amount of a year, that of a later year, and the annual rate between them, next to each other."""
    first, last, rate = run
    start = FROM.search(text[max(0, first.start - 24) : first.start])
    end = TO.search(text[first.end : last.start])
    annual = ANNUAL.search(text[last.end : rate.start])
    same = first.figure.type == last.figure.type and first.figure.unit == last.figure.unit
    if not (start and end and annual and same) or rate.figure.type != "percent":
        return
    years = int(end[1]) - int(start[1])
    if _counted(annual["count"]) not in (0, years):
        return  # 前四年年均增长
    if annual["way"] in DOWN and rate.figure.printed.digits > 0:
        rate = rate._replace(figure=rate.figure._replace(printed=-rate.figure.printed))
        run = (first, last, rate)
    if years < 2 or first.figure.printed.digits <= 0 or last.figure.printed.digits <= 0:
        return
    if fits(first.figure, last.figure, rate.figure, years):
        for figure, other in ((rate.figure, last.figure), (first.figure, last.figure), (last.figure, first.figure)):
            yield Tick(figure.key, Status.AGREES, (other.evidence("partner"),), resolution=_unseen(run, figure, years))
        return
    if any(word in text[max(0, first.start - 60) : first.start].rpartition("。")[2] for word in real):
        yield Tick(rate.figure.key, Status.UNCHECKED, reason="按不变价计算的增长率，不能用现价核对")
        return
    right = annual_rate(first.figure, last.figure, years)
    severity = Severity.WARNING if EXCEPTION.search(text[max(0, first.start - 60) : rate.end]) else SEVERITY
    yield Tick(rate.figure.key, Status.DISAGREES, (first.figure.evidence("base"), last.figure.evidence("now")))
    yield Finding(
        CODE, NAME, KIND, severity,
        f"由{first.figure.quote}到{last.figure.quote}共{years}年，年均{annual['way']}应为{right}%，印为{rate.figure.quote}。",
        (rate.figure.evidence("rate"), first.figure.evidence("base"), last.figure.evidence("now")),
        suggestion=f"{rate.figure.quote}改为{right}%", cause=_cause(first.figure, last.figure, rate.figure, years),
    )  # fmt: skip


def _counted(count: str | None) -> int:
    """The number of years that the words name, 0 for none."""
    return COUNTS.get(count or "", int(count) if count and count.isdigit() else 0)


def _divided(text: str, whole: Span, mean: Span, year: int | None) -> Iterator[Result]:
    """较2020年增长33.3%，年均增速达到6.7%: the whole growth, divided by the years."""
    since = SINCE.search(text[max(0, whole.start - REACH) : whole.start])
    annual = ANNUAL.search(text[whole.end : mean.start])
    if not since or not annual or not year or {whole.figure.type, mean.figure.type} != {"percent"}:
        return
    growth, printed = whole.figure.printed, mean.figure.printed.interval()
    for years in (year - int(since[1]), year - 1 - int(since[1])):  # the report is of this year or the last one
        if years < FEWEST or growth.digits <= 0:
            return
        share, right = growth.value / years, _compound(growth, years)
        if not printed.low <= share <= printed.high or any(
            _compound(growth, n).meets(printed) for n in range(2, years + 2)
        ):
            continue
        rate = f"{float(right.low + right.high) / 2:.1f}%"
        yield Tick(mean.figure.key, Status.DISAGREES, (whole.figure.evidence("base"),))
        yield Finding(
            CODE, NAME, KIND, SEVERITY,
            f"{years}年共增长{whole.figure.quote}，年均{annual['way']}应为{rate}，印为{mean.figure.quote}。",
            (mean.figure.evidence("rate"), whole.figure.evidence("base")),
            suggestion=f"{mean.figure.quote}改为{rate}", cause="把总增幅除以年数",
        )  # fmt: skip
        return


def _compound(growth: Printed, years: int) -> Interval:
    """Between which annual rates, in percent, the growth of all the years is."""
    low, high = (
        (Decimal(float(1 + bound / 100)) ** (1 / Decimal(years)) - 1) * 100
        for bound in (growth.interval().low, growth.interval().high)
    )
    return Interval(Fraction(low), Fraction(high))


def fits(first: Figure, last: Figure, rate: Figure, years: int) -> bool:
    """Whether true values behind the three printed numbers can satisfy first × (1 + rate)^years = last."""
    base, now, printed = first.printed.interval(), last.printed.interval(), rate.printed.interval()
    low, high = ((1 + bound / 100) ** years for bound in (printed.low, printed.high))
    return now.low <= base.high * high and base.low * low <= now.high


def _unseen(run: Sequence[Span], changed: Figure, years: int) -> Fraction:
    """How far one of the three numbers could move without any notice."""

    def holds(number: Printed) -> bool:
        first, last, rate = (
            s.figure._replace(printed=number) if s.figure.key == changed.key else s.figure for s in run
        )
        return fits(first, last, rate, years)

    return play(changed.printed, holds)


def annual_rate(first: Figure, last: Figure, years: int) -> str:
    """The annual rate in percent, to one place."""
    ratio = last.printed.value / first.printed.value
    yearly = (Decimal(ratio.numerator) / Decimal(ratio.denominator)) ** (1 / Decimal(years))
    return f"{abs(yearly - 1) * 100:.1f}"


def _cause(first: Figure, last: Figure, rate: Figure, years: int) -> str:
    for other in (years - 1, years + 1):
        if fits(first, last, rate, other):
            return f"年数用错：按{other}年计算"
    total = (last.printed.value / first.printed.value - 1) * 100
    mean = rate.printed.interval()
    return "把总增幅除以年数" if mean.low <= total / Fraction(years) <= mean.high else ""
