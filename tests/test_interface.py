"""The Python interface, and what importing it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import reconcile
from reconcile.settings import Settings

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CLEAN = SAMPLES / "budget_clean.txt"


def test_check_gives_the_report_of_the_command_line() -> None:
    report = reconcile.check(CLEAN)
    assert isinstance(report, reconcile.Report)
    command = [sys.executable, "-m", "reconcile", "check", str(CLEAN), "--format", "json", "--fail-on", "never"]
    printed = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=SAMPLES.parent).stdout)
    ours = report.model_dump(mode="json")
    del printed["summary"]["seconds"], ours["summary"]["seconds"]
    assert ours == printed


def test_check_takes_a_document_a_year_and_settings() -> None:
    document = reconcile.read(CLEAN)
    assert reconcile.check(document, year=2023).document.year == 2023
    faulty = reconcile.check(SAMPLES / "budget_faulty.txt", settings=Settings(select=("R101",)))
    assert {f.code for f in faulty.findings} == {"R101"}


def test_a_lexicon_folder_of_ones_own(tmp_path: Path) -> None:
    assert reconcile.check(CLEAN, lexicon=tmp_path).summary.figures
    with pytest.raises(reconcile.UsageError):
        reconcile.check(CLEAN, lexicon=tmp_path / "nowhere")


def test_extract() -> None:
    money, percent = reconcile.extract("增加104.59万元，增长4.1%")
    assert (money.type, money.value, money.unit, money.surface) == ("money", Decimal(1045900), "万元", "104.59万元")
    assert (percent.type, percent.value, percent.start, percent.end) == ("percent", Decimal("4.1"), 13, 17)


def test_errors_carry_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(reconcile.ReadError, match=r"empty\.txt"):
        reconcile.check(tmp_path / "empty.txt")
    with pytest.raises(reconcile.ReadError, match="不存在"):
        reconcile.read(tmp_path / "nowhere.pdf")


def test_names() -> None:
    assert set(dir(reconcile)) == set(reconcile.__all__)
    for name in reconcile.__all__:
        assert getattr(reconcile, name)
    with pytest.raises(AttributeError, match="nonsense"):
        reconcile.nonsense  # noqa: B018


PLAIN_CHECK = """
import sys
from reconcile import __main__, ending
ending.leave = lambda code, command: None
sys.argv = ["reconcile", "check", "samples/budget_faulty.txt"]
__main__.main()
"""


@pytest.mark.parametrize(
    "code, absent",
    [
        ("import reconcile", {"reconcile.cli", "reconcile.quantity", "regex", "typer", "pydantic", "lxml"}),
        ("import reconcile.cli", {"reconcile.command", "reconcile.rules", "regex", "rich", "pydantic", "lxml"}),
        ("import reconcile.command", {"jieba", "spacy", "rich", "xlsxwriter", "docx", "pypdfium2", "highspy", "pyarrow"}),
        (PLAIN_CHECK, {"typer", "reconcile.cli", "pydantic", "subprocess", "tempfile", "zipfile", "json", "jieba", "lxml"}),
        ("import reconcile; reconcile.extract('1元')", {"jieba", "spacy", "pydantic", "lxml", "reconcile.rules"}),
    ],
)  # fmt: skip
def test_what_is_not_loaded(code: str, absent: set[str]) -> None:
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=SAMPLES.parent
    )
    assert not absent & set(done.stdout.split())
