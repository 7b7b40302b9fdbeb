"""A document with what checking it yielded: what every report is made from. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconcile.decisions.lines import Line
from reconcile.decisions.standing import Standing
from reconcile.document import Document
from reconcile.findings import Finding, Outcome, Severity
from reconcile.fingerprint import fingerprints


@dataclass(frozen=True)
class Checked:
    """``data`` are the document's original bytes, needed to mark up a DOCX or PDF; None where they were not kept.

    ``suppressed`` maps fingerprints to why the finding is not to be told (a baseline, a reviewer's word). Reports
    leave such findings out, but for SARIF, which lists them as suppressed. ``decisions`` are what people decided, by
    fingerprint of a finding or a number, and ``trail`` the lines that say so.
    """

    document: Document
    outcome: Outcome
    data: bytes | None = None
    suppressed: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, Standing] = field(default_factory=dict)
    trail: tuple[Line, ...] = ()

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """One for each finding of the outcome, in its order."""
        return fingerprints(self.outcome.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are to be told."""
        if not self.suppressed:
            return self.outcome.findings
        pairs = zip(self.outcome.findings, self.fingerprints, strict=True)
        return tuple(f for f, print_ in pairs if print_ not in self.suppressed)

    def count(self, severity: Severity) -> int:
        return sum(f.severity == severity for f in self.findings)
