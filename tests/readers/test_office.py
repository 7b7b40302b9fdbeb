"""Old and foreign office files through LibreOffice, and what is said where it is missing or stuck."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reconcile.errors import ReadError
from reconcile.readers import office, read, read_bytes

SHARED = Path(__file__).resolve().parents[2] / "../shared"
HOTAN = SHARED / "corpus/government/和田地区2025年决算.doc"
needs_office = pytest.mark.skipif(office.find_program() is None, reason="LibreOffice is not installed")

RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0\fs24 "
    r"\'ca\'d5\'c8\'eb2636.92\'cd\'f2\'d4\'aa\'a1\'a3\par"
    r"\trowd\cellx2000\cellx4000\intbl \'cf\'ee\'c4\'bf\cell \'ca\'fd\cell\row"
    r"\trowd\cellx2000\cellx4000\intbl \'ba\'cf\'bc\'c6\cell 5\cell\row\pard\par}"
).encode("ascii")


@needs_office
@pytest.mark.office
def test_an_rtf_file_named_doc_is_converted_and_read() -> None:
    found = read_bytes(RTF, "x.doc")
    assert found.format == "rtf"
    assert found.paragraphs[0].text == "收入2636.92万元。"
    assert found.grids[0].rows == (("项目", "数"), ("合计", "5"))
    assert "LibreOffice" in found.notices[0].message


def test_where_libreoffice_is_missing_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(ReadError, match=r"请安装 LibreOffice.*另存为 \.docx"):
        read_bytes(RTF, "x.rtf")


def script(folder: Path, text: str) -> str:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    return str(program)


def test_a_conversion_that_never_ends_is_stopped_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(office, "find_program", lambda: program)
    monkeypatch.setattr(office, "TIMEOUT", 1)
    with pytest.raises(ReadError, match="已停止"):
        read_bytes(RTF, "x.rtf")
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    ).stdout.strip()
    assert state == "" or state.startswith("Z")


@pytest.mark.parametrize("text", ["echo '无法载入' >&2; exit 1", "exit 0"])
def test_a_conversion_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    program = script(tmp_path, text)
    monkeypatch.setattr(office, "find_program", lambda: program)
    with pytest.raises(ReadError, match="LibreOffice 无法打开"):
        read_bytes(RTF, "x.rtf")


def test_the_conversion_leaves_nothing_behind_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "arguments"
    program = script(tmp_path, f'echo "$@" > {record}; pwd >> {record}')
    monkeypatch.setattr(office, "find_program", lambda: program)
    with pytest.raises(ReadError):
        read_bytes(RTF, "/somewhere/预算.rtf")
    arguments, folder = record.read_text().strip().splitlines()
    assert "/somewhere" not in arguments
    assert f"-env:UserInstallation=file://{folder}" in arguments
    assert not Path(folder).exists()


@needs_office
@pytest.mark.office
@pytest.mark.skipif(not HOTAN.exists(), reason="the shared corpus is not here")
def test_a_real_doc_of_180_pages() -> None:
    found = read(HOTAN)
    assert found.format == "doc"
    assert len(found.grids) == 30
    assert any("举借债务情况" in p.text for p in found.paragraphs)
