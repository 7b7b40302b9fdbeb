"""Folders that hold a document go with whoever made them, or with the next run where that one was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reconcile import leavings

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="locks, and processes in /proc")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(leavings.tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_goes_with_its_block_and_is_nobody_elses(temporary: Path) -> None:
    with leavings.folder() as made:
        (made / "document.doc").write_bytes(b"x")
        assert made.stat().st_mode & 0o777 == 0o700
        leavings.sweep()
        assert (made / "document.doc").exists(), "one that is in use is not swept away"
    assert not list(temporary.iterdir())


def test_what_a_killed_process_left_is_removed_and_its_converter_ended(temporary: Path) -> None:
    program = temporary / "soffice"
    program.write_text("#!/bin/sh\necho $$ > {pid}\nwhile :; do sleep 0.2; done\n".format(pid=temporary / "pid"))
    program.chmod(0o755)
    code = "from reconcile.readers import office; office.find_program = lambda: {!r}; office.read(b'words', 'x.doc')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    process = subprocess.Popen([sys.executable, "-c", code.format(str(program))], env=environment)
    until = time.monotonic() + 60
    while not (temporary / "pid").exists() or not (temporary / "pid").read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (left,) = temporary.glob("reconcile-*")
    assert (left / "document.doc").read_bytes() == b"words"
    leavings.sweep()
    assert not left.exists()
    converter = Path("/proc", (temporary / "pid").read_text().strip(), "stat")
    assert not converter.exists() or converter.read_text().rsplit(")", 1)[1].split()[0] == "Z"
