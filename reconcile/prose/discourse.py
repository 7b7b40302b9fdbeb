"""From claims to statements: what each claim of a paragraph belongs to.

``step`` takes the context of a paragraph and its next claim and gives the context that follows: which statement is
being read, which lists are open, which brackets. The statements themselves are written to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import zip_longest

from reconcile.prose.amounts import read_amount, read_bare, read_left, read_total, read_unread
from reconcile.prose.grammar import Claim
from reconcile.prose.handing import handed, read_respectively, spoken_years, subjects_of
from reconcile.prose.lists import read_open
from reconcile.prose.meaning import is_last, year_of
from reconcile.prose.offices import of_unit
from reconcile.prose.page import DEEPEST, REASONS, Bracket, Context, Page, account, refuse, refused
from reconcile.prose.rates import (
    read_adjusted,
    read_base,
    read_change,
    read_completion,
    read_move,
    read_share,
    read_than,
    read_undecided,
)
from reconcile.prose.saying import read_each, read_flat, read_label, read_versus
from reconcile.prose.terms import note

CLOSED = 100  # lists that are remembered when they have ended


def step(context: Context, claim: Claim, page: Page) -> Context:
    """The context behind the claim."""
    for mark, behind in zip_longest(claim.marks, claim.marks[1:]):
        if (mark, behind) != (".", ")") or not context.brackets:  # （……，比上年增加4万元。）比上年减少16万元
            context = _marked(context, mark)
    if not page.government:
        context = of_unit(context, claim, page)
    year = year_of(claim) if claim.kind != "cause" and (page.government or not is_last(claim, context, page)) else ""
    if year and year != context.period:
        context = context._replace(period=year)  # 2020年支出3万元 is last year's amount
    explained = context.explaining and not (_resumes(claim) or _is_part(claim, context, page))
    if explained and claim.kind not in ("cause", "versus", "flat"):
        refuse(claim, page, REASONS["cause"])
        account(claim, page)
        return context
    if context.explaining:
        context = context._replace(explaining=False)
    if context.queue and claim.kind in ("bare", "completed", "share", "amount") and handed(context, claim, page):
        account(claim, page)
        return context._replace(queue=context.queue[1:])
    if context.queue:
        context = context._replace(queue=())
    context = spoken_years(context, claim, page)
    handler = HANDLERS.get(claim.kind)
    after = handler(context, claim, page) if handler else refused(context, claim, page)
    account(claim, page)
    note(context, after, claim, page)
    if claim.tokens[0].sign == "i" and after.current is not context.current:
        after = after._replace(item=after.current)
    return after._replace(last=claim.kind, pending=after.pending if claim.kind == "label" else None)


def _marked(context: Context, mark: str) -> Context:
    if mark == ".":
        return context._replace(
            sentence=context.sentence + 1, open=context.open[: context.floor], brackets=(), queue=(),
            closed=(*context.closed, *context.open[context.floor :])[-CLOSED:],
            current=context.item or context.main or context.current, main=context.item or context.main, item=None,
            comparison=None, explaining=False, than="", within=None, listed=(), years=(), yearly=None, excepted="",
            apart=False, past=False, told="",
        )  # fmt: skip
    if mark == "(":
        inner = Bracket(
            len(context.open), context.current, context.explaining, context.pending, context.area, context.than
        )
        return context._replace(brackets=(*context.brackets[-DEEPEST:], inner))
    if mark == ")" and context.brackets:
        outer = context.brackets[-1]
        kept = context.open[: max(outer.lists, context.floor)]
        return context._replace(
            brackets=context.brackets[:-1], open=kept, current=outer.current, explaining=outer.explaining,
            pending=outer.pending, area=outer.area, than=outer.than,
        )  # fmt: skip
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
    return context._replace(
        open=tuple(kept), closed=tuple(closed[-CLOSED:]), explaining=context.explaining and mark != ";",
        comparison=None if mark == ";" else context.comparison,
    )  # fmt: skip


def _resumes(claim: Claim) -> bool:
    """Whether the statement goes on behind an explanation: ……主要原因是压减接待，与上年相比减少0.87万元."""
    if claim.row == "amount.verb":  # 受市场影响，全年完成60亿元; 因上级补助增加，调整为79亿元
        return any(t.features.get("measure") in ("actual", "adjusted_budget") for t in claim.tokens if t.sign == "V")
    if claim.row in ("amount.plus", "label.step"):  # ……，加上上级补助等收入3亿元，收入总计9亿元
        return True
    return claim.kind in ("change", "rate", "than", "completion") and (claim.one("c") is not None)


def _is_part(claim: Claim, context: Context, page: Page) -> bool:
    """Whether nothing but a part that the sentence has not named yet is told with its amount:
    公务用车购置及运行费5万元，其中运行费5万元，主要原因是……，公务用车购置费0万元."""
    if claim.row != "amount.name" or [t.sign for t in claim.tokens] != ["S", "M"]:
        return False
    subject = claim.tokens[0].subject
    own = subject.indicator if subject else ""
    known = {d.subject.indicator for d in page.drafts if d.sentence == context.sentence}
    return bool(own) and own not in known and not known.isdisjoint(page.lexicon.parts.wholes(own))


def _read_open(context: Context, claim: Claim, page: Page) -> Context:
    """其中：, and 由甲、乙两部分构成, which names what the numbers behind it are of."""
    listed = subjects_of(context, claim, page, "in") if claim.row == "list.of" else ()
    return read_open(context, claim, page)._replace(listed=listed)


def _empty(context: Context, claim: Claim, page: Page) -> Context:
    return context


Handler = Callable[[Context, Claim, Page], Context]
HANDLERS: Mapping[str, Handler] = {
    "amount": read_amount,
    "net": read_amount,
    "total": read_total,
    "adjusted": read_adjusted,
    "moved": read_move,
    "base": read_base,
    "change": read_change,
    "rate": read_change,
    "both": read_change,
    "than": read_than,
    "undecided": read_undecided,
    "completion": read_completion,
    "completed": read_completion,
    "share": read_share,
    "shared": read_share,
    "respectively": read_respectively,
    "open": _read_open,
    "flat": read_flat,
    "versus": read_versus,
    "label": read_label,
    "bare": read_bare,
    "left": read_left,
    "empty": _empty,
    "unread": read_unread,
    "balance": _empty,
    "each": read_each,
}
