"""Characters that look like others, or like nothing, made plain before anything is read.

Several producers map a glyph back to the first character that uses it, and that is ⽀ (U+2F40, a radical) and not 支
(U+652F). Unicode's compatibility decompositions cover the radicals of the Kangxi dictionary and the compatibility
ideographs; the simplified ones of the supplement have none and are listed here. Blanks of all widths become a plain
one, and characters without any width go.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from reconcile.patterns import lazy

_SUPPLEMENT = (
    "\u2ea0民\u2ec1虎\u2ec4西\u2ec5见\u2ec6角\u2ec9贝\u2ecb车\u2ed3长\u2ed4门\u2ed8青\u2ed9韦\u2eda页\u2edb风"
    "\u2edc飞\u2edd食\u2ee2马\u2ee3骨\u2ee4鬼\u2ee5鱼\u2ee6鸟\u2ee7卤\u2ee8麦\u2ee9黄\u2eea黾\u2eec齐\u2eee齿\u2ef0龙"
)
_RANGES = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))


def _decomposed(code: int) -> str:
    return unicodedata.normalize("NFKC", chr(code))


@cache
def radicals() -> dict[int, str]:
    """The plain character for each that looks like it."""
    plain = {c: _decomposed(c) for codes in _RANGES for c in codes}
    found = {c: one for c, one in plain.items() if len(one) == 1 and one != chr(c)}
    return found | {ord(_SUPPLEMENT[k]): _SUPPLEMENT[k + 1] for k in range(0, len(_SUPPLEMENT), 2)}


_BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f"  # but not the blank that indents Chinese paragraphs (U+3000)
_NOTHING = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_WIDTHS = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")

ODD = lazy(f"[{_BLANKS}{_NOTHING}\u2e80-\u2fdf\uf900-\ufaff]")
NOTHING = lazy(f"[{_NOTHING}]")

_RAISED = lazy(r"[\d①-⑳*＊※†‡,，、()（）\[\]〔〕【】注]{1,6}")
_TEN = lazy(r"(?<![\d.,])10$")


def plain(text: str) -> str:
    """The text with plain characters; shorter than the text where characters without width stood in it."""
    return NOTHING.sub("", text).translate(_to_plain()) if ODD.search(text) else text


@cache
def _to_plain() -> dict[int, str]:
    return radicals() | _WIDTHS


def offsets(text: str) -> list[int]:
    """For each character of ``plain(text)`` and its end, where it stands in the text."""
    gone = {m.start() for m in NOTHING.finditer(text)}
    return [i for i in range(len(text) + 1) if i not in gone]


def is_note_mark(raised: str, before: str) -> bool:
    """Whether a raised digit or sign is the mark of a note: not the power of a ten or of a unit of measure (m²)."""
    text = raised.strip()
    if not _RAISED.fullmatch(text):
        return False
    return not text.isdecimal() or not ((before[-1:].isascii() and before[-1:].isalpha()) or _TEN.search(before))
