"""Findings with one root cause stand together: those whose first evidence is the same number or words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from reconcile.findings import Finding
from reconcile.fingerprint import root


def by_root(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in groups, each in the order of the findings, the groups in the order of their first."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(root(finding) or number, []).append(finding)
    return list(groups.values())
