"""From matches to quantities: what each number is, and which numbers are none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reconcile.interval import Printed
from reconcile.patterns import lazy_regex
from reconcile.tuples import NamedTuple

from .context import (
    AFTER_STARTS,
    BEFORE_ENDS,
    CURRENCY,
    SUSPICIOUS,
    approximation,
    bare_scale,
    is_list_number,
    is_negative,
    is_part_of_name,
    list_follows,
    range_follows,
    rate_of,
    run_before,
    shares_unit,
)
from .han import is_word, read_han, read_han_date, read_han_rate
from .numerals import read_cents, read_number
from .pattern import pattern
from .units import SCALES, Unit, unit_of
from .values import DATE, MONEY, PERCENT, POINT, Malformed, Quantity

LONGEST = 24  # characters of a number; longer runs of digits are keys and account numbers
NO_BLANKS = str.maketrans("", "", " \t\r\n\u3000\xa0")
PERMILLE = Unit(PERCENT, -1, "‰")
HUNDREDTH = Unit(PERCENT, 0, "%")
COLLOQUIAL = lazy_regex(r"\d[万亿千百十]$")
OPEN_ENDED = lazy_regex(r"([^余多]+)([余多])([万亿]?)")
CENTS = frozenset("0123456789０１２３４５６７８９零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖")
SMALL_CHANGE = lazy_regex(
    rf"\s{{0,4}}+(?:[{''.join(CENTS)}]\s?角(?:\s?[{''.join(CENTS)}]\s?分)?+|零?[{''.join(CENTS)}]\s?分)(?![项类])整?"
)
BRACKETED = lazy_regex(r"[）)]\s?((?:[万亿千]\s?)?元|%|％)")

if TYPE_CHECKING:
    import regex

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


def is_yearlike(number: Number) -> bool:
    return not number.places and not number.scale and 1800 <= number.digits < 2100


class Scan:
    """One pass over one text: the quantities, and the numbers that stayed without a unit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.malformed: list[Malformed] = []
        self.unitless: list[Number] = []
        self.waiting: list[Number] = []
        self.read_to = 0  # what stands before belongs to a number that is read: 1角8分
        self._run()

    def _run(self) -> None:
        handlers = {
            "unit": self._direct, "base": self._number, "scale": self._number, "more": self._number,
            "over": self._number, "number": self._number, "year": self._year, "month": self._date, "day": self._date,
            "iso": self._iso, "m": self._month, "d": self._month, "short": self._short_year,
            "hanbase": self._han, "rate": self._han_rate, "hy": self._han_date, "hm": self._han_date,
            "hd": self._han_date,
        }  # fmt: skip
        for match in pattern().finditer(self.text):
            if match.start() >= self.read_to:
                handlers[match.lastgroup or ""](match)
        self._settle()

    def _add(self, start: int, end: int, unit: Unit, digits: int, places: int, more: str = "") -> None:
        text, (kind, exponent, name) = self.text, unit
        exponent -= places
        threshold, per = False, ""
        following = text[end : end + 1]
        if text[start - 1 : start] in BEFORE_ENDS or following in AFTER_STARTS:
            word, threshold = approximation(text, start, end)
            more = more or word
        if kind is MONEY:
            per = rate_of(text, start, end)
        self.found.append(
            Quantity(
                start, end, text[start:end], kind, plain(digits, exponent), name, Printed(digits, exponent),
                places, more, threshold, per,
            )
        )  # fmt: skip

    def _add_date(self, start: int, end: int, *parts: int) -> None:
        """``parts``: year (0 if not printed), month, day."""
        value = "-".join(("-" if not p else f"{p:04d}") if not i else f"{p:02d}" for i, p in enumerate(parts))
        self._lend_year(start)
        self.found.append(Quantity(start, end, self.text[start:end], DATE, value, "", Printed(parts[0], 0)))

    def _direct(self, match: Match) -> None:
        """A number with the units that most figures have: 元, 万元, 亿元, %."""
        numeral, name = match.group("number", "unit")
        unit = unit_of(name) or unit_of(name.translate(NO_BLANKS))
        assert unit is not None  # the pattern takes no other
        self._place(match, numeral, unit)

    def _number(self, match: Match) -> None:
        """A number with any other unit, or without one."""
        numeral, more, scale, over, base = match.group("number", "more", "scale", "over", "base")
        if base is None:
            self._without_base(match, numeral, (scale or "").translate(NO_BLANKS))
            return
        name = base if scale is None else scale + base
        unit = unit_of(name) or unit_of(name.translate(NO_BLANKS))
        if unit is None:
            self._settle()
        else:
            self._place(match, numeral, unit, more or over or "")

    def _start(self, start: int) -> tuple[int, bool]:
        """Where the number starts with its sign or currency, and whether it is negative; -1 if it is part of a name."""
        text = self.text
        last = text[start - 1 : start]
        if last not in SUSPICIOUS:
            return start, False
        if currency := CURRENCY.search(text, max(0, start - 4), start):
            return currency.start(), False
        if is_part_of_name(text, start):
            return -1, False
        negative = is_negative(text, start - 1)
        return start - negative, negative

    def _place(self, match: Match, numeral: str, unit: Unit, more: str = "") -> None:
        first, end = match.span()
        telling = unit.type in (MONEY, PERCENT, POINT)  # counts touch names and numbers of all kinds
        front = run_before(self.text, first, numeral) if telling else -1
        start, negative = self._start(first)
        if front >= 0 or start < 0 or len(numeral) > LONGEST:
            self._settle()
            if telling:  # 12,34.56万元, l34.56万元
                self._unread(front if front >= 0 else first - self.text[first - 1 : first].isalnum(), end, unit)
            return
        digits, places = read_number(numeral)
        if unit.type is MONEY and not places:
            unit, digits, places, end = self._with_cents(unit, digits, end)
        if negative:
            digits = -digits
        if self.waiting:
            start, digits, places = self._join(start, numeral, unit, digits, places)
        if COLLOQUIAL.search(self.text, max(0, start - 2), start):  # 2千5百万元
            self._unread(start - 2, end, unit)
            return
        if self.waiting:
            self._lend(unit, start)
        self._add(start, end, unit, digits, places, more)

    def _with_cents(self, unit: Unit, digits: int, end: int) -> tuple[Unit, int, int, int]:
        """465元 with the 1角8分 behind it: unit, digits, places and end of 465.18元."""
        text = self.text
        if text[end - 1 : end] not in ("元", "圆") or not (
            text[end : end + 1] in CENTS or text[end : end + 1].isspace()
        ):
            return unit, digits, 0, end
        found = SMALL_CHANGE.match(text, end)
        if found is None:
            return unit, digits, 0, end
        more, places = read_cents(found[0])
        self.read_to = found.end()
        return _yuan(""), digits * 10 ** (unit.exponent + places) + more, places, found.end()

    def _unread(self, start: int, end: int, unit: Unit) -> None:
        """A number that is only the tail of a longer run of digits: nobody can say how much it is."""
        self.waiting = [n for n in self.waiting if n.end <= start]
        self._settle()
        self.unitless = [n for n in self.unitless if n.end <= start]
        self.malformed.append(Malformed(start, end, self.text[start:end], unit.type, unit.name))

    def _join(self, start: int, numeral: str, unit: Unit, digits: int, places: int) -> tuple[int, int, int]:
        """Takes the front of the same number from the waiting: 3亿 of 3亿5000万元, 14 of 14⏎46.32万元."""
        text = self.text
        while self.waiting and self.waiting[-1].end == start and (front := self.waiting[-1]).scale and not front.places:
            above = SCALES.get(front.scale, 0) - unit.exponent
            if above <= 0:
                break
            self.waiting.pop()
            start, digits = front.start, front.digits * 10 ** (above + places) + digits
        if not self.waiting:
            return start, digits, places
        front = self.waiting[-1]
        gap = text[front.end : start]
        inside = front.start > 0 and "\u4e00" <= text[front.start - 1] <= "\u9fff"
        if gap == "\n" and inside and not front.scale and not is_yearlike(front) and not (front.places and places):
            self.waiting.pop()
            signed = not text[front.start].isdecimal()
            digits, places = read_number(text[front.start + signed : front.end] + numeral)
            return front.start, -digits if signed else digits, places
        return start, digits, places

    def _without_base(self, match: Match, numeral: str, scale: str) -> None:
        """A number with a bare scale (1720.00万), a currency sign (￥300), or nothing at all."""
        text, first = self.text, match.start()
        start, negative = self._start(first)
        if start < 0 or len(numeral) > LONGEST:
            self._settle()
            return
        digits, places = read_number(numeral)
        scale = scale if scale[-1:] in ("万", "亿") and scale in SCALES else ""  # 亿亿 is none
        end = match.end("scale" if scale else "number")
        if scale and (front := run_before(text, first, numeral)) >= 0:
            self._unread(front, end, _yuan(scale))
            return
        signed = text[start - 1 : start] in ("¥", "￥")
        if signed or (start < first and not negative):
            self._settle()
            self._add(start - signed, end, _yuan(scale)._replace(name=scale or "元"), digits, places)
            return
        if (
            (places or "," in numeral)
            and text[start - 1 : start] in ("(", "（")
            and (unit := BRACKETED.match(text, end))
        ):
            self._settle()  # in the books' way, (12.50)万元 is less than nothing
            name = unit[1].translate(NO_BLANKS)
            of = _yuan(name.removesuffix("元")) if name.endswith("元") else HUNDREDTH
            self._add(start - 1, unit.end(), of, -digits, places)
            return
        if negative:
            digits = -digits
        if self.waiting and scale:
            start, digits, places = self._join(start, numeral, Unit("", SCALES[scale], scale), digits, places)
        if self.waiting and shares_unit(text, self.waiting[-1].end, start) is None:
            self._settle()
        item = not (places or scale or self.waiting) and is_list_number(text, start)
        self.waiting.append(Number(start, end, digits, places, scale))
        goes_on = text[end : end + 2].strip("\n")[:1].isdecimal() or range_follows(text, end)
        if not (goes_on or (not item and list_follows(text, end))):
            self._settle()

    def _settle(self) -> None:
        """No unit came for the numbers that waited: bare scales are money or a count, the rest stays without a unit."""
        waiting, self.waiting = self.waiting, []
        for number in waiting:
            kind = bare_scale(self.text, number.start, number.end) if number.scale and number.scale in SCALES else ""
            if kind:
                unit = Unit(kind, SCALES[number.scale], number.scale)
                self._add(number.start, number.end, unit, number.digits, number.places)
            else:
                self.unitless.append(number)

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
            own = (
                Unit(MONEY, SCALES[number.scale], number.scale + "元") if number.scale and unit.type is MONEY else unit
            )
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

    def _year(self, match: Match) -> None:
        year = int(match["year"])
        start, end = match.span()
        if self.waiting:
            self._lend_year(start)
        start = match.start("year")
        self.found.append(Quantity(start, end, self.text[start:end], DATE, str(year), "", Printed(year, 0)))

    def _date(self, match: Match) -> None:
        parts = (int(p) for p in match.group("year", "month", "day") if p)
        self._add_date(match.start("year"), match.end(), *parts)

    def _iso(self, match: Match) -> None:
        self._add_date(match.start(), match.end(), *(int(p) for p in match["iso"].split(match["sep"])))

    def _month(self, match: Match) -> None:
        if is_part_of_name(self.text, match.start()):
            return
        self._add_date(match.start(), match.end(), 0, *(int(p) for p in match.group("m", "d") if p))

    def _short_year(self, match: Match) -> None:
        self._add_date(match.start(), match.end(), 2000 + int(match["short"]))

    def _han(self, match: Match) -> None:
        start, end = match.span()
        open_ended = OPEN_ENDED.fullmatch(match["han"])  # 一千二百余万元
        numeral, more, scale = open_ended.groups() if open_ended else (match["han"], "", "")
        read = read_han(numeral + scale, match["hanbase"])
        if read is None or is_part_of_name(self.text, start) or is_word(self.text, numeral, read.unit, start, end):
            return
        self._settle()
        unit, digits, places = read
        if unit.type is MONEY and not places:
            unit, digits, places, end = self._with_cents(unit, digits, end)
        if currency := CURRENCY.search(self.text, max(0, start - 4), start):
            start = currency.start()
        self._add(start, end, unit, digits, places, more)

    def _han_rate(self, match: Match) -> None:
        read = read_han_rate(match["rate"], PERMILLE if match["per"] == "千" else HUNDREDTH)
        if read is not None:
            self._settle()
            self._add(*match.span(), read.unit, read.digits, read.places)

    def _han_date(self, match: Match) -> None:
        parts = read_han_date(*match.group("hy", "hm", "hd"))
        if parts:
            self._add_date(*match.span(), *parts)


def _yuan(scale: str) -> Unit:
    """元 with a scale: 万元."""
    return Unit(MONEY, SCALES[scale], scale + "元")
