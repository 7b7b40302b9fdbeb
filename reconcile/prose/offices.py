"""Whose an amount is in a department's document: of the office itself, or of one of its units that the words name."""

from __future__ import annotations

from reconcile.prose.grammar import QUANTITIES, Claim
from reconcile.prose.page import Context, Page

BODIES = ("单位", "机构", "部门")  # what an office is said to be


def of_unit(context: Context, claim: Claim, page: Page) -> Context:
    """局本级：支出6万元。中心决算情况：支出4万元。公证处为公益二类事业单位，支出2万元: whose the amounts are from here
    on, if not the office's own."""
    if context.unit and (claim.mark in ":." or context.last == "label"):
        context = context._replace(area=context.unit)
    tokens = [t for t in claim.tokens if t.sign not in "Yi"]
    if claim.mark not in ".:)" or not tokens or any(t.sign in QUANTITIES for t in tokens):
        return context._replace(unit="")
    is_one = next((at for at, t in enumerate(tokens) if t.sign == "V"), 0) if tokens[-1].text in BODIES else 0
    head = tokens[:is_one] or tokens
    while head and head[-1].sign in "Wn" and not is_one:
        head.pop()
    text = "".join(t.text for t in head)
    named = bool(head) and head[-1].sign == "E"
    return context._replace(unit=text if named and not is_own(text, page) else "")


def office_before(claim: Claim, page: Page) -> str | None:
    """The office that stands before what is named, "" for the one whose document it is, None where none stands there:
    法律援助中心公务接待费支出1.50万元."""
    names = claim.parts.get("np", ())
    before = [t for t in claim.tokens if names and t.start < names[-1].start]
    last = max((i for i, t in enumerate(before) if t.sign == "E"), default=-1)
    first = last
    while first > 0 and before[first - 1].sign in "ESna":
        first -= 1
    text = "".join(t.text for t in before[first : last + 1])
    if not text:
        return None
    return "" if is_own(text, page) else text


def is_own(office: str, page: Page) -> bool:
    """Whether it is what the office of the document calls itself, or all that belongs to it."""
    entity = page.profile.entity
    return not entity or entity.endswith(office) or office.endswith(entity) or office.startswith(OWN)


OWN = ("我", "本部门", "本单位", "全", "各", "所属各")
