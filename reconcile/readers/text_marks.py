"""The marks of Markdown, of HTML inside it, of formulas and pages, taken out of a text: what is left is what is shown.

Programs that turn scans into Markdown write numbers as formulas (``$81.0 \\%$``), where blanks mean nothing, and note
marks as raised digits (``234.56$^{①}$``).
"""

from __future__ import annotations

import re

from reconcile.characters import is_note_mark
from reconcile.patterns import compiled, lazy

MARKED = lazy(r"[*_<&\\$~]|\]\(")
STRUCK = lazy(r"~~(?=\S)[^~\n]{1,500}(?<=\S)~~|<(s|del|strike)>[^<\n]{0,500}</\1>", re.IGNORECASE)
PICTURE = lazy(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)|<img\b[^<>]*>", re.IGNORECASE)
PAGE_MARK = lazy(
    r"[\s\-—–=*_·]*第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?[\s\-—–=*_·]*|\s*[-—–]\s*\d{1,4}\s*[-—–]\s*"
    r"|[\s\[\-=]*page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s\]\-=]*",
    re.IGNORECASE,
)
_FORMULA = lazy(r"\$((?:[\d\s.,，+\-−%(){}^=①-⑳]|\\times|\\text|\\[%,;! ])+)\$")
_RAISED = lazy(r"\^\s*\{([^{}$]{0,8})\}|\^([\d①-⑳])|<sup>([^<]{1,8})</sup>", re.IGNORECASE)
_MARKS = (
    (lazy(r"\[([^\]\[]{1,300})\]\((?:https?:|mailto:|[./#])[^)]{0,500}\)"), r"\1"),
    (lazy(r"\*\*(?=\S)([^*]{1,500})(?<=\S)\*\*"), r"\1"),
    (lazy(r"__(?=\S)([^_]{1,500})(?<=\S)__"), r"\1"),
    (
        lazy(
            r"</?(?:b|i|u|strong|em|sup|sub|span|font|p|div|center|html|body|head)\b[^<>]{0,500}>|<br\s*/?>",
            re.IGNORECASE,
        ),
        "",
    ),
    (lazy(r"&(?:nbsp|ensp|emsp);"), " "),
    (lazy(r"\\([\\`*_{}\[\]()#+.!|~$%-])"), r"\1"),
)


def unmarked(text: str) -> str:
    """A line or a cell without its marks; struck text and pictures are gone with theirs."""
    if not MARKED.search(text):
        return text
    text = STRUCK.sub("", PICTURE.sub("", text))
    text = _FORMULA.sub(_formula, text)
    text = _RAISED.sub(lambda m: _raised(m, text), text)
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


def _formula(match: re.Match[str]) -> str:
    """What a formula that is only a number shows."""
    inside = match[1].replace("\\times", "×").replace("\\text", "")
    inside = _RAISED.sub(lambda m: _raised(m, inside), inside)
    return compiled(r"[\s{}]|\\[,;! ]").sub("", inside).replace("\\", "")


def _raised(match: re.Match[str], text: str) -> str:
    """Nothing for a note mark, the power behind a ten, the digit behind a unit of measure."""
    raised, before = next(g for g in match.groups() if g is not None), text[: match.start()].rstrip(" {}")
    if is_note_mark(raised.strip("{} ") or "*", before):
        return ""
    return f"^{raised}" if before.endswith("10") else raised
