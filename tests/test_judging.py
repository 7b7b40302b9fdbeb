"""When a relation that does not hold may accuse: one law a test. Figures are fictional."""

from __future__ import annotations

import pytest

from reconcile.address import Address, Source, Sources
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.interval import Printed, Verdict
from reconcile.judging import judge
from reconcile.prose.values import Prose, Unread
from reconcile.relations import Check, Form, Relation

SAID = Sources(*[Source.SAID] * len(Sources._fields))
INCOME = Address(
    "一般公共预算收入", "actual", "2030", "general", "nation/province/city", id="general_public_income", sources=SAID
)


def figure(value: int, start: int, address: Address = INCOME, block: int = 1) -> Figure:
    return Figure((block, start, -1), Printed(value, 4), "money", f"{value}万元", "万元", str(value), address)


def ruled(relation: Relation, prose: Prose | None = None) -> Check:
    return judge([relation], prose or Prose())[0]


def equal(first: Figure, second: Figure) -> Relation:
    return Relation("R201", "text_text_value", Form.EQUAL, second, (first,))


def total(result: Figure, inputs: tuple[Figure, ...], **more: bool) -> Relation:
    return Relation("R202", "text_sum", Form.SUM, result, inputs, **more)  # type: ignore[arg-type]


def test_two_values_for_one_address_are_an_error() -> None:
    check = ruled(equal(figure(120, 3), figure(130, 5, block=2)))
    assert check.accuses
    assert check.relation.severity is Severity.ERROR


@pytest.mark.parametrize(
    "changed",
    [{"period": "2029"}, {"area": "nation/province/city/city_own"}, {"measure": "budget"}, {"scope": "fund"}],
)
def test_another_address_accuses_nobody(changed: dict[str, str]) -> None:
    check = ruled(equal(figure(120, 3), figure(130, 5, INCOME._replace(**changed), 2)))  # type: ignore[arg-type]
    assert check.reason


@pytest.mark.parametrize("component", ["period", "area", "measure", "scope"])
def test_what_was_assumed_accuses_nobody(component: str) -> None:
    assumed = INCOME._replace(sources=SAID._replace(**{component: Source.ASSUMED}))
    assert ruled(equal(figure(120, 3), figure(130, 5, assumed, 2))).reason
    assert not ruled(equal(figure(120, 3), figure(120, 5, assumed, 2))).reason  # and ticks as well as any


def test_an_unread_clause_in_the_way_bars_an_error() -> None:
    relation = equal(figure(120, 3), figure(130, 50))
    assert ruled(relation).accuses
    check = ruled(relation, Prose(unread=(Unread(1, 20, 30, "腾挪"),)))
    assert "腾挪" in check.reason
    assert ruled(relation, Prose(unread=(Unread(1, 60, 70, "腾挪"),))).accuses


def test_a_list_of_unknown_parts_accuses_nobody() -> None:
    parts = tuple(
        figure(n, s, INCOME._replace(subject=name, id="")) for n, s, name in ((70, 9, "甲镇"), (90, 20, "乙镇"))
    )
    whole = figure(131, 3)
    assert ruled(total(whole, parts)).reason
    assert ruled(total(whole, parts, complete=True)).accuses
    known = tuple(figure(f.printed.digits, f.key[1], INCOME._replace(id=i, within=("general_public_income",)))
                  for f, i in zip(parts, ("tax_income", "nontax_income"), strict=True))  # fmt: skip
    assert ruled(total(whole, known)).accuses


def test_another_reading_of_the_words_that_holds_is_meant() -> None:
    first, second, third = figure(40, 3), figure(80, 9), figure(50, 15)
    result = figure(130, 30)
    meant = Relation("R206", "balance", Form.SUM, result, (second, third))
    read = Relation("R206", "balance", Form.SUM, result, (first, second), readings=(meant,))
    assert ruled(read) == Check(meant, Verdict.AGREES, acquits=read)


def test_without_a_witness_an_error_becomes_a_warning() -> None:
    rate = Figure((1, 40, -1), Printed(55, -1), "percent", "5.5%", "%", "5.5", INCOME._replace(measure="growth"))
    now, before = figure(123, 3), figure(100, 3, INCOME._replace(period="2029"), 9)
    check = ruled(Relation("R203", "growth", Form.GROWTH, rate, (now, before)))
    assert check.accuses
    assert check.relation.severity is Severity.WARNING
    beside = figure(100, 20, INCOME._replace(period="2029"))
    assert ruled(Relation("R203", "growth", Form.GROWTH, rate, (now, beside))).relation.severity is Severity.ERROR


def test_shares_that_hold_of_one_whole_bear_out_that_another_does_not() -> None:
    whole = figure(1000, 3, block=5)
    shares = [
        Relation(
            "R204", "share", Form.SHARE,
            Figure((6 + n, 40, -1), Printed(rate, -1), "percent", "", "%", "", INCOME._replace(measure="share")),
            (figure(100 + n, 3, block=6 + n), whole),
        )
        for n, rate in enumerate((100, 101, 102, 999))
    ]  # fmt: skip
    assert judge(shares, Prose())[-1].witness == "peers"
    assert not judge(shares[2:], Prose())[-1].witness
