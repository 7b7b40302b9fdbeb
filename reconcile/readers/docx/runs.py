"""The text of one Word paragraph, piece by piece, and how a place in a `Document` leads back to it.

The *raw text* of a ``w:p`` is what its pieces say one after the other: the text as it stands when all tracked changes
are accepted, without hidden or struck text, raised note marks and field codes; a tab is ``\\t``, a line break ``\\n``.
`runs` gives the pieces with their offsets in the raw text; the reader itself uses nothing else, so that reader and
report writer cannot disagree.

A `Segment`'s ``place.part`` reads ``word/document.xml#p12+3``: the segment's first character is character 3 of the raw
text of the paragraph number 12, counted from 0 over ``root.iter(w:p)`` of that part. Within the segment raw text and
paragraph text run in step. ``word/document.xml#p12`` without an offset is the paragraph as a whole: an automatic number
(which stands in no run), or a table cell (the first paragraph of the cell).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reconcile.characters import is_note_mark
from reconcile.patterns import compiled, lazy
from reconcile.readers.docx.styles import Styles, W, switch, value
from reconcile.tuples import NamedTuple

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_ADDRESS = lazy(r"(?P<name>.+)#p(?P<paragraph>\d+)(?:\+(?P<offset>\d+))?")
_THROUGH = frozenset(
    W + name
    for name in (
        *("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent"),
        *("customXml", "fldSimple", "dir", "bdo", "ruby", "rubyBase"),
    )
)
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TICKS = {"F0FC": "✓", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F0A3": "□", "F06F": "□", "F0B7": "•"}


class Run(NamedTuple):
    """A piece of a paragraph: raw text from ``start`` to ``end``, made by ``element`` inside ``run`` (a w:r)."""

    start: int
    end: int
    element: etree._Element
    run: etree._Element
    kind: str  # "text" (a w:t: its own text is the piece), "tab", "break" or "sign"
    text: str


class Address(NamedTuple):
    """What a `Place.part` of a Word document says; ``offset`` is None for the paragraph as a whole."""

    name: str
    paragraph: int
    offset: int | None


def address(part: str) -> Address | None:
    """The address in a ``Place.part`` that the DOCX reader made; None for any other."""
    match = _ADDRESS.fullmatch(part)
    if match is None:
        return None
    offset = match["offset"]
    return Address(match["name"], int(match["paragraph"]), None if offset is None else int(offset))


def runs(paragraph: etree._Element, styles: Styles | None = None) -> list[Run]:
    """The pieces of a ``w:p`` in order. Offsets are in its raw text, which is the pieces' texts joined."""
    found: list[Run] = []
    code: list[bool] = []  # for each open field: whether its code is still running, which nobody sees
    offset = 0
    for run in _runs(paragraph):
        hidden = _is_hidden(run, styles) or is_struck(run)
        raised = value(run, "rPr/vertAlign") == "superscript"
        for element in run:
            if element.tag == W + "fldChar":
                _field(code, element.get(W + "fldCharType"))
                continue
            kind, text = _piece(element)
            if raised and found and text:
                before = "".join(piece.text for piece in found[-2:])
                if is_note_mark(text, before):
                    continue
                kind, text = ("sign", "^" + text) if text.isdecimal() and before.endswith("10") else (kind, text)
            if text and not hidden and not any(code):
                found.append(Run(offset, offset + len(text), element, run, kind, text))
                offset += len(text)
    return found


def raw_text(pieces: list[Run]) -> str:
    return "".join(piece.text for piece in pieces)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph as they stand with all changes accepted; formulas count as runs."""
    for child in element:
        if child.tag in (W + "r", MATH + "r"):
            yield child
        elif child.tag in _THROUGH or (isinstance(child.tag, str) and child.tag.startswith(MATH)):
            yield from _runs(child)
        elif child.tag == MC + "AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from _runs(branch)


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of an AlternateContent to read: never both, since they say the same."""
    branches = [c for c in element if c.tag in (MC + "Choice", MC + "Fallback")]
    texts = [b for b in branches if next(b.iter(W + "t"), None) is not None]
    return next(iter(texts or branches), None)


def _piece(element: etree._Element) -> tuple[str, str]:
    """(kind, text) of a child of a run; ``""`` for what has no text."""
    tag = element.tag
    if tag in (W + "t", MATH + "t"):
        return "text", element.text or ""
    if tag == W + "br":
        return "break", "\n"
    if tag == W + "sym":
        char = element.get(W + "char", "").upper()
        known = compiled(r"[0-9A-F]{4}").fullmatch(char) and not char.startswith(("F0", "D8", "DC"))
        return "sign", chr(int(char, 16)) if known else _TICKS.get(char, "")
    sign = _SIGNS.get(tag, "")
    return ("tab" if sign == "\t" else "break" if sign == "\n" else "sign"), sign


def _field(code: list[bool], kind: str | None) -> None:
    """begin … code … separate … result … end."""
    if kind == "begin":
        code.append(True)
    elif kind == "separate" and code:
        code[-1] = False
    elif kind == "end" and code:
        code.pop()


def is_struck(run: etree._Element) -> bool:
    """Text that is struck out, which is how a draft shows that it is deleted."""
    properties = run.find(W + "rPr")
    return bool(switch(properties, "strike") or switch(properties, "dstrike"))


def _is_hidden(run: etree._Element, styles: Styles | None) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    own = switch(properties, "vanish")
    if own is not None:
        return own
    style = value(properties, "rStyle")
    return bool(styles and style and styles.hidden(style))
