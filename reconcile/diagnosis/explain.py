"""The fewest wrong numbers that explain a set of broken relations.

Relations that share numbers make a component. One number that, changed, repairs the whole component is its root cause;
else two numbers are tried; what neither explains goes to the solver. Every answer is checked with the printed
intervals, so that a change counts only if it truly repairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reconcile.diagnosis.hints import SLIPPED, hint
from reconcile.diagnosis.repairs import EXACT, Holding, candidates, cost, repaired
from reconcile.diagnosis.solver import fewest_changes
from reconcile.figures import Figure, Key
from reconcile.interval import Printed
from reconcile.relations import Check

SLIP, UNIT_SLIP = 2, 50  # what digits that show a slip, or the wrong unit, speak for an alternative
MOST_PAIRS = 3000  # pairs of numbers tried in one component


class Alternative(NamedTuple):
    figure: Figure
    value: Printed
    cost: int


class Cause(NamedTuple):
    """Broken relations with one root: the numbers that, each changed alone, would repair them, the likeliest first."""

    checks: tuple[Check, ...]
    alternatives: tuple[Alternative, ...]


def explain(broken: Sequence[Check], holding: Holding) -> Iterator[Cause]:
    """The causes of the broken relations, each relation in one cause."""
    for component in components(broken):
        yield from _component(component, holding)


def components(checks: Sequence[Check]) -> list[list[Check]]:
    """The checks that hang together through shared numbers, in their order."""
    groups: list[tuple[set[Key], list[Check]]] = []
    for check in checks:
        keys = {f.key for f in check.relation.figures}
        joined = [check]
        rest = []
        for known, members in groups:
            if known & keys:
                keys |= known
                joined = members + joined
            else:
                rest.append((known, members))
        groups = [*rest, (keys, joined)]
    return [members for _, members in groups]


def _component(checks: list[Check], holding: Holding) -> Iterator[Cause]:
    single = _singles(checks, holding)
    if single or len(checks) == 1:
        yield Cause(tuple(checks), tuple(single))
        return
    changes = _pair(checks, holding) or fewest_changes(checks, holding)
    if not changes:
        yield from _greedy(checks, holding)
        return
    left = list(checks)
    for key in sorted(changes, key=lambda k: -len(repaired(checks, {k: changes[k]}))):
        members = [c for c in left if any(f.key == key for f in c.relation.figures)]
        mine = repaired(members, {key: changes[key]}) or members
        if mine:
            yield Cause(tuple(mine), tuple(_singles(mine, holding)))
            left = [c for c in left if all(c is not m for m in mine)]
    if left:
        yield from _greedy(left, holding)


def _singles(checks: Sequence[Check], holding: Holding) -> list[Alternative]:
    """Every number that alone repairs all of the checks, with its value; the best supported first.

    An input of a rate can be solved for, but is named only where its digits show a slip: any number can be bent to a
    wrong percentage.
    """
    found = []
    for figure in checks[0].relation.figures:
        key = figure.key
        if not all(any(f.key == key for f in c.relation.figures) for c in checks):
            continue
        bent = all(c.relation.form not in EXACT and c.relation.result.key != key for c in checks)
        for value in candidates(key, checks):
            slip = hint(figure.printed, value)
            if len(repaired(checks, {key: value})) == len(checks) and (slip or not bent):
                bonus = UNIT_SLIP if slip == SLIPPED else SLIP if slip else 0
                found.append(Alternative(figure, value, cost({key: value}, holding) - bonus))
    return sorted(found, key=lambda a: a.cost)


def _pair(checks: Sequence[Check], holding: Holding) -> dict[Key, Printed]:
    """The cheapest two numbers that together repair all of the checks."""
    members: dict[Key, list[Check]] = defaultdict(list)
    for check in checks:
        for figure in check.relation.figures:
            members[figure.key].append(check)
    best: dict[Key, Printed] = {}
    lowest = 0
    tried = 0
    for one in {f.key for f in checks[0].relation.figures}:
        rest = [c for c in checks if c not in members[one]]
        others = {f.key for f in rest[0].relation.figures} if rest else set(members)
        for other in others - {one}:
            tried += 1
            if tried > MOST_PAIRS:
                return best
            if not all(c in members[other] for c in rest):
                continue
            for changed in _values(one, other, members, checks):
                price = cost(changed, holding)
                if not best or price < lowest:
                    best, lowest = changed, price
    return best


def _values(
    one: Key, other: Key, members: dict[Key, list[Check]], checks: Sequence[Check]
) -> Iterator[dict[Key, Printed]]:
    alone = [c for c in members[one] if c not in members[other]]
    for first in candidates(one, alone or members[one]):
        changed = {one: first}
        for second in candidates(other, members[other], changed):
            both = {**changed, other: second}
            if len(repaired(checks, both)) == len(checks):
                yield both


def _greedy(checks: list[Check], holding: Holding) -> Iterator[Cause]:
    """One number after the other, each repairing as many of what is left as any can."""
    left = list(checks)
    while left:
        best: list[Check] = [left[0]]
        for key in {f.key for c in left for f in c.relation.figures}:
            members = [c for c in left if any(f.key == key for f in c.relation.figures)]
            for value in candidates(key, members) if len(members) > len(best) else ():
                mended = repaired(members, {key: value})
                if len(mended) > len(best):
                    best = mended
        yield Cause(tuple(best), tuple(_singles(best, holding)))
        left = [c for c in left if all(c is not b for b in best)]
