"""Amounts of one paragraph that come to the amount before them in the last of five digits or more.

“三公”经费300.68万元，比上年减少95.18万元，其中甲60万元，减少25.36万元，……: words between that were not read, or changes
beside each of them, do not keep those that follow from being its parts, and by chance one run in tens of thousands
comes out so. One that does not says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reconcile.address import side
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.prose.sections import section_at
from reconcile.rules.paragraphs import Span, clause_before, spans

MOVES = lazy(r"增(?!值)|减(?!税)|升|降|压|少|多")
BEFORE = lazy(r"上年|去年|年初|上一年|同期|以前年度")  # last year's amounts stand between, and are no parts
SPENT = lazy(r"(?:预算|决算|总计|合计|完成|安排|为|共|数)+$")
BOTH = {"收入", "支出"}
LEAST = 10_000  # digits of the whole
PARTS, MOST = 2, 15


def exact_sums(facts: Facts) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Each such amount with those that come to it: levels to a level, changes to a change."""
    for block, text, found in spans(facts):
        position = section_at(facts.prose.sections, block)
        if position >= 0 and facts.prose.sections[position].part in ("toc", "terms"):
            continue
        money = [s for s in found if s.figure.type == "money"]
        clauses = [clause_before(text, s) for s in money]
        moved = [bool(MOVES.search(c)) for c in clauses]
        sides = {s.start: side(SPENT.sub("", c)) for s, c in zip(money, clauses, strict=True)}
        levels = [s for s, c, m in zip(money, clauses, moved, strict=True) if not m and not BEFORE.search(c)]
        for row in (levels, [s for s, m in zip(money, moved, strict=True) if m]):
            yield from _runs(row, sides)


def _runs(row: Sequence[Span], sides: Mapping[int, str]) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    for at, whole in enumerate(row):
        wanted = whole.figure.printed
        if _telling(wanted.digits) < LEAST:
            continue
        parts: list[Figure] = []
        for span in row[at + 1 : at + 1 + MOST]:
            if span.figure.unit != whole.figure.unit or {sides[whole.start], sides[span.start]} == BOTH:
                break  # 收入总计500万元。支出400万元，……: parts of the other total
            parts.append(span.figure)
            full = sum(p.printed.digits != 0 for p in parts) >= PARTS
            if full and sum(p.printed.value for p in parts) == wanted.value:
                yield whole.figure, tuple(parts)
                break


def _telling(digits: int) -> int:
    """The digits without closing zeros: 17000 is made by many a sum."""
    return int(str(abs(digits)).rstrip("0") or "0")
