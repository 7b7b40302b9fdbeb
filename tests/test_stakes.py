"""The difference in 元 that a broken relation is about, and its share of the whole. Figures are fictional."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reconcile.figures import Figure
from reconcile.findings import Stake
from reconcile.forms import Form
from reconcile.interval import Printed
from reconcile.relations import Relation
from reconcile.stakes import between, stake, tail


def figure(digits: int, exponent: int, kind: str = "money") -> Figure:
    return Figure((1, digits, -1), Printed(digits, exponent), kind, str(digits), "", str(digits))


def of(form: Form, result: Figure, *inputs: Figure) -> Stake | None:
    return stake(Relation("R000", "sum", form, result, inputs))


def test_amounts_stake_their_difference() -> None:
    assert of(Form.EQUAL, figure(190, 4), figure(200, 4)) == Stake(Decimal(100000), Decimal("0.05"))
    assert of(Form.SUM, figure(200, 4), figure(100, 4), figure(90, 4)) == Stake(Decimal(100000), Decimal("0.05"))


def test_rates_stake_what_they_are_off_of_their_base() -> None:
    rate = figure(60, 0, "percent")
    assert of(Form.SHARE, rate, figure(100, 4), figure(200, 4)) == Stake(Decimal(200000), Decimal("0.1"))
    assert of(Form.BY_CHANGE, rate, figure(150, 4), figure(50, 4)) == Stake(Decimal(100000), Decimal("0.1"))


def test_counts_and_zero_bases_stake_nothing() -> None:
    assert of(Form.EQUAL, figure(3, 0, "count"), figure(4, 0, "count")) is None
    assert of(Form.SHARE, figure(60, 0, "percent"), figure(100, 4), figure(0, 4)) is None


def test_a_tail_is_one_unit_of_the_last_place() -> None:
    parts = figure(100, 2), figure(90, 2)
    assert tail(Relation("R000", "sum", Form.SUM, figure(191, 2), parts))
    assert not tail(Relation("R000", "sum", Form.SUM, figure(192, 2), parts))
    # 2/3 is 66.67 %: cut off after two places, and not
    rate = figure(6666, -2, "percent"), figure(6600, -2, "percent")
    assert [tail(Relation("R000", "share", Form.SHARE, r, (figure(2, 4), figure(3, 4)))) for r in rate] == [True, False]


def test_people_are_counted_and_have_no_tail() -> None:
    assert not tail(Relation("R000", "sum", Form.EQUAL, figure(6, 0, "count"), (figure(5, 0, "count"),)))


def test_two_documents_stake_what_is_between_them() -> None:
    assert between(Fraction(190), Fraction(200)) == Stake(Decimal(10), Decimal("0.05"))
    assert between(Fraction(0), Fraction(0)) == Stake(Decimal(0))
