"""Which lists of parts are open: 其中, 包括, brackets behind an amount, each side of a total by itself."""

from __future__ import annotations

from itertools import chain

from reconcile.figures import Figure
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.families import fits
from reconcile.prose.grammar import Claim
from reconcile.prose.lexer import Token
from reconcile.prose.naming import SIDES, named
from reconcile.prose.page import DEEPEST, Context, Page, same
from reconcile.prose.values import Subject
from reconcile.text import squeeze


def listing_for(context: Context, subject: Subject, page: Page) -> Listing | None:
    """The innermost open list that the subject can be a part of."""
    inside = context.open[context.brackets[-1].lists :] if context.brackets else ()
    reachable = inside or context.open  # parts in a bracket are of the amount before it
    listing = next((one for one in reversed(reachable) if _takes(one.whole, subject, page)), None)
    carried = listing and any(listing is one for one in context.open[: context.floor])
    if carried and not page.only_of(context.sentence):
        return None  # of an item of a carried list only the first sentence names the part
    return listing


def _takes(whole: Draft, subject: Subject, page: Page) -> bool:
    left = whole.with_all and page.groups.get(subject.indicator) == "carry"  # 支出总计3亿元，其中：结转下年1亿元
    return left or fits(subject, whole.subject, page.lexicon)


def with_opened(context: Context, claim: Claim, page: Page) -> Context:
    """With the list that the claim opens: by 其中 or 包括, or as the first amount of a bracket behind an amount."""
    opener = claim.one("l")
    if opener:
        return open_list(context, claim, page, opener)
    parts = claim.one("np") or (claim.row == "amount.verb" and spends_twice(claim))
    if "(" in claim.marks and context.brackets and parts and not claim.one("s"):
        depth, whole = context.brackets[-1][:2]
        last = page.figures[-1] if page.figures else None
        _admitted(whole, page)
        amounts = [f for figures in whole.amounts.values() for f in figures] if whole else []
        if whole and depth == len(context.open) and last in amounts:
            return begun(context, page, whole, total=last)
    return context


def spends_twice(claim: Claim) -> bool:
    """偿还债务20亿元（预算安排偿还3亿元、再融资债券偿还17亿元）: a part of what was repaid, and no budget of it."""
    return sum(t.sign == "V" for t in claim.tokens) > 1 and claim.tokens[-2].features.get("measure") == ""


def open_list(context: Context, claim: Claim, page: Page, opener: Token) -> Context:
    opens = opener.features.get("opens", "some")
    complete, use = opens in ("all", "made"), opens == "use"
    of = named(claim.parts.get("of", claim.parts.get("np", ()) if claim.kind == "open" else ()))
    if of.subject is None and of.side:
        return _open_side(context, page, of.side)
    whole = context.current
    if of.subject:
        whole = next(page.of(of.subject), None) or _spoken_before(of.subject, page)
    elif whole is None and not page.drafts:
        whole = page.before if not use else None
        if whole and "by" in opener.features and page.groups.get(whole.subject.indicator) == "carry":
            whole = page.divided  # 年末结转1亿元。¶ 按功能分类：…: what was spent is divided so, not what is left
    if "by" in opener.features and whole:
        whole = whole.parent or _above(whole, page) or whole  # 分级次看: the whole once more, and not its last part
    if use and whole and ";" in claim.marks:
        whole = whole.parent  # 用于……；用于……: another use of the same whole, and no part of the use before
        going_on = context.open[-1] if context.open else None
        if whole and going_on and going_on.whole is whole and going_on.parts and not going_on.use:
            return context  # 其中：新增债券3亿元；用于偿还本金的再融资债券2亿元
    _admitted(whole, page)
    if whole is None or not (whole.amounts or whole.change):
        return context
    if "mainly" in opener.features and not context.brackets and claim.kind not in ("open", "amount"):
        return context
    total = page.figures[-1] if page.figures and any(page.figures[-1] in f for f in whole.amounts.values()) else None
    whole.made = whole.made or opens == "made"
    return begun(context, page, whole, complete, use, total)


def _admitted(whole: Draft | None, page: Page) -> None:
    """A number whose words were not read is an amount of its own where it is divided."""
    if whole and whole.spoken and not whole.amounts:
        whole.amounts = {"amount": [whole.spoken]}
        page.add(whole)


def _spoken_before(subject: Subject, page: Page) -> Draft | None:
    """支出预算1000万元。¶ 支出预算按用途划分：……: what the paragraph before speaks of."""
    before = page.before if not page.drafts else None
    return before if before and same(subject, before.subject) else None


def _above(draft: Draft, page: Page) -> Draft | None:
    """The statement before it of what it is known to be a part of."""
    wholes = page.lexicon.parts.wholes(draft.subject.indicator)
    return next((d for d in reversed(page.drafts) if d.subject.indicator in wholes and d.amounts), None)


def _open_side(context: Context, page: Page, side: str) -> Context:
    """收入包括：…；支出包括：…: each side of a total is divided by itself."""
    context = context._replace(open=context.open[: context.floor])
    known = chain(page.drafts, [page.before] if page.before else [])
    totals = (d for d in known if page.groups.get(d.subject.indicator) == "total" and d.parent is None)
    other = "支出" if side == "收入" else "收入"
    whole = next((d for d in totals if other not in d.subject.name or side in d.subject.name), None)
    return begun(context, page, whole, True) if whole else context


def begun(
    context: Context, page: Page, whole: Draft, complete: bool = False, use: bool = False, total: Figure | None = None
) -> Context:
    kept = list(context.open)
    while len(kept) > context.floor and kept[-1].whole is whole:
        closed = kept.pop()
        total = total or (None if closed.parts else closed.total)
    del kept[max(DEEPEST, context.floor) :]
    page.lists += 1
    listing = Listing(whole, page.block * 100 + page.lists, use, total, complete)
    return context._replace(open=(*kept, listing))


def reopened(context: Context, page: Page, subject: Subject) -> Context:
    """A part whose whole is known goes back to its list where a semicolon or a full stop closed it too early."""
    wholes = page.lexicon.parts.wholes(subject.indicator)
    if context.within and context.open and context.open[-1].whole.subject.indicator in wholes:
        return context
    for listing in reversed(context.closed):
        near = wholes if listing.whole.sentence == context.sentence else wholes[:1]
        if listing.whole.subject.indicator in near and all(
            p.subject.indicator != subject.indicator for p in listing.parts
        ):
            known = any(listing is one for one in context.open)
            return context if known else context._replace(open=(*context.open, listing))
    return context


def read_open(context: Context, claim: Claim, page: Page) -> Context:
    opener = claim.one("l")
    return open_list(context, claim, page, opener) if opener else context


def alike(part: Subject, whole: Draft, page: Page) -> Draft:
    """What the first part of a list is called like, of the amounts in a row before it: 资产总额9亿元，净资产5亿元，其中
    行政单位资产总额4亿元. The last of them where it is called like none."""
    text = squeeze(page.paragraph.text).text
    beside = [d for d in page.drafts if d.parent is None and d.amounts and d.start < whole.start]
    row = [d for d in beside if not {"。", ";"} & {*text[d.end : whole.start]}]
    return max([whole, *row], key=lambda d: _called(d.subject.name, part.name))


def _called(whole: str, part: str) -> int:
    """How much of what a whole is called a part ends with, the more where that is all of its name."""
    bare = whole.removesuffix("预算").removesuffix("决算")
    bare = next((bare.removesuffix(s) for s in SUMMED if bare.endswith(s) and not part.endswith(s)), bare)
    at = next((n for n in range(len(bare) - 1) if part.endswith(bare[n:])), len(bare))
    return 2 * (len(bare) - at) + (at == 0 and bare not in SIDES)


SUMMED = ("总额", "总量", "总计", "合计")


def speaks_of_whole(listing: Listing, claim: Claim) -> bool:
    """其中：甲4亿元、乙5亿元，比上年减少1亿元: where no part has a change of its own."""
    compares = claim.mark == "," and claim.one("c") is not None
    return compares and listing.mark == "、" and not any(part.change or part.growth for part in listing.parts)
