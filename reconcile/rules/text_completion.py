"""完成率与预算数、决算数对不上。

“年初预算为A万元，支出决算为B万元，完成年初预算的C%”中C应当等于B÷A。
为什么：完成率常以增减率、别的年度或别的项目的数代替。

错误示例：年初预算为200.00万元，支出决算为190.00万元，完成年初预算的98.00%（应为95.00%）。
正确示例：年初预算为400.00万元，支出决算为392.00万元，完成年初预算的98.00%。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.address import Source, Standing, compare
from reconcile.align import Aligner
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.index import Index
from reconcile.interval import Interval, Printed, Verdict, judge_rate, play_within, scaled, share
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.rate_causes import of_completion
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result, Tick

CODE = "R205"
NAME = "完成率计算有误"
KIND = "completion"
SEVERITY = Severity.ERROR


def check(facts: Facts) -> Iterator[Result]:
    aligner = Aligner(facts)
    office = not facts.profile.kind.startswith("government")
    for statement in facts.prose.statements:
        if statement.completion is not None:
            yield from _statement(facts, statement, statement.completion, aligner, office)


def _statement(facts: Facts, statement: Statement, rate: Figure, aligner: Aligner, office: bool) -> Iterator[Result]:
    index = facts.index
    actual, change = main_amount(statement), statement.change
    budget = _budget(statement, office)
    budget = tuple(b for b in budget if b.key < rate.key or b.key[0] != rate.key[0])  # what follows is of another
    base = budget[-1] if budget else None
    if not base and actual and change and statement.base == "budget" and change.type == actual.type:
        yield Relation(CODE, KIND, Form.LEVEL, rate, (actual, change), severity=SEVERITY)
        return
    if actual and base and actual.key == base.key:  # 预算数为A万元，完成年初预算的C%: the outcome stands elsewhere
        actual = index.amount(rate.address._replace(measure="actual"))
    others = _elsewhere(statement, rate, index, office) if base is None else ()
    base = base or next(iter(others), None) or _in_table(statement, aligner)
    known = base is not None and actual is not None and base.key != actual.key and bool(base.printed.digits)
    if not known and actual and not actual.printed.digits and not rate.printed.digits:
        yield Tick(rate.key, Status.AGREES, (actual.evidence("part"),), resolution=Fraction(1))  # of a budget, if any
    elif base is None and actual and (left := _left_of_budget(facts, statement, rate, actual)):
        partners = (actual.evidence("part"), left.evidence("left"))
        allowed = _share_with(actual.printed, left.printed)
        yield Tick(rate.key, Status.AGREES, partners, resolution=play_within(rate.printed, allowed))
    elif base is None or actual is None or base.key == actual.key:
        yield Tick(rate.key, Status.UNCHECKED, reason="正文没有这一完成率的预算数")
    elif base.printed.digits:
        relation = Relation(CODE, KIND, Form.SHARE, rate, (actual, base), severity=SEVERITY)
        readings = tuple(relation._replace(inputs=(actual, other)) for other in others[1:] if other.printed.digits)
        adjusted = statement.completion_of == "adjusted_budget" and base.address.measure == "adjusted_budget"
        relation = relation._replace(readings=readings, named=adjusted or bool(readings))
        wrong = relation.judge() is Verdict.INCONSISTENT
        another = statement.completion_of == "adjusted_budget" and base.address.measure == "budget"
        if wrong and another and not _plainly(facts, base, rate):
            yield Tick(rate.key, Status.UNCHECKED, reason="没有写明调整后的预算数")
            return
        yield relation._replace(cause=of_completion(rate.printed, actual.printed, base.printed) if wrong else "")


def _left_of_budget(facts: Facts, statement: Statement, rate: Figure, actual: Figure) -> Figure | None:
    """支出187.8亿元，为调整预算的79.9%; ……，年终结余47.3亿元: what is left of the year, with which it comes to the
    budget that is not printed. One that does not fit says nothing."""
    if statement.completion_of != "adjusted_budget" or not statement.subject.name.endswith("支出"):
        return None
    for other in facts.prose.statements:
        left = main_amount(other)
        near = 0 <= other.block - statement.block <= NEAR and LEFT.match(other.subject.name)
        if not near or left is None or left.type != "money" or left.printed.digits <= 0:
            continue
        exponent = min(actual.printed.exponent, left.printed.exponent)
        budget = Printed(sum(scaled((actual.printed, left.printed), exponent)), exponent)
        fits = judge_rate(rate.printed, share, actual.printed, budget) <= Verdict.BY_ROUNDING
        allowed = _share_with(actual.printed, left.printed)
        fits = fits and allowed.high - allowed.low <= FINE
        if fits and compare(left.address, actual.address, ASIDE).standing is not Standing.DIFFERENT:
            return left
    return None


def _share_with(actual: Printed, left: Printed) -> Interval:
    """Between which percentages the outcome is a share of itself and what is left."""
    done, rest = actual.interval(), left.interval()
    return Interval(100 * done.low / (done.low + rest.high), 100 * done.high / (done.high + rest.low))


FINE = Fraction(1, 2)  # percentage points
LEFT = lazy(r"年[终末](?:滚存)?结[余转]")
NEAR = 2  # paragraphs
ASIDE = ("subject", "measure")


def _plainly(facts: Facts, budget: Figure, rate: Figure) -> bool:
    """预算为12万元，……，完成全年预算的p%: one sentence, and the only budget in it is not called the first one."""
    if facts.prose.sentence(budget.key) != facts.prose.sentence(rate.key):
        return False
    text = facts.text(budget.key[0])
    first = text.rfind("。", 0, budget.key[1]) + 1
    return "年初" not in text[first : budget.key[1]] and "全年" in text[max(rate.key[1] - NAMED, 0) : rate.key[1]]


NAMED = 8  # characters in which a rate says what it completes


def _elsewhere(statement: Statement, rate: Figure, index: Index, office: bool) -> tuple[Figure, ...]:
    """The budgets in other sentences on the same thing, the adjusted one first; only that where the words name it."""
    adjusted = statement.completion_of == "adjusted_budget"
    measures = ("adjusted_budget", "budget") if office or not adjusted else ("adjusted_budget",)
    found = (index.amount(rate.address._replace(measure=measure)) for measure in measures)
    return tuple(f for f in found if f and f.address.sources.measure > Source.ASSUMED)


def _in_table(statement: Statement, aligner: Aligner) -> Figure | None:
    """The budget beside the outcome in a table."""
    if not statement.subject.indicator:
        return None
    match = aligner.match(statement, "budget")
    if statement.completion_of == "adjusted_budget":
        adjusted = aligner.match(statement, "adjusted_budget")
        match = adjusted if adjusted.cells else match
    budgets = (c for c in match.cells if c.address.measure.endswith("budget") and c.printed.digits)
    return next(budgets, None) if match.certain else None


def _budget(statement: Statement, department: bool) -> tuple[Figure, ...]:
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
    if statement.completion_of != "adjusted_budget":
        return budget or (adjusted if department else None) or ()
    return adjusted or (budget if department else None) or ()
