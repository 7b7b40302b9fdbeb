"""Web pages: bytes → Document. Also what calls itself .doc or .xls but is HTML, and web archives (MHTML).

The document is found on the page by `html_body`; here its lines become paragraphs and its tables grids. A `Place` is
the line in the page's source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from reconcile.document import Block, Document, Grid, Notice, Paragraph, Place, Segment
from reconcile.errors import ReadError
from reconcile.patterns import compiled, lazy
from reconcile.readers.cells import Laid, goes_on_below, sections, together
from reconcile.readers.encoding import decode
from reconcile.readers.html_body import find_body, is_data_table, is_left_out, is_meta, own_rows
from reconcile.readers.html_tables import table_cells
from reconcile.readers.html_walk import HtmlLine, full_text, is_picture, is_struck, lines, source_line
from reconcile.readers.joining import cut_off, goes_on, joined

MAX_PAGE = 16 << 20  # bytes
MAX_DEPTH = 600  # elements in each other; unclosed tags of old editors reach some hundred
MAX_TABLES = 30  # tables in each other

_CHARSET = re.compile(
    rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_ORNAMENT = lazy(r"icon|logo|\.gif|fileTypeImages")
_DECLARATION = lazy(r"^\s*<\?xml[^>]*\?>")
_OPEN, _CLOSED = lazy(r"<table\b", re.IGNORECASE), lazy(r"</table\b", re.IGNORECASE)
_ATTACHMENT = lazy(r"\.(?:pdf|docx?|xlsx?|wps|et|zip|rar|ofd)(?:$|[?#])", re.IGNORECASE)
_SITE = lazy(r"\s*(?:[-_–—|]\s*[^-_–—|]{2,30}|_.*)$")


def read(data: bytes, path: str) -> Document:
    """The document on a web page; ReadError where there is none or its markup nests without end."""
    source, declared = _markup(data, path)
    if len(source) > MAX_PAGE:
        raise ReadError(f"{path}：网页过大（{len(source) >> 20} MB，上限 {MAX_PAGE >> 20} MB）")
    decoded = decode(source, path, declared)
    root = _parse(decoded.text, path)
    if len(_OPEN.findall(decoded.text)) > len(_CLOSED.findall(decoded.text)):
        _end_tables(root)
    title = (root.findtext(".//title") or "").strip()
    body, titles = find_body(root)
    blocks = list(_joined(_blocks(body, 0, path)))
    blocks = _titles(titles, title, blocks) + blocks
    if not any(isinstance(b, Grid) or b.text for b in blocks):
        raise ReadError(f"{path}：网页中没有正文（内容可能由脚本载入或只有附件），请下载附件或另存网页后再试")
    return Document(path, "html", tuple(blocks), notices=tuple(_notices(body, decoded.damaged)))


def fragment(text: str, offset: int, path: str) -> Iterator[Block]:
    """The blocks of HTML inside another text, whose first line is number ``offset`` + 1 there."""
    root = _parse(f"<body>{text}</body>", path)
    yield from _joined(_blocks(root, offset, path))


def _markup(data: bytes, path: str) -> tuple[bytes, str | None]:
    """The HTML and the encoding that it declares; out of a web archive, its first HTML part."""
    if re.match(rb"[^<]*?MIME-Version:", data[:4096], re.IGNORECASE):
        from email import message_from_bytes

        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    return payload, part.get_content_charset() or _declared(payload)
        raise ReadError(f"{path}：网页归档文件中没有网页正文")
    return data, _declared(data)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[: 1 << 16])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _parse(text: str, path: str) -> etree._Element:
    """The root of the page; ReadError if nothing can be made of it."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{path}：网页内容无法解析") from error
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        raise ReadError(f"{path}：网页嵌套层次过深，已停止读取")
    _limit_nesting(root, path)
    return root


def _end_tables(root: etree._Element) -> None:
    """Of a table that nobody closed, the last cell holds the rest of the page: from its first heading on it is taken
    out and put behind the table."""
    for table in list(root.iter("table")):
        rows = own_rows(table)
        cell = next(rows[-1].iterchildren("td", "th", reversed=True), None) if rows else None
        parent = table.getparent()
        if cell is None or parent is None:
            continue
        children = list(cell)
        first = next((i for i, c in enumerate(children) if _is_prose(c)), len(children))
        for child in reversed(children[first:]):
            parent.insert(parent.index(table) + 1, child)


def _is_prose(element: etree._Element) -> bool:
    text = full_text(element) if element.tag in ("p", "div") else ""
    return bool(compiled("h[1-6]").fullmatch(str(element.tag))) or ("。" in text and len(text) > 20)


def _limit_nesting(root: etree._Element, path: str) -> None:
    """ReadError for markup nested deeper than any page, which would cost its depth times its size."""
    depth = tables = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        tables += step * (element.tag == "table")
        if depth > MAX_DEPTH or tables > MAX_TABLES:
            raise ReadError(f"{path}：网页嵌套层次过深，已停止读取")


def _stops(element: etree._Element) -> bool:
    return is_left_out(element) or (element.tag == "table" and is_data_table(element))


def _blocks(body: etree._Element, offset: int, path: str) -> Iterator[HtmlLine | Grid]:
    """The lines of the document, without those about the page, and its tables with nested ones after them."""
    if body.tag == "table" and is_data_table(body):
        yield from _grid(body, offset, path)
        return
    for found in lines(body, _stops):
        if isinstance(found, HtmlLine):
            if not is_meta(found.text):
                yield found
        elif found.tag == "table" and not is_left_out(found):
            yield from _grid(found, offset, path)


def _grid(table: etree._Element, offset: int, path: str) -> Iterator[HtmlLine | Grid]:
    """The table as a Grid; its caption, and title lines and notes among its rows, as lines."""
    for caption in table.iterchildren("caption"):
        yield from (line for line in lines(caption) if isinstance(line, HtmlLine))
    laid, rows = table_cells(table, path)
    for found in sections(laid.rows, laid.spans):
        yield from _row_lines(laid, rows, found.above)
        cut = laid.cut(found.table)
        places = [Place(line=source_line(row) + offset) for row in rows[found.table.start : found.table.stop]]
        yield Grid(
            tuple(map(tuple, cut.rows)),
            spans=cut.spans,
            places={(r, c): places[r] for r, row in enumerate(cut.rows) for c in range(len(row))},
            place=places[0] if places else Place(line=source_line(table) + offset),
        )
        yield from _row_lines(laid, rows, found.below)
    for nested in table.iterdescendants("table"):
        if is_data_table(nested):
            yield from _grid(nested, offset, path)


def _row_lines(laid: Laid, rows: Sequence[etree._Element], numbers: range) -> Iterator[HtmlLine]:
    for r in numbers:
        yield from (HtmlLine(text, rows[r]) for text in laid.rows[r] if text)


def _joined(blocks: Iterator[HtmlLine | Grid]) -> Iterator[Block]:
    """Lines as paragraphs; tables that go on after a mere gap as one."""
    text, segments, level = "", [], 0
    grid: Grid | None = None
    for block in blocks:
        if isinstance(block, HtmlLine) and text and not grid and _continues(text, block, level):
            longer = joined(text, block.text)
            segments.append(Segment(len(longer) - len(block.text), _place(block)))
            text = longer
            continue
        if text:
            yield Paragraph(text, tuple(segments), level)
            text = ""
        if isinstance(block, Grid):
            if grid and goes_on_below(grid, block):
                grid = together(grid, block)
                continue
            if grid:
                yield grid
            grid = block
            continue
        if grid:
            yield grid
            grid = None
        text, segments, level = block.text, [Segment(0, _place(block))], _level(block.element)
    if text:
        yield Paragraph(text, tuple(segments), level)
    if grid:
        yield grid


def _continues(text: str, line: HtmlLine, level: int) -> bool:
    """A new block element is a new paragraph unless the words themselves show that a sentence was cut."""
    if level or _level(line.element):
        return False
    if line.broken:
        return goes_on(text, line.text, blank=False, indented=line.indented)
    return cut_off(text, line.text)


def _level(element: etree._Element) -> int:
    """The level of the heading that the line stands in (itself or not far up), 0 outside of one."""
    for current in (element, *islice(element.iterancestors(), 2)):
        if compiled(r"h[1-6]").fullmatch(str(current.tag)):
            return int(str(current.tag)[1])
    return 0


def _place(line: HtmlLine) -> Place:
    return Place(line=source_line(line.element))


def _titles(titles: Sequence[str], page_title: str, blocks: Sequence[Block]) -> list[Block]:
    """The document's title, where it stands on the page but outside of the document's own element."""
    beginning = "".join(compiled(r"\s").sub("", b.text) for b in blocks[:8] if isinstance(b, Paragraph))
    wanted = list(titles) or [_SITE.sub("", page_title.strip(" -_–—|")).strip(" -_–—|")]
    return [
        Paragraph(title, (Segment(0, Place()),), 1)
        for title in dict.fromkeys(wanted)
        if len(title) >= 4 and compiled(r"\s").sub("", title) not in beginning
    ]


def _notices(body: etree._Element, damaged: int) -> Iterator[Notice]:
    if damaged:
        yield Notice("warning", f"网页有 {damaged} 处文字编码损坏，以 � 代替，涉及的数字可能不全", unread="text")
    if any(is_struck(e) and full_text(e).strip() for e in body.iter() if isinstance(e.tag, str)):
        yield Notice("info", "网页中有加删除线的文字，按已删除处理")
    names = [
        full_text(a).strip() or a.get("href", "").rpartition("/")[2]
        for a in body.iter("a")
        if _ATTACHMENT.search(a.get("href", ""))
    ]
    if names:
        yield Notice("info", f"网页带有 {len(names)} 个附件，未随网页读取：{'、'.join(dict.fromkeys(names))[:200]}")
    pictures = sum(map(is_picture, body.iter("img")))
    if pictures:
        yield Notice("info", f"网页正文中有 {pictures} 张图片，图片里的文字和表格没有读取")
