"""Rewordings of ``paraphrases.csv``: where they apply in a document, which are drawn, and the document with them."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from benchmarks.injection import with_text
from reconcile.document import Document, Paragraph

ROWS = Path(__file__).with_name("paraphrases.csv")
NUMBER = r"(?<![\d.,])\d[\d,]*(?:\.\d+)?"
HOLES = {
    "money": rf"{NUMBER} ?(?:万亿|亿|万)?元",
    "rate": rf"{NUMBER} ?[%％]",
    "number": NUMBER,
    "year": r"(?<!\d)20\d\d",
    "w": "增加|减少|增长|下降",
    "x": r"[^\s\d，,。；;：:、（）()]{1,16}?",
}


class Row(NamedTuple):
    kind: str
    id: str
    find: regex.Pattern[str]
    put: str
    example: str


class Place(NamedTuple):
    """Where a row applies: the stretch of a paragraph, and what is to stand there."""

    block: int
    start: int
    end: int
    text: str
    kind: str
    id: str


def rows() -> list[Row]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        return [Row(r["kind"], r["id"], pattern(r["find"]), r["put"], r["example"]) for r in csv.DictReader(file)]


def pattern(find: str) -> regex.Pattern[str]:
    parts = regex.split(r"\{(\w+)\}", find)
    return regex.compile("".join(f"(?P<{p}>{HOLES[p]})" if i % 2 else regex.escape(p) for i, p in enumerate(parts)))


def places(document: Document, found: Sequence[Row]) -> Iterator[Place]:
    """Every place of the prose where a row applies."""
    for block, paragraph in enumerate(document.blocks):
        if isinstance(paragraph, Paragraph):
            for row in found:
                for match in row.find.finditer(paragraph.text):
                    text = row.put.format(**match.groupdict())
                    yield Place(block, *match.span(), text, row.kind, row.id)


def draw(found: dict[Path, list[Place]], number: int, chance: random.Random) -> dict[Path, list[Place]]:
    """So many places, one of each row in turn, in random order."""
    by_row: dict[str, list[tuple[Path, Place]]] = defaultdict(list)
    for path, inside in found.items():
        for place in inside:
            by_row[place.id].append((path, place))
    for row in by_row.values():
        chance.shuffle(row)
    drawn: dict[Path, list[Place]] = defaultdict(list)
    left = number
    while left and any(by_row.values()):
        for row in [r for r in by_row.values() if r][:left]:
            path, place = row.pop()
            drawn[path].append(place)
            left -= 1
    return drawn


def groups(found: Sequence[Place], size: int) -> Iterator[tuple[Place, ...]]:
    """The places in groups of at most ``size``, no two of a group in one paragraph."""
    waiting = list(found)
    while waiting:
        group: dict[int, Place] = {}
        for place in waiting:
            if len(group) < size:
                group.setdefault(place.block, place)
        chosen = set(map(id, group.values()))
        waiting = [p for p in waiting if id(p) not in chosen]
        yield tuple(group.values())


def reworded(document: Document, group: Sequence[Place]) -> Document:
    for place in group:
        document = with_text(document, place.block, place.start, place.end, place.text)
    return document
