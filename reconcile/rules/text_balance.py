"""结余、限额的勾稽不成立。

年末滚存结余＝当年收支结余＋上年结余；当年结余＝收入－支出；收入方“收入＋……，收入总计”逐项相加；政府债务余额不超过限额。
为什么：基金预算说明逐只列收支结余，数字多、套用多。

错误示例：当年收支结余4.30亿元，加上上年结余19.00亿元，年末滚存结余32.30亿元。
正确示例：当年收支赤字0.53亿元，加上上年结余34.40亿元，年末滚存结余33.87亿元。
依据：算术关系；预算法规定地方政府债务余额实行限额管理。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.prose.values import Statement
from reconcile.relations import Form, Relation
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result
from reconcile.text import squeeze

CODE = "R206"
NAME = "结余或限额不平"
KIND = "balance"
SEVERITY = Severity.ERROR

SURPLUS = re.compile(r"(?:当年|本年|年度)?(?:收支)?(?P<sign>结余|赤字|缺口|亏损)$")
BEFORE = re.compile(r"(?:上年|年初|以前年度|历年|往年)(?:滚存|累计)?(?:结余|结转|结转结余|结转和结余)(?:收入)?$")
AFTER = re.compile(r"(?:年末|年终|期末|累计)?(?:滚存|累计)结(?:余|存)$|^年[末终](?:滚存)?结余$")
AREA = re.compile(r"全[市县区省州]|县市区|县区|市县|区县|[市县区省州]本?级|本级")
LIMIT, OUTSTANDING = re.compile(r"债务限额$"), re.compile(r"债务余额$")


def check(facts: Facts) -> Iterator[Result]:
    by_block: dict[int, list[Statement]] = defaultdict(list)
    for statement in facts.prose.statements:
        by_block[statement.block].append(statement)
    for block, statements in by_block.items():
        paragraph = facts.document.blocks[block]
        assert isinstance(paragraph, Paragraph)
        yield from _carried(statements)
        yield from _years(statements)
        yield from _flow(statements)
        for statement in statements:
            yield from _adjusted(statement)
        yield from _limits(paragraph, statements)


def _carried(statements: Sequence[Statement]) -> Iterator[Result]:
    """年末 = 当年 + 上年 for each run of the three in one paragraph, with nothing between them."""
    for first, second, third in zip(statements, statements[1:], statements[2:], strict=False):
        names = [_name(s) for s in (first, second, third)]
        surplus, before, after = SURPLUS.search(names[0]), BEFORE.search(names[1]), AFTER.search(names[2])
        amounts = [main_amount(s) or _last(s) for s in (first, second, third)]
        if surplus and before and after and all(amounts) and not BEFORE.search(names[0]):
            year, carried, end = (a for a in amounts if a)
            if surplus["sign"] != "结余":
                year = replace(year, printed=-year.printed)
            label = "年末结余应等于当年结余加上年结余"
            yield Relation(CODE, KIND, Form.SUM, end, (year, carried), label=label, severity=SEVERITY)


def _years(statements: Sequence[Statement]) -> Iterator[Result]:
    """当年结余 = 收入 − 支出 of the same fund, where the three follow each other."""
    for income, expenditure, third in zip(statements, statements[1:], statements[2:], strict=False):
        surplus = SURPLUS.search(_name(third))
        both = _name(income).removesuffix("收入") == _name(expenditure).removesuffix("支出")
        amounts = [main_amount(s) for s in (income, expenditure, third)]
        if (
            surplus
            and both
            and all(amounts)
            and _name(expenditure).endswith("支出")
            and not BEFORE.search(_name(third))
        ):
            earned, spent, left = (a for a in amounts if a)
            if surplus["sign"] != "结余":
                left = replace(left, printed=-left.printed)
            label = "当年结余应等于收入减支出"
            yield Relation(CODE, KIND, Form.SUM, left, (earned, spent), (1, -1), label=label, severity=SEVERITY)


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


def _adjusted(statement: Statement) -> Iterator[Result]:
    """调整预算 = 年初预算 + 调整数, where the text gives one adjustment."""
    budget, adjusted = statement.amounts.get("budget"), statement.amounts.get("adjusted_budget")
    changes = statement.amounts.get("adjustment", ())
    if budget and adjusted and len(changes) == 1:
        label, parts = "调整预算应等于年初预算加调整数", (budget[0], changes[0])
        yield Relation(CODE, KIND, Form.SUM, adjusted[0], parts, label=label, severity=Severity.WARNING, confidence=0.7)


def _limits(paragraph: Paragraph, statements: Sequence[Statement]) -> Iterator[Result]:
    text = squeeze(paragraph.text).text
    limits: dict[tuple[str, str], Figure] = {}
    for statement in statements:
        amount, name = main_amount(statement), _name(statement)
        before = text[max(0, statement.subject.start - 14) : statement.subject.start]
        area = AREA.findall(before)
        if amount is None or statement.parent is not None or not area or "新增" in before:
            continue
        key = (area[-1], statement.period)
        if LIMIT.search(name):
            limits[key] = amount
        elif OUTSTANDING.search(name) and key in limits:
            label = "债务余额不应超过限额"
            yield Relation(CODE, KIND, Form.AT_MOST, amount, (limits[key],), label=label, severity=SEVERITY)


def _name(statement: Statement) -> str:
    return statement.subject.name


def _last(statement: Statement) -> Figure | None:
    return next((f[-1] for m, f in statement.amounts.items() if m.startswith("last_")), None)
