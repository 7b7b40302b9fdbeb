"""What changed in the classification between two years: names, codes, what came and what went."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.tuples import NamedTuple

from .classification import parent
from .lexicon import Lexicon
from .values import Entry

RENAMED, MOVED, ADDED, ENDED = "更名", "移并", "新增", "取消"


class Change(NamedTuple):
    """One change; ``year`` is the first year of what is new (for ENDED the first year without). ``new`` holds (code,
    name) pairs, ``below`` how many entries one or more levels down changed with it in the same way."""

    what: str
    code: str
    name: str
    new: tuple[tuple[str, str], ...]
    year: int
    approximate: bool
    evidence: str
    below: int = 0


def changes(lexicon: Lexicon, kind: str, before: int, after: int) -> list[Change]:
    """The changes that took effect after the year ``before`` and up to the year ``after``, in the order of codes."""
    found = [
        Change(
            RENAMED if all(code == r.old_code for code, _ in r.new) else MOVED,
            r.old_code,
            r.old_name,
            r.new,
            r.year,
            r.approximate,
            r.evidence,
        )
        for r in lexicon.classification.renames
        if r.kind == kind and before < r.year <= after
    ]
    told = {(c.code, c.name) for c in found} | {pair for c in found for pair in c.new}
    entries = [e for e in lexicon.classification.entries(kind) if (e.code, e.name) not in told]
    added = [e for e in entries if before < e.first_year <= after and _new(lexicon, e, before)]
    ended = [e for e in entries if e.last_year and before <= e.last_year < after]
    found, added, ended = _with_below(found, added, ended)
    found += [*_collapsed(ADDED, added), *_collapsed(ENDED, ended)]
    return sorted(found, key=lambda c: (c.code, c.year))


def _with_below(
    found: list[Change], added: list[Entry], ended: list[Entry]
) -> tuple[list[Change], list[Entry], list[Entry]]:
    """Categories moved as a whole take what ended and came below them along."""
    moved = {c.code for c in found if c.what == MOVED}
    targets = {code for c in found if c.what == MOVED for code, _ in c.new}
    below = {code: sum(e.code.startswith(code) for e in ended) for code in moved}
    changed = [c._replace(below=below.get(c.code, 0)) if c.what == MOVED else c for c in found]
    return (
        changed,
        [e for e in added if not any(e.code.startswith(code) and e.code != code for code in targets)],
        [e for e in ended if not any(e.code.startswith(code) for code in moved)],
    )


def _new(lexicon: Lexicon, entry: Entry, before: int) -> bool:
    """Whether the code itself is new, and not only its name."""
    others = lexicon.by_code(entry.kind, entry.code)
    return not any(e is not entry and e.valid(before) and e.last_year for e in others)


def _collapsed(what: str, entries: list[Entry]) -> Iterator[Change]:
    """One change for a subtree that came or went as a whole."""
    codes = {e.code: e for e in entries}
    for entry in entries:
        above = parent(entry.code)
        if above in codes:
            continue
        below = sum(c.startswith(entry.code) for c in codes) - 1
        year = entry.first_year if what == ADDED else entry.last_year + 1
        yield Change(what, entry.code, entry.name, (), year, False, entry.evidence, below)
