"""When a relation that does not hold may accuse: one law a test. Figures are fictional."""

from __future__ import annotations

import pytest

from reconcile.address import Address, Source, Sources
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.judging import judge
from reconcile.prose.values import OPEN, Prose, Unread
from reconcile.relations import Check, Relation

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


def test_of_what_could_not_be_read_no_relation_speaks() -> None:
    """Neither to accuse nor to tick, and no reading with it saves another."""
    unread = figure(0, 5, block=2)._replace(value="")
    assert judge([equal(figure(0, 3), unread), equal(figure(9, 3), unread)], Prose()) == []
    more = figure(120, 5, block=2)  # 120余万元
    prose = Prose(reasons={more.key: OPEN})
    assert judge([equal(figure(120, 3), more), equal(figure(125, 3), more)], prose) == []
    wrong = equal(figure(120, 3), figure(130, 9, block=3))._replace(readings=(equal(figure(120, 3), more),))
    assert ruled(wrong, prose).accuses


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
            Figure((6 + n, 40, -1), Printed(rate, -1), "percent", f"{rate}", "%", f"{rate}", INCOME._replace(measure="share")),
            (figure(100 + n, 3, block=6 + n), whole),
        )
        for n, rate in enumerate((100, 101, 102, 999))
    ]  # fmt: skip
    assert judge(shares, Prose())[-1].witness == "peers"
    assert not judge(shares[2:], Prose())[-1].witness


def test_a_reading_that_chance_would_bring_about_leaves_the_numbers_open() -> None:
    short = tuple(figure(n, s) for n, s in ((3, 5), (4, 9), (2, 14)))
    reading = total(figure(9, 1), short)
    check = ruled(total(figure(9, 1), short[:2])._replace(readings=(reading,)))
    assert not check.accuses
    assert check.open == ("9万元＝3万元＋4万元", "9万元＝3万元＋4万元＋2万元")


def test_a_reading_that_chance_would_not_bring_about_is_meant() -> None:
    long = tuple(figure(n, s) for n, s in ((38145, 5), (4411, 9), (27113, 14)))
    reading = total(figure(69669, 1), long)
    check = ruled(total(figure(69669, 1), long[:2])._replace(readings=(reading,)))
    assert check.relation is reading
    assert not check.open


LAST_YEAR = INCOME._replace(period="2029")


def rounded(value: int, start: int, address: Address = INCOME, block: int = 1) -> Figure:
    """Two of these that differ by one may be the same amount, each rounded once more."""
    return Figure((block, start, -1), Printed(value, 2), "money", f"{value}元", "元", str(value), address)


def test_what_rounding_may_explain_is_told_only_of_numbers_that_are_the_same() -> None:
    same = ruled(equal(rounded(12345, 3), rounded(12346, 5, block=2)))
    assert (same.verdict, same.accuses, same.witness) == (Verdict.POSSIBLE, False, "address")
    other = ruled(equal(rounded(12345, 3), rounded(12346, 5, LAST_YEAR, 2)))
    assert (other.verdict, other.reason, other.witness) == (Verdict.BY_ROUNDING, "", "")


def rate(value: int, measure: str, address: Address = INCOME) -> Figure:
    printed = Printed(value, -1)
    return Figure((1, 40, -1), printed, "percent", f"{value}", "%", str(value), address._replace(measure=measure))


ONE = figure(500, 3)
KINDS = [
    # kind, form, rate, its amounts, what differs between rate and amounts
    ("share", Form.SHARE, rate(900, "share"), (ONE, figure(1000, 9, INCOME._replace(scope="fiscal", id="", subject="支出")))),
    ("growth", Form.GROWTH, rate(900, "growth"), (ONE, figure(400, 9, LAST_YEAR))),
    ("completion", Form.SHARE, rate(900, "completion"), (ONE, figure(520, 9, INCOME._replace(measure="budget")))),
]  # fmt: skip


@pytest.mark.parametrize("kind, form, result, inputs", KINDS)
def test_a_rate_and_its_amounts_differ_in_what_a_rate_is_about(
    kind: str, form: Form, result: Figure, inputs: tuple[Figure, ...]
) -> None:
    check = ruled(Relation("R20", kind, form, result, inputs))
    assert check.accuses
    assert (check.witness, check.relation.severity) == ("sentence", Severity.ERROR)


@pytest.mark.parametrize("kind, form, result, inputs", KINDS)
def test_rates_are_of_counts_too(kind: str, form: Form, result: Figure, inputs: tuple[Figure, ...]) -> None:
    counts = tuple(f._replace(address=f.address._replace(counted="辆")) for f in inputs)
    assert ruled(Relation("R20", kind, form, result, counts)).accuses


@pytest.mark.parametrize("changed", [{"area": "nation/province"}, {"entity": "云湖市档案局"}])
@pytest.mark.parametrize("kind, form, result, inputs", KINDS)
def test_and_in_nothing_else(
    kind: str, form: Form, result: Figure, inputs: tuple[Figure, ...], changed: dict[str, str]
) -> None:
    other = result.address._replace(**changed)  # type: ignore[arg-type]
    elsewhere = tuple(f._replace(key=(9, n, -1)) for n, f in enumerate(inputs))
    assert ruled(Relation("R20", kind, form, result._replace(address=other), elsewhere)).reason


@pytest.mark.parametrize("kind, measure", [("share", "share"), ("completion", "completion")])
def test_shares_and_completions_are_of_one_year(kind: str, measure: str) -> None:
    inputs = (ONE, figure(1000, 9, LAST_YEAR))
    assert ruled(Relation("R20", kind, Form.SHARE, rate(900, measure), inputs)).reason
    assert not ruled(Relation("R20", "growth", Form.GROWTH, rate(900, "growth"), inputs)).reason


def test_a_budget_that_stands_elsewhere_may_be_another_of_its_name() -> None:
    """Reports of governments print first budgets and adjusted ones; a department's document has one of each."""
    budget = INCOME._replace(measure="budget")
    inputs = (figure(500, 3), figure(520, 3, budget, 7))
    check = ruled(Relation("R205", "completion", Form.SHARE, rate(900, "completion"), inputs))
    assert "年初预算还是调整预算" in check.reason
    own = SAID._replace(area=Source.DOCUMENT)
    inputs = (figure(500, 3, INCOME._replace(sources=own)), figure(520, 3, budget._replace(sources=own), 7))
    result = rate(900, "completion", INCOME._replace(sources=own))
    check = ruled(Relation("R205", "completion", Form.SHARE, result, inputs))
    assert check.accuses
    assert check.relation.severity is Severity.WARNING


def part(value: int, whole: int, block: int = 1, address: Address = INCOME) -> Relation:
    """That the first is not more than the second."""
    return Relation("R212", "text_sum", Form.AT_MOST, figure(value, 3, address), (figure(whole, 9, block=block),))


def test_a_part_is_not_more_than_its_whole() -> None:
    assert ruled(part(700, 600)).accuses
    assert ruled(
        part(700, 600, address=INCOME._replace(scope="fund"))
    ).accuses  # funds are parts of more than one whole
    assert ruled(part(700, 600, 7, INCOME._replace(area="nation/province"))).reason  # a province is no part of its city
    inside = INCOME._replace(area="nation/province/city/city_own")
    assert ruled(part(700, 600, 7, inside)).accuses
    assert ruled(part(700, 600, 7, inside)._replace(kind="text_table_value")).accuses
    assert ruled(part(700, 600, 7, LAST_YEAR)).reason


def test_parts_may_be_of_a_part_of_the_area_and_equals_may_not() -> None:
    inside = INCOME._replace(area="nation/province/city/city_own")
    whole = figure(131, 3)
    parts = (figure(70, 9, block=2), figure(90, 20, inside, 3))
    assert ruled(total(whole, parts, complete=True)).accuses is False
    within = INCOME._replace(area="nation/province")
    parts = (figure(70, 9, within, 2), figure(90, 20, within, 3))
    assert ruled(total(whole, parts, complete=True)).accuses
    assert ruled(equal(figure(120, 3), figure(130, 5, within, 2))).reason


def test_what_an_error_rests_on() -> None:
    """One sentence, a list, one address, a slip of the hand; without any of them it is a warning."""
    balance = INCOME._replace(id="balance")
    apart = (figure(100, 3, block=7), figure(30, 3, block=8))
    for result, more, witness in (
        (187, {"complete": True}, "list"),
        (187, {"listed": True}, "list"),
        (310, {}, "slip"),  # 130 with its first digits swapped
        (187, {}, ""),
    ):
        check = ruled(Relation("R206", "balance", Form.SUM, figure(result, 3, balance), apart, **more))  # type: ignore[arg-type]
        assert (check.accuses, check.witness) == (True, witness)
        assert (check.relation.severity is Severity.ERROR) is bool(witness)


@pytest.mark.parametrize("listed, county, accuses", [(True, 1, True), (True, 0, False), (False, 1, False)])
def test_what_a_listed_balance_adds_may_be_of_a_part_of_the_area(listed: bool, county: int, accuses: bool) -> None:
    """县市区上解收入 is of the counties and added all the same; what the balance begins with is of its own area."""
    within = INCOME._replace(area="nation/province/city/county", id="paid", subject="上解")
    inputs = [figure(n, 9, INCOME, n) for n in (100, 30)]
    inputs[county] = inputs[county]._replace(address=within)
    check = ruled(Relation("R206", "balance", Form.SUM, figure(187, 3), tuple(inputs), listed=listed))
    assert check.accuses is accuses
    assert ("全市还是本级" in check.reason) is not accuses


def test_a_number_that_would_repair_another_relation_too_is_wrong() -> None:
    result = figure(187, 3)
    broken = [
        Relation("R206", "balance", Form.SUM, result, (figure(100, 3, block=7), figure(30, 3, block=8))),
        Relation("R201", "text_text_value", Form.EQUAL, result, (figure(130, 3, block=9),)),
    ]
    assert judge(broken, Prose())[0].witness == "second"
    broken[1] = broken[1]._replace(inputs=(figure(140, 3, block=9),))
    assert not judge(broken, Prose())[0].witness


@pytest.mark.parametrize("hold, fail, borne", [(1, 1, False), (2, 1, True), (3, 2, False), (4, 2, True)])
def test_how_many_shares_must_hold(hold: int, fail: int, borne: bool) -> None:
    whole = figure(1000, 3, block=50)
    shares = [
        Relation("R204", "share", Form.SHARE, rate(100 if n < hold else 999, "share")._replace(key=(n, 40, -1)),
                 (figure(100, 3, block=n), whole))
        for n in range(hold + fail)
    ]  # fmt: skip
    assert (judge(shares, Prose())[-1].witness == "peers") is borne


SPENDING = INCOME._replace(subject="一般公共预算支出", id="general_expenditure")


@pytest.mark.parametrize(
    "of, parts, barred", [(INCOME, SPENDING, True), (SPENDING, INCOME, True), (INCOME, INCOME, False)]
)
def test_income_and_spending_do_not_add_up(of: Address, parts: Address, barred: bool) -> None:
    """A list that goes on past its whole; where something is taken away both sides may stand."""
    whole, inputs = figure(187, 3, of), (figure(100, 9, of), figure(30, 20, parts))
    assert ("收入与支出" in ruled(total(whole, inputs, complete=True)).reason) is barred
    balance = Relation("R206", "text_sum", Form.SUM, whole, inputs, signs=(1, -1), complete=True)
    assert "收入与支出" not in ruled(balance).reason


def test_a_reading_that_holds_as_easily_is_shown_and_not_chosen() -> None:
    """7 of 8 may be anything; 1307 of 1207 and 100 is no chance."""
    for digits, others, lucky in ((8, (5, 3), True), (1307, (1207, 100), False)):
        result = figure(digits, 30)
        meant = Relation("R206", "balance", Form.SUM, result, tuple(figure(n, 50 + n) for n in others))
        read = Relation("R206", "balance", Form.SUM, result, (figure(2, 3), figure(1, 9)), readings=(meant,))
        check = ruled(read)
        assert bool(check.open) is lucky
        assert not check.accuses
        assert check.open == (
            (f"{digits}万元＝2万元＋1万元", f"{digits}万元＝{others[0]}万元＋{others[1]}万元") if lucky else ()
        )


@pytest.mark.parametrize(
    "changed, reason",
    [
        ({"period": "2029"}, "口径不同：年度不同"),
        ({"sources": SAID._replace(period=Source.ASSUMED)}, "口径不明：没有写明年度"),
        ({"area": "nation"}, "口径不同：一个是另一个的一部分"),
        ({"area": "nation/province/city/city_own"}, "口径不同：全市还是本级不同"),
    ],
)
def test_why_two_numbers_are_not_held_against_each_other(changed: dict[str, str], reason: str) -> None:
    first = figure(120, 3, INCOME._replace(**changed))  # type: ignore[arg-type]
    assert ruled(equal(first, figure(130, 5, block=2))).reason == reason


@pytest.mark.parametrize(
    "kind, form, digits, witness",
    [
        ("share", Form.SHARE, 890, "slip"),  # 98.0 with its digits swapped
        ("share", Form.SHARE, 89, ""),  # of so few digits any may be swapped
        ("completion", Form.SHARE, 890, ""),
    ],
)
def test_a_slip_of_the_hand_in_a_fine_share(kind: str, form: Form, digits: int, witness: str) -> None:
    of = SAID._replace(area=Source.DOCUMENT)
    inputs = tuple(
        figure(n, 3, INCOME._replace(sources=of), b) for n, b in ((980 if digits > 99 else 98, 7), (1000, 8))
    )
    printed = rate(digits, kind, INCOME._replace(sources=of))
    assert ruled(Relation("R204", kind, form, printed, inputs)).witness == witness


def cell(value: int, row: int) -> Figure:
    return figure(value, row)._replace(key=(9, row, 1))


@pytest.mark.parametrize("peers, measure, block, borne", [
    (3, "growth", 1, True), (2, "growth", 1, False), (3, "completion", 1, False), (3, "growth", 9, False)
])  # fmt: skip
def test_rates_of_the_prose_bear_each_other_out_against_the_tables(
    peers: int, measure: str, block: int, borne: bool
) -> None:
    """Of one measure, enough of them, and rates of the prose: what a table says of itself bears nothing out."""
    last = LAST_YEAR

    def by_table(digits: int, row: int, of: str, at: int) -> Relation:
        amounts = (cell(150, row), cell(100, row)._replace(address=last))
        result = rate(digits, of)._replace(key=(at, row, 5 if at == 9 else -1))
        return Relation("R101", of, Form.GROWTH, result, amounts)

    holding = [by_table(500, n, measure, block) for n in range(peers)]
    check = judge([*holding, by_table(600, 40, "growth", 1)], Prose())[-1]
    assert (check.witness == "peers") is borne
    assert ("不知道是不是同一口径" in check.reason) is not borne


def test_a_reading_that_rounding_may_explain_stays_open_too() -> None:
    result = rounded(6, 30, block=2)
    meant = equal(rounded(5, 15), result)
    check = ruled(equal(rounded(3, 3, LAST_YEAR), result)._replace(readings=(meant,)))
    assert (check.verdict, check.reason, check.witness) == (Verdict.POSSIBLE, "", "")
    assert check.open == ("6元＝3元", "6元＝5元")


def test_words_that_hold_as_they_stand_need_no_other_reading() -> None:
    """Only where what they say first does not hold, or holds by a liberal rounding, is another thing meant."""
    result, first, second, third = figure(130, 30), figure(80, 3), figure(50, 9), figure(49, 15)
    other = total(result, (first, third))
    for inputs in ((first, second), (first, third)):
        read = total(result, inputs)._replace(readings=(other,))
        check = ruled(read)
        assert check.relation == read
        assert (check.open, check.acquits) == ((), None)
    wrong = total(result, (first, first))._replace(readings=(total(result, (second, second)),))
    assert ruled(wrong).relation == wrong._replace(severity=ruled(wrong).relation.severity)


def test_a_reading_of_words_that_rounding_may_explain_is_chosen_however_easily_it_holds() -> None:
    result = rounded(6, 30, block=2)
    meant = equal(rounded(6, 15), result)
    check = ruled(equal(rounded(5, 3), result)._replace(readings=(meant,)))
    assert (check.relation, check.verdict, check.open, check.acquits) == (meant, Verdict.AGREES, (), None)
