"""Numbers that belong to one another by their places: 完成预算60.80万元的83.95%, 分别占53.77%、11.01%和35.22%."""

from __future__ import annotations

import re
from dataclasses import replace

from reconcile.figures import Figure
from reconcile.prose import wording
from reconcile.prose.naming import raw_name
from reconcile.prose.spots import Spot
from reconcile.prose.subjects import SubjectReader
from reconcile.prose.values import Subject

_OF_WHAT = r"(?:年初|全年|调整后?|变动后?|年度|当年|本年|支出|收入|部门)*"
GIVEN_BUDGET = re.compile(
    rf"(?:完成|为|达到?|相当于|占)了?{_OF_WHAT}(?:预算|计划|任务|目标)(?:数|安排数?|总额)?(?:的)?[:]?$"
)
GIVEN_WHOLE = re.compile(r"占[^,;。:()]{2,30}$")
CLAUSES = re.compile(r"[;。:]")
YEAR_BEFORE = re.compile(r"^.*?20\d\d年度?")


class HandedReader(SubjectReader):
    """Hands out the numbers of a row to what was named before it, and rates to the base right before them."""

    def _one_each(self, spot: Spot) -> bool:
        """Whether there is one subject for each number that 分别 hands out; gets them ready."""
        whole = CLAUSES.split(spot.lead)[-1]
        clause, start = whole.partition("分别")[0], spot.start - len(whole)
        named = [m for m in self.mentions if start <= m.start and m.end <= start + len(clause)]
        change = wording.CHANGE.search(spot.lead)
        if spot.quantity.type == "money" and not change:
            items = re.split(r"、|和|及|与", YEAR_BEFORE.sub("", clause))
            if len(items) == spot.run != len(named):
                self.queue = []
                for item in items:
                    self.queue.append(self._item(item, named))
            return spot.run in (len(named), len(items))
        here = [d for d in self.drafts if d.sentence == self.sentence and d.amounts]
        if spot.quantity.type == "percent" and not named and len(here) >= spot.run:
            if change:
                self.growing = here[-spot.run :]
                self.falling = bool(change["down"])
            return True
        return False

    def _item(self, item: str, named: list[Subject]) -> Subject:
        """One of the items of a list: what is named in it, or its own words."""
        before = self.queue[-1] if self.queue else None
        other = {"收入": "支出", "支出": "收入"}.get(item, "")
        if before and other and other in before.name:
            return self.namer.named(before, before.name.replace(other, item))
        known = [m for m in named if self.text[m.start : m.end] in item]
        return known[-1] if known else Subject(raw_name(item) or item, area=self.area)

    def _grow(self, spot: Spot, figure: Figure) -> None:
        """A rate of growth for each of the amounts listed before: 分别增长3.0%和5.0%."""
        draft = self.growing.pop(0)
        signed = replace(figure, printed=-figure.printed) if self.falling else figure
        self.figures[-1] = signed
        if draft.growth is None:
            draft.growth = signed
            draft.end = max(draft.end, spot.end)
        else:
            self.reasons[figure.key] = "同一项目的又一个变动，基数不明"

    def _given_of(self, spot: Spot, figure: Figure) -> bool:
        """A base that stands right before its rate: 完成预算60.80万元的83.95%, 占全部项目12个的100%."""
        if not spot.rated or self.current is None:
            return False
        budget, whole = GIVEN_BUDGET.search(spot.lead), GIVEN_WHOLE.search(spot.lead)
        if budget:
            measure = "adjusted_budget" if re.search("调整|变动|全年", budget[0]) else "budget"
            self.current.completion_of = measure
        elif whole:
            measure = "whole"
        else:
            return False
        self.current.amounts.setdefault(measure, []).append(figure)
        self.current.end = spot.end
        self.rated = "share" if whole and not budget else "completion"
        return True

    def _rate_of_given(self, spot: Spot, figure: Figure) -> bool:
        """The rate behind its base."""
        slot, self.rated = self.rated, ""
        if not slot or spot.lead != "的" or self.current is None or getattr(self.current, slot) is not None:
            return False
        setattr(self.current, slot, figure)
        self.current.end = spot.end
        return True

    def _in_bracket(self, spot: Spot, figure: Figure) -> bool:
        """较上年增加34.85万元（134.30%）: the rate of the change right before it."""
        draft = self.comparison or self.current
        if spot.lead != "(" or draft is None or draft.growth or draft.change is None or len(self.figures) < 2:
            return False
        if draft.change.key != self.figures[-2].key:
            return False
        draft.growth = replace(figure, printed=-figure.printed) if draft.change.printed.digits < 0 else figure
        self.figures[-1] = draft.growth
        draft.end = spot.end
        return True

    def _shared_out(self, spot: Spot, figure: Figure) -> bool:
        """分别占支出总额的53.77%、11.01%和35.22%: one share for each of the amounts listed before."""
        if self.rates and spot.lead in ("、", "和", "及", ",", "与"):
            draft = self.rates.pop(0)
        elif "分别" in spot.lead and spot.run > 1:
            here = [d for d in self.drafts if d.sentence == self.sentence and d.share is None and d.amounts]
            if len(here) < spot.run:
                return False
            draft, *self.rates = here[-spot.run :]
            plain = spot.lead.replace("分别", "")
            share = wording.SHARE.search(plain)
            self.rates_slot = "completion" if wording.COMPLETION.search(plain) else "share"
            self.rates_of = (share["of"] if share else "") or ""
        else:
            return False
        if self.rates_slot == "completion":
            draft.completion = figure
        else:
            draft.share, draft.share_of = figure, self.rates_of
        draft.end = max(draft.end, spot.end)
        return True
