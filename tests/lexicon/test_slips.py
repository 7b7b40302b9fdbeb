"""Every slip that the lexicon lists is told, and no word that its characters are part of by right."""

from __future__ import annotations

from collections.abc import Iterable

import reconcile
from reconcile.lexicon import Lexicon

SLIPS = Lexicon.load(()).slips


def told(words: Iterable[str]) -> list[str]:
    """What the rule has to say of documents with one word a paragraph."""
    text = "\n\n".join(f"关于{word}等事宜，抓好落实。" for word in words)
    found = reconcile.check(text.encode(), name="说明.md").findings
    return [f.expected or "" for f in found if f.code == "R515"]


def test_every_slip_is_told() -> None:
    assert sorted(told(s.wrong for s in SLIPS)) == sorted(s.right for s in SLIPS)


def test_no_right_word_is_taken_for_a_slip() -> None:
    assert told([*{s.right for s in SLIPS}, *(word for s in SLIPS for word in s.unless)]) == []
