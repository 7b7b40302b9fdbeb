"""Bytes of a published document → `Document`. The format is what the bytes say, whatever the name pretends.

Each reader is a module with ``read(data, path) -> Document``, loaded only when a file needs it. Every reader gives
blocks in reading order; every failure is a `ReadError` with a sentence for the person who chose the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO

from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.hashing import sha256
from reconcile.limits import DEFAULT, Limits
from reconcile.readers.doubts import doubts, misnamed
from reconcile.readers.encoding import MAX_TEXT
from reconcile.readers.plain import plainly
from reconcile.readers.sniffing import MODULES, sniff
from reconcile.sources import readable

MAX_FILE = 512 << 20  # bytes
_HEAD = 1 << 16
_PIECE = 1 << 18
_DESCRIPTORS = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")  # pipes that a shell has opened: check <(command)


__all__ = ["Limits", "format_of", "load", "read", "read_bytes", "read_together"]


def read(path: str | Path, limits: Limits | None = DEFAULT) -> Document:
    """The document in the file at ``path``; ReadError if there is none that can be read.

    What is not plain text is read by a helper process within ``limits``; None reads it in this process, for callers
    that are limited themselves.
    """
    return read_bytes(load(path), readable(str(path)), limits)


def read_bytes(data: bytes, name: str, limits: Limits | None = None) -> Document:
    """The document in ``data``; ``name`` is for messages and, where the bytes leave it open, a hint at the format.
    ``limits`` as for `read`, but none unless they are given."""
    if not data:
        raise ReadError(f"{name}：文件为空，没有可读的内容")
    kind = sniff(data, name)
    if kind == "office":  # converted by a program that is guarded where it is run
        from reconcile.readers import office

        document = office.read(data, name, limits)
    else:
        document = read_as(kind, data, name, limits)
    document = plainly(document)
    notices = (*document.notices, *misnamed(kind, name), *doubts(document, name))
    return document._replace(sha256=sha256(data).hexdigest(), notices=notices)


def read_as(kind: str, data: bytes, name: str, limits: Limits | None = None) -> Document:
    """What the reader of this kind (a key of `MODULES`) makes of the bytes, by the helper where there are limits."""
    if limits is None or kind == "text":
        document: Document = import_module(MODULES[kind]).read(data, name)
        return document
    from reconcile.readers import guarded

    return guarded.read(kind, data, name, limits)


def format_of(data: bytes, name: str) -> str:
    """The format as which the bytes would be read, for a file that LibreOffice converts its own (doc, wps, rtf, odt);
    ReadError for what no reader is there for."""
    kind = sniff(data, name)
    if kind != "office":
        return kind
    from reconcile.readers import office

    return office.suffix_of(data, name)[1:]


def read_together(paths: Sequence[str | Path], limits: Limits | None = DEFAULT) -> Document:
    """One case of several files, folders or a .zip as one document: prose files first, then table files."""
    from reconcile.readers.bundle import read as read_bundle

    return read_bundle(paths, limits)


def load(path: str | Path) -> bytes:
    """The bytes of a file, but not of one too large to be a document (text is judged by its first bytes)."""
    file, path = Path(path), readable(str(path))
    try:
        if file.is_fifo() and not path.startswith(_DESCRIPTORS):
            raise ReadError(f"{path}：是管道，不是文件")
        if file.is_char_device() or file.is_block_device():
            raise ReadError(f"{path}：是设备，不是文件")
        if file.is_dir():
            raise ReadError(f"{path}：是文件夹，不是文件；多个文件合为一份材料时请用 --together")
        size = file.stat().st_size
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            limit = MAX_FILE if b"\x00" in head or head.startswith(b"%PDF") else MAX_TEXT
            if size > limit:
                raise ReadError(f"{path}：文件过大（{size >> 20} MB，上限 {limit >> 20} MB）")
            return head + _rest(stream, limit + 1 - len(head))
    except FileNotFoundError:
        raise ReadError(f"{path}：文件不存在") from None
    except PermissionError:
        raise ReadError(f"{path}：没有读取权限") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}：文件无法读取（{error}）") from error


def _rest(stream: IO[bytes], most: int) -> bytes:
    """What is left in the stream, but not more than ``most``; in pieces, for what is asked for is set aside at once."""
    pieces = []
    while most > 0 and (piece := stream.read(min(_PIECE, most))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
