"""Which rows of a side add up which others: the totals, and each row with those below it."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.sums import added, is_top, sum_of, telling
from reconcile.tables.stub import style
from reconcile.tables.values import Row, Side, Table

FAMILY = ("R303", "table_hierarchy")  # the rule of families and its kind
TWICE = 2  # rows of one code: one could be the other again
_SUBTOTAL = lazy(r"(?:收入|支出)(?:小计|合计)$")


def totals(side: Side) -> Iterator[tuple[Row, list[Row]]]:
    """Each total row with the rows that it adds up, read from the order of the rows.

    One total stands at the top or at the bottom. Of several, each adds up what stands above it; a later one takes the
    total before it together with the rows between, and one after 小计 of income or spending adds up these.
    """
    wholes = [i for i, r in enumerate(side.rows) if r.role == "total" or _closes(r)]
    if len(wholes) > 1 and (on_top := list(_on_top(side, wholes))):
        yield from on_top
        return
    if len(wholes) == 1:
        [at] = wholes
        above = [r for r in side.rows[:at] if is_top(r)]
        below = [r for r in side.rows[at + 1 :] if is_top(r)]
        if not (above and below):
            yield side.rows[at], above or below
        elif "总计" not in side.rows[at].name:
            yield side.rows[at], above
        return
    before = -1
    subtotals: list[Row] = []
    for at in wholes:
        whole = side.rows[at]
        between = [r for r in side.rows[before + 1 : at] if is_top(r)]
        if _closes(whole):
            if between:
                yield whole, between
            subtotals.append(whole)
        elif subtotals:
            yield whole, [*subtotals, *between]
            subtotals = []
        elif before >= 0 and "总计" in whole.name:
            yield whole, [side.rows[before], *between]
        elif before < 0 and between:
            yield whole, between
        before = at


def _on_top(side: Side, wholes: list[int]) -> Iterator[tuple[Row, list[Row]]]:
    """Totals that all stand over their rows: 一、收入合计 and its sources, 二、支出合计 and its uses, 三、结余."""
    if any(is_top(r) for r in side.rows[: wholes[0]]):
        return
    found = []
    for at, end in zip(wholes, (*wholes[1:], len(side.rows)), strict=True):
        own = style(side.rows[at].label)
        alike = (n for n in range(at + 1, end) if own and style(side.rows[n].label) == own)
        parts = [r for r in side.rows[at + 1 : next(alike, end)] if is_top(r)]
        if not parts:
            return
        found.append((side.rows[at], parts))
    yield from found


def _closes(row: Row) -> bool:
    """A row such as 政府性基金预算收入小计, which adds up what stands above it as a total does."""
    return row.role == "subtotal" and row.parent is None and bool(_SUBTOTAL.search(row.name))


def families(table: Table, side: Side) -> Iterator[tuple[Row, list[Row]]]:
    """Each row with the rows that make it up, where it has any."""
    children: dict[int, list[Row]] = {}
    for row in side.rows:
        if row.parent is not None and row.role == "item" and not row.memo:
            children.setdefault(row.parent, []).append(row)
    for position, rows in children.items():
        yield side.rows[position], _without_details(table, side, rows)


def _without_details(table: Table, side: Side, rows: list[Row]) -> list[Row]:
    """The rows without those that only divide the one before them: an item, and under its code again its projects."""
    left, at = [], 0
    while at < len(rows):
        row, end = rows[at], at + 1
        while row.code and end < len(rows) and rows[end].code == row.code:
            end += 1
        left += (
            rows[at : at + 1] if end - at > TWICE and _divided(table, side, row, rows[at + 1 : end]) else rows[at:end]
        )
        at = end
    return left


def _divided(table: Table, side: Side, whole: Row, parts: list[Row]) -> bool:
    sums = [r for r in sums_of_family(table, side, whole, parts) if telling(r)]
    return bool(sums) and all(r.judge() is Verdict.AGREES for r in sums)


def sums_of_family(table: Table, side: Side, parent: Row, children: list[Row]) -> list[Relation]:
    label = f"{parent.label.strip()}应等于其下级各行之和"
    if any(r.proved for r in children):
        label = f"{parent.label.strip()}应等于{_listed(children)}之和（其余各列都是如此）"
    found = [
        sum_of(*FAMILY, table, (parent.index, c.index), [(r.index, c.index) for r in children], label)
        for c in added(side)
    ]
    return [r for r in found if r]


def _listed(rows: list[Row]) -> str:
    """The first and the last of the rows, by name."""
    first, last = rows[0].label.strip(), rows[-1].label.strip()
    return f"{first}、{last}" if len(rows) == TWICE else f"{first}至{last}各行"
