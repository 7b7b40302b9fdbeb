"""A run over an archive: takes documents from the sources, gives them to the engine, enters what comes back.

Documents go out in small batches. When a worker dies, the documents of its batch go out again one by one, so that only
the one that is to blame is recorded as failed. A death from outside (kill -9, want of memory) is no document's fault
until it has happened to it alone three times.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reconcile.archive import sources
from reconcile.archive.engines import Batch, Death, Done, Engine
from reconcile.archive.ledger import Ledger
from reconcile.archive.sources import Item
from reconcile.archive.store import LOCK, Store
from reconcile.archive.work import Job, Result, Settings, memory_reason, refused
from reconcile.errors import ReadError, UsageError
from reconcile.tuples import NamedTuple

try:
    import fcntl
except ImportError:  # Windows: two runs into one store are not kept apart
    fcntl = None  # type: ignore[assignment]

BATCH_DOCUMENTS = 8
BATCH_BYTES = 1 << 18
LONG = 10.0  # seconds without a result after which it is told what is being worked on
DEATHS = 3  # deaths from outside that a document may have alone
BROKEN = 5  # workers in a row, for each slot, that died before they took up anything: then none can be started
FULL = 400  # pending documents of a partition that are worth a file of their own


class Event(NamedTuple):
    """What has just happened, for progress and log: ``kind`` is done, incomplete, skipped, duplicate, failed,
    unreadable, died, or waiting (nothing has come back for a while)."""

    kind: str
    path: str
    reason: str = ""
    detail: str = ""
    number: int = 1


class Summary(NamedTuple):
    """How a run went. ``counts`` are of this run by the event's kind; ``stopped`` says that it was ended early."""

    counts: dict[str, int]
    seconds: float
    stopped: bool = False


class Run:
    """One run; `go` until the sources are empty or ``stop`` says so. Rows wait at most ``every`` seconds before they go
    to files, where queries see them."""

    def __init__(
        self, ledger: Ledger, store: Store, engine: Engine, settings: Settings,
        every: float = 120.0,
        tell: Callable[[Event], None] = lambda event: None, stop: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        self._ledger, self._store, self._engine, self._settings = ledger, store, engine, settings
        self._every, self._tell_on, self._stop = every, tell, stop
        self._ready: deque[Batch] = deque()
        self._out: list[Batch] = []
        self._broken = 0
        self._quiet = 0.0  # since when nothing has come back; 0 where that has been told
        self._counts: Counter[str] = Counter()
        self._flushed_all = self._flushed_full = time.monotonic()

    def go(self, items: Iterator[Item]) -> Summary:
        started = time.monotonic()
        more = True
        while (more or self._ready or self._out) and not self._stop():
            while self._ready and len(self._out) < self._engine.slots:
                self._out.append(self._ready.popleft())
                self._engine.submit(self._out[-1])
                self._quiet = time.monotonic()
            prepare = more and len(self._ready) < self._engine.slots
            for done in self._engine.wait(0.0 if prepare else 0.2):
                self._out.remove(done.batch)
                self._settle(done)
                self._quiet = time.monotonic()
            if prepare:
                more = self._prepare(items)
            self._tell_waiting()
            self._flush_when_due()
        self._store.flush(self._ledger)
        self._store.write_duplicates(self._ledger)
        return Summary(dict(self._counts), time.monotonic() - started, self._stop())

    def _tell(self, event: Event) -> None:
        self._counts[event.kind] += event.number
        self._tell_on(event)

    def _tell_waiting(self) -> None:
        """Names, once, what is being worked on when it takes long."""
        if self._out and self._quiet and time.monotonic() - self._quiet > LONG:
            names = "、".join(batch.jobs[0].item.path for batch in self._out)
            self._tell_on(Event("waiting", names, f"{LONG:g} 秒没有新结果"))
            self._quiet = 0.0

    def _prepare(self, items: Iterator[Item]) -> bool:
        """Makes the next batch ready; False when the sources have no more. Looks at a bounded number of items, so that
        a long stretch of unchanged documents does not keep results waiting."""
        jobs: list[Job] = []
        size = skipped = 0
        while len(jobs) < BATCH_DOCUMENTS and size < BATCH_BYTES and skipped < 1000:
            item = next(items, None)
            if item is None:
                break
            if self._ledger.seen(item):
                skipped += 1
            elif job := self._job(item):
                jobs.append(job)
                size += item.size
        if skipped:
            self._tell(Event("skipped", "", number=skipped))
        if jobs:
            self._ready.append(Batch(tuple(jobs)))
        return item is not None

    def _job(self, item: Item) -> Job | None:
        """The job for an item that is due; None where its content is done already or cannot be had."""
        try:
            largest = self._settings.limits.largest
            # what is far from the worker, or costs a download, is read once and sent along
            data = sources.read(item, largest) if self._engine.ships or "://" in item.file else None
            sha256 = sources.digest(item, largest) if data is None else hashlib.sha256(data).hexdigest()
            claim = self._ledger.claim(item, sha256)
            if claim != "due":
                self._tell(Event(claim, item.path))
                return None
            return Job(item, sha256, data)
        except ReadError as error:
            # the name stands for the content that could not be had, so that it is looked at again when it changes
            job = Job(item, sources.name_digest(item))
            if self._ledger.claim(item, job.sha256) == "due":
                self._enter([refused(job, self._settings, "unreadable", str(error))])
            return None

    def _settle(self, done: Done) -> None:
        """Enters results; the documents of a batch whose worker died go out again alone, or are recorded as failed."""
        if done.death is None:
            self._broken = 0
            self._enter(done.results)
            if rest := done.batch.jobs[len(done.results) :]:
                self._ready.appendleft(Batch(rest, done.batch.deaths))
            return
        batch, kind = done.batch, done.death.kind
        if kind == "broken":
            self._broken += 1
            if self._broken > BROKEN * self._engine.slots:
                raise UsageError(f"检查进程无法启动：{done.death.detail}")
            self._ready.appendleft(batch)
            return
        deaths = batch.deaths + (kind == "killed" and len(batch.jobs) == 1)
        if len(batch.jobs) > 1 or (kind == "killed" and deaths < DEATHS):
            names = "、".join(j.item.path for j in batch.jobs)
            self._tell_on(Event("died", names, reason(done.death, self._settings)))
            self._ready.extendleft(Batch((job,), deaths) for job in reversed(batch.jobs))
            return
        self._enter([refused(batch.jobs[0], self._settings, "failed", reason(done.death, self._settings))])

    def _enter(self, results: list[Result] | tuple[Result, ...]) -> None:
        self._ledger.finish(results)
        for result in results:
            kind = {"ok": "done"}.get(result.status, result.status)
            self._tell(Event(kind, result.job.item.path, result.reason, result.detail))

    def _flush_when_due(self) -> None:
        now = time.monotonic()
        if now - self._flushed_all >= self._every:
            self._store.flush(self._ledger)
            self._flushed_all = self._flushed_full = now
        elif now - self._flushed_full >= self._every / 12:
            self._store.flush(self._ledger, FULL)
            self._flushed_full = now


def reason(death: Death, settings: Settings) -> str:
    """Why the check of a document ended, in Chinese."""
    if death.kind == "timeout":
        return f"超时（上限 {settings.limits.seconds:g} 秒）"
    if death.kind == "memory":
        return memory_reason(settings)
    what = "检查进程被终止" if death.kind == "killed" else "检查进程崩溃"
    return f"{what}（{death.detail}）" if death.detail else what


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """The store for this run alone; UsageError while another one has it. The lock ends with the process."""
    with (root / LOCK).open("a") as file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise UsageError(f"另一个任务正在使用 {root}，请等它结束或换一个结果文件夹") from error
        yield
