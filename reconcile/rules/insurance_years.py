"""What the insurances have left, from one year to the next: the balance of last year, what came in, what was spent.

They hand nothing over to anybody, so that the balances of two years and the account of the second hang together,
wherever in the document they are said. That they do not is no mistake by itself: a balance may have been adjusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.rules.statements import main_amount
from reconcile.tuples import NamedTuple

SCOPE = "insurance"
INCOME = lazy(r"(?:基金)?(?:预算)?收入$")
SPENT = lazy(r"(?:基金)?(?:预算)?支出$")
LEFT = lazy(r"(?:年[末终]|期末)?(?:滚存|累计)?结余$")
OF_THE_YEAR = lazy(r"(?:当|本)(?:年|期)")
BETWEEN = 3  # statements from the income to what is left: expenditure, and the surplus of the year


class Year(NamedTuple):
    """The account of one insurance, or of all, in one year."""

    of: str
    area: str
    period: str
    income: Figure
    spent: Figure
    left: Figure


def rolled(facts: Facts) -> Iterator[tuple[Figure, tuple[Figure, Figure, Figure]]]:
    """What is left of a year, with what was left before, the income and the expenditure."""
    years = {(y.of, y.area, y.period): y for y in _years(facts.prose.statements)}
    for (of, area, period), year in years.items():
        before = years.get((of, area, str(int(period) - 1)))
        if before:
            yield year.left, (before.left, year.income, year.spent)


def _years(statements: Sequence[Statement]) -> Iterator[Year]:
    for position, earned in enumerate(statements):
        income = main_amount(earned)
        if income is None or income.address.scope != SCOPE or not INCOME.search(earned.subject.name):
            continue
        of, spent = INCOME.sub("", earned.subject.name), None
        for statement in statements[position + 1 : position + 1 + BETWEEN]:
            figure, name = main_amount(statement), statement.subject.name
            if figure is None or statement.block != earned.block or statement.period != earned.period:
                break
            if spent is None and SPENT.sub("", name) == of != name:
                spent = figure
            elif spent and LEFT.search(name) and not OF_THE_YEAR.search(name) and earned.period.isdigit():
                yield Year(of, income.address.area, earned.period, income, spent, figure)
                break
