"""Where reports go: modes and links are kept, nothing is left behind, and what cannot be written is said."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.cli import call
from reconcile.errors import UsageError
from reconcile.rowfiles import as_csv, harmless
from reconcile.saving import save
from reconcile.streams import aside

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FAULTY = str(SAMPLES / "budget_faulty.txt")

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and devices")


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent), "P": sys.executable, "F": FAULTY}
    return subprocess.run(["bash", "-c", command], capture_output=True, env=environment)


@posix
def test_a_report_that_is_replaced_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    report, link = tmp_path / "r.json", tmp_path / "link.json"
    report.write_text("old")
    report.chmod(0o600)
    link.symlink_to(report)
    save(b"new", link)
    assert link.is_symlink()
    assert report.read_text() == "new"
    assert report.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.json", "r.json"]


@posix
def test_a_new_report_has_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        save(b"new", tmp_path / "r.json")
    finally:
        os.umask(before)
    assert (tmp_path / "r.json").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_where_a_report_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("old")
    with pytest.raises(TypeError):
        save("no bytes", tmp_path / "r.json")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="写不了"):
        save(b"", tmp_path / ("n" * 300))
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("r.json", "old")]


@posix
@pytest.mark.parametrize("command", ["check $F", "check $F -f json", "rules", "extract $F", "check $F -o /dev/full"])
def test_a_full_device_is_said(command: str) -> None:
    done = shell(f'"$P" -m reconcile {command.replace("$F", chr(34) + "$F" + chr(34))} > /dev/full')
    assert done.returncode == 2
    told = done.stderr.decode()
    assert told.startswith("reconcile：")
    assert told.count("\n") == 1
    assert "内部错误" not in told


@posix
def test_closed_streams_are_survived() -> None:
    assert shell('"$P" -m reconcile check "$F" >&-').returncode == 2
    assert shell('"$P" -m reconcile check "$F" 2>&-').returncode == 1


@posix
def test_a_reader_who_goes_away_changes_no_exit_code(tmp_path: Path) -> None:
    done = shell(f'set -o pipefail; "$P" -m reconcile check "$F" -f json -f csv -o - -o {tmp_path}/x.csv | true')
    assert done.returncode == 1
    assert not done.stderr
    assert (tmp_path / "x.csv").stat().st_size


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "-甲", "＝1+1", "＠SUM(A1)", "－甲", "\n=1"]
)
def test_cells_that_a_spreadsheet_would_run_are_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert next(csv.DictReader(io.StringIO(as_csv([{"a": cell}], mark=False).decode())))["a"] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1", "+1.5%", "-1,234.50", "-", "—", "甲", "", "1-2", None, 5, "－", "－5.00"])
def test_numbers_and_words_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


def test_tables_as_csv_and_as_a_data_package_hold_no_formulas(tmp_path: Path) -> None:
    text = "附表\n\n单位：万元\n\n| =项目 | 预算数 |\n|---|---|\n| @教育支出 | 1.50 |\n| +甲 | -2.50 |\n"
    (tmp_path / "t.md").write_text(text, encoding="utf-8")
    assert call(["tables", str(tmp_path / "t.md"), "-f", "csv", "-o", str(tmp_path / "t.csv")]) == 0
    assert call(["tables", str(tmp_path / "t.md"), "-f", "package", "-o", str(tmp_path / "p")]) == 0
    for file in (tmp_path / "t.csv", tmp_path / "p" / "facts.csv"):
        cells = [c for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"))) for c in row]
        assert any(c.startswith("-2") for c in cells)
        assert not [c for c in cells if c[:1] in ("=", "@") or c.startswith("+甲")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_told_aside_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with aside() as line:
        line("文字识别：第1页")
        assert screen.getvalue().endswith("\r\x1b[K文字识别：第1页")
    assert screen.getvalue().endswith("\r\x1b[K")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with aside() as line:
        line("文字识别：第1页")
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
