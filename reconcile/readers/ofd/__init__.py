"""OFD (GB/T 33190, the archives' page format) to Document, by the same lines, grids and joins as PDF.

Read are text by its positions, paths as rules, pictures by their size, templates, and drawings used in several places.
Not read, and said so: attached files, words in remarks, the text of pictures. Clip paths are taken for their objects'
own size, seals and signatures are not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Document, Notice
from reconcile.errors import ReadError
from reconcile.readers.ofd.container import Book, Container
from reconcile.readers.ofd.drawing import source_of
from reconcile.readers.pdf.flow import blocks_of
from reconcile.readers.pdf.page import Page, lay_out
from reconcile.readers.pdf.quality import Trouble, text_notices, trouble_notice, trouble_of

MAX_PAGES = 3000
MAX_CHARS = 10_000_000  # of one document

_HINT = "可另存为 PDF，并安装 OCR 组件后重试"


def read(data: bytes, path: str) -> Document:
    """The document in an OFD file's bytes; ReadError if it is damaged, encrypted, too large or has no text at all."""
    container = Container(data, path)
    books = [Book(container, name, root) for name, root in container.documents()]
    count = sum(len(book.pages) for book in books)
    if not count:
        raise ReadError(f"{path}：OFD 文件已损坏，没有可读取的页面")
    if count > MAX_PAGES:
        raise ReadError(f"{path}：页数过多（{count} 页，上限 {MAX_PAGES} 页）")
    pages: list[Page] = []
    notices: list[Notice] = [notice for book in books for notice in _beside(book)]
    if len(books) > 1:
        notices.append(Notice("info", f"OFD 文件内有{len(books)}份文档，已按先后合为一份读取"))
    total = 0
    for number, (book, index) in enumerate(((b, i) for b in books for i in range(len(b.pages))), 1):
        page, said = _page(book, index, number)
        notices += said
        pages += [page] if page else []
        total += page.count if page else 0
        if total > MAX_CHARS:
            raise ReadError(f"{path}：文字过多（超过 {MAX_CHARS} 字），已停止读取")
    if not total:
        if any(notice.unread == "page" for notice in notices):
            raise ReadError(f"{path}：全部 {count} 页都没有可读取的文字（扫描件、图片或编码损坏）；{_HINT}")
        raise ReadError(f"{path}：文件中没有任何文字")
    return Document(path, "ofd", tuple(blocks_of(pages)), pages=count, notices=tuple(notices))


def _page(book: Book, index: int, number: int) -> tuple[Page | None, list[Notice]]:
    """A page laid out, and what must be said of it."""
    sheet = book.sheet(index)
    if sheet is None:
        return None, [trouble_notice(Trouble.DAMAGED, number)]
    source = source_of(sheet)
    trouble = trouble_of(source)
    if trouble:
        return lay_out(source._replace(chars=[]), number), [trouble_notice(trouble, number, _HINT)]
    page = lay_out(source, number)
    return page, list(text_notices(source, page))


def _beside(book: Book) -> Iterator[Notice]:
    """What belongs to the document and stands on none of its pages."""
    if book.attachments:
        yield Notice("warning", f"OFD 内的附件没有读取：{'、'.join(book.attachments)}", unread="object")
    if book.annotated():
        yield Notice("info", "OFD 的批注中有文字，未作正文读取")
