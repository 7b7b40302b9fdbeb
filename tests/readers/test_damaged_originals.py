"""Comments and highlights on damaged originals: written, or refused with a sentence, and other reports with them."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from reconcile.cli import call
from reconcile.errors import ReadError, ReconcileError
from reconcile.readers import read_bytes
from reconcile.reports import write
from reconcile.running import Session, session
from reconcile.settings import Settings

from .pdf_made import Made
from .test_docx import HEADINGS, NUMBERING, package, r
from .test_docx import p as par
from .test_fuzz import damaged

PROSE = "2025年支出预算100.00万元，其中：基本支出60.00万元，项目支出20.00万元。"


def word() -> bytes:
    return package(par(r(PROSE)), styles=HEADINGS, numbering=NUMBERING)


def without(data: bytes, name: str, content: bytes | None = None) -> bytes:
    """The package without a part, or with another content in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if content is not None:
            new.writestr(name, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def shared() -> Session:
    return session(Settings())


def marked_or_refused(shared: Session, form: str, data: bytes) -> None:
    try:
        document = read_bytes(data, f"x.{form}")
    except ReadError:
        return
    checked, _ = shared.check(document, data)
    try:
        assert write(form, [checked])
    except ReconcileError:
        return


@pytest.mark.parametrize("seed", range(12))
def test_word_files_damaged_somewhere(shared: Session, seed: int) -> None:
    chance, data = random.Random(seed), word()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice(archive.namelist())
        content = damaged(archive.read(name), seed) if chance.random() < 0.7 else None
    marked_or_refused(shared, "docx", without(data, name, content))


@pytest.mark.parametrize("seed", range(12))
def test_pdf_files_damaged_somewhere(shared: Session, seed: int) -> None:
    marked_or_refused(shared, "pdf", damaged(Made().prose(100, PROSE).bytes(), seed))


def test_other_reports_are_written_where_comments_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(without(word(), "[Content_Types].xml", b"<Types"))
    marks, rows = tmp_path / "o.docx", tmp_path / "o.csv"
    assert call(["check", str(file), "-o", str(marks), "-o", str(rows)]) == 2
    assert rows.exists()
    assert not marks.exists()
    told = capsys.readouterr().err
    assert "标记加不上" in told
    assert told.count("\n") == 1
