"""Which findings arose in a tracked change: a number or a name that a revision put in, or beside which it took out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from reconcile.document import Document, Paragraph
from reconcile.errors import ReadError
from reconcile.findings import Evidence, Finding, Outcome
from reconcile.readers.docx.runs import address, runs
from reconcile.readers.docx.styles import W
from reconcile.readers.package import Package
from reconcile.tuples import NamedTuple

INSERTED, DELETED = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")


class Change(NamedTuple):
    """A change in a paragraph's raw text, from ``start`` to ``end`` (the same where text was taken out)."""

    start: int
    end: int
    who: str  # author and day, "" where the file does not say


Changes = Mapping[tuple[str, int], tuple[Change, ...]]  # by part and number of the paragraph


def noted(document: Document, outcome: Outcome, data: bytes | None) -> Outcome:
    """The outcome whose findings say so where they arose in a tracked change of the Word file ``data``."""
    if data is None or document.format != "docx" or not any("修订" in n.message for n in document.notices):
        return outcome
    try:
        changes = read(data, document.path)
    except ReadError:
        return outcome
    return outcome._replace(findings=tuple(_noted(document, f, changes) for f in outcome.findings))


def read(data: bytes, path: str) -> Changes:
    """All tracked changes of the document's main part and its notes."""
    package = Package(data, path)
    found: dict[tuple[str, int], tuple[Change, ...]] = {}
    for name in (package.main_part("word/document.xml"), "word/footnotes.xml", "word/endnotes.xml"):
        root = package.xml(name) if name in package else None
        for number, paragraph in enumerate(root.iter(W + "p") if root is not None else ()):
            if changes := tuple(_of_paragraph(paragraph)):
                found[name, number] = changes
    return found


def _of_paragraph(paragraph: etree._Element) -> Iterator[Change]:
    pieces = runs(paragraph)
    for piece in pieces:
        inside = next((a for a in piece.run.iterancestors(*INSERTED) if a is not None), None)
        if inside is not None:
            yield Change(piece.start, piece.end, _who(inside))
    kept = {id(piece.run): piece for piece in pieces}
    at = 0
    for element in paragraph.iter(W + "r", *DELETED):
        if element.tag == W + "r":
            at = kept[id(element)].end if id(element) in kept else at
        else:
            yield Change(at, at, _who(element))


def _who(element: etree._Element) -> str:
    return " ".join(p for p in (element.get(W + "author", ""), element.get(W + "date", "")[:10]) if p)


def _noted(document: Document, finding: Finding, changes: Changes) -> Finding:
    change = next((c for e in finding.evidence for c in _at(document, e, changes)), None)
    if change is None:
        return finding
    note = f"这里有修订（{change.who}）" if change.who else "这里有修订"
    return finding._replace(cause=f"{finding.cause}；{note}" if finding.cause else note)


def _at(document: Document, evidence: Evidence, changes: Changes) -> Iterator[Change]:
    """The changes that touch the evidence; of a cell, those of its first paragraph."""
    block = document.blocks[evidence.block] if evidence.block is not None else None
    prose = isinstance(block, Paragraph) and evidence.start is not None and evidence.end is not None
    segment = block.segment(evidence.start or 0) if isinstance(block, Paragraph) and prose else None
    where = address(segment.place.part if segment else evidence.place.part)
    for change in changes.get((where.name, where.paragraph), ()) if where else ():
        if segment is None or where is None or where.offset is None:
            yield change
            continue
        start = where.offset + (evidence.start or 0) - segment.start
        end = where.offset + (evidence.end or 0) - segment.start
        if change.start <= end and start <= change.end and not (change.end == start and change.start < change.end):
            yield change
