"""The fewest numbers to change in a component of sums and equalities, by integer programming.

For what one or two numbers cannot explain. Works in whole units of the finest printed place, with half a unit of each
place as slack; the answer is checked again with the printed intervals by whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.diagnosis.quiet import quiet
from reconcile.diagnosis.repairs import SIGNED, Holding, repaired
from reconcile.figures import Figure, Key
from reconcile.forms import Form
from reconcile.interval import Printed
from reconcile.relations import Check

LARGEST = 10**9  # in units; beyond it the solver's arithmetic is no longer exact
MOST_RELATIONS = 200
MOST_NODES = 200  # of the search: a limit that, unlike seconds, gives the same answer on every machine


def fewest_changes(broken: Sequence[Check], holding: Holding) -> dict[Key, Printed]:
    """New values of as few numbers as possible that repair all of the broken relations; {} where none is found."""
    figures = {f.key: f for c in broken for f in c.relation.figures}
    around = {id(c): c for key in figures for c in holding.get(key, ())}.values()
    checks = [c for c in (*broken, *around) if c.relation.form in (Form.EQUAL, Form.SUM)]
    if any(c.relation.form not in (Form.EQUAL, Form.SUM) for c in broken) or len(checks) > MOST_RELATIONS:
        return {}
    exponent = min(f.printed.exponent for c in checks for f in c.relation.figures)
    if max(abs(_units(f, exponent)) for f in figures.values()) > LARGEST:
        return {}
    deltas = _solve(checks, figures, exponent, len(broken))
    changes = {
        key: Printed(round((_units(figures[key], exponent) + delta) / 10 ** (p.exponent - exponent)), p.exponent)
        for key, delta in deltas.items()
        if (p := figures[key].printed)
    }
    return changes if changes and len(repaired(broken, changes)) == len(broken) else {}


def _units(figure: Figure, exponent: int) -> int:
    return figure.printed.digits * int(10 ** (figure.printed.exponent - exponent))


def _solve(checks: Sequence[Check], figures: dict[Key, Figure], exponent: int, first: int) -> dict[Key, int]:
    """How much each number that must change has to change, in units; relations after ``first`` hold today and may
    break at a price, so that one wrong number is preferred to breaking what bears it out."""
    import highspy

    with quiet():
        model = highspy.Highs()
    model.silent()
    model.setOptionValue("mip_max_nodes", MOST_NODES)
    model.setOptionValue("threads", 1)
    rows = [_row(check, exponent) for check in checks]
    limit = sum(abs(constant) for _, constant, _ in rows[:first])  # no number need change by more than all is off
    change = {k: model.addVariable(lb=_least(f, exponent, limit), ub=limit) for k, f in figures.items()}
    changed = {k: model.addBinary() for k in figures}
    price = sum(changed.values())
    for key in figures:
        model.addConstr(change[key] <= limit * changed[key])
        model.addConstr(change[key] >= -limit * changed[key])
    for position, (terms, constant, slack) in enumerate(rows):
        total = sum((sign * change[k] for k, sign in terms if k in change), start=0 * change[next(iter(change))])
        if position >= first:
            gives_way = model.addBinary()
            price = price + gives_way
            most = len(terms) * limit
            model.addConstr(total + constant - most * gives_way <= slack)
            model.addConstr(total + constant + most * gives_way >= -slack)
        else:
            model.addConstr(total + constant <= slack)
            model.addConstr(total + constant >= -slack)
    model.minimize(price)
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return {}
    return {k: round(model.val(change[k])) for k in figures if model.val(changed[k]) > 0.5}


def _least(figure: Figure, exponent: int, limit: int) -> int:
    """How far a number can fall: an amount does not become negative."""
    units = _units(figure, exponent)
    return -limit if units < 0 or figure.address.measure in SIGNED else max(-limit, -units)


def _row(check: Check, exponent: int) -> tuple[list[tuple[Key, int]], int, int]:
    """A relation as result − Σ ± inputs: its terms, what the printed numbers make of it, and the slack of rounding."""
    relation = check.relation
    signs = (1, *(-s for s in (relation.signs or (1,) * len(relation.inputs))))
    constant = sum(s * _units(f, exponent) for f, s in zip(relation.figures, signs, strict=True))
    places = sum(int(10 ** (f.printed.exponent - exponent)) for f in relation.figures)
    return [(f.key, s) for f, s in zip(relation.figures, signs, strict=True)], constant, (places - 1) // 2
