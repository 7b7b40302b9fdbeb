"""The extraction as a spaCy component: ``nlp.add_pipe("reconcile")``.

A thin adapter over the same functions as everywhere else. It needs no model; with any tokenizer it sets

- ``doc.spans["quantities"]``: one span a quantity, labelled with its type; ``span._.quantity`` is the `Quantity` with
  the exact offsets (the span is widened to whole tokens), ``doc._.quantities`` all of them;
- ``doc.spans["names"]``, with the setting ``names``: indicators and categories of the lexicon, labelled with what they
  are (``span.kb_id_`` is their id); ``lexicon`` names folders laid over the one that comes with the program.

What it keeps on the document survives ``to_bytes`` and ``nlp.pipe(..., n_process=2)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from reconcile.interval import Printed
from reconcile.lexicon import Lexicon
from reconcile.quantity import DATE, Quantity, extract

KEY = "reconcile.quantities"  # in doc.user_data, as lists of strings


class Component:
    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        found = extract(doc.text)
        doc.user_data[KEY] = [_pack(q) for q in found]
        doc.spans["quantities"] = [
            doc.char_span(q.start, q.end, label=q.type, alignment_mode="expand", span_id=number)
            for number, q in enumerate(found, 1)
        ]
        if self.lexicon is not None:
            doc.spans["names"] = [
                doc.char_span(s.start, s.end, label=s.what, kb_id=s.id, alignment_mode="expand")
                for s in self.lexicon.scan(doc.text, classification=True)
            ]
        return doc


def quantities_of(doc: Doc) -> tuple[Quantity, ...]:
    return tuple(_unpack(row) for row in doc.user_data.get(KEY, ()))


def quantity_of(span: Span) -> Quantity | None:
    """The quantity that a span of ``doc.spans["quantities"]`` stands for; None for other spans."""
    rows = span.doc.user_data.get(KEY, ())
    if not 0 < span.id <= len(rows):
        return None
    quantity = _unpack(rows[span.id - 1])
    return quantity if span.start_char <= quantity.start and quantity.end <= span.end_char else None


@Language.factory("reconcile", default_config={"names": False, "lexicon": []}, assigns=["doc.spans"])  # type: ignore[untyped-decorator]
def create(nlp: Language, name: str, names: bool, lexicon: list[str]) -> Component:
    """The factory that spaCy calls; ``names`` and ``lexicon`` are the settings of ``add_pipe``'s ``config``."""
    Doc.set_extension("quantities", getter=quantities_of, force=True)
    Span.set_extension("quantity", getter=quantity_of, force=True)
    return Component(Lexicon.load(lexicon) if names or lexicon else None)


def _pack(q: Quantity) -> list[Any]:
    """As spaCy can write it: numbers as text, they may be longer than 64 bits."""
    digits, exponent = q.printed
    return [q.start, q.end, q.surface, q.type, str(q.value), q.unit, str(digits), exponent, *q[7:]]


def _unpack(row: Sequence[Any]) -> Quantity:
    start, end, surface, kind, value, unit, digits, exponent, *rest = row
    number = value if kind == DATE else Decimal(value)
    return Quantity(start, end, surface, kind, number, unit, Printed(int(digits), exponent), *rest)
