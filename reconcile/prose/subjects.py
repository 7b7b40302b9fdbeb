"""Whose a number is: the subject named before it, or the statement that is being read."""

from __future__ import annotations

import re

from reconcile.prose import wording
from reconcile.prose.drafts import Draft
from reconcile.prose.families import BOTH_SIDES, OTHER_SIDE
from reconcile.prose.lists import ListReader
from reconcile.prose.naming import BRACKETED, CLAUSE, raw_name, same, same_but_area, start_of
from reconcile.prose.spots import Spot
from reconcile.prose.values import Subject

FUNDS = {"fiscal_expenditure", "general_expenditure", "fiscal_total", "general_income", "fiscal_income"}
JOINED = re.compile(r"[^、]{2,}(?:、|以?及|和|与)$")
# what is named there is not what the number is of: 收、支总计（含结转和结余）, 执行中因上级补助增加等，支出预算调整为
ASIDE = re.compile(r"(?<=\()(?:含|不含|包括|包含|以下)[^()]*\)|(?<=[,;。中])因[^;。]*?等(?:因素|原因|影响)?,")
SIDE = re.compile(
    r"(?:^|[实际完成当年全年累计共计各级])(?P<side>收入|支出)(?:年初|调整后?|总?预算|决算|安排|完成|实现|实际|为|数|总额|合计|达到?|约)*$"
)


class SubjectReader(ListReader):
    """Finds the statement that a number belongs to."""

    def _home(self, spot: Spot, subject: Subject | None, measure: str, raw: bool) -> Draft:
        """The statement that an amount belongs to: the current one, an earlier one of its subject, or a new one."""
        draft, counted = self.current, spot.quantity.type == "count"
        if draft is None or (raw and measure in draft.amounts):
            return self._new(subject or self._topic(spot.start), start_of(spot, subject), spot.lead, counted)
        if subject is None:
            fresh = draft in self.parents and draft.sentence != self.sentence
            listed = draft.parent is not None and measure in draft.amounts and ";" in spot.lead
            fresh = fresh or (listed and spot.quantity.type == "money")  # 安排5亿元，用于……；安排3亿元，用于……
            return self._new(draft.subject, spot.lead_start, spot.lead) if fresh else draft
        if same(subject, draft.subject):
            again = self._restarts(draft) or self._listed_again(spot, draft, subject, measure)
            return self._new(subject, start_of(spot, subject), spot.lead) if again else draft
        for earlier in reversed(self.drafts):
            near = earlier.sentence >= self.sentence - 2 and earlier.parent is (
                self.parents[-1] if self.parents else None
            )
            if near and same(subject, earlier.subject) and measure not in earlier.amounts and measure != "amount":
                return self._focus(earlier)
        self._reopen(subject)
        while len(self.open) > self.floor and same_but_area(subject, self.open[-1].whole.subject):
            self.open.pop()  # the sibling of what the list was a part of: 市级……其中……；县市区……
        return self._new(subject, start_of(spot, subject), spot.lead, counted)

    def _side(self, lead: str) -> Subject | None:
        """收入完成…；支出完成…: the other side of what is being read."""
        match = SIDE.search(CLAUSE.split(lead)[-1])
        if not match or self.current is None or self.current.subject.path:
            return None
        name, side = self.current.subject.name, match["side"]
        other = "支出" if side == "收入" else "收入"
        if other in name:
            return self.namer.named(self.current.subject, name.replace(other, side))
        if side in name:
            return self.current.subject
        if self.profile.kind.startswith("government"):
            return self.namer.named(self.current.subject, name + side)
        return None

    def _restarts(self, draft: Draft) -> bool:
        """Whether the same subject begins a new statement: in a later sentence, when it has had its change or share."""
        if draft in self.parents:
            return True
        told = bool(draft.change or draft.share)
        if self.profile.kind.startswith("government"):
            told = told or bool(draft.growth or draft.completion)
        return draft.sentence != self.sentence and told

    def _listed_again(self, spot: Spot, draft: Draft, subject: Subject, measure: str) -> bool:
        """Whether a list goes on with another amount of the same name: 甲公司上缴收入50万元，乙公司上缴收入25万元."""
        following = spot.lead[:1] in (",", "、", ";") and subject.start >= spot.lead_start
        return draft.parent is not None and following and measure in draft.amounts and spot.quantity.type == "money"

    def _respectively(self, spot: Spot, draft: Draft) -> None:
        clause = spot.start - len(re.split(r"[;。:]", spot.lead)[-1])
        named = [m for m in self.mentions if clause <= m.start and m.end <= spot.start]
        if len(named) > 1:
            draft.subject = named[0]
            self.queue = named[1:]

    def _of(self, spot: Spot, before: str) -> Draft:
        """The statement that a rate or change belongs to: the one that the words before it name, or the current one."""
        base = wording.BASE.search(before)
        stop = spot.lead_start + len(before)
        named = [m for m in self.mentions if spot.lead_start <= m.start and m.end <= stop]
        if base:
            low, high = spot.lead_start + base.start("base"), spot.lead_start + base.end("base")
            named = [m for m in named if m.end <= low or m.start >= high]
        aside = [m.span() for m in BRACKETED.finditer(before)]  # （与公用经费之和保持一致），较上年减少
        low = spot.lead_start
        named = [
            m for m in named if len(m.path) > 1 or not any(a < m.start - low and m.end - low < b for a, b in aside)
        ]
        if named:
            subject = named[-1]
            for draft in reversed(self.drafts):
                if same(subject, draft.subject) and draft.sentence >= self.sentence - 2:
                    if draft is not self.current and draft.parent is not None and draft.sentence != self.sentence:
                        continue
                    return self._focus(draft)
            meant = self._meant(subject)
            return self._focus(meant) if meant else self._new(self._placed(subject), subject.start)
        if self.current is None:
            return self._new(self._topic(spot.start), spot.lead_start)
        if ";" in before and self.main and self.current.parent is self.main:
            listed = any(part is self.current for listing in self.open for part in listing.parts)
            return self.current if listed else self._focus(self.main)  # 其中A，B；比上年增加: the list is closed
        return self.current

    def _meant(self, subject: Subject) -> Draft | None:
        """The statement that a looser name means: 收、支总计 for the totals of both sides, a name cut short."""
        sides = BOTH_SIDES.get(subject.indicator, ())
        for draft in reversed(self.drafts):
            if draft.amounts and draft.parent is None and draft.subject.indicator in sides:
                return draft
        current = self.current
        short = current is not None and current.subject.name.startswith(subject.name) and len(subject.name) > 4
        return current if short else None

    def _subject(self, spot: Spot) -> Subject | None:
        """The last subject named in the lead that is not part of a comparison or the cause of something."""
        base = [m.span("base") for m in wording.BASE.finditer(spot.lead)]
        aside = [m.span() for m in ASIDE.finditer(spot.lead)]  # 收、支总计（含结转和结余）
        low = spot.lead_start
        named = [
            m
            for m in self.mentions
            if low <= m.start and m.end <= spot.start and not any(a <= m.start - low < b for a, b in base + aside)
        ]
        if not named:
            return None
        last = self._ruling(named)
        current = self.current.subject.indicator if self.current else ""
        if meant := OTHER_SIDE.get((current, last.indicator)):
            return self._placed(self.namer.meant(last, meant))
        between = BRACKETED.sub("", self.text[last.end : spot.start])
        if re.search(r"[;。]", between):
            return None
        if len(between) > 12 and "," in between and not last.path and raw_name(spot.lead):
            return None
        if re.match(r"(?:收入|支出|费用?|资金)?等", between):
            return Subject(f"{last.name}等", start=last.start, end=last.end, area=self.area)  # one amount for several
        first = next((m for m in named if m.path and len(m.path) > 1), None)
        if first is not None and not last.path:
            return self._placed(first)  # 项目 paths rule over words of their purpose: …(项)。主要用于人员经费…
        side = re.match(r"(收入|支出)(?!数|为)", between)
        if side and not re.search(r"收入|支出", last.name) and not last.path:
            return self._placed(self.namer.sided(last, side[1]))
        tail = raw_name(between)
        if (
            tail
            and not re.fullmatch(r"[的类款项目预决算支出收入总额合计数费用经费资金拨款科]*", tail)
            and "," not in between
        ):
            name = last.name + tail if len(last.path) < 2 else tail
            if len(tail) >= 2:
                return Subject(name, start=last.start, end=spot.start, area=self.area)
        return self._several(spot, last) or self._placed(last)

    def _several(self, spot: Spot, last: Subject) -> Subject | None:
        """加上上解上级、债务还本及调出资金239.35亿元: one amount for all that a report of a government adds up."""
        if not self.profile.kind.startswith("government") or wording.RESPECTIVELY.search(spot.lead):
            return None
        clause = re.split(r"[,;。:(]", self.text[spot.lead_start : last.start])[-1].lstrip("、和及与")
        if not JOINED.search(clause):
            return None
        name = re.sub(r"^(?:再)?(?:加上?|减去)", "", clause) + last.name
        return Subject(name, start=last.start - len(clause), end=last.end, area=self.area)

    def _ruling(self, named: list[Subject]) -> Subject:
        """The last subject named; “三公”经费 rules over the kind of funds that it is paid from."""
        last = named[-1]
        if (
            last.indicator in FUNDS
            and len(named) > 1
            and named[-2].indicator == "three_public"
            and last.start - named[-2].end <= 4
        ):
            return named[-2]._replace(end=last.end)
        return last
