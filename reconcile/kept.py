"""What is worked out once and kept in the user's cache folder, so that the next call need not do it again.

Nothing that a document says is kept there. A file that is missing, damaged or cannot be written costs time only.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

from reconcile.errors import UsageError

SUM = 4  # bytes before what is kept, from which it is seen whether it is whole


def folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "reconcile"


def load(name: str) -> bytes:
    """What was kept under the name; b"" where that is nothing, or not whole any more."""
    try:
        data = (folder() / name).read_bytes()
    except (OSError, RuntimeError):  # no file; no home
        return b""
    whole = int.from_bytes(data[:SUM], "little") == zlib.crc32(memoryview(data)[SUM:])
    return data[SUM:] if whole else b""


def keep(name: str, data: bytes) -> None:
    from reconcile.saving import save

    with suppress(OSError, RuntimeError, UsageError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        save(zlib.crc32(data).to_bytes(SUM, "little") + data, folder() / name)


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
