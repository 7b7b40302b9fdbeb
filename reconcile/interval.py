"""The interval of a printed number, and how well printed numbers agree.

All that is known of rounding stands here. A number printed to the last place u means every true value that rounds to
it: from v - u/2 up to v + u/2. The end nearer to zero is in, the other is out (四舍五入 rounds half away from zero);
zero leaves both out. All arithmetic is exact: integers times a power of ten, and fractions for rates. No floats and
no tolerance constants.

The ladder of verdicts, from best to worst:

- ``AGREES``        the printed numbers satisfy the relation to the last digit;
- ``BY_ROUNDING``   they do not, but independent rounding explains it (within three standard deviations);
- ``POSSIBLE``      true values exist, but the rounding errors would have to line up, or a total was carried over from
                    rounded parts (the 尾差 that offices force into one cell);
- ``INCONSISTENT``  nothing that could be true is printed like this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from math import floor, isqrt
from typing import Any

from reconcile.tuples import NamedTuple

HALF = Fraction(1, 2)
PADDING = 1000  # 万元 is printed with two decimals that may be zeros of habit; what is finer by more is known so well


class Verdict(IntEnum):
    AGREES = 0
    BY_ROUNDING = 1
    POSSIBLE = 2
    INCONSISTENT = 3


class Interval(NamedTuple):
    """The values between two ends, each of which may be left out (open)."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, (int, Fraction, Decimal)):
            return False
        x = Fraction(value)
        above = x > self.low or (x == self.low and not self.low_open)
        below = x < self.high or (x == self.high and not self.high_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low < high or (low == high and not low_open and high_closed)

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other


class Printed(NamedTuple):
    """A number as it is printed: ``digits`` times ten to the power ``exponent``, the last printed place.

    ``2636.92万元`` is ``Printed(263692, 2)`` in 元: its last place is worth 100 元.
    """

    digits: int
    exponent: int

    @classmethod
    def of(cls, value: Decimal) -> Printed:
        """The number whose last printed place is that of the decimal."""
        sign, digits, exponent = value.as_tuple()
        whole = int("".join(map(str, digits)))
        return cls(-whole if sign else whole, int(exponent))

    @property
    def value(self) -> Fraction:
        if self.exponent >= 0:
            return Fraction(self.digits * 10**self.exponent)
        return Fraction(self.digits, 10**-self.exponent)

    @property
    def last_place(self) -> Fraction:
        return power(self.exponent)

    @property
    def telling(self) -> int:
        """How many digits there are before closing zeros: 17000 is met by chance as easily as 17."""
        return len(str(abs(self.digits)).rstrip("0"))

    def decimal(self) -> Decimal:
        return Decimal(self.digits).scaleb(self.exponent)

    def interval(self) -> Interval:
        """All true values that are printed so."""
        half = self.last_place / 2
        return Interval(self.value - half, self.value + half, self.digits <= 0, self.digits >= 0)

    def __neg__(self) -> Printed:
        return Printed(-self.digits, self.exponent)

    def __abs__(self) -> Printed:
        return Printed(abs(self.digits), self.exponent)


@lru_cache(maxsize=64)
def power(exponent: int) -> Fraction:
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def scaled(numbers: Iterable[Printed], exponent: int) -> list[int]:
    """The numbers as whole multiples of ten to the power ``exponent``, which is at most each one's own."""
    return [n.digits * 10 ** (n.exponent - exponent) for n in numbers]


def judge_sum(total: Printed, parts: Sequence[Printed]) -> Verdict:
    """How well ``total`` is the sum of ``parts``."""
    numbers = (total, *parts)
    exponent = min([n.exponent for n in numbers])
    places = [10 ** (n.exponent - exponent) for n in numbers]
    whole, *others = [n.digits * u for n, u in zip(numbers, places, strict=True)]
    difference = abs(whole - sum(others))
    if difference == 0:
        return Verdict.AGREES
    if 2 * difference >= sum(places):
        # a part that the total repeats to the last place but one is the tail that was forced into one cell
        return Verdict.POSSIBLE if difference <= max(places) else Verdict.INCONSISTENT
    if 12 * difference * difference <= 9 * sum(u * u for u in places):
        return Verdict.BY_ROUNDING
    return Verdict.POSSIBLE


def slack_of_sum(places: Sequence[int], most: Verdict) -> int:
    """How far a total and the sum of its parts may lie apart before `judge_sum` says worse than ``most`` (which is not
    the worst); ``places`` are the last places of all, in whole multiples of the finest."""
    if most is Verdict.AGREES:
        return 0
    halves = (sum(places) - 1) // 2
    if most is Verdict.BY_ROUNDING:
        return min(halves, isqrt(9 * sum(u * u for u in places) // 12))
    return max(halves, *places)


def judge_equal(one: Printed, other: Printed) -> Verdict:
    """How well two printings are of the same number; one unit of the coarser last place is a carried tail.

    But not a whole unit where the other is printed so much finer that its zeros are no padding: 100,000.00万元 is not
    11亿元, whether it was rounded, cut off or raised.
    """
    exponent = min(one.exponent, other.exponent)
    a, b = scaled((one, other), exponent)
    difference = abs(a - b)
    if difference == 0:
        return Verdict.AGREES
    places = 10 ** (one.exponent - exponent), 10 ** (other.exponent - exponent)
    if 2 * difference < sum(places):  # two intervals that only touch share no value: the end far from zero is out
        return Verdict.BY_ROUNDING
    coarse, fine = max(places), min(places)
    apart = difference >= coarse if coarse >= PADDING * fine else difference > coarse
    return Verdict.INCONSISTENT if apart else Verdict.POSSIBLE


def slack_of_equal(places: Sequence[int], most: Verdict) -> int:
    """The same of two numbers and `judge_equal`."""
    if most is Verdict.AGREES:
        return 0
    halves = (sum(places) - 1) // 2
    coarse, fine = max(places), min(places)
    return halves if most is Verdict.BY_ROUNDING else max(halves, coarse - (coarse >= PADDING * fine))


def judge_at_most(part: Printed, whole: Printed) -> Verdict:
    """Whether ``part`` can be a part of ``whole``, that is not larger."""
    a, b = scaled((part, whole), min(part.exponent, whole.exponent))
    return Verdict.AGREES if a <= b else judge_equal(part, whole)


class Rate(NamedTuple):
    """A rate in percent. ``quotient`` says what stands over what, made of the inputs by addition alone, so that it is
    the same for amounts in 元 and for whole multiples of any other unit."""

    quotient: Callable[[Any, Any], tuple[Any, Any]]

    def __call__(self, one: Fraction, other: Fraction) -> Fraction:
        """The rate of exact inputs. ZeroDivisionError on a zero base."""
        over, under = self.quotient(one, other)
        rate: Fraction = over / under * 100
        return rate


share = Rate(lambda part, whole: (part, whole))  # of ``part`` in ``whole``
growth = Rate(lambda now, base: (now - base, base))  # from ``base`` to ``now``
growth_by_change = Rate(lambda now, change: (change, now - change))  # to ``now`` by ``change`` (signed)
level_by_change = Rate(lambda now, change: (now, now - change))  # ``now`` in percent of what was before the change


def judge_rate(rate: Printed, formula: Rate, one: Printed, other: Printed) -> Verdict:
    """How well the printed ``rate`` is ``formula`` of the printed inputs.

    The formula must be monotonous in each input over its interval, so that its extremes lie in the corners. A base
    whose interval holds zero gives no bounds: whatever is printed is possible (rules on zero bases look closer).
    """
    exponent = min(one.exponent, other.exponent)
    u, v = 10 ** (one.exponent - exponent), 10 ** (other.exponent - exponent)
    x, y = 2 * one.digits * u, 2 * other.digits * v  # in halves of the finest last place: the ends are x - u and x + u
    exact = _sides(rate, *formula.quotient(x, y))
    if exact == (True, True):
        return Verdict.AGREES
    if exact is None or not other.digits:
        return Verdict.POSSIBLE
    high = low = False
    for a, b in ((x - u, y - v), (x - u, y + v), (x + u, y - v), (x + u, y + v)):
        sides = _sides(rate, *formula.quotient(a, b))
        if sides is None:
            return Verdict.POSSIBLE
        high, low = high or sides[0], low or sides[1]
    return Verdict.BY_ROUNDING if high and low else Verdict.INCONSISTENT


def _sides(rate: Printed, over: int, under: int) -> tuple[bool, bool] | None:
    """Whether the quotient, in percent, is high enough for the printed rate, and whether it is low enough; None where
    the base is zero."""
    if under == 0:
        return None
    if under < 0:
        over, under = -over, -under
    digits, exponent = rate
    value, unit = (200 * over * 10**-exponent, under) if exponent < 0 else (200 * over, under * 10**exponent)
    low, high = (2 * digits - 1) * unit, (2 * digits + 1) * unit
    return (value > low or (value == low and digits > 0), value < high or (value == high and digits < 0))


def play_of_rate(numbers: Sequence[Printed], formula: Rate, moved: int) -> Fraction | None:
    """The `play` of one of rate, first and second input until `judge_rate` says that they are inconsistent; None where
    only a search can tell: they are so already, a base may be zero, or half of the number and more could go.

    In each corner what stands over the rate's ends is linear in the places that the number has moved.
    """
    rate, one, other = numbers
    size, digits = abs(numbers[moved].digits), rate.digits
    exponent = min(one.exponent, other.exponent)
    u, v = 10 ** (one.exponent - exponent), 10 ** (other.exponent - exponent)
    x, y = 2 * one.digits * u, 2 * other.digits * v
    corners = [formula.quotient(x + a, y + b) for a in (-u, u) for b in (-v, v)]
    step = formula.quotient(2 * u * (moved == 1), 2 * v * (moved == 2))
    if not other.digits or len({(under > 0) - (under < 0) for _, under in corners}) > 1:
        return None
    turn = 1 if corners[0][1] > 0 else -1
    times, unit = 200 * turn * 10 ** max(-rate.exponent, 0), turn * 10 ** max(rate.exponent, 0)
    farthest = 0
    for way in (-1, 1):
        up, down = -1, -1  # how far the rate stays low enough for what its inputs give, and how far high enough
        for over, under in corners:
            value, more = times * over, times * step[0] * way
            base, wider = unit * under, unit * step[1] * way
            turned = 2 * base * way * (moved == 0)
            low, high = 2 * digits - 1, 2 * digits + 1
            up = max(up, _while_above(value - low * base, more - low * wider - turned, digits > 0, size))
            down = max(down, _while_above(high * base - value, high * wider - more + turned, digits < 0, size))
        reach = min(up, down)
        narrowest = min(turn * (under + step[1] * way * (reach + 1)) for _, under in corners)
        if reach < 0 or 2 * reach >= size - 1 or narrowest <= 0:
            return None
        farthest = max(farthest, reach)
    return Fraction(farthest, size)


def _while_above(start: int, change: int, equal: bool, most: int) -> int:
    """The last step, at most ``most``, after which ``start`` and as many changes are above zero, or ``equal`` to it;
    -1 where that is none."""
    if change >= 0:
        return most if start + change * most >= 1 - equal else -1
    return min((start - 1 + equal) // -change, most)


def play(number: Printed, holds: Callable[[Printed], bool]) -> Fraction:
    """The largest change of the number, in shares of its value, after which what ``holds`` of it still would.

    ``holds`` must be true of an interval around the number. A change of the whole value, or of zero, counts as 1: one
    that large is no longer a question of precision.
    """
    size = abs(number.digits)
    if not size:
        return Fraction(any(holds(number._replace(digits=d)) for d in (-1, 1)))
    return max(Fraction(_reach(number, way, holds), size) for way in (-1, 1))


def play_within(number: Printed, allowed: Interval) -> Fraction:
    """The `play` of a number until its interval no longer meets the ``allowed`` one, which it does as it stands."""
    size, place = abs(number.digits), number.last_place

    def meets(digits: int) -> bool:
        return allowed.meets(Printed(digits, number.exponent).interval())

    if not size:
        return Fraction(any(meets(d) for d in (-1, 1)))
    farthest = 0
    for way, end in ((-1, allowed.low), (1, allowed.high)):
        far = min(floor(way * (end / place - number.digits) + HALF), size)  # the near end touches that of the allowed
        farthest = max(farthest, far if meets(number.digits + way * far) else far - 1)
    return Fraction(farthest, size)


def _reach(number: Printed, way: int, holds: Callable[[Printed], bool]) -> int:
    """How many last places the number can move one way, at most its whole value, and ``holds`` still."""
    size, step = abs(number.digits), 1

    def still(places: int) -> bool:
        return holds(Printed(number.digits + way * places, number.exponent))

    while step < size and still(step):
        step *= 2
    known, too_far = step // 2, min(step, size)
    if too_far == size and still(size):
        return size
    while too_far - known > 1:
        middle = (known + too_far) // 2
        known, too_far = (middle, too_far) if still(middle) else (known, middle)
    return known
