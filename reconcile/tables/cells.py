"""What a cell's text says: a printed number, nil, or words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from reconcile.interval import Printed

MOST_DIGITS = 13  # without separators; what is longer is several cells that ran together

_NUMBER = re.compile(r"([-+]?)(\d[\d,]*|)(?:\.(\d+))?(%?)\*?")
_NIL = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "/", "\\", "无", "…", "……", "...", "......"})
_UNIT = re.compile(r"(?:单位|金额)[:：]?[(（]?((?:人民币)?(?:亿|千万|百万|万|千|百)?元)[)）]?")
_BARE_UNIT = re.compile(r"[(（,，、]((?:亿|千万|百万|万|千|百)?元)[)）]")
_SCALES = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8}
_SPACE = re.compile(r"\s+")
_DASHES = str.maketrans({"−": "-", "﹣": "-", "–": "-", "—": "-", "―": "-"})


class CellNumber(NamedTuple):
    """A number in a cell, in the cell's own unit: ``printed`` before scaling, ``percent`` if it carries a %."""

    printed: Printed
    percent: bool = False


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text in NFKC without white space: what labels are compared by."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)) if text else ""


@lru_cache(maxsize=16384)
def number(text: str) -> CellNumber | None:
    """The number that the whole cell is, or None: ``2,393.42``, ``-7.03%``, ``(12.5)`` for a negative."""
    folded = fold(text).translate(_DASHES)
    negative = folded.startswith("(") and folded.endswith(")")
    if negative:
        folded = folded[1:-1]
    match = _NUMBER.fullmatch(folded)
    if not match or not (match[2] or match[3]):
        return None
    digits = match[2].replace(",", "") + (match[3] or "")
    if len(match[2]) > MOST_DIGITS and "," not in match[2]:
        return None
    value = int(digits)
    return CellNumber(Printed(-value if negative or match[1] == "-" else value, -len(match[3] or "")), bool(match[4]))


def says_nil(text: str) -> bool:
    """Blank, a dash and 无 say that there is none, without a digit."""
    return fold(text) in _NIL


def money_unit(text: str) -> str:
    """The unit that a line such as ``单位：万元`` or ``金额单位：元`` names, else the empty string."""
    match = _UNIT.search(fold(text))
    return match[1].removeprefix("人民币") if match else ""


def header_unit(text: str) -> str:
    """The unit in the brackets of a header such as ``预算数（万元）``, else the empty string."""
    match = _BARE_UNIT.search(fold(text))
    return match[1] if match else money_unit(text)


def scale(unit: str) -> int:
    """The power of ten that brings ``unit`` to 元 (万元 is 4); an unknown unit is taken as it is."""
    return _SCALES.get(unit, 0)
