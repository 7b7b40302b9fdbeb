"""From matches to quantities: what each number is, and which numbers are none."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from reconcile.interval import Printed

from .context import (
    approximation,
    awaits_unit,
    bare_scale_is_money,
    is_list_number,
    is_part_of_name,
    rate_of,
    shares_unit,
)
from .numerals import DIGITS, parse
from .pattern import pattern
from .units import HAN_GUARDS, SCALES, UNITS, Unit
from .values import COUNT, DATE, MONEY, PERCENT, Quantity

LONGEST = 24  # characters of a number; longer runs of digits are keys and account numbers
NO_DIGITS = str.maketrans("", "", ",，.． \t\r\n\u3000")
SIGNS = "-−－﹣"
NO_BLANKS = str.maketrans("", "", " \t\r\n\u3000\xa0")
PERMILLE = Unit(PERCENT, -1, "‰")
HUNDREDTH = Unit(PERCENT, 0, "%")

Match = regex.Match[str]


class Number(NamedTuple):
    """A printed number that no unit follows directly; a later number may lend it one (货物3.85、服务1458.12万元)."""

    start: int
    end: int
    digits: int
    places: int
    scale: str


def plain(digits: int, exponent: int) -> Decimal:
    """The exact value, without an exponent in its text."""
    return Decimal(digits * 10**exponent) if exponent >= 0 else Decimal(digits).scaleb(exponent)


def read_number(text: str) -> tuple[int, int]:
    """The digits of a number as one integer, and how many of them are decimals."""
    whole, point, decimals = text.replace("．", ".").partition(".")
    if not point and whole.isdecimal():
        return int(whole), 0
    decimals = decimals.translate(NO_DIGITS)
    return int(whole.translate(NO_DIGITS) + decimals), len(decimals)


def is_yearlike(number: Number) -> bool:
    return not number.places and not number.scale and 1800 <= number.digits < 2100


class Scan:
    """One pass over one text: the quantities, and the numbers that stayed without a unit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.unitless: list[Number] = []
        self.waiting: list[Number] = []
        self._run()

    def _run(self) -> None:
        handlers = {
            "base": self._number, "scale": self._number, "more": self._number, "over": self._number, "number": self._number,
            "year": self._date, "month": self._date, "day": self._date, "iso": self._iso, "m": self._month,
            "d": self._month, "short": self._short_year, "hanbase": self._han, "rate": self._han_rate,
            "hy": self._han_date, "hm": self._han_date, "hd": self._han_date,
        }  # fmt: skip
        for match in pattern().finditer(self.text):
            handlers[match.lastgroup or ""](match)
        self._settle()

    def _add(self, start: int, end: int, unit: Unit, digits: int, places: int, more: str | None = None) -> None:
        text = self.text
        exponent = unit.exponent - places
        word, threshold = approximation(text, start, end)
        per = rate_of(text, end) if unit.type is MONEY else ""
        self.found.append(
            Quantity(
                start, end, text[start:end], unit.type, plain(digits, exponent), unit.name, Printed(digits, exponent),
                places, more or word, threshold, per,
            )
        )  # fmt: skip

    def _add_date(self, start: int, end: int, *parts: int) -> None:
        """``parts``: year (0 if not printed), month, day."""
        value = "-".join(("-" if not p else f"{p:04d}") if not i else f"{p:02d}" for i, p in enumerate(parts))
        self._lend_year(start)
        self._settle()
        self.found.append(Quantity(start, end, self.text[start:end], DATE, value, "", Printed(parts[0], 0)))

    def _number(self, match: Match) -> None:
        text = self.text
        numeral, more, scale, over, base = match.group("number", "more", "scale", "over", "base")
        start, end = match.span()
        if len(numeral) > LONGEST or is_part_of_name(text, start):
            self._settle()
            return
        digits, places = read_number(numeral)
        if text[start] in SIGNS:
            digits = -digits
        if base is None:
            self._without_base(match, Number(start, match.end("number"), digits, places, ""))
            return
        name = base if scale is None else scale + base
        unit = UNITS.get(name) or UNITS.get(name.translate(NO_BLANKS))
        if unit is None:
            self._settle()
            return
        if self.waiting:
            start, digits, places = self._join(start, numeral, unit, digits, places)
            self._lend(unit, start)
        self._add(start, end, unit, digits, places, more or over)

    def _join(self, start: int, numeral: str, unit: Unit, digits: int, places: int) -> tuple[int, int, int]:
        """Takes the front of the same number from the waiting: 3亿 of 3亿5000万元, 14 of 14⏎46.32万元."""
        front, text = self.waiting[-1], self.text
        gap = text[front.end : start]
        if not gap and front.scale and not front.places and SCALES[front.scale] > unit.exponent:
            self.waiting.pop()
            return front.start, front.digits * 10 ** (SCALES[front.scale] - unit.exponent + places) + digits, places
        inside = front.start > 0 and "\u4e00" <= text[front.start - 1] <= "\u9fff"
        if gap == "\n" and inside and not front.scale and not is_yearlike(front) and not (front.places and places):
            self.waiting.pop()
            digits, places = read_number(text[front.start : front.end].lstrip(SIGNS) + numeral)
            return front.start, -digits if front.digits < 0 else digits, places
        return start, digits, places

    def _without_base(self, match: Match, number: Number) -> None:
        """A number with a bare scale (1720.00万), a currency sign (￥300), or nothing at all."""
        text, start, end = self.text, number.start, number.end
        scale = (match["scale"] or "").translate(NO_BLANKS)
        if scale[-1:] in ("万", "亿"):
            end = match.end("scale")
            number = number._replace(end=end, scale=scale)
        if start and text[start - 1] in "¥￥":
            self._settle()
            self._add(start - 1, end, UNITS[number.scale + "元"]._replace(name=number.scale or "元"), *number[2:4])
            return
        if self.waiting and shares_unit(text, self.waiting[-1].end, start) is None:
            self._settle()
        self.waiting.append(number)
        chained = len(self.waiting) > 1
        item = not (number.places or number.scale or chained) and is_list_number(text, start)
        if item or not (awaits_unit(text, end) or text[end : end + 2].strip("\n").isdecimal()):
            self._settle()

    def _settle(self) -> None:
        """No unit came for the numbers that waited: bare scales may be money, the rest stays without a unit."""
        for number in self.waiting:
            if number.scale and bare_scale_is_money(self.text, number.start, number.end):
                unit = UNITS[number.scale + "元"]._replace(name=number.scale)
                self._add(number.start, number.end, unit, number.digits, number.places)
            else:
                self.unitless.append(number)
        self.waiting = []

    def _lend(self, unit: Unit, start: int) -> None:
        """Gives the unit of the number at ``start`` to the numbers before it that share it."""
        lent: list[Number] = []
        waiting, self.waiting = self.waiting, []
        while waiting:
            number = waiting[-1]
            label = shares_unit(self.text, number.end, start)
            if label is None or is_yearlike(number) or (label and unit.type not in (MONEY, PERCENT)):
                break
            lent.append(waiting.pop())
            start = number.start
        self.waiting = waiting
        self._settle()
        for number in reversed(lent):
            own = UNITS[number.scale + "元"] if number.scale and unit.type is MONEY else unit
            self._add(number.start, number.end, own, number.digits, number.places)

    def _lend_year(self, start: int) -> None:
        """2021-2023年, 2022、2023年: the numbers before are years too."""
        years: list[Number] = []
        while self.waiting:
            number = self.waiting[-1]
            if not is_yearlike(number) or shares_unit(self.text, number.end, start) != "":
                break
            years.append(self.waiting.pop())
            start = number.start
        self._settle()
        for number in reversed(years):
            surface = self.text[number.start : number.end]
            printed = Printed(number.digits, 0)
            self.found.append(Quantity(number.start, number.end, surface, DATE, str(number.digits), "", printed))

    def _date(self, match: Match) -> None:
        self._add_date(match.start(), match.end(), *(int(p) for p in match.group("year", "month", "day") if p))

    def _iso(self, match: Match) -> None:
        parts = match["iso"].replace("．", ".").replace("／", "/").replace("－", "-").split(match["sep"])
        self._add_date(match.start(), match.end(), *map(int, parts))

    def _month(self, match: Match) -> None:
        if is_part_of_name(self.text, match.start()):
            return
        self._add_date(match.start(), match.end(), 0, *(int(p) for p in match.group("m", "d") if p))

    def _short_year(self, match: Match) -> None:
        self._add_date(match.start(), match.end(), 2000 + int(match["short"]))

    def _han(self, match: Match) -> None:
        """三十万元, 壹佰万元整, 两条; 一个, 一批 and the like are words."""
        text = self.text
        numeral, base = match["han"].replace("\n", ""), match["hanbase"]
        start, end = match.span()
        scale = numeral[-1] if numeral[-1] in "万亿" and len(numeral) > 1 else ""
        unit = UNITS.get(scale + base.removesuffix("整").replace("圆", "元"))
        if unit is None or is_part_of_name(text, start) or (end < len(text) and text[end] in HAN_GUARDS.get(base, "")):
            return
        quoted = text[start - 1 : start] in ("“", "《", "「", '"')
        if unit.type is COUNT and (quoted or (numeral == "一" and base != "倍")):
            return
        printed = parse(numeral[:-1] if scale and "点" in numeral else numeral)
        if printed is None:
            return
        self._settle()
        whole = "点" in numeral or not scale
        digits = printed.digits if whole else printed.digits // 10 ** SCALES[scale]
        self._add(start, end, unit, digits, -printed.exponent)

    def _han_rate(self, match: Match) -> None:
        """百分之五, 百分之3.5, 千分之一, 百分之百."""
        start, end = match.span()
        numeral = match["rate"]
        if numeral == "百":
            digits, places = 100, 0
        elif numeral[0].isdecimal():
            digits, places = read_number(numeral) if len(numeral) <= LONGEST else (0, 0)
        else:
            printed = parse(numeral)
            if printed is None:
                return
            digits, places = printed.digits, -printed.exponent
        self._settle()
        self._add(start, end, HUNDREDTH if match["per"] == "百" else PERMILLE, digits, places)

    def _han_date(self, match: Match) -> None:
        """二〇二四年十二月三十一日."""
        year = int("".join(c if c.isdecimal() else str(DIGITS.get(c, 0)) for c in match["hy"]))
        parts = [parse(p) for p in match.group("hm", "hd") if p]
        if None not in parts:
            self._add_date(match.start(), match.end(), year, *(p.digits for p in parts if p))
