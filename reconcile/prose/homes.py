"""Which statement a number belongs to: the one being read, an earlier one of its subject, or a new one."""

from __future__ import annotations

from reconcile.figures import Figure
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.families import BOTH_SIDES, OTHER_SIDE, fits, funded
from reconcile.prose.grammar import Claim
from reconcile.prose.lists import listing_for, reopened, spends_twice
from reconcile.prose.naming import SIDES, Named, insurance, measure_in, named, other_side, sided
from reconcile.prose.page import INDICATOR, Context, Page, same
from reconcile.prose.values import Subject
from reconcile.text import squeeze


def add_amount(context: Context, claim: Claim, measure: str, figure: Figure) -> Context:
    draft = context.current
    assert draft
    draft.amounts.setdefault(measure, []).append(figure)
    draft.end = max(draft.end, claim.end)
    added = claim.one("s") is not None  # 加上县市区上解收入: what is added does not say whose account it is
    draft.added = draft.added or added
    return context._replace(comparison=None, area=context.area if added else draft.subject.area or context.area)


def named_by(context: Context, claim: Claim, page: Page, group: str = "np") -> Named:
    """What the claim names; the other side of what is being read where it says only 收入 or 支出."""
    tokens = claim.parts.get(group, ()) or ([t for t in claim.tokens if t.sign == "W"] if group == "np" else ())
    found = named(tokens)
    area = found.area or next((t.text for t in claim.tokens if t.sign == "A"), "")
    if context.insurance:
        found = _insured(found, context, claim, page)
    elif page.scope == "insurance" and found.raw and found.subject and (of_all := ALL_OF_THEM.get(found.subject.name)):
        own = page.lexicon.indicators[of_all]
        found = found._replace(subject=found.subject._replace(name=own.name, indicator=of_all), raw=False)
    if found.subject and found.side:
        found = found._replace(subject=sided(found.subject, found.side, page.lexicon))
    if found.subject is None and found.side:
        above = _above(_risen(context, claim), page, found.side)
        if above and above.name and (not above.path or (len(above.path) == 1 and above.name.endswith(SIDES))):
            found = found._replace(subject=other_side(above, found.side, page.lexicon))
        elif not above or not above.name:
            found = found._replace(subject=Subject(found.side, start=claim.start, end=claim.end))
    if found.subject and context.current:
        meant = OTHER_SIDE.get((context.current.subject.indicator, found.subject.indicator))
        if meant:
            name = page.lexicon.indicators[meant].name
            found = found._replace(subject=found.subject._replace(name=name, indicator=meant, path=()))
    if found.subject and any("some" in t.features for t in claim.tokens):
        involved = found.subject  # 项目18个，涉及一般公共预算拨款2亿元: of these projects, and not all there is
        found = found._replace(subject=involved._replace(name=f"涉及的{involved.name}", indicator="", path=()))
    if found.subject and not page.government and (office := _office(claim, page)) is not None:
        return found._replace(subject=found.subject._replace(area=office), area=office)
    if found.subject and (area or not found.subject.area):  # 全市收入9亿元，其中：市本级收入4亿元
        found = found._replace(subject=found.subject._replace(area=area or context.area))
    return found._replace(area=area)


def _title(name: str) -> str:
    """城乡居民基本医疗保险基金 of 城乡居民基本医疗保险基金收入."""
    return name.removesuffix("收入").removesuffix("支出")


# of all insurances, below a heading that speaks of them
ALL_OF_THEM = {"基金收入": "insurance_income", "基金支出": "insurance_expenditure"}
ALL_INSURANCES = ("insurance_income", "insurance_expenditure")


def _office(claim: Claim, page: Page) -> str | None:
    """The office that stands before what is named, "" for the one whose document it is, None where none stands there:
    法律援助中心公务接待费支出1.50万元."""
    names = claim.parts.get("np", ())
    before = [t for t in claim.tokens if names and t.start < names[-1].start]
    last = max((i for i, t in enumerate(before) if t.sign == "E"), default=-1)
    first = last
    while first > 0 and before[first - 1].sign in "ESna":
        first -= 1
    text = "".join(t.text for t in before[first : last + 1] if last >= 0)
    if not text:
        return None
    return "" if is_own(text, page) else text


def is_own(office: str, page: Page) -> bool:
    """Whether it is what the office of the document calls itself, or all that belongs to it."""
    entity = page.profile.entity
    return not entity or entity.endswith(office) or office.endswith(entity) or office.startswith(OWN)


OWN = ("我", "本部门", "本单位", "全", "各", "所属各")
LEFT = ("surplus_year_end", "surplus_this_year", "surplus_last_year")


def _insured(found: Named, context: Context, claim: Claim, page: Page) -> Named:
    """基金收入, 支出 and 年末滚存结余 of the insurance that is spoken of."""
    subject, of = found.subject, f"{context.insurance}基金"
    spoken = subject or (context.current.subject if context.current else None)
    other = context.current is not None and insurance(_title(context.current.subject.name)) not in (
        "",
        context.insurance,
    )
    if (spoken and spoken.indicator in ALL_INSURANCES) or other:
        return found
    if subject and subject.indicator in LEFT:
        return found._replace(subject=subject._replace(name=f"{of}{subject.name}", indicator=""), raw=True, side="")
    if subject and _is_item(subject):
        own = subject._replace(name=f"{of}{subject.name}", indicator="", path=(), code="")
        return found._replace(subject=own, raw=True, side="")
    generic = subject is None and found.side
    if not generic and not (subject and found.raw and subject.name in ("基金收入", "基金支出")):
        return found
    name = f"{context.insurance}{subject.name}" if subject else f"{of}{found.side}"
    path = (name,) if any(page.lexicon.by_name(name, kind) for kind in ("revenue", "functional")) else ()
    own = Subject(name, path=path, start=claim.start, end=claim.end)
    return Named(own, found.area, not path)


def _is_item(subject: Subject) -> bool:
    """Whether it is an income or an expense of an insurance: 财政补贴收入, and not 基金收入 or another insurance's."""
    name = subject.name
    of_many = subject.indicator in ("", "other_income") and len(subject.path) < 2
    return of_many and "基金" not in name and name.endswith(ITEMS)


ITEMS = ("收入", "支出", "收益")


def _risen(context: Context, claim: Claim) -> Context:
    """Behind a semicolon 收入完成 is said of what was divided, and not of its last part."""
    draft = context.current
    while ";" in claim.marks and draft and draft.parent:
        draft = draft.parent
    return context._replace(current=draft)


def _above(context: Context, page: Page, side: str) -> Subject | None:
    """Whose 收入 or 支出 it is where only the side is said: of the fund that is being read, and not of its total."""
    if context.current is None:
        fund = context.pending if context.pending and page.lexicon.indicator(context.pending.name + side) else None
        return context.label or fund or page.topic
    if page.government and (context.current.added or _role(context.current.subject, page) == "total"):
        own = (d.subject for d in reversed(page.drafts) if _role(d.subject, page) == "own")
        return next(own, context.current.subject)
    return context.current.subject


def _role(subject: Subject, page: Page) -> str:
    found = page.lexicon.accounts.of(subject.indicator, subject.name)
    return found.role if found else ""


def measure_of(context: Context, claim: Claim, page: Page, subject: Subject | None) -> str:
    """budget, actual, adjusted_budget or amount, with ``last_`` before it for the year before."""
    said = [measure_in(t) for t in claim.outside("c", "w", "bn")]
    if base := next((m for m in said if m.startswith("last")), ""):
        return base if base != "last" else "last_amount"  # 上年决算数3万元
    measure = next((m for m in ("adjusted_budget", "actual", "budget") if m in said), "amount")
    return f"last_{measure}" if is_last(claim, context, page) else measure


def is_last(claim: Claim, context: Context, page: Page) -> bool:
    tokens = [t for t in claim.outside("c", "w", "bn") if t.sign == "Y"]
    if any(t.features.get("period") == "-1" for t in tokens):
        return True
    years = [t.quantity.year for t in tokens if t.quantity and t.quantity.year]
    main = page.profile.year
    spoken = context.current.period if context.current else ""
    series = bool(spoken.isdigit() and main and int(spoken) < main)  # 2021年…；2022年…；2023年…: one year after another
    return bool(not page.government and not series and years and main and years[-1] == main - 1)


def says_this_year(claim: Claim, page: Page) -> bool:
    tokens = [t for t in claim.outside("c", "w", "bn") if t.sign == "Y"]
    years = [t.quantity.year for t in tokens if t.quantity and t.quantity.year]
    return any(t.features.get("period") == "0" for t in tokens) or page.profile.year in years


def year_of(claim: Claim) -> str:
    years = [t.quantity.year for t in claim.outside("c", "w", "in") if t.sign == "Y" and t.quantity and t.quantity.year]
    return str(years[-1]) if years else ""


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
    if subject is None and not found.side and _other_part(draft, claim, measure):
        return begin(context, claim, page, Subject("".join(t.text for t in claim.parts["np"])))
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
    return bool(claim.one("np")) and draft.parent is not None and measure in draft.amounts


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
    if listing and funded(subject, listing.whole.subject, page.lexicon):
        subject = subject._replace(name=f"{listing.whole.subject.name}（{subject.name}）", indicator="")
    if not subject.area and context.area:
        subject = subject._replace(area=context.area)
    if listing and not listing.parts and not listing.whole.parent and not context.brackets:
        alike = _alike(subject, listing.whole, page)
        if alike is not listing.whole:
            listing.whole, listing.total = alike, None
    draft = Draft(
        page.block, claim.start, claim.end, subject, listing.whole if listing else None,
        group=listing.group if listing else 0, total=listing.total if listing else None,
        scope=listing.whole.scope if listing else _scope(context, subject, page),
        sentence=context.sentence, period=context.period,
        closed=bool(listing and listing.complete),
    )  # fmt: skip
    if listing:
        listing.add(draft, ";" if ";" in claim.marks else ",", claim.mark)
    page.add(draft)
    speaks = len(context.open) <= context.floor and not (counted and context.main)
    main = draft if speaks and not _may_go_on(context, claim, subject, page) else context.main
    return context._replace(current=draft, main=main, label=None)


def _alike(part: Subject, whole: Draft, page: Page) -> Draft:
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


def _scope(context: Context, subject: Subject, page: Page) -> str:
    return _account(subject, page) or page.scope or _funds(context, subject, page)


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
    scopes = {c.scope for c in page.lexicon.cells.get(context.main.subject.indicator, ())}
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
        meant = _meant(context, page, found.subject)
        return focus(context, meant) if meant else begin(context, claim, page, found.subject)
    if context.current is None:
        return begin(context, claim, page, topic_of(context, page))
    draft = context.current
    listing = context.open[-1] if context.open else None
    if listing and listing.parts[-1:] == [draft] and _speaks_of_whole(listing, claim):
        return focus(context, listing.whole)
    if page.government and found.area and draft.subject.area and found.area != draft.subject.area:
        own = draft.subject._replace(area=found.area)  # 全市支出40亿元，增长5%，其中市本级增加0.3亿元
        known = next((d for d in page.of(own) if d.sentence == context.sentence), None)
        return focus(context, known) if known else begin(context, claim, page, own)
    if ";" in claim.marks and context.main and draft.parent is context.main:
        listed = any(part is draft for listing in context.open for part in listing.parts)
        return context if listed else focus(context, context.main)
    return context


def _speaks_of_whole(listing: Listing, claim: Claim) -> bool:
    """其中：甲4亿元、乙5亿元，比上年减少1亿元: where no part has a change of its own."""
    compares = claim.mark == "," and claim.one("c") is not None
    return compares and listing.mark == "、" and not any(part.change or part.growth for part in listing.parts)


def _meant(context: Context, page: Page, subject: Subject) -> Draft | None:
    """The statement that a looser name means: 收、支总计 for the totals of both sides, a name cut short."""
    for draft in page.by([INDICATOR + side for side in BOTH_SIDES.get(subject.indicator, ())]):
        if draft.amounts and draft.parent is None:
            return draft
    current = context.current
    short = current is not None and current.subject.name.startswith(subject.name) and len(subject.name) > 4
    return current if short else None
