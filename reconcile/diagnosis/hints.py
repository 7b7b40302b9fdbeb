"""How a right number may have become a wrong one, as far as the digits tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.figures import Figure
from reconcile.forms import RATES
from reconcile.interval import Printed
from reconcile.relations import Check

COPIED = "与相邻的数相同，可能误抄"
SLIPPED = "单位有误（万元与亿元、元与万元相混）"


def hint(wrong: Printed, right: Printed) -> str:
    """The slip that made ``wrong`` of ``right``, "" where the digits show none."""
    if wrong.digits == right.digits and abs(wrong.exponent - right.exponent) == 4:
        return SLIPPED
    exponent = min(wrong.exponent, right.exponent)
    a, b = (str(abs(n.digits * 10 ** (n.exponent - exponent))) for n in (wrong, right))
    if a == b:
        return "符号相反"
    if a.rstrip("0") == b.rstrip("0") and a.strip("0"):
        return "小数点或单位错位"
    if len(a) == len(b) > 1:
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) == 1:
            return "一位数字有误"
        if len(different) == 2 and [a[i] for i in different] == [b[i] for i in reversed(different)]:
            return "两位数字颠倒"
    if len(a) + 1 == len(b) > 2 and any(b[:i] + b[i + 1 :] == a for i in range(len(b))):
        return "漏一位数字"
    if len(b) + 1 == len(a) > 2 and any(a[:i] + a[i + 1 :] == b for i in range(len(a))):
        return "多一位数字"
    return ""


def copied(figure: Figure, checks: Sequence[Check]) -> str:
    """Whether an amount is that of another number of a rate, "" if not: 年初预算876.73万元，支出决算876.73万元."""
    for check in checks:
        others = check.relation.inputs if check.relation.form in RATES and figure.type == "money" else ()
        if any(f.key != figure.key and abs(f.printed) == abs(figure.printed) for f in others):
            return COPIED
    return ""


def slips(wrong: Printed) -> Iterator[Printed]:
    """What the number may have been before two neighbouring digits were swapped or one was dropped."""
    text = str(abs(wrong.digits))
    sign = -1 if wrong.digits < 0 else 1
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield Printed(sign * int(text[:i] + text[i + 1] + text[i] + text[i + 2 :]), wrong.exponent)
    for i in range(len(text) + 1) if len(text) > 2 else ():
        for digit in "0123456789":
            yield Printed(sign * int(text[:i] + digit + text[i:]), wrong.exponent)
