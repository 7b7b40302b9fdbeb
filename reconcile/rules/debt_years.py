"""Debts told in one sentence from the start of a year to its end: 年初余额2亿元，新增1亿元，偿还1亿元，年末2亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.tuples import NamedTuple

DEBT = lazy(r"债")
STEPS = (  # what stands before the amounts, in their order
    lazy(r"(?:年初|期初|上年末|上年底)[^,;。]{0,8}余额[^,;。]{0,4}$"),
    lazy(r"(?:新增|发行|举借|借入)[^,;。]{0,12}$"),
    lazy(r"(?:偿还|还本|化解)[^,;。]{0,12}$"),
    lazy(r"(?:年末|年底|期末)[^,;。]{0,8}余额[^,;。]{0,4}$"),
)
SIGNS = (1, 1, -1)


class DebtYear(NamedTuple):
    """The debts of one area in one year: at its start, what was borrowed and repaid, at its end."""

    opening: Figure
    borrowed: Figure
    repaid: Figure
    closing: Figure


def debt_years(facts: Facts) -> Iterator[DebtYear]:
    for _, text, found in spans(facts):
        amounts = [f for f in _outside(text, found) if f.figure.type == "money"] if DEBT.search(text) else []
        for _, sentence in groupby(amounts, lambda f: facts.prose.sentence(f.figure.key)):
            told = list(sentence)
            for run in zip(told, told[1:], told[2:], told[3:], strict=False):
                if _in_order(text, run):
                    yield DebtYear(*(f.figure for f in run))


def _outside(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Those that stand in no bracket."""
    depth = before = 0
    for span in found:
        depth += text.count("(", before, span.start) - text.count(")", before, span.start)
        before = span.start
        if not depth:
            yield span


def _in_order(text: str, run: Sequence[Span]) -> bool:
    """Whether the four amounts are those of such an account, one clause behind the other."""
    leads = [clause_before(text, f) for f in run]
    of_debt = DEBT.search("".join(leads)) is not None
    return of_debt and all(step.search(lead) for step, lead in zip(STEPS, leads, strict=True))
