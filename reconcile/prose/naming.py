"""What the words before a number call it, and when two subjects are the same."""

from __future__ import annotations

import re

from reconcile.prose import wording
from reconcile.prose.spots import Spot
from reconcile.prose.values import Subject

CLAUSE = re.compile(r"[,;:。、(]")
BRACKETED = re.compile(r"\([^()]*\)")


def same_but_area(one: Subject, other: Subject) -> bool:
    return one.area != other.area and same(one._replace(area=""), other._replace(area=""))


def start_of(spot: Spot, subject: Subject | None) -> int:
    return subject.start if subject else spot.lead_start


def same(one: Subject, other: Subject) -> bool:
    if one.area and other.area and one.area != other.area:
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    if one.path and other.path:
        return one.path == other.path or (one.path[-1] == other.path[-1] and 1 in (len(one.path), len(other.path)))
    return one.name == other.name


def without_names(text: str) -> str:
    """The words of a measure without the names that hold 预算 or 决算 themselves (一般公共预算, 政府性基金预算)."""
    return re.sub(
        r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算单位|预算内", "", text
    )


def exception_in(lead: str) -> str:
    found = wording.EXCEPTION.search(lead)
    return found[0] if found else ""


def raw_name(lead: str) -> str:
    """What the last clause before a number calls it, without the words that name nothing; "" where nothing is left."""
    clause = CLAUSE.split(BRACKETED.sub("", lead))[-1].strip(")")
    clause = wording.PARTS.split(clause)[-1] or ""
    while True:
        match = wording.FILLER.match(clause)
        if not match or not match[0]:
            break
        clause = clause[match.end() :]
    clause = wording.MEASURE_TAIL.sub("", clause)
    return clause if len(clause) >= 2 and not wording.NAMELESS.fullmatch(clause) else ""
