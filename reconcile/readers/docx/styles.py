"""What styles.xml says of a paragraph: heading level, numbering and hidden text, inherited through ``basedOn``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reconcile.patterns import lazy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = lazy(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题", "標題"})
_BODY_LEVEL = 9  # an outlineLvl of 9 says that it is no heading
_OFF = frozenset({"0", "false", "off", "none"})


def value(element: etree._Element | None, path: str) -> str | None:
    """The ``w:val`` of the child at ``path`` (local names with slashes), or None."""
    if element is None:
        return None
    child = element.find("/".join(W + step for step in path.split("/")))
    return None if child is None else child.get(W + "val")


def number(text: str | None, default: int, low: int = 0, high: int = 1 << 20) -> int:
    """An attribute as an integer within bounds; ``default`` where it is missing or no number."""
    try:
        return min(max(int(text or ""), low), high)
    except ValueError:
        return default


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not given, True for ``<w:x/>`` and ``w:val="1"``."""
    child = None if properties is None else properties.find(W + name)
    return None if child is None else child.get(W + "val", "1").lower() not in _OFF


class Styles:
    """The style sheet; every question takes a style id (None for the default paragraph style)."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._levels: dict[str | None, int] = {}
        self._hidden: dict[str | None, bool] = {}
        for style in root.iterfind(W + "style") if root is not None else ():
            self._styles[style.get(W + "styleId", "")] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default", "0").lower() not in _OFF:
                self._default = style.get(W + "styleId")

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        """The style and what it is based on, nearest first; loops are cut."""
        seen: set[str] = set()
        name = style if style in self._styles else self._default
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def level(self, style: str | None) -> int:
        """1 and up for a heading style, 0 for body text."""
        if style not in self._levels:
            self._levels[style] = self._find_level(style)
        return self._levels[style]

    def _find_level(self, style: str | None) -> int:
        for element in self._chain(style):
            outline = value(element, "pPr/outlineLvl")
            if outline is not None:
                return outline_level(outline)
            name = (value(element, "name") or "").strip()
            match = _HEADING.fullmatch(name)
            if match:
                return int(match[1])
            if name.lower() in _TITLES:
                return 1
        return 0

    def hidden(self, style: str | None) -> bool:
        """Whether text of this paragraph or character style is hidden."""
        if style not in self._hidden:
            found = (switch(element.find(W + "rPr"), "vanish") for element in self._chain(style))
            self._hidden[style] = next((f for f in found if f is not None), False)
        return self._hidden[style]

    def numbering(self, style: str | None) -> tuple[str, str, str | None] | None:
        """(numId, ilvl, the id of the style that says so) of a numbered style, or None."""
        level: str | None = None
        for element in self._chain(style):
            level = level if level is not None else value(element, "pPr/numPr/ilvl")
            number_id = value(element, "pPr/numPr/numId")
            if number_id is not None:
                return number_id, level or "", element.get(W + "styleId")
        return None


def outline_level(outline: str) -> int:
    """outlineLvl counts from 0, and 9 means body text; ours counts from 1, and 0 means body text."""
    level = number(outline, _BODY_LEVEL)
    return 0 if level >= _BODY_LEVEL else level + 1
