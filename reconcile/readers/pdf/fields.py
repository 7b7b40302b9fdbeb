"""What is filled into a form: the values of its fields, as characters in their boxes."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.geometry import Matrix, turn_box

WIDGET = 20  # the kind of annotation that shows a field
WITH_TEXT = (4, 5, 6)  # kinds of fields: lists and lines of text
UNSEEN = 0x02 | 0x20  # flags: hidden, not for the screen
MOST_LENGTH = 2000  # characters
HEIGHT = 0.7  # of the box: a character's
LARGEST = 10.0  # points
PADDING = 2.0


def field_chars(page: int, form: int, matrix: Matrix) -> Iterator[Char]:
    """The characters of the page's filled fields; ``form`` is the document's form environment."""
    box = pdfium.floats(4)
    for index in range(pdfium.count_annotations(page)):
        note = pdfium.get_annotation(page, index)
        try:
            if pdfium.annotation_kind(note) != WIDGET or pdfium.annotation_flags(note) & UNSEEN:
                continue
            if pdfium.field_kind(form, note) not in WITH_TEXT:
                continue
            value = _value(form, note)
            if value and pdfium.annotation_box(note, box.address):
                left, top, right, bottom = box.values(4)
                yield from _laid_out(value, turn_box((left, bottom, right, top), matrix))
        finally:
            pdfium.close_annotation(note)


def _value(form: int, note: int) -> str:
    size = pdfium.field_value(form, note, 0, 0) // 2  # two-byte units, with the one that ends it
    if not 1 < size <= MOST_LENGTH:
        return ""
    room = pdfium.shorts(size)
    pdfium.field_value(form, note, room.address, 2 * size)
    return room.text(size - 1).strip()


def _laid_out(value: str, box: tuple[float, float, float, float]) -> Iterator[Char]:
    """The value in one line from the left of its box, made narrower where it would run out of it."""
    left, top, right, bottom = box
    size = min(HEIGHT * (bottom - top), LARGEST)
    widths = [size * (0.5 if c.isascii() else 1.0) for c in value]
    room = max(right - left - 2 * PADDING, 1.0)
    scale = min(1.0, room / sum(widths))
    base = (top + bottom) / 2 + 0.35 * size
    x = left + PADDING
    spaced = False
    for character, width in zip(value, widths, strict=True):
        if not character.isspace():
            yield Char(x, base - HEIGHT * size, x + width * scale, base, character, base, spaced)
        spaced = character.isspace()
        x += width * scale
