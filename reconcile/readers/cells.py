"""What the readers of tables share: limits, ragged rows made even, and titles and notes that stand inside a table.

A table copied out of a spreadsheet carries its title, its unit line and its notes as rows. They are prose, and come out
as such, so that later rooms meet every table in the same shape.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reconcile.document import Grid
from reconcile.errors import ReadError
from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

PICTURED = "（图片）"  # a cell that holds a picture only: no blank, for a number may stand in it
MAX_CELLS = 3_000_000  # of one document, with the cells that only make rows even

Rows = tuple[tuple[str, ...], ...]
Spans = Mapping[tuple[int, int], tuple[int, int]]

_LABEL = lazy(
    r"[（(]?(?:金额|计量|货币|数量)?单位(?:名称)?\s*[：:]|编[制报]|填[报表]|部\s*门\s*(?:名称)?\s*[：:]|公开\s*\d*\s*表|附?表\s*[一二三四五六七八九十\d]+|日期[：:]|预算\d+表"
)
_UNIT = lazy(r"[（(]?(?:金额|计量|货币|数量)?单位\s*[：:]\s*(?:人民币)?[（(]?[千百十]?[万亿]?元")
_NOTE = lazy(r"[（(*※]?\s*[备附]?注\s*\d*\s*[：:、.．]?|说\s*明\s*[：:]|[*※]")
_NUMBER = lazy(r"[-+−—]?[\d,，.]+[%％]?$")


class Parts(NamedTuple):
    """Row numbers: the title lines above a table, the table itself, the notes below."""

    above: range
    table: range
    below: range


def limit_cells(rows: int, columns: int, path: str) -> None:
    """ReadError where a table would take more cells than any real one."""
    if rows * columns > MAX_CELLS:
        raise ReadError(f"{path}：表格过大（{rows} 行 × {columns} 列），已停止读取")


def even(rows: Sequence[Sequence[str]], path: str) -> Rows:
    """The rows stripped and padded with ``""`` to one width."""
    width = max((len(r) for r in rows), default=0)
    limit_cells(len(rows), width, path)
    return tuple(tuple(c.strip() for c in r) + ("",) * (width - len(r)) for r in rows)


def is_number(text: str) -> bool:
    return bool(_NUMBER.match(text))


def sections(rows: Sequence[Sequence[str]], spans: Spans) -> Iterator[Parts]:
    """The tables among rows that carry title lines and notes too: often one, several where titles stand between."""
    wide: dict[int, int] = {}  # row → how many columns its widest merged cell covers
    for (r, _), (_, columns) in spans.items():
        wide[r] = max(wide.get(r, 1), columns)
    starts = [0, *_inner_starts(rows, wide), len(rows)]
    for start, stop in pairwise(starts):
        first, last = start, stop
        while first < last and _is_above(rows[first], wide.get(first, 1)):
            first += 1
        while last > first and _is_below(rows[last - 1]):
            last -= 1
        if first == last:  # nothing but single lines: leave a list as the table it was drawn as
            first, last = start, stop
        yield Parts(range(start, first), range(first, last), range(last, stop))


def _inner_starts(rows: Sequence[Sequence[str]], wide: Mapping[int, int]) -> Iterator[int]:
    """Rows inside at which another table begins: a unit line below titles, with a table before and after."""
    last = 0
    for index in range(2, len(rows) - 1):
        if not _is_labels(rows[index]) or all(_is_above(rows[r], wide.get(r, 1)) for r in range(last, index)):
            continue
        first = index
        while first - 1 > last and _is_inner_title(rows[first - 1], wide.get(first - 1, 1)):
            first -= 1
        last = first
        yield first


def _is_labels(row: Sequence[str]) -> bool:
    filled = [c.strip() for c in row if c.strip()]
    return bool(filled) and any(_UNIT.match(c) for c in filled) and len(filled) <= 3 and len(row) > 1


def _is_inner_title(row: Sequence[str], wide: int) -> bool:
    filled = [c.strip() for c in row if c.strip()]
    if not filled:
        return True
    return len(filled) == 1 and (wide >= len(row) > 1 or bool(_LABEL.match(filled[0]) or filled[0].endswith("表")))


def _is_above(row: Sequence[str], wide: int) -> bool:
    """Blank, a title that stands alone (in the first column or merged over most), or labels such as 单位：万元 only."""
    filled = [c for c in row if c.strip()]
    if not filled or all(_LABEL.match(c.strip()) for c in filled):
        return True
    labels = [c for c in filled if _LABEL.match(c.strip())]
    alone = len(filled) - len(labels) == 1 and len(row) > 1 and (bool(row[0].strip()) or wide * 3 > len(row) * 2)
    return alone and not is_number(filled[0].strip())


def _is_below(row: Sequence[str]) -> bool:
    """Blank, or a note or a sentence that stands alone in its row."""
    filled = [c.strip() for c in row if c.strip()]
    if not filled:
        return True
    sentence = bool(compiled(r"[，。；]").search(filled[0])) and len(filled[0]) > 15
    return len(filled) == 1 and len(row) > 1 and bool(row[0].strip()) and (bool(_NOTE.match(filled[0])) or sentence)


class Laid(NamedTuple):
    """A table laid out: rows of one width, spans of merged cells, where cells begin and where they came from."""

    rows: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]]
    origins: dict[tuple[int, int], int]  # (row, column) → the number that `Layout.put` was given; keys are all cells

    def cut(self, kept: range) -> Laid:
        """Its rows in ``kept``, without columns in which no cell of theirs begins.

        Formats count columns by edges: where every row spans two of them, or a title spans more than there are, the
        table as a person sees it has fewer.
        """
        columns = sorted({c for r, c in self.origins if r in kept})
        new = {c: i for i, c in enumerate(columns)}
        spans = {}
        for (r, c), (high, wide) in self.spans.items():
            if r in kept:
                span = min(high, kept.stop - r), bisect_left(columns, c + wide) - new[c]
                if span != (1, 1):
                    spans[r - kept.start, new[c]] = span
        origins = {(r - kept.start, new[c]): origin for (r, c), origin in self.origins.items() if r in kept}
        return Laid([[self.rows[r][c] for c in columns] for r in kept], spans, origins)


class Layout:
    """Cells put into a table one after the other."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._texts: dict[tuple[int, int], str] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._origins: dict[tuple[int, int], int] = {}
        self._covered: set[tuple[int, int]] = set()
        self._rows = 0

    def taken(self, row: int, column: int) -> bool:
        return (row, column) in self._texts or (row, column) in self._covered

    def put(self, row: int, column: int, text: str, span: tuple[int, int] = (1, 1), origin: int = -1) -> None:
        """A cell whose top left corner is at (row, column); ReadError for more cells than any real table has."""
        high, wide = span
        limit_cells(len(self._covered) + len(self._texts) + high * wide, 1, self._path)
        self._texts[row, column] = text
        self._rows = max(self._rows, row + 1)
        self._origins[row, column] = origin
        if span != (1, 1):
            self._spans[row, column] = span
            self._covered.update((row + i, column + j) for i in range(high) for j in range(wide) if i or j)

    def stretch(self, row: int, column: int, below: int) -> None:
        """Let the cell at (row, column) cover the rows down to ``below``, as wide as it is."""
        _, wide = self._spans.get((row, column), (1, 1))
        self._spans[row, column] = (below - row + 1, wide)
        self._covered.update((below, column + j) for j in range(wide))
        self._rows = max(self._rows, below + 1)

    def done(self) -> Laid:
        width = 1 + max((c for _, c in self._texts), default=-1)
        limit_cells(self._rows, width, self._path)
        rows = [[self._texts.get((r, c), "").strip() for c in range(width)] for r in range(self._rows)]
        return Laid(rows, dict(self._spans), dict(self._origins))


def is_data(rows: Sequence[Sequence[str]], *, nested: bool = False) -> bool:
    """Whether cells make a table rather than lay out a page: several in a row, and no one of them holds it all."""
    texts = [c for row in rows for c in row if c.strip()]
    if not any(sum(1 for c in row if c.strip()) >= 2 for row in rows):
        return False
    largest, total = max(map(len, texts)), sum(map(len, texts))
    return not (largest > 0.6 * total and (nested or largest > 400))


def goes_on_below(before: Grid, after: Grid) -> bool:
    """Whether a table with nothing before it is more of the last one: as wide, and it begins with figures."""
    first = after.rows[0]
    return before.width == after.width > 2 and any(map(is_number, first[1:])) and not is_number_row(first)


def is_number_row(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 …"""
    numbers = [int(c) for c in row if c.isdecimal() and len(c) < 3]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def together(before: Grid, after: Grid) -> Grid:
    """Both as one table, the second under the first."""
    high = len(before.rows)
    return before._replace(
        rows=before.rows + after.rows,
        spans={**before.spans, **{(r + high, c): span for (r, c), span in after.spans.items()}},
        places={**before.places, **{(r + high, c): place for (r, c), place in after.places.items()}},
        pages=tuple(dict.fromkeys(before.pages + after.pages)),
        loose=before.loose | {r + high for r in after.loose},
    )


def joined_cell(pieces: Sequence[str]) -> str:
    """The lines of a cell as one, with a gap only between Latin words or numbers."""
    text = ""
    for piece in pieces:
        gap = text[-1:].isascii() and text[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
        text += (" " if gap else "") + piece
    return text
