"""Which values of one number would repair the broken relations that it stands in, and what each would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from reconcile.diagnosis.hints import slips
from reconcile.figures import Key
from reconcile.forms import RATES, Form
from reconcile.interval import Printed, Verdict, power
from reconcile.relations import Check, Relation

Changes = Mapping[Key, Printed]
Holding = Mapping[Key, Sequence[Check]]

EXACT = (Form.EQUAL, Form.SUM, Form.AT_MOST)
COUNTS = 100  # what a number in another unit must be worth, in its own last places and in those of the others
MOST_SLIPS = 3
NEAR = 20  # what share of a value a slip may lie beside it: a twentieth
MOST_GROWTH = 1000  # percent; more is likelier a wrong number than growth
MOST_ASKED = 12  # relations that are asked what a number should be
UNIT_SLIPS = (4, -4)  # 万元 for 亿元, 元 for 万元, and the other way round
HARM = 1000  # what breaking a relation that holds costs, beside doubting one that bears the number out


def with_values(relation: Relation, changed: Changes) -> Relation:
    """The relation between the figures with some of them changed."""
    result, *inputs = (f._replace(printed=changed[f.key]) if f.key in changed else f for f in relation.figures)
    return relation._replace(result=result, inputs=tuple(inputs))


def candidates(key: Key, members: Sequence[Check], changed: Changes | None = None) -> list[Printed]:
    """The values, in the number's own printed precision, that one of the relations would have it be.

    A value that only a slip of the unit explains comes first; a sum that would have to become negative is none. Of
    many relations a few are asked, sums and equalities first: what repairs all is what each of them would have.
    """
    found: list[Printed] = []
    for check in sorted(members, key=lambda c: c.relation.form not in EXACT)[:MOST_ASKED]:
        relation = with_values(check.relation, changed) if changed else check.relation
        own = next(f for f in relation.figures if f.key == key)
        exponent = own.printed.exponent
        for shift in UNIT_SLIPS if own.type == "money" else ():
            slipped = Printed(own.printed.digits, exponent + shift)
            verdict = relation.judge({key: slipped})
            twice = Printed(2 * slipped.digits, slipped.exponent)
            if relation.judge({key: twice}) < Verdict.INCONSISTENT:
                continue  # so small, or so large for a ≤, that any number would do: that it holds proves nothing
            if verdict is Verdict.AGREES or (verdict is Verdict.BY_ROUNDING and _counts(relation, key, slipped)):
                found.append(slipped)
        exact = relation.expected() if relation.result.key == key else relation.solve_exactly(key)
        if exact is None or abs(exact) > LARGEST:
            continue
        value = Printed(round(exact / Fraction(10) ** exponent), exponent)
        if value != own.printed and not (value.digits < 0 <= own.printed.digits and own.address.measure not in SIGNED):
            found.append(value)
        if relation.form not in EXACT and relation.result.key != key:
            # a rate leaves a range; a slip of the digits that falls into it says more than its middle
            near = [n for n in slips(own.printed) if abs(n.digits - value.digits) * NEAR <= abs(value.digits)]
            found += [n for n in near if relation.judge({key: n}) <= Verdict.BY_ROUNDING][:MOST_SLIPS]
    return list(dict.fromkeys(found))


def _counts(relation: Relation, key: Key, slipped: Printed) -> bool:
    """Whether the digits of a number in another unit still count, so that rounding may explain what they are off."""
    coarsest = max(f.printed.exponent for f in relation.figures if f.key != key)
    significant = abs(slipped.digits) >= COUNTS and abs(slipped.value) > COUNTS * power(coarsest)
    return relation.form not in EXACT or significant


LARGEST = Fraction(10) ** 16  # 元; no public body spends more
SIGNED = frozenset({"change", "growth", "adjustment", "change_again"})


def impossible(check: Check) -> bool:
    """Whether the inputs make a rate that nobody would have meant: a fall by more than all, a part above the whole."""
    relation = check.relation
    expected = relation.expected() if relation.form in RATES else None
    if expected is None:
        return False
    if relation.form in (Form.GROWTH, Form.BY_CHANGE):
        return not -100 <= expected <= MOST_GROWTH
    return relation.form is Form.SHARE and relation.kind == "share" and expected > 100


def repaired(members: Sequence[Check], changed: Changes) -> list[Check]:
    return [c for c in members if c.relation.judge(changed) is not Verdict.INCONSISTENT]


def cost(changed: Changes, holding: Holding) -> int:
    """How much speaks against the changes: relations that would break, and relations that bear the old numbers out."""
    touched = {id(c): c for key in changed for c in holding.get(key, ())}.values()
    harmed = sum(c.relation.judge(changed) is Verdict.INCONSISTENT for c in touched)
    return harmed * HARM + len(touched)
