"""目录列出的表在正文中没有。

目录中的每一张表，正文都应当有同名的表；没有数据的也应保留空表并说明。
为什么：拼接文件时漏掉一张，或表题写错。

错误示例：目录列“三、支出决算表”，正文《收入决算表》之后直接是《财政拨款收入支出决算总表》。
正确示例：目录列“九、国有资本经营预算支出表”，正文有该表并注明“故本表无数据”。
依据：财预〔2016〕143号规定公开的表样；空表也应公开。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon.titles import core
from reconcile.patterns import lazy
from reconcile.prose.sections import toc_line
from reconcile.rules.values import Result

CODE = "R404"
NAME = "目录所列的表缺失"
KIND = "missing_table"
SEVERITY = Severity.ERROR

TABLE_LINE = lazy(r"表(?:[(（][^()（）]*[)）])?$")
COLLECTION = lazy(r"(?:部门|单位|年度?|本级)(?:预算|决算)(?:公开)?(?:报|附)?表$|报表$|附表$|^附")
NUMBERED = lazy(
    r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+[、.]|\d+\.\d{1,2}?(?=20\d\d年)|\d+[、.]"
    r"|附?表\d{1,3}?(?:-\d{1,2}?)?(?=20\d\d年|[^\d-])[-:、.]?)"
)
BEGINS = lazy(r"^\s*(?:第|表|附|[(（]?[一二三四五六七八九十\d]+)|20\d\d年")
ENTRY_END = lazy(r"[\d…。.]$")
YEAR = lazy(r"20\d\d年")
ELSEWHERE = lazy(r"另附|详见|附后|\ufffd")  # printed elsewhere, or not readable
PAGE = lazy(r"\d[)）\s]*$")
SEVERAL = lazy(r"表[·.…]*[(（]?\d+[)）]?表")  # entries that run into one another
LEVELS = tuple(
    map(lazy, (r"[一二三四五六七八九十]+、", r"[(（][一二三四五六七八九十]+[)）]", r"\d+[.、．]", r"[—–-]{2,}"))
)
FEWEST = 3  # tables of the contents that are there, before one that is not is missed


def check(facts: Facts) -> Iterator[Result]:
    for index, paragraph, line in not_there(facts):
        known = facts.lexicon.table_kind(line) is not None
        name = _unnumbered(line)
        yield Finding(
            CODE, NAME, KIND, SEVERITY if known else Severity.WARNING,
            f"目录列有“{name}”，正文中没有这张表。",
            (Evidence("toc", paragraph.text, paragraph.place(), 0, len(paragraph.text), block=index),),
            expected=name,
        )  # fmt: skip


def not_there(facts: Facts) -> list[tuple[int, Paragraph, str]]:
    """The entries of the contents that name a table which is not in the body: block, paragraph, and title as listed."""
    toc = next((s for s in facts.prose.sections if s.part == "toc"), None)
    if toc is None or not facts.tables:
        return []
    listed = []
    above = ""
    pages = [bool(PAGE.search(p.text)) for i, p in facts.paragraphs if toc.first < i < toc.last and "表" in p.text]
    paged = pages.count(True) > pages.count(False)
    entries = [p.text for i, p in facts.paragraphs if toc.first < i < toc.last]
    heads = {one for one, after in pairwise(entries) if _level(one) < _level(after) <= len(LEVELS)}
    for index, paragraph in facts.paragraphs:
        if toc.first < index < toc.last:
            begun = "" if BEGINS.search(paragraph.text) else above  # the first half of an entry over two lines
            line, above = toc_line(begun + paragraph.text), "" if _is_whole(paragraph.text) else paragraph.text
            if ELSEWHERE.search(line) or SEVERAL.search(line) or (paged and not PAGE.search(paragraph.text)):
                continue  # an entry without its page is a heading over others
            if paragraph.text in heads and not PAGE.search(paragraph.text):
                continue  # and so is one that entries of a lower level follow
            if TABLE_LINE.search(line) and not COLLECTION.search(_unnumbered(line)):
                listed.append((index, paragraph, line))
    there = _titles(facts)
    kinds = {t.kind.id for t in facts.tables if t.kind}
    missing = [item for item in listed if not _is_there(facts, item[2], there, kinds)]
    return missing if len(listed) - len(missing) >= FEWEST else []


def _level(entry: str) -> int:
    return next((at for at, style in enumerate(LEVELS) if style.match(entry.strip())), len(LEVELS) + 1)


def _is_whole(text: str) -> bool:
    """Whether an entry of the contents ends with its line: as a table, or with the number of its page."""
    return bool(TABLE_LINE.search(toc_line(text)) or ENTRY_END.search(text.strip()) or not YEAR.search(text))


def _unnumbered(line: str) -> str:
    return NUMBERED.sub("", line)


def _titles(facts: Facts) -> set[str]:
    """The cores of all tables' titles, and of lines in the body that are titles of tables that could not be read."""
    toc = next(s for s in facts.prose.sections if s.part == "toc")
    lines = {core(_unnumbered(t.title)) for t in facts.tables if t.title}
    for index, block in enumerate(facts.document.blocks):
        if isinstance(block, Paragraph) and index >= toc.last and len(block.text) < 60:
            line = toc_line(block.text)
            if TABLE_LINE.search(line):
                lines.add(core(_unnumbered(line)))
    return lines


def _is_there(facts: Facts, line: str, there: set[str], kinds: set[str]) -> bool:
    if core(_unnumbered(line)) in there:
        return True
    kind = facts.lexicon.table_kind(line)
    return kind is not None and kind.id in kinds
