"""The headings above each block, as far as the format or the numbering shows them: where something stands in words."""

from __future__ import annotations

from reconcile.document import Document, Paragraph
from reconcile.patterns import lazy

LONGEST = 40  # characters of a numbered line that can be a heading
NUMBERINGS = tuple(
    lazy(p)
    for p in (
        r"第[一二三四五六七八九十]+[部章][分]?",
        r"第[一二三四五六七八九十]+节",
        r"[一二三四五六七八九十]+、",
        r"[（(][一二三四五六七八九十]+[)）]",
        r"\d+[.、．](?!\d)",
        r"[（(]\d+[)）]",
    )
)


def paths(document: Document) -> tuple[tuple[str, ...], ...]:
    """For each block of the document the headings that it stands under, outermost first, without their numbers."""
    stack: list[tuple[int, str]] = []
    found = []
    for block in document.blocks:
        found.append(tuple(text for _, text in stack))
        if isinstance(block, Paragraph) and (heading := _heading(block)):
            while stack and stack[-1][0] >= heading[0]:
                stack.pop()
            stack.append(heading)
    return tuple(found)


def _heading(paragraph: Paragraph) -> tuple[int, str] | None:
    """(depth, words) of a heading: one that the format marks, or a short numbered line that ends no sentence."""
    text = paragraph.text.strip()
    if not text or (not paragraph.level and (len(text) > LONGEST or text[-1] in "。；，：、")):
        return None
    for depth, pattern in enumerate(NUMBERINGS, 1):
        if found := pattern.match(text):
            return paragraph.level or depth, text[found.end() :].strip()
    return (paragraph.level, text) if paragraph.level else None
