"""An HTML table to rows, spans and line numbers, with ``rowspan`` and ``colspan`` clipped to the table."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from reconcile.readers.cells import limit_cells
from reconcile.readers.html_body import own_rows
from reconcile.readers.html_walk import HtmlLine, is_hidden, lines, source_line

_MOST_COLUMNS = 1000


class HtmlTable(NamedTuple):
    """Rows of one width; spans of merged cells; the source line of each row's ``tr``."""

    rows: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]]
    lines: list[int]


def table_cells(table: etree._Element, path: str) -> HtmlTable:
    """The table as a browser would lay it out: cells fall into the next free column of their row.

    A column in which no cell begins (a title may span more columns than there are) is left out at the right.
    """
    elements = [row for row in own_rows(table) if not is_hidden(row)]
    taken: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    width = 0
    for r, row in enumerate(elements):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (r, column) in taken:
                column += 1
            high = _span(cell, "rowspan", len(elements) - r)
            wide = _span(cell, "colspan", _MOST_COLUMNS)
            limit_cells(len(taken) + high * wide, 1, path)
            for covered in ((r + i, column + j) for i in range(high) for j in range(wide)):
                taken.setdefault(covered, "")
            taken[(r, column)] = cell_text(cell)
            if high > 1 or wide > 1:
                spans[(r, column)] = (high, wide)
            width = max(width, column + 1)
            column += wide
    limit_cells(len(elements), width, path)
    rows = [[taken.get((r, c), "") for c in range(width)] for r in range(len(elements))]
    clipped = {(r, c): (high, min(wide, width - c)) for (r, c), (high, wide) in spans.items()}
    merged = {cell: span for cell, span in clipped.items() if span != (1, 1)}
    return HtmlTable(rows, merged, [source_line(row) for row in elements])


def _span(cell: etree._Element, name: str, most: int) -> int:
    """A span within bounds; 0 means all the rest, and nonsense means 1."""
    text = (cell.get(name) or "1").strip().rstrip("px").split(".")[0]
    value = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(value or most, most)


def cell_text(cell: etree._Element) -> str:
    """The text of a cell in one line; lines that paragraphs or breaks part are put together without a gap."""
    found = [line.text for line in lines(cell) if isinstance(line, HtmlLine)]
    text = ""
    for piece in found:
        gap = text[-1:].isascii() and text[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
        text += (" " if gap else "") + piece
    return text
