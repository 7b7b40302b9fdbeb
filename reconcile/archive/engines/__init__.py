"""Where documents are checked: an engine takes batches and hands back results, or says how a worker died."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reconcile.archive.work import Job, Result
from reconcile.tuples import NamedTuple


class Batch(NamedTuple):
    """Jobs that go to a worker together. ``deaths`` counts the workers that died of it for no reason of its own."""

    jobs: tuple[Job, ...]
    deaths: int = 0


class Death(NamedTuple):
    """How a worker ended: ``kind`` is timeout, memory, crash (a signal of its own making), killed (from outside, or by
    the kernel for want of memory) or broken (before it took up the batch)."""

    kind: str
    detail: str = ""


class Done(NamedTuple):
    """A batch that came back: with its results, or with the death of its worker."""

    batch: Batch
    results: tuple[Result, ...] = ()
    death: Death | None = None


class Engine(Protocol):
    """``slots`` batches run at a time. ``ships`` says that workers cannot open the items and want their bytes."""

    slots: int
    ships: bool

    def submit(self, batch: Batch) -> None:
        """Starts the batch; there must be a free slot."""

    def wait(self, seconds: float) -> Sequence[Done]:
        """What has come back, at the latest after ``seconds``."""

    def close(self) -> None:
        """Ends all workers at once; what they were doing is lost and will be done again."""
