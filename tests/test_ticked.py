"""What a tick proves: how far a number could move unnoticed, and when that is too far. Figures are fictional."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reconcile
from reconcile.figures import Figure
from reconcile.forms import Form
from reconcile.interval import Interval, Printed, Verdict, judge_equal, judge_rate, judge_sum, play, play_within, share
from reconcile.relations import Check, Relation
from reconcile.ticks import OFF, OFF_NIL, ONLY_AT_MOST, RESTATED, TOO_COARSE, Habit, strength


def money(digits: int, start: int, exponent: int = 2) -> Figure:
    value = str(digits)
    return Figure((1, start, -1), Printed(digits, exponent), "money", value, "万元", value)


def check(form: Form, result: Figure, *inputs: Figure) -> Check:
    relation = Relation("R000", "sum", form, result, inputs)
    return Check(relation, relation.judge())


NONE = Habit(())


@pytest.mark.parametrize("number", [1, 2, 7, 99, 100, 12345])
@pytest.mark.parametrize("below, above", [(0, 0), (0, 1), (3, 0), (5, 7), (120, 3)])
def test_play_is_the_farthest_that_holds(number: int, below: int, above: int) -> None:
    found = play(Printed(number, 0), lambda n: number - below <= n.digits <= number + above)
    assert found == min(Fraction(max(below, above), number), 1)


@given(
    number=st.builds(Printed, st.integers(-300, 300), st.integers(-2, 1)),
    low=st.integers(0, 40), high=st.integers(0, 400), open_ends=st.tuples(st.booleans(), st.booleans()),
)  # fmt: skip
def test_play_within_an_interval_is_what_a_search_finds(
    number: Printed, low: int, high: int, open_ends: tuple[bool, bool]
) -> None:
    half = number.last_place / 2
    allowed = Interval(number.value - low * half, number.value + high * half, *open_ends)
    assume(allowed.meets(number.interval()))
    assert play_within(number, allowed) == play(number, lambda n: allowed.meets(n.interval()))


def test_play_of_zero_is_none_or_all() -> None:
    assert play(Printed(0, 0), lambda n: n.digits == 0) == 0
    assert play(Printed(0, 0), lambda n: n.digits <= 1) == 1


def test_play_is_what_the_judges_say() -> None:
    assert play(Printed(17, 4), lambda n: judge_equal(n, Printed(165, 3)) < Verdict.POSSIBLE) == Fraction(1, 17)
    assert play(Printed(400, 0), lambda n: judge_sum(n, [Printed(100, 0)] * 4) < Verdict.INCONSISTENT) == Fraction(
        2, 400
    )
    rate = play(Printed(50, 0), lambda n: judge_rate(n, share, Printed(10, 0), Printed(20, 0)) < Verdict.INCONSISTENT)
    assert rate == Fraction(4, 50)


def test_a_restated_number_has_no_last_unit_of_play() -> None:
    held = check(Form.EQUAL, money(12345, 1), money(12345, 9))
    assert [strength(held, f, NONE).rank for f in held.relation.figures] == [(False, Fraction(0))] * 2
    off = check(Form.EQUAL, money(12345, 1), money(12346, 9))
    assert off.verdict is Verdict.POSSIBLE
    assert strength(off, off.relation.result, NONE).weak == RESTATED


def test_only_larger_or_smaller_is_weak() -> None:
    held = check(Form.AT_MOST, money(500, 1), money(900, 9))
    assert [strength(held, f, NONE).weak for f in held.relation.figures] == [ONLY_AT_MOST] * 2


def test_small_numbers_of_a_sum_are_weak_and_large_ones_are_not() -> None:
    held = check(Form.SUM, money(90100, 1), money(90000, 9), money(100, 20))
    assert [strength(held, f, NONE).weak for f in held.relation.figures] == ["", "", TOO_COARSE]


def test_where_sums_come_out_exactly_one_that_is_off_proves_little() -> None:
    exact = [check(Form.SUM, money(300 + n, n), money(100, 100), money(200 + n, 200 + n)) for n in range(10)]
    habit = Habit(exact)
    assert strength(exact[0], exact[0].relation.inputs[0], habit).resolution == 0
    off = check(Form.SUM, money(90101, 1), money(90000, 9), money(100, 20))
    assert strength(off, off.relation.result, habit).weak == OFF
    assert strength(off, off.relation.result, Habit(exact[:3])).weak == ""


def test_a_coarse_zero_leaves_the_other_parts_no_play() -> None:
    nil = money(0, 20, 4)
    held = check(Form.SUM, money(90000, 1), money(90000, 9), nil)
    assert strength(held, held.relation.result, NONE).resolution == Fraction(1, 90000)
    off = check(Form.SUM, money(90040, 1), money(90000, 9), nil)
    assert off.verdict is Verdict.BY_ROUNDING
    assert strength(off, off.relation.result, NONE).weak == OFF_NIL


# the same amount of two things, and parts that come to their whole by chance
NO_PROOF = [
    "堤防项目评审费37.20万元。\n水质项目评审费37.20万元。",
    "堤防项目支出240.10万元，其中印刷费37.20万元。\n水质项目支出96.00万元，其中印刷费37.20万元。",
    "省级资金237.20万元用于堤防。\n省级资金237.20万元用于水质。",
    "专用设备537.20万元（原值）。\n专用设备537.20万元（净值）。",
    "政府性基金：年初结转37.20万元。\n一般公共预算：年初结转37.20万元。",
    "卫生健康支出（类）行政运行237.20万元。\n农林水支出（类）行政运行237.20万元。",
    "编制72名，其中行政编制50名，离休22名。",
    "车辆14辆，其中执法车9辆，当年报废5辆。",
    "项目支出400.00万元，其中省级资金150.00万元，堤防工程250.00万元。",
]
PROOF = [
    "堤防项目评审费37.20万元。\n堤防项目评审费37.20万元已拨付。",
    "专用设备537.20万元。\n专用设备537.20万元（净值）。",
    "编制72名，其中行政编制50名，事业编制22名。",
    "项目支出400.13万元，其中省级资金150.02万元，堤防工程250.11万元。",
]


def strong(text: str) -> list[str]:
    return [
        f.quote for f in reconcile.check(text.encode(), name="a.txt").figures if f.status == "agrees" and not f.weak
    ]


@pytest.mark.parametrize("text", NO_PROOF)
def test_what_may_agree_by_chance_is_no_strong_tick(text: str) -> None:
    assert strong(text) == []


@pytest.mark.parametrize("text", PROOF)
def test_and_what_cannot_is_one(text: str) -> None:
    assert strong(text)
