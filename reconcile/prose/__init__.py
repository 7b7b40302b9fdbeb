"""Sentences to statements: every number of the prose with what it is a number of, or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reconcile.document import Document, Paragraph
from reconcile.figures import Figure, Key
from reconcile.lexicon import Lexicon
from reconcile.patterns import compiled, lazy
from reconcile.profile import Profile
from reconcile.prose.addresses import Addresser
from reconcile.prose.discourse import step
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.enumerations import read_enumerations
from reconcile.prose.grammar import QUANTITIES, Claim, grammar
from reconcile.prose.lexer import Lexer, Token
from reconcile.prose.naming import insurance
from reconcile.prose.page import Context, Page
from reconcile.prose.parallel import paired, summed
from reconcile.prose.sections import NUMBERING, SCOPES, read_sections, section_at
from reconcile.prose.spots import unread_of
from reconcile.prose.stages import told, two_years
from reconcile.prose.values import OPEN, Each, Enumeration, Prose, Section, Statement, Subject, Term, Unread
from reconcile.quantity import Malformed, Quantity, read
from reconcile.tables.values import Table
from reconcile.text import Squeezed, squeeze

OPEN_ENDED = ("余", "多", "有余")  # no rounding says how much more: 1200余万元 may be 1290
GOES_ON = lazy(r"[:;]$|其中:?$|如下[:。]?$")
STYLES = (*NUMBERING, lazy(r"^[①-⑳]"), lazy(r"^(?:[-—·]|一是|二是|三是|四是|五是)"))
SUMS_UP = lazy(r"(?:以上|上述)[^,;:。\d]{0,8}(?:合计|共计|总计)")
TAKES = lazy(r"减|扣|亏|净|上解|冲抵|抵")
# 为调整预算（下同）的, 与调整预算相比，下同: what 预算 means from there on
BELOW = lazy(r"调整(?:后的?)?预算数?(?:相比)?[,(]下同")
FIRST_BUDGET = lazy(r"年初|代编")
LEAD_IN = lazy(r"(?:如下|其中)[:,。]?$|:$")
NO_MONEY = ("income", "expenditure", "all")  # scopes that say nothing of whose money it is
WORDS = lazy(r"持平|大于|小于|等于|高于|低于")
AREA = lazy(r"全[市县区省州旗]|[市县区省州][本]?级|[市县区]直|开发区|高新区|本级")


def read_prose(document: Document, lexicon: Lexicon, profile: Profile, tables: Sequence[Table]) -> Prose:
    """All statements of the document in order. Numbers in contents, titles and tables are not prose."""
    titles = frozenset(t.title_block for t in tables if t.title_block is not None)
    sections = read_sections(document, titles)
    return _Walk(document, lexicon, profile, tables, titles, sections).prose()


class _Walk:
    """Goes through the paragraphs once and carries an open list from one to the next."""

    def __init__(
        self, document: Document, lexicon: Lexicon, profile: Profile, tables: Sequence[Table],
        titles: frozenset[int], sections: tuple[Section, ...],
    ) -> None:  # fmt: skip
        self.document, self.lexicon, self.profile = document, lexicon, profile
        self.titles, self.sections = titles, sections
        self.lexer = Lexer(lexicon, tables, profile.kind.startswith("government"), profile.entity)
        self.addresser = Addresser(lexicon, profile)
        self.statements: list[Statement] = []
        self.enumerations: list[Enumeration] = []
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []
        self.terms: list[Term] = []
        self.each: dict[Key, Each] = {}
        self.reasons: dict[tuple[int, int, int], str] = {}
        self.ends: dict[int, tuple[int, ...]] = {}
        self.carried: Draft | None = None
        self.carried_text = ""
        self.carried_style: int | None = None  # how the items of the carried list are numbered
        self.items: list[int] = []  # the statements that the last paragraphs begin with, one of a numbering each
        self.items_style: int | None = None
        self.items_doubtful = False
        self.before: Draft | None = None
        self.divided: Draft | None = None
        self.before_section = -1
        self.topics: dict[int, Subject | None] = {}
        self.lead_scope: tuple[int, str] = (-1, "")
        self.adjusted = False  # whether 预算 means the adjusted one
        self.years = two_years(profile)
        self.spoken = str(profile.year or "")  # the year that the last paragraph spoke of

    def prose(self) -> Prose:
        for index, block in enumerate(self.document.blocks):
            if not isinstance(block, Paragraph):
                self.carried = None
                continue
            if index in self.titles or not block.text.strip():
                continue
            self._paragraph(index, block)
        figures = tuple(sorted(self.figures, key=lambda f: f.key))
        return Prose(
            self.sections, tuple(self.statements), tuple(self.enumerations), figures, self.reasons, self.ends,
            tuple(self.unread),
            tuple(self.terms), self.each,
        )  # fmt: skip

    def _malformed(self, index: int, paragraph: Paragraph, numbers: Sequence[Malformed]) -> None:
        """Numbers that cannot be read: accounted for, and nothing more."""
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
        squeezed = squeeze(paragraph.text)
        quantities, malformed = read(paragraph.text)
        self._malformed(index, paragraph, malformed)
        if not any(q.type != "date" and not q.threshold for q in quantities) and not WORDS.search(squeezed.text):
            self._without_figures(squeezed.text, position, section)
            return
        carried = self._member(squeezed.text)
        page = Page(
            index, paragraph, self.lexicon, self.profile, self._scope(position, section), self._topic(position),
            *((self.before, self.divided) if self.before_section == position else (None, None)),
        )  # fmt: skip
        claims = self._claims(squeezed, quantities, page.topic)
        context = Context(
            insurance=insurance(section.title) if section and page.government else "",
            open=(Listing(carried, 0),) if carried else (), floor=1 if carried else 0,
            area=self._area(section), period=self._period(index, section, claims),
        )  # fmt: skip
        for claim in claims:
            context = step(context, claim, page)
        if self.years and context.period in self.years:
            self.spoken = context.period
        self._carry(page, context, squeezed.text, carried, _opener(claims, squeezed.text))
        self._collect(page, squeezed, position, section)
        self._items(page, squeezed.text)
        self.reasons |= {(index, q.start, -1): OPEN for q in quantities if q.approximate in OPEN_ENDED}
        if context.main and context.main.amounts and not carried:
            self.before, self.before_section = context.main, position
            whole = (d for d in reversed(page.drafts) if d.parent is None and d.amounts)
            self.divided = next((d for d in whole if page.groups.get(d.subject.indicator) != "carry"), None)
        elif self.before_section != position:
            self.before = None

    def _claims(self, squeezed: Squeezed, quantities: Sequence[Quantity], topic: Subject | None) -> list[Claim]:
        placed = [(squeezed.at(q.start), squeezed.at(q.end), q) for q in quantities]
        claims = paired(grammar(self.lexicon).read(self.lexer.tokens(squeezed.text, placed, topic)))
        return [part for claim in claims for part in summed(claim, self._total_of)]

    def _total_of(self, side: str) -> Subject | None:
        return next(iter(self.lexer.subjects(f"{side}总计")), None)

    def _without_figures(self, text: str, position: int, section: Section | None) -> None:
        if self.carried and _style(text) is None:
            self.carried = None
        if LEAD_IN.search(text):
            self.lead_scope = (position, _scope_of(text) or self._scope(position, section))

    def _collect(self, page: Page, squeezed: Squeezed, position: int, section: Section | None) -> None:
        offsets = squeezed.offsets
        headings = [s.title for s in reversed(self.sections) if s.first <= page.block < s.last]
        address = partial(self.addresser.address, squeezed, headings)
        first = len(self.statements)
        self._budgets_meant(page, squeezed)
        for draft in page.drafts:
            draft.position = len(self.statements)
            self.statements.append(draft.freeze(position, offsets, address))
        self.enumerations += read_enumerations(squeezed, page.drafts)
        dressed = {f.key: f for s in self.statements[first:] for f in figures_of(s)}
        self.figures += [dressed.get(f.key, f) for f in sorted(page.figures, key=lambda f: f.key)]
        self.ends[page.block] = tuple(m.start() for m in compiled("。").finditer(page.paragraph.text))
        self.reasons |= page.reasons
        self.unread += [replaced(u, offsets) for u in page.unread]
        self.terms += page.terms
        self.each |= page.each
        if section and section.part == "terms":
            self.reasons |= {f.key: "名词解释中的数" for f in page.figures}

    def _budgets_meant(self, page: Page, squeezed: Squeezed) -> None:
        """Of which budget rates are that only say 预算, behind a note that all below are of the adjusted one."""
        note = BELOW.search(squeezed.text)
        for draft in page.drafts if note or self.adjusted else ():
            if draft.completion is None or "budget" in draft.amounts:
                continue
            at = squeezed.at(draft.completion.key[1])
            clause = squeezed.text[max(squeezed.text.rfind(c, 0, at) for c in ",;。") + 1 : at]
            if (self.adjusted or (note and note.start() < at)) and not FIRST_BUDGET.search(clause):
                draft.completion_of = "adjusted_budget"
        self.adjusted = self.adjusted or note is not None

    def _items(self, page: Page, text: str) -> None:
        """Items of one numbering, a paragraph each, and what they come to: 以上合计30万元 behind them."""
        heads = [d for d in page.drafts if d.parent is None and d.amounts]
        style = _style(text)
        sums_up = style is None and SUMS_UP.match(text) and not TAKES.search(text)
        if sums_up and len(self.items) > 1 and len(heads) == 1 and not self.items_doubtful:
            whole = heads[0].position
            self.statements[whole] = self.statements[whole]._replace(complete=True, made=True)
            for item in self.items:
                self.statements[item] = self.statements[item]._replace(parent=whole, group=page.block * 100)
        going_on = style is not None and style == self.items_style and self.items
        # of items below items, or with what is taken away, nobody knows which the sum is of
        below = style is not None and not going_on and self.items_style is not None
        self.items_doubtful = bool(TAKES.search(text)) or below or (bool(going_on) and self.items_doubtful)
        self.items = (
            [*(self.items if going_on else ()), heads[0].position] if style is not None and len(heads) == 1 else []
        )
        self.items_style = style

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

    def _carry(self, page: Page, context: Context, text: str, carried: Draft | None, opener: Token | None) -> None:
        self.carried_text = text
        whole = self._announced(page, context, text) if opener else None
        if opener and whole and (whole.amounts or whole.change):
            opens = opener.features.get("opens", "some")
            whole.complete, whole.made = whole.complete or opens in ("all", "made"), whole.made or opens == "made"
            self.carried, self.carried_style = whole, None
        elif _style(text) is None and not (carried and text.endswith(";")):
            self.carried = None

    def _announced(self, page: Page, context: Context, text: str) -> Draft | None:
        """The statement whose parts the following paragraphs list, where the paragraph ends with 如下 or 其中."""
        last = text.rstrip("。:")
        named = self.lexer.subjects(last[last.rfind("。") + 1 :])
        for subject in reversed(named):
            if draft := next(page.of(subject), None):
                return draft
        return context.main

    def _topic(self, position: int) -> Subject | None:
        """What the heading names: its last indicator or path."""
        if position < 0:
            return None
        if position not in self.topics:
            named = self.lexer.subjects(self.sections[position].title)
            self.topics[position] = named[-1] if named else None
        return self.topics[position]

    def _period(self, index: int, section: Section | None, claims: Sequence[Claim]) -> str:
        """The year that the heading speaks of (in reports of governments that over it too), else the document's."""
        above = [section] if section else []
        if self.profile.kind.startswith("government"):
            above = [s for s in reversed(self.sections) if s.first <= index < s.last]
        years = (compiled(r"(?<![\d与比较同])(20[0-4]\d)年").findall(s.title) for s in above)
        named = [found for found in years if found and not (self.years and {*self.years} <= {*found})]
        if named or not self.years:
            return named[0][-1] if named else str(self.profile.year or "")
        return told(claims, self.years) or self.spoken

    def _scope(self, position: int, section: Section | None) -> str:
        if self.lead_scope[0] == position and self.lead_scope[1]:
            return self.lead_scope[1]
        return section.scope if section else ""

    def _area(self, section: Section | None) -> str:
        if not self.profile.kind.startswith("government") or section is None:
            return ""
        found = AREA.search(section.title)
        return found[0] if found else ""


def _opener(claims: Sequence[Claim], text: str) -> Token | None:
    """The word that says that a list follows in the next paragraphs: the last of the paragraph, or one that says how
    many its parts are (由三部分构成，无其他变动：). A bracket behind it takes something back (涉密科目不反映)."""
    if text.endswith("):"):
        return None
    for claim in reversed(claims):
        for token in reversed(claim.tokens):
            if token.sign in QUANTITIES:
                return None
            if token.sign in "Ll":
                last = token is claims[-1].tokens[-1] and "mainly" not in token.features
                return token if last or (token.features.get("opens") == "made" and text.endswith(":")) else None
        if claim.mark == ".":
            return None
    return None


def replaced(unread: Unread, offsets: range | tuple[int, ...]) -> Unread:
    """With its offsets in the printed paragraph."""
    return unread._replace(start=offsets[unread.start], end=offsets[min(unread.end, len(offsets) - 1)])


def _style(text: str) -> int | None:
    """Which way of numbering a paragraph begins with, the highest level first; None without a number."""
    return next((i for i, pattern in enumerate(STYLES) if pattern.match(text)), None)


def _is_heading(section: Section, index: int, text: str) -> bool:
    """Whether the paragraph is a line of the contents, or a heading without an amount."""
    return section.part == "toc" or (section.first == index and not compiled(r"\d\.\d|万元|亿元").search(text))


def _scope_of(text: str) -> str:
    return next((scope for scope, pattern in SCOPES if scope not in NO_MONEY and pattern.search(text)), "")


def figures_of(statement: Statement) -> list[Figure]:
    """Every figure of the statement."""
    single = (statement.change, statement.growth, statement.share, statement.completion)
    amounts = [f for figures in statement.amounts.values() for f in figures]
    return [*amounts, *(f for f in single if f), *statement.counts]
