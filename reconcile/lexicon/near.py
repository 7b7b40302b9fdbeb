"""Names that are nearly right: candidates that share words or pairs of characters, then the distance of edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from reconcile import kept

from .names import normalise
from .values import Entry, Grade, Match

SHORTLIST = 16  # how many candidates are measured


def distance(one: str, other: str, limit: int = 9) -> int:
    """How many characters must be put in, taken out, changed or swapped with their neighbour to make one the other.

    Gives ``limit + 1`` as soon as it is clear that it takes more than ``limit``.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def allowed(name: str) -> int:
    """How many edits a name of this length may be away and still be meant: a third of it, three at most."""
    return min(3, len(name) // 3)


class Near:
    """An index of entries by the words and pairs of characters of their names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(normalise(entry.name), []).append(entry)
        self._names = list(found)
        self._entries = list(found.values())

    @cached_property
    def _words(self) -> Any:
        return tokenizer()

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, name in enumerate(self._names):
            for key in self._keys(name):
                found.setdefault(key, []).append(number)
        return found

    def _keys(self, name: str) -> set[str]:
        words = {w for w in self._words.cut(name, HMM=False) if len(w) > 1}
        return words | {name[i : i + 2] for i in range(len(name) - 1)}

    def find(self, name: str, kind: str | None = None) -> tuple[Match, ...]:
        """The entries whose names are at most a third of their characters away, nearest first."""
        wanted = normalise(name)
        votes: Counter[int] = Counter()
        for key in self._keys(wanted):
            numbers = self._index.get(key, [])
            weight = 1000 // (len(numbers) + 4) + 20
            for number in numbers:
                votes[number] += weight
        limit = allowed(wanted)
        measured = [
            (d, number)
            for number, _ in votes.most_common(SHORTLIST)
            if (d := distance(wanted, self._names[number], limit)) <= limit
        ]
        return tuple(
            Match(entry, Grade.NEAR)
            for _, number in sorted(measured)
            for entry in self._entries[number]
            if kind in (None, entry.kind)
        )


def tokenizer() -> Any:
    """jieba's tokenizer, silent, with its dictionary cached in a folder of the user's own."""
    # loaded here, so that a run without near look-ups does not wait for them
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    words = jieba.Tokenizer()
    words.tmp_dir = str(kept.writable())
    words.initialize()
    return words
