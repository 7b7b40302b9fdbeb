"""Money, percent, percentage points, counts and dates out of text, with unit and printed precision.

A quantity is what is printed with its unit, nothing around it: 约为4000.6平方米 gives ``4000.6平方米`` and the word
约为 as ``approximate``. Numbers that are no figures are left alone: list numbers, ordinals, codes, document numbers,
telephone numbers, times and ratios. A number that touches digits or separators that make no number with it (12,34.56,
1 ,000.00) is malformed, never its tail.
"""

from __future__ import annotations

from reconcile.characters import ODD, offsets, plain

from .bare import bare_numbers
from .scan import Scan
from .values import COUNT, DATE, MONEY, PERCENT, POINT, BareNumber, Malformed, Quantity

__all__ = [
    "COUNT", "DATE", "MONEY", "PERCENT", "POINT", "BareNumber", "Malformed", "Quantity", "bare_numbers", "extract",
    "malformed_numbers",
]  # fmt: skip


def extract(text: str) -> list[Quantity]:
    """All quantities of a text, in order and without overlap. Never raises; time is linear in the length."""
    if not ODD.search(text):
        return Scan(text).found
    at = offsets(text)  # characters that look like others, or like nothing, part no number
    return [
        q._replace(start=at[q.start], end=at[q.end - 1] + 1, surface=text[at[q.start] : at[q.end - 1] + 1])
        for q in Scan(plain(text)).found
    ]


def malformed_numbers(text: str) -> list[Malformed]:
    """The numbers of a plain text that have a unit and cannot be read."""
    return Scan(text).malformed
