"""Growth on other terms that prose adds behind the growth of a row's amount, beside a table's column on such terms."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.interval import Verdict
from reconcile.judging import slip
from reconcile.prose.values import ANOTHER
from reconcile.relations import Relation
from reconcile.rules.company import settled
from reconcile.rules.rate_words import plainly_on_terms
from reconcile.rules.rates_of_tables import printed

REACH = 12  # characters before the rate
USUAL = 10  # that are those of the column, beside the one that is not


def once_more(facts: Facts, aligner: Aligner) -> Iterator[Relation]:
    """The growth on other terms behind that of a row's amount, beside a column on other terms: 增长9.2%。……。剔除上述
    因素后，同口径增长1.7%. The one that is not the column's is an error where all others are."""
    firsts = [s for s in facts.prose.statements if s.growth]
    told: list[list[Relation]] = []
    for figure in facts.prose.figures:
        if figure.type != "percent" or facts.prose.reasons.get(figure.key) != ANOTHER:
            continue
        block, start, _ = figure.key
        first = max((s for s in firsts if s.block == block and s.start < start), key=lambda s: s.start, default=None)
        words = facts.text(block)[max(0, start - REACH) : start]
        if first and first.growth and any(word in words for word in facts.lexicon.other_terms):
            told.append(list(printed(first, "growth", figure.of(first.growth.address), aligner, terms=True)))
    holds = [next((r for r in rows if r.judge() <= Verdict.BY_ROUNDING), None) for rows in told if rows]
    yield from filter(None, holds)
    if holds.count(None) == 1 and len(holds) > USUAL:
        [wrong] = (rows for rows, held in zip(filter(None, told), holds, strict=True) if held is None)
        plain = plainly_on_terms(facts, wrong[0].result)
        if plain and len({r.inputs[0].printed for r in wrong}) == 1 and slip(wrong[0]):
            rate, cell = settled(wrong[0].result, wrong[0].inputs[0])
            yield wrong[0]._replace(result=rate, inputs=(meant(cell, rate),), severity=Severity.ERROR)
