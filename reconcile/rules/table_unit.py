"""表的单位行写错。

两张表的同一个数恰好差一万倍（或千倍、一亿倍），是其中一张的“单位：万元”或“单位：元”写错了。政府预决算中一张收支表的数比其他各表
（连同总计、债务余额）最大的数还大几十倍，也是单位写错了。
为什么：表样的单位各表不同，抄错一处则全表差一万倍。

错误示例：
    收入预算总表（单位：元）合计 2636.92，支出预算总表（单位：万元）合计 2636.92
正确示例：
    两表均为单位：万元
依据：公开表样的单位。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.between_tables import cross_relations, unit_slip
from reconcile.rules.values import Result
from reconcile.tables.values import Table

CODE = "R307"
NAME = "表的单位写法有误"
KIND = "unit"
SEVERITY = Severity.ERROR

FAR = 20  # times the largest amount of all other tables no part of a budget can be
FEWEST_TABLES, FEWEST_AMOUNTS = 5, 10
OF_BUDGET = lazy(r"预算|收入|支出")
# what may be larger than any budget
OF_MORE = lazy(r"社保|社会保险|企业|资产|债|全省|各市|各县|生命周期|营业|投资|合作")
WHOLE_GOVERNMENT = ("gov_general_income", "gov_general_expenditure", "gov_general_balance")
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
    yield from _beyond_all(facts)


def _beyond_all(facts: Facts) -> Iterator[Result]:
    """The table of a government whose amounts are far beyond those of all others, the totals among them."""
    if not facts.profile.kind.startswith("government"):
        return
    largest: list[tuple[Fraction, Figure, Table, list[Figure]]] = []
    for table in facts.tables:
        amounts = [f for f in table.figures.values() if f.type == "money"]
        if amounts:
            figure = max(amounts, key=lambda f: abs(f.printed.value))
            largest.append((abs(figure.printed.value), figure, table, amounts))
    largest.sort(key=lambda one: one[0], reverse=True)
    if len(largest) < FEWEST_TABLES or largest[0][0] < FAR * largest[1][0] or not largest[1][0]:
        return
    _, figure, table, amounts = largest[0]
    whole = all(f.printed.exponent >= table.exponent for f in amounts)  # printed without decimals, as 元 are
    of_part = table.kind is None and OF_BUDGET.search(table.title) and not OF_MORE.search(table.title)
    with_whole = any(t.kind and t.kind.id in WHOLE_GOVERNMENT for t in facts.tables)
    if table.unit == "万元" and whole and len(amounts) >= FEWEST_AMOUNTS and of_part and with_whole:
        other = largest[1][1]
        yield Finding(
            CODE, NAME, KIND, SEVERITY,
            f"《{table.title}》写明单位为万元，其中{figure.quote}比其他各表最大的数（{other.where}{other.quote}{other.unit}）"
            f"还大{int(largest[0][0] / largest[1][0])}倍，单位疑应为元。",
            (figure.evidence("cell"), other.evidence("cell")), expected="单位：元", suggestion="核对本表的单位行",
        )  # fmt: skip


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
        Severity.WARNING,
        f"{one.where}为{one.quote}{one.unit}，{other.where}为{other.quote}{other.unit}，数字相同而单位不同，疑有一表的单位写错。"
        f"{relation.label}",
        (one.evidence("cell"), other.evidence("cell")),
        suggestion="核对两表的单位行",
    )
