"""What a worker does: one document, or a few, within limits of time and memory. Nothing here knows of engines.

The time limit is the kernel's: when a document takes too long, a signal ends the process, whatever C code it hangs in.
The time is the processor's, so that no document fails because others keep the machine busy; one that only waits is
ended by the clock. The engine sees a worker die and reports it; the runner finds out which document it was.
"""

from __future__ import annotations

import hashlib
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import pyarrow as pa

from reconcile import garbage, limits
from reconcile.archive import rows, sources
from reconcile.archive.identity import identify, identify_path
from reconcile.archive.regions import region
from reconcile.checked import Checked
from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.findings import Outcome
from reconcile.lexicon import Lexicon
from reconcile.tuples import NamedTuple

PATIENCE = 10  # so many times as long as the processor may work, the clock may run

# what is run on each document: bytes, name and lexicon in, the document as read and the outcome out
Check = Callable[[bytes, str, Lexicon], tuple[Document, Outcome]]


def check(data: bytes, name: str, lexicon: Lexicon) -> tuple[Document, Outcome]:
    """The pure function that an archive is run through."""
    # only workers need the readers and rules: the parent stays small and starts at once
    from reconcile.checking import check_document
    from reconcile.readers import read_bytes

    document = read_bytes(data, name)
    outcome = check_document(document, lexicon)
    return document._replace(notices=(*document.notices, *outcome.notices)), outcome


ENOUGH = 2.0  # seconds after which a worker hands back what it has


class Limits(NamedTuple):
    """A document's: ``seconds``, ``megabytes`` (beyond what an idle worker holds), 0 for none; ``largest`` in bytes."""

    seconds: float = 120.0
    megabytes: int = 2048
    largest: int = 256 << 20


class Settings(NamedTuple):
    """What all documents of a run share. ``lexicon`` is a folder laid over the built-in one."""

    version: str
    lexicon: Path | None = None
    limits: Limits = Limits()
    check: Check = check


class Job(NamedTuple):
    """A document to check; ``data`` only where the worker cannot get at the item itself (another machine)."""

    item: sources.Item
    sha256: str
    data: bytes | None = None


class Result(NamedTuple):
    """What became of a document. ``status`` is ok, incomplete (checked, but not whole), unreadable (the document) or
    failed (the check); ``blob`` holds its rows (`rows.pack`). ``detail`` is for the log only."""

    job: Job
    status: str
    reason: str
    year: int
    region: str
    seconds: float
    blob: bytes
    detail: str = ""


@lru_cache(maxsize=2)
def lexicon_of(folder: Path | None) -> Lexicon:
    lexicon = Lexicon.load(folder)
    garbage.settled()
    return lexicon


def check_all(jobs: Sequence[Job], settings: Settings) -> list[Result]:
    """The results of the jobs, in their order. Exceptions become results; only the process's death ends it early. After
    a slow document the rest is left to whoever is free: the results are then those of the first jobs."""
    limit_memory(settings.limits.megabytes)
    lexicon_of(settings.lexicon)  # no document's time
    started = time.monotonic()
    results: list[Result] = []
    for job in jobs:
        results.append(check_one(job, settings))
        if time.monotonic() - started > ENOUGH:
            break
    return results


def check_one(job: Job, settings: Settings) -> Result:
    started = time.perf_counter()
    with deadline(settings.limits.seconds):
        status, detail = "failed", ""
        try:
            data = job.data if job.data is not None else sources.read(job.item, settings.limits.largest)
            if hashlib.sha256(data).hexdigest() != job.sha256:
                raise ReadError("文件在检查期间被改动，再次运行时会重新检查")
            lexicon = lexicon_of(settings.lexicon)
            document, outcome = settings.check(data, job.item.name, lexicon)
            return told(job, settings, document, outcome, time.perf_counter() - started)
        except ReadError as error:
            status, reason = "unreadable", str(error)
        except MemoryError:
            reason = memory_reason(settings)
        except RecursionError:
            reason = "文件结构嵌套过深"
        except Exception as error:  # a document must never take others with it
            # without the error's own words, which may be the document's: this goes into the log
            reason, detail = f"程序错误：{type(error).__name__}", "".join(traceback.format_tb(error.__traceback__))
        # told only here, when the exception and with it all that the check held in memory is gone
        return refused(job, settings, status, reason, detail)


def told(job: Job, settings: Settings, document: Document, outcome: Outcome, seconds: float) -> Result:
    identity = identify(outcome, job.item.path)
    source = rows.Source(job.item.path, job.item.size, job.sha256, settings.version)
    blob = rows.pack(rows.rows(source, document, outcome, identity, seconds))
    place = region(lexicon_of(settings.lexicon).folders, identity.entity, outcome.title, job.item.path)
    status = rows.status_of(Checked(document, outcome))
    return Result(job._replace(data=None), status, "", identity.year or 0, place, seconds, blob)


def refused(job: Job, settings: Settings, status: str, reason: str, detail: str = "") -> Result:
    """The result of a document without an outcome; entity, year and region are what its path says."""
    identity = identify_path(job.item.path)
    source = rows.Source(job.item.path, job.item.size, job.sha256, settings.version)
    place = region(lexicon_of(settings.lexicon).folders, identity.entity, job.item.path)
    blob = rows.pack(rows.failed(source, status, reason, identity))
    return Result(job._replace(data=None), status, reason, identity.year or 0, place, 0.0, blob, detail)


def memory_reason(settings: Settings) -> str:
    limit = settings.limits.megabytes
    return f"超出内存上限（{limit} MB）" if limit else "内存不足"


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """The process is ended by SIGPROF or SIGALRM when the block takes longer; 0 for no limit."""
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@cache
def limit_memory(megabytes: int) -> None:
    """The worker's limit, set once."""
    if megabytes:
        # Arrow's own allocator claims a gigabyte of addresses at once, which would count
        pa.set_memory_pool(pa.system_memory_pool())
        limits.limit_memory(megabytes)
