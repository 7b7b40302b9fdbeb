"""What a tick proves: how far a number could have moved without the relation that holds noticing it.

A tick is strong where that is at most half a percent of the number and no more than its last digit. A relation that
only says which of two numbers is larger, a difference that a restated number cannot have, and a sum that is off in a
document whose sums come out to the last digit give weak ticks, whatever their play.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import gcd

from reconcile.figures import Figure, Key
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check, Relation
from reconcile.tuples import NamedTuple

COARSE = Fraction(5, 1000)  # a tick that would not have noticed more than this proves little
STEPS = 10  # nor one that leaves more than the last digit open, in last places
FEWEST_DECIMALS = 40  # none of which ends in 0 by chance once in seventy documents
PAIR, TELLING = 2, 100  # parts, and units of which their sum is made
FEWEST = 4  # sums that show whether a document's sums come out exactly, but for one
MOSTLY = Fraction(19, 20)
ONLY_AT_MOST = "只核对了部分不大于整体"
ONLY_ORDER = "只核对了谁大谁小"
RESTATED = "两处写的是同一个数，却相差一个末位单位"
OFF = "本文件其他合计几乎都分毫不差，这里只能用尾差解释"
DROPPED = "本文件不印小数末尾的0，各数都是准确数，这里只能用尾差解释"
OFF_NIL = "只有把0当作舍去的数才相符"
BY_CHANCE = "数太整，凑成整体可能是巧合"
TOO_COARSE = "核对看不出这个数的较小变动"


class Strength(NamedTuple):
    """The largest relative change of the number that would not have been noticed, and why it is weak, "" if it is
    not."""

    resolution: Fraction
    weak: str = ""

    @property
    def rank(self) -> tuple[bool, Fraction]:
        """Strongest first."""
        return bool(self.weak), self.resolution


def graded(resolution: Fraction, weak: str = "", digits: int = 0) -> Strength:
    """``digits`` are those of the number, where its own last place counts."""
    coarse = resolution > COARSE or resolution * abs(digits) > STEPS
    return Strength(resolution, weak or (TOO_COARSE if coarse else ""))


class Habit:
    """To which last places the sums of a document come out exactly, learnt from the sums themselves."""

    def __init__(self, checks: Sequence[Check]) -> None:
        all_, exact = Counter[int](), Counter[int]()
        for check in checks:
            relation = check.relation
            if relation.form is not Form.SUM or relation.sought:
                continue  # what is stated only where it comes out says nothing of how often sums do
            if check.verdict < Verdict.INCONSISTENT and _added(relation):
                all_[_finest(relation)] += 1
                exact[_finest(relation)] += check.verdict is Verdict.AGREES
        self._exact = frozenset(
            e for e, n in all_.items() if n >= FEWEST and n - exact[e] <= max(Fraction(1), (1 - MOSTLY) * n)
        )
        self._whole = dict(_dropped({f.key: f for c in checks for f in c.relation.figures}.values()))

    def exact(self, relation: Relation) -> bool:
        return relation.form is Form.SUM and _finest(relation) in self._exact

    def sharp(self, relation: Relation) -> dict[Key, Printed]:
        """The numbers of a relation with the closing zeros that the document leaves out."""
        found = {}
        for figure in relation.figures if relation.form in (Form.SUM, Form.EQUAL) else ():
            exponent, own = self._whole.get(figure.unit, figure.printed.exponent), figure.printed
            if figure.in_prose and exponent < own.exponent:
                found[figure.key] = Printed(own.digits * 10 ** (own.exponent - exponent), exponent)
        return found


def _dropped(figures: Iterable[Figure]) -> Iterator[tuple[str, int]]:
    """The units in which a document leaves closing zeros out (9.4, 16.5, 300), and the place that it prints to: that of
    most, not of a 0.01 among them. Of many numbers with decimals none ends in 0, where one in ten would."""
    of_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.in_prose and figure.type == "money":
            of_unit[figure.unit].append(figure)
    for unit, found in of_unit.items():
        decimals = [f for f in found if "." in f.value]
        if len(decimals) >= FEWEST_DECIMALS and not any(f.value.endswith("0") for f in decimals):
            [(place, _)] = Counter(f.printed.exponent for f in decimals).most_common(1)
            yield unit, place


def strength(check: Check, figure: Figure, habit: Habit) -> Strength:
    """What the relation, which holds, says of one of its figures."""
    relation = check.relation
    most, weak = Verdict.POSSIBLE, ""
    if relation.form is Form.AT_MOST:
        weak = ONLY_AT_MOST
    elif relation.form is Form.EQUAL:
        most, weak = _restated(relation), RESTATED
    elif relation.sought or habit.exact(relation):
        most, weak = Verdict.AGREES, OFF
    known = _nil(relation)
    verdict = relation.judge(known) if known else check.verdict
    sharp = habit.sharp(relation)
    if verdict is Verdict.INCONSISTENT:
        weak = OFF_NIL
    elif sharp and relation.judge({**known, **sharp}) is Verdict.INCONSISTENT:
        return graded(Fraction(1), DROPPED)
    elif verdict <= most and relation.form is not Form.AT_MOST:
        weak = ""
    allowed = max(most, verdict)
    weak = weak or (BY_CHANCE if _by_chance(relation) else "")
    return graded(relation.play(figure.key, allowed, known), weak, figure.printed.digits)


def _by_chance(relation: Relation) -> bool:
    """Whether two parts of different kinds that nobody says are all of them are too round for their sum to say it:
    编制62名，其中行政编制40名，退休22名."""
    if relation.form is not Form.SUM or relation.kind != "text_sum" or (relation.complete and not relation.sought):
        return False
    finest = _finest(relation)
    terms = [f for f in relation.figures if f.printed.digits]
    digits = [f.printed.digits * 10 ** (f.printed.exponent - finest) for f in terms]
    kinds = {f.address.subject[-1:] or f.key for f in terms[1:]}
    return len(terms) == len(kinds) + 1 == PAIR + 1 and abs(digits[0]) < TELLING * _power(gcd(*digits))


def _power(number: int) -> int:
    """The largest power of ten in a number."""
    return int("1" + "0" * (len(str(number)) - len(str(number).rstrip("0"))))


def _nil(relation: Relation) -> dict[Key, Printed]:
    """The zeros of a sum as what they are, nothing at all: a coarse 0万元 leaves the others no play."""
    if relation.form is not Form.SUM:
        return {}
    finest = _finest(relation)
    return {f.key: Printed(0, finest) for f in relation.inputs if not f.printed.digits and f.printed.exponent > finest}


def _restated(relation: Relation) -> Verdict:
    """How well two printings of one number agree: a finer one may be rounded, one of the same places is the same."""
    one, other = relation.result.printed, relation.inputs[0].printed
    return Verdict.AGREES if one.exponent == other.exponent else Verdict.BY_ROUNDING


def _added(relation: Relation) -> bool:
    """Whether something was added up: one part beside zeros is a restated number."""
    return sum(f.printed.digits != 0 for f in relation.inputs) > 1


def _finest(relation: Relation) -> int:
    return min(f.printed.exponent for f in relation.figures)
