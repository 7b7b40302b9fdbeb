"""What else would have to change with a number: totals, rates and sentences that rest on it and hold today."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from reconcile.diagnosis.repairs import Holding, with_values
from reconcile.diagnosis.tell import directed, stated
from reconcile.figures import Figure, Key
from reconcile.findings import Following
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check, Relation

MOST = 12  # numbers told; a change that shakes more of the document is seldom the right one


def following(figure: Figure, value: Printed, holding: Holding) -> tuple[Following, ...]:
    """The numbers that rest on the figure and would be contradicted with the new value, each with its own new value
    where one follows; what rests on them too, up to `MOST`. None of them stands in a relation that is broken today."""
    changed: dict[Key, Printed] = {figure.key: value}
    waiting = deque([figure.key])
    told: list[Following] = []
    seen: set[int] = set()
    while waiting:
        for check in _shaken(waiting.popleft(), holding, changed, seen):
            target = _target(check.relation, changed)
            if target is None or len(told) == MOST:
                continue
            new = _value(check.relation, target, changed)
            told.append(_told(target, new))
            changed[target.key] = new or target.printed
            if new:
                waiting.append(target.key)
    return tuple(told)


def _shaken(key: Key, holding: Holding, changed: dict[Key, Printed], seen: set[int]) -> Iterator[Check]:
    """The relations of a number that hold no longer, each once."""
    for check in holding.get(key, ()):
        if id(check) not in seen and check.relation.judge(changed) is Verdict.INCONSISTENT:
            seen.add(id(check))
            yield check


def _target(relation: Relation, changed: dict[Key, Printed]) -> Figure | None:
    """The number that has to follow: the result, else the only input; of several inputs nobody knows which."""
    if relation.result.key not in changed:
        return relation.result
    left = [f for f in relation.inputs if f.key not in changed]
    return left[0] if len(left) == 1 else None


def _value(relation: Relation, target: Figure, changed: dict[Key, Printed]) -> Printed | None:
    """What the number would have to be, in its own printed precision; None where the relation leaves that open."""
    if relation.form is Form.AT_MOST:
        return None
    now = with_values(relation, changed)
    exact = now.expected() if target.key == relation.result.key else now.solve_exactly(target.key)
    return None if exact is None else Printed(round(exact / target.printed.last_place), target.printed.exponent)


def _told(target: Figure, new: Printed | None) -> Following:
    expected = directed(new.value, target) if new else ""
    return Following(f"{stated(target)}改为{expected}" if new else stated(target), target.evidence("follows"), expected)
