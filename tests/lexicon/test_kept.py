"""What is worked out from the lexicon once is what would be worked out anew, and of these very rows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile import kept
from reconcile.lexicon import Lexicon, files
from reconcile.lexicon.classification import FILES

TEXT = "2024年一般公共服务支出、“三公”经费和住房公积金比上年决算数增加，主要是人员经费增加；市本级完成增值税"
ROOT = Path(__file__).resolve().parents[2]


def told(book: Lexicon) -> list[object]:
    """Something of everything that is kept."""
    names = ("住房公积金", "行政运行", "本年收入合计", "机关事业单位基本养老保险缴费", "公务用车购置费")
    return [
        *(book.classification.entries(kind) for kind in FILES),
        *((book.resolve(n), book.by_name(n), book.indicator(n), book.by_code("functional", "2080505")) for n in names),
        *(book.table_kind(t) for t in ("2024年收入支出决算总表", "一般公共预算财政拨款基本支出表", "全市一般公共预算支出表")),
        book.columns_of("2024年预算数"), book.columns_of("比上年增减%"), book.scan(TEXT), book.scan(TEXT, True),
        book.phrase_scanner.scan(TEXT), book.phrases, book.stems, book.claims, book.disclosure, book.relations,
    ]  # fmt: skip


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_books", {})
    return tmp_path


def test_the_same_from_the_book_as_from_the_rows(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = told(Lexicon.load())
    kept.keep()
    (file,) = kept.folder().glob("lexicon-*")
    monkeypatch.setattr(kept, "_books", {})
    monkeypatch.setattr(files, "read", lambda path: pytest.fail(f"{path} is read again"))
    assert told(Lexicon.load()) == made
    assert file.stat().st_size < 3_000_000


def test_another_byte_in_a_row_is_another_book(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh / "lexicons"
    shutil.copytree(files.default_folder(), folder)
    monkeypatch.setattr("reconcile.lexicon.lexicon.default_folder", lambda: folder)
    assert Lexicon.load().indicator("收入总计")
    kept.keep()
    rows = folder / "indicators.csv"
    state = rows.stat()
    rows.write_bytes(rows.read_bytes().replace("收入总计".encode(), "收入共计".encode()))
    os.utime(rows, ns=(state.st_atime_ns, state.st_mtime_ns))  # neither size nor time tell it
    monkeypatch.setattr(kept, "_books", {})
    assert Lexicon.load().indicator("收入总计") is None
    assert Lexicon.load().indicator("收入共计")


def test_nothing_is_kept_of_folders_of_the_users_own(fresh: Path) -> None:
    own = fresh / "own"
    own.mkdir()
    (own / "indicators.csv").write_text("id,name,group,synonyms\nsecret,云湖专项,all,\n", encoding="utf-8")
    assert Lexicon.load(own).indicator("云湖专项")
    kept.keep()
    assert not list(kept.folder().glob("lexicon-*")) if kept.folder().exists() else True


def test_a_home_that_cannot_be_written_to_costs_time_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("no folder")
    command = [sys.executable, "-m", "reconcile", "check", "samples/budget_clean.txt"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={"PATH": "", "HOME": str(home), "PYTHONPATH": str(ROOT)}
    )
    assert (done.returncode, done.stderr) == (0, "")
