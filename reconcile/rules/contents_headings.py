"""目录与正文标题不一致。

目录的每一条应当与正文同一编号的标题一字不差；多字、少字、次序颠倒都要改。只差单位名称、“部门”“单位”“年度”一类字样的不报。
为什么：改了一处忘了另一处，读者按目录找不到。

错误示例：目录“（七）关于政府性基金转移支付预算的说明”，正文“（七）关于政府性基金预算转移支付的说明”。
正确示例：目录与正文都是“（七）关于政府性基金预算转移支付的说明”。
依据：公文格式的一般要求。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.prose.sections import toc_line
from reconcile.prose.values import Section
from reconcile.rules.values import Result
from reconcile.text import squeeze

CODE = "R406"
NAME = "目录与正文标题不一致"
KIND = "naming"
SEVERITY = Severity.WARNING

NUMBER = re.compile(
    r"^#*(?P<number>第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+(?=[、.])|\([一二三四五六七八九十]+\)|\d{1,2}(?=[、.]))[、.]?"
)
IGNORED = re.compile(r"[\W_]|部门|单位|年度|年|[市区县省]级|本级|情况|总体|说明|的|关于|20\d\d")
PLACEHOLDER = re.compile(r"[XxＸ×]{2}|_{2}|\.{3}|…")
ALIKE = 0.75  # how alike two titles must be to be meant for each other
SHORTEST = 8


def check(facts: Facts) -> Iterator[Result]:
    toc = next((s for s in facts.prose.sections if s.part == "toc"), None)
    if toc is None or facts.profile.kind == "template":
        return
    headings = [s for s in facts.prose.sections if s.part != "toc" and not PLACEHOLDER.search(s.title)]
    printed = {_bare(squeeze(p.text).text) for i, p in facts.paragraphs if not toc.first <= i < toc.last}
    for block, paragraph in facts.paragraphs:
        if toc.first < block < toc.last:
            line = squeeze(toc_line(paragraph.text)).text
            heading = None if _bare(line) in printed else _meant(line, headings, facts.profile.entity)
            if heading:
                yield _finding(facts, block, paragraph, line, heading)


def _meant(line: str, headings: list[Section], entity: str) -> Section | None:
    """The one heading of the same number that is nearly the line, and differs in words that matter."""
    number = NUMBER.match(line)
    title = _bare(line)
    if not number or len(title) < SHORTEST:
        return None
    found = []
    for heading in headings:
        own = NUMBER.match(heading.title)
        if own and own["number"] == number["number"]:
            other = _bare(heading.title)
            if SequenceMatcher(None, title, other, autojunk=False).ratio() >= ALIKE:
                found.append(heading)
    if len(found) != 1 or _core(title, entity) == _core(_bare(found[0].title), entity):
        return None
    return found[0]


def _bare(title: str) -> str:
    return re.sub(r"[\W_]", "", NUMBER.sub("", title, count=1))


def _core(title: str, entity: str) -> str:
    return IGNORED.sub("", title.replace(entity, "") if entity else title)


def _finding(facts: Facts, block: int, paragraph: Paragraph, line: str, heading: Section) -> Finding:
    body = facts.document.blocks[heading.first]
    assert isinstance(body, Paragraph)
    evidence = (
        Evidence("toc", paragraph.text, paragraph.place(), 0, len(paragraph.text), block=block),
        Evidence("title", body.text, body.place(), 0, len(body.text), block=heading.first),
    )
    message = f"目录写“{line}”，正文标题写“{heading.title}”。"
    return Finding(CODE, NAME, KIND, SEVERITY, message, evidence, expected=heading.title, confidence=0.8)
