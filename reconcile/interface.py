"""The Python interface of a whole check: ``reconcile.check`` and ``reconcile.read``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from reconcile import readers
from reconcile.document import Document
from reconcile.errors import UsageError
from reconcile.limits import DEFAULT, Limits
from reconcile.report import Report, to_report
from reconcile.running import session
from reconcile.settings import Settings
from reconcile.sources import readable

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]


def check(
    source: Source | Document,
    *,
    name: str = "",
    year: int | None = None,
    lexicon: str | Path | Iterable[str | Path] = (),
    settings: Settings | None = None,
    limits: Limits | None = DEFAULT,
) -> Report:
    """The report of one document, as the command line's ``--format json`` gives it.

    ``source`` is a path, the document's bytes, a binary file object, or what `read` returned; ``name`` is what to call
    bytes in messages (its suffix helps where they leave the format open). ``year`` overrides the year that the document
    says it is of, ``lexicon`` names folders laid over the one that comes with the program. Settings files are not
    looked for; pass ``reconcile.settings.load(...)`` to use one. ``limits`` are those of the helper process that reads
    what is not plain text; None reads it in this process.

    In the report amounts are decimals as text, in the unit beside them; pages and lines count from 1, offsets are in
    the paragraph. Raises ReadError for a document that cannot be used, UsageError for a call that makes no sense.
    """
    folders = (lexicon,) if isinstance(lexicon, (str, Path)) else tuple(lexicon)
    chosen = (settings or Settings()).override(year=year, lexicon=tuple(map(Path, folders)))
    if isinstance(source, Document):
        document, data = source, None
    else:
        data, called = _bytes(source, name)
        document = readers.read_bytes(data, called, limits)
    checked, _ = session(chosen).check(document, data)
    return to_report(checked)


def read(source: Source, limits: Limits | None = DEFAULT, *, name: str = "") -> Document:
    """The document as read, nothing understood yet: paragraphs and tables in reading order, each with its place.

    ``source``, ``name`` and ``limits`` are as for `check`. Raises ReadError with a sentence for the person who chose
    the file, and UsageError for a file object that gives text.
    """
    return readers.read_bytes(*_bytes(source, name), limits)


def _bytes(source: Source, name: str) -> tuple[bytes, str]:
    """The bytes of a source, and what to call it."""
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        return readers.load(path), readable(str(path))
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), name or "数据"
    data = source.read()
    if not isinstance(data, bytes):
        raise UsageError("文件对象要以二进制方式打开：open(path, 'rb')")
    own = getattr(source, "name", "")
    return data, name or (own if isinstance(own, str) else "") or "数据"
