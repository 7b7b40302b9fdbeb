"""What matters first: by severity, the certain before the doubtful, then by the amount at stake.

Told last within its severity is what is off by one unit of its last place only. Findings about the same place stand
together, behind the first of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal

from reconcile.findings import Finding, Severity
from reconcile.fingerprint import position, root

NOTHING = Decimal(0)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order in which every report tells them."""
    ordered = sorted(findings, key=_weight)
    groups = (group for s in Severity for group in by_root(f for f in ordered if f.severity is s))
    return tuple(finding for group in groups for finding in group)


def by_root(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in groups that are about the same number or words, each in the order of the findings, the groups in
    the order of their first."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(root(finding) or number, []).append(finding)
    return list(groups.values())


def _weight(finding: Finding) -> tuple[bool, float, Decimal, tuple[int, int]]:
    """Certainty counts in tenths: what is finer is chance, frequencies being measured on few findings."""
    certainty = round(finding.confidence.share, 1) if finding.confidence else 0.0
    amount = finding.stake.amount if finding.stake else NOTHING
    return (finding.tail, -certainty, -amount, position(finding))
