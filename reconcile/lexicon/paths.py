"""Paths of category names in prose, found with the offsets of each level.

A path reads 住房保障支出（类）住房改革支出（款）住房公积金（项）. Names may stand before their marks (教育支出（类）,
教育（类）支出) or after marks with codes (（210类）卫生健康支出).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.patterns import compiled, lazy
from reconcile.text import Squeezed, squeeze
from reconcile.tuples import NamedTuple

LENGTH = {"类": 3, "款": 5, "项": 7}
MARK = lazy(r"[(\[](?P<code>\d{2,7})?(?P<level>[类款项])(?:级)?[)\]]")
STOP = lazy(r"[*#_`.,。;:!?\"'<>《》【】=/%\d\[\]|~、…]")
JOIN = lazy(r"^[-—–·>→/\"']+|^(?:科目)?(?:下|中)?的(?=.)")
CODE = lazy(
    r"(?<!\d)2\d\d(?:\d\d){0,2}(?=[\u4e00-\u9fff“\"])(?![万亿千元年月日人个辆台批次户家所名])"
)  # 2010601行政运行
FILLER = lazy(
    r"^(?:年度?|月份?|日|其中|(?:主要)?包括|(?:主要)?用于|主要[是为]|安排的?|列入|计入|科目|功能分类|本年|当年|上年"
    r"|共计|合计|分别[为是]|反映|以及|万元|亿元|元|含|在|将|由|对|按照?|[一二三四五六七八九十]是|[为是])+(?=.{2})"
)
NAME = lazy(r"[\u4e00-\u9fff、]+(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff、]*)*")
LONGEST = 34  # characters of a name; 国家电影事业发展专项资金对应专项债务收入安排的支出 has 25


class PathLevel(NamedTuple):
    """One level of a path. ``name`` is as printed but for blanks and width, with a 支出 that follows the mark;
    ``start`` and ``end`` are where it stands in the text; ``code`` are the digits in the mark or before the name."""

    level: str
    name: str
    code: str
    start: int
    end: int


class PathMention(NamedTuple):
    """One to three levels that follow each other, from the first name to the last mark."""

    levels: tuple[PathLevel, ...]
    start: int
    end: int


def find_paths(text: str) -> list[PathMention]:
    """All paths in the text, in order. A single name with its mark (教育支出（类）) is a path of one level."""
    squeezed = squeeze(text)
    marks = list(MARK.finditer(squeezed.text))
    found: list[PathMention] = []
    floor = 0
    for group in _groups(squeezed.text, marks):
        levels = list(_levels(squeezed, group, floor))
        floor = group[-1].end()
        if levels:
            end = max(squeezed.offsets[floor - 1] + 1, levels[-1].end)
            found.append(PathMention(tuple(levels), levels[0].start, end))
    return found


def _groups(text: str, marks: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Marks that make one path: each deeper than the one before, with only a name between them."""
    group: list[re.Match[str]] = []
    for mark in marks:
        if group:
            between = CODE.sub("", text[group[-1].end() : mark.start()], count=1)
            deeper = LENGTH[mark["level"]] > LENGTH[group[-1]["level"]]
            if not deeper or len(between) > LONGEST or compiled(r"[,。;:!?]|^、|\d{3}|万元").search(between):
                yield group
                group = []
        group.append(mark)
    if group:
        yield group


def _levels(squeezed: Squeezed, group: list[re.Match[str]], floor: int) -> Iterator[PathLevel]:
    text = squeezed.text
    first = group[0]
    names_after = bool(first["code"]) and (
        first.start() == 0 or not compiled(r"[\u4e00-\u9fff)]").match(text[first.start() - 1])
    )
    for index, mark in enumerate(group):
        if names_after:
            stop = group[index + 1].start() if index + 1 < len(group) else len(text)
            start, end = mark.end(), _name_end(text, mark.end(), stop)
        else:
            end = mark.start()
            start = _after(text, group[index - 1].end(), end) if index else _name_start(text, end, floor)
        code = CODE.match(text, start, end) or _code_before(text, start, floor)
        start = max(start, code.end()) if code else start
        name = text[start:end]
        if name and not names_after and text.startswith("支出", mark.end()) and not name.endswith("支出"):
            name += "支出"
        if name:
            at = squeezed.offsets
            number = mark["code"] or (code[0] if code else "")
            yield PathLevel(mark["level"], name, number, at[start], at[end - 1] + 1)


def _code_before(text: str, start: int, floor: int) -> re.Match[str] | None:
    """A code that stands right before the name."""
    found = (CODE.match(text, start - n) for n in (7, 5, 3) if start - n >= floor)
    return next((m for m in found if m and m.end() == start), None)


def _after(text: str, start: int, end: int) -> int:
    """Where the name between two marks starts: after 支出 that belongs to the level before, and after what joins."""
    if text.startswith("支出", start) and end - start >= 4:
        start += 2
    joint = JOIN.match(text[start:end])
    return start + joint.end() if joint else start


def _name_start(text: str, end: int, floor: int) -> int:
    """Where the first name starts: after the nearest stop, a bracket that is not part of it, or words that lead in."""
    position = end
    while position > max(floor, end - LONGEST):
        char = text[position - 1]
        if char == ")":
            opening = text.rfind("(", max(floor, position - 8), position)
            if opening < 0 or compiled(r"\d").search(text[opening:position]) or MARK.fullmatch(text, opening, position):
                break
            position = opening
        elif char == "(" or STOP.match(char):
            break
        else:
            position -= 1
    filler = FILLER.match(text[position:end])
    return position + filler.end() if filler else position


def _name_end(text: str, start: int, stop: int) -> int:
    found = NAME.match(text, start, stop)
    return found.end() if found else start
