"""What ``reconcile extract`` and ``reconcile tables`` print: quantities and names of prose, tables as read."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from reconcile import quantity, rowfiles, saving
from reconcile.document import Document, Paragraph, Place
from reconcile.errors import UsageError
from reconcile.lexicon import Lexicon
from reconcile.readers import read
from reconcile.rowfiles import harmless
from reconcile.running import session
from reconcile.settings import Settings
from reconcile.sources import STDIN
from reconcile.streams import show
from reconcile.tables import read_tables

Line = Mapping[str, Any]
PLACES = ("paragraph", "page", "line")
COLUMNS = ("type", "surface", "start", "end", "value", "unit", "precision", "approximate", "id")  # of extracted rows


def text_lines(text: str, lexicon: Lexicon) -> Iterator[Line]:
    """Quantities and category names of a text in their order; offsets are in the text. A number that cannot be read
    has no value, but it is told: who reads on must not take the list for all that is printed."""
    quantities, malformed = quantity.read(text)
    found: list[dict[str, Any]] = [
        {
            "type": q.type, "surface": q.surface, "start": q.start, "end": q.end, "value": str(q.value),
            "unit": q.unit, "precision": q.precision, "approximate": q.approximate or None,
        }
        for q in quantities
    ]  # fmt: skip
    found += [
        {"type": "malformed", "surface": m.surface, "start": m.start, "end": m.end, "unit": m.unit} for m in malformed
    ]
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


def extract_to(path: str, form: str | None, output: Path | None, lexicons: Sequence[Path]) -> None:
    """Quantities and names, a row each: of the text on standard input, or of a file's paragraphs."""
    form = form or saving.form_of(output, rowfiles.ROW_WRITERS, "jsonl")
    lexicon = lexicon_of(lexicons)
    if path == STDIN:
        from reconcile.readers.encoding import decode

        lines = text_lines(decode(sys.stdin.buffer.read(), "标准输入").text, lexicon)
    else:
        lines = document_lines(read(path), lexicon)
    if form == "jsonl" and output is None:  # a line as soon as it is found
        for line in lines:
            show(rowfiles.as_jsonl([line]))
    elif form == "jsonl":
        put(rowfiles.as_jsonl(list(lines)), form, output, [path])
    else:  # the same columns whatever comes first, or does not come at all
        names = COLUMNS if path == STDIN else (*PLACES, *COLUMNS)
        rows = [{name: line.get(name) for name in names} for line in lines]
        put(rowfiles.ROW_WRITERS[form](rows), form, output, [path])


def tables_to(paths: Sequence[str], form: str | None, output: Path | None, lexicons: Sequence[Path]) -> None:
    """The tables of files as they were read, or their amounts as open data (parquet, package)."""
    form = form or saving.form_of(output, (*TABLE_WRITERS, "parquet", "package"), "json")
    lexicon = lexicon_of(lexicons)
    read_all = [read(path) for path in paths]
    if form in TABLE_WRITERS:
        found = [table for document in read_all for table in tables(document, lexicon)]
        put(TABLE_WRITERS[form](found), form, output, paths)
        return
    from reconcile import opendata

    rows = [row for document in read_all for row in opendata.facts(document, lexicon)]
    if form == "parquet":
        put(rowfiles.as_parquet(rows), form, output, paths)
    elif output is None:
        raise UsageError("package 格式是一个文件夹，请用 -o 指明")
    else:
        saving.folder(output)
        for name, data in opendata.package(rows, "、".join(PurePath(p).stem for p in paths)).items():
            saving.save(data, output / name, paths)


def put(data: bytes, form: str, output: Path | None, inputs: Sequence[str]) -> None:
    """To the file, or to standard output where the format is text."""
    if output is not None:
        saving.save(data, output, inputs)
    elif form in ("xlsx", "parquet"):
        raise UsageError(f"{form} 格式要写入文件，请用 -o 指明文件名")
    else:
        show(data)


def lexicon_of(folders: Sequence[Path]) -> Lexicon:
    return session(Settings(lexicon=tuple(folders))).lexicon


def _where(paragraph: Paragraph, offset: int) -> dict[str, int | None]:
    place: Place = paragraph.place(offset)
    return {"page": place.page, "line": place.line}
