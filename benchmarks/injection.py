"""Faults of many kinds, put one at a time into a document that has been read.

A fault is aimed at a number or name that has a partner: a number that a relation of the clean document holds to other
numbers, a name that a table has too. What cannot be told from rounding is no fault: the new number must contradict,
by the interval of what is printed, a relation that held before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from reconcile.document import Document, Grid, Paragraph
from reconcile.findings import Evidence, Judgement, Outcome
from reconcile.forms import Form, judge
from reconcile.interval import Verdict

HELD = {"agrees", "by_rounding"}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AMOUNT_KINDS = frozenset(
    {"text_table_value", "text_text_value", "text_sum", "share", "growth", "completion", "direction", "balance"}
    | {"table_row_sum", "table_col_sum", "table_hierarchy", "cross_table", "count"}
)


class Fault(NamedTuple):
    """``document`` with the fault in it. ``start`` and ``end`` bound what was touched in the paragraph ``block``,
    ``cell`` is the cell of the grid ``block``; ``old`` and ``new`` are the numbers or words. ``kinds`` are the kinds of
    finding that are right for it; ``identifiable`` says that a number stands in more than one relation, so that the
    others tell which of them is wrong; ``removed`` counts the blocks that are gone from ``start`` on."""

    kind: str
    document: Document
    block: int
    old: str
    new: str
    kinds: frozenset[str] = AMOUNT_KINDS
    start: int = 0
    end: int = 0
    cell: tuple[int, int] | None = None
    numeric: bool = True
    identifiable: bool = True
    removed: int = 0


class Target(NamedTuple):
    """A printed number with a partner: where it stands, its digits, and the relations that hold it."""

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None
    digits: str
    type: str
    relations: tuple[tuple[Judgement, int], ...]  # with its position in (result, *inputs)


def targets(document: Document, outcome: Outcome) -> list[Target]:
    """The numbers of prose and tables that a relation holds, other than by an inequality."""
    found: dict[tuple[int, int, tuple[int, int] | None], list[tuple[Judgement, int]]] = {}
    for judgement in outcome.judgements:
        if judgement.verdict in HELD and judgement.form != "at_most":
            for position, figure in enumerate((judgement.result, *judgement.inputs)):
                e = figure.evidence
                if e.block is not None:
                    found.setdefault((e.block, e.start or 0, e.cell), []).append((judgement, position))
    result = []
    for (block, _, cell), relations in found.items():
        judgement, position = relations[0]
        e = (judgement.result, *judgement.inputs)[position].evidence
        if (spot := _spot(document, e)) is not None:
            low, high, digits = spot
            type_ = "percent" if e.unit in ("%", "％") else "money"
            result.append(Target(block, low, high, cell, digits, type_, tuple(relations)))
    return sorted(result, key=lambda t: (t.block, t.start, t.cell or (0, 0)))


def _spot(document: Document, e: Evidence) -> tuple[int, int, str] | None:
    """Bounds and digits of the number in its paragraph or cell; None where it does not stand there as plain digits."""
    block = document.blocks[e.block] if e.block is not None else None
    if isinstance(block, Paragraph):
        offset, text = e.start or 0, block.text[e.start or 0 : e.end or 0]
    elif isinstance(block, Grid) and e.cell and e.cell[0] < len(block.rows) and e.cell[1] < len(block.rows[e.cell[0]]):
        offset, text = 0, block.rows[e.cell[0]][e.cell[1]]
        if text != e.quote:  # a table that the document cuts into several is read as one
            return None
    else:
        return None
    number = NUMBER.search(text)
    if number is None or Decimal(number[0].replace(",", "")) == 0:
        return None
    return offset + number.start(), offset + number.end(), number[0]


def contradicts(target: Target, new: str) -> bool:
    """Whether a relation that held is broken, beyond all rounding, when the number is ``new``."""
    factor = Decimal(new.replace(",", "")) / Decimal(target.digits.replace(",", ""))
    return any(_verdict(j, position, factor) is Verdict.INCONSISTENT for j, position in target.relations)


def _verdict(judgement: Judgement, changed: int, factor: Decimal) -> Verdict:
    figures = []
    for position, figure in enumerate((judgement.result, *judgement.inputs)):
        value = figure.value
        if position == changed:
            value = (value * factor).quantize(Decimal(1).scaleb(int(value.as_tuple().exponent)))
        figures.append(figure._replace(value=value).signed)
    result, *inputs = figures
    return judge(Form(judgement.form), result, inputs, counted=False)


# the document with something else in it


def with_text(document: Document, block: int, start: int, end: int, new: str) -> Document:
    """The document with other words in one paragraph; what stands behind them moves."""
    paragraph = document.blocks[block]
    assert isinstance(paragraph, Paragraph)
    shift = len(new) - (end - start)
    segments = tuple(s._replace(start=s.start + shift) if s.start >= end else s for s in paragraph.segments)
    changed = paragraph._replace(text=paragraph.text[:start] + new + paragraph.text[end:], segments=segments)
    return document._replace(blocks=(*document.blocks[:block], changed, *document.blocks[block + 1 :]))


def with_cell(document: Document, block: int, cell: tuple[int, int], new: str) -> Document:
    grid = document.blocks[block]
    assert isinstance(grid, Grid)
    row, column = cell
    line = (*grid.rows[row][:column], new, *grid.rows[row][column + 1 :])
    changed = grid._replace(rows=(*grid.rows[:row], line, *grid.rows[row + 1 :]))
    return document._replace(blocks=(*document.blocks[:block], changed, *document.blocks[block + 1 :]))


def without_blocks(document: Document, first: int, last: int) -> Document:
    return document._replace(blocks=(*document.blocks[:first], *document.blocks[last + 1 :]))


def put(document: Document, kind: str, target: Target, new: str) -> Fault | None:
    """The fault that puts ``new`` where the target stands; None where that contradicts nothing."""
    if new == target.digits or Decimal(new.replace(",", "")) == 0 or not contradicts(target, new):
        return None
    if target.cell is not None:
        grid = document.blocks[target.block]
        assert isinstance(grid, Grid)
        text = grid.rows[target.cell[0]][target.cell[1]]
        changed = with_cell(document, target.block, target.cell, text.replace(target.digits, new, 1))
    else:
        changed = with_text(document, target.block, target.start, target.end, new)
    end = target.start + len(new)
    return Fault(
        kind, changed, target.block, target.digits, new, AMOUNT_KINDS, target.start, end, target.cell,
        identifiable=len(target.relations) > 1,
    )  # fmt: skip


# kinds of faults in numbers: what else the digits may become


def changed_digit(digits: str, chance: random.Random) -> str | None:
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    place = chance.choice(places)
    other = chance.choice([d for d in "123456789" if d != digits[place]])
    return digits[:place] + other + digits[place + 1 :]


def swapped_digits(digits: str, chance: random.Random) -> str | None:
    pairs = [i for i in range(len(digits) - 1) if digits[i : i + 2].isdigit() and digits[i] != digits[i + 1]]
    pairs = [i for i in pairs if i or digits[1] != "0"]
    if not pairs:
        return None
    i = chance.choice(pairs)
    return digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def dropped_digit(digits: str, chance: random.Random) -> str | None:
    whole = digits.split(".")[0]
    places = [i for i, c in enumerate(whole) if c.isdigit()]
    if len(places) < 2:
        return None
    place = chance.choice(places)
    left = (digits[:place] + digits[place + 1 :]).replace(",", "")
    return left if left[0] != "0" or left.startswith("0.") else None


NUMBER_KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "digit changed": changed_digit,
    "digits swapped": swapped_digits,
    "digit dropped": dropped_digit,
}


def number_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """Endless: a digit of a number of the prose or of a table."""
    while found:
        target = chance.choice(found)
        where = "cell" if target.cell else "rate" if target.type == "percent" else "amount"
        for kind, change in NUMBER_KINDS.items():
            if (new := change(target.digits, chance)) is not None:
                yield put(document, f"{where}: {kind}", target, new)


def neighbour_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """Endless: the number of the sentence or row beside it."""
    while found:
        target = chance.choice(found)
        same = [t for t in found if t.type == target.type and (t.cell is None) == (target.cell is None)]
        near = same[max(0, same.index(target) - 2) : same.index(target) + 3]
        where = "cell" if target.cell else "rate" if target.type == "percent" else "amount"
        yield put(document, f"{where}: neighbour's number", target, chance.choice(near).digits)


UNIT = re.compile(r"\s*(亿元|万元|元)")


def unit_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """Endless: another unit behind an amount of the prose."""
    amounts = [t for t in found if t.cell is None and t.type == "money"]
    while amounts:
        target = chance.choice(amounts)
        paragraph = document.blocks[target.block]
        assert isinstance(paragraph, Paragraph)
        unit = UNIT.match(paragraph.text, target.end)
        if unit is None:
            yield None
            continue
        new = chance.choice([u for u in ("亿元", "万元", "元") if u != unit[1]])
        changed = with_text(document, target.block, unit.start(1), unit.end(1), new)
        kinds = AMOUNT_KINDS | {"unit"}
        yield Fault(
            "amount: unit", changed, target.block, target.digits, target.digits, kinds, target.start, unit.start(1) + 2
        )
