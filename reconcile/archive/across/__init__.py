"""Across documents: what one document of an office says of another, held against that other.

Linked are the years of an office (budget and account) and a department's document with its unit's of the same year.
Everything here abstains where names, columns or units do not fit exactly: a false alarm is worse than a miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from reconcile.archive.across import amounts, texts
from reconcile.archive.across.following import followed
from reconcile.archive.across.papers import Cross, Paper, from_outcome
from reconcile.archive.identity import same_office
from reconcile.findings import Finding, Outcome

Slot = tuple[str, str, str, int]  # office, level, basis, year

__all__ = ["Cross", "Paper", "compare", "follow", "twins"]


def compare(papers: Sequence[Paper]) -> list[Cross]:
    """All that can be said of the documents of a department and its units. Where there are two versions of one document
    nothing is said of either."""
    single = singles(papers)
    found: list[Cross] = []
    for paper, other in linked(single):
        if paper.year == other.year:
            found += amounts.plans(paper, other)
        else:
            found += amounts.last_year(paper, other)
            found += texts.unchanged(paper, other)
            found += texts.copied(paper, other)
    for slot, paper in sorted(single.items()):
        if slot[1] == "unit" and (department := department_of(paper, single)):
            found += amounts.at_most(paper, department)
    return found


def linked(single: dict[Slot, Paper]) -> Iterator[tuple[Paper, Paper]]:
    """Each account with its budget, and each document with that of the year before."""
    for (office, level, basis, year), paper in sorted(single.items()):
        if basis == "account" and (plan := single.get((office, level, "budget", year))):
            yield paper, plan
        if before := single.get((office, level, basis, year - 1)):
            yield paper, before


def singles(papers: Sequence[Paper]) -> dict[Slot, Paper]:
    """The papers by office, level, basis and year, where each is the only one of its kind."""
    found: dict[Slot, list[Paper]] = {}
    for paper in papers:
        if paper.year and paper.basis:
            found.setdefault((paper.office, paper.level, paper.basis, paper.year), []).append(paper)
    return {slot: group[0] for slot, group in found.items() if len(group) == 1}


def department_of(unit: Paper, single: dict[Slot, Paper]) -> Paper | None:
    """The department's document: of the same name, or of the longest that the unit's begins with (临江市统计局 for
    临江市统计局普查中心)."""
    names = {office for office, level, _, _ in single if level == "department" and unit.office.startswith(office)}
    nearest = max(names, key=len, default="")
    return single.get((nearest, "department", unit.basis, unit.year or 0))


def twins(outcomes: Sequence[Outcome], paths: Sequence[str] = ()) -> list[Finding]:
    """The contradictions between a department's and its unit's documents that are checked together.

    ``paths`` are the documents' names, in the same order; with their titles they say which is whose. Documents of the
    same year and kind are compared as department and unit, those of one office also as its years and as budget and
    account. Nothing is found where no title says which document is the department's.
    """
    papers = _papers(outcomes, paths)
    found: list[Cross] = []
    for one, other in combinations(papers, 2):
        levels = {one.level, other.level} - {""}
        told_apart = len(levels) == (2 if one.level and other.level else 1)
        if not one.basis or (one.basis, one.year) != (other.basis, other.year) or not told_apart:
            continue
        unit, department = (one, other) if one.level == "unit" or other.level == "department" else (other, one)
        found += amounts.at_most(unit, department)
    for same in _of_one_office(papers):
        found += compare(same)
    return [cross.finding for cross in found]


def follow(outcomes: Sequence[Outcome], paths: Sequence[str] = ()) -> list[Outcome]:
    """The outcomes of documents that are checked together, whose corrections also list what the office's other
    documents print of the number."""
    papers = _papers(outcomes, paths)
    pairs = [pair for same in _of_one_office(papers) for pair in linked(singles(same))]
    return followed(outcomes, papers, pairs)


def _papers(outcomes: Sequence[Outcome], paths: Sequence[str]) -> list[Paper]:
    names = list(paths) or [""] * len(outcomes)
    return [from_outcome(o, p, str(i)) for i, (o, p) in enumerate(zip(outcomes, names, strict=True))]


def _of_one_office(papers: Sequence[Paper]) -> Iterator[list[Paper]]:
    """The papers of each level, where all are of one office, under whatever name each calls it."""
    for level in ("department", "unit", ""):
        same = [p for p in papers if p.level == level]
        if all(same_office(a.office, b.office) for a, b in combinations(same, 2)):
            yield [replace(p, office="") for p in same]
