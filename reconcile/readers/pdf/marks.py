"""Raised characters: marks of notes behind a number or word are no part of it, others stay on its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median_low

from reconcile.readers.pdf.drawn import Char

SMALL = 0.78  # of the height of digits: a raised character is no higher
RAISED = 0.15  # of the height of the character before: how far its baseline is raised at least
TOUCHING = 0.75  # of that height: how far behind or before it stands at most
TALL = 1.5  # brackets are so many times as high as digits
LEAST_DIGITS = 4  # that show how high digits are
BUCKET = 12.0  # points

_NOTES = frozenset("0123456789[]［］〔〕①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*＊※†‡")
_RAISED = _NOTES | frozenset("+-")


def without_marks(chars: list[Char]) -> list[Char]:
    """The characters without the marks of notes, and other raised ones put on the baseline of what they belong to."""
    heights = [c[3] - c[1] for c in chars if c[4] in "0123456789"]
    if len(heights) < LEAST_DIGITS:
        return chars
    limit = SMALL * median_low(heights)
    small = [
        k
        for k, c in enumerate(chars)
        if c[3] - c[1] < (limit if c[4] not in "[]" else TALL * limit) and c[4] in _RAISED and _stands_alone(chars, k)
    ]
    small = [k for k in small if chars[k].text not in "+-" or not _stands_level(chars, k, limit)]
    if not small:
        return chars
    hosts = _hosts(chars, small)
    if not hosts:
        return chars
    return [
        c._replace(base=chars[hosts[k]].base) if k in hosts else c
        for k, c in enumerate(chars)
        if k not in hosts or c.text not in _NOTES
    ]


def _stands_alone(chars: Sequence[Char], k: int) -> bool:
    """Whether a character is no part of a number with a comma or full stop, as those of tables in small print are."""
    around = chars[max(0, k - 1) : k + 2]
    return not any(c.text in ".," and c.base == chars[k].base for c in around)


def _stands_level(chars: Sequence[Char], k: int, limit: float) -> bool:
    """Whether a sign stands on the line of a character beside it that is no small one: every dash is low."""
    around = (*chars[max(0, k - 1) : k], *chars[k + 1 : k + 2])
    return any(c.base == chars[k].base and c.y1 - c.y0 >= limit for c in around)


def _hosts(chars: Sequence[Char], small: Sequence[int]) -> dict[int, int]:
    """The raised ones of ``small`` characters, each with the character that it stands behind, or before."""
    ends: dict[int, list[int]] = {}
    starts: dict[int, list[int]] = {}
    for k, char in enumerate(chars):
        ends.setdefault(int(char.x1 // BUCKET), []).append(k)
        starts.setdefault(int(char.x0 // BUCKET), []).append(k)
    hosts: dict[int, int] = {}
    for k in sorted(small, key=lambda k: chars[k].x0):
        char = chars[k]
        for j in _near(ends, char.x0):
            host = hosts[j] if j in hosts and chars[j].base == char.base else j
            if j != k and _is_raised(char, chars[host], char.x0 - chars[j].x1):
                hosts[k] = host
        if k not in hosts:
            before = [j for j in _near(starts, char.x1) if _is_raised(char, chars[j], chars[j].x0 - char.x1)]
            if before:
                hosts[k] = before[-1]
    return hosts


def _near(places: dict[int, list[int]], x: float) -> Iterator[int]:
    bucket = int(x // BUCKET)
    return (k for b in (bucket - 1, bucket, bucket + 1) for k in places.get(b, ()))


def _is_raised(char: Char, host: Char, gap: float) -> bool:
    height = host.y1 - host.y0
    if not -1 < gap < TOUCHING * height or char.y1 - char.y0 > SMALL * height:
        return False
    return char.base < host.base - RAISED * height and char.y0 > host.y0 - height / 2 and char.base > host.y0
