"""The same archive on a local Ray cluster, with a worker killed in the middle: row by row what the pool yields."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from trial import OPTIONS, archive, rows

from reconcile.archive.batch import run
from reconcile.archive.work import Limits
from tools.kills import contents, family, kill

pytest.importorskip("ray")
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")


def kill_one_worker(own: int, killed: list[int]) -> None:
    """Kills the first Ray worker that is seen to be checking documents."""
    for _ in range(600):
        for pid in family(own):
            try:
                name = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if name.startswith(b"ray::check_all"):
                kill(pid)
                killed.append(pid)
                return
        time.sleep(0.05)


def test_ray_yields_what_the_pool_yields(tmp_path: Path) -> None:
    texts = {f"{2020 + i % 3}年{i}": f"sleep\n0.05\n{'数' * i}" for i in range(60)}
    folder = archive(tmp_path, **texts, bad="unreadable\n", bug="bug\n")
    options = OPTIONS._replace(limits=Limits(seconds=60, megabytes=700))
    run([str(folder)], tmp_path / "pool", options, progress=False)
    killed: list[int] = []
    killer = threading.Thread(target=kill_one_worker, args=(os.getpid(), killed), daemon=True)
    killer.start()
    run([str(folder)], tmp_path / "ray", options._replace(engine="ray"), progress=False)
    assert killed, "no worker was killed in the middle"
    assert "进程中断" in (tmp_path / "ray" / "run.log").read_text(encoding="utf-8")
    assert rows(tmp_path / "ray", "select count(*) from {documents}") == [(62,)]
    assert contents(tmp_path / "ray") == contents(tmp_path / "pool")
