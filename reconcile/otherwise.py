"""What else the amounts around a rate or a change make of it: the whole that a bracket names at the end, the total
behind a list, the budget after its changes. What one of them explains is no mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from reconcile.figures import Figure, Key
from reconcile.forms import Form
from reconcile.interval import Interval, Printed, Verdict, judge_sum, scaled
from reconcile.prose.values import Prose
from reconcile.relations import Check, Relation

NOT_LEVELS = ("change", "growth", "share", "completion")
MOST = 8  # amounts before a rate that may be what it is of
UNPRINTED = "文中没有写出的另一个整体"
FEWEST = 2  # shares that are of one other whole
LIKELY = Fraction(1, 20)  # a reading that holds as easily proves nothing


class Otherwise:
    """The amounts of the prose by their paragraphs, in order, but for the levels that have a rate of their own."""

    def __init__(self, prose: Prose, checks: Sequence[Check]) -> None:
        self._amounts: dict[int, list[Figure]] = defaultdict(list)
        self._statements = prose.statements
        hold = [c.relation for c in checks if c.verdict < Verdict.INCONSISTENT]
        self._rated = {r.inputs[0].key for r in hold if _rate(r)}
        self._wholes = {r.inputs[-1].key for r in hold if r.kind == "share"}
        self._broken: dict[Key, list[Relation]] = defaultdict(list)
        for relation in (c.relation for c in checks if c.verdict is Verdict.INCONSISTENT):
            if relation.kind == "share" and relation.result.printed.digits:
                self._broken[relation.inputs[-1].key].append(relation)
        for figure in prose.figures:
            if figure.type == "money" and figure.value:
                self._amounts[figure.key[0]].append(figure)

    def explained(self, relation: Relation) -> str:
        """The amount as printed, or the sum in words, by which a rate or change holds that does not by what it is said
        of; "" for none."""
        if (
            not _rate(relation)
            or self._named(relation)
            or not relation.result.in_prose
            or not relation.inputs[0].in_prose
        ):
            return ""
        base = relation.inputs[-1]
        if self._of_one_other(relation):
            return UNPRINTED
        for figure in self._above.get(base.key, ()):  # 项目预算120万元，其中公交70万元，执行108万元，执行率90%
            other = _with(relation, base, figure.printed)
            if other.judge() < Verdict.INCONSISTENT and chance(other, 1) <= LIKELY:
                return figure.quote
        others = list(self._others(relation))
        for other, words in others:
            if other.judge() < Verdict.INCONSISTENT and chance(other, len(others)) <= LIKELY:
                return words
        if relation.kind == "completion":
            changed = (c for f in self._amounts[relation.result.key[0]] for c in _changed(relation, f))
            return next((words for other, words in changed if other.judge() < Verdict.INCONSISTENT), "")
        return ""

    def _named(self, relation: Relation) -> bool:
        """Whether another share of the same whole holds, or the words name the whole as the paragraph itself does:
        占基本支出的71.88%."""
        base = relation.inputs[-1].key
        if relation.kind == "share" and base in self._wholes:
            return True
        of, whole = self._said.get(relation.result.key, ""), self._subjects.get(base, "")
        return base[0] == relation.result.key[0] and bool(of and whole) and whole in of

    def _of_one_other(self, relation: Relation) -> bool:
        """Whether this share and all others of an amount that its parts come to are of one other amount, which is
        printed nowhere: 占总收入 of 2000, where 本年收入 is 1900."""
        base = relation.inputs[-1]
        shares = self._broken[base.key]
        if relation.kind != "share" or base.key in self._wholes or len(shares) < FEWEST:
            return False
        parts = {r.inputs[0].key: r.inputs[0].printed for r in shares}
        wholes = [_whole(r) for r in shares]
        one = max(w.low for w in wholes) < min(w.high for w in wholes)
        return one and judge_sum(base.printed, list(parts.values())) is Verdict.AGREES

    @cached_property
    def _said(self) -> dict[Key, str]:
        return {s.share.key: s.share_of for s in self._statements if s.share}

    @cached_property
    def _subjects(self) -> dict[Key, str]:
        return {f.key: s.subject.name for s in self._statements for fs in s.amounts.values() for f in fs}

    @cached_property
    def _above(self) -> dict[Key, list[Figure]]:
        """The amounts of the whole of each amount that is a part."""
        found: dict[Key, list[Figure]] = {}
        for statement in self._statements:
            if statement.parent is not None:
                wholes = [f for fs in self._statements[statement.parent].amounts.values() for f in fs]
                found |= {f.key: wholes for fs in statement.amounts.values() for f in fs}
        return found

    def _others(self, relation: Relation) -> Iterator[tuple[Relation, str]]:
        level, base = relation.inputs[0], relation.inputs[-1]
        own = {f.key for f in relation.figures}
        levels = list(self._levels(relation))
        for printed, words in levels:
            yield _with(relation, level, printed), words
        if relation.form is not Form.SHARE:
            return
        blocks = sorted({f.key[0] for f in (relation.result, base) if f.in_prose})
        bases = [f for b in blocks for f in self._amounts[b] if f.key not in own]
        for figure in bases:
            yield _with(relation, base, figure.printed), figure.quote
        if relation.kind == "completion":
            for figure in bases[-MOST:]:
                for printed, words in levels:
                    yield _with(_with(relation, base, figure.printed), level, printed), f"{words}、{figure.quote}"

    def _levels(self, relation: Relation) -> Iterator[tuple[Printed, str]]:
        """Each amount of the paragraph before the rate, and the sums of those that stand last."""
        at, own = relation.result.key, {relation.result.key, relation.inputs[-1].key}
        before = [f for f in self._amounts[at[0]] if f.key < at and f.key not in own][-MOST:]
        before = [f for f in before if f.address.measure not in NOT_LEVELS]
        for figure in before:
            if figure.key != relation.inputs[0].key and figure.key not in self._rated:
                yield figure.printed, figure.quote
        last = list(reversed(before))
        sums = accumulate((f.printed for f in last), _plus)
        for count, printed in enumerate(sums, start=1):
            if count > 1:
                yield printed, "＋".join(f.quote for f in reversed(last[:count]))


def _rate(relation: Relation) -> bool:
    """Whether it is a share, a rate of completion, or a change from a base that is printed with it."""
    if relation.kind in ("share", "completion"):
        return relation.result.type == "percent"
    return relation.kind == "growth" and relation.form is Form.SUM


def _whole(share: Relation) -> Interval:
    """The amounts that a share may be of."""
    part, rate = share.inputs[0].printed.interval(), share.result.printed.interval()
    return Interval(part.low * 100 / rate.high, part.high * 100 / rate.low)


def _with(relation: Relation, figure: Figure, printed: Printed) -> Relation:
    inputs = tuple(f._replace(printed=printed) if f.key == figure.key else f for f in relation.inputs)
    return relation._replace(inputs=inputs, readings=())


def _changed(relation: Relation, change: Figure) -> Iterator[tuple[Relation, str]]:
    """年初预算500万元，调减50万元，执行450万元，执行率100%: the rate of the budget and this change."""
    base = relation.inputs[-1]
    if change.address.measure == "adjustment" and change.key not in [f.key for f in relation.figures]:
        for by in (change.printed, -change.printed):
            yield _with(relation, base, _plus(base.printed, by)), f"{base.quote}连同{change.quote}"


def _plus(one: Printed, other: Printed) -> Printed:
    finest = min(one.exponent, other.exponent)
    return Printed(sum(scaled((one, other), finest)), finest)


def chance(reading: Relation, tried: int) -> Fraction:
    """How likely one of so many readings holds of numbers that have nothing to do with each other: of all values of
    the result's size, the share that would have done."""
    printed = reading.result.printed
    if not printed.digits:
        return Fraction(1)
    return tried * max(2 * reading.play(reading.result.key, Verdict.POSSIBLE), Fraction(1, abs(printed.digits)))
