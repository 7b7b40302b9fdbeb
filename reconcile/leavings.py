"""Temporary folders that hold a document: removed by whoever made them, or by the next run where that one was killed.

A folder has a lock that ends with its maker's process, however that ends. What still works in the folder then (a
converter that was started in it) is stopped before it goes.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: only the maker removes
    fcntl = None  # type: ignore[assignment]

PREFIX, LOCK = "reconcile-draft-", "lock"


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder for this user alone, gone with the block."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        made = Path(name)
        with (made / "lock.new").open("w") as lock:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX)
                os.rename(lock.name, made / LOCK)  # under this name it is locked while its maker lives
            yield made


def sweep() -> None:
    """Removes the folders whose makers are gone."""
    if not fcntl:
        return
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError), lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _stop_all_in(lock.parent)
            shutil.rmtree(lock.parent, ignore_errors=True)


def _stop_all_in(place: Path) -> None:
    """Ends the processes that were started with an address in the folder (where ``/proc`` tells of them)."""
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if place.as_uri().encode() in told.read_bytes():
                os.kill(int(told.parent.name), signal.SIGKILL)
