"""PDF files made in the test, with y running down from the top of the page as the reader counts it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reconcile.document import Document, Grid, Notice
from reconcile.readers import pdf

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Made:
    """A document under construction."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=size, **options)
        self.height = size[1]

    def text(self, x: float, y: float, text: str, size: float = 12, right: bool = False) -> Made:
        self.canvas.setFont(FONT, size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, self.height - y, text)
        return self

    def centred(self, y: float, text: str, size: float = 16) -> Made:
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(A4[0] / 2, self.height - y, text)
        return self

    def prose(self, y: float, *lines: str, indent: bool = True, size: float = 12, pitch: float = 20) -> Made:
        """Lines at the left margin (72), the first one indented by two characters."""
        for number, line in enumerate(lines):
            self.text(72 + (2 * size if indent and not number else 0), y + pitch * number, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Made:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: float = 0) -> Made:
        """A filled rectangle without a stroke."""
        self.canvas.setFillGray(colour)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)
        return self

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> Made:
        """All the rules between all the rows and columns."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def cells(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Made:
        """The texts of rows, each in its cell."""
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x + 3, (top + bottom) / 2 + 3, text, 9)
        return self

    def table(self, xs: Sequence[float], y: float, rows: Sequence[Sequence[str]], height: float = 20) -> list[float]:
        """A ruled table; returns its row edges."""
        ys = [y + height * k for k in range(len(rows) + 1)]
        self.lattice(xs, ys).cells(xs, ys, rows)
        return ys

    def page(self) -> Made:
        self.canvas.showPage()
        return self

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()

    def read(self) -> Document:
        return pdf.read(self.bytes(), "made.pdf")


def only_grid(document: Document) -> Grid:
    (grid,) = document.grids
    return grid


def rows(document: Document) -> list[list[str]]:
    return [list(row) for row in only_grid(document).rows]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def warnings(document: Document) -> list[Notice]:
    """What is said of its pages; that no font is embedded holds for every file made here."""
    return [notice for notice in document.notices if notice.level == "warning"]
