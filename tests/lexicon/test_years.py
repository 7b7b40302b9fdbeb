"""What changed between two years."""

from __future__ import annotations

from reconcile.lexicon import Lexicon
from reconcile.lexicon.diff import ADDED, ENDED, MOVED, RENAMED, changes


def test_from_2018_to_2024(lexicon: Lexicon) -> None:
    found = {(c.code, c.what): c for c in changes(lexicon, "functional", 2018, 2024)}
    assert found["210", RENAMED].new == (("210", "卫生健康支出"),)
    assert found["20805", RENAMED].year == 2020
    assert found["2010308", MOVED].new[0] == ("20140", "信访事务")
    assert found["20115", MOVED].below > 3
    assert found["224", ADDED].below > 20
    assert ("201", RENAMED) not in found


def test_nothing_changes_in_no_time(lexicon: Lexicon) -> None:
    assert changes(lexicon, "functional", 2024, 2024) == []


def test_economic_reform_of_2018(lexicon: Lexicon) -> None:
    found = {(c.code, c.what) for c in changes(lexicon, "economic_department", 2017, 2018)}
    assert ("310", RENAMED) in found
    assert ("30311", MOVED) in found
    assert not any(what == ENDED and code == "30101" for code, what in found)
