"""Workbooks without the cells that hold nothing but blanks: one far out makes a sheet too large to lay out."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from reconcile.readers.package import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def without_blank_cells(data: bytes, path: str) -> bytes:
    """The workbook with each sheet's blank cells taken out; ReadError for one that is damaged."""
    package = Package(data, path)
    relations = package.relations(package.main_part("xl/workbook.xml")).values()
    blanks = _blank_strings(package, next((t for kind, t in relations if kind == "sharedStrings"), ""))
    sheets = {target for kind, target in relations if kind == "worksheet"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in package.entries:
            new.writestr(name, _cleared(package, name, blanks) if name in sheets else package.read(name))
    return out.getvalue()


def _blank_strings(package: Package, part: str) -> set[str]:
    """The numbers of the shared strings that hold nothing but blanks."""
    root = package.optional_xml(part)
    strings = root.iterchildren(_S + "si") if root is not None else ()
    return {str(k) for k, string in enumerate(strings) if not _text(string)}


def _cleared(package: Package, part: str, blanks: set[str]) -> bytes:
    root = package.xml(part)
    for extent in root.findall(_S + "dimension"):
        root.remove(extent)
    for row in root.iter(_S + "row"):
        for cell in row.findall(_S + "c"):
            kind, value = cell.get("t", "n"), (cell.findtext(_S + "v") or "").strip()
            blank = value in blanks if kind == "s" else not value and not _text(cell)
            if blank and cell.find(_S + "f") is None:
                row.remove(cell)
    return etree.tostring(root)


def _text(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(_S + "t")).strip()
