"""What leads from one total to another.

新增一般债券22.59亿元（其中转贷旗县区10.87亿元）和结存限额债券4.91亿元纳入预算，总收入由258.54亿元增加到275.17亿元.

All that stands before the two in their sentences, each taken away where its words say so, comes to the difference in
the last place. One that does not come out says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.rules.exact_runs import LEAST, places
from reconcile.rules.paragraphs import clause_before, spans

FROM = lazy(r"(?:由|从)(?:年初的?|原来的?|原)?$")
TO = lazy(r"[,]?(?:增加|调整|调增|调减|提高|减少|变更|变动)(?:到|至|为)")
TAKEN = lazy(r"调减|减少|核减|扣减|压减|其中转贷|转贷(?:旗县区|县区|区县|市县|各区)")
FEWEST, MOST = 2, 8  # amounts that lead from one to the other

Bridge = tuple[Figure, tuple[Figure, ...], tuple[int, ...]]  # the second total, the first with the others, their signs


def bridges(facts: Facts) -> Iterator[Bridge]:
    """Each total with the one before it and what leads from there."""
    for _, text, found in spans(facts):
        money = [s for s in found if s.figure.type == "money"]
        for at, (old, new) in enumerate(pairwise(money)):
            leads = FROM.search(text[: old.start]) and TO.fullmatch(text[old.end : new.start])
            for low in range(max(0, at - MOST), at - FEWEST + 1) if leads else ():
                steps = money[low:at]
                signs = tuple(-1 if TAKEN.search(clause_before(text, s)) else 1 for s in steps)
                if _comes_out(new.figure, [old.figure, *(s.figure for s in steps)], (1, *signs)):
                    yield new.figure, (old.figure, *(s.figure for s in steps)), (1, *signs)
                    break


def _comes_out(whole: Figure, parts: Sequence[Figure], signs: Sequence[int]) -> bool:
    if places(whole, parts) < LEAST or any(f.printed.digits <= 0 for f in parts):
        return False
    signed = [f.printed if sign > 0 else -f.printed for f, sign in zip(parts, signs, strict=True)]
    return judge_sum(whole.printed, signed) is Verdict.AGREES
