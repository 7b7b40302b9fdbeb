"""绩效资金、面向中小企业采购的金额大于总额。

实行绩效目标管理的项目资金不会超过部门支出总额；预留给中小企业的采购金额不会超过政府采购总额。不要求相等，只查是否超过。
为什么：这些数不在公开表中，但仍是总额的一部分；多写一位或单位写错时会超过总额。

错误示例：支出预算900.00万元，涉及预算金额3500.00万元实行绩效目标管理。
正确示例：支出预算900.00万元，涉及预算金额350.00万元实行绩效目标管理。
依据：部分不大于整体。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.align import Aligner
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.prose.values import Statement, Subject
from reconcile.relate import at_most
from reconcile.relations import Relation
from reconcile.rules.values import Result

CODE = "R105"
NAME = "部分金额大于总额"
KIND = "text_sum"
SEVERITY = Severity.WARNING


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith("department"):
        return
    total = _total(facts)
    for statement in facts.prose.statements:
        for figure in _amounts(statement):
            if total and statement.scope == "performance":
                yield _within(figure, total, "绩效管理的资金不应超过支出总额")
    yield from at_most(facts, CODE, KIND, SEVERITY, "any")


def _total(facts: Facts) -> Figure | None:
    """The whole of the year's expenditure in the tables, all funds together."""
    main = "actual" if facts.profile.kind.endswith("account") else "budget"
    for indicator in ("expenditure_this_year", "total_expenditure"):
        asked = Statement(0, 0, 0, Subject("", indicator), scope="all")
        cells = Aligner(facts).match(asked, main).cells
        if cells and cells[0].printed.digits:
            return cells[0]
    return None


def _amounts(statement: Statement) -> Iterator[Figure]:
    for measure in ("amount", "budget", "actual"):
        yield from (f for f in statement.amounts.get(measure, ()) if f.type == "money")


def _within(part: Figure, whole: Figure, label: str) -> Relation:
    return Relation(CODE, KIND, Form.AT_MOST, part, (whole,), label=label, severity=SEVERITY)
