"""Plain text and Markdown: bytes → Document.

Lines become paragraphs (joined where `joining` says that they go on, one `Segment` a line), headings where Markdown
marks them, and grids of tab-separated, aligned, pipe and HTML tables; a file of values parted by commas is one grid.
Marks (``#``, ``**``, bullets, links) are taken out of the text; a form feed is a page break, and page numbers go.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reconcile.document import Block, Document, Grid, Notice, Paragraph, Place, Segment
from reconcile.errors import ReadError
from reconcile.patterns import compiled, lazy
from reconcile.readers.aligned import GAP, aligned_table
from reconcile.readers.cells import PICTURED, even, sections
from reconcile.readers.delimited import delimited_table, is_delimited
from reconcile.readers.encoding import decode
from reconcile.readers.joining import goes_on, joined, starts_block
from reconcile.readers.text_marks import PAGE_MARK, PICTURE, STRUCK, unmarked
from reconcile.readers.text_tables import TextTable, cell_table, pipe_table, tab_table
from reconcile.tuples import NamedTuple
from reconcile.widths import width

MAX_LINES = 300_000

_HEADING = lazy(r" {0,3}(#{1,6})(?:\s+|(?=[^\s#\d]))(.*?)\s*#*\s*")
_BULLET = lazy(r"\s*[-*+]\s+(?=\S)")
_RULE = lazy(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}|`{3,}\w*|~{3,}\w*)\s*")
_CODED = lazy(r"[A-Za-z0-9+/=_-]{200,}")  # a file written out in letters, no text
# letters and digits that such a run must have: what has fewer is a ruler, or the line below a table's head
_LETTERS = 20
_TABLE_TAG = lazy(r"<(/?)table\b", re.IGNORECASE)
_ROW_END = lazy(r"</t[rdh]>", re.IGNORECASE)
_WRAP = (40, 130)  # columns at which text is wrapped, a Chinese character being two


class Line(NamedTuple):
    """A line of running text without its marks."""

    text: str
    place: Place
    level: int
    blank_before: bool
    opens: bool  # a heading or list item: never the continuation of what stood before
    closes: bool  # a heading or hard line break: never continued
    indented: bool
    width: int


def read(data: bytes, path: str) -> Document:
    """The document in plain text or Markdown; ReadError for an empty, binary, oversized or undecodable file."""
    decoded = decode(data, path)
    if decoded.text.count("\n") > MAX_LINES:
        raise ReadError(f"{path}：文本行数过多（上限 {MAX_LINES} 行），已停止读取")
    plain, coded = _without_coded(_without_comments(decoded.text))
    lines, pages = _lines(plain)
    whole = delimited_table(plain) if is_delimited(path) else None
    found = _grid(whole, [None] * (whole.end + 1), path) if whole else _blocks(lines, pages, path)
    blocks = tuple(_paragraphs(list(found)))
    if not blocks:
        raise ReadError(f"{path}：文件中只有标记，没有可读的内容")
    return Document(path, "text", blocks, pages=pages[-1], notices=tuple(_notices(plain, decoded.damaged, coded)))


def _without_coded(text: str) -> tuple[str, int]:
    """The text without files written out in letters, and how many there were."""
    coded = [m for m in _CODED.finditer(text) if sum(map(str.isalnum, m[0])) >= _LETTERS]
    kept, at = [], 0
    for match in coded:
        kept.append(text[at : match.start()])
        at = match.end()
    return "".join([*kept, text[at:]]), len(coded)


def _without_comments(text: str) -> str:
    """The text without the comments of HTML, its lines where they were."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*kept, text[at:]])


def _notices(text: str, damaged: int, coded: int) -> Iterator[Notice]:
    if damaged:
        yield Notice("warning", f"文中有 {damaged} 处文字编码损坏，以 � 代替，涉及的数字可能不全", unread="text")
    if coded:
        yield Notice("warning", f"文中有 {coded} 段编码数据（如图片），其中的内容没有读取", unread="object")
    pictures = sum(1 for _ in PICTURE.finditer(text))
    if pictures:
        yield Notice("info", f"文中有 {pictures} 张图片，图片里的文字和表格没有读取")
    if STRUCK.search(text):
        yield Notice("info", "文中有加删除线的文字，按已删除处理")


def _lines(text: str) -> tuple[list[str], list[int | None]]:
    """The lines, and the page of each where form feeds part pages (None where there are none)."""
    lines = compiled(r"\r\n|\n|\r").split(text)
    if "\f" not in text:
        return lines, [None] * len(lines)
    pages: list[int | None] = []
    page = 1
    for index, line in enumerate(lines):
        page += len(line) - len(line.lstrip("\f")) if index or line.strip("\f") else 0
        pages.append(page)
        page += line.lstrip("\f").count("\f")
    return [line.replace("\f", "") for line in lines], pages


def _blocks(lines: Sequence[str], pages: Sequence[int | None], path: str) -> Iterator[Line | Block]:
    """Every line of text by itself, and every table whole."""
    index, blank = 0, False
    html = _html_tables(lines)
    plain = 0  # up to this line no table begins
    while index < len(lines):
        line = lines[index]
        if not line.strip() or PAGE_MARK.fullmatch(line):
            blank, index = True, index + 1
            continue
        if index in html:
            yield from _html_table(lines, index, html[index], path)
            blank, index = True, html[index]
            continue
        table = _table(lines, pages, index) if index >= plain and _may_be_table(lines, index) else None
        if table and not table.rows:
            plain = table.end
        if table and table.rows:
            yield from _grid(table, pages, path)
            blank, index = True, table.end
            continue
        if not _RULE.fullmatch(line):
            yield _line(line, Place(page=pages[index], line=index + 1), blank)
            blank = False
        index += 1


def _may_be_table(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    follows = index + 1 < len(lines) and lines[index + 1].strip() == "|"
    return "\t" in line or "|" in line or "｜" in line or follows or bool(GAP.search(line))


def _table(lines: Sequence[str], pages: Sequence[int | None], index: int) -> TextTable | None:
    found = tab_table(lines, index) or pipe_table(lines, index) or cell_table(lines, index)
    return found or (aligned_table(lines, pages, index) if GAP.search(lines[index]) else None)


def _grid(table: TextTable, pages: Sequence[int | None], path: str) -> Iterator[Line | Block]:
    """The table as a Grid, with the title lines and notes among its rows as text before and after it."""
    loose = [table.is_loose(r) for r in range(len(table.rows))]
    rows = even([[_cell(c) for c in row] for row in table.rows], path)
    places = [Place(page=pages[n], line=n + 1) for n in table.lines]
    for found in sections(rows, {}):
        for r in found.above:
            yield from (_line(c, places[r], True) for c in rows[r] if c)
        body = rows[found.table.start : found.table.stop]
        lines = places[found.table.start : found.table.stop]
        yield Grid(
            body,
            places={(r, c): place for r, place in enumerate(lines) for c in range(len(rows[0]))},
            place=lines[0],
            pages=tuple(dict.fromkeys(p.page for p in lines if p.page)),
            loose=frozenset(r - found.table.start for r in found.table if loose[r]),
        )
        for r in found.below:
            yield from (_line(c, places[r], True) for c in rows[r] if c)


def _cell(text: str) -> str:
    """A cell's text without marks; ``**`` alone is the number row's own sign."""
    return unmarked(text.strip()).strip() or (PICTURED if PICTURE.search(text) else "")


def _line(raw: str, place: Place, blank: bool) -> Line:
    heading = _HEADING.fullmatch(raw)
    level = len(heading[1]) if heading else 0
    body = heading[2] if heading else raw
    bullet = _BULLET.match(body)
    body = body[bullet.end() :] if bullet else body
    text = unmarked(body)
    if text.rstrip().endswith("|") and text.count("|") == 1:
        text = text.rstrip()[:-1]
    text = text.strip()
    indented = not heading and raw[:2].isspace() and bool(raw.strip())
    closes = bool(heading) or raw.endswith("  ")
    return Line(text, place, level, blank, bool(heading or bullet), closes, indented, width(raw.rstrip()))


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the text is wrapped: most unended lines of prose reach it. None where it is not."""
    following = [a for a, b in pairwise(lines) if not b.blank_before and not a.closes]
    unended = [a.width for a in following if not a.text.endswith(tuple("。；：！？:;"))]
    widest = max((line.width for line in lines), default=0)
    near = sum(1 for width in unended if width > 0.85 * widest)
    return widest if _WRAP[0] <= widest <= _WRAP[1] and near >= 3 and near * 2 > len(unended) else None


def _paragraphs(blocks: Sequence[Line | Block]) -> Iterator[Block]:
    """Lines joined into paragraphs; grids as they are."""
    wrap = _wrap_width([b for b in blocks if isinstance(b, Line)])
    text, segments, last = "", [], None
    for block in blocks:
        if isinstance(block, Line) and last is not None and _continues(text, last, block, wrap):
            longer = joined(text, block.text)
            segments.append(Segment(len(longer) - len(block.text), block.place))
            text, last = longer, block
            continue
        if last is not None:
            yield Paragraph(text, tuple(segments), last.level)
            last = None
        if not isinstance(block, Line):
            yield block
        elif block.text:
            text, segments, last = block.text, [Segment(0, block.place)], block
    if last is not None:
        yield Paragraph(text, tuple(segments), last.level)


def _continues(text: str, last: Line, line: Line, wrap: int | None) -> bool:
    if line.opens or last.closes or not line.text or starts_block(line.text):
        return False
    full = wrap is not None and last.width > 0.85 * wrap
    return goes_on(text, line.text, blank=line.blank_before, full=full, indented=line.indented)


def _html_tables(lines: Sequence[str]) -> dict[int, int]:
    """Of every HTML table: the line that it begins in → the line after the one that it ends in."""
    ends: dict[int, int] = {}
    open_tables: list[int] = []
    for index, line in enumerate(lines):
        for tag in _TABLE_TAG.finditer(line) if "<" in line else ():
            if not tag[1]:
                open_tables.append(index)
            elif open_tables:
                ends[open_tables.pop()] = index + 1
    return ends | _unclosed(lines, open_tables, ends) if open_tables else ends


def _unclosed(lines: Sequence[str], starts: Sequence[int], closed: Mapping[int, int]) -> dict[int, int]:
    """Tables that nobody closed, outside of the closed ones: each ends with its last row before a heading."""
    row_ends = [i for i, line in enumerate(lines) if _ROW_END.search(line)]
    headings = [i for i, line in enumerate(lines) if _HEADING.fullmatch(line)]
    ends: dict[int, int] = {}
    known = sorted(closed.items())
    covered = at = 0
    for start in sorted(starts):
        while at < len(known) and known[at][0] <= start:
            covered = max(covered, known[at][1])
            at += 1
        following = bisect_right(headings, start)
        stop = headings[following] if following < len(headings) else len(lines)
        last = bisect_left(row_ends, stop) - 1
        if start >= covered and last >= 0 and row_ends[last] >= start:
            ends[start] = covered = row_ends[last] + 1
    return ends


def _html_table(lines: Sequence[str], start: int, end: int, path: str) -> Iterator[Block]:
    """The blocks of a stretch of HTML inside a text, with their lines counted in the whole file."""
    from reconcile.readers.html import fragment  # lxml is loaded only for files that need it

    yield from fragment("\n".join(lines[start:end]), start, path)
