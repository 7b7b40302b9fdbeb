"""What words say of their own, but for what nearly every row, column and sentence of a government's report holds."""

from __future__ import annotations

import re
from functools import lru_cache

from reconcile.address import Address, Comparison, compare
from reconcile.index import trusted
from reconcile.lexicon import Lexicon

JOINTS = r"[12]\d{3}年?|万?亿?元|[\d,.%]+|[数的等各类为占比和及与共达至到是了约超（）():：·“”\"、]"


ASIDE = ("subject", "measure", "entity", "counted")


def of_two(one: Address, other: Address, funds: bool = True) -> Comparison:
    """How year, area and, where both have one, fund of two numbers compare that words found for each other."""
    known = funds and one.scope and other.scope
    return compare(trusted(one), trusted(other), ASIDE if known else (*ASIDE, "scope"))


def pairs(text: str, lexicon: Lexicon) -> set[str]:
    """The pairs of characters that stand side by side in what is not common."""
    runs = _common(lexicon.report_words).split(text)
    return {run[i : i + 2] for run in runs if run for i in range(len(run) - 1)}


@lru_cache(maxsize=4)
def _common(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join((*map(re.escape, words), JOINTS)))
