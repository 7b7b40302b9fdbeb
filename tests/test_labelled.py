"""The labelled documents, which lie beside the repository where they are there at all: recall, precision, coverage."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reconcile

SHARED = Path(__file__).resolve().parents[1] / "../shared"
CORPUS, GOLD, SCORER = SHARED / "corpus", SHARED / "gold", SHARED / "eval/score_findings.py"
pytestmark = pytest.mark.skipif(not (SCORER.exists() and GOLD.exists()), reason="the labelled documents are not here")

RECALL, PRECISION = 0.97, 0.97
COVERAGE = 0.95


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One JSON report for each labelled document."""
    folder = tmp_path_factory.mktemp("reports")
    lines = [x for name in ("findings", "negatives") for x in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
    for name in sorted({json.loads(line)["doc"] for line in lines if line.strip()}):
        report = reconcile.check(CORPUS / name)
        (folder / f"{name}.json").write_text(json.dumps(report.model_dump(mode="json"), ensure_ascii=False), "utf-8")
    return folder


@pytest.fixture(scope="module")
def scored(reports: Path) -> str:
    command = [sys.executable, str(SCORER), str(GOLD), str(reports), "--verbose"]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def number(text: str, label: str) -> float:
    found = re.search(rf"{label} ([\d.]+)", text.splitlines()[-1])
    assert found, text
    return float(found[1])


def test_every_labelled_document_has_a_report(scored: str) -> None:
    assert number(scored, "missing reports") == 0


def test_recall(scored: str) -> None:
    assert number(scored, "error recall") >= RECALL, scored


def test_precision(scored: str) -> None:
    assert number(scored, "error precision") >= PRECISION, scored


def test_right_statements_raise_no_alarm(scored: str) -> None:
    assert number(scored, "alarms on right statements") == 0, scored


def test_nearly_every_number_of_a_budget_is_accounted_for(reports: Path) -> None:
    [path] = reports.glob("*信访局*.json")
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    figures = report["figures"]
    unchecked = [f for f in figures if f["status"] == "unchecked"]
    assert len(figures) > 50
    # the standard names the explanatory part of the document; all of its prose is asked here
    assert 1 - len(unchecked) / len(figures) >= COVERAGE, [(f["quote"], f["reason"]) for f in unchecked]
    assert all(f["reason"] for f in unchecked)
