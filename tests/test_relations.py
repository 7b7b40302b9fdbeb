"""Relations: what each form says of printed figures, what it expects, and what would repair it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reconcile.figures import Figure, Key
from reconcile.forms import RATES, Form, expected
from reconcile.interval import Printed, Verdict, play
from reconcile.relations import SOLVERS, Check, Relation

VERDICTS = {
    "agrees": Verdict.AGREES,
    "by rounding": Verdict.BY_ROUNDING,
    "possible": Verdict.POSSIBLE,
    "inconsistent": Verdict.INCONSISTENT,
}


def key(index: int) -> Key:
    return (0, index, 1)


def figure(text: str, index: int = 0) -> Figure:
    """``12.30万元``, ``4.1%`` or ``5辆`` as a figure in row ``index`` of a table."""
    number = text.rstrip("万元%辆平方米")
    unit = text[len(number) :]
    digits = int(number.replace(".", ""))
    decimals = len(number.partition(".")[2])
    kind = {"万元": "money", "元": "money", "%": "percent"}.get(unit, "count")
    scale = 4 if unit == "万元" else 0
    return Figure(key(index), Printed(digits, scale - decimals), kind, number, unit, number)


def relation(form: str, result: str, *inputs: str, signs: tuple[int, ...] = ()) -> Relation:
    figures = [figure(text, i) for i, text in enumerate((result, *inputs))]
    return Relation("R000", "other", Form(form), figures[0], tuple(figures[1:]), signs, "写两遍的数相同")


class Row(NamedTuple):
    form: str
    numbers: str  # the result, then the inputs; a minus before an input takes it away in a sum
    verdict: str


JUDGED = [
    # the same number printed twice
    Row("equal", "12.34万元 12.34万元", "agrees"),
    Row("equal", "12.34万元 123400.00元", "agrees"),
    Row("equal", "12.34万元 123449.99元", "by rounding"),
    Row("equal", "12.34万元 123350.00元", "by rounding"),  # half rounds away from zero, so this end is in
    Row("equal", "12.34万元 12.35万元", "possible"),  # one unit: a tail carried over
    Row("equal", "12.34万元 12.36万元", "inconsistent"),
    Row("equal", "12.34万元 12.43万元", "inconsistent"),
    Row("equal", "5辆 5辆", "agrees"),
    Row("equal", "5辆 6辆", "inconsistent"),  # things counted one by one were not rounded
    Row("equal", "105平方米 106平方米", "possible"),  # a measured area was
    # sums
    Row("sum", "100.00万元 60.00万元 40.00万元", "agrees"),
    Row("sum", "100.01万元 60.00万元 40.00万元", "by rounding"),
    Row("sum", "100.02万元 60.00万元 40.00万元", "inconsistent"),
    Row("sum", "0.03万元 0.01万元 0.01万元 0.00万元 0.00万元", "by rounding"),
    Row("sum", "0.04万元 0.01万元 0.01万元 0.00万元 0.00万元", "possible"),  # four errors of one half in a row
    Row("sum", "20.00万元 60.00万元 -40.00万元", "agrees"),
    Row("sum", "20.00万元 60.00万元 40.00万元", "inconsistent"),
    Row("sum", "7辆 3辆 4辆", "agrees"),
    Row("sum", "8辆 3辆 4辆", "inconsistent"),
    # a part is not larger than the whole
    Row("at_most", "12.34万元 100.00万元", "agrees"),
    Row("at_most", "12.34万元 12.34万元", "agrees"),
    Row("at_most", "12.344万元 12.34万元", "by rounding"),
    Row("at_most", "12.35万元 12.34万元", "possible"),
    Row("at_most", "12.40万元 12.34万元", "inconsistent"),
    Row("at_most", "3辆 2辆", "inconsistent"),
    # shares and completion
    Row("share", "33.3% 100.00万元 300.00万元", "agrees"),
    Row("share", "33.33% 1.00万元 3.01万元", "by rounding"),  # 33.22 to the digit, but 1.004 of 3.006 is 33.40
    Row("share", "33.4% 100.00万元 300.00万元", "inconsistent"),
    Row("share", "83.95% 60.80万元 60.80万元", "inconsistent"),
    Row("share", "0.0% 0.00万元 0.00万元", "possible"),  # a base that may be nil gives no bounds
    # growth from the second to the first
    Row("growth", "4.1% 104.10万元 100.00万元", "agrees"),
    Row("growth", "-4.1% 95.90万元 100.00万元", "agrees"),
    Row("growth", "-4.1% 104.10万元 100.00万元", "inconsistent"),  # the wrong direction
    Row("growth", "3.94% 104.10万元 100.00万元", "inconsistent"),  # divided by this year
    Row("growth", "100.0% 5.00万元 0.00万元", "possible"),
    # growth to the first by the second
    Row("growth_by_change", "4.1% 104.10万元 4.10万元", "agrees"),
    Row("growth_by_change", "-4.1% 95.90万元 -4.10万元", "agrees"),
    Row("growth_by_change", "4.3% 104.10万元 4.10万元", "inconsistent"),
    Row("growth_by_change", "1.02% 10.15万元 0.10万元", "by rounding"),
    # the level that a change leads to
    Row("level_by_change", "104.1% 104.10万元 4.10万元", "agrees"),
    Row("level_by_change", "95.9% 95.90万元 -4.10万元", "agrees"),
    Row("level_by_change", "4.1% 104.10万元 4.10万元", "inconsistent"),
    # a change in percent of its base
    Row("of_base", "4.1% 4.10万元 100.00万元", "agrees"),
    Row("of_base", "-4.1% -4.10万元 100.00万元", "agrees"),
    Row("of_base", "4.1% -4.10万元 100.00万元", "inconsistent"),
]  # fmt: skip


def made(row: Row) -> Relation:
    """A minus before an input of a sum is its sign in the sum; elsewhere it is the number's own."""
    result, *inputs = row.numbers.split()
    signs = tuple(-1 if text.startswith("-") else 1 for text in inputs) if row.form == "sum" else ()
    return relation(row.form, result, *(t.lstrip("-") if signs else t for t in inputs), signs=signs)


@pytest.mark.parametrize("row", JUDGED, ids=lambda r: f"{r.form}: {r.numbers}")
def test_verdict(row: Row) -> None:
    assert made(row).judge() is VERDICTS[row.verdict]


def test_every_form_is_seen_to_hold_and_to_fail() -> None:
    for form in Form:
        assert {"agrees", "inconsistent"} <= {row.verdict for row in JUDGED if row.form == form}


@pytest.mark.parametrize(
    "numbers, expected",
    [
        (("equal", "9万元", "12.30万元"), 123000),
        (("at_most", "9万元", "12.30万元"), 123000),
        (("sum", "9万元", "60万元", "40万元"), 1000000),
        (("share", "9%", "25万元", "200万元"), Fraction(25, 2)),
        (("growth", "9%", "103万元", "100万元"), 3),
        (("growth_by_change", "9%", "103万元", "3万元"), 3),
        (("level_by_change", "9%", "103万元", "3万元"), 103),
        (("of_base", "9%", "3万元", "100万元"), 3),
        (("growth", "9%", "5万元", "0万元"), None),
        (("share", "9%", "0万元", "0万元"), None),
        (("growth_by_change", "9%", "5万元", "5万元"), None),
    ],
)  # fmt: skip
def test_expected(numbers: tuple[str, ...], expected: Fraction | None) -> None:
    assert relation(*numbers).expected() == expected


def test_expected_of_a_difference() -> None:
    assert relation("sum", "0万元", "60万元", "40万元", signs=(1, -1)).expected() == 200000


def test_judged_as_if_a_number_were_another() -> None:
    wrong = relation("sum", "109.00万元", "60.00万元", "40.00万元")
    assert wrong.judge() is Verdict.INCONSISTENT
    assert wrong.judge({key(0): Printed(10000, 2)}) is Verdict.AGREES
    assert wrong.judge({key(2): Printed(4900, 2)}) is Verdict.AGREES
    assert wrong.judge({(9, 9, 9): Printed(1, 0)}) is Verdict.INCONSISTENT


def test_solve_of_a_number_that_is_taken_away() -> None:
    difference = relation("sum", "20.00万元", "60.00万元", "45.00万元", signs=(1, -1))
    assert difference.solve_exactly(key(2)) == 400000
    assert difference.solve_exactly(key(1)) == 650000
    assert difference.solve_exactly(key(0)) == 150000


def test_solve_exactly_where_nothing_does() -> None:
    assert relation("share", "0%", "5万元", "100万元").solve_exactly(key(2)) is None
    assert relation("growth_by_change", "0%", "5万元", "1万元").solve_exactly(key(1)) is None
    assert relation("growth", "-100%", "5万元", "1万元").solve_exactly(key(2)) is None
    assert relation("level_by_change", "100%", "5万元", "1万元").solve_exactly(key(1)) is None


# --- properties

amounts = st.integers(1, 10**9)
rates = st.integers(-99999, 99999).filter(lambda r: r not in (0, 10000))
forms = st.sampled_from(sorted(SOLVERS))


@given(forms, rates, amounts, amounts, st.sampled_from([1, 2]))
def test_what_solve_exactly_says_satisfies_a_rate(form: Form, rate: int, one: int, other: int, which: int) -> None:
    percent = Figure(key(0), Printed(rate, -2), "percent", "", "%", "0")
    inputs = tuple(Figure(key(i), Printed(n, 2), "money", "", "万元", "0") for i, n in ((1, one), (2, other)))
    found = Relation("R000", "share", form, percent, inputs).solve_exactly(key(which))
    assume(found is not None)
    assert found is not None
    values = [f.printed.value for f in inputs]
    values[which - 1] = found
    scale = next(e for e in range(0, 60) if (found * 10**e).denominator == 1 or e == 59)
    assume(scale < 59)
    exact = Printed(int(found * 10**scale), -scale)
    solved = Relation(
        "R000", "share", form, percent, tuple(f._replace(printed=exact) if f.key == key(which) else f for f in inputs)
    )
    assert solved.expected() == percent.printed.value


@given(st.integers(-(10**9), 10**9), st.lists(st.tuples(st.integers(-(10**9), 10**9), st.sampled_from([1, -1])), min_size=1, max_size=12), st.data())  # fmt: skip
def test_what_solve_exactly_says_satisfies_a_sum(total: int, parts: list[tuple[int, int]], data: st.DataObject) -> None:
    numbers = [total, *(n for n, _ in parts)]
    figures = [Figure(key(i), Printed(n, 2), "money", "", "万元", "0") for i, n in enumerate(numbers)]
    summed = Relation("R000", "text_sum", Form.SUM, figures[0], tuple(figures[1:]), tuple(s for _, s in parts))
    which = data.draw(st.integers(0, len(parts)))
    found = summed.solve_exactly(key(which))
    assert found is not None
    assert found % 100 == 0
    assert summed.judge({key(which): Printed(int(found) // 100, 2)}) is Verdict.AGREES


def test_a_check_as_reports_show_it() -> None:
    wrong = relation("sum", "20.00万元", "60.00万元", "45.00万元", signs=(1, -1))
    shown = Check(wrong, wrong.judge()).judgement()
    assert (shown.form, shown.verdict, str(shown.expected)) == ("sum", "inconsistent", "150000")
    assert [(f.value, f.sign) for f in shown.inputs] == [(600000, 1), (450000, -1)]
    zero = relation("growth", "9%", "5万元", "0万元")
    assert Check(zero, zero.judge()).judgement().expected is None


NUMBERS = st.builds(Printed, st.integers(-3000, 3000), st.integers(-2, 5))


@given(
    st.sampled_from((Form.EQUAL, Form.AT_MOST, Form.SUM, Form.SUM)),
    st.lists(st.tuples(NUMBERS, st.sampled_from((1, 1, -1))), min_size=1, max_size=4),
    NUMBERS,
    st.one_of(st.none(), st.integers(-3, 3)),
    st.sampled_from(("money", "money", "count")),
    st.data(),
)
def test_play_is_what_a_search_with_the_judge_finds(
    form: Form, parts: list[tuple[Printed, int]], total: Printed, off: int | None, kind: str, data: st.DataObject
) -> None:
    parts = parts if form is Form.SUM else [(parts[0][0], 1)]
    if off is not None:  # a total that is right or nearly so, as most are
        exponent = min(n.exponent for n, _ in parts)
        total = Printed(sum(n.digits * 10 ** (n.exponent - exponent) * s for n, s in parts) + off, exponent)
    figures = [Figure(key(i), n, kind, "", "", "1") for i, n in enumerate((total, *(n for n, _ in parts)))]
    inputs = data.draw(st.sampled_from((figures[1:], [*figures[1:], figures[1]]))) if form is Form.SUM else figures[1:]
    signs = (*(s for _, s in parts), 1)[: len(inputs)]
    tried = Relation("R000", "other", form, figures[0], tuple(inputs), signs)
    moved = data.draw(st.sampled_from(figures))
    judged = tried.varied(moved.key, {})
    for most in Verdict:
        if form is not Form.AT_MOST or judged(moved.printed) <= most:
            assert tried.play(moved.key, most) == play(moved.printed, lambda n, most=most: judged(n) <= most)  # type: ignore[misc]


@given(
    st.sampled_from(sorted(RATES)),
    st.builds(Printed, st.integers(-300, 300), st.integers(-2, 1)),
    NUMBERS,
    NUMBERS,
    st.one_of(st.none(), st.integers(-1, 1)),
    st.integers(0, 2),
)
def test_play_of_a_rate_is_what_a_search_with_the_judge_finds(
    form: Form, rate: Printed, one: Printed, other: Printed, off: int | None, at: int
) -> None:
    exact = expected(form, [one.value, other.value])
    if off is not None and exact is not None:  # a rate that is right or nearly so
        rate = Printed(round(exact / rate.last_place) + off, rate.exponent)
    figures = [Figure(key(i), n, "money", "", "", "1") for i, n in enumerate((rate, one, other))]
    tried = Relation("R000", "other", form, figures[0], tuple(figures[1:]))
    judged = tried.varied(key(at), {})
    searched = play(figures[at].printed, lambda n: judged(n) <= Verdict.POSSIBLE)
    assert tried.play(key(at), Verdict.POSSIBLE) == searched
