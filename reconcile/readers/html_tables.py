"""An HTML table laid out in rows and columns, with ``rowspan`` and ``colspan`` clipped to the table."""

from __future__ import annotations

from lxml import etree

from reconcile.readers.cells import PICTURED, Laid, Layout, joined_cell
from reconcile.readers.html_body import is_data_table, own_rows
from reconcile.readers.html_walk import HtmlLine, full_text, is_hidden, is_picture, lines

_MOST_COLUMNS = 1000
_TYPED = ("text", "number", "tel", "")


def table_cells(table: etree._Element, path: str) -> tuple[Laid, list[etree._Element]]:
    """The table as a browser would lay it out (cells fall into the next free column), and its ``tr`` elements."""
    elements = [row for row in own_rows(table) if not is_hidden(row)]
    layout = Layout(path)
    for r, row in enumerate(elements):
        column = 0
        for cell in row.iterchildren("td", "th"):
            if is_hidden(cell):  # how editors leave what a merged cell covers
                continue
            while layout.taken(r, column):
                column += 1
            high, wide = _span(cell, "rowspan", len(elements) - r), _span(cell, "colspan", _MOST_COLUMNS)
            layout.put(r, column, cell_text(cell), (high, wide))
            column += wide
    return layout.done(), elements


def _span(cell: etree._Element, name: str, most: int) -> int:
    """A span within bounds; 0 means all the rest, and nonsense means 1."""
    text = (cell.get(name) or "1").strip().rstrip("px").split(".")[0]
    value = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(value or most, most)


def cell_text(cell: etree._Element) -> str:
    """The text of a cell in one line, without tables inside it; its paragraphs and broken lines put together.

    Without text, what its fields hold, or that it holds a picture.
    """
    found = lines(cell, lambda e: is_hidden(e) or (e.tag == "table" and is_data_table(e)))
    text = joined_cell([line.text for line in found if isinstance(line, HtmlLine)])
    if text:
        return text
    held = " ".join(filter(None, map(_held, cell.iterdescendants("input", "textarea", "option")))).strip()
    return held or (PICTURED if any(map(is_picture, cell.iterdescendants("img", "svg", "canvas"))) else "")


def _held(field: etree._Element) -> str:
    """What a field shows: the text that was typed in, the choice that was made."""
    if field.tag == "input":
        return field.get("value", "").strip() if field.get("type", "text").lower() in _TYPED else ""
    return full_text(field).strip() if field.tag == "textarea" or field.get("selected") is not None else ""
