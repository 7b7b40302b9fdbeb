"""The difference in 元 that a broken relation is about, and its share of the whole. Figures are fictional."""

from __future__ import annotations

from decimal import Decimal

from reconcile.figures import Figure
from reconcile.findings import Stake
from reconcile.interval import Printed
from reconcile.relations import Form, Relation
from reconcile.stakes import stake


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
