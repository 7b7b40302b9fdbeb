"""What the lexicon holds, as plain values: one for each kind of row in ``lexicons/``."""

from enum import IntEnum

from reconcile.tuples import NamedTuple

BEFORE, AFTER = 4, 1  # years before the first and after the last document for which a name is taken to be in use


class Entry(NamedTuple):
    """One name of one classification code: ``functional`` 2080505 机关事业单位基本养老保险缴费支出.

    A code has several entries where its name changed; ``first_year`` and ``last_year`` are 0 where not known.
    ``documents`` is how many published documents were seen to print it, of the years ``seen`` ("2024-2025").
    ``evidence`` says how well the row is supported: ``published`` (two or more independent documents), ``once``,
    ``standard-2009``, ``memory`` or ``uncertain``; only published ones may by themselves raise an error.
    """

    kind: str
    code: str
    name: str
    level: str
    first_year: int
    last_year: int
    documents: int
    seen: str
    evidence: str

    @property
    def published(self) -> bool:
        """Whether at least two published documents print this code with this name."""
        return self.evidence == "published"

    def valid(self, year: int | None) -> bool:
        """Whether the name was in use in the year, as far as is known."""
        if year is None:
            return True
        return (not self.first_year or self.first_year <= year) and (not self.last_year or self.last_year >= year)

    def seen_in(self, year: int | None) -> bool:
        """Whether documents of about the year were seen to print it: names of 2024 say little of 2015 or 2030."""
        if not self.seen or year is None:
            return bool(self.seen)
        return int(self.seen[:4]) - BEFORE <= year <= int(self.seen[-4:]) + AFTER


class Grade(IntEnum):
    """How near a printed name is to the entry's name, best first."""

    EXACT = 0  # the same characters
    NORMALISED = 1  # the same but for spaces, width, brackets, numbering
    SUFFIX = 2  # the same but for a closing 支出, 费用, 经费, 费 or 收入
    SYNONYM = 3  # another name that is in use for it
    NEAR = 4  # a word or a character apart


class Match(NamedTuple):
    """An entry that a printed name may mean, and how well it fits."""

    entry: Entry
    grade: Grade


class Rename(NamedTuple):
    """A name or code that was replaced; ``year`` is the first year of the new one, 0 where not known.

    ``new`` holds (code, name) pairs: one, or several where a category was divided. ``approximate`` says that the year
    may be a year or two off. ``evidence`` is as for an `Entry`.
    """

    kind: str
    old_code: str
    old_name: str
    new: tuple[tuple[str, str], ...]
    year: int
    approximate: bool
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
    """Where an indicator stands: the total row or a row's indicator, and a column's id. ``condition`` is no_carry where
    it stands there only as long as nothing is carried in or out."""

    indicator: str
    order: int
    table: str
    row: str
    column: str
    scope: str
    condition: str


class Wording(NamedTuple):
    """A word that steers how a sentence is read: ``what`` is direction, base, exception and so on."""

    what: str
    id: str
    words: tuple[str, ...]
    note: str


class Slip(NamedTuple):
    """A word that is often written wrongly; ``unless`` are longer words in which the same characters are right."""

    wrong: str
    right: str
    unless: tuple[str, ...]
    evidence: str

    @property
    def term(self) -> bool:
        """Whether the right word is a term of public finance."""
        return self.evidence == "term"


class Span(NamedTuple):
    """A name found in text; offsets are in characters of the text as given."""

    start: int
    end: int
    what: str
    id: str


class Synonym(NamedTuple):
    """Another name that documents use for the code of a classification."""

    kind: str
    code: str
    name: str
    evidence: str


class Term(NamedTuple):
    """A place in a standard table: ``general_public.total.basic`` is the basic column of the total row.

    ``row`` is total, each, class, a classification code, or the id of an indicator that labels a row; ``column`` is a
    column's id or ``*`` for every column of numbers alike. In relations of prose ``table`` is "". An ``optional`` term
    counts as nil where the table has no such row or column.
    """

    table: str
    row: str
    column: str
    sign: int = 1
    optional: bool = False


class Condition(NamedTuple):
    """When a relation holds: ``with`` or ``without`` a row or column of a table, or a fact of the document: no_carry
    (nothing carried in or out), no_fiscal_carry (of the funds of the treasury), only_general (no funds but the general
    budget)."""

    what: str
    table: str = ""
    name: str = ""


class StandardRelation(NamedTuple):
    """How figures of standard tables stand to each other (勾稽关系).

    ``where`` is cross (two or three tables) or prose (indicators named in sentences); ``form`` is equal, sum
    or at_most: left = right, left = signed sum of rights, left <= right. ``documents`` is any (departments), budget,
    final or government.
    """

    id: str
    where: str
    form: str
    left: Term
    right: tuple[Term, ...]
    documents: str
    conditions: tuple[Condition, ...]
    label: str
    evidence: str


class ClaimRow(NamedTuple):
    """A pattern of claims.csv: over signs of classes, with an example that it reads and one that it must not read."""

    id: str
    kind: str
    pattern: str
    example: str
    counter_example: str


class Area(NamedTuple):
    """An area whose money documents speak of (全市, 市本级). ``within`` is the id of the area that it is a part of;
    ``endings`` make a place of any name before them (开发区); ``unless`` are longer words in which it is none."""

    id: str
    within: str
    words: tuple[str, ...]
    endings: tuple[str, ...]
    unless: tuple[str, ...]


class StatedSum(NamedTuple):
    """Columns, or rows, that are what they are by their names: ``whole`` is the sum of ``added`` less ``taken``, each
    given by its possible names."""

    id: str
    whole: tuple[str, ...]
    added: tuple[tuple[str, ...], ...]
    taken: tuple[tuple[str, ...], ...]
    label: str


class Part(NamedTuple):
    """``part`` (an indicator's id, a code of the revenue classification, or a name) is a part of ``whole``; those of
    one ``set`` are all that the whole has, and "" says that there may be others. ``names`` are what it is called
    beside its whole, too short to be known by themselves."""

    whole: str
    set: str
    part: str
    names: tuple[str, ...]
