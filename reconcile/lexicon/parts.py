"""Which indicators are parts of which, and which sets of parts are complete, from ``lexicons/parts.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from .values import Part


class Parts:
    """Answers about wholes and parts. Made once for a lexicon."""

    def __init__(self, rows: Iterable[Part]) -> None:
        self._names: dict[tuple[str, str], str] = {}
        sets: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._above: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            self._above[row.part].add(row.whole)
            if row.set:
                sets[row.whole][row.set].add(row.part)
            for name in row.names:
                self._names[row.whole, name] = row.part
        self.known = frozenset(self._above)
        self.sets = {w: tuple(frozenset(s) for s in found.values()) for w, found in sets.items()}

    def wholes(self, part: str) -> tuple[str, ...]:
        """The ids of all that this is a part of."""
        found: list[str] = []
        new = sorted(self._above.get(part, ()))
        while new:
            found += new
            new = sorted({w for n in new for w in self._above.get(n, ())} - set(found))
        return tuple(found)

    def besides(self, whole: str, parts: Collection[str]) -> list[str]:
        """What else is known to be a part of the whole: no part of these parts, and no whole of any."""
        wholes = {w for p in parts for w in self.wholes(p)}
        direct = (p for p, above in self._above.items() if whole in above and p not in parts and p not in wholes)
        return [p for p in direct if not set(self.wholes(p)) & set(parts)]

    def part(self, whole: str, name: str) -> str:
        """The part of a whole that a short name means beside it: 货物 beside 政府采购. "" where it means none."""
        return self._names.get((whole, name), "")

    def complete(self, whole: str, parts: Collection[str]) -> bool:
        """Whether these are all the parts that the whole has, so that they must add up to it."""
        return frozenset(parts) in self.sets.get(whole, ())
