"""The samples through the real command: what is expected is found, and nothing else is an error or a warning."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DOCUMENTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".html", ".docx", ".pdf"})


@cache
def report(document: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "reconcile", "check", str(document), "--format", "json", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def says(finding: dict[str, Any], words: list[str]) -> bool:
    text = "".join("".join((finding["message"], *(e["quote"] for e in finding["evidence"]))).split())
    return all("".join(w.split()) in text for w in words)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_sample(document: Path) -> None:
    expected = json.loads((SAMPLES / f"{document.stem}.expected.json").read_text(encoding="utf-8"))["findings"]
    left = [f for f in report(document)["findings"] if f["severity"] != "info"]
    missing = []
    for wanted in expected:
        fitting = [
            f
            for f in left
            if f["kind"] in wanted["kinds"]
            and wanted["severity"] in (f["severity"], "any")
            and says(f, wanted["words"])
        ]
        if fitting:
            left.remove(fitting[0])
        else:
            missing.append(wanted["fault"])
    assert not missing, missing
    assert not left, [(f["code"], f["severity"], f["message"]) for f in left]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_most_numbers_of_a_sample_are_checked(document: Path) -> None:
    result = report(document)
    figures = result["figures"]
    checked = [f for f in figures if f["status"] != "unchecked"]
    assert len(checked) >= 0.9 * len(figures) > 0
    assert all(f["reason"] for f in figures if f["status"] == "unchecked")


def test_the_faulty_sample_has_at_least_fifteen_faults() -> None:
    expected = json.loads((SAMPLES / "budget_faulty.expected.json").read_text(encoding="utf-8"))["findings"]
    assert len(expected) >= 15
    assert len({kind for wanted in expected for kind in wanted["kinds"]}) >= 12


def test_the_samples_are_what_their_maker_writes(tmp_path: Path) -> None:
    """Texts byte for byte; DOCX and PDF depend on the versions of the libraries that write them."""
    root = SAMPLES.parent
    subprocess.run([sys.executable, "-m", "tools.samples", str(tmp_path)], check=True, cwd=root)
    made = {p.name for p in tmp_path.iterdir()}
    assert made == {p.name for p in SAMPLES.iterdir() if p.suffix != ".md"}
    for name in made:
        if not name.endswith((".docx", ".pdf")):
            assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name
