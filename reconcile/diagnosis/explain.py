"""The fewest wrong numbers that explain a set of broken relations.

Relations that share numbers make a component. One number that, changed, repairs the whole component is its root cause;
else two numbers are tried; what neither explains goes to the solver. Every answer is checked with the printed
intervals, so that a change counts only if it truly repairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reconcile.diagnosis.hints import SLIPPED, copied, hint
from reconcile.diagnosis.repairs import EXACT, Holding, candidates, cost, impossible, repaired
from reconcile.diagnosis.solver import fewest_changes
from reconcile.figures import Figure, Key
from reconcile.interval import Printed
from reconcile.relations import Check
from reconcile.tuples import NamedTuple

SLIP, UNIT_SLIP = 2, 50  # what digits that show a slip, or the wrong unit, speak for an alternative
MOST_PAIRS = 3000  # pairs of numbers tried in one component
MOST_RELATIONS = 60  # in a component that is searched for the fewest numbers; larger ones are taken one by one


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
    few = len(checks) <= MOST_RELATIONS
    changes = (_pair(checks, holding) or fewest_changes(checks, holding)) if few else {}
    if changes:
        yield from _shared_out(checks, changes, holding)
    else:
        yield from _greedy(checks, holding)


def _shared_out(checks: list[Check], changes: dict[Key, Printed], holding: Holding) -> Iterator[Cause]:
    """One cause for each changed number, with the relations that it breaks; one that several break is told of the
    number that breaks fewest, so that each has one."""
    of = _members(checks)
    left = set(range(len(checks)))
    for key in sorted(changes, key=lambda k: len(of[k])):
        mine = [checks[i] for i in sorted(of[key] & left)]
        left -= of[key]
        if mine:
            others = {k: v for k, v in changes.items() if k != key}
            singles = _singles(mine, holding, others)
            yield Cause(tuple(mine), tuple(sorted(singles, key=lambda a: a.figure.key != key)))


def _members(checks: Sequence[Check]) -> dict[Key, set[int]]:
    """The positions of the checks that each number stands in."""
    members: dict[Key, set[int]] = defaultdict(set)
    for position, check in enumerate(checks):
        for figure in check.relation.figures:
            members[figure.key].add(position)
    return members


def _singles(
    checks: Sequence[Check], holding: Holding, others: Mapping[Key, Printed] | None = None
) -> list[Alternative]:
    """Every number that alone repairs all of the checks, with its value; the best supported first. ``others`` are
    numbers that are wrong too and have been put right.

    An input of a rate can be solved for, but is named only where its digits show a slip, or repeat its neighbour's:
    any number can be bent to a wrong percentage. Or where the others make a percentage that cannot be: then it is not
    the percentage that is wrong.
    """
    others = others or {}
    strange = {c.relation.result.key for c in checks if impossible(c)}
    found = []
    for key, figure in {f.key: f for f in checks[0].relation.figures}.items():
        if key in others or key in strange or not all(any(f.key == key for f in c.relation.figures) for c in checks):
            continue
        bent = all(c.relation.form not in EXACT and c.relation.result.key != key for c in checks)
        for value in candidates(key, checks, others):
            slip = hint(figure.printed, value) or copied(figure, checks)
            if (slip or strange or not bent) and len(repaired(checks, {**others, key: value})) == len(checks):
                bonus = UNIT_SLIP if slip == SLIPPED else SLIP if slip else 0
                found.append(Alternative(figure, value, cost({key: value}, holding) - bonus))
    slipped = [a for a in found if hint(a.figure.printed, a.value) == SLIPPED]
    if len(slipped) > 1:  # 6亿元 or 2.2万元: the wrong unit is the one that the document seldom uses
        units = Counter(f.unit for members in holding.values() for c in members for f in c.relation.figures)
        found = [*sorted(slipped, key=lambda a: units[a.figure.unit]), *(a for a in found if a not in slipped)]
    return sorted(found, key=lambda a: a.cost)


def _pair(checks: Sequence[Check], holding: Holding) -> dict[Key, Printed]:
    """The cheapest two numbers that together repair all of the checks."""
    of = _members(checks)
    everything = set(range(len(checks)))
    best: dict[Key, Printed] = {}
    lowest = tried = 0
    for one in dict.fromkeys(f.key for f in checks[0].relation.figures):
        rest = everything - of[one]
        others = {f.key for f in checks[min(rest)].relation.figures} if rest else set(of)
        for other in sorted(k for k in others if k != one and rest <= of[k]):
            tried += 1
            if tried > MOST_PAIRS:
                return best
            alone = [checks[i] for i in sorted(of[one] - of[other])]
            for changed in _values(one, other, alone, [checks[i] for i in sorted(of[other])], checks):
                price = cost(changed, holding)
                if not best or price < lowest:
                    best, lowest = changed, price
    return best


def _values(
    one: Key, other: Key, alone: Sequence[Check], members: Sequence[Check], checks: Sequence[Check]
) -> Iterator[dict[Key, Printed]]:
    """The values of two numbers that repair all; ``alone`` are the checks that only the first stands in."""
    shared = alone or [c for c in members if any(f.key == one for f in c.relation.figures)]
    for first in candidates(one, shared):
        changed = {one: first}
        if len(repaired(alone, changed)) < len(alone):
            continue
        for second in candidates(other, members, changed):
            both = {**changed, other: second}
            if len(repaired(checks, both)) == len(checks):
                yield both


def _greedy(checks: Sequence[Check], holding: Holding) -> Iterator[Cause]:
    """One number after the other, each repairing as many of what is left as any can."""
    of = _members(checks)
    left = set(range(len(checks)))
    mended: dict[Key, set[int]] = {}
    while left:
        best = {min(left)}
        for key, members in of.items():
            if len(members & left) <= len(best):
                continue
            if key not in mended:
                mended[key] = _most_repaired(key, sorted(members & left), checks)
            best = max(best, mended[key] & left, key=len)
        told = [checks[i] for i in sorted(best)]
        yield Cause(tuple(told), tuple(_singles(told, holding)))
        left -= best


def _most_repaired(key: Key, members: Sequence[int], checks: Sequence[Check]) -> set[int]:
    """The most of the checks that one value of the number repairs."""
    most: set[int] = set()
    mine = [checks[i] for i in members]
    for value in candidates(key, mine):
        positions = {id(c): i for i, c in zip(members, mine, strict=True)}
        found = {positions[id(c)] for c in repaired(mine, {key: value})}
        most = max(most, found, key=len)
    return most
