"""本年安排数与上年执行数、前后两处同一数对不上。

政府预算报告先讲上年执行、后讲本年安排：“一般公共预算收入安排X亿元，比上年执行数增长Y%”中的上年执行数就在前文，同一地区、同一本预算的
两个数应当推得出增减额和增减率；同一地区、同一年度、同一本预算的收支在各段重复出现时应当相同。
为什么：草案部分沿用旧稿、快报数更新后只改一处，增长率也就对不上。没有写明基数的增长率，只有全文都以上年执行数为基数时才提示。

错误示例：2024年全市一般公共预算收入完成120.50亿元。2025年全市一般公共预算收入安排124.10亿元，比上年执行数增长4.5%（应为3.0%）。
正确示例：2024年全市一般公共预算收入完成120.50亿元。2025年全市一般公共预算收入安排124.10亿元，比上年执行数增长3.0%。
依据：算术关系；同一事实只有一个数。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.interval import Verdict
from reconcile.prose.values import Statement
from reconcile.relations import Form, Relation
from reconcile.rules.accounts import Account, Accounts
from reconcile.rules.values import Result, Tick

CODE = "R209"
NAME = "与上年执行数或前文的数对不上"
KIND = "growth"
SEVERITY = Severity.ERROR

NEAR = 2  # paragraphs between an income and its parts
HABIT = 3  # growth rates without a base that agree with last year's outcome, for each that may disagree
ALIKE = ("insurance_income", "insurance_expenditure")  # which insurances are counted in differs from year to year


class _Claim(NamedTuple):
    relation: Relation
    stated: bool  # whether the words name last year's outcome as the base


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith("government"):
        return
    accounts = Accounts(facts)
    claims = [c for p in accounts.of for c in _claims(accounts, facts.prose.statements[p], *accounts.of[p])]
    silent = [c.relation.judge() is Verdict.INCONSISTENT for c in claims if not c.stated]
    usual = silent.count(False) >= HABIT * max(1, silent.count(True))
    for relation, stated in claims:
        if stated or usual or relation.judge() is not Verdict.INCONSISTENT:
            yield relation
        else:
            yield Tick(relation.result.key, Status.UNCHECKED, reason="没有写明增减的基数，与上年执行数推算不符")
    yield from _repeated(accounts)
    yield from _taxes(accounts)


def _taxes(accounts: Accounts) -> Iterator[Result]:
    """税收收入 and 非税收入 make up the income of the general budget of the same place and year."""
    for account in accounts.accounts("general_public_income"):
        whole = accounts.amount(account)
        parts = [accounts.amount(account._replace(kind=k)) for k in ("tax_income", "nontax_income")]
        both = tuple(p for p in parts if p)
        if whole and len(both) == len(parts):
            label = "税收收入与非税收入之和应等于一般公共预算收入"
            near = all(abs(p.key[0] - whole.key[0]) <= NEAR for p in both)
            severity = SEVERITY if near else Severity.WARNING
            yield Relation(CODE, "text_sum", Form.SUM, whole, both, label=label, severity=severity, complete=True)


def _claims(accounts: Accounts, statement: Statement, account: Account, now: Figure) -> Iterator[_Claim]:
    """What the statement says of its growth from the outcome of the year before."""
    before = accounts.amount(account._replace(year=account.year - 1, measure="actual"))
    if account.measure != "plan" or statement.exception or not before or not before.printed.digits:
        return
    stated = statement.base == "last_actual"
    if statement.base not in ("", "last", "last_actual"):
        return
    certain = stated and account.kind not in ALIKE
    severity, confidence = (SEVERITY, 0.9) if certain else (Severity.WARNING, 0.6)
    if statement.growth:
        yield _Claim(
            Relation(
                CODE, KIND, Form.GROWTH, statement.growth, (now, before), severity=severity, confidence=confidence
            ),
            stated,
        )
    if statement.change and statement.change.type == "money":
        yield _Claim(
            Relation(
                CODE, KIND, Form.SUM, statement.change, (now, before), (1, -1), "增减额应等于本年安排数减上年执行数",
                severity, confidence,
            ),
            stated,
        )  # fmt: skip


def _repeated(accounts: Accounts) -> Iterator[Result]:
    """The same account in several paragraphs."""
    for _, figures in accounts.several():
        first, *rest = figures
        for figure in rest:
            if figure.key[0] != first.key[0]:
                yield Relation(
                    CODE, "text_text_value", Form.EQUAL, figure, (first,), severity=Severity.WARNING, confidence=0.7
                )
