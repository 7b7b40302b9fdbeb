"""Watching a draft: the real process, a file that is saved again, and an interrupt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FAULTY = ROOT / "samples" / "budget_faulty.txt"


def heed_interrupts() -> None:
    """A job that a shell has put into the background inherits that interrupts are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(words: str, file: Path, seconds: float = 30) -> str:
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        text = file.read_text(encoding="utf-8")
        if words in text:
            return text
        time.sleep(0.1)
    raise AssertionError(f"{words!r} did not come: {file.read_text(encoding='utf-8')}")


@pytest.mark.parametrize(
    "language, waits, changed, gone",
    [
        ("zh", "等待文件变化", "新增 1 条，消除 1 条，仍有", "－ R101 正文"),
        ("en", "waiting for changes", "1 new, 1 gone", "－ R101 Prose and table differ"),
    ],
)
def test_a_saved_draft_is_checked_again_and_compared(
    tmp_path: Path, language: str, waits: str, changed: str, gone: str
) -> None:
    draft, said = tmp_path / "draft.txt", tmp_path / "said"
    text = FAULTY.read_text(encoding="utf-8")
    draft.write_text(text, encoding="utf-8")
    with said.open("wb") as errors:
        watcher = subprocess.Popen(
            [sys.executable, "-m", "reconcile", "check", str(draft), "--watch", "--lang", language],
            stdout=subprocess.DEVNULL, stderr=errors, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            preexec_fn=heed_interrupts,
        )  # fmt: skip
    try:
        wait_for(waits, said)
        draft.write_text(
            text.replace("收支总预算2034.02万元", "收支总预算2043.02万元").replace("占62.5%", "占52.5%"),
            encoding="utf-8",
        )
        told = wait_for(changed, said)
        assert gone in told
        assert "2034.02" in told
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(60) == 0  # the machine may be busy
    finally:
        watcher.kill()
        watcher.wait()
