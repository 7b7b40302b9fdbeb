"""Changes, rates, shares and completions: of which statement, and from which base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.prose.drafts import Draft
from reconcile.prose.grammar import Claim
from reconcile.prose.homes import add_amount, begin, spoken_of
from reconcile.prose.lexer import Token
from reconcile.prose.lists import with_opened
from reconcile.prose.meaning import year_of
from reconcile.prose.page import REASONS, UNREAD, Context, Page, refuse, refused
from reconcile.prose.values import ANOTHER, Unread


def read_change(context: Context, claim: Claim, page: Page) -> Context:
    """增加12万元, 增长5%, or both: of the statement, from its base."""
    if context.past and claim.marks == "," and not claim.one("c") and not claim.one("np"):
        refuse(claim, page, REASONS["past"])
        return context
    context = context._replace(past=False)
    if any("each" in t.features for t in claim.tokens) and not _of_both_sides(claim):
        refuse(claim, page, REASONS["several"])  # 各减少1万元: of each of those before, whichever they are
        return context
    if any(t.sign == "w" for t in claim.parts.get("d", ())) and not claim.one("c") and not claim.one("np"):
        refuse(claim, page, REASONS["new"])  # 支出40亿元，增长5%，新增2.5亿元: money that is new, and may be no change
        return context
    context = with_opened(context, claim, page)
    before = context.current
    context = spoken_of(context, claim, page)
    draft = context.current
    assert draft
    other = _of_another_year(claim, draft) if draft is before else 0
    if other < 0:  # 2024年9万元，比2023年……；2023年比2022年增加1万元
        refuse(claim, page, REASONS["past"])
        return context._replace(past=True)
    if other > 0:
        context = begin(context, claim, page, draft.subject)  # 2021年5万元，2022年比2021年减少1万元
        draft = before = context.current
        assert draft
    older = base_of(claim.parts.get("c", ()), context, page) == OTHER and _last_amounts(draft)
    if (draft is before or not claim.one("np")) and (older or _of_last_year(claim, draft, page)):
        context = context._replace(past=True)  # and the rate behind it
        refuse(claim, page, REASONS["past"])
        return context
    direction = claim.one("d")
    base = base_of(claim.parts.get("c", ()), context, page) or context.than
    if base == "last" and draft.base.startswith("last") and not claim.one("m"):
        base = draft.base  # 较上年预算减少35万元，同比下降17.5%: the same comparison
    base = base or (direction.features.get("than", "") if direction else "")  # 短收 and 超收 are against the budget
    if not base and context.comparison and draft is before:
        draft = context.comparison  # 比上年决算增加X，增长Y: the rate goes with the change before it
    elif draft.against and not base and not claim.one("m"):
        draft = _again(draft, "", page)  # 超收X，增长Y: not more than the budget by Y
        context = context._replace(comparison=draft)
    elif (
        (base or claim.one("c"))
        and (draft.change or draft.growth)
        and (draft.base not in ("", base) or _compares_again(claim, draft, base))
    ):
        first, draft = draft, _again(draft, base, page)
        if base == "budget":  # how much of the budget was done goes with what it is compared with
            draft.completion, first.completion = first.completion, None
        context = context._replace(comparison=draft)
    draft.base = base or draft.base
    draft.against = bool(direction and "than" in direction.features and not claim.one("c"))
    said = bool(claim.one("c") or base)
    draft.apart = draft.apart or (said and draft.change is not None and not draft.compared and not claim.one("m"))
    draft.compared = draft.compared or (said and claim.one("m") is not None)
    exception = claim.one("x")
    draft.exception = draft.exception or (exception.text if exception else context.excepted)
    printed = claim.one("b")
    if printed:
        draft.amounts.setdefault("before", []).append(page.figure(printed))
    for group, slot in (("m", "change"), ("p", "growth")):
        token = claim.one(group)
        if token:
            context = _moved(context._replace(current=draft if context.comparison is None else context.current),
                             claim, page, draft, slot, token)  # fmt: skip
    draft.end = max(draft.end, claim.end)
    return context._replace(than="")


def _of_both_sides(claim: Claim) -> bool:
    """收、支总计各增加5万元: one amount, whichever of its sides is meant."""
    named = claim.parts.get("np", ())
    return len(named) == 1 and named[0].sign == "S" and "收" in named[0].text and "支" in named[0].text


def read_undecided(context: Context, claim: Claim, page: Page) -> Context:
    """增加（减少）0万元: no change, whichever of the two; any other number is nobody's."""
    numbers = [t for t in claim.tokens if t.sign in "MPQN"]
    only = numbers[0].quantity if len(numbers) == 1 and numbers[0].sign in "MP" else None
    if only is None or only.value:
        return refused(context, claim, page)
    before = claim.tokens[: next(i for i, t in enumerate(claim.tokens) if t.sign == "u")]
    base = tuple(t for t in before if t.sign in "CcYB")
    parts = {"c": base, "m" if numbers[0].sign == "M" else "p": tuple(numbers)}
    return read_change(context, claim._replace(kind="change", parts=parts), page)


def _of_another_year(claim: Claim, draft: Draft) -> int:
    """1 for the change of a later year than that of the amounts told so far, -1 for that of an earlier one, else 0."""
    year = year_of(claim)
    told = draft.amounts or draft.change or draft.growth
    if not (year and draft.period.isdigit() and told):
        return 0
    return (year > draft.period) - (year < draft.period)


def _of_last_year(claim: Claim, draft: Draft, page: Page) -> bool:
    """上年收入7亿元，增长5%；今年……: whether only an amount of last year was told of the subject so far."""
    levels = [m for m in draft.amounts if not m.startswith("count:")]
    return bool(levels) and all(m.startswith("last_") for m in levels) and not year_of(claim) and not page.government


def _last_amounts(draft: Draft) -> bool:
    """今年3万元，上年4万元，比2021年减少1万元: of which of the two?"""
    return any(m.startswith("last_") for m in draft.amounts)


def _compares_again(claim: Claim, draft: Draft, base: str) -> bool:
    """Whether a comparison begins anew: 节约0.40万元，比上年减少0.20万元; 比上年增加5亿元，比2020年80亿元增加20亿元."""
    if claim.one("m") and (draft.change is not None or (draft.growth is not None and not base.startswith("last"))):
        return True
    if draft.exception and draft.growth is not None and claim.one("m") and not claim.one("x"):
        return True  # 同口径下降14.5%，比上年减少18亿元，下降18.0%
    direction = claim.one("d")
    if direction and "than" in direction.features and draft.growth is not None:
        return True  # 减少5万元，下降8%。……，预决算差异率-7%
    return claim.one("b") is not None and ("before" in draft.amounts or draft.change is not None)


def _signed(claim: Claim, draft: Draft, token: Token) -> int:
    """The sign that the words give. 差异率55% is printed with and without one, and then the amounts have it."""
    direction = claim.one("d")
    if not (direction and "unsigned" in direction.features and token.quantity and token.quantity.printed.digits > 0):
        return claim.sign
    levels = [draft.amounts[m][-1].printed.value for m in ("adjusted_budget", "budget", "actual") if m in draft.amounts]
    return -1 if len(levels) > 1 and levels[-1] < levels[0] else 1


def _moved(context: Context, claim: Claim, page: Page, draft: Draft, slot: str, token: Token) -> Context:
    figure = page.figure(token, _signed(claim, draft, token))
    adjusts = claim.one("d")
    if figure.type == "count":
        page.reasons[figure.key] = "数量的增减，没有可核对的两个数"
    elif slot == "change" and adjusts and "adjusts" in adjusts.features and not draft.base.startswith("last"):
        draft.amounts.setdefault("adjustment", []).append(figure)  # of the budget, also where that was not read
    elif getattr(draft, slot) is None:
        setattr(draft, slot, figure)
    elif slot == "change":
        draft.amounts.setdefault("change_again", []).append(figure)
    else:
        page.reasons[figure.key] = ANOTHER
    return context


def _again(draft: Draft, base: str, page: Page) -> Draft:
    """A second comparison (比上年预算…, 比上年决算…) is a statement of its own about the same amount."""
    other = draft.twin()
    other.change = other.growth = other.share = other.completion = other.parent = None
    other.against = other.compared = other.apart = False
    other.words, other.counts = [], []
    kept = ("amount", "budget", "actual", "last_actual", "last_budget", "last_amount")
    outcome = base.startswith("last") and "amount" in draft.amounts  # 支出9亿元，完成预算10亿元的90%；较上年增加1亿元
    aside = {draft.base, "budget" if outcome else ""}
    other.amounts = {m: list(f) for m, f in draft.amounts.items() if m in kept and m not in aside}
    page.add(other)
    return other


OTHER = "other"  # a base that is neither the budget nor last year: 比2020年增长12%


def base_of(found: Sequence[Token], context: Context, page: Page) -> str:
    """last_actual, last_budget, last, budget, adjusted_budget, other, or "": what a comparison is with. Last year is
    the one before the year that is spoken of."""
    spoken = (context.period, context.current.period if context.current else "")
    own = max((int(p) for p in spoken if p.isdigit()), default=page.profile.year)
    years = [t.quantity.year for t in found if t.quantity and t.quantity.year]
    said = [t.features.get("measure", "") for t in found]
    direct = next((m for m in said if m.startswith("last")), "")
    if direct:
        return direct
    last = any(t.features.get("period") == "-1" or t.text.startswith("同比") for t in found)
    span = any(t.features.get("period") == "span" for t in found)  # 比“十三五”末
    if not last and ((years and own and years[0] < own - 1) or OTHER in said or span):
        return OTHER
    last = last or bool(years and own and years[0] == own - 1)
    if not last:  # 比向人代会报告的执行数增加: the number of this year that was told before
        return next((m for m in ("adjusted_budget", "budget") if m in said), OTHER if "actual" in said else "")
    if "actual" in said:
        return "last_actual"
    return "last_budget" if "budget" in said else "last"


def read_than(context: Context, claim: Claim, page: Page) -> Context:
    return context._replace(than=base_of(claim.parts["c"], context, page))


def read_base(context: Context, claim: Claim, page: Page) -> Context:
    """与上年12万元相比: the amount before."""
    token = claim.one("b")
    assert token
    figure = page.figure(token)
    if context.current is None:
        page.reasons[figure.key] = REASONS["bare"]
        return context
    context.current.amounts.setdefault("before", []).append(figure)
    return context._replace(than=base_of(claim.parts["c"], context, page))


def read_move(context: Context, claim: Claim, page: Page) -> Context:
    """由3万元增加到4万元: the level before and the level after."""
    context = spoken_of(context, claim, page)
    assert context.current
    before, after = claim.one("b"), claim.one("m")
    assert before
    assert after
    if {"before", "last_amount"} & set(context.current.amounts):
        refuse(claim, page, REASONS["each"])  # …，两项支出由48亿元增加到50亿元: of something else again
        return context
    figure = page.figure(before)
    last = _is_last_base(claim)
    context.current.amounts.setdefault("last_amount" if last else "before", []).append(figure)
    if last and after.sign == "M" and "amount" not in context.current.amounts:  # 由上年3万元增加到4万元: this year's
        return add_amount(context, claim, "amount", page.figure(after))
    page.figure(after, 1, REASONS["each"])
    return context


def _is_last_base(claim: Claim) -> bool:
    return any(t.features.get("period") == "-1" for t in claim.parts.get("bn", ()))


def read_adjusted(context: Context, claim: Claim, page: Page) -> Context:
    """由10亿元调整为12亿元: the budget and the adjusted budget."""
    context = spoken_of(context, claim, page)
    before, verb, after = claim.one("b"), claim.one("v"), claim.one("m")
    assert before
    assert verb
    assert after
    if verb.features.get("measure") != "adjusted_budget":
        page.unread.append(Unread(page.block, claim.start, claim.end, verb.text))
        refuse(claim, page, UNREAD.format(verb.text))
        return context
    draft = context.current
    assert draft
    if "adjusted_budget" in draft.amounts:  # 甲区基金预算由…调整为…；乙区…，基金预算由…调整为…: once more, of 乙区
        context = begin(context, claim, page, draft.subject._replace(area=context.area))
        draft = context.current
        assert draft
    draft.amounts.setdefault("budget", []).append(page.figure(before))
    draft.amounts.setdefault("adjusted_budget", []).append(page.figure(after))
    return context


def read_completion(context: Context, claim: Claim, page: Page) -> Context:
    context = spoken_of(context, claim, page)
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


def read_share(context: Context, claim: Claim, page: Page) -> Context:
    ratio = claim.one("h")
    if ratio and "part" in ratio.features:
        return _ratio(context, claim, page, ratio.features)
    context = spoken_of(context, claim, page)
    draft, token, base = context.current, claim.one("p"), claim.one("b")
    assert draft
    assert token
    if base and draft.share is None:
        draft.amounts.setdefault("whole", []).append(page.figure(base))
    figure = page.figure(token)
    if draft.share is None:
        within = context.within.name if context.within and draft.parent is None else ""
        draft.share, draft.share_of = figure, _whole_named(claim) or within
        draft.end = max(draft.end, claim.end)
    else:
        page.reasons[figure.key] = "同一项目的又一个占比"
    return context


def _ratio(context: Context, claim: Claim, page: Page, of: Mapping[str, str]) -> Context:
    """资产负债率60%: the share of what its name says in what its name says, the last of each in the sentence."""
    here = [d for d in page.drafts if d.sentence == context.sentence and "amount" in d.amounts]
    part = next((d for d in reversed(here) if of["part"] in d.subject.name), None)
    before = here[: here.index(part)] if part else []
    whole = next((d for d in reversed(before) if of["whole"] in d.subject.name), None)
    if part is None or whole is None or part.share or claim.one("np"):
        refuse(claim, page, REASONS["level"])
        return context
    token = claim.one("p")
    assert token
    part.share, part.share_of = page.figure(token), whole.subject.name
    return context


def _whole_named(claim: Claim) -> str:
    if claim.one("h"):
        return "比重"
    return "".join(t.text for t in claim.parts.get("w", ())).strip("的()")
