"""What reviews and tenders save: 送审2.00亿元，审定1.80亿元，审减0.20亿元，审减率10%; or without the saving itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.rules.statements import same_kind
from reconcile.tuples import NamedTuple

RATE = lazy(r"(?:审减|核减|节约|节支|节资)率[^,;。\d]{0,4}$")
SAVED = lazy(r"(?:审减|核减|节约|节支|节资)(?!率)[^,;。\d]{0,10}$")
BEFORE = lazy(r"(?:送审|报审|预算|控制价|概算)[^,;。\d]{0,10}$")
AFTER = lazy(r"(?:审定|成交|中标)[^,;。\d]{0,10}$")
OTHERS, OF_OTHERS = lazy(r"核增|退审"), lazy(r"上年|去年|平均|其中")
KINDS = (SAVED, BEFORE, AFTER)


class Saving(NamedTuple):
    """A rate with what was saved of what, and what was left of it; one of saved and left may not be said."""

    rate: Figure
    saved: Figure | None
    before: Figure
    after: Figure | None
    sure: bool = True  # whether the sentence has no other rate, and nothing that was added


def savings(facts: Facts) -> Iterator[Saving]:
    for _, text, found in spans(facts):
        for _, sentence in groupby(found if "率" in text else (), lambda f: facts.prose.sentence(f.figure.key)):
            yield from _of_sentence(text, sentence)


def _of_sentence(text: str, sentence: Iterable[Span]) -> Iterator[Saving]:
    """Of the amounts before the rate one of each kind; of several nobody knows which the rate is of."""
    told: tuple[list[Figure], ...] = ([], [], [])
    spoken = list(sentence)
    rates = [s for s in spoken if s.figure.type == "percent" and "率" in clause_before(text, s)]
    words = text[spoken[0].start : spoken[-1].end] if spoken else ""
    sure = len(rates) == 1 and not OTHERS.search(words)
    for span in spoken:
        lead, figure = clause_before(text, span), span.figure
        if figure.type == "money":
            for kind, amounts in zip(KINDS, told, strict=True):
                amounts += [figure] if kind.search(lead) else []
        elif figure.type == "percent" and RATE.search(lead) and not OF_OTHERS.search(lead):
            saved, whole, left = told
            if len(whole) != 1 or len(saved) > 1 or len(left) > 1 or not saved + left:
                continue
            if all(same_kind(one, whole[0]) for one in saved + left):
                yield Saving(figure, _size(saved[0]) if saved else None, whole[0], left[0] if left else None, sure)


def _size(saved: Figure) -> Figure:
    """What was saved without its sign: 节约 was read as 减少."""
    return saved._replace(printed=saved.printed if saved.printed.digits >= 0 else -saved.printed)
