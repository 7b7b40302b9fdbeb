"""Numbers of a government's report that another paragraph prints again behind the same words.

生产安全事故死亡人数下降5.6%, 新增专项债券额度226亿元: things that the lexicon need not know. That the words come with
another number elsewhere says nothing; where they do in this document, they are of several things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.address import Standing
from reconcile.facts import Facts
from reconcile.figures import NOWHERE, Figure
from reconcile.lexicon import Lexicon
from reconcile.rules.own_words import of_two, pairs
from reconcile.rules.paragraphs import clause_before, spans
from reconcile.tuples import NamedTuple

TYPES = ("money", "percent")
LEAST, DIGITS = 3, 2  # pairs of characters that are the words' own, digits of the number
MOST = 12  # times that a number is printed; more often it is of anything


class _Said(NamedTuple):
    figure: Figure
    words: str


def words_again(facts: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Each such number with the one that it is."""
    said = [_Said(s.figure, clause_before(text, s)) for _, text, found in spans(facts) for s in found]
    said = [s for s in said if s.figure.type in TYPES and s.figure.value]
    by_number: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for one in said:
        if one.figure.printed.telling >= DIGITS:
            by_number[one.figure.quote, one.figure.type].append(one)
    for same in by_number.values():
        for at, again in enumerate(same if len(same) <= MOST else ()):
            for once in same[:at]:
                if (words := _again(once, again, facts.lexicon)) and not _of_others(words, once, said):
                    yield again.figure, once.figure
                    break


def _again(once: _Said, again: _Said, lexicon: Lexicon) -> str:
    """The words that both end with, "" where they are too few or the places differ."""
    one, other = once.words, again.words
    end = next((n for n in range(min(len(one), len(other))) if one[-1 - n] != other[-1 - n]), min(len(one), len(other)))
    words = one[len(one) - end :] if end else ""
    if once.figure.key[0] == again.figure.key[0] or len(pairs(words, lexicon)) < LEAST:
        return ""
    first, second = once.figure.address, again.figure.address
    known = NOWHERE not in (first, second)
    apart = known and of_two(first, second).standing is Standing.DIFFERENT
    return "" if apart else words


def _of_others(words: str, once: _Said, said: list[_Said]) -> bool:
    """Whether another number of the kind stands behind the words."""
    figure = once.figure
    return any(
        s.figure.type == figure.type and s.figure.printed != figure.printed and s.words.endswith(words) for s in said
    )
