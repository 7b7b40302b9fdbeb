"""Bytes of a published document → `Document`. The format is what the bytes say, whatever the name pretends.

Each reader is a module with ``read(data, path) -> Document``, loaded only when a file needs it. Every reader gives
blocks in reading order; every failure is a `ReadError` with a sentence for the person who chose the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.readers.encoding import MAX_TEXT
from reconcile.readers.sniffing import MODULES, sniff

MAX_FILE = 512 << 20  # bytes
_HEAD = 1 << 16

__all__ = ["load", "read", "read_bytes", "read_together"]


def read(path: str | Path) -> Document:
    """The document in the file at ``path``; ReadError if there is none that can be read."""
    return read_bytes(load(path), str(path))


def read_bytes(data: bytes, name: str) -> Document:
    """The document in ``data``; ``name`` is for messages and, where the bytes leave it open, a hint at the format."""
    if not data:
        raise ReadError(f"{name}：文件为空，没有可读的内容")
    module = import_module(MODULES[sniff(data, name)])
    document: Document = module.read(data, name)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def read_together(paths: Sequence[str | Path]) -> Document:
    """One case of several files, folders or a .zip as one document: prose files first, then table files."""
    from reconcile.readers.bundle import read as read_bundle

    return read_bundle(paths)


def load(path: str | Path) -> bytes:
    """The bytes of a file, but not of one too large to be a document (text is judged by its first bytes)."""
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError(f"{path}：是文件夹，不是文件；多个文件合为一份材料时请用 --together")
        size = file.stat().st_size
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            limit = MAX_FILE if b"\x00" in head or head.startswith(b"%PDF") else MAX_TEXT
            if size > limit:
                raise ReadError(f"{path}：文件过大（{size >> 20} MB，上限 {limit >> 20} MB）")
            return head + stream.read(limit + 1 - len(head))
    except FileNotFoundError:
        raise ReadError(f"{path}：文件不存在") from None
    except PermissionError:
        raise ReadError(f"{path}：没有读取权限") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}：文件无法读取（{error}）") from error
