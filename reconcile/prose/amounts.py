"""Amounts and counts, totals, and numbers without words of their own."""

from __future__ import annotations

from reconcile.address import side
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.prose.drafts import Draft
from reconcile.prose.grammar import Claim
from reconcile.prose.homes import INHERITED, add_amount, begin, home, innermost
from reconcile.prose.lists import open_list, with_opened
from reconcile.prose.meaning import measure_of, named_by, says_this_year, year_of
from reconcile.prose.naming import SIDES, other_side
from reconcile.prose.page import REASONS, TELLING, UNREAD, Context, Page, refused, unknown_words
from reconcile.prose.parallel import JOINTS
from reconcile.prose.values import Subject, Unread

SUM = "sum"  # what 合计 says


def read_amount(context: Context, claim: Claim, page: Page) -> Context:
    blind = next((d for d in (context.current, innermost(context)) if d and d.blind), None)
    if blind and (claim.one("l") or blind.divided):
        blind.divided = True  # 减少了“三公”经费30万元，其中公务用车20万元: may be no level of anything
        page.unread.append(Unread(page.block, claim.start, claim.end, REASONS["part"]))
    context = with_opened(context, claim, page)
    if claim.one("s"):
        context = context._replace(open=context.open[: context.floor])
    token = claim.one("m")
    assert token
    if any(t.features.get("measure") == "other" for t in claim.outside("c", "w", "bn")):
        return refused(context, claim, page)  # 目标数3万元
    other = _other_side_said(context, claim)
    sided = _of_the_fund(page, other) if other else None
    if other and sided is None:
        return refused(context, claim, page)
    part = not page.government and any(t.features.get("period") == "part" for t in claim.tokens)  # 上半年支出3万元
    figure = page.figure(token, 1, REASONS["scope"] if context.apart or part else "")
    found = named_by(context, claim, page)
    if sided:
        found = found._replace(subject=sided._replace(area=found.area or sided.area))
    if found.subject is None and context.pending and page.government and claim.marks[-1:] == ")":
        found = found._replace(subject=context.pending)  # 全市支出（含上级转移支付）完成352亿元
    measure = measure_of(context, claim, page, found.subject)
    if not page.government:
        context, measure = of_the_sentence(context, claim, page, measure)
    if figure.type == "count":
        if measure.startswith("last_") and found.subject and context.period.isdigit():
            earlier = context._replace(period=str(int(context.period) - 1))  # 上年末共有车辆5辆，其中……
            after = begin(earlier, claim, page, found.subject, True)
            return add_amount(after, claim, f"count:{figure.unit}", figure)._replace(period=context.period)
        measure = f"count:{figure.unit}"
    after = home(context, claim, page, found, measure)
    part_of = after.current
    measure = inherited(part_of.parent if part_of else None, claim, page, measure, part_of.total if part_of else None)
    if context.apart or part:
        if after.current:
            after.current.exception = after.current.exception or context.excepted or claim.tokens[0].text
        return after  # 剔除上级补助后，支出5亿元: another amount than that of all
    context = add_amount(after, claim, measure, figure)
    if context.current and context.current.subject is found.subject and any(SUM in t.features for t in claim.tokens):
        context.current.several = found.several
    if context.current and any(t.sign == "T" and t.text.endswith("总计") for t in claim.tokens):
        context.current.with_all = True
    if claim.tokens[-1].sign == "e" and context.current and context.current.parent:  # 包括甲3万元、乙2万元等
        context.current.loose, context.current.parent.complete = True, False
    if claim.one("s") and claim.tokens[-1].text == "后":  # 扣除一次性经费30万元后，…，同比增长5%
        context = context._replace(excepted=claim.tokens[0].text)
    if second := claim.one("n"):  # 9批次76人次
        counted = page.figure(second)
        context = add_amount(context, claim, f"count:{counted.unit}", counted)
    return context


def _other_side_said(context: Context, claim: Claim) -> str:
    """加上转移性收入3万元，预计支出9万元: a verb that names the other side than what is spoken of; "" for none."""
    draft = context.current
    spoken = side(draft.subject.name) if draft else ""
    other = spoken in SIDES or bool(draft and draft.added)
    verbs = "" if claim.one("np") or not other else "".join(t.text for t in claim.tokens if t.sign == "V")
    return next((s for s in SIDES if s != spoken and verbs.endswith(s)), "")


def _of_the_fund(page: Page, other: str) -> Subject | None:
    """That side of the fund whose year's income or expenditure the paragraph spoke of last."""
    accounts = page.lexicon.accounts
    known = ((accounts.of(d.subject.indicator, d.subject.name), d.subject) for d in reversed(page.drafts))
    own = next((subject for account, subject in known if account and account.role == "own"), None)
    return other_side(own, other, page.lexicon) if own else None


def of_the_sentence(context: Context, claim: Claim, page: Page, measure: str) -> tuple[Context, str]:
    """2023年收入3万元，事业收入2万元: a sentence that begins with last year goes on with it until it names this one."""
    if measure.startswith("last_"):
        return context._replace(told=context.told or "last"), measure
    if context.told != "last" or says_this_year(claim, page):
        return context._replace(told="now"), measure
    return context, f"last_{measure}"


def inherited(whole: Draft | None, claim: Claim, page: Page, measure: str, total: Figure | None = None) -> str:
    """The measure of a part that says none: that of its whole, where that is of one year and measure, or of the amount
    that the list stands behind (2022年收入合计3万元，其中：财政拨款收入2万元; 收入年初预算3万元，其中：…)."""
    if whole is None or measure != "amount" or year_of(claim) or page.government or whole.block != page.block:
        return measure
    levels = {m for m in whole.amounts if not m.startswith("count:")}
    levels = {m for m in levels if total and total in whole.amounts[m]} or levels
    return next(iter(levels)) if len(levels) == 1 and levels <= INHERITED else measure


def read_left(context: Context, claim: Claim, page: Page) -> Context:
    """预备费30万元，实际支出18万元，其中：……，剩余12万元: what is left of what the sentence speaks of."""
    token, draft = claim.one("m"), context.current
    assert token
    while draft and draft.parent and draft.parent.block == page.block:
        draft = draft.parent
    if draft is None or draft.sentence != context.sentence or not draft.amounts or LEFT in draft.amounts:
        return refused(context, claim, page)
    draft.amounts[LEFT] = [page.figure(token)]
    draft.end = max(draft.end, claim.end)
    return context._replace(current=draft, open=context.open[: context.floor])


LEFT = "left"  # the measure of what is left of an amount


SEVERAL = lazy(r"[两二三四五六七八九十]项|以上|上述")


def read_total(context: Context, claim: Claim, page: Page) -> Context:
    """合计12万元: the amount of the list once more, or of what was counted, or a total that closes what is open."""
    token = claim.one("m")
    assert token
    figure = page.figure(token)
    whole, current = innermost(context), context.current
    counted = current is not None and current.parent is not None and all(m[:6] == "count:" for m in current.amounts)
    same = whole is not None and any(f.printed == figure.printed for fs in whole.amounts.values() for f in fs)
    told = bool(context.open) and (context.open[-1].complete or same)  # 其中甲、乙两项合计: less than the whole
    if whole and told and not counted and figure.type == "money":
        whole.amounts.setdefault("restated", []).append(figure)
        return context
    measure = f"count:{figure.unit}" if figure.type == "count" else measure_of(context, claim, page, None)
    if not page.government and figure.type == "money":
        context, measure = of_the_sentence(context, claim, page, measure)
    of_several = any(SEVERAL.search(t.text) for t in claim.tokens)  # 三项合计: of no one of them
    if current is None or measure in current.amounts or (of_several and current.parent is None):
        context = begin(context._replace(open=context.open[: context.floor]), claim, page, Subject("合计"))
    return add_amount(context, claim, measure, figure)


def read_unread(context: Context, claim: Claim, page: Page) -> Context:
    """其中：补齐民生短板12万元: a part of a list, of something that no word knows. It may bear a sum out, and accuses
    nobody: what stands between it and anything else has not been read."""
    numbers = [t for t in claim.tokens if t.sign in "MPQN"]
    opener = next((t for t in claim.tokens if t.sign == "L"), None)
    if opener and "".join(t.sign for t in numbers) == "M":
        context = open_list(context, claim, page, opener)
    telling = any(t.sign in TELLING and t.text not in JOINTS for t in claim.tokens)
    if not context.open or "".join(t.sign for t in numbers) != "M" or telling:
        return refused(context, claim, page)
    token = numbers[0]
    before = [t for t in claim.tokens if t.end <= token.start and t.sign not in "LYVfij"]
    if not before or "(" in claim.marks:
        return refused(context, claim, page)
    words = unknown_words(claim)
    page.unread.append(Unread(page.block, claim.start, claim.end, words))
    name = "".join(t.text for t in before)
    subject = Subject(name, start=before[0].start, end=before[-1].end)
    return add_amount(
        begin(context, claim, page, subject), claim, "amount", page.figure(token, 1, UNREAD.format(words))
    )


def read_bare(context: Context, claim: Claim, page: Page) -> Context:
    """2批次、26人次: the same counted in another unit. Any other number without a name is nobody's."""
    token, draft = claim.one("m"), context.current
    assert token
    spoken = any(t.sign == "e" for t in claim.tokens)
    if token.sign in "MN" and claim.marks[-1:] in "()" and context.pending and not spoken:
        # 加上上级补助（12.40亿元）, 基金收入（含利息）12.40亿元
        measure = f"count:{token.quantity.unit}" if token.quantity and token.sign == "N" else "amount"
        after = add_amount(begin(context, claim, page, context.pending), claim, measure, page.figure(token))
        inner = tuple(b._replace(pending=None) for b in context.brackets)
        return after._replace(main=context.main or after.main, brackets=inner)
    if token.sign == "M" and spoken:  # ……等17.50亿元
        add_amount(begin(context, claim, page, Subject("合计")), claim, "amount", page.figure(token))
        return context._replace(current=context.main)
    if token.sign == "P" and "(" in claim.marks and context.last in ("change", "both"):
        moved = context.comparison or draft
        if moved and moved.change and moved.growth is None:
            sign = -1 if moved.change.printed.digits < 0 else 1
            moved.growth = page.figure(token, sign)  # 增加34.85万元（134.30%）
            return context._replace(last="rate")
    unit = f"count:{token.quantity.unit}" if token.quantity else ""
    counts = token.sign == "N" and draft is not None and any(m.startswith("count:") for m in draft.amounts)
    if not counts or draft is None or unit in draft.amounts:
        return refused(context, claim, page)
    return add_amount(context, claim, unit, page.figure(token))
