"""Lists whose whole stands some paragraphs before them: 一般公共预算支出143亿元。…… 具体科目如下：公共安全支出8亿元、……

That so many amounts come to one before them in the last digit says that they are its parts; that they do not says
nothing, for the whole may be another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from reconcile.address import Standing, compare
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.index import trusted
from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.prose.families import fits
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.statements import main_amount, same_kind

FEWEST = 4  # parts
REACH = 30  # statements before a list among which its whole is looked for
LEAST = 100  # the whole without its decimal point: a smaller one is met by chance
DASH = lazy(r"\s*(?:——|--|—|·|●|■|◆|➢|[①-⑳])")
SIDES = ("收入", "支出", "结余")  # 分险种看，甲收入3亿元，支出2亿元，结余5亿元；乙……: three lists in one
SUBJECT = ("subject", "measure", "scope")

Member = tuple[int, Statement, Figure]  # its position, what is said of it, its amount


def apart_lists(facts: Facts, sum_: Callable[[Figure, tuple[Figure, ...]], Relation]) -> Iterator[Relation]:
    """The sum of each such list that comes to an amount before it; ``sum_`` makes it of the whole and the parts."""
    for row in _rows(facts):
        first = row[0][0]
        for whole in reversed(facts.prose.statements[max(0, first - REACH) : first]):
            found = main_amount(whole)
            if found is None or abs(found.printed.digits) < LEAST or not _may_be(facts, whole, found, row):
                continue
            sums = sum_(found, tuple(f for _, _, f in row))
            if sums.judge() is Verdict.AGREES:
                yield sums
                break


def _may_be(facts: Facts, whole: Statement, found: Figure, row: Sequence[Member]) -> bool:
    """Whether the amount may be that of all the parts, by its kind, year and area."""
    if whole.subject.name in {s.subject.name for _, s, _ in row} or not (whole.subject.indicator or whole.subject.path):
        return False
    alike = all(same_kind(f, found) for _, _, f in row)
    return alike and all(
        fits(s.subject, whole.subject, facts.lexicon)
        and compare(trusted(f.address), trusted(found.address), SUBJECT).standing is not Standing.DIFFERENT
        for _, s, f in row
    )


def _rows(facts: Facts) -> Iterator[list[Member]]:
    """The amounts of one sentence, and those at the head of paragraphs that begin with a dash."""
    statements = facts.prose.statements
    told = [(i, s, f) for i, s in enumerate(statements) if (f := main_amount(s)) and f.type == "money"]
    for _, sentence in groupby(told, lambda m: facts.prose.sentence(m[2].key)):
        row = [m for m in sentence if m[1].parent is None]
        sides = [[m for m in row if m[1].subject.name.endswith(side)] for side in SIDES]
        yield from (r for r in (row, *sides) if len(r) >= FEWEST)
    listed: list[Member] = []
    for block, (head, *_) in groupby(told, lambda m: m[1].block):
        if DASH.match(facts.text(block)):
            listed.append(head)
            continue
        yield from [listed] if len(listed) >= FEWEST else []
        listed = []
    yield from [listed] if len(listed) >= FEWEST else []
