"""What the lexicon holds, as plain values: one for each kind of row in ``lexicons/``."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Entry(NamedTuple):
    """One name of one classification code: ``functional`` 2080505 机关事业单位基本养老保险缴费支出.

    A code has several entries where its name changed; ``first_year`` and ``last_year`` are 0 where not known.
    ``evidence`` says how well the row is supported; only `published` ones may by themselves raise an error.
    """

    kind: str
    code: str
    name: str
    level: str
    first_year: int
    last_year: int
    documents: int
    evidence: str

    @property
    def published(self) -> bool:
        """Whether at least two published documents print this code with this name."""
        return self.evidence == "published"


class Grade(IntEnum):
    """How near a printed name is to the entry's name, best first."""

    EXACT = 0  # the same characters
    NORMALISED = 1  # the same but for spaces, width, brackets, numbering
    SUFFIX = 2  # the same but for a closing 支出, 费用, 经费, 费 or 收入
    NEAR = 3  # a word or a character apart


class Match(NamedTuple):
    """An entry that a printed name may mean, and how well it fits."""

    entry: Entry
    grade: Grade


class Rename(NamedTuple):
    """A name or code that was replaced; ``year`` is the first year of the new one, 0 where not known.

    ``new`` holds (code, name) pairs: one, or several where a category was divided.
    """

    kind: str
    old_code: str
    old_name: str
    new: tuple[tuple[str, str], ...]
    year: int
    evidence: str


class Indicator(NamedTuple):
    """A figure that prose speaks of by name, whichever table holds it."""

    id: str
    name: str
    group: str
    synonyms: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)


class TableKind(NamedTuple):
    """A standard table: what it covers, how it is laid out, what it may be called, which columns it may have."""

    id: str
    name: str
    documents: str
    scope: str
    layout: str
    stub: str
    titles: tuple[str, ...]
    columns: tuple[str, ...]


class Column(NamedTuple):
    """What a header's words say about its column: ``what`` is measure, part, scope, source, item, side or stub."""

    what: str
    id: str
    name: str
    words: tuple[str, ...]


class StandardCell(NamedTuple):
    """Where an indicator stands: the total row or a row's indicator, and a column's id."""

    indicator: str
    order: int
    table: str
    row: str
    column: str
    scope: str
    note: str


class Wording(NamedTuple):
    """A word that steers how a sentence is read: ``what`` is direction, base, exception and so on."""

    what: str
    id: str
    words: tuple[str, ...]
    note: str


class Span(NamedTuple):
    """A name found in text; offsets are in characters of the text as given."""

    start: int
    end: int
    what: str
    id: str
