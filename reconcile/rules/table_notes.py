"""What is written around a table that may be why one of its numbers does not come out: 注：合计含预备费1500万元."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reconcile.document import Grid
from reconcile.facts import Facts
from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.quantity.units import SCALES
from reconcile.relations import Relation
from reconcile.rules.sums import is_department
from reconcile.tables.values import Table

BEFORE, BEHIND = 3, 8  # blocks around a table in which a note of it may stand
NOTE = lazy(r"\s*[(（]?(?:备?注|说明|[1-9①-⑨][.、．]|其中[:：])")
REMARK = lazy(r"备\s*注|说\s*明")
AMOUNT = lazy(r"(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?元")
# rows that are left out, or amounts that no row has
UNLISTED = lazy(
    r"不予公开|涉密|保密|秘密|未(?:单独)?(?:列示|单列|细化|分类|分解)|待(?:分配|下达|细化)|尚未|预留|以后年度|含已"
)
# rates on other terms, or from another base
UNLIKE = lazy(
    r"口径|可比|剔除|扣除|扣减|不可比|换算|划转|划归|调整(?:后(?!预算)|至|为)|增幅[^。]{0,8}[按已]|为与|与[^。；]{0,20}(?:相比|比较)|[较比][^。；]{0,12}年初"
)


def note_of(facts: Facts, table: Table) -> str:
    """The paragraphs right before and behind a table that begin as notes do, and its remarks."""
    blocks = facts.document.blocks
    found: list[str] = []
    before = range(max(0, table.block - BEFORE), table.block)
    last = table.block
    while last + 1 < len(blocks) and isinstance(blocks[last + 1], Grid):
        last += 1
    for index in (*before, *range(last + 1, min(len(blocks), last + 1 + BEHIND))):
        if isinstance(blocks[index], Grid):
            if index > table.block:
                break
            found.clear()
        elif NOTE.match(text := facts.text(index)):
            found.append(text)
    head = table.grid.rows[: table.header_rows]
    remarks = {at for row in head for at, name in enumerate(row) if REMARK.search(name)}
    cells = (c for row in table.grid.rows[table.header_rows :] for at, c in enumerate(row) if c and at in remarks)
    return "。".join((*found, *cells))


def explains_sum(table: Table, note: str, relation: Relation) -> bool:
    """Whether a sum that does not hold misses its whole by an amount that the note gives, or by what it says is not
    listed. The forms of departments say what stands where, whatever is noted."""
    if is_department(table) or not note or relation.judge() is not Verdict.INCONSISTENT:
        return False
    expected, printed = relation.expected(), relation.result.printed
    if expected is None:
        return False
    gap = printed.value - expected
    said = (Fraction(Decimal(m[1].replace(",", ""))) * 10 ** SCALES[m[2] or ""] for m in AMOUNT.finditer(note))
    return (gap > 0 and bool(UNLISTED.search(note))) or any(abs(gap) == value for value in said)


def explains_rate(table: Table, note: str, relation: Relation) -> bool:
    """Whether the note speaks of other terms or another base than what a rate that does not hold is worked out from."""
    return not is_department(table) and bool(UNLIKE.search(note)) and relation.judge() is Verdict.INCONSISTENT
