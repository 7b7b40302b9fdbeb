"""What a spreadsheet shows of a number: the cell holds 0.1530736, the page says 15.3%.

Only what is printed can be compared with prose, and its decimals say how far it was rounded. Thousand separators,
padding, colours and currency signs are left out; percent signs and units stay.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

_NIL = ';"-"'  # how the accounting formats show zero
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **dict.fromkeys((37, 38), "#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00"),
    **dict.fromkeys((41, 42), "#,##0;-#,##0" + _NIL),
    **dict.fromkeys((43, 44), "#,##0.00;-#,##0.00" + _NIL),
    **{31: "yyyy年m月d日", 57: "yyyy年m月", 58: "m月d日"},
}
_HUGE = 1e15  # from here on a cell no longer holds every digit
_TOKEN = lazy(r'"([^"]*)"|[\\!](.)|\[([^\]]*)\]|_.|\*.|([0#?]+)|([.,%])|(E[+-])|([^"\\])', re.DOTALL)
_SIGNS = str.maketrans("", "", "-−(（△▲负")  # how formats mark what is less than nothing
_CURRENCY = lazy(r"[￥¥$]")


class Shown(NamedTuple):
    """The text; whether it shows less than the cell holds; whether the format is not understood, so that the cell's
    own number is given."""

    text: str
    hides: bool = False
    strange: bool = False


class _Section(NamedTuple):
    prefix: str
    suffix: str
    least: int  # decimals always shown
    most: int  # decimals shown at most
    percent: bool
    digits: bool
    zeros: int  # places before the point that show 0 rather than nothing
    inner: tuple[tuple[int, str], ...]  # literals between the places: how many places stand behind each
    thousands: int  # commas behind the places: each divides by a thousand
    odd: bool  # something that is not understood


def exact(value: float) -> Decimal:
    """The number without the noise of binary fractions: at most 15 digits, 10 of them decimals."""
    plain = Decimal(f"{value:.15g}")
    return plain.quantize(Decimal(1).scaleb(-10)).normalize() if plain.as_tuple().exponent < -10 else plain  # type: ignore[operator]


def show(value: float, code: str = "") -> Shown:
    """The number as the format ``code`` shows it; without one, plainly."""
    if not abs(value) < _HUGE:  # no amount of money; infinity and what is no number at all come here too
        return Shown(f"{value:g}")
    number = exact(value)
    sections = _sections(code)
    if not sections:
        return Shown(_plain(number))
    index = 2 if not number and len(sections) > 2 else 1 if number < 0 and len(sections) > 1 else 0
    section = sections[index]
    if section.odd or (not section.digits and number):
        return Shown(_plain(number), True, True)
    if not number and not section.zeros and not section.least:
        return Shown(section.prefix.strip())
    scaled = abs(number).scaleb(2 * section.percent - 3 * section.thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP)
    text = _placed(f"{rounded:f}", section)
    sign = "-" if number < 0 and rounded else ""
    prefix = section.prefix.translate(_SIGNS) if number < 0 else section.prefix
    suffix = section.suffix.replace(")", "").replace("）", "") if number < 0 else section.suffix
    return Shown(f"{sign}{prefix}{text}{'%' if section.percent else ''}{suffix}".strip(), rounded != scaled)


def _placed(digits: str, section: _Section) -> str:
    """The digits with the literals that stand between their places (``0\\.0,`` shows 12,345,600 as 1234.6)."""
    while "." in digits and len(digits) - digits.index(".") - 1 > section.least and digits.endswith("0"):
        digits = digits[:-1]
    whole, point, decimals = digits.rstrip(".").partition(".")
    if section.inner:
        whole = whole.zfill(section.zeros)
    for behind, literal in section.inner:
        whole = whole[: len(whole) - behind] + literal + whole[len(whole) - behind :]
    return whole + point + decimals


def show_date(value: date, code: str = "") -> str:
    """A date in Chinese where the format is Chinese, else 2024-08-26; a time of day only where there is one."""
    if "年" in code:
        day = f"{value.day}日" if "d" in code.lower() else ""
        return f"{value.year}年{value.month}月{day}" if "m" in code.lower() else f"{value.year}年"
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(" ")
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections for positive, negative and zero; none for a format that shows a number as it is."""
    if not code or code == "@" or "general" in code.lower() or "G/通用" in code:
        return ()
    parts, current, quoted = [], "", False
    for char in code:
        quoted ^= char == '"'
        if char == ";" and not quoted:
            parts.append(current)
            current = ""
        else:
            current += char
    return tuple(_section(part) for part in [*parts, current][:3])


def _section(code: str) -> _Section:
    before, after, places, decimals, percent, odd, point, commas = "", "", "", "", False, False, False, 0
    inner: list[tuple[int, str]] = []  # literals after so many places
    for match in _TOKEN.finditer(code):
        quoted, escaped, bracket, digits, sign, power, other = match.groups()
        literal = quoted if quoted is not None else escaped if escaped is not None else other
        if digits:
            if after.strip() and not point and not percent:
                inner.append((len(places), after))
            odd |= bool(after.strip()) and (point or percent)
            commas, after = 0, ""
            places, decimals = (places, decimals + digits) if point else (places + digits, decimals)
        elif sign == ".":
            odd |= point or bool(inner)
            point = True
        elif sign == ",":
            commas += 1
        elif sign == "%":
            percent = True
        elif power or (bracket and compiled(r"[<>=].*|h+|m+|s+").fullmatch(bracket)):
            odd = True
        elif literal and not _CURRENCY.search(literal):
            odd |= other is not None and other in "yYmMdDhHsS/"
            if places or decimals or point:
                after += literal
            else:
                before += literal
    return _Section(
        before, after, decimals.count("0"), len(decimals), percent, bool(places + decimals), places.count("0"),
        tuple((len(places) - at, literal) for at, literal in inner), commas if places + decimals else 0, odd,
    )  # fmt: skip
