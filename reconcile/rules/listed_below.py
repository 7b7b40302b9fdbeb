"""What stands below a paragraph that announces it: numbered lines, names of offices a line each, rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Grid, Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence
from reconcile.patterns import lazy
from reconcile.rules.names import is_body, value_of
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple

OWN = lazy(r"本级|本部|机关|本单位")
WITHIN = lazy(r"不单列|未单列|不独立|非独立|[不未]纳入")  # 中小企业服务中心，不单列预算
ITEM = lazy(r"(?P<open>\(?)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<close>[.、)])(?!\d)")
CLOSING = lazy(r"[,;。]$")
LONGEST = 40  # characters of a line that is a name
AHEAD = 3  # paragraphs between a number and its table
BREAKS = lazy(r"[;。:(,]")
FEWEST = 2
REMARK = lazy(r"\([^()]*\)$")


class Listed(NamedTuple):
    """What is listed: how many, where, whether the office itself heads it, whether all of it begins with ``names`` of
    offices and is nothing else (``sure``), and whether some of it is said to be no unit of its own."""

    number: int
    evidence: Evidence
    own: bool = False
    names: bool = True
    sure: bool = False
    mixed: bool = False


def following(facts: Facts, block: int) -> Listed | None:
    """What the paragraphs or the table behind a paragraph list."""
    blocks = facts.document.blocks
    lines = list(_numbered(facts, block + 1)) or list(_plain(facts, block + 1))
    if len(lines) >= FEWEST:
        last = blocks[block + len(lines)]
        assert isinstance(last, Paragraph)
        quote = "；".join(lines)
        evidence = Evidence("list", quote, last.place(), 0, len(last.text), block=block + len(lines))
        named = all(is_body(BREAKS.split(n)[0]) for n in lines)
        sure, mixed = all(is_body(REMARK.sub("", n)) for n in lines), bool(WITHIN.search(quote))
        return Listed(len(lines), evidence, bool(OWN.search(lines[0])), named, sure, mixed)
    for at in range(block + 1, min(len(blocks), block + 1 + AHEAD)):
        if isinstance(grid := blocks[at], Grid):
            return _rows(grid, at)
    return None


def _numbered(facts: Facts, first: int) -> Iterator[str]:
    """The names of paragraphs that are numbered in one style, from 1."""
    style, number = "", 0
    blocks = facts.document.blocks
    for at in range(first, len(blocks)):
        text = squeeze(block.text).text if isinstance(block := blocks[at], Paragraph) else ""
        item = ITEM.match(text)
        if item is None or value_of(item["number"]) != number + 1:
            return
        looks = f"{item['open']}{item['number'].isdecimal()}{item['close']}"
        if style and looks != style:
            return
        style, number = looks, number + 1
        yield CLOSING.sub("", text[item.end() :])


def _plain(facts: Facts, first: int) -> Iterator[str]:
    """Names of offices, a paragraph each."""
    blocks = facts.document.blocks
    for at in range(first, len(blocks)):
        block = blocks[at]
        name = CLOSING.sub("", squeeze(block.text).text) if isinstance(block, Paragraph) else ""
        short = REMARK.sub("", name)  # 公路局(包含机关、车渡管理站2个三级预算单位)
        if not short or len(short) > LONGEST or BREAKS.search(short.replace("(", "")) or not is_body(short):
            return
        yield name


def _rows(grid: Grid, block: int) -> Listed | None:
    """The rows of a table that numbers them from 1, one office each."""
    head = [squeeze(c).text for c in grid.rows[0]] if grid.rows else []
    if not head or head[0] != "序号" or not any("单位" in c or "名称" in c for c in head[1:FEWEST]):
        return None
    cells = [[squeeze(c).text for c in row] for row in grid.rows[1:]]
    numbered = [row for row in cells if row[0].isdecimal()]
    if [int(row[0]) for row in numbered] != list(range(1, len(numbered) + 1)) or not numbered:
        return None
    quote = "；".join(row[1] for row in numbered)
    evidence = Evidence("list", quote, grid.place, None, None, block=block)
    return Listed(len(numbered), evidence, bool(OWN.search(numbered[0][1])))
