"""Sums between cells of one table, and how far the table itself bears them out.

A sum is stated for several columns (or rows) alike, because the table's layout says so. Where codes and known headers
say it, the sum is certain. Where only the layout suggests it, the other columns must agree before one that does not is
worth a word: a layout read wrongly fails everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict, scaled
from reconcile.judging import slip
from reconcile.relations import Relation
from reconcile.tables.stub import style
from reconcile.tables.values import Column, Row, Side, Table

Cell = tuple[int, int]


def is_department(table: Table) -> bool:
    return table.kind is not None and table.kind.documents == "department"


def is_standard(table: Table) -> bool:
    """A department's table whose rows are all there is, not a list of what is worth a row."""
    return table.kind is not None and is_department(table) and table.kind.layout != "list"


def money(side: Side) -> list[Column]:
    return [c for c in side.columns if c.type == "money"]


def added(side: Side) -> list[Column]:
    """The columns of money whose amounts can be added."""
    return [c for c in side.columns if c.adds_up]


def figures(table: Table, cells: Iterable[Cell]) -> tuple[Figure, ...] | None:
    """The figures in these cells, nil ones left out; None where a cell holds words, which nobody can add up."""
    found = []
    for cell in cells:
        figure = table.figures.get(cell)
        if figure:
            found.append(figure)
        elif cell not in table.nil:
            return None
    return tuple(found)


def sum_of(
    code: str, kind: str, table: Table, whole: Cell, parts: Sequence[Cell], label: str, signs: Sequence[int] = ()
) -> Relation | None:
    """``whole`` is the sum of ``parts`` (with ``signs``); None where there is no number to compare or none to add."""
    result = table.figures.get(whole)
    inputs = figures(table, parts)
    if result is None or not inputs or any(f.type != result.type for f in inputs):
        return None
    used = tuple(s for s, c in zip(signs, parts, strict=True) if c in table.figures) if signs else ()
    return Relation(code, kind, Form.SUM, result, inputs, used, label)


def telling(relation: Relation) -> bool:
    """Whether the agreement of this sum says anything: at least two numbers other than 0 are added."""
    return sum(1 for f in relation.inputs if f.printed.digits) >= 2


def settled(
    relations: Sequence[Relation], certain: bool, likely: bool = False, numbered: bool = False
) -> Iterator[Relation]:
    """The relations of one layout with the severity that they deserve.

    ``certain``: codes or known headers say it. ``likely``: the kind of table is known, the layout is read from
    numbering or order. ``numbered``: all addends are numbered, so that together they cannot be more than the whole,
    though more may be in it. Otherwise only what other columns bear out is told.
    """
    if certain:
        yield from relations
        return
    verdicts = [(r, r.judge()) for r in relations]
    broken = sum(1 for _, v in verdicts if v is Verdict.INCONSISTENT)
    holding = [r for r, v in verdicts if v <= Verdict.BY_ROUNDING]
    borne_out = len({r.result.printed for r, v in verdicts if v <= Verdict.BY_ROUNDING and telling(r)})
    for relation, verdict in verdicts:
        if verdict is not Verdict.INCONSISTENT:
            yield relation
        elif misread(relation, holding):
            continue
        elif telling(relation) and (borne_out >= 2 * broken or (borne_out and broken == 1 and slip(relation))):
            yield relation
        elif (
            (likely and broken == 1)
            or (numbered and exceeded(relation))
            or (borne_out and broken == 1 and not _may_be_unlisted(relation))
        ):
            yield relation._replace(severity=Severity.WARNING)


def _may_be_unlisted(relation: Relation) -> bool:
    """Whether the whole may hold more than what is listed: budgets set sums aside that no row names. Two addends
    agree too easily elsewhere to bear anything out."""
    few = sum(1 for f in relation.inputs if f.printed.digits) < 3
    expected = relation.expected()
    less = expected is not None and expected < relation.result.printed.value
    return few or (less and "budget" in relation.result.address.measure)


def exceeded(relation: Relation) -> bool:
    """Whether several addends, none below 0, are more than the whole, but not so much more that cells ran together."""
    expected, whole = relation.expected(), relation.result.printed.value
    return (
        expected is not None
        and whole < expected < 10 * whole
        and telling(relation)
        and all(f.printed.digits >= 0 for f in relation.figures)
    )


def misread(relation: Relation, holding: Iterable[Relation] = ()) -> bool:
    """Whether leaving out one run of the addends makes the sum right: then it is the layout that is read wrongly. What
    the same sums that hold, in other columns, add up is left out of none."""
    numbers = [relation.result.printed, *(f.printed for f in relation.inputs)]
    values = scaled(numbers, min(n.exponent for n in numbers))
    excess = sum(values[1:]) - values[0]
    play = len(values) // 12  # what rounding may hide of it
    if abs(excess) <= play:
        return False
    way = _way(relation)
    added = {f.key[way] for r in holding if _way(r) == way for f in r.inputs if f.printed.digits}
    rest = [v for f, v in zip(relation.inputs, values[1:], strict=True) if f.key[way] not in added]
    return _has_run(rest, excess, play)


def _way(relation: Relation) -> int:
    """Whether a sum goes down its rows or across its columns: which part of a cell's key its addends differ in."""
    return 1 if len({f.key[1] for f in relation.inputs}) > 1 else 2


LONG = 10_000  # digits of a number that is no other one with a digit changed by chance


def is_average(relation: Relation, beside: Sequence[Figure]) -> bool:
    """Whether the result of a sum that does not hold lies between the least and the greatest of what should add up to
    it, as rates, standards and ranks of a whole do. Their columns are called what they please; those of a budget or an
    outcome are none, unless they are printed finer than all ``beside`` them, and a slip of the hand in a long number
    may look so, too."""
    result, values = relation.result, [f.printed.value for f in relation.inputs if f.printed.digits]
    between = len(values) > 1 and min(values) <= result.printed.value <= max(values)
    finer = bool(beside) and all(result.printed.exponent < f.printed.exponent for f in beside)
    return (
        between
        and (finer or result.address.measure == "amount")
        and not (abs(result.printed.digits) >= LONG and slip(relation))
    )


def left_out(relation: Relation, others: Iterable[Figure]) -> bool:
    """Whether a run of rows that were not added makes up what is missing: then they belong to it."""
    numbers = [relation.result.printed, *(f.printed for f in relation.inputs)]
    unlisted = [f.printed for f in others if f.printed.digits]
    values = scaled([*numbers, *unlisted], min(n.exponent for n in (*numbers, *unlisted)))
    missing = values[0] - sum(values[1 : len(numbers)])
    play = len(numbers) // 12
    return abs(missing) > play and _has_run(values[len(numbers) :], missing, play)


def _has_run(values: Sequence[int], wanted: int, play: int) -> bool:
    """Whether some values in a row add up to the wanted one, give or take ``play``."""
    before, seen = 0, [0]
    for value in values:
        before += value
        at = bisect_left(seen, before - wanted - play)
        if at < len(seen) and seen[at] <= before - wanted + play:
            return True
        insort(seen, before)
    return False


def are_numbered(rows: Sequence[Row]) -> bool:
    return all(style(r.label) for r in rows)


def is_carry(row: Row) -> bool:
    return any(w in row.name for w in ("结转", "结余"))


def is_top(row: Row) -> bool:
    """A row that a total adds up: of the highest level, and no part of another."""
    return row.parent is None and row.role == "item" and not row.memo
