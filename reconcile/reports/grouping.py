"""The same sentence of a template with the same fault in several places is told once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from reconcile.findings import Finding


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
