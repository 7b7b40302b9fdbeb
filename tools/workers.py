"""Work in several processes, each task with a limit of the processor's time; and the seed of what is drawn at random.

The clock on the wall would tell of a busy machine and not of the program.
"""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]

Task = TypeVar("Task")
Result = TypeVar("Result")


class EndedError(Exception):
    """A task that has no result: its process was ended or died."""


def allow(seconds: float) -> None:
    """From here on the task may take the processor so many seconds; called by the task itself."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def each(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int, start: Callable[[], object] | None = None
) -> Iterator[Result | EndedError]:
    """What ``work`` makes of each task, in order; ``start`` is called once before. Each has its own process."""
    if start:
        start()
    context = multiprocessing.get_context("fork")
    waiting = deque(enumerate(tasks))
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    done: dict[int, Result | EndedError] = {}
    following = 0
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                index, task = waiting.popleft()
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(theirs, work, task))
                process.start()
                theirs.close()
                running[ours] = (index, process)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                index, process = running.pop(ready)
                done[index] = _result(ready, process)
            while following in done:
                yield done.pop(following)
                following += 1
    finally:  # whoever asks no further
        for _, process in running.values():
            process.terminate()


def _work(out: Connection, work: Callable[[Task], Result], task: Task) -> None:
    out.send(work(task))
    out.close()


def _result(connection: Connection, process: BaseProcess) -> Result | EndedError:  # type: ignore[type-var]
    """What the process sent before it ended, or why it sent nothing; its own error is on standard error."""
    try:
        found: Result = connection.recv()
    except EOFError:
        process.join()
        late = process.exitcode == -signal.SIGPROF
        return EndedError("ended: it took too long" if late else f"process died ({process.exitcode})")
    process.join()
    return found


def seed(given: str = "") -> str:
    """``given``, else the hash of the commit that is checked out: each commit draws anew and can be repeated."""
    if given:
        return given
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()[:12] or "0"
