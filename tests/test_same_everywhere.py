"""The JSON of a document is the same, byte for byte, whatever the machine is set to (times and paths aside)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("budget_faulty.txt", "budget_clean.txt")
SETTINGS: dict[str, dict[str, str]] = {
    "locale C": {"LC_ALL": "C", "LANG": "C"},
    "another zone": {"TZ": "Pacific/Kiritimati"},
    "seed 1": {"PYTHONHASHSEED": "1"},
    "seed 2": {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
}


def timeless(value: Any) -> Any:
    """The value without times and paths."""
    if isinstance(value, dict):
        return {k: timeless(v) for k, v in value.items() if k not in ("seconds", "path", "file")}
    return [timeless(v) for v in value] if isinstance(value, list) else value


def checked(folder: Path, environment: dict[str, str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    names = [str(ROOT / "samples" / name) for name in SAMPLES]
    command = [sys.executable, "-m", "reconcile", "check", *names, "-f", "json", "--isolated", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=environment)
    assert done.returncode == 0, done.stderr.decode()
    return json.dumps(timeless(json.loads(done.stdout)), ensure_ascii=False)


@pytest.fixture(scope="module")
def usual() -> str:
    return checked(ROOT, {"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_of_the_machine_change_nothing(tmp_path: Path, usual: str, name: str) -> None:
    assert checked(tmp_path, SETTINGS[name]) == usual


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "in").mkdir()
    for number, name in enumerate(SAMPLES * 2):
        text = (ROOT / "samples" / name).read_text(encoding="utf-8")
        (tmp_path / "in" / f"{number}.txt").write_text(f"{text}\n第{number}份。\n", encoding="utf-8")
    found = []
    for workers in ("1", "3"):
        shutil.rmtree(tmp_path / "s", ignore_errors=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "reconcile", "batch", "in", "--store", "s", "-j", workers]
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=environment)
        rows = "select * exclude (seconds) from read_parquet('{}/{}/**/*.parquet', hive_partitioning=true) order by all"
        found.append(
            [duckdb.sql(rows.format(tmp_path / "s", "documents")).fetchall()]
            + [
                duckdb.sql(rows.replace(" exclude (seconds)", "").format(tmp_path / "s", name)).fetchall()
                for name in ("findings", "figures")
            ]
        )
    assert found[0] == found[1]
