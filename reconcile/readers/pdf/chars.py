"""The characters of a page that a reader of the paper sees, each with its box and baseline.

pdfium hands over every character that the content stream draws. Left out here is what nobody sees or what is no text
of the document: characters outside the page or outside their clip path (WPS draws a paragraph that runs over a page
break in full on both pages and clips it), hidden ones, and watermarks, which are far larger than the text or slanted.
Clip paths and render modes are asked for only where something points to them, for they cost as much as all the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, partial
from itertools import compress, repeat
from math import atan2, degrees, isfinite
from statistics import median_low
from typing import Any

from reconcile.characters import radicals
from reconcile.document import Box
from reconcile.patterns import lazy_regex
from reconcile.readers.pdf import binding as pdfium
from reconcile.readers.pdf.clips import clip_box
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.fonts import missing_boxes
from reconcile.readers.pdf.geometry import Frame, Matrix, turn_box
from reconcile.readers.pdf.marks import without_marks
from reconcile.readers.pdf.seeing import Scene, unseen, watermark
from reconcile.tuples import NamedTuple

MOST_CHARS = 60_000  # on one page; a dense table has 5,000
ROOM = 1024  # characters that are asked for their boxes at once
MARGIN = 1.0  # how far a character may stand outside of the page, in points
CLIP_MARGIN = 2.0
HUGE, HUGE_POINTS = 3.0, 28.0  # a watermark's glyphs: so many times the usual height, and at least so high
SIDE = 0.1  # of the page's width: turned text there is the page number of a sheet that was turned for its table
NO_CHARACTER = 0xFFFD
STEP = 60.0  # points: characters of one run are no further apart
LEAST_SAMPLE = 8  # characters that show how a page's text is turned
SAME_BASE = 6.0  # points: glyphs of one huge line
FEW = 0.1  # a watermark is at most this share of the characters

# what prose and tables have none of: control characters, private use, scripts other than Latin, Greek and Chinese
_STRANGE = lazy_regex(
    r"[^\0\t\n\r\x02\x20-\x7e\xa0-\xbf\xd7\xf7\u0370-\u03ff\u2000-\u33ff\u4e00-\u9fa5"
    r"\uf0a0-\uf0ff\ufe30-\ufe6f\uff00-\uffef\ufffe\ufeff]"
)
_SPACES = frozenset((32, 0xA0, 0x3000))
_SKIPPED = frozenset((0, 2, 9, 10, 13, 32, 0xA0, 0xAD, 0x3000, 0xFEFF, 0xFFFE, 0x200B))


_make = partial(tuple.__new__, Char)


@cache
def _room() -> tuple[pdfium.Buffer, list[list[Any]]]:
    """Room for the numbers of ``ROOM`` characters, and where each of the six stands: kept, for it takes a while."""
    room = pdfium.doubles(6 * ROOM)
    return room, [[room.reference(6 * k + n) for k in range(ROOM)] for n in range(6)]


class TextPage:
    """The text of one page: a pdfium text page."""

    def __init__(self, page: int) -> None:
        self.handle = pdfium.load_text(page)
        self.count = min(pdfium.count_chars(self.handle), MOST_CHARS)
        self.overflow = self.count == MOST_CHARS
        self._matrix = pdfium.floats(6)
        self._borrowed_ideographs = False
        self._codes = self._read_codes()
        skipped = _SKIPPED
        self._indices = [i for i, code in enumerate(self._codes) if code not in skipped]

    def close(self) -> None:
        pdfium.close_text(self.handle)

    def _read_codes(self) -> list[int]:
        """The code point of each character, ``NO_CHARACTER`` where the file does not say which one it is.

        pdfium gives the number of the glyph then, which is any character at all; where some of them are strange, all
        are asked about.
        """
        codes, text = self._raw_codes()
        if not _STRANGE.search(text):
            return codes
        unknown = pdfium.char_unknown
        return [
            NO_CHARACTER if unknown(self.handle, i) == 1 or (c < 32 and c not in _SKIPPED) else c
            for i, c in enumerate(codes)
        ]

    def _raw_codes(self) -> tuple[list[int], str]:
        """The code points that pdfium gives and their text, in one call where it has one unit for each."""
        if self.count <= 0:
            return [], ""
        units = pdfium.shorts(self.count + 1)
        written = pdfium.get_text(self.handle, 0, self.count, units.address)
        text = units.text(self.count)
        if written == self.count + 1 and len(text) == self.count and "\ufffd" not in text:
            codes: list[int] = units.values(self.count)
            return codes, text
        found = [pdfium.char_code(self.handle, i) for i in range(self.count)]
        codes = [NO_CHARACTER if c > 0x10FFFF or 0xD800 <= c < 0xE000 else c for c in found]
        return codes, "".join(map(chr, codes))

    def quarter_turn(self) -> int | None:
        """How far the page must be turned clockwise for most of its text to stand upright; None if it has too little.

        The text decides, not the page's rotation: landscape tables are drawn sideways on portrait pages.
        """
        sample = self._indices[:: max(1, len(self._indices) // 24)]
        if len(sample) < LEAST_SAMPLE:
            return None
        turns = [round(self.angle(i) / 90) % 4 * 90 for i in sample]
        best = max((0, 90, 180, 270), key=turns.count)
        return best if turns.count(best) > 0.6 * len(turns) else None

    def angle(self, index: int) -> float:
        """How far a character's baseline is turned counter-clockwise on the page, in degrees; leaning ones are not."""
        if not pdfium.char_matrix(self.handle, index, self._matrix.address):
            return 0.0
        return degrees(atan2(self._matrix[1], self._matrix[0]))

    def chars(self, frame: Frame, scene: Scene, careful: bool, borrowed: bool) -> PageChars:
        """The characters in ``frame`` that ``scene`` lets see; with ``careful`` by clip paths and render modes too.

        ``borrowed`` says that some of them are of a font that is not in the file.
        """
        columns = self._columns(frame.matrix(), borrowed)
        indices = self._indices
        cut = not all_inside(columns, frame)
        if cut:
            width, height = frame.width + MARGIN, frame.height + MARGIN
            inside = [
                x1 >= -MARGIN and x0 <= width and -MARGIN <= (y0 + y1) / 2 <= height
                for x0, y0, x1, y1 in zip(*columns[:4], strict=True)
            ]
            columns, indices = columns.only(inside), list(compress(indices, inside))
            cut = not all(inside)
        invisible = False
        if careful or cut:
            seen, invisible = self._seen(columns, indices, frame.matrix())
            if not all(seen):
                columns, indices = columns.only(seen), list(compress(indices, seen))
        upright = self._upright(columns, indices, frame)
        if upright is not None:
            columns, indices = columns.only(upright), list(compress(indices, upright))
        chars = list(map(_make, zip(*columns, strict=True)))
        lost = pale = ""
        if scene.hides:
            handles = [pdfium.char_object(self.handle, i) or 0 for i in indices]
            hidden = unseen(chars, handles, scene, self._bounds)
            chars, lost, pale = without(chars, hidden, watermark(chars, handles, scene))
        return PageChars(without_marks(without_huge(chars)), cut, invisible, self._borrowed_ideographs, lost, pale)

    def _bounds(self, handle: int) -> Box:
        at, size = self._matrix.address, self._matrix.size
        pdfium.object_bounds(handle, at, at + size, at + 2 * size, at + 3 * size)
        left, bottom, right, top = self._matrix.values(4)
        return (left, bottom, right, top)

    def _numbers(self) -> list[float]:
        """Left, right, bottom, top and the origin's x and y of each character."""
        text = repeat(pdfium.reference(self.handle))
        room, (left, right, bottom, top, x, y) = _room()
        numbers: list[float] = []
        for start in range(0, len(self._indices), ROOM):
            indices = self._indices[start : start + ROOM]
            list(map(pdfium.char_box, text, indices, left, right, bottom, top))
            list(map(pdfium.char_origin, text, indices, x, y))
            numbers += room.values(6 * len(indices))
        return numbers

    def _columns(self, matrix: Matrix, borrowed: bool) -> Columns:
        numbers = self._numbers()
        if borrowed:
            self._borrowed_ideographs = missing_boxes(self.handle, self._indices, self._codes, numbers)
        codes = self._codes
        letters = [chr(codes[i]) for i in self._indices]
        known = radicals()
        if not known.keys().isdisjoint(codes):
            letters = [known.get(ord(letter), letter) for letter in letters]
        spaced = [codes[i - 1] in _SPACES for i in self._indices]
        left, right, bottom, top = numbers[0::6], numbers[1::6], numbers[2::6], numbers[3::6]
        a, b, _c, d, e, f = matrix
        if a == 1 and d == -1:
            lefts, rights = [x + e for x in left], [x + e for x in right]
            tops, bottoms = [f - y for y in top], [f - y for y in bottom]
            return Columns(lefts, tops, rights, bottoms, letters, [f - y for y in numbers[5::6]], spaced)
        boxes = [turn_box(x, matrix) for x in zip(left, bottom, right, top, strict=True)]
        bases = [b * x + d * y + f for x, y in zip(numbers[4::6], numbers[5::6], strict=True)]
        lefts, tops, rights, bottoms = ([box[k] for box in boxes] for k in range(4))
        return Columns(lefts, tops, rights, bottoms, letters, bases, spaced)

    def _seen(self, columns: Columns, indices: Sequence[int], matrix: Matrix) -> tuple[list[bool], bool]:
        """Which characters are inside their clip path and not hidden; all of them hidden are the text of a scan."""
        looks: dict[int, tuple[Box | None, bool]] = {}
        seen, hidden = [], []
        for x0, y0, x1, y1, index in zip(*columns[:4], indices, strict=True):
            handle = pdfium.char_object(self.handle, index) or 0
            if handle not in looks:
                looks[handle] = (
                    (clip_box(handle, matrix, self._matrix), pdfium.render_mode(handle) == pdfium.HIDDEN)
                    if handle
                    else (None, False)
                )
            clip, is_hidden = looks[handle]
            x, y, m = (x0 + x1) / 2, (y0 + y1) / 2, CLIP_MARGIN
            hidden.append(is_hidden)
            seen.append(clip is None or (clip[0] - m <= x <= clip[2] + m and clip[1] - m <= y <= clip[3] + m))
        if hidden and all(hidden):
            return seen, True
        return [s and not h for s, h in zip(seen, hidden, strict=True)], False

    def _upright(self, columns: Columns, indices: Sequence[int], frame: Frame) -> list[bool] | None:
        """Which characters are not slanted, nor turned and at the page's side; None where all stand on level lines.

        A slanted or turned run climbs from one character to the next; only the characters of such steps are asked.
        """
        left_side, right_side = SIDE * frame.width, (1 - SIDE) * frame.width
        dropped: set[int] = set()
        lefts, bases = columns.lefts, columns.bases
        climbing = [
            k
            for k, (p, q, left, right) in enumerate(zip(bases, bases[1:], lefts, lefts[1:], strict=False))
            if not -1 <= q - p <= 1 and -STEP < right - left < STEP
        ]
        for at in {at for k in climbing for at in (k, k + 1)}:
            turn = (self.angle(indices[at]) - frame.rotation) % 360
            if 3 < turn % 90 < 87 or (3 < turn < 357 and not left_side < lefts[at] < right_side):
                dropped.add(at)
        return [k not in dropped for k in range(len(lefts))] if dropped else None


class Columns(NamedTuple):
    """The characters of a page as one list for each of their properties, in the order of `Char`."""

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    letters: list[str]
    bases: list[float]
    spaced: list[bool]

    def only(self, kept: Sequence[bool]) -> Columns:
        columns: list[Any] = [list(compress(values, kept)) for values in self]
        return Columns(*columns)


def all_inside(columns: Columns, frame: Frame) -> bool:
    """Whether no character can be outside of the page, by the extremes of all."""
    lefts, tops, rights, bottoms = columns[:4]
    return not lefts or (
        isfinite(sum(lefts) + sum(tops) + sum(rights) + sum(bottoms))
        and min(rights) >= -MARGIN
        and max(lefts) <= frame.width + MARGIN
        and min(tops) >= -MARGIN
        and max(bottoms) <= frame.height + MARGIN
    )


def without(chars: list[Char], lost: set[int], pale: set[int]) -> tuple[list[Char], str, str]:
    """The characters without both, and what these say."""
    seen = [c for k, c in enumerate(chars) if k not in lost and k not in pale]
    return seen, "".join(chars[k].text for k in sorted(lost)), "".join(chars[k].text for k in sorted(pale - lost))


class PageChars(NamedTuple):
    chars: list[Char]
    cut: bool  # some characters stood outside of the page
    invisible: bool  # all of the text is hidden: the recognised text of a scan
    borrowed: bool  # ideographs are of a font that is not in the file
    unseen: str  # what is white on white or covered
    watermark: str  # what stands pale behind the text


def without_huge(chars: list[Char]) -> list[Char]:
    """The characters without a watermark: glyphs far larger than the rest that stand amid it, not over it."""
    if len(chars) < 9:
        return chars
    heights = [c[3] - c[1] for c in chars]
    limit = max(HUGE_POINTS, HUGE * median_low(heights))
    if max(heights) <= limit:
        return chars
    huge = [c for c in chars if c.y1 - c.y0 > limit]
    if len(huge) > FEW * len(chars):
        return chars
    rest = sorted((c.y0 + c.y1) / 2 for c in chars if c.y1 - c.y0 <= limit)
    beside = {c.base for c in huge if bisect_left(rest, c.y0) < bisect_right(rest, c.y1)}
    return [c for c in chars if c.y1 - c.y0 <= limit or not any(abs(c.base - base) < SAME_BASE for base in beside)]
