"""Finds many names in one pass over a text: leftmost first, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

from .names import fold
from .values import Span

# form → what it stands for, and its id; first two characters → lengths of the forms that begin so, longest first
Index = tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, tuple[int, ...]]]


class Scanner:
    """A name may stand for several things, and then yields one span for each.

    The text is folded one character for one, so that offsets stay those of the text as given. Names are found by their
    first two characters: an automaton takes longer to build than most documents take to be read with it.
    """

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """``names``: (name, what, id) triples."""
        self._set_up(index(names))

    @classmethod
    def of(cls, made: Index) -> Scanner:
        """The scanner over an index that was made before."""
        scanner = cls.__new__(cls)
        scanner._set_up(made)
        return scanner

    def _set_up(self, made: Index) -> None:
        self._meanings, self._lengths = made
        self._single = frozenset(head for head in self._lengths if len(head) == 1)

    def scan(self, text: str) -> list[Span]:
        if not self._meanings:
            return []
        folded, heads, meanings = fold(text), self._lengths, self._meanings
        starts = [at for at, head in enumerate(map(add, folded, folded[1:])) if head in heads]
        if self._single:
            starts = sorted({*starts, *(at for at, c in enumerate(folded) if c in self._single)})
        spans: list[Span] = []
        end = 0
        for at in starts:
            if at < end:
                continue
            for length in (*heads.get(folded[at : at + 2], ()), 1):
                name = folded[at : at + length]
                if name in meanings:
                    end = at + len(name)
                    spans += [Span(at, end, what, key) for what, key in meanings[name]]
                    break
        return spans


def index(names: Iterable[tuple[str, str, str]]) -> Index:
    meanings: dict[str, dict[tuple[str, str], None]] = {}
    for name, what, key in names:
        for form in spellings(name):
            meanings.setdefault(form, {})[what, key] = None
    lengths: dict[str, set[int]] = {}
    for form in meanings:
        lengths.setdefault(form[:2], set()).add(len(form))
    longest_first = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    return {form: tuple(found) for form, found in meanings.items()}, longest_first


def spellings(name: str) -> tuple[str, ...]:
    """The name folded, and where it has quotes, also without them and with them around the whole."""
    folded = fold(name)
    if '"三公"经费' not in folded:
        return (folded,)
    return (folded, folded.replace('"', ""), folded.replace('"三公"经费', '"三公经费"'))
