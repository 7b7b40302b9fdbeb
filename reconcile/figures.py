"""A figure: a printed number with an address (what it is a number of) and a place (where it is printed).

A table cell is a figure and a number in a sentence is one; relations speak of figures and of nothing else.
"""

from __future__ import annotations

from reconcile.address import Address
from reconcile.document import Place
from reconcile.findings import Evidence
from reconcile.interval import Printed
from reconcile.tuples import NamedTuple

# (block, row, column) for a table cell, (block, start, -1) for a number in a paragraph
Key = tuple[int, int, int]


NOWHERE = Address()
MEASURED = ("米", "里", "公顷", "亩", "吨", "瓦", "小时", "分钟", "升")  # units of what is measured, not counted


class Figure(NamedTuple):
    """One printed number. ``printed`` is in 元 for money, in percent for rates, plain for counts, and carries the sign
    that words give it (下降 4.1% is −4.1); ``quote`` and ``value`` are as printed, the latter a plain decimal in
    ``unit``.
    """

    key: Key
    printed: Printed
    type: str  # money, percent, percentage_point, count
    quote: str
    unit: str
    value: str
    address: Address = NOWHERE
    place: Place = Place()
    end: int | None = None  # offset of the end in the paragraph
    table: str | None = None
    row: str | None = None
    column: str | None = None
    context: str = ""  # for numbers in prose: the clause it stands in, verbatim

    @property
    def in_prose(self) -> bool:
        return self.key[2] < 0

    @property
    def counted(self) -> bool:
        """Whether it counts things one by one (辆, 批次, 人): such a number was not rounded."""
        return self.type == "count" and self.printed.exponent == 0 and not any(u in self.unit for u in MEASURED)

    @property
    def where(self) -> str:
        """Where it stands, in Chinese: ``《收入预算总表》合计·金额`` or ``正文``."""
        if self.in_prose:
            return "正文"
        spot = "·".join(dict.fromkeys(p for p in (self.row, self.column) if p))
        return f"《{self.table or '表'}》{spot}"

    def of(self, address: Address) -> Figure:
        """The same number as one of something else; `replace` takes four times as long."""
        return Figure(
            self.key, self.printed, self.type, self.quote, self.unit, self.value, address, self.place, self.end,
            self.table, self.row, self.column, self.context,
        )  # fmt: skip

    def evidence(self, role: str) -> Evidence:
        block, start, column = self.key
        if column < 0:
            return Evidence(
                role, self.context or self.quote, self.place, start, self.end, value=self.value, unit=self.unit,
                block=block,
            )  # fmt: skip
        # by position: a document has tens of thousands of cells in relations
        return Evidence(
            role, self.quote, self.place, None, None, self.table, self.row, self.column, self.value, self.unit, block,
            (start, column),
        )  # fmt: skip
