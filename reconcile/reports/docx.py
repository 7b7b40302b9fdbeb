"""The user's own Word file with comments at the wrong numbers and names; every other part stays byte for byte.

Only four parts are touched: the document (marks around the stretches), the comments, the list of content types and the
document's relations.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.findings import Evidence
from reconcile.readers.docx import load_styles
from reconcile.readers.docx.styles import W
from reconcile.readers.package import Package

from .characters import clean
from .docx_anchor import NOTES, Anchor, Stretch, stretch_of
from .notes import lines_for, places_for
from .opening import opening
from .options import Options

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
STRICT = b"http://purl.oclc.org/ooxml/"
NAMESPACES = (  # (strict, transitional)
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
FAST = 2  # how hard to pack: most of the time goes here
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


class Comment(NamedTuple):
    stretch: Stretch | None
    lines: tuple[str, ...]


def write(checked: Sequence[Checked], options: Options) -> bytes:
    (one,) = checked
    if one.document.format != "docx" or one.data is None:
        raise UsageError(
            "只有 .docx 文件可以加批注；旧的 .doc 等文件请先在 Word 或 WPS 中另存为 .docx，再检查另存的文件。"
        )
    package = Package(one.data, one.document.path)
    main = package.main_part("word/document.xml")
    strict = STRICT in package.read(main)[:20_000]
    root = parsed(package, main)
    notes = {
        name: parsed(package, name)
        for kind, name in package.relations(main).values()
        if kind in NOTES and name in package
    }
    name = next((n for kind, n in package.relations(main).values() if kind == "comments" and n in package), None)
    changed: dict[str, bytes] = {}
    if name is None:
        name = posixpath.join(posixpath.dirname(main), "comments.xml")
        comments = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        changed |= announced(package, main, name, strict)
    else:
        comments = parsed(package, name)
    anchor = Anchor(root, main, load_styles(package, main), notes)
    for number, comment in enumerate(comments_for(one), next_number(comments)):
        anchor.comment(number, comment.stretch)
        comments.append(element(number, comment.lines, options.time))
    changed[main] = serialised(root, strict)
    changed[name] = serialised(comments, strict)
    return repacked(one.data, changed)


def comments_for(checked: Checked) -> Iterator[Comment]:
    """How the check came out, at the beginning; then one comment at the first place of each finding with all that is
    said, and a short one at the other side."""
    yield Comment(None, opening(checked))
    for finding in checked.findings:
        for first, evidence in places_for(finding):
            yield Comment(stretch(checked, evidence), lines_for(checked.document, finding, evidence, first))


def stretch(checked: Checked, evidence: Evidence | None) -> Stretch | None:
    return None if evidence is None else stretch_of(checked.document, evidence)


def parsed(package: Package, name: str) -> etree._Element:
    """The part with everything in it kept; strict names are read as the usual ones."""
    data = package.read(name)
    for strict, usual in NAMESPACES if STRICT in data[:20_000] else ():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def serialised(root: etree._Element, strict: bool) -> bytes:
    data = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, usual in NAMESPACES if strict else ():
        data = data.replace(usual, name)
    return data


def announced(package: Package, main: str, name: str, strict: bool) -> dict[str, bytes]:
    """The content types and the document's relations with the new comments part in them."""
    types = parsed(package, "[Content_Types].xml")
    types.append(etree.Element(CONTENT_TYPES + "Override", PartName=f"/{name}", ContentType=COMMENTS_TYPE))
    folder, file = posixpath.split(main)
    relations_name = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations_name in package:
        relations = parsed(package, relations_name)
    else:
        relations = etree.fromstring(f'<Relationships xmlns="{RELATIONS[1:-1]}"/>')
    used = {r.get("Id") for r in relations}
    identity = next(i for i in (f"rIdReconcile{n}" for n in range(1, len(used) + 2)) if i not in used)
    kind = (
        COMMENTS_RELATION.replace(NAMESPACES[1][1].decode(), NAMESPACES[1][0].decode()) if strict else COMMENTS_RELATION
    )
    relations.append(
        etree.Element(RELATIONS + "Relationship", Id=identity, Type=kind, Target=posixpath.relpath(name, folder or "."))
    )
    return {"[Content_Types].xml": serialised(types, False), relations_name: serialised(relations, False)}


def next_number(comments: etree._Element) -> int:
    numbers = [c.get(W + "id", "") for c in comments.iter(W + "comment")]
    return max((int(n) for n in numbers if n.isdigit()), default=-1) + 1


def element(number: int, lines: Sequence[str], time: str) -> etree._Element:
    """``w:comment`` with a paragraph for each line, the first one bold."""
    comment = etree.Element(W + "comment", {W + "id": str(number), W + "author": "reconcile", W + "initials": "核"})
    if time:
        comment.set(W + "date", time[:19] + "Z" if "T" in time else f"{time[:10]}T00:00:00Z")
    for index, line in enumerate(lines):
        paragraph = etree.SubElement(comment, W + "p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        run = etree.SubElement(paragraph, W + "r")
        if index == 0:
            etree.SubElement(etree.SubElement(run, W + "rPr"), W + "b")
        text = etree.SubElement(run, W + "t")
        text.text = clean(line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The zip with these parts replaced or added; all others as they are, in their order."""
    out = io.BytesIO()
    left = dict(changed)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as new,
    ):
        for info in old.infolist():
            new.writestr(info, left.pop(info.filename, b"") or old.read(info), compresslevel=FAST)
        for name, content in left.items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, FAST)
    return out.getvalue()
