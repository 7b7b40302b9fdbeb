"""Confidence is a measured frequency: of which findings, on how many, with which interval."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from reconcile import confidence
from reconcile.confidence import COLUMNS, FEWEST, Judged, measured, wilson, with_confidence
from reconcile.findings import Finding, Severity
from reconcile.rules import ALL
from reconcile.rules.describe import describe


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [(Judged(20, 20), 0.8389, 1.0), (Judged(20, 0), 0.0, 0.1611), (Judged(100, 90), 0.8256, 0.9448)],
)
def test_the_interval_is_wilsons(counts: Judged, low: float, high: float) -> None:
    assert wilson(counts) == pytest.approx((low, high), abs=1e-4)


def test_too_few_of_a_form_and_witness_count_with_the_form_and_then_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {
        ("error",): Judged(60, 45), ("error", "sum"): Judged(30, 27), ("error", "sum", "list"): Judged(20, 19),
        ("error", "sum", "slip"): Judged(10, 8), ("warning",): Judged(FEWEST - 1, 3),
    }  # fmt: skip
    monkeypatch.setattr(confidence, "_groups", lambda: counts)
    found = [measured("error", *key) for key in (("sum", "list"), ("sum", "slip"), ("share", "list"))]
    assert [(f.share, f.n, f.group) for f in found if f] == [
        (0.95, 20, "witness"), (0.9, 30, "form"), (0.75, 60, "all"),
    ]  # fmt: skip
    assert measured("warning", "sum", "list") is None


def test_a_note_has_no_confidence() -> None:
    note = Finding("R101", "名称", "other", Severity.INFO, "尾差", ())
    assert with_confidence(note).confidence is None


def test_the_counts_are_of_rules_that_there_are() -> None:
    rows = list(csv.DictReader((files("reconcile") / "confidence.csv").read_text("utf-8").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert {row["code"] for row in rows} <= {rule.CODE for rule in ALL}
    assert all(0 <= int(row["right"]) <= int(row["judged"]) for row in rows)
    assert {row["severity"] for row in rows} == {"error", "warning"}


def test_rules_say_what_they_were_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        confidence,
        "_groups",
        lambda: {("error", "rule", "R101"): Judged(40, 38), ("error", "rule", "R202"): Judged(3, 2)},
    )
    pages = {rule.CODE: describe(rule).text for rule in ALL}
    assert "判过的错误 40 条，其中 38 条是对的（95%，95% 区间 83%–99%）。" in pages["R101"]
    assert "判过的错误 3 条，其中 2 条是对的；不足 20 条，说不出频率。" in pages["R202"]
    assert "没有人判过它报告的问题。" in pages["R601"]
