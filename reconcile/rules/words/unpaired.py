"""引号、括号、书名号不成对：“三公“经费、（含购置税

左右应当成对，方向应当正确。列举编号的右括号（1）、a)）不算；跨段的连起来看。
为什么：少一半的括号会让后面的话归错地方。

错误示例：公务用车购置费0.00万元（含车辆购置税，与上年持平。
正确示例：公务用车购置费0.00万元（含车辆购置税），与上年持平。
依据：《标点符号用法》（GB/T 15834）。
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, passages
from reconcile.tuples import NamedTuple

CODE = "R513"
NAME = "引号括号不成对"
KIND = "prose"
SEVERITY = Severity.WARNING

OPENING = {"“": "”", "「": "」", "《": "》", "（": "）", "(": "）", "〔": "〕", "【": "】"}
CLOSING = {"”": "”", "」": "」", "》": "》", "）": "）", ")": "）", "〕": "〕", "】": "】"}
MARKS = lazy(f'[{re.escape("".join((*OPENING, *CLOSING)))}"]')
LIST_NUMBER = lazy(r"(?:^|[。；;:：，,、\s“])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")
ENDS = lazy(r"[。！？：；.]\s*$|[”）)]\s*$")
NUMBER_REACH = 4  # characters: a list's number, the sign before it, a line break after it
REACH = 3  # paragraphs that a pair may be apart, where the reader or the author broke them


class Mark(NamedTuple):
    position: int  # of the passage
    start: int  # in the printed paragraph
    kind: str  # the closing sign
    opens: bool


def check(facts: Facts) -> Iterator[Result]:
    read = list(passages(facts))
    for position, marks in groupby(_lonely(read), key=attrgetter("position")):
        passage = read[position]
        whole = passage.part == "title" or (ENDS.search(passage.paragraph.text) and passage.is_sentence)
        if passage.part == "toc" or not whole:
            continue
        yield from (_finding(passage, mark) for mark in marks)


def _finding(passage: Passage, mark: Mark) -> Finding:
    sign = passage.paragraph.text[mark.start]
    at = _squeezed(passage, mark.start)
    side = "方向反了" if sign == "“" and not mark.opens else "没有另一半"
    evidence = passage.quote(at, at + 1)
    message = f"“{sign}”{side}：{evidence.quote}"
    return Finding(CODE, NAME, KIND, SEVERITY, message, (evidence,), suggestion="补上另一半，或改正方向")


def _lonely(read: Sequence[Passage]) -> list[Mark]:
    """The marks without a partner in their own or the next paragraphs."""
    lonely: set[Mark] = set()
    opened: dict[str, list[Mark]] = defaultdict(list)
    for position, passage in enumerate(read):
        for mark in _within(position, passage.paragraph.text):
            waiting = opened[mark.kind]
            if mark.opens:
                waiting.append(mark)
            elif waiting and position - waiting[-1].position <= REACH:
                lonely.remove(waiting.pop())
                continue
            lonely.add(mark)
    return sorted(lonely)


def _within(position: int, text: str) -> list[Mark]:
    """The marks of one paragraph that have no partner in it. A straight quote serves for either half."""
    opened: dict[str, list[Mark]] = defaultdict(list)  # by what closes them, the last opened last
    lonely: list[Mark] = []
    for match in MARKS.finditer(text):
        sign, start = match[0], match.start()
        quoting = opened["”"]
        if sign == '"':
            sign = "”" if quoting else "“"
        if sign == "“" and quoting:  # “三公“: the second one was to close
            quoting.pop()
            lonely.append(Mark(position, start, "”", False))
        elif sign in OPENING:
            opened[OPENING[sign]].append(Mark(position, start, OPENING[sign], True))
        elif opened[CLOSING[sign]]:
            opened[CLOSING[sign]].pop()
        elif CLOSING[sign] != "）" or not LIST_NUMBER.search(text[max(0, start - NUMBER_REACH) : start]):
            lonely.append(Mark(position, start, CLOSING[sign], False))
    return sorted((*lonely, *(m for marks in opened.values() for m in marks)), key=lambda m: m.start)


def _squeezed(passage: Passage, start: int) -> int:
    return bisect_left(passage.offsets, start)
