"""少写了一个字：支出完933万元（完成）、收支结2.8亿元（结余）、比上年增8.9%（别处都写增长）、主要行政单位（主要用于）、一是……二加强……三是……（二是）

词少了一半又紧接金额的，没有别的读法，是错误；“增8.9%”“主要……”只在同一文件别处都写全时才指出；“一是”“三是”之间没有“二是”而有一句以“二”开头的，才指出。
为什么：漏字往往是改数时误删，旁边的数也值得再看一眼。

错误示例：文化旅游体育与传媒支出完933万元，为预算的98.1%。
正确示例：文化旅游体育与传媒支出完成933万元，为预算的98.1%。
依据：同一文件的行文体例。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, passages

CODE = "R514"
NAME = "漏字"
KIND = "prose"
SEVERITY = Severity.ERROR

AMOUNT = r"-?\d[\d,]*(?:\.\d+)?(?:万|亿|千)?元"
HALVES = (
    (lazy(rf"(?<=[支收入出])完(?={AMOUNT})"), "完成"),
    (lazy(rf"(?<=[支收余年])结(?={AMOUNT})"), "结余或结转"),
    (lazy(rf"(?<=[付助障理费息设护])支(?={AMOUNT})"), "支出"),
)
USUAL = 8  # how often the whole word must stand in the document
RARE = 0.15  # how seldom the half may stand beside it
SHORTENED = (
    (lazy(r"(?<![递净同快猛新])增(?=\d[\d.]*%)"), lazy(r"增长(?=\d[\d.]*%)"), "增长"),
    (lazy(r"(?<![下递])降(?=\d[\d.]*%)"), lazy(r"下降(?=\d[\d.]*%)"), "下降"),
    (
        lazy(
            r"(?<=元[,;])主要(?!用|是|为|原因|由|因|系|包括|支出|安排|反映|指|有|负责|在|来|集中|体现|项目|内容|依|根据"
            r"|变|增|减|涉及|承担)"
        ),
        lazy(r"(?<=元[,;])主要用于"),
        "主要用于",
    ),
)  # fmt: skip
ORDINALS = "一二三四五六七八九十"
ITEM = lazy(rf"(?:^|(?<=[。;:,]))([{ORDINALS}])(是|(?=[\u4e00-\u9fff]))")
APART = 2  # paragraphs from one item of a list to the next


def check(facts: Facts) -> Iterator[Result]:
    read = [p for p in passages(facts) if p.part not in ("toc", "title")]
    for passage in read:
        for pattern, whole in HALVES:
            for match in pattern.finditer(passage.text):
                yield _finding(passage, match, whole, Severity.ERROR)
    for half, full, whole in SHORTENED:
        yield from _shortened(read, half, full, whole)
    yield from _uneven(read)


def _shortened(read: Sequence[Passage], half: re.Pattern[str], full: re.Pattern[str], whole: str) -> Iterator[Result]:
    """The halves in a document that has the whole word nearly everywhere else."""
    usual = sum(len(full.findall(p.text)) for p in read)
    halves = [(p, m) for p in read for m in half.finditer(p.text)]
    if usual >= USUAL and len(halves) <= RARE * usual:
        for passage, match in halves:
            yield _finding(passage, match, whole, Severity.WARNING)


def _uneven(read: Sequence[Passage]) -> Iterator[Result]:
    """The item that begins with its number alone, between the one before and the one after it: 一是…二加强…三是…"""
    before, between = "", list[tuple[int, Passage, re.Match[str]]]()
    for at, passage in enumerate(read):
        for match in ITEM.finditer(passage.text):
            if not match[2]:
                between.append((at, passage, match))
                continue
            missing = ORDINALS[ORDINALS.index(before) + 1 :][:2] if before else ""
            found = [b for b in between if b[2][1] == missing[:1] and at - b[0] <= APART]
            if missing[1:] == match[1] and len(found) == 1:
                yield _finding(*found[0][1:], f"{missing[0]}是", Severity.WARNING)
            before, between = match[1], []


def _finding(passage: Passage, match: re.Match[str], whole: str, severity: Severity) -> Finding:
    message = f"“{match[0]}”疑漏字，应为“{whole}”：{passage.quote(*match.span()).quote}"
    evidence = (passage.quote(*match.span()),)
    return Finding(CODE, NAME, KIND, severity, message, evidence, expected=whole, suggestion=f"改为“{whole}”")
