"""Amounts of one paragraph that come to the amount before them in the last of five digits or more.

“三公”经费300.68万元，比上年减少95.18万元，其中甲60万元，减少25.36万元，……: words between that were not read, or changes
beside each of them, do not keep those that follow from being its parts, and by chance one run in tens of thousands
comes out so, wherever it ends. One that does not says nothing; `exact_runs` asks for fewer digits where a run ends with
its clause or sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from reconcile.address import side
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import REACH, Span, clause_before, spans

MOVES = lazy(r"增(?!值)|减(?!税)|升|降|压|少|多")
DOWN = lazy(r"减|降|压|少")
CHANGE = lazy(r"[,]?(?:相比)?[,]?(?:增加|增长|增|多|上升|减少|下降|减|少|降低|压减)了?")
BASE = lazy(r"比|较|同期|上年|去年|同比")
DIVIDES = lazy(r"按[^,;。:\d]{2,14}(?:划分|分类|分)[,:]")
FEW = 5  # digits of a change
BEFORE = lazy(r"上年|去年|年初|上一年|同期|以前年度")  # last year's amounts stand between, and are no parts
Sum = tuple[Figure, tuple[Figure, ...], tuple[int, ...]]
SPENT = lazy(r"(?:预算|决算|总计|合计|完成|安排|为|共|数)+$")
BOTH = {"收入", "支出"}
LEAST = 5  # digits of the whole before closing zeros
PARTS, MOST = 2, 15
MANY, FAR = 8, 5  # digits that no other run comes to, and amounts among which it may begin


def exact_sums(facts: Facts) -> Iterator[Sum]:
    """Each such amount with those that come to it, and their signs: levels to a level, changes to a change; and levels
    with the one before and the change that lead to them."""
    for _, text, found in spans(facts):
        money = [_Amount(s, clause_before(text, s), facts) for s in found if s.figure.type == "money"]
        levels = [a for a in money if not a.moved]
        yield from _runs([a for a in levels if not BEFORE.search(a.words)])
        yield from _runs(levels, MANY)
        yield from _runs([a for a in money if a.moved])
        yield from _changed(text, money)
        yield from _divided(text, levels)


class _Amount:
    """An amount with its clause, the side that it is on, and the sign that its words give it."""

    def __init__(self, span: Span, words: str, facts: Facts) -> None:
        self.figure, self.start, self.end, self.words = span.figure, span.start, span.end, words
        self.sentence = facts.prose.sentence(span.figure.key)
        self.side = side(SPENT.sub("", words))
        self.moved = bool(MOVES.search(words))
        down = self.moved and DOWN.search(words) is not None
        self.value = -abs(span.figure.printed.value) if down else abs(span.figure.printed.value)

    @property
    def sign(self) -> int:
        """By which the printed number, which may have the sign of its words already, is to be taken."""
        return -1 if self.value != self.figure.printed.value else 1


def _runs(row: Sequence[_Amount], least: int = LEAST) -> Iterator[Sum]:
    for at, whole in enumerate(row):
        telling = whole.figure.printed.telling
        first = at + 1
        while telling >= least and first < min(len(row), at + 1 + (FAR if telling >= MANY else 1)):
            parts = _parts(whole, row[first : first + MOST])
            if parts:
                yield whole.figure, tuple(p.figure for p in parts), tuple(whole.sign * p.sign for p in parts)
                break
            first += 1


def _parts(whole: _Amount, row: Sequence[_Amount]) -> list[_Amount]:
    parts: list[_Amount] = []
    sum_, full = Fraction(0), 0
    for at, amount in enumerate(row):
        if amount.figure.unit != whole.figure.unit or {whole.side, amount.side} == BOTH:
            break  # 收入总计500万元。支出400万元，……: parts of the other total
        parts.append(amount)
        sum_, full = sum_ + amount.value, full + (amount.value != 0)
        if full >= PARTS and sum_ == whole.value:
            return [*parts, *_nothing_more(amount, row[at + 1 :])]
        if not whole.moved and sum_ > whole.value:
            break  # levels only add
    return []


def _divided(text: str, levels: Sequence[_Amount]) -> Iterator[Sum]:
    """采购预算17000元。按资金类型划分，一般公共预算17000元，专户资金0元: all that a sentence divides it into."""
    rows: dict[tuple[int, int], list[_Amount]] = defaultdict(list)
    for amount in levels:
        rows[amount.sentence].append(amount)
    at = 0
    for row in rows.values():
        before, at = levels[max(0, at - MOST) : at], at + len(row)
        low = text.rfind("。", max(0, row[0].start - REACH), row[0].start) + 1
        if len(row) < PARTS or DIVIDES.match(text, low) is None:
            continue
        sum_, units = sum(a.value for a in row), {a.figure.unit for a in row}
        whole = next((a for a in before if a.value == sum_ and sum_ and {a.figure.unit} == units), None)
        if whole:
            yield whole.figure, tuple(a.figure for a in row), ()


def _nothing_more(last: _Amount, row: Sequence[_Amount]) -> Iterator[_Amount]:
    """The parts of a list that are nothing, behind those that come to its whole."""
    return takewhile(lambda a: not a.value and a.sentence == last.sentence, row)


def _changed(text: str, money: Sequence[_Amount]) -> Iterator[Sum]:
    """接待费4.20万元，接待9批，比去年1.25万元增加2.95万元: where the three come out."""
    for now, before, change in zip(money, money[1:], money[2:], strict=False):
        between = CHANGE.fullmatch(text[before.end : change.start])
        alike = len({(a.figure.unit, a.figure.printed.exponent) for a in (before, change)}) == 1
        if between is None or not alike or not BASE.search(before.words) or "。" in text[now.end : change.start]:
            continue
        sign = -1 if DOWN.search(between[0]) else 1
        one, other = before.figure.printed.value, abs(change.figure.printed.value)
        told = abs(change.figure.printed.digits) >= FEW and now.figure.unit == before.figure.unit
        if told and now.figure.printed.value == one + sign * other:
            printed = 1 if change.figure.printed.value > 0 else -1
            yield now.figure, (before.figure, change.figure), (1, sign * printed)
