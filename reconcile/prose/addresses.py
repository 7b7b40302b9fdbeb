"""The address of a number of the prose, each component with where it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from reconcile.address import SIDES, WITH_ALL, Address, Source, Sources, side
from reconcile.figures import Figure
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.profile import Profile, main_measure
from reconcile.prose.drafts import Draft
from reconcile.prose.stages import planned
from reconcile.prose.values import Subject
from reconcile.text import Squeezed, squeeze

TOTAL = lazy(r"总收入|总支出|总财力|总计|合计|总量|目标|结转|结余|补助|转移支付")
INSIDE = lazy(r"\([^()]*\)")
YEAR = lazy(r"20[0-4]\d(?=年)")
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "社会保险基金预算")
OF_ONE_FUND = ("general", "fund", "capital", "basic", "insurance")
OF_ALL = ("income_this_year", "expenditure_this_year")
SPAN = lazy(r"[一二三四五]年[来间]|累计|\"十[一二三四五]五\"|年均|至\d+月|\d月|上半年|季度")


class Addresser:
    """Answers for one document."""

    def __init__(self, lexicon: Lexicon, profile: Profile) -> None:
        self._lexicon = lexicon
        self._title = squeeze(profile.title).text
        self._accounted = str(profile.year) if profile.kind == "government_account" and profile.year else "none"
        self._office = profile.kind.startswith("department") or profile.kind == "three_public"
        self._main = main_measure(profile)
        self._planned = str(profile.year) if profile.kind == "government_budget" else ""
        self._draft = planned(profile)

    def address(
        self, squeezed: Squeezed, headings: Sequence[str], draft: Draft, measure: str, figure: Figure
    ) -> Address:
        """Of a figure of the statement that has this measure; ``headings`` over it, the nearest first."""
        at = squeezed.at(figure.key[1])
        before = squeezed.text[:at]
        sentence = before.rfind("。") + 1
        identity = self._under(headings, draft.subject) or identify(draft.subject, self._lexicon)
        clause = max(before.rfind(c) for c in ",;。:") + 1
        called = squeezed.text[draft.subject.start : draft.subject.end]
        behind = before[max(clause, min(draft.subject.end, at)) :]
        if draft.subject.name.endswith("支出"):  # 支出（含上级转移支付支出）: all of it is spent, wherever it came from
            behind = INSIDE.sub("", behind)
        if not self._office and (TOTAL.search(behind) or called.endswith(("总收入", "总支出"))):
            identity = f"{identity or draft.subject.name}{WITH_ALL}"  # 一般公共预算收入总计 is more than the income
        spanning = not self._office and _spans(squeezed.text, sentence, at)
        period, period_source = self._period("" if spanning else draft.period, before, headings)
        scope, scope_source = self._scope(identity, draft.scope)
        measure, measured = self._measure(measure, period)
        area, area_source = self._area(draft.subject.area, squeezed.text, at, headings)
        unit = draft.subject.area if self._office and not self._lexicon.areas.find(draft.subject.area) else ""
        return Address(
            entity=unit,
            subject=draft.subject.name,
            measure=measure,
            period=period,
            scope=scope,
            area=area,
            counted=figure.unit if figure.type == "count" else "",
            id=identity,
            within=wholes(identity, self._lexicon),
            sources=Sources(
                subject=Source.SAID if identity else Source.ASSUMED,
                measure=measured,
                period=period_source,
                scope=scope_source,
                area=area_source,
                entity=Source.SAID if unit else Source.DOCUMENT,
                counted=Source.SAID,
            ),
        )

    def _under(self, headings: Sequence[str], subject: Subject) -> str:
        """支出 below a heading that names one kind of funds is the expenditure of these."""
        if self._office or (subject.indicator not in OF_ALL and subject.name not in SIDES):
            return ""
        fund = next((f for h in headings for f in FUNDS if f in h), "")
        indicator = self._lexicon.indicator(fund + side(subject.name)) if fund else None
        return indicator.id if indicator else ""

    def _measure(self, measure: str, period: str) -> tuple[str, Source]:
        """A measure that no word says is the document's; in a report on several years the year lets guess it."""
        last = "last_" if measure == "last_amount" else ""
        if measure == "actual" and period and period == self._draft:
            return "budget", Source.ASSUMED  # 2026年预计完成3亿元, in the budget of 2026
        if measure not in ("amount", "restated", "last_amount"):
            return measure, Source.SAID
        if self._main:
            return f"{last}{self._main}", Source.DOCUMENT
        guess = ("budget" if period == self._planned else "actual") if self._planned and period.isdigit() else "amount"
        guess = "actual" if period == self._accounted else guess
        return f"{last}{guess}", Source.ASSUMED

    def _period(self, period: str, before: str, headings: Sequence[str]) -> tuple[str, Source]:
        if not period:
            return "", Source.ASSUMED
        if period in before:
            return period, Source.SAID
        dated = next((found for h in headings if (found := set(YEAR.findall(h)))), set())
        if dated == {period}:
            return period, Source.HEADING  # a heading that names several years says of none
        return period, Source.DOCUMENT if self._office else Source.ASSUMED

    def _scope(self, identity: str, scope: str) -> tuple[str, Source]:
        """An indicator that stands in tables of one scope says its own; others are of what the section is of."""
        own = {c.scope for c in self._lexicon.cells.get(identity, ())}
        indicator = self._lexicon.indicators.get(identity)
        of_fund = indicator is not None and any(f.removesuffix("预算") in indicator.name for f in FUNDS)
        if len(own) == 1 and (self._office or of_fund):
            return own.pop(), Source.SAID
        said = scope in OF_ONE_FUND if not self._office else bool(scope)
        return scope, Source.HEADING if said else Source.ASSUMED

    def _named_before(self, text: str, at: int) -> str:
        """The area named last before a number, outside of brackets that are closed: （含高新区1亿元），结余9亿元."""
        closed = [m.span() for m in INSIDE.finditer(text, 0, at)]
        before = (n for n in reversed(self._lexicon.areas.find(text)) if n.end <= at)
        return next((n.path for n in before if not any(low < n.start < high for low, high in closed)), "")

    def _area(self, own: str, text: str, at: int, headings: Sequence[str]) -> tuple[str, Source]:
        """That of the statement, else the last one that the paragraph names before the number, else the heading's."""
        if self._office:
            return "", Source.DOCUMENT
        mine = self._lexicon.areas.last(own) if own and own in text[:at] else ""
        if mine:  # 江北新区, of which the grammar knows 新区
            spans = (n for n in self._lexicon.areas.find(text) if n.end <= at and text.endswith(own, n.start, n.end))
            mine = next((n.path for n in sorted(spans, key=lambda n: -n.end)), mine)
        if said := mine or self._named_before(text, at):
            return said, Source.SAID
        inner = (t for t in headings if squeeze(t).text != self._title)  # that says whose report it is, and no area
        named = next((t for t in inner if self._lexicon.areas.find(t)), "")
        only = self._lexicon.areas.only(named)
        return only or self._lexicon.areas.last(named), Source.HEADING if only else Source.ASSUMED


def _spans(text: str, start: int, end: int) -> bool:
    """Whether 五年累计 or 1至6月 stands in a stretch: a span of time that is not read."""
    found = _all_spans(text)
    number = bisect_right(found, end, key=lambda s: s[1])
    return number > 0 and found[number - 1][0] >= start


@lru_cache(maxsize=8)
def _all_spans(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in SPAN.finditer(text)]


def identify(subject: Subject, lexicon: Lexicon) -> str:
    """What a subject is known by: an indicator's id, a code, its path of names, or a name that ``parts.csv`` knows; ""
    for mere words."""
    if subject.indicator:
        return subject.indicator
    if subject.code or subject.path:
        return subject.code or "/".join(subject.path)
    if subject.name in lexicon.parts.known:
        return subject.name
    codes = {e.code for e in lexicon.by_name(subject.name, "revenue")}
    return codes.pop() if len(codes) == 1 else ""


def wholes(identity: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The ids of what it is known to be a part of: by ``parts.csv``, by its code, by its path."""
    if identity.isdigit():
        codes = [identity[:n] for n in (3, 5, 7, 9) if n <= len(identity)]
        above = dict.fromkeys(w for c in codes for w in lexicon.parts.wholes(c))
        return (*(c for c in codes if c != identity), *above)
    steps = identity.split("/")
    if len(steps) > 1:
        return tuple("/".join(steps[:n]) for n in range(1, len(steps)))
    return lexicon.parts.wholes(identity)
