"""The classification of income and expenditure by year, with the evidence for each name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from .files import Once, anew, number, parts, read_all
from .names import normalise, stem
from .values import Entry, Grade, Match, Rename, Synonym

FILES = {
    "functional": "functional.csv",
    "economic_department": "economic_department.csv",
    "economic_government": "economic_government.csv",
    "revenue": "revenue.csv",
}
LEVELS = {3: "类", 5: "款", 7: "项", 9: "目"}
EVIDENCE = ("published", "once", "standard-2009", "memory", "uncertain")
RANK = {grade: -i for i, grade in enumerate(EVIDENCE)}


class Classification:
    """Codes and names, found by either. Each kind is read when it is first needed."""

    def __init__(self, folders: Sequence[Path], once: Once = anew) -> None:
        """``once`` gives what it was given before under a name, or else what it is to make."""
        self._folders, self._once = folders, once
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._grouped: dict[str, dict[str, list[Entry]]] = {}
        self._codes: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._children: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """All rows of a kind in the order of their codes."""
        if kind not in self._entries:
            self._entries[kind] = tuple(map(Entry._make, self._once(FILES[kind], lambda: self._rows(kind))))
        return self._entries[kind]

    def _read(self, name: str, key: int) -> list[list[str]]:
        return self._once(name, lambda: read_all(self._folders, name, key))

    def _rows(self, kind: str) -> list[tuple[str | int, ...]]:
        rows = read_all(self._folders, FILES[kind], 2)
        return [(kind, r[0], r[1], r[2], number(r[3]), number(r[4]), number(r[5]), r[6], r[7]) for r in rows]

    def by_code(self, kind: str, code: str) -> tuple[Entry, ...]:
        """The entries of a code, the name in use today first."""
        if kind not in self._grouped:
            self._grouped[kind] = _grouped(self.entries(kind))
        if (kind, code) not in self._codes:
            self._codes[kind, code] = tuple(sorted(self._grouped[kind].get(code, ()), key=standing))
        return self._codes[kind, code]

    def children(self, kind: str, code: str) -> tuple[Entry, ...]:
        """The entries one level below a code; below "" those of 类."""
        if kind not in self._children:
            found: dict[str, list[Entry]] = {}
            for entry in self.entries(kind):
                found.setdefault(parent(entry.code), []).append(entry)
            self._children[kind] = {c: tuple(g) for c, g in found.items()}
        return self._children[kind].get(code, ())

    @cached_property
    def _names(self) -> _Index:
        return _Index(self._all, self._places, str, {}, Grade.EXACT)

    @cached_property
    def _normalised(self) -> _Index:
        changed = self._once("normalised", lambda: positions(self._all, normalise))
        return _Index(self._all, self._places, normalise, changed, Grade.NORMALISED)

    @cached_property
    def _stems(self) -> _Index:
        changed = self._once("stems", lambda: positions(self._all, stem))
        return _Index(self._all, self._places, stem, changed, Grade.SUFFIX)

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        """Where the entries with each name stand."""

        def found() -> dict[str, tuple[int, ...]]:
            places: dict[str, list[int]] = {}
            for at, entry in enumerate(self._all):
                places.setdefault(entry.name, []).append(at)
            return {name: tuple(own) for name, own in places.items()}

        return self._once("names", found)

    @cached_property
    def _all(self) -> tuple[Entry, ...]:
        return tuple(entry for kind in FILES for entry in self.entries(kind))

    @cached_property
    def synonyms(self) -> tuple[Synonym, ...]:
        return tuple(Synonym(*r[:4]) for r in self._read("synonyms.csv", 3))

    @cached_property
    def _synonyms(self) -> dict[str, tuple[Match, ...]]:
        found: dict[str, list[Match]] = {}
        for synonym in self.synonyms:
            for entry in self.by_code(synonym.kind, synonym.code)[:1]:
                found.setdefault(normalise(synonym.name), []).append(Match(entry, Grade.SYNONYM))
        return {k: tuple(v) for k, v in found.items()}

    def by_name(self, name: str, kind: str | None = None) -> tuple[Entry, ...]:
        return tuple(m.entry for m in self._names.get(name) if kind in (None, m.entry.kind))

    def resolve(self, name: str, kind: str | None = None, year: int | None = None) -> tuple[Match, ...]:
        """The entries that the name may mean, of the best grade that knows it; those in use in ``year`` first."""
        found = chosen(self._names.get(name), kind, year)
        if not found:
            key = normalise(name)
            found = chosen(self._normalised.get(key), kind, year)
            found = found or chosen(self._stems.get(stem(name)), kind, year)
            found = found or chosen(self._synonyms.get(key, ()), kind, year)
        return found

    def at_level(self, name: str, kind: str, length: int) -> tuple[Entry, ...]:
        """The entries of the name whose codes have this many digits, of the best grade that has any."""
        key = normalise(name)
        known = (self._normalised.get(key), self._stems.get(stem(name)), self._synonyms.get(key, ()))
        for matches in known:
            found = tuple(m.entry for m in matches if m.entry.kind == kind and len(m.entry.code) == length)
            if found:
                return found
        return ()

    def by_path(self, names: Sequence[str], kind: str = "functional", year: int | None = None) -> tuple[Match, ...]:
        """The entries of the last name whose parents bear the names before it (类, 款, 项; upper ones may be left out).

        The grade is the worst of the levels. A 款 and its 项 may share a name, so levels are told apart by the path:
        with three names the first is a 类, the second a 款, the third a 项.
        """
        found: tuple[Match, ...] = ()
        for depth, name in enumerate(names):
            matches = self.resolve(name, kind, year)
            if depth == 0:
                found = matches if len(names) < 3 else tuple(m for m in matches if len(m.entry.code) == 3)
                continue
            above = {m.entry.code: m.grade for m in found}
            found = tuple(
                Match(m.entry, max(m.grade, above[parent(m.entry.code)]))
                for m in matches
                if parent(m.entry.code) in above
            )
        return found

    @cached_property
    def renames(self) -> tuple[Rename, ...]:
        rows = self._read("renames.csv", 3)
        return tuple(
            Rename(
                r[0], r[1], r[2], tuple(zip(parts(r[3]), parts(r[4]), strict=True)), number(r[5]), r[6] == "yes", r[7]
            )
            for r in rows
        )

    @cached_property
    def _renames(self) -> dict[str, tuple[Rename, ...]]:
        found: dict[str, list[Rename]] = {}
        for rename in self.renames:
            found.setdefault(normalise(rename.old_name), []).append(rename)
        return {k: tuple(sorted(v, key=lambda r: -r.year)) for k, v in found.items()}

    def renamed(self, name: str, code: str | None = None) -> Rename | None:
        """How the name was replaced; the latest replacement where there were several."""
        return next((r for r in self._renames.get(normalise(name), ()) if code in (None, r.old_code)), None)

    def successor(self, kind: str, code: str, name: str) -> tuple[tuple[str, str], ...]:
        """The (code, name) pairs in use today, following renames to their end; () for a name that was not replaced."""
        rename = next((r for r in self._renames.get(normalise(name), ()) if (r.kind, r.old_code) == (kind, code)), None)
        if rename is None:
            return ()
        found: list[tuple[str, str]] = []
        for pair in rename.new:
            further = self.successor(kind, *pair) if pair != (code, name) else ()
            found.extend(p for p in (further or (pair,)) if p not in found)
        return tuple(found)


class _Index:
    """Entries by a form of their names, put in order when a name is asked for: of thousands few ever are. ``changed``
    are those whose name has another form than itself; most have none."""

    def __init__(
        self, entries: Sequence[Entry], names: Mapping[str, Sequence[int]], form: Callable[[str], str],
        changed: Mapping[str, Sequence[int]], grade: Grade,
    ) -> None:  # fmt: skip
        self._entries, self._names, self._form, self._changed, self._grade = entries, names, form, changed, grade
        self._found: dict[str, tuple[Match, ...]] = {}

    def get(self, name: str) -> tuple[Match, ...]:
        if name not in self._found:
            own = self._names.get(name, ()) if self._form(name) == name else ()
            places = (*own, *self._changed.get(name, ()))
            if not places:
                return ()
            ordered = sorted((self._entries[at] for at in places), key=standing)
            self._found[name] = tuple(Match(e, self._grade) for e in ordered)
        return self._found[name]


def positions(entries: Iterable[Entry], form: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    """Where the entries stand that another form of their name than itself finds."""
    found: dict[str, tuple[int, ...]] = {}
    for at, entry in enumerate(entries):
        name = form(entry.name)
        if name != entry.name:
            found[name] = (*found.get(name, ()), at)
    return found


def chosen(matches: tuple[Match, ...], kind: str | None, year: int | None) -> tuple[Match, ...]:
    """Those of the kind; those in use in the year first."""
    if kind is not None:
        matches = tuple(m for m in matches if m.entry.kind == kind)
    return matches if year is None else tuple(sorted(matches, key=lambda m: not m.entry.valid(year)))


def parent(code: str) -> str:
    """The code one level up: 2080505 → 20805 → 208 → ""."""
    return code[:-2] if len(code) > 3 else ""


def standing(entry: Entry) -> tuple[bool, int, int, str]:
    """For sorting: names in use first, then the better attested."""
    return (bool(entry.last_year), -RANK.get(entry.evidence, -9), -entry.documents, entry.code)


def _grouped(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.code, []).append(entry)
    return found
