"""结余、限额的勾稽不成立。

收入方、支出方“加上……，减去……，总计”逐项相加减；说收支平衡的，两方总计相等；收支相抵后的结余＝收入－支出；年末滚存结余＝当年收支结余＋上年结余；政府债务余额不超过限额；
剩余数＝总数－已用数；所有者权益＝资产－负债。
为什么：政府预算报告按四本预算、全市和市级逐一列收支平衡，数字多、套用多；“等”字省去了金额的项目不核对。

错误示例：当年收支结余4.30亿元，加上上年结余19.00亿元，年末滚存结余32.30亿元。
正确示例：当年收支赤字0.53亿元，加上上年结余34.40亿元，年末滚存结余33.87亿元。
依据：算术关系；预算法规定地方政府债务余额实行限额管理。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reconcile.address import Address, Source
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.index import amounts
from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.prose.naming import insurance
from reconcile.prose.values import Statement
from reconcile.relate import at_most, sums
from reconcile.relations import Relation
from reconcile.rules.bridges import bridges
from reconcile.rules.closed_sums import added_up, planned_alike
from reconcile.rules.debt_years import SIGNS, debt_years
from reconcile.rules.flows import Step, read_flows
from reconcile.rules.insurance_years import rolled
from reconcile.rules.rolled_balances import rolled_balances
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result

CODE = "R206"
NAME = "结余或限额不平"
KIND = "balance"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith(("department", "three_public")):
        yield from _drawn(facts)
        yield from at_most(facts, CODE, KIND, SEVERITY, "government")
        yield from sums(facts, CODE, KIND, SEVERITY, "government")
        yield from _carried(facts)
        for left, (before, income, spent) in rolled(facts):
            parts, label = (before, income, spent), "年末结余应等于上年末结余加收入减支出"
            relation = Relation(CODE, KIND, Form.SUM, left, parts, (1, 1, -1), label, Severity.WARNING)
            yield from [relation] if relation.judge() <= Verdict.BY_ROUNDING else []
        for left, run in rolled_balances(facts):
            label = "年末结余应等于上年末结余加当年收支结余"
            yield Relation(CODE, KIND, Form.SUM, left, run, label=label, severity=Severity.WARNING, sought=True)
        for after, steps, signs in bridges(facts):
            label = "变动后的数应等于变动前的数加减各项变动"
            yield Relation(CODE, KIND, Form.SUM, after, steps, signs, label, Severity.WARNING, sought=True)
        yield from _debts(facts)
    by_block: dict[int, list[Statement]] = defaultdict(list)
    for statement in facts.prose.statements:
        by_block[statement.block].append(statement)
    for statements in by_block.values():
        yield from _flow(statements)
        yield from _equity(statements)
        for statement in statements:
            yield from _adjusted(facts, statement)
        yield from _left(facts, statements)


LABELS = {
    "total": "总计应等于列出的各项相加减",
    "together": "各项之和应等于合并写出的数",
    "rest": "支出应等于收入与各项相加减",
    "left": "剔除后的数应等于总计减去剔除的各项",
    "spent": "收入总计应等于支出、结余各项之和",
    "same": "没有其他来源时，总计应等于本年数",
    "listed": "总计应等于前面列出的各项之和",
    "equal": "收支平衡，两数应当相等",
    "within": "略有结余，支出总计不应超过收入总计",
    "surplus": "结余应等于收入减支出",
    "over": "结转下年的数应等于收入总计减支出总计",
    "carried": "年末结余应等于当年结余加上年结余",
    "opened": "上年结余应等于上年的年末结余",
    "rolled": "年末滚存结余应等于上年末滚存结余加当年收支结余",
}
HABIT = 3  # lists that end in 等 and add up, for each that does not
LISTED = ("total", "rest", "left", "listed", "together", "carried")  # what is added up, one after another
FORMS = {"same": Form.EQUAL, "equal": Form.EQUAL, "within": Form.AT_MOST}


def _drawn(facts: Facts) -> Iterator[Result]:
    """What the report adds up in words."""
    money = defaultdict(list)
    for figure in facts.prose.figures:
        if figure.type == "money" and figure.address.measure not in ("change", "growth"):
            money[figure.key[0]].append(figure)
    relations = [(s, _read(_relation(s), money)) for s in _steps(facts)]
    listed = [r.judge() is Verdict.INCONSISTENT for s, r in relations if s.kind == "together"]
    usual = listed.count(False) >= HABIT * max(1, listed.count(True))
    closed = {frozenset(f.key for f in r.figures): r for r in added_up(facts, CODE, KIND, LABELS["total"])}
    for step, relation in relations:
        if said := closed.pop(frozenset(f.key for f in relation.figures), None):
            yield said  # its words say where it ends, whatever area or budget its parts are of
            continue
        listing = step.open or (step.kind == "together" and not usual) or _on_terms(facts, step)
        if listing and relation.judge() is Verdict.INCONSISTENT:
            continue  # 等 may stand for more than is listed, unless this document always lists all
        yield relation
    drawn = {step.result.key for step, _ in relations if step.kind in LISTED}
    yield from (r for r in closed.values() if r.result.key not in drawn)
    yield from planned_alike(facts, CODE, KIND)


def _on_terms(facts: Facts, step: Step) -> bool:
    """Whether a bracket says what is in a balance, or not: 收支缺口8亿元（不含财政补贴5亿元）."""
    behind = facts.text(step.result.key[0])[step.result.end or step.result.key[1] :]
    return step.kind == "surplus" and TERMS.match(behind) is not None


TERMS = lazy(r"\s*[(（](?:不含|含|不包括|包括|剔除|扣除)")
MOST_READINGS = 8


def _read(relation: Relation, money: Mapping[int, Sequence[Figure]]) -> Relation:
    """With what else may make the total up: every run of the paragraph's amounts that ends right before it."""
    result = relation.result
    if relation.form is Form.EQUAL:  # 收入5，支出3，调出2，收支平衡: what is spent has more than one part
        behind = [f for f in money[result.key[0]] if f.key > result.key][:MOST_READINGS]
        label = LABELS["rest"]
        return relation._replace(
            readings=tuple(
                Relation(CODE, KIND, Form.SUM, relation.inputs[0], (result, *behind[:n]), (), label)
                for n in range(1, len(behind) + 1)
            ),
        )
    if relation.form is not Form.SUM or relation.result.key <= max(f.key for f in relation.inputs):
        return relation
    signs = {f.key: s for f, s in zip(relation.inputs, relation.signs or (1,) * len(relation.inputs), strict=True)}
    before = [f for f in money[result.key[0]] if f.key < result.key][-MOST_READINGS - 1 :]
    runs = [before[start:] for start in range(len(before) - 1)]
    readings = [
        relation._replace(inputs=tuple(run), signs=tuple(signs.get(f.key, 1) for f in run), readings=()) for run in runs
    ]
    return relation._replace(readings=tuple(reversed(readings)))


def _relation(step: Step) -> Relation:
    form, label = FORMS.get(step.kind, Form.SUM), LABELS[step.kind]
    severity = Severity.WARNING if step.kind in ("listed", "together", "over") else SEVERITY
    return Relation(CODE, KIND, form, step.result, step.inputs, step.signs, label, severity, listed=step.kind in LISTED)


def _steps(facts: Facts) -> Iterator[Step]:
    figures = {f.key: f for f in facts.prose.figures}
    return read_flows(facts.prose.terms, figures, facts.lexicon.accounts)


def _debts(facts: Facts) -> Iterator[Relation]:
    """Debts from the start of a year to its end, and what they were at its end at the start of the next."""
    years = list(debt_years(facts))
    for year in years:
        parts, label = (year.opening, year.borrowed, year.repaid), "年末债务余额应等于年初余额加新增减偿还"
        yield Relation(CODE, KIND, Form.SUM, year.closing, parts, SIGNS, label, Severity.WARNING)
    closings = {y.closing.printed: y.closing for y in reversed(years) if y.closing.printed.digits >= STRONG}
    for opening in (y.opening for y in years):
        closing = closings.get(opening.printed)
        if closing and closing.key < opening.key:
            label = LABELS["opened"]
            yield Relation(CODE, KIND, Form.EQUAL, opening, (closing,), (), label, Severity.WARNING)


STRONG = 1000  # a balance of fewer digits is met by chance
INSURANCE, SURPLUS = "insurance", "surplus_this_year"


def _carried(facts: Facts) -> Iterator[Relation]:
    """What is left at the end of a year opens the next one; and that of the insurances, which hand nothing over, has
    grown by the surplus of the year. Where it is not so, it may have been adjusted in between."""
    left: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    opening: list[Figure] = []
    for statement in facts.prose.statements:
        for figure in amounts(statement):
            of = figure.address
            of_one = insurance(of.subject.split("基金")[0])  # 失业保险基金年终结余 is not that of all
            name = "" if of_one else of.subject
            account = facts.lexicon.accounts.of(of.id, name) if _is_known(of) else None
            if account and account.role == "closing":
                left[of.scope, of.area, of.period].append(figure)
            elif account and account.role == "opening":
                opening.append(figure)
    for figure in (*opening, *(f for figures in left.values() for f in figures)):
        of = figure.address
        for before in left.get((of.scope, of.area, str(int(of.period) - 1)), ()):
            if figure in opening:
                relation = Relation(CODE, KIND, Form.EQUAL, figure, (before,), (), LABELS["opened"], Severity.WARNING)
            elif of.scope == INSURANCE and (surplus := _surplus(facts, of)):
                parts, label = (before, surplus), LABELS["rolled"]
                relation = Relation(CODE, KIND, Form.SUM, figure, parts, (), label, Severity.WARNING)
            else:
                continue
            if figure.printed.digits and relation.judge() <= Verdict.BY_ROUNDING:
                yield relation


def _surplus(facts: Facts, left: Address) -> Figure | None:
    """The surplus of the year of the balance."""
    return facts.index.amount(left._replace(id=SURPLUS, subject="", within=()), ("measure",))


def _is_known(address: Address) -> bool:
    sources = address.sources
    known = min(sources.scope, sources.area, sources.period) > Source.ASSUMED
    return known and bool(address.scope and address.area) and address.period.isdigit()


FLOW = ("carry_in", "income_this_year", "expenditure_this_year", "carry_out")


def _flow(statements: Sequence[Statement]) -> Iterator[Result]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转, where the four follow each other."""
    for run in zip(statements, statements[1:], statements[2:], statements[3:], strict=False):
        if tuple(s.subject.indicator for s in run) != FLOW:
            continue
        amounts = [a for a in map(main_amount, run) if a]
        if len(amounts) == len(FLOW):
            carried, earned, spent, left = amounts
            label = "年末结转应等于年初结转加本年收入减本年支出"
            parts = (carried, earned, spent)
            yield Relation(CODE, KIND, Form.SUM, left, parts, (1, 1, -1), label=label, severity=SEVERITY)


def _left(facts: Facts, statements: Sequence[Statement]) -> Iterator[Result]:
    """预算30万元，实际支出18万元，支出进度60%，剩余12万元: what is left, and how much of both together was spent."""
    for position, statement in enumerate(statements):
        left, spent = statement.amounts.get("left", (None,))[0], main_amount(statement)
        if left is None or spent is None or left.type != "money":
            continue
        given = _given(facts, statements[: position + 1], spent)
        label = "剩余数应等于总数减去已用数"
        if given:
            yield Relation(CODE, KIND, Form.SUM, left, (given, spent), (1, -1), label=label, severity=SEVERITY)
        elif statement.completion and spent.printed.digits:
            label, rest = "进度应等于已用数占已用数与剩余数之和的比例", left._replace(printed=-left.printed)
            rate = statement.completion
            yield Relation(CODE, "share", Form.LEVEL, rate, (spent, rest), label=label, severity=SEVERITY)


def _given(facts: Facts, statements: Sequence[Statement], spent: Figure) -> Figure | None:
    """The only other amount of the sentence before what was spent, lists aside: what there was."""
    sentence = facts.prose.sentence(spent.key)
    heads = [s for s in statements if s.parent is None]
    before = [f for s in heads for fs in s.amounts.values() for f in fs if f.type == "money" and f.key < spent.key]
    here = [f for f in before if facts.prose.sentence(f.key) == sentence]
    return here[0] if len(here) == 1 else None


ASSETS, OWED, EQUITY = ("资产总额", "资产总计", "资产合计", "总资产"), "负债", ("所有者权益", "净资产")


def _equity(statements: Sequence[Statement]) -> Iterator[Result]:
    """资产总额200亿元，负债总额120亿元，所有者权益80亿元: one after the other."""
    for run in zip(statements, statements[1:], statements[2:], strict=False):
        assets, owed, equity = (s.subject.name.removesuffix("总额") if s is not run[0] else s.subject.name for s in run)
        of_one = assets.endswith(ASSETS) and owed.endswith(OWED) and equity.endswith(EQUITY)
        figures = [a for s in run if (a := s.amounts.get("amount", (None,))[0])]
        if of_one and len(figures) == len(run) and all(f.type == "money" for f in figures):
            label, (held, debts, left) = "所有者权益应等于资产减负债", figures
            yield Relation(CODE, KIND, Form.SUM, left, (held, debts), (1, -1), label=label, severity=SEVERITY)


AMOUNT = lazy(r"\d(?:[亿万]|百万|千)?元")
CLAUSE_END = lazy(r"[;；。]|$")


def _more_follows(facts: Facts, figures: Sequence[Figure]) -> bool:
    """Whether the clause holds another amount: 由5亿元调整为6亿元，追加3亿元，收回2亿元."""
    first, last = min(figures, key=lambda f: f.key), max(figures, key=lambda f: f.key)
    text = facts.text(last.key[0])
    end = CLAUSE_END.search(text, last.end or last.key[1])
    here = text[first.key[1] : end.start() if end else None]
    return len(AMOUNT.findall(here)) > len(figures)


def _adjusted(facts: Facts, statement: Statement) -> Iterator[Result]:
    """调整预算 = 年初预算 + 调整数, where the text gives one adjustment; 由5亿元调整为7亿元，增加2亿元. Where it
    goes on with other amounts, some may be taken back."""
    above = facts.prose.statements[statement.parent] if statement.parent is not None else None
    for relation in _adjustments(statement):
        holds = relation.judge() is not Verdict.INCONSISTENT
        if holds or not (_more_follows(facts, relation.figures) or (above and _of_whole(relation, above))):
            yield relation


def _of_whole(relation: Relation, above: Statement) -> bool:
    """年初预算500万元，其中基本支出350万元，追加50万元，调整预算550万元: whether it is the whole that was changed."""
    budget = above.amounts.get("budget", ())
    inputs = relation.inputs
    return any(relation._replace(inputs=(b, *inputs[1:])).judge() < Verdict.INCONSISTENT for b in budget)


def _adjustments(statement: Statement) -> Iterator[Relation]:
    budget, adjusted = statement.amounts.get("budget"), statement.amounts.get("adjusted_budget")
    changes = statement.amounts.get("adjustment", ())
    change = statement.change
    if budget and adjusted and change and change.type == "money" and not statement.base and not changes:
        label, parts = "增减额应等于调整后的数减调整前的数", (adjusted[0], budget[0])
        yield Relation(CODE, KIND, Form.SUM, change, parts, (1, -1), label, Severity.WARNING)
    if budget and adjusted and len(changes) == 1:
        label, parts = "调整预算应等于年初预算加调整数", (budget[0], changes[0])
        yield Relation(CODE, KIND, Form.SUM, adjusted[0], parts, label=label, severity=Severity.WARNING)
