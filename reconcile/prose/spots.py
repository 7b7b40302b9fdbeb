"""The figure that a quantity of a paragraph is, with its place and the clause it stands in."""

from __future__ import annotations

from reconcile.document import Paragraph
from reconcile.figures import Figure
from reconcile.interval import Printed
from reconcile.quantity import Malformed, Quantity

LONGEST_CONTEXT = 160


def figure_of(block: int, paragraph: Paragraph, quantity: Quantity) -> Figure:
    """The quantity as a figure with its place and the clause it stands in."""
    text = paragraph.text
    return Figure(
        key=(block, quantity.start, -1),
        printed=quantity.printed,
        type=quantity.type,
        quote=quantity.surface,
        unit=quantity.unit,
        value=plain(quantity),
        place=paragraph.place(quantity.start, quantity.end),
        end=quantity.end,
        context=context(text, quantity.start, quantity.end),
    )


def unread_of(block: int, paragraph: Paragraph, number: Malformed) -> Figure:
    """A number that cannot be read, for the account only: it has no value, and no relation may speak of it."""
    return Figure(
        key=(block, number.start, -1),
        printed=Printed(0, 0),
        type=number.type,
        quote=number.surface,
        unit=number.unit,
        value="",
        place=paragraph.place(number.start, number.end),
        end=number.end,
        context=context(paragraph.text, number.start, number.end),
    )


def plain(quantity: Quantity) -> str:
    """The number in its printed unit as a plain decimal: 2636.92 for 2636.92万元."""
    exponent = -quantity.precision
    return f"{Printed(quantity.printed.digits, exponent).decimal():f}"


def context(text: str, start: int, end: int) -> str:
    """The sentence around a number, cut to a readable length at punctuation."""
    low = max(start - LONGEST_CONTEXT, 0)
    low = max(low, text.rfind("。", low, start) + 1, text.rfind("；", low, start) + 1)
    high = min(end + 20, len(text))
    high = min([i for i in (text.find(c, end, high) for c in "，。；,;、") if i >= 0], default=high)
    return text[low:high].strip()
