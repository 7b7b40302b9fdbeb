"""The lines of a web page: its text cut at block elements and line breaks, white space as a browser shows it.

The walk is iterative, so that no nesting is too deep for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reconcile.characters import is_note_mark
from reconcile.patterns import compiled, lazy

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
SILENT = frozenset((
    "script", "style", "template", "head", "noscript", "iframe", "object", "embed", "applet", "svg", "canvas", "video",
    "audio", "select", "option", "button", "input", "textarea", "map", "link", "meta", "title", "base", "param",
    "colgroup", "col",
))
# fmt: on
_SPACE = lazy(r"[ \t\r\n\f]+")
_BETWEEN_HAN = lazy(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) ?\n ?(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
_FOOTNOTE = lazy(r"[\[\]〔〕【】]|\[?\s*\d+\s*\]|[①-⑳]")
_STRUCK = lazy(r"text-decoration[^;]*line-through", re.IGNORECASE)
_ORNAMENT = lazy(r"icon|logo|\.gif|fileTypeImages")
_WORDS = 60  # characters
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True)
class HtmlLine:
    """Text between two breaks: the block it stands in, how much of it is links, what parts it from the line before."""

    text: str
    element: etree._Element
    links: int = 0
    broken: bool = False  # only a <br> parts it from the line before
    indented: bool = False


@dataclass(slots=True)
class _Buffer:
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    broken: bool = False

    def take(self, element: etree._Element) -> HtmlLine | None:
        raw, links, broken = "".join(self.pieces), self.links, self.broken
        self.pieces, self.links, self.broken = [], 0, False
        text = _SPACE.sub(lambda m: "\n" if "\n" in m[0] else " ", raw)
        text = _BETWEEN_HAN.sub("", text).replace("\n", " ").strip(" ")
        clean = text.strip()
        if not clean:
            return None
        return HtmlLine(clean, element, min(links, len(clean)), broken, text[0] in "\u3000\u2003\u2002\xa0")


def full_text(element: etree._Element) -> str:
    """All text under an element, as it stands in the source."""
    return "".join(t for t in element.itertext() if isinstance(t, str))


def source_line(element: etree._Element) -> int:
    """The line of the source that the element begins in, counted from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else 1


def is_hidden(element: etree._Element) -> bool:
    return bool(element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")))


def is_picture(element: etree._Element) -> bool:
    """A picture that is no ornament by its name."""
    return element.tag != "img" or not _ORNAMENT.search(element.get("src", ""))


def _is_unseen(element: etree._Element, tag: str) -> bool:
    """Hidden words in a line of text; whole hidden pieces are judged where the document is found on the page."""
    return tag not in BLOCKS and is_hidden(element) and len(full_text(element)) <= _WORDS


def is_struck(element: etree._Element) -> bool:
    """Text that is struck out, which is how a draft shows that it is deleted."""
    return element.tag in ("s", "strike", "del") or bool(_STRUCK.search(element.get("style", "")))


def lines(
    root: etree._Element, skip: Callable[[etree._Element], bool] | None = None
) -> Iterator[HtmlLine | etree._Element]:
    """The lines under ``root`` in order. An element that ``skip`` accepts is handed out itself instead of its lines."""
    walk = etree.iterwalk(root, events=("start", "end"))
    buffer = _Buffer()
    stack: list[etree._Element] = []
    links = 0
    skipped = False
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped = not tag or tag in SILENT or is_struck(element) or _is_unseen(element, tag)
            if tag == "sup" and not skipped:
                before = "".join(buffer.pieces[-2:]).rstrip()
                skipped = _is_footnote(element) or is_note_mark(full_text(element), before)
                if not skipped and full_text(element).strip().isdecimal() and before.endswith("10"):
                    buffer.pieces.append("^")
            out = not skipped and skip is not None and skip(element)
            if (tag in BLOCKS or out) and (line := buffer.take(stack[-1] if stack else root)):
                yield line
            if out:
                yield element
                skipped = True
            if skipped:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                stack.append(element)
            links += tag == "a" and not element.get("href", "").startswith("#")
            if tag == "br":
                if line := buffer.take(stack[-1] if stack else root):
                    yield line
                buffer.broken = True
            _add(buffer, element.text, links, stack)
            continue
        if not skipped and tag in BLOCKS:
            if line := buffer.take(element):
                yield line
            stack.pop()
        links -= not skipped and tag == "a" and not element.get("href", "").startswith("#")
        skipped = False
        if element is not root:
            _add(buffer, element.tail, links, stack)
    if line := buffer.take(root):
        yield line


def _add(buffer: _Buffer, text: str | None, links: int, stack: list[etree._Element]) -> None:
    if not text:
        return
    if stack and stack[-1].tag == "pre":
        text = text.replace(" ", "\xa0")
    buffer.pieces.append(text)
    if links:
        buffer.links += len(text.strip())


def _is_footnote(element: etree._Element) -> bool:
    """A raised number in brackets: the mark of a footnote, no part of the sentence (nor a unit such as m²)."""
    text = full_text(element).strip()
    return (bool(text) and all(_FOOTNOTE.fullmatch(t) or t == "" for t in (text, text.strip("[]")))) or bool(
        compiled(r"\[\d+").fullmatch(text)
    )
