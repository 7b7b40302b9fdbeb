"""Quantities written in Chinese numerals, and the many words that only look like one."""

from __future__ import annotations

from reconcile.tuples import NamedTuple

from .numerals import DIGITS, parse, read_number
from .units import HAN_GUARDS, SCALES, Unit, unit_of
from .values import COUNT

QUOTES = frozenset('“《「‘"')  # “三个代表”, 《五个一批》


class Read(NamedTuple):
    """``digits`` times ten to the power of the unit's exponent less ``places``."""

    unit: Unit
    digits: int
    places: int


def read_han(numeral: str, base: str) -> Read | None:
    """三十万元 -> 30 万元, 壹佰万元整 -> 100 万元, 二点五亿元 -> 2.5 亿元, 两条 -> 2 条."""
    numeral = numeral.replace("\n", "")
    scale = numeral[-1] if numeral[-1] in "万亿" else ""
    unit = unit_of(scale + base.removesuffix("整").replace("圆", "元"))
    decimal = "点" in numeral
    printed = parse(numeral[:-1] if scale and decimal else numeral)
    if unit is None or printed is None:
        return None
    digits = printed.digits if decimal else printed.digits // 10 ** SCALES[scale]
    return Read(unit, digits, -printed.exponent)


def is_word(text: str, numeral: str, unit: Unit, start: int, end: int) -> bool:
    """Whether a numeral with its unit is a word or a slogan: 一个, 三元区, 三个方面, “两个维护”."""
    if text[end : end + 1] in HAN_GUARDS.get(unit.name[-1], frozenset()):
        return True
    if unit.type is not COUNT:
        return False
    return text[start - 1 : start] in QUOTES or (numeral == "一" and unit.name != "倍")


def read_han_rate(numeral: str, unit: Unit) -> Read | None:
    """百分之五, 百分之3.5, 千分之一, 百分之百."""
    if numeral == "百":
        return Read(unit, 100, 0)
    if numeral[0].isdecimal():
        return Read(unit, *read_number(numeral)) if len(numeral) < 24 else None
    printed = parse(numeral)
    return Read(unit, printed.digits, -printed.exponent) if printed else None


def read_han_date(year: str, month: str | None, day: str | None) -> tuple[int, ...]:
    """二〇二四年十二月三十一日 as (2024, 12, 31); () where a part is no number. 〇 may be a letter O or a 0."""
    digits = int("".join(c if c.isdecimal() else str(DIGITS.get(c, 0)) for c in year))
    parts = [parse(p) for p in (month, day) if p]
    return () if None in parts else (digits, *(p.digits for p in parts if p))
