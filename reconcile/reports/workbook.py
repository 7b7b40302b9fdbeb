"""What the sheets of the workpaper share: formats made once, cell addresses, numbers as numbers, print setup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

from reconcile.checked import Checked
from reconcile.findings import Evidence
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple
from reconcile.widths import width

from .anchors import Anchors, Cell
from .characters import clean
from .quoting import where
from .words import LANGUAGES

FONT = "宋体"
FILLS = {"error": "#F8CBC6", "warning": "#FCE7B2", "info": "#D3E6F5"}
TICKS = {"agrees": "✓", "by_rounding": "△", "possible": "△", "inconsistent": "✗"}
COLOURS = {"✓": "#2C7A3F", "△": "#3B7B85", "✗": "#B3261E", "？": "#8A5A00", "○": "#777777"}
NUMBER = lazy(r"(?P<sign>[-−－]?)(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<percent>[%％]?)")
CODE = lazy(r"0\d+")
LEDGER = "逐数核对"
RELATIONS = "勾稽关系"
FINDINGS = "问题"
COVER = "底稿"
LEDGER_VALUE = 4  # the ledger's column of values
FIRST = 1  # the first row under a list's header
TABLE_FIRST = 3  # the row of a table sheet where the table begins


class Number(NamedTuple):
    """A printed number: its value, how many decimals it shows, whether it groups thousands, and its % sign."""

    value: Decimal
    decimals: int
    grouped: bool
    percent: bool

    @property
    def format(self) -> str:
        places = "." + "0" * self.decimals if self.decimals else ""
        return ("#,##0" if self.grouped else "0") + places + ('"%"' if self.percent else "")


def number(text: str) -> Number | None:
    """The number that a cell prints; None for words, for codes with leading zeros and for more than 15 digits."""
    found = NUMBER.fullmatch("".join(text.split()))
    if found is None:
        return None
    digits = re.sub("[,，]", "", found["digits"])
    decimals = found["decimals"] or ""
    if (len(digits) > 1 and digits[0] == "0") or len(digits) + len(decimals) > 16:
        return None
    value = Decimal(("-" if found["sign"] else "") + digits + decimals)
    return Number(value, max(len(decimals) - 1, 0), len(digits) < len(found["digits"]), bool(found["percent"]))


def code_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of codes: those where a number begins with zero."""
    return frozenset(
        c for row in rows for c, text in enumerate(row) if text[:1] == "0" and CODE.fullmatch(text.strip())
    )


def cell_number(text: str, code: bool) -> Number | None:
    """The number of a table's cell; None for whole numbers in a column of codes."""
    found = number(text)
    return None if found is not None and code and not (found.decimals or found.grouped) else found


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes any text, and whose formulas use no functions newer than 2007: looking for those takes a
    quarter of all the time."""

    def write_string(self, row: int, column: int, text: str, style: Any = None) -> Any:
        return super().write_string(row, column, clean(text), style)

    def write_url(self, row: int, column: int, url: str, style: Any = None, text: str | None = None) -> Any:
        return super().write_url(row, column, url, style, clean(text or ""))

    def write_comment(self, row: int, column: int, text: str, settings: Any = None) -> Any:
        return super().write_comment(row, column, clean(text), settings)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """The workbook in the making, and what its sheets look up in each other."""

    def __init__(self, book: Any, checked: Checked, names: Anchors, words: Mapping[str, str] = LANGUAGES["zh"]) -> None:
        self.book = book
        self.checked = checked
        self.names = names
        self.words = words
        self.sheet_of = {view.block: f"表{n}" for n, view in enumerate(checked.outcome.tables, 1)}
        self.codes = {view.block: code_columns(view.rows) for view in checked.outcome.tables}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._cells: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """The format with these properties; each is made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self.book.add_format(base | properties)
        return self._formats[key]

    def cell(self, **properties: Any) -> Any:
        """The format of a cell in a ruled list."""
        key = tuple(properties.items())
        if key not in self._cells:
            ruled = {"border": 1, "border_color": "#BBBBBB", "text_wrap": True}
            self._cells[key] = self.format(**(ruled | properties))
        return self._cells[key]

    def reference(self, evidence: Evidence) -> str | None:
        """The evidence's cell in the workbook, as formulas and links name it; None where it is in none."""
        if evidence.cell is not None:
            cell = self.table_cell(evidence)
            return f"'{self.sheet_of[cell[0]]}'!{address(cell[1] + TABLE_FIRST, cell[2])}" if cell else None
        key = self.names.key(self.checked.document, evidence)
        return f"'{LEDGER}'!{address(FIRST + int(key[1:]), LEDGER_VALUE)}" if key.startswith("f") else None

    def table_cell(self, evidence: Evidence) -> Cell | None:
        """The evidence's cell in the tables; None where no table has it."""
        cell = self.names.cell(evidence)
        if cell is None or cell[0] not in self.names.tables:
            return None
        block, row, column = cell
        rows = self.names.tables[block].rows
        return cell if row < len(rows) and column < len(rows[row]) else None

    def is_number(self, evidence: Evidence) -> bool:
        """Whether the evidence's cell in the workbook holds a number that formulas can use."""
        if evidence.cell is None:
            return self.reference(evidence) is not None
        cell = self.table_cell(evidence)
        if cell is None:
            return False
        block, row, column = cell
        return cell_number(self.names.tables[block].rows[row][column], column in self.codes[block]) is not None

    def where(self, evidence: Evidence) -> str:
        """Where the evidence stands in the document, in words."""
        return where(self.checked.document, evidence)

    def link(self, sheet: Any, row: int, column: int, evidence: Evidence, text: str) -> None:
        """The text, as a link to the evidence's cell where it has one."""
        reference = self.reference(evidence)
        if reference:
            linked = self.cell(font_color="#1D4F91", underline=1)
            sheet.write_url(row, column, f"internal:{reference}", linked, text[:250])
        else:
            sheet.write_string(row, column, text, self.cell())

    def list_sheet(self, name: str, columns: Sequence[tuple[str, float]]) -> Any:
        """A sheet with a frozen header, widths in characters, and print setup; ``close_list`` adds the filter."""
        sheet = self.book.add_worksheet(name, worksheet_class=Sheet)
        header = self.cell(bold=True, bg_color="#E8E6E0", align="center")
        for index, (title, room) in enumerate(columns):
            sheet.set_column(index, index, room)
            sheet.write_string(0, index, title, header)
        sheet.set_row(0, 28)
        sheet.freeze_panes(FIRST, 0)
        sheet.repeat_rows(0)
        paper(sheet)
        return sheet


def close_list(sheet: Any, columns: int, rows: int) -> None:
    """The filter over the header, once the number of rows is known."""
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)


def height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row with these wrapped texts in columns of these widths."""
    lines = max((sum(ceil((width(t) or 1) / (room - 1)) for t in text.split("\n")) for text, room in cells), default=1)
    return 4 + 13.0 * min(lines, 12)


def paper(sheet: Any, landscape: bool = True) -> None:
    """A4, one page wide, with page numbers and the sheet's name."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def address(row: int, column: int) -> str:
    """``(4, 2)`` is ``C5``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
