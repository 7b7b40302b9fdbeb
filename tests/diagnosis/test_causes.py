"""From broken relations to root causes: what is grouped, what stays apart, and which number is named first."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.diagnosis.explain import components
from reconcile.diagnosis.solver import fewest_changes
from reconcile.figures import Figure, Key
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check, Relation

from .made import causes, cell, check, equal, findings, said, total


def named(checks: list[Check]) -> list[Key]:
    """The likeliest number of each cause."""
    return [c.alternatives[0].figure.key for c in causes(*checks)]


def test_nothing_broken_nothing_told() -> None:
    a, b = cell("收入", "60.00", 1), cell("其他", "40.00", 2)
    assert findings(total(cell("合计", "100.00", 3), a, b), equal(said("收入", "60.00万元"), a)) == []


def test_relations_broken_by_one_number_are_one_finding() -> None:
    wrong = cell("教育支出", "61.00", 1)
    other, whole = cell("卫生健康支出", "40.00", 2), cell("合计", "110.00", 3)
    checks = [equal(said("教育支出", "70.00万元"), wrong), total(whole, wrong, other)]
    [found] = findings(*checks)
    assert found.severity is Severity.ERROR
    assert "另外1项关系不成立" in found.message
    assert found.suggestion == "可能的更正：《收入预算总表》教育支出·预算数61.00万元改为70.00万元"
    assert {e.quote for e in found.evidence} == {"70.00万元", "61.00", "40.00", "110.00"}
    assert named(checks) == [wrong.key]


def test_independent_errors_stay_two_findings() -> None:
    checks = [
        equal(said("教育支出", "70.00万元", 1), cell("教育支出", "61.00", 1)),
        equal(said("住房保障支出", "15.00万元", 2), cell("住房保障支出", "16.50", 2)),
    ]
    assert len(findings(*checks)) == 2


def test_two_wrong_numbers_in_one_component_are_two_findings() -> None:
    one, two, whole = cell("教育支出", "61.00", 1), cell("卫生健康支出", "44.00", 2), cell("合计", "110.00", 3)
    checks = [
        equal(said("教育支出", "70.00万元", 1), one),
        equal(said("卫生健康支出", "40.00万元", 2), two),
        total(whole, one, two),
        equal(said("支出合计", "110.00万元", 3), whole),
    ]
    assert sorted(named(checks)) == [one.key, two.key]
    told = findings(*checks)
    assert len(told) == 2
    assert {e for f in told for e in ("61.00万元改为70.00万元", "44.00万元改为40.00万元") if e in f.suggestion} == {
        "61.00万元改为70.00万元",
        "44.00万元改为40.00万元",
    }


def test_three_wrong_numbers_are_found_by_the_solver() -> None:
    right = {1: 70, 2: 40, 3: 25}
    printed = {1: "61.00", 2: "44.00", 3: "52.00"}
    cells = {row: cell(f"类{row}", text, row) for row, text in printed.items()}
    whole = cell("合计", "135.00", 9)
    checks = [
        *(equal(said(f"类{row}", f"{right[row]}.00万元", row), figure) for row, figure in cells.items()),
        total(whole, *cells.values()),
        equal(said("支出合计", "135.00万元", 9), whole),
    ]
    broken = [c for c in checks if c.verdict is Verdict.INCONSISTENT]
    holding = {whole.key: [checks[-1]]}
    found = fewest_changes(broken, holding)
    assert {key: int(value.value) for key, value in found.items()} == {
        cells[row].key: right[row] * 10000 for row in right
    }
    assert sorted(named(checks)) == [(9, 1, 1), (9, 2, 1), (9, 3, 1)]


def test_each_of_three_sums_that_share_numbers_is_told_with_a_correction() -> None:
    """A parent that does not fit its children, two of which do not fit theirs."""
    one, two = cell("民政管理事务", "69.56", 2), cell("行政事业单位养老支出", "8620.79", 6)
    checks = [
        total(cell("社会保障和就业支出", "8879.76", 1), one, two, cell("其他", "2000.00", 9)),
        total(one, cell("甲", "50.00", 3), cell("乙", "20.75", 4)),
        total(two, cell("丙", "6000.00", 7), cell("丁", "937.13", 8)),
    ]
    told = findings(*checks)
    assert len(told) == 3
    assert all(f.suggestion for f in told)


def test_the_solver_makes_no_amount_negative() -> None:
    one, two = cell("甲", "10.00", 1), cell("乙", "20.00", 2)
    checks = [total(cell("合计", "2.00", 3), one, two), total(cell("小计", "3.00", 4), one)]
    found = fewest_changes(checks, {})
    assert found
    assert all(value.digits >= 0 for value in found.values())


def test_a_number_that_others_bear_out_is_not_the_wrong_one() -> None:
    borne_out, alone = cell("教育支出", "70.00", 1), said("教育支出", "61.00万元", 1)
    checks = [equal(alone, borne_out), total(cell("合计", "110.00", 3), borne_out, cell("其他支出", "40.00", 2))]
    assert named(checks) == [alone.key]


def test_without_more_both_sides_are_told() -> None:
    [found] = findings(equal(said("教育支出", "61.00万元"), cell("教育支出", "70.00", 1)))
    assert found.suggestion == (
        "可能的更正：2025年教育支出预算数61.00万元改为70.00万元，或《收入预算总表》教育支出·预算数70.00万元改为61.00万元"
    )


def test_an_input_of_a_rate_is_named_only_where_its_digits_show_a_slip() -> None:
    rate = said("收入", "9.9%", 1, "share")
    [plain] = causes(check(Form.SHARE, rate, (said("收入", "37.20万元", 2), said("总收入", "92.33万元", 3))))
    assert [a.figure.key for a in plain.alternatives] == [rate.key]
    good = said("收入", "40.00%", 1, "share")
    [slip] = causes(check(Form.SHARE, good, (said("收入", "73.20万元", 2), said("总收入", "93.00万元", 3))))
    assert (1, 2, -1) in [a.figure.key for a in slip.alternatives]  # 37.20


def test_a_rounding_tail_is_info_and_joins_no_cause() -> None:
    [found] = findings(equal(said("收入", "70.01万元"), cell("收入", "70.00", 1)))
    assert (found.severity, found.suggestion) == (Severity.INFO, "")
    assert "尾差" in found.message


def test_the_loudest_severity_of_the_group_is_told() -> None:
    wrong = said("收入", "61.00万元", 1)
    quiet = check(Form.EQUAL, wrong, (said("收入", "70.00万元", 2),), severity=Severity.WARNING)
    [found] = findings(quiet, equal(wrong, cell("收入", "70.00", 1)))
    assert found.severity is Severity.ERROR
    assert found.code == "R101"


def test_components_hang_together_over_several_relations() -> None:
    a, b, c, d = (cell(n, "1.00", i) for i, n in enumerate("甲乙丙丁"))
    one, two, three = equal(a, b), equal(c, d), equal(b, c)
    assert [len(g) for g in components([one, two])] == [1, 1]
    assert [len(g) for g in components([one, two, three])] == [3]


# --- properties: a consistent table with a twin of every number, and numbers made wrong


def consistent(seed: int, width: int, depth: int) -> tuple[dict[Key, Figure], list[Relation]]:
    """A hierarchy of amounts in 元 to the cent, each printed twice, and all the relations that hold in it."""
    chance = random.Random(seed)
    figures: dict[Key, Figure] = {}
    relations: list[Relation] = []

    def add(value: int) -> Figure:
        row = len(figures)
        text = f"{value // 100}.{value % 100:02d}"
        twin = cell(f"行{row}", text, row, 2, table="支出预算总表")
        own = cell(f"行{row}", text, row, 1)
        figures[own.key], figures[twin.key] = own, twin
        relations.append(Relation("R305", "cross_table", Form.EQUAL, own, (twin,), label="两表同一项应相等"))
        return own

    def grow(level: int) -> tuple[Figure, int]:
        if level == 0:
            value = chance.randint(10_000, 10_000_000)
            return add(value), value
        parts = [grow(level - 1) for _ in range(chance.randint(2, width))]
        value = sum(v for _, v in parts)
        whole = add(value)
        label = "合计应等于所列各行之和"
        relations.append(Relation("R303", "table_hierarchy", Form.SUM, whole, tuple(f for f, _ in parts), label=label))
        return whole, value

    grow(depth)
    return figures, relations


def spoilt(relations: list[Relation], wrong: dict[Key, Printed]) -> Iterator[Check]:
    """The relations as they are judged when some numbers are printed wrongly."""

    def reprint(figure: Figure) -> Figure:
        printed = wrong.get(figure.key)
        if printed is None:
            return figure
        value = f"{printed.digits // 100}.{printed.digits % 100:02d}"
        return figure._replace(printed=printed, quote=value, value=value)

    for relation in relations:
        new = relation._replace(result=reprint(relation.result), inputs=tuple(map(reprint, relation.inputs)))
        yield Check(new, new.judge())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(1, 3), st.data())
def test_one_wrong_number_is_one_finding_that_names_it(seed: int, width: int, depth: int, data: st.DataObject) -> None:
    figures, relations = consistent(seed, width, depth)
    key = data.draw(st.sampled_from(sorted(figures)))
    off = data.draw(st.integers(1000, 10**6))
    right = figures[key].printed
    checks = list(spoilt(relations, {key: Printed(right.digits + off, right.exponent)}))
    [cause] = causes(*checks)
    assert key in [a.figure.key for a in cause.alternatives]
    assert next(a.value for a in cause.alternatives if a.figure.key == key) == right
    [told] = findings(*checks)
    assert any(e.cell == (key[1], key[2]) and e.table == figures[key].table for e in told.evidence)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.data())
def test_two_wrong_numbers_are_told_apart(seed: int, data: st.DataObject) -> None:
    figures, relations = consistent(seed, 4, 2)
    own = sorted(k for k in figures if k[2] == 1)
    keys = data.draw(st.lists(st.sampled_from(own), min_size=2, max_size=2, unique=True))
    wrong = {
        key: Printed(figures[key].printed.digits + off, figures[key].printed.exponent)
        for key, off in zip(keys, (777_77, 1_234_56), strict=True)
    }
    found = causes(*spoilt(relations, wrong))
    assert len(found) == 2
    for cause in found:
        assert any(a.figure.key in keys and a.value == figures[a.figure.key].printed for a in cause.alternatives)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_each_broken_relation_is_in_exactly_one_cause(seed: int, many: int) -> None:
    figures, relations = consistent(seed, 4, 2)
    keys = random.Random(seed).sample(sorted(figures), min(many, len(figures)))
    wrong = {k: Printed(figures[k].printed.digits + 50_000 + 77 * i, 2) for i, k in enumerate(keys)}
    checks = list(spoilt(relations, wrong))
    told = [id(c) for cause in causes(*checks) for c in cause.checks]
    assert sorted(told) == sorted(id(c) for c in checks if c.verdict is Verdict.INCONSISTENT)


# --- cost


@pytest.mark.parametrize("shape", ["star", "chain", "web"])
def test_a_large_component_does_not_explode(shape: str) -> None:
    """200 broken relations that hang together: measured in processor time, with much room."""
    chance = random.Random(5)
    cells = [cell(f"行{i}", f"{chance.randint(100, 9999)}.{i % 100:02d}", i) for i in range(400)]
    if shape == "star":
        checks = [equal(cells[0], other) for other in cells[1:201]]
    elif shape == "chain":
        checks = [equal(one, other) for one, other in pairwise(cells[:201])]
    else:
        checks = [total(cells[i], *chance.sample(cells[200:], 8)) for i in range(200)]
    checks = [c for c in checks if c.verdict is Verdict.INCONSISTENT]
    before = time.process_time()
    found = causes(*checks)
    assert time.process_time() - before < 20
    assert sum(len(c.checks) for c in found) == len(checks)


def test_the_same_answer_every_time() -> None:
    figures, relations = consistent(11, 4, 2)
    wrong = {k: Printed(figures[k].printed.digits + 99_999, 2) for k in sorted(figures)[::5]}
    checks = list(spoilt(relations, wrong))
    assert [f.message for f in findings(*checks)] == [f.message for f in findings(*checks)]
