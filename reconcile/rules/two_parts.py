"""Amounts that two others come to in the last of their places, where the words say what the two are.

Income, what is spent and what is left; what is taken off and what remains; debts of two kinds; what the next sentence
divides. One that does not come out says nothing: something may stand between that is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.rules.exact_runs import FEWER, LEAST, Run, places
from reconcile.rules.paragraphs import CLAUSE, Span, in_brackets, spans, without_brackets
from reconcile.rules.plain_sums import MOVED
from reconcile.tuples import NamedTuple

INCOME, SPENT = lazy(r"收入|来源|财力"), lazy(r"支出")
LEFT, IN_ALL = lazy(r"结[转余]|节余|收支结"), lazy(r"总|来源")
REACH, NEAR = 6, 4  # amounts and paragraphs between income and what is left
TAKEN, REMAINS = lazy(r"剔除|扣除|减去|动用"), lazy(r"余|净|后|剩|为$")
KINDS = (
    (lazy(r"一般债"), lazy(r"专项债")),
    (lazy(r"新增(?!一般|专项)[^,;。]{0,4}债"), lazy(r"再融资")),
)
REACHES = 60  # characters before an amount that its words are looked for in
OPEN = lazy(r"等|主要|约|近|超|余元|左右")
OWN = lazy(r"[\u4e00-\u9fff]{2,}")
PARTED, DIVIDED = lazy(r"[;。:]"), lazy(r"从[^,\d]{2,10}看,|按[^,\d]{2,14}(?:划分|分类|分),")
LONGEST, SHARED = 14, 2  # characters of what is divided, pairs of them that its parts share
TWO, WITH, WITHIN = 2, "连同", "其中"
FUND = lazy(r"政府性基金|国有资本|社会保险|一般公共预算")
OWN_LEVEL, BELOW_LEVEL = lazy(r"[省市州区县]?(?:本级|直)"), lazy(r"(?:各)?(?:县区|区县|市县|县市|旗县区|县|区)")
TOTAL, FAR = lazy(r"总计|合计"), 8  # amounts before a lump among which what it is added to is looked for


class _Level(NamedTuple):
    """An amount that is no change and stands in no bracket, with the words of its clause."""

    block: int
    sentence: int
    figure: Figure
    words: str
    divided: bool = False  # 从债券性质看，按品种划分
    within: bool = False  # behind 其中: of the amount before it


def two_parts(facts: Facts) -> Iterator[Run]:
    """Each whole with its two parts."""
    levels = [level for block, text, found in spans(facts) for level in _levels(block, text, found)]
    yield from _left(levels)
    yield from _lumped(levels)
    for _, group in groupby(levels, lambda level: level.block):
        told = list(group)
        yield from _taken_off(told)
        yield from _kinds(told)
        yield from _next_sentence(told)
        yield from _joined(told)
        yield from _of_levels(told)


def _levels(block: int, text: str, found: Sequence[Span]) -> Iterator[_Level]:
    last = 0
    for span in (s for s in found if s.figure.type == "money" and s.figure.printed.digits > 0):
        within, last = WITHIN in text[last : span.start], span.end
        before = without_brackets(text[max(0, span.start - REACHES) : span.start])  # 连同镇街（园区）7.5亿元
        words = CLAUSE.split(before)[-1].rpartition("元")[2]  # 一般债务10亿元和专项债务418亿元
        if not in_brackets(text, span.start) and not MOVED.search(words):
            begun = PARTED.split(text[: span.start])[-1]
            yield _Level(
                block, text.count("。", 0, span.start), span.figure, words, bool(DIVIDED.search(begun)), within
            )


def _left(levels: Sequence[_Level]) -> Iterator[Run]:
    """总收入589.73亿元……总支出557.58亿元。年末结转结余32.15亿元; by fewer digits where nothing stands between."""
    for at, left in enumerate(levels):
        if not LEFT.search(left.words) or SPENT.search(left.words):
            continue
        near = [one for one in levels[max(0, at - REACH) : at] if left.block - one.block <= NEAR]
        for low, income in enumerate(near):
            if not INCOME.search(income.words) or SPENT.search(income.words) or _of_two_funds(income, left):
                continue
            for high, spent in enumerate(near[low + 1 :], low + 1):
                beside = low + 2 == high + 1 == len(near)
                said = beside or IN_ALL.search(income.words)
                if SPENT.search(spent.words) and said:
                    yield from _run(income, (spent, left), FEWER if beside else LEAST)


def _of_two_funds(one: _Level, other: _Level) -> bool:
    named = [set(FUND.findall(level.words)) for level in (one, other)]
    return all(named) and not named[0] & named[1]


def _taken_off(levels: Sequence[_Level]) -> Iterator[Run]:
    """预算232,228万元……。剔除上级补助38,494万元，市级安排193,734万元; 余额232亿元，动用190亿元，动用后余额42亿元."""
    for at, (taken, rest) in enumerate(pairwise(levels)):
        if TAKEN.search(taken.words) and REMAINS.search(rest.words):
            for back, whole in enumerate(reversed(levels[:at])):
                yield from _run(whole, (taken, rest), LEAST if back else FEWER)


def _kinds(levels: Sequence[_Level]) -> Iterator[Run]:
    """新增债券73亿元。其中：一般债券17.63亿元，用于……。专项债券55.37亿元，用于……; behind other amounts where the words
    say that they divide it: 从债券性质看，再融资债券47亿元，新增债券21.9亿元."""
    for at, parts in enumerate(pairwise(levels)):
        if any(_two_of(kinds, parts) for kinds in KINDS):
            of = levels[max(0, at - (1 if parts[0].within else REACH)) : at]
            for back, whole in enumerate(reversed(of)):
                same = all(one.figure.printed == whole.figure.printed for one in levels[at - back : at])
                yield from _run(whole, parts, FEWER if same or all(one.divided for one in parts) else LEAST)


def _two_of(kinds: Sequence[re.Pattern[str]], levels: Sequence[_Level]) -> bool:
    """Whether each is of one of the kinds, and not of the same."""
    named = [[k for k in kinds if k.search(one.words)] for one in levels]
    return all(len(n) == 1 for n in named) and named[0] != named[1]


def _next_sentence(levels: Sequence[_Level]) -> Iterator[Run]:
    """到期本息5.97亿元，其中：……。通过预算资金偿还本息3.43亿元（……），申请再融资债券偿还本金2.54亿元: all amounts of a
    sentence, of what the sentence before it begins with."""
    sentences = [list(group) for _, group in groupby(levels, lambda level: level.sentence)]
    for before, parts in pairwise(sentences):
        whole = before[0]
        alike = {p for w in OWN.findall(whole.words[-LONGEST:]) for p in map("".join, pairwise(w))}
        said = "".join(one.words for one in parts)
        if len(parts) == TWO and sum(w in said for w in alike) >= SHARED and not OPEN.search(said):
            yield from _run(whole, parts, FEWER)


def _joined(levels: Sequence[_Level]) -> Iterator[Run]:
    """市本级安排18.93亿元，其中：……。连同镇街7.5亿元，全市26.43亿元: with what the sentence before it begins with."""
    for other, whole in pairwise(levels):
        before = [one for one in levels if one.sentence < other.sentence]
        near = [next((one for one in before if one.sentence == other.sentence - 1), None), *before[:1]]
        if other.words.startswith(WITH) and whole.sentence == other.sentence:
            for base in dict.fromkeys(filter(None, near)):
                yield from _run(whole, (base, other), FEWER)


def _of_levels(levels: Sequence[_Level]) -> Iterator[Run]:
    """中央资金37.3亿元，其中：市本级12亿元，主要是补助2.8亿元、……等，县区25.3亿元: the two that are named by their
    level alone, in the sentence of what they are of."""
    for sentence in (list(group) for _, group in groupby(levels, lambda level: level.sentence)):
        own, below = (
            [one for one in sentence[1:] if p.fullmatch(one.words.strip("、"))] for p in (OWN_LEVEL, BELOW_LEVEL)
        )
        if len(own) == len(below) == 1 and own[0].figure.key < below[0].figure.key:
            whole = sentence[sentence.index(own[0]) - 1] if own[0].within else sentence[0]
            yield from _run(whole, (own[0], below[0]), FEWER)


def _lumped(levels: Sequence[_Level]) -> Iterator[Run]:
    """收入1452.3亿元……。收入，加上补助、上年结转等7495.4亿元，收入总计8947.7亿元: the sum of what is added, and the
    income that a paragraph before it tells."""
    for at, (lump, whole) in enumerate(pairwise(levels)):
        if not (lump.words.endswith("等") and lump.block == whole.block and TOTAL.search(whole.words)):
            continue
        for base in levels[max(0, at - FAR) : at]:
            if lump.block - base.block <= NEAR and not base.words.endswith("等") and not TOTAL.search(base.words):
                yield from _run(whole, (base, lump), LEAST)


def _run(whole: _Level, parts: Sequence[_Level], least: int) -> Iterator[Run]:
    figures = tuple(one.figure for one in parts)
    told = places(whole.figure, figures) >= least
    if told and judge_sum(whole.figure.printed, [f.printed for f in figures]) is Verdict.AGREES:
        yield whole.figure, figures
