"""What the readers of tables share: limits, ragged rows made even, and titles and notes that stand inside a table.

A table copied out of a spreadsheet carries its title, its unit line and its notes as rows. They are prose, and come out
as such, so that later rooms meet every table in the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reconcile.errors import ReadError

MAX_CELLS = 3_000_000  # of one document, with the cells that only make rows even

Rows = tuple[tuple[str, ...], ...]

_LABEL = re.compile(
    r"[（(]?(?:金额|计量|货币|数量)?单位(?:名称)?\s*[：:]|编[制报]|填[报表]|部\s*门\s*(?:名称)?\s*[：:]|公开\s*\d*\s*表|附?表\s*[一二三四五六七八九十\d]+|日期[：:]|预算\d+表"
)
_NOTE = re.compile(r"[（(*※]?\s*[备附]?注\s*\d*\s*[：:、.．]?|说\s*明\s*[：:]|[*※]")
_NUMBER = re.compile(r"[-+−—]?[\d,，.]+[%％]?$")


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


def parts(rows: Sequence[Sequence[str]]) -> Parts:
    """Where the table proper begins and ends among rows that carry title lines and notes too."""
    first, last = 0, len(rows)
    while first < last and _is_above(rows[first]):
        first += 1
    while last > first and _is_below(rows[last - 1]):
        last -= 1
    if first == last:  # nothing but single lines: leave a list as the table it was drawn as
        return Parts(range(0), range(len(rows)), range(0))
    return Parts(range(first), range(first, last), range(last, len(rows)))


def _is_above(row: Sequence[str]) -> bool:
    """Blank, a title in the first column alone, or labels such as 单位：万元 and 编制单位：… only."""
    filled = [c for c in row if c.strip()]
    if not filled or all(_LABEL.match(c.strip()) for c in filled):
        return True
    labels = [c for c in filled if _LABEL.match(c.strip())]
    alone = len(filled) - len(labels) == 1 and bool(row[0].strip()) and len(row) > 1
    return alone and not is_number(filled[0].strip())


def _is_below(row: Sequence[str]) -> bool:
    """Blank, or a note or a sentence that stands alone in its row."""
    filled = [c.strip() for c in row if c.strip()]
    if not filled:
        return True
    sentence = bool(re.search(r"[，。；]", filled[0])) and len(filled[0]) > 15
    return len(filled) == 1 and len(row) > 1 and bool(row[0].strip()) and (bool(_NOTE.match(filled[0])) or sentence)
