"""The changes of all parts of an amount, said in paragraphs of their own, make up the change of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.index import of, trusted
from reconcile.prose.values import Statement
from reconcile.rules.statements import main_amount

Terms = tuple[Figure, tuple[Figure, ...], tuple[int, ...]]  # a change, those that make it up, and their signs
Place = tuple[str, str, str, str, str]
LEAST_PARTS = 2


def change_sums(facts: Facts) -> Iterator[Terms]:
    """Each whole with a change, or said to be what it was, and the changes of a complete set of its parts from the same
    base, each of them said once; a part that is flat adds nothing."""
    told = [s for s in facts.prose.statements if (s.change or flat_than(s)) and not s.exception]
    same: dict[Place, list[Statement]] = defaultdict(list)
    for statement in told:
        for indicator in (statement.subject.indicator, _all_of(statement, facts.prose.statements)):
            if indicator and (place := _place(statement, indicator)):
                same[place].append(statement)
    for whole in told:
        for names in facts.lexicon.parts.sets.get(whole.subject.indicator, ()):
            found = [same.get(place, []) for n in sorted(names) if (place := _place(whole, n))]
            parts = [s for one in found if len(one) == 1 for s in one if alike_changes(s, whole)]
            changes = [p.change for p in parts if p.change]
            if len(parts) < max(len(names), LEAST_PARTS) or not changes:
                continue
            if whole.change:
                yield whole.change, tuple(changes), ()
            elif len(changes) > 1:
                yield changes[0], tuple(changes[1:]), (-1,) * (len(changes) - 1)


def _all_of(part: Statement, statements: Sequence[Statement]) -> str:
    """What the part is all of: its change is that of 公务用车购置及运行费150万元，其中运行费150万元."""
    whole = statements[part.parent] if part.parent is not None else None
    own, above = main_amount(part), main_amount(whole) if whole else None
    return whole.subject.indicator if whole and own and above and own.printed == above.printed else ""


def flat_than(part: Statement) -> str:
    """What the part is said to be the same as, "" where it is not said to be."""
    return next((w.than for w in part.words if w.direction == "flat" and not w.roughly and not w.about), "")


def _base(statement: Statement) -> str:
    return statement.base if statement.change else flat_than(statement)


def _place(statement: Statement, indicator: str) -> Place | None:
    """Where a statement of an indicator stands that is of the same year, area, money and base."""
    address = of(statement)
    if address is None:
        return None
    address = trusted(address)
    return indicator, address.period, address.area, address.scope, _base(statement)[:4]


def alike_changes(part: Statement, whole: Statement) -> bool:
    """Whether a part has a change in money, and the two do not name two bases of one year: 比上年执行数, 比上年预算."""
    bases = {_base(s) for s in (part, whole)}
    apart = len(bases) > 1 and all("_" in b for b in bases)
    return not apart and (part.change is None or part.change.type == "money")
