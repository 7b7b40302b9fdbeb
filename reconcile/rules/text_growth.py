"""增减额、增减率与金额对不上。

一句话里的本期数、上期数、增减额、增减率互相决定：增减额＝本期数－上期数，增减率＝增减额÷上期数。每个数都按印出的位数取区间，区间都不能相容才算错。
为什么：常见差错是贴错相邻项目的百分比、除错基数、漏位。

错误示例：公用事业附加收入640万元，增加240万元，增长62.0%（应为60.0%）。
正确示例：收入预算812.60万元，比上年执行数增加52.60万元，增长6.9%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Finding, Severity, Status
from reconcile.forms import Form
from reconcile.index import Index, of
from reconcile.interval import Printed, Verdict, scaled
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.last_year import beside, borne_out
from reconcile.rules.last_year import relation as of_last_year
from reconcile.rules.rate_causes import of_growth, of_neighbour
from reconcile.rules.same_base import same_base
from reconcile.rules.statements import NEXT, base_of, main_amount, opposite
from reconcile.rules.values import Result, Tick

CODE = "R203"
NAME = "增减额或增减率计算有误"
KIND = "growth"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    statements = facts.prose.statements
    steps = {t.key for t in facts.prose.terms if t.role in ("plus", "minus")}
    for position in range(len(statements)):
        yield from _from_none(facts, statements[position])
        own = _part_or_whole(statements, position, facts.index)
        if _of_what_is_left(statements[position], steps):
            own = [r for r in own if not _wrong(r)]
        if trimmed := _without_zeros(own):
            own = [*own, trimmed]
        for result in own:
            yield _with_cause(result, statements, position) if isinstance(result, Relation) else result
    yield from _against_tables(facts)
    if facts.profile.kind.startswith("government"):
        yield from same_base(facts)


NONE_BEFORE = lazy(r"(?:上年|去年|20\d\d年)度?(?:无|没有|未安排|未编列)")


def _from_none(facts: Facts, statement: Statement) -> Iterator[Tick]:
    """预算1.70万元，同比增加1.70万元，上年无此项预算: all of it is the increase."""
    now, change = main_amount(statement), statement.change
    if now is None or change is None or now.printed != change.printed or not change.printed.digits or not change.end:
        return
    text = facts.text(change.key[0])
    sentence = text[text.rfind("。", 0, change.key[1]) + 1 : (text.find("。", change.end) + 1) or len(text)]
    if NONE_BEFORE.search(sentence.replace(" ", "")):
        for one, other in ((now, change), (change, now)):
            yield Tick(one.key, Status.AGREES, (other.evidence("partner"),), resolution=Fraction(0))


LEFT = frozenset({"结余", "结转", "节余", "节约", "短收", "超收"})


def _of_what_is_left(statement: Statement, steps: Container[Key | None]) -> bool:
    """Whether what was just named is what is left or taken away: the change behind it may be of what was spoken of
    (支出1.40万元，结余0.40万元，比上年减少0.20万元; 扣除一次性经费30万元后，同比增加10万元)."""
    return statement.subject.name in LEFT or any(f.key in steps for fs in statement.amounts.values() for f in fs)


def _part_or_whole(statements: Sequence[Statement], position: int, index: Index) -> list[Result]:
    """What a change behind a list is said of: its last part, or the whole where no other part has a change
    (收入2000万元，其中：甲1800万元，乙200万元，比上年减少100万元，下降4.76%)."""
    statement = statements[position]
    results = list(_statement(statement, index))
    if statement.parent is None or not any(_wrong(r) for r in results):
        return results
    whole = statements[statement.parent]
    siblings = [s for s in statements if s.parent == statement.parent and s.group == statement.group]
    if (
        whole.change
        or whole.growth
        or any(s.change or s.growth for s in siblings[:-1])
        or siblings[-1] is not statement
    ):
        return results
    printed = {m: figures for m, figures in statement.amounts.items() if m == "before"}
    meant = statement._replace(amounts={**whole.amounts, **printed}, subject=whole.subject)
    of_whole = list(_statement(meant, index))
    if not any(_wrong(r) for r in of_whole):
        return of_whole
    return [r._replace(severity=Severity.WARNING) if isinstance(r, Relation) else r for r in results]


def _wrong(result: Result) -> bool:
    return isinstance(result, Relation) and result.judge() is Verdict.INCONSISTENT


def _against_tables(facts: Facts) -> Iterator[Relation]:
    """Changes from last year, where a table has last year's amount beside this year's."""
    found = beside(facts)
    for one in found:
        change = one.statement.change
        if one.word or not change:
            continue
        relation = of_last_year(change, one.now, one.before, CODE, KIND)
        if one.holds or borne_out(one, found):
            yield relation
        elif one.statement.base not in ("", "last"):
            yield relation._replace(severity=Severity.WARNING)


def _with_cause(relation: Relation, statements: Sequence[Statement], position: int) -> Relation:
    """The relation with what may have gone wrong, where it does not hold."""
    if relation.form is Form.SUM or relation.judge() is not Verdict.INCONSISTENT:
        return relation
    rate, (first, second) = relation.result.printed, (i.printed for i in relation.inputs)
    cause = ""
    if relation.form is Form.GROWTH:
        exponent = min(first.exponent, second.exponent)
        now, before = scaled((first, second), exponent)
        cause = of_growth(rate, first, Printed(now - before, exponent))
    elif relation.form is Form.BY_CHANGE:
        cause = of_growth(rate, first, second)
    return relation._replace(cause=cause or of_neighbour(relation, "growth", statements, position))


def _without_zeros(results: Sequence[Result]) -> Finding | None:
    """12.5万元 and 8万元 said to differ by 4.35万元: only if closing zeros stand for more digits can that be so.

    One sentence that prints one unit with different decimals has left the closing zeros out, as a rule; what then does
    not add up is worth a word, though rounding could explain it.
    """
    for result in results:
        if not isinstance(result, Relation) or result.form is not Form.SUM or result.kind != KIND:
            continue
        change, (now, before) = result.result, result.inputs
        decimals = [-int(Decimal(f.value).as_tuple().exponent) for f in (change, now, before)]
        units = {f.unit for f in (change, now, before)}
        coarse = min(decimals[1:]) < decimals[0]
        if len(units) == 1 and coarse and decimals[1] != decimals[2] and result.judge() is Verdict.BY_ROUNDING:
            exact = now.printed.value - before.printed.value
            if exact != change.printed.value:
                said = f"{before.quote}与{now.quote}相减，与增减额{change.quote}不符"
                message = f"如各数末尾的0没有写出，则{said}。"
                evidence = tuple(f.evidence(r) for f, r in ((change, "change"), (now, "now"), (before, "base")))
                return Finding(CODE, NAME, KIND, Severity.WARNING, message, evidence)
    return None


def _statement(statement: Statement, index: Index) -> Iterator[Result]:
    growth, change = statement.growth, statement.change
    if opposite(statement):
        growth = None  # told as a direction
    now, before = main_amount(statement), base_of(statement)
    if now is None and ((change and growth) or (before and (change or growth))):
        now = _elsewhere(statement, index)
    severity = Severity.WARNING if statement.exception else SEVERITY
    if before is None and change and not growth and (since := _since_budget(statement, change)):
        yield since
    if before and now and before.type == now.type == "money":
        if change and change.type == "money":
            yield _since(statement, change, now, before, severity)
        if growth and not before.printed.digits and growth.printed.digits and now.printed.digits:
            yield _zero_base(growth, before)
        elif growth and before.printed.digits:
            own = _beside(before, growth)
            yield Relation(CODE, KIND, Form.GROWTH, growth, (now, before), severity=severity, listed=own)
    elif growth and change and _comparable(change, now):
        if before:
            yield Relation(CODE, KIND, Form.OF_BASE, growth, (change, before), severity=severity)
        elif now and now.type == change.type and _has_base(statement, now, change):
            relation = Relation(CODE, KIND, Form.BY_CHANGE, growth, (now, change), severity=severity)
            if not statement.apart or relation.judge() is not Verdict.INCONSISTENT:
                yield relation  # 减收5亿元，比上年下降20%: the change may be one against the budget
        elif now and now.printed == change.printed:
            yield from _of_nothing(growth, change)


def _since(statement: Statement, change: Figure, now: Figure, before: Figure, severity: Severity) -> Relation:
    """The change as that from what was before; a plan's may be one from last year's plan, where nothing says from what
    it is, and an outcome's one from the plan that stands beside it."""
    since = Relation(CODE, KIND, Form.SUM, change, (now, before), (1, -1), severity=severity)
    if statement.base not in ("", "last"):
        return since
    planned = "budget" in now.address.measure and "actual" in before.address.measure
    plans = (f for m in ("budget", "adjusted_budget") for f in statement.amounts.get(m, ()) if f.key != now.key)
    readings = tuple(since._replace(inputs=(now, f)) for f in plans)
    return since._replace(readings=readings, severity=Severity.WARNING if planned else severity)


def _beside(before: Figure, growth: Figure) -> bool:
    """较上年末180亿元增长11%: whether the base is printed right before the rate."""
    return before.key[0] == growth.key[0] and before.end is not None and 0 <= growth.key[1] - before.end <= NEXT


def _of_nothing(growth: Figure, change: Figure) -> Iterator[Tick]:
    """预算0万元，增加0万元，增长0%: no change at all. From nothing to something there is no rate."""
    if growth.printed.digits or change.printed.digits:
        for figure in (growth, change):
            yield Tick(figure.key, Status.UNCHECKED, reason="上年数为0，增减率没有意义")
        return
    for one, other, play in ((growth, change, 1), (change, growth, 0)):  # nought of nought is 0% by custom
        yield Tick(one.key, Status.AGREES, (other.evidence("partner"),), resolution=Fraction(play))


def _since_budget(statement: Statement, change: Figure) -> Relation | None:
    """预算数3万元，决算数4万元，增加1万元: the change from the budget, where it is that."""
    budget, actual = statement.amounts.get("budget"), statement.amounts.get("actual")
    if statement.base or not budget or not actual or change.type != "money":
        return None
    relation = Relation(CODE, KIND, Form.SUM, change, (actual[-1], budget[-1]), (1, -1), severity=Severity.WARNING)
    return relation if relation.judge() <= Verdict.BY_ROUNDING else None


def _elsewhere(statement: Statement, index: Index) -> Figure | None:
    """The amount of which the statement gives only the change: the document's own, where another sentence states it."""
    address = of(statement)
    return index.amount(address, ("measure",)) if address else None


def _zero_base(growth: Figure, before: Figure) -> Finding:
    return Finding(
        CODE, NAME, KIND, Severity.WARNING,
        f"基数为{before.quote}，增减率没有意义，不应写{growth.quote}，只写增减额即可。",
        (growth.evidence("rate"), before.evidence("base")),
    )  # fmt: skip


def _comparable(change: Figure, now: Figure | None) -> bool:
    return change.type == "money" or (now is not None and now.unit == change.unit)


# what may be below zero
SIGNED = lazy(r"结余|结转|利润|收益|赤字|净")


def _has_base(statement: Statement, now: Figure, change: Figure) -> bool:
    """Whether what was before is known not to be nil: else any rate is possible. Expenses were never below zero, so
    that an increase by more than the amount itself is wrong."""
    base = now.printed.interval() - change.printed.interval()
    return base.low > 0 or (base.high < 0 and not SIGNED.search(statement.subject.name))
