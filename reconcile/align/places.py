"""Tables whose rows are places and whose columns are the things: 地区 | 还本额 | 付息额, 合计 and 市本级 among them.

What a column is of is named in a few words of its head, and where that is only 合计 in the title, so that its cells can
bear an amount out and not contradict it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reconcile.align.debts import INCLUDED, WHOLE
from reconcile.align.rows import Spot
from reconcile.lexicon import Lexicon
from reconcile.lexicon.names import normalise
from reconcile.patterns import lazy
from reconcile.tables.values import Column, Row, Table

PLACE = lazy(r"[\u4e00-\u9fff]{1,9}(?:省|市|县|区|旗|州|盟)(?:\([^()]*\))?")
FEWEST = 4  # places
TITLE = lazy(
    r"^(?:全[省市州])?(?:(?:19|20)\d\d年度?)?(?:[省市州县]?对[各下市县区、()]+|[\u4e00-\u9fff]{2,3}[省市州县])?"
)
ENDS = lazy(r"(?:分[地项市]\w?|[各分]?地区|项目|预算|执行|决算|情况|明细|安排|草案|表|\([^()]*\))+$")
WORDS = lazy(
    r"^其中:|(?:19|20)\d\d年度?末?|\([^()]*\)|(?:预算|执行|决算|快报|完成)数|[合小总]计|金额|[当本]年|当期|年末|加$"
)
FIRST = lazy(
    r"^(?:[省市州县]?级?对(?:各[省市州县区]|下|市县|县区|区县|[各市县区、()]+))?(?:地方)?(?:政府(?!性))?(?=..)"
)
HANDED_DOWN = lazy(r"[省市州县]级?对")
DEBT = ((lazy(r"还本|偿还[^,]*本金"), "还本"), (lazy(r"付息|利息"), "付息"))
KINDS = ("一般", "专项")


def thing(name: str) -> str:
    """What a column or an amount is of, without its year, measure and area: 还本 of 政府债券还本额·小计."""
    plain = WORDS.sub("", normalise(name).replace("社保基金", "社会保险基金"))
    known = next((word for words, word in DEBT if words.search(plain)), "")
    return next((k for k in KINDS if known and k in plain), "") + known or FIRST.sub("", plain).removesuffix("支出")


def place_spots(table: Table, lexicon: Lexicon) -> Iterator[tuple[str, Spot]]:
    """The cells of the whole and of the level of government itself, by what their columns are of."""
    for side in table.sides:
        if sum(bool(PLACE.fullmatch(normalise(r.name))) for r in side.rows) < max(FEWEST, len(side.rows) // 2):
            continue
        columns = [(c, key) for c in side.columns if c.type == "money" and (key := _of(c, table))]
        told = [(row, area) for row in side.rows for ok, area in [_area(row, table, lexicon)] if ok]
        times = Counter(area for _, area in told)
        for row, area in told:
            for column, key in columns if times[area] == 1 else ():  # each city of a province has its 市本级
                yield key, Spot(table, side, row, (column,), "", area, "amount")


def _of(column: Column, table: Table) -> str:
    named = thing("".join(WORDS.sub("", normalise(part)) for part in column.path))
    return named or thing(ENDS.sub("", TITLE.sub("", normalise(table.title))))


def _area(row: Row, table: Table, lexicon: Lexicon) -> tuple[bool, str]:
    """Whether the row is of the whole or of the level itself, and its area where that is known."""
    name = INCLUDED.sub("", normalise(row.name))
    if not WHOLE.match(name) and (found := lexicon.areas.only(name)):
        return "/" in found and ":" not in found, found
    whole = WHOLE.match(name) or row.role == "total" or (name in table.title and PLACE.fullmatch(name) is not None)
    handed_down = HANDED_DOWN.search(table.title)  # 省对各市转移支付: of neither, though both are named
    own = next((a.area for a in table.addresses.values() if a.area), "") if whole and not handed_down else ""
    return bool(whole), own
