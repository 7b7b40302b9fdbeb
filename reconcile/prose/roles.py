"""What a number says: an amount of some measure, a change, a rate of growth, a share or a completion rate."""

from __future__ import annotations

import re
from dataclasses import replace

from reconcile.figures import Figure
from reconcile.prose import wording
from reconcile.prose.drafts import Draft
from reconcile.prose.handed import CLAUSES, HandedReader
from reconcile.prose.lists import OWN_YEAR, RESTATED
from reconcile.prose.naming import BRACKETED, CLAUSE, COUNTING, exception_in, raw_name, without_names
from reconcile.prose.spots import Spot
from reconcile.prose.values import Subject

COMPARING = re.compile(r"(?:比|较|与|同)(?!重|例)[^,;:。()]{1,20}$")
BASE_IN_BRACKET = re.compile(r"(?:比|较)(?!重|例)[^,;:。()]{1,20}\($")  # 较“十三五”时期（299亿元）增加
COMPARED_WITH = re.compile(r"(?:^|[,;])(?:比|较)(?!重|例)[^,;:。()]{0,8}\"十[一二三四五]五\"[^,;:。()]{0,8}$")
YEARLY = re.compile(r"年均[^,;。]{0,8}$")
SAME_BELOW = re.compile(r"\((?:下同|以下简称[^()]*)\)$")  # 占一般公共预算支出的（下同）7.8%
AS_OF = re.compile(r"截[至止]到?20\d\d年度?(?:\d+月)?(?:\d+日)?(?:底|末)?")
ADJUSTED = re.compile(r"(?P<up>调增|追加|调整事项)|(?P<down>调减|核减)")


class RoleReader(HandedReader):
    """Gives each number its role in a statement."""

    def _role(self, spot: Spot, figure: Figure) -> None:
        kind = spot.quantity.type
        lead = spot.lead
        change = wording.CHANGE.search(lead)
        if self.unmatched or ("分别" in CLAUSES.split(lead)[-1] and spot.run > 1 and not self._one_each(spot)):
            self.unmatched = self.unmatched - 1 if self.unmatched else spot.run - 1
            self.reasons[figure.key] = "“分别”列举的项目与数目对不上，无法对应"
        elif wording.UNDECIDED.search(lead):
            self.reasons[figure.key] = "增加还是减少没有写明，无法核对"
        elif self.growing and kind == "percent":
            self._grow(spot, figure)
        elif self.queue and kind == "money":
            self._amount(spot, figure, self.queue.pop(0))
        elif kind == "percent" and YEARLY.search(lead):
            self.reasons[figure.key] = "年均增长率，要有首尾两年的数才能核对"
        elif change and kind in ("money", "percent", "percentage_point", "count"):
            self._change(spot, figure, change)
        elif kind == "percent":
            self._percent(spot, figure)
        elif kind in ("money", "count"):
            self._amount(spot, figure, None)
        else:
            self.reasons[figure.key] = "百分点的变动，没有可核对的两个比率"

    def _percent(self, spot: Spot, figure: Figure) -> None:
        if self._rate_of_given(spot, figure) or self._shared_out(spot, figure) or self._in_bracket(spot, figure):
            return
        completion = wording.COMPLETION.search(BRACKETED.sub("", spot.lead))
        lead = SAME_BELOW.sub("", spot.lead)
        share = wording.SHARE.search(lead)
        if completion and not (share and "的" not in completion[0] and share["of"] is None):
            draft = self._of(spot, spot.lead)
            if draft.completion is None:
                draft.completion = figure
                of = completion["of"] or ""
                draft.completion_of = "adjusted_budget" if re.search("调整|变动|全年", of) else "budget"
                draft.end = spot.end
                return
        elif share:
            draft = self._of(spot, lead[: share.start()])
            if draft.share is None:
                draft.share, draft.share_of = figure, "比重" if share["of"] is None else share["of"]
                draft.end = spot.end
                return
        elif wording.OF_LAST.search(spot.lead):
            self.reasons[figure.key] = "为上年的百分比，正文没有上年数"
            return
        self.reasons[figure.key] = "看不出是什么的百分比"

    def _change(self, spot: Spot, figure: Figure, match: re.Match[str]) -> None:
        down = bool(match["down"])
        before = spot.lead[: match.start()]
        draft = self._of(spot, before)
        base = wording.BASE.search(spot.lead)
        printed = -figure.printed if down else figure.printed
        signed = replace(figure, printed=printed)
        self.figures[-1] = signed
        base_measure = self.base(base["base"]) if base else self.given
        self.given = ""
        if not base_measure and self.comparison and draft is self.current:
            draft = self.comparison  # 比上年决算增加X，增长Y: the rate goes with the change before it
        elif base_measure and (draft.change or draft.growth) and draft.base not in ("", base_measure):
            draft = self.comparison = self._again(draft)
        if base_measure:
            draft.base = base_measure
        draft.exception = draft.exception or exception_in(spot.lead)
        kind = spot.quantity.type
        if kind == "percentage_point":
            self.reasons[figure.key] = "百分点的变动，没有可核对的两个比率"
            return
        slot = "growth" if kind == "percent" else "change"
        if slot == "change" and draft.change is not None and (raw := raw_name(before)):
            subject = Subject(raw, area=self.area, start=spot.start - len(raw), end=spot.start)
            draft = self._new(subject, subject.start, spot.lead)  # 资产总额增加X，其中固定资产增加Y
            draft.base = base_measure
        if getattr(draft, slot) is None:
            setattr(draft, slot, signed)
            draft.end = spot.end
        elif slot == "change" and kind == "money" and draft.change is not None:
            draft.amounts.setdefault("change_again", []).append(signed)
            draft.end = spot.end
        else:
            self.reasons[figure.key] = "同一项目的又一个变动，基数不明"

    def _again(self, draft: Draft) -> Draft:
        """A second comparison (比上年预算…, 比上年决算…) is a statement of its own about the same amount."""
        other = replace(draft, change=None, growth=None, share=None, completion=None, words=[], parent=None, counts=[])
        kept = ("amount", "budget", "actual", "last_actual", "last_budget", "last_amount")
        other.amounts = {m: list(f) for m, f in draft.amounts.items() if m in kept and m != draft.base}
        self.drafts.append(other)
        return other

    def _amount(self, spot: Spot, figure: Figure, given: Subject | None) -> None:
        lead = spot.lead
        if self.current and BASE_IN_BRACKET.search(lead):
            self.current.amounts.setdefault("before", []).append(figure)
            self.current.end = spot.end
            return
        if COMPARED_WITH.search(lead) and self.current:  # 累计完成12亿元，比“十三五”10亿元增加2亿元
            self.current.amounts.setdefault("before", []).append(figure)
            self.current.end = spot.end
            return
        base = re.search(r"(?:比|较|由|从)[^,;:。]{0,20}?的?$", lead)
        if base and self.current and re.search(r"[的由从]", base[0]) and re.search(r"20\d\d|上年|去年|由|从", base[0]):
            self.current.amounts.setdefault("before", []).append(figure)
            self.current.end = spot.end
            return
        if self._given_of(spot, figure):
            return
        if self.parents and RESTATED.search(lead) and not self._only_counted():
            whole = self.parents[-1]
            whole.amounts.setdefault("restated", []).append(figure)
            return
        adjusted = ADJUSTED.search(CLAUSE.split(lead)[-1])
        if adjusted and self.current and "budget" in self.current.amounts:
            signed = replace(figure, printed=-figure.printed) if adjusted["down"] else figure
            self.figures[-1] = signed
            self.current.amounts.setdefault("adjustment", []).append(signed)
            return
        subject = given or self._subject(spot) or self._side(lead)
        measure = self.listed_measure if given and len(lead) == 1 else self._measure(spot, subject)
        self.listed_measure = measure
        raw = "" if subject else raw_name(lead)
        if figure.type == "count" and self.current and COUNTING.fullmatch(raw):
            raw = ""
        if subject is None and raw:
            subject = Subject(raw, area=self.area, start=spot.start - len(raw), end=spot.start)
        self.comparison = None
        draft = self._home(spot, subject, measure, bool(raw))
        if figure.type == "count":
            measure = f"count:{figure.unit}"
        draft.amounts.setdefault(measure, []).append(figure)
        self.given = measure if COMPARING.search(lead) else ""
        draft.end = spot.end
        draft.exception = draft.exception or exception_in(lead)
        if wording.RESPECTIVELY.search(lead):
            self._respectively(spot, draft)

    def _only_counted(self) -> bool:
        """Whether the part being read has been counted and has no amount yet: 车辆6台，共计128.40万元."""
        current = self.current
        return bool(current and current.parent and all(m.startswith("count:") for m in current.amounts))

    def _measure(self, spot: Spot, subject: Subject | None) -> str:
        """budget, actual, adjusted_budget or amount, with ``last_`` before it for the year before."""
        inside = spot.lead[subject.end - spot.lead_start :] if subject and subject.end >= spot.lead_start else ""
        clause = CLAUSE.split(spot.lead)[-1]
        own = f"{subject.name if subject else ''}{inside}" if subject else clause
        measure = "amount"
        for text in (clause, own):
            measure = next((m for m, p in wording.MEASURES if p.search(without_names(text))), "amount")
            if measure != "amount":
                break
        lead = AS_OF.sub("", spot.lead)
        years = [int(y) for y in wording.YEAR.findall(re.split(r"[;。]", lead)[-1])]
        main = self.profile.year
        department = not self.profile.kind.startswith("government")
        first = OWN_YEAR.search(self.text, self.text.rfind("。", 0, spot.start) + 1, spot.start)
        own = self.profile.kind == "three_public" and first is not None and years[-1:] == [int(first[1])]
        before = bool(department and years and main and years[-1] == main - 1) and not own
        last = bool(wording.LAST_YEAR.search(clause)) or before
        if last and not wording.BASE.search(spot.lead):
            return f"last_{measure}"
        return measure

    def base(self, words: str) -> str:
        years = [int(y) for y in wording.YEAR.findall(words)]
        main = self.profile.year
        budget = bool(re.search(r"预算(?!执行)", words))
        last = bool(wording.LAST_YEAR.search(words)) or bool(years and main and years[0] < main)
        if not last:
            if re.search("调整|变动|全年预算", words):
                return "adjusted_budget"
            return "budget" if budget or "年初" in words else ""
        if re.search("决算|执行|完成|实际", words):
            return "last_actual"
        return "last_budget" if budget else "last"
