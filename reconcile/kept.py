"""What is worked out once and kept in the user's cache folder, so that the next call need not do it again.

It lies in books: files of named pieces, each as `marshal` writes it. Nothing that a document says is kept. A book that
is missing, damaged or cannot be written costs time only.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from reconcile.errors import UsageError

T = TypeVar("T")

SUM = 4  # bytes before what is kept, from which it is seen whether it is whole
MOST_PIECES = 4000  # of a book; beyond that those of older versions of the program make way
MOST_BOOKS = 4  # of one kind: of other versions of the program or of its data


class Book:
    """The pieces of one file, which is read when one is first asked for. Books of a kind have names that begin alike,
    up to the first ``-``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._pieces: dict[str, bytes] | None = None
        self._new = False

    @property
    def pieces(self) -> dict[str, bytes]:
        if self._pieces is None:
            data = _load(self.name)
            self._pieces = marshal.loads(data) if data else {}
        return self._pieces

    def get(self, key: str) -> Any:
        """The piece, None where there is none."""
        piece = self.pieces.get(key)
        return None if piece is None else marshal.loads(piece)

    def put(self, key: str, value: Any) -> None:
        """``value`` is made of plain values: text, numbers, tuples, lists, dictionaries."""
        if len(self.pieces) >= MOST_PIECES:
            self.pieces.clear()
        self.pieces[key] = marshal.dumps(shared(value, {}))
        self._new = True

    def piece(self, name: str, make: Callable[[], T]) -> T:
        """The piece, made where there is none."""
        found: T | None = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def keep(self) -> None:
        """Writes what is new."""
        if self._new:
            self._new = False
            with suppress(OSError, RuntimeError, UsageError):
                _keep(self.name, marshal.dumps(self.pieces))


def shared(value: Any, pool: dict[Any, Any]) -> Any:
    """The same with one text or tuple for all that are equal, which is then kept, loaded and held once."""
    if isinstance(value, tuple):
        value = tuple([shared(v, pool) for v in value])
    elif isinstance(value, list):
        return [shared(v, pool) for v in value]
    elif isinstance(value, dict):
        return {shared(k, pool): shared(v, pool) for k, v in value.items()}
    elif not isinstance(value, str):
        return value
    try:
        return pool.setdefault((type(value), value), value)
    except TypeError:
        return value  # a tuple with a list in it


_books: dict[str, Book] = {}


def book(name: str) -> Book:
    return _books.setdefault(name, Book(name))


def keep() -> None:
    """Writes what all books have that is new, for the next call."""
    for one in _books.values():
        one.keep()


def folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "reconcile"


def _load(name: str) -> bytes:
    """The file of this name; b"" where there is none, or it is not whole any more."""
    try:
        data = (folder() / name).read_bytes()
    except (OSError, RuntimeError):  # no file; no home
        return b""
    whole = int.from_bytes(data[:SUM], "little") == zlib.crc32(memoryview(data)[SUM:])
    return data[SUM:] if whole else b""


def _keep(name: str, data: bytes) -> None:
    from reconcile.saving import save

    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    save(zlib.crc32(data).to_bytes(SUM, "little") + data, folder() / name)
    alike = folder().glob(f"{name.partition('-')[0]}-*")
    for old in sorted(alike, key=lambda p: p.stat().st_mtime, reverse=True)[MOST_BOOKS:]:
        old.unlink()


def writable() -> Path:
    """The folder, where files can be made in it; a fresh one where there is no home."""
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder(), os.W_OK):
            return folder()
    except (OSError, RuntimeError):
        pass
    import tempfile

    return Path(tempfile.mkdtemp(prefix="reconcile-"))
