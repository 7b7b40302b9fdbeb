"""The relations between standard tables (勾稽关系) as ``lexicons/relations.csv`` writes them.

    fiscal_projects.total = projects.total.general + projects.total.fund?
    expenditure_by_unit.total.* = expenditure.total.*
    general_public.total.basic <= expenditure.total.basic

A term is ``table.row.column``. Without a column the amount is meant in a left/right table (budget_overview.carry_in)
and the total column elsewhere (expenditure.total). ``?`` marks a term that counts as nil where the table lacks it,
and ``*`` says the same of every column of numbers. Rows are total (合计), each (every row), class (every 类), a code,
or an indicator's id. In relations of prose a term is an indicator's id; ``@last`` says that of the year before. What
holds inside one table the table itself says: totals, levels and headers are no rows here.
"""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.patterns import compiled, lazy

from .values import Condition, StandardRelation, TableKind, Term

LAST = "last"
ROWS = frozenset({"total", "each", "class"})
FACTS = frozenset({"no_carry", "no_fiscal_carry", "only_general"})
TERM = lazy(r"(?P<address>[a-z0-9_]+(?:\.[a-z0-9_]+)?(?:\.(?:[a-z0-9_]+|\*))?)(?P<last>@last)?(?P<optional>\?)?")
CONDITION = lazy(r"(?P<what>with|without)\((?P<table>[a-z_]+)\.(?P<name>[a-z0-9_]+)\)")


def read_relation(row: list[str], tables: Mapping[str, TableKind]) -> StandardRelation:
    """One row of ``relations.csv``. Raises ValueError with the text that is not well formed."""
    key, where, text, documents, condition, label, evidence = row
    at_most = "<=" in text
    left, separator, right = text.partition("<=" if at_most else "=")
    if not separator:
        raise ValueError(text)
    terms = _terms(right, tables)
    form = "at_most" if at_most else "sum" if len(terms) > 1 else "equal"
    conditions = tuple(_condition(c) for c in condition.split("&") if c)
    return StandardRelation(key, where, form, _term(left, 1, tables), terms, documents, conditions, label, evidence)


def _terms(text: str, tables: Mapping[str, TableKind]) -> tuple[Term, ...]:
    pieces = compiled(r"\s+([+-])\s+").split(text.strip())
    signs = [1, *(1 if s == "+" else -1 for s in pieces[1::2])]
    return tuple(_term(p, s, tables) for p, s in zip(pieces[::2], signs, strict=True))


def _term(text: str, sign: int, tables: Mapping[str, TableKind]) -> Term:
    match = TERM.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    names = match["address"].split(".")
    optional = bool(match["optional"])
    if len(names) == 1:
        return Term("", names[0], LAST if match["last"] else "", sign, optional)
    if len(names) == 2:
        kind = tables.get(names[0])
        names.append("amount" if kind and kind.layout == "two_sided" else "total")
    return Term(names[0], names[1], names[2], sign, optional)


def _condition(text: str) -> Condition:
    if text in FACTS:
        return Condition(text)
    match = CONDITION.fullmatch(text)
    if not match:
        raise ValueError(text)
    return Condition(match["what"], match["table"], match["name"])
