"""Corrections of words, made in a text or Markdown file itself.

An edit is made only where the words alone decide (`corrections.worded`) and the printed stretch is found in its line of
the file exactly; amounts are never touched. Bytes outside the edits stay as they are.
"""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterator

from reconcile.checked import Checked
from reconcile.corrections import worded
from reconcile.decisions.lines import Edit
from reconcile.document import Document, Paragraph
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.readers.encoding import decode
from reconcile.tuples import NamedTuple

LINE_END = lazy(r"(\r\n|\n|\r)")
AROUND = 12  # characters beside a stretch that must be found with it where the line carries marks
BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class InLine(NamedTuple):
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
    made = list(_apart(sorted(set(_in_lines(checked, lines, lexicon)))))
    if not made:
        return None
    after = list(lines)
    for place in reversed(made):
        line = after[place.line]
        after[place.line] = line[: place.start] + place.new + line[place.end :]
    path = checked.document.path
    diff = "\n".join(difflib.unified_diff(lines, after, path, path, lineterm="", n=1))
    whole = "".join(line + end for line, end in zip(after, ends, strict=True))
    return Fixed(mark + whole.encode(encoding), len(made), diff + "\n")


def _in_lines(checked: Checked, lines: list[str], lexicon: Lexicon) -> Iterator[InLine]:
    for finding in checked.findings:
        for edit in worded(checked.document, finding, lexicon):
            at = _where(checked.document, edit, lines)
            if at is not None:
                yield InLine(at[0], at[1], at[1] + len(edit.old), edit.new)


def _where(document: Document, edit: Edit, lines: list[str]) -> tuple[int, int] | None:
    """Line and column of the edit in the file; None where it goes over lines or is not found exactly once."""
    paragraph, start, end = document.blocks[edit.block], edit.start, edit.end
    assert isinstance(paragraph, Paragraph)
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


def _apart(edits: list[InLine]) -> Iterator[InLine]:
    """The edits that do not overlap an earlier one."""
    line, end = -1, 0
    for edit in edits:
        if edit.line != line or edit.start >= end:
            yield edit
            line, end = edit.line, edit.end
