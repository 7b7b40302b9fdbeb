"""A Word table to rows and spans: ``gridSpan``, ``vMerge``, the older ``hMerge``, and rows that begin or end short."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from reconcile.readers.cells import PICTURED, Laid, Layout
from reconcile.readers.docx.styles import W, number, value

_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NARROW = 113  # twentieths of a point (2 mm): edges nearer than this are one edge, drawn unevenly in different rows


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children with this tag, through content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def pictures(element: etree._Element) -> Iterator[bool]:
    """One for each picture under the element."""
    return (True for _ in element.iter(*_PICTURES))


def lay_out(
    table: etree._Element, path: str, text: Callable[[etree._Element], str]
) -> tuple[Laid, list[etree._Element]]:
    """The table laid out, and its cells: ``origins`` of the layout are indexes into them."""
    layout = Layout(path)
    edges = _edges(table)
    cells: list[etree._Element] = []
    open_cells: dict[int, tuple[int, int]] = {}  # first column → the cell that a vMerge below continues
    for r, row in enumerate(_rows(table)):
        column = number(value(row, "trPr/gridBefore"), 0, 0, 1000)
        for cell in children(row, W + "tc"):
            properties = cell.find(W + "tcPr")
            wide = number(value(properties, "gridSpan"), 1, 1, 1000)
            first, last = edges.get(column, column), edges.get(column + wide, column + wide)
            column += wide
            merge = _merge(properties, "vMerge")
            if _merge(properties, "hMerge") == "continue":
                continue
            above = open_cells.get(first)
            if merge == "continue" and above is not None:
                layout.stretch(*above, r)
                continue
            cells.append(cell)
            layout.put(
                r,
                first,
                text(cell) or (PICTURED if any(pictures(cell)) else ""),
                (1, max(last - first, 1)),
                len(cells) - 1,
            )
            if merge:
                open_cells[first] = (r, first)
            else:
                open_cells.pop(first, None)
    return layout.done(), cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in children(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is None or properties.find(W + "del") is None:
            yield row


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """None, "restart" or "continue" (which is what a merge without a value means)."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(W + "val", "continue")


def _edges(table: etree._Element) -> dict[int, int]:
    """Grid edge → the edge to take for it: of two nearly in one place the first."""
    widths = [number(c.get(W + "w"), 0) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    edges: dict[int, int] = {}
    first = 0
    since = 0
    for index, width in enumerate(widths):
        since += width
        if since >= _NARROW or not width:
            first, since = index + 1, 0
        edges[index + 1] = first
    return edges
