"""The user's own Word file with comments at the wrong numbers and names; every other part stays byte for byte.

Only four parts are touched: the document (marks around the stretches), the comments, the list of content types and the
document's relations.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from reconcile.checked import Checked
from reconcile.corrections import certain
from reconcile.errors import UsageError
from reconcile.findings import Evidence
from reconcile.lexicon import Lexicon
from reconcile.readers.docx import load_styles
from reconcile.readers.docx.styles import W
from reconcile.readers.package import Package
from reconcile.tuples import NamedTuple

from .characters import clean
from .docx_anchor import NOTES, Anchor, Stretch, stretch_of
from .docx_changes import accepted, make_changes
from .docx_threads import W14, Extended, Reply, Thread, thread
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
PREFIXES = {"w": W[1:-1], "w14": W14[1:-1]}
FAST = 2  # how hard to pack: most of the time goes here
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


class Comment(NamedTuple):
    """A comment with what people answered."""

    stretch: Stretch | None
    lines: tuple[str, ...]
    thread: Thread = Thread()


def write(checked: Sequence[Checked], options: Options) -> bytes:
    """The file with a comment a finding, and with corrections that were accepted as tracked changes; with
    ``options.suggest`` the certain ones too."""
    (one,) = checked
    if one.document.format != "docx" or one.data is None:
        raise UsageError(
            "只有 .docx 文件可以加批注；旧的 .doc 等文件请先在 Word 或 WPS 中另存为 .docx，再检查另存的文件。"
        )
    package = Package(one.data, one.document.path)
    main = package.main_part("word/document.xml")
    strict = STRICT in package.read(main)[:20_000]
    root, styles = parsed(package, main), load_styles(package, main)
    related = {kind: name for kind, name in package.relations(main).values() if name in package}
    notes = {name: parsed(package, name) for kind, name in related.items() if kind in NOTES}
    anchor = Anchor(root, main, styles, notes)
    changed = commented(package, main, related, anchor, one, options.time, strict)
    suggested = certain(one, Lexicon.load(options.lexicons)) if options.suggest else ()
    make_changes(root, main, styles, one, [*accepted(one), *suggested], options.time)
    changed[main] = serialised(root, strict)
    return repacked(one.data, changed)


def commented(
    package: Package, main: str, related: Mapping[str, str], anchor: Anchor, checked: Checked, time: str, strict: bool
) -> dict[str, bytes]:
    """Puts the comments and their threads at their places; returns the parts that changed."""
    name = related.get("comments", posixpath.join(posixpath.dirname(main), "comments.xml"))
    new = {} if "comments" in related else {name: (COMMENTS_TYPE, COMMENTS_RELATION)}
    comments = parsed(package, name) if "comments" in related else etree.Element(W + "comments", nsmap=PREFIXES)
    threads = related.get("commentsExtended")
    extended = Extended(package, main, parsed(package, threads) if threads else None, threads)
    told = list(comments_for(checked))
    answered = any(c.thread.replies for c in told)
    number = next_number(comments)
    for comment in told:
        first = number
        thread = comment.thread
        entries = [
            element(first, comment.lines, time),
            *(answer(first + n, r) for n, r in enumerate(thread.replies, 1)),
        ]
        for entry in entries:
            anchor.comment(number, comment.stretch)
            comments.append(entry)
            if answered:
                extended.add(entry, number, None if number == first else first, thread.done)
            number += 1
    changed = {name: serialised(comments, strict)}
    if answered:
        changed[extended.name] = serialised(extended.root, False)
        new |= extended.announcement
    return changed | (announced(package, main, new, strict) if new else {})


def comments_for(checked: Checked) -> Iterator[Comment]:
    """How the check came out, at the beginning; then one comment for each finding, at its first place, with all that is
    said of it and what people answered."""
    yield Comment(None, opening(checked))
    for finding, identity in checked.told:
        evidence = next(e for first, e in places_for(finding) if first)
        lines = lines_for(checked.document, finding, evidence, True)
        yield Comment(stretch(checked, evidence), lines, thread(checked, identity.fingerprint))


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


def announced(package: Package, main: str, new: Mapping[str, tuple[str, str]], strict: bool) -> dict[str, bytes]:
    """The content types and the document's relations with the new parts in them: name → (content type, relation)."""
    types = parsed(package, "[Content_Types].xml")
    folder, file = posixpath.split(main)
    relations_name = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations_name in package:
        relations = parsed(package, relations_name)
    else:
        relations = etree.fromstring(f'<Relationships xmlns="{RELATIONS[1:-1]}"/>')
    for name, (content, kind) in new.items():
        types.append(etree.Element(CONTENT_TYPES + "Override", PartName=f"/{name}", ContentType=content))
        used = {r.get("Id") for r in relations}
        identity = next(i for i in (f"rIdReconcile{n}" for n in range(1, len(used) + 2)) if i not in used)
        named = kind.replace(NAMESPACES[1][1].decode(), NAMESPACES[1][0].decode()) if strict else kind
        target = posixpath.relpath(name, folder or ".")
        relations.append(etree.Element(RELATIONS + "Relationship", Id=identity, Type=named, Target=target))
    return {"[Content_Types].xml": serialised(types, False), relations_name: serialised(relations, False)}


def next_number(comments: etree._Element) -> int:
    numbers = [c.get(W + "id", "") for c in comments.iter(W + "comment")]
    return max((int(n) for n in numbers if n.isdigit()), default=-1) + 1


def element(number: int, lines: Sequence[str], time: str, author: str = "reconcile") -> etree._Element:
    """``w:comment`` with a paragraph for each line, the first one bold."""
    initials = "核" if author == "reconcile" else author[:1]
    comment = etree.Element(W + "comment", {W + "id": str(number), W + "author": author, W + "initials": initials})
    if time:
        comment.set(W + "date", time[:19] + "Z" if "T" in time else f"{time[:10]}T00:00:00Z")
    for index, line in enumerate(lines):
        paragraph = etree.SubElement(comment, W + "p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        run = etree.SubElement(paragraph, W + "r")
        if index == 0 and len(lines) > 1:
            etree.SubElement(etree.SubElement(run, W + "rPr"), W + "b")
        text = etree.SubElement(run, W + "t")
        text.text = clean(line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def answer(number: int, reply: Reply) -> etree._Element:
    return element(number, [reply.text], reply.time, clean(reply.author))


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
