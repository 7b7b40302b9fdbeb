"""What the insurances have left at the end of two years, in whatever chapters they are told.

年末滚存结余94.5亿元 of one year, and 年度收支结余9亿元，年末滚存结余103.5亿元 of the next.

By its words alone, where `insurance_years` asks for income and expenditure. One that does not come out says nothing: a
balance may have been adjusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.rules.exact_runs import FEWER, Run, places
from reconcile.rules.paragraphs import Span, clause_before, in_brackets, spans, without_brackets
from reconcile.tuples import NamedTuple

OF_YEAR = lazy(r"(?:当年|年度|本年|本期)(?:收支)?(?:相抵)?(?:结余|缺口|赤字)")
LACKS = lazy(r"缺口|赤字")
LEFT = lazy(r"(?:年[末终]|期末)?(?:滚存|累计)(?:收支)?结余|年[末终]结余")
INSURED = lazy(r"(机关|居民|职工)?[^,;。:职居机]{0,6}?((?:社会|养老|医疗|失业|工伤|生育)保险|社保)")
ALL = {"社保": "社会保险"}


class _Year(NamedTuple):
    """What was left of one year, and with what of it; ``of`` is the insurance."""

    of: str
    surplus: Figure | None
    left: Figure


def rolled_balances(facts: Facts) -> Iterator[Run]:
    """Each balance with the one of the year before it and the surplus of its own."""
    years = [year for _, text, found in spans(facts) for year in _years(text, found)]
    for at, year in enumerate(years):
        surplus = year.surplus
        before = [one for one in years[:at] if surplus and _goes_before(one, year)]
        held = [one for one in before if surplus and _comes_out(year.left, (one.left, surplus))]
        if surplus and len({one.left.printed for one in held}) == 1:
            yield year.left, (held[-1].left, surplus)


def _years(text: str, found: Sequence[Span]) -> Iterator[_Year]:
    surplus: Span | None = None
    for span in found:
        if span.figure.type != "money" or in_brackets(text, span.start):
            continue
        words = clause_before(text, span)
        if LEFT.search(words):
            named = INSURED.findall(without_brackets(text[: span.start]))
            if named:
                beside = surplus if surplus and "。" not in text[surplus.end : span.start] else None
                whose, insurance = named[-1]
                yield _Year(
                    f"{whose}{ALL.get(insurance, insurance)}", _signed(text, beside) if beside else None, span.figure
                )
            surplus = None
        elif OF_YEAR.search(words):
            surplus = span


def _signed(text: str, surplus: Span) -> Figure:
    """收支缺口16641万元 is taken away."""
    lacks = LACKS.search(clause_before(text, surplus)) and surplus.figure.printed.digits > 0
    return surplus.figure._replace(printed=-surplus.figure.printed) if lacks else surplus.figure


def _goes_before(one: _Year, other: _Year) -> bool:
    """Whether it may be the balance of the same insurance and area a year earlier."""
    first, then = one.left.address, other.left.address
    areas = first.area == then.area or "" in (first.area, then.area)
    dated = first.period.isdigit() and then.period.isdigit()
    return one.of == other.of and areas and (not dated or int(then.period) - int(first.period) == 1)


def _comes_out(left: Figure, parts: Sequence[Figure]) -> bool:
    told = places(left, parts) >= FEWER
    return told and judge_sum(left.printed, [f.printed for f in parts]) is Verdict.AGREES
