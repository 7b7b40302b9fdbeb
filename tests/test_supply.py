"""What an installation brings with it is permissive, and all that is asked for is used."""

from __future__ import annotations

import pytest

from tools.supply import Distribution, distributions, troubles


def test_licences_are_permissive_and_nothing_is_asked_for_in_vain() -> None:
    found = distributions()
    assert {"pyarrow", "spacy", "lxml"} <= {d.name for d in found}
    assert troubles(found) == []


@pytest.mark.parametrize(
    "licence, users, count", [("LGPL-3.0", ("a.py",), 1), ("?", ("a.py",), 1), ("MIT", (), 1), ("MIT", ("a.py",), 0)]
)
def test_what_would_be_told(licence: str, users: tuple[str, ...], count: int) -> None:
    assert len(troubles([Distribution("x", "1", licence, 1, ("reconcile",), users)])) == count
