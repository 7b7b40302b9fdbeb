"""Colours and lines: how bright something is drawn, by its own elements or by the style that it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.readers.ofd.container import Element, child, number

DEEPEST = 8  # styles that rest on styles
FULL = 255.0


class Style:
    """What an object says of its drawing, and behind that what its styles say."""

    def __init__(self, element: Element, layer: str, styles: Mapping[str, Element]) -> None:
        self._element = element
        self._first = element.get("DrawParam") or layer
        self._styles = styles

    def _sources(self) -> Iterator[Element]:
        yield self._element
        name = self._first
        for _ in range(DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get("Relative", "")

    def line_width(self) -> float:
        """In millimetres."""
        widths = (source.get("LineWidth") for source in self._sources())
        return number(next((w for w in widths if w), "0.353"))

    def colour(self, name: str) -> Element | None:
        """The colour element of that name that holds for the object."""
        return next((c for source in self._sources() if (c := child(source, name)) is not None), None)

    def brightness(self, colour: Element | None) -> float:
        """0 for black and 1 for white, as it is seen on white paper; 0 where it is no plain colour."""
        light = _light((colour.get("Value") or "").split()) if colour is not None else 0.0
        opacity = self.opacity() * _share(colour.get("Alpha") if colour is not None else None)
        return 1.0 - (1.0 - light) * opacity

    def opacity(self) -> float:
        """Of the whole object, 0 where it is not seen at all."""
        return _share(self._element.get("Alpha"))


def _share(alpha: str | None) -> float:
    return min(max(number(alpha) / FULL, 0.0), 1.0) if alpha else 1.0


def _light(values: list[str]) -> float:
    """The brightness of a grey, RGB or CMYK value of eight bits."""
    parts = [_component(value) / FULL for value in values]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 3:
        return 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return (1 - black) * (1 - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow)
    return 0.0


def _component(text: str) -> float:
    try:
        value = int(text[1:], 16) if text.startswith("#") else number(text)
    except ValueError:
        return 0.0
    return min(max(float(value), 0.0), FULL)
