"""The rows and columns of a government's tables of social insurance by which insurance they are of.

Four forms are read: rows of income, expenditure and balance under a column for each insurance; rows of insurances under
columns of income and expenditure; a table of balances that lists the insurances, with nothing but the balance of each;
and what stands below the income or expenditure of one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.address import side as side_of
from reconcile.align.rows import Spot
from reconcile.lexicon import Lexicon
from reconcile.lexicon.names import normalise, stem
from reconcile.patterns import lazy
from reconcile.tables.values import Column, Side, Table

_ASIDE = lazy(r"\([^()]*\)")  # 职工基本医疗保险（含生育保险）基金
_INSURANCE = lazy(r"([\u4e00-\u9fff]{2,16}保险)(?:基金)?")
_LEFT = lazy(r"年末滚存结余|年末累计结余|年终结余")
_FLOWS = lazy(r"收入|支出|当[年期]|本[年期]")
_OF_ONE = lazy(r"([\u4e00-\u9fff]{2,16}保险)(?:基金)?(?:收入|支出)")
_LEAD = lazy(r"^(?:其中:?)?(?:\d+[.、])?(?:社会(?=保险费))?")
_OF_COLUMN = lazy(r"(?:[本当]年|基金)?(收入|支出)(?:合计|总计|数|金额)?")
ALL_OF_THEM = "社会保险"
CLOSING = "surplus_year_end"
FLOWS = ("收入", "支出")
SIDES = {"收入": "income", "支出": "expenditure"}
LEFTOVERS = ("surplus_this_year", CLOSING)


def insurance_of(name: str) -> str:
    """Which insurance a row or column is named after, by nothing else; "" for none, or for all of them."""
    found = _INSURANCE.fullmatch(_ASIDE.sub("", normalise(name)))
    return "" if found is None or found[1].startswith(ALL_OF_THEM) else found[1]


def insurance_spots(table: Table, lexicon: Lexicon) -> Iterator[tuple[str, Spot]]:
    for side in table.sides:
        columns = [(c, of) for c in side.columns if (of := insurance_of(c.name))]
        flows = [(c, item) for c in side.columns if (item := _flow(c))]
        if columns:
            yield from _matrix(table, side, columns, lexicon)
        elif {"收入", "支出"} <= {item for _, item in flows}:
            yield from _rows(table, side, flows, lexicon)
        else:
            yield from _balances(table, side, lexicon)
            yield from _below(table, side)


def _matrix(
    table: Table, side: Side, columns: list[tuple[Column, str]], lexicon: Lexicon
) -> Iterator[tuple[str, Spot]]:
    """企业职工基本养老保险基金年终结余 where the row of the balance meets the insurance's column."""
    for row in side.rows:
        name = normalise(row.name)
        indicator = lexicon.indicator(name)
        left = indicator.name if indicator and indicator.id in LEFTOVERS else ""
        known = left or (_item(name) if side_of(name) in FLOWS else "")
        for column, of in columns if known else ():
            yield stem(f"{of}基金{known}"), Spot(table, side, row, (column,))


def _rows(table: Table, side: Side, flows: list[tuple[Column, str]], lexicon: Lexicon) -> Iterator[tuple[str, Spot]]:
    """城乡居民基本养老保险基金收入 where its row meets the column 本年收入, and the sum of all of them."""
    for row in side.rows:
        of = insurance_of(row.name)
        for column, item in flows if of or row.role == "total" else ():
            named = lexicon.indicator(f"社会保险基金{item}")
            if key := stem(f"{of}基金{item}") if of else named.id if named else "":
                yield key, Spot(table, side._replace(name=SIDES[item]), row, (column,), measure="amount")


def _flow(column: Column) -> str:
    """What a column is of, where its head says that and no more: 本年收入, 收入合计."""
    found = _OF_COLUMN.fullmatch("".join(column.path[-1:]).replace(" ", ""))
    return found[1] if found and len(column.path) == 1 and column.type == "money" else ""


def _balances(table: Table, side: Side, lexicon: Lexicon) -> Iterator[tuple[str, Spot]]:
    """The rows of a table that is a list of balances: those of each insurance below that of all."""
    names = [normalise(row.name) for row in side.rows]
    totals = [n for n in names if not insurance_of(n)]
    if len(totals) != 1 or not _LEFT.match(totals[0]) or any(_FLOWS.search(c.name) for c in side.columns):
        return
    for row, name in zip(side.rows, names, strict=True):
        if of := insurance_of(name):
            yield stem(f"{of}基金{lexicon.indicators[CLOSING].name}"), Spot(table, side, row, side.columns)


def _below(table: Table, side: Side) -> Iterator[tuple[str, Spot]]:
    """职工基本医疗保险基金财政补贴收入 in the row of 财政补贴收入 below 职工基本医疗保险基金收入."""
    above, head = "", -1
    for at, row in enumerate(side.rows):
        name = normalise(row.name)
        found = _OF_ONE.fullmatch(_ASIDE.sub("", name))
        if above and found and found[1] == f"其他{above}":  # 其他职工基本医疗保险基金支出: 其他支出 of it
            name, found = f"其他{name[-2:]}", None
        elif above and row.parent == head:  # 城乡居民大病保险支出, of 城乡居民基本医疗保险基金支出
            found = None
        if found or row.role != "item":
            above, head = found[1] if found and not found[1].startswith(ALL_OF_THEM) else "", at
        elif above:
            yield stem(f"{above}基金{_item(name)}"), Spot(table, side, row, side.columns)


def _item(name: str) -> str:
    """What a row names without what introduces it: 其中：1.社会保险费收入."""
    return _LEAD.sub("", name)
