"""PDF to Document: what each page draws, put together over pages.

pdfium gives characters and paths (`page`, `chars`, `rules`); each page becomes lines and grids (`lines`, `grid`,
`openings`); running heads go (`furniture`); tables and paragraphs are joined over pages (`joining`, `paragraphs`).
pdfium is not safe for threads: use one process for each document that is read at the same time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

import pypdfium2

from reconcile.document import Block, Document, Notice
from reconcile.errors import ReadError
from reconcile.readers.pdf.furniture import body_lines
from reconcile.readers.pdf.geometry import Matrix, invert, multiply
from reconcile.readers.pdf.joining import Piece, Table
from reconcile.readers.pdf.lines import Line
from reconcile.readers.pdf.page import Page, PageReader, Source, lay_out
from reconcile.readers.pdf.paragraphs import Placed, margins, paragraphs
from reconcile.readers.pdf.quality import SCAN_HINT, is_readable, page_notice

MAX_BYTES = 300 << 20
MAX_PAGES = 3000
MAX_CHARS = 10_000_000

_PASSWORD = 4  # pdfium's code for a missing or wrong password


def read(data: bytes, path: str) -> Document:
    """The document in a PDF file's bytes; ReadError if it is damaged, encrypted, too large or has no text at all."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}：文件过大（{len(data) >> 20} MB，上限 {MAX_BYTES >> 20} MB）")
    with _opened(data, path) as document:
        count = len(document)
        if not count:
            raise ReadError(f"{path}：PDF 文件已损坏，没有可读取的页面")
        if count > MAX_PAGES:
            raise ReadError(f"{path}：页数过多（{count} 页，上限 {MAX_PAGES} 页）")
        handle = ctypes.cast(document.raw, ctypes.c_void_p).value
        assert handle is not None
        pages, notices = _pages(PageReader(handle), count, path)
    if not any(page.count for page in pages):
        if any(notice.level == "warning" for notice in notices):
            raise ReadError(f"{path}：全部 {count} 页都没有可读取的文字（扫描件、图片或编码损坏）；{SCAN_HINT}")
        raise ReadError(f"{path}：文件中没有任何文字")
    return Document(path, "pdf", tuple(_blocks(pages)), pages=count, notices=tuple(notices))


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError(f"{path}：PDF 设有打开密码，请先解除密码再核对") from error
        raise ReadError(f"{path}：PDF 文件已损坏或不完整，无法打开") from error
    try:
        yield document
    finally:
        document.close()


def _pages(reader: PageReader, count: int, path: str) -> tuple[list[Page], list[Notice]]:
    """The pages laid out. Where text is cut at a page's edge, its neighbours are looked at as carefully."""
    pages: list[Page] = []
    notices: dict[int, Notice] = {}
    total = 0
    cut_before = False
    for index in range(count):
        source = reader.source(index, careful=cut_before)
        if source is None:
            notices[index] = Notice("warning", f"第{index + 1}页已损坏，无法读取", index + 1)
            cut_before = False
            continue
        if source.cut and not cut_before and pages and pages[-1].number == index:
            again = reader.source(index - 1, careful=True)
            if again is not None and len(again.chars) != pages[-1].count:
                pages[-1] = _checked(again, index, notices)
        cut_before = source.cut
        pages.append(_checked(source, index + 1, notices))
        total += pages[-1].count
        if total > MAX_CHARS:
            raise ReadError(f"{path}：文字过多（超过 {MAX_CHARS} 字），已停止读取")
    return pages, [notices[index] for index in sorted(notices)]


def _checked(source: Source, number: int, notices: dict[int, Notice]) -> Page:
    """The page laid out, with what must be said of it; text that is not language is left out."""
    notice = page_notice(source, number)
    if notice:
        notices[number - 1] = notice
    if not is_readable(source):
        source = source._replace(chars=[])
    return lay_out(source, number)


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """Paragraphs and tables in reading order."""
    bodies = body_lines(pages)
    found = margins([(page.source.frame.width, body) for page, body in zip(pages, bodies, strict=True)])
    edges = {page.number: edge for page, edge in zip(pages, found, strict=True)}
    for is_table, run in groupby(_flow(pages, bodies), lambda item: isinstance(item, Table)):
        if is_table:
            yield from (item.grid() for item in run if isinstance(item, Table))
        else:
            yield from paragraphs([item for item in run if isinstance(item, Placed)], edges)


def _flow(pages: Sequence[Page], bodies: Sequence[tuple[Line, ...]]) -> list[Placed | Table]:
    """Lines and whole tables in the order in which they stand."""
    flow: list[Placed | Table] = []
    for page, body in zip(pages, bodies, strict=True):
        turn = turn_of(page.source)
        numbers = {id(line): number for number, line in enumerate(body, 1)}
        items: list[tuple[float, Line | None, int]] = [(line.box[1], line, 0) for line in body]
        items += [(grid.ys[0], None, k) for k, grid in enumerate(page.grids)]
        start = len(flow)
        for _, line, k in sorted(items, key=lambda item: item[0]):
            if line is not None:
                flow.append(Placed(line, page.number, numbers[id(line)], turn))
                continue
            above = tuple(p.line.text for p in flow[start:] if isinstance(p, Placed))
            piece = Piece(page.grids[k], page.number, turn, above)
            before = flow[start - 1] if start else None
            first = all(isinstance(p, Placed) for p in flow[start:])
            if first and isinstance(before, Table) and before.takes(piece):
                before.add(piece)
                del flow[start:]  # the title and unit, repeated
            else:
                flow.append(Table(piece))
    return flow


def turn_of(source: Source) -> Matrix | None:
    """From the frame in which the text stands upright to the page as viewers show it; None where they are the same."""
    if source.frame == source.shown:
        return None
    return multiply(invert(source.frame.matrix()), source.shown.matrix())
