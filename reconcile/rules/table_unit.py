"""表的单位行写错。

两张表的同一个数恰好差一万倍（或千倍、一亿倍），是其中一张的“单位：万元”或“单位：元”写错了。
为什么：表样的单位各表不同，抄错一处则全表差一万倍。

错误示例：
    收入预算总表（单位：元）合计 2636.92，支出预算总表（单位：万元）合计 2636.92
正确示例：
    两表均为单位：万元
依据：公开表样的单位。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.relations import Relation
from reconcile.rules.between_tables import cross_relations, unit_slip
from reconcile.rules.values import Result

CODE = "R307"
NAME = "表的单位写法有误"
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
