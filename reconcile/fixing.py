"""What is certain can be set right in text and Markdown: a doubled mark, a bracket, a slip of the pen, a name, 元.

An edit is made only where the words of the finding leave one correction and the printed stretch is found in its line
of the file exactly; amounts are never touched. Bytes outside the edits stay as they are.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from reconcile.checked import Checked
from reconcile.document import Paragraph
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon import Lexicon
from reconcile.readers.encoding import decode

LINE_END = re.compile(r"(\r\n|\n|\r)")
QUOTED = re.compile(r"“(.+?)”")
LEVEL = re.compile(r"（[类款项]）$")
YEAR = re.compile(r"[（(\[【［]\s*((?:19|20)\d\d)\s*[）)\]】］]")
AROUND = 12  # characters beside a stretch that must be found with it where the line carries marks
BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Edit(NamedTuple):
    """In line ``line`` (from 0) the characters from ``start`` to ``end`` become ``new``."""

    line: int
    start: int
    end: int
    new: str


class Fixed(NamedTuple):
    """``data`` is the whole file with the ``number`` edits made, ``diff`` what they change, as a unified diff."""

    data: bytes
    number: int
    diff: str


def _name(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    """The wrong name, which the message quotes first, becomes the expected one where it stands once, if that is an
    official name: a name of the document's own tables only could be the wrong one of the two."""
    wrong = QUOTED.search(finding.message)
    official = lexicon.by_name(LEVEL.sub("", finding.expected))
    certain = finding.severity is Severity.ERROR and finding.suggestion == f"改为“{finding.expected}”"
    if not certain or wrong is None or not official:
        return None
    return printed.replace(wrong[1], finding.expected) if printed.count(wrong[1]) == 1 else None


def _one_mark(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return printed[0] if len(printed) == 2 and printed[0] == printed[1] else None


def _expected(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return finding.expected or None


def _one_word(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    """One of two equal words; a doubled letter may belong to two words."""
    word = finding.expected
    return word if len(word) > 1 and printed == word * 2 else None


def _full_width(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return f"（{printed[1:-1]}）" if printed[:1] in "（(" and printed[-1:] in "）)" else None


def _six_angles(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return YEAR.sub(r"〔\1〕", printed)


def _with_yuan(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return f"{printed}元" if printed[-1:] in ("万", "亿") else None


# what the printed stretch becomes, by rule; None where that is not certain
FIXES: Mapping[str, Callable[[str, Finding, Lexicon], str | None]] = {
    "R401": _name,
    "R506": _with_yuan,
    "R511": _one_mark,
    "R512": _one_word,
    "R515": _expected,
    "R517": _full_width,
    "R518": _six_angles,
}


def fixed(checked: Checked, lexicon: Lexicon) -> Fixed | None:
    """The file with all certain edits made; None where there are none, or the file is not text."""
    data = checked.data
    if data is None or checked.document.format != "text":
        return None
    mark = next((m for m in BOMS if data.startswith(m)), b"")
    encoding = decode(data, checked.document.path).encoding
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        return None
    if text.encode(encoding) != data[len(mark) :]:
        return None  # what cannot be written back as it was is not touched
    pieces = LINE_END.split(text)
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    made = list(_apart(sorted(set(_edits(checked, lines, lexicon)))))
    if not made:
        return None
    after = list(lines)
    for edit in reversed(made):
        line = after[edit.line]
        after[edit.line] = line[: edit.start] + edit.new + line[edit.end :]
    path = checked.document.path
    diff = "\n".join(difflib.unified_diff(lines, after, path, path, lineterm="", n=1))
    whole = "".join(line + end for line, end in zip(after, ends, strict=True))
    return Fixed(mark + whole.encode(encoding), len(made), diff + "\n")


def _edits(checked: Checked, lines: list[str], lexicon: Lexicon) -> Iterator[Edit]:
    for finding in checked.findings:
        fix = FIXES.get(finding.code)
        for evidence in finding.evidence if fix else ():
            paragraph = checked.document.blocks[evidence.block] if evidence.block is not None else None
            if fix and isinstance(paragraph, Paragraph) and evidence.start is not None and evidence.end is not None:
                printed = paragraph.text[evidence.start : evidence.end]
                new = fix(printed, finding, lexicon)
                at = _where(paragraph, evidence, lines)
                if new is not None and new != printed and at is not None:
                    yield Edit(at[0], at[1], at[1] + len(printed), new)


def _where(paragraph: Paragraph, evidence: Evidence, lines: list[str]) -> tuple[int, int] | None:
    """Line and column of the stretch in the file; None where it goes over lines or is not found exactly once."""
    start, end = evidence.start or 0, evidence.end or 0
    places = list(paragraph.places(start, end))
    number = places[0].line if len(places) == 1 else None
    if number is None or not 0 < number <= len(lines):
        return None
    first = paragraph.segment(start).start
    last = next((s.start for s in paragraph.segments if s.start > start), len(paragraph.text))
    line = lines[number - 1]
    for low, high in ((first, last), (max(first, start - AROUND), min(last, end + AROUND)), (start, end)):
        around = paragraph.text[low:high].rstrip()
        if high >= end and line.count(around) == 1:
            return number - 1, line.index(around) + start - low
    return None


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """The edits that do not overlap an earlier one."""
    line, end = -1, 0
    for edit in edits:
        if edit.line != line or edit.start >= end:
            yield edit
            line, end = edit.line, edit.end
