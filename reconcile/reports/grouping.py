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


def by_template(groups: Iterable[list[Finding]]) -> list[list[list[Finding]]]:
    """Groups together where the same rule says the same words of the same quote: one sentence of a template that
    stands in several places. What is said of numbers is never put together: their places are different numbers."""
    found: dict[Hashable, list[list[Finding]]] = {}
    for number, group in enumerate(groups):
        first = group[0]
        wording = len(group) == 1 and first.evidence and all(e.value is None for e in first.evidence)
        key = (first.code, first.message, first.suggestion, first.evidence[0].quote) if wording else number
        found.setdefault(key, []).append(group)
    return list(found.values())
