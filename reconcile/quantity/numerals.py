"""Numerals as exact numbers: in digits with separators, and Chinese ones, everyday and financial (大写)."""

from __future__ import annotations

from reconcile.interval import Printed

DIGITS = {c: n for n, forms in enumerate(
    ("零〇○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
) for c in forms}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
TWENTIES = {"廿": "二十", "卅": "三十", "卌": "四十"}
FIRST = "".join(DIGITS) + "十拾" + "".join(TWENTIES)  # 百, 千 and 万 alone are no numerals (百万元以上, 万元)
NO_DIGITS = str.maketrans("", "", ",，.． \t\r\n\u3000")
REST = FIRST + "".join(TENS) + "".join(MYRIADS) + "点"


def read_number(text: str) -> tuple[int, int]:
    """The digits of a number as one integer, and how many of them are decimals."""
    if text.isdecimal():
        return int(text), 0
    whole, _, decimals = text.replace("．", ".").partition(".")
    if not whole.isdecimal():
        whole = whole.translate(NO_DIGITS)
    if not decimals.isdecimal():
        decimals = decimals.translate(NO_DIGITS)
    return int(whole + decimals), len(decimals)


def parse(numeral: str) -> Printed | None:
    """三十五 -> 35, 二点五 -> 2.5, 壹佰万 -> 1000000, 二〇二四 -> 2024; None where the characters make no number."""
    for short, long in TWENTIES.items():
        numeral = numeral.replace(short, long)
    whole, point, fraction = numeral.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Printed(value, 0)
    places = [DIGITS.get(c) for c in fraction]
    if not places or None in places:
        return None
    return Printed(int(str(value) + "".join(map(str, places))), -len(places))


def read_cents(text: str) -> tuple[int, int]:
    """What stands behind 元, as digits and places: 1角8分 is (18, 2), 5角 is (5, 1), 零8分 is (8, 2)."""
    last = tenths = 0
    for c in text:
        if c == "角":
            tenths, last = last, 0
        elif c == "分":
            return tenths * 10 + last, 2
        elif c in DIGITS or c.isdecimal():
            last = DIGITS[c] if c in DIGITS else int(c)
    return tenths, 1


def _whole(numeral: str) -> int | None:
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    place = 10**5  # the last ten, hundred or thousand of this section; each must be smaller than the one before
    for c in numeral:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        elif c in TENS:
            if TENS[c] >= place:
                return None
            place = TENS[c]
            section += (1 if digit is None else digit) * place
            digit = None
        elif c not in MYRIADS:
            return None
        else:
            total = (total + section + (digit or 0)) * MYRIADS[c] if MYRIADS[c] > 10**4 else (
                total + (section + (digit or 0)) * MYRIADS[c]
            )  # fmt: skip
            section, digit, place = 0, None, 10**5
    return total + section + (digit or 0)
