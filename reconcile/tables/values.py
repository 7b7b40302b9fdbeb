"""A table understood: title, kind, unit, header paths, rows with their hierarchy, and every number as a figure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from reconcile.address import Address
from reconcile.document import Grid
from reconcile.figures import Figure
from reconcile.lexicon import TableKind
from reconcile.lexicon.names import stem
from reconcile.patterns import lazy
from reconcile.tuples import EMPTY, NamedTuple

_RATE = lazy(r"[%％‰]|(?:增长|增幅|增速|增减)(?:率|$|[(（])|占比|比重|构成|结构|速度|幅度|率$|位次|排名|[人户]均|平均")
_AVERAGE = lazy(r"[人生户亩车]均|平均|均价|单价|标准|指数|排名|位次|系数")


class Column(NamedTuple):
    """A column of numbers. ``path`` are the header texts from top to bottom, without repeats and blanks.

    ``meaning`` maps a kind of word (measure, part, scope, source, item) to the id in ``columns.csv`` that the header
    path names; what the path does not name is absent; ``period`` is the year it speaks of, where known. ``type`` is
    money, percent or count. ``unit`` is the header's own (``预算数（万元）``), "" where the table's unit line holds.
    """

    index: int  # type: ignore[assignment]  # of the grid
    path: tuple[str, ...]
    meaning: Mapping[str, str] = EMPTY
    type: str = "money"
    unit: str = ""

    @property
    def name(self) -> str:
        return "·".join(self.path)

    @property
    def adds_up(self) -> bool:
        """Whether its amounts can be added: 人均支出 and 单价 cannot."""
        return self.type == "money" and not _AVERAGE.search(self.name)


class Row(NamedTuple):
    """A row with a label. ``parent`` is the position in the side's rows of the row that this one is a part of.

    ``role`` is item, total (合计, 总计, 本年支出合计 ...), subtotal (小计, 人员经费合计) or note. ``code`` is the
    classification code without gaps ("2080505"), also when printed in three columns; ``label`` is as printed, ``name``
    without numbering and marks; ``memo`` rows (其中：) are parts that need not add up.
    """

    index: int  # type: ignore[assignment]  # in the grid
    label: str
    name: str
    code: str = ""
    level: int = 0
    parent: int | None = None
    role: str = "item"
    memo: bool = False
    unit_name: str = ""  # in tables by unit or project: whose row it is
    inferred: bool = False  # the code is not printed in this document: the classification knows the name
    misprint: str = ""  # the code as printed, where order and name say that it is another
    proved: bool = False  # only the numbers of most columns say whose part it is

    @property
    def adds_up(self) -> bool:
        """Whether its numbers are amounts: those of a row 增长% below amounts are none."""
        return not _RATE.search(self.name)


class Side(NamedTuple):
    """One half of a left/right double table, or the whole of a plain one. ``name`` is income, expenditure or "";
    ``lines`` are the grid's columns that number the rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...] = ()


class _Table(NamedTuple):
    block: int
    grid: Grid
    title: str = ""
    title_block: int | None = None
    kind: TableKind | None = None
    unit: str = ""
    exponent: int = 0
    year: int | None = None
    header_rows: int = 0
    sides: tuple[Side, ...] = ()
    figures: Mapping[tuple[int, int], Figure] = EMPTY
    nil: frozenset[tuple[int, int]] = frozenset()
    unread: frozenset[tuple[int, int]] = frozenset()
    note: str = ""
    addresses: Mapping[int, Address] = EMPTY  # by column: what all its cells are of


class Table(_Table):
    """``block`` is the index of the grid in the document's blocks, ``title_block`` of the title's paragraph.

    ``unit`` is as the unit line says (万元); ``exponent`` the power of ten that brings a cell to 元. ``figures`` maps
    (grid row, grid column) to the figure of each number; blank and nil cells have none (``nil`` has those that are
    there and say nil), and neither have the cells of ``unread``, of which nobody can say what they hold (words, a
    formula without a result, 涉密, a number drawn over several rows): they are not zero. ``empty`` is true where no
    cell holds a number other than 0; ``note`` is a statement of the document that the table is empty (故本表无数据), ""
    if there is none.
    """

    @cached_property
    def rows_by_stem(self) -> dict[str, tuple[tuple[Side, Row], ...]]:
        """The rows under their names without a closing 支出 or 费用, in the table's order."""
        found: dict[str, list[tuple[Side, Row]]] = {}
        for side in self.sides:
            for row in side.rows:
                found.setdefault(stem(row.name), []).append((side, row))
        return {name: tuple(rows) for name, rows in found.items()}

    @property
    def empty(self) -> bool:
        return not any(f.printed.digits for f in self.figures.values())
