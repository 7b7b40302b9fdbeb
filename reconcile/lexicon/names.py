"""How names are made comparable.

Nothing here changes what a name means: 与 and 和 stay different, and a closing 支出 or 费用 is kept (`stem` takes it
off for look-ups that say so in their grade).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reconcile.patterns import lazy

QUOTES = "“”‘’„‟「」『』＂＇"
FOLD = {chr(0xFF01 + i): chr(0x21 + i) for i in range(0x5E)} | dict.fromkeys(QUOTES, '"')
FOLD |= {"\u3000": " ", "\xa0": " ", "〔": "(", "〕": ")", "[": "(", "]": ")"}
FOLDED = lazy(f"[{re.escape(''.join(FOLD))}]")  # found faster than every character is looked up
BLANK = lazy(r"[\s\"'​﻿]+")
PLAIN = lazy(r"(?!其中)[\u4e00-\u9fff]+")  # nothing to take off or to fold: most names of the lexicon
NUMBERING = lazy(
    r"^(?:其中[:,]?|加[:,]|减[:,])?(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d)|[①-⑳])?(?:其中[:,]?)?"
)
LEVEL = lazy(r"\([类款项目]\)")
SUFFIX = lazy(r"(?<=..)(?:支出|费用|经费|费|收入)$")


def fold(text: str) -> str:
    """Full-width letters, brackets and punctuation as half-width ones, all quotes as ``"``; one character for one."""
    return FOLDED.sub(lambda wide: FOLD[wide[0]], text)


@lru_cache(maxsize=32768)
def normalise(name: str) -> str:
    """The name without spaces, quotes, differences of width, numbering (一、 （二） 1.) and level marks （类）."""
    if PLAIN.fullmatch(name):
        return name
    text = BLANK.sub("", fold(unicodedata.normalize("NFKC", name)))
    text = LEVEL.sub("", NUMBERING.sub("", text, count=1))
    return text.rstrip(":,、;。*")


@lru_cache(maxsize=32768)
def stem(name: str) -> str:
    """The normalised name without one closing 支出, 费用, 经费, 费 or 收入."""
    return SUFFIX.sub("", normalise(name))
