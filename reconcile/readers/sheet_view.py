"""What a person sees of an .xlsx sheet: what is hidden, how numbers are shown, what is printed, pictures.

python-calamine gives the values; this reads the rest out of the same package. Only cells with a value count for the
size of a sheet, and it is measured before anything lays out a grid of that size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reconcile.errors import ReadError
from reconcile.patterns import lazy
from reconcile.readers.cells import limit_cells
from reconcile.readers.number_formats import BUILT_IN
from reconcile.readers.package import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = lazy(r"([A-Z]{1,3})([1-9]\d{0,6})")
_AREA = lazy(r"!\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")

_ROWS, _COLUMNS = 1 << 20, 1 << 14  # of the largest sheet there is

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 0


@dataclass(slots=True)
class View:
    """One sheet; rows and columns count from 0. ``formats`` has the format code of each cell that has one."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    printed: list[Area] = field(default_factory=list)
    pictures: int = 0
    blank: set[tuple[int, int]] = field(default_factory=set)  # cells that show nothing whatever their value seems
    unsolved: set[tuple[int, int]] = field(default_factory=set)  # formulas that were saved without a result
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # #REF! and the like, by cell


class TooLargeError(ReadError):
    """A sheet reaches further than any real one; blank cells may be all that is out there."""


def views(data: bytes, path: str) -> dict[str, View]:
    """The view of each worksheet by name; ReadError for a damaged file, TooLargeError for a sheet that is
    larger than any real one."""
    package = Package(data, path)
    main = package.main_part("xl/workbook.xml")
    workbook = package.xml(main)
    relations = package.relations(main)
    codes = _codes(package, relations)
    found: dict[str, View] = {}
    names: list[str] = []
    for sheet in workbook.iter(_S + "sheet"):
        name = sheet.get("name", "")
        names.append(name)
        kind, part = relations.get(sheet.get(_REL, ""), ("", ""))
        if kind != "worksheet" or part not in package:
            continue
        view = View(hidden=sheet.get("state", "visible") != "visible")
        _read_sheet(package, part, view, codes)
        view.pictures = _pictures(package, part)
        found[name] = view
    for area in workbook.iter(_S + "definedName"):
        index = area.get("localSheetId", "")
        if area.get("name") == "_xlnm.Print_Area" and index.isdecimal() and int(index) < len(names):
            view_ = found.get(names[int(index)])
            if view_ is not None:
                view_.printed = list(_areas(area.text or ""))
    return found


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _areas(text: str) -> Iterator[Area]:
    for match in _AREA.finditer(text):
        yield int(match[2]) - 1, column_number(match[1]), int(match[4]) - 1, column_number(match[3])


def _codes(package: Package, relations: dict[str, tuple[str, str]]) -> list[str]:
    """The format code of each cell style."""
    part = next((target for kind, target in relations.values() if kind == "styles"), "xl/styles.xml")
    root = package.optional_xml(part)
    if root is None:
        return []
    own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in root.iter(_S + "numFmt")}
    styles = root.find(_S + "cellXfs")
    codes = []
    for style in styles if styles is not None else ():
        number = style.get("numFmtId", "0")
        codes.append(own.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() else ""))
    return codes


def _read_sheet(package: Package, part: str, view: View, codes: list[str]) -> None:
    """Hidden rows and columns, and the formats of cells with a value, element by element."""
    stream = io.BytesIO(package.read(part))
    tags = (_S + "row", _S + "col")
    events = etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
    last_row, last_column, row_number = 0, 0, -1
    try:
        for _, element in events:
            if element.tag == _S + "col":
                if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                    view.hidden_columns.update(range(first - 1, min(last, _COLUMNS)))
                continue
            row_number = _row_number(element.get("r"), row_number + 1)
            if element.get("hidden") in ("1", "true"):
                view.hidden_rows.add(row_number)
            column = -1
            for cell in element:
                row, column = _where(cell.get("r"), row_number, column + 1)
                if len(cell) == 0:
                    continue
                last_row, last_column = max(last_row, row), max(last_column, column)
                if cell.find(_S + "f") is not None and cell.get("t") != "str" and not cell.findtext(_S + "v"):
                    view.unsolved.add((row, column))
                if cell.get("t") == "e":
                    view.errors[row, column] = cell.findtext(_S + "v") or "#N/A"
                style = int(cell.get("s", "0"))
                if cell.get("t", "n") == "n" and 0 <= style < len(codes) and codes[style]:
                    view.formats[row, column] = codes[style]
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{package.path}：工作表内容已损坏（{part}）") from error
    try:
        limit_cells(last_row + 1, last_column + 1, package.path)
    except ReadError as error:
        raise TooLargeError(*error.args) from None


def _row_number(text: str | None, following: int) -> int:
    """A row's number from 0. calamine lays out whatever number it is given, so only real ones may reach it."""
    if text is None:
        return following
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _ROWS:
        raise ValueError(f"row {text}")
    return int(text) - 1


def _where(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """The cell's row and column from 0; ValueError for a reference that no sheet has."""
    if reference is None:
        return row, column
    match = _CELL.fullmatch(reference)
    if match is None or int(match[2]) > _ROWS or column_number(match[1]) >= _COLUMNS:
        raise ValueError(f"cell {reference}")
    return int(match[2]) - 1, column_number(match[1])


def _pictures(package: Package, part: str) -> int:
    """How many pictures hang on a sheet."""
    count = 0
    for kind, target in package.relations(part).values():
        if kind == "drawing" and target in package:
            count += sum(1 for inner, _ in package.relations(target).values() if inner == "image")
    return count
