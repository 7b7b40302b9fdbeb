"""What a claim speaks of: its subject, its measure, its year."""

from __future__ import annotations

from reconcile.prose.families import OTHER_SIDE
from reconcile.prose.grammar import Claim
from reconcile.prose.naming import SIDES, Named, insurance, measure_in, named, other_side, sided
from reconcile.prose.offices import office_before
from reconcile.prose.page import Context, Page
from reconcile.prose.values import Subject


def named_by(context: Context, claim: Claim, page: Page, group: str = "np") -> Named:
    """What the claim names; the other side of what is being read where it says only 收入 or 支出."""
    tokens = claim.parts.get(group, ()) or ([t for t in claim.tokens if t.sign == "W"] if group == "np" else ())
    found = named(tokens)
    area = found.area or next((t.text for t in claim.outside("w") if t.sign == "A"), "")  # 占全市的60%
    if context.insurance:
        found = _insured(found, context, claim, page)
    elif found.raw and found.subject and (of_all := _of_all(found, context, page)):
        own = page.lexicon.indicators[of_all]
        found = found._replace(subject=found.subject._replace(name=own.name, indicator=of_all), raw=False, side="")
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
    if found.subject and page.government and _among_nontax(found.subject, claim, page):
        item = found.subject._replace(name=CAPITAL_ITEM, indicator="", path=(CAPITAL_ITEM,), code="")
        found = found._replace(subject=item)
    if found.subject and any("some" in t.features for t in claim.tokens):
        involved = found.subject  # 项目18个，涉及一般公共预算拨款2亿元: of these projects, and not all there is
        found = found._replace(subject=involved._replace(name=f"涉及的{involved.name}", indicator="", path=()))
    if found.subject and not page.government and (office := office_before(claim, page)) is not None:
        return found._replace(subject=found.subject._replace(area=office), area=office)
    if found.subject and (area or not found.subject.area):  # 全市收入9亿元，其中：市本级收入4亿元
        found = found._replace(subject=found.subject._replace(area=area or context.area))
    return found._replace(area=area)


CAPITAL_ITEM, NONTAX = "国有资本经营收入", "nontax_income"


def _among_nontax(subject: Subject, claim: Claim, page: Page) -> bool:
    """非税收入31亿元。……；国有资本经营收入0.8亿元: an item of the general income, not the budget of that name."""
    words = "".join(t.text for t in claim.tokens if t.subject)
    item = subject.indicator == "state_capital_income" and "预算" not in words
    return item and any(d.subject.indicator == NONTAX or d.subject.name.endswith("非税收入") for d in page.drafts)


def _title(name: str) -> str:
    """城乡居民基本医疗保险基金 of 城乡居民基本医疗保险基金收入."""
    return name.removesuffix("收入").removesuffix("支出")


# of all insurances, below a heading that speaks of them
ALL_OF_THEM = {"基金收入": "insurance_income", "基金支出": "insurance_expenditure"}
ALL_INSURANCES = ("insurance_income", "insurance_expenditure")


LEFT = ("surplus_year_end", "surplus_this_year", "surplus_last_year")


def _of_all(found: Named, context: Context, page: Page) -> str:
    """The indicator of 基金收入, 基金支出 where all insurances are spoken of: 社会保险基金收入9亿元；基金支出8亿元."""
    spoken = page.scope == "insurance" or (context.current and context.current.subject.indicator in ALL_INSURANCES)
    return ALL_OF_THEM.get(f"{found.subject.name}{found.side}", "") if found.subject and spoken else ""


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
    if measure == "amount" and page.government and _at_first(claim, subject):
        measure = "budget"
    return f"last_{measure}" if is_last(claim, context, page) else measure


def _at_first(claim: Claim, subject: Subject | None) -> bool:
    """年初一般公共预算支出70.8亿元: what was to be spent or come in, at the beginning of the year."""
    dated = [t for t in claim.tokens if t.sign == "Y"]
    rest = "".join(t.sign for t in claim.tokens[len(dated) :])
    flow = subject is not None and subject.name.endswith(("收入", "支出"))
    return flow and bool(dated) and dated[-1].text == "年初" and rest in ("SM", "ASM", "AOSM")


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
