"""The classification of income and expenditure by year, with the evidence for each name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from .files import number, read_all
from .names import normalise, stem
from .values import Entry, Grade, Match, Rename

FILES = {
    "functional": "functional.csv",
    "economic_department": "economic_department.csv",
    "economic_government": "economic_government.csv",
    "revenue": "revenue.csv",
}


class Classification:
    """Codes and names, found by either. Each kind is read when it is first needed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._codes: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def entries(self, kind: str) -> tuple[Entry, ...]:
        if kind not in self._entries:
            rows = read_all(self._folders, FILES[kind], 2)
            self._entries[kind] = tuple(
                Entry(kind, r[0], r[1], r[2], number(r[3]), number(r[4]), number(r[5]), r[6]) for r in rows
            )
        return self._entries[kind]

    def by_code(self, kind: str, code: str) -> tuple[Entry, ...]:
        if kind not in self._codes:
            found: dict[str, tuple[Entry, ...]] = {}
            for entry in self.entries(kind):
                found[entry.code] = (*found.get(entry.code, ()), entry)
            self._codes[kind] = found
        return self._codes[kind].get(code, ())

    @cached_property
    def _names(self) -> dict[str, tuple[Entry, ...]]:
        return self._index(lambda name: name)

    @cached_property
    def _normalised(self) -> dict[str, tuple[Entry, ...]]:
        return self._index(normalise)

    @cached_property
    def _stems(self) -> dict[str, tuple[Entry, ...]]:
        return self._index(stem)

    def _index(self, key) -> dict[str, tuple[Entry, ...]]:  # type: ignore[no-untyped-def]
        found: dict[str, list[Entry]] = {}
        for kind in FILES:
            for entry in self.entries(kind):
                found.setdefault(key(entry.name), []).append(entry)
        return {k: tuple(v) for k, v in found.items()}

    def by_name(self, name: str, kind: str | None = None) -> tuple[Entry, ...]:
        return tuple(e for e in self._names.get(name, ()) if kind in (None, e.kind))

    def resolve(self, name: str, kind: str | None = None, year: int | None = None) -> tuple[Match, ...]:
        for grade, entries in (
            (Grade.EXACT, self._names.get(name, ())),
            (Grade.NORMALISED, self._normalised.get(normalise(name), ())),
            (Grade.SUFFIX, self._stems.get(stem(name), ())),
        ):
            found = tuple(Match(e, grade) for e in entries if kind in (None, e.kind))
            if found:
                return found
        return ()

    def renamed(self, name: str, code: str | None = None) -> Rename | None:
        return None

    def successor(self, kind: str, code: str, name: str) -> tuple[tuple[str, str], ...]:
        return ()
