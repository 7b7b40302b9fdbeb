"""One sheet a table: numbers as numbers, checked cells ticked, and cells of findings coloured with a note."""

from __future__ import annotations

from typing import Any

from reconcile.findings import Finding, TableView
from reconcile.widths import width

from .anchors import Cell, verdicts_by_cell
from .html_body import covered_cells
from .workbook import FILLS, FINDINGS, TABLE_FIRST, TICKS, Book, Number, Sheet, cell_number, height, number, paper


def write_tables(book: Book) -> None:
    found = findings_by_cell(book)
    verdicts = verdicts_by_cell(book.checked, book.names)
    for view in book.checked.outcome.tables:
        write_table(book, view, found, verdicts)


def findings_by_cell(book: Book) -> dict[Cell, list[Finding]]:
    found: dict[Cell, list[Finding]] = {}
    for finding in book.checked.findings:
        for cell in dict.fromkeys(map(book.table_cell, finding.evidence)):
            if cell is not None:
                found.setdefault(cell, []).append(finding)
    return found


def write_table(book: Book, view: TableView, found: dict[Cell, list[Finding]], verdicts: dict[Cell, str]) -> None:
    sheet = book.book.add_worksheet(book.sheet_of[view.block], worksheet_class=Sheet)
    paper(sheet)
    pages = f"第{'、'.join(map(str, view.pages))}页" if view.pages else ""
    sheet.write_string(0, 0, view.title or view.grid.caption or "表", book.format(bold=True, font_size=13))
    sheet.write_string(
        1, 0, "　".join(p for p in (f"单位：{view.unit}" if view.unit else "", pages) if p), book.format()
    )
    back = book.format(font_color="#1D4F91", underline=1)
    sheet.write_url(2, 0, f"internal:'{FINDINGS}'!A1", back, "返回问题清单")
    rooms = widths(view)
    for column, room in enumerate(rooms):
        sheet.set_column(column, column, room)
    tall = {r for (r, _), (rows, _) in view.grid.spans.items() if rows > 1}
    covered = covered_cells(view.grid)
    for row, cells in enumerate(view.rows):
        for column, text in enumerate(cells):
            if (row, column) not in covered:
                cell = (view.block, row, column)
                write_cell(book, sheet, view, cell, text, found.get(cell, []), verdicts.get(cell, ""))
        if row not in tall:
            sheet.set_row(row + TABLE_FIRST, height(zip(cells, rooms, strict=False)))
    head = TABLE_FIRST + view.header_rows
    sheet.freeze_panes(head, 1 if len(view.rows) and len(view.rows[0]) > 4 else 0)
    if view.header_rows:
        sheet.repeat_rows(TABLE_FIRST, head - 1)


def write_cell(
    book: Book, sheet: Any, view: TableView, cell: Cell, text: str, findings: list[Finding], verdict: str
) -> None:
    _, row, column = cell
    header = row < view.header_rows
    value = None if header else cell_number(text, column in book.codes[view.block])
    properties: dict[str, Any] = {}
    if header:
        properties = {"bold": True, "bg_color": "#E8E6E0", "align": "center"}
    elif value is not None:
        properties = {"num_format": shown(value, verdict), "text_wrap": False}
    if findings:
        properties["bg_color"] = FILLS[findings[0].severity]
    style = book.cell(**properties)
    top, left = row + TABLE_FIRST, column
    rows, columns = view.grid.spans.get((row, column), (1, 1))
    rows, columns = min(rows, len(view.rows) - row), min(columns, max(len(view.rows[row]) - column, 1))
    if rows > 1 or columns > 1:
        sheet.merge_range(top, left, top + rows - 1, left + columns - 1, "", style)
    if value is not None:
        sheet.write_number(top, left, float(value.value), style)
    else:
        sheet.write_string(top, left, text, style)
    if findings:
        note = "\n".join(f"{f.code} {f.name}：{f.message}" for f in findings)
        sheet.write_comment(top, left, note, {"x_scale": 2.2, "y_scale": 1.2, "font_name": "宋体", "font_size": 9})


def shown(value: Number, verdict: str) -> str:
    """The number's format, with the tick of its relations behind it: a tick that does not change the value."""
    return f'{value.format}" {TICKS[verdict]}"' if verdict else value.format


def widths(view: TableView) -> list[float]:
    """Columns as wide as their numbers, and words wrapped at a readable width."""
    merged = {cell for cell, (_, columns) in view.grid.spans.items() if columns > 1}
    rooms = []
    for column in range(max((len(r) for r in view.rows), default=0)):
        room = 5.0
        for index, row in enumerate(view.rows):
            text = row[column] if column < len(row) and (index, column) not in merged else ""
            if text:
                room = max(room, len(text) + 4.5 if number(text) else min(width(text) + 2.0, 28))
        rooms.append(room)
    return rooms
