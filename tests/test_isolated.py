"""Settings that take away: a figure says which rule did not run, and ``--isolated`` looks at no file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reconcile.cli import call

WAYS = ("text", "statistics", "json", "jsonl", "sarif", "junit", "csv", "github", "html")

FAULTY = str(Path(__file__).resolve().parents[1] / "samples" / "budget_faulty.txt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder below one whose settings silence everything about the tables."""
    (tmp_path / "reconcile.toml").write_text('ignore = ["R1"]\nfail_on = "never"\n')
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path / "below"


def report(folder: Path, *options: str) -> dict[str, list[dict[str, str]]]:
    call(["check", FAULTY, "-o", str(folder / "o.json"), *options])
    found: dict[str, list[dict[str, str]]] = json.loads((folder / "o.json").read_bytes())
    return found


def test_a_figure_that_an_unused_rule_would_have_checked_says_so(folder: Path) -> None:
    whole, less = report(folder, "--isolated"), report(folder)
    changed = [
        (before["status"], after["reason"])
        for before, after in zip(whole["figures"], less["figures"], strict=True)
        if before["status"] != "unchecked" and after["status"] == "unchecked"
    ]
    assert changed
    assert all(reason.startswith("按设置没有使用规则 R1") for _, reason in changed)


def test_isolated_looks_at_no_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["check", FAULTY, "-o", "o.json"]) == 0
    assert call(["check", FAULTY, "-o", "o.json", "--isolated"]) == 1
    assert "R101" in {f["code"] for f in report(folder, "--isolated")["findings"]}
    assert call(["check", FAULTY, "--isolated", "--config", "../reconcile.toml"]) == 2
    assert "--isolated" in capsys.readouterr().err


@pytest.mark.parametrize("form", WAYS)
def test_every_output_names_the_file_and_what_it_took_away(folder: Path, form: str) -> None:
    assert call(["check", FAULTY, "-f", form, "-o", "o"]) == 0
    told = (folder / "o").read_text(encoding="utf-8")
    assert str(folder.parent / "reconcile.toml") in told
    assert "ignore" in told or "规则 R1 没有运行" in told
    assert "fail_on" in told


def test_a_lexicon_that_a_settings_file_lays_over_is_named(folder: Path) -> None:
    (folder.parent / "ours").mkdir()
    (folder.parent / "reconcile.toml").write_text('lexicon = ["ours"]\n')
    hidden = json.loads(json.dumps(report(folder)))["summary"]["hidden"]
    assert hidden["by"] == [{"setting": "lexicon", "value": str(folder.parent / "ours"), "findings": None}]


def test_statistics_do_not_call_clean_what_was_not_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("各位代表：现将情况报告如下。\n", encoding="utf-8")
    call(["check", "a.txt", "--statistics", "--isolated"])
    told = capsys.readouterr().out
    assert told.startswith("a.txt\n  检查不完整")
    assert "\n没有发现问题" not in told
