"""How a document rounds its rates, learnt from the rates themselves: some offices cut the digits off.

A rate that no rounding explains, but cutting off does, is an error in a document that rounds, and a habit in one that
cuts all its rates: several that only cutting explains, and none that was rounded up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reconcile.forms import RATES
from reconcile.interval import Verdict
from reconcile.relations import Check

FEWEST = 3  # rates that only cutting explains


def by_habit(checks: Sequence[Check]) -> list[Check]:
    """The checks, those of rates that the document's habit of cutting explains as possible and not as broken."""
    ends = {id(c): _end(c) for c in checks if c.relation.form in RATES}
    cut = [c for c in checks if ends.get(id(c)) == "cut" and c.verdict is Verdict.INCONSISTENT]
    rounded_up = any(ends.get(id(c)) == "up" and c.verdict is Verdict.AGREES for c in checks)
    if len({c.relation.result.key for c in cut}) < FEWEST or rounded_up:
        return list(checks)
    known = {id(c) for c in cut}
    return [_possible(c) if id(c) in known else c for c in checks]


def _possible(check: Check) -> Check:
    cause = "本文件的比率截去尾数而不四舍五入"
    return check._replace(relation=check.relation._replace(cause=cause), verdict=Verdict.POSSIBLE)


def _end(check: Check) -> str:
    """``cut`` or ``up``: which of the two gives the printed rate where they differ; "" where neither or both do."""
    exact, printed = check.relation.expected(), check.relation.result.printed
    if exact is None:
        return ""
    places = abs(exact) / printed.last_place
    cut, up = int(places), int(places + Fraction(1, 2))
    digits = abs(printed.digits)
    return "" if cut == up else "cut" if digits == cut else "up" if digits == up else ""
