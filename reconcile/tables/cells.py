"""What a cell's text says: a printed number, nil, or words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reconcile.interval import Printed
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

_LONGEST = 100  # characters of a cell that is a number, with its blanks
MOST_DIGITS = 13  # without separators; what is longer is several cells that ran together

_NUMBER = lazy(
    r"(?P<sign>[-+△▲]|负)?(?:¥|RMB|CNY|人民币)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+|)(?:\.(?P<decimals>\d+))?"
    r"(?:(?P<percent>%)|(?P<unit>(?:亿|千万|百万|万|千|百)?元|[人个辆台套次批家户件项处所名]|批次|人次|平方米|公里|亩))?"
)
_NOTE_MARK = (
    r"(?:[①-⑳⑴-⒇¹²³⁰-⁹*＊※]|\$\^\{?[^$\d]?\d{0,2}[^$\d]?\}?\$|[\[〔【](?:注\s*)?\d{1,2}[\]〕】]|[（(]注\s*\d{0,2}[）)])"
)
_MARKS_BEFORE, _MARKS_BEHIND = lazy(rf"(?:{_NOTE_MARK}\s*)+"), lazy(rf"(?:\s*{_NOTE_MARK})+$")
_DIGIT = lazy(r"\d")
_NIL = lazy(r"[-－‐-―─−﹣_/\\]*|\.{3,}|…+|无|零")
_UNIT = lazy(r"(?:单位|金额)[:：]?[(（]?((?:人民币)?(?:亿|千万|百万|万|千|百)?元)[)）]?")
_BARE_UNIT = lazy(r"[(（,，、]((?:亿|千万|百万|万|千|百)?元)[)）]")
_SCALES = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8}
_SPACE = lazy(r"\s+")
_DASHES = str.maketrans({"−": "-", "﹣": "-", "–": "-", "—": "-", "―": "-"})


class CellNumber(NamedTuple):
    """A number in a cell: ``printed`` before scaling, ``percent`` if it carries a %, ``unit`` where the cell names one
    (``1,234.56万元``, ``3辆``)."""

    printed: Printed
    percent: bool = False
    unit: str = ""


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text in NFKC without white space: what labels are compared by."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)) if text else ""


@lru_cache(maxsize=16384)
def number(text: str) -> CellNumber | None:
    """The number that the whole cell is, or None: ``2,393.42``, ``-7.03%``, ``(12.5)`` and ``△12.5`` for a negative.

    Note marks at its ends are no part of it; a digit that is no decimal one (①, ²) elsewhere, or separators that part
    no thousands (834,56), make it unreadable.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    before = _MARKS_BEFORE.match(text)
    text = _MARKS_BEHIND.sub("", text[before.end() :] if before else text)
    if not text.isascii() and any(c.isdigit() and not c.isdecimal() for c in text):
        return None  # NFKC would make it another number
    folded = fold(text).translate(_DASHES)
    negative = folded.startswith("(") and folded.endswith(")")
    match = _NUMBER.fullmatch(folded[1:-1] if negative else folded)
    if not match or not (match["whole"] or match["decimals"]):
        return None
    if len(match["whole"]) > MOST_DIGITS and "," not in match["whole"]:
        return None
    value = int(match["whole"].replace(",", "") + (match["decimals"] or ""))
    negative = negative or match["sign"] not in (None, "+")
    printed = Printed(-value if negative else value, -len(match["decimals"] or ""))
    return CellNumber(printed, bool(match["percent"]), match["unit"] or "")


def says_nil(text: str) -> bool:
    """Blank, a dash and 无 say that there is none, without a digit."""
    return bool(_NIL.fullmatch(fold(text)))


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
