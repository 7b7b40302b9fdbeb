"""PDF to Document: what each page draws, put together over pages.

pdfium gives each page's characters and paths (`pages`, `page`, `chars`, `rules`), recognition gives those of scans
(`ocr`); they become lines and grids (`lines`, `grid`, `openings`, `stacks`); running heads go (`furniture`); tables and
paragraphs are joined over pages (`joining`, `paragraphs`). pdfium is not safe for threads: use one process for each
document that is read at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, groupby

import pypdfium2

from reconcile.document import Block, Document
from reconcile.errors import ReadError
from reconcile.readers.pdf.fonts import only_our_font
from reconcile.readers.pdf.furniture import body_lines
from reconcile.readers.pdf.geometry import Matrix, invert, multiply
from reconcile.readers.pdf.joining import Piece, Table
from reconcile.readers.pdf.lines import Line
from reconcile.readers.pdf.page import Page, Source
from reconcile.readers.pdf.pages import read_pages
from reconcile.readers.pdf.paragraphs import Placed, margins, paragraphs
from reconcile.readers.pdf.quality import SCAN_HINT

MAX_BYTES = 300 << 20
MAX_PAGES = 3000

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
        pages, notices = read_pages(document, path)
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
    with only_our_font():
        try:
            if document.get_formtype():
                document.init_forms()
            yield document
        finally:
            document.close()


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
        heights = accumulate((line.box[1] for line in body), max)  # a right column comes after its left one
        items: list[tuple[float, Line | None, int]] = [(y, line, 0) for y, line in zip(heights, body, strict=True)]
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
