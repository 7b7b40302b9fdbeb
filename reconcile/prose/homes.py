"""Which statement a number belongs to: the one being read, an earlier one of its subject, or a new one."""

from __future__ import annotations

from reconcile.address import side
from reconcile.figures import Figure
from reconcile.prose.drafts import Draft
from reconcile.prose.families import BOTH_SIDES, fits, funded
from reconcile.prose.grammar import Claim
from reconcile.prose.lists import alike, listing_for, reopened, speaks_of_whole, spends_twice
from reconcile.prose.meaning import named_by, year_of
from reconcile.prose.naming import SIDES, Named, other_side
from reconcile.prose.page import INDICATOR, Context, Page, same
from reconcile.prose.values import Subject


def add_amount(context: Context, claim: Claim, measure: str, figure: Figure) -> Context:
    draft = context.current
    assert draft
    draft.amounts.setdefault(measure, []).append(figure)
    draft.end = max(draft.end, claim.end)
    added = claim.one("s") is not None  # 加上县市区上解收入: what is added does not say whose account it is
    draft.added = draft.added or added
    return context._replace(comparison=None, area=context.area if added else draft.subject.area or context.area)


def home(context: Context, claim: Claim, page: Page, found: Named, measure: str) -> Context:
    """The statement that an amount belongs to: the current one, an earlier one of its subject, or a new one."""
    draft, subject = context.current, found.subject
    counted = measure.startswith("count:")
    year = year_of(claim) if page.government or not measure.startswith("last_") else ""
    if draft is None or (found.raw and measure in draft.amounts):
        return begin(context, claim, page, subject or topic_of(context, page), counted)
    if subject is None and page.government and found.area and found.area != draft.subject.area and draft.amounts:
        above = context.open[-1].whole if context.open else draft  # 全市收入100亿元，其中市本级40亿元
        return begin(context, claim, page, above.subject._replace(area=found.area), counted)
    if subject is None and not (found.side and found.side in draft.subject.name) and _other_part(draft, claim, measure):
        return begin(context, claim, page, _by_words(claim))
    told = bool(draft.change or draft.growth)
    if subject is None and (told or draft.parent) and _summed_up(claim):
        aside = context._replace(period="", open=context.open[: context.floor])
        return begin(aside, claim, page, draft.subject)._replace(period=context.period, open=context.open)
    if told and measure in draft.amounts and (subject is None or same(subject, draft.subject)) and _dated(claim):
        return begin(context, claim, page, subject or draft.subject, counted)
    if subject is None and _spends(context, claim, page, draft):
        return begin(context, claim, page, Subject(""))
    if subject is None and page.government and _first_use(context, claim, draft, measure):
        return begin(context, claim, page, Subject(""))
    if subject is None:
        listed = draft.parent is not None and measure in draft.amounts and claim.mark == ";"
        whole = any(draft is one.whole for one in context.open) and draft.sentence != context.sentence
        labelled = context.label is not None and context.label.start > draft.start
        if labelled and context.label:
            return begin(context, claim, page, context.label, counted)
        if whole or (listed and not counted) or (measure in draft.amounts and year not in ("", draft.period)):
            return begin(context, claim, page, draft.subject, counted)
        return context
    if same(subject, draft.subject):
        if (year and year != draft.period) or _restarts(context, draft, page) or _listed_again(claim, draft, measure):
            return begin(context, claim, page, subject, counted)
        return context
    for earlier in page.of(subject) if measure != "amount" else ():
        near = earlier.sentence >= context.sentence - 2 and earlier.parent is innermost(context)
        near = near and (not year or year == earlier.period)
        if near and measure not in earlier.amounts:
            return focus(context, earlier)
    return begin(reopened(context, page, subject), claim, page, subject, counted)


def _other_part(draft: Draft, claim: Claim, measure: str) -> bool:
    """（再融资债券偿还16亿元，财政资金偿还1亿元）: a part by a name that by itself says nothing."""
    told = measure in draft.amounts or (measure == "amount" and bool(draft.amounts.keys() & INHERITED))
    return bool(claim.one("np")) and draft.parent is not None and told


def _by_words(claim: Claim) -> Subject:
    own = claim.parts["np"]
    return Subject("".join(t.text for t in claim.tokens if t.sign == "A" or t in own))


# measures that a part which says none has from its whole
INHERITED = {"budget", "actual", "adjusted_budget", "last_amount", "last_budget", "last_actual"}


def _first_use(context: Context, claim: Claim, draft: Draft, measure: str) -> bool:
    """安排9亿元支持帮扶，其中：安排6亿元，用于甲；安排3亿元，用于乙: a part that is named behind its amount."""
    listing = context.open[-1] if context.open else None
    begins = listing is not None and listing.whole is draft and not listing.parts
    told = measure in draft.amounts or spends_twice(claim) or claim.one("l") is not None  # 包括预算安排9亿元、……
    return begins and told and claim.mark in ":,(" and claim.row in ("amount.verb", "amount.listed")


def _dated(claim: Claim) -> bool:
    """上半年收入5亿元，增长3%；全年收入9亿元: of another stretch of time than the amount that has its growth."""
    return any(t.sign == "Y" for t in claim.outside("c", "w", "bn"))


def _summed_up(claim: Claim) -> bool:
    """近五年累计190亿元, behind an amount and its growth: of all of these years."""
    return any(t.features.get("period") == "span" or t.text.startswith("累计") for t in claim.tokens)


def _spends(context: Context, claim: Claim, page: Page, draft: Draft) -> bool:
    """统筹15.7亿元资金 at the beginning of a sentence: something new, and not what the sentence before spoke of."""
    anew = page.government and draft.sentence != context.sentence and claim.mark == "."
    return anew and any(t.sign == "V" and t.features.get("measure") == "" for t in claim.tokens)


def _balances(subject: Subject, page: Page) -> bool:
    """Whether it is what income leaves of expenditure: never a part of one of them."""
    account = page.lexicon.accounts.of(subject.indicator, subject.name)
    return account is not None and account.role == "surplus"


def innermost(context: Context) -> Draft | None:
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


def topic_of(context: Context, page: Page) -> Subject:
    return context.label or page.topic or Subject("")


def begin(context: Context, claim: Claim, page: Page, subject: Subject, counted: bool = False) -> Context:
    listing = listing_for(context, subject, page)
    if listing and listing.mark == "、" and claim.mark == "," and page.groups.get(subject.indicator) == "carry":
        listing = None  # 实际支出9亿元，其中：甲4亿元、乙5亿元，结转下年1亿元
    if listing and page.government and _balances(subject, page) and not _balances(listing.whole.subject, page):
        listing = None  # 收入9亿元，其中补贴收入3亿元；支出8亿元，当年收支缺口1亿元
    if listing and funded(subject, listing.whole.subject, page.lexicon):
        subject = subject._replace(name=f"{listing.whole.subject.name}（{subject.name}）", indicator="")
    if not subject.area and context.area:
        subject = subject._replace(area=context.area)
    if listing and not listing.parts and not listing.whole.parent and not context.brackets:
        meant = alike(subject, listing.whole, page)
        if meant is not listing.whole:
            listing.whole, listing.total = meant, None
    draft = Draft(
        page.block, claim.start, claim.end, subject, listing.whole if listing else None,
        group=listing.group if listing else 0, total=listing.total if listing else None,
        scope=_of_whole(listing.whole, page) if listing else _scope(context, subject, page),
        sentence=context.sentence, period=context.period,
        closed=bool(listing and listing.complete),
    )  # fmt: skip
    if listing:
        listing.add(draft, ";" if ";" in claim.marks else ",", claim.mark)
    page.add(draft)
    speaks = len(context.open) <= context.floor and not (counted and context.main)
    main = draft if speaks and not _may_go_on(context, claim, subject, page) else context.main
    return context._replace(current=draft, main=main, label=None)


def _scope(context: Context, subject: Subject, page: Page) -> str:
    return _account(subject, page) or page.scope or _funds(context, subject, page)


def _of_whole(whole: Draft, page: Page) -> str:
    """财政拨款收入总计930万元，其中本年收入900万元: of the funds that the whole is of, where its name says them."""
    own = "" if whole.scope or page.government else _own_funds(whole.subject, page)
    return own if own == FISCAL else whole.scope


FISCAL = "fiscal"
LEFT_OF = ("total", "surplus", "opening", "closing")


def _account(subject: Subject, page: Page) -> str:
    """Of which budget a balance is: of that whose income or expenditure is spoken of right before it."""
    known = page.lexicon.accounts.of
    balance = known(subject.indicator, subject.name) if page.government else None
    if balance is None or balance.fund or balance.role not in LEFT_OF:
        return ""
    before = (known(d.subject.indicator, d.subject.name) for d in reversed(page.drafts))
    return next((account.fund for account in before if account and account.fund), "")


def _funds(context: Context, subject: Subject, page: Page) -> str:
    """Of which funds a category is where no heading says it: of those of the total that is spoken of before it."""
    if page.government or not subject.path or context.main is None:
        return ""
    return _own_funds(context.main.subject, page)


def _own_funds(subject: Subject, page: Page) -> str:
    """The funds that all cells of an indicator are of, "" where they are of several."""
    scopes = {c.scope for c in page.lexicon.cells.get(subject.indicator, ())}
    return scopes.pop() if len(scopes) == 1 else ""


def _may_go_on(context: Context, claim: Claim, subject: Subject, page: Page) -> bool:
    """Whether a list that a semicolon ended may go on behind it: what stands there is not what is spoken of."""
    if claim.mark == "、":
        return context.current is not context.main
    if ";" not in claim.marks or not context.closed or not context.closed[-1].complete:
        return False
    return fits(subject, context.closed[-1].whole.subject, page.lexicon)


def focus(context: Context, draft: Draft) -> Context:
    return context._replace(current=draft, main=draft if draft.parent is None else context.main)


def spoken_of(context: Context, claim: Claim, page: Page) -> Context:
    """The statement that a rate or change is said of: the one that the claim names, or the one being read."""
    found = named_by(context, claim, page)
    excepted = any(t.sign == "q" for t in claim.tokens)  # 除公务接待费减少外，其余均持平: the part of the list before
    if found.subject:
        for draft in page.of(found.subject):
            if draft.sentence >= context.sentence - 2:
                apart = draft is not context.current and draft.parent and draft.sentence != context.sentence
                if apart and not excepted:
                    continue
                return focus(context, draft)
        meant = _meant(context, page, found.subject) or (_longer(page, found.subject) if claim.one("b") else None)
        return focus(context, meant) if meant else begin(context, claim, page, found.subject)
    if context.current is None:
        return begin(context, claim, page, topic_of(context, page))
    draft = context.current
    said = found.side or next((t.text for t in claim.parts.get("c", ()) if t.text in SIDES), "")  # 比2015年收入增加
    if said and side(draft.subject.name) not in ("", said):
        return _of_side(context, claim, page, draft, said)
    if _of_several(claim, draft, page):
        return begin(context._replace(open=context.open[: context.floor]), claim, page, Subject("合计"))
    listing = context.open[-1] if context.open else None
    if listing and listing.parts[-1:] == [draft] and speaks_of_whole(listing, claim):
        return focus(context, listing.whole)
    if page.government and found.area and draft.subject.area and found.area != draft.subject.area:
        own = draft.subject._replace(area=found.area)  # 全市支出40亿元，增长5%，其中市本级增加0.3亿元
        known = next((d for d in page.of(own) if d.sentence == context.sentence), None)
        return focus(context, known) if known else begin(context, claim, page, own)
    if ";" in claim.marks and context.main and draft.parent is context.main:
        listed = any(part is draft for listing in context.open for part in listing.parts)
        return context if listed else focus(context, context.main)
    return context


SUMMED_UP = ("合计", "共计", "总计", "总体", "总额", "合并")


def _of_several(claim: Claim, draft: Draft, page: Page) -> bool:
    """会议费2万元，培训费3万元，总体比上年增加0.5万元: a change of all that the sentence has named."""
    said = claim.tokens[0].sign in "Tf" and claim.tokens[0].text.endswith(SUMMED_UP)
    here = [d for d in page.drafts if d.sentence == draft.sentence and d.block == draft.block]
    return said and (bool(draft.change or draft.growth) or len(here) > 1)


def _of_side(context: Context, claim: Claim, page: Page, draft: Draft, side_: str) -> Context:
    """收入9亿元、支出8亿元。……，收入增加1亿元，支出增加2亿元: of the income that was spoken of last."""
    near = (d for d in reversed(page.drafts) if d.sentence >= context.sentence - 2)
    meant = next((d for d in near if side(d.subject.name) == side_), None)
    if meant:
        return focus(context, meant)
    return begin(context, claim, page, other_side(draft.subject, side_, page.lexicon) or Subject(side_))


def _longer(page: Page, subject: Subject) -> Draft | None:
    """国有企业资产总额200亿元。……资产总额较上年末180亿元增长: the only statement whose name ends so."""
    known = [d for d in page.drafts if d.amounts and d.subject.name.endswith(subject.name)]
    return known[0] if len(known) == 1 and len(subject.name) >= LONGER else None


LONGER = 4  # characters of a name that another one ends with


def _meant(context: Context, page: Page, subject: Subject) -> Draft | None:
    """The statement that a looser name means: 收、支总计 for the totals of both sides, a name cut short."""
    for draft in page.by([INDICATOR + other for other in BOTH_SIDES.get(subject.indicator, ())]):
        if draft.amounts and draft.parent is None:
            return draft
    for draft in reversed(page.drafts):  # 税收收入7亿元，……，税收占比70%
        if draft.sentence != context.sentence:
            break
        if draft.subject.name in (subject.name + "收入", subject.name + "支出") and draft.amounts:
            return draft
    current = context.current
    short = current is not None and current.subject.name.startswith(subject.name) and len(subject.name) > 4
    return current if short else None
