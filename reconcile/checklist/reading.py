"""Where words of the checklist stand in a document, and whether an amount is zero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reconcile.figures import Figure
from reconcile.findings import Evidence
from reconcile.lexicon.names import fold
from reconcile.lexicon.values import Span
from reconcile.patterns import compiled, lazy
from reconcile.prose.sections import section_at
from reconcile.prose.values import Statement
from reconcile.tables.values import Table
from reconcile.text import Squeezed, squeeze

if TYPE_CHECKING:
    from reconcile.facts import Facts

NONE = r"(?:没有|未(?!完成|达|下达)|无|不涉及|不存在|为零|零支出|不单列|不(?:单独)?编制)"
NUMBER = lazy(r"(?<!20\d)(?<!\d)\d+(?!年|\d*年|[、.]\D)")
SAID = lazy(rf"{NONE}|持平|不变|详见|见附")
YEAR = lazy(r"20\d\d年?度?")
SENTENCE = lazy(r"[。;]")
REASON = lazy(r"原因|主要是|主要为|主要系|系因|由于|因(?!公)|所致|影响|为了|按照|根据|压减|压缩|厉行|节约")
SOON = 25  # characters of a paragraph within which it says that it gives the reason for the one before
BELOW = 4  # blocks behind a paragraph or heading that still speak of its matter
HEADING = lazy(
    r"^#*(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十\d]+[)]|\d{1,2}[、.](?!\d))[^。;,]{0,30}[。:]?$"
)
ENTRY = lazy(r"^\s*(?:第|附|[一二三四五六七八九十]+[、.]|[(（]|\d)|[\d.…]\s*$")  # of the contents
REACH = 90  # characters behind a name in which its number stands
NOT_ALL = lazy(r"其他|以外|另|增加|新增|变化|如无|若无|如没有|若没有|超")
MONEY = {"department_budget": ("budget", "amount"), "department_account": ("actual", "amount")}


BEGINNING = 25  # characters of a paragraph in which the name of its matter stands
LONGEST_HEADING = 50  # 某市某区人民政府某街道办事处（部门）主要职能
LEAD = 10  # characters of a heading that is the first sentence of its paragraph: 1.机关运行经费情况。


class Line(NamedTuple):
    """A paragraph of the body as the checklist reads it; ``quiet`` is one of the terms explained."""

    block: int
    squeezed: Squeezed
    quiet: bool


class Text:
    """The body of one document: no contents, no titles of tables."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._spans: dict[str, list[Span]] = {}
        titles = {t.title_block for t in facts.tables}
        notes = {squeeze(t.note).text for t in facts.tables if t.note and not t.empty}  # of the form, over figures
        sections = facts.prose.sections
        self.lines: list[Line] = []
        page, body = None, False  # the page of the entry of the contents before, and whether their page is turned
        for index, paragraph in facts.paragraphs:
            position = section_at(sections, index)
            part = sections[position].part if position >= 0 else ""
            if part == "toc":
                here = paragraph.place().page
                body = body or (here != page is not None and not ENTRY.search(paragraph.text))
                page = here
            if (part != "toc" or body) and index not in titles:
                squeezed = squeeze(paragraph.text)
                self.lines.append(Line(index, squeezed, part == "terms" or squeezed.text in notes))

    @cached_property
    def _cells(self) -> str:
        return "\n".join(fold(c) for t in self._facts.tables if t.figures for r in t.grid.rows for c in r if c)

    def names(self, word: str) -> tuple[str, ...]:
        """What a word of an item stands for, in the form of the text; longest first."""
        indicator = self._facts.lexicon.indicators.get(word[1:]) if word.startswith("@") else None
        names = indicator.names if indicator else (word.lstrip("@=#^《"),)
        return tuple(sorted((squeeze(n).text for n in names), key=len, reverse=True))

    def beside(self, place: Evidence, words: Sequence[str]) -> bool:
        """Whether one of the words stands where an item was found: in its table, or in its paragraph and the next two;
        an amount that is known by its name may stand anywhere."""
        named = [w for w in words if w.startswith("@")]
        if named and self.find(named):
            return True
        plain = [w for w in words if not w.startswith("@")]
        if place.cell is not None:
            near = "".join(c for t in self._facts.tables if t.block == place.block for r in t.grid.rows for c in r)
            return any(n in near for w in plain for n in self.names(w))
        first = place.block or 0
        near = "".join(line.squeezed.text for line in self.lines if first <= line.block <= first + BELOW)
        return any(_counted(n, near) if w.startswith("#") else n in near for w in plain for n in self.names(w))

    def find(self, words: Sequence[str]) -> Evidence | None:
        """The first place that shows one of the words."""
        for word in words:
            found = self._statement(word[1:]) if word.startswith("@") else None
            if word.startswith("《"):
                found = self._titled(word[1:])
            elif word.startswith("^"):
                found = self._begun(self.names(word), quiet=True)
            elif found is None:
                found = self._spoken(self.names(word), word[0] not in "@=", word.startswith("@"))
            if found is None and word.startswith("=") and word[1:] in self._cells:
                found = self._cell(word[1:])
            if found is not None:
                return found
        return None

    def headed(self, words: Sequence[str]) -> Evidence | None:
        """The first paragraph that begins with one of the words: a heading, under which nothing of it was read."""
        return self._begun(tuple(n for w in words if not w.startswith("《") for n in self.names(w)))

    def mentioned(self, words: Sequence[str]) -> Evidence | None:
        """The first place that names one of the words at all, other than where terms are explained."""
        names = tuple(n for w in words for n in self.names(w))
        return self._spoken(names, True)

    def figure_of(self, statement: Statement) -> Evidence | None:
        """The first number that a statement gives."""
        figures = [*(f for group in statement.amounts.values() for f in group), *statement.counts]
        figures += [f for f in (statement.change, statement.growth) if f]
        return figures[0].evidence("item") if figures else None

    def absent(self, words: Sequence[str]) -> Evidence | None:
        """The sentence which says that there is none of it."""
        for word in words:
            name = re.escape(squeeze(word).text)
            pattern = compiled(rf"{NONE}[^,;。:]{{0,20}}{name}|{name}[^,;。:]{{0,20}}{NONE}")
            for line in self.lines:
                if word not in line.squeezed.text or line.quiet:
                    continue
                match = pattern.search(line.squeezed.text)
                if match and not NOT_ALL.search(match[0]):
                    return self.quote(line, match.start(), match.end())
            for table in self._facts.tables:
                if table.note and word in table.note and table.empty:
                    return Evidence("note", table.note, table.grid.place, table=table.title or None, block=table.block)
        return None

    def spent(self, indicator: str) -> bool | None:
        """Whether the document has an amount other than zero of an indicator; None where it has none at all."""
        figures = [*self._amounts(indicator), *self._in_table(indicator)]
        if any(f.printed.digits for f in figures):
            return True
        return False if figures or self._has_column(indicator) else None

    def statements(self, indicator: str) -> Iterator[Statement]:
        return (s for s in self._facts.prose.statements if s.subject.indicator == indicator)

    def quote(self, line: Line, start: int, end: int) -> Evidence:
        """The stretch of the squeezed text as it is printed."""
        paragraph = dict(self._facts.paragraphs)[line.block]
        low, high = line.squeezed.offsets[start], line.squeezed.offsets[end - 1] + 1
        return Evidence("item", paragraph.text[low:high], paragraph.place(low, high), low, high, block=line.block)

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
        return next((f for s in self.statements(indicator) if (f := self.figure_of(s))), None)

    def _titled(self, word: str) -> Evidence | None:
        """The first table whose title has the word; … in it stands for whatever is between (政府性基金…转移支付)."""
        pattern = compiled(".*".join(map(re.escape, word.split("…"))))
        for table in self._facts.tables:
            if table.title and pattern.search(squeeze(table.title).text):
                return Evidence("table", table.title, table.grid.place, table=table.title, block=table.block)
        return None

    def _begun(self, names: Sequence[str], quiet: bool = False) -> Evidence | None:
        """The first paragraph that has one of the names near its beginning; ``quiet`` ones too."""
        for line in self.lines if quiet else [line for line in self.lines if not line.quiet]:
            for name in names:
                text = line.squeezed.text
                start = text[: len(text) if len(text) < LONGEST_HEADING else BEGINNING].find(name)
                if start >= 0:
                    return self.quote(line, start, start + len(name))
        return None

    def _spoken(self, names: Sequence[str], bare: bool, whole: bool = False) -> Evidence | None:
        """The first place of a name; unless ``bare``, with something said of it, a number before words (无, 持平);
        ``whole`` not within a longer name."""
        said: Evidence | None = None
        for position, line in enumerate(self.lines):
            text = line.squeezed.text
            for name in names:
                start = text.find(name)
                while start >= 0:
                    end = start + len(name)
                    if not line.quiet and bare:
                        return self.quote(line, start, end)
                    how = "" if line.quiet else self._says(position, start, end, whole)
                    if how == "number":
                        return self.quote(line, start, end)
                    if how and said is None:
                        said = self.quote(line, start, end)
                    start = text.find(name, end)
        return said

    def _says(self, position: int, start: int, end: int, whole: bool) -> str:
        """Whether a number or words (无, 持平) stand in the sentence behind a name or right before it, or in the
        paragraphs under it where it is a heading; "" for neither."""
        text = self.lines[position].squeezed.text
        if whole and self._within(text, start, end):
            return ""
        behind = YEAR.sub("", _behind(text, start, end)[:REACH])
        before = compiled(r"[,;。:]").split(text[:start])[-1]
        if how := _how(behind, before):
            return how
        if len(text) >= 40 or SENTENCE.search(text.rstrip("。")):
            return ""
        for line in self.lines[position + 1 : position + 3]:
            under = line.squeezed.text
            if HEADING.match(under):
                return ""
            if how := _how(YEAR.sub("", under)):
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

    def _amounts(self, indicator: str) -> Iterator[Figure]:
        year = str(self._facts.profile.year)
        for statement in self.statements(indicator):
            for measure in MONEY.get(self._facts.profile.kind, ()):
                yield from (f for f in statement.amounts.get(measure, ()) if f.address.period in ("", year))

    def _in_table(self, indicator: str) -> Iterator[Figure]:
        for table, column in self._columns(indicator):
            yield from (f for (_, c), f in table.figures.items() if c == column)

    def _has_column(self, indicator: str) -> bool:
        return any(True for _ in self._columns(indicator))

    def _columns(self, indicator: str) -> Iterator[tuple[Table, int]]:
        """The columns of the “三公” table that have the indicator's amounts, in an account not those planned."""
        account = self._facts.profile.kind == "department_account"
        for table in self._facts.tables_by_kind.get("three_public", ()):
            for column in (c for s in table.sides for c in s.columns if c.meaning.get("item") == indicator):
                if not (account and column.meaning.get("measure") == "budget"):
                    yield table, column.index


def _behind(text: str, start: int, end: int) -> str:
    """The rest of the sentence behind a name, and the next one where the first is only a heading."""
    first, *rest = SENTENCE.split(text[end:])
    return first + rest[0] if rest and start < LEAD and len(first) < LEAD else first


def _how(behind: str, before: str = "") -> str:
    """What is said around a name: a number, or in words that there is none or that nothing changed."""
    if NUMBER.search(behind) or compiled(r"\d$").search(before):
        return "number"
    return "words" if SAID.search(behind) or compiled(NONE).search(before) else ""


def _counted(unit: str, text: str) -> bool:
    """Whether a number of such things stands in the text (76人次, 人次76)."""
    return bool(compiled(rf"\d(?:个|多|余)?{unit}|{unit}(?:数|次)?(?:[:为共计是约]|累计|分别){{0,2}}\d").search(text))
