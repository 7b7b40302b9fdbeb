"""本年安排数与上年执行数、前后两处同一数对不上。

政府预算报告先讲上年执行、后讲本年安排：“一般公共预算收入安排X亿元，比上年执行数增长Y%”中的上年执行数就在前文，同一地区、同一本预算的
两个数应当推得出增减额和增减率；同一地区、同一年度、同一本预算的收支在各段重复出现时应当相同。
为什么：草案部分沿用旧稿、快报数更新后只改一处，增长率也就对不上。没有写明基数的增长率，只有全文都以上年执行数为基数时才提示。

错误示例：2024年全市一般公共预算收入完成120.50亿元。2025年全市一般公共预算收入安排124.10亿元，比上年执行数增长4.5%（应为3.0%）。
正确示例：2024年全市一般公共预算收入完成120.50亿元。2025年全市一般公共预算收入安排124.10亿元，比上年执行数增长3.0%。
依据：算术关系；同一事实只有一个数。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reconcile.address import Address
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.index import amounts
from reconcile.interval import Verdict
from reconcile.judging import slip
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.rate_words import explained
from reconcile.rules.statements import amount_before, has_more, listed_amounts, main_amount
from reconcile.rules.values import Result, Tick

CODE = "R209"
NAME = "与上年执行数或前文的数对不上"
KIND = "growth"
SEVERITY = Severity.ERROR

BASES = ("", "last", "last_actual")
WHOLE = "general_public_income"  # 税收收入 and 非税收入 make it up


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith("government"):
        return
    for statement in facts.prose.statements:
        now = amount_before(statement, statement.growth or statement.change)
        if now and now.type == "money" and now.address.id and statement.base in BASES and not statement.exception:
            yield from _claims(facts, statement, now)
    yield from _of_names(facts.prose.statements)
    yield from _taxes(facts)
    areas = {f.key: s.subject.area for s in facts.prose.statements for f in amounts(s)}
    for figures in facts.index.several():
        yield from _repeated(figures, areas)


def _claims(facts: Facts, statement: Statement, now: Figure) -> Iterator[Result]:
    """What a statement says of its growth from the outcome of the year before, stated elsewhere."""
    before = facts.index.base_of(now.address, "actual")
    if before is None:
        yield from _of_one(facts, statement, now)
    if before is None or not before.printed.digits or before.key == now.key:
        return
    found = []
    if statement.growth:
        found.append(Relation(CODE, KIND, Form.GROWTH, statement.growth, (now, before), severity=Severity.WARNING))
    if statement.change and statement.change.type == "money":
        label, signs = "增减额应等于本年安排数减上年执行数", (1, -1)
        found.append(Relation(CODE, KIND, Form.SUM, statement.change, (now, before), signs, label, Severity.WARNING))
    for relation in found:
        of_it = statement.base == "last_actual" and not explained(facts, relation.result)
        if of_it or relation.judge() is not Verdict.INCONSISTENT:
            yield relation
        else:
            yield Tick(relation.result.key, Status.UNCHECKED, reason="没有写明增减的基数，与上年执行数推算不符")


def _of_one(facts: Facts, statement: Statement, now: Figure) -> Iterator[Relation]:
    """The same from one of several outcomes that the report tells of that year (快报), where it comes out."""
    if not statement.growth or not now.address.period.isdigit():
        return
    last = now.address._replace(period=str(int(now.address.period) - 1), measure="actual")
    for before in facts.index.by_address(last):
        if before.key != now.key and before.printed.digits:
            relation = Relation(CODE, KIND, Form.GROWTH, statement.growth, (now, before), severity=Severity.WARNING)
            if relation.judge() <= Verdict.BY_ROUNDING:
                yield relation._replace(sought=True)
                return


def _of_names(statements: Sequence[Statement]) -> Iterator[Relation]:
    """The same of what the lexicon does not know, where it comes out: a name of words may be of two things."""
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for statement in statements:
        for figure in amounts(statement) if not statement.subject.indicator else ():
            told[_named(statement, figure, figure.address.period)].append(figure)
    for statement in statements:
        now = main_amount(statement)
        if not now or not statement.growth or statement.subject.indicator or statement.base not in BASES:
            continue
        period, telling = now.address.period, abs(now.printed.digits) >= TELLING
        if not (period.isdigit() and telling and len(statement.subject.name) >= LONG_NAME) or statement.exception:
            continue
        for before in told[_named(statement, now, str(int(period) - 1))]:
            relation = Relation(CODE, KIND, Form.GROWTH, statement.growth, (now, before), severity=Severity.WARNING)
            if abs(before.printed.digits) >= TELLING and relation.judge() is not Verdict.INCONSISTENT:
                yield relation._replace(sought=True)
                break


LONG_NAME, TELLING = 4, 100  # characters of a name, digits of an amount


def _named(statement: Statement, figure: Figure, period: str) -> tuple[str, ...]:
    return statement.subject.name, figure.address.area, figure.address.scope, period


def _taxes(facts: Facts) -> Iterator[Result]:
    """税收收入 and 非税收入 make up the income of the general budget of the same place and year."""
    wholes: dict[Address, Figure] = {}
    for statement in facts.prose.statements:
        if statement.subject.indicator == WHOLE:
            for figure in amounts(statement):
                wholes.setdefault(figure.address, figure)
    listed = listed_amounts(facts.prose.statements)
    for whole in wholes.values():
        label = "税收收入与非税收入之和应等于一般公共预算收入"
        for both in (b for b in facts.index.parts_of(whole) if not has_more(listed, b)):
            yield Relation(CODE, "text_sum", Form.SUM, whole, both, label=label, severity=Severity.ERROR, complete=True)


def _repeated(figures: tuple[Figure, ...], areas: Mapping[Key, str]) -> Iterator[Result]:
    """The same amount in several paragraphs, of an area by one word: 市级 may be more than 市直."""
    first, *rest = figures
    for figure in rest if first.address.id else ():
        if figure.key[0] != first.key[0]:
            relation = Relation(CODE, "text_text_value", Form.EQUAL, figure, (first,), severity=Severity.WARNING)
            named = {areas.get(f.key, "") for f in (figure, first)} - {""}
            if (not _far_apart(figure, first) and len(named) <= 1) or slip(relation):
                yield relation


def _far_apart(one: Figure, other: Figure) -> bool:
    """Whether the one is more than half as much again as the other: then they are two things, as a rule."""
    low, high = sorted((abs(one.printed.value), abs(other.printed.value)))
    return 2 * high > 3 * low
