"""The kind of a table without a title, from its columns and rows. Where two kinds look alike, none is named."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.lexicon import Lexicon, TableKind

from .values import Side

SHORT = 12  # rows of a table that lists the “三公” expenses one below the other


def kind_by_layout(sides: Sequence[Side], lexicon: Lexicon) -> TableKind | None:
    if not sides:
        return None
    meanings = [c.meaning for s in sides for c in s.columns]
    items = {m["item"] for m in meanings if "item" in m}
    sources = {m["source"] for m in meanings if "source" in m}
    parts = {m["part"] for m in meanings if "part" in m}
    if {"overseas", "reception"} <= items or {"overseas", "reception"} <= _named(sides, lexicon):
        return lexicon.tables.get("three_public")
    if [s.name for s in sides] == ["income", "expenditure"]:
        scopes = {c.meaning.get("scope") for c in sides[1].columns}
        return lexicon.tables.get("fiscal_overview" if {"general", "fund"} <= scopes else "budget_overview")
    if "fiscal_income" in sources and len(sources) >= 3:
        return lexicon.tables.get("income")
    codes = [r.code for s in sides for r in s.rows if r.code]
    if codes and all(c.startswith("3") for c in codes) and {"personnel", "public_operating"} <= parts:
        return lexicon.tables.get("general_public_basic")
    if {"basic", "project", "operating"} <= parts or {"basic", "project", "upward"} <= parts:
        return lexicon.tables.get("expenditure")
    return None


def _named(sides: Sequence[Side], lexicon: Lexicon) -> set[str]:
    """The indicators that name the rows of a short list."""
    rows = sides[0].rows if len(sides) == 1 and len(sides[0].rows) <= SHORT else ()
    return {found.id for row in rows if (found := lexicon.indicator(row.name))}
