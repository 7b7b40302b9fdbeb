"""OFD files made in the test, measured in points from the top left corner like the PDFs beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from reconcile.document import Document
from reconcile.readers import ofd

POINT = 25.4 / 72  # millimetres in a point
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def mm(*points: float) -> str:
    return " ".join(f"{value * POINT:.4f}" for value in points)


class MadeOfd:
    """A document under construction; ``parts`` may be changed before it is packed."""

    def __init__(self, width: float = 595.0, height: float = 842.0) -> None:
        self.width, self.height = width, height
        self.pages: list[list[str]] = [[]]
        self.parts: dict[str, str | bytes] = {}
        self.common = self.beside = self.before_content = ""

    def add(self, xml: str) -> MadeOfd:
        self.pages[-1].append(xml)
        return self

    def page(self) -> MadeOfd:
        self.pages.append([])
        return self

    def text(self, x: float, y: float, text: str, size: float = 12, attributes: str = "", inner: str = "") -> MadeOfd:
        """Text whose baseline begins at (x, y); digits and letters are half as wide as ideographs."""
        widths = [size / 2 if c.isascii() else size for c in text]
        deltas = f'DeltaX="{mm(*widths[:-1])}"' if len(text) > 1 else ""
        return self.add(
            f'<ofd:TextObject ID="1" Boundary="{mm(x, y - size, sum(widths), 1.2 * size)}" Font="1" '
            f'Size="{mm(size)}" {attributes}>{inner}<ofd:TextCode X="0" Y="{mm(size)}" {deltas}>{escape(text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )

    def prose(self, y: float, *lines: str, size: float = 12, pitch: float = 20) -> MadeOfd:
        for number, line in enumerate(lines):
            self.text(72 + (0 if number else 2 * size), y + pitch * number, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> MadeOfd:
        return self.add(
            f'<ofd:PathObject ID="1" Boundary="{mm(x0, y0, x1 - x0 + 1, y1 - y0 + 1)}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {mm(x1 - x0, y1 - y0)}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def table(self, xs: Sequence[float], y: float, rows: Sequence[Sequence[str]], height: float = 20) -> MadeOfd:
        ys = [y + height * k for k in range(len(rows) + 1)]
        for edge in ys:
            self.rule(xs[0], edge, xs[-1], edge)
        for edge in xs:
            self.rule(edge, ys[0], edge, ys[-1])
        for row, top in zip(rows, ys, strict=False):
            for x, text in zip(xs, row, strict=False):
                if text:
                    self.text(x + 3, top + 13, text, 9)
        return self

    def bytes(self) -> bytes:
        parts: dict[str, str | bytes] = {
            "OFD.xml": f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
            f"0 0 {mm(self.width, self.height)}</ofd:PhysicalBox></ofd:PageArea>{self.common}</ofd:CommonData><ofd:Pages>"
            + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(self.pages)))
            + f"</ofd:Pages>{self.beside}</ofd:Document>",
        }
        for number, content in enumerate(self.pages):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = content_part("".join(content), self.before_content)
        return packed(parts | self.parts)

    def read(self) -> Document:
        return ofd.read(self.bytes(), "made.ofd")


def content_part(objects: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer ID="1">'
        f"{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
