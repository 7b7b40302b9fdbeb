"""The paragraphs with numbers, squeezed, and where their numbers stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.prose.sections import section_at
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple


class Span(NamedTuple):
    """A figure with its offsets in the squeezed paragraph."""

    figure: Figure
    start: int
    end: int


SPANS = "spans"
APART = ("toc", "terms")  # parts of a document that state no number of its own
CLAUSE = lazy(r"[,，;；。:：()（）]")
INSIDE = lazy(r"\([^()]*\)")
REACH = 40  # characters of a clause before its number


def in_brackets(text: str, at: int) -> bool:
    """Whether a bracket is open there."""
    return text.count("(", 0, at) > text.count(")", 0, at)


def without_brackets(text: str) -> str:
    """The text without what stands in closed brackets."""
    return INSIDE.sub("", text)


def clause_before(text: str, span: Span) -> str:
    """The words of the clause before a number, as many as matter."""
    return CLAUSE.split(text[max(0, span.start - REACH) : span.start])[-1]


def spans(facts: Facts) -> list[tuple[int, str, list[Span]]]:
    """Each paragraph with numbers but for contents and terms: its block, its squeezed text and its figures in order."""
    if SPANS not in facts.shared:
        facts.shared[SPANS] = list(_spans(facts))
    found: list[tuple[int, str, list[Span]]] = facts.shared[SPANS]
    return found


def _spans(facts: Facts) -> Iterator[tuple[int, str, list[Span]]]:
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in facts.prose.figures:
        figures[figure.key[0]].append(figure)
    for block, paragraph in facts.paragraphs:
        position = section_at(facts.prose.sections, block)
        apart = position >= 0 and facts.prose.sections[position].part in APART
        if block in figures and not apart:
            squeezed = squeeze(paragraph.text)
            ordered = sorted(figures[block], key=lambda f: f.key[1])
            found = [Span(f, squeezed.at(f.key[1]), squeezed.at(f.end or f.key[1])) for f in ordered]
            yield block, squeezed.text, found
