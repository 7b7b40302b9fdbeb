"""The JSON of a document is the same, byte for byte, whatever the machine is set to (times and paths aside).

``python -m tools.same [PYTHON...]`` changes one thing after the other and looks at more documents. ``RECONCILE_PYTHONS``
names other interpreters that have what the program needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.kills import differences
from tools.same import ROOT, SAMPLES, USUAL, Surroundings, checked, entered

NEEDED = (
    "import jieba, jinja2, lxml, pyarrow, pydantic, pypdf, pypdfium2, python_calamine, regex, rich, typer, xlsxwriter"
)


def interpreters() -> list[str]:
    """The other interpreters at hand that have what the program needs."""
    named = os.environ.get("RECONCILE_PYTHONS", "").split(os.pathsep)
    known = {f"python3.{minor}": shutil.which(f"python3.{minor}") for minor in range(11, 15)}
    own = f"python3.{sys.version_info.minor}"
    found = [*named, *(path for name, path in known.items() if path and name != own)]
    return [p for p in found if p and not subprocess.run([p, "-c", NEEDED], capture_output=True).returncode]


@pytest.fixture(scope="module")
def usual() -> bytes:
    return checked(USUAL, SAMPLES)


def test_nothing_but_times_and_paths_is_left_out(usual: bytes) -> None:
    assert len(usual) > 100_000
    assert b"budget_faulty" not in usual
    assert '"entity": "青澜市农产品质量监测局"'.encode() in usual


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "UTC+12", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "COLUMNS": "8"},
    ],
    ids=["plain", "strange"],
)
def test_settings_of_the_machine_change_nothing(tmp_path: Path, usual: bytes, variables: dict[str, str]) -> None:
    assert checked(Surroundings("other", variables, tmp_path), SAMPLES) == usual


def test_other_interpreters_say_the_same(usual: bytes) -> None:
    others = interpreters()
    if not others:
        pytest.skip("no other Python that has what the program needs")
    for python in others:
        assert checked(Surroundings(python, {}, python=python), SAMPLES) == usual, python


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, name in enumerate(("budget_faulty.txt", "budget_clean.txt") * 2):
        text = (ROOT / "samples" / name).read_text(encoding="utf-8")
        (tmp_path / "in" / f"{number}.txt").write_text(f"{text}\n第{number}份。\n", encoding="utf-8")
    assert not differences(entered(tmp_path / "in", tmp_path / "1", 1), entered(tmp_path / "in", tmp_path / "3", 3))
