"""A bounded part of ``python -m tools.fuzz`` and ``tools.fuzz_files``: damaged text and damaged files of every format
through reading, check and reports.
"""

from __future__ import annotations

import random

import pytest

from reconcile.running import Session, session
from reconcile.settings import Settings
from tools import fuzz_files
from tools.fuzz import changed, seeds, troubles


@pytest.fixture(scope="module")
def shared() -> Session:
    return session(Settings())


@pytest.mark.parametrize("seed", range(25))
def test_damaged_text_is_checked_without_an_error_of_the_program(shared: Session, seed: int) -> None:
    assert not list(troubles(changed(random.Random(seed), seeds()), shared))


@pytest.fixture(scope="module")
def small() -> list[fuzz_files.File]:
    return fuzz_files.seeds()


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_file_is_refused_or_checked(shared: Session, small: list[fuzz_files.File], seed: int) -> None:
    assert not list(fuzz_files.troubles(fuzz_files.changed(random.Random(seed), small), shared))


def test_an_error_would_be_seen(shared: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconcile import checking

    def fails(*_: object) -> object:
        raise IndexError("always")

    monkeypatch.setattr(checking, "read_prose", fails)
    assert [t.what for t in troubles("支出5万元。", shared)]
