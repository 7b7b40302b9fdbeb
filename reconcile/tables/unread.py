"""What a reader of the report must know of cells that could not be read: they are not zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reconcile.document import Notice
from reconcile.patterns import lazy

from .values import Table

_SHOWN = 4  # cells quoted in a notice
_TOLD = lazy(r"[\dA-Za-z#]|公式|图片|[涉保秘]密|^略$|\*\*")  # what stands for a number; mere words are none and no loss


def notices(tables: Iterable[Table]) -> Iterator[Notice]:
    """One for each table with cells in which a number stands, or should stand, that cannot be read."""
    for table in tables:
        if table.grid.loose:
            row = min(table.grid.loose)
            quoted = " ".join(filter(None, table.grid.rows[row]))[:40]
            yield Notice(
                "warning",
                f"《{table.title or '表'}》有 {len(table.grid.loose)} 行的格数与表头不同，看不出各数属于哪一栏，"
                f"没有核对：“{quoted}”",
                table.grid.cell_place(row, 0).page,
                "table",
            )
        placed = sorted(cell for cell in table.unread if cell[0] not in table.grid.loose)
        texts = {cell: table.grid.rows[cell[0]][cell[1]].strip() for cell in placed}
        told = {cell: text for cell, text in texts.items() if _TOLD.search(text)}
        if told:
            quoted = "、".join(f"“{text[:20]}”" for text in list(dict.fromkeys(told.values()))[:_SHOWN])
            place = table.grid.cell_place(*next(iter(told)))
            yield Notice(
                "warning",
                f"《{table.title or '表'}》有 {len(told)} 格读不出是多少，不作零，没有核对：{quoted}"
                + ("等" if len(set(told.values())) > _SHOWN else ""),
                place.page,
                "table",
            )
