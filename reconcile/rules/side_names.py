"""收支表的支出一侧写着收入的名称。

左右对照的收支表，左边是收入，右边是支出。右边一行叫“专项上解收入”，左边同一张表也有这个名称，是把收入的名称抄到了支出一侧。
为什么：两侧科目多半成对（上解收入、上解支出），复制后漏改末尾两个字。

错误示例：支出一侧“上解上级支出”之下列“专项上解收入 969”。
正确示例：支出一侧“上解上级支出”之下列“专项上解支出 969”。
依据：收支表的两侧；政府收支分类科目。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.tables.values import Row, Side, Table

CODE = "R407"
NAME = "行名写成了另一侧的"
KIND = "naming"
SEVERITY = Severity.ERROR

INCOME, SPENDING = "收入", "支出"
PAIRED = lazy(r"上解|补助|转移支付|返还|转贷")  # what the one pays is what the other gets


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        sides = {side.name: side for side in table.sides}
        if "income" in sides and "expenditure" in sides:
            yield from _wrong(table, sides["income"], sides["expenditure"])


def _wrong(table: Table, income: Side, spending: Side) -> Iterator[Result]:
    """The rows of expenditure that bear names of revenue, which the other side has, too; most bear their own."""
    there = {row.name: row for row in income.rows}
    ended = [row for row in spending.rows if row.name.endswith(INCOME)]
    copied = [row for row in ended if row.name in there and PAIRED.search(row.name)]
    if not copied or 2 * len(ended) >= sum(row.name.endswith(SPENDING) for row in spending.rows):
        return
    names = "、".join(f"“{row.name}”" for row in copied)
    right = "、".join(f"“{row.name.removesuffix(INCOME)}{SPENDING}”" for row in copied)
    here = [_evidence(table, row, spending) for row in copied]
    yield Finding(
        CODE, NAME, KIND, SEVERITY, f"《{table.title}》支出一侧的{names}疑应为{right}：收入一侧已有同名的行。",
        (*here, *(_evidence(table, there[row.name], income) for row in copied)), expected=right,
        suggestion=f"改为{right}",
    )  # fmt: skip


def _evidence(table: Table, row: Row, side: Side) -> Evidence:
    """The row with its numbers."""
    cells = [f.quote for c in side.columns if (f := table.figures.get((row.index, c.index)))]
    return Evidence(
        "cell", " ".join([row.label.strip(), *cells]), table.grid.cell_place(row.index, side.columns[0].index),
        table=table.title, row=row.label or row.name, block=table.block,
    )  # fmt: skip
