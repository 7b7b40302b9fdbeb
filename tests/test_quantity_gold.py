"""The hand-checked quantities of real sentences, scored by their own scorer; skipped where they are not at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.quantity import extract

SHARED = Path(__file__).resolve().parents[1] / "../shared"
GOLD = SHARED / "gold/quantities.jsonl"
SCORER = SHARED / "eval/score_quantities.py"

pytestmark = pytest.mark.skipif(not (GOLD.is_file() and SCORER.is_file()), reason="the labelled sentences are not here")


def test_span_and_value(tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for line in GOLD.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            found = [
                {"start": q.start, "end": q.end, "type": q.type, "value": str(q.value), "unit": q.unit}
                for q in extract(gold["text"])
            ]
            out.write(json.dumps({"id": gold["id"], "text": gold["text"], "found": found}, ensure_ascii=False) + "\n")
    run = subprocess.run(
        [sys.executable, SCORER, predicted, GOLD, "--json"], capture_output=True, check=True, encoding="utf-8"
    )
    scores = json.loads(run.stdout.splitlines()[0])
    for kind, least in (("money", 0.995), ("percent", 0.995), ("count", 0.97), ("date", 0.97)):
        assert scores[kind]["spanval_f1"] >= least, kind
