"""The stub of a table's rows: codes in one column or three, names, numbering, totals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reconcile.document import Grid
from reconcile.lexicon.names import normalise
from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

from .cells import fold, number
from .columns import Half

LONG = 60  # characters of a label that is no name, where nothing is printed beside it
MEMO_INDENT = 6  # 其中： is three characters wide; the names under it are set beside, not below, the first one

_TOTAL = lazy(
    r"(?:(?:本年|当年|本期|全年)?(?:收入|支出|收支)?(?:预算|决算)?(?:合计|总计|总额)|(?:收入|支出)(?:总|合)计)(?:数)?"
)
_SUBTOTAL = lazy(r".*(?:合计|小计|总计|合 ?计数)$")
_MEMO = lazy(r"^(?:[一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\))?其中[:,、]?")
_STYLES = (
    ("chinese", lazy(r"[一二三四五六七八九十]+[、.,]")),
    ("chinese_bracket", lazy(r"\([一二三四五六七八九十]+\)")),
    ("digit", lazy(r"\d{1,2}[、.](?!\d)")),
    ("digit_bracket", lazy(r"\(?\d{1,2}\)(?!\d)")),
    ("circle", lazy(r"[①-⑳]")),
)
_ORDINAL = lazy(r"\(?([一二三四五六七八九十]+|\d{1,2})[)、.](?!\d)")
_DIGITS = "〇一二三四五六七八九"
_CODE = lazy(r"\d{3}|\d{5}|\d{7}|\d{9}")
_CODED_NAME = lazy(r"(\d{3}(?:\d\d){0,3})[-\s、.]*([^\d\s].*)")
_NOTE = lazy(r"^(?:注|备注|说明|附注?)[:：、\d]|^\*")


class Stub(NamedTuple):
    """A row's stub as read. ``style`` is its numbering, ``indent`` its leading space in half widths."""

    row: int
    label: str
    name: str
    code: str = ""
    role: str = "item"
    memo: bool = False
    style: str = ""
    indent: int = 0
    unit: str = ""
    project: bool = False


def stubs(grid: Grid, body: Sequence[int], half: Half) -> list[Stub]:
    """The stubs of the rows that have a label or a number, in order."""
    result: list[Stub] = []
    codes: list[str] = []
    for index in body:
        row = grid.rows[index]
        found, codes = _stub(index, row, half, codes)
        if found.label or any(number(row[c.index]) for c in half.columns if c.index < len(row)):
            result.append(found)
    return result


def _stub(index: int, row: Sequence[str], half: Half, above: list[str]) -> tuple[Stub, list[str]]:
    def text(columns: Sequence[int]) -> str:
        return next((row[c] for c in columns if c < len(row) and row[c].strip()), "")

    parts = [fold(row[c]) if c < len(row) else "" for c in half.codes]
    code, parts = join_code(parts, above)
    raw = text(half.names) or text(half.projects) or text(half.units)
    places = (*half.codes, *half.names, *half.projects, *half.units, *half.lines)
    total = next((c for c in places if c < len(row) and is_total(row[c])), None)
    if total is not None:
        raw, code = row[total], ""
    inline = _CODED_NAME.fullmatch(raw.strip()) if raw and not code and not half.codes else None
    if inline and _CODE.fullmatch(inline[1]):
        code, raw = inline[1], inline[2]
    label = clean(raw) or clean(text(half.unit_codes)) or clean(text(half.codes))
    folded = fold(label)
    role = "total" if total is not None or is_total(label) else "subtotal" if is_subtotal(folded) else "item"
    numbers = any(number(row[c.index]) for c in half.columns if c.index < len(row))
    if _NOTE.match(folded) or (len(folded) > LONG and not half.projects and not numbers):
        role = "note"
    unit = clean(text(half.unit_codes) or text(half.units)) if (half.unit_codes or half.units) else ""
    own = bool(half.projects or half.names) and bool(text(half.projects) or text(half.names))
    return Stub(
        index, label, name_of(label), code, role, bool(_MEMO.match(folded)), style(folded), indent(raw), unit, own
    ), parts


def clean(text: str) -> str:
    """A label on one line: broken lines joined, no space at the ends."""
    return compiled(r"\s*\n\s*").sub("", text).strip()


def is_total(text: str) -> bool:
    return ("计" in text or "额" in text) and bool(_TOTAL.fullmatch(name_of(text)))


def is_subtotal(text: str) -> bool:
    return "计" in text and bool(_SUBTOTAL.fullmatch(name_of(text)))


@lru_cache(maxsize=8192)
def name_of(label: str) -> str:
    """The label without numbering and marks."""
    return normalise(label)


def style(folded: str) -> str:
    """The numbering that a label begins with, "" for none."""
    text = _MEMO.sub("", folded)
    return next((name for name, pattern in _STYLES if pattern.match(text)), "")


def ordinal(label: str) -> int:
    """The number that a label begins with: 3 for （三）, 三、 and 3.; 0 for none."""
    found = _ORDINAL.match(_MEMO.sub("", fold(label)))
    if not found:
        return 0
    if found[1].isdigit():
        return int(found[1])
    tens, ten, units = found[1].rpartition("十")
    return (_DIGITS.find(tens) if tens else 1 if ten else 0) * 10 + (_DIGITS.find(units) if units else 0)


def indent(raw: str) -> int:
    """The leading space in half widths; a name after 其中： stands where the names below it stand."""
    lead = raw[: len(raw) - len(raw.lstrip())]
    width = sum(2 if c == "\u3000" else 1 for c in lead if c not in "\r\n")
    return width + (MEMO_INDENT if fold(raw).startswith("其中") else 0)


def join_code(parts: Sequence[str], above: Sequence[str]) -> tuple[str, list[str]]:
    """The code of a row from its one or three code cells, and the cells as completed.

    ``208|05|01`` is 2080501, also where a cell repeats the code so far (208|20805|2080501) or leaves out what stands
    above it. A digit without its zero (301|2) means 30102.
    """
    digits = [p if p.isdigit() else "" for p in parts]
    if not any(digits):
        return "", list(above)
    first = next(i for i, d in enumerate(digits) if d)
    filled = list(digits)
    if first > 0 and len(above) == len(digits) and len(digits[first]) <= 2:
        filled[:first] = above[:first]
    code = ""
    for part in filled:
        if not part:
            continue
        if (code and part.startswith(code)) or not code:
            code = part
        elif len(part) <= 2:
            code += part.zfill(2)
        else:
            code = part
    if not _CODE.fullmatch(code):
        return "", filled
    return code, [code[:3], *(code[i : i + 2] for i in range(3, 9, 2))][: len(digits)]
