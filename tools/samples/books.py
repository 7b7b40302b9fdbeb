"""Figures that add up: amounts in hundredths of 万元, rolled up along the classification."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NAMES = {
    "207": "文化旅游体育与传媒支出",
    "20701": "文化和旅游",
    "2070101": "行政运行",
    "2070102": "一般行政管理事务",
    "2070109": "群众文化",
    "2070113": "旅游宣传",
    "2070114": "文化和旅游管理事务",
    "20702": "文物",
    "2070204": "文物保护",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080502": "事业单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "2101103": "公务员医疗补助",
    "213": "农林水支出",
    "21301": "农业农村",
    "2130101": "行政运行",
    "2130102": "一般行政管理事务",
    "2130104": "事业运行",
    "2130109": "农产品质量安全",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}

Book = Mapping[str, Sequence[int]]  # code of a 项 → its columns


def rolled_up(leaves: Book) -> dict[str, list[int]]:
    """The same with 类 and 款, in the order of the codes."""
    codes = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    return {code: total(v for leaf, v in leaves.items() if leaf.startswith(code)) for code in codes}


def total(rows: Iterable[Sequence[int]]) -> list[int]:
    """The sums of the columns."""
    return [sum(column) for column in zip(*rows, strict=True)]


def money(amount: int, separator: str = "") -> str:
    """``123456`` is ``1234.56``, with ``separator=","`` ``1,234.56``."""
    return f"{Decimal(amount) / 100:{separator}.2f}"


def cell(amount: int, separator: str = "") -> str:
    """Nil is blank in tables."""
    return money(amount, separator) if amount else ""


def percent(part: int, whole: int, places: int) -> str:
    """The share, rounded half up, without its sign."""
    ratio = Fraction(abs(part) * 100, whole)
    exact = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def path(code: str) -> str:
    """``农林水支出（类）农业农村（款）行政运行（项）``"""
    return f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"
