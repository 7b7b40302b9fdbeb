"""The interval of a printed number: boundary cases, properties, and brute force over enumerated decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.interval import (
    Interval,
    Printed,
    Verdict,
    growth,
    growth_by_change,
    judge_at_most,
    judge_equal,
    judge_rate,
    judge_sum,
    share,
)

AGREES, BY_ROUNDING, POSSIBLE, INCONSISTENT = Verdict


def printed(text: str) -> Printed:
    """``2636.92`` with its two places."""
    number = Decimal(text)
    exponent = int(number.as_tuple().exponent)
    return Printed(int(number.scaleb(-exponent)), exponent)


def rounded(value: Fraction, exponent: int) -> int:
    """The digits that 四舍五入 prints for a value, half away from zero."""
    number = value / Fraction(10) ** exponent
    return int((Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    "text, value, inside",
    [
        ("5", "4.5", True), ("5", "5.5", False), ("5", "5.4999", True), ("5", "4.4999", False),
        ("-5", "-4.5", True), ("-5", "-5.5", False), ("-5", "-5.4999", True),
        ("0", "0.5", False), ("0", "-0.5", False), ("0", "0.4999", True), ("0", "0", True),
        ("0.00", "0.005", False), ("0.01", "0.005", True), ("0.01", "0.015", False),
        ("2636.92", "2636.915", True), ("2636.92", "2636.925", False),
        ("7", "5", False),
    ],
)  # fmt: skip
def test_boundaries(text: str, value: str, inside: bool) -> None:
    assert (Fraction(Decimal(value)) in printed(text).interval()) is inside


def test_a_last_place_above_one_is_as_wide_as_it() -> None:
    """3.5亿元 is known to half of a tenth of 亿."""
    interval = Printed(35, 7).interval()
    assert (interval.low, interval.high) == (345_000_000, 355_000_000)


@given(st.integers(-(10**6), 10**6), st.integers(-4, 4), st.fractions(-2, 2, max_denominator=1000))
def test_a_value_is_inside_exactly_when_it_is_printed_so(digits: int, exponent: int, offset: Fraction) -> None:
    value = (digits + offset) * Fraction(10) ** exponent
    assert (value in Printed(digits, exponent).interval()) is (rounded(value, exponent) == digits)


def test_every_value_of_a_fine_grid_is_in_one_interval_only() -> None:
    for thousandths in range(-2500, 2501):
        value = Fraction(thousandths, 1000)
        assert [d for d in range(-4, 5) if value in Printed(d, 0).interval()] == [rounded(value, 0)]


intervals = st.builds(
    lambda a, b, lo, hi: Interval(min(a, b), max(a, b), lo, hi),
    st.fractions(-9, 9, max_denominator=8), st.fractions(-9, 9, max_denominator=8), st.booleans(), st.booleans(),
)  # fmt: skip


@given(intervals, intervals)
def test_meeting_is_symmetric_and_has_a_witness(a: Interval, b: Interval) -> None:
    ends = sorted({a.low, a.high, b.low, b.high})
    candidates = [*ends, *((x + y) / 2 for x, y in pairwise(ends))]
    assert a.meets(b) is b.meets(a) is any(c in a and c in b for c in candidates)


@given(
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.fractions(-2, 2, max_denominator=20),
    st.fractions(-2, 2, max_denominator=20),
)
def test_sums_and_differences_hold_all_sums_and_differences(a: int, b: int, x: Fraction, y: Fraction) -> None:
    one, other = Printed(a, 0).interval(), Printed(b, 0).interval()
    if a + x in one and b + y in other:
        assert a + x + b + y in one + other
        assert a + x - b - y in one - other
        assert -(a + x) in -one


@pytest.mark.parametrize(
    "total, parts, verdict",
    [
        ("3.00", ["1.00", "2.00"], AGREES),
        ("3.01", ["1.00", "2.00"], BY_ROUNDING),
        ("3.02", ["1.00", "2.00"], INCONSISTENT),
        ("40.48", ["14.19", "11.53", "14.75"], BY_ROUNDING),
        ("100", ["33.3", "33.3", "33.3"], BY_ROUNDING),
        ("-1.00", ["1.00", "-2.00"], AGREES),
        ("0.00", [], AGREES),
        ("1.00", [], INCONSISTENT),
        ("2636.92", ["2393.42", "108.90", "40.48", "94.13"], BY_ROUNDING),
        ("2636.92", ["2393.42", "108.90", "40.48", "49.13"], INCONSISTENT),
    ],
)  # fmt: skip
def test_sums(total: str, parts: list[str], verdict: Verdict) -> None:
    assert judge_sum(printed(total), [printed(p) for p in parts]) is verdict


def test_twenty_rounded_parts_may_be_off_by_a_few_places_and_not_by_eleven() -> None:
    parts = [printed("1.00")] * 20
    assert judge_sum(printed("20.03"), parts) is BY_ROUNDING
    assert judge_sum(printed("20.09"), parts) is POSSIBLE
    assert judge_sum(printed("20.11"), parts) is INCONSISTENT


def test_brute_force_over_enumerated_tenths() -> None:
    """What true tenths could have been printed as whole numbers is never inconsistent."""
    tenths = [Fraction(n, 10) for n in range(0, 31)]
    for a, b in product(tenths, repeat=2):
        verdict = judge_sum(Printed(rounded(a + b, 0), 0), [Printed(rounded(a, 0), 0), Printed(rounded(b, 0), 0)])
        assert verdict is not INCONSISTENT, (a, b)


@given(st.lists(st.fractions(0, 1000, max_denominator=10**4), min_size=1, max_size=12), st.integers(-3, 1))
def test_true_sums_are_never_inconsistent(values: list[Fraction], exponent: int) -> None:
    total = Printed(rounded(sum(values, Fraction(0)), exponent), exponent)
    assert judge_sum(total, [Printed(rounded(v, exponent), exponent) for v in values]) is not INCONSISTENT


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8), st.integers(1, 10**6))
def test_a_sum_that_is_off_by_more_than_all_rounding_is_inconsistent(digits: list[int], error: int) -> None:
    total = Printed(sum(digits) + len(digits) + error, -2)
    assert judge_sum(total, [Printed(d, -2) for d in digits]) is INCONSISTENT


@pytest.mark.parametrize(
    "one, other, verdict",
    [
        ("938.99", "938.99", AGREES),
        ("9389900", "9389900.00", AGREES),
        ("938.99", "938.9913", BY_ROUNDING),
        ("938.99", "938.9863", BY_ROUNDING),
        ("938.99", "938.9849", POSSIBLE),  # cut off instead of rounded
        ("938.99", "939.01", INCONSISTENT),
        ("11", "10.000", INCONSISTENT),  # a whole unit away from what is known to a thousandth of it
        ("11", "10.001", POSSIBLE),  # raised instead of rounded
        ("11", "10.00", POSSIBLE),  # zeros of habit: itself rounded, and a tail carried
        ("-11", "-10.000", INCONSISTENT),
        ("5", "7", INCONSISTENT),
        ("0", "0.4", BY_ROUNDING),
        ("0.00", "2995.39", INCONSISTENT),
    ],
)
def test_the_same_number_twice(one: str, other: str, verdict: Verdict) -> None:
    assert judge_equal(printed(one), printed(other)) is verdict
    assert judge_equal(printed(other), printed(one)) is verdict


@pytest.mark.parametrize(
    "part, whole, verdict",
    [("1.00", "2.00", AGREES), ("2.00", "2.00", AGREES), ("2.01", "2.00", POSSIBLE), ("2.03", "2.00", INCONSISTENT)],
)
def test_a_part_is_not_larger_than_its_whole(part: str, whole: str, verdict: Verdict) -> None:
    assert judge_at_most(printed(part), printed(whole)) is verdict


@pytest.mark.parametrize(
    "rate, part, whole, verdict",
    [
        ("36.8", "971.62", "2636.92", AGREES),
        ("36.9", "971.62", "2636.92", INCONSISTENT),
        ("71.65", "2106.66", "2940.05", AGREES),
        ("71.73", "2106.66", "2940.05", INCONSISTENT),
        ("33", "1", "3", AGREES),
        ("40", "1", "3", BY_ROUNDING),  # 1 and 3 are coarse
        ("100.0", "5", "0", POSSIBLE),
    ],
)
def test_shares(rate: str, part: str, whole: str, verdict: Verdict) -> None:
    assert judge_rate(printed(rate), share, printed(part), printed(whole)) is verdict


@pytest.mark.parametrize(
    "rate, now, base, verdict",
    [
        ("-1.87", "2995.39", "3052.34", AGREES),
        ("1.87", "2995.39", "3052.34", INCONSISTENT),
        ("0.0", "4.61", "4.61", AGREES),
        ("-30", "2.1", "3.0", AGREES),
        ("-34", "2.1", "3.0", INCONSISTENT),
        ("-33", "2.1", "3.0", BY_ROUNDING),
    ],
)
def test_growth(rate: str, now: str, base: str, verdict: Verdict) -> None:
    assert judge_rate(printed(rate), growth, printed(now), printed(base)) is verdict


def test_growth_by_change() -> None:
    assert judge_rate(printed("4.1"), growth_by_change, printed("2636.92"), printed("104.59")) is AGREES
    assert judge_rate(printed("4.0"), growth_by_change, printed("2636.92"), printed("104.59")) is INCONSISTENT


@given(st.fractions(Fraction(1, 100), 1000, max_denominator=1000), st.fractions(1, 1000, max_denominator=1000))
def test_true_rates_are_never_inconsistent(part: Fraction, whole: Fraction) -> None:
    rate = Printed(rounded(share(part, whole), -1), -1)
    inputs = Printed(rounded(part, -2), -2), Printed(rounded(whole, -2), -2)
    assert judge_rate(rate, share, *inputs) is not INCONSISTENT


@pytest.mark.parametrize("value, inside", [(9, False), (10, False), (11, True), (19, True), (20, False), (21, False)])
def test_an_open_interval_leaves_its_ends_out(value: int, inside: bool) -> None:
    assert (value in Interval(Fraction(10), Fraction(20), True, True)) is inside


@pytest.mark.parametrize("value", [10, 15, 20])
def test_a_closed_one_does_not(value: int) -> None:
    assert value in Interval(Fraction(10), Fraction(20))
