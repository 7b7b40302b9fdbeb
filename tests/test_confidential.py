"""Drafts are confidential: their words are in the files that were asked for, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORD = "密云峡海事协理局"  # an office that no lexicon knows
NUMBER = "73915.28"
TRACES = tuple(text.encode(code) for text in (WORD, NUMBER) for code in ("utf-8", "gb18030", "utf-16-le"))
TEXT = f"{WORD}2025年部门预算\n\n2025年支出预算{NUMBER}万元，其中：基本支出60.00万元，项目支出20.00万元。\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="places of temporary files")


def files(folder: Path) -> set[Path]:
    return {p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()}


def holding(found: set[Path]) -> set[str]:
    return {p.name for p in found if any(trace in p.read_bytes() for trace in TRACES)}


class House:
    """A machine of its own: home, caches, temporary files and working folder are all below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("home", "tmp", "work", "drafts"):
            (root / name).mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(root / "home"), "TMPDIR": str(root / "tmp"),
            "XDG_CACHE_HOME": str(root / "home" / "cache"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "reconcile", *arguments]
        return subprocess.run(command, capture_output=True, cwd=self.root / "work", env=self.environment)

    def traces(self) -> set[str]:
        return holding(files(self.root) - files(self.root / "drafts"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    (tmp_path / "drafts" / "a.txt").write_text(TEXT, encoding="utf-8")
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.split())}</body></html>"
    (tmp_path / "drafts" / "b.html").write_text(page, encoding="utf-8")
    (tmp_path / "drafts" / "broken.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + TEXT.encode() * 50)
    return house


def test_a_check_leaves_no_word_of_the_draft(house: House) -> None:
    done = house.run("check", str(house.root / "drafts"), "-f", "json", "-o", "report.json")
    assert done.returncode == 2  # the broken one
    assert house.traces() == {"report.json"}
    assert not any(trace in done.stderr for trace in TRACES)


def test_other_commands_leave_none(house: House) -> None:
    draft = str(house.root / "drafts" / "a.txt")
    for command in (["extract", draft], ["tables", draft], ["check", draft, "--year", "2024"]):
        house.run(*command)
    assert house.traces() == set()


def test_an_error_of_the_program_leaves_none(house: House) -> None:
    (house.root / "work" / "sitecustomize.py").write_text(
        "import reconcile.checking as c\ndef fails(document, *a, **k): raise ValueError(document.blocks[0].text)\n"
        "c.read_prose = fails\n"
    )
    house.environment["PYTHONPATH"] = f"{house.root / 'work'}:{ROOT}"
    done = house.run("check", str(house.root / "drafts" / "a.txt"))
    assert "程序处理时出错".encode() in done.stdout
    assert not any(trace in done.stderr for trace in TRACES)
    assert house.traces() == set()


def test_a_batch_keeps_the_words_in_its_store_and_none_in_its_log(house: House) -> None:
    house.run("batch", str(house.root / "drafts"), "--store", "store", "-j", "1")
    found = files(house.root) - files(house.root / "drafts")
    assert {p.suffix for p in found if p.name in holding(found)} <= {".parquet", ".sqlite", ".sqlite-wal"}
    assert holding({house.root / "work" / "store" / "run.log"}) == set()
    assert not files(house.root / "tmp")
