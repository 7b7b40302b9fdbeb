"""The changes of all parts of an amount, said in paragraphs of their own, make up the change of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.index import of, trusted
from reconcile.prose.values import Statement

Terms = tuple[Figure, tuple[Figure, ...], tuple[int, ...]]  # a change, those that make it up, and their signs
LEAST_PARTS = 2


def change_sums(facts: Facts) -> Iterator[Terms]:
    """Each whole with a change, or said to be what it was, and the changes of a complete set of its parts from the same
    base; a part that is flat adds nothing."""
    told = [s for s in facts.prose.statements if s.change or flat_than(s)]
    for whole in told:
        for names in facts.lexicon.parts.sets.get(whole.subject.indicator, ()):
            parts = _parts(told, whole, names)
            changes = [p.change for p in parts if p.change]
            if len(parts) < max(len(names), LEAST_PARTS) or not changes:
                continue
            if whole.change:
                yield whole.change, tuple(changes), ()
            elif len(changes) > 1:
                yield changes[0], tuple(changes[1:]), (-1,) * (len(changes) - 1)


def flat_than(part: Statement) -> str:
    """What the part is said to be the same as, "" where it is not said to be."""
    return next((w.than for w in part.words if w.direction == "flat" and not w.roughly and not w.about), "")


def _parts(told: Sequence[Statement], whole: Statement, names: Collection[str]) -> list[Statement]:
    """The one statement of each name with a change of the whole's year, account and base, none of them listed."""
    found = []
    for name in sorted(names):
        same = [s for s in told if s.subject.indicator == name and _alike(s, whole)]
        if len(same) == 1 and (same[0].change is None or same[0].change.type == "money"):
            found += same
    return found


def _alike(part: Statement, whole: Statement) -> bool:
    one, other = of(part), of(whole)
    bases = [s.base if s.change else flat_than(s) for s in (part, whole)]
    apart = bases[0][:4] != bases[1][:4] or (len({*bases}) > 1 and all("_" in b for b in bases))  # 比上年执行数, 预算
    if one is None or other is None or apart or part.exception or whole.exception:
        return False
    one, other = trusted(one), trusted(other)
    return (one.period, one.area, one.scope) == (other.period, other.area, other.scope)
