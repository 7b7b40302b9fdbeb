"""The list itself, for people to read: what a kind of document has to publish, since when, and who asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.lexicon import Lexicon

LEVELS = {"warning": "警告", "info": "提示", "off": "不查"}


def listing(lexicon: Lexicon, kind: str, year: int | None) -> Iterator[str]:
    """A line an item: its name in the lexicon, how a missing one is told, what it is, its years and its authority."""
    for item in lexicon.disclosure:
        if kind in item.documents and (year is None or item.covers(year)):
            years = f"{item.first_year}年至{item.last_year}年" if item.last_year else f"{item.first_year}年起"
            depth = f"（列到{item.depth}）" if item.depth else ""
            yield f"{item.id}  {LEVELS[item.severity]}  {item.item}{depth}  {years}  {item.authority}"
