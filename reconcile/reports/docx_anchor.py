"""Word comments put exactly around a stretch of text: runs are cut where the stretch begins and ends.

Word takes no notice of comments in text boxes, footnotes and endnotes ([MS-OI29500] 2.1.315); those are anchored at
the box or at the note's mark in the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence
from reconcile.readers.docx.runs import MC, Run, address, runs
from reconcile.readers.docx.styles import Styles, W
from reconcile.tuples import NamedTuple

from .quoting import span_of

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# where a comment's marks may stand besides the paragraph itself
HOLDERS = frozenset(
    W + n
    for n in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
NOTES = {"footnotes": ("footnote", "footnoteReference"), "endnotes": ("endnote", "endnoteReference")}


class Stretch(NamedTuple):
    """A place in a part: from raw offset ``start`` in paragraph ``first`` to ``end`` in ``last``; None is its edge."""

    part: str
    first: int
    start: int | None
    last: int
    end: int | None


def stretch_of(document: Document, evidence: Evidence) -> Stretch | None:
    """Where the evidence stands in the file; None where the reader did not say."""
    if evidence.cell is not None or evidence.block is None:
        where = address(evidence.place.part)
        return None if where is None else Stretch(where.name, where.paragraph, None, where.paragraph, None)
    block = document.blocks[evidence.block]
    span = span_of(document, evidence)
    if not isinstance(block, Paragraph) or span is None:
        return None
    low, high = span[0], max(span[1], span[0] + 1)
    first, last = block.segment(low), block.segment(high - 1)
    begin, finish = address(first.place.part), address(last.place.part)
    if begin is None or finish is None or begin.name != finish.name:
        return None
    start = None if begin.offset is None else begin.offset + low - first.start
    end = None if finish.offset is None else finish.offset + high - last.start
    return Stretch(begin.name, begin.paragraph, start, finish.paragraph, end)


class Anchor:
    """Puts comments into the body's XML. ``notes`` are the roots of the footnotes and endnotes by part name."""

    def __init__(self, root: etree._Element, part: str, styles: Styles, notes: dict[str, etree._Element]) -> None:
        self._part = part
        self._styles = styles
        self._notes = notes
        self._root = root
        self._paragraphs: Sequence[etree._Element] = list(root.iter(W + "p"))

    def comment(self, number: int, stretch: Stretch | None) -> None:
        """The marks of the comment with this number; at the document's first paragraph where no place is known."""
        if stretch is None:
            self._whole(number, self._paragraphs[0], self._paragraphs[0])
        elif stretch.part != self._part:
            mark = self._note_mark(stretch)
            around(number, mark, mark) if mark is not None else self.comment(number, None)
        else:
            self._in_body(number, stretch)

    def _in_body(self, number: int, stretch: Stretch) -> None:
        first, last = self._paragraphs[stretch.first], self._paragraphs[stretch.last]
        box = holder_of_box(first)
        if box is not None:
            around(number, box, box)
        elif stretch.start is None and stretch.end is None:
            cell = next(first.iterancestors(W + "tc"), None)
            inside = [p for p in cell.iter(W + "p") if runs(p, self._styles)] if cell is not None else []
            self._whole(number, inside[0] if inside else first, inside[-1] if inside else last)
        else:
            self._exact(number, first, stretch.start or 0, last, stretch.end)

    def _whole(self, number: int, first: etree._Element, last: etree._Element) -> None:
        found, found_last = runs(first, self._styles), runs(last, self._styles)
        if not found or not found_last:
            empty(number, first)
        else:
            around(number, holder(found[0].run, first), holder(found_last[-1].run, last))

    def _exact(self, number: int, first: etree._Element, start: int, last: etree._Element, end: int | None) -> None:
        if not runs(first, self._styles) or not runs(last, self._styles):
            self._whole(number, first, last)
            return
        if end is not None:  # the end first: cutting there moves nothing before it
            self._cut(last, end)
        self._cut(first, start)
        opening = next((r for r in runs(first, self._styles) if r.end > start), None)
        pieces = [r for r in runs(last, self._styles) if end is None or r.start < end]
        if opening is None or not pieces:
            self._whole(number, first, last)
        else:
            around(number, holder(opening.run, first), holder(pieces[-1].run, last))

    def _cut(self, paragraph: etree._Element, offset: int) -> None:
        """Cuts the run that the offset lies in, so that a run begins there."""
        for piece in runs(paragraph, self._styles):
            if piece.start <= offset < piece.end and holder(piece.run, paragraph) is piece.run:
                cut(piece, offset - piece.start)
                return

    def _note_mark(self, stretch: Stretch) -> etree._Element | None:
        """The run in the body that refers to the note which the stretch stands in."""
        root = self._notes.get(stretch.part)
        if root is None:
            return None
        name, reference = NOTES[etree.QName(root).localname]
        paragraph = next((p for n, p in enumerate(root.iter(W + "p")) if n == stretch.first), None)
        note = None if paragraph is None else next(paragraph.iterancestors(W + name), None)
        if note is None:
            return None
        for mark in self._root.iter(W + reference):
            if mark.get(W + "id") == note.get(W + "id"):
                return mark.getparent()
        return None


def cut(piece: Run, at: int) -> None:
    """Cuts the piece's run in two before its character ``at``; both keep the run's properties."""
    run, element = piece.run, piece.element
    before = [c for c in run if c.tag != W + "rPr"]
    if at == 0 and before and before[0] is element:
        return
    right = etree.Element(run.tag)
    for name, setting in run.attrib.items():
        right.set(name, setting)
    properties = run.find(W + "rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    following = list(element.itersiblings())
    if at and piece.kind == "text":
        rest = deepcopy(element)
        rest.tail = None
        text = element.text or ""
        element.text, rest.text = text[:at], text[at:]
        element.set(SPACE, "preserve")
        rest.set(SPACE, "preserve")
        right.append(rest)
    else:
        right.append(element)
    right.extend(following)
    right.tail, run.tail = run.tail, None
    run.addnext(right)


def holder(run: etree._Element, paragraph: etree._Element) -> etree._Element:
    """The run, or the outermost thing around it that a comment's mark may not stand in (a formula, a ruby)."""
    path = [run]
    for ancestor in run.iterancestors():
        if ancestor is paragraph:
            break
        path.append(ancestor)
    for element in reversed(path):
        if element.tag not in HOLDERS:
            return element
    return run


def holder_of_box(paragraph: etree._Element) -> etree._Element | None:
    """The run of the body that the outermost text box around the paragraph hangs on; None outside of boxes."""
    found = None
    for ancestor in paragraph.iterancestors(W + "txbxContent"):
        found = ancestor
    if found is None:
        return None
    for ancestor in found.iterancestors(W + "r"):
        outer = next(ancestor.iterancestors(W + "p"), None)
        if outer is not None:
            top = holder(ancestor, outer)
            return top if top.tag != MC + "AlternateContent" else ancestor
    return None


def around(number: int, first: etree._Element, last: etree._Element) -> None:
    """The comment's marks before the first and after the last element, and its reference."""
    first.addprevious(mark("commentRangeStart", number))
    end = mark("commentRangeEnd", number)
    end.tail, last.tail = last.tail, None
    last.addnext(end)
    end.addnext(reference(number))


def empty(number: int, paragraph: etree._Element) -> None:
    """A comment on a paragraph without text."""
    paragraph.append(mark("commentRangeStart", number))
    paragraph.append(mark("commentRangeEnd", number))
    paragraph.append(reference(number))


def mark(name: str, number: int) -> etree._Element:
    return etree.Element(W + name, {W + "id": str(number)})


def reference(number: int) -> etree._Element:
    run = etree.Element(W + "r")
    run.append(mark("commentReference", number))
    return run
