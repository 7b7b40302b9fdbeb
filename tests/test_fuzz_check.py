"""A bounded part of ``python -m tools.fuzz``: damaged text through reading, check and reports of words."""

from __future__ import annotations

import random

import pytest

from reconcile.running import Session, session
from reconcile.settings import Settings
from tools.fuzz import changed, seeds, troubles


@pytest.fixture(scope="module")
def shared() -> Session:
    return session(Settings())


@pytest.mark.parametrize("seed", range(25))
def test_damaged_text_is_checked_without_an_error_of_the_program(shared: Session, seed: int) -> None:
    assert not list(troubles(changed(random.Random(seed), seeds()), shared))


def test_an_error_would_be_seen(shared: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconcile import checking

    def fails(*_: object) -> object:
        raise IndexError("always")

    monkeypatch.setattr(checking, "read_prose", fails)
    assert [t.what for t in troubles("支出5万元。", shared)]
