"""Amounts that the prose states anywhere, by what they are of: partners for rates whose own sentence has none."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_equal
from reconcile.profile import main_measure
from reconcile.prose.values import Statement


class Place(NamedTuple):
    """What makes two amounts the same one."""

    indicator: str
    area: str
    scope: str
    period: str
    measure: str


class Known:
    """Answers for one document. Only amounts on which all statements agree are known."""

    def __init__(self, facts: Facts) -> None:
        self.main = main_measure(facts.profile) or "amount"
        self._found: dict[Place, list[Figure]] = defaultdict(list)
        self.department = not facts.profile.kind.startswith("government")
        if not self.department:
            return  # the same name stands for 全市, 市级 and several years there
        for statement in facts.prose.statements:
            if not statement.subject.indicator or statement.exception:
                continue
            for measure, figures in statement.amounts.items():
                money = [f for f in figures if f.type == "money"]
                if measure in ("amount", "budget", "actual", "adjusted_budget") and money:
                    self._found[self.place(statement, measure)] += money[:1]

    def place(self, statement: Statement, measure: str = "amount", indicator: str = "") -> Place:
        """Where an amount of this measure (``amount`` is the document's own) of the statement's subject is kept."""
        own = indicator or statement.subject.indicator
        measure = self.main if measure == "amount" else measure
        return Place(own, statement.subject.area, statement.scope, statement.period, measure)

    def amount(self, place: Place) -> Figure | None:
        """The amount at a place, None where there is none or statements differ."""
        figures = self._found.get(place, [])
        if not figures or not place.indicator:
            return None
        same = all(judge_equal(figures[0].printed, f.printed) is not Verdict.INCONSISTENT for f in figures[1:])
        return min(figures, key=lambda f: f.printed.exponent) if same else None

    def places(self) -> tuple[Place, ...]:
        return tuple(self._found)
