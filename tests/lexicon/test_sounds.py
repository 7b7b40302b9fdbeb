"""Characters that can be read the same."""

from __future__ import annotations

import pytest

from reconcile.lexicon.sounds import sound_alike, sounds


def test_readings_without_tones() -> None:
    assert sounds("行") >= {"xing", "hang"}
    assert sounds("绿") >= {"lü"}
    assert "lu" not in sounds("女")
    assert sounds("a") == frozenset()


@pytest.mark.parametrize(("one", "other"), [("游校", "有效"), ("健", "建"), ("长", "常")])
def test_alike(one: str, other: str) -> None:
    assert sound_alike(one, other)
    assert sound_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("高校", "有效"), ("有校", "有效"), ("有", "有效"), ("女", "努"), ("。", "、")]
)
def test_not_alike(one: str, other: str) -> None:
    assert not sound_alike(one, other)
