"""What an archive is made of: folders, globs, zips, lists of paths (``@file``) and object stores, as a stream of items.

Nothing is read here but names, sizes and times; an item says how to get at its bytes later.
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO

from reconcile.errors import ReadError, UsageError
from reconcile.sources import PACKED, SUFFIXES, readable, shown
from reconcile.tuples import NamedTuple

TAKEN = SUFFIXES | PACKED  # of packages other than a zip, and of those in a zip, it is said that they cannot be read
CHUNK = 1 << 20


class Item(NamedTuple):
    """One document of the archive. ``path`` names it for people and in the ledger; ``size`` is in bytes, ``mtime`` in
    nanoseconds (or any number that changes with the content, for object stores); ``member`` is the name inside a zip,
    ``root`` the folder that was searched, out of which no link leads.
    """

    path: str
    size: int
    mtime: int
    file: str
    member: str = ""
    root: str = ""

    @property
    def name(self) -> str:
        return self.path.replace("!/", "/").rsplit("/", 1)[-1]


def find(sources: Iterable[str]) -> Iterator[Item]:
    """The documents of all sources, each source in the order of its names. UsageError for one that is not there."""
    for source in sources:
        yield from _source(source)


def _source(source: str) -> Iterator[Item]:
    if source.startswith("@"):
        yield from _listed(Path(source[1:]))
    elif "://" in source:
        yield from _remote(source)
    elif os.path.isdir(source):
        yield from _folder(source)
    elif os.path.isfile(source):
        yield from _file(source, chosen=True)
    elif glob.has_magic(source):
        for path in sorted(glob.iglob(source, recursive=True)):
            yield from _folder(path) if os.path.isdir(path) else _file(path)
    else:
        raise UsageError(f"找不到：{source}")


def _listed(path: Path) -> Iterator[Item]:
    """A list of sources, one a line; a line that names nothing is an error, so that no document is lost silently."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了清单文件 {path}：{error}") from error
    for line in lines:
        if line.strip() and not line.startswith("#"):
            yield from _source(line.strip())


def _folder(root: str) -> Iterator[Item]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            yield from _file(os.path.join(folder, name), root=root)


def _file(path: str, chosen: bool = False, root: str = "") -> Iterator[Item]:
    """The file, or the documents in it when it is a zip. Lock files of Office and hidden ones are no documents."""
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1].lower()
    if name.startswith((".", "~$")) or not (chosen or suffix in TAKEN):
        return
    try:
        info = os.stat(path)
    except OSError:
        return  # gone since it was listed
    if not stat.S_ISREG(info.st_mode):
        return
    full = os.path.abspath(path)
    whole = Item(readable(full), info.st_size, info.st_mtime_ns, full, root=root and os.path.realpath(root))
    if suffix != ".zip":
        yield whole
        return
    try:
        yield from _members(whole)
    except (zipfile.BadZipFile, OSError, ValueError):
        yield whole  # the check will say that it cannot be read


def _members(package: Item) -> Iterator[Item]:
    with zipfile.ZipFile(package.file) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            name = member_name(info)
            base = name.rsplit("/", 1)[-1]
            hidden = base.startswith((".", "~$")) or name.startswith("__MACOSX/")
            if not info.is_dir() and not hidden and os.path.splitext(base)[1].lower() in TAKEN:
                path = f"{package.path}!/{shown(name)}"
                yield Item(path, info.file_size, package.mtime, package.file, info.filename, package.root)


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; Windows tools of Chinese offices write it in GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _remote(url: str) -> Iterator[Item]:
    try:
        import fsspec
    except ImportError as error:
        raise UsageError("读对象存储需要安装附加组件：pip install 'reconcile-cn[remote]'") from error
    system, path = fsspec.core.url_to_fs(url)
    infos = system.glob(path, detail=True) if glob.has_magic(path) else system.find(path, detail=True)
    if not infos:
        raise UsageError(f"找不到：{url}")
    for name, info in sorted(infos.items()):
        if info.get("type") != "directory" and os.path.splitext(name)[1].lower() in SUFFIXES:
            stamp = next((str(info[k]) for k in ("ETag", "etag", "LastModified", "mtime", "created") if k in info), "")
            mark = int.from_bytes(hashlib.sha256(stamp.encode()).digest()[:7], "big")
            full = system.unstrip_protocol(name)
            yield Item(shown(full), int(info.get("size") or 0), mark, full)


@lru_cache(maxsize=4)
def _opened(file: str, mtime: int) -> zipfile.ZipFile:
    """Zips stay open between members: a directory of ten thousand names is read once, not ten thousand times."""
    return zipfile.ZipFile(file)


def _open(item: Item) -> IO[bytes]:
    if item.member:
        return _opened(item.file, item.mtime).open(item.member)
    if "://" in item.file:
        import fsspec

        opened: IO[bytes] = fsspec.open(item.file, "rb").open()
        return opened
    return open(item.file, "rb")


def chunks(item: Item, limit: int) -> Iterator[bytes]:
    """The item's bytes piece by piece. Raises ReadError where they cannot be had or are more than ``limit``, whatever a
    zip says of itself."""
    if item.size > limit:
        raise ReadError(f"文件太大（{item.size / 1e6:.0f} MB，上限 {limit / 1e6:.0f} MB）")
    if item.root and not os.path.realpath(item.file).startswith(os.path.join(item.root, "")):
        raise ReadError("是指向所查文件夹之外的链接，没有读取")
    count = 0
    try:
        with _open(item) as stream:
            while piece := stream.read(CHUNK):
                count += len(piece)
                if count > limit:
                    raise ReadError(f"解压后太大（超过 {limit / 1e6:.0f} MB）")
                yield piece
    except (OSError, EOFError, KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        locked = "encrypted" in str(error) or "password" in str(error)
        raise ReadError("压缩包有密码" if locked else f"读不出文件：{error}") from error
    except Exception as error:  # zlib.error and what file systems of fsspec raise have no common base
        if isinstance(error, (ReadError, MemoryError)):
            raise
        raise ReadError(f"读不出文件：{error}") from error


def read(item: Item, limit: int) -> bytes:
    return b"".join(chunks(item, limit))


def digest(item: Item, limit: int) -> str:
    """The SHA-256 of the item's bytes, without holding them."""
    state = hashlib.sha256()
    for piece in chunks(item, limit):
        state.update(piece)
    return state.hexdigest()


def name_digest(item: Item) -> str:
    """A SHA-256 that stands for content that cannot be had: of the name, size and time."""
    return hashlib.sha256(f"{item.path}\0{item.size}\0{item.mtime}".encode()).hexdigest()


def count(sources: Sequence[str]) -> int:
    """How many documents there are: for the remaining time, before the run starts."""
    return sum(1 for _ in find(sources))
