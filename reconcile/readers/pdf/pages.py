"""All pages of a document, each with what must be said of it: scans recognised where that is installed."""

from __future__ import annotations

import pypdfium2

from reconcile.document import Notice
from reconcile.errors import ReadError
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf import ocr
from reconcile.readers.pdf.page import Page, PageReader, Source, lay_out
from reconcile.readers.pdf.pictures import bare_pictures, show_table
from reconcile.readers.pdf.quality import (
    SCAN_HINT,
    Trouble,
    borrowed_notice,
    picture_notice,
    recognised_notice,
    text_notices,
    trouble_notice,
    trouble_of,
)
from reconcile.tuples import NamedTuple

MAX_CHARS = 10_000_000  # of one document


class _Collector:
    """The pages and notices of one document as they are read."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        form = document.formenv
        self._document = document
        self.reader = PageReader(pdfium.address_of(document.raw), pdfium.address_of(form.raw) if form else 0)
        self.recognizer = ocr.Recognizer(document) if ocr.available() else None
        self.pages: list[Page] = []
        self.notices: dict[int, list[Notice]] = {}
        self.recognised: set[int] = set()

    def add(self, source: Source, number: int) -> None:
        """Lay out a page; text that is not language is recognised anew, or else left out and said so."""
        notices: list[Notice] = []
        trouble = trouble_of(source)
        if trouble:
            recognised = self.recognizer.source(number - 1) if self.recognizer else None
            told = recognised_notice(trouble, number, recognised.chars) if recognised else None
            notices.append(told or trouble_notice(trouble, number, self.hint))
            self.recognised |= {number} if recognised else set()
            source = recognised or source._replace(chars=[])
        page = lay_out(source, number)
        if not trouble:
            notices += text_notices(source, page)
            if not any(notice.unread == "page" for notice in notices) and self._shows_table(source, number):
                notices.append(picture_notice(number))
        self.notices[number] = notices
        self.pages.append(page)

    @property
    def hint(self) -> str:
        """What the reader may do about a page that was not read, or why recognition did not help."""
        return (self.recognizer.hint if self.recognizer else "") or SCAN_HINT

    def _shows_table(self, source: Source, number: int) -> bool:
        """Whether a picture beside the page's text is one of a table."""
        frame = source.frame
        boxes = bare_pictures(source.pictures, source.chars, frame.width, frame.height)
        if not boxes or frame != source.shown:
            return False
        page = self._document[number - 1]
        shown = show_table(page, boxes)
        page.close()
        return shown

    def all_notices(self) -> list[Notice]:
        """The notices in the order of pages, behind what holds for the whole file."""
        borrowed = [page.number for page in self.pages if page.source.borrowed]
        whole = [borrowed_notice(borrowed[0])] if borrowed else []
        return whole + [notice for number in sorted(self.notices) for notice in self.notices[number]]


class Pages(NamedTuple):
    """The pages laid out, what must be said of them, and what may be done about those that were not read."""

    pages: list[Page]
    notices: list[Notice]
    hint: str
    recognised: frozenset[int]


def read_pages(document: pypdfium2.PdfDocument, path: str) -> Pages:
    """All pages. Where text is cut at a page's edge, its neighbours are looked at as carefully."""
    collector = _Collector(document)
    total = 0
    cut_before = False
    for number in range(1, len(document) + 1):
        source = collector.reader.source(number - 1, careful=cut_before)
        if source is None:
            collector.notices[number] = [trouble_notice(Trouble.DAMAGED, number)]
            cut_before = False
            continue
        pages = collector.pages
        if source.cut and not cut_before and pages and pages[-1].number == number - 1:
            again = collector.reader.source(number - 2, careful=True)
            if again is not None and len(again.chars) != pages[-1].count:
                pages.pop()
                collector.add(again, number - 1)
        cut_before = source.cut
        collector.add(source, number)
        total += collector.pages[-1].count
        if total > MAX_CHARS:
            raise ReadError(f"{path}：文字过多（超过 {MAX_CHARS} 字），已停止读取")
    return Pages(collector.pages, collector.all_notices(), collector.hint, frozenset(collector.recognised))
