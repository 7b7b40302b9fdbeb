"""Ten times kill -9, of the parent and of workers, at random moments: the results are those of an undisturbed run."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from trial import OPTIONS, archive, rows, start

from reconcile.archive.batch import run
from reconcile.archive.rows import SCHEMAS, VOLATILE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")
KILLS = 10


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all datasets, without the columns that differ between any two runs."""
    wanted = {name: ", ".join(n for n in schema.names if n not in VOLATILE) for name, schema in SCHEMAS.items()}
    return {n: rows(store, f"select year, region, {c} from {{{n}}} order by all") for n, c in wanted.items()}


def family(pid: int) -> list[int]:
    """All living descendants of a process: the server that forks workers, and the workers."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_ten_kills_change_nothing(tmp_path: Path) -> None:
    texts = {f"{2020 + i % 3}年{i}": f"sleep\n{0.02 * (i % 5)}\n{'数' * i}" for i in range(260)}
    folder = archive(tmp_path, **texts, poison="segfault\n", bad="unreadable\n")
    run([str(folder)], tmp_path / "calm", OPTIONS._replace(workers=6), progress=False)
    chance = random.Random(7)
    process = start(folder, tmp_path / "wild")
    for turn in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.3))
        assert process.poll() is None, "the archive is too small for ten kills"
        workers = family(process.pid)
        if turn % 2 and workers:
            kill(chance.choice(workers))
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
        assert process.wait(timeout=30) == 0
    finally:
        if process.poll() is None:
            kill(process.pid)
