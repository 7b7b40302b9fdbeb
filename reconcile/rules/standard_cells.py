"""The cells of this document's tables that a standard relation speaks of.

Only what is unambiguous is given: one table of the kind, one row and one column that fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.lexicon import Condition, StandardRelation, Term
from reconcile.rules.balance import last_total
from reconcile.rules.sums import is_carry, money
from reconcile.tables.values import Column, Row, Side, Table

MANY = ("each", "class")
CURRENT = ("", "amount", "budget", "actual")
GRAND_TOTALS = ("total_income", "total_expenditure", "fiscal_total_income", "fiscal_total_expenditure")
BESIDE_SPENDING = ("carry_in", "carry_out", "income_this_year")
THIS_YEAR = ("本年收入", "本年支出")  # 一、本年收入 as the head of its parts
OVERVIEWS = ("budget_overview", "fiscal_overview")

Terms = list[tuple[Figure, int]]


class StandardCells:
    """Finds cells by the names that the relations use; what it has looked up it keeps for the next relation."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._labelled: dict[tuple[int, int], dict[str, list[Row]]] = {}

    def matched(self, standard: StandardRelation) -> Iterator[tuple[Figure, Terms]]:
        """The figure on the left and those on the right with their signs, for each row and column spoken of."""
        terms = standard.right
        tables = {t: self.table(t) for t in {standard.left.table, *(r.table for r in terms)}}
        left = tables[standard.left.table]
        if left is None or any(tables[r.table] is None and not r.optional for r in terms):
            return
        for key in _keys(left, standard.left):
            for column in _column_ids(left, standard.left):
                result = self._figure(left, standard.left, key, column)
                found = [(self._figure(tables[t.table], t, key, column), t) for t in terms] if result else []
                if result and found and all(f or t.optional for f, t in found):
                    yield result, [(f, t.sign) for f, t in found if f]

    def table(self, kind: str) -> Table | None:
        """The one table of this kind, None where there is none or more than one."""
        found = self._facts.tables_by_kind.get(kind, ())
        return found[0] if len(found) == 1 and found[0].sides else None

    def _figure(self, table: Table | None, term: Term, key: str, column_id: str) -> Figure | None:
        """The figure of the term."""
        if table is None:
            return None
        for number, side in enumerate(table.sides):
            row = self.row(table, number, key or term.row)
            column = column_of(side, column_id if term.column == "*" else term.column)
            if row and column:
                return table.figures.get((row.index, column.index))
        return None

    def row(self, table: Table, number: int, name: str) -> Row | None:
        """The row of this name on a side: total, a code, or an indicator that labels it."""
        side = table.sides[number]
        if name == "total":
            totals = [r for r in side.rows if r.role == "total"]
            return totals[0] if len(totals) == 1 else None
        if name.isdigit():
            found = [r for r in side.rows if r.code == name]
            return found[0] if len(found) == 1 else None
        if name in GRAND_TOTALS:
            wanted = "income" if name.endswith("income") else "expenditure"
            return last_total(side) if side.name == wanted and table.kind and table.kind.id in OVERVIEWS else None
        if name in ("income_this_year", "expenditure_this_year"):
            found = [r for r in side.rows if (r.role == "total" and "总计" not in r.name) or r.name in THIS_YEAR]
            return found[0] if len(found) == 1 and name.startswith(side.name or "-") else None
        labelled = self._rows_by_indicator(table, number).get(name, [])
        return labelled[0] if len(labelled) == 1 else None

    def _rows_by_indicator(self, table: Table, number: int) -> dict[str, list[Row]]:
        """The rows that indicators label; what is named again below a row of 结转 is a part of that."""
        key = (table.block, number)
        if key not in self._labelled:
            side = table.sides[number]
            found: dict[str, list[Row]] = {}
            for row in side.rows:
                indicator = None if len(row.code) > 3 else self._facts.lexicon.indicator(row.name)
                if indicator and not (indicator.id.endswith("_income") and _below_carry(side, row)):
                    found.setdefault(indicator.id, []).append(row)
            self._labelled[key] = found
        return self._labelled[key]

    def holds(self, conditions: Sequence[Condition]) -> bool:
        return all(self._holds(c) for c in conditions)

    def _holds(self, condition: Condition) -> bool:
        if condition.what == "no_carry":
            return _no_carry(self.table("budget_overview"))
        if condition.what == "no_fiscal_carry":
            return _no_carry(self.table("fiscal_overview"))
        if condition.what == "only_general":
            return _only_general(self.table("budget_overview"))
        table = self.table(condition.table)
        if table is None:
            return False
        name = condition.name
        there = any(column_of(s, name) or self.row(table, i, name) for i, s in enumerate(table.sides))
        return there is (condition.what == "with")


def _keys(table: Table, term: Term) -> Sequence[str]:
    """What tells apart the rows that the relation goes through: their codes; one empty key for a single row."""
    if term.row not in MANY:
        return ("",)
    codes = [r.code for s in table.sides for r in s.rows if r.code and (term.row != "class" or len(r.code) == 3)]
    return [c for c, n in Counter(codes).items() if n == 1]


def _column_ids(table: Table, term: Term) -> Sequence[str]:
    if term.column != "*":
        return (term.column,)
    ids = [i for s in table.sides for c in money(s) if (i := c.meaning.get("part") or c.meaning.get("source"))]
    return [i for i, n in Counter(ids).items() if n == 1]


def _below_carry(side: Side, row: Row) -> bool:
    return row.parent is not None and is_carry(side.rows[row.parent])


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
    source = column.meaning.get("source", "")
    if item and item != "three_public":
        return (item,)
    if source in BESIDE_SPENDING:  # 年初结转 and 本年收入 have a 合计 and a 基本支出 of their own
        return (source,) if part in ("", "total", "subtotal") else ()
    if part:
        # a 小计 below 本年支出 is the total of what is spent
        return ("total" if part == "subtotal" else part,)
    return tuple(i for i in (source, scope) if i)


def _no_carry(overview: Table | None) -> bool:
    """Whether nothing is carried in or out: the overview's rows of 结转 and 结余 are all nil."""
    return overview is not None and not any(
        (figure := overview.figures.get((row.index, column.index))) and figure.printed.digits
        for side in overview.sides
        for row in side.rows
        if is_carry(row)
        for column in side.columns
    )


def _only_general(overview: Table | None) -> bool:
    """Whether the overview shows no income but that of the general budget."""
    income = next((s for s in overview.sides if s.name == "income"), None) if overview else None
    if overview is None or income is None:
        return False
    others = [r for r in income.rows if r.role != "total" and not r.name.startswith(("财政拨款", "一般公共预算"))]
    return not any(
        (figure := overview.figures.get((row.index, column.index))) and figure.printed.digits
        for row in others
        for column in money(income)
    )
