"""Sentences to statements: every number of the prose with what it is a number of, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.document import Document, Paragraph
from reconcile.figures import Figure
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.prose.drafts import Draft
from reconcile.prose.enumerations import read_enumerations
from reconcile.prose.mentions import Namer
from reconcile.prose.sections import NUMBERING, SCOPES, read_sections, section_at
from reconcile.prose.spots import unread_of
from reconcile.prose.statements import ParagraphReader
from reconcile.prose.values import Enumeration, Prose, Section, Statement, Subject
from reconcile.prose.words import read_words
from reconcile.quantity import Malformed, read
from reconcile.tables.values import Table
from reconcile.text import squeeze

GOES_ON = re.compile(r"[:;]$|其中:?$|如下[:。]?$")
STYLES = (*NUMBERING, re.compile(r"^[①-⑳]"), re.compile(r"^(?:[-—·]|一是|二是|三是|四是|五是)"))
OPENS = re.compile(r"(?:其中|包括|如下|分别为|构成是|分为)[:。]?$")
LEAD_IN = re.compile(r"(?:如下|其中)[:,。]?$|:$")
AREA = re.compile(r"全[市县区省州旗]|[市县区省州][本]?级|[市县区]直|开发区|高新区|本级")


def read_prose(document: Document, lexicon: Lexicon, profile: Profile, tables: Sequence[Table]) -> Prose:
    """All statements of the document in order. Numbers in contents, titles and tables are not prose."""
    titles = frozenset(t.title_block for t in tables if t.title_block is not None)
    sections = read_sections(document, titles)
    return _Walk(document, lexicon, profile, tables, titles, sections).prose()


class _Walk:
    """Goes through the paragraphs once and carries an open list from one to the next."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        profile: Profile,
        tables: Sequence[Table],
        titles: frozenset[int],
        sections: tuple[Section, ...],
    ) -> None:
        self.document, self.profile, self.titles, self.sections = document, profile, titles, sections
        self.namer = Namer(lexicon, tables, profile.kind.startswith("government"))
        self.statements: list[Statement] = []
        self.enumerations: list[Enumeration] = []
        self.figures: list[Figure] = []
        self.reasons: dict[tuple[int, int, int], str] = {}
        self.carried: Draft | None = None
        self.carried_text = ""
        self.carried_style: int | None = None  # how the items of the carried list are numbered
        self.before: Draft | None = None
        self.before_section = -1
        self.topics: dict[int, Subject | None] = {}
        self.lead_scope: tuple[int, str] = (-1, "")

    def prose(self) -> Prose:
        for index, block in enumerate(self.document.blocks):
            if not isinstance(block, Paragraph):
                self.carried = None
                continue
            if index in self.titles or not block.text.strip():
                continue
            self._paragraph(index, block)
        figures = tuple(sorted(self.figures, key=lambda f: f.key))
        return Prose(self.sections, tuple(self.statements), tuple(self.enumerations), figures, self.reasons)

    def _unread(self, index: int, paragraph: Paragraph, numbers: Sequence[Malformed]) -> None:
        """Numbers that are malformed: accounted for, and nothing more."""
        for number in numbers:
            figure = unread_of(index, paragraph, number)
            self.figures.append(figure)
            self.reasons[figure.key] = "数字的写法读不出是多少"

    def _paragraph(self, index: int, paragraph: Paragraph) -> None:
        position = section_at(self.sections, index)
        section = self.sections[position] if position >= 0 else None
        if section and _is_heading(section, index, paragraph.text):
            self.carried = None
            return
        found, malformed = read(paragraph.text)
        self._unread(index, paragraph, malformed)
        quantities = [q for q in found if q.type != "date" and not q.threshold]
        scope = self._scope(position, section)
        text = squeeze(paragraph.text).text
        if not quantities and not re.search(r"持平|大于|小于|等于|高于|低于", text):
            if self.carried and _style(text) is None:
                self.carried = None
            if LEAD_IN.search(text):
                self.lead_scope = (position, _scope_of(text) or scope)
            return
        carried = self._member(text)
        before = self.before if self.before_section == position else None
        reader = ParagraphReader(
            index,
            paragraph,
            self.namer,
            self.profile,
            scope,
            carried,
            before,
            self._topic(position),
            self._period(index, section),
        )
        reader.area = self._area(section, text)
        reader.read(quantities)
        read_words(reader.text, reader.drafts, reader.mentions, reader.base)
        if OPENS.search(text) and reader.main and re.search(r"包括:?$", text):
            reader.main.complete = True
        self._collect(reader, position, section)
        self._carry(reader, text, carried)
        if reader.main and reader.main.amounts and not reader.parents[: reader.floor]:
            self.before, self.before_section = reader.main, position
        elif self.before_section != position:
            self.before = None

    def _collect(self, reader: ParagraphReader, position: int, section: Section | None) -> None:
        for draft in reader.drafts:
            draft.position = len(self.statements)
            self.statements.append(draft.freeze(position, reader.squeezed.offsets))
        self.enumerations += read_enumerations(reader.squeezed, reader.drafts)
        dressed = (
            {f.key: f for s in self.statements[-len(reader.drafts) :] for f in figures_of(s)} if reader.drafts else {}
        )
        self.figures += [dressed.get(f.key, f) for f in reader.figures]
        self.reasons |= reader.reasons
        if section and section.part == "terms":
            self.reasons |= {f.key: "名词解释中的数" for f in reader.figures}

    def _member(self, text: str) -> Draft | None:
        """The statement whose list goes on in this paragraph: items of one numbering, or clauses that end in ；."""
        if self.carried is None:
            return None
        style = _style(text)
        if style is None:
            return self.carried if GOES_ON.search(self.carried_text) else None
        if self.carried_style is None:
            self.carried_style = style
        elif style < self.carried_style:
            self.carried = None  # a heading of a higher level ends the list
        return self.carried if style == self.carried_style else None

    def _carry(self, reader: ParagraphReader, text: str, carried: Draft | None) -> None:
        self.carried_text = text
        whole = reader.announced() if OPENS.search(text) else None
        if whole and whole.amounts:
            self.carried, self.carried_style = whole, None
        elif _style(text) is None and not (carried and text.endswith(";")):
            self.carried = None

    def _topic(self, position: int) -> Subject | None:
        """What the heading names: its last indicator or path."""
        if position < 0:
            return None
        if position not in self.topics:
            named = self.namer.find(self.sections[position].title)
            self.topics[position] = named[-1] if named else None
        return self.topics[position]

    def _period(self, index: int, section: Section | None) -> str:
        """The year that the heading speaks of (in reports of governments that over it too), else the document's."""
        above = [section] if section else []
        if self.profile.kind.startswith("government"):
            above = [s for s in reversed(self.sections) if s.first <= index < s.last]
        years = (re.findall(r"(?<![\d与比较同])(20[0-4]\d)年", s.title) for s in above)
        return next((found[-1] for found in years if found), str(self.profile.year or ""))

    def _scope(self, position: int, section: Section | None) -> str:
        if self.lead_scope[0] == position and self.lead_scope[1]:
            return self.lead_scope[1]
        return section.scope if section else ""

    def _area(self, section: Section | None, text: str) -> str:
        if not self.profile.kind.startswith("government"):
            return ""
        found = AREA.search(text) or (AREA.search(section.title) if section else None)
        return found[0] if found else ""


def _style(text: str) -> int | None:
    """Which way of numbering a paragraph begins with, the highest level first; None without a number."""
    return next((i for i, pattern in enumerate(STYLES) if pattern.match(text)), None)


def _is_heading(section: Section, index: int, text: str) -> bool:
    """Whether the paragraph is a line of the contents, or a heading without an amount."""
    return section.part == "toc" or (section.first == index and not re.search(r"\d\.\d|万元|亿元", text))


def _scope_of(text: str) -> str:
    return next((scope for scope, pattern in SCOPES[:10] if pattern.search(text)), "")


def figures_of(statement: Statement) -> list[Figure]:
    """Every figure of the statement."""
    single = (statement.change, statement.growth, statement.share, statement.completion)
    amounts = [f for figures in statement.amounts.values() for f in figures]
    return [*amounts, *(f for f in single if f), *statement.counts]
