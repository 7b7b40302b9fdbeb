"""Corrections in the user's own Word file as tracked changes: ``w:del`` and ``w:ins`` on exactly the wrong characters.

Word shows them in its own way and whoever owns the draft accepts or rejects each. Only the document part is touched;
the runs keep their look. What a tracked change cannot stand in (a formula, another change, a text box that is drawn
twice) is left alone; the comment on it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from reconcile.checked import Checked
from reconcile.decisions.lines import Edit
from reconcile.document import Paragraph
from reconcile.readers.docx.runs import MC, Run, address, runs
from reconcile.readers.docx.styles import Styles, W
from reconcile.tuples import NamedTuple

from .docx_anchor import SPACE, cut

AUTHOR = "reconcile"
# what a tracked change may stand in besides the paragraph itself
HOLDERS = frozenset(W + n for n in ("hyperlink", "smartTag", "sdtContent", "sdt", "customXml", "fldSimple"))


class Change(NamedTuple):
    """In paragraph ``paragraph`` of the part the raw characters from ``start`` to ``end`` become ``new``."""

    part: str
    paragraph: int
    start: int
    end: int
    old: str
    new: str


def make_changes(
    root: etree._Element, part: str, styles: Styles, checked: Checked, edits: Iterable[Edit], time: str
) -> list[Edit]:
    """Makes the edits in the document's XML; returns those that could not be made."""
    paragraphs = list(root.iter(W + "p"))
    number = first_number(root)
    left = []
    for edit in apart(edits):
        change = change_for(checked, edit)
        if change is None or change.part != part:
            left.append(edit)
        elif applied(paragraphs[change.paragraph], change, styles, number, time):
            number += 2
        else:
            left.append(edit)
    return left


def accepted(checked: Checked) -> Iterator[Edit]:
    """The corrections that people accepted on these very bytes."""
    for standing in checked.decisions.values():
        yield from standing.edits


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that overlap an earlier one, the last of each paragraph first, so that offsets hold."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.block, e.start, e.end)):
        if not kept or kept[-1].block != edit.block or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept[::-1]


def change_for(checked: Checked, edit: Edit) -> Change | None:
    """Where the wrong characters stand in the file; None where the text there is not what the edit speaks of."""
    block = checked.document.blocks[edit.block] if edit.block < len(checked.document.blocks) else None
    if not isinstance(block, Paragraph) or block.text[edit.start : edit.end] != edit.old:
        return None
    before, after = common(edit.old, edit.new)
    low, high = edit.start + before, edit.end - after
    segment = block.segment(max(low if low < high else low - 1, 0))
    where = address(segment.place.part)
    if where is None or where.offset is None or (high > low and block.segment(high - 1) != segment):
        return None
    shift = where.offset - segment.start
    new = edit.new[before : len(edit.new) - after]
    return Change(where.name, where.paragraph, low + shift, high + shift, edit.old[before : len(edit.old) - after], new)


def common(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the rest both end with."""
    before = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - before
    after = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return before, after


def applied(paragraph: etree._Element, change: Change, styles: Styles, number: int, time: str) -> bool:
    """Makes the change in the paragraph, or does nothing and returns False."""
    if paragraph.getparent() is None or next(paragraph.iterancestors(MC + "AlternateContent"), None) is not None:
        return False
    pieces = touched(paragraph, change, styles)
    if pieces is None:
        return False
    if change.end > change.start:
        divide(paragraph, change.end, styles)
        divide(paragraph, change.start, styles)
        inside = [p for p in runs(paragraph, styles) if change.start <= p.start and p.end <= change.end]
        if "".join(p.text for p in inside) != change.old:
            return False
        last = [deleted(p.run, number, time) for p in unique(inside)][-1]
        model = inside[0].run
    else:
        divide(paragraph, change.start, styles)
        model = [p for p in runs(paragraph, styles) if p.end <= change.start][-1].run
        last = model
    if change.new:
        insertion = mark("ins", number + 1, time)
        insertion.append(run_like(model, change.new))
        insertion.tail, last.tail = last.tail, None
        last.addnext(insertion)
    return True


def touched(paragraph: etree._Element, change: Change, styles: Styles) -> list[Run] | None:
    """The pieces of text that the change lies in; None where one of them cannot be changed."""
    low, high = (change.start, change.end) if change.end > change.start else (change.start - 1, change.start)
    pieces = [p for p in runs(paragraph, styles) if p.start < high and low < p.end]
    fine = pieces and all(p.kind == "text" and p.run.tag == W + "r" and free(p.run, paragraph) for p in pieces)
    return pieces if fine else None


def free(run: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a tracked change may stand where the run does: not inside another one, a formula or a ruby."""
    for ancestor in run.iterancestors():
        if ancestor is paragraph:
            return True
        if ancestor.tag not in HOLDERS:
            return False
    return False


def divide(paragraph: etree._Element, offset: int, styles: Styles) -> None:
    """A run begins at this offset of the paragraph's raw text."""
    for piece in runs(paragraph, styles):
        if piece.start < offset < piece.end:
            cut(piece, offset - piece.start)
            return
        if piece.start == offset:
            cut(piece, 0)
            return


def unique(pieces: Sequence[Run]) -> list[Run]:
    """One piece a run."""
    return list({id(p.run): p for p in pieces}.values())


def deleted(run: etree._Element, number: int, time: str) -> etree._Element:
    """Puts the run into a ``w:del``, with its text as deleted text; returns that."""
    deletion = mark("del", number, time)
    deletion.tail, run.tail = run.tail, None
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.iter(W + "t"):
        text.tag = W + "delText"
        text.set(SPACE, "preserve")
    return deletion


def run_like(model: etree._Element, words: str) -> etree._Element:
    run = etree.Element(W + "r")
    properties = model.find(W + "rPr")
    if properties is not None:
        run.append(deepcopy(properties))
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set(SPACE, "preserve")
    return run


def mark(name: str, number: int, time: str) -> etree._Element:
    element = etree.Element(W + name, {W + "id": str(number), W + "author": AUTHOR})
    if time:
        element.set(W + "date", time[:19] + "Z")
    return element


def first_number(root: etree._Element) -> int:
    """A number above those of all marks that the document has."""
    found = [value for element in root.iter() if isinstance(element.tag, str) and (value := element.get(W + "id", ""))]
    return max((int(v) for v in found if v.lstrip("-").isdigit()), default=0) + 1
