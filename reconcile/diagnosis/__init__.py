"""From broken relations to findings: relations broken by one number are one finding."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.diagnosis.causes import group
from reconcile.findings import Finding
from reconcile.relations import Check


def diagnose(checks: Sequence[Check], names: dict[str, str]) -> list[Finding]:
    """The findings of the relations that are not satisfied; ``names`` are the rules' names by code."""
    return group(checks, names)
