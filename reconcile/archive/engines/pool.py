"""The engine of one machine: worker processes of pebble, each in a pool of its own.

One pool a worker, so that a worker that is killed at any moment, even while it holds the pool's lock or is in the
middle of a message, takes nothing with it but its own batch: its pool is given up and a new one made.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Any

from pebble import ProcessExpired, ProcessPool

from reconcile.archive.engines import Batch, Death, Done
from reconcile.archive.work import Settings, check_all

PRELOAD = ["reconcile.archive.work", "reconcile.checking", "reconcile.readers", "pyarrow"]
RENEW = 500  # batches after which a worker is replaced, so that no library's leak grows over days
GRACE = 15.0  # seconds beyond the documents' own limits before the pool ends a worker that ignores its alarm


def context() -> BaseContext:
    """Workers are forked from a small server that has imported everything and has no threads; where there is no such
    thing, they are started afresh."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(PRELOAD)
    return server


class PoolEngine:
    ships = False

    def __init__(self, settings: Settings, slots: int) -> None:
        self.slots = slots
        self._settings = settings
        self._context = context()
        self._free: list[Any] = []
        self._running: dict[Future[Any], tuple[Any, Batch]] = {}
        self._returned: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def submit(self, batch: Batch) -> None:
        pool = self._free.pop() if self._free else ProcessPool(1, max_tasks=RENEW, context=self._context)
        limit = self._settings.limits.seconds * len(batch.jobs) + GRACE if self._settings.limits.seconds else None
        future = pool.schedule(check_all, args=(batch.jobs, self._settings), timeout=limit)
        self._running[future] = (pool, batch)
        future.add_done_callback(self._returned.put)

    def wait(self, seconds: float) -> Sequence[Done]:
        found: list[Done] = []
        try:
            found.append(self._take(self._returned.get(timeout=seconds) if seconds else self._returned.get_nowait()))
            while True:
                found.append(self._take(self._returned.get_nowait()))
        except queue.Empty:
            return found

    def _take(self, future: Future[Any]) -> Done:
        pool, batch = self._running.pop(future)
        try:
            results = future.result()
        except BaseException as error:
            _give_up(pool)
            return Done(batch, death=death(error))
        self._free.append(pool)
        return Done(batch, tuple(results))

    def close(self) -> None:
        pools = [*self._free, *(pool for pool, _ in self._running.values())]
        threads = [_give_up(pool) for pool in pools]
        for thread in threads:
            thread.join(timeout=5)


def _give_up(pool: Any) -> Thread:
    """Ends the pool without waiting: its threads may hang on a message that a dead worker did not finish."""
    pool.stop()
    thread = Thread(target=pool.join, daemon=True)
    thread.start()
    return thread


def death(error: BaseException) -> Death:
    """What the pool's error says of how the worker ended."""
    if isinstance(error, TimeoutError):
        return Death("timeout")
    if isinstance(error, ProcessExpired):
        number = -int(error.exitcode)
        if number == signal.SIGALRM:
            return Death("timeout")
        if number in (signal.SIGKILL, signal.SIGTERM, -255):  # 255: the server that forks workers was killed
            return Death("killed", f"信号 {abs(number)}")
        name = next((s.name for s in signal.Signals if s == number), "")
        return Death("crash", f"信号 {number} {name}".strip() if number > 0 else f"退出码 {-number}")
    if isinstance(error, BrokenProcessPool):  # the worker died while it had no task: no document's doing
        return Death("broken", str(error))
    if isinstance(error, MemoryError):
        return Death("memory")
    return Death("crash", f"{type(error).__name__}: {error}"[:200])
