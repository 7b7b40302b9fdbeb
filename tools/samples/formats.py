"""The account's blocks as text, HTML, DOCX and PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from .account import Block, Heading, Sheet, Text


def as_text(blocks: Sequence[Block]) -> str:
    """Cells are divided by tabs."""
    parts = []
    for block in blocks:
        if isinstance(block, Sheet):
            rows = "\n".join("\t".join(row).rstrip() for row in block.rows)
            parts.append(f"{block.title}\n单位：万元\n{rows}\n{block.note}".rstrip())
        else:
            parts.append(block.text)
    return "\n\n".join(parts) + "\n"


def spans(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """(rows, columns) of the merged cells of the head: a text reaches over the blank cells to its right in its row and
    below it, as the head is drawn in print."""
    head = sheet.rows[: sheet.header]
    width = len(head[0])
    found = {}
    for row, cells in enumerate(head):
        for column, text in enumerate(cells):
            if not text:
                continue
            columns = 1
            while (
                column + columns < width
                and not cells[column + columns]
                and (row == 0 or head[row - 1][column + columns] == "")
            ):
                columns += 1
            down = head[row + 1 :]
            rows = 1 + (len(down) if all(not line[c] for line in down for c in range(column, column + columns)) else 0)
            if columns > 1 or rows > 1:
                found[row, column] = (rows, columns)
    return found


def as_html(blocks: Sequence[Block], title: str) -> str:
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh"><head><meta charset="utf-8">',
        f"<title>{escape(title)}</title></head><body>",
    ]
    for block in blocks:
        if isinstance(block, Sheet):
            lines += [f"<h3>{escape(block.title)}</h3>", "<p>单位：万元</p>", _html_table(block)]
            lines += [f"<p>{escape(block.note)}</p>"] if block.note else []
        else:
            tag = "h2" if isinstance(block, Heading) else "p"
            lines.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return "\n".join([*lines, "</body></html>"]) + "\n"


def _html_table(sheet: Sheet) -> str:
    merged = spans(sheet)
    covered = {
        (r + i, c + j) for (r, c), (rows, cols) in merged.items() for i in range(rows) for j in range(cols)
    } - set(merged)
    lines = ['<table border="1">']
    for row, cells in enumerate(sheet.rows):
        tds = []
        for column, text in enumerate(cells):
            if (row, column) in covered:
                continue
            rows, columns = merged.get((row, column), (1, 1))
            size = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            tds.append(f"<td{size}>{escape(text)}</td>")
        lines.append(f"<tr>{''.join(tds)}</tr>")
    return "\n".join([*lines, "</table>"])


def as_docx(blocks: Sequence[Block]) -> bytes:
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, Text):
            document.add_paragraph(block.text)
        elif isinstance(block, Heading):
            document.add_heading(block.text, 1)
        else:
            document.add_paragraph(block.title)
            document.add_paragraph("单位：万元")
            table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
            cells = list(table._cells)
            width = len(block.rows[0])
            for row, texts in enumerate(block.rows):
                for column, text in enumerate(texts):
                    if text:
                        cells[row * width + column].text = text
            for (row, column), (rows, columns) in spans(block).items():
                cells[row * width + column].merge(cells[(row + rows - 1) * width + column + columns - 1])
            if block.note:
                document.add_paragraph(block.note)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def undated(package: bytes) -> bytes:
    """The same package without the time of its making, so that the same account gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_pdf(blocks: Sequence[Block]) -> bytes:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=10, leading=16, wordWrap="CJK", firstLineIndent=20)
    head = ParagraphStyle("head", parent=body, fontSize=13, leading=22, firstLineIndent=0)
    small = ParagraphStyle("cell", parent=body, fontSize=7, leading=9, firstLineIndent=0)
    unit = ParagraphStyle("unit", parent=body, alignment=2)
    story: list[object] = []
    for block in blocks:
        if not isinstance(block, Sheet):
            story.append(Paragraph(escape(block.text), head if isinstance(block, Heading) else body))
            continue
        style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
        style += [("SPAN", (c, r), (c + cols - 1, r + rows - 1)) for (r, c), (rows, cols) in spans(block).items()]
        cells = [[Paragraph(escape(text), small) for text in row] for row in block.rows]
        story += [Spacer(1, 12), Paragraph(escape(block.title), head), Paragraph("单位：万元", unit)]
        story.append(Table(cells, repeatRows=block.header, style=style))
        story += [Paragraph(escape(block.note), body)] if block.note else []
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4), invariant=1, title="部门决算").build(story)
    return out.getvalue()
