"""Where the reading of a paragraph stands, what it has yielded, and what is not read.

The context is frozen: each claim gives the next one. Statements, figures and reasons are written to the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import merge
from itertools import islice

from reconcile.document import Paragraph
from reconcile.figures import Figure, Key
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile
from reconcile.prose.drafts import Draft, Listing
from reconcile.prose.grammar import Claim
from reconcile.prose.lexer import Token
from reconcile.prose.spots import figure_of
from reconcile.prose.values import Each, Subject, Term, Unread
from reconcile.tuples import NamedTuple

NAMESAKES = 100  # statements of one subject in a paragraph that are looked through for the one that is meant
INDICATOR = "#"  # before the id of an indicator, which is no name
UNREAD = "“{}”没有读懂，不知道这是什么数"
REASONS = {
    "undecided": "增加还是减少没有写明，无法核对",
    "yearly": "年均增减，不是本年的增减",
    "each": "标准、人均数或变动后的水平，不是收支数",
    "scope": "不含、剔除或另一口径的数",
    "cause": "原因说明中的数，没有可以核对的另一处",
    "points": "百分点的变动，没有可核对的两个比率",
    "of_last": "为上年的百分比，正文没有上年数",
    "level": "看不出是什么的百分比",
    "bare": "没有写明是什么的数",
    "several": "各项各自的增减，没有写明是哪一项的",
    "past": "往年的增减，没有可以核对的另一处",
    "new": "新增的数，不是比上年的增减额",
    "part": "其中的整体",
}

DEEPEST = 12  # lists or brackets within each other; nobody writes half as many, a text made to exhaust programs does


class Bracket(NamedTuple):
    """What goes on behind a bracket as before it: how many lists were open, what was spoken of, whether it explains,
    what was named without its amount, whose money it was, what changes were compared with."""

    lists: int
    current: Draft | None
    explaining: bool
    pending: Subject | None
    area: str
    than: str


class Context(NamedTuple):
    """Where the reading of a paragraph stands. ``open`` are the lists whose parts are being read, the innermost last;
    the first ``floor`` of them were opened by an earlier paragraph."""

    sentence: int = 0
    open: tuple[Listing, ...] = ()
    floor: int = 0
    closed: tuple[Listing, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    current: Draft | None = None
    main: Draft | None = None
    comparison: Draft | None = None
    label: Subject | None = None
    than: str = ""
    excepted: str = ""  # 剔除一次性因素后，…: what the changes of the sentence leave out
    apart: bool = False  # and its amounts too
    told: str = ""  # what the first amount of the sentence is of: last for the year before, now
    past: bool = False  # the change before is of a year that is not compared
    unit: str = ""  # an office that the claim before names, and nothing else
    insurance: str = ""  # 四、职工基本医疗保险。基金收入16亿元，支出14亿元: of which the paragraph speaks
    within: Subject | None = None  # 基本支出中，人员经费…，占90%: what the shares of the sentence are of
    explaining: bool = False
    area: str = ""
    period: str = ""
    queue: tuple[Draft | Subject, ...] = ()
    slot: str = ""
    listed: tuple[Subject, ...] = ()  # named as the parts of something, without numbers
    years: tuple[int, ...] = ()  # several that the sentence names together: 2027年和2028年收入约按3%递增，分别为…
    yearly: Subject | None = None  # what it names in these years
    last: str = ""  # the kind of the claim before
    item: Draft | None = None  # what the sentence with a number before it speaks of: 1.本年收入9万元。比上年减少1万元
    pending: Subject | None = None  # what the claim before names, where its number stands in the bracket behind it


class Page:
    """What is known of a paragraph before it is read, and what reading it yields."""

    def __init__(
        self, block: int, paragraph: Paragraph, lexicon: Lexicon, profile: Profile, scope: str, topic: Subject | None,
        before: Draft | None, divided: Draft | None = None,
    ) -> None:  # fmt: skip
        self.block, self.paragraph, self.lexicon, self.profile = block, paragraph, lexicon, profile
        self.scope, self.topic = scope, topic
        self.before, self.divided = (
            before,
            divided,
        )  # what the paragraph before spoke of last; and what is not left over
        self.groups = lexicon.groups
        self.government = profile.kind.startswith("government")
        self.drafts: list[Draft] = []
        self.figures: list[Figure] = []
        self.reasons: dict[tuple[int, int, int], str] = {}
        self.unread: list[Unread] = []
        self.terms: list[Term] = []
        self.each: dict[Key, Each] = {}
        self.lists = 0
        self._told: set[int] = set()  # where the numbers begin that have a figure
        self._places: dict[str, list[int]] = {}  # of the statements, by their subjects
        self._sentences: set[int] = set()  # that have statements

    def add(self, draft: Draft) -> None:
        for key in keys(draft.subject):
            self._places.setdefault(key, []).append(len(self.drafts))
        self._sentences.add(draft.sentence)
        self.drafts.append(draft)

    def of(self, subject: Subject) -> Iterator[Draft]:
        """The statements of a subject, the last first; of very many that bear one name only the last."""
        found = (d for d in self.by(keys(subject)) if same(subject, d.subject))
        return islice(found, NAMESAKES)

    def by(self, names: Collection[str]) -> Iterator[Draft]:
        """The statements whose subjects have one of the keys, the last first."""
        places = merge(*(reversed(self._places.get(n, ())) for n in names), reverse=True)
        return (self.drafts[p] for p in places)

    def told(self, start: int) -> bool:
        return start in self._told

    def only_of(self, sentence: int) -> bool:
        """Whether there are no statements but of this sentence."""
        return self._sentences <= {sentence}

    def figure(self, token: Token, sign: int = 1, reason: str = "") -> Figure:
        assert token.quantity
        figure = figure_of(self.block, self.paragraph, token.quantity)
        if sign < 0:
            figure = figure._replace(printed=-figure.printed)
        self.figures.append(figure)
        self._told.add(figure.key[1])
        if reason:
            self.reasons[figure.key] = reason
        return figure


def account(claim: Claim, page: Page) -> None:
    """No number of a claim is passed over: those that the claim has no place for are refused."""
    for token in claim.tokens:
        quantity = token.quantity
        if quantity and quantity.type != "date" and not quantity.threshold and not page.told(quantity.start):
            page.figure(token, 1, REASONS["each"] if token.sign == "z" else REASONS["bare"])


def refused(context: Context, claim: Claim, page: Page) -> Context:
    reason = REASONS.get(claim.kind, "")
    if claim.kind == "unread":
        words = unknown_words(claim)
        reason = UNREAD.format(words)
        page.unread.append(Unread(page.block, claim.start, claim.end, words))
    numbers = refuse(claim, page, reason)
    if claim.kind == "scope" and not context.brackets:
        said = next(t.text for t in claim.tokens if t.sign == "X")
        context = context._replace(excepted=said, apart=context.apart or not numbers)
    if claim.kind == "scope" and "(" in claim.marks and context.current:
        moved = context.comparison or context.current
        of_amount = context.last == "amount" and numbers  # 支出300万元（不含转移支付100万元）
        if of_amount or context.last in ("rate", "change", "both"):  # 增长5%（可比口径）
            moved.exception = moved.exception or next(t.text for t in claim.tokens if t.sign == "X")
    if claim.kind in ("cause", "undecided", "empty") or not numbers:
        # 因上级补助增加等，支出预算调整为……; 受土地市场影响，收入…… before anything is said: what follows is said
        first = context.current is None or context.current.sentence < context.sentence
        aside = any(t.sign == "e" or (first and "ends" in t.features) for t in claim.tokens[-2:])
        return context._replace(explaining=context.explaining or (claim.kind == "cause" and not aside))
    if claim.kind in ("unread", "scope") and any(t.sign == "M" for t in claim.tokens):
        return context._replace(current=_blind(context, claim, page), comparison=None)
    return context


TELLING = frozenset("CcUDFZGHhOBRXKuxl")  # what makes a number anything but an amount of what stands before it


def _blind(context: Context, claim: Claim, page: Page) -> Draft:
    """What follows is said of the number that was not read, and of nothing else; what it is divided into may bear it
    out (市政府代发债券30亿元，其中：再融资债券10亿元、新增债券20亿元)."""
    blind = Draft(
        page.block, claim.start, claim.end, Subject(""), sentence=context.sentence, period=context.period, blind=True
    )
    numbers = [t for t in claim.tokens if t.sign in "MPQ"]  # 安排36亿元推动四所高校发展
    only = claim.kind == "unread" and [t.sign for t in numbers] == ["M"]
    if only and not any(t.sign in TELLING for t in claim.tokens):
        printed = numbers[0].quantity
        blind.spoken = next((f for f in reversed(page.figures) if printed and f.key[1] == printed.start), None)
        blind.subject = Subject("".join(t.text for t in claim.tokens if t.end <= numbers[0].start))
    return blind


def unknown_words(claim: Claim) -> str:
    unknown = [t.text for t in claim.tokens if t.sign in "v?"]
    return "".join(unknown[:3]) or "".join(t.text for t in claim.tokens)[:20]


def refuse(claim: Claim, page: Page, reason: str) -> int:
    numbers = [t for t in claim.tokens if t.sign in "MPQN"]
    for token in numbers:
        page.figure(token, 1, reason)
    return len(numbers)


def keys(subject: Subject) -> tuple[str, ...]:
    """What subjects that are the same have one of in common."""
    if subject.indicator:
        return (INDICATOR + subject.indicator,)
    last = subject.path[-1] if subject.path else subject.name
    return (subject.name,) if last == subject.name else (subject.name, last)


def same(one: Subject, other: Subject) -> bool:
    if one.area and other.area and one.area != other.area:
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    if one.path and other.path:
        return one.path == other.path or (one.path[-1] == other.path[-1] and 1 in (len(one.path), len(other.path)))
    return one.name == other.name
