"""The unit of tables that print none, from the amounts that the prose says again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reconcile.document import Document, Grid, Paragraph
from reconcile.patterns import lazy

from .cells import fold

SAID = lazy(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)")
CELL = lazy(r"\d[\d,]*(?:\.\d+)?")
DIGITS, FEWEST, TIMES = 3, 2, 4  # digits of a number that shows something; how many must; times those of another unit


def unit_said(document: Document, grids: Iterable[Grid]) -> str:
    """The unit in which the prose says numbers of the tables again: 20.50 and 4.00 are 万元 where it says 20.50万元.
    The empty string where it says too few of them, or in several units."""
    found: dict[str, set[str]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for number, unit in SAID.findall(fold(block.text)):
                found.setdefault(number.replace(",", ""), set()).add(unit)
    units = Counter(unit for number in set(_numbers(grids)) if len(said := found.get(number, ())) == 1 for unit in said)
    (unit, times), *others = units.most_common(2) or [("", 0)]
    return unit if times >= max([FEWEST, *(TIMES * n for _, n in others)]) else ""


def _numbers(grids: Iterable[Grid]) -> Iterator[str]:
    for grid in grids:
        for row in grid.rows:
            for text in row:
                number = fold(text).replace(",", "")
                if CELL.fullmatch(number) and len(number.replace(".", "").lstrip("0")) >= DIGITS:
                    yield number
