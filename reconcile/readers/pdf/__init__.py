"""PDF to Document: what each page draws, put together over pages.

pdfium gives each page's characters and paths (`pages`, `page`, `chars`, `rules`), recognition gives those of scans
(`ocr`); they become lines and grids (`lines`, `grid`, `openings`, `stacks`); running heads go (`furniture`); tables and
paragraphs are joined over pages (`flow`, `joining`, `paragraphs`). pdfium is not safe for threads: use one process for
each document that is read at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.readers.pdf.flow import blocks_of
from reconcile.readers.pdf.fonts import only_our_font
from reconcile.readers.pdf.pages import read_pages

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
        pages, notices, hint, recognised = read_pages(document, path)
    if not any(page.count for page in pages):
        if any(notice.level == "warning" for notice in notices):
            raise ReadError(f"{path}：全部 {count} 页都没有可读取的文字（扫描件、图片或编码损坏）；{hint}")
        raise ReadError(f"{path}：文件中没有任何文字")
    return Document(path, "pdf", tuple(blocks_of(pages)), pages=count, notices=tuple(notices), recognised=recognised)


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
