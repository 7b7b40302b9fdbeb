"""Money, percent, percentage points, counts and dates out of text, with unit and printed precision.

A quantity is what is printed with its unit, nothing around it: 约为4000.6平方米 gives ``4000.6平方米`` and the word
约为 as ``approximate``. Numbers that are no figures are left alone: list numbers, ordinals, codes, document numbers,
telephone numbers, times and ratios. A number that touches digits or separators that make no number with it (12,34.56,
1 ,000.00) is malformed, never its tail.
"""

from __future__ import annotations

from typing import Any

from reconcile.characters import ODD, offsets, plain

from .bare import bare_numbers
from .scan import Scan
from .values import COUNT, DATE, MONEY, PERCENT, POINT, BareNumber, Malformed, Quantity

__all__ = [
    "COUNT", "DATE", "MONEY", "PERCENT", "POINT", "BareNumber", "Malformed", "Quantity", "bare_numbers", "extract",
    "read",
]  # fmt: skip


def extract(text: str) -> list[Quantity]:
    """All quantities of a text, in order and without overlap. Never raises; time is linear in the length."""
    return read(text)[0]


def read(text: str) -> tuple[list[Quantity], list[Malformed]]:
    """The quantities, and the numbers with a unit that cannot be read, of which nobody can say how much they are."""
    if not ODD.search(text):
        scan = Scan(text)
        return scan.found, scan.malformed
    at = offsets(text)  # characters that look like others, or like nothing, part no number

    def back(start: int, end: int) -> dict[str, Any]:
        first, last = at[start], at[end - 1] + 1
        return {"start": first, "end": last, "surface": text[first:last]}

    scan = Scan(plain(text))
    return (
        [q._replace(**back(q.start, q.end)) for q in scan.found],
        [m._replace(**back(m.start, m.end)) for m in scan.malformed],
    )
