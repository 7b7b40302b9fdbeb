"""Automatic numbers (一、 （一） 1. ①), which stand in numbering.xml as counters and in no paragraph's text.

Counters belong to the abstract list, so that two lists made from one continue each other, unless a list overrides the
start of a level: then its first item restarts there. A level starts anew after an item of a higher one, unless
``lvlRestart`` says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reconcile.patterns import lazy
from reconcile.readers.docx.numerals import numeral
from reconcile.readers.docx.styles import Styles, W, number, switch, value

_LEVELS = 9
_PLACEHOLDER = lazy(r"%([1-9])")
_PRIVATE = lazy(r"[\ue000-\uf8ff]")


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, and how far each has counted (None before its first item)."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    link: str | None = None


@dataclass(slots=True)
class _Number:
    """A list as paragraphs name it: an abstract list and what this one overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)


class Numbering:
    """Counts as the document is walked in order: ask ``label`` once for every numbered paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, _Number] = {}
        for element in root.iterfind(W + "abstractNum") if root is not None else ():
            self._lists[element.get(W + "abstractNumId", "")] = _abstract(element)
        for element in root.iterfind(W + "num") if root is not None else ():
            self._numbers[element.get(W + "numId", "")] = _instance(element)

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """The number that Word prints before a paragraph with these properties, with its gap; ``""`` for none."""
        number_id = value(properties, "numPr/numId")
        level_text = value(properties, "numPr/ilvl")
        source: str | None = None
        if number_id is None:
            inherited = self._styles.numbering(style)
            if inherited is None:
                return ""
            number_id, inherited_level, source = inherited
            level_text = level_text or inherited_level
        instance = self._numbers.get(number_id)
        counted = None if instance is None else self._list(instance.abstract)
        if instance is None or counted is None:
            return ""
        index = number(level_text, -1, -1, _LEVELS - 1)
        if index < 0 or (source is not None and not level_text):
            index = next((i for i, lev in counted.levels.items() if source and lev.paragraph_style == source), 0)
        return self._count(instance, counted, index)

    def _list(self, abstract: str) -> _List | None:
        """The abstract list, through at most one link to the list that a numbering style names."""
        found = self._lists.get(abstract)
        if found is None or found.link is None or found.levels:
            return found
        named = self._styles.numbering(found.link)
        target = self._numbers.get(named[0]) if named else None
        return self._lists.get(target.abstract, found) if target else found

    def _count(self, instance: _Number, counted: _List, index: int) -> str:
        levels = {**counted.levels, **instance.levels}
        level = levels.get(index)
        if level is None:
            return ""
        counts = counted.counts
        if index in instance.starts and index not in instance.started:
            counts[index] = instance.starts[index]
        elif (current := counts[index]) is None:
            counts[index] = level.start
        else:
            counts[index] = current + 1
        instance.started.add(index)
        for lower in range(index + 1, _LEVELS):
            restart = levels[lower].restart if lower in levels else None
            if restart is None or index < restart:
                counts[lower] = None
        return _render(level, levels, counts)


def _render(level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    """The level's text with each %n replaced by that level's counter."""

    def counter(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, level)
        count = counts[index]
        style = "decimal" if level.legal and other.style != "none" else other.style
        return numeral(other.start if count is None else count, style)

    text = level.text if level.style == "bullet" else _PLACEHOLDER.sub(counter, level.text)
    text = _PRIVATE.sub("", text).strip()
    return text + " " if text and text[-1].isascii() and level.suffix != "nothing" else text


def _level(element: etree._Element) -> _Level:
    """One ``w:lvl``."""
    restart = value(element, "lvlRestart")
    return _Level(
        start=number(value(element, "start"), 0),
        style=_format(element),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else number(restart, 0),
        legal=bool(switch(element, "isLgl")),
        paragraph_style=value(element, "pStyle"),
    )


def _format(element: etree._Element) -> str:
    """``numFmt``; newer formats stand in an AlternateContent beside a fallback for old programs."""
    formats = [e.get(W + "val") for e in element.iter(W + "numFmt")]
    return next((f for f in formats if f and f != "custom"), "decimal")


def _abstract(element: etree._Element) -> _List:
    found = _List(link=value(element, "numStyleLink"))
    for level in element.iterfind(W + "lvl"):
        found.levels[number(level.get(W + "ilvl"), 0, 0, _LEVELS - 1)] = _level(level)
    return found


def _instance(element: etree._Element) -> _Number:
    found = _Number(value(element, "abstractNumId") or "")
    for override in element.iterfind(W + "lvlOverride"):
        index = number(override.get(W + "ilvl"), 0, 0, _LEVELS - 1)
        start = value(override, "startOverride")
        level = override.find(W + "lvl")
        if level is not None:
            found.levels[index] = _level(level)
        if start is not None:
            found.starts[index] = number(start, 1)
    return found
