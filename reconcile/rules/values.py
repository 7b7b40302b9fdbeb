"""What a rule hands over: relations to be judged, findings about words, and ticks."""

from __future__ import annotations

from fractions import Fraction

from reconcile.figures import Key
from reconcile.findings import Evidence, Finding, Status
from reconcile.relations import Relation
from reconcile.tuples import NamedTuple


class Tick(NamedTuple):
    """A number of the prose (or a cell) that a rule has seen to agree, or cannot check and knows why. ``resolution`` is
    the largest relative change that would not have been noticed, None where only the order of two numbers was seen."""

    key: Key
    status: Status
    against: tuple[Evidence, ...] = ()
    reason: str = ""
    resolution: Fraction | None = None


Result = Relation | Finding | Tick
