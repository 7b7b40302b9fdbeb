"""Scanned pages: recognised text and drawn lines, handed on as the same characters and rules as any page's.

Needs the extra ``ocr`` (rapidocr-onnxruntime, whose wheel brings its models; nothing is fetched). It is imported only
when a page needs it: the models take half a second to load and a page takes seconds.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import pypdfium2

from reconcile.document import Box
from reconcile.limits import allow_memory, allow_processor
from reconcile.patterns import lazy_regex
from reconcile.readers import pace
from reconcile.readers.pdf.drawn import Char, Rule
from reconcile.readers.pdf.geometry import Frame
from reconcile.readers.pdf.lines import UNKNOWN
from reconcile.readers.pdf.page import Source

SCALE = 200 / 72  # pixels for each point
MOST_PIXELS = 40_000_000  # of a page's picture
MOST_PAGES = 100  # of one document
MEGABYTES = 1024  # that recognition takes at most beyond what reading may: its models and the layers of one picture
SECONDS = 60.0  # of the processors' work that a page may take; usual are five to fifteen
LEAST_RULE = 18.0  # points: a straight stroke this long is no part of a letter
THICKEST_RULE = 5.0  # points
SURE = 0.5  # recognised text below this score is left out
SURE_DIGIT = 0.9  # a character of a number below this score is unknown, and so the number is not read
RED = 50  # of 255: how much redder than anything else the ink of seals and of red headlines is
LETTER = 1.5  # of a recognised line's height: a straight stroke in it that is no longer belongs to a letter
SHOWN = 80  # characters of what the engine says

TOO_MANY = f"文字识别（OCR）每份文件最多 {MOST_PAGES} 页，请把文件拆开"
NOTHING = "文字识别（OCR）没有认出文字"

_MEMORY = lazy_regex(r"bad_alloc|out of memory|insufficient memory|allocate", re.IGNORECASE)
_NUMERIC = frozenset("0123456789.,%-−")


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr_onnxruntime") is not None


class Recognizer:
    """Reads pages of one document by their pictures; ``hint`` says why the last one was not read."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.hint = ""
        self._document = document
        self._pages = 0
        self._started = 0.0
        self._failure = ""

    @cached_property
    def _engine(self) -> Any:
        allow_memory(MEGABYTES)
        allow_processor(SECONDS)
        from rapidocr_onnxruntime import RapidOCR

        return RapidOCR(use_cls=False)

    def source(self, index: int) -> Source | None:
        """The page's recognised characters and its rules; None where nothing was found, or nothing more is tried."""
        if not self._pages:
            self._started = time.monotonic()
        self._pages += 1
        self.hint = self._failure or (TOO_MANY if self._pages > MOST_PAGES else "")
        if self.hint:
            return None
        try:
            source = self._recognised(index)
        except Exception as error:  # the engine has classes of its own for what its runtime says of too little memory
            self.hint = self._failure = failure(error)  # the next page would fare no better
            return None
        self._tell(index + 1)
        self.hint = "" if source else NOTHING
        return source

    def _recognised(self, index: int) -> Source | None:
        page = self._document[index]
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        try:
            picture = page.render(scale=scale).to_numpy()
        finally:
            page.close()
        allow_processor(SECONDS)
        found, _ = self._engine(picture, return_word_box=True)
        chars = [char for line in found or () for char in line_chars(line, scale)]
        if not chars:
            return None
        frame = Frame(0.0, 0.0, width, height, 0)
        lines = [_box(line[0], scale) for line in found]
        rules = [rule for rule in drawn_rules(picture, scale) if not _is_of_a_letter(rule, lines)]
        return Source(chars, rules, [], [], frame, frame)

    def _tell(self, number: int) -> None:
        """How far recognition is, and how many pages it reads in a minute."""
        minutes = max(time.monotonic() - self._started, 0.001) / 60
        pace.tell(f"文字识别：第{number}页，每分钟约{self._pages / minutes:.0f}页")


def failure(error: Exception) -> str:
    """What is said where recognition is installed and fails."""
    lines = str(error).strip().splitlines()  # some bring the whole traceback of another one
    told = f"{type(error).__name__}: {lines[-1].strip() if lines else ''}"
    if isinstance(error, MemoryError) or _MEMORY.search(str(error)):
        return "文字识别（OCR）时内存不足，请在内存更大的电脑上重试，或把文件拆小"
    if isinstance(error, ImportError):
        return f"OCR 组件已安装但无法载入（{told[:SHOWN]}），请重新安装"
    return f"文字识别（OCR）出错（{told[:SHOWN]}）"


def line_chars(line: Sequence[Any], scale: float) -> Iterator[Char]:
    """The characters of one recognised line (corners, text, score, words' corners, words, …), in points."""
    corners, _, score, boxes, words = line[:5]
    if float(score) < SURE:
        return
    base = max(y for _, y in corners) / scale
    scores = _scores(line)
    for box, word in zip(boxes, words, strict=True):
        xs, ys = [x / scale for x, _ in box], [y / scale for _, y in box]
        left, step = min(xs), (max(xs) - min(xs)) / max(len(word), 1)
        for k, letter in enumerate(word):
            if not letter.isspace():
                sure = next(scores, float(score)) >= SURE_DIGIT
                letter = letter if sure or letter not in _NUMERIC else UNKNOWN
                yield Char(left + k * step, min(ys), left + (k + 1) * step, max(ys), letter, base)


def _scores(line: Sequence[Any]) -> Iterator[float]:
    """The score of each character that is no space, as far as the line has them."""
    text, each = str(line[1]), line[5] if len(line) > 5 else ()
    if len(each) == len(text):
        yield from (float(score) for letter, score in zip(text, each, strict=True) if not letter.isspace())


def _box(corners: Sequence[Sequence[float]], scale: float) -> Box:
    xs, ys = [x / scale for x, _ in corners], [y / scale for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _is_of_a_letter(rule: Rule, lines: Sequence[Box]) -> bool:
    """Whether a stroke stands within a recognised line and is no longer than its letters are high."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2
    length = max(rule.x1 - rule.x0, rule.y1 - rule.y0)
    return any(a <= x <= c and b <= y <= d and length <= LETTER * (d - b) for a, b, c, d in lines)


def drawn_rules(picture: Any, scale: float) -> list[Rule]:
    """The straight level and upright strokes in a picture (rows × columns × colours), in points."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(picture[:, :, :3])
    reddish = (cv2.subtract(red, cv2.max(blue, green)) > RED).astype("uint8")  # seals, the rule under a red headline
    grey[cv2.dilate(reddish, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))) > 0] = 255
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 10)
    length = max(int(LEAST_RULE * scale), 3)
    rules: list[Rule] = []
    for shape in ((length, 1), (1, length)):
        strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        strokes = cv2.dilate(strokes, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))  # a little slope breaks lines
        count, _, boxes, _ = cv2.connectedComponentsWithStats(strokes)
        for x, y, width, height, _ in boxes[1:count].tolist():
            x0, y0, x1, y1 = x / scale, y / scale, (x + width) / scale, (y + height) / scale
            if shape[1] == 1 and y1 - y0 <= THICKEST_RULE:
                rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
            elif shape[0] == 1 and x1 - x0 <= THICKEST_RULE:
                rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
    return rules
