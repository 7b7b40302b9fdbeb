"""How wide text is where every character takes one column, and a Chinese one two: terminals, plain text files."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """The columns that the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, columns: int) -> str:
    """The text with blanks behind it, up to so many columns."""
    return text + " " * (columns - width(text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
