"""A disclosure as the bytes of a file: plain text, HTML, DOCX, XLSX, PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Any

from benchmarks.synthetic.disclosure import Disclosure, Head, Table, Text


def header(table: Table) -> list[list[tuple[str, int, int]]]:
    """The header's rows as (text, rows, columns) of each cell."""
    deep = any(subs for _, subs in table.heads)
    top = [(name, 1 if subs or not deep else 2, max(1, len(subs))) for name, subs in table.heads]
    return [top, [(s, 1, 1) for _, subs in table.heads for s in subs]] if deep else [top]


def flat(table: Table) -> list[list[str]]:
    """The whole table as rows of texts; covered cells are empty."""
    width = sum(max(1, len(subs)) for _, subs in table.heads)
    rows = [[t for name, subs in table.heads for t in (name, *[""] * (max(1, len(subs)) - 1))]]
    if any(subs for _, subs in table.heads):
        rows.append([t for _, subs in table.heads for t in (subs or ("",))])
    return [*rows, *([*row, *[""] * (width - len(row))] for row in table.rows)]


def txt(d: Disclosure) -> bytes:
    lines: list[str] = []
    for block in d.blocks:
        if isinstance(block, Table):
            lines += ("", block.title, f"单位：{block.unit}", "", *("\t".join(row) for row in flat(block)), "")
        else:
            lines += (block.text, "")
    return "\n".join(lines).encode()


def html(d: Disclosure) -> bytes:
    parts = [f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(d.title)}</title></head><body>"]
    for block in d.blocks:
        if isinstance(block, Head):
            parts.append(f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Text):
            parts.append(f"<p>{escape(block.text)}</p>")
        else:
            parts.append(f"<p>{escape(block.title)}</p><p>单位：{block.unit}</p><table border='1'>")
            parts.extend("<tr>" + "".join(map(html_head, row)) + "</tr>" for row in header(block))
            parts += ("<tr>" + "".join(f"<td>{escape(t)}</td>" for t in row) + "</tr>" for row in block.rows)
            parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def html_head(cell: tuple[str, int, int]) -> str:
    text, rows, columns = cell
    return f"<td rowspan='{rows}' colspan='{columns}'>{escape(text)}</td>"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(d: Disclosure) -> bytes:
    parts = [f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>']
    for block in d.blocks:
        if isinstance(block, Table):
            parts += [paragraph(block.title), paragraph(f"单位：{block.unit}"), "<w:tbl>"]
            parts += (word_row(row) for row in word_header(block))
            parts += (word_row([(t, 1, "") for t in row]) for row in block.rows)
            parts.append("</w:tbl>")
        else:
            parts.append(paragraph(block.text, block.level if isinstance(block, Head) else 0))
    body = "".join([*parts, "</w:body></w:document>"])
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body)):
            package.writestr(name, text)
    return sink.getvalue()


def paragraph(text: str, level: int = 0) -> str:
    style = f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>' if level else ""
    return f"<w:p>{style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_header(table: Table) -> list[list[tuple[str, int, str]]]:
    """(text, columns, vertical merge) of the header's cells."""
    rows = header(table)
    if len(rows) == 1:
        return [[(t, c, "") for t, _, c in rows[0]]]
    second = [cell for _, subs in table.heads for cell in ([(s, 1, "") for s in subs] or [("", 1, "continue")])]
    return [[(t, c, "restart" if r == 2 else "") for t, r, c in rows[0]], second]


def word_row(cells: list[tuple[str, int, str]]) -> str:
    parts = ["<w:tr>"]
    for text, columns, merge in cells:
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        parts.append(f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{paragraph(text)}</w:tc>")
    return "".join([*parts, "</w:tr>"])


def xlsx(d: Disclosure) -> bytes:
    """The prose on a first sheet, each table on a sheet of its own."""
    import xlsxwriter

    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        prose = book.add_worksheet("说明")
        for row, block in enumerate(b for b in d.blocks if not isinstance(b, Table)):
            prose.write_string(row, 0, block.text)
        for number, table in enumerate((b for b in d.blocks if isinstance(b, Table)), 1):
            sheet = book.add_worksheet(f"表{number}")
            sheet.write_string(0, 0, table.title)
            sheet.write_string(1, 0, f"单位：{table.unit}")
            for r, row in enumerate(flat(table), 2):
                for c, text in enumerate(row):
                    if text:
                        sheet.write_string(r, c, text)
    return sink.getvalue()


PAGE = (595.0, 842.0)
MARGIN, LINE = 56.0, 16.0


def pdf(d: Disclosure) -> bytes:
    """Ruled tables and justified lines, drawn straight onto the pages."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=PAGE, pageCompression=1)
    pen = _Pen(canvas)
    for block in d.blocks:
        if isinstance(block, Table):
            pen.table(block)
        else:
            pen.text(block.text, 12 if isinstance(block, Head) else 10.5)
    canvas.save()
    return sink.getvalue()


def wrapped(text: str, size: float) -> Iterator[str]:
    """The text in lines as wide as the page allows."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    start, width = 0, 0.0
    for index, character in enumerate(text):
        each = stringWidth(character, "STSong-Light", size)
        if width + each > PAGE[0] - 2 * MARGIN:
            yield text[start:index]
            start, width = index, 0.0
        width += each
    yield text[start:]


class _Pen:
    """Where the next line goes."""

    def __init__(self, canvas: Any) -> None:
        self.canvas, self.y = canvas, PAGE[1] - MARGIN

    def _room(self, height: float) -> None:
        if self.y - height < MARGIN:
            self.canvas.showPage()
            self.y = PAGE[1] - MARGIN

    def text(self, text: str, size: float = 10.5) -> None:
        # an indent, and lines filled to the margin: by these readers tell paragraphs apart
        for line in wrapped(f"　　{text}", size):
            self._room(LINE)
            self.canvas.setFont("STSong-Light", size)
            self.y -= LINE
            self.canvas.drawString(MARGIN, self.y, line)

    def table(self, table: Table) -> None:
        rows = flat(table)
        weights = [min(18, max(4, *(len(row[c]) for row in rows))) for c in range(len(rows[0]))]
        edges = [MARGIN + (PAGE[0] - 2 * MARGIN) * sum(weights[:c]) / sum(weights) for c in range(len(weights) + 1)]
        self._room(LINE * 6)
        self.text(table.title, 12)
        self.text(f"单位：{table.unit}")
        self.y -= 6
        deep = len(header(table)) == 2
        for r, row in enumerate(rows):
            self._room(LINE)
            self.canvas.setFont("STSong-Light", 6)
            for c, text in enumerate(row):
                left, right, top, bottom = edges[c], edges[c + 1], self.y, self.y - LINE
                upper = deep and r == 0
                covered = upper and c > 0 and not text and bool(rows[1][c])
                if not covered:
                    self.canvas.line(left, top, left, bottom)
                if not (deep and r == 1 and not text):
                    self.canvas.line(left, top, right, top)
                self.canvas.drawString(left + 2, bottom + 5, text)
            self.canvas.line(edges[-1], self.y, edges[-1], self.y - LINE)
            self.y -= LINE
            self.canvas.line(MARGIN, self.y, edges[-1], self.y)
        self.y -= 8


WRITERS = {"txt": txt, "html": html, "docx": docx, "xlsx": xlsx, "pdf": pdf}
