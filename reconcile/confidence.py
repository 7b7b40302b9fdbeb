"""How often findings like one were right, where people have judged them; nothing where too few were.

Alike are findings of one severity, form and witness: the form is that of the relation that does not hold (equal, sum,
share …), for findings without one their kind (naming, year …). Where fewer than `FEWEST` of them were judged those of
the form count together, and where these are too few all of the severity. ``confidence.csv`` has the counts, by rule
too; ``python -m tools.reliability --write`` makes it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path

from reconcile.findings import Confidence, Finding, Severity
from reconcile.tuples import NamedTuple

COUNTS = Path(__file__).with_name("confidence.csv")
FEWEST = 20  # judged findings below which a frequency says nothing
Z = 1.959964  # standard deviations that hold 95 % of a normal distribution
COLUMNS = ("severity", "code", "form", "witness", "judged", "right")


class Judged(NamedTuple):
    """How many findings were judged, and how many of them were right."""

    judged: int
    right: int


def with_confidence(finding: Finding) -> Finding:
    """The finding with its measured confidence; none for info, which says that nothing need be wrong."""
    if finding.severity is Severity.INFO:
        return finding
    return finding._replace(confidence=measured(str(finding.severity), form(finding), finding.witness))


def form(finding: Finding) -> str:
    """What the finding counts with: the form of its relation, else its kind."""
    return finding.form or finding.kind


def measured(severity: str, form: str, witness: str) -> Confidence | None:
    """The frequency in the smallest group of findings that is large enough."""
    for group, key in (("witness", (form, witness)), ("form", (form,)), ("all", ())):
        counts = judged((severity, *key))
        if counts.judged >= FEWEST:
            return frequency(counts, group)
    return None


def of_rule(code: str) -> dict[str, Judged]:
    """What people judged of a rule's findings, by severity."""
    return {str(s): counts for s in Severity if (counts := judged((str(s), "rule", code))).judged}


def frequency(counts: Judged, group: str = "") -> Confidence:
    low, high = wilson(counts)
    return Confidence(counts.right / counts.judged, low, high, counts.judged, group)


def wilson(counts: Judged) -> tuple[float, float]:
    """The interval that holds the true frequency in 95 of 100 cases (Wilson's score interval)."""
    n, share = counts.judged, counts.right / counts.judged
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def judged(group: Sequence[str]) -> Judged:
    """The counts of a group: (severity,), (severity, form), (severity, form, witness), (severity, "rule", code)."""
    return _groups().get(tuple(group), Judged(0, 0))


@cache
def _groups() -> dict[tuple[str, ...], Judged]:
    found: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, ...]] = Counter()
    text = COUNTS.read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        severity, form, witness = row["severity"], row["form"], row["witness"]
        for key in ((severity,), (severity, form), (severity, form, witness), (severity, "rule", row["code"])):
            found[key] += int(row["judged"])
            right[key] += int(row["right"])
    return {key: Judged(n, right[key]) for key, n in found.items()}
