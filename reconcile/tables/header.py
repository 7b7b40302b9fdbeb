"""Where a grid's header ends, and which texts stand over each column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from reconcile.document import Grid
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy

from .cells import fold, number

_MARKERS = frozenset(
    {"**", "*", "***", "栏次", "行次", "列次", "栏目", "序号", "公式", "关系", "甲", "乙", "丙", "—", "类", "款", "项"}
)
_INDEX = lazy(r"\(?(?:\d{1,2}|[a-z])\)?(?:=[\d+\-*/=()a-z]+%?)?", re.IGNORECASE)
_LEADING = lazy(r"\d{1,2}(?==|$)")
_CODE = lazy(r"\d{3}(?:\d\d){0,3}")
_NUMBERED = lazy(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.](?!\d))")
_TOTAL = lazy(r"(?:合计|总计|小计|收入总计|支出总计|本年收入合计|本年支出合计|总计:|合计:)")
_YEAR = lazy(r"(?:19|20)\d\d")


def is_number_row(cells: Sequence[str]) -> bool:
    """A row that only numbers the columns: ``** ** 1 2 3`` or ``栏次 1 2 3``."""
    texts = [fold(c) for c in cells if fold(c)]
    indices = [t for t in texts if t not in _MARKERS]
    if not texts or not all(_INDEX.fullmatch(t) for t in indices):
        return False
    plain = [int(m[0]) for t in indices if (m := _LEADING.match(t))]  # 4 = 3/2 is column 4
    consecutive = all(b - a == 1 for a, b in itertools.pairwise(plain)) and plain[:1] in ([1], [0])
    marked = len(texts) > len(indices)
    if marked and not indices:
        return texts[0].startswith("*")
    return (marked or len(indices) >= 3) and (consecutive or not plain)


def header_end(grid: Grid, start: int, lexicon: Lexicon) -> int:
    """The index of the first row after the header that begins at row ``start``."""
    end = start
    for index in range(start, len(grid.rows)):
        if index < end:
            continue
        row = grid.rows[index]
        if is_number_row(row) and end > start:
            return index + 1
        if not _is_header_row(row, index == start, lexicon):
            break
        if index > start and not (_divided(grid, index - 1) or _repeated(grid, index) or _all_words(row, lexicon)):
            break
        end = max(end, index + 1)
        end = max([end, *(index + span[0] for (r, _), span in grid.spans.items() if r == index)])
    return min(_bounded(grid, start, end), len(grid.rows))


def _divided(grid: Grid, row: int) -> bool:
    """Whether a text of this header row stands over several columns, so that a row below can divide it."""
    return any(not fold(c) for c in grid.rows[row]) or any(r <= row and w > 1 for (r, _), (_, w) in grid.spans.items())


def _repeated(grid: Grid, row: int) -> bool:
    """Whether the row goes on with a header whose merged cells were written out: 项目 again below 项目, and what stands
    over several columns once over each."""
    above, own = ([fold(c) for c in grid.rows[r]] for r in (row - 1, row))
    beside = any(a and a == b for a, b in itertools.pairwise(above))
    return beside and bool(own[0]) and own[0] == above[0] and own != above


def _all_words(row: Sequence[str], lexicon: Lexicon) -> bool:
    return all(lexicon.columns_of(t) for t in map(fold, row) if t)


def _bounded(grid: Grid, start: int, end: int) -> int:
    """A tall merged cell in the stub must not pull rows with numbers into the header."""
    for index in range(start + 1, end):
        if _count_numbers(grid.rows[index]) and not is_number_row(grid.rows[index]):
            return index
    return end


def _is_header_row(row: Sequence[str], first: bool, lexicon: Lexicon) -> bool:
    texts = [fold(c) for c in row if fold(c)]
    if not texts:
        return False
    numbers = _count_numbers(row)
    if numbers:
        words = sum(1 for t in texts if lexicon.columns_of(t))
        return words >= 2 and words > numbers
    if first:
        return True
    if _CODE.fullmatch(texts[0]) or any(_NUMBERED.match(t) for t in texts):
        return False
    names = [t for t in texts if t not in _MARKERS]
    return not (len(names) == 1 and (_TOTAL.fullmatch(names[0]) or fold(row[0]) == names[0]))


def _count_numbers(row: Sequence[str]) -> int:
    """The numbers in a row that are no years over columns."""
    found = [fold(c) for c in row if number(c)]
    return 0 if all(_YEAR.fullmatch(t) for t in found) else len(found)


def paths(grid: Grid, start: int, end: int) -> list[tuple[str, ...]]:
    """For each column the header texts from top to bottom, without blanks and repeats."""
    rows = [r for r in range(start, end) if not is_number_row(grid.rows[r])]
    covered = _covered(grid)
    result = []
    for column in range(grid.width):
        texts: list[str] = []
        for position, row in enumerate(rows):
            text = _text(grid, row, column, rows[position + 1 :], covered)
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        result.append(tuple(texts))
    return result


def _covered(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (r + i, c + j): (r, c)
        for (r, c), (height, width) in grid.spans.items()
        for i in range(height)
        for j in range(width)
    }


def _cell(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    return fold(cells[column]) if column < len(cells) else ""


def _text(
    grid: Grid, row: int, column: int, below: Sequence[int], covered: dict[tuple[int, int], tuple[int, int]]
) -> str:
    """The text over the column in this row; where no span tells, a text covers the blanks to its right that have
    texts of their own below them."""
    owner = covered.get((row, column))
    if owner:
        return _cell(grid, *owner)
    text = _cell(grid, row, column)
    if text or not any(_cell(grid, r, column) for r in below):
        return text
    for left in range(column - 1, -1, -1):
        if (row, left) in covered:
            return ""
        found = _cell(grid, row, left)
        if found:
            return found if any(_cell(grid, r, left) for r in below) else ""
    return ""
