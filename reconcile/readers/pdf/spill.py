"""Names that run over the rule into the column of numbers: 灾害防治及应急管理共同财政事权转移支付收|入226901."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.grid import Cell, RawGrid
from reconcile.readers.pdf.stacks import PLAIN_NUMBER

MOST, LONG = 6, 6  # characters that run over, and of a name that may fill its cell
LEAST, MOSTLY = 5, 0.6  # cells of a column that are numbers
_NUMBER = lazy_regex(rf"{PLAIN_NUMBER}%?")
# no word that a cell of numbers has of itself: 减少5, 约30, 无
_SPILT = lazy_regex(rf"((?:(?![增减降升约近共另其正负平无空略同第计])\p{{Han}}){{1,{MOST}}})(|{PLAIN_NUMBER})")


def take_back(grid: RawGrid) -> RawGrid:
    """The grid with what of a name stands before a number, in a column of numbers, back at the end of the name."""
    by_place = {(c.row, c.column): c for c in grid.cells if c.rows == c.columns == 1 and c.text}
    changed: dict[tuple[int, int], str] = {}
    for column in {column for _, column in by_place if column}:
        texts = [c.text for (_, at), c in by_place.items() if at == column]
        numbers = sum(_NUMBER.fullmatch(t) is not None for t in texts)
        if numbers < max(LEAST, MOSTLY * len(texts)):
            continue
        for (row, at), cell in by_place.items():
            spilt = _SPILT.fullmatch(cell.text) if at == column else None
            name = by_place.get((row, at - 1))
            if spilt and name and _ends_in_word(name.text) and (spilt[2] or _goes_on(by_place, row, at)):
                changed[row, at - 1], changed[row, at] = name.text + spilt[1], spilt[2]
    return grid._replace(cells=tuple(_with(grid.cells, changed))) if changed else grid


def _ends_in_word(text: str) -> bool:
    return len(text) > LONG and "\u4e00" <= text[-1] <= "\u9fff"


def _goes_on(by_place: dict[tuple[int, int], Cell], row: int, column: int) -> bool:
    """Whether a cell of words alone is no word of its own: the rows around it have numbers there."""
    beside = (by_place.get((r, column)) for r in (row - 1, row + 1))
    return all(c is not None and any(d.isdigit() for d in c.text) for c in beside)


def _with(cells: Sequence[Cell], changed: dict[tuple[int, int], str]) -> list[Cell]:
    return [c._replace(text=changed.get((c.row, c.column), c.text)) for c in cells]
