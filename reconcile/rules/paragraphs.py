"""The paragraphs with numbers, squeezed, and where their numbers stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple


class Span(NamedTuple):
    """A figure with its offsets in the squeezed paragraph."""

    figure: Figure
    start: int
    end: int


def spans(facts: Facts) -> Iterator[tuple[int, str, list[Span]]]:
    """Each paragraph with numbers: its block, its squeezed text and its figures in order."""
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in facts.prose.figures:
        figures[figure.key[0]].append(figure)
    for block, paragraph in facts.paragraphs:
        if block in figures:
            squeezed = squeeze(paragraph.text)
            ordered = sorted(figures[block], key=lambda f: f.key[1])
            found = [Span(f, squeezed.at(f.key[1]), squeezed.at(f.end or f.key[1])) for f in ordered]
            yield block, squeezed.text, found
