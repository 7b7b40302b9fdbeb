"""From claims to statements: what each claim of a paragraph belongs to.

``step`` takes the context of a paragraph and its next claim and gives the context that follows: which statement is
being read, which lists are open, which brackets. The statements themselves are written to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import chain, islice

from reconcile.document import Paragraph
from reconcile.figures import Figure
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.families import BOTH_SIDES, OTHER_SIDE, fits, funded
from reconcile.prose.grammar import Claim
from reconcile.prose.lexer import Token
from reconcile.prose.naming import Named, measure_in, named, other_side, sided
from reconcile.prose.spots import figure_of
from reconcile.prose.values import Subject, Unread, Word

NAMESAKES = 100  # statements of one subject in a paragraph that are looked through for the one that is meant
CLOSED = 100  # lists that are remembered when they have ended
INDICATOR = "#"  # before the id of an indicator, which is no name
UNREAD = "“{}”没有读懂，不知道这是什么数"
REASONS = {
    "undecided": "增加还是减少没有写明，无法核对",
    "yearly": "年均增减，不是本年的增减",
    "each": "标准、人均数或变动后的水平，不是收支数",
    "scope": "不含、剔除或另一口径的数",
    "cause": "原因说明中的数，没有可以核对的另一处",
    "points": "百分点的变动，没有可核对的两个比率",
    "of_last": "为上年的百分比，正文没有上年数",
    "level": "看不出是什么的百分比",
    "bare": "没有写明是什么的数",
}


@dataclass(frozen=True)
class Context:
    """Where the reading of a paragraph stands. ``open`` are the lists whose parts are being read, the innermost last;
    the first ``floor`` of them were opened by an earlier paragraph."""

    sentence: int = 0
    open: tuple[Listing, ...] = ()
    floor: int = 0
    closed: tuple[Listing, ...] = ()
    brackets: tuple[tuple[int, Draft | None], ...] = ()
    current: Draft | None = None
    main: Draft | None = None
    comparison: Draft | None = None
    label: Subject | None = None
    than: str = ""
    explaining: bool = False
    area: str = ""
    period: str = ""
    queue: tuple[Draft | Subject, ...] = ()
    slot: str = ""
    last: str = ""  # the kind of the claim before
    pending: Subject | None = None  # what the claim before names, where its number stands in the bracket behind it


@dataclass
class Page:
    """What is known of a paragraph before it is read, and what reading it yields."""

    block: int
    paragraph: Paragraph
    lexicon: Lexicon
    profile: Profile
    scope: str
    topic: Subject | None
    before: Draft | None
    drafts: list[Draft] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    reasons: dict[tuple[int, int, int], str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    lists: int = 0
    _told: set[int] = field(default_factory=set)  # where the numbers begin that have a figure
    _places: dict[str, list[int]] = field(default_factory=dict)  # of the statements, by their subjects
    _sentences: set[int] = field(default_factory=set)  # that have statements

    def add(self, draft: Draft) -> None:
        for key in keys(draft.subject):
            self._places.setdefault(key, []).append(len(self.drafts))
        self._sentences.add(draft.sentence)
        self.drafts.append(draft)

    def of(self, subject: Subject) -> Iterator[Draft]:
        """The statements of a subject, the last first; of very many that bear one name only the last."""
        found = (d for d in self.by(keys(subject)) if same(subject, d.subject))
        return islice(found, NAMESAKES)

    def by(self, names: Collection[str]) -> Iterator[Draft]:
        """The statements whose subjects have one of the keys, the last first."""
        places = merge(*(reversed(self._places.get(n, ())) for n in names), reverse=True)
        return (self.drafts[p] for p in places)

    def told(self, start: int) -> bool:
        return start in self._told

    def only_of(self, sentence: int) -> bool:
        """Whether there are no statements but of this sentence."""
        return self._sentences <= {sentence}

    @property
    def groups(self) -> dict[str, str]:
        return self.lexicon.groups

    @property
    def government(self) -> bool:
        return self.profile.kind.startswith("government")

    def figure(self, token: Token, sign: int = 1, reason: str = "") -> Figure:
        assert token.quantity
        figure = figure_of(self.block, self.paragraph, token.quantity)
        if sign < 0:
            figure = replace(figure, printed=-figure.printed)
        self.figures.append(figure)
        self._told.add(figure.key[1])
        if reason:
            self.reasons[figure.key] = reason
        return figure


def step(context: Context, claim: Claim, page: Page) -> Context:
    """The context behind the claim."""
    for mark in claim.marks:
        context = _marked(context, mark)
    context = replace(context, period=_year(claim) or context.period)
    resumed = context.explaining and not _resumes(claim)
    if resumed and claim.kind not in ("cause", "versus", "flat"):
        _refuse(claim, page, REASONS["cause"])
        _account(claim, page)
        return context
    context = replace(context, explaining=False)
    if context.queue and claim.kind in ("bare", "completed", "share", "amount") and _handed(context, claim, page):
        _account(claim, page)
        return replace(context, queue=context.queue[1:])
    context = replace(context, queue=())
    handler = HANDLERS.get(claim.kind)
    after = handler(context, claim, page) if handler else _refused(context, claim, page)
    _account(claim, page)
    return replace(after, last=claim.kind, pending=after.pending if claim.kind == "label" else None)


def _account(claim: Claim, page: Page) -> None:
    """No number of a claim is passed over: those that the claim has no place for are refused."""
    for token in claim.tokens:
        quantity = token.quantity
        if quantity and quantity.type != "date" and not quantity.threshold and not page.told(quantity.start):
            page.figure(token, 1, REASONS["each"] if token.sign == "z" else REASONS["bare"])


# signs


def _marked(context: Context, mark: str) -> Context:
    if mark == ".":
        return replace(
            context, sentence=context.sentence + 1, open=context.open[: context.floor], brackets=(), queue=(),
            closed=(*context.closed, *context.open[context.floor :])[-CLOSED:], current=context.main or context.current,
            comparison=None, explaining=False, than="",
        )  # fmt: skip
    if mark == "(":
        return replace(context, brackets=(*context.brackets, (len(context.open), context.current)))
    if mark == ")" and context.brackets:
        depth, current = context.brackets[-1]
        kept = context.open[: max(depth, context.floor)]
        return replace(context, brackets=context.brackets[:-1], open=kept, current=current)
    if mark in ",;" and not context.brackets:
        return _separated(context, mark)
    return context


def _separated(context: Context, mark: str) -> Context:
    """What a comma or semicolon closes: uses at any, the inner lists and a list with commas at a semicolon."""
    kept, closed = list(context.open), list(context.closed)
    while len(kept) > context.floor and kept[-1].use:
        kept.pop()
    if mark == ";":
        closed += kept[context.floor + 1 :]
        del kept[context.floor + 1 :]
        if len(kept) > context.floor and (kept[-1].ends_at_semicolon or not kept[-1].parts):
            closed.append(kept.pop())
    return replace(
        context, open=tuple(kept), closed=tuple(closed[-CLOSED:]), explaining=context.explaining and mark != ";",
        comparison=None if mark == ";" else context.comparison,
    )  # fmt: skip


# what is not read


def _refused(context: Context, claim: Claim, page: Page) -> Context:
    reason = REASONS.get(claim.kind, "")
    if claim.kind == "unread":
        unknown = [t.text for t in claim.tokens if t.sign in "v?"]
        words = "".join(unknown[:3]) or "".join(t.text for t in claim.tokens)[:20]
        reason = UNREAD.format(words)
        page.unread.append(Unread(page.block, claim.start, claim.end, words))
    numbers = _refuse(claim, page, reason)
    if claim.kind == "scope" and "(" in claim.marks and context.last in ("rate", "change", "both") and context.current:
        said = context.comparison or context.current
        said.exception = said.exception or next(t.text for t in claim.tokens if t.sign == "X")  # 增长5%（可比口径）
    if claim.kind in ("cause", "undecided", "empty") or not numbers:
        aside = any(t.sign == "e" for t in claim.tokens[-2:])  # 因上级补助增加等，支出预算调整为……
        return replace(context, explaining=context.explaining or (claim.kind == "cause" and not aside))
    if claim.kind in ("unread", "scope") and any(t.sign == "M" for t in claim.tokens):
        blind = Draft(page.block, claim.start, claim.end, Subject(""), sentence=context.sentence)
        return replace(context, current=blind, comparison=None)  # what follows is said of it, and of nothing else
    return context


def _refuse(claim: Claim, page: Page, reason: str) -> int:
    numbers = [t for t in claim.tokens if t.sign in "MPQN"]
    for token in numbers:
        page.figure(token, 1, reason)
    return len(numbers)


def _resumes(claim: Claim) -> bool:
    """Whether the statement goes on behind an explanation: ……主要原因是压减接待，与上年相比减少0.87万元."""
    return claim.kind in ("change", "rate", "than", "completion") and (claim.one("c") is not None)


# amounts


def _amount(context: Context, claim: Claim, page: Page) -> Context:
    context = _opened(context, claim, page)
    if claim.one("s"):
        context = replace(context, open=context.open[: context.floor])
    token = claim.one("m")
    assert token
    figure = page.figure(token)
    found = _named(context, claim, page)
    measure = _measure(context, claim, page, found.subject)
    if figure.type == "count":
        measure = f"count:{figure.unit}"
    context = _add(_home(context, claim, page, found, measure), claim, measure, figure)
    if second := claim.one("n"):  # 9批次76人次
        counted = page.figure(second)
        context = _add(context, claim, f"count:{counted.unit}", counted)
    return context


def _add(context: Context, claim: Claim, measure: str, figure: Figure) -> Context:
    draft = context.current
    assert draft
    draft.amounts.setdefault(measure, []).append(figure)
    draft.end = max(draft.end, claim.end)
    return replace(context, comparison=None, area=draft.subject.area or context.area)


def _named(context: Context, claim: Claim, page: Page, group: str = "np") -> Named:
    """What the claim names; the other side of what is being read where it says only 收入 or 支出."""
    tokens = claim.parts.get(group, ()) or ([t for t in claim.tokens if t.sign == "W"] if group == "np" else ())
    found = named(tokens)
    area = found.area or next((t.text for t in claim.tokens if t.sign == "A"), "")
    if found.subject and found.side:
        found = found._replace(subject=sided(found.subject, found.side, page.lexicon))
    if found.subject is None and found.side:
        above = context.current.subject if context.current else page.topic
        if above and above.name and not above.path:
            found = found._replace(subject=other_side(above, found.side, page.lexicon))
        elif not above or not above.name:
            found = found._replace(subject=Subject(found.side, start=claim.start, end=claim.end))
    if found.subject and context.current:
        meant = OTHER_SIDE.get((context.current.subject.indicator, found.subject.indicator))
        if meant:
            name = page.lexicon.indicators[meant].name
            found = found._replace(subject=found.subject._replace(name=name, indicator=meant, path=()))
    if found.subject and not found.subject.area:
        found = found._replace(subject=found.subject._replace(area=area or context.area))
    return found._replace(area=area)


def _measure(context: Context, claim: Claim, page: Page, subject: Subject | None) -> str:
    """budget, actual, adjusted_budget or amount, with ``last_`` before it for the year before."""
    said = [measure_in(t) for t in claim.outside("c", "w", "bn")]
    measure = next((m for m in ("adjusted_budget", "actual", "budget") if m in said), "amount")
    return f"last_{measure}" if _is_last(claim, page) else measure


def _is_last(claim: Claim, page: Page) -> bool:
    tokens = [t for t in claim.outside("c", "w", "bn") if t.sign == "Y"]
    if any(t.features.get("period") == "-1" for t in tokens):
        return True
    years = [t.quantity.year for t in tokens if t.quantity and t.quantity.year]
    main = page.profile.year
    return bool(not page.government and years and main and years[-1] == main - 1)


def _year(claim: Claim) -> str:
    years = [t.quantity.year for t in claim.outside("c", "w") if t.sign == "Y" and t.quantity and t.quantity.year]
    return str(years[-1]) if years else ""


def _home(context: Context, claim: Claim, page: Page, found: Named, measure: str) -> Context:
    """The statement that an amount belongs to: the current one, an earlier one of its subject, or a new one."""
    draft, subject = context.current, found.subject
    counted = measure.startswith("count:")
    if draft is None or (found.raw and measure in draft.amounts):
        return _new(context, claim, page, subject or _topic(context, page), counted)
    if subject is None:
        listed = draft.parent is not None and measure in draft.amounts and claim.mark == ";"
        whole = any(draft is one.whole for one in context.open) and draft.sentence != context.sentence
        labelled = context.label is not None and context.label.start > draft.start
        if labelled and context.label:
            return _new(context, claim, page, context.label, counted)
        if whole or (listed and not counted):
            return _new(context, claim, page, draft.subject, counted)
        return context
    if same(subject, draft.subject):
        if _restarts(context, draft, page) or _listed_again(claim, draft, measure):
            return _new(context, claim, page, subject, counted)
        return context
    for earlier in page.of(subject) if measure != "amount" else ():
        near = earlier.sentence >= context.sentence - 2 and earlier.parent is _whole(context)
        if near and measure not in earlier.amounts:
            return _focus(context, earlier)
    return _new(_reopened(context, page, subject), claim, page, subject, counted)


def _whole(context: Context) -> Draft | None:
    return context.open[-1].whole if context.open else None


def _restarts(context: Context, draft: Draft, page: Page) -> bool:
    """Whether the same subject begins a new statement: in a later sentence, when it has had its change or share."""
    if any(draft is one.whole for one in context.open):
        return True
    told = bool(draft.change or draft.share)
    if page.government:
        told = told or bool(draft.growth or draft.completion)
    return draft.sentence != context.sentence and told


def _listed_again(claim: Claim, draft: Draft, measure: str) -> bool:
    """Whether a list goes on with another amount of the same name: 甲公司上缴收入50万元，乙公司上缴收入25万元."""
    return draft.parent is not None and measure in draft.amounts and not measure.startswith("count:")


def _topic(context: Context, page: Page) -> Subject:
    return context.label or page.topic or Subject("")


def _new(context: Context, claim: Claim, page: Page, subject: Subject, counted: bool = False) -> Context:
    listing = _listing(context, subject, page)
    if listing and funded(subject, listing.whole.subject, page.lexicon):
        subject = subject._replace(name=f"{listing.whole.subject.name}（{subject.name}）", indicator="")
    if not subject.area and context.area:
        subject = subject._replace(area=context.area)
    draft = Draft(
        page.block, claim.start, claim.end, subject, listing.whole if listing else None,
        group=listing.group if listing else 0, total=listing.total if listing else None,
        scope=listing.whole.scope if listing else page.scope, sentence=context.sentence, period=context.period,
        closed=bool(listing and listing.complete),
    )  # fmt: skip
    if listing:
        listing.add(draft, ";" if ";" in claim.marks else ",")
    page.add(draft)
    main = draft if len(context.open) <= context.floor and not (counted and context.main) else context.main
    return replace(context, current=draft, main=main, label=None)


def _focus(context: Context, draft: Draft) -> Context:
    return replace(context, current=draft, main=draft if draft.parent is None else context.main)


# lists


def _listing(context: Context, subject: Subject, page: Page) -> Listing | None:
    """The innermost open list that the subject can be a part of."""
    listing = next((one for one in reversed(context.open) if fits(subject, one.whole.subject, page.lexicon)), None)
    carried = listing and any(listing is one for one in context.open[: context.floor])
    if carried and not page.only_of(context.sentence):
        return None  # of an item of a carried list only the first sentence names the part
    return listing


def _opened(context: Context, claim: Claim, page: Page) -> Context:
    """With the list that the claim opens: by 其中 or 包括, or as the first amount of a bracket behind an amount."""
    opener = claim.one("l")
    if opener:
        return _open_list(context, claim, page, opener)
    if "(" in claim.marks and context.brackets and claim.one("np") and not claim.one("s"):
        depth, whole = context.brackets[-1]
        last = page.figures[-1] if page.figures else None
        amounts = [f for figures in whole.amounts.values() for f in figures] if whole else []
        if whole and depth == len(context.open) and last in amounts:
            return _list(context, page, whole, total=last)
    return context


def _open_list(context: Context, claim: Claim, page: Page, opener: Token) -> Context:
    opens = opener.features.get("opens", "some")
    complete, use = opens == "all", opens == "use"
    of = named(claim.parts.get("of", claim.parts.get("np", ()) if claim.kind == "open" else ()))
    if of.subject is None and of.side:
        return _open_side(context, page, of.side)
    whole = context.current
    if of.subject:
        whole = next(page.of(of.subject), None)
    elif whole is None and not page.drafts:
        whole = page.before if not use else None
    if "by" in opener.features and whole and whole.parent:
        whole = whole.parent  # 分性质看……；分级次看……: the whole divided once more, and not its last part
    if use and whole and ";" in claim.marks:
        whole = whole.parent  # 用于……；用于……: another use of the same whole, and no part of the use before
    if whole is None or not (whole.amounts or whole.change):
        return context
    if "mainly" in opener.features and not context.brackets and claim.kind != "open":
        return context
    total = None
    if "(" in claim.marks and page.figures and any(page.figures[-1] in f for f in whole.amounts.values()):
        total = page.figures[-1]
    return _list(context, page, whole, complete, use, total)


def _open_side(context: Context, page: Page, side: str) -> Context:
    """收入包括：…；支出包括：…: each side of a total is divided by itself."""
    context = replace(context, open=context.open[: context.floor])
    known = chain(page.drafts, [page.before] if page.before else [])
    totals = (d for d in known if page.groups.get(d.subject.indicator) == "total" and d.parent is None)
    other = "支出" if side == "收入" else "收入"
    whole = next((d for d in totals if other not in d.subject.name or side in d.subject.name), None)
    return _list(context, page, whole, True) if whole else context


def _list(
    context: Context, page: Page, whole: Draft, complete: bool = False, use: bool = False, total: Figure | None = None
) -> Context:
    kept = list(context.open)
    while len(kept) > context.floor and kept[-1].whole is whole:
        closed = kept.pop()
        total = total or (None if closed.parts else closed.total)
    page.lists += 1
    listing = Listing(whole, page.block * 100 + page.lists, use, total, complete)
    return replace(context, open=(*kept, listing))


def _reopened(context: Context, page: Page, subject: Subject) -> Context:
    """A part whose whole is known goes back to its list where a semicolon or a full stop closed it too early."""
    for listing in reversed(context.closed):
        wholes = page.lexicon.parts.wholes(subject.indicator)
        wholes = wholes if listing.whole.sentence == context.sentence else wholes[:1]
        if listing.whole.subject.indicator in wholes and all(
            p.subject.indicator != subject.indicator for p in listing.parts
        ):
            known = any(listing is one for one in context.open)
            return context if known else replace(context, open=(*context.open, listing))
    return context


def _open(context: Context, claim: Claim, page: Page) -> Context:
    opener = claim.one("l")
    return _open_list(context, claim, page, opener) if opener else context


def _total(context: Context, claim: Claim, page: Page) -> Context:
    """合计12万元: the amount of the list once more, or of what was counted, or a total that closes what is open."""
    token = claim.one("m")
    assert token
    figure = page.figure(token)
    whole, current = _whole(context), context.current
    counted = current is not None and current.parent is not None and all(m[:6] == "count:" for m in current.amounts)
    if whole and not counted and figure.type == "money":
        whole.amounts.setdefault("restated", []).append(figure)
        return context
    measure = f"count:{figure.unit}" if figure.type == "count" else _measure(context, claim, page, None)
    if current is None or measure in current.amounts:
        context = _new(replace(context, open=context.open[: context.floor]), claim, page, Subject("合计"))
    return _add(context, claim, measure, figure)


# changes and rates


def _of(context: Context, claim: Claim, page: Page) -> Context:
    """The statement that a rate or change is said of: the one that the claim names, or the one being read."""
    found = _named(context, claim, page)
    if found.subject:
        for draft in page.of(found.subject):
            if draft.sentence >= context.sentence - 2:
                if draft is not context.current and draft.parent and draft.sentence != context.sentence:
                    continue
                return _focus(context, draft)
        meant = _meant(context, page, found.subject)
        return _focus(context, meant) if meant else _new(context, claim, page, found.subject)
    if context.current is None:
        return _new(context, claim, page, _topic(context, page))
    draft = context.current
    if ";" in claim.marks and context.main and draft.parent is context.main:
        listed = any(part is draft for listing in context.open for part in listing.parts)
        return context if listed else _focus(context, context.main)
    return context


def _meant(context: Context, page: Page, subject: Subject) -> Draft | None:
    """The statement that a looser name means: 收、支总计 for the totals of both sides, a name cut short."""
    for draft in page.by([INDICATOR + side for side in BOTH_SIDES.get(subject.indicator, ())]):
        if draft.amounts and draft.parent is None:
            return draft
    current = context.current
    short = current is not None and current.subject.name.startswith(subject.name) and len(subject.name) > 4
    return current if short else None


def _change(context: Context, claim: Claim, page: Page) -> Context:
    """增加12万元, 增长5%, or both: of the statement, from its base."""
    context = _opened(context, claim, page)
    before = context.current
    context = _of(context, claim, page)
    draft = context.current
    assert draft
    base = base_of(claim.parts.get("c", ()), page) or context.than
    if not base and context.comparison and draft is before:
        draft = context.comparison  # 比上年决算增加X，增长Y: the rate goes with the change before it
    elif base and (draft.change or draft.growth) and draft.base not in ("", base):
        draft = _again(draft, page)
        context = replace(context, comparison=draft)
    draft.base = base or draft.base
    exception = claim.one("x")
    draft.exception = draft.exception or (exception.text if exception else "")
    printed = claim.one("b")
    if printed:
        draft.amounts.setdefault("before", []).append(page.figure(printed))
    for group, slot in (("m", "change"), ("p", "growth")):
        token = claim.one(group)
        if token:
            context = _moved(replace(context, current=draft if context.comparison is None else context.current),
                             claim, page, draft, slot, token)  # fmt: skip
    draft.end = max(draft.end, claim.end)
    return replace(context, than="")


def _moved(context: Context, claim: Claim, page: Page, draft: Draft, slot: str, token: Token) -> Context:
    figure = page.figure(token, claim.sign)
    adjusts = claim.one("d")
    if figure.type == "count":
        page.reasons[figure.key] = "数量的增减，没有可核对的两个数"
    elif slot == "change" and adjusts and "adjusts" in adjusts.features and "budget" in draft.amounts:
        draft.amounts.setdefault("adjustment", []).append(figure)
    elif getattr(draft, slot) is None:
        setattr(draft, slot, figure)
    elif slot == "change":
        draft.amounts.setdefault("change_again", []).append(figure)
    else:
        page.reasons[figure.key] = "同一项目的又一个变动，基数不明"
    return context


def _again(draft: Draft, page: Page) -> Draft:
    """A second comparison (比上年预算…, 比上年决算…) is a statement of its own about the same amount."""
    other = replace(draft, change=None, growth=None, share=None, completion=None, words=[], parent=None, counts=[])
    kept = ("amount", "budget", "actual", "last_actual", "last_budget", "last_amount")
    other.amounts = {m: list(f) for m, f in draft.amounts.items() if m in kept and m != draft.base}
    page.add(other)
    return other


def base_of(found: Sequence[Token], page: Page) -> str:
    """last_actual, last_budget, last, budget, adjusted_budget, or "": what a comparison is with."""
    main = page.profile.year
    years = [t.quantity.year for t in found if t.quantity and t.quantity.year]
    said = [t.features.get("measure", "") for t in found]
    direct = next((m for m in said if m.startswith("last")), "")
    if direct:
        return direct
    last = any(t.features.get("period") == "-1" or t.text.startswith("同比") for t in found)
    last = last or bool(years and main and years[0] < main)
    if not last:
        return next((m for m in ("adjusted_budget", "budget") if m in said), "")
    if "actual" in said:
        return "last_actual"
    return "last_budget" if "budget" in said else "last"


def _than(context: Context, claim: Claim, page: Page) -> Context:
    return replace(context, than=base_of(claim.parts["c"], page))


def _base(context: Context, claim: Claim, page: Page) -> Context:
    """与上年12万元相比: the amount before."""
    token = claim.one("b")
    assert token
    figure = page.figure(token)
    if context.current is None:
        page.reasons[figure.key] = REASONS["bare"]
        return context
    context.current.amounts.setdefault("before", []).append(figure)
    return replace(context, than=base_of(claim.parts["c"], page))


def _from_to(context: Context, claim: Claim, page: Page) -> Context:
    """由3万元增加到4万元: the level before and the level after."""
    context = _of(context, claim, page)
    assert context.current
    before, after = claim.one("b"), claim.one("m")
    assert before
    assert after
    figure = page.figure(before)
    last = _is_last_base(claim)
    context.current.amounts.setdefault("last_amount" if last else "before", []).append(figure)
    page.figure(after, 1, REASONS["each"])
    return context


def _is_last_base(claim: Claim) -> bool:
    return any(t.features.get("period") == "-1" for t in claim.parts.get("bn", ()))


def _adjusted(context: Context, claim: Claim, page: Page) -> Context:
    """由10亿元调整为12亿元: the budget and the adjusted budget."""
    context = _of(context, claim, page)
    before, verb, after = claim.one("b"), claim.one("v"), claim.one("m")
    assert before
    assert verb
    assert after
    if verb.features.get("measure") != "adjusted_budget":
        page.unread.append(Unread(page.block, claim.start, claim.end, verb.text))
        _refuse(claim, page, UNREAD.format(verb.text))
        return context
    assert context.current
    context.current.amounts.setdefault("budget", []).append(page.figure(before))
    context.current.amounts.setdefault("adjusted_budget", []).append(page.figure(after))
    return context


def _completion(context: Context, claim: Claim, page: Page) -> Context:
    context = _of(context, claim, page)
    draft, token, base = context.current, claim.one("p"), claim.one("b")
    assert draft
    assert token
    of = [t.features.get("of") or t.features.get("measure", "") for t in claim.parts.get("o", ())]
    if base:
        draft.amounts.setdefault("adjusted_budget" if "adjusted_budget" in of else "budget", []).append(
            page.figure(base)
        )
    figure = page.figure(token)
    if "actual" in of:
        page.reasons[figure.key] = REASONS["of_last"]
    elif draft.completion is None:
        draft.completion = figure
        draft.completion_of = "adjusted_budget" if "adjusted_budget" in of else "budget"
        draft.end = max(draft.end, claim.end)
    else:
        page.reasons[figure.key] = "同一项目的又一个完成率"
    return context


def _share(context: Context, claim: Claim, page: Page) -> Context:
    context = _of(context, claim, page)
    draft, token, base = context.current, claim.one("p"), claim.one("b")
    assert draft
    assert token
    if base:
        draft.amounts.setdefault("whole", []).append(page.figure(base))
    figure = page.figure(token)
    if draft.share is None:
        draft.share, draft.share_of = figure, _whole_named(claim)
        draft.end = max(draft.end, claim.end)
    else:
        page.reasons[figure.key] = "同一项目的又一个占比"
    return context


def _whole_named(claim: Claim) -> str:
    if claim.one("h"):
        return "比重"
    return "".join(t.text for t in claim.parts.get("w", ())).strip("的()")


# 分别, words, labels


def _respectively(context: Context, claim: Claim, page: Page) -> Context:
    """甲、乙分别为1、2: the first number, and who is handed those that follow."""
    token = claim.one("m")
    assert token
    of = claim.parts.get("r", ())
    share = next((t for t in of if t.sign in "Hh"), None)
    completion = next((t for t in of if t.sign in "OW"), None)
    moving = next((t for t in of if t.sign in "UD"), None)
    if token.sign == "P" and (share or completion or moving):
        here = [d for d in page.drafts if d.sentence == context.sentence and d.amounts]
        slot = "share" if share else "growth" if moving else "completion"
        sign = "-" if moving and moving.features.get("sign") == "-1" else ""
        whole = "".join(t.text for t in of if t.sign in "SnWTA") if share else ""
        context = replace(context, queue=tuple(here), slot=f"{sign}{slot}:{whole}")
    elif token.sign == "M" and not moving:
        context = replace(context, queue=_items(context, claim, page), slot="amount:" + _respective_measure(claim))
    if context.queue and _handed(context, claim, page):
        return replace(context, queue=context.queue[1:])
    _refuse(claim, page, "“分别”列举的项目与数目对不上，无法对应")
    return replace(context, queue=(), slot="")


def _respective_measure(claim: Claim) -> str:
    said = [measure_in(t) for t in claim.tokens]
    return next((m for m in ("adjusted_budget", "actual", "budget") if m in said), "amount")


def _items(context: Context, claim: Claim, page: Page) -> tuple[Subject, ...]:
    """The items that 分别 hands amounts to: what stands between 、 and 和."""
    runs: list[list[Token]] = [[]]
    for token in claim.parts.get("np", ()):
        if token.text in ("、", "和", "及", "与", "以及"):
            runs.append([])
        else:
            runs[-1].append(token)
    items: list[Subject] = []
    for run in runs:
        found = named(run)
        subject = found.subject
        if subject is None and found.side and items:
            subject = other_side(items[-1], found.side, page.lexicon)
        if subject is None:
            return ()
        area = found.area or (items[0].area if items else context.area)
        items.append(subject._replace(area=area))
    return tuple(items)


def _handed(context: Context, claim: Claim, page: Page) -> bool:
    """Gives the claim's number to the next in the queue."""
    token = next((t for t in claim.tokens if t.sign in "MPN"), None)
    slot, _, rest = context.slot.partition(":")
    if token is None or (slot == "amount") != (token.sign == "M"):
        return False
    first = context.queue[0]
    if isinstance(first, Subject):
        figure = page.figure(token)
        draft = Draft(page.block, first.start, claim.end, first, scope=page.scope, sentence=context.sentence,
                      period=context.period)  # fmt: skip
        draft.amounts[rest] = [figure]
        page.add(draft)
        return True
    figure = page.figure(token, -1 if slot.startswith("-") else 1)
    kind = slot.lstrip("-")
    if getattr(first, kind) is not None:
        page.reasons[figure.key] = "同一项目的又一个比率"
        return True
    setattr(first, kind, figure)
    if kind == "share":
        first.share_of = rest
    first.end = max(first.end, claim.end)
    return True


def _flat(context: Context, claim: Claim, page: Page) -> Context:
    """与上年持平, 决算数与预算数持平."""
    word = claim.one("d")
    assert word
    about = [measure_in(t) for t in claim.parts.get("l", ())]
    side = next((m for m in ("actual", "budget") if m in about), "")
    base = base_of(claim.parts.get("c", ()), page) or context.than
    if side:
        return _said(context, claim, page, "flat", side, base or "budget", "roughly" in word.features)
    if not base and not claim.one("np"):
        return replace(context, explaining=context.explaining or _explains(claim))
    return _said(context, claim, page, "flat", "", base or "last", "roughly" in word.features)


def _versus(context: Context, claim: Claim, page: Page) -> Context:
    """决算数大于预算数."""
    token = next(t for t in claim.tokens if t.sign == "Z")
    sign = token.features["sign"]
    said = [measure_in(t) for t in claim.parts.get("l", ())]
    than = base_of(claim.parts.get("r", ()), page) or "budget"
    about = next((m for m in ("actual", "budget") if m in said), "")
    direction = "up" if sign == "1" else "down" if sign == "-1" else "flat"
    if not about:
        return replace(context, explaining=context.explaining or _explains(claim))
    return _said(context, claim, page, direction, about, than, False)


def _explains(claim: Claim) -> bool:
    return any(t.sign == "K" for t in claim.tokens)


def _said(context: Context, claim: Claim, page: Page, direction: str, about: str, than: str, roughly: bool) -> Context:
    group = "l" if claim.one("l") else "np"
    found = named(claim.parts.get(group, ()))
    draft = context.current
    if found.subject:
        draft = next(page.of(found.subject), None)
    after = replace(context, explaining=context.explaining or _explains(claim), than="")
    if draft is None:
        return after
    end = next((t.end for t in reversed(claim.tokens) if t.sign in "FZWBSnY"), claim.end)
    draft.words.append(Word(direction, claim.start, end, than, about, roughly))
    return after


def _label(context: Context, claim: Claim, page: Page) -> Context:
    found = _named(context, claim, page)
    context = replace(context, pending=found.subject)
    if found.subject is None or claim.one("s") or found.raw:
        return context
    if claim.mark not in ".:" and not (found.subject.path and len(found.subject.path) > 1):
        return context
    return replace(context, label=found.subject)


def _bare(context: Context, claim: Claim, page: Page) -> Context:
    """2批次、26人次: the same counted in another unit. Any other number without a name is nobody's."""
    token, draft = claim.one("m"), context.current
    assert token
    if token.sign in "MN" and "(" in claim.marks and context.pending:  # 加上上级补助（12.40亿元）
        measure = f"count:{token.quantity.unit}" if token.quantity and token.sign == "N" else "amount"
        after = _add(_new(context, claim, page, context.pending), claim, measure, page.figure(token))
        return replace(after, main=context.main or after.main)
    if token.sign == "M" and any(t.sign == "e" for t in claim.tokens):  # ……等17.50亿元
        _add(_new(context, claim, page, Subject("合计")), claim, "amount", page.figure(token))
        return replace(context, current=context.main)
    if token.sign == "P" and "(" in claim.marks and context.last in ("change", "both"):
        moved = context.comparison or draft
        if moved and moved.change and moved.growth is None:
            sign = -1 if moved.change.printed.digits < 0 else 1
            moved.growth = page.figure(token, sign)  # 增加34.85万元（134.30%）
            return replace(context, last="rate")
    unit = f"count:{token.quantity.unit}" if token.quantity else ""
    counts = token.sign == "N" and draft is not None and any(m.startswith("count:") for m in draft.amounts)
    if not counts or draft is None or unit in draft.amounts:
        return _refused(context, claim, page)
    return _add(context, claim, unit, page.figure(token))


def _empty(context: Context, claim: Claim, page: Page) -> Context:
    return context


def keys(subject: Subject) -> tuple[str, ...]:
    """What subjects that are the same have one of in common."""
    if subject.indicator:
        return (INDICATOR + subject.indicator,)
    last = subject.path[-1] if subject.path else subject.name
    return (subject.name,) if last == subject.name else (subject.name, last)


def same(one: Subject, other: Subject) -> bool:
    if one.area and other.area and one.area != other.area:
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    if one.path and other.path:
        return one.path == other.path or (one.path[-1] == other.path[-1] and 1 in (len(one.path), len(other.path)))
    return one.name == other.name


Handler = Callable[[Context, Claim, Page], Context]
HANDLERS: Mapping[str, Handler] = {
    "amount": _amount, "net": _amount, "total": _total, "adjusted": _adjusted, "moved": _from_to, "base": _base,
    "change": _change, "rate": _change, "both": _change, "than": _than, "completion": _completion,
    "completed": _completion, "share": _share, "shared": _share, "respectively": _respectively, "open": _open,
    "flat": _flat, "versus": _versus, "label": _label, "bare": _bare, "empty": _empty,
}  # fmt: skip
