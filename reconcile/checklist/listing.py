"""The list itself, for people to read: what a kind of document has to publish, since when, and who asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.lexicon import Lexicon
from reconcile.lexicon.disclosure import DisclosureItem
from reconcile.widths import padded, width

LEVELS = {"warning": "警告", "info": "提示", "off": "不查"}
KINDS = {
    "department_budget": "部门预算", "department_account": "部门决算", "government_budget": "政府预算",
    "government_account": "政府决算",
}  # fmt: skip
COLUMNS = ("标识", "事项", "没有找到时", "年度", "依据")


def listing(lexicon: Lexicon, kind: str, year: int | None) -> Iterator[str]:
    """The items under two headings, tables and text, a line an item in columns."""
    items = [i for i in lexicon.disclosure if kind in i.documents and (year is None or i.covers(year))]
    yield f"{KINDS[kind]}应公开的事项" + (f"（{year}年度）" if year else "") + f"：{len(items)} 项"
    cells = {i.id: _cells(i) for i in items}
    widths = [max(map(width, column)) for column in zip(COLUMNS, *cells.values(), strict=True)]
    for heading, tables in (("表", True), ("文字说明", False)):
        yield from ("", heading, _line(COLUMNS, widths))
        yield from (_line(cells[i.id], widths) for i in items if i.is_table is tables)
    yield from ("", "没有找到不等于没有公开：可能用了别的名称，或在同一次公开的另一个文件中。")


def _cells(item: DisclosureItem) -> tuple[str, ...]:
    years = f"{item.first_year}年至{item.last_year}年" if item.last_year else f"{item.first_year}年起"
    depth = f"（列到{item.depth}）" if item.depth else ""
    return item.id, item.item + depth, LEVELS[item.severity], years, item.authority


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  " + "  ".join(map(padded, cells, widths)).rstrip()
