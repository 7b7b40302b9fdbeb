"""表的单位行写错，或科目编码少写一位。

两张表的同一个数恰好差一万倍（或千倍、一亿倍），是其中一张的“单位：万元”或“单位：元”写错了；三列编码中 301、2 应当写作
301、02。
为什么：表样的单位各表不同，抄错一处则全表差一万倍；编码列按数字填写会丢掉前面的0。

错误示例：
    收入预算总表（单位：元）合计 2636.92，支出预算总表（单位：万元）合计 2636.92
    301 2 津贴补贴
正确示例：
    两表均为单位：万元
    301 02 津贴补贴
依据：公开表样的单位；支出经济分类科目的款级编码为两位。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.relations import Relation
from reconcile.rules.between_tables import cross_relations, unit_slip
from reconcile.rules.values import Result
from reconcile.tables.values import Row, Table

CODE = "R307"
NAME = "表的单位或编码写法有误"
KIND = "unit"
SEVERITY = Severity.WARNING

WHOLE_BUDGET = (
    "budget_overview", "fiscal_overview", "income", "expenditure", "fiscal_expenditure", "general_public",
    "general_public_basic",
)  # fmt: skip


def check(facts: Facts) -> Iterator[Result]:
    told: set[tuple[int, int]] = set()
    for relation in cross_relations(facts) if _far_apart(facts) else ():
        tables = relation.result.key[0], relation.inputs[0].key[0]
        if unit_slip(relation) and tables not in told:
            told.add(tables)
            yield _unit_finding(relation)
    for table in facts.tables:
        yield from _short_codes(table)


def _far_apart(facts: Facts) -> bool:
    """Whether the largest amounts of two tables that show most of the budget differ as units do."""
    sizes = [
        max(
            (len(str(abs(f.printed.digits))) + f.printed.exponent for f in t.figures.values() if f.type == "money"),
            default=0,
        )
        for t in facts.tables
        if t.kind and t.kind.id in WHOLE_BUDGET and not t.empty
    ]
    return len(sizes) > 1 and max(sizes) - min(sizes) >= 3


def _unit_finding(relation: Relation) -> Finding:
    one, other = relation.result, relation.inputs[0]
    return Finding(
        CODE,
        NAME,
        KIND,
        SEVERITY,
        f"{one.where}为{one.quote}{one.unit}，{other.where}为{other.quote}{other.unit}，数字相同而单位不同，疑有一表的单位写错。"
        f"{relation.label}",
        (one.evidence("cell"), other.evidence("cell")),
        suggestion="核对两表的单位行",
    )


def _short_codes(table: Table) -> Iterator[Finding]:
    """The rows whose code has a digit where the other rows of the table have two."""
    short = [(row, column) for s in table.sides for row in s.rows if (column := _short_digit(table, row)) is not None]
    coded = sum(1 for s in table.sides for r in s.rows if len(r.code) > 3)
    if not short or 2 * len(short) > coded:
        return
    rows = "、".join("|".join(table.grid.rows[row.index][: column + 1]) + row.label for row, column in short)
    yield Finding(
        CODE,
        NAME,
        "naming",
        SEVERITY,
        f"《{table.title or '表'}》{rows}：编码应为两位，前面少一个0",
        tuple(_evidence(table, row, column) for row, column in short),
        suggestion="补足编码前面的0",
    )


def _short_digit(table: Table, row: Row) -> int | None:
    """The column of a single digit that stands for two of the row's code, the 类 being in the first column."""
    cells = [c.strip() for c in table.grid.rows[row.index][:4]]
    parts = [row.code[:3], *(row.code[i : i + 2] for i in range(3, len(row.code), 2))]
    if not row.code or len(cells) < len(parts) or cells[0] != parts[0]:
        return None
    for column, part in enumerate(parts[1:], 1):
        if cells[column].zfill(2) != part:
            return None
        if len(cells[column]) == 1:
            return column
    return None


def _evidence(table: Table, row: Row, column: int) -> Evidence:
    place = table.grid.cell_place(row.index, column)
    return Evidence(
        "cell", table.grid.rows[row.index][column].strip(), place, table=table.title or None, row=row.label,
        column="编码", block=table.block, cell=(row.index, column),
    )  # fmt: skip
