"""A finding's fingerprint: the same for the same mistake when lines and pages around it move.

It is made of the rule and of what the evidence says, not of where it stands, so that a finding is known again in the
next draft. Findings that are alike are told apart by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol


class SomeEvidence(Protocol):
    @property
    def role(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def table(self) -> str | None: ...
    @property
    def row(self) -> str | None: ...
    @property
    def column(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...


class SomeFinding(Protocol):
    """A finding of the rules or one of the wire format; both have these names."""

    @property
    def code(self) -> str: ...
    @property
    def evidence(self) -> Sequence[SomeEvidence]: ...


def fingerprints(findings: Iterable[SomeFinding]) -> tuple[str, ...]:
    """24 hexadecimal digits for each finding; all differ within one document."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        base = essence(finding)
        seen[base] += 1
        text = f"{base}\x1d{seen[base]}" if seen[base] > 1 else base
        found.append(sha256(text.encode()).hexdigest()[:24])
    return tuple(found)


def essence(finding: SomeFinding) -> str:
    """What makes the finding this one: its rule and the words and numbers of its evidence, without blanks."""
    pieces = ((e.role, e.quote, e.table, e.row, e.column, e.value) for e in finding.evidence)
    return "\x1e".join([finding.code, *("\x1f".join("".join((p or "").split()) for p in piece) for piece in pieces)])
