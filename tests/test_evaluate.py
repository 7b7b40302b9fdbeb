"""The quick evaluation gives what the command line gives, and tells of each document that has no report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reconcile.cli import app
from tools import evaluate

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    shutil.copy(SAMPLES / "budget_faulty.txt", documents)
    (documents / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    return documents


def test_reports_are_those_of_the_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache"
    for _ in range(2):  # read, then found as it was read
        assert evaluate.main([str(out), str(folder), "--cache", str(cache), "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert "torn.pdf: " in said
    assert "2 documents, 1 without a report" in said
    assert len([p for p in cache.rglob("*") if p.is_file()]) == 1
    assert sorted(p.name for p in out.iterdir()) == ["budget_faulty.txt.json", "times.csv"]
    mine = json.loads((out / "budget_faulty.txt.json").read_text("utf-8"))
    theirs = json.loads(CliRunner().invoke(app, ["check", str(folder / "budget_faulty.txt"), "-f", "json"]).stdout)
    mine["summary"].pop("seconds"), theirs["summary"].pop("seconds")
    assert mine == theirs


def test_a_document_that_takes_too_long_is_told_and_its_old_report_is_gone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "budget_faulty.txt.json").write_text("{}")
    given = [str(tmp_path), str(folder), "--cache", str(tmp_path / "cache"), "--jobs", "1"]
    assert evaluate.main([*given, "--only", "*.txt", "--timeout", "0.01"]) == 1
    assert "budget_faulty.txt: ended: it took too long" in capsys.readouterr().out
    assert not (tmp_path / "budget_faulty.txt.json").exists()
