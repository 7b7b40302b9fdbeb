"""Directions without a number of their own (大于, 持平), and names that stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.prose.drafts import Draft
from reconcile.prose.grammar import Claim
from reconcile.prose.lexer import Token
from reconcile.prose.lists import begun
from reconcile.prose.meaning import named_by
from reconcile.prose.naming import Named, insurance, measure_in, named
from reconcile.prose.page import REASONS, Context, Page, refused
from reconcile.prose.rates import base_of
from reconcile.prose.values import UNNAMED, Each, Word


def read_flat(context: Context, claim: Claim, page: Page) -> Context:
    """与上年持平, 决算数与预算数持平."""
    word = claim.one("d")
    assert word
    about = [measure_in(t) for t in claim.parts.get("l", ())]
    side = next((m for m in ("actual", "budget") if m in about), "")
    base = base_of(claim.parts.get("c", ()), context, page) or context.than
    if side:
        return _said(context, claim, page, "flat", side, base or "budget", "roughly" in word.features)
    if not base and not claim.one("np"):
        return context._replace(explaining=context.explaining or _explains(claim))
    return _said(context, claim, page, "flat", "", base or "last", "roughly" in word.features)


def read_versus(context: Context, claim: Claim, page: Page) -> Context:
    """决算数大于预算数."""
    token = next(t for t in claim.tokens if t.sign == "Z")
    sign = token.features["sign"]
    said = [measure_in(t) for t in claim.parts.get("l", ())]
    than = base_of(claim.parts.get("r", ()), context, page) or "budget"
    about = next((m for m in ("actual", "budget") if m in said), "")
    direction = "up" if sign == "1" else "down" if sign == "-1" else "flat"
    spoken = not said and context.current is not None and than.startswith("last")  # 预算3万元，大于上年预算数
    if not about and not spoken:
        return context._replace(explaining=context.explaining or _explains(claim))
    return _said(context, claim, page, direction, about, than, False)


def _explains(claim: Claim) -> bool:
    return any(t.sign == "K" for t in claim.tokens)


def _said(context: Context, claim: Claim, page: Page, direction: str, about: str, than: str, roughly: bool) -> Context:
    group = "l" if claim.one("l") else "np"
    found = named(claim.parts.get(group, ()))
    end = next((t.end for t in reversed(claim.tokens) if t.sign in "FZWBSnY"), claim.end)
    for draft in _meant(context, claim, page, found):
        draft.words.append(Word(direction, claim.start, end, than, about, roughly))
    return context._replace(explaining=context.explaining or _explains(claim), than="")


def _meant(context: Context, claim: Claim, page: Page, found: Named) -> Iterator[Draft]:
    """The statements that a direction is said of: 会议费、培训费均与上年持平 of each, with or without its amount."""
    if found.several:
        for subject in found.several:
            draft = next(page.of(subject), None)
            if draft is None:
                draft = Draft(
                    page.block, claim.start, claim.end, subject, scope=page.scope, sentence=context.sentence,
                    period=context.period,
                )  # fmt: skip
                page.add(draft)
            yield draft
        return
    if context.current and any("rest" in t.features for t in claim.tokens):
        yield from _others(context.current, page)
        return
    draft = next(page.of(found.subject), None) if found.subject else context.current
    if draft:
        yield draft


def _others(told: Draft, page: Page) -> Iterator[Draft]:
    """除公务接待费减少外，其余两项均持平: the parts of the same list of which nothing else is said."""
    if told.parent:
        parts = (d for d in page.drafts if d.parent is told.parent and d.group == told.group)
        yield from (d for d in parts if d is not told and not d.change and not d.words)


def read_label(context: Context, claim: Claim, page: Page) -> Context:
    found = named_by(context, claim, page)
    context = context._replace(pending=found.subject)
    if page.government and all(t.sign == "A" for t in claim.tokens):
        return context._replace(area=found.area or context.area)  # 市级（含市属开发区，下同）一般公共预算收入130亿元
    if page.government and found.subject and claim.mark in "." and (of := insurance(found.subject.name)):
        context = context._replace(insurance=of)
    if "within" in claim.tokens[-1].features:  # 基本支出中，……: another division
        context = context._replace(within=found.subject, open=context.open[: context.floor])
        whole = next(page.of(found.subject), None) if found.subject else None
        context = begun(context, page, whole) if whole and whole.amounts else context
    if found.subject is None or claim.one("s") or claim.one("d") or found.raw:
        return context
    if claim.mark not in ".:" and not (found.subject.path and len(found.subject.path) > 1):
        return context
    return context._replace(label=found.subject, area=found.area or context.area)


def read_each(context: Context, claim: Claim, page: Page) -> Context:
    """平均每辆3.20万元: no level of anything, and what a level comes to for one of what is counted."""
    numbers = [t for t in claim.tokens if t.sign in "MPQN" or (t.quantity and t.quantity.per)]
    counted = next((t.features["per"] for t in claim.tokens if "per" in t.features), "")
    if not counted or [t.quantity.type for t in numbers if t.quantity] != ["money"]:
        return refused(context, claim, page)
    figure = page.figure(numbers[0], 1, REASONS["each"])
    if _plain_average(claim, numbers[0]):
        names = [t for t in claim.tokens if t.subject or (t.sign == "n" and "generic" not in t.features)]
        name = next((t.subject.indicator if t.subject else UNNAMED for t in names), "")
        page.each[figure.key] = Each(counted, name)
    return context


def _plain_average(claim: Claim, number: Token) -> bool:
    """Whether nothing is said but the average itself: no other year, no standard, no change, no second 每月."""
    at = next(i for i, t in enumerate(claim.tokens) if "per" in t.features)
    end = claim.tokens.index(number)
    before, between, behind = claim.tokens[:at], claim.tokens[at + 1 : end], claim.tokens[end + 1 :]
    calm = all(t.sign in "fij" or t.features.get("period") == "0" for t in before)
    return calm and all(t.sign in "fVSTWn" for t in between) and all(t.sign in "fe" for t in behind)
