"""Names of files that are no text, too long, or made to write on somebody's terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TEXT = (SAMPLES / "budget_faulty.txt").read_bytes()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")


def reconcile(*arguments: str | bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
    command = [sys.executable, "-m", "reconcile", *arguments]
    return subprocess.run(command, capture_output=True, cwd=folder, env=environment)


def put(folder: Path, name: bytes, data: bytes = TEXT) -> None:
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:
        file.write(data)


def test_a_name_in_gbk_is_read_and_costs_no_other_document_its_report(tmp_path: Path) -> None:
    put(tmp_path, "部门预算.txt".encode("gbk"))
    put(tmp_path, b"a.txt")
    for form in ("json", "text", "csv", "sarif", "github", "junit"):
        done = reconcile("check", str(tmp_path), "-f", form, "--fail-on", "never", folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        assert "部门预算.txt" in unquote(done.stdout.decode())
    done = reconcile("check", "部门预算.txt".encode("gbk"), "-f", "json", "--fail-on", "never", folder=tmp_path)
    assert json.loads(done.stdout)["document"]["path"] == "部门预算.txt"
    (tmp_path / "out").mkdir()
    assert reconcile("check", str(tmp_path), "-f", "html", "-o", "out", folder=tmp_path).returncode == 1
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.html", "部门预算.html"]


def test_names_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    put(tmp_path, b"x\x1b[2J\n::error::owned.txt")
    put(tmp_path, b"y\x1b[2J\nz.pdf", b"%PDF-1.4 nothing")
    for form in ("text", "github", "csv"):
        done = reconcile("check", str(tmp_path), "-f", form, folder=tmp_path)
        assert done.returncode == 2
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\n::error::owned" not in done.stdout
        assert done.stderr.count(b"\n") == 1
    done = reconcile("batch", str(tmp_path), "--store", "s", folder=tmp_path)
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x1b" not in (tmp_path / "s" / "run.log").read_bytes()
    done = reconcile("check", "no\nsuch\x1bfile.txt", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("length", [245, 255])
def test_long_names(tmp_path: Path, length: int) -> None:
    put(tmp_path, b"n" * (length - 4) + b".txt")
    (tmp_path / "out").mkdir()
    for arguments in (("-f", "html", "-o", "out"), ("-f", "json", "-o", "j" * (length - 5) + ".json")):
        done = reconcile("check", str(tmp_path), *arguments, "--fail-on", "never", folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    (written,) = (tmp_path / "out").iterdir()
    assert len(written.name) <= 255


def test_pipes_and_devices_are_no_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("pipe.txt", "/dev/zero"):
        done = reconcile("check", name, folder=tmp_path)
        assert done.returncode == 2
        assert "不是文件" in done.stderr.decode()
    command = f'"{sys.executable}" -m reconcile check <(cat "{SAMPLES / "budget_clean.txt"}")'
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
    assert subprocess.run(["bash", "-c", command], env=environment, capture_output=True).returncode == 0
