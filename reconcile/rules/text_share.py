"""占比与金额对不上。

“甲X万元，占Y%”中的Y应当等于甲除以整体；整体是句中“占……的”所指的数，没有写明时是这一列举所属的总数。
为什么：占比常贴错相邻项目的，或用了别的总数作分母。

错误示例：一般公共预算财政拨款支出2940.05万元，其中：一般公共服务支出（类）2106.66万元，占71.73%（应为71.65%）。
正确示例：人员支出971.62万元，占36.8%（总数2636.92万元）。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.lexicon.names import normalise
from reconcile.prose.values import Statement
from reconcile.relations import Form, Relation
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result, Tick

CODE = "R204"
NAME = "占比计算有误"
KIND = "share"
SEVERITY = Severity.ERROR

# what a section's shares are shares of where no words say it
WHOLES: dict[str, tuple[str, ...]] = {
    "general": ("general_expenditure",),
    "fiscal": ("fiscal_expenditure", "fiscal_total", "general_expenditure"),
    "basic": ("general_basic_expenditure",),
    "income": ("income_this_year", "total_income"),
    "expenditure": ("expenditure_this_year", "total_expenditure"),
    "fund": ("fund_expenditure",),
    "capital": ("capital_expenditure",),
}


def check(facts: Facts) -> Iterator[Result]:
    statements = facts.prose.statements
    for position, statement in enumerate(statements):
        if statement.share is None:
            continue
        part = main_amount(statement)
        if part is None or part.type != "money":
            yield Tick(statement.share.key, Status.UNCHECKED, reason="占比没有对应的金额")
            continue
        whole = _whole(facts, position, statement)
        if whole is None:
            yield Tick(statement.share.key, Status.UNCHECKED, reason="找不到占比所指的总数")
        elif whole.printed.digits:
            yield Relation(CODE, KIND, Form.SHARE, statement.share, (part, whole), severity=SEVERITY)


def _whole(facts: Facts, position: int, statement: Statement) -> Figure | None:
    """The amount that the share is of: the one named after 占, else that of the list's whole, else of the section's."""
    statements = facts.prose.statements
    named = statement.share_of
    if named and normalise(named) not in ("", "总支出", "总收入", "比重", "总额", "总数", "总量", "其"):
        return _named(facts, position, statement, named)
    if statement.parent is not None:
        return main_amount(statements[statement.parent])
    for earlier in reversed(statements[:position]):
        if (
            earlier.subject.indicator in WHOLES.get(statement.scope, ())
            and earlier.subject.area == statement.subject.area
        ):
            return main_amount(earlier)
    return None


def _named(facts: Facts, position: int, statement: Statement, named: str) -> Figure | None:
    """The nearest earlier amount of what is named, in the same or an earlier section of the same area."""
    found = facts.lexicon.scan(named)
    indicator = found[-1].id if found else ""
    for earlier in reversed(facts.prose.statements[:position]):
        same = (
            earlier.subject.indicator == indicator if indicator else normalise(earlier.subject.name) == normalise(named)
        )
        if same and earlier.subject.area == statement.subject.area and earlier.period == statement.period:
            return main_amount(earlier)
    return None
