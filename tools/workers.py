"""Work in several processes, each task with a limit of the processor's time; and the seed of what is drawn at random.

The clock on the wall would tell of a busy machine and not of the program.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

ROOT = Path(__file__).resolve().parents[1]
WALL = 3600.0  # seconds by the clock on the wall after which a process that only waits is ended

Task = TypeVar("Task")
Result = TypeVar("Result")


class EndedError(Exception):
    """A task that has no result: its process was ended or died."""


def allow(seconds: float) -> None:
    """From here on the task may take the processor so many seconds; called by the task itself."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def each(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int, start: Callable[[], None] | None = None
) -> Iterator[Result | EndedError]:
    """What ``work`` makes of each task, in order; ``start`` is called once in each process."""
    with ProcessPool(jobs, initializer=start) as pool:
        for future in [pool.schedule(work, args=(task,), timeout=WALL) for task in tasks]:
            try:
                yield future.result()
            except (TimeoutError, ProcessExpired) as error:
                late = isinstance(error, TimeoutError) or error.exitcode == -signal.SIGPROF
                yield EndedError("ended: it took too long" if late else f"process died ({error})")


def seed(given: str = "") -> str:
    """``given``, else the hash of the commit that is checked out: each commit draws anew and can be repeated."""
    if given:
        return given
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()[:12] or "0"
