"""Tables whose columns are set apart by blanks, as text taken from a PDF has them.

A column is a band of places that cells of rows with figures cover; where two cells of a row fall into one band, the
places say nothing and there is no table. A Chinese character is two places wide.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.patterns import lazy
from reconcile.readers.cells import is_number
from reconcile.readers.text_marks import PAGE_MARK
from reconcile.readers.text_tables import TextTable
from reconcile.tuples import NamedTuple
from reconcile.widths import width

_MOST_COLUMNS = 200
_FEWEST = 4  # numbers in the only row of a table
_MOST_BREAKS = 8  # blank lines and page numbers between two pages
GAP = lazy(r"\S(?: [ \u3000]|\u3000)[ \u3000]*\S")
# words with one blank between them are one cell, a number with decimals (or a dash) beside one is one by itself
_DECIMAL = r"(?:-?\d[\d,]*\.\d+%?|[-—–])(?![^\s\u3000])"
_CELL = lazy(rf"{_DECIMAL}|[^\s\u3000]+(?: (?!{_DECIMAL})[^\s\u3000]+)*")
_DASHES = ("-", "—", "–", "——")
_SENTENCE = lazy(r"[。；]|，.*，")


class Cell(NamedTuple):
    start: int
    end: int
    text: str


def aligned_table(lines: Sequence[str], pages: Sequence[int | None], start: int) -> TextTable | None:
    """The table that begins in this line; one without rows up to the line where there can be one again."""
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    index = start
    while index < len(lines):
        if rows and _is_break(lines[index]):
            after = _resumes(lines, pages, rows[0], index)
            if not after:
                break
            index = after
        cells = _cells(lines[index])
        if not cells or _is_prose(cells) or (len(cells) == 1 and not _goes_on(rows, cells[0])):
            break
        rows.append(cells)
        numbers.append(index)
        index += 1
    figures = [row for row in rows if _has_figures(row)]
    if len(figures) == 1 and _is_list_of_one(rows, figures[0]):
        return TextTable([[c.text for c in row] for row in rows], numbers, index)
    bands = _under_one_head(_bands(figures), figures, [row for row in rows if not _has_figures(row)])
    if len(rows) < 3 or len(figures) < 2 or not 2 <= len(bands) <= _MOST_COLUMNS:
        return TextTable([], [], max(index, start + 1))
    table = TextTable([], [], index)
    last: list[Cell] = []
    for row, number in zip(rows, numbers, strict=True):
        placed = _placed(row, bands)
        if placed is None:
            return TextTable([], [], max(index, start + 1))
        if len(row) == 1 and _fills(last, bands):
            table.rows[-1][placed.index(row[0].text)] += row[0].text
            continue
        table.rows.append(placed)
        table.lines.append(number)
        last = row
    return table


def _is_list_of_one(rows: Sequence[Sequence[Cell]], figures: Sequence[Cell]) -> bool:
    """Whether the last of these rows is all numbers, one below each cell of the heads."""
    if len(figures) < _FEWEST or len(rows) < 2 or rows[-1] is not figures:
        return False
    numbers = all(is_number(c.text) or c.text in _DASHES for c in figures)
    return numbers and all(len(row) == len(figures) for row in rows)


def _is_break(line: str) -> bool:
    return not line.strip() or bool(PAGE_MARK.fullmatch(line))


def _resumes(lines: Sequence[str], pages: Sequence[int | None], head: Sequence[Cell], index: int) -> int:
    """The line where rows go on behind a blank one, or behind the end of a page and the head that the next one repeats;
    0 where they do not."""
    after = index
    while after < len(lines) and after - index < _MOST_BREAKS and _is_break(lines[after]):
        after += 1
    if after == len(lines):
        return 0
    ended = pages[after] != pages[index - 1] or any(line.strip() for line in lines[index:after])
    if ended and after + 1 < len(lines) and [c.text for c in _cells(lines[after])] == [c.text for c in head]:
        after += 1
    elif not ended and after - index > 1:
        return 0
    return after if _has_figures(_cells(lines[after])) else 0


def _cells(line: str) -> list[Cell]:
    if "\t" in line or "|" in line:
        return []
    found, at, place = [], 0, 0
    for match in _CELL.finditer(line):
        place += width(line[at : match.start()])
        end = place + width(match[0])
        found.append(Cell(place, end, match[0]))
        at, place = match.end(), end
    return found


def _has_figures(cells: Sequence[Cell]) -> bool:
    return any(is_number(c.text) or c.text in _DASHES for c in cells[1:])


def _is_prose(cells: Sequence[Cell]) -> bool:
    return any(len(c.text) > 20 and _SENTENCE.search(c.text) for c in cells)


def _goes_on(rows: Sequence[Sequence[Cell]], cell: Cell) -> bool:
    """Whether a cell that is alone in its line can be the rest of a name: short, words, and set under one."""
    return bool(rows) and len(cell.text) <= 16 and not is_number(cell.text) and any(
        c.start <= cell.start < c.end and not is_number(c.text) for c in rows[-1]
    )  # fmt: skip


def _bands(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """The bands that the cells of these rows cover together, from left to right."""
    bands: list[tuple[int, int]] = []
    for start, end in sorted((c.start, c.end) for row in rows for c in row):
        if bands and start < bands[-1][1]:
            bands[-1] = bands[-1][0], max(end, bands[-1][1])
        else:
            bands.append((start, end))
    return bands


def _under_one_head(
    bands: Sequence[tuple[int, int]], rows: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Cell]]
) -> list[tuple[int, int]]:
    """The bands, those beside each other as one that a cell of a head spans and no row fills both of: the dashes of a
    column stand at its left end, its numbers at its right."""
    joined: list[tuple[int, int]] = []
    for band in bands:
        before = joined[-1] if joined else band
        spanned = any(c.start < before[1] and c.end > band[0] for head in heads for c in head)
        filled = {(_covers(row, before), _covers(row, band)) for row in rows}
        if joined and spanned and (True, True) not in filled:
            joined[-1] = before[0], band[1]
        else:
            joined.append(band)
    return joined


def _covers(row: Sequence[Cell], band: tuple[int, int]) -> bool:
    return any(c.start < band[1] and c.end > band[0] for c in row)


def _placed(row: Sequence[Cell], bands: Sequence[tuple[int, int]]) -> list[str] | None:
    """The texts of a row by band; None where two fall into one."""
    texts = [""] * len(bands)
    for cell in row:
        near = min(range(len(bands)), key=lambda b: (_apart(cell, bands[b]), b))
        if texts[near]:
            return None
        texts[near] = cell.text
    return texts


def _apart(cell: Cell, band: tuple[int, int]) -> int:
    """How far a cell is from a band: 0 where they touch."""
    return max(0, band[0] - cell.end + 1, cell.start - band[1] + 1)


def _fills(row: Sequence[Cell], bands: Sequence[tuple[int, int]]) -> bool:
    """Whether a name in this row is as wide as its column, so that it may run over the line."""
    names = [c for c in row if not is_number(c.text)]
    return any(c.end >= end - 1 for c in names for start, end in bands if start <= c.start < end)
