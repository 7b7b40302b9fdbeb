"""Growth of two outcomes of one year from one base."""

from __future__ import annotations

import pytest

from reconcile.rules import text_growth

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((text_growth,), *paragraphs)
    assert not found.findings
    return ticks(found)


FIRST = "2025年全市非税收入613亿元，增长5.3%。"
SINCE = "据快报数，2025年全市非税收入624.6亿元，增长7.3%。"


def test_each_rate_follows_from_the_other() -> None:
    assert ticked(FIRST, SINCE) == ["5.3%", "7.3%"]


@pytest.mark.parametrize(
    ("said", "other"),
    [("7.3%", "8.1%"), ("非税收入", "税收收入"), ("全市", "市本级"), ("2025年", "2024年"), ("624.6亿元", "613亿元")],
)
def test_another_base_or_thing_ticks_nothing(said: str, other: str) -> None:
    assert ticked(FIRST, SINCE.replace(said, other)) == []


def test_a_rate_too_coarse_to_tell_the_base() -> None:
    assert "7.3%" not in ticked(FIRST.replace("613亿元", "6亿元"), SINCE)
