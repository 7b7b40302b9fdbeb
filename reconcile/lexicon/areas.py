"""Whose money words speak of: 全国 ⊃ 全省 ⊃ 全市 ⊃ 市本级, one order of part and whole, from ``lexicons/areas.csv``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .scanner import Scanner
from .values import Area

BEFORE_ENDING = 10  # characters of a name before 开发区
# what a name of a place does not hold
NO_NAME = lazy(r"[^\u4e00-\u9fff]|其中|预算|收入|支出|资金|财政|加上|不含|剔除|包括|[年月日的和及与对在是含]")


class Named(NamedTuple):
    """An area found in a text; ``path`` leads from the widest area that it lies in to itself: ``province/city``."""

    start: int
    end: int
    path: str


class Areas:
    """Finds areas in text. Made once for a lexicon."""

    def __init__(self, rows: Iterable[Area]) -> None:
        self.rows = {r.id: r for r in rows}
        names = [(w, "area", r.id) for r in self.rows.values() for w in r.words]
        names += [(w, "none", "") for r in self.rows.values() for w in r.unless]
        names += [(w, "ending", r.id) for r in self.rows.values() for w in r.endings]
        self._scanner = Scanner(names)
        self.find = lru_cache(maxsize=2048)(self._find)

    def path(self, key: str) -> str:
        steps = [key]
        while within := self.rows[steps[0]].within:
            steps.insert(0, within)
        return "/".join(steps)

    def _find(self, text: str) -> Sequence[Named]:
        """The areas named, in order. A place that only its ending makes one (北港开发区) carries its name."""
        found: list[Named] = []
        for span in self._scanner.scan(text):
            if span.what == "none":
                continue
            start, path = span.start, self.path(span.id)
            if span.what == "ending":
                low = max(found[-1].end if found else 0, span.start - BEFORE_ENDING)
                start -= len(NO_NAME.split(text[low : span.start])[-1])
                path = f"{path}:{text[start : span.end]}"
            found.append(Named(start, span.end, path))
        return tuple(found)

    def last(self, text: str, before: int | None = None) -> str:
        """The path of the area named last, or last before an offset; "" for none."""
        found = self.find(text)
        number = len(found) if before is None else bisect_right(found, before, key=lambda n: n.end)
        return found[number - 1].path if number else ""

    def only(self, text: str) -> str:
        """The path of the one area that a title or header names; "" where it names none, or several."""
        paths = {n.path for n in self.find(text)}
        return paths.pop() if len(paths) == 1 else ""
