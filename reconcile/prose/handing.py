"""分别: numbers that are handed out by their places to what was named before them."""

from __future__ import annotations

from dataclasses import replace

from reconcile.prose.drafts import Draft
from reconcile.prose.grammar import Claim
from reconcile.prose.lexer import Token
from reconcile.prose.naming import measure_in, named, other_side
from reconcile.prose.page import Context, Page, refuse
from reconcile.prose.values import Subject


def read_respectively(context: Context, claim: Claim, page: Page) -> Context:
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
    if context.queue and handed(context, claim, page):
        return replace(context, queue=context.queue[1:])
    refuse(claim, page, "“分别”列举的项目与数目对不上，无法对应")
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


def handed(context: Context, claim: Claim, page: Page) -> bool:
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
