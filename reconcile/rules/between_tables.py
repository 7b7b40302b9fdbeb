"""两张表之间对不上。

同一个数在几张标准表中出现，应当一致：收支总表的总计与收入表、支出表的合计，一般公共预算支出表的基本支出与基本支出表的
合计，等等。哪些表的哪些格相等（或不大于）写在 lexicons/relations.csv 中；条件不明的不比。
为什么：各表分别填写，改了一张忘了另一张，每张表自己却加得平。

错误示例：
    一般公共预算支出表 基本支出合计 40.00
    一般公共预算基本支出表 合计 41.00
正确示例：
    一般公共预算支出表 基本支出合计 40.00
    一般公共预算基本支出表 合计 40.00
依据：部门预决算公开表样的表间勾稽关系。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.lexicon import StandardRelation
from reconcile.relations import Relation
from reconcile.rules.repeated_rows import repeated
from reconcile.rules.standard_cells import StandardCells
from reconcile.rules.values import Result

CODE = "R305"
NAME = "两表之间的数不符"
KIND = "cross_table"
SEVERITY = Severity.ERROR

# the tables that every department publishes, of the same content everywhere
EVERYWHERE = frozenset(
    {"budget_overview", "income", "expenditure", "fiscal_overview", "general_public", "general_public_basic"}
)
FORMS = {"equal": Form.EQUAL, "sum": Form.SUM, "at_most": Form.AT_MOST}
# what the tables of two units differ by when the line that names the unit is wrong
UNIT_SLIPS = frozenset(Fraction(10) ** n for n in (-8, -4, -3, 3, 4, 8))


def check(facts: Facts) -> Iterator[Result]:
    for relation in cross_relations(facts):
        if not unit_slip(relation):
            yield relation
    if facts.profile.kind.startswith("government"):
        yield from repeated(facts, CODE, KIND)


def cross_relations(facts: Facts) -> Iterator[Relation]:
    """The relations between the tables of this document, as the standard ones say."""
    documents = _documents(facts)
    cells = StandardCells(facts)
    for standard in facts.lexicon.relations:
        if standard.where == "cross" and standard.documents in documents and cells.holds(standard.conditions):
            yield from _relations(cells, standard)


def _documents(facts: Facts) -> tuple[str, ...]:
    kind = facts.profile.kind
    if kind.startswith("government"):
        return ("government",)
    titles = "".join(t.title for t in facts.tables)
    if kind == "department_account" or (kind != "department_budget" and titles.count("决算") > titles.count("预算")):
        return ("any", "final")
    return ("any", "budget")


def _relations(cells: StandardCells, standard: StandardRelation) -> Iterator[Relation]:
    """A relation that has been seen to hold in published tables is an error where it does not; others are doubtful,
    and so are those of tables that offices fill as they choose (projects)."""
    kinds = {standard.left.table, *(t.table for t in standard.right)}
    sure = standard.evidence == "checked" and kinds <= EVERYWHERE
    severity = SEVERITY if sure else Severity.WARNING
    for result, terms in cells.matched(standard):
        inputs = tuple(f for f, _ in terms)
        signs = tuple(s for _, s in terms)
        if standard.form != "sum" and len(inputs) != 1:
            continue
        form = FORMS[standard.form]
        if form is Form.AT_MOST and min(result.printed.digits, inputs[0].printed.digits) < 0:
            continue
        used = signs if form is Form.SUM else ()
        yield Relation(CODE, KIND, form, result, inputs, used, standard.label, severity)


def unit_slip(relation: Relation) -> bool:
    """Whether the two sides are the same digits in different units: that is a finding about the unit."""
    if relation.form is not Form.EQUAL or not all(f.printed.digits for f in relation.figures):
        return False
    ratio = relation.result.printed.value / relation.inputs[0].printed.value
    if not any(abs(ratio / slip - 1) < Fraction(1, 1000) for slip in UNIT_SLIPS):
        return False
    return relation.judge() is Verdict.INCONSISTENT
