"""The counters of automatic numbering, as Word prints them: 1 → ``一``, ``①``, ``甲``, ``iv`` and so on."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def chinese(
    number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", leading_ten: bool = False
) -> str:
    """一, 十, 十一, 二十, 一百零五; with ``leading_ten`` 一十 for ten (as formal numerals are written)."""
    if number >= 100_000 or number < 0:
        return str(number)
    if number == 0:
        return digits[0]
    text, pending = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            pending = bool(text)
            continue
        text += (digits[0] if pending else "") + digits[digit] + (units[power - 1] if power else "")
        pending = False
    ten = digits[1] + units[0]
    return text[1:] if text.startswith(ten) and not leading_ten else text


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(number))


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _letters(number: int) -> str:
    """A … Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)


def _from(start: str, count: int) -> Callable[[int], str]:
    return lambda n: chr(ord(start) + n - 1) if 1 <= n <= count else str(n)


def _of(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


def _circled(number: int) -> str:
    if number <= 20:
        return _from("①", 20)(number)
    if number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if number <= 50 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(d)) for d in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanDigital2": _digit_by_digit,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": chinese,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟万", leading_ten=True),
    "ideographLegalTraditional": lambda n: chinese(n, _LEGAL, "拾佰仟万", leading_ten=True),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12],
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda n: "",
}


def numeral(number: int, style: str) -> str:
    """The counter in the format that numbering.xml calls ``style``; plain digits for those unknown."""
    return _FORMATS.get(style, str)(number)
