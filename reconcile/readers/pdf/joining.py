"""Tables that run over pages: pieces with the same outer edges and matching columns become one grid."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.document import Box, Grid, Place
from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.geometry import Matrix, turn_box
from reconcile.readers.pdf.grid import Cell, RawGrid, nearest
from reconcile.tuples import NamedTuple

SAME_EDGE = 4.0  # points: how far a column's edge may move from page to page
MOST_HEAD_ROWS = 8

_CONTINUED = lazy_regex(r"[（(【\[]?\s*(?:接上[页表]|续(?:表|上表|前表)?)\s*\d*[）)】\]]?")
_NUMBER = lazy_regex(r"[-−—]?[\d,]+(?:\.\d+)?%?")
_CODE = lazy_regex(r"\d{3,12}")
_REST = lazy_regex(
    r"(?![一二三四五六七八九十]+[、．.]|[（(]?[一二三四五六七八九十]+[）)]|其中|其他|合\s*计|总\s*计|小\s*计)[^\d]{1,12}"
)
_TITLE = lazy_regex(r"表\s*(?:[（(][^）)]*[）)])?$")


class Piece(NamedTuple):
    """A table's part on one page, and the texts of the lines that stand over it there."""

    grid: RawGrid
    page: int
    turn: Matrix | None  # from the frame in which the text stands upright to the page as shown
    above: tuple[str, ...]


class Table:
    """A table under construction: grows piece by piece as pages are read."""

    def __init__(self, piece: Piece) -> None:
        self.xs = list(piece.grid.xs)
        self.above = piece.above
        self._height = len(piece.grid.ys) - 1
        self._cells = [(cell, _place(piece, cell)) for cell in piece.grid.cells]
        self._pages = [piece.page]
        self._filled = piece.grid.filled
        self._head = piece.grid
        xs, ys = piece.grid.xs, piece.grid.ys
        self._place = Place(piece.page, None, _shown((xs[0], ys[0], xs[-1], ys[-1]), piece.turn))

    def takes(self, piece: Piece) -> bool:
        """Whether ``piece``, the first table of the next page, goes on with this one."""
        grid = piece.grid
        if columns_of(self.xs, grid.xs) is None:
            return False
        title = _own_title(grid)
        if title not in ("", _own_title(self._head)):
            return False
        if not piece.above and not title:
            return True
        ours = {_bare(t) for t in self.above} | {""}
        if not all(_bare(t) in ours for t in piece.above):
            return False
        if any(_CONTINUED.search(t) for t in piece.above):
            return True
        # forms of one title, a page each, begin alike too, but not with a row of column names
        return any(len(_row_texts(grid, row)) > 1 for row in range(_head_rows(self._head, grid)))

    def add(self, piece: Piece) -> None:
        """Append the rows of ``piece`` without the header rows it repeats."""
        grid = piece.grid
        columns = columns_of(self.xs, grid.xs)
        assert columns is not None
        xs, ours, theirs = columns
        if len(xs) != len(self.xs):
            self._cells = [(_to_columns(cell, ours), place) for cell, place in self._cells]
        self.xs = xs
        head = _head_rows(self._head, grid)
        if self._goes_on_in(grid, head, theirs) or self._ends_in(piece, head, theirs):
            head += 1
        for cell in grid.cells:
            if cell.row >= head:
                moved = cell._replace(row=cell.row - head + self._height)
                self._cells.append((_to_columns(moved, theirs), _place(piece, cell)))
        self._height += len(grid.ys) - 1 - head
        self._filled = frozenset(theirs[column] for column in grid.filled)
        self._pages.append(piece.page)

    def _goes_on_in(self, grid: RawGrid, row: int, columns: Sequence[int]) -> bool:
        """Take the rest of a wrapped name that ``row``, the first of the next page, holds and nothing else.

        The page break then went through a table row: its numbers and the beginning of its name stand before.
        """
        texts = [c for c in grid.cells if c.row == row and c.text]
        rest = texts[0].text.strip() if texts else ""
        if len(texts) != 1 or texts[0].rows > 1 or len(grid.ys) - 2 <= row or not _REST.fullmatch(rest):
            return False
        column = columns[texts[0].column]
        last = {cell.column: k for k, (cell, _) in enumerate(self._cells) if cell.row == self._height - 1 and cell.text}
        others = [self._cells[k][0].text for c, k in last.items() if c != column]
        if column not in last or column not in self._filled or not any(map(_NUMBER.fullmatch, others)):
            return False
        cell, place = self._cells[last[column]]
        self._cells[last[column]] = (cell._replace(text=cell.text + rest), place)
        return True

    def _ends_in(self, piece: Piece, row: int, columns: Sequence[int]) -> bool:
        """Take the rest of a row that the page break cut: its code and the beginning of its name stand before.

        What ``row`` holds, numbers and the rest of the name, must fill what the last row lacks, as rows of whole names
        with codes do.
        """
        grid = piece.grid
        rest = {columns[c.column]: c for c in grid.cells if c.row == row and c.text and c.rows == 1}
        theirs = {column: cell.text.strip() for column, cell in rest.items()}
        last = {cell.column: k for k, (cell, _) in enumerate(self._cells) if cell.row == self._height - 1 and cell.text}
        ours = {column: self._cells[k][0].text for column, k in last.items()}
        common = set(ours) & set(theirs)
        if len(common) != 1 or len(grid.ys) - 2 <= row:
            return False
        (column,) = common
        codes = [c for c, text in ours.items() if c < column and _CODE.fullmatch(text)]
        numbers = [c for c, text in theirs.items() if _NUMBER.fullmatch(text)]
        if not codes or len(ours) != len(codes) + 1 or len(numbers) != len(theirs) - 1 or not numbers:
            return False
        if min(numbers) < column or not _REST.fullmatch(theirs[column]) or not self._has_whole_rows(codes, numbers):
            return False
        for k, (cell, place) in enumerate(self._cells):
            if cell.row == self._height - 1 and cell.column in theirs:
                where = place if cell.text else _place(piece, rest[cell.column])  # a number stands where it is printed
                self._cells[k] = (cell._replace(text=cell.text + theirs[cell.column]), where)
        return True

    def _has_whole_rows(self, codes: list[int], numbers: list[int]) -> bool:
        """Whether every other row with codes has numbers in the same columns."""
        rows: dict[int, set[int]] = {}
        for cell, _ in self._cells:
            if cell.text and cell.row < self._height - 1 and (cell.column not in codes or _CODE.fullmatch(cell.text)):
                rows.setdefault(cell.row, set()).add(cell.column)
        coded = [found for found in rows.values() if found.issuperset(codes)]
        return bool(coded) and all(found & set(numbers) for found in coded)

    def grid(self) -> Grid:
        """The whole table."""
        rows = [[""] * (len(self.xs) - 1) for _ in range(self._height)]
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        places: dict[tuple[int, int], Place] = {}
        for cell, place in self._cells:
            at = (cell.row, cell.column)
            rows[cell.row][cell.column] = cell.text
            places[at] = place
            if cell.rows > 1 or cell.columns > 1:
                spans[at] = (cell.rows, cell.columns)
        return Grid(tuple(map(tuple, rows)), spans, places, self._place, tuple(self._pages))


def columns_of(first: Sequence[float], then: Sequence[float]) -> tuple[list[float], list[int], list[int]] | None:
    """The common column edges of two pieces and where each one's edges are among them; None if they do not match.

    One piece may lack edges that the other has (a total row with merged cells); a piece with all the same columns may
    also be shifted, as by the margins of left and right pages.
    """
    shift = then[0] - first[0]
    if abs((then[-1] - then[0]) - (first[-1] - first[0])) > SAME_EDGE:
        return None
    if abs(shift) > SAME_EDGE and (len(first) != len(then) or len(first) < 4):
        return None
    moved = [x - shift for x in then]
    fine, coarse = (list(first), moved) if len(first) >= len(moved) else (moved, list(first))
    at = [nearest(fine, x) for x in coarse]
    if any(abs(fine[i] - x) > SAME_EDGE for i, x in zip(at, coarse, strict=True)) or len(set(at)) < len(at):
        return None
    every = list(range(len(fine)))
    return (fine, every, at) if fine[:] == list(first) else (fine, at, every)


def _to_columns(cell: Cell, at: Sequence[int]) -> Cell:
    return cell._replace(column=at[cell.column], columns=at[cell.column + cell.columns] - at[cell.column])


def _head_rows(head: RawGrid, grid: RawGrid) -> int:
    """How many rows at the start of ``grid`` repeat those of ``head``."""
    count = 0
    height = min(MOST_HEAD_ROWS, len(grid.ys) - 1, len(head.ys) - 1)
    while count < height:
        ours, theirs = _row_texts(head, count), _row_texts(grid, count)
        if ours != theirs:
            break
        count += 1
    return count if any(c.text for c in grid.cells if c.row < count) else 0


def _row_texts(grid: RawGrid, row: int) -> list[str]:
    return [c.text.replace(" ", "") for c in grid.cells if c.row == row and c.text]


def _own_title(grid: RawGrid) -> str:
    """The title that stands in the table itself, in a first row of one cell."""
    cells = [c for c in grid.cells if c.row == 0]
    text = cells[0].text if len(cells) == 1 and len(grid.xs) > 2 else ""
    return text if _TITLE.search(text) else ""


def _bare(text: str) -> str:
    """A line over a table without spaces and what says that it goes on."""
    return _CONTINUED.sub("", text.replace(" ", ""))


def _shown(box: Box, turn: Matrix | None) -> Box:
    return turn_box(box, turn) if turn else box


def _place(piece: Piece, cell: Cell) -> Place:
    xs, ys = piece.grid.xs, piece.grid.ys
    box = (xs[cell.column], ys[cell.row], xs[cell.column + cell.columns], ys[cell.row + cell.rows])
    return Place(piece.page, None, _shown(box, piece.turn))
