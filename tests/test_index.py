"""The amounts of the prose by what they are of. The office and all figures are fictional."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reconcile.checking import understand
from reconcile.figures import Figure
from reconcile.index import Index
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes

HEAD = "云山县渔政站2024年度部门决算\n\n"
LEXICON = Lexicon.load(())


def index(text: str) -> Index:
    return understand(read_bytes((HEAD + text).encode(), "说明.md"), LEXICON).index


def quotes(figures: Iterable[Figure | None]) -> list[str]:
    return [f.quote if f else "" for f in figures]


def figure(found: Index, quote: str) -> Figure:
    """The one amount of the text that is printed so."""
    (one,) = {f.key: f for of in found._found.values() for f in of if f.quote == quote}.values()
    return one


TOTALS = "2024年度支出总计{}万元。"


def test_what_is_said_in_several_paragraphs_is_given_once() -> None:
    found = index("\n\n".join(TOTALS.format(n) for n in ("300.10", "300.20", "300.30")))
    assert [quotes(g) for g in found.several()] == [["300.10万元", "300.20万元", "300.30万元"]]


def test_what_one_paragraph_says_twice_is_not() -> None:
    assert not list(index(TOTALS.format("300.10") + TOTALS.format("300.20")).several())


def test_amounts_of_different_years_are_not_one() -> None:
    found = index("2024年度支出总计300.10万元。\n\n2023年度支出总计300.20万元。")
    assert not list(found.several())


@pytest.mark.parametrize(
    "second, amount",
    [("300.1", "300.12万元"), ("300.124", "300.124万元"), ("301.12", "")],  # the finer one; none where they differ
)
def test_the_amount_of_an_address(second: str, amount: str) -> None:
    found = index(TOTALS.format("300.12") + "\n\n" + TOTALS.format(second))
    assert quotes([found.amount(figure(found, "300.12万元").address)]) == [amount]


def test_what_a_change_started_from() -> None:
    found = index("2022年度支出总计300.12万元。\n\n2021年度支出总计280.00万元。\n\n2020年度支出总计270.00万元。")
    now = figure(found, "300.12万元").address
    assert quotes([found.base_of(now, now.measure), found.base_of(now, "last_" + now.measure)]) == ["280.00万元"] * 2
    assert found.base_of(now._replace(period=""), now.measure) is None


def test_the_complete_sets_of_the_parts_of_an_amount() -> None:
    found = index("2024年度本年支出合计300.00万元。\n\n2024年度基本支出200.00万元。\n\n2024年度项目支出100.00万元。")
    sets = list(found.parts_of(figure(found, "300.00万元")))
    assert sorted(map(sorted, map(quotes, sets))) == [["100.00万元", "200.00万元"]]


def test_a_set_is_not_complete_where_another_part_is_stated() -> None:
    found = index(
        "2024年度本年支出合计300.00万元。\n\n2024年度基本支出200.00万元。\n\n2024年度项目支出90.00万元。\n\n"
        "2024年度经营支出10.00万元。"
    )
    assert ["200.00万元", "90.00万元"] not in [quotes(s) for s in found.parts_of(figure(found, "300.00万元"))]
