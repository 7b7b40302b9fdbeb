"""Lines to paragraphs, over line and page breaks.

A line goes on in the next one when it is full: when what begins the next line would not have fitted any more. The
next line must then begin at the left margin, be of the same size and follow closely, or stand first on the next page.
Headings, unit lines, table titles and lines of a table of contents stay alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reconcile.document import Paragraph, Place, Segment
from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.geometry import Matrix, turn_box
from reconcile.readers.pdf.lines import Line
from reconcile.tuples import NamedTuple

RAGGED = 36.0  # points: a page whose longest line ends so far before the usual right margin does not show it
LEAST_RIGHT = 0.75  # of the page's width
STANDS_IN = 2.5  # em: the second line of a title begins this far in at least
BODY = 15  # characters: a line this long shows where the margins are
SLACK = 2.2  # em: a line that ends so close to the right margin is full
NARROW = 0.55  # em: a digit or letter
CENTRED = 0.4  # em: how far the middle of a centred line may be off
INDENT = 1.2  # em: a first line's indentation is more than this
FAR = 2.2  # em: more than this between two lines ends the paragraph
SPACED = 1.35  # of the usual distance of lines: a new paragraph after a full stop
MOST_PITCH = 60.0  # points
SAME_SIZE = 0.35
NOTE = 0.85  # of the body's size: what is smaller is a note at the foot of the page
INK = 1.05  # an em in heights of the tallest character's ink

_HEADING = lazy_regex(
    r"第[一二三四五六七八九十百]+(?:部分|章|节|条)|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|[（(]\d{1,2}[）)]|附[件表]|目\s*录$|注\s*[:：\d]|备注[:：]"
)
_ALONE = lazy_regex(
    r"[（(]?\s*(?:金额|计量|编制|货币)?单位\s*[:：]\s*(?:人民币)?\S{0,6}[）)]?|[（(]?(?:公开|附)?表\s*[\d一二三四五六七八九十]+[）)]?|公开\d+表"
)
_UNIT_AT_END = lazy_regex(r"\s(?:金额|计量)?单位\s*[:：]\s*\S{0,4}元$")
_NUMERAL = lazy_regex(r"[\d一二三四五六七八九十百]+")
_LEADERS = lazy_regex(r"\s*(?:[.．·•…⋯\-—_]\s*){4,}\s*[-—－]?\s*(\d{1,4})?\s*[-—－]?$")
_CONTENTS = lazy_regex(r".*\S\s+\d{1,3}$")
_TOKEN = lazy_regex(  # what the line breaking keeps together at the start of a line
    r"[（(“‘《〈【〔「『]*(?:[\d,.]+[%％‰]?|[A-Za-z]+|.)[，。、；：！？）)”’》〉】〕」』%％,.;:]*"
)
_TITLE_END = lazy_regex(r"(?:表|报告|说明)(?:[（(][^）)]{1,12}[）)])?$")
_SENTENCE_END = "。！？!?；;：:"


class Placed(NamedTuple):
    """A line with its page (from 1), its number on the page (from 1) and how the page is turned."""

    line: Line
    page: int
    number: int
    turn: Matrix | None = None


class Margins(NamedTuple):
    """The left and right margins of a page's body text and the usual distance of its lines, in points."""

    left: float
    right: float
    pitch: float = 0.0


def margins(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[Margins]:
    """Each page's margins from (width, lines): what its long lines show, or those of most pages as wide.

    Lists and contents of short lines do not reach the right margin and so do not show it.
    """
    own = [_shown(lines) for _, lines in pages]
    usual: dict[int, Margins] = {}
    for width in {round(w) for w, _ in pages}:
        known = [m for (w, _), m in zip(pages, own, strict=True) if m and round(w) == width]
        if known:
            right = max(median(m.right for m in known), LEAST_RIGHT * width)
            usual[width] = Margins(median(m.left for m in known), right, median(m.pitch for m in known))
        else:
            usual[width] = Margins(0.15 * width, 0.85 * width)
    return [
        m if m and m.right > usual[round(width)].right - RAGGED else usual[round(width)]
        for (width, _), m in zip(pages, own, strict=True)
    ]


def _shown(lines: Sequence[Line]) -> Margins | None:
    long = [line for line in lines if len(line.text) > BODY and not is_alone(line.text)]
    if len(long) < 2:
        return None
    steps = [b - a for a, b in pairwise(line.base for line in lines) if 0 < b - a < MOST_PITCH]
    return Margins(min(line.x0 for line in long), max(line.x1 for line in long), median(steps) if steps else 0.0)


def paragraphs(lines: Sequence[Placed], page_margins: dict[int, Margins]) -> list[Paragraph]:
    """The paragraphs of lines that no table interrupts."""
    groups: list[list[Placed]] = []
    for placed in (part for whole in lines for part in _parts(whole)):
        body = _above_notes(groups, placed)
        if body and _goes_on(body, placed, page_margins):
            body.append(placed)
        else:
            groups.append([placed])
    return [make_paragraph(group) for group in groups]


def _above_notes(groups: Sequence[list[Placed]], placed: Placed) -> list[Placed] | None:
    """The paragraph that the line may go on: the last one, or on a new page the last one above what is printed smaller
    at the foot of the page before."""
    for group in reversed(groups):
        last = group[-1]
        note = last.page == group[0].page == placed.page - 1 and last.line.size < NOTE * placed.line.size
        if not note:
            return group
    return None


def _parts(placed: Placed) -> list[Placed]:
    """A line as it is, or its two ends: 编制部门 on the left and 单位 on the right are two things."""
    line = placed.line
    unit = _UNIT_AT_END.search(line.text)
    if not unit:
        return [placed]
    at, after = unit.start(), unit.start() + 1
    left, top, right, bottom = line.box
    first = line._replace(text=line.text[:at], edges=line.edges[: at + 1], box=(left, top, line.edges[at], bottom))
    then = line._replace(text=line.text[after:], edges=line.edges[after:], box=(line.edges[after], top, right, bottom))
    return [placed._replace(line=first), placed._replace(line=then)]


def _goes_on(group: list[Placed], placed: Placed, page_margins: dict[int, Margins]) -> bool:
    last, line = group[-1].line, placed.line
    before, here = _margins_of(group[-1], page_margins), _margins_of(placed, page_margins)
    em = max(line.size, last.size) * INK
    if is_alone(last.text) or is_alone(line.text) or not _same_size(last, line):
        return False
    same_page = placed.page == group[-1].page
    if placed.page - group[-1].page > 1 or (same_page and line.box[1] - last.box[3] > FAR * em):
        return False
    if same_page and _is_title(last, line, here, em):
        return True
    if len(group) == 1 and _TITLE_END.search(last.text) and _TITLE_END.search(line.text):
        return False
    room = before.right - last.x1
    if not _is_full(last, line, room, em):
        return False
    ended = last.text[-1] in _SENTENCE_END
    if ended and same_page and here.pitch and line.base - last.base > SPACED * here.pitch:
        return False
    mark = _mark(line.text)
    if mark and (ended or mark == _mark(group[0].line.text) or (len(group) == 1 and _mark(last.text))):
        return False
    if line.x0 - here.left < INDENT * em:
        return not mark or room < SLACK * em
    if ended or mark:
        return False
    # a paragraph that stands further in as a whole: its second line begins where the others will
    return len(group) > 1 and abs(line.x0 - last.x0) < 0.5 * em


def _margins_of(placed: Placed, page_margins: dict[int, Margins]) -> Margins:
    """The margins of the line's column, or of its page."""
    page = page_margins[placed.page]
    column = placed.line.column
    return page._replace(left=column[0], right=column[1]) if column else page


def _is_title(last: Line, line: Line, here: Margins, em: float) -> bool:
    """Whether a centred line ends a title: the line before was full, or both are centred and it says 表 or 报告."""
    if not _is_centred(line, here, em) or line.x0 - here.left < STANDS_IN * em or last.text[-1] in _SENTENCE_END:
        return False
    if _mark(line.text) or _TITLE_END.search(last.text) or abs(last.size - line.size) > 0.1 * last.size:
        return False
    if _is_centred(last, here, em):
        room = here.right - here.left - (last.x1 - last.x0)
        return room < _width(line.text) * em or bool(_TITLE_END.search(line.text))
    return here.right - last.x1 < _width(line.text) * em


def _same_size(last: Line, line: Line) -> bool:
    """Whether two lines are of one size; a character or two, a full stop at worst, say nothing of it."""
    if min(len(last.text), len(line.text)) < 3:
        return True
    return abs(last.size - line.size) <= SAME_SIZE * max(last.size, line.size)


def _is_centred(line: Line, here: Margins, em: float) -> bool:
    return abs(line.x0 + line.x1 - here.left - here.right) < 2 * CENTRED * em


def _mark(text: str) -> str:
    """The kind of mark that a heading or list item begins with (``（#）``, ``#、``), ``""`` for other lines."""
    found = _HEADING.match(text)
    return _NUMERAL.sub("#", found.group()) if found else ""


def _is_full(last: Line, line: Line, room: float, em: float) -> bool:
    """Whether the next line's first word would not have fitted into the ``room`` after ``last``."""
    if room < SLACK * em:
        return True
    if last.text[-1] in _SENTENCE_END or (len(last.text) <= BODY and not last.column):
        return False
    return room < (_width(line.text) + 0.5) * em


def _width(text: str) -> float:
    """The width in em of what line breaking keeps together at the start of ``text``."""
    token = _TOKEN.match(text)
    return sum(NARROW if c.isascii() else 1.0 for c in token.group()) if token else 0.0


def is_alone(text: str) -> bool:
    """Whether a line is one of those that never run on: units, table numbers, contents."""
    return bool(_ALONE.fullmatch(text) or _LEADERS.search(text) or _CONTENTS.fullmatch(text))


def make_paragraph(group: Sequence[Placed]) -> Paragraph:
    """One paragraph of lines, each of them a segment; a table of contents' dots and page numbers are dropped."""
    text = ""
    segments: list[Segment] = []
    for placed in group:
        line = placed.line
        if text and text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha():
            text += " "
        segments.append(Segment(len(text), _place(placed), line.edges if placed.turn is None else array("f")))
        text += line.text
    leaders = _LEADERS.search(text) if len(group) == 1 else None
    if leaders and leaders.start():
        text = text[: leaders.start()]
    return Paragraph(text, tuple(segments))


def _place(placed: Placed) -> Place:
    box = placed.line.box
    return Place(placed.page, placed.number, turn_box(box, placed.turn) if placed.turn else box)
