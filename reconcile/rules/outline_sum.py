"""分段列出的各项之和与总数不符。

“重点项目支出30.00亿元，具体包括以下几个方面：”之后“1.统筹安排18.00亿元……”“2.统筹安排12.00亿元……”逐段列出，各段段首的数应当加成总数；
段下再分“——安排……”的，各小项应当加成这一段的数。
为什么：分段的数和总数分头修改，隔着几页，不易看出。

错误示例：新增债券43.10亿元；——一般债券5.80亿元；——专项债券37.00亿元（两项合计42.80亿元）。
正确示例：新增债券43.10亿元；——一般债券5.80亿元；——专项债券37.30亿元。
依据：算术关系；尾差按各数印出的位数判断。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from reconcile.address import side
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict, judge_rate, judge_sum, share
from reconcile.judging import slip
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.prose.wording import CHANGE
from reconcile.quantity.numerals import parse
from reconcile.relations import Relation
from reconcile.rules.apart_lists import apart_lists
from reconcile.rules.change_sums import alike_changes, flat_than
from reconcile.rules.exact_runs import exact_runs
from reconcile.rules.list_ends import is_another
from reconcile.rules.paragraphs import Span, spans
from reconcile.rules.plain_sums import plain_sums
from reconcile.rules.statements import main_amount, of_all
from reconcile.rules.two_parts import two_parts
from reconcile.rules.values import Result
from reconcile.text import squeeze

CODE = "R211"
NAME = "分段列出的各项之和与总数不符"
KIND = "text_sum"
SEVERITY = Severity.WARNING

STYLES = (
    lazy(r"^[一二三四五六七八九十]+、"),
    lazy(r"^\([一二三四五六七八九十]+\)"),
    lazy(r"^\d{1,2}[.、．](?!\d)"),
    lazy(r"^\(\d{1,2}\)"),
    lazy(r"^[①-⑳]"),
    lazy(r"^(?:——|--|—|·)"),
)
ANNOUNCES = lazy(r"(?:如下|以下[^。;]{0,12}|具体(?:情况)?(?:是|为|包括)?|其中|分别(?:是|为)|包括)[:。]?$|[:]$")
ALL = lazy(r"如下|以下|具体|分别|^包括")
REST = lazy(r"^(?:\d{1,2}[.、]|\(?[一二三四五六七八九十]+[)、]|——)其[他它]")
LABEL = "分段列出的各项之和应等于总数"
EARLY, LONG = 26, 40  # characters of an item before its own amount, and of a clause that names several things
# what else may stand before the first amount of a paragraph
OTHER = lazy(r"其中|比上年|较上年|超过|不低于|以上|增[加长]|减少|下降|累计|截[至止]|占")
FEWEST, SEVERAL = 2, 4  # items, and so many that come to their whole in the last digit are all there are
TITLE = 20  # characters of a heading


class _Item:
    """A paragraph of an outline with the amount at its head, and the items below it.

    ``wholes`` are what the items below may come to, ``whole`` that the words say that the items are all, ``said`` that
    items follow.
    """

    def __init__(
        self, block: int, level: int, amount: Figure | None, wholes: tuple[Figure, ...], text: str,
        said: bool = True,
    ) -> None:  # fmt: skip
        self.block, self.level, self.amount, self.wholes = block, level, amount, wholes
        self.text, self.said = text, said
        self.whole = False
        self.below: list[_Item] = []

    @property
    def closed(self) -> bool:
        """Whether the last item is the rest: 其他支出 among 主要支出项目 is one of them."""
        return not self.of_some and bool(self.below) and bool(REST.search(self.below[-1].text))

    @property
    def of_some(self) -> bool:
        return "主要" in self.text[-16:]

    @property
    def is_title(self) -> bool:
        """Whether it names something and no more: 一、税收收入, whose amount the next paragraph begins with."""
        return self.level > 0 and not self.wholes and not self.below and len(self.text) <= TITLE

    def said_by(self, text: str) -> bool:
        """Whether a paragraph begins with what the title names: 2026年市级税收收入预算数为7亿元."""
        name = STYLES[self.level - 1].sub("", self.text)
        return bool(name) and name in text[: EARLY + len(name)]


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith("government"):
        return
    shares, told = _shares(facts), {a.key: s for s in facts.prose.statements if (a := main_amount(s))}
    for item in _items(facts):
        if item.wholes and len(item.below) >= FEWEST:
            sums = list(_sum(item))
            yield from sums or _by_shares(item, shares)
            for relation in sums:
                yield from _changes(facts, told, relation)
    for block, text, figures in spans(facts):
        yield from _in_one(block, text, figures)
    label = "列举的各项之和等于前文的数"
    for whole, parts in (*exact_runs(facts), *plain_sums(facts), *two_parts(facts)):
        yield Relation(CODE, KIND, Form.SUM, whole, parts, label=label, sought=True)
    yield from apart_lists(
        facts, lambda whole, parts: Relation(CODE, KIND, Form.SUM, whole, parts, label=label, sought=True)
    )


# what more may keep changes from coming to that of their head: what is in one of them, or another part of the item
UNLIKE = lazy(r"[（(]含|本级安排|上级补助")
BASES = lazy(r"年初预算|执行数|比(?:20\d\d年|前年)")  # in an item; the head names that of all


def _changes(facts: Facts, told: Mapping[Key, Statement], sums: Relation) -> Iterator[Relation]:
    """The changes of all items, where each has one or is what it was, against that of what they come to."""
    whole, parts = told.get(sums.result.key), [told.get(f.key) for f in sums.inputs]
    if sums.judge() is Verdict.INCONSISTENT or whole is None or whole.change is None:
        return
    listed = [p for p in parts if p and (p.change or flat_than(p)) and alike_changes(p, whole)]
    changes = tuple(p.change for p in listed if p.change)
    if len(listed) < len(parts) or not changes:
        return
    label = "各项增减额之和应等于总的增减额"
    relation = Relation(CODE, KIND, Form.SUM, whole.change, changes, (), label, SEVERITY, listed=True, complete=True)
    signs = (1, *(-1,) * (len(changes) - 1))
    others = {one.key: (whole.change, *(c for c in changes if c is not one)) for one in changes}
    turned = (relation._replace(result=one, inputs=others[one.key], signs=signs) for one in changes)
    of, last = facts.lexicon.parts, max(f.key[0] for f in sums.inputs)
    near = {b: facts.text(b) for b, _ in facts.paragraphs if whole.block <= b <= last + 1}
    unlike = any(UNLIKE.search(t) or (b != whole.block and BASES.search(t)) for b, t in near.items())
    unlike = unlike or any(word in t for t in near.values() for word in facts.lexicon.rebased)
    all_there_are = of.complete(whole.subject.indicator, [p.subject.indicator for p in listed])
    all_there_are = all_there_are or (len(parts) >= SEVERAL and sums.judge() is Verdict.AGREES)
    # what is off by more may be on other terms: 剔除该项目后增加3亿元; and another part may be gone since last year
    slipped = all_there_are and not unlike and any(map(slip, (relation, *turned)))
    if relation.judge() is not Verdict.INCONSISTENT or slipped:
        yield relation


def _shares(facts: Facts) -> dict[Key, Figure]:
    """The shares that stand beside amounts."""
    told = ((main_amount(s), s.share) for s in facts.prose.statements)
    return {amount.key: rate for amount, rate in told if amount and rate}


def _by_shares(item: _Item, shares: Mapping[Key, Figure]) -> Iterator[Relation]:
    """——教育22.7亿元，占13%；……: where the shares of the items come to all, and those of all but one are of one amount
    of the head, that is what the items come to."""
    addends = tuple(b.amount for b in item.below if b.amount)
    beside = [shares[a.key].printed for a in addends if a.key in shares]
    if not SHARED <= len(addends) == len(item.below) == len(beside):
        return
    for whole in item.wholes:
        come_to = sum((a.printed.value for a in addends), Fraction(0)) * 100 / (whole.printed.value or 1)
        if not of_all(beside, come_to):
            continue
        rates = (judge_rate(s, share, a.printed, whole.printed) for s, a in zip(beside, addends, strict=True))
        if sum(r > Verdict.BY_ROUNDING for r in rates) <= 1:
            yield Relation(
                CODE, KIND, Form.SUM, whole, addends, label=LABEL, severity=SEVERITY, listed=True, complete=True
            )
            return


SHARED = 4  # items with shares that say what they are shares of
ONE_BY_ONE = lazy(r"(?:^|(?<=[。;:,]))[一二三四五六七八九十]是")


def _in_one(block: int, text: str, figures: Sequence[Span]) -> Iterator[Relation]:
    """转贷市县26亿元。一是一般债券1亿元，……；二是专项债券25亿元，……: where the items of one paragraph come to an amount
    before them."""
    starts = [m.start() for m in ONE_BY_ONE.finditer(text)]
    if len(starts) < FEWEST:
        return
    item = _Item(block, 0, None, _amounts(text, [f for f in figures if f.end <= starts[0]]), text, False)
    for low, high in zip(starts, [*starts[1:], len(text)], strict=True):
        own = [Span(f.figure, f.start - low, f.end - low) for f in figures if low <= f.start < high]
        item.below.append(_Item(block, 1, _head(text[low:high], own), (), ""))
    yield from _handed_out(item, text, figures)
    for result in _sum(item) if item.wholes else ():
        if result.judge() is Verdict.AGREES:
            yield result


SHARES = lazy(r"(?:上述|以上)([二两三四五六七八九十]|\d{1,2})[项个类][^。;,\d]{0,6}分别占")


def _handed_out(item: _Item, text: str, figures: Sequence[Span]) -> Iterator[Relation]:
    """安排9亿元。一是……；二是……。上述两项分别占60%、40%: shares of all that there is, one an item, where they or the
    items come to all of it."""
    said, amounts = SHARES.search(text), tuple(b.amount for b in item.below if b.amount)
    shares = [f.figure for f in figures if said and f.start >= said.end() and f.figure.type == "percent"]
    number = parse(said[1]) if said else None
    counted = number is not None and len(amounts) == len(item.below) == len(shares) == number.digits
    if said is None or not counted or len(item.wholes) != 1:
        return
    whole = item.wholes[0]
    total = Relation(CODE, KIND, Form.SUM, whole, amounts, label=LABEL, severity=SEVERITY, listed=True, complete=True)
    of_all = judge_sum(ALL_SHARES, [s.printed for s in shares]) <= Verdict.BY_ROUNDING
    if not of_all and total.judge() is not Verdict.AGREES:
        return
    yield total
    for rate, part in zip(shares, amounts, strict=True):
        yield Relation(CODE, "share", Form.SHARE, rate, (part, whole), severity=SEVERITY, listed=True)


ALL_SHARES = Printed(10000, -2)


def heads(facts: Facts) -> dict[Key, Figure]:
    """Of each amount of an outline that comes to the amount of its head in the last digit, that amount."""
    found: dict[Key, Figure] = {}
    for item in _items(facts):
        for result in _sum(item) if item.wholes and len(item.below) >= FEWEST else ():
            if result.judge() is Verdict.AGREES:
                found |= {f.key: result.result for f in result.inputs}
    return found


def _sum(item: _Item) -> Iterator[Relation]:
    """The items against the amount of their head that they come to; against its only one where they come to none."""
    addends = tuple(b.amount for b in item.below if b.amount)
    if len(addends) < len(item.below):
        return
    sums = [
        Relation(CODE, KIND, Form.SUM, w, addends, label=LABEL, severity=SEVERITY, listed=True, complete=True)
        for w in item.wholes
    ]
    if not item.said:
        exact = next((r for r in sums if r.judge() is Verdict.AGREES), None)
        yield from [exact] if exact and (len(addends) > FEWEST or not item.below[0].text) else []
        return
    holds = [r for r in sums if r.judge() is not Verdict.INCONSISTENT]
    over = sum(f.printed.value for f in addends) > max(w.printed.value for w in item.wholes)
    if holds:
        yield holds[0]
    elif len(sums) == 1 and (over or item.whole or item.closed) and not _hold_others(sums[0]):
        yield sums[0]


def _hold_others(sums: Relation) -> bool:
    """Whether the items hold something else than parts: some of them come to the whole by themselves, or what is spent
    stands among what is earned (可用财力 of 收入, 补助, 上解支出)."""
    sides = {side(f.address.subject) for f in sums.inputs}
    return {"收入", "支出"} <= sides or is_another(sums.result, sums.inputs)


def _items(facts: Facts) -> list[_Item]:
    """Every paragraph that an outline goes on from, with the paragraphs one level below it."""
    numbers = {block: (text, found) for block, text, found in spans(facts)}
    found: list[_Item] = []
    stack: list[_Item] = []
    for block, paragraph in facts.paragraphs:
        text = squeeze(paragraph.text).text
        if not text:
            continue
        level = next((i for i, s in enumerate(STYLES, 1) if s.match(text)), 0)
        announced = ANNOUNCES.search(text)
        figures = numbers.get(block, (text, []))[1]
        head = _head(text, figures)
        wholes = _amounts(text, figures) if announced or not level else (head,) if head else ()
        item = _Item(block, level, head, wholes, text, bool(announced or level))
        of_some = item.of_some or "其中" in text[-16:]  # 其中，有关情况如下：
        item.whole = bool(announced and ALL.search(announced[0])) and not of_some
        if not level and stack and stack[-1].is_title and head and stack[-1].said_by(text):
            stack[-1].amount, stack[-1].wholes = head, wholes or (head,)
            continue
        if not level:
            stack = [item] if wholes or announced else []
            found += stack
            continue
        while stack and stack[-1].level >= level:
            stack.pop()
        if stack and (stack[-1].below == [] or stack[-1].below[-1].level == level):
            stack[-1].below.append(item)
        stack.append(item)
        found.append(item)
    return found


def _head(text: str, figures: Sequence[Span]) -> Figure | None:
    """The amount that a paragraph begins with: 1.统筹安排337.7亿元, 1.支持扩大内需。安排2亿元."""
    for figure, start, _ in figures:
        if figure.type == "money":
            lead = text[:start]
            title, _, rest = lead.rpartition("。")
            early = len(rest if len(title) < LONG else lead) <= EARLY or (len(lead) < LONG and "," not in lead)
            return figure if early and not OTHER.search(lead) and lead.count("。") <= 1 else None
    return None


def _amounts(text: str, figures: Sequence[Span]) -> tuple[Figure, ...]:
    """The amounts of a paragraph that announces items, the last first; changes and what is in brackets aside."""
    found = []
    low = 0
    for figure, start, end in figures:
        lead, low = text[low:start], end
        if (
            figure.type == "money"
            and not CHANGE.search(lead)
            and text.count("(", 0, start) == text.count(")", 0, start)
        ):
            found.append(figure)
    return tuple(reversed(found))
