"""The cells of this document's tables that a standard relation speaks of.

Only what is unambiguous is given: one table of the kind, one row and one column that fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.lexicon import Condition, Lexicon, StandardRelation, Term
from reconcile.rules.balance import last_total
from reconcile.rules.sums import money
from reconcile.tables.values import Column, Row, Side, Table

MANY = ("each", "class", "unit", "project")
CURRENT = ("", "amount", "budget", "actual")
CARRIES = ("carry_in", "carry_out", "fiscal_carry_in", "fiscal_carry_out", "surplus_used", "surplus_distribution")
OVERVIEWS = ("budget_overview", "fiscal_overview")

Terms = list[tuple[Figure, int]]


def matched(facts: Facts, standard: StandardRelation) -> Iterator[tuple[Figure, Terms]]:
    """The figure on the left and those on the right with their signs, for each row and column that is spoken of."""
    tables = {t: only_table(facts, t) for t in {standard.left.table, *(r.table for r in standard.right)}}
    left_table = tables[standard.left.table]
    if left_table is None or any(tables[r.table] is None and not r.optional for r in standard.right):
        return
    for key in _keys(left_table, standard.left):
        for column in _column_ids(left_table, standard.left):
            result = _figure(left_table, standard.left, key, column, facts.lexicon)
            terms = [
                (_figure(t, term, key, column, facts.lexicon) if (t := tables[term.table]) else None, term)
                for term in standard.right
            ]
            if result and all(f or term.optional for f, term in terms):
                found = [(f, term.sign) for f, term in terms if f]
                if found:
                    yield result, found


def only_table(facts: Facts, kind: str) -> Table | None:
    """The one table of this kind, None where there is none or more than one."""
    found = facts.tables_by_kind.get(kind, ())
    return found[0] if len(found) == 1 and found[0].sides else None


def _keys(table: Table, term: Term) -> Sequence[str]:
    """What tells apart the rows that the relation goes through: their codes; one empty key for a single row."""
    if term.row not in MANY:
        return ("",)
    codes = [r.code for s in table.sides for r in s.rows if r.code and (term.row != "class" or len(r.code) == 3)]
    return [c for c in dict.fromkeys(codes) if codes.count(c) == 1]


def _column_ids(table: Table, term: Term) -> Sequence[str]:
    if term.column != "*":
        return (term.column,)
    ids = [i for s in table.sides for c in money(s) if (i := c.meaning.get("part") or c.meaning.get("source"))]
    return [i for i in dict.fromkeys(ids) if ids.count(i) == 1]


def _figure(table: Table, term: Term, key: str, column_id: str, lexicon: Lexicon) -> Figure | None:
    """The figure of the term; sums over rows are not for relations between tables."""
    if term.summed:
        return None
    for side in table.sides:
        row = row_of(table, side, key or term.row, lexicon)
        column = column_of(side, column_id if term.column == "*" else term.column)
        if row and column:
            return table.figures.get((row.index, column.index))
    return None


def row_of(table: Table, side: Side, name: str, lexicon: Lexicon) -> Row | None:
    """The row of this name: total, a code, or an indicator that labels it."""
    if name == "total":
        totals = [r for r in side.rows if r.role == "total"]
        return totals[0] if len(totals) == 1 else None
    if name.isdigit():
        found = [r for r in side.rows if r.code == name]
        return found[0] if len(found) == 1 else None
    if name in ("total_income", "total_expenditure", "fiscal_total_income", "fiscal_total_expenditure"):
        wanted = "income" if name.endswith("income") else "expenditure"
        return last_total(side) if side.name == wanted and table.kind and table.kind.id in OVERVIEWS else None
    if name in ("income_this_year", "expenditure_this_year"):
        wanted = "income" if name.startswith("income") else "expenditure"
        found = [r for r in side.rows if r.role == "total" and "总计" not in r.name]
        return found[0] if len(found) == 1 and side.name == wanted else None
    return _by_indicator(side, name, lexicon)


def _by_indicator(side: Side, name: str, lexicon: Lexicon) -> Row | None:
    """The row that an indicator labels. In a table of fiscal funds a row is named after the budget alone."""
    found = []
    for row in side.rows:
        indicator = lexicon.indicator(row.name)
        if indicator and indicator.id == name and not (name.endswith("_income") and _below_carry(side, row)):
            found.append(row)
    return found[0] if len(found) == 1 else None


def _below_carry(side: Side, row: Row) -> bool:
    return row.parent is not None and any(w in side.rows[row.parent].name for w in ("结转", "结余"))


def column_of(side: Side, column_id: str) -> Column | None:
    """The column of this id: the current year's, with the outcome before the budget where both stand."""
    columns = [c for c in money(side) if c.meaning.get("measure", "") in CURRENT]
    if column_id == "amount":
        found = [c for c in columns if c.meaning.get("part", "total") == "total" and "scope" not in c.meaning]
    else:
        found = [c for c in columns if column_id in _ids(c)]
        if not found and column_id == "total" and len(columns) == 1:
            found = columns
    if len(found) > 1:
        found = [c for c in found if c.meaning.get("measure") == "actual"]
    return found[0] if len(found) == 1 else None


def _ids(column: Column) -> tuple[str, ...]:
    """What the column is: a part, source or item, or the budget that it belongs to where it is no part of that."""
    part, item, scope = (column.meaning.get(w, "") for w in ("part", "item", "scope"))
    if item and item != "three_public":
        return (item,)
    if part:
        # a 小计 below 本年支出 is the total of what is spent
        return ("total" if part == "subtotal" else part,)
    return tuple(i for i in (column.meaning.get("source", ""), scope) if i)


def holds(facts: Facts, conditions: Sequence[Condition]) -> bool:
    return all(_holds(facts, c) for c in conditions)


def _holds(facts: Facts, condition: Condition) -> bool:
    if condition.what == "no_carry":
        return _no_carry(facts)
    if condition.what == "only_general":
        return _only_general(facts)
    if condition.what in ("with", "without"):
        table = only_table(facts, condition.table)
        if table is None:
            return False
        there = any(
            column_of(s, condition.name) or row_of(table, s, condition.name, facts.lexicon) for s in table.sides
        )
        return there is (condition.what == "with")
    return False  # nothing in the tables tells whether there are 事业单位


def _no_carry(facts: Facts) -> bool:
    """Whether nothing is carried in or out in the overview: its rows of 结转 and 结余 are all nil."""
    table = only_table(facts, "budget_overview")
    if table is None:
        return False
    rows = [r for s in table.sides for r in s.rows if "结转" in r.name or "结余" in r.name]
    indices = {r.index for r in rows}
    sides = {c.index for s in table.sides for c in s.columns}
    return not any(
        f.printed.digits and r in indices and c in sides and _is_in(table, r, c, rows)
        for (r, c), f in table.figures.items()
    )


def _is_in(table: Table, row: int, column: int, rows: Sequence[Row]) -> bool:
    """Whether the cell stands on the side of one of these rows (both sides share the grid's rows)."""
    return any(
        any(c.index == column for c in s.columns) and any(r.index == row and r in rows for r in s.rows)
        for s in table.sides
    )


def _only_general(facts: Facts) -> bool:
    """Whether the overview shows no income but that of the general budget."""
    table = only_table(facts, "budget_overview")
    income = next((s for s in table.sides if s.name == "income"), None) if table else None
    if table is None or income is None:
        return False
    for row in income.rows:
        general = row.role == "total" or row.name.startswith(("财政拨款", "一般公共预算"))
        for column in money(income):
            figure = table.figures.get((row.index, column.index))
            if figure and figure.printed.digits and not general:
                return False
    return True
