"""What another document prints of a number that is corrected in this one: a budget's in the account's 年初预算, last
year's in 上年决算数. It would have to change with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reconcile.archive.across.amounts import last_cells, planned, spot
from reconcile.archive.across.papers import Line, Paper, cell_evidence
from reconcile.archive.cells import Cell
from reconcile.findings import Correction, Evidence, Following, Outcome
from reconcile.interval import Verdict, judge_equal
from reconcile.tables.cells import number, scale
from reconcile.tuples import NamedTuple

Spot = tuple[int, int, int]  # of a number in its document: block, row and column; or block, where it begins, and -1


class Printing(NamedTuple):
    """Where a document prints a number."""

    paper: Paper
    of: Line | Cell

    def follows(self, value: Fraction) -> Following:
        """It as one that would have to become another value (元)."""
        text, unit = (self.of.quote, "") if isinstance(self.of, Line) else (self.of.text, self.of.unit)
        new = _as(value, text, unit)
        if isinstance(self.of, Line):
            told, evidence = f"{self.paper.name}的{self.of.subject}{text}", self.of.evidence("follows")
        else:
            told = f"{self.paper.name}《{self.of.title}》{spot(self.of)}{text}{unit}"
            evidence = cell_evidence(self.of, "follows", self.paper)
        return Following(f"{told}改为{new}", evidence, new)


def followed(
    outcomes: Sequence[Outcome], papers: Sequence[Paper], pairs: Sequence[tuple[Paper, Paper]]
) -> list[Outcome]:
    """The outcomes, whose corrections also list what other documents print of the number. ``pairs`` are an account and
    its budget, or a document and that of the year before; the ``doc`` of a paper is the place of its outcome."""
    printed: dict[tuple[str, Spot], list[Printing]] = defaultdict(list)
    for one, other in pairs:
        for a, b in _same(one, other):
            for here, there in ((Printing(one, a), Printing(other, b)), (Printing(other, b), Printing(one, a))):
                at = _spot(here.of, outcomes[int(here.paper.doc)])
                if at is not None:
                    printed[here.paper.doc, at].append(there)
    return [_with(outcome, paper.doc, printed) for outcome, paper in zip(outcomes, papers, strict=True)]


def _same(one: Paper, other: Paper) -> Iterator[tuple[Line | Cell, Line | Cell]]:
    """The numbers that both print today."""
    if one.year == other.year:
        found: Iterator[tuple[Line | Cell, Line | Cell]] = ((line, cell) for _, line, cell in planned(one, other))
    else:
        found = iter(last_cells(one, other))
    return (pair for pair in found if judge_equal(pair[0].printed, pair[1].printed) is not Verdict.INCONSISTENT)


def _spot(of: Line | Cell, outcome: Outcome) -> Spot | None:
    if isinstance(of, Line):
        return (*of.at, -1) if of.at else None
    block = outcome.tables[of.table].block
    return None if block is None else (block, of.row, of.column)


def _with(outcome: Outcome, doc: str, printed: Mapping[tuple[str, Spot], list[Printing]]) -> Outcome:
    findings = tuple(
        finding._replace(corrections=tuple(_more(c, doc, printed) for c in finding.corrections))
        for finding in outcome.findings
    )
    return outcome._replace(findings=findings)


def _more(correction: Correction, doc: str, printed: Mapping[tuple[str, Spot], list[Printing]]) -> Correction:
    at, value = _where(correction.evidence), _value(correction.expected)
    others = printed.get((doc, at), []) if at and value is not None else []
    return correction._replace(follows=(*correction.follows, *(o.follows(value) for o in others if value is not None)))


def _where(evidence: Evidence) -> Spot | None:
    if evidence.block is None:
        return None
    if evidence.cell is not None:
        return evidence.block, *evidence.cell
    return None if evidence.start is None else (evidence.block, evidence.start, -1)


def _value(text: str) -> Fraction | None:
    """What an amount in words is in 元."""
    match = re.fullmatch(r"(-?[\d,.]+)(\w*元)", text)
    found = number(match[1]) if match else None
    return found.printed.value * Fraction(10) ** scale(match[2]) if match and found else None


def _as(value: Fraction, text: str, unit: str) -> str:
    """A value in 元 printed as a number is: 2,636.92万元 with its unit and its decimals."""
    match = re.match(r"[^\d]*([\d,]*)(?:\.(\d+))?(\w*元)?", text)
    decimals, unit = len(match[2] or "") if match else 2, unit or (match and match[3]) or ""
    scaled = value / Fraction(10) ** scale(unit)
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}{unit}"
