"""Several files as one case: a folder, a .zip, or paths named one by one become one Document.

Files with prose come first, then files of tables, each in the order of their names (附件2 before 附件10). A
``Place.part`` begins with the file's name and ``::``; `split_part` takes it off again. Nothing is unpacked to disk, so
names in an archive can lead nowhere.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from reconcile.document import Block, Document, Notice, Paragraph, Place
from reconcile.errors import ReadError, UsageError
from reconcile.limits import Limits
from reconcile.patterns import compiled, lazy
from reconcile.sources import readable, shown
from reconcile.tuples import NamedTuple

MAX_FILES = 500
MAX_BYTES = 1 << 30  # of all files together, unpacked
MAX_NESTING = 2  # an archive in an archive, and no deeper
_DEPTH = 8  # of folders
_SKIPPED = lazy(r"^(?:\.|~\$|__MACOSX|(?:Thumbs\.db|desktop\.ini|review\.jsonl)$)", re.IGNORECASE)
_SEPARATOR = "::"


class Member(NamedTuple):
    """One file of a bundle; the name is relative to the folder or archive it came from."""

    name: str
    data: bytes


def read(paths: Sequence[str | Path], limits: Limits | None = None) -> Document:
    """One Document of all files in ``paths``, each read within ``limits``; ReadError where none can be read, UsageError
    where there is none."""
    if not paths:
        raise UsageError("没有给出要合并检查的文件")
    found, notices = _documents(members(paths), limits)
    if not found:
        reasons = "；".join(n.message for n in notices[:5])
        raise ReadError(f"{_label(paths)}：其中没有可以读取的文档{'：' + reasons if reasons else ''}")
    ordered = sorted(found, key=lambda pair: (_is_tables(pair[1]), natural(pair[0])))
    digest = hashlib.sha256("".join(f"{name}\0{document.sha256}\n" for name, document in ordered).encode())
    names = "、".join(name for name, _ in ordered)
    joined = Notice("info", f"{len(ordered)} 个文件合为一份材料检查，先文字后表格：{names}")
    inner = [n._replace(message=f"{name}：{n.message}") for name, document in ordered for n in document.notices]
    blocks = tuple(_placed(block, name) for name, document in ordered for block in document.blocks)
    recognised = frozenset().union(*(document.recognised for _, document in ordered))
    return Document(_label(paths), "bundle", blocks, digest.hexdigest(), None, (joined, *notices, *inner), recognised)


def split_part(part: str) -> tuple[str, str]:
    """(file, the rest) of a ``Place.part``; the file is ``""`` for a document that is no bundle."""
    file, separator, rest = part.partition(_SEPARATOR)
    return (file, rest) if separator else ("", part)


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key by which 附件2 comes before 附件10, and 附件二 before 附件十."""
    plain = compiled(r"[一二三四五六七八九十]+").sub(lambda m: str(_chinese(m[0])), name)
    return [(int(p), "") if p.isdecimal() else (0, p) for p in compiled(r"(\d+)").split(plain) if p]


def _chinese(text: str) -> int:
    tens, found, units = text.rpartition("十")
    digit = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    return (digit.get(tens[-1:], 1) * 10 if found else 0) + digit.get(units[:1], 0)


def members(paths: Sequence[str | Path]) -> Iterator[Member]:
    """The files that folders, archives and paths hold, one after the other; ReadError beyond the limits."""
    total = 0
    for count, member in enumerate(_all(paths), 1):
        total += len(member.data)
        if count > MAX_FILES:
            raise ReadError(f"{_label(paths)}：文件过多（上限 {MAX_FILES} 个），已停止读取")
        if total > MAX_BYTES:
            raise ReadError(f"{_label(paths)}：文件合计过大（上限 {MAX_BYTES >> 20} MB），已停止读取")
        yield member


def _all(paths: Sequence[str | Path]) -> Iterator[Member]:
    from reconcile.readers import load

    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield from _opened(Member(readable(path.name), load(path)), 0)
            continue
        for file in files(path):
            yield from _opened(Member(readable(file.relative_to(path).as_posix()), load(file)), 0)


def files(folder: Path, depth: int = 0) -> Iterator[Path]:
    """The files in a folder and its folders; links are not followed out of it."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: natural(p.name))
    except OSError as error:
        raise ReadError(f"{folder}：文件夹无法读取（{error}）") from error
    for entry in entries:
        if _SKIPPED.match(entry.name) or entry.is_symlink():
            continue
        if entry.is_dir() and depth < _DEPTH:
            yield from files(entry, depth + 1)
        elif entry.is_file():
            yield entry


def _opened(member: Member, nesting: int) -> Iterator[Member]:
    """A file as it is, an archive as what is in it."""
    if not member.data.startswith(b"PK") or not _is_plain_zip(member.data):
        yield member
        return
    if nesting > MAX_NESTING:
        raise ReadError(f"{member.name}：压缩包嵌套过深，已停止读取")
    from reconcile.readers.package import Package

    package = Package(member.data, member.name)
    for raw, entry in package.entries.items():
        name = entry_name(entry)
        if not any(_SKIPPED.match(part) for part in PurePosixPath(name).parts):
            yield from _opened(Member(name, package.read(raw)), nesting + 1)


def _is_plain_zip(data: bytes) -> bool:
    """Whether it is an archive, not an Office file (which is one inside)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not names & {"[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml", "xl/workbook.xml"}


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an archive's entry: in UTF-8 where it says so or reads so, else in GBK (as Windows writes it)."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return shown("/".join(parts)) or "未命名"


def _documents(files: Iterator[Member], limits: Limits | None) -> tuple[list[tuple[str, Document]], list[Notice]]:
    """The documents that can be read, each once, and a warning for every file that cannot."""
    from reconcile.readers import read_bytes

    found: list[tuple[str, Document]] = []
    notices: list[Notice] = []
    for member in files:
        try:
            document = read_bytes(member.data, member.name, limits)
        except ReadError as error:
            notices.append(Notice("warning", f"没有读取 {error}", unread="member"))
            continue
        twin = next((name for name, other in found if _says_the_same(document, other)), None)
        if twin:
            notices.append(Notice("info", f"{member.name} 与 {twin} 内容相同，只检查后者"))
        else:
            found.append((member.name, document))
    return found, notices


def _says_the_same(document: Document, other: Document) -> bool:
    """Whether all that one says the other says too, as a PDF beside its Word file does."""
    if document.sha256 == other.sha256:
        return True
    own, others = (_sayings(d) for d in (document, other))
    return len(own) > 10 and len(own & others) > 0.9 * max(len(own), len(others))


def _sayings(document: Document) -> frozenset[str]:
    said = {compiled(r"\s").sub("", p.text) for p in document.paragraphs if len(p.text) > 15}
    rows = {"|".join(row) for grid in document.grids for row in grid.rows if any(row[1:])}
    return frozenset(said | rows)


def _is_tables(document: Document) -> bool:
    """Whether a file is one of tables: more text in cells than in sentences."""
    prose = sum(len(p.text) for p in document.paragraphs if compiled(r"[，。；]").search(p.text))
    return sum(len(cell) for grid in document.grids for row in grid.rows for cell in row) > prose


def _placed(block: Block, name: str) -> Block:
    def placed(place: Place) -> Place:
        return place._replace(part=f"{name}{_SEPARATOR}{place.part}")

    if isinstance(block, Paragraph):
        return block._replace(segments=tuple(s._replace(place=placed(s.place)) for s in block.segments))
    places = {where: placed(place) for where, place in block.places.items()}
    return block._replace(places=places, place=placed(block.place))


def _label(paths: Sequence[str | Path]) -> str:
    return "、".join(readable(str(path)) for path in paths[:5]) + (f" 等 {len(paths)} 个" if len(paths) > 5 else "")
