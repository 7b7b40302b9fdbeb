"""占比与金额对不上。

“甲X万元，占Y%”中的Y应当等于甲除以整体；整体是句中“占……的”所指的数，没有写明时是这一列举所属的总数。
为什么：占比常贴错相邻项目的，或用了别的总数作分母。

错误示例：一般公共预算财政拨款支出800.00万元，其中：教育支出（类）600.00万元，占76.00%（应为75.00%）。
正确示例：人员支出300.00万元，占37.5%（总数800.00万元）。
依据：算术关系。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from reconcile.address import Standing, broader, compare
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.index import trusted
from reconcile.interval import Printed, Verdict, judge_rate, judge_sum, scaled
from reconcile.interval import share as share_of
from reconcile.lexicon.names import normalise
from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.outline_sum import heads
from reconcile.rules.paragraphs import clause_before, spans
from reconcile.rules.rate_causes import of_neighbour, of_share
from reconcile.rules.savings import savings
from reconcile.rules.statements import MAIN, main_amount, outside, same_kind
from reconcile.rules.values import Result, Tick

CODE = "R204"
NAME = "占比计算有误"
KIND = "share"
SEVERITY = Severity.ERROR

# what a section's shares are shares of where no words say it
WHOLES: dict[str, tuple[str, ...]] = {
    "general": ("general_expenditure", "general_income"),
    "fiscal": ("fiscal_expenditure", "fiscal_total", "general_expenditure"),
    "basic": ("general_basic_expenditure",),
    "income": ("income_this_year", "total_income"),
    "expenditure": ("expenditure_this_year", "total_expenditure"),
    "fund": ("fund_expenditure",),
    "capital": ("capital_expenditure",),
}
SPENT = ("general_expenditure", "expenditure_this_year", "total_expenditure", "fund_expenditure", "capital_expenditure")
SIDES = ("收入", "支出")
SHORTEST = 3  # characters by which the end of a name is known
# what names the whole only as the whole
GENERIC = frozenset(
    ("", "总支出", "总收入", "比重", "总额", "总数", "总量", "其", "支出总额", "收入总额", "总金额", "全部支出", "全部")
)


def check(facts: Facts) -> Iterator[Result]:
    of_government = government(facts)
    statements = facts.prose.statements
    yield from _of_each_other(statements)
    yield from _saved(facts)
    yield from _of_taxes(facts) if of_government else ()
    outlines: dict[Key, Figure] | None = None
    apart = outside(statements)
    for position, told in enumerate(statements):
        statement = _said(facts, told._replace(parent=None) if position in apart else told)
        if statement.share is None:
            continue
        part = main_amount(statement)
        given = statement.amounts.get("whole")
        if given:
            own = (f for measure, figures in statement.amounts.items() if measure != "whole" for f in figures)
            part = next((f for f in own if same_kind(f, given[0])), None)
        elif part is not None and part.type != "money":
            part = None
        if part is None and (listed := _of_listed(statements, position)):
            yield listed
            continue
        if part is None and (counted := _counted(statements, statement)):
            yield counted
            continue
        if part is None and of_government:
            part = facts.index.amount(statement.share.address, ("measure",))
        if part is None and of_government and (spoken := _spoken_short(statements, position)):
            yield spoken
            continue
        if part is None:
            yield Tick(statement.share.key, Status.UNCHECKED, reason="占比没有对应的金额")
            continue
        whole = given[0] if given else _whole(facts, position, statement, part)
        if whole is not None and whole.key == part.key:
            whole = None
        vague = of_government and normalise(_plain(statement.share_of)) in GENERIC  # 占比, of anything
        spent = _spent(statements[:position], statement, part) if vague else None
        whole = whole or spent
        if whole is None:
            outlines = heads(facts) if outlines is None and of_government else outlines
            of_head = _of_head(facts, statement.share, part, outlines or {})
            yield (
                of_head
                or (_of_whole_area(facts, statement, part) if of_government else None)
                or _of_some(facts, statement, part)
                or Tick(statement.share.key, Status.UNCHECKED, reason="找不到占比所指的总数")
            )
        elif whole.printed.digits:
            relation = Relation(
                CODE, KIND, Form.SHARE, statement.share, (part, whole), severity=SEVERITY,
                listed=_of_own_list(statements, statement, whole) or _of_its_list(facts, statement, part, whole),
                named=_named_alone(facts, statement, part, whole),
            )  # fmt: skip
            beside = () if given else _of_beside(facts, statements, statement, relation)
            relation = relation._replace(readings=(*_of_namesakes(statements, relation), *beside))
            generic = normalise(_plain(statement.share_of)) in GENERIC
            of_less = generic and part.address.scope in BUDGETS and broader(whole.address.scope, part.address.scope)
            if vague or of_less or _of_what_the_head_is(statements, statement, whole):
                yield from _unnamed(relation, spent, _of_its_list(facts, statement, part, whole))
            else:
                yield _with_cause(facts, relation, position)


BEHIND = lazy(r"[(（](?:以上|上述)?(?:均|都)?(?:为|是)?占([^()（），。,]{2,14}?)的?(?:比例|比重)[)）]")


def _said(facts: Facts, statement: Statement) -> Statement:
    """With the whole that a bracket behind the share names: 占20%（占全年支出的比例）."""
    share = statement.share
    behind = BEHIND.match(facts.text(share.key[0]), share.end or 0) if share else None
    return statement._replace(share_of=behind[1]) if behind else statement


def _of_listed(statements: Sequence[Statement], position: int) -> Relation | None:
    """一般公共预算收入100亿元。其中：税收收入70亿元；非税收入30亿元。税收收入占一般公共预算收入的70%: of the head of
    the list that the paragraph names it in."""
    told = statements[position]
    if told.share is None or not told.subject.indicator:
        return None
    for earlier in reversed(statements[:position]):
        if earlier.block != told.block:
            return None
        same = earlier.subject.indicator == told.subject.indicator and earlier.subject.area == told.subject.area
        whole = statements[earlier.parent] if earlier.parent is not None else None
        if same and whole and (part := main_amount(earlier)) and (total := main_amount(whole)):
            if not _is_named(total, whole.subject.indicator, told.share_of) or _plain(told.share_of) in GENERIC:
                return None
            named = normalise(_plain(told.share_of)) == normalise(whole.subject.name)
            relation = Relation(CODE, KIND, Form.SHARE, told.share, (part, total), severity=SEVERITY, listed=True)
            return relation if named and total.printed.digits else None
    return None


def _counted(statements: Sequence[Statement], statement: Statement) -> Relation | None:
    """教职工200人，其中：专任教师180人，占90%: of what is counted in the list's whole, where nothing else is named."""
    above = statements[statement.parent] if statement.parent is not None else None
    if above is None or statement.share is None or statement.share_of or above.block != statement.block:
        return None
    both = [m for m in statement.amounts if m.startswith("count:") and m in above.amounts]
    if len(both) != 1 or not (whole := above.amounts[both[0]][0]).printed.digits:
        return None
    part = statement.amounts[both[0]][-1]
    return Relation(CODE, KIND, Form.SHARE, statement.share, (part, whole), severity=Severity.WARNING, listed=True)


def _of_namesakes(statements: Sequence[Statement], relation: Relation) -> Iterator[Relation]:
    """The share of another amount that bears the name of the whole: 局本级支出1900万元, read as 支出."""
    part, whole = relation.inputs
    if relation.judge() is not Verdict.INCONSISTENT or not whole.address.id:
        return
    over = [f for s in statements if s.subject.indicator in whole.address.within and (f := main_amount(s))]
    for other in over[:SOME]:
        if not relation.named and other.type == part.type:  # 基本支出500万元，其中人员经费450万元，占45%: of all
            yield relation._replace(inputs=(part, other))
    own = [s for s in statements if s.subject.indicator == whole.address.id and s.period == whole.address.period]
    measures = {m for s in own for m, figures in s.amounts.items() if any(f.key == whole.key for f in figures)}
    found = {f.printed: f for s in own for m in measures for f in s.amounts.get(m, ()) if f.printed.digits}
    found.pop(whole.printed, None)
    for other in list(found.values())[:SOME]:
        if other.key != part.key and same_kind(other, part):
            yield relation._replace(inputs=(part, other))


def _of_beside(
    facts: Facts, statements: Sequence[Statement], statement: Statement, relation: Relation
) -> Iterator[Relation]:
    """The share of an amount besides that is said of the same (到位5亿元，占10%，其中本年2亿元), or of one of the
    sentence that is none of a list (预算5亿元，实际支出4.8亿元，…，占支出总额的50%)."""
    if relation.judge() is not Verdict.INCONSISTENT:
        return
    part, whole = relation.inputs
    sentence = facts.prose.sentence(part.key)
    for other in (f for fs in statement.amounts.values() for f in fs if same_kind(f, part) and f.key < part.key):
        yield relation._replace(inputs=(other, whole))
    heads = (s for s in statements if s.block == statement.block and s.parent is None and s is not statement)
    for figure in filter(None, map(main_amount, heads)):
        between = facts.prose.sentence(figure.key) == sentence and whole.key < figure.key < part.key
        if between and same_kind(figure, part) and figure.printed.digits:
            yield relation._replace(inputs=(part, figure))


def _of_what_the_head_is(statements: Sequence[Statement], statement: Statement, whole: Figure) -> bool:
    """公共安全支出850万元，占本年支出的85%，其中：行政运行650万元，占65%: where the amount above has a share of its
    own, one that does not say what it is of may be of the same, unless another of the list is of the amount above."""
    above = statements[statement.parent] if statement.parent is not None else None
    if above is None or above.share is None or normalise(_plain(statement.share_of)) not in GENERIC:
        return False
    beside = (s for s in statements if s.parent == statement.parent and s is not statement and s.share)
    pairs = ((s.share, f) for s in beside if (f := main_amount(s)))
    return not any(
        share and Relation(CODE, KIND, Form.SHARE, share, (f, whole)).judge() <= Verdict.BY_ROUNDING
        for share, f in pairs
    )


def _of_its_list(facts: Facts, statement: Statement, part: Figure, whole: Figure) -> bool:
    """Whether 占75% can only be of what the list is a list of: the parts come to it, or one sentence says 支出8亿元，
    其中民生支出6亿元，占75%, and no other amount of the paragraph makes the share what it is."""
    if statement.share is None or normalise(_plain(statement.share_of)) not in GENERIC:
        return False
    statements = facts.prose.statements
    above = statements[statement.parent] if statement.parent is not None else None
    if above is None or above.share or above.block != statement.block or whole.key[0] != part.key[0]:
        return False
    listed = [s for s in statements if s.parent == statement.parent and s.group == statement.group]
    parts = [f for f in map(main_amount, listed) if f]
    alone = len(parts) == len(listed) == 1 and not statement.share_of and _one_sentence(facts, statement, part, whole)
    complete = (
        len(parts) == len(listed) and Relation(CODE, KIND, Form.SUM, whole, tuple(parts)).judge() is Verdict.AGREES
    )
    if not (alone or complete):
        return False
    beside = [f for s in statements if s.block == statement.block and (f := main_amount(s)) and f.key != part.key]
    relation = Relation(CODE, KIND, Form.SHARE, statement.share, (part, whole))
    others = (relation._replace(inputs=(part, f)) for f in beside if f.type == "money" and f.printed.digits)
    return all(r.judge() is Verdict.INCONSISTENT for r in others)


def _one_sentence(facts: Facts, statement: Statement, part: Figure, whole: Figure) -> bool:
    """Whether a whole, its only part and the part's share stand in one sentence."""
    assert statement.share
    return len({facts.prose.sentence(f.key) for f in (whole, part, statement.share)}) == 1


def _unnamed(relation: Relation, spent: Figure | None, certain: bool) -> Iterator[Result]:
    """占比 without what it is of: the whole found, or the expenditure spoken of last. It may be of something else, but
    where it is ``certain``."""
    relations = [relation, *([relation._replace(inputs=(relation.inputs[0], spent))] if spent else [])]
    holds = next((r for r in relations if r.judge() is not Verdict.INCONSISTENT), None)
    if certain and not holds:
        yield relation._replace(listed=True)
    else:
        yield holds or Tick(relation.result.key, Status.UNCHECKED, reason="占比没有写明占的是什么")


BUDGETS = ("fiscal", "general", "fund", "capital")  # whose money is less than all there is


def _saved(facts: Facts) -> Iterator[Relation]:
    """审减率, 节约率: what was saved of what there was, and what was left of it."""
    for rate, saved, before, after, sure in savings(facts):
        label, found = "比率应等于减少或节约的数占原数的比例", []
        if saved:
            found.append(
                Relation(CODE, KIND, Form.SHARE, rate, (saved, before), label=label, severity=Severity.WARNING)
            )
        elif after:
            less = rate._replace(printed=-rate.printed)
            found.append(
                Relation(CODE, KIND, Form.GROWTH, less, (after, before), label=label, severity=Severity.WARNING)
            )
        if saved and after:
            label, parts = "减少或节约的数应等于原数减去审定、成交的数", (before, after)
            found.append(Relation(CODE, KIND, Form.SUM, saved, parts, (1, -1), label, Severity.WARNING))
        for relation in found:  # 审减率 without what was saved may be of less than what was handed in
            if (saved and sure) or relation.judge() is not Verdict.INCONSISTENT:
                yield relation


def _of_taxes(facts: Facts) -> Iterator[Relation]:
    """税比81.7%: what the tax income is of the general income, of the same area and year, told near it."""
    for _, text, found in spans(facts):
        for span in found:
            if span.figure.type != "percent" or not TAX_SHARE.search(clause_before(text, span)):
                continue
            for statement in facts.prose.statements:
                income = main_amount(statement)
                near = abs(statement.block - span.figure.key[0]) <= NEAR_TAX
                if income is None or not near or statement.subject.indicator != GENERAL_INCOME:
                    continue
                taxes = facts.index.amount(income.address._replace(id=TAXES, subject="", within=()), ("scope",))
                if taxes is None or not same_kind(income, taxes):
                    continue
                relation = Relation(CODE, KIND, Form.SHARE, span.figure, (taxes, income), severity=Severity.WARNING)
                if relation.judge() <= Verdict.BY_ROUNDING:
                    yield relation
                    break


TAX_SHARE = lazy(r"税(?:收)?(?:占)?比(?:重|例)?(?:为|达到|达)?$")
GENERAL_INCOME, TAXES, NEAR_TAX = "general_public_income", "tax_income", 12  # paragraphs


def _of_each_other(statements: Sequence[Statement]) -> Iterator[Tick]:
    """基本支出88万元，占一般公共预算支出的96.7%；项目支出3万元，占一般公共预算支出的3.3%: shares of one thing that come
    to all of it, and their amounts."""
    named: dict[tuple[int, str], list[tuple[Figure, Figure]]] = defaultdict(list)
    for statement in statements:
        amount, share = main_amount(statement), statement.share
        of = normalise(_plain(statement.share_of))
        if amount and share and amount.type == "money" and of not in GENERIC:
            named[statement.section, of].append((share, amount))
    for pairs in named.values():
        shares, amounts = [s.printed for s, _ in pairs], [a.printed for _, a in pairs]
        if len(pairs) < ALL_SHARES or judge_sum(ALL, shares) > Verdict.BY_ROUNDING:
            continue
        exponent = min(a.exponent for a in amounts)
        whole = Printed(sum(scaled(amounts, exponent)), exponent)
        if all(judge_rate(s.printed, share_of, a.printed, whole) <= Verdict.BY_ROUNDING for s, a in pairs):
            for share, amount in pairs:
                others = (amount, *(a for _, a in pairs if a is not amount))
                partners = tuple(f.evidence("partner") for f in others)
                yield Tick(share.key, Status.AGREES, partners, resolution=Fraction(1, abs(share.printed.digits) or 1))


ALL_SHARES = 2
ALL = Printed(100, 0)


def _of_head(facts: Facts, share: Figure, part: Figure, outlines: Mapping[Key, Figure]) -> Relation | None:
    """——教育22.7亿元，占13%: of the amount that the items come to, where it is that, or the other items' shares are."""
    whole = outlines.get(part.key)
    if whole is None:
        return None
    relation = Relation(CODE, KIND, Form.SHARE, share, (part, whole), severity=Severity.WARNING, listed=True)
    if relation.judge() <= Verdict.BY_ROUNDING:
        return relation
    beside = ((s.share, f) for s in facts.prose.statements if s.share and (f := main_amount(s)) and f.key != part.key)
    of_one = [(s, f) for s, f in beside if outlines.get(f.key) is whole]
    holds = [relation._replace(result=s, inputs=(f, whole)).judge() <= Verdict.BY_ROUNDING for s, f in of_one]
    return relation if len(holds) >= FEWEST_BESIDE and all(holds) else None


FEWEST_BESIDE = 3  # shares of other items of an outline that are of its head


def _spoken_short(statements: Sequence[Statement], position: int) -> Relation | None:
    """地方级收入中，税收收入36亿元，非税收入6亿元；税收占比84.3%: of the list right before it, where it is that."""
    statement = statements[position]
    if statement.share is None or normalise(_plain(statement.share_of)) not in GENERIC:
        return None
    for earlier in reversed(statements[:position]):
        if earlier.block != statement.block:
            return None
        part, above = main_amount(earlier), earlier.parent
        whole = main_amount(statements[above]) if above is not None else None
        if part and whole and earlier.subject.name in (statement.subject.name + side for side in SIDES):
            relation = Relation(CODE, KIND, Form.SHARE, statement.share, (part, whole), severity=Severity.WARNING)
            return relation if relation.judge() <= Verdict.BY_ROUNDING else None
    return None


SOME = 8  # amounts of one name that are tried
PRECISE = 100  # a share of fewer digits is that of many amounts


def _of_some(facts: Facts, statement: Statement, part: Figure) -> Relation | None:
    """The share of an amount of the name that 占 gives, where the area or the year leaves open which is meant and one
    of them is it: it is not said that any other should be."""
    named, share = _plain(statement.share_of), statement.share
    if share is None or abs(share.printed.digits) < PRECISE or not named or normalise(named) in GENERIC:
        return None
    found = facts.lexicon.scan(named)
    indicator = found[-1].id if found else ""
    amounts = [f for s in facts.prose.statements if (f := main_amount(s)) and f.key != part.key]
    known = [f for f in amounts if _is_named(f, indicator, named) or _ends_in(f, named)]
    nearest = sorted(known, key=lambda f: (f.key > part.key, abs(f.key[0] - part.key[0]), abs(f.key[1] - part.key[1])))
    above = facts.prose.statements[statement.parent] if statement.parent is not None else None
    headed = main_amount(above) if above else None  # 支出45亿元，其中民生支出30亿元，占财政支出的67.7%
    area = facts.lexicon.areas.last(named)  # 占市级支出的74%: not of that of 全市
    told = [f for f in ([headed] if headed else []) + nearest if not area or f.address.area in ("", area)]
    for whole in list({f.printed: f for f in told}.values())[:SOME]:
        relation = Relation(CODE, KIND, Form.SHARE, share, (part, whole), severity=Severity.WARNING)
        if whole.key != part.key and whole.printed.digits and relation.judge() <= Verdict.BY_ROUNDING:
            return relation
    return None


def _spent(earlier: Sequence[Statement], statement: Statement, part: Figure) -> Figure | None:
    """The expenditure spoken of last, of the same place and year: 安排48亿元，占比67.7%."""
    aside = ("subject", "scope", "measure")
    for amount in filter(None, map(main_amount, reversed(earlier))):
        spent = amount.address.id in SPENT and amount.printed.value > part.printed.value
        if spent and compare(trusted(part.address), trusted(amount.address), aside).standing is Standing.SAME:
            return amount
    return None


def _with_cause(facts: Facts, relation: Relation, position: int) -> Relation:
    """The relation with what may have gone wrong, where it does not hold: another total, the neighbour's share."""
    if relation.judge() is not Verdict.INCONSISTENT:
        return relation
    statements = facts.prose.statements
    part, whole = relation.inputs
    totals = [main_amount(s) for s in statements if facts.lexicon.indicators.get(s.subject.indicator, None)]
    others = {
        f.printed: f for f in totals if f and f.type == "money" and abs(f.printed.value) > abs(part.printed.value)
    }
    others.pop(whole.printed, None)
    neighbour = of_neighbour(relation, "share", statements, position)
    return relation._replace(cause=neighbour or of_share(relation.result.printed, part.printed, others.values()))


def _of_own_list(statements: Sequence[Statement], statement: Statement, whole: Figure) -> bool:
    """Whether a share names the amount that heads the list which it stands in, or a list that is said to be whole
    leaves nothing else that it could be of."""
    unnamed = normalise(_plain(statement.share_of)) in GENERIC
    if statement.parent is None or (unnamed and not statement.closed):
        return False
    return any(f.key == whole.key for fs in statements[statement.parent].amounts.values() for f in fs)


def _named_alone(facts: Facts, statement: Statement, part: Figure, whole: Figure) -> bool:
    """Whether the share names its whole, the part is known to be one of it, and nothing else bears that name."""
    if normalise(_plain(statement.share_of)) in GENERIC or not whole.address.id:
        return False
    if whole.address.id not in part.address.within or government(facts):
        return False
    known = (s for s in facts.prose.statements if s.subject.indicator == whole.address.id)
    own = part.address.measure
    measures = (own, "amount") if own in MAIN[:2] and whole.address.measure == own else MAIN
    values = {f.printed.value for s in known for m in measures for f in s.amounts.get(m, ())}
    return values == {whole.printed.value}


def _whole(facts: Facts, position: int, statement: Statement, part: Figure) -> Figure | None:
    """The amount that the share is of: the one named after 占, else that of the list's whole, else of the section's."""
    statements = facts.prose.statements
    named = _plain(statement.share_of)
    above = statements[statement.parent] if statement.parent is not None else None
    top = government(facts) or (above and not facts.lexicon.parts.wholes(above.subject.indicator))
    if above and top and named in SIDES and above.subject.name.endswith(named):
        return main_amount(above)  # 一般公共预算收入200亿元，其中税收收入125亿元，占收入比重62.5%
    if any(n.end - n.start == len(named) for n in facts.lexicon.areas.find(named)):
        return _of_area(facts, position, statement, named)
    if named and normalise(named) not in GENERIC:
        return _named(facts, position, statement, named)
    if statement.parent is None and statement.share and (before := _named_before(facts, position, statement.share)):
        return _named(facts, position, statement, before)
    if statement.parent is not None:
        whole = statements[statement.parent]
        of_all = named in ("总支出", "总收入") and facts.lexicon.groups.get(whole.subject.indicator) is None
        headed = (f for fs in whole.amounts.values() for f in fs if f.key == statement.total)
        return None if of_all else next(headed, None) or main_amount(whole)  # 占总支出的67%, below what is not all
    for earlier in reversed(statements[:position]):
        if (
            earlier.subject.indicator in WHOLES.get(statement.scope, ())
            and earlier.subject.area == statement.subject.area
        ):
            return main_amount(earlier)
    return next(facts.index.wholes_of(part.address), None)


def government(facts: Facts) -> bool:
    return facts.profile.kind.startswith("government")


def _named_before(facts: Facts, position: int, share: Figure) -> str:
    """What the share before it in the sentence is of: A占教育支出的40%；B占60%."""
    for earlier in reversed(facts.prose.statements[:position]):
        if earlier.share is None or facts.prose.sentence(earlier.share.key) != facts.prose.sentence(share.key):
            return ""
        if normalise(_plain(earlier.share_of)) not in GENERIC:
            return earlier.share_of
    return ""


def _plain(named: str) -> str:
    """What 占 names without words that change nothing: 一般公共预算财政拨款总支出 is 一般公共预算财政拨款支出."""
    return compiled(r"(?<=.{2})(?<!财政)总(?=支出$|收入$)").sub("", named)


def _named(facts: Facts, position: int, statement: Statement, named: str) -> Figure | None:
    """The nearest earlier amount of what is named, in the same or an earlier section of the same area."""
    found = facts.lexicon.scan(named)
    indicator = found[-1].id if found else ""
    area = facts.lexicon.areas.last(named)  # 占市本级支出的77%: not of that of 全市
    for earlier in reversed(facts.prose.statements[:position]):
        amount, own = main_amount(earlier), statement.share
        if amount is None or own is None or not _is_named(amount, indicator, named):
            continue
        if area and amount.address.area not in ("", area):
            continue
        aside = ("subject", "scope", "measure", "counted")
        if not area and own.address.area and amount.address.area not in ("", own.address.area):
            continue  # 市本级预备费12000万元，占一般公共预算支出的1.2%: not of that of 全市
        if compare(trusted(own.address), trusted(amount.address), aside).standing in (Standing.SAME, Standing.PART_OF):
            return amount
    return None


def _of_whole_area(facts: Facts, statement: Statement, part: Figure) -> Relation | None:
    """民生支出380亿元，占一般公共预算支出的74%, where no area is said: of that of the whole area, where it is that;
    of what other the share may be is not known."""
    named, share = _plain(statement.share_of), statement.share
    found = facts.lexicon.scan(f"{named}支出" if named.endswith("预算") else named)
    if share is None or normalise(named) in GENERIC or not found or facts.lexicon.areas.find(named):
        return None
    for other in facts.prose.statements:
        whole = main_amount(other)
        if whole is None or whole.key == part.key or not _is_named(whole, found[-1].id, named):
            continue
        area = whole.address.area
        if area.endswith("_own") or ":" in area or not same_kind(whole, part) or not whole.printed.digits:
            continue
        aside = ("subject", "scope", "measure", "counted")
        unlike = compare(trusted(share.address), trusted(whole.address), aside).standing is Standing.DIFFERENT
        relation = Relation(CODE, KIND, Form.SHARE, share, (part, whole), severity=SEVERITY)
        if not unlike and relation.judge() <= Verdict.BY_ROUNDING:
            return relation
    return None


def _of_area(facts: Facts, position: int, statement: Statement, area: str) -> Figure | None:
    """本级收入60亿元，占全市的60%: the nearest earlier amount of the same name, of that area."""
    name = statement.subject.indicator or statement.subject.name
    for earlier in reversed(facts.prose.statements[:position]):
        same = name in (earlier.subject.indicator, earlier.subject.name) and earlier.subject.area == area
        if same and (earlier.period == statement.period or earlier.block >= statement.block - 1):
            return main_amount(earlier)
    return None


def _is_named(amount: Figure, indicator: str, named: str) -> bool:
    """Whether an amount is of what 占 names: by its indicator, its name, or the end of it (可用财力)."""
    if indicator:
        return amount.address.id == indicator or (not amount.address.id and amount.address.subject == named)
    one, other = _bare(amount.address.subject), _bare(named)
    return one == other or (len(other) >= SHORTEST and one.endswith(other))


def _ends_in(amount: Figure, named: str) -> bool:
    """Whether the amount's name is a longer one: 一般公共预算基本支出 of 基本支出预算."""
    own = compiled(r"预算|决算").sub("", normalise(named))
    return len(own) > SHORTEST and normalise(amount.address.subject).endswith(own)


def _bare(name: str) -> str:
    """货物 of 政府采购货物支出 and 货物支出金额."""
    return compiled(r"政府采购|金额|总额|合计|预算|决算").sub("", normalise(name)).removesuffix("支出") or name
