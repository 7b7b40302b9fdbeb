"""Headings and what the paragraphs below them speak of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reconcile.document import Block, Document, Paragraph
from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Section
from reconcile.quantity.numerals import parse
from reconcile.text import squeeze

CHINESE = "一二三四五六七八九十"
NUMBERING = (
    lazy(rf"^#*第[{CHINESE}]+(?:部分|章)"),
    lazy(rf"^[{CHINESE}]+[、.]"),
    lazy(rf"^\([{CHINESE}]+\)"),
    lazy(r"^\d{1,2}[、.](?!\d)"),
    lazy(r"^\(\d{1,2}\)"),
)
NUMERAL = lazy(rf"[{CHINESE}]+|\d+")
LONGEST_HEADING = 70
EXPLANATION = lazy(r"(?:情况|编制|草案)的?说明$|^关于.*说明$")
EXPLAINED = lazy(r"^(?!关于).*说明$")  # the line below a heading that begins with 关于
TOC = lazy(r"^目录?$|^目次$")
TERMS = lazy(r"名词解释|专业名词|术语")
TABLE_PART = lazy(r"(?:预算|决算)(?:公开)?(?:表|附表|报表)(?:格)?$")
BODY = lazy(r"[。;].|;$|\d(?:\.\d+)?(?:万|亿|千)?元|\d%")
LONGEST_SENTENCE_HEADING = 40  # a numbered line that ends in 。 and has no comma

# the first that fits says what amounts below the heading are amounts of
SCOPES = (
    # 教育支出 below it is what is handed down for it
    ("transfer", lazy(r"^(?!.*(?:报告|收支)).*(?:税收返还|转移支付(?!收入|支出))")),
    ("three_public", lazy(r"三公")),
    ("operating_cost", lazy(r"机关运行经费|机构运行经费")),
    ("procurement", lazy(r"政府采购")),
    ("assets", lazy(r"国有资产|资产占[有用]")),
    ("performance", lazy(r"绩效")),
    ("basic", lazy(r"基本支出")),
    ("fund", lazy(r"政府性基金")),
    ("capital", lazy(r"国有资本经营")),
    ("insurance", lazy(r"社会保险基金|社保基金")),
    ("general", lazy(r"一般公共预算|公共财政预算")),
    ("fiscal", lazy(r"财政拨款")),
    ("income", lazy(r"收入(?!支出|总体)(?:预算|决算)?(?:总表|情况|说明|$)")),
    ("expenditure", lazy(r"(?<!收入)(?<!收)支出(?:预算|决算)?(?:总表|情况|说明|$)")),
    ("all", lazy(r"收支|收入支出|收入、支出|编制说明|总体情况")),
)


def read_sections(document: Document, titles: frozenset[int]) -> tuple[Section, ...]:
    """The sections in order; ``titles`` are the blocks that are titles of tables and no headings."""
    blocks = document.blocks
    toc = _toc(blocks)
    headings = [(i, *_heading(blocks, i, b)) for i, b in enumerate(blocks) if isinstance(b, Paragraph)]
    found: list[Section] = []
    stack: list[Section] = []
    for index, level, text in headings:
        if not level or index in titles or toc[0] <= index < toc[1]:
            continue
        while stack and stack[-1].level >= level:
            stack.pop()
        parent = stack[-1] if stack else None
        part = _part(text, parent)
        scope = _scope(text) or (parent.scope if parent and part == parent.part else "")
        section = Section(text, level, index, len(blocks), scope, part)
        found.append(section)
        stack.append(section)
    items = [(i, text) for i, level, text in headings if not level and _numbered(text) and not toc[0] <= i < toc[1]]
    return _closed(found, items, toc)


def _closed(sections: list[Section], items: list[tuple[int, str]], toc: tuple[int, int]) -> tuple[Section, ...]:
    """Each section with its last block: it ends before the next one of its own or a higher level, and before an item
    that goes on with its numbering and says all in one paragraph (五、2025年补助支出8亿元)."""
    closed: list[Section] = []
    for index, section in enumerate(sections):
        end = next((s.first for s in sections[index + 1 :] if s.level <= section.level), section.last)
        end = next((i for i, text in items if section.first < i < end and _follows(section.title, text)), end)
        closed.append(section._replace(last=end))
    if toc[1] > toc[0]:
        closed.append(Section("目录", 1, toc[0], toc[1], part="toc"))
    return tuple(sorted(closed, key=lambda s: s.first))


def section_at(sections: Sequence[Section], block: int) -> int:
    """The position of the innermost section that holds the block, -1 for none."""
    position = bisect_right(sections, block, key=lambda s: s.first) - 1
    while position >= 0 and block >= sections[position].last:
        position -= 1
    return position


def _heading(blocks: Sequence[Block], index: int, paragraph: Paragraph) -> tuple[int, str]:
    """The level of a heading (1 and up), 0 for body text, and its words, also those of the line above it (关于…预算 /
    执行情况的说明)."""
    text = squeeze(paragraph.text).text
    above = blocks[index - 1] if index and EXPLAINED.search(text) else None
    if isinstance(above, Paragraph):
        begun = squeeze(above.text).text
        if begun.startswith("关于") and len(begun) < LONGEST_HEADING and not compiled(r"[。;:,]|说明$").search(begun):
            text = begun + text
    return _level(paragraph, text), text


def _level(paragraph: Paragraph, text: str) -> int:
    if not text or len(text) > LONGEST_HEADING or BODY.search(text):
        return 0
    if text == "目录":
        return 1
    if text.endswith("。") and ("," in text or len(text) > LONGEST_SENTENCE_HEADING):
        return 0
    if level := _numbered(text):
        return level
    if TERMS.search(text) and len(text) < 12:
        return 1
    if EXPLANATION.search(text) and (text.startswith("关于") or len(text) < 40):
        return 1
    return 1 if paragraph.level == 1 else 0


def _follows(one: str, other: str) -> bool:
    """Whether the second of two numbered texts bears the number after that of the first."""
    level = _numbered(one)
    if not level or _numbered(other) != level:
        return False
    before, after = (parse(found[0]) if (found := NUMERAL.search(text)) else None for text in (one, other))
    return before is not None and after == before._replace(digits=before.digits + 1)


def _numbered(text: str) -> int:
    """The level of the numbering that a text begins with, 0 for none."""
    return next((level for level, pattern in enumerate(NUMBERING, 1) if pattern.match(text)), 0)


def _scope(text: str) -> str:
    return next((scope for scope, pattern in SCOPES if pattern.search(text)), "")


def _part(text: str, parent: Section | None) -> str:
    if TERMS.search(text):
        return "terms"
    if TABLE_PART.search(text) and "说明" not in text:
        return "tables"
    return parent.part if parent else "text"


BEGUN = lazy(r"各位(?:代表|委员|副主任)|\d[万亿]?元|[^。]{12}。$")  # an address, an amount, a sentence


def _toc(blocks: Sequence[Block]) -> tuple[int, int]:
    """The blocks of the table of contents: from 目录 to the line that repeats one of its lines or is body text."""
    start = next(
        (i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and TOC.match(squeeze(b.text).text)), None
    )
    if start is None:
        return (0, 0)
    seen: list[str] = []
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return (start, index)
        line = toc_line(block.text)
        if not line:
            continue
        if line in seen or BEGUN.search(block.text):
            return (start, index)
        seen.append(line)
    return (start, start + 1)


def toc_line(text: str) -> str:
    """A line of a table of contents without its dot leaders and page number."""
    return compiled(r"[.…·\-—]*\d{0,3}$").sub("", squeeze(text).text)
