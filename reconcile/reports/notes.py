"""What is written beside the wrong number in a marked-up document, and at which places."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Document
from reconcile.findings import Evidence, Finding

from .quoting import where
from .words import ZH, advice, amount

FEW = 3  # other sides that each get a note of their own
MOST = 8  # other places that a note names


def places_for(finding: Finding) -> Iterator[tuple[bool, Evidence | None]]:
    """(whether it is the main place, the evidence): the first place, and the other side or sides where they are few."""
    places: dict[object, Evidence] = {}
    for evidence in finding.evidence:
        if evidence.block is not None:
            places.setdefault(place_of(evidence), evidence)
    if not places:
        yield True, None
        return
    first, *others = places.values()
    yield True, first
    if len(others) > FEW:
        others = [e for e in others if e.cell is not None][:1]
    for other in others:
        yield False, other


def lines_for(document: Document, finding: Finding, evidence: Evidence | None, first: bool) -> tuple[str, ...]:
    """The note's lines: what is said, what the other side says, what it should be and what to do."""
    head = f"【{ZH[finding.severity]}】{finding.code} {finding.name}"
    if not first:
        other = next((e for e in finding.evidence if e.block is not None and e is not evidence), None)
        against = f"对应：{where(document, other)} {amount(other) or other.quote}" if other else ""
        return tuple(line for line in (head, finding.message, against.replace("  ", " ")) if line)
    others = [e for e in finding.evidence if place_of(e) != place_of(evidence)]
    places = list(dict.fromkeys(f"{where(document, e)} {amount(e) or e.quote}".strip() for e in others))
    more = "；" + ZH["more"].format(len(places) - MOST) if len(places) > MOST else ""
    told = "；".join(places[:MOST]) + more
    notes = [("对应", told)]
    notes += [(ZH[key], text) for key, text in advice(finding)]
    return (head, finding.message, *(f"{name}：{text}" for name, text in notes if text))


def place_of(evidence: Evidence | None) -> tuple[object, ...]:
    return () if evidence is None else (evidence.block, evidence.cell, evidence.start, evidence.end)
