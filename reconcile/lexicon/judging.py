"""Whether names in prose are the right ones: level by level, against the document's own tables and the lexicon.

What a document's tables print comes first. Where only an old edition, one document or memory knows a name, nothing is
certain, and a name that nobody knows is no fault by itself: new categories appear every year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from reconcile.tuples import NamedTuple

from .classification import parent
from .lexicon import Lexicon
from .names import normalise, stem
from .near import distance
from .paths import LENGTH, PathLevel, PathMention
from .values import Entry

WRONG_PARENT, OUTDATED, MISSPELT, UNKNOWN, WRONG_CODE = "wrong_parent", "outdated", "misspelt", "unknown", "wrong_code"


class NameFault(NamedTuple):
    """What is wrong with one level of a path. ``expected`` and ``code`` are what should stand there, where known.

    ``year`` is the first year of the name expected (outdated names only). ``evidence`` is document or the lexicon's
    grade; ``certain`` says that it is enough to call the name wrong.
    """

    kind: str
    level: PathLevel
    expected: str
    code: str
    year: int
    evidence: str
    certain: bool


class Known(NamedTuple):
    """The categories that a level's name may mean: codes that the document's tables print, entries of the lexicon."""

    document: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        return self.document | {e.code for e in self.entries}

    def below(self, above: frozenset[str]) -> Known:
        return Known(
            frozenset(c for c in self.document if parent(c) in above),
            tuple(e for e in self.entries if parent(e.code) in above),
        )


class Judge:
    """Judges the paths of one document. ``pairs`` maps the codes of its tables to their names."""

    def __init__(self, pairs: Mapping[str, str], lexicon: Lexicon, year: int | None = None) -> None:
        self._pairs = {c: normalise(n) for c, n in pairs.items() if len(c) in (3, 5, 7)}
        self._lexicon = lexicon
        self._year = year

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        """The document's codes by name, with and without a closing 支出."""
        found: dict[str, set[str]] = {}
        for code, name in self._pairs.items():
            for key in {name, stem(name)}:
                found.setdefault(key, set()).add(code)
        return {k: frozenset(v) for k, v in found.items()}

    def judge(self, mention: PathMention) -> list[NameFault]:
        """The faults of a path, upper levels first. Blanks in a template (XX) are not judged."""
        if any(set(level.name) & set("XxＸ×*…") for level in mention.levels):
            return []
        faults: list[NameFault] = []
        above: frozenset[str] | None = None
        number = ""
        for index, level in enumerate(mention.levels):
            level = self._trimmed(level) if index == 0 else level
            number = level.code if len(level.code) > 2 else number + level.code if number else ""
            known = self.known(level.name, LENGTH[level.level])
            beneath = mention.levels[index + 1 :]
            fault, above = self._level(level, known, above, beneath)
            fault = fault or self._number(level, number)
            if fault:
                faults.append(fault)
        return faults

    def known(self, name: str, length: int) -> Known:
        """What the name may mean at a level (``length`` of its codes)."""
        key = normalise(name)
        document = self._codes.get(key) or self._codes.get(stem(name)) or frozenset()
        entries = self._lexicon.classification.at_level(name, "functional", length)
        return Known(frozenset(c for c in document if len(c) == length), entries)

    def _trimmed(self, level: PathLevel) -> PathLevel:
        """The level without words before its name, where the rest is a known name (本级一般公共服务支出)."""
        for cut in range(len(level.name) - 1):
            name = level.name[cut:]
            if len(stem(name)) >= 2 and self.known(name, LENGTH[level.level]).codes:
                return level._replace(name=name, start=min(level.start + cut, level.end - 1))
        return level

    def _level(
        self, level: PathLevel, known: Known, above: frozenset[str] | None, beneath: tuple[PathLevel, ...]
    ) -> tuple[NameFault | None, frozenset[str] | None]:
        """The fault of a level, and the codes that the next level must lie below (None: any)."""
        inside = known if above is None else known.below(above)
        if inside.codes:
            return self._outdated(level, inside), inside.codes
        expected = self._from_beneath(level, above, beneath)
        if expected and (known.codes or self._is_category(level.name)):
            own = expected in self._pairs
            certain = own or any(e.published for e in self._lexicon.by_code("functional", expected))
            evidence = "document" if own else "published"
            fault = NameFault(WRONG_PARENT, level, self._name(expected), expected, 0, evidence, certain)
            return fault, frozenset({expected})
        if known.codes:
            return self._elsewhere(level, known), known.codes
        return self._nearly(level, above, expected)

    def _is_category(self, name: str) -> bool:
        """Whether the name is that of a category, at whatever level."""
        return any(self.known(name, length).codes for length in LENGTH.values())

    def _from_beneath(self, level: PathLevel, above: frozenset[str] | None, beneath: tuple[PathLevel, ...]) -> str:
        """The code that the name below calls for, where only one will do."""
        if not beneath:
            return ""
        length = LENGTH[level.level]
        known = self.known(beneath[0].name, LENGTH[beneath[0].level])
        for codes in (known.document, known.codes):
            found = {c[:length] for c in codes if above is None or parent(c[:length]) in above}
            if len(found) == 1:
                return found.pop()
        return ""

    def _elsewhere(self, level: PathLevel, known: Known) -> NameFault:
        """The name is right, but not below the level before it."""
        own = sorted(known.document or known.codes)
        published = {e.code for e in known.entries if e.published}
        one = len({parent(c) for c in known.document | published}) == 1
        code = parent(own[0])
        certain = one and bool(known.document) and code in self._pairs
        expected = self._name(code)
        return NameFault(WRONG_PARENT, level, expected, code, 0, "document" if known.document else "published", certain)

    def _outdated(self, level: PathLevel, known: Known) -> NameFault | None:
        if known.document or self._year is None or any(e.valid(self._year) for e in known.entries):
            return None
        if not known.entries or any(e.seen_in(self._year) for e in known.entries):
            return None
        entry = known.entries[0]
        rename = self._lexicon.renamed(entry.name, entry.code)
        latest = self._lexicon.successor("functional", entry.code, entry.name)
        if rename is None or len(latest) != 1 or self._year < rename.year + 2 * rename.approximate:
            return None
        code, name = latest[0]
        if stem(entry.name) == stem(name):
            return None  # 社会保障和就业（类）: prose leaves 支出 out, then and now
        in_document = self._pairs.get(code) == normalise(name)
        entries = self._lexicon.by_code("functional", code)
        published = any(e.published and e.name == name and int(e.seen[:4]) <= self._year for e in entries)
        since = next((e.first_year for e in entries if e.name == name and e.first_year), rename.year)
        evidence = "document" if in_document else "published" if published else rename.evidence
        return NameFault(OUTDATED, level, name, code, since, evidence, in_document or published)

    def _nearly(
        self, level: PathLevel, above: frozenset[str] | None, expected: str
    ) -> tuple[NameFault | None, frozenset[str] | None]:
        """A name that nobody knows: misspelt where one name, and only one, is close enough.

        Of several equally close ones that of the document's tables is meant, then the one that the name below needs.
        """
        measured: dict[str, tuple[int, bool]] = {}
        for code, name, own in self._candidates(LENGTH[level.level], above):
            edits = closeness(level.name, name, lead=above is None)
            if edits and edits < measured.get(code, (9, False))[0]:
                measured[code] = (edits, own)
        best = min((edits for edits, _ in measured.values()), default=0)
        nearest = [c for c, (edits, _) in measured.items() if edits == best]
        for preferred in ([c for c in nearest if measured[c][1]], [c for c in nearest if c == expected]):
            nearest = preferred if len(nearest) > 1 and preferred else nearest
        if len(nearest) != 1:
            return NameFault(UNKNOWN, level, "", "", 0, "", False), None
        own = measured[nearest[0]][1]
        evidence = "document" if own else "published"
        fault = NameFault(MISSPELT, level, self._name(nearest[0]), nearest[0], 0, evidence, True)
        return fault, frozenset(nearest)

    def _candidates(self, length: int, above: frozenset[str] | None) -> Iterator[tuple[str, str, bool]]:
        for code, name in self._pairs.items():
            if len(code) == length and (above is None or parent(code) in above):
                yield code, name, True
        if length > 3 and above is None:
            return
        for code in [""] if length == 3 else sorted(above or ()):
            for entry in self._lexicon.classification.children("functional", code):
                if entry.published and entry.valid(self._year) and entry.seen_in(self._year):
                    yield entry.code, normalise(entry.name), False

    def _number(self, level: PathLevel, number: str) -> NameFault | None:
        """A code in the mark that the document's tables give to another name."""
        own = self._pairs.get(number, "")
        if len(number) != LENGTH[level.level] or not own:
            return None
        names = {own, stem(own)} | {normalise(e.name) for e in self._lexicon.by_code("functional", number)}
        if normalise(level.name) in names or stem(level.name) in names or normalise(level.name).endswith(own):
            return None
        return NameFault(WRONG_CODE, level, self._name(number), number, 0, "document", True)

    def _name(self, code: str) -> str:
        """The name to tell the reader: the lexicon's where the document has the same, else the document's."""
        entries = self._lexicon.by_code("functional", code)
        own = self._pairs.get(code)
        same = next((e.name for e in entries if normalise(e.name) == own), None)
        return same or own or (entries[0].name if entries else "")


def closeness(name: str, official: str, lead: bool = False) -> int:
    """How many edits lie between a name and an official one, 0 where they are too far apart to be meant for it.

    A closing 支出 counts for nothing, except in very short names. With ``lead`` words may stand before the name.
    """
    given, wanted = stem(name), stem(official)
    if len(wanted) < 4:  # 农林水支出
        given, wanted = normalise(name), normalise(official)
    if len(wanted) < 4 or given == wanted:
        return 0
    limit = 1 if len(wanted) < 6 else 2 if len(wanted) < 14 else 3
    tails: list[str] = [given]
    if lead:
        sizes = range(len(wanted) - limit, min(len(given), len(wanted) + limit + 1))
        tails += [t for t in (given[len(given) - n :] for n in sizes) if t[0] == wanted[0]]
    edits = min(distance(t, wanted, limit) for t in tails)
    return edits if edits <= limit else 0
