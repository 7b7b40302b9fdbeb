"""The lexicon: what the files of ``lexicons/`` say, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from .accounts import Account, Accounts
from .areas import Areas
from .classification import FILES, Classification
from .disclosure import COLUMNS, DisclosureItem, read_item, unusable
from .files import Once, as_folders, default_folder, number, operands, parts, read, read_all, worked_out
from .names import BLANK, fold, normalise, stem
from .near import Near
from .parts import Parts
from .relations import read_relation
from .scanner import Scanner, index
from .titles import YEAR, Titles, cores
from .values import (
    Area,
    ClaimRow,
    Column,
    Entry,
    Indicator,
    Match,
    Part,
    Rename,
    Slip,
    Span,
    StandardCell,
    StandardRelation,
    StatedSum,
    TableKind,
    Wording,
)

# the class of a phrase and its sign in the patterns of claims.csv
CLASS = 3  # digits of the code of a 类
SIGNS = {
    "area": "A", "own": "E", "period": "Y", "verb": "V", "word": "W", "total": "T", "compare": "C", "base": "B",
    "up": "U", "down": "D", "flat": "F", "new": "w", "undecided": "u", "yearly": "R", "of_budget": "O", "share": "H",
    "ratio": "h", "rates": "G", "list": "L", "respectively": "l", "plus": "p", "minus": "m", "net": "b", "scope": "X",
    "cause": "K", "purpose": "k", "versus": "Z", "from": "g", "to": "t", "each": "s", "filler": "f", "etc": "e",
    "joint": "j", "with": "c", "modifier": "a", "noun": "n", "body": "o", "less": "x", "blank": "0", "except": "q",
    "left": "r",
}  # fmt: skip


class Lexicon:
    """All that is known of names: classification, indicators, kinds of tables, columns, cells, relations, wording.

    Each file is read when it is first needed. Instances are not changed after that, so one may serve many documents.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    @classmethod
    def load(cls, folder: Path | str | Iterable[Path | str] | None = None) -> Lexicon:
        """The lexicon that comes with the program, with the rows of further folders laid over it in order.

        Raises FileNotFoundError where a folder does not exist.
        """
        overlays = as_folders(folder)
        for overlay in overlays:
            if not overlay.is_dir():
                raise FileNotFoundError(f"no such lexicon folder: {overlay}")
        return cls((default_folder(), *overlays))

    @cached_property
    def _once(self) -> Once:
        return worked_out(self.folders)

    def _rows(self, name: str, key: int) -> list[list[str]]:
        return self._once(name, lambda: read_all(self.folders, name, key))

    # classification

    @cached_property
    def classification(self) -> Classification:
        return Classification(self.folders, self._once)

    def by_code(self, kind: str, code: str) -> tuple[Entry, ...]:
        """The entries of a code, the latest name first."""
        return self.classification.by_code(kind, code)

    def by_name(self, name: str, kind: str | None = None) -> tuple[Entry, ...]:
        """The entries of exactly this name."""
        return self.classification.by_name(name, kind)

    def resolve(self, name: str, kind: str | None = None, year: int | None = None) -> tuple[Match, ...]:
        """The entries that a printed name may mean, all of the best grade that knows it; () where none does.

        Near names are not among them: ask `near` for those.
        """
        return self.classification.resolve(name, kind, year)

    def by_path(self, names: Sequence[str], kind: str = "functional", year: int | None = None) -> tuple[Match, ...]:
        """The entries that a path of names (类, 款, 项) leads to, with the worst grade of its levels."""
        return self.classification.by_path(names, kind, year)

    @cached_property
    def _near(self) -> Near:
        return Near(e for kind in FILES for e in self.classification.entries(kind))

    def near(self, name: str, kind: str | None = None) -> tuple[Match, ...]:
        """The entries whose names are a word or a few characters apart, nearest first. The first call loads jieba."""
        return self._near.find(name, kind)

    def renamed(self, name: str, code: str | None = None) -> Rename | None:
        """How this name was replaced, or None. With ``code``, only the rename of that code."""
        return self.classification.renamed(name, code)

    def successor(self, kind: str, code: str, name: str) -> tuple[tuple[str, str], ...]:
        """The (code, name) pairs in use today for an old code and name, following renames to their end."""
        return self.classification.successor(kind, code, name)

    # indicators and where they stand

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        rows = self._rows("indicators.csv", 1)
        return {r[0]: Indicator(r[0], r[1], r[2], parts(r[3])) for r in rows}

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group of each indicator."""
        return {i.id: i.group for i in self.indicators.values()}

    @cached_property
    def _indicator_names(self) -> dict[str, Indicator]:
        return {form: self.indicators[of] for form, of in self._once("indicator names", self._labels).items()}

    def _labels(self) -> dict[str, str]:
        return {label(n): i.id for i in reversed(self.indicators.values()) for n in reversed(i.names)}

    def indicator(self, name: str) -> Indicator | None:
        """The indicator that has this name or synonym (a row label such as ``收 入 总 计`` or ``二、其他收入``)."""
        return self._indicator_names.get(label(name))

    @cached_property
    def cells(self) -> dict[str, tuple[StandardCell, ...]]:
        """Where each indicator stands, the preferred place first."""
        rows = [StandardCell(r[0], number(r[1]), *r[2:7]) for r in self._rows("cells.csv", 2)]
        return {
            i: tuple(sorted((c for c in rows if c.indicator == i), key=lambda c: c.order)) for i in {c[0] for c in rows}
        }

    @cached_property
    def accounts(self) -> Accounts:
        rows = self._rows("accounts.csv", 3)
        return Accounts((Account(*r[:3]), parts(r[3]), parts(r[4])) for r in rows)

    @cached_property
    def areas(self) -> Areas:
        rows = self._rows("areas.csv", 1)
        return Areas(Area(r[0], r[1], parts(r[2]), parts(r[3]), parts(r[4])) for r in rows)

    @cached_property
    def parts(self) -> Parts:
        return Parts(Part(r[0], r[1], r[2], parts(r[3])) for r in self._rows("parts.csv", 3))

    @cached_property
    def sums(self) -> tuple[StatedSum, ...]:
        rows = self._rows("sums.csv", 1)
        return tuple(StatedSum(r[0], parts(r[1]), operands(r[2]), operands(r[3]), r[4]) for r in rows)

    # tables

    @cached_property
    def tables(self) -> dict[str, TableKind]:
        rows = self._rows("tables.csv", 1)
        return {r[0]: TableKind(r[0], r[1], r[2], r[3], r[4], r[5], parts(r[6]), parts(r[7])) for r in rows}

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.tables, self._once("titles", lambda: cores(self.tables.values())))

    def table_kind(self, title: str, government: bool = False) -> TableKind | None:
        """The kind of table that a title names, whatever its year, place and numbering; None where none is known.

        Titles that name a place or a whole government's funds (2025年全市一般公共预算支出表) are those of governments;
        with ``government``, as in a government's report, so are titles that departments have too.
        """
        return self._titles.find(title, government)

    @cached_property
    def relations(self) -> tuple[StandardRelation, ...]:
        """The relations between and inside standard tables. Raises ValueError where a row is not well formed."""
        return tuple(read_relation(r, self.tables) for r in self._rows("relations.csv", 1))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(r[0], r[1], r[2], parts(r[3])) for r in self._rows("columns.csv", 2))

    @cached_property
    def _column_words(self) -> dict[str, tuple[Column, ...]]:
        of = self._once("column words", self._headers)
        return {word: tuple(self.columns[at] for at in found) for word, found in of.items()}

    def _headers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, column in enumerate(self.columns):
            for word in column.words:
                found.setdefault(header(word), []).append(at)
        return found

    @cached_property
    def _column_scanner(self) -> Scanner:
        return self._scanning("columns", lambda: ((w, "", w) for w in self._column_words))

    def _scanning(self, what: str, names: Callable[[], Iterable[tuple[str, str, str]]]) -> Scanner:
        return Scanner.of(self._once(f"scanner of {what}", lambda: index(names())))

    def columns_of(self, text: str) -> tuple[Column, ...]:
        """What a header cell's text says: all meanings of the whole text if it is known, else of the words in it."""
        key = header(text)
        for whole in (key, YEAR.sub("", key)):
            if whole in self._column_words:
                return self._column_words[whole]
        return tuple(c for span in self._column_scanner.scan(key) for c in self._column_words[span.id])

    # wording and text

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every name without a closing 支出 or the like: categories of all years and kinds, synonyms, indicators."""
        return self._once("stems of all", self._all_stems)

    def _all_stems(self) -> frozenset[str]:
        names = [e.name for kind in FILES for e in self.classification.entries(kind)]
        names += [s.name for s in self.classification.synonyms]
        names += [n for i in self.indicators.values() for n in i.names]
        return frozenset(stem(n) for n in names)

    @cached_property
    def wording(self) -> tuple[Wording, ...]:
        return tuple(Wording(r[0], r[1], parts(r[2]), r[3]) for r in self._rows("wording.csv", 2))

    @cached_property
    def disclosure(self) -> tuple[DisclosureItem, ...]:
        """What has to be published, in the order in which the list is read."""
        return tuple(sorted(map(read_item, self._rows("disclosure.csv", 1)), key=lambda i: (i.order, i.id)))

    def fault_of_list(self) -> str:
        """What is wrong with a list of items that is laid over this one, "" if it can be used."""
        for row in (row for folder in self.folders[1:] for row in read(folder / "disclosure.csv")):
            if len(row) != COLUMNS:
                return f"{row[0]} 有 {len(row)} 列，应为 {COLUMNS} 列"
            if fault := next(unusable(read_item(row), self.tables, self.indicators), ""):
                return fault
        return ""

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        return tuple(Slip(r[0], r[1], parts(r[2]), r[3]) for r in self._rows("slips.csv", 1))

    @cached_property
    def _scanner(self) -> Scanner:
        return self._scanning("indicators", self._named)

    def _named(self) -> list[tuple[str, str, str]]:
        return [(n, "indicator", i.id) for i in self.indicators.values() for n in i.names]

    @cached_property
    def _full_scanner(self) -> Scanner:
        return self._scanning("all", self._named_and_classified)

    def _named_and_classified(self) -> list[tuple[str, str, str]]:
        entries = ((e.name, e.kind, e.code) for kind in FILES for e in self.classification.entries(kind))
        return [*self._named(), *((n, k, c) for n, k, c in entries if len(n) > 1)]

    @cached_property
    def phrases(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The words that structure a sentence: by their folded spelling the sign of their class and their features."""
        return self._once("phrases", self._read_phrases)

    def _read_phrases(self) -> dict[str, tuple[str, dict[str, str]]]:
        rows = read_all(self.folders, "phrases.csv", 2)
        return {
            fold(word): (SIGNS[r[0]], dict(f.split("=", 1) for f in r[2].split())) for r in rows for word in parts(r[1])
        }

    @cached_property
    def other_terms(self) -> tuple[str, ...]:
        """The words that say that a number is on other terms than its neighbours: 同口径, 可比, 不含 ..."""
        return tuple(w for w, (sign, _) in self.phrases.items() if sign == SIGNS["scope"] and len(w) > 1)

    @cached_property
    def constant_prices(self) -> tuple[str, ...]:
        """What grows at constant prices, so that no printed amounts make up its growth: 生产总值, 增加值."""
        return tuple(w for row in self.wording if row.id == "constant_prices" for w in row.words)

    @cached_property
    def rebased(self) -> tuple[str, ...]:
        """The words that say that a number is on other terms, or that last year's base or items were others."""
        return (*self.other_terms, *(w for row in self.wording if row.id == "rebased" for w in row.words))

    @cached_property
    def another_base(self) -> tuple[str, ...]:
        """The words that say in a rate's sentence what it starts from, which may not be last year: 相比, 平均."""
        return tuple(w for row in self.wording if row.id == "another_base" for w in row.words)

    @cached_property
    def wider(self) -> tuple[str, ...]:
        """The words that say in an amount's sentence that it is of more or less than its name: 含, 不含, 为全市数."""
        told = {w for row in self.wording if row.id in ("including", "excluding", "wider") for w in row.words}
        return (*self.other_terms, *told)

    @cached_property
    def report_words(self) -> tuple[str, ...]:
        """What nearly every row, column and sentence of a government's report holds, the longest first."""
        words = {w for row in self.wording if row.id == "report_words" for w in row.words}
        return tuple(sorted(words, key=len, reverse=True))

    @cached_property
    def phrase_scanner(self) -> Scanner:
        """Phrases and names of two characters and more."""
        return self._scanning("phrases", self._phrases_and_names)

    def _phrases_and_names(self) -> list[tuple[str, str, str]]:
        phrases = ((w, "phrase", w) for w, (sign, _) in self.phrases.items() if len(w) > 1 and sign != SIGNS["body"])
        names = {
            e.name
            for kind in ("functional", "revenue", "economic_department", "economic_government")
            for e in self.classification.entries(kind)
        }
        categories = ((n, "category", n) for n in names if len(n) > 2 or n.endswith("税"))
        return [*phrases, *self._named(), *categories, *self._shorter()]

    def _shorter(self) -> Iterator[tuple[str, str, str]]:
        """The shorter names of 类 in prose, as the names in full: 科技支出 is 科学技术支出."""
        for synonym in self.classification.synonyms:
            entries = self.by_code("functional", synonym.code) if len(synonym.code) == CLASS else ()
            if entries and synonym.kind == "functional" and synonym.name.endswith("支出"):
                yield synonym.name, "category", max(entries, key=lambda e: e.first_year or 0).name

    @cached_property
    def claims(self) -> tuple[ClaimRow, ...]:
        """The patterns over classes, in the order in which they are tried."""
        return tuple(ClaimRow(*r[:5]) for r in self._rows("claims.csv", 1))

    def scan(self, text: str, classification: bool = False) -> list[Span]:
        """The indicators named in the text, and with ``classification`` also categories (``what`` is their kind)."""
        return (self._full_scanner if classification else self._scanner).scan(text)


def header(text: str) -> str:
    return BLANK.sub("", fold(text))


def label(text: str) -> str:
    """A row label or indicator name made comparable: numbering and level marks off."""
    return normalise(text)
