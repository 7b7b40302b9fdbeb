"""The paragraphs with numbers, squeezed, and where their numbers stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple


class Span(NamedTuple):
    """A figure with its offsets in the squeezed paragraph."""

    figure: Figure
    start: int
    end: int


SPANS = "spans"
CLAUSE = lazy(r"[,;。:()]")
REACH = 40  # characters of a clause before its number


def clause_before(text: str, span: Span) -> str:
    """The words of the clause before a number, as many as matter."""
    return CLAUSE.split(text[max(0, span.start - REACH) : span.start])[-1]


def spans(facts: Facts) -> list[tuple[int, str, list[Span]]]:
    """Each paragraph with numbers: its block, its squeezed text and its figures in order."""
    if SPANS not in facts.shared:
        facts.shared[SPANS] = list(_spans(facts))
    found: list[tuple[int, str, list[Span]]] = facts.shared[SPANS]
    return found


def _spans(facts: Facts) -> Iterator[tuple[int, str, list[Span]]]:
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in facts.prose.figures:
        figures[figure.key[0]].append(figure)
    for block, paragraph in facts.paragraphs:
        if block in figures:
            squeezed = squeeze(paragraph.text)
            ordered = sorted(figures[block], key=lambda f: f.key[1])
            found = [Span(f, squeezed.at(f.key[1]), squeezed.at(f.end or f.key[1])) for f in ordered]
            yield block, squeezed.text, found
