"""Which list of parts a number stands in: 其中, 包括, brackets, and where punctuation closes them."""

from __future__ import annotations

import re

from reconcile.document import Paragraph
from reconcile.figures import Figure
from reconcile.profile import Profile
from reconcile.prose import wording
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.families import FAMILY, fits, funded
from reconcile.prose.mentions import Namer
from reconcile.prose.naming import BRACKETED, CLAUSE, same
from reconcile.prose.spots import Spot
from reconcile.prose.values import Subject
from reconcile.text import Squeezed, squeeze

OWN_YEAR = re.compile(r"(?<![比较与同至到过])(?<!\d)(20[0-4]\d)年(?!以来|期间|起|至|前)")
PLACE = re.compile(r"[^年月日,的]{2,12}(?:区|县|市|镇|乡|街道|新城)(?=$|一般|政府|国有|社会|地方)")
AREA = re.compile(
    r"全[市县区省州旗]|县市区|县区|市县|区县|[市县区省州]本?级|[市县区省]直|中央|开发区|高新区|本级|乡镇级?"
)
EXCLUDED = re.compile(r"不含|不包括|剔除|扣除|另|以下|自然口径|同口径|同比|比|较|增|减|下降|占")
SIDE_OPENS = re.compile(r"(?:^|[,;。:])(?:其中,?)?(?P<side>收入|支出)(?:预算|决算)?(?:主要)?$")
TITLED = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.])?(?P<title>[^。,;:\d]{2,40})。"
)
OF_WHOLE = re.compile(r"占[^,;。:]*$")  # 占总收入的: a total that a share is of draws no total
RESTATED = re.compile(r"[,;:、](?:以上|上述)?(?:共计|合计|总计|小计)(?:为|是)?:?$")


def _whole(marker: re.Match[str]) -> bool:
    """Whether the words that open a list say that it is whole: 包括, but not 主要包括."""
    return bool(marker["closed"]) and not marker[0].startswith("主要包括")


class ListReader:
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
        self.mentions = [self._located(m) for m in namer.find(self.text, topic)]
        self.drafts: list[Draft] = []
        # parts in following paragraphs go on with the list that was open; a paragraph that opens its own has its own
        self.counter = 0 if carried else block * 100
        self.open: list[Listing] = [Listing(carried, 0)] if carried else []
        self.brackets: list[tuple[int, Draft | None]] = []  # depth of parents and current statement when one opened
        self.closed: list[Listing] = []  # by a semicolon
        self.floor = len(self.open)
        self.topic = self._titled() or topic  # what the paragraph's own title or the section's heading names
        self.before = before  # the main statement of the paragraph before, in the same section
        self.current: Draft | None = None
        self.main: Draft | None = None
        self.sentence = 0
        self.in_cause = False
        self.comparison: Draft | None = None
        self.area = ""
        self.period = period
        self.given = ""  # the measure of the base right before a change: 比年初预算1650万元减少
        self.rated = ""  # which rate of the current statement follows its base at once
        self.rates: list[Draft] = []  # statements that 分别占 hands shares to
        self.rates_of = ""
        self.rates_slot = "share"
        self.listed_measure = "amount"  # of the numbers that 分别为 hands out
        self.growing: list[Draft] = []  # statements that 分别增长 hands rates to
        self.falling = False  # whether it was 分别下降
        self.queue: list[Subject] = []  # subjects that 分别为 hands numbers to
        self.unmatched = 0  # how many numbers follow that 分别 hands to nobody knows whom
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

    def _titled(self) -> Subject | None:
        """What a paragraph names in a sentence of its own before it speaks of it: 1.公务接待费。2024年预算数……"""
        title = TITLED.match(self.text)
        named = [m for m in self.mentions if title and title.start("title") <= m.start and m.end <= title.end("title")]
        return named[-1] if named else None

    @property
    def parents(self) -> list[Draft]:
        """The statements whose parts are being read, the innermost last."""
        return [listing.whole for listing in self.open]

    def _structure(self, spot: Spot) -> int:
        """Follow sentence ends, brackets and lists through the lead; how much of it lies before the sentence."""
        cut = 0
        lead = spot.lead
        if lead.startswith("等") and self.open:
            self.open[-1].whole.complete = False  # 包括……2.3亿元等: there is more than is listed
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
        if wording.SUMMING.search(OF_WHOLE.sub("", lead[cut:])) and not RESTATED.search(lead):
            del self.open[self.floor :]
        aside = [m.span() for m in BRACKETED.finditer(lead)]  # 其中：企业养老保险基金收入（含上级补助收入）
        markers = [
            m for m in wording.PARTS.finditer(lead, cut) if not any(low <= m.start() < high for low, high in aside)
        ]
        marker = markers[-1] if markers else None
        if marker and (side := SIDE_OPENS.search(lead[: marker.start()])):
            self._open_side(side["side"])
        elif marker and not self.drafts and self.before and not self.floor:
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
                self.closed.append(self.open.pop())

    def _go_on(self, marker: re.Match[str], lead: str) -> None:
        """A paragraph that begins with 其中 or 按……分类，包括 lists the parts of the one before."""
        named = [m for m in self.mentions if m.end <= marker.start()]
        opens = marker["closed"] or marker["open"] == "其中"
        if self.before and opens and not named and "。" not in lead[marker.end() :]:
            self._list(self.before, _whole(marker))
            self.floor = len(self.open)

    def _open_side(self, side: str) -> None:
        """收入包括：…；支出包括：…: each side of a total is divided by itself."""
        del self.open[self.floor :]
        known = [*self.drafts, *([self.before] if self.before else [])]
        totals = [d for d in known if self.namer.groups.get(d.subject.indicator) == "total" and d.parent is None]
        other = "支出" if side == "收入" else "收入"
        whole = next((d for d in totals if other not in d.subject.name or side in d.subject.name), None)
        if whole:
            self._list(whole, True)

    def _open_list(self, marker: re.Match[str], lead: str) -> None:
        """What follows are parts of the statement being read."""
        whole = self.current
        if whole is None or (not whole.amounts and not whole.change):
            return
        if marker["use"] and ";" in lead[: marker.start()]:
            whole = whole.parent  # 用于……；用于……: another use of the same whole, and no part of the use before
        if whole is None:
            return
        after_marker = lead[marker.end() :]
        closed = "[。;,]" if marker["use"] else "[。;]"  # 主要用于单位运转；农林水支出：what follows is no use of it
        if re.search(closed, after_marker) or (marker["open"] in ("含", "主要是") and not self.brackets):
            return
        self._list(whole, _whole(marker), bool(marker["use"]))

    def _list(self, whole: Draft, complete: bool = False, use: bool = False) -> None:
        total = None
        while len(self.open) > self.floor and self.open[-1].whole is whole:
            closed = self.open.pop()
            total = None if closed.parts else closed.total  # （其中： opens the list that its bracket has opened
        self.counter += 1
        self.open.append(Listing(whole, self.counter, use, total))
        whole.complete = whole.complete or complete

    def _end_sentence(self) -> None:
        self.closed += self.open[self.floor :]
        del self.open[self.floor :]
        self.brackets.clear()
        self.queue.clear()
        self.rates.clear()
        self.growing.clear()
        self.unmatched = 0
        self.sentence += 1
        self.in_cause = False
        self.current = self.main or self.current

    def _open_bracket(self, lead: str, index: int) -> None:
        """A bracket right behind a number holds its parts, unless it says what is not in it."""
        self.brackets.append((len(self.open), self.current))
        whole = self.current
        if index == 0 and whole and whole.amounts and not EXCLUDED.match(lead[1:]):
            self._list(whole)
            last = self.figures[-1]
            if any(last in figures for figures in whole.amounts.values()):
                self.open[-1].total = last

    def announced(self) -> Draft | None:
        """The statement whose parts the following paragraphs list, where the paragraph ends with 如下 or 其中."""
        start = self.text.rstrip("。:").rfind("。") + 1
        for mention in reversed([m for m in self.mentions if m.start >= start]):
            for draft in reversed(self.drafts):
                if same(mention, draft.subject):
                    return draft
        return self.main

    def _reopen(self, subject: Subject) -> None:
        """A part whose whole is known goes back to its list where a semicolon or a full stop closed it too early."""
        for listing in reversed(self.closed):
            named = {p.subject.indicator for p in listing.parts}
            wholes = FAMILY.get(subject.indicator, ())
            wholes = wholes if listing.whole.sentence == self.sentence else wholes[:1]
            if listing.whole.subject.indicator in wholes and subject.indicator not in named:
                if all(listing is not known for known in self.open):
                    self.open.append(listing)
                return

    def _focus(self, draft: Draft) -> Draft:
        self.current = draft
        if draft.parent is None:
            self.main = draft
        return draft

    def _placed(self, subject: Subject) -> Subject:
        return subject if subject.area or not self.area else subject._replace(area=self.area)

    def _listing(self, subject: Subject) -> Listing | None:
        """The innermost open list that the subject can be a part of."""
        groups = self.namer.groups
        listing = next((one for one in reversed(self.open) if fits(subject, one.whole.subject, groups)), None)
        if listing and any(listing is one for one in self.open[: self.floor]) and self._told():
            return None  # of an item of a carried list only the first sentence names the part
        return listing

    def _told(self) -> bool:
        """Whether a sentence before this one has given a number; the item's title alone (……（项）。) has none."""
        return any(d.sentence != self.sentence for d in self.drafts)

    def _new(self, subject: Subject, start: int, lead: str = "", counted: bool = False) -> Draft:
        listing = self._listing(subject)
        if listing and funded(subject, listing.whole.subject, self.namer.groups):
            subject = subject._replace(name=f"{listing.whole.subject.name}（{subject.name}）", indicator="")
        draft = Draft(
            self.block,
            start,
            start,
            subject,
            listing.whole if listing else None,
            group=listing.group if listing else 0,
            total=listing.total if listing else None,
            scope=listing.whole.scope if listing else self.scope,
            sentence=self.sentence,
            period=self._period(start),
        )
        if listing:
            listing.add(draft, ";" if ";" in lead else ",")
        if len(self.open) <= self.floor and not (counted and self.main):
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

    def _period(self, start: int) -> str:
        """The year that the sentence speaks of before it names the subject, comparisons aside; else the one before."""
        sentence = max(self.text.rfind("。", 0, start) + 1, 0)
        own = [m[1] for m in OWN_YEAR.finditer(self.text, sentence, min(len(self.text), start + 8))]
        if own:
            self.period = own[-1]
        return self.period
