"""kill -9 of the parent, of workers and of the server that forks them, at random moments: the results are those of an
undisturbed run. ``RECONCILE_KILLS=40`` makes it forty times.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path

import pytest
from trial import OPTIONS, archive, contents, family, kill, start

from reconcile.archive.batch import run

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")
KILLS = int(os.environ.get("RECONCILE_KILLS", "10"))


def test_kills_change_nothing(tmp_path: Path) -> None:
    texts = {f"{2020 + i % 3}年{i}": f"sleep\n{0.02 * (i % 5)}\n{'数' * i}" for i in range(26 * KILLS)}
    folder = archive(tmp_path, **texts, poison="segfault\n", bad="unreadable\n")
    run([str(folder)], tmp_path / "calm", OPTIONS._replace(workers=6), progress=False)
    chance = random.Random(7)
    process = start(folder, tmp_path / "wild")
    for turn in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.3))
        assert process.poll() is None, "the archive is too small for so many kills"
        others = family(process.pid)
        if turn % 2 and others:
            kill(others[0] if turn % 4 == 1 else chance.choice(others))  # the first is the server
            continue
        kill(process.pid)
        process.wait()
        process = start(folder, tmp_path / "wild")
    finish(process)
    last = run([str(folder)], tmp_path / "wild", OPTIONS, progress=False)
    assert set(last.counts) <= {"skipped", "duplicate"}, "the run before was not killed and had everything done"
    assert contents(tmp_path / "wild") == contents(tmp_path / "calm")
    assert not list((tmp_path / "wild" / ".staged").iterdir())


def finish(process: subprocess.Popen[bytes]) -> None:
    try:
        assert process.wait(timeout=60) == 0
    finally:
        if process.poll() is None:
            kill(process.pid)
