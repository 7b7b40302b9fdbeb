"""A quote with the number in it marked: what stands before it, the number, what stands after; and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .words import ZH, spot

AROUND = 30  # characters shown on each side of the number
NEAR = 12  # characters between two quotes that are shown rather than left out
FAR = 80  # blocks that a heading is looked for above
LONGEST_HEADING = 40
NUMBERED = lazy(
    r"第[一二三四五六七八九十]+[部章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、．]"
)
DIGITS = frozenset("0123456789.,%")


class Marked(NamedTuple):
    before: str
    core: str
    after: str


def where(document: Document, evidence: Evidence, words: Mapping[str, str] = ZH) -> str:
    """Where the evidence stands: its cell, page and line, or the heading above it where the format has no pages."""
    told = spot(evidence, words)
    if told or evidence.block is None:
        return told
    heading = heading_above(document, evidence.block)
    return words["under"].format(heading) if heading else ""


def heading_above(document: Document, block: int) -> str:
    """The nearest heading above: one that the format marks, or a short numbered line that ends no sentence."""
    for index in range(min(block, len(document.blocks) - 1), max(block - FAR, -1), -1):
        paragraph = document.blocks[index]
        if isinstance(paragraph, Paragraph) and index < block:
            text = paragraph.text.strip()
            numbered = len(text) <= LONGEST_HEADING and NUMBERED.match(text) and text[-1] not in "。；，：、"
            if text and (paragraph.level or numbered):
                return text if len(text) <= LONGEST_HEADING else text[:LONGEST_HEADING] + "…"
    return ""


def paragraph_of(document: Document, block: int | None) -> Paragraph | None:
    """The paragraph at this index of the blocks, None where there is none."""
    if block is None or not 0 <= block < len(document.blocks):
        return None
    found = document.blocks[block]
    return found if isinstance(found, Paragraph) else None


def span_of(document: Document, evidence: Evidence) -> tuple[int, int] | None:
    """The stretch of its paragraph that the evidence points at; None for cells and for evidence without a place."""
    paragraph = paragraph_of(document, evidence.block)
    if paragraph is None or evidence.cell is not None:
        return None
    length = len(paragraph.text)
    if evidence.start is None:
        found = paragraph.text.find(evidence.quote)
        return (found, found + len(evidence.quote)) if evidence.quote and found >= 0 else (0, length)
    end = evidence.end if evidence.end is not None else evidence.start + 1
    return (min(evidence.start, length), min(max(end, evidence.start), length))


def marked(document: Document, evidence: Evidence, around: int = AROUND) -> Marked:
    """The evidence's quote with its number marked; a quote that is the number alone gets the words around it."""
    paragraph = paragraph_of(document, evidence.block)
    span = span_of(document, evidence)
    if paragraph is None or span is None or evidence.start is None:
        return Marked("", evidence.quote, "")
    start, end = span
    text = paragraph.text
    low, high = window(text, evidence.quote, start, end, around)
    before = ("…" if low > 0 else "") + text[low:start]
    after = text[end:high] + ("…" if high < len(text) else "")
    return Marked(before.lstrip(), text[start:end], after.rstrip())


def by_paragraph(document: Document, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """What is said of one paragraph stands together; cells and whole texts stand alone."""
    groups: dict[object, list[Evidence]] = {}
    for number, e in enumerate(evidence):
        prose = e.cell is None and e.start is not None and paragraph_of(document, e.block) is not None
        same_page = (e.block, e.place.page)
        groups.setdefault(same_page if prose else number, []).append(e)
    return list(groups.values())


def quoted_pieces(document: Document, group: Sequence[Evidence]) -> list[tuple[str, bool]]:
    """The quote of what `by_paragraph` put together: pieces, each with whether it is marked."""
    paragraph = paragraph_of(document, group[0].block)
    if paragraph is None or group[0].cell is not None or group[0].start is None:
        return [(group[0].quote, True)]
    return excerpt(paragraph.text, group)


def excerpt(text: str, evidence: Sequence[Evidence], around: int = AROUND) -> list[tuple[str, bool]]:
    """One quote of a paragraph for all that is said of it: pieces, each with whether it is marked."""
    marks: list[tuple[int, int]] = []
    shown: list[tuple[int, int]] = []
    for e in sorted(evidence, key=lambda e: (e.start or 0, e.end or 0)):
        start, end = e.start or 0, min(e.end or len(text), len(text))
        if marks and start < marks[-1][1]:
            continue
        marks.append((start, end))
        low, high = window(text, e.quote, start, end, around)
        if shown and low - shown[-1][1] < NEAR:
            shown[-1] = (shown[-1][0], max(high, shown[-1][1]))
        else:
            shown.append((low, high))
    pieces: list[tuple[str, bool]] = []
    for number, (low, high) in enumerate(shown):
        if low > 0 or number:
            pieces.append(("…", False))
        at = low
        for start, end in marks:
            if low <= start < high:
                pieces += [(text[at:start], False), (text[start:end], True)]
                at = end
        pieces.append((text[at:high], False))
    if shown and shown[-1][1] < len(text):
        pieces.append(("…", False))
    return [piece for piece in pieces if piece[0]]


def window(text: str, quote: str, start: int, end: int, around: int) -> tuple[int, int]:
    """How much of the text around the stretch is quoted: its clause where that is known, no more than ``around``."""
    low, high = quote_span(text, quote, start, end)
    if (low, high) == (start, end):
        low, high = start - around, end + around
    return whole(text, max(low, start - around, 0), min(high, end + around, len(text)))


def quote_span(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Where the quote that holds the stretch stands in the text; the stretch itself where no such quote is found."""
    low = text.find(quote, max(0, end - len(quote)), start + len(quote))
    if low < 0 or low > start:
        return start, end
    return low, low + len(quote)


def whole(text: str, low: int, high: int) -> tuple[int, int]:
    """The stretch without numbers cut in two at its ends."""
    while 0 < low < len(text) and text[low - 1] in DIGITS and text[low] in DIGITS:
        low -= 1
    while 0 < high < len(text) and text[high - 1] in DIGITS and text[high] in DIGITS:
        high += 1
    return low, high
