"""Bounds on what reading a stranger's file may take, and how a process sets them on itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from reconcile.tuples import NamedTuple

try:
    import resource
except ImportError:  # Windows has no such limits; there only the time that others allow a process remains
    resource = None  # type: ignore[assignment]


class Limits(NamedTuple):
    """Of the reading of one file in a process of its own: memory beyond what that holds when idle, and seconds of work
    for each begun megabyte of the file. 0 is no limit."""

    megabytes: int = 1024
    seconds: float = 60.0


DEFAULT = Limits()


def held() -> int:
    """The bytes of the process that count against a limit on memory by now (Linux; 0 elsewhere)."""
    file = Path("/proc/self/statm")
    return int(file.read_text().split()[5]) * resource.getpagesize() if resource and file.exists() else 0


def limit_memory(megabytes: int) -> None:
    """No more than this for the process's own data from now on, beyond what it holds; 0 for no limit.

    On Linux memory that is shared or mapped from files does not count (RLIMIT_DATA); elsewhere the address space is the
    nearest there is.
    """
    if resource is None:
        return
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _set_soft(kind, held() + (megabytes << 20) if megabytes else resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_other(process: int, megabytes: int) -> None:
    """The same for a program that was just started and for all that it starts (Linux only)."""
    if resource is not None and hasattr(resource, "prlimit"):
        with suppress(OSError):  # it has ended already
            resource.prlimit(process, resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def limit_processor(seconds: float) -> None:
    """SIGXCPU ends the process when it has worked for this long from now on, however busy the machine is; 0 for no
    limit."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    _set_soft(resource.RLIMIT_CPU, wanted if seconds else resource.RLIM_INFINITY)


_allowed = -1  # the limit on memory as `allow_memory` left it


def allow_memory(megabytes: int) -> None:
    """So much more than `limit_memory` says, once: for work of which is known beforehand what it takes."""
    global _allowed
    if resource is None:
        return
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    soft, _ = resource.getrlimit(kind)
    if soft not in (resource.RLIM_INFINITY, _allowed):
        _set_soft(kind, soft + (megabytes << 20))
        _allowed, _ = resource.getrlimit(kind)


def allow_processor(seconds: float) -> None:
    """So many seconds of work more than `limit_processor` says."""
    if resource is None:
        return
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        _set_soft(resource.RLIMIT_CPU, soft + int(seconds))


def _set_soft(kind: int, wanted: int) -> None:
    """The limit that a process may move again, up to the one that it may not."""
    _, hard = resource.getrlimit(kind)
    unlimited = resource.RLIM_INFINITY
    lower = hard if wanted == unlimited else wanted if hard == unlimited else min(wanted, hard)
    resource.setrlimit(kind, (lower, hard))
