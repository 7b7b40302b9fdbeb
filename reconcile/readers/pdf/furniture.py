"""Running heads, page numbers and what else stands at the same place on page after page: no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.lines import Line
from reconcile.readers.pdf.page import Page

HEAD, FOOT = 0.13, 0.12  # of the page's height: so far from its edges stand running heads and page numbers,
LEAST_ZONE = 90.0  # and so many points on landscape pages too
EDGE_LINES = 2  # a running head has at most this many lines
REPEATED = 0.4  # of the pages: a line there is a running head
LEAST_REPEATS = 3  # or both of two pages: the first one keeps it then, it may be the title
SAME_HEIGHT = 12.0  # points: how far a running head may move from page to page

_PAGE_NUMBER = lazy_regex(
    r"[-—–－─~·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,6}|[一二三四五六七八九十百]{1,5}(?=\s*页))(?:\s*页)?"
    r"(?:\s*[/／,，、]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－─~·•\s]*",
    re.IGNORECASE,
)
_TABLE_HEAD = lazy_regex(r"单位\s*[:：]|表\s*\d*\s*(?:（续）|\(续\)|续表)?$|^\s*(?:公开|附)?表|公开\d*表")
_DIGITS = lazy_regex(r"\d+")


def body_lines(pages: Sequence[Page]) -> list[tuple[Line, ...]]:
    """Each page's lines without running heads and page numbers."""
    repeated = _repeated(pages)
    kept = [tuple(line for line in page.lines if not _is_furniture(page, line, repeated)) for page in pages]
    if len(pages) == 2:
        again = _repeated(pages, 2)
        kept[1] = tuple(line for line in kept[1] if not _is_furniture(pages[1], line, again))
    return kept


def _is_furniture(page: Page, line: Line, repeated: set[tuple[str, int]]) -> bool:
    zone = _zone(page, line)
    if not zone:
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return _outermost(page, line, zone)
    height = round(line.base / SAME_HEIGHT)
    key = _key(line)
    return any((key, h) in repeated for h in (height - 1, height, height + 1))


def _zone(page: Page, line: Line) -> int:
    """-1 in the page's head, 1 in its foot, 0 between."""
    _, top, _, bottom = line.box
    height = page.source.frame.height
    if bottom < max(HEAD * height, LEAST_ZONE):
        return -1
    return 1 if top > height - max(FOOT * height, LEAST_ZONE) else 0


def _outermost(page: Page, line: Line, zone: int) -> bool:
    """Whether no table and at most one line stands further out."""
    if zone < 0:
        further = sum(other.base < line.base for other in page.lines)
        return further < EDGE_LINES and all(g.ys[0] > line.base for g in page.grids)
    further = sum(other.base > line.base for other in page.lines)
    return further < EDGE_LINES and all(g.ys[-1] < line.base for g in page.grids)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.replace(" ", ""))


def _repeated(pages: Sequence[Page], least: float = LEAST_REPEATS) -> set[tuple[str, int]]:
    """What running heads say, and at which height (in steps of ``SAME_HEIGHT``)."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges = (*page.lines[:EDGE_LINES], *page.lines[EDGE_LINES:][-EDGE_LINES:])
        seen.update({(_key(x), round(x.base / SAME_HEIGHT)) for x in edges if _zone(page, x)})
    return {
        key
        for key, count in seen.items()
        if count >= max(least, REPEATED * len(pages)) and not _TABLE_HEAD.search(key[0])
    }
