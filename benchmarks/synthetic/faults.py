"""Faults as people make them, each put into a right disclosure, and the truth of each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from benchmarks.synthetic.disclosure import Block, Disclosure, Head, Table, Text, Year
from benchmarks.synthetic.figures import OPERATING, Money


class Truth(NamedTuple):
    """What is wrong: the contract's ``kind``, what the document now says, and what it should say."""

    kind: str
    says: str
    should: str


Fault = Callable[[random.Random, Disclosure], "tuple[Disclosure, Truth] | None"]


def in_text(pattern: str, kind: str, change: Callable[[random.Random, str], str], skip: str = r"(?!)") -> Fault:
    """A fault in a paragraph: the first group of ``pattern`` is replaced by what ``change`` makes of it."""

    def apply(chance: random.Random, d: Disclosure) -> tuple[Disclosure, Truth] | None:
        found = [
            (i, m) for i, b in enumerate(d.blocks) if isinstance(b, (Text, Head)) and not re.search(skip, b.text)
            for m in re.finditer(pattern, b.text)
        ]  # fmt: skip
        if not found:
            return None
        index, match = chance.choice(found)
        new = change(chance, match[1])
        block = d.blocks[index]
        assert isinstance(block, (Text, Head))
        text = block.text[: match.start(1)] + new + block.text[match.end(1) :]
        return with_block(d, index, block._replace(text=text)), Truth(kind, new, match[1])

    return apply


def with_block(d: Disclosure, index: int, block: Block) -> Disclosure:
    return d._replace(blocks=(*d.blocks[:index], block, *d.blocks[index + 1 :]))


def other_digits(chance: random.Random, number: str) -> str:
    """The number with one digit before the last two changed, as a slip of the finger does."""
    spots = [i for i, c in enumerate(number) if c.isdigit()][:-1] or [0]
    spot = chance.choice(spots)
    digit = chance.choice([c for c in "123456789" if c != number[spot]])
    return number[:spot] + digit + number[spot + 1 :]


def moved_rate(chance: random.Random, number: str) -> str:
    return f"{float(number) + chance.choice((1.3, 2.7, 5.1)):.{len(number.partition('.')[2])}f}"


def wrong_name(chance: random.Random, names: str) -> str:
    absent = [n for n in OPERATING.values() if n not in names]
    return f"{names}、{chance.choice(absent)}" if absent else names


def wrong_cell(chance: random.Random, d: Disclosure) -> tuple[Disclosure, Truth] | None:
    """A digit of one amount in the table of all spending."""
    for index, block in enumerate(d.blocks):
        if isinstance(block, Table) and re.search(r"^(?:20\d\d年..)?支出(?:预算|决算)总?表$", block.title):
            row = chance.choice([r for r, cells in enumerate(block.rows) if len(cells[0]) == 7 and len(cells[2]) > 4])
            cells = block.rows[row]
            new = other_digits(chance, cells[2])
            changed = (*cells[:2], new, *cells[3:])
            rows = (*block.rows[:row], changed, *block.rows[row + 1 :])
            return with_block(d, index, block._replace(rows=rows)), Truth("table_row_sum", new, cells[2])
    return None


FAULTS: dict[str, Fault] = {
    "total": in_text(r"(?:收支总预算|收入支出总计)([\d.]+)万元。", "text_table_value", other_digits),
    "item": in_text(r"（项）(?:。年初预算为[\d.]+万元，支出决算为)?([\d.]+)万元", "text_table_value", other_digits),
    "share": in_text(r"占(?:本年支出合计的)?(\d\d\.\d\d)%", "share", moved_rate, skip="100.00"),
    "growth": in_text(r"(?:增长|下降)([\d.]+)%", "growth", moved_rate),
    "cell": wrong_cell,
    "list": in_text(r"公用经费[\d.]+万元，主要包括：([^；。]+)。", "list_mismatch", wrong_name),
    "year": in_text(r"^（.）(20\d\d)年", "year", lambda _, y: str(int(y) - 1)),
    "placeholder": in_text(r"^(\S+局)负责本地区", "placeholder", lambda *_: "XX局"),
}


def wrong_plan(chance: random.Random, y: Year) -> tuple[Year, Truth] | None:
    """An account whose 年初预算 of one item is not what the budget said; all the rest follows from it."""
    if not y.plan:
        return None
    item = chance.choice([i for i, s in y.plan.items.items() if s.total > 100_000])
    old = y.plan.items[item]
    new = old._replace(project=old.project + int(old.total * 0.31) + 10_000)
    return y._replace(plan=with_item(y.plan, item, new)), Truth("cross_document", item.name, str(old.total))


def too_large(chance: random.Random, unit: Year, department: Money) -> tuple[Year, Truth]:
    """A unit that spends more on one item than its whole department."""
    item = chance.choice([i for i, s in unit.now.items.items() if s.total > 100_000])
    old = unit.now.items[item]
    more = department.items[item].total - old.total + 150_000
    changed = with_item(unit.now, item, old._replace(project=old.project + more))
    return unit._replace(now=changed), Truth("cross_document", item.name, str(department.items[item].total))


def with_item(money: Money, item: Any, split: Any) -> Money:
    return replace(money, items={**money.items, item: split})
