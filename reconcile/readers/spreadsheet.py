"""Spreadsheets (.xlsx, .xls, and what WPS calls .et): bytes → Document, sheet by sheet as a person sees them.

Numbers are given as they are shown (`number_formats`), hidden sheets and columns are left out, and so is what stands
outside the print area; every such omission is noted. Rows that are hidden but hold figures stay, or sums would not
foot. A ``Place.part`` reads ``收支总表!B4``.
"""

from __future__ import annotations

import io
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from datetime import time as clock

import python_calamine as calamine

from reconcile.document import Block, Document, Grid, Notice, Paragraph, Place, Segment
from reconcile.errors import ReadError
from reconcile.patterns import lazy
from reconcile.readers.blank_cells import without_blank_cells
from reconcile.readers.cells import Laid, Layout, is_data, is_number, joined_cell, limit_cells, sections
from reconcile.readers.number_formats import Shown, show, show_date
from reconcile.readers.sheet_view import TooLargeError, View, column_letters, views
from reconcile.readers.sniffing import OLE
from reconcile.tuples import NamedTuple

Value = int | float | str | bool | date | clock | timedelta
_FIGURE = lazy(r"-?\d*(?:\d{4}|\d\.\d+%?)")  # four digits or decimals: no serial number
_DAMAGED = (calamine.CalamineError, calamine.ZipError, calamine.XmlError, ValueError, OverflowError, OSError)
_CODE = lazy(r"\d{3,12}")
_CODE_HEAD = lazy(r"编码|代码|编号|科目|^[类款项]$", re.IGNORECASE)
UNSOLVED = "（公式未计算）"  # what a cell says whose formula was saved without a result


class Sheet(NamedTuple):
    """Texts by (row, column) as in the file, merged areas, and which rows and columns are seen."""

    name: str
    texts: dict[tuple[int, int], str]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    rows: list[int]
    columns: list[int]


@dataclass(slots=True)
class Unread:
    """What of a workbook is not shown as it is, by kind; each entry names its sheet."""

    sheets: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    digits: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def notices(self) -> Iterator[Notice]:
        if self.formulas:
            message = "有公式没有保存计算结果，读不出是多少，请用 Excel 或 WPS 打开后重新保存：{}"
            yield Notice("warning", message.format("；".join(self.formulas)), unread="table")
        for found, message in (
            (self.sheets, "隐藏的工作表没有检查：{}"),
            (self.columns, "隐藏的或打印区域以外的列没有检查：{}"),
            (self.rows, "工作表中有隐藏的行：{}"),
            (self.digits, "有数字没有完整显示小数，按显示的数字检查：{}"),
            (self.formats, "有数字格式不能识别，按单元格中的数检查，与显示的可能不同：{}"),
            (self.pictures, "工作表中有图片，图片里的文字和表格没有读取：{}"),
        ):
            if found:
                yield Notice("info", message.format("；".join(found)))


def read(data: bytes, path: str) -> Document:
    """The document in a workbook; ReadError if it is damaged, locked with a password, too large or empty."""
    try:
        seen = _views(data, path)
    except TooLargeError:
        data = without_blank_cells(data, path)
        seen = _views(data, path)
    blocks: list[Block] = []
    unread = Unread()
    try:
        with _quiet() if data.startswith(OLE) else nullcontext():
            _read_sheets(data, path, seen, blocks, unread)
    except calamine.PasswordError:
        raise ReadError(f"{path}：文件设有打开密码，请去除密码后再试") from None
    except _DAMAGED as error:
        raise ReadError(f"{path}：电子表格已损坏，无法读取") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's way of giving up, which is no Exception
            raise
        raise ReadError(f"{path}：电子表格已损坏，无法读取") from None
    if not blocks:
        raise ReadError(f"{path}：电子表格为空，没有可读的内容")
    return Document(path, "xlsx" if data.startswith(b"PK") else "xls", tuple(blocks), notices=tuple(unread.notices()))


@contextmanager
def _quiet() -> Iterator[None]:
    """While calamine reads an old workbook, standard error leads nowhere: a damaged one makes it print its stack."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _read_sheets(data: bytes, path: str, seen: Mapping[str, View], blocks: list[Block], unread: Unread) -> None:
    """Add the blocks of each sheet that is shown, and what is not shown."""
    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for about in workbook.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        view = seen.get(about.name, View())
        if view.hidden or about.visible != calamine.SheetVisibleEnum.Visible:
            unread.sheets.append(f"“{about.name.strip()}”")
            continue
        sheet = _sheet(workbook.get_sheet_by_name(about.name), about.name, view, unread, path)
        blocks.extend(_blocks(sheet, path))


def _views(data: bytes, path: str) -> Mapping[str, View]:
    if data.startswith(b"PK"):
        return views(data, path)
    from reconcile.readers.biff import views as old_views

    return old_views(data, path)


def _sheet(source: calamine.CalamineSheet, name: str, view: View, unread: Unread, path: str) -> Sheet:
    """The sheet's texts as shown; what is not shown is added to the notices."""
    limit_cells(source.total_height, source.total_width, path)
    texts: dict[tuple[int, int], str] = {}
    hides = strange = 0
    for r, row in enumerate(source.to_python(skip_empty_area=False)):
        for c, value in enumerate(row):
            if value == "" or (r, c) in view.blank:
                continue
            text, hidden, odd = _shown(value, view.formats.get((r, c), ""))
            hides, strange = hides + (hidden and not odd), strange + odd
            if text:
                texts[r, c] = text
    unsolved = {cell for cell in view.unsolved if cell not in texts}
    texts |= dict.fromkeys(unsolved, UNSOLVED)
    texts |= view.errors  # calamine gives nothing for them
    for found, count in ((unread.formulas, len(unsolved)), (unread.digits, hides), (unread.formats, strange)):
        if count:
            found.append(f"“{name.strip()}”{count} 个")
    if view.pictures:
        unread.pictures.append(f"“{name.strip()}”{view.pictures} 张")
    columns = _seen_columns(texts, view, name, unread)
    rows = _seen_rows(texts, view, columns, name, unread)
    return Sheet(name, texts, list(source.merged_cell_ranges or ()), rows, columns)


def _shown(value: Value, code: str) -> Shown:
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return show(value, code)
    if isinstance(value, date):
        return Shown(show_date(value, code))
    if isinstance(value, str):
        return Shown(joined_cell([line.strip() for line in value.splitlines() if line.strip()]))
    return Shown(str(value))


def _seen_columns(texts: Mapping[tuple[int, int], str], view: View, name: str, unread: Unread) -> list[int]:
    """Columns that are shown and printed, and hidden ones that hold codes (they say which row belongs under which)."""
    used = sorted({c for _, c in texts})
    printed = _printed(texts, view)
    out = [c for c in used if printed and not any(first <= c <= last for _, first, _, last in printed)]
    hidden = [c for c in used if c in view.hidden_columns]
    kept = {c for c in (*hidden, *out) if _holds_codes(texts, c)}
    dropped = [c for c in used if (c in view.hidden_columns or c in out) and c not in kept]
    if dropped:
        unread.columns.append(f"“{name.strip()}”{'、'.join(column_letters(c) for c in dropped[:20])} 列")
    return [c for c in used if c not in dropped]


def _printed(texts: Mapping[tuple[int, int], str], view: View) -> list[tuple[int, int, int, int]]:
    """The print area; none where a column with a heading and figures stands outside, for then it is out of date."""
    outside: dict[int, list[str]] = {}
    for (r, c), text in texts.items():
        if not any(a <= r <= e and b <= c <= f for a, b, e, f in view.printed):
            outside.setdefault(c, []).append(text)
    inside = {c for _, first, _, last in view.printed for c in range(first, min(last, 16_383) + 1)}
    for c, found in outside.items():
        figures = sum(1 for text in found if _FIGURE.fullmatch(text))
        if c not in inside and figures > 1 and not is_number(found[0]) and not _holds_codes(texts, c):
            return []
    return view.printed


def _holds_codes(texts: Mapping[tuple[int, int], str], column: int) -> bool:
    found = [text for (_, c), text in texts.items() if c == column]
    codes = [t for t in found if _CODE.fullmatch(t)]
    words = [t for t in found if t not in codes]  # a head that names something else says that they are amounts
    headed = not words or any(map(_CODE_HEAD.search, words))
    return len(found) > 2 and len(codes) > 0.7 * len(found) and headed


def _seen_rows(
    texts: Mapping[tuple[int, int], str], view: View, columns: Sequence[int], name: str, unread: Unread
) -> list[int]:
    """Rows that are shown, and hidden ones with a figure other than nil."""
    used = sorted({r for r, _ in texts})
    printed = _printed(texts, view)
    bottom = max((last for _, _, last, _ in printed), default=None)
    rows: list[int] = []
    hidden = kept = 0
    # 897 is a code in the first columns and a figure in the others
    amounts = [c for place, c in enumerate(columns) if place > 2 or not _holds_codes(texts, c)]
    for r in used:
        if r in view.hidden_rows:
            hidden += 1
            found = [texts.get((r, c), "") for c in amounts]
            if not any(is_number(t) and t.strip("0.-%") for t in found):
                continue
            kept += 1
        if bottom is None or r <= bottom:
            rows.append(r)
    if hidden:
        unread.rows.append(f"“{name.strip()}”{hidden} 行" + (f"（{kept} 行有数字，已一并检查）" if kept else ""))
    return rows


def _blocks(sheet: Sheet, path: str) -> Iterator[Block]:
    """Titles, tables and notes of a sheet, cut at blank rows and columns where another title begins."""
    for rows in _parted_rows(sheet):
        for columns in _parted_columns(sheet, rows):
            yield from _region(sheet, rows, columns, path)


def _parted_rows(sheet: Sheet) -> Iterator[list[int]]:
    """Rows up to a blank one (or several) after which a line stands alone, as titles do."""
    region: list[int] = []
    for r in sheet.rows:
        filled = [c for c in sheet.columns if sheet.texts.get((r, c))]
        if region and r - region[-1] > 1 and len(filled) == 1 and not is_number(sheet.texts[r, filled[0]]):
            between = range(region[-1] + 1, r)
            if not any((b, c) in sheet.texts for b in between for c in sheet.columns):
                yield region
                region = []
        region.append(r)
    if region:
        yield region


def _parted_columns(sheet: Sheet, rows: Sequence[int]) -> Iterator[list[int]]:
    """Columns up to a blank one, where both sides have a title or unit line of their own."""
    used = [c for c in sheet.columns if any((r, c) in sheet.texts for r in rows)]
    region: list[int] = []
    for index, c in enumerate(used):
        if region and c - region[-1] > 1 and _is_titled(sheet, rows, region) and _is_titled(sheet, rows, used[index:]):
            yield region
            region = []
        region.append(c)
    if region:
        yield region


def _is_titled(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether a title stands alone above rows of several cells, in these columns and merged over no others."""
    found = [[c for c in columns if (r, c) in sheet.texts] for r in rows]
    filled = [row for row in found if row]
    if len(filled) < 3 or len(filled[0]) != 1 or max(map(len, filled)) < 2:
        return False
    top = rows[found.index(filled[0])]
    over = [last[1] for first, last in sheet.merged if first == (top, filled[0][0])]
    return filled[0][0] in columns[:2] and all(c <= columns[-1] for c in over)


def _region(sheet: Sheet, rows: Sequence[int], columns: Sequence[int], path: str) -> Iterator[Block]:
    laid, places = _laid(sheet, rows, columns, path)
    if not is_data(laid.rows):
        yield from _lines(laid, range(len(laid.rows)), places)
        return
    for found in sections(laid.rows, laid.spans):
        yield from _lines(laid, found.above, places)
        cut = laid.cut(found.table)
        inside = {where: places[origin] for where, origin in cut.origins.items()}
        yield Grid(
            tuple(map(tuple, cut.rows)),
            spans=cut.spans,
            places=inside,
            place=next(iter(inside.values()), Place(part=sheet.name)),
            caption=sheet.name.strip(),
        )
        yield from _lines(laid, found.below, places)


def _laid(sheet: Sheet, rows: Sequence[int], columns: Sequence[int], path: str) -> tuple[Laid, list[Place]]:
    """The region laid out, with merged cells counted in the rows and columns that are seen."""
    row_of = {r: i for i, r in enumerate(rows)}
    column_of = {c: i for i, c in enumerate(columns)}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged:
        if top in row_of:
            at = bisect_left(columns, left)
            high = bisect_right(rows, bottom) - row_of[top]
            wide = bisect_right(columns, right) - at
            if wide > 0:
                spans[top, columns[at]] = (high, wide)
                if columns[at] != left and (top, left) in sheet.texts:
                    sheet.texts.setdefault((top, columns[at]), sheet.texts[top, left])
    layout = Layout(path)
    places: list[Place] = []
    for r in rows:
        for c in columns:
            text, span = sheet.texts.get((r, c), ""), spans.get((r, c), (1, 1))
            if not layout.taken(row_of[r], column_of[c]):
                layout.put(row_of[r], column_of[c], text, span, len(places))
                places.append(Place(part=f"{sheet.name}!{column_letters(c)}{r + 1}"))
    return layout.done(), places


def _lines(laid: Laid, numbers: range, places: Sequence[Place]) -> Iterator[Paragraph]:
    for r in numbers:
        for c, text in enumerate(laid.rows[r]):
            if text:
                yield Paragraph(text, (Segment(0, places[laid.origins[r, c]]),))
