"""kill -9 of the parent, of a worker and of the server that forks them, at random moments: the results are those of an
undisturbed run. ``python -m tools.kills 40`` does it forty times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import kills

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")


def test_kills_change_nothing(tmp_path: Path) -> None:
    told = kills.trial(tmp_path, kills=3, seed=7, number=6)
    assert len(told) == 3


def test_a_row_that_is_missing_or_there_twice_would_be_seen() -> None:
    calm = {"findings": ["a", "b"], "figures": ["c"]}
    assert kills.differences(calm, {"findings": ["a", "a"], "figures": ["c"]}) == [
        "findings: 1 rows missing, 1 too many"
    ]
