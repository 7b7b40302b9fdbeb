"""One font for all that a file does not bring, so that a page reads the same on every machine.

Where a PDF embeds no font, pdfium looks for one on the machine and takes from it the boxes of characters; characters
that the found font lacks vanish without a word. Here pdfium is told that the machine has one font only: a box of one em
for every character, written below (and the standard fonts that pdfium itself brings). Where the characters stand and
how wide they are is said by the file itself: `missing_boxes` makes their boxes from that.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2.raw as raw

from reconcile.patterns import lazy_regex
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.geometry import turn_box
from reconcile.tuples import NamedTuple

EM = 1000
ASCENT, DESCENT = 880, -120  # of the box, in thousandths of an em
FIRST, LAST = 0x20, 0x2FFFF  # the characters that the font answers for: all of them
LOW, HIGH = -0.1, 0.85  # of an em: where an ideograph's ink begins and ends, seen from the baseline,
LATIN_LOW, LATIN_HIGH = 0.0, 0.7  # and a digit's;
BEARING = 0.04  # and how far ink stands in from both ends of a character's width
_NONE, _FONT = 0, 1  # what a machine without a font answers; a handle for ours


# the fonts that every viewer has: pdfium brings them, and files need not say how wide their characters are
_STANDARD = lazy_regex(
    r"(?:Helvetica|Arial(?:MT)?|Times(?:NewRoman)?(?:PS)?(?:MT)?|Courier(?:New)?(?:PS)?(?:MT)?|Symbol|ZapfDingbats)"
    r"(?:[-,](?:Roman|Bold|Italic|Oblique)*(?:MT)?)?"
)


@contextmanager
def only_our_font() -> Iterator[None]:
    """pdfium's answer to every font that a file does not embed is the box font; afterwards the machine's are back."""
    raw.FPDF_SetSystemFontInfo(ctypes.byref(_machine_with_one_font()))
    try:
        yield
    finally:
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())


@cache
def _machine_with_one_font() -> Any:
    """The structure by which pdfium asks for fonts; kept for good, for pdfium keeps its address."""
    font = box_font()

    def data(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    answers = {
        "Release": lambda _this: None,
        "EnumFonts": lambda _this, _mapper: None,
        "MapFont": lambda _this, _weight, _italic, _charset, _pitch, face, _exact: _font_for(ctypes.string_at(face)),
        "GetFont": lambda _this, _face: _FONT,
        "GetFontData": data,
        "GetFaceName": lambda *_asked: 0,
        "GetFontCharset": lambda _this, _font: 1,
        "DeleteFont": lambda _this, _font: None,
    }
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    machine = raw.FPDF_SYSFONTINFO()
    machine.version = 1
    for name, answer in answers.items():
        setattr(machine, name, kinds[name](answer))
    return machine


class Look(NamedTuple):
    """How a text object shows the characters of a font that the file does not bring."""

    font: int
    size: float
    a: float
    b: float
    c: float
    d: float


def missing_boxes(text: int, indices: Sequence[int], codes: Sequence[int], numbers: list[float]) -> bool:
    """Put into ``numbers`` (left, right, bottom, top, x, y of each character) the boxes of those without a font.

    They reach from the character's origin over the width that the file gives. Whether any of them is an ideograph.
    """
    looks: dict[int, Look | None] = {0: None}
    widths: dict[tuple[int, int], float] = {}
    room = pdfium.floats(6)
    object_of = pdfium.char_object
    ideographs = False
    last = 0
    look: Look | None = None
    for k, i in enumerate(indices):
        handle = object_of(text, i) or 0
        if handle != last:
            if handle not in looks:
                looks[handle] = _look(text, i, handle, room)
            look, last = looks[handle], handle
        if look is None:
            continue
        font, size, a, b, c, d = look
        code = codes[i]
        if (font, code) not in widths:
            pdfium.glyph_width(font, code, 1.0, room.address)
            widths[font, code] = room[0]
            ideographs = ideographs or 0x4E00 <= code <= 0x9FFF
        width = widths[font, code] * size
        if width <= 0:
            continue
        low, high = (LATIN_LOW * size, LATIN_HIGH * size) if code < 0x80 else (LOW * size, HIGH * size)
        side = min(BEARING * size, width / 4)
        x, y = numbers[6 * k + 4], numbers[6 * k + 5]
        if b == c == 0 and a > 0 and d > 0:
            numbers[6 * k : 6 * k + 4] = (x + a * side, x + a * (width - side), y + d * low, y + d * high)
        else:
            left, bottom, right, top = turn_box((side, low, width - side, high), (a, b, c, d, x, y))
            numbers[6 * k : 6 * k + 4] = (left, right, bottom, top)
    return ideographs


def _look(text: int, index: int, handle: int, room: pdfium.Buffer) -> Look | None:
    font = pdfium.object_font(handle)
    if not font or pdfium.is_embedded(font) == 1:
        return None
    pdfium.font_size(handle, room.address)
    size = room[0]
    pdfium.char_matrix(text, index, room.address)
    return Look(font, size, *room.values(4))


def _font_for(face: bytes) -> int:
    return _NONE if _STANDARD.fullmatch(face.decode("latin-1")) else _FONT


def box_font() -> bytes:
    """A TrueType font whose only shape is a box of one em."""
    box = (0, DESCENT, EM, ASCENT)
    outline = struct.pack(">hhhhh", 1, *box) + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)  # one contour of four corners
    outline += struct.pack(">4h4h", 0, 0, EM, 0, DESCENT, EM, 0, -EM)  # their steps to the right, and upwards
    count = 2  # shapes: the box, and for what is no character the same
    return _packed(
        {
            b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12)  # one map, of Unicode's characters to
            + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, FIRST, LAST, 1),  # one shape
            b"glyf": outline * count,
            b"head": struct.pack(">IIIIHHqq", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0)
            + struct.pack(">hhhhHHhhh", *box, 0, 8, 2, 0, 0),
            b"hhea": struct.pack(">IhhhH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, count),
            b"hmtx": struct.pack(">Hh", EM, 0) * count,
            b"loca": struct.pack(">3H", *(len(outline) // 2 * n for n in range(count + 1))),
            b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 2, *[0] * 8),
        }
    )


def _packed(tables: dict[bytes, bytes]) -> bytes:
    """The tables behind their directory, each from a multiple of four bytes on."""
    directory = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    start = len(directory) + 16 * len(tables)
    body = b""
    for tag, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", checksum, start + len(body), len(table))
        body += padded
    return directory + body
