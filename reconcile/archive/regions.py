"""Which province an office belongs to: by the first place of ``lexicons/regions.csv`` that a name or a path names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from reconcile.lexicon.files import parts, read_all

UNKNOWN = "未知"


@lru_cache(maxsize=4)
def places(folders: tuple[Path, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Province by place, and a pattern that finds places, the longest first."""
    found = {place: row[1] for row in read_all(folders, "regions.csv", 1) for place in parts(row[2])}
    longest = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(map(re.escape, longest)) or r"(?!)")


def region(folders: Sequence[Path], *texts: str) -> str:
    """The province named first in the first text that names any; ``未知`` where none does."""
    known, pattern = places(tuple(folders))
    for text in texts:
        if match := pattern.search(text):
            return known[match[0]]
    return UNKNOWN
