"""Prose understood: sections with what they speak of, and statements that give every number an address."""

from bisect import bisect_left
from collections.abc import Collection, Mapping

from reconcile.figures import Figure, Key
from reconcile.tuples import EMPTY, NamedTuple


class Section(NamedTuple):
    """A heading and the blocks it covers (``first`` is the heading's own). ``scope`` is what amounts in it are amounts
    of: all, fiscal, general, basic, fund, capital, three_public, or "" where the heading does not say; ``part`` is
    toc, text, tables, terms or front."""

    title: str
    level: int
    first: int
    last: int
    scope: str = ""
    part: str = "text"


ANOTHER = "同一项目的又一个变动，基数不明"  # of a second rate or change of one statement
OPEN = "约数（余、多），没有核对"  # why nothing is held against 1200余万元


class Subject(NamedTuple):
    """What a statement is about. ``indicator`` is an id of ``indicators.csv``; ``path`` the names of 类, 款, 项 as
    printed; ``name`` as printed. One of the three is always there; ``area`` is 全市, 市级 and so on in reports of
    governments."""

    name: str
    indicator: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    area: str = ""
    start: int = 0
    end: int = 0


class Word(NamedTuple):
    """A direction that words give: ``up``, ``down``, ``flat``; ``than`` is the measure it compares with."""

    direction: str
    start: int
    end: int
    than: str = ""
    about: str = ""  # which measure it is said of: budget, actual; "" for the statement's main amount
    roughly: bool = False


class Statement(NamedTuple):
    """What one stretch of a paragraph says of one subject.

    ``amounts`` maps a measure (budget, actual, last_budget, last_actual, amount, before, after) to its figures in the
    order of the text (several where it is said twice). ``change`` and ``growth`` are signed by their words; ``base`` is
    the measure that they start from. ``share`` is of ``share_of`` (a subject's name or "" for the whole that the
    statement is a part of). ``parent`` is the position of the statement that this is a part of; ``complete`` says that
    the parts named must add up to the whole (分为, 包括 with a closed list) and not only stay below it.
    """

    block: int
    start: int
    end: int
    subject: Subject
    section: int = -1
    scope: str = ""
    period: str = ""
    amounts: Mapping[str, tuple[Figure, ...]] = EMPTY
    change: Figure | None = None
    growth: Figure | None = None
    base: str = ""
    share: Figure | None = None
    share_of: str = ""
    completion: Figure | None = None
    completion_of: str = "budget"
    counts: tuple[Figure, ...] = ()
    words: tuple[Word, ...] = ()
    parent: int | None = None
    group: int = 0  # a whole may be divided several times (by function, by use); parts of one list share a number
    total: Key | None = None  # the amount of the whole right before the bracket that this part stands in
    loose: bool = False  # a part of a list whose end is not clear from its punctuation
    apart: bool = False  # its rate says what it is compared with, and its change before it does not
    tight: bool = False  # a part of a list whose parts 、 joins, so that none of them can be anything else
    closed: bool = False  # a part of a list that its opening words say is whole (包括, 分为)
    complete: bool = False  # the words that open the list of its parts say that it is whole (包括, 分为)
    made: bool = False  # they say how many the parts are, too (由两部分组成)
    exception: str = ""  # 不含, 剔除, 同口径 ... as printed
    several: tuple[Subject, ...] = ()  # what it is the sum of, where its words name them: 会议费、培训费两项合计


class Term(NamedTuple):
    """A step of an account that is drawn in words: an amount, and what the words do with it.

    ``role`` is plus (加上), minus (减去), sum (总计), together (等17.5亿元), net (收支相抵), balanced (收支平衡),
    slight (略有结余), name (加上上级补助, whose amount is not given here), unread, gap (words that are not read) or
    "". ``key`` is None where there is no number; ``to`` is what is added to, or what is named; ``part`` says that it
    is one of a list's, ``open`` that its list ends in 等.
    """

    block: int
    sentence: int
    mark: str
    role: str
    key: Key | None = None
    to: Subject | None = None
    part: bool = False
    sign: int = 1
    open: bool = False


UNNAMED = "?"  # an average of something that no indicator is: 车均运行维护费


class Each(NamedTuple):
    """What an amount for one of many is for: ``counted`` is 辆, 人 or 批; ``indicator`` what it is an average of, ""
    where the words do not say, UNNAMED where no indicator is that."""

    counted: str
    indicator: str = ""


class Enumeration(NamedTuple):
    """A list of names that prose gives for an amount: 人员经费300.00万元，主要包括：基本工资、津贴补贴、…"""

    block: int
    start: int
    end: int
    subject: Subject
    names: tuple[tuple[int, int, str], ...]
    open_ended: bool = False  # 等 at the end


class Unread(NamedTuple):
    """A clause that no row of claims.csv reads, ``words`` of which nothing is known: what stands before it and what
    stands behind it are not held together."""

    block: int
    start: int
    end: int
    words: str


class Prose(NamedTuple):
    """``figures`` are all numbers of the prose that need an account, in order; ``reasons`` maps the key of those that
    no statement gave an address to the reason. ``ends`` are the offsets of the full stops of each block, ``unread``
    the clauses that were not read, ``terms`` the steps of accounts drawn in words, ``each`` the averages (车均, 人均)
    with what they are of."""

    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    figures: tuple[Figure, ...] = ()
    reasons: Mapping[tuple[int, int, int], str] = EMPTY
    ends: Mapping[int, tuple[int, ...]] = EMPTY
    unread: tuple[Unread, ...] = ()
    terms: tuple[Term, ...] = ()
    each: Mapping[Key, Each] = EMPTY

    def sentence(self, key: Key) -> tuple[int, int]:
        """Which sentence a number of the prose stands in: its block and how many full stops are before it."""
        return key[0], bisect_left(self.ends.get(key[0], ()), key[1])

    def between(self, keys: Collection[Key]) -> str:
        """The words in the way between numbers of one block or around one of them, "" where all of it was read."""
        low, high = min(keys), max(keys)

        def bars(unread: Unread) -> bool:
            if any(k[0] == unread.block and unread.start <= k[1] < unread.end for k in keys):
                return True
            return low[0] <= unread.block <= high[0] and low[1] < unread.end and unread.start < high[1]

        return next((u.words for u in self.unread if bars(u)), "")
