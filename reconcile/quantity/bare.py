"""Numbers that look like figures but carry no unit: 占 76.23, 支出完成1585.50."""

from __future__ import annotations

from reconcile.interval import Printed
from reconcile.patterns import lazy_regex

from .context import before, is_list_number, is_part_of_name
from .scan import Number, Scan
from .values import BareNumber

# an integer is a figure only where the words before it ask for one
ASKING = lazy_regex(r"(?:为|占|增加|减少|增长|下降|上升|提高|合计|共计|总计|完成)$")
CLAUSE_ENDS = lazy_regex(r"\s?(?:[，。；,;）)]|$)")
NAMED = lazy_regex(r"\s?(?:[号#]|[-—.．/／:：]\d)")


def bare_numbers(text: str) -> list[BareNumber]:
    """The numbers without a unit that look like figures: decimals, thousands, integers that a verb asks for."""
    return [
        BareNumber(n.start, n.end, text[n.start : n.end], Printed(n.digits, -n.places))
        for n in Scan(text).unitless
        if not n.scale and _looks_like_figure(text, n)
    ]


def _looks_like_figure(text: str, number: Number) -> bool:
    surface = text[number.start : number.end]
    if is_part_of_name(text, number.start) or NAMED.match(text, number.end) or is_list_number(text, number.start):
        return False
    if number.places or "," in surface or "，" in surface:
        return True
    i = before(text, number.start)
    if not CLAUSE_ENDS.match(text, number.end):
        return False
    yearlike = len(surface) == 4 and surface[:2] in ("19", "20")
    return not yearlike and ASKING.search(text, max(0, i - 2), i + 1) is not None
