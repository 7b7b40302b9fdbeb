"""How Chinese characters are read, tones apart: ``sounds.csv``, the characters of GB 2312 by their syllables."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

LISTED = Path(__file__).with_name("sounds.csv")  # syllable, characters; from the table of pypinyin 0.55 (MIT)


@cache
def _listed() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in LISTED.read_text(encoding="utf-8").splitlines()[1:]:
        syllable, _, characters = line.partition(",")
        for character in characters:
            found[character].add(syllable)
    return dict(found)


def sounds(character: str) -> frozenset[str]:
    """The readings of a character without their tones, none for what is not listed."""
    return frozenset(_listed().get(character, ()))


def sound_alike(one: str, other: str) -> bool:
    """Whether the characters of each place can be read the same, and none of them is the same."""
    return len(one) == len(other) and all(a != b and sounds(a) & sounds(b) for a, b in zip(one, other, strict=True))
