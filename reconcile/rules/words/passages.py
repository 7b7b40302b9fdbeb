"""What rules on wording look at: paragraphs one by one, in a form that patterns are written for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.document import Grid, Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence
from reconcile.patterns import lazy
from reconcile.prose.sections import section_at
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple

SENTENCE_END = lazy(r"[。;!?]")
FEWEST_HAN = 5  # one character in so many
MARK = lazy(r"[,。;:!?]")
PASSAGES = "passages"
BEFORE, AFTER = 36, 30  # characters of the sentence that are quoted around the words in question


class Passage(NamedTuple):
    """A paragraph; ``text`` is squeezed (no blanks, half width), ``offsets`` lead back. ``part`` is toc, text, ...;
    one that is no sentence is the cells of a table or the labels of a chart in a row."""

    block: int
    paragraph: Paragraph
    text: str
    offsets: Sequence[int]
    part: str
    is_sentence: bool

    def quote(self, start: int, end: int, role: str = "claim") -> Evidence:
        """The stretch of ``text`` as evidence, quoted with the sentence around it."""
        low = max(0, start - BEFORE)
        for stop in SENTENCE_END.finditer(self.text, low, max(low, start - 1)):
            low = stop.end()
        stop_after = SENTENCE_END.search(self.text, end, end + AFTER)
        high = min(end + AFTER, stop_after.end() if stop_after else len(self.text))
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        text = self.paragraph.text[self.offsets[low] : self.offsets[max(high, end) - 1] + 1]
        return Evidence(role, text, self.paragraph.place(first, last), first, last, block=self.block)


def passages(facts: Facts) -> tuple[Passage, ...]:
    """All paragraphs of a finished document; none of a template, where everything that looks unfinished is meant, and
    none that was recognised in a picture."""
    if PASSAGES not in facts.shared:  # a dozen rules go over them
        facts.shared[PASSAGES] = tuple(_made(facts))
    found: tuple[Passage, ...] = facts.shared[PASSAGES]
    return found


def _made(facts: Facts) -> Iterator[Passage]:
    if facts.profile.kind == "template":
        return
    titles = {t.title_block for t in facts.tables}
    sections = facts.prose.sections
    for block, paragraph in facts.paragraphs:
        if paragraph.segments[0].place.page in facts.document.recognised:
            continue
        squeezed = squeeze(paragraph.text)
        if not squeezed.text:
            continue
        position = section_at(sections, block)
        part = "title" if block in titles else sections[position].part if position >= 0 else "front"
        yield Passage(block, paragraph, squeezed.text, squeezed.offsets, part, _is_sentence(squeezed.text))


def _is_sentence(text: str) -> bool:
    return bool(MARK.search(text)) and FEWEST_HAN * sum("\u4e00" <= c <= "\u9fff" for c in text) >= len(text)


def sentences(facts: Facts) -> Iterator[Passage]:
    """The passages that are sentences."""
    return (p for p in passages(facts) if p.is_sentence)


def cells(facts: Facts) -> Iterator[tuple[int, Grid, int, int, str]]:
    """All cells with text of a finished document: block, grid, row, column, text."""
    if facts.profile.kind == "template":
        return
    for block, grid in enumerate(facts.document.blocks):
        if isinstance(grid, Grid) and grid.place.page not in facts.document.recognised:
            for row, texts in enumerate(grid.rows):
                for column, text in enumerate(texts):
                    if text:
                        yield block, grid, row, column, text


def quote_cell(block: int, grid: Grid, row: int, column: int, text: str) -> Evidence:
    return Evidence("cell", text, grid.cell_place(row, column), block=block, cell=(row, column))
