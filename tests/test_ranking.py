"""What matters first: severity, certainty, stake, and truncations last; findings about one place stand together."""

from __future__ import annotations

from decimal import Decimal

from reconcile.findings import Confidence, Evidence, Finding, Severity, Stake
from reconcile.ranking import ranked


def finding(
    message: str, *, severity: Severity = Severity.ERROR, confidence: float | None = 0.9, amount: int | None = None,
    tail: bool = False, block: int = 0,
) -> Finding:  # fmt: skip
    stake = None if amount is None else Stake(Decimal(amount))
    evidence = (Evidence("claim", message, start=0, end=1, block=block),)
    return Finding(
        "R000", "名称", "other", severity, message, evidence, confidence=confidence and Confidence(confidence, 0, 1, 20), stake=stake, tail=tail
    )  # fmt: skip


def told(*findings: Finding) -> list[str]:
    return [f.message for f in ranked(findings)]


def test_severity_goes_before_certainty_certainty_before_stake_and_the_document_decides_last() -> None:
    assert told(
        finding("warned", severity=Severity.WARNING, amount=10**9, block=1),
        finding("late", amount=500, block=3),
        finding("early", amount=500, block=2),
        finding("large", amount=90_000, block=4),
        finding("doubtful", amount=10**9, confidence=0.6, block=5),
        finding("unmeasured", amount=10**9, confidence=None, block=6),
    ) == ["large", "early", "late", "doubtful", "unmeasured", "warned"]


def test_a_hundredth_more_of_certainty_is_none() -> None:
    assert told(finding("small", amount=1, confidence=0.97, block=1), finding("large", amount=2, confidence=0.96)) == [
        "large", "small",
    ]  # fmt: skip


def test_truncations_are_told_last_of_their_severity() -> None:
    assert told(
        finding("cut", amount=10**9, tail=True, block=1),
        finding("name", block=2),
        finding("note", severity=Severity.INFO, block=3),
    ) == ["name", "cut", "note"]


def test_findings_about_one_number_stand_together() -> None:
    assert told(finding("first", amount=9, block=7), finding("other", amount=5), finding("same", amount=1, block=7)) == [
        "first", "same", "other",
    ]  # fmt: skip
