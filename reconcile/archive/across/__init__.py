"""Across documents: what one document of an office says of another, held against that other.

Linked are the years of an office (budget and account) and a department's document with its unit's of the same year.
Everything here abstains where names, columns or units do not fit exactly: a false alarm is worse than a miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from reconcile.archive.across import amounts, texts
from reconcile.archive.across.papers import Cross, Paper, from_outcome
from reconcile.archive.identity import same_office
from reconcile.findings import Finding, Outcome

__all__ = ["Cross", "Paper", "compare", "twins"]


def compare(papers: Sequence[Paper]) -> list[Cross]:
    """All that can be said of one office's documents; of two versions of the same document nothing is said."""
    found: list[Cross] = []
    by_place: dict[tuple[str, str, int], list[Paper]] = {}
    for paper in papers:
        if paper.year and paper.basis:
            by_place.setdefault((paper.level, paper.basis, paper.year), []).append(paper)
    single = {place: group[0] for place, group in by_place.items() if len(group) == 1}
    for (level, basis, year), paper in sorted(single.items()):
        if basis == "account" and (plan := single.get((level, "budget", year))):
            found += amounts.plans(paper, plan)
        if before := single.get((level, basis, year - 1)):
            found += amounts.last_year(paper, before)
            found += texts.unchanged(paper, before)
            found += texts.copied(paper, before)
        if level == "unit" and (department := single.get(("department", basis, year))):
            found += amounts.at_most(paper, department)
    return found


def twins(outcomes: Sequence[Outcome], paths: Sequence[str] = ()) -> list[Finding]:
    """The contradictions between a department's and its unit's documents that are checked together.

    ``paths`` are the documents' names, in the same order; with their titles they say which is whose. Documents of the
    same year and kind are compared as department and unit, those of one office also as its years and as budget and
    account. Nothing is found where no title says which document is the department's.
    """
    names = list(paths) or [""] * len(outcomes)
    papers = [from_outcome(o, p, str(i)) for i, (o, p) in enumerate(zip(outcomes, names, strict=True))]
    found: list[Cross] = []
    for one, other in combinations(papers, 2):
        levels = {one.level, other.level} - {""}
        if one.basis != other.basis or one.year != other.year or len(levels) != (2 if one.level and other.level else 1):
            continue
        unit, department = (one, other) if one.level == "unit" or other.level == "department" else (other, one)
        found += amounts.at_most(unit, department)
    for level in ("department", "unit", ""):
        same = [p for p in papers if p.level == level]
        if all(same_office(a.office, b.office) for a, b in combinations(same, 2)):
            found += compare(same)
    return [cross.finding for cross in found]
