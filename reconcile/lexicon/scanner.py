"""Finds many names in one pass over a text: leftmost first, longest first."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from .names import fold
from .values import Span


class Scanner:
    """An automaton over names; a name may stand for several things, and then yields one span for each.

    The text is folded one character for one, so that offsets stay those of the text as given.
    """

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """``names``: (name, what, id) triples."""
        meanings: dict[str, list[tuple[str, str]]] = {}
        for name, what, key in names:
            for form in spellings(name):
                found = meanings.setdefault(form, [])
                if (what, key) not in found:
                    found.append((what, key))
        self._meanings = list(meanings.values())
        self._automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def scan(self, text: str) -> list[Span]:
        return [
            Span(start, end, what, key)
            for index, start, end in self._automaton.find_matches_as_indexes(fold(text))
            for what, key in self._meanings[index]
        ]


def spellings(name: str) -> tuple[str, ...]:
    """The name folded, and where it has quotes, also without them and with them around the whole."""
    folded = fold(name)
    if '"三公"经费' not in folded:
        return (folded,)
    return (folded, folded.replace('"', ""), folded.replace('"三公"经费', '"三公经费"'))
