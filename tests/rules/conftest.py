"""What the tests of the rules share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that errs fails its test: users would get a notice, and a case in which nothing is found would pass."""
    monkeypatch.setenv("RECONCILE_DEBUG", "1")
