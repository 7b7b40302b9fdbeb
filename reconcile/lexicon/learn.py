"""Learning from an archive: the (code, name) pairs that its tables print, with counts, years and conflicts.

Nothing is taken over by itself. What is harvested becomes a file of candidates, each with what the lexicon says of its
code; a person marks what is to be accepted, and `merge` writes that into a folder of the lexicon.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.patterns import lazy
from reconcile.profile import read_profile
from reconcile.readers import read
from reconcile.tables import read_tables
from reconcile.tables.values import Table
from reconcile.tuples import NamedTuple

from .classification import FILES, LEVELS, parent
from .lexicon import Lexicon
from .names import normalise, stem

SUFFIXES = frozenset({".pdf", ".ofd", ".docx", ".doc", ".html", ".htm", ".xls", ".xlsx", ".txt", ".md", ".wps", ".et"})
HEADER = ("kind", "code", "name", "level", "documents", "seen", "status", "lexicon_name", "files", "accept")
COLUMNS = ("code", "name", "level", "first_year", "last_year", "documents", "seen", "evidence")
FIRST_DIGITS = {"functional": "2", "economic_department": "3", "economic_government": "5", "revenue": "1"}
NAME = lazy(r"[\u4e00-\u9fff“\"（(][\u4e00-\u9fff“”\"（）()、，·《》]*[\u4e00-\u9fff”\"）)]")
NUMBERED = lazy(r"^[一二三四五六七八九十]+、|合计|总计|小计|^其中")


class Pair(NamedTuple):
    """One row of a table: the code and name that it prints."""

    kind: str
    code: str
    name: str


@dataclass
class Harvest:
    """What an archive holds. ``sources`` maps each pair to the documents that print it, as (office or file, year)."""

    sources: dict[Pair, set[tuple[str, int | None]]] = field(default_factory=lambda: defaultdict(set))
    files: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    read: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)


class Candidate(NamedTuple):
    """A pair with what the lexicon says of it. ``status`` is known, variant (the same but for spaces, brackets or a
    closing 支出), renamed (an older or newer name of the code), conflict (another name), new, or doubtful (a code whose
    parent nobody knows: often a number that only looks like a code)."""

    pair: Pair
    documents: int
    seen: str
    status: str
    lexicon_name: str
    files: tuple[str, ...]


def harvest(archive: Path, lexicon: Lexicon) -> Harvest:
    """The pairs of all documents in a folder (or of one file). Unreadable files are listed, not raised."""
    found = Harvest()
    for path in files(archive):
        try:
            document = read(str(path))
            profile = read_profile(document)
            tables = read_tables(document, lexicon)
        except ReadError as problem:
            found.unreadable.append((path.name, str(problem)))
            continue
        found.read += 1
        source = (profile.entity or path.name, profile.year)
        for pair in pairs_of(tables):
            found.sources[pair].add(source)
            found.files[pair].add(path.name)
    return found


def files(archive: Path) -> list[Path]:
    """The documents below a folder, in order; lock files and hidden ones left out."""
    if archive.is_file():
        return [archive]
    found = (p for p in archive.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
    return sorted(p for p in found if not p.name.startswith((".", "~$")))


def documents(archive: Path) -> Iterator[Document]:
    """The documents below a folder that can be read."""
    for path in files(archive):
        with suppress(ReadError):
            yield read(str(path))


def pairs_of(tables: Iterable[Table]) -> set[Pair]:
    """The pairs that the tables print, names without numbering and level marks."""
    found = set()
    for table in tables:
        for side in table.sides:
            for row in side.rows:
                kind = next((k for k, first in FIRST_DIGITS.items() if row.code.startswith(first)), "")
                name = _clean(row.name or row.label)
                if kind and len(row.code) in LEVELS and row.code.isdigit() and NAME.fullmatch(name):
                    found.add(Pair(kind, row.code, name))
    return found


def _clean(name: str) -> str:
    """As the lexicon writes names: no blanks, full-width brackets and quotes."""
    text = normalise(name).translate({ord("("): "（", ord(")"): "）", ord(","): "，"})
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def candidates(found: Harvest, lexicon: Lexicon) -> list[Candidate]:
    """All pairs in order of kind and code, each with its standing."""
    own = {(p.kind, p.code) for p in found.sources}
    order = sorted(found.sources, key=lambda p: (list(FILES).index(p.kind), p.code, p.name))
    return [_candidate(p, found, lexicon, own) for p in order]


def _candidate(pair: Pair, found: Harvest, lexicon: Lexicon, own: set[tuple[str, str]]) -> Candidate:
    years = sorted(y for _, y in found.sources[pair] if y)
    seen = "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
    status, name = standing(pair, lexicon, own)
    return Candidate(pair, len(found.sources[pair]), seen, status, name, tuple(sorted(found.files[pair])))


def standing(pair: Pair, lexicon: Lexicon, own: set[tuple[str, str]]) -> tuple[str, str]:
    """The status of a pair and the lexicon's name of its code. ``own`` are the (kind, code) that the archive prints."""
    entries = lexicon.by_code(pair.kind, pair.code)
    for entry in entries:
        if normalise(entry.name) == normalise(pair.name):
            return ("known" if not entry.last_year else "renamed"), entry.name
    for entry in entries:
        if stem(entry.name) == stem(pair.name):
            return "variant", entry.name
    synonyms = {normalise(s.name) for s in lexicon.classification.synonyms if (s.kind, s.code) == pair[:2]}
    if normalise(pair.name) in synonyms:
        return "variant", entries[0].name
    if entries:
        return ("renamed" if lexicon.renamed(pair.name, pair.code) else "conflict"), entries[0].name
    above = parent(pair.code)
    hangs = not above or lexicon.by_code(pair.kind, above) or (pair.kind, above) in own
    doubtful = not hangs or (not above and pair.kind != "functional") or NUMBERED.search(pair.name)
    return ("doubtful" if doubtful else "new"), ""


def write(rows: Sequence[Candidate], path: Path) -> None:
    """The candidate file: one pair a line; ``accept`` is empty, for the reviewer to write yes into."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for c in rows:
            level = LEVELS[len(c.pair.code)]
            writer.writerow([*c.pair, level, c.documents, c.seen, c.status, c.lexicon_name, "|".join(c.files), ""])


def merge(path: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Takes the accepted candidates of a reviewed file into a folder's lexicon files; yields (file, rows changed)."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        accepted = [r for r in csv.DictReader(text) if r["accept"].strip().lower() in ("yes", "y", "是")]
    for kind, name in FILES.items():
        rows = [r for r in accepted if r["kind"] == kind]
        if rows:
            _merge_file(folder / name, rows)
            yield name, len(rows)


def _merge_file(path: Path, rows: list[dict[str, str]]) -> None:
    old: dict[tuple[str, str], list[str]] = {}
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as text:
            old = {(r[0], r[1]): r for r in list(csv.reader(text))[1:]}
    for row in rows:
        name = row["name"] if row["status"] != "known" else row["lexicon_name"]
        entry = old.setdefault((row["code"], name), [row["code"], name, row["level"], "", "", "", "", ""])
        documents = max(int(entry[5] or 0), int(row["documents"]))
        years = [y for y in (*entry[6].split("-"), *row["seen"].split("-")) if y]
        seen = sorted({min(years), max(years)}) if years else []
        entry[5:] = [str(documents), "-".join(seen), "published" if documents > 1 else "once"]
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(old[key] for key in sorted(old))
    draft.replace(path)
