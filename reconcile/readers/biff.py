"""What a person sees of an .xls sheet: the same as `sheet_view` tells of .xlsx, from the records of BIFF8 (MS-XLS).

Workbooks of Excel 5 and 95 (BIFF5) differ only in how they write texts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from reconcile.errors import ReadError
from reconcile.readers.cells import limit_cells
from reconcile.readers.number_formats import BUILT_IN
from reconcile.readers.ole import Compound
from reconcile.readers.sheet_view import Area, View

_BOF, _EOF, _PASSWORD, _SHEET, _NAME, _FORMAT, _STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x18, 0x41E, 0xE0
_ROW, _COLUMNS, _NUMBER, _RK, _FORMULA, _MANY_RK = 0x208, 0x7D, 0x203, 0x27E, 0x06, 0xBD
_TEXTS = (0xFD, 0x204, 0xD6, 0x205)
_TRUTH = 0x205  # a truth value or an error
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_SIZE = 0x200
_BIFF8 = 0x0600
_MOST_ROWS, _MOST_COLUMNS = 1 << 16, 1 << 8  # of the largest sheet there is
_PRINT_AREA = b"\x06"

Record = tuple[int, bytes]


def views(data: bytes, path: str) -> dict[str, View]:
    """The view of each worksheet by name; ReadError for a password and for a sheet larger than any real one."""
    compound = Compound(data, path)
    stream = compound.stream("Workbook") or compound.stream("Book")
    if stream is None:
        return {}
    try:
        return _views(stream, path)
    except (struct.error, IndexError) as error:
        raise ReadError(f"{path}：电子表格已损坏，无法读取") from error


def _views(stream: bytes, path: str) -> dict[str, View]:
    own: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[tuple[int, str, View]] = []
    wide = True  # texts say of each character whether it takes one byte or two
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            wide = struct.unpack_from("<H", body)[0] == _BIFF8
        if kind == _PASSWORD:
            raise ReadError(f"{path}：文件设有打开密码，请去除密码后再试")
        if kind == _FORMAT:
            own[struct.unpack_from("<H", body)[0]] = _string(body, 2, wide, long=True)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            start, state = struct.unpack_from("<IB", body)
            sheets.append((start, _string(body, 6, wide), View(hidden=bool(state & 3))))
        elif kind == _NAME and (found := _print_area(body)) and 0 < found[0] <= len(sheets):
            sheets[found[0] - 1][2].printed.append(found[1])
    codes = [own.get(number) or BUILT_IN.get(number, "") for number in styles]
    for start, _, view in sheets:
        _read_sheet(stream, start, view, codes, path)
    return {name: view for _, name, view in sheets}


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """The records of one substream, through its end mark (charts inside a sheet have substreams of their own)."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length


def _string(body: bytes, at: int, wide: bool, *, long: bool = False) -> str:
    """A text with its length before it (``long``: in two bytes since Excel 97); older ones are in the code page."""
    if not wide:
        return body[at + 1 : at + 1 + body[at]].decode("gb18030", "replace")
    length = struct.unpack_from("<H" if long else "<B", body, at)[0]
    at += 2 if long else 1
    double = body[at] & 1
    text = body[at + 1 : at + 1 + (length * 2 if double else length)]
    return text.decode("utf-16-le" if double else "latin-1", "replace")


def _print_area(body: bytes) -> tuple[int, Area] | None:
    """(sheet number from 1, area) of a built-in name that is a print area of one rectangle."""
    flags, length, _, sheet = struct.unpack_from("<HxBHxxH", body)
    name = body[15 : 15 + length]
    formula = body[15 + length :]
    if not flags & 0x20 or name != _PRINT_AREA or len(formula) < 11 or formula[0] != 0x3B:
        return None
    top, bottom, left, right = struct.unpack_from("<HHHH", formula, 3)
    return sheet, (top, left & 0xFF, bottom, right & 0xFF)


def _read_sheet(stream: bytes, start: int, view: View, codes: Sequence[str], path: str) -> None:
    last_row = last_column = 0
    for kind, body in _records(stream, start):
        if kind == _ROW:
            if struct.unpack_from("<I", body, 12)[0] & 0x20:
                view.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            if flags & 1:
                view.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _SIZE and len(body) >= 14:  # calamine makes room for as many cells as this says
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            if not top <= bottom <= _MOST_ROWS or not left <= right <= _MOST_COLUMNS:
                raise ReadError(f"{path}：电子表格已损坏，无法读取")
        elif kind in (_NUMBER, _RK, _FORMULA, _MANY_RK, *_TEXTS):
            row, column, style = struct.unpack_from("<HHH", body)
            if kind == _FORMULA and body[6] == 3 and body[12:14] == b"\xff\xff":
                (view.unsolved if _adds_up(body[22:]) else view.blank).add((row, column))
            if error := _error(kind, body):
                view.errors[row, column] = error
            count = (len(body) - 6) // 6 if kind == _MANY_RK else 1
            for index in range(count):
                style = struct.unpack_from("<H", body, 4 + index * 6)[0]
                if kind not in _TEXTS and style < len(codes) and codes[style]:
                    view.formats[row, column + index] = codes[style]
            last_row, last_column = max(last_row, row), max(last_column, column + count - 1)
    limit_cells(last_row + 1, last_column + 1, path)


def _error(kind: int, body: bytes) -> str:
    """What a cell shows that holds an error, or a formula that came to one; "" for others."""
    if kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
        return _ERRORS.get(body[8], _ERRORS[42])
    return _ERRORS.get(body[6], _ERRORS[42]) if kind == _TRUTH and body[7] else ""


# the sizes of the tokens of formulas that calculate and give no text: operators, numbers, cells, areas, functions
_OPERATORS = {*range(0x03, 0x08), *range(0x0F, 0x16)}
_SIZES = {0x19: 4, 0x1E: 3, 0x1F: 9, 0x21: 3, 0x22: 4, 0x24: 5, 0x25: 9, 0x3A: 7, 0x3B: 11}
_SUM = (4, 5, 6, 7)  # the numbers of the functions SUM, AVERAGE, MIN and MAX


def _adds_up(tokens: bytes) -> bool:
    """Whether a formula calculates a number: where its saved result is empty text, it was never computed."""
    at, calculates = 0, False
    while at < len(tokens):
        token = tokens[at]
        kind = token if token < 0x20 else 0x20 | token & 0x1F
        if token in _OPERATORS:
            calculates, size = True, 1
        elif kind in _SIZES:
            size = _SIZES[kind]
            calculates |= kind == 0x19 and bool(tokens[at + 1 : at + 2] == b"\x10")
            if kind == 0x22:
                calculates |= tokens[at + 2] in _SUM
        else:
            return False
        at += size
    return calculates
