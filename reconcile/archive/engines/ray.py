"""The engine of a cluster: the same function as a Ray task. Only the owner of the ledger writes results.

Items are shipped as bytes, so that the cluster needs no common file system. Ray's own memory monitor stands in for the
memory limit of a document; the time limit is the worker's alarm, as everywhere.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from reconcile.archive.engines import Batch, Death, Done
from reconcile.archive.work import Settings, check_all
from reconcile.errors import UsageError


class RayEngine:
    ships = True

    def __init__(self, settings: Settings, slots: int = 0, address: str | None = None) -> None:
        """Connects to the cluster at ``address`` (``auto`` for the one of this machine), or starts one here."""
        try:
            import ray
        except ImportError as error:
            raise UsageError("使用 Ray 需要安装附加组件：pip install 'reconcile-cn[ray]'") from error
        self._ray = ray
        # on other machines the package must be installed; workers of this one find what this process finds
        here = {"env_vars": {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}}
        options: dict[str, Any] = {"address": address} if address else {"num_cpus": slots or None, "runtime_env": here}
        try:
            ray.init(**options, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError(f"连不上 Ray 集群 {address or ''}：{error}") from error
        self.slots = slots or max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._settings = settings._replace(limits=settings.limits._replace(megabytes=0))
        # a worker that died is told to the runner, which knows how often a document may be tried
        self._check = ray.remote(max_retries=0)(check_all)
        self._running: dict[Any, tuple[Batch, float]] = {}

    def submit(self, batch: Batch) -> None:
        self._running[self._check.remote(batch.jobs, self._settings)] = (batch, time.monotonic())

    def wait(self, seconds: float) -> Sequence[Done]:
        if not self._running:
            time.sleep(seconds)
            return ()
        ready, _ = self._ray.wait(list(self._running), num_returns=1, timeout=seconds)
        return [self._take(reference) for reference in ready]

    def _take(self, reference: Any) -> Done:
        batch, started = self._running.pop(reference)
        try:
            return Done(batch, tuple(self._ray.get(reference)))
        except self._ray.exceptions.OutOfMemoryError:
            return Done(batch, death=Death("memory"))
        except self._ray.exceptions.RayTaskError as error:  # the worker lives and cannot run the function
            return Done(batch, death=Death("broken", str(error.cause)[:300]))
        except self._ray.exceptions.RayError as error:
            # Ray does not say which signal it was; an alarm is known by the time that has passed
            late = 0 < self._settings.limits.seconds <= time.monotonic() - started
            return Done(batch, death=Death("timeout" if late else "killed", type(error).__name__))

    def close(self) -> None:
        self._ray.shutdown()
