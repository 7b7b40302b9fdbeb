"""The parts of an OFD file (GB/T 33190): a zip whose XML parts name each other by their locations.

Producers differ in what the standard leaves no doubt about: prefixes and namespaces, locations from the package's root
or from the part's folder, capitals in names. Elements are known here by their local names, and a location is tried in
the ways that are seen.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from math import isfinite

from lxml import etree

from reconcile.errors import ReadError
from reconcile.readers.package import Package
from reconcile.tuples import NamedTuple

Element = etree._Element

A4 = (0.0, 0.0, 210.0, 297.0)  # left, top, width, height in millimetres
LARGEST, SMALLEST = 20_000.0, 1.0  # millimetres: a page's side
_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}


def local(element: Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    return (e for e in element if local(e) == name) if element is not None else iter(())


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, of it the first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def text_of(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


@lru_cache(maxsize=16384)
def number(text: str) -> float:
    """A number as it stands in an attribute; 0 for what is none."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if isfinite(value) else 0.0


def numbers(text: str | None) -> list[float]:
    return [number(part) for part in (text or "").replace(",", " ").split()]


class Sheet(NamedTuple):
    """One page: its layers in the order in which they are drawn, and what they refer to by id."""

    box: tuple[float, float, float, float]  # left, top, width, height in millimetres
    layers: tuple[Element, ...]
    styles: dict[str, Element]  # of drawing
    units: dict[str, Element]  # drawings that are used in several places


class Container:
    """An opened OFD file; ReadError if it is damaged or encrypted."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._package = Package(data, path)
        self._names = {name.replace("\\", "/").strip("/").lower(): name for name in self._package.entries}
        self._parts: dict[str, Element | None] = {}
        if "encryptions.xml" in self._names:
            raise ReadError(f"{path}：OFD 文件已加密，请解除加密后再试")

    def documents(self) -> list[tuple[str, Element]]:
        """The root of each document in the file, with the name of its part."""
        main = self.part("OFD.xml", "")
        bodies = children(main[1], "DocBody") if main else ()
        found = [self.part(text_of(child(body, "DocRoot")), "") for body in bodies]
        return [part for part in found if part is not None]

    def part(self, location: str, base: str) -> tuple[str, Element] | None:
        """The name and root of the part at a location that stands in the part ``base``; None if it cannot be read."""
        name = self._resolve(location, base)
        if name is None:
            return None
        if name not in self._parts:
            self._parts[name] = self._package.optional_xml(name)
        root = self._parts[name]
        return None if root is None else (name, root)

    def forget(self, name: str) -> None:
        """Let go of a part that is not needed again."""
        self._parts.pop(name, None)

    def _resolve(self, location: str, base: str) -> str | None:
        location = location.strip().replace("\\", "/")
        folder = posixpath.dirname(base.replace("\\", "/"))
        places = [location] if location.startswith("/") else [posixpath.join(folder, location), location]
        for place in places:
            name = self._names.get(posixpath.normpath(place).strip("/").lower())
            if location and name is not None:
                return name
        return None


class Book:
    """One document of the file: its pages one by one, templates and resources shared."""

    def __init__(self, container: Container, name: str, root: Element) -> None:
        self._container = container
        self._name = name
        common = child(root, "CommonData")
        self._box = box_of(child(common, "PageArea")) or A4
        self._templates = {e.get("ID", ""): e.get("BaseLoc", "") for e in children(common, "TemplatePage")}
        self._styles: dict[str, Element] = {}
        self._units: dict[str, Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for resource in children(common, kind):
                self._take(text_of(resource), name, self._styles, self._units)
        self.pages = list(children(child(root, "Pages"), "Page"))
        self.attachments = self._attachments(text_of(child(root, "Attachments")))
        self.annotations = text_of(child(root, "Annotations"))

    def sheet(self, index: int) -> Sheet | None:
        """A page's content; None if its part is missing or damaged."""
        part = self._container.part(self.pages[index].get("BaseLoc", ""), self._name)
        if part is None:
            return None
        name, root = part
        styles, units = dict(self._styles), dict(self._units)
        behind, front = list[Element](), list[Element]()
        box = box_of(child(root, "Area"))
        for used in children(root, "Template"):
            template = self._container.part(self._templates.get(used.get("TemplateID", ""), ""), self._name)
            if template is None:
                return None
            self._resources(*template, styles, units)
            box = box or box_of(child(template[1], "Area"))
            (front if used.get("ZOrder") == "Foreground" else behind).extend(layers_of(template[1]))
        self._resources(name, root, styles, units)
        self._container.forget(name)
        return Sheet(box or self._box, (*behind, *layers_of(root), *front), styles, units)

    def annotated(self) -> bool:
        """Whether words are written on top of the pages, as remarks are."""
        part = self._container.part(self.annotations, self._name) if self.annotations else None
        if part is None:
            return False
        notes = (self._container.part(text_of(e), part[0]) for e in part[1].iter() if local(e) == "FileLoc")
        return any(local(e) == "TextCode" for found in notes if found for e in found[1].iter())

    def _resources(self, name: str, root: Element, styles: dict[str, Element], units: dict[str, Element]) -> None:
        for resource in children(root, "PageRes"):
            self._take(text_of(resource), name, styles, units)

    def _take(self, location: str, base: str, styles: dict[str, Element], units: dict[str, Element]) -> None:
        """Add what a part of resources defines."""
        part = self._container.part(location, base)
        if part is None:
            return
        for group in part[1]:
            for one in group:
                if local(one) == "DrawParam":
                    styles[one.get("ID", "")] = one
                elif local(one) == "CompositeGraphicUnit":
                    units[one.get("ID", "")] = one

    def _attachments(self, location: str) -> list[str]:
        part = self._container.part(location, self._name) if location else None
        return [e.get("Name", "") or e.get("ID", "") for e in children(part[1] if part else None, "Attachment")]


def box_of(area: Element | None) -> tuple[float, float, float, float] | None:
    """The page's own box: left, top, width, height in millimetres."""
    found = numbers(text_of(child(area, "PhysicalBox")))
    if len(found) != 4 or not all(SMALLEST <= side <= LARGEST for side in found[2:]):
        return None
    left, top, width, height = found
    return (left, top, width, height)


def layers_of(root: Element) -> list[Element]:
    found = list(children(child(root, "Content"), "Layer"))
    return sorted(found, key=lambda layer: _LAYERS.get(layer.get("Type", "Body"), 1))
