"""The file of decisions: read whole, added to at its end, never rewritten.

Several people may add at once: each writes whole lines under a lock, after whatever others wrote. A line that was cut
off (a full disk, a killed process) stays as it is; the next one begins on a line of its own, and readers are told.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reconcile.errors import UsageError
from reconcile.tuples import NamedTuple

from .lines import Line, parsed, written

NAME = "review.jsonl"
SHOWN = 60  # characters of a damaged line that are shown


class Damaged(NamedTuple):
    number: int
    text: str

    def __str__(self) -> str:
        return f"第{self.number}行残缺或不是复核记录，已原样保留，未计入：{self.text[:SHOWN]}"


class Reading(NamedTuple):
    lines: tuple[Line, ...] = ()
    damaged: tuple[Damaged, ...] = ()


def beside(document: Path) -> Path:
    """The file of decisions on a document: it lies in the document's folder (in the folder itself where that is the
    document) and serves all documents there."""
    return (document if document.is_dir() else document.parent) / NAME


def read(path: Path) -> Reading:
    """All lines so far; no file is no lines. UsageError where it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Reading()
    except OSError as error:
        raise UsageError(f"读不了复核记录 {path}：{error.strerror or error}") from None
    lines: list[Line] = []
    damaged: list[Damaged] = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        text = raw.decode("utf-8", "replace").strip("\ufeff\r ")
        if not text:
            continue
        try:
            lines.append(parsed(text))
        except ValueError:
            damaged.append(Damaged(number, text))
    return Reading(tuple(lines), tuple(damaged))


def append(path: Path, lines: Sequence[Line]) -> None:
    """Adds the lines and does not return before they are on the disk; UsageError where that cannot be done."""
    data = "".join(f"{written(line)}\n" for line in lines).encode()
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _lock(descriptor)
            if _is_cut_off(descriptor):
                data = b"\n" + data
            while data:
                data = data[os.write(descriptor, data) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UsageError(f"写不了复核记录 {path}：{error.strerror or error}；这一步没有保存") from None


def _is_cut_off(descriptor: int) -> bool:
    """Whether the last line has no end."""
    if not os.fstat(descriptor).st_size:
        return False
    os.lseek(descriptor, -1, os.SEEK_END)
    return os.read(descriptor, 1) != b"\n"


def _lock(descriptor: int) -> None:
    """Until the file is closed nobody else adds to it, where the system can say so."""
    with suppress(ImportError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
