"""完成率与预算数、决算数对不上。

“年初预算为A万元，支出决算为B万元，完成年初预算的C%”中C应当等于B÷A。
为什么：完成率常以增减率、别的年度或别的项目的数代替。

错误示例：年初预算为200.00万元，支出决算为190.00万元，完成年初预算的98.00%（应为95.00%）。
正确示例：年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.interval import Verdict, judge_rate, share
from reconcile.prose.values import Statement
from reconcile.relations import Form, Relation
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result, Tick

CODE = "R205"
NAME = "完成率计算有误"
KIND = "completion"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    for statement in facts.prose.statements:
        if statement.completion is None:
            continue
        budget = _budget(statement)
        actual = main_amount(statement)
        change = statement.change
        if not budget and actual and change and statement.base == "budget" and change.type == actual.type:
            yield Relation(CODE, KIND, Form.LEVEL, statement.completion, (actual, change), severity=SEVERITY)
        elif not budget or actual is None or actual.key == budget[-1].key:
            yield Tick(statement.completion.key, Status.UNCHECKED, reason="正文没有这一完成率的预算数")
        elif budget[-1].printed.digits:
            yield Relation(CODE, KIND, Form.SHARE, statement.completion, (actual, budget[-1]), severity=SEVERITY)


def _budget(statement: Statement) -> tuple[Figure, ...]:
    """The budget that the rate is of: the adjusted one where it is named, or where the text has both and says 预算."""
    adjusted, budget = statement.amounts.get("adjusted_budget"), statement.amounts.get("budget")
    if adjusted and budget and statement.completion and statement.completion_of == "budget":
        actual = main_amount(statement)
        if (
            actual
            and judge_rate(statement.completion.printed, share, actual.printed, adjusted[-1].printed)
            < Verdict.INCONSISTENT
        ):
            return adjusted
        return budget
    return adjusted or () if statement.completion_of == "adjusted_budget" else budget or ()
