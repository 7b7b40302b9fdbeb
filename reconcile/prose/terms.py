"""The steps of accounts that reports draw in words: 加上A、B，减去C，收入总计D；收支相抵，年终结转E."""

from __future__ import annotations

from collections.abc import Collection

from reconcile.prose.grammar import Claim
from reconcile.prose.naming import named
from reconcile.prose.page import Context, Page
from reconcile.prose.values import Subject, Term

STEPS = {"p": 1, "m": -1, "x": -1, "X": -1}  # 加上, 减去, 减, 剔除
AMOUNTS = ("amount", "net", "total", "bare", "adjusted")


def note(before: Context, context: Context, claim: Claim, page: Page) -> None:
    """Writes to the page what the claim does in an account; ``before`` and ``context`` stand on its two sides."""
    words = {f for t in claim.tokens if t.sign in "bTnV" for f in t.features}
    role = _role(before, claim, words)
    token = claim.one("m") if claim.kind in AMOUNTS else None
    quantity = token.quantity if token and token.sign == "M" else None
    if quantity is None and (claim.kind in AMOUNTS or role in ("", "sum", "net", "together")):
        return
    step = claim.one("s")
    draft = context.current
    within = quantity is not None and draft is not None and draft.parent is not None
    inside = len(before.brackets) > (claim.kind == "bare" and before.pending is not None)
    term = Term(
        page.block,
        context.sentence,
        claim.mark,
        role,
        key=(page.block, quantity.start, -1) if quantity else None,
        to=_named(context, claim),
        part=inside or bool(within and draft and draft.parent and draft.parent.block == page.block),
        sign=STEPS[step.sign] if step else -1 if "deficit" in words else 1,
        open=claim.tokens[-1].sign == "e" or (claim.kind == "total" and any(t.sign == "e" for t in claim.tokens)),
    )
    page.terms.append(term)


def _named(context: Context, claim: Claim) -> Subject | None:
    if claim.one("to"):
        return named(claim.parts["to"]).subject
    return context.pending if claim.kind == "label" else None


def _role(before: Context, claim: Claim, words: Collection[str]) -> str:
    if claim.kind == "unread":
        return "unread" if any(t.sign == "M" for t in claim.tokens) else "gap"
    if step := claim.one("s"):
        return "minus" if STEPS[step.sign] < 0 else "plus"
    if claim.kind == "label":
        return "name"
    areas = {t.text for t in claim.tokens if t.sign == "A"}
    if claim.kind == "balance" and before.area and areas and before.area not in areas:
        return "gap"  # 县本级收入4亿元，支出3亿元；全县收支平衡
    if claim.kind == "balance":
        return "slight" if "slight" in words else "balanced" if "balanced" in words else ""
    if claim.kind == "bare":
        return "together" if any(t.sign == "e" for t in claim.tokens) else ""
    if "sum" in words or claim.kind == "total":
        return "sum"
    return "net" if claim.kind == "net" or before.last == "balance" else ""
