"""What the tests of finding cells share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What errs fails its test: users would get a notice, and a case in which nothing is found would pass."""
    monkeypatch.setenv("RECONCILE_DEBUG", "1")
