"""What holds for the extractor on any text."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reconcile.quantity import COUNT, DATE, MONEY, PERCENT, POINT, Quantity, bare_numbers, extract
from reconcile.quantity.numerals import parse

PIECES = [
    *"0123456789", *"０５９", ".", "．", ",", "，", "、", "-", "—", "－", "至", " ", "\n", "\u3000", "万", "亿", "千", "百", "元", "%",
    "％", "‰", "个", "百分点", "百分之", "年", "月", "日", "度", "一", "两", "三", "十", "〇", "点", "壹", "仟", "余", "多", "约", "近",
    "不超过", "以上", "（含）", "辆", "台（套）", "人", "次", "收入", "第", "￥", "W", ":", "×", "；", "。", "美元", "/", "每人", "成", "倍",
    "٣", "²", "①", "Ⅷ",
]  # fmt: skip
MESSY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(st.text(max_size=60), MESSY)


def sound(text: str, found: list[Quantity]) -> None:
    end = 0
    for q in found:
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.surface
        assert q.surface == q.surface.strip()
        assert q.type in {MONEY, PERCENT, POINT, COUNT, DATE}
        end = q.end
        if isinstance(q.value, str):
            assert q.type == DATE
            assert q.year == (q.printed.digits or None)
        else:
            assert q.value == q.printed.decimal()
            assert "E" not in str(q.value)


@example("0,0亿亿")
@example("0-0亿亿")
@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_sound_on_any_text(text: str) -> None:
    sound(text, extract(text))


@given(TEXTS)
@example("0亿亿")
@settings(max_examples=300, deadline=None)
def test_bare_numbers_and_quantities_do_not_overlap(text: str) -> None:
    covered = {i for q in extract(text) for i in range(q.start, q.end)}
    for number in bare_numbers(text):
        assert text[number.start : number.end] == number.surface
        assert covered.isdisjoint(range(number.start, number.end))


@given(MESSY, MESSY)
@settings(max_examples=200, deadline=None)
def test_a_sentence_end_and_a_blank_line_keep_texts_apart(one: str, other: str) -> None:
    between = "。\n\n\n\n\n"
    first, second = extract(one + between), extract(between + other)
    shift = len(one)
    both = [*first, *(q._replace(start=q.start + shift, end=q.end + shift) for q in second)]
    assert extract(one + between + other) == both


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@given(
    AMOUNTS,
    st.sampled_from([("元", 0), ("千元", 3), ("万元", 4), ("亿元", 8)]),
    st.booleans(),
    st.sampled_from(["", " ", "\n"]),
)
@settings(max_examples=200, deadline=None)
def test_what_is_formatted_comes_back(amount: Decimal, unit: tuple[str, int], separated: bool, gap: str) -> None:
    name, exponent = unit
    text = f"支出合计{amount:,}{gap}{name}，" if separated else f"支出合计{amount}{gap}{name}，"
    (q,) = extract(text)
    assert (q.type, q.unit, q.precision) == (MONEY, name, 2)
    assert q.value == amount.scaleb(exponent)


@given(st.decimals(min_value=-999, max_value=9999, places=1, allow_nan=False, allow_infinity=False))
@settings(deadline=None)
def test_percent_comes_back(rate: Decimal) -> None:
    (q,) = extract(f"同比增长{rate}%，")
    assert (q.type, q.value, q.precision) == (PERCENT, rate, 1)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@settings(deadline=None)
def test_dates_come_back(day: date) -> None:
    assert [q.value for q in extract(f"截至{day.year}年{day.month}月{day.day}日，")] == [day.isoformat()]


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The everyday numeral of 1 to 9999."""
    out, rest = "", f"{number:04d}"
    for place, digit in zip("千百十个", rest, strict=True):
        if digit != "0":
            out += DIGITS[int(digit)] + place.replace("个", "")
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零")


@given(st.integers(1, 9999), st.integers(0, 9999))
@settings(deadline=None)
def test_chinese_numerals_come_back(high: int, low: int) -> None:
    joint = "零" if 0 < low < 1000 else ""
    numeral = chinese(high) + "万" + joint + (chinese(low) if low else "")
    printed = parse(numeral)
    assert printed is not None
    assert printed.decimal() == high * 10**4 + low


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1,234", "1.", "1、", "1-", "5万", "5 万 ", "1\n", "一", "一万", "百分之", "十点", "2024年", "2024", "第", " 1", "1 000", "¥",
     "约", "（含）", "1人", "个百分"],
)  # fmt: skip
def test_time_is_linear_on_repetition(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "收入" + unit * (length // len(unit)) + "元"
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    # the best of three runs: twice as slow on a busy machine is no sign of anything, sixteen times as slow is
    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 64_000))
    assert long < 16 * 8 * max(short, 0.002), "sixteen times the text must not take 256 times the time"
