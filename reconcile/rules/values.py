"""What a rule hands over: relations to be judged, findings about words, and ticks."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.figures import Key
from reconcile.findings import Evidence, Finding, Status
from reconcile.relations import Relation


class Tick(NamedTuple):
    """A number of the prose (or a cell) that a rule has seen to agree, or cannot check and knows why."""

    key: Key
    status: Status
    against: tuple[Evidence, ...] = ()
    reason: str = ""


Result = Relation | Finding | Tick
