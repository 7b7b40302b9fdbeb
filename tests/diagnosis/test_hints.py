"""What the digits tell of how a right number became a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.diagnosis.hints import SLIPPED, hint
from reconcile.interval import Printed

from .made import said


@pytest.mark.parametrize(
    "wrong, right, told",
    [
        ("15.23万元", "154.23万元", "漏一位数字"),
        ("1544.23万元", "154.23万元", "多一位数字"),
        ("2034.02万元", "2043.02万元", "两位数字颠倒"),
        ("4203.02万元", "2043.02万元", ""),  # three digits differ
        ("2043.02万元", "2043.92万元", "一位数字有误"),
        ("12.50亿元", "12.50万元", SLIPPED),
        ("12.50元", "12.50万元", SLIPPED),
        ("204.302万元", "2043.02万元", "小数点或单位错位"),
        ("100万元", "1000万元", "小数点或单位错位"),
        ("5.7%", "4.7%", "一位数字有误"),
        ("3辆", "4辆", ""),  # any digit is one digit from any other
        ("1辆", "12辆", ""),
        ("0.00万元", "35.20万元", ""),
        ("88.10万元", "12.35万元", ""),
    ],
)
def test_hint(wrong: str, right: str, told: str) -> None:
    assert hint(said("", wrong).printed, said("", right).printed) == told


def test_the_other_sign() -> None:
    assert hint(Printed(172, -2), Printed(-172, -2)) == "符号相反"


@given(st.integers(100, 10**9), st.data())
def test_what_was_done_to_the_digits_is_told(number: int, data: st.DataObject) -> None:
    text = str(number)
    at = data.draw(st.integers(1, len(text) - 1))
    dropped = Printed(int(text[:at] + text[at + 1 :]), 2)
    assert hint(dropped, Printed(number, 2)) in ("漏一位数字", "小数点或单位错位")
    if text[at] != text[at - 1] and text[at] != "0":
        swapped = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        assert hint(Printed(int(swapped), 2), Printed(number, 2)) in ("两位数字颠倒", "小数点或单位错位")
