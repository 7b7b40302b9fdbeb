"""A document with what checking it yielded: what every report is made from. Imports nothing heavy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reconcile.document import Document, Notice
from reconcile.findings import Finding, Outcome, Severity, Status
from reconcile.fingerprint import Identity, identities
from reconcile.tuples import EMPTY, NamedTuple

if TYPE_CHECKING:
    from reconcile.decisions.lines import Line
    from reconcile.decisions.standing import Standing


class Result(StrEnum):
    """How the check of a document came out. ``INCOMPLETE``: something that belongs to the document could not be read or
    checked, whatever was found in the rest; ``CLEAN``: all was read, and nothing is to be told."""

    CLEAN = "clean"
    FINDINGS = "findings"
    INCOMPLETE = "incomplete"


class Hiding(NamedTuple):
    """A setting that took findings away, lowered them (``severity``, ``materiality``) or lets a run with them pass
    (``fail_on``). ``findings`` is how many, None where rules did not run, or read with another ``lexicon``, and nobody
    knows what there would have been."""

    setting: str  # select, ignore, lexicon, min_confidence, severity, materiality, suppress, baseline, fail_on, review
    value: str
    findings: int | None


class Hidden(NamedTuple):
    """What the settings took away, and from which file they come ("" for none)."""

    file: str = ""
    by: tuple[Hiding, ...] = ()


NOTHING_HIDDEN = Hidden()


class Coverage(NamedTuple):
    """What became of the numbers of the prose; ``weak`` are those of the ticks that are weak."""

    figures: int
    agrees: int
    by_rounding: int
    disagrees: int
    ambiguous: int
    unchecked: int
    weak: int

    @property
    def checked(self) -> int:
        return self.agrees + self.by_rounding + self.disagrees


class _Checked(NamedTuple):
    document: Document
    outcome: Outcome
    data: bytes | None = None
    suppressed: Mapping[str, str] = EMPTY
    hidden: Hidden = NOTHING_HIDDEN
    decisions: Mapping[str, Standing] = EMPTY
    trail: tuple[Line, ...] = ()


class Checked(_Checked):
    """``data`` are the document's original bytes, needed to mark up a DOCX or PDF; None where they were not kept.

    ``suppressed`` maps fingerprints to why the finding is not to be told (a baseline, a reviewer's word). Reports
    leave such findings out, but for SARIF, which lists them as suppressed. ``hidden`` counts all that settings did.
    ``decisions`` are what people decided, by fingerprint of a finding or a number, and ``trail`` the lines that say so.
    """

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """One for each finding of the outcome, in its order."""
        return identities(self.document, self.outcome)

    @property
    def told(self) -> tuple[tuple[Finding, Identity], ...]:
        """The findings that are to be told, with their identities."""
        pairs = zip(self.outcome.findings, self.identities, strict=True)
        return tuple((f, i) for f, i in pairs if i.fingerprint not in self.suppressed)

    @property
    def quiet(self) -> tuple[tuple[Finding, str, str], ...]:
        """The findings that are not to be told, each with its fingerprint and with who hid it and why."""
        pairs = zip(self.outcome.findings, self.identities, strict=True)
        gone = ((f, i.fingerprint) for f, i in pairs)
        return tuple((f, p, self.suppressed[p]) for f, p in gone if p in self.suppressed)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are to be told."""
        return tuple(f for f, _ in self.told) if self.suppressed else self.outcome.findings

    def count(self, severity: Severity) -> int:
        return sum(f.severity == severity for f in self.findings)

    @cached_property
    def incomplete(self) -> tuple[Notice, ...]:
        """What belongs to the document and could not be read or checked."""
        found = tuple(n for n in self.document.notices if n.unread)
        chosen = any(h.setting in ("select", "ignore") for h in self.hidden.by)  # rules on names alone check no number
        if not found and not chosen and not self.outcome.relations and not self.coverage.checked:
            none, all_ = "没有读到可以核对的数字，等于没有核对", "所有数字都没有核对，等于没有核对"
            return (Notice("warning", all_ if self.outcome.ledger else none, unread="document"),)
        return found

    @property
    def result(self) -> Result:
        if self.incomplete:
            return Result.INCOMPLETE
        return Result.FINDINGS if self.findings else Result.CLEAN

    @cached_property
    def coverage(self) -> Coverage:
        lines = self.outcome.ledger
        states = Counter(line.status for line in lines)
        return Coverage(
            figures=len(lines),
            agrees=states[Status.AGREES],
            by_rounding=states[Status.BY_ROUNDING],
            disagrees=states[Status.DISAGREES],
            ambiguous=states[Status.AMBIGUOUS],
            unchecked=states[Status.UNCHECKED],
            weak=sum(line.weak for line in lines),
        )
