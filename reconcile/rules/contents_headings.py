"""目录与正文标题不一致。

目录的每一条应当与正文同一编号的标题一字不差；多字、少字、次序颠倒都要改。只差单位名称、“部门”“单位”“年度”一类字样的不报。
为什么：改了一处忘了另一处，读者按目录找不到。

错误示例：目录“（七）关于政府性基金转移支付预算的说明”，正文“（七）关于政府性基金预算转移支付的说明”。
正确示例：目录与正文都是“（七）关于政府性基金预算转移支付的说明”。
依据：公文格式的一般要求。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import compiled, lazy
from reconcile.prose.sections import toc_line
from reconcile.rules.values import Result
from reconcile.text import squeeze

CODE = "R406"
NAME = "目录与正文标题不一致"
KIND = "naming"
SEVERITY = Severity.WARNING

NUMBER = lazy(
    r"^#*(?P<number>第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+(?=[、.])|\([一二三四五六七八九十]+\)|\d{1,2}\.\d{1,2}?(?=20\d\d年)|\d{1,2}(?=[、.]))[、.]?"
)
IGNORED = lazy(r"[\W_]|部门|单位|年度|年|[市区县省]级|本级|情况|总体|说明|的|关于|20\d\d")
NO_HEADING = lazy(r"[。;]|[XxＸ×]{2}|_{2}|\.{3}|…|\d(?:\.\d+)?(?:万|亿)?元|表$")  # sentences, blanks, titles of tables
ALIKE = 0.75  # how alike two titles of one number must be to be meant for each other
ALIKE_UNNUMBERED = 0.88
SHORTEST, LONGEST = 8, 50


def check(facts: Facts) -> Iterator[Result]:
    toc = next((s for s in facts.prose.sections if s.part == "toc"), None)
    if toc is None or facts.profile.kind == "template":
        return
    lines = [(i, p, squeeze(toc_line(p.text)).text) for i, p in facts.paragraphs if toc.first < i < toc.last]
    body = [(i, squeeze(p.text).text) for i, p in facts.paragraphs if not toc.first <= i < toc.last]
    printed = {_bare(text) for _, text in body}
    printed |= {_bare(a) + _bare(b) for (_, a), (_, b) in pairwise(body) if max(len(a), len(b)) <= LONGEST}  # two lines
    listed = {_bare(line) for _, _, line in lines}
    headings = [(i, text) for i, text in body if _is_heading(text) and _bare(text) not in listed]
    for block, paragraph, line in lines:
        heading = None if _bare(line) in printed else _meant(line, headings, facts.profile.entity)
        if heading:
            yield _finding(facts, block, paragraph, line, heading)


def _is_heading(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and not NO_HEADING.search(text)


def _meant(line: str, headings: list[tuple[int, str]], entity: str) -> tuple[int, str] | None:
    """The one heading that is nearly the line, of its number or of none, and differs in words that matter."""
    number = NUMBER.match(line)
    title = _bare(line)
    if not number or len(title) < SHORTEST or compiled(r"表(?:分\w{2,4})?$").search(title):
        return None
    found = []
    for block, text in headings:
        own = NUMBER.match(text)
        alike = ALIKE if own else ALIKE_UNNUMBERED
        if own and own["number"] != number["number"]:
            continue
        if _alike(title, _bare(text), alike):
            found.append((block, text))
    if len(found) != 1 or _core(title, entity) == _core(_bare(found[0][1]), entity):
        return None
    return found[0]


def _alike(title: str, other: str, share: float) -> bool:
    """Whether so much of both stands in the same order in both."""
    enough = share * (len(title) + len(other))
    if 2 * sum((Counter(title) & Counter(other)).values()) < enough:
        return False  # not even in any order; most differ by this already

    from difflib import SequenceMatcher

    return SequenceMatcher(None, title, other, autojunk=False).ratio() >= share


def _bare(title: str) -> str:
    return compiled(r"[\W_]").sub("", NUMBER.sub("", title, count=1))


def _core(title: str, entity: str) -> str:
    """The title without words that do not matter, the office's name or its short form (the name's end) among them."""
    short = next((entity[i:] for i in range(len(entity) - 3) if entity[i:] in title), "")
    return IGNORED.sub("", title.replace(short, "") if short else title)


def _finding(facts: Facts, block: int, paragraph: Paragraph, line: str, heading: tuple[int, str]) -> Finding:
    body = facts.document.blocks[heading[0]]
    assert isinstance(body, Paragraph)
    evidence = (
        Evidence("toc", paragraph.text, paragraph.place(), 0, len(paragraph.text), block=block),
        Evidence("title", body.text, body.place(), 0, len(body.text), block=heading[0]),
    )
    message = f"目录写“{line}”，正文标题写“{heading[1]}”。"
    return Finding(CODE, NAME, KIND, SEVERITY, message, evidence, expected=heading[1])
