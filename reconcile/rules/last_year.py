"""What the prose says of last year beside what a table prints of it: 比上年减少0.90万元, 与上年持平.

Words seldom say whether last year is its budget or its outcome, and a table may print only one of them. That they speak
of the same columns is borne out where another statement of the document holds against these columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.align.aligner import Aligner
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.forms import Form
from reconcile.index import of
from reconcile.interval import Verdict, judge_equal
from reconcile.profile import main_measure
from reconcile.prose.values import Statement, Word
from reconcile.relations import Relation
from reconcile.rules.statements import base_of, main_amount
from reconcile.tuples import NamedTuple

LABEL = "增减额应等于本年数减表中上年数"
BASES = ("last", "last_actual", "last_budget")


class Beside(NamedTuple):
    """A change, or a word for none, with this year's amount and last year's cell; ``base`` is what it is compared with,
    that of the document's own kind where the words say 上年 only. ``column`` is where the cell stands."""

    statement: Statement
    word: Word | None
    base: str
    now: Figure
    before: Figure
    holds: bool

    @property
    def column(self) -> tuple[int, int]:
        return self.before.key[0], self.before.key[2]


def beside(facts: Facts) -> list[Beside]:
    """All that can be seen side by side in a department's document."""
    if not facts.tables or facts.profile.kind.startswith("government"):
        return []
    aligner = Aligner(facts)
    return [one for statement in facts.prose.statements for one in _of(statement, facts, aligner)]


def borne_out(one: Beside, found: Sequence[Beside]) -> bool:
    """Whether another statement of the same base, not of nil, holds against the same column."""
    others = (o for o in found if o.holds and o.before.printed.digits and o.before.key != one.before.key)
    return any((other.column, other.base) == (one.column, one.base) for other in others)


def relation(change: Figure, now: Figure, before: Figure, code: str, kind: str) -> Relation:
    return Relation(code, kind, Form.SUM, change, (now, before), (1, -1), LABEL)


def _of(statement: Statement, facts: Facts, aligner: Aligner) -> Iterator[Beside]:
    change = statement.change
    if statement.exception or base_of(statement):
        return
    base = statement.base
    if change and not base and statement.parent is not None:
        base = facts.prose.statements[statement.parent].base  # 比上年减少5万元，其中：接待费减少3万元
    if change and change.type == "money" and base in BASES:
        pair = _pair(statement, base, facts, aligner)
        if pair:
            holds = relation(change, *pair, "", "").judge() is not Verdict.INCONSISTENT
            yield Beside(statement, None, _own(base, facts), *pair, holds)
    if change or statement.growth:
        return
    for word in statement.words:
        own = word.about in ("", main_measure(facts.profile))
        flat = word.direction == "flat" and own and not word.roughly and word.than in BASES
        flat = flat and not _of_other_measure(facts, statement, word)
        pair = _pair(statement, word.than, facts, aligner) if flat else None
        if pair:
            same = pair[0].printed.value == pair[1].printed.value
            yield Beside(statement, word, _own(word.than, facts), *pair, same)


def _of_other_measure(facts: Facts, statement: Statement, word: Word) -> bool:
    """Whether the words say 预算 where the document is an account, or 决算 where it is a budget."""
    said = facts.text(statement.block)[word.start : word.end]
    main = main_measure(facts.profile)
    return ("预算" in said and main == "actual") or ("决算" in said and main == "budget")


def _own(base: str, facts: Facts) -> str:
    """上年 in a budget is last year's budget, in an account last year's outcome."""
    return f"last_{main_measure(facts.profile)}" if base == "last" else base


def _pair(statement: Statement, base: str, facts: Facts, aligner: Aligner) -> tuple[Figure, Figure] | None:
    before = aligner.before(statement, base)
    if before is None:
        return None
    address = of(statement)
    printed, own = main_amount(statement), aligner.now(statement)
    if printed and own and judge_equal(printed.printed, own.printed) is Verdict.INCONSISTENT:
        return None  # of a part, or of more, than what the table shows
    now = printed or (facts.index.amount(address, ("measure",)) if address else None) or own
    return (now, before) if now and now.type == "money" else None
