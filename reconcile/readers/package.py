"""Zip containers from strangers: opened with limits, and their XML parsed without entities, network or surprises.

A zip bomb is caught by what an entry says of its size before anything is unpacked, and by counting while it is: no
entry may be larger than ``MAX_PART``, all together no larger than ``MAX_TOTAL``, and a large entry may not be more than
``MAX_RATIO`` times its packed size (spreadsheets of repeated rows reach about 60).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from reconcile.errors import ReadError
from reconcile.readers.sniffing import OLE

MAX_ENTRIES = 10_000
MAX_PART = 256 << 20
MAX_TOTAL = 1 << 30
MAX_RATIO = 400
RATIO_MATTERS = 4 << 20  # an entry smaller than this may be packed as well as it likes

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Package:
    """The parts of an Office file (or the entries of any zip), read one at a time and counted."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise ReadError(f"{path}：文件已损坏，无法打开（{kind(data) or '不是完整的压缩包'}）") from error
        self.entries = {i.filename: i for i in self._zip.infolist() if i.filename and not i.is_dir()}
        self._left = MAX_TOTAL
        check_entries(self._zip.infolist(), path)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """The bytes of an entry; ReadError if it is damaged, encrypted or too large."""
        try:
            with self._zip.open(self.entries[name]) as stream:
                data = stream.read(min(MAX_PART, self._left) + 1)
        except KeyError:
            raise ReadError(f"{self.path}：缺少部件 {name}，文件不完整") from None
        except _DAMAGED as error:
            raise ReadError(f"{self.path}：部件 {name} 已损坏或加密，无法解开") from error
        self._left -= len(data)
        if len(data) > MAX_PART or self._left < 0:
            raise ReadError(f"{self.path}：解压后过大，已停止读取")
        return data

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part."""
        return parse_xml(self.read(name), f"{self.path}：{name}")

    def optional_xml(self, name: str) -> etree._Element | None:
        """The root of a part that a file may lack; None too where it is damaged."""
        if name not in self.entries:
            return None
        try:
            return self.xml(name)
        except ReadError:
            return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: id → (the last word of the type, the target's name in the package)."""
        folder, name = posixpath.split(part)
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            absolute = target.startswith("/")
            resolved = target.lstrip("/") if absolute else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], resolved)
        return found

    def main_part(self, default: str) -> str:
        """The name of the document itself: what the package's relations call officeDocument."""
        for kind_, target in self.relations("").values():
            if kind_ == "officeDocument" and target in self.entries:
                return target
        return default


def check_entries(entries: list[zipfile.ZipInfo], path: str) -> None:
    """ReadError for too many entries, or for what would unpack to more than the limits."""
    if len(entries) > MAX_ENTRIES:
        raise ReadError(f"{path}：压缩包内文件过多（{len(entries)} 个，上限 {MAX_ENTRIES} 个）")
    total = sum(e.file_size for e in entries)
    if total > MAX_TOTAL or any(e.file_size > MAX_PART for e in entries):
        raise ReadError(f"{path}：解压后过大（{total >> 20} MB），已停止读取")
    for entry in entries:
        if entry.file_size > RATIO_MATTERS and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise ReadError(f"{path}：{entry.filename} 的压缩比异常，疑为压缩炸弹，已停止读取")


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root of untrusted XML; ReadError if it is not well-formed or carries a document type."""
    if _STRICT in data[:20_000]:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{what} 不是正确的 XML，文件已损坏") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise ReadError(f"{what} 含有文档类型声明（DOCTYPE），出于安全考虑不予读取")
    return root


def kind(data: bytes) -> str:
    """What bytes that are no Office Open XML file seem to be, in words for a message; ``""`` if unknown."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(OLE):
        for name, meaning in _STREAMS.items():
            if name.encode("utf-16-le") in data:
                return meaning
        return "实为旧版 Office 格式"
    for magic, meaning in _MAGICS.items():
        if head.startswith(magic):
            return meaning
    return ""


_STREAMS = {
    "EncryptedPackage": "文件设有打开密码",
    "WordDocument": "实为旧版 Word（.doc）格式",
    "Workbook": "实为旧版 Excel（.xls）格式",
}
_MAGICS = {
    b"{\\rtf": "实为 RTF 格式",
    b"<!doctype html": "实为网页（HTML）",
    b"<html": "实为网页（HTML）",
    b"<?xml": "实为单一 XML 文件",
    b"%pdf": "实为 PDF",
}
