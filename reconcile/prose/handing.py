"""分别: numbers that are handed out by their places to what was named before them."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.prose.amounts import inherited, of_the_sentence
from reconcile.prose.drafts import Draft
from reconcile.prose.grammar import Claim
from reconcile.prose.homes import innermost
from reconcile.prose.lexer import Token
from reconcile.prose.lists import open_list
from reconcile.prose.meaning import measure_of, named_by
from reconcile.prose.naming import SIDES, named, other_side
from reconcile.prose.page import Context, Page, refuse
from reconcile.prose.parallel import JOINTS, items
from reconcile.prose.rates import base_of
from reconcile.prose.values import Subject

RATES = ("share", "growth", "completion")


def read_respectively(context: Context, claim: Claim, page: Page) -> Context:
    """甲、乙分别为1、2: the first number, and who is handed those that follow."""
    token = claim.one("m")
    assert token
    of = claim.parts.get("r", ())
    share = next((t for t in of if t.sign in "Hh"), None)
    completion = next((t for t in of if t.sign in "OW"), None)
    moving = next((t for t in of if t.sign in "UD"), None)
    if moving or (token.sign == "P" and (share or completion)):
        slot = "share" if share else "completion" if not moving else "growth" if token.sign == "P" else "change"
        sign = "-" if moving and moving.features.get("sign") == "-1" else ""
        rest = "".join(t.text for t in of if t.sign in "SnWTA") if share else base_of(of, context, page) or context.than
        context = context._replace(queue=_spoken_of(context, claim.many, page), slot=f"{sign}{slot}:{rest}")
    elif token.sign in "MN":
        if opener := next((t for t in claim.tokens if t.sign == "L"), None):
            context = open_list(context, claim, page, opener)
        total = context.open[-1].total if context.open else None
        measure = inherited(innermost(context), claim, page, measure_of(context, claim, page, None), total)
        if not page.government:
            context, measure = of_the_sentence(context, claim, page, measure)
        names = claim.one("np") is not None  # 预算数4万元、1万元，决算数3万元、1万元: of the same once more
        queue: tuple[Draft | Subject, ...] = _of_years(context, claim, page)
        queue = queue or (subjects_of(context, claim, page) if names else _spoken_of(context, claim.many, page))
        _as_the_first(queue, measure)
        context = context._replace(queue=queue, slot=f"amount:{measure}")
    if len(context.queue) == claim.many and handed(context, claim, page):
        return context._replace(queue=context.queue[1:], than="")
    refuse(claim, page, "“分别”列举的项目与数目对不上，无法对应")
    return context._replace(queue=(), slot="")


def _spoken_of(context: Context, many: int, page: Page) -> tuple[Draft | Subject, ...]:
    """The statements of the sentence that as many rates are said of: all, or all parts of its last list; or what was
    named without a number (由甲、乙两部分构成，分别占…)."""
    here = tuple(d for d in page.drafts if d.sentence == context.sentence and d.amounts)
    if not here:
        return context.listed
    last = here[-1]
    parts = tuple(d for d in here if d.parent and d.parent is last.parent and d.group == last.group)
    return parts if len(here) != many and len(parts) == many else here


def _other(context: Context, claim: Claim, page: Page) -> Subject | None:
    """预计收入分别为…，预计支出分别为…: the other side of what was handed out before."""
    verbs = "".join(t.text for t in claim.tokens if t.sign == "V")
    said = next((s for s in SIDES if verbs.endswith(s)), "")
    return other_side(context.current.subject, said, page.lexicon) if said and context.current else None


def spoken_years(context: Context, claim: Claim, page: Page) -> Context:
    """The context with the years that the claim names together, and with what the sentence names in them."""
    years = _years(claim.tokens)
    context = context._replace(years=years) if len(years) > 1 and page.government else context
    if not context.years or claim.kind == "respectively":
        return context
    found = named([t for t in claim.tokens if t.sign in NAMING])
    if found.subject is None and found.side and context.yearly:
        return context._replace(yearly=other_side(context.yearly, found.side, page.lexicon))
    return context if found.subject is None or found.raw else context._replace(yearly=found.subject)


NAMING = "SnaWTA"  # the signs of tokens that name something


def _years(tokens: Sequence[Token]) -> tuple[int, ...]:
    return tuple(t.quantity.year for t in tokens if t.sign == "Y" and t.quantity and t.quantity.year)


def _of_years(context: Context, claim: Claim, page: Page) -> tuple[Draft, ...]:
    """2022年、2023年一般公共预算收入分别完成3亿元、4亿元: of one thing, a statement for each year."""
    tokens = claim.parts.get("np", ())
    years = _years(tokens)
    one = named([t for t in tokens if t.sign != "Y" and t.text not in JOINTS])
    if not years:  # ……，预计分别为3亿元和4亿元
        years, one = context.years, named_by(context, claim, page)
        one = one if one.subject else one._replace(subject=_other(context, claim, page) or context.yearly)
    if one.subject is None or not len(years) == len({*years}) == claim.many > 1:
        return ()
    subject = one.subject._replace(area=one.area or context.area)
    drafts = [
        Draft(
            page.block, claim.start, claim.end, subject, scope=page.scope, sentence=context.sentence, period=str(year)
        )
        for year in years
    ]
    for draft in drafts:
        page.add(draft)
    return tuple(drafts)


def _as_the_first(queue: tuple[Draft | Subject, ...], measure: str) -> None:
    """预算安排甲4万元，乙1万元，实际支出3万元、1万元: two rows of as many numbers, and the first is of one measure."""
    rows = [d for d in queue if isinstance(d, Draft)]
    if not rows or [*rows[0].amounts] != ["budget"] or measure != "actual":
        return
    for draft in rows[1:]:
        if [*draft.amounts] == ["amount"]:
            draft.amounts = {"budget": draft.amounts["amount"]}


def subjects_of(context: Context, claim: Claim, page: Page, group: str = "np") -> tuple[Subject, ...]:
    """The items that 分别 hands amounts to: what stands between 、 and 和; none where one of them is no name."""
    found: list[Subject] = []
    for run in items(claim.parts.get(group, ())):
        one = named(run)
        subject = one.subject
        if subject is None and one.side and found:
            subject = other_side(found[-1], one.side, page.lexicon)
        if subject is None:
            return ()
        area = one.area or (found[0].area if found else context.area)
        found.append(subject._replace(area=area))
    return tuple(found)


def handed(context: Context, claim: Claim, page: Page) -> bool:
    """Gives the claim's number to the next in the queue."""
    token = next((t for t in claim.tokens if t.sign in "MPN"), None)
    slot, _, rest = context.slot.partition(":")
    kind = slot.lstrip("-")
    if token is None or (token.sign == "P") != (kind in RATES):
        return False
    figure = page.figure(token, -1 if slot.startswith("-") else 1)
    draft = _next(context, claim, page)
    draft.end = max(draft.end, claim.end)
    if kind == "amount":
        draft.amounts.setdefault(f"count:{figure.unit}" if figure.type == "count" else rest, []).append(figure)
    elif getattr(draft, kind) is not None:
        page.reasons[figure.key] = "同一项目的又一个比率"
    else:
        setattr(draft, kind, figure)
        if kind == "share":
            draft.share_of = rest
        elif kind != "completion":
            draft.base = draft.base or rest
    return True


def _next(context: Context, claim: Claim, page: Page) -> Draft:
    """The first of the queue: a statement, or what a statement begins of."""
    first = context.queue[0]
    if isinstance(first, Draft):
        return first
    draft = Draft(page.block, first.start, claim.end, first, scope=page.scope, sentence=context.sentence,
                  period=context.period)  # fmt: skip
    page.add(draft)
    return draft
