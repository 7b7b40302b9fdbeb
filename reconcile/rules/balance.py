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
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.relations import Relation
from reconcile.rules.sums import is_carry, is_department, money
from reconcile.rules.values import Result
from reconcile.tables.values import Column, Row, Side, Table

CODE = "R304"
NAME = "收入总计与支出总计不等"
KIND = "balance"
SEVERITY = Severity.ERROR

OFFICES = ("department", "three_public")  # kinds of documents


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        if len(table.sides) != 2 or [s.name for s in table.sides] != ["income", "expenditure"]:
            continue
        income, expenditure = table.sides
        left, right = last_total(income), last_total(expenditure)
        if not left or not right or ("总计" in left.name) != ("总计" in right.name):
            continue
        department = is_department(table)
        if "总计" not in left.name and not (department and facts.profile.kind.startswith(OFFICES)):
            continue  # 收入合计 and 支出合计 of a government need not be equal
        found = [r for one, other in _pairs(income, expenditure) if (r := _equal(table, left, right, one, other))]
        broken = [r for r in found if r.judge() is Verdict.INCONSISTENT]
        if department or not broken:
            yield from found
        elif len(broken) < len(found):  # a table none of whose columns is balanced shows something else
            few = len(found) - len(broken) < 2 * len(broken)
            yield from (r._replace(severity=Severity.WARNING) if few else r for r in found)


def _equal(table: Table, left: Row, right: Row, one: Column, other: Column) -> Relation | None:
    """The equality of the totals in two columns. What is left over at the end of the year may stand below the total."""
    first = table.figures.get((left.index, one.index))
    second = table.figures.get((right.index, other.index))
    if not first or not second:
        return None
    label = "收入总计应等于支出总计"
    grand = "总计" in right.name  # below 本年支出合计 stands what is carried on, on both sides
    below = [r for r in table.sides[1].rows if grand and r.index > right.index and is_carry(r) and not r.memo]
    if not is_department(table) and (_partial(table, 0, one) or _partial(table, 1, other)):
        return None
    over = not is_department(table) and "budget" not in other.meaning.get("measure", "budget")
    if over and not below and second.printed.value < first.printed.value:
        return None  # what was left over of a year that is over need not be printed
    left_over = [f for r in below[:1] if (f := table.figures.get((r.index, other.index))) and f.printed.digits]
    if not left_over:
        return Relation(CODE, KIND, Form.EQUAL, first, (second,), (), label)
    label = f"收入总计应等于支出总计加{below[0].name}"
    return Relation(CODE, KIND, Form.SUM, first, (second, *left_over), (), label)


def _partial(table: Table, number: int, column: Column) -> bool:
    """Whether a column leaves blank what is carried over, which other columns show: it is not a whole account."""
    side = table.sides[number]
    others = [c.index for c in money(side) if c.index != column.index]
    blank = [r.index for r in side.rows if is_carry(r) and (r.index, column.index) in table.nil]
    return any((row, other) in table.figures for row in blank for other in others)


def last_total(side: Side) -> Row | None:
    """The row of the grand total: the last row that is called 总计, or the only total that there is."""
    totals = [r for r in side.rows if r.role == "total"]
    grand = [r for r in totals if "总计" in r.name]
    return grand[-1] if grand else totals[0] if len(totals) == 1 else None


def _pairs(income: Side, expenditure: Side) -> Iterator[tuple[Column, Column]]:
    """The columns of both sides that speak of the same measure and period; of several budgets, the one of all. Where
    both sides are divided by areas or the like, the columns of one name."""
    abouts = [_about(c) for c in money(income)]
    for one in money(income):
        if abouts.count(_about(one)) > 1:
            named = [c for c in money(expenditure) if _about(c) == _about(one) and c.path[-1] == one.path[-1]]
            if len(named) == 1:
                yield one, named[0]
            continue
        same = [c for c in money(expenditure) if _about(c) == _about(one)] or (
            money(expenditure) if len(money(income)) == 1 else []
        )
        whole = [c for c in same if c.meaning.get("part") == "total"]
        found = whole or [c for c in same if "scope" not in c.meaning]
        if len(found) == 1:
            yield one, found[0]


def _about(column: Column) -> tuple[str, str]:
    return column.meaning.get("measure", ""), column.meaning.get("period", "")
