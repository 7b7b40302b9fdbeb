"""收入总计不等于支出总计。

收支总表左右两边的总计应当相等；财政拨款收支总表的收入总计等于支出总计的合计列。
为什么：一边调整了结转或漏了一项，两边就不平。

错误示例：
    收入总计 50.00　支出总计 51.00
正确示例：
    收入总计 50.00　支出总计 50.00
依据：部门预决算公开表样；收支平衡。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.relations import Form, Relation
from reconcile.rules.sums import is_department, money
from reconcile.rules.values import Result
from reconcile.tables.values import Column, Row, Side

CODE = "R304"
NAME = "收入总计与支出总计不等"
KIND = "balance"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        if len(table.sides) != 2 or [s.name for s in table.sides] != ["income", "expenditure"]:
            continue
        income, expenditure = table.sides
        left, right = last_total(income), last_total(expenditure)
        if not left or not right or ("总计" in left.name) != ("总计" in right.name):
            continue
        for one, other in _pairs(income, expenditure):
            first = table.figures.get((left.index, one.index))
            second = table.figures.get((right.index, other.index))
            if first and second:
                severity = SEVERITY if is_department(table) else Severity.WARNING
                yield Relation(CODE, KIND, Form.EQUAL, first, (second,), (), "收入总计应等于支出总计", severity)


def last_total(side: Side) -> Row | None:
    """The row of the grand total: the last row that is called 总计, or the only total that there is."""
    totals = [r for r in side.rows if r.role == "total"]
    grand = [r for r in totals if "总计" in r.name]
    return grand[-1] if grand else totals[0] if len(totals) == 1 else None


def _pairs(income: Side, expenditure: Side) -> Iterator[tuple[Column, Column]]:
    """The columns of both sides that speak of the same measure and period; of several budgets, the one of all."""
    for one in money(income):
        same = [c for c in money(expenditure) if _about(c) == _about(one)] or (
            money(expenditure) if len(money(income)) == 1 else []
        )
        whole = [c for c in same if c.meaning.get("part") == "total"]
        found = whole or [c for c in same if "scope" not in c.meaning]
        if len(found) == 1:
            yield one, found[0]


def _about(column: Column) -> tuple[str, str]:
    return column.meaning.get("measure", ""), column.meaning.get("period", "")
