from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.lexicon import Lexicon

SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus is not here")
    return SHARED
