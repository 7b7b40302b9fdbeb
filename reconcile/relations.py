"""A relation: how printed figures must stand to each other. Rules state relations; this module judges them.

Forms:

- ``EQUAL``      result and the one input are the same number, printed twice
- ``SUM``        result is the signed sum of the inputs
- ``AT_MOST``    result is not larger than the one input
- ``SHARE``      result (percent) is the first input as a share of the second (shares and completion rates)
- ``GROWTH``     result (percent, signed) is the growth from the second input to the first
- ``BY_CHANGE``  result (percent, signed) is the growth to the first input by the second (signed)
- ``LEVEL``      result (percent) is the first input in percent of what it was before the second (a signed change)
- ``OF_BASE``    result (percent, signed) is the first input (a signed change) in percent of the second (the base)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from reconcile.figures import Figure, Key
from reconcile.findings import JudgedFigure, Judgement, Severity
from reconcile.forms import RATES, Form, expected, judge
from reconcile.interval import Printed, Verdict, play, play_of_rate, power, scaled, slack_of_equal, slack_of_sum
from reconcile.tuples import NamedTuple

FORGOTTEN = "漏加了一列："  # begins the cause of what is one mistake in several rows

NOTHING: Mapping[Key, Printed] = {}
SAID = {verdict: verdict.name.lower() for verdict in Verdict}
# how far apart the sides of a relation may lie, by the last places of its numbers
SLACK = {Form.SUM: slack_of_sum, Form.EQUAL: slack_of_equal}

# for each form of rate: its first input from the rate (as a fraction) and the second, and the second from the first
SOLVERS: dict[Form, tuple[Callable[[Fraction, Fraction], Fraction], Callable[[Fraction, Fraction], Fraction]]] = {
    Form.SHARE: (lambda r, whole: r * whole, lambda r, part: part / r),
    Form.OF_BASE: (lambda r, base: r * base, lambda r, change: change / r),
    Form.GROWTH: (lambda r, base: base * (1 + r), lambda r, now: now / (1 + r)),
    Form.BY_CHANGE: (lambda r, change: change * (1 + r) / r, lambda r, now: now * r / (1 + r)),
    Form.LEVEL: (lambda r, change: change * r / (r - 1), lambda r, now: now * (r - 1) / r),
}


class Relation(NamedTuple):
    """One relation between figures. ``severity`` is the most that it is worth when no rounding explains it; ``label``
    says in Chinese what must hold and stands in messages; ``signs`` are for sums (all plus when empty). ``readings``
    are the other relations that the same words may mean: where one of them holds, it is meant."""

    code: str
    kind: str
    form: Form
    result: Figure
    inputs: tuple[Figure, ...]
    signs: tuple[int, ...] = ()
    label: str = ""
    severity: Severity = Severity.ERROR
    cause: str = ""
    readings: tuple[Relation, ...] = ()
    listed: bool = False  # the inputs are a list under the result (or a share in one), and take over what its head says
    complete: bool = False  # the inputs are known to be all the parts that the result has
    usual: bool = False  # the document divides other amounts into the same parts, and those are all of them
    sought: bool = False  # it was looked for among the numbers, and is stated only where it holds
    mended: bool = False  # with the unit of one number changed it holds in the last digit, whatever is unread between
    named: bool = False  # the words name what the result is of, and nothing else bears the name

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.result, *self.inputs)

    def judge(self, changed: Mapping[Key, Printed] | None = None) -> Verdict:
        """The verdict on the printed numbers, or with some of them ``changed``."""
        figures = self.figures
        result, *inputs = [changed.get(f.key, f.printed) if changed else f.printed for f in figures]
        signed = self._signed(inputs) if self.signs else inputs
        return judge(self.form, result, signed, all(f.counted for f in figures))

    def varied(self, key: Key, changed: Mapping[Key, Printed]) -> Callable[[Printed], Verdict]:
        """What `judge` says for one number after the other in the place of a figure, with those that are ``changed``:
        what stays the same is looked at once."""
        figures = self.figures
        numbers = [changed.get(f.key, f.printed) for f in figures]
        signs = (1, *(self.signs or [1] * len(self.inputs)))
        numbers = [n if s > 0 else -n for n, s in zip(numbers, signs, strict=True)]
        places = [at for at, f in enumerate(figures) if f.key == key]
        counted = all(f.counted for f in figures)

        def verdict(number: Printed) -> Verdict:
            for at in places:
                numbers[at] = number if signs[at] > 0 else -number
            return judge(self.form, numbers[0], numbers[1:], counted)

        return verdict

    def play(self, key: Key, most: Verdict, changed: Mapping[Key, Printed] = NOTHING) -> Fraction:
        """The `interval.play` of a figure's number until the verdict is worse than ``most``, with the numbers that are
        ``changed``: worked out for sums and what is equal, searched for where a rate is one of the numbers."""
        number = next(f.printed for f in self.figures if f.key == key)
        if self.form not in RATES and number.digits:
            if most is Verdict.INCONSISTENT or self.form is Form.AT_MOST:
                return Fraction(1)  # one way at least nothing stops it
            numbers = [number if f.key == key else changed.get(f.key, f.printed) for f in self.figures]
            finest = min([n.exponent for n in numbers])
            places = [10 ** (n.exponent - finest) for n in numbers]
            terms = list(zip(self.figures, numbers, places, (-1, *self._signs()), strict=True))
            apart = abs(sum([n.digits * place * sign for _, n, place, sign in terms]))
            slack = 0 if all(f.counted for f in self.figures) else SLACK[self.form](places, most)
            if apart <= slack:
                step = abs(sum([place * sign for f, _, place, sign in terms if f.key == key]))
                size = abs(number.digits)
                return Fraction(min((slack + apart) // step, size) if step else size, size)
        elif number.digits and most is Verdict.POSSIBLE and not changed:
            [at, *again] = [at for at, f in enumerate(self.figures) if f.key == key]
            numbers = [f.printed for f in self.figures]
            if not again and (found := play_of_rate(numbers, RATES[self.form], at)) is not None:
                return found
        judged = self.varied(key, changed)
        return play(number, lambda other: judged(other) <= most)

    def expected(self) -> Fraction | None:
        """What the inputs as printed make of the result; None where that is undefined (a zero base)."""
        if self.form is Form.SUM:
            exponent = min((f.printed.exponent for f in self.inputs), default=0)
            whole = scaled([f.printed for f in self.inputs], exponent)
            return Printed(sum([n * s for n, s in zip(whole, self._signs(), strict=True)]), exponent).value
        return expected(self.form, [f.printed.value for f in self.inputs])

    def solve_exactly(self, key: Key) -> Fraction | None:
        """The value of the input with this key that satisfies the relation, the others as printed; the least for ≤."""
        if self.form in (Form.EQUAL, Form.AT_MOST):
            return (self.inputs[0] if self.result.key == key else self.result).printed.value
        if self.form is Form.SUM:
            return self._balance(key)
        rate = self.result.printed.value / 100
        position = next(i for i, f in enumerate(self.inputs) if f.key == key)
        other = self.inputs[1 - position].printed.value if len(self.inputs) == 2 else Fraction(0)
        solvers = SOLVERS.get(self.form)
        try:
            return solvers[position](rate, other) if solvers else None
        except ZeroDivisionError:
            return None

    def _balance(self, key: Key) -> Fraction:
        """What is left for one figure of a sum when the others are as printed."""
        exponent = min(f.printed.exponent for f in self.figures)
        left, own = 0, 1
        for figure, sign in zip(self.figures, (-1, *self._signs()), strict=True):
            if figure.key == key:
                own = sign
            else:
                left += sign * figure.printed.digits * int(10 ** (figure.printed.exponent - exponent))
        return -own * left * power(exponent)

    def _signs(self) -> tuple[int, ...]:
        return self.signs or (1,) * len(self.inputs)

    def _signed(self, numbers: Sequence[Printed]) -> list[Printed]:
        return [n if s > 0 else -n for n, s in zip(numbers, self._signs(), strict=True)]


class Check(NamedTuple):
    """A relation and its verdict. ``reason`` says why one that does not hold accuses nobody, ``witness`` what bears an
    accusation out. ``open`` are the readings, in words, of one that holds in a reading that may hold by chance;
    ``acquits`` is the relation that does not hold where this one is another reading of its words."""

    relation: Relation
    verdict: Verdict
    reason: str = ""
    witness: str = ""
    open: tuple[str, ...] = ()
    acquits: Relation | None = None

    @property
    def accuses(self) -> bool:
        return self.verdict is Verdict.INCONSISTENT and not self.reason

    def judgement(self) -> Judgement:
        """The check as reports show it."""
        relation = self.relation
        result, expected = relation.result, relation.expected()
        inputs = [
            JudgedFigure(f.evidence("part"), f.printed.decimal(), sign)
            for f, sign in zip(relation.inputs, relation._signs(), strict=True)
        ]
        return Judgement(
            relation.code,
            relation.kind,
            str(relation.form),
            relation.label,
            SAID[self.verdict],
            JudgedFigure(result.evidence("whole"), result.printed.decimal()),
            tuple(inputs),
            None if expected is None else Decimal(expected.numerator) / Decimal(expected.denominator),
            len((self.acquits or relation).readings),
            self.acquits is not None,
        )
