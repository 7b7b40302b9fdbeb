"""Reads a paragraph from left to right and gives each number its place in a statement.

The words before a number, back to the number before it, say what it is: a change (减少), a share (占), a
completion rate (完成预算的), or else an amount; whose it is: the last subject named there, or the statement that
is being read; and of which list it is a part (其中, 包括, brackets).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.document import Paragraph
from reconcile.figures import Figure
from reconcile.interval import Printed
from reconcile.profile import Profile
from reconcile.prose import wording
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.mentions import Namer
from reconcile.prose.values import Subject
from reconcile.quantity import Quantity
from reconcile.text import Squeezed, squeeze

SENTENCE_END = re.compile(r"[。!?]")
CLAUSE = re.compile(r"[,;:。、(]")
OWN_YEAR = re.compile(r"(?<![比较与同至到过])(?<!\d)(20[0-4]\d)年(?!以来|期间|起|至|前)")
# parts whose whole is known whatever the punctuation says
FAMILY = {
    "overseas": ("three_public",),
    "vehicle": ("three_public",),
    "reception": ("three_public",),
    "vehicle_purchase": ("vehicle", "three_public"),
    "vehicle_running": ("vehicle", "three_public"),
    "domestic_reception": ("reception",),
    "foreign_reception": ("reception",),
    "personnel": ("general_basic_expenditure", "basic_expenditure"),
    "public_operating": ("general_basic_expenditure", "basic_expenditure"),
}
FUNDS = {"fiscal_expenditure", "general_expenditure", "fiscal_total", "general_income", "fiscal_income"}
ADJUSTED = re.compile(r"(?P<up>调增|追加|调整事项)|(?P<down>调减|核减)")
PLACE = re.compile(r"[^年月日,的]{2,12}(?:区|县|市|镇|乡|街道|新城)(?=$|一般|政府|国有|社会|地方)")
AREA = re.compile(
    r"全[市县区省州旗]|县市区|县区|市县|区县|[市县区省州]本?级|[市县区省]直|中央|开发区|高新区|本级|乡镇级?"
)
EXCLUDED = re.compile(r"不含|不包括|剔除|扣除|另|以下|自然口径|同口径|同比|比|较|增|减|下降|占")
SIDE = re.compile(
    r"(?:^|[实际完成当年全年累计共计各级])(?P<side>收入|支出)(?:年初|调整后?|总?预算|决算|安排|完成|实现|实际|为|数|总额|合计|达到?|约)*$"
)
BRACKETED = re.compile(r"\([^()]*\)")
RESTATED = re.compile(r"[,;:、](?:以上|上述)?(?:共计|合计|总计|小计)(?:为|是)?:?$")
LONGEST_CONTEXT = 160


@dataclass(frozen=True, slots=True)
class Spot:
    """A quantity in the squeezed paragraph with the words that lead to it."""

    quantity: Quantity
    start: int
    end: int
    lead_start: int
    lead: str


class ParagraphReader:
    """Reads one paragraph; ``carried`` is the statement of an earlier paragraph whose parts go on here."""

    def __init__(
        self,
        block: int,
        paragraph: Paragraph,
        namer: Namer,
        profile: Profile,
        scope: str,
        carried: Draft | None = None,
        before: Draft | None = None,
        topic: Subject | None = None,
        period: str = "",
    ) -> None:
        self.namer = namer
        self.block = block
        self.paragraph = paragraph
        self.profile = profile
        self.scope = scope
        self.squeezed: Squeezed = squeeze(paragraph.text)
        self.text = self.squeezed.text
        self.mentions = [self._located(m) for m in namer.find(self.text)]
        self.drafts: list[Draft] = []
        # parts in following paragraphs go on with the list that was open; a paragraph that opens its own has its own
        self.counter = 0 if carried else block * 100
        self.open: list[Listing] = [Listing(carried, 0)] if carried else []
        self.brackets: list[tuple[int, Draft | None]] = []  # depth of parents and current statement when one opened
        self.closed: list[Listing] = []  # by a semicolon
        self.floor = len(self.open)
        self.topic = topic  # what the section's heading names
        self.before = before  # the main statement of the paragraph before, in the same section
        self.current: Draft | None = None
        self.main: Draft | None = None
        self.sentence = 0
        self.in_cause = False
        self.comparison: Draft | None = None
        self.area = ""
        self.period = period
        self.queue: list[Subject] = []  # subjects that 分别为 hands numbers to
        self.reasons: dict[tuple[int, int, int], str] = {}
        self.figures: list[Figure] = []

    def _located(self, mention: Subject) -> Subject:
        """The mention with the area that stands before it: 市级政府债务余额, 高新区一般公共预算支出."""
        found = [*AREA.finditer(self.text, max(0, mention.start - 12), mention.start)]
        area = found[-1][0] if found else ""
        if self.profile.kind.startswith("government"):
            before = CLAUSE.split(self.text[max(0, mention.start - 24) : mention.start])[-1]
            place = PLACE.search(before)
            area = place[0] if place else area
        return mention._replace(area=area)

    def read(self, quantities: Sequence[Quantity]) -> None:
        cursor = 0
        for quantity in quantities:
            if quantity.type == "date" or quantity.threshold:
                continue  # 50万元以上 is a limit, no amount of anything
            start, end = self.squeezed.at(quantity.start), self.squeezed.at(quantity.end)
            self._take(Spot(quantity, start, end, cursor, self.text[cursor:start]))
            cursor = end

    # structure

    def _take(self, spot: Spot) -> None:
        cut = self._structure(spot)
        lead = spot.lead[cut:]
        spot = Spot(spot.quantity, spot.start, spot.end, spot.lead_start + cut, lead)
        figure = self._figure(spot)
        self.figures.append(figure)
        self.in_cause = self.in_cause or self._explains(lead)
        if self.in_cause:
            self.reasons[figure.key] = "原因说明中的数，没有可以核对的另一处"
        elif spot.quantity.per or wording.STANDARD.search(lead):
            self.reasons[figure.key] = "标准、人均数或变动后的水平，不是收支数"
        else:
            self._role(spot, figure)

    def _explains(self, lead: str) -> bool:
        """Whether the number stands in an explanation: its subject is a cause and no item of the accounts."""
        lead = re.split(r"[;。]", lead)[-1]
        if wording.CAUSE.search(lead):
            return True
        current = self.current
        changed = bool(current and (current.change or current.growth or current.completion))
        return changed and bool(wording.MAINLY.search(lead))

    def _structure(self, spot: Spot) -> int:
        """Follow sentence ends, brackets and lists through the lead; how much of it lies before the sentence."""
        cut = 0
        lead = spot.lead
        for index, char in enumerate(lead):
            if char in "。!?":
                self._end_sentence()
                cut = index + 1
            elif char == "(":
                self._open_bracket(lead, index)
            elif char == ")" and self.brackets:
                depth, self.current = self.brackets.pop()
                del self.open[max(depth, self.floor) :]
            elif char in ",;" and not self.brackets:
                self._separate(char)
        if wording.SUMMING.search(lead, cut) and not RESTATED.search(lead):
            del self.open[self.floor :]
        markers = [*wording.PARTS.finditer(lead, cut)]
        marker = markers[-1] if markers else None
        if marker and not self.drafts and self.before and not self.floor:
            self._go_on(marker, lead)
        elif marker and self.current:
            self._open_list(marker, lead)
        return cut

    def _separate(self, char: str) -> None:
        """What a comma or semicolon closes: uses at any, the inner lists and a list with commas at a semicolon."""
        while len(self.open) > self.floor and self.open[-1].use:
            self.open.pop()
        if char == ";":
            self.in_cause = False
            self.closed += self.open[self.floor + 1 :]
            del self.open[self.floor + 1 :]
            if len(self.open) > self.floor and self.open[-1].ends_at_semicolon:
                self.open.pop()

    def _go_on(self, marker: re.Match[str], lead: str) -> None:
        """A paragraph that begins with 其中 or 按……分类，包括 lists the parts of the one before."""
        named = [m for m in self.mentions if m.end <= marker.start()]
        opens = marker["closed"] or marker["open"] == "其中"
        if self.before and opens and not named and "。" not in lead[marker.end() :]:
            self._list(self.before, bool(marker["closed"]))
            self.floor = len(self.open)

    def _open_list(self, marker: re.Match[str], lead: str) -> None:
        """What follows are parts of the statement being read."""
        whole = self.current
        if whole is None or (not whole.amounts and not whole.change):
            return
        after_marker = lead[marker.end() :]
        if re.search(r"。", after_marker) or (marker["open"] in ("含", "主要是") and not self.brackets):
            return
        self._list(whole, bool(marker["closed"]), bool(marker["use"]))

    def _list(self, whole: Draft, complete: bool = False, use: bool = False) -> None:
        while len(self.open) > self.floor and self.open[-1].whole is whole:
            self.open.pop()
        self.counter += 1
        self.open.append(Listing(whole, self.counter, use))
        whole.complete = whole.complete or complete

    def _end_sentence(self) -> None:
        self.closed += self.open[self.floor :]
        del self.open[self.floor :]
        self.brackets.clear()
        self.queue.clear()
        self.sentence += 1
        self.in_cause = False
        self.current = self.main or self.current

    def _open_bracket(self, lead: str, index: int) -> None:
        """A bracket right behind a number holds its parts, unless it says what is not in it."""
        self.brackets.append((len(self.open), self.current))
        whole = self.current
        if index == 0 and whole and whole.amounts and not EXCLUDED.match(lead[1:]):
            self._list(whole)

    @property
    def parents(self) -> list[Draft]:
        """The statements whose parts are being read, the innermost last."""
        return [listing.whole for listing in self.open]

    # roles

    def _role(self, spot: Spot, figure: Figure) -> None:
        kind = spot.quantity.type
        lead = spot.lead
        change = wording.CHANGE.search(lead)
        if self.queue and kind == "money":
            self._amount(spot, figure, self.queue.pop(0))
        elif change and kind in ("money", "percent", "percentage_point", "count"):
            self._change(spot, figure, change)
        elif kind == "percent":
            self._percent(spot, figure)
        elif kind in ("money", "count"):
            self._amount(spot, figure, None)
        else:
            self.reasons[figure.key] = "百分点的变动，没有可核对的两个比率"

    def _percent(self, spot: Spot, figure: Figure) -> None:
        completion = wording.COMPLETION.search(BRACKETED.sub("", spot.lead))
        share = wording.SHARE.search(spot.lead)
        if completion and not (share and "的" not in completion[0] and share["of"] is None):
            draft = self._of(spot, spot.lead)
            if draft.completion is None:
                draft.completion = figure
                of = completion["of"] or ""
                draft.completion_of = "adjusted_budget" if re.search("调整|变动|全年", of) else "budget"
                draft.end = spot.end
                return
        elif share:
            draft = self._of(spot, spot.lead[: share.start()])
            if draft.share is None:
                draft.share, draft.share_of = figure, share["of"] or ""
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
        base_measure = self.base(base["base"]) if base else ""
        if not base and self.comparison and draft is self.current:
            draft = self.comparison  # 比上年决算增加X，增长Y: the rate goes with the change before it
        elif base_measure and (draft.change or draft.growth) and draft.base not in ("", base_measure):
            draft = self.comparison = self._again(draft)
        if base_measure:
            draft.base = base_measure
        draft.exception = draft.exception or _exception(spot.lead)
        kind = spot.quantity.type
        if kind == "percentage_point":
            self.reasons[figure.key] = "百分点的变动，没有可核对的两个比率"
            return
        slot = "growth" if kind == "percent" else "change"
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
        other.amounts = {m: list(f) for m, f in draft.amounts.items() if m in ("amount", "budget", "actual")}
        self.drafts.append(other)
        return other

    def _amount(self, spot: Spot, figure: Figure, given: Subject | None) -> None:
        lead = spot.lead
        base = re.search(r"(?:比|较|由|从)[^,;:。]{0,20}?的?$", lead)
        if base and self.current and re.search(r"[的由从]", base[0]) and re.search(r"20\d\d|上年|去年|由|从", base[0]):
            self.current.amounts.setdefault("before", []).append(figure)
            self.current.end = spot.end
            return
        if self.parents and RESTATED.search(lead):
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
        measure = self._measure(spot, subject)
        raw = "" if subject else _raw_name(lead)
        if subject is None and raw:
            subject = Subject(raw, area=self.area, start=spot.start - len(raw), end=spot.start)
        self.comparison = None
        draft = self._home(spot, subject, measure, bool(raw))
        if figure.type == "count":
            measure = f"count:{figure.unit}"
        draft.amounts.setdefault(measure, []).append(figure)
        draft.end = spot.end
        draft.exception = draft.exception or _exception(lead)
        if wording.RESPECTIVELY.search(lead):
            self._respectively(spot, draft)

    def _home(self, spot: Spot, subject: Subject | None, measure: str, raw: bool) -> Draft:
        """The statement that an amount belongs to: the current one, an earlier one of its subject, or a new one."""
        draft = self.current
        if draft is None or (raw and measure in draft.amounts):
            return self._new(subject or self._topic(spot.start), _start(spot, subject), spot.lead)
        if subject is None:
            fresh = draft in self.parents and draft.sentence != self.sentence
            return self._new(draft.subject, spot.lead_start, spot.lead) if fresh else draft
        if _same(subject, draft.subject):
            return self._new(subject, _start(spot, subject), spot.lead) if self._restarts(draft) else draft
        for earlier in reversed(self.drafts):
            near = earlier.sentence >= self.sentence - 2 and earlier.parent is (
                self.parents[-1] if self.parents else None
            )
            if near and _same(subject, earlier.subject) and measure not in earlier.amounts and measure != "amount":
                return self._focus(earlier)
        self._reopen(subject)
        while len(self.open) > self.floor and _same_but_area(subject, self.open[-1].whole.subject):
            self.open.pop()  # the sibling of what the list was a part of: 市级……其中……；县市区……
        return self._new(subject, _start(spot, subject), spot.lead)

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

    def _reopen(self, subject: Subject) -> None:
        """A part whose whole is known goes back to its list where a semicolon or a full stop closed it too early."""
        for listing in reversed(self.closed):
            named = {p.subject.indicator for p in listing.parts}
            if listing.whole.subject.indicator in FAMILY.get(subject.indicator, ()) and subject.indicator not in named:
                if all(listing is not known for known in self.open):
                    self.open.append(listing)
                return

    def _restarts(self, draft: Draft) -> bool:
        """Whether the same subject begins a new statement: in a later sentence, when it has had its change or share."""
        if draft in self.parents:
            return True
        return draft.sentence != self.sentence and bool(draft.change or draft.share)

    def _respectively(self, spot: Spot, draft: Draft) -> None:
        clause = spot.start - len(re.split(r"[;。:]", spot.lead)[-1])
        named = [m for m in self.mentions if clause <= m.start and m.end <= spot.start]
        if len(named) > 1:
            draft.subject = named[0]
            self.queue = named[1:]

    # what belongs to what

    def _of(self, spot: Spot, before: str) -> Draft:
        """The statement that a rate or change belongs to: the one that the words before it name, or the current one."""
        base = wording.BASE.search(before)
        stop = spot.lead_start + len(before)
        named = [m for m in self.mentions if spot.lead_start <= m.start and m.end <= stop]
        if base:
            low, high = spot.lead_start + base.start("base"), spot.lead_start + base.end("base")
            named = [m for m in named if m.end <= low or m.start >= high]
        if named:
            subject = named[-1]
            for draft in reversed(self.drafts):
                if _same(subject, draft.subject) and draft.sentence >= self.sentence - 2:
                    if draft is not self.current and draft.parent is not None and draft.sentence != self.sentence:
                        continue
                    return self._focus(draft)
            return self._new(self._placed(subject), subject.start)
        if self.current is None:
            return self._new(self._topic(spot.start), spot.lead_start)
        return self.current

    def _focus(self, draft: Draft) -> Draft:
        self.current = draft
        if draft.parent is None:
            self.main = draft
        return draft

    def _subject(self, spot: Spot) -> Subject | None:
        """The last subject named in the lead that is not part of a comparison or the cause of something."""
        base = [m.span("base") for m in wording.BASE.finditer(spot.lead)]
        low = spot.lead_start
        named = [
            m
            for m in self.mentions
            if low <= m.start and m.end <= spot.start and not any(a <= m.start - low < b for a, b in base)
        ]
        if not named:
            return None
        last = self._ruling(named)
        between = BRACKETED.sub("", self.text[last.end : spot.start])
        if re.search(r"[;。]", between):
            return None
        if len(between) > 12 and "," in between and not last.path and _raw_name(spot.lead):
            return None
        first = next((m for m in named if m.path and len(m.path) > 1), None)
        if first is not None and not last.path:
            return self._placed(first)  # 项目 paths rule over words of their purpose: …(项)。主要用于人员经费…
        side = re.match(r"(收入|支出)(?!数|为)", between)
        if side and not re.search(r"收入|支出", last.name) and not last.path:
            return self._placed(self.namer.sided(last, side[1]))
        tail = _raw_name(between)
        if (
            tail
            and not re.fullmatch(r"[的类款项目预决算支出收入总额合计数费用经费资金拨款]*", tail)
            and "," not in between
        ):
            name = last.name + tail if len(last.path) < 2 else tail
            if len(tail) >= 2:
                return Subject(name, start=last.start, end=spot.start, area=self.area)
        return self._placed(last)

    def _ruling(self, named: list[Subject]) -> Subject:
        """The last subject named; “三公”经费 rules over the kind of funds that it is paid from."""
        last = named[-1]
        if (
            last.indicator in FUNDS
            and len(named) > 1
            and named[-2].indicator == "three_public"
            and last.start == named[-2].end
        ):
            return named[-2]._replace(end=last.end)
        return last

    def _placed(self, subject: Subject) -> Subject:
        return subject if subject.area or not self.area else subject._replace(area=self.area)

    def _new(self, subject: Subject, start: int, lead: str = "") -> Draft:
        listing = self.open[-1] if self.open else None
        if listing and len(self.open) <= self.floor and self.sentence:
            listing = None  # of an item of a carried list only the first sentence names the part
        draft = Draft(
            self.block,
            start,
            start,
            subject,
            listing.whole if listing else None,
            group=listing.group if listing else 0,
            scope=listing.whole.scope if listing else self.scope,
            sentence=self.sentence,
            period=self._period(start),
        )
        if listing:
            listing.add(draft, ";" if ";" in lead else ",")
        if len(self.open) <= self.floor:
            self.main = draft
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _topic(self, start: int) -> Subject:
        """Whose a number is that its sentence does not name: the item's path before it, else the heading's subject."""
        for mention in reversed(self.mentions):
            if mention.end <= start and len(mention.path) > 1:
                return mention
        return self.topic or Subject("")

    # measures

    def _measure(self, spot: Spot, subject: Subject | None) -> str:
        """budget, actual, adjusted_budget or amount, with ``last_`` before it for the year before."""
        inside = spot.lead[subject.end - spot.lead_start :] if subject and subject.end >= spot.lead_start else ""
        clause = CLAUSE.split(spot.lead)[-1]
        own = f"{subject.name if subject else ''}{inside}" if subject else clause
        measure = "amount"
        for text in (clause, own):
            measure = next((m for m, p in wording.MEASURES if p.search(_without_names(text))), "amount")
            if measure != "amount":
                break
        years = [int(y) for y in wording.YEAR.findall(re.split(r"[;。]", spot.lead)[-1])]
        main = self.profile.year
        department = not self.profile.kind.startswith("government")
        last = bool(wording.LAST_YEAR.search(clause)) or bool(department and years and main and years[-1] == main - 1)
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

    def _period(self, start: int) -> str:
        """The year that the sentence speaks of before it names the subject, comparisons aside; else the one before."""
        sentence = max(self.text.rfind("。", 0, start) + 1, 0)
        own = [m[1] for m in OWN_YEAR.finditer(self.text, sentence, min(len(self.text), start + 8))]
        if own:
            self.period = own[-1]
        return self.period

    def _figure(self, spot: Spot) -> Figure:
        quantity = spot.quantity
        text = self.paragraph.text
        return Figure(
            key=(self.block, quantity.start, -1),
            printed=quantity.printed,
            type=quantity.type,
            quote=quantity.surface,
            unit=quantity.unit,
            value=plain(quantity),
            place=self.paragraph.place(quantity.start, quantity.end),
            end=quantity.end,
            context=_context(text, quantity.start, quantity.end),
        )


def plain(quantity: Quantity) -> str:
    """The number in its printed unit as a plain decimal: 2636.92 for 2636.92万元."""
    exponent = -quantity.precision
    return f"{Printed(quantity.printed.digits, exponent).decimal():f}"


def _context(text: str, start: int, end: int) -> str:
    """The sentence around a number, cut to a readable length at punctuation."""
    low = max(text.rfind("。", 0, start), text.rfind("；", 0, start)) + 1
    low = max(low, start - LONGEST_CONTEXT)
    stops = [i for i in (text.find(c, end) for c in "，。；,;、") if i >= 0]
    high = min([*stops, end + 20, len(text)])
    return text[low:high].strip()


def _same_but_area(one: Subject, other: Subject) -> bool:
    return one.area != other.area and _same(one._replace(area=""), other._replace(area=""))


def _start(spot: Spot, subject: Subject | None) -> int:
    return subject.start if subject else spot.lead_start


def _same(one: Subject, other: Subject) -> bool:
    if one.area and other.area and one.area != other.area:
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    if one.path and other.path:
        return one.path == other.path or (one.path[-1] == other.path[-1] and 1 in (len(one.path), len(other.path)))
    return one.name == other.name


def _without_names(text: str) -> str:
    """The words of a measure without the names that hold 预算 or 决算 themselves (一般公共预算, 政府性基金预算)."""
    return re.sub(
        r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算单位|预算内", "", text
    )


def _exception(lead: str) -> str:
    found = wording.EXCEPTION.search(lead)
    return found[0] if found else ""


def _raw_name(lead: str) -> str:
    """What the last clause before a number calls it, without the words that name nothing; "" where nothing is left."""
    clause = CLAUSE.split(BRACKETED.sub("", lead))[-1].strip(")")
    clause = wording.PARTS.split(clause)[-1] or ""
    while True:
        match = wording.FILLER.match(clause)
        if not match or not match[0]:
            break
        clause = clause[match.end() :]
    clause = wording.MEASURE_TAIL.sub("", clause)
    return clause if len(clause) >= 2 and not wording.NAMELESS.fullmatch(clause) else ""
