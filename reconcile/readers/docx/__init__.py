"""Word files (.docx, .docm): bytes → Document, by our own reader of the XML.

Read as Word shows them with all tracked changes accepted: insertions and moved text in, deletions out; content
controls, hyperlinks and field results are text; automatic numbers (一、 （一） 1.) stand before their paragraphs; text
boxes follow the paragraph that they hang on, once; files taken in whole (altChunk) stand where they are taken in;
struck text is deleted text, a raised digit behind a number a note mark; footnotes and endnotes come last. Headers and
footers are not read.

How offsets in a `Paragraph` lead back to runs is told in `reconcile.readers.docx.runs`: `address` takes a
``Place.part`` apart, and `runs` gives the pieces of the paragraph that it names. For a finding at characters *a* to *b*
of ``paragraph.text``::

    segment = paragraph.segment(a)
    where = address(segment.place.part)           # the part, the paragraph's number, the raw offset of the segment
    first = where.offset + a - segment.start      # the raw offset of the character (offset None: the whole paragraph)
    p = list(root.iter(W + "p"))[where.paragraph]
    touched = [run for run in runs(p, styles) if run.end > first and run.start < first + b - a]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module

from lxml import etree

from reconcile.document import Block, Document, Notice
from reconcile.errors import ReadError
from reconcile.readers.docx.body import Body
from reconcile.readers.docx.numbering import Numbering
from reconcile.readers.docx.runs import Address, Run, address, is_struck, raw_text, runs
from reconcile.readers.docx.styles import Styles, W
from reconcile.readers.docx.tables import pictures
from reconcile.readers.package import Package
from reconcile.readers.sniffing import MODULES, sniff

__all__ = ["Address", "Run", "Styles", "address", "load_styles", "raw_text", "read", "runs"]

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_MOST_CHUNKS = 3  # files taken into each other
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, path: str) -> Document:
    """The document in a Word file; ReadError if it is damaged, encrypted or empty."""
    return _read(data, path, 0)


def _read(data: bytes, path: str, depth: int) -> Document:
    package = Package(data, path)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    body = root.find(W + "body")
    if body is None:
        raise ReadError(f"{path}：不是 Word 文档（缺少正文），文件可能已损坏")
    styles = load_styles(package, main)
    numbering_part = _related(package, main, "numbering")
    numbering = Numbering(package.optional_xml(numbering_part) if numbering_part else None, styles)
    chunks = Chunks(package, main, depth)
    blocks = list(Body(root, main, path, styles, numbering, chunks.blocks).blocks(body))
    for kind, element in _NOTES:
        name = _related(package, main, kind)
        notes = package.optional_xml(name) if name else None
        if name and notes is not None:
            blocks.extend(_notes(Body(notes, name, path, styles, numbering), notes, element))
    if not blocks:
        raise ReadError(f"{path}：文档为空，没有可读的内容")
    return Document(path, "docx", tuple(blocks), notices=(*_notices(root), *chunks.notices))


class Chunks:
    """The files that a document takes in whole (w:altChunk): pages, texts or documents that a program put into it."""

    def __init__(self, package: Package, main: str, depth: int) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._depth = depth
        self.notices: list[Notice] = []

    def blocks(self, identity: str) -> Sequence[Block]:
        """The blocks of the file with this relation; none, with a notice, where it cannot be read."""
        name = self._relations.get(identity, ("", ""))[1]
        where = f"{self._package.path}：{name}"
        try:
            if self._depth >= _MOST_CHUNKS:
                raise ReadError("嵌套过深")
            data = self._package.read(name)
            kind = sniff(data, name)
            if kind == "docx":
                found = _read(data, where, self._depth + 1)
            elif kind in ("html", "text"):
                found = import_module(MODULES[kind]).read(data, where)
            else:
                raise ReadError("格式不能识别")
        except ReadError:
            self.notices.append(Notice("warning", f"文档中插入的文件（{name or '已缺失'}）没有读取", unread="object"))
            return ()
        self.notices.extend(found.notices)
        return found.blocks


def load_styles(package: Package, main: str = "word/document.xml") -> Styles:
    """The style sheet that the document's paragraphs refer to."""
    name = _related(package, main, "styles")
    return Styles(package.optional_xml(name) if name else None)


def _related(package: Package, main: str, kind: str) -> str | None:
    """The name of the part that the document calls its styles, numbering, footnotes or endnotes."""
    for found, target in package.relations(main).values():
        if found == kind and target in package:
            return target
    usual = f"word/{kind}.xml"
    return usual if usual in package else None


def _notes(body: Body, root: etree._Element, tag: str) -> Iterator[Block]:
    for note in root.iterchildren(W + tag):
        if note.get(W + "type") not in _NO_NOTES:
            yield from body.blocks(note)


def _notices(root: etree._Element) -> Iterator[Notice]:
    changes = any(next(root.iter(W + name), None) is not None for name in ("ins", "del", "moveFrom", "moveTo"))
    if changes:
        yield Notice("info", "文档带有修订痕迹，按全部接受修订后的内容检查")
    if any(is_struck(run) and run.findtext(W + "t") for run in root.iter(W + "r")):
        yield Notice("info", "文档中有加删除线的文字，按已删除处理")
    if found := sum(pictures(root)):
        yield Notice("info", f"文档中有 {found} 张图片，图片里的文字和表格没有读取")
    objects = sum(1 for o in root.iter("{urn:schemas-microsoft-com:office:office}OLEObject") if _is_sheet(o))
    if objects:
        yield Notice(
            "warning", f"文档中嵌有 {objects} 个电子表格对象，没有读取；请把它们转换成普通表格", unread="object"
        )


def _is_sheet(element: etree._Element) -> bool:
    return any(word in element.get("ProgID", "") for word in ("Excel", "ET.", "Sheet"))
