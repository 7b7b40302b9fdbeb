"""同一个数在正文中前后写得不一样。

同一项目、同一年度、同一口径的金额在一条说明里写两次，应当相同。
为什么：改稿时只改了一处。

错误示例：“住房公积金（项）”86.40万元，……2024年预算安排84.60万元。
正确示例：“公共法律服务（项）”30.00万元，……2024年预算安排30.00万元。
依据：同一事实只有一个数。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reconcile.address import Address, Source, Standing, compare
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Finding, Severity
from reconcile.forms import Form
from reconcile.index import amounts, trusted
from reconcile.interval import Printed, Verdict, judge_equal
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.counted_again import of_nothing, said_again
from reconcile.rules.named_again import named_again
from reconcile.rules.partial import WHOLE, funds_of, of_others, office_of, part_words
from reconcile.rules.statements import main_amount, wholes
from reconcile.rules.values import Result
from reconcile.rules.words_again import words_again

CODE = "R201"
NAME = "正文前后金额不一致"
KIND = "text_text_value"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    budget = facts.profile.kind == "department_budget"
    for statement in facts.prose.statements:
        yield from _within(statement, budget)
    yield from _across(facts)
    yield from _rates_again(facts.prose.statements)
    if facts.profile.kind.startswith("government"):
        yield from _amounts_again(facts)
        yield from _both_again(facts)
        yield from _thing_again(facts)
        yield from _totals(facts)
        yield from _spent_in_full(facts)
        for again, once in words_again(facts):
            yield Relation(CODE, KIND, Form.EQUAL, again, (once,), severity=Severity.WARNING)
            yield Relation(CODE, KIND, Form.EQUAL, once, (again,), severity=Severity.WARNING)
    if not facts.profile.kind.startswith("government"):
        yield from _even(facts)
        yield from _even_changes(facts.prose.statements)
        for again, once in (*said_again(facts), *named_again(facts)):
            yield Relation(CODE, KIND, Form.EQUAL, again, (once,), severity=Severity.WARNING)
        yield from of_nothing(facts)
    if budget:
        yield from _bases(facts)


SIDES = (("total_income", "total_expenditure"), ("fiscal_income", "fiscal_expenditure"))
EVEN = (
    ("total_income", "total_expenditure"), ("fiscal_total_income", "fiscal_total_expenditure"),
    ("general_income", "general_expenditure"), ("fund_income", "fund_expenditure"),
    ("capital_income", "capital_expenditure"), ("government_fund_income", "fund_expenditure"),
    ("state_capital_income", "capital_expenditure"),
)  # fmt: skip
BASES = {"last_actual": "上年预算执行数", "last_budget": "上年预算"}
NEXT_TO = 4  # characters between two numbers of which the second says the same again: 增加2亿元，增加3亿元
REACH = 6  # statements between the two sides


def _bases(facts: Facts) -> Iterator[Result]:
    """The two sides of one amount, compared with different bases: 收入比上年预算执行数增加，支出比上年预算增加."""
    statements = [s for s in facts.prose.statements if s.change and s.base in BASES]
    for position, income in enumerate(statements):
        for spent in statements[position + 1 : position + REACH]:
            sides = (income.subject.indicator, spent.subject.indicator)
            one, other = main_amount(income), main_amount(spent)
            if sides not in SIDES or not one or not other or one.printed != other.printed:
                continue
            if {income.base, spent.base} == set(BASES) and income.change and spent.change:
                yield Finding(
                    CODE, NAME, KIND, Severity.WARNING,
                    f"收入、支出同为{one.quote}，收入与{BASES[income.base]}比较，支出与{BASES[spent.base]}比较，基期口径不一致。",
                    (income.change.evidence("income"), spent.change.evidence("expenditure")),
                )  # fmt: skip
            break


def _within(statement: Statement, budget: bool) -> Iterator[Result]:
    """The head of an item and what the item says again: an amount without a measure is the budget in a budget."""
    changes = statement.amounts.get("change_again")
    if changes and _against(changes[0], statement.change):
        changes = ()  # 增加50万元，减少30万元，净增20万元
    if changes and statement.change and 0 <= changes[0].key[1] - (statement.change.end or 0) <= NEXT_TO:
        label = "同一增减额写了两个数。"
        yield Relation(CODE, KIND, Form.EQUAL, changes[0], (statement.change,), severity=SEVERITY, label=label)
    main = "budget" if budget else "actual"
    if not (len(statement.subject.path) > 1 or "restated" in statement.amounts):
        return
    same = [
        *statement.amounts.get("amount", ()),
        *statement.amounts.get(main, ()),
        *statement.amounts.get("restated", ()),
    ]
    for again in same[1:]:
        if again.type == same[0].type == "money" and again.key != same[0].key:
            yield Relation(CODE, KIND, Form.EQUAL, again, (same[0],), severity=SEVERITY)


def _against(one: Figure, other: Figure | None) -> bool:
    """Whether one goes up and the other down, or is nothing."""
    return other is None or one.printed.digits * other.printed.digits <= 0


def _across(facts: Facts) -> Iterator[Result]:
    """The same indicator in the same scope and year, stated in different sections of a department's document; of
    another document nobody knows whether they are of one office, and only what is the same says something."""
    sure = facts.profile.kind.startswith("department")
    if facts.profile.kind.startswith("government"):
        return
    first: dict[tuple[str, ...], Figure] = {}
    closed = _accounts(facts.prose.figures)
    for statement in facts.prose.statements:
        indicator = statement.subject.indicator
        if not indicator or statement.parent is not None or statement.exception:
            continue
        for measure in ("amount", "budget", "actual"):
            for figure in statement.amounts.get(measure, ())[:1]:
                if figure.type != "money":
                    continue
                what = (indicator, statement.scope, statement.subject.area)
                key = (*what, statement.period, _measure(measure, facts.profile.kind))
                earlier = first.setdefault(key, figure)
                if earlier.key != figure.key and earlier.key[0] != figure.key[0]:
                    same = Relation(CODE, KIND, Form.EQUAL, figure, (earlier,), severity=Severity.WARNING)
                    apart = {figure.key, earlier.key} <= closed.keys() and closed[figure.key] != closed[earlier.key]
                    apart = apart or _of_other_parts(facts, indicator, earlier, figure)
                    if not apart and (sure or same.judge() is Verdict.AGREES):
                        yield same


def _of_other_parts(facts: Facts, indicator: str, one: Figure, other: Figure) -> bool:
    """Whether the words around two amounts take different parts of the year, of the offices, or of all funds."""
    if part_words(facts, one) != part_words(facts, other) or of_others(facts, one, other):
        return True
    low, high = sorted((one, other), key=lambda f: f.printed.value)
    if "财政拨款" in funds_of(facts, low) and not funds_of(facts, high):
        return True  # “三公”经费20万元。财政拨款“三公”经费18万元: of all money, and of a part of it
    known = facts.lexicon.indicators.get(indicator)
    whole = known is not None and WHOLE.search(known.name)
    if not whole:
        return False
    return funds_of(facts, one) != funds_of(facts, other) or office_of(facts, one) != office_of(facts, other)


def _accounts(figures: Sequence[Figure]) -> dict[Key, Printed]:
    """Of each amount of an account that closes in itself, what it closes with: 年初结转60，收入0，支出40，年末结转20.
    Two of them that close with different amounts are of different money, whatever their words leave out."""
    found: dict[Key, Printed] = {}
    money = [f for f in figures if f.type == "money" and f.value]
    for run in zip(money, money[1:], money[2:], money[3:], strict=False):
        opened, earned, spent, left = (f.printed.value for f in run)
        if run[0].key[0] == run[3].key[0] and opened + earned - spent == left:
            found |= {f.key: run[3].printed for f in run}
    return found


AGAIN = 100  # an amount of fewer digits is printed again by chance
FEW = 10  # and a rate beside it
LONG = 10_000  # an amount of as many digits is printed of one name alone
SAID = ("period", "area")


def _amounts_again(facts: Facts) -> Iterator[Relation]:
    """An amount that a government's report prints once more in another paragraph: where it does not, who knows why."""
    of = wholes(facts.prose.statements)
    for figures in facts.index.several():
        known = all(_known(f.address) and abs(f.printed.digits) >= AGAIN for f in figures)
        known = known and len({of.get(f.key) for f in figures}) == 1  # parts of one whole, or of none
        if known and len({f.printed for f in figures}) == 1:
            for figure in figures[1:]:
                yield Relation(CODE, KIND, Form.EQUAL, figure, (figures[0],), severity=Severity.WARNING)


def _known(address: Address) -> bool:
    """Whether the lexicon knows what it is of, and its year and area are said or stand in the heading."""
    return bool(address.id) and all(getattr(address.sources, part) > Source.ASSUMED for part in SAID)


def _rates_again(statements: Sequence[Statement]) -> Iterator[Relation]:
    """A rate that another paragraph gives of the same once more, with the same amount or without one. That they differ
    says nothing: 同口径 goes unsaid. Where its area goes unsaid, it is that of all areas that have been spoken of."""
    first: dict[tuple[str, ...], list[tuple[Figure, Figure | None]]] = defaultdict(list)
    for statement in statements:
        for figure in (statement.growth, statement.completion):
            if figure is None or figure.type != "percent" or not figure.printed.digits:
                continue
            said, own = _known(figure.address), figure.address
            what = own.id or (own.subject if len(own.subject) >= LONG_NAME else "")
            if not said and (not what or abs(figure.printed.digits) < FEW):
                continue
            address, base, level = (
                figure.address,
                statement.base.removesuffix("_actual") or "last",
                main_amount(statement),
            )
            known = first[address.measure, what, base, statement.completion_of, address.period]
            same = [f for f, beside in known if (not said or _alike(f, figure)) and _beside(beside, level)]
            same = same if said or len(same) == len(known) else []
            if same and all(judge_equal(figure.printed, f.printed) <= Verdict.BY_ROUNDING for f in same):
                yield Relation(CODE, KIND, Form.EQUAL, figure, (same[0],), severity=Severity.WARNING)
            known += [(figure, level)] if said or not own.id else []


def _both_again(facts: Facts) -> Iterator[Relation]:
    """An amount and its rate that another sentence gives both once more, or one of very many digits, or the income
    or expenditure of a fund: of the same, though its area goes unsaid."""
    first: dict[tuple[object, ...], tuple[Figure, ...]] = {}
    sentence = (-1, -1)
    for statement in facts.prose.statements:
        level = main_amount(statement)
        before, sentence = sentence, facts.prose.sentence(level.key) if level else sentence
        name = statement.subject.indicator or statement.subject.name
        if level is None or level.type != "money" or abs(level.printed.digits) < AGAIN or not name:
            continue
        rates = (statement.growth, statement.completion)
        told = [(level, r) for r in rates if r and r.type == "percent" and abs(r.printed.digits) >= FEW]
        first_said = statement.parent is None and sentence != before  # 卫生经费3亿元，上级转移支付2亿元: of what?
        alone = first_said and abs(level.printed.digits) >= LONG
        account = facts.lexicon.accounts.of(statement.subject.indicator, name)
        alone = alone or (account is not None and account.role == "own" and bool(account.fund))
        for figures in [*told, *([(level,)] if alone else [])]:
            measure = figures[-1].address.measure if len(figures) > 1 else _outcome(level)
            key = (name, measure, *(f.printed for f in figures))
            known = first.setdefault(key, figures)
            apart = facts.prose.sentence(known[0].key) != facts.prose.sentence(level.key)
            aside = ("scope", "measure")
            if apart and compare(known[0].address, level.address, aside).standing is not Standing.DIFFERENT:
                for again, once in zip(figures, known, strict=True):
                    yield Relation(CODE, KIND, Form.EQUAL, again, (once,), severity=Severity.WARNING)


def _outcome(level: Figure) -> str:
    """The measure of an amount, which one that says none shares with the outcome: 收入7亿元, 收入完成7亿元."""
    measure = level.address.measure
    return "amount" if measure == "actual" else measure


def _thing_again(facts: Facts) -> Iterator[Relation]:
    """An amount of a thing that the lexicon does not know, and the same amount of the same name in another paragraph:
    竞争性资金补助11.51亿元. That it is another says nothing, for a name of words may be of many things."""
    first: dict[tuple[str, Printed], tuple[Statement, Figure]] = {}
    for statement in facts.prose.statements:
        level, name = main_amount(statement), statement.subject.name
        if level is None or level.type != "money" or abs(level.printed.digits) < AGAIN or len(name) < LONG_NAME:
            continue
        told, once = first.setdefault((name, level.printed), (statement, level))
        alike = compare(once.address, level.address, ("scope", "measure")).standing is not Standing.DIFFERENT
        if (
            once.key[0] != level.key[0]
            and alike
            and not statement.subject.indicator
            and not _moved_apart(told, statement)
        ):
            yield Relation(CODE, KIND, Form.EQUAL, level, (once,), severity=Severity.WARNING)
            yield Relation(CODE, KIND, Form.EQUAL, once, (level,), severity=Severity.WARNING)


def _moved_apart(one: Statement, other: Statement) -> bool:
    """Whether two statements give different rates of what seems the same."""
    pairs = ((one.growth, other.growth), (one.completion, other.completion))
    return any(a and b and judge_equal(a.printed, b.printed) > Verdict.BY_ROUNDING for a, b in pairs)


LONG_NAME = 4  # characters; 资金, 支出 are names of anything


def _alike(one: Figure, other: Figure) -> bool:
    apart = one.key[0] != other.key[0]
    return apart and compare(trusted(one.address), trusted(other.address)).standing is Standing.SAME


def _beside(one: Figure | None, other: Figure | None) -> bool:
    """Whether the amounts that two rates are said of are the same, or one of them is not given."""
    return one is None or other is None or judge_equal(one.printed, other.printed) <= Verdict.BY_ROUNDING


def _even(facts: Facts) -> Iterator[Relation]:
    """Both sides of a department's account, which are equal; that they are not may have its reasons."""
    for earned, spent in EVEN:
        sides = [
            [f for s in facts.prose.statements if s.subject.indicator == one for f in amounts(s)]
            for one in (earned, spent)
        ]
        for figure in sides[1]:
            equal = [f for f in sides[0] if f.printed == figure.printed]
            other = next((f for f in equal if _of_one_account(facts, f, figure)), None)
            if other and figure.printed.digits:
                label = "收入与支出相等"
                yield Relation(CODE, KIND, Form.EQUAL, figure, (other,), label=label, severity=Severity.WARNING)


def _totals(facts: Facts) -> Iterator[Relation]:
    """Both totals of one budget of a government, of one area and year: they are equal by law."""
    sides = [[f for s in facts.prose.statements if s.subject.indicator == one for f in amounts(s)] for one in SIDES[0]]
    for spent in sides[1]:
        other = next((f for f in sides[0] if f.printed == spent.printed and _of_one_budget(f, spent)), None)
        if other and spent.printed.digits:
            for one, again in ((spent, other), (other, spent)):
                label = "收入总计与支出总计相等"
                yield Relation(CODE, KIND, Form.EQUAL, one, (again,), label=label, severity=Severity.WARNING)


def _spent_in_full(facts: Facts) -> Iterator[Relation]:
    """收入总计86.2亿元。……支出安排：市级一般公共预算支出86.2亿元: a budget that spends all its income itself."""
    said = [
        (s.subject.indicator, f) for s in facts.prose.statements for f in amounts(s) if f.printed.telling >= TELLING
    ]
    for income in (f for of, f in said if of == SIDES[0][0]):
        for of, spent in said:
            near = 0 <= spent.key[0] - income.key[0] <= NEAR and of in OWN_SPENDING
            if near and spent.printed == income.printed and _of_one_budget(income, spent):
                for one, again in ((spent, income), (income, spent)):
                    label = "收入总计与支出相等"
                    yield Relation(CODE, KIND, Form.EQUAL, one, (again,), label=label, severity=Severity.WARNING)


OWN_SPENDING = ("general_expenditure", "fund_expenditure", "capital_expenditure")
TELLING, NEAR = 3, 12  # digits; paragraphs


def _of_one_budget(one: Figure, other: Figure) -> bool:
    same = compare(trusted(one.address), trusted(other.address), ("subject", "measure")).standing is Standing.SAME
    return same and bool(one.address.scope) and one.address.period.isdigit()


def _even_changes(statements: Sequence[Statement]) -> Iterator[Relation]:
    """By how much both sides of such an account have changed since the same base: equal now, and equal before."""
    for earned, spent in dict.fromkeys((*SIDES, *EVEN)):
        sides = [
            [s for s in statements if s.subject.indicator == one and s.change and s.base] for one in (earned, spent)
        ]
        for income in sides[0]:
            other = next((s for s in sides[1] if s.block != income.block and _evenly(income, s)), None)
            if other and income.change and other.change:
                for one, again in ((income.change, other.change), (other.change, income.change)):
                    label = "收入与支出的增减额相等"
                    yield Relation(CODE, KIND, Form.EQUAL, one, (again,), label=label, severity=Severity.WARNING)


def _evenly(income: Statement, spent: Statement) -> bool:
    one, other = main_amount(income), main_amount(spent)
    same = income.base == spent.base and one is not None and other is not None and one.printed == other.printed
    return same and bool(income.change and spent.change and income.change.printed == spent.change.printed)


def _of_one_account(facts: Facts, one: Figure, other: Figure) -> bool:
    same = compare(trusted(one.address), trusted(other.address), ("subject", "scope")).standing is Standing.SAME
    return same and office_of(facts, one) == office_of(facts, other)


def _measure(measure: str, kind: str) -> str:
    return ("budget" if kind == "department_budget" else "actual") if measure == "amount" else measure
