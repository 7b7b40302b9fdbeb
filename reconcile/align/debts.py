"""The rows and columns of a government's tables of debt by what they are of.

Two forms are read: rows that name the balance or the limit, with its year, over columns for amounts or areas; and rows
of areas under columns for limit and balance, divided into general and special debt.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.align.rows import Spot
from reconcile.lexicon import Lexicon
from reconcile.lexicon.names import normalise
from reconcile.patterns import compiled, lazy
from reconcile.tables.values import Column, Row, Table

YEAR = lazy(r"^(?:预计)?((?:19|20)\d\d)年(?:度|末|底|年末|年底)?(?:预计)?")
TAIL = lazy(r"(?:\((?:转贷|预计)[^()]*\))?(?:(?:预计)?执行数|实际数|预算数|决算数|预计数)?$")
KINDS = (("一般", "_general"), ("专项", "_special"))
INCLUDED = lazy(r"\(含[^()]*\)$")  # 市本级（含开发区）
WHOLE = lazy(r"^(?:合计|总计|全[省市州盟县旗区](?:合计|总计)?|各?(?:市县|区县|县区)(?:合计|总计|小计))$")


def debt_spots(table: Table, lexicon: Lexicon) -> Iterator[tuple[str, Spot]]:
    for side in table.sides:
        for row in side.rows:
            name = normalise(row.name)
            year = YEAR.match(name)
            known = _indicator(TAIL.sub("", name[year.end() :] if year else name), lexicon)
            if known:
                yield known, Spot(table, side, row, side.columns, year[1] if year else "", "", "amount")
        items = [(c, key) for c in side.columns if (key := _item(c))]
        for row in side.rows if items else ():
            area = _area(row, table, lexicon)
            for column, key in items if area else ():
                yield key, Spot(table, side, row, (column,), "", area, "amount")


def _indicator(name: str, lexicon: Lexicon) -> str:
    areas = lexicon.areas.find(name)
    if areas and areas[0].start == 0:
        name = name[areas[0].end :]
    found = lexicon.indicator(name)
    return found.id if found and found.id.startswith("debt_") else ""


def _item(column: Column) -> str:
    """debt_limit_special for 2025年债务限额·专项债务."""
    item, path = column.meaning.get("item", ""), "".join(column.path)
    if item not in ("debt_limit", "debt_balance") or compiled(r"新增|其中|置换|再融资|外债|外贷").search(path):
        return ""
    if ("限额" in path) == ("余额" in path):
        return ""
    return item + next((kind for word, kind in KINDS if word in path), "")


def _area(row: Row, table: Table, lexicon: Lexicon) -> str:
    """The area of a row: 全市, 市本级, or the table's own where it is the total of its places."""
    name = INCLUDED.sub("", normalise(row.name))
    if found := lexicon.areas.only(name):
        return "" if ":" in found else found
    whole = next((a.area for a in table.addresses.values() if a.area), "")
    return whole if WHOLE.match(name) or (name in table.title and name.endswith(("省", "市", "州", "盟"))) else ""
