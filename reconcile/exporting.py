"""What ``reconcile extract`` and ``reconcile tables`` print: quantities and names of prose, tables as read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from reconcile.document import Document, Paragraph, Place
from reconcile.lexicon import Lexicon
from reconcile.quantity import extract
from reconcile.rowfiles import harmless
from reconcile.tables import read_tables

Line = Mapping[str, Any]


def text_lines(text: str, lexicon: Lexicon) -> Iterator[Line]:
    """Quantities and category names of a text in their order; offsets are in the text."""
    found: list[dict[str, Any]] = [
        {
            "type": q.type, "surface": q.surface, "start": q.start, "end": q.end, "value": str(q.value),
            "unit": q.unit, "precision": q.precision, "approximate": q.approximate or None,
        }
        for q in extract(text)
    ]  # fmt: skip
    found += [
        {"type": span.what, "surface": text[span.start : span.end], "start": span.start, "end": span.end, "id": span.id}
        for span in lexicon.scan(text, classification=True)
    ]
    yield from sorted(found, key=lambda line: (line["start"], line["end"]))


def document_lines(document: Document, lexicon: Lexicon) -> Iterator[Line]:
    """The same of every paragraph of a document; offsets are in the paragraph, which is counted from 0."""
    for number, block in enumerate(document.paragraphs):
        for line in text_lines(block.text, lexicon):
            yield {"paragraph": number, **_where(block, line["start"]), **line}


def tables(document: Document, lexicon: Lexicon) -> list[Line]:
    """The tables with title, kind, unit, pages and rows as in the JSON report, and the document's file name."""
    return [
        {
            "doc": PurePath(document.path).name,
            "title": t.title,
            "kind": t.kind.id if t.kind else "",
            "unit": t.unit,
            "pages": list(t.grid.pages),
            "header_rows": t.header_rows,
            "rows": [list(row) for row in t.grid.rows],
        }
        for t in read_tables(document, lexicon)
    ]


def tables_json(found: Sequence[Line]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def tables_csv(found: Sequence[Line]) -> bytes:
    """One table below the other, each under a line with its title and unit, a blank line between them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for table in found:
        writer.writerow(map(harmless, (table["title"], table["unit"])))
        writer.writerows(map(harmless, row) for row in table["rows"])
        writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def tables_xlsx(found: Sequence[Line]) -> bytes:
    """One sheet a table, numbers as the text that was printed, so that no digit is lost."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        for number, table in enumerate(found, 1):
            sheet = book.add_worksheet(f"表{number}")
            sheet.write_string(0, 0, f"{table['title']} {table['unit']}".strip(), bold)
            for index, row in enumerate(table["rows"], 2):
                for column, cell in enumerate(row):
                    sheet.write_string(index, column, cell)
        if not found:
            book.add_worksheet("没有表格")
    return out.getvalue()


TABLE_WRITERS = {"json": tables_json, "csv": tables_csv, "xlsx": tables_xlsx}


def _where(paragraph: Paragraph, offset: int) -> dict[str, int | None]:
    place: Place = paragraph.place(offset)
    return {"page": place.page, "line": place.line}
