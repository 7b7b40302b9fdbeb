"""The engine of one machine: worker processes, each with a pipe and a thread of its own.

So a worker that is killed at any moment, even in the middle of a message, takes nothing with it but its own batch: the
thread that waits for it sees the end of the pipe, and another worker is started.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from reconcile import leavings
from reconcile.archive.engines import Batch, Death, Done
from reconcile.archive.work import PATIENCE, Job, Result, Settings, check_all
from reconcile.errors import UsageError

PRELOAD = ["reconcile.archive.work", "reconcile.checking", "reconcile.readers", "pyarrow"]
RENEW = 500  # batches after which a worker is replaced, so that no library's leak grows over days
GRACE = 15.0  # seconds beyond the documents' own limits before a worker that ignores its alarm is ended
DYING = 5.0  # seconds from the end of a worker's pipe to its exit code, at the most
TRIES = 5  # to start a worker: the server that forks them may just have been killed, and is then started again
READY = "ready"


def context() -> BaseContext:
    """Workers are forked from a small server that has imported everything and has no threads; where there is no such
    thing, they are started afresh."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(PRELOAD)
    return server


class Worker:
    """A process, the pipe to it, and how many batches it has done."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process, self.pipe = process, pipe
        self.ready = False
        self.batches = 0

    def ask(self, batch: Batch, settings: Settings, returned: queue.SimpleQueue[Answer]) -> None:
        """Hands over the batch and waits for what comes back: on a thread, for a pipe may hang."""
        results: Told = None
        try:
            if not self.ready:
                self.ready = self.pipe.recv() == READY
            self.pipe.send((batch.jobs, settings))
            results = self.pipe.recv()
        except (EOFError, OSError):
            pass
        returned.put((self, results))

    def how_it_ended(self) -> int | None:
        """The exit code of one whose pipe has ended; None where nobody knows it."""
        self.process.join(DYING)
        return self.process.exitcode

    def end(self) -> None:
        self.process.kill()
        self.pipe.close()


Told = tuple[Result, ...] | Death | None  # None: the pipe has ended
Answer = tuple[Worker, Told]


class PoolEngine:
    ships = False

    def __init__(self, settings: Settings, slots: int) -> None:
        self.slots = slots
        self._settings = settings
        self._context = context()
        self._free: list[Worker] = []
        self._running: dict[Worker, tuple[Batch, float]] = {}  # with the time at which it is too late
        self._returned: queue.SimpleQueue[Answer] = queue.SimpleQueue()

    def submit(self, batch: Batch) -> None:
        worker = self._free.pop() if self._free else self._start()
        limit = self._settings.limits.seconds
        late = time.monotonic() + limit * len(batch.jobs) * PATIENCE + GRACE if limit else float("inf")
        self._running[worker] = (batch, late)
        threading.Thread(target=worker.ask, args=(batch, self._settings, self._returned), daemon=True).start()

    def wait(self, seconds: float) -> Sequence[Done]:
        found: list[Done] = []
        try:
            found.append(self._take(*self._returned.get(timeout=seconds) if seconds else self._returned.get_nowait()))
            while True:
                found.append(self._take(*self._returned.get_nowait()))
        except queue.Empty:
            pass
        now = time.monotonic()
        for worker, (_, late) in self._running.items():
            if now > late:
                worker.process.kill()
        return found

    def _start(self) -> Worker:
        """A new worker; UsageError where none can be started."""
        for attempt in range(1, TRIES + 1):
            here, there = self._context.Pipe()
            try:
                process = self._context.Process(target=work, args=(there,), daemon=True)  # type: ignore[attr-defined]
                process.start()
                return Worker(process, here)
            except (EOFError, OSError) as error:
                here.close()
                if attempt == TRIES:
                    raise UsageError(f"检查进程无法启动：{error}") from error
                time.sleep(0.1 * attempt)
            finally:
                there.close()
        raise AssertionError

    def _take(self, worker: Worker, answer: Told) -> Done:
        batch, late = self._running.pop(worker)
        if isinstance(answer, tuple) and not isinstance(answer, Death):
            worker.batches += 1
            if worker.batches < RENEW:
                self._free.append(worker)
            else:
                worker.end()
            return Done(batch, answer)
        if answer is None:
            code = worker.how_it_ended()
            answer = Death("timeout") if time.monotonic() > late else death(code, worker.ready)
        worker.end()
        leavings.sweep()
        return Done(batch, death=answer)

    def close(self) -> None:
        for worker in (*self._free, *self._running):
            worker.end()
        leavings.sweep()


def work(pipe: Connection) -> None:
    """A worker: answers batch after batch until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    try:
        pipe.send(READY)
        while True:
            pipe.send(_answer(*pipe.recv()))
    except (EOFError, OSError):
        return


def _answer(jobs: Sequence[Job], settings: Settings) -> tuple[Result, ...] | Death:
    try:
        return tuple(check_all(jobs, settings))
    except MemoryError:
        return Death("memory")
    except Exception as error:
        return Death("crash", f"{type(error).__name__}: {error}"[:200])


def death(code: int | None, ready: bool) -> Death:
    """What the exit code says of how a worker ended. One that never got ready died of no document."""
    if not ready:
        return Death("broken", f"退出码 {code}")
    number = -(code or 0)
    if number in (getattr(signal, "SIGALRM", None), getattr(signal, "SIGPROF", None)):
        return Death("timeout")
    # no code, or 255: the server that forks workers, and knows how they end, was killed with it
    if code in (None, 255) or number in (signal.SIGTERM, getattr(signal, "SIGKILL", None)):
        return Death("killed", f"信号 {number}" if number > 0 else "")
    name = next((s.name for s in signal.Signals if s == number), "")
    return Death("crash", f"信号 {number} {name}".strip() if number > 0 else f"退出码 {code}")
