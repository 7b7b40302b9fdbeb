"""The cells of a table as facts: each number with its row (code and label), its column and its value in 元.

Works from the table as the report shows it, so that it serves stored outcomes and outcomes in memory alike. The label
of a number is the nearest label to its left, which also reads left/right double tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reconcile.findings import TableView
from reconcile.interval import Printed
from reconcile.lexicon.names import normalise
from reconcile.patterns import lazy
from reconcile.tables.cells import CellNumber, fold, number, says_nil, scale

CODE_HEAD = lazy(r"编码|代码|^[类款项目]$|[|·][类款项目]$")
NAME_HEAD = lazy(r"名称|项目$|^科目$|单位$|部门$")
ORDER_HEAD = lazy(r"^(?:行次|栏次|序号)$")
YEARS = lazy(r"(?:19|20)\d\d年?度?|本年度?(?=.)")
COUNTING = lazy(r"\*{0,2}|栏次|行次|\d{1,2}|\d{1,2}=[\d+-]+")  # a row that numbers the columns
COUNTED = frozenset({"**", "*", "栏次", "行次"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table. ``printed`` is in 元 for money and as printed for percent (``unit`` says which); ``row``
    and ``column`` count from 0 in the table as shown; ``header`` are the header's texts joined by ``·``."""

    table: int
    kind: str
    title: str
    unit: str
    code: str
    label: str
    header: str
    text: str
    printed: Printed
    row: int
    column: int

    @property
    def value(self) -> Decimal:
        return self.printed.decimal()

    def address(self, year: int) -> tuple[str, str, str, str]:
        """What the cells of two documents must share to be about the same: kind of table, code, row and column.
        ``year`` is the document's own."""
        table = self.kind or fold(YEARS.sub("", self.title))
        return table, self.code, normalise(self.label), column_name(self.header, year)


def column_name(header: str, year: int) -> str:
    """A column's name as seen from the document's own ``year``, comparable between documents of different years:
    without units, without this year, and with last year's number as 上年."""
    text = re.sub(rf"{year - 1}年?度?|上年度?", "上年", fold(header))
    return re.sub(r"[(（][^)）]*元[)）]", "", YEARS.sub("", text))


def cells(tables: Sequence[TableView]) -> Iterator[Cell]:
    for index, table in enumerate(tables):
        yield from cells_of(index, table)


def cells_of(index: int, table: TableView) -> Iterator[Cell]:
    """The numbers in the body of one table, row by row; cells without a header, or without a label where
    the table has labels, are none."""
    paths = header_paths(table.rows[: table.header_rows])
    body = table.rows[table.header_rows :]
    roles = [role(paths[c] if c < len(paths) else "", [r[c] for r in body if c < len(r)]) for c in range(len(paths))]
    shift = scale(table.unit)
    named = any(r in ("code", "name") for r in roles)  # tables of one row have none: their columns say it all
    for r, row in enumerate(body, table.header_rows):
        code = label = ""
        fresh = False  # whether a number has been read since the last label: then a new label starts another half
        for c, text in enumerate(row[: len(roles)]):
            if roles[c] in ("code", "name") and text.strip():
                if fresh:
                    code = label = ""
                    fresh = False
                if roles[c] == "code":
                    code += fold(text) if fold(text).isdigit() else ""
                else:
                    label = text.strip()
            elif roles[c] == "value":
                fresh = True
                found = number(text)
                if found and (label or code or not named) and paths[c] and not {code, fold(label)} & COUNTED:
                    yield Cell(
                        index, table.kind, table.title, "%" if found.percent else table.unit, code, label, paths[c],
                        text.strip(), shifted(found, shift), r, c,
                    )  # fmt: skip


def shifted(cell: CellNumber, shift: int) -> Printed:
    """The number in 元; a percentage stays as printed."""
    return cell.printed if cell.percent else Printed(cell.printed.digits, cell.printed.exponent + shift)


def role(path: str, body: Sequence[str]) -> str:
    """``code``, ``name``, ``order`` or ``value``: by the column's header, else by what most of its cells are."""
    last = path.rsplit("·", 1)[-1]
    said = [t for t in map(fold, body) if t and t not in COUNTED]
    words = sum(1 for t in said if number(t) is None and not says_nil(t))
    if ORDER_HEAD.search(last):
        return "order"
    digits = sum(1 for t in said if re.fullmatch(r"\d{2,7}", t))
    if said and digits >= 0.5 * len(said) and (CODE_HEAD.search(last) or not path):
        return "code"  # the second and third column of a code often stand under the first one's header
    if words > 0.5 * len(said) or (NAME_HEAD.search(last) and words and words >= 0.3 * len(said)):
        return "name"
    return "value"


def header_paths(rows: Sequence[Sequence[str]]) -> list[str]:
    """The header's texts over each column from top to bottom. A blank to the right of a text belongs to it as long as
    it has texts of its own below (a merged cell's covered part is blank)."""
    width = max((len(r) for r in rows), default=0)
    texts = [[fold(r[c]) if c < len(r) else "" for c in range(width)] for r in rows]
    filled = [r for r in texts if not all(COUNTING.fullmatch(t) for t in r)]
    for depth, row in enumerate(filled[:-1]):
        for c in range(1, width):
            if not row[c] and any(below[c] for below in filled[depth + 1 :]) and same_parent(filled, depth, c):
                row[c] = row[c - 1]
    columns = zip(*filled, strict=True) if filled else ((),) * width
    return ["·".join(dict.fromkeys(t for t in column if t)) for column in columns]


def same_parent(filled: Sequence[Sequence[str]], depth: int, column: int) -> bool:
    return all(filled[d][column] == filled[d][column - 1] for d in range(depth))
