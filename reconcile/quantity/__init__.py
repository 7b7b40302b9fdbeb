"""Money, percent, percentage points, counts and dates out of text, with unit and printed precision.

A quantity is what is printed with its unit, nothing around it: 约为4000.6平方米 gives ``4000.6平方米`` and the word
约为 as ``approximate``. Numbers that are no figures are left alone: list numbers, ordinals, codes, document numbers,
telephone numbers, times and ratios.
"""

from __future__ import annotations

from .bare import bare_numbers
from .scan import Scan
from .values import COUNT, DATE, MONEY, PERCENT, POINT, BareNumber, Quantity

__all__ = [
    "COUNT", "DATE", "MONEY", "PERCENT", "POINT", "BareNumber", "Quantity", "bare_numbers", "extract",
]  # fmt: skip


def extract(text: str) -> list[Quantity]:
    """All quantities of a text, in order and without overlap. Never raises; time is linear in the length."""
    return Scan(text).found
