"""The relations between standard tables, as data."""

from __future__ import annotations

import pytest

from reconcile.lexicon import Condition, Lexicon, Term
from reconcile.lexicon.relations import read_relation


def relation(lexicon: Lexicon, text: str, condition: str = ""):  # type: ignore[no-untyped-def]
    return read_relation(["x", "cross", text, "any", condition, "说明", "form"], lexicon.tables)


def test_equal(lexicon: Lexicon) -> None:
    found = relation(lexicon, "budget_overview.total_expenditure = expenditure.total")
    assert found.form == "equal"
    assert found.left == Term("budget_overview", "total_expenditure", "amount")
    assert found.right == (Term("expenditure", "total", "total"),)


def test_sum_with_signs_and_optional_terms(lexicon: Lexicon) -> None:
    found = relation(
        lexicon, "government_fund.each.carry_out = government_fund.each.carry_in? - government_fund.each.total"
    )
    assert found.form == "sum"
    assert [(t.column, t.sign, t.optional) for t in found.right] == [("carry_in", 1, True), ("total", -1, False)]


def test_every_column_and_at_most(lexicon: Lexicon) -> None:
    columns = relation(lexicon, "expenditure_by_unit.total.* = expenditure.total.*")
    assert (columns.form, columns.left.column) == ("equal", "*")
    assert relation(lexicon, "procurement_micro <= procurement_sme").form == "at_most"


def test_conditions(lexicon: Lexicon) -> None:
    found = relation(lexicon, "procurement = procurement_goods", "no_carry&without(budget_overview.fiscal_income)")
    assert found.conditions == (Condition("no_carry"), Condition("without", "budget_overview", "fiscal_income"))


@pytest.mark.parametrize("text", ["a.b", "a.b = ", "a.b = c.d.e.f", "a.b = c.d * 2", "a.b = (c.d)", "A = B"])
def test_not_well_formed(lexicon: Lexicon, text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        relation(lexicon, text)


def test_the_standard_ones_are_there(lexicon: Lexicon) -> None:
    ids = {r.id for r in lexicon.relations}
    assert {"overview_class", "general_to_basic", "fiscal_to_general"} <= ids
    assert all(r.label for r in lexicon.relations)
