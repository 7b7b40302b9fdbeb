"""Text objects to characters: where each glyph is put is said by the file, how wide it is by what such glyphs are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import atan2, cos, degrees, radians, sin

from reconcile.characters import radicals
from reconcile.document import Box
from reconcile.patterns import lazy
from reconcile.readers.ofd.container import Element, children, number
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.fonts import BEARING, HIGH, LATIN_HIGH, LATIN_LOW, LOW
from reconcile.readers.pdf.geometry import Matrix, turn_box
from reconcile.readers.pdf.lines import UNKNOWN
from reconcile.tuples import NamedTuple

HALF, FULL = 0.5, 1.0  # of an em: how wide glyphs are, ASCII's and all others
TIGHT = 1.2  # a glyph is set apart where the next one begins so many times its width away
PLACEHOLDER = "\xa4"  # stands for a glyph of which no character is known
_SPACES = frozenset(" \t\xa0\u3000")
_SKIPPED = _SPACES | frozenset("\r\n\xad\ufeff\u200b")
_ESCAPED = lazy(r"\\([0-9A-Fa-f]{4})")


class Glyph(NamedTuple):
    """A character, its origin in the object's space, how far the next one is, and whether a space came before it."""

    text: str
    x: float
    y: float
    step: float
    spaced: bool


def angle_of(element: Element, matrix: Matrix) -> float:
    """How far the glyphs are turned counter-clockwise on a page whose y runs upwards, in degrees."""
    return (degrees(atan2(matrix[1], matrix[0])) - number(element.get("CharDirection", "0"))) % 360


def chars_of(element: Element, matrix: Matrix) -> Iterator[Char]:
    """The characters of a text object, ``matrix`` leading from its space to the page's frame."""
    size = number(element.get("Size", "0")) or 1.0
    stretch = number(element.get("HScale", "1")) or 1.0
    turn = number(element.get("CharDirection", "0"))
    _, b, _, d, _, f = matrix
    for glyph in glyphs_of(element, size, stretch):
        base = b * glyph.x + d * glyph.y + f
        yield Char(*turn_box(_ink(glyph, size, stretch, turn), matrix), glyph.text, base, glyph.spaced)


def glyphs_of(element: Element, size: float, stretch: float = 1.0) -> Iterator[Glyph]:
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X") or str(x)), number(code.get("Y") or str(y))
        text = _written(code.text or "")
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        at_x, at_y, spaced = x, y, False
        for k, letter in enumerate(text):
            natural = size * stretch * (HALF if letter.isascii() else FULL)
            step = across[k] if k < len(across) else 0.0 if down else natural
            if letter not in _SKIPPED:
                known = UNKNOWN if letter == PLACEHOLDER else radicals().get(ord(letter), letter)
                yield Glyph(known, at_x, at_y, step, spaced)
            spaced = letter in _SPACES
            at_x += step
            at_y += down[k] if k < len(down) else 0.0


def _ink(glyph: Glyph, size: float, stretch: float, turn: float) -> Box:
    """The box of a glyph's ink in the object's space, y down."""
    latin = glyph.text.isascii()
    natural = size * stretch * (HALF if latin else FULL)
    width = glyph.step if 0 < glyph.step < TIGHT * natural else natural
    low, high = (LATIN_LOW, LATIN_HIGH) if latin else (LOW, HIGH)
    side = min(BEARING * size, width / 4)
    box = (side, -high * size, width - side, -low * size)
    if turn:
        c, s = cos(radians(turn)), sin(radians(turn))
        box = turn_box(box, (c, s, -s, c, 0.0, 0.0))
    return (box[0] + glyph.x, box[1] + glyph.y, box[2] + glyph.x, box[3] + glyph.y)


def _written(text: str) -> str:
    """The characters of a text code, escaped ones too; what an editor put around it to indent it is none of it."""
    if "\n" in text:
        text = text.strip()
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return UNKNOWN if "\ud800" <= letter <= "\udfff" else letter


def _deltas(text: str | None, count: int) -> Sequence[float]:
    """The distances from glyph to glyph, ``g n d`` standing for n times d; no more than ``count``."""
    parts = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < count:
        if parts[at] == "g" and at + 2 < len(parts):
            found += [number(parts[at + 2])] * min(int(max(number(parts[at + 1]), 0)), count)
            at += 3
        else:
            found.append(number(parts[at]))
            at += 1
    return found[:count]
