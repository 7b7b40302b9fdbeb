"""引号、括号、书名号不成对：“三公“经费、（含购置税

左右应当成对，方向应当正确。列举编号的右括号（1）、a)）不算；跨段的连起来看。
为什么：少一半的括号会让后面的话归错地方。

错误示例：公务用车购置费0.00万元（含车辆购置税，与上年持平。
正确示例：公务用车购置费0.00万元（含车辆购置税），与上年持平。
依据：《标点符号用法》（GB/T 15834）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, passages

CODE = "R513"
NAME = "引号括号不成对"
KIND = "prose"
SEVERITY = Severity.WARNING

OPENING = {"“": "”", "「": "」", "《": "》", "（": "）", "(": "）", "〔": "〕", "【": "】"}
CLOSING = {"”": "”", "」": "」", "》": "》", "）": "）", ")": "）", "〕": "〕", "】": "】"}
MARKS = re.compile(f'[{re.escape("".join((*OPENING, *CLOSING)))}"]')
LIST_NUMBER = re.compile(r"(?:^|[。；;:：，,、\s“])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")
ENDS = re.compile(r"[。！？：；.]\s*$|[”）)]\s*$")
REACH = 3  # paragraphs that a pair may be apart, where the reader or the author broke them


class Mark(NamedTuple):
    position: int  # of the passage
    start: int  # in the printed paragraph
    kind: str  # the closing sign
    opens: bool


def check(facts: Facts) -> Iterator[Result]:
    read = list(passages(facts))
    for mark in _lonely(read):
        passage = read[mark.position]
        if passage.part == "toc" or not (passage.part == "title" or ENDS.search(passage.paragraph.text)):
            continue
        sign = passage.paragraph.text[mark.start]
        at = _squeezed(passage, mark.start)
        side = "方向反了" if sign == "“" and not mark.opens else "没有另一半"
        evidence = passage.quote(at, at + 1)
        message = f"“{sign}”{side}：{evidence.quote}"
        yield Finding(CODE, NAME, KIND, SEVERITY, message, (evidence,), suggestion="补上另一半，或改正方向")


def _lonely(read: Sequence[Passage]) -> list[Mark]:
    """The marks without a partner in their own or the next paragraphs."""
    lonely: list[Mark] = []
    for position, passage in enumerate(read):
        for mark in _within(position, passage.paragraph.text):
            partner = next(
                (
                    m for m in reversed(lonely)
                    if m.opens and not mark.opens and m.kind == mark.kind and position - m.position <= REACH
                ),
                None,
            )  # fmt: skip
            if partner:
                lonely.remove(partner)
            else:
                lonely.append(mark)
    return lonely


def _within(position: int, text: str) -> list[Mark]:
    """The marks of one paragraph that have no partner in it. A straight quote serves for either half."""
    opened: list[Mark] = []
    lonely: list[Mark] = []
    for match in MARKS.finditer(text):
        sign, start = match[0], match.start()
        quoting = next((m for m in reversed(opened) if m.kind == "”"), None)
        if sign == '"':
            sign = "”" if quoting else "“"
        if sign in OPENING:
            if sign == "“" and quoting:  # “三公“: the second one was to close
                opened.remove(quoting)
                lonely.append(Mark(position, start, "”", False))
                continue
            opened.append(Mark(position, start, OPENING[sign], True))
            continue
        kind = CLOSING[sign]
        partner = next((m for m in reversed(opened) if m.kind == kind), None)
        if partner:
            opened.remove(partner)
        elif kind != "）" or not LIST_NUMBER.search(text[:start]):
            lonely.append(Mark(position, start, kind, False))
    return sorted((*lonely, *opened), key=lambda m: m.start)


def _squeezed(passage: Passage, start: int) -> int:
    return next(i for i, offset in enumerate(passage.offsets) if offset >= start)
