"""Where words of the checklist stand in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reconcile.findings import Evidence
from reconcile.lexicon.names import fold
from reconcile.lexicon.values import Span
from reconcile.patterns import compiled
from reconcile.prose.sections import section_at
from reconcile.text import Squeezed, squeeze
from reconcile.tuples import NamedTuple

from .amounts import Amounts, first_figure
from .words import (
    CHANGE,
    EMPTY,
    ENTRY,
    HEADING,
    NONE,
    NOT_ALL,
    OF_ONE,
    REASON,
    SENTENCE,
    YEAR,
    behind_in,
    clause_of,
    counted_in,
    how_said,
    numbered,
    starts_of,
    unless_in,
)

if TYPE_CHECKING:
    from reconcile.facts import Facts

SOON = 25  # characters of a paragraph within which it says that it gives the reason for the one before
BELOW = 4  # blocks behind a paragraph or heading that still speak of its matter
COUNTED = 1  # blocks behind it in which what it counts is counted
REACH = 90  # characters behind a name in which its number stands
BEGINNING = 25  # characters of a paragraph in which the name of its matter stands
LONGEST_HEADING = 50  # 某市某区人民政府某街道办事处（部门）主要职能


class Line(NamedTuple):
    """A paragraph of the body as the checklist reads it; ``quiet`` is one of the terms explained."""

    block: int
    squeezed: Squeezed
    quiet: bool


class Text:
    """The body of one document: no contents, no titles of tables."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.amounts = Amounts(facts)
        self._spans: dict[str, list[Span]] = {}
        titles = {t.title_block for t in facts.tables}
        notes = {squeeze(t.note).text for t in facts.tables if t.note and not t.empty}  # of the form, over figures
        sections = facts.prose.sections
        self.lines: list[Line] = []
        page, body = None, False  # the page of the entry of the contents before, and whether they have ended
        followed = zip(facts.paragraphs, (*(p.text for _, p in facts.paragraphs[1:]), ""), strict=True)
        for (index, paragraph), below in followed:
            position = section_at(sections, index)
            part = sections[position].part if position >= 0 else ""
            if part == "toc":
                here = paragraph.place().page
                begun = here != page is not None or "。" in below  # a new page, or a heading over a sentence
                body = body or (begun and not ENTRY.search(paragraph.text))
                page = here
            if (part != "toc" or body) and index not in titles:
                squeezed = squeeze(paragraph.text)
                self.lines.append(Line(index, squeezed, part == "terms" or squeezed.text in notes))

    @cached_property
    def _whole(self) -> str:
        """All paragraphs: most names of the checklist are in none, and need not be looked for in each."""
        return "\n".join([line.squeezed.text for line in self.lines])

    @cached_property
    def _cells(self) -> str:
        return fold("\n".join(c for t in self._facts.tables if t.figures for r in t.grid.rows for c in r if c))

    def names(self, word: str) -> tuple[str, ...]:
        """What a word of an item stands for, in the form of the text; longest first."""
        indicator = self._facts.lexicon.indicators.get(word[1:]) if word.startswith("@") else None
        names = indicator.names if indicator else (word.lstrip("@=#^《").partition("!")[0],)
        return tuple(sorted((squeeze(n).text for n in names), key=len, reverse=True))

    def beside(self, place: Evidence, words: Sequence[str]) -> bool:
        """Whether one of the words stands where an item was found: in its table, or in its paragraph and the next few
        (a count in the next one); an amount that is known by its name may stand anywhere."""
        named = [w for w in words if w.startswith("@")]
        if named and self.find(named):
            return True
        plain = [w for w in words if not w.startswith("@")]
        if place.cell is not None:
            cells = "".join(c for t in self._facts.tables if t.block == place.block for r in t.grid.rows for c in r)
            return any(n in cells for w in plain for n in self.names(w))
        first = place.block or 0
        near = [line.squeezed.text for line in self.lines if first <= line.block <= first + BELOW]
        return any(self._shown(w, near) for w in plain)

    def _shown(self, word: str, near: Sequence[str]) -> bool:
        """Whether one of a few paragraphs has the word, or how many there are of what it names."""
        if "…" in word:
            return any(map(numbered(word).search, near))
        if word.startswith("#"):
            return any(counted_in(n, text) for n in self.names(word) for text in near[: COUNTED + 1])
        return any(n in text for n in self.names(word) for text in near)

    def find(self, words: Sequence[str]) -> Evidence | None:
        """The first place that shows one of the words; with a number, or else what is only told in words or a table."""
        told: Evidence | None = None
        for word in words:
            place, surely = self._found(word)
            if place is not None and surely:
                return place
            told = told or place
        return told

    def _found(self, word: str) -> tuple[Evidence | None, bool]:
        if word.startswith("《"):
            return self._titled(word[1:]), True
        if "…" in word:
            return self._matched(word), True
        if word.startswith("^"):
            return self._begun(self.names(word), quiet=True), True
        if word.startswith("@") and (stated := self._statement(word[1:])) is not None:
            return stated, True
        place, how = self._spoken(self.names(word), word[0] not in "@=", word.startswith("@"), unless_in(word))
        if place is None and word.startswith("=") and word[1:] in self._cells:
            place = self._cell(word[1:])
        return place, how in ("name", "number")

    def headed(self, words: Sequence[str]) -> Evidence | None:
        """The first heading that has one of the words, under which nothing of it was read."""
        names = tuple(n for w in words if not w.startswith("《") and "…" not in w for n in self.names(w))
        return self._begun(names, headings=True)

    def mentioned(self, words: Sequence[str]) -> Evidence | None:
        """The first place that names one of the words at all, other than where terms are explained."""
        names = tuple(n for w in words for n in self.names(w))
        return self._spoken(names, True)[0]

    def absent(self, words: Sequence[str]) -> Evidence | None:
        """The sentence which says that there is none of it."""
        for word in words:
            name = re.escape(squeeze(word).text)
            pattern = compiled(rf"{NONE}[^,;。:]{{0,20}}{name}|{name}[^,;。:]{{0,20}}{NONE}")
            for line in self.lines:
                if word not in line.squeezed.text or line.quiet:
                    continue
                for match in pattern.finditer(line.squeezed.text):
                    if not NOT_ALL.search(match[0]):
                        return self.quote(line, match.start(), match.end())
            for table in self._facts.tables:
                if table.note and word in table.note and table.empty:
                    return Evidence("note", table.note, table.grid.place, table=table.title or None, block=table.block)
        return None

    def empty_tables(self) -> bool:
        """Whether a sentence says of all empty tables that they have nothing to show (空表表示没有相关收支)."""
        notes = (squeeze(t.note).text for t in self._facts.tables if t.note)
        texts = (*(line.squeezed.text for line in self.lines), *notes)
        return any(EMPTY.search(s) and not OF_ONE.search(s) for text in texts for s in SENTENCE.split(text))

    def quote(self, line: Line, start: int, end: int) -> Evidence:
        """The stretch of the squeezed text as it is printed."""
        paragraph = dict(self._facts.paragraphs)[line.block]
        low, high = line.squeezed.offsets[start], line.squeezed.offsets[end - 1] + 1
        return Evidence("item", paragraph.text[low:high], paragraph.place(low, high), low, high, block=line.block)

    def changes(self, indicator: str) -> Iterator[tuple[Evidence, int]]:
        """Where words say that it grew or fell, whether or not the sentence was read as a statement."""
        names = self.names(f"@{indicator}")
        for line in self.lines:
            text = line.squeezed.text
            for name in () if line.quiet else [n for n in names if n in text]:
                ends = [s + len(name) for s in starts_of(name, text) if not self._within(text, s, s + len(name))]
                told = ((e, CHANGE.search(SENTENCE.split(text[e:])[0][:REACH])) for e in ends)
                if change := next(((e, m) for e, m in told if m), None):
                    end, match = change
                    yield self.quote(line, end - len(name), end + match.end()), line.block
                    break

    def gives_reason(self, at: int) -> bool:
        """Whether the paragraph at a block gives a reason, or one of the next two begins with it."""
        near = {line.block: line.squeezed.text for line in self.lines if at <= line.block <= at + 2}
        return any(REASON.search(text if block == at else text[:SOON]) for block, text in near.items())

    def reason_near(self, at: int) -> bool:
        """Whether any paragraph of the section of a block gives a reason."""
        inside = [s for s in self._facts.prose.sections if s.first <= at < s.last]
        first, last = (inside[-1].first, inside[-1].last) if inside else (at, at + 1)
        return any(REASON.search(line.squeezed.text) for line in self.lines if first <= line.block < last)

    def _statement(self, indicator: str) -> Evidence | None:
        return next((f for s in self.amounts.statements(indicator) if (f := first_figure(s))), None)

    def _titled(self, word: str) -> Evidence | None:
        """The first table whose title, or title and first row, has the word; … in it stands for whatever is between
        (政府性基金…转移支付, also where a table of 转移支付 begins with the row 政府性基金转移支付)."""
        pattern = compiled(".*".join(map(re.escape, word.split("…"))))
        for table in self._facts.tables:
            first = next((row.name for side in table.sides for row in side.rows), "")
            if table.title and pattern.search(squeeze(f"{table.title} {first}").text):
                return Evidence("table", table.title, table.grid.place, table=table.title, block=table.block)
        return None

    def _matched(self, word: str) -> Evidence | None:
        """The first place of a thing with how many there are of it (购置…辆: 购置公务用车1辆)."""
        pattern, unless = numbered(word), unless_in(word)
        thing = squeeze(word.lstrip("=").partition("…")[0]).text
        for line in (line for line in self.lines if thing in line.squeezed.text and not line.quiet):
            text = line.squeezed.text
            for match in pattern.finditer(text):
                if not any(w in clause_of(text, match.start(), match.end()) for w in unless):
                    return self.quote(line, match.start(), match.end())
        return None

    def _begun(self, names: Sequence[str], quiet: bool = False, headings: bool = False) -> Evidence | None:
        """The first paragraph (``quiet`` ones too, or ``headings`` only) that has one of the names near its start."""
        names = [n for n in names if n in self._whole]
        for line in self.lines if names else ():
            text = line.squeezed.text
            if (line.quiet and not quiet) or (headings and not _heads(text)):
                continue
            beginning = text if len(text) < LONGEST_HEADING else text[:BEGINNING]
            for name in names:
                start = beginning.find(name)
                if start >= 0:
                    return self.quote(line, start, start + len(name))
        return None

    def _spoken(
        self, names: Sequence[str], bare: bool, whole: bool = False, unless: Sequence[str] = ()
    ) -> tuple[Evidence | None, str]:
        """The first place of a name and how it stands there: the ``bare`` name will do, or else something is said of
        it, a number before words (无, 持平); ``whole`` not in a longer name; not in a clause with ``unless``."""
        said: Evidence | None = None
        names = [n for n in names if n in self._whole]
        for position, line in enumerate(self.lines if names else ()):
            text = line.squeezed.text
            for name in () if line.quiet else names:
                for start in starts_of(name, text):
                    end = start + len(name)
                    if any(word in clause_of(text, start, end) for word in unless):
                        continue
                    how = "name" if bare else self._says(position, start, end, whole)
                    if how in ("name", "number"):
                        return self.quote(line, start, end), how
                    said = said or (self.quote(line, start, end) if how else None)
        return said, "words" if said else ""

    def _says(self, position: int, start: int, end: int, whole: bool) -> str:
        """Whether a number or words (无, 持平) stand in the sentence behind a name or right before it, or in the
        paragraphs under it where it is a heading; "" for neither."""
        text = self.lines[position].squeezed.text
        if whole and self._within(text, start, end):
            return ""
        behind = YEAR.sub("", behind_in(text, start, end)[:REACH])
        before = compiled(r"[,;。:]").split(text[:start])[-1]
        if how := how_said(behind, before):
            return how
        if len(text) >= 40 or SENTENCE.search(text.rstrip("。")):
            return ""
        for line in self.lines[position + 1 : position + 3]:
            under = line.squeezed.text
            if HEADING.match(under):
                return ""
            if how := how_said(YEAR.sub("", under)):
                return how
        return ""

    def _within(self, text: str, start: int, end: int) -> bool:
        """Whether the words are only a part of a longer name, as 公务用车购置 is of 公务用车购置及运行费."""
        return any(s.start <= start and end <= s.end and s.end - s.start > end - start for s in self._scanned(text))

    def _scanned(self, text: str) -> list[Span]:
        if text not in self._spans:
            self._spans[text] = self._facts.lexicon.scan(text)
        return self._spans[text]

    def _cell(self, word: str) -> Evidence:
        for table in self._facts.tables:
            for row, cells in enumerate(table.grid.rows):
                for column, cell in enumerate(cells):
                    if table.figures and word in fold(cell):
                        return Evidence(
                            "item", cell, table.grid.cell_place(row, column), table=table.title or None,
                            block=table.block, cell=(row, column),
                        )  # fmt: skip
        raise AssertionError(word)


def _heads(text: str) -> bool:
    """Whether a paragraph is a heading or the name of a file, or begins with one (1.机关运行经费:)."""
    return bool(HEADING.match(compiled("[。;:]").split(text)[0])) or (len(text) < LONGEST_HEADING and "。" not in text)
