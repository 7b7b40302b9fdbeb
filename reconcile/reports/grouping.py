"""Findings with one root cause stand together: those whose first evidence is the same number or words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from reconcile.findings import Finding


def by_root(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in groups, each in the order of the findings, the groups in the order of their first."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(root(finding, number), []).append(finding)
    return list(groups.values())


def root(finding: Finding, number: int) -> Hashable:
    """What the finding is about; a finding that points at no place is its own root."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None or first.block is None or (first.cell is None and first.start is None):
        return number
    return (first.block, first.cell, first.start, first.end)
