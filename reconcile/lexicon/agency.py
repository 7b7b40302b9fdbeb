"""The names an office goes by in its own document: the full name, its short forms, and the one that differs.

上海市普陀区财政局 is also 普陀区财政局, 区财政局 and 本局; 上海市普陀财政局 and 普陀区财政厅 are slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .near import distance

SUFFIX = lazy(
    r"(?:委员会|办公室|办事处|人民政府|管理局|监督局|服务中心|研究院|人民法院|人民检察院|工作局|保障局|联合会|总工会|[局委厅办署校院馆站队所会部中心团处园])$"
)
PLACE = lazy(r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|市|自治区|自治州|地区|盟))?(?:[\u4e00-\u9fff]{1,6}?(?:区|县|市|旗))?")
JOINERS = lazy(r"[与和及]")
HAN = lazy(r"[\u4e00-\u9fff]")
LONG = 7  # characters of an office (without its place) in which one wrong one is told
SHARED_END = 5  # characters at the end that two names share only if they are of one office
OFTEN = 3  # how often the right name must stand in the document before another one is a slip


class AgencySlip(NamedTuple):
    """A name that differs from the office's own: ``paragraph`` is its position among the texts given."""

    paragraph: int
    start: int
    end: int
    text: str
    expected: str


# where the office's own name is expected: before the year of what is told of it
TOLD = lazy(
    r"(?<![\u4e00-\u9fff])(?:第[一二三四五六七八九十]+(?:部分|章|节)|关于)?"
    r"(?P<name>[\u4e00-\u9fff]{3,30}?(?:委员会|办公室|办事处|联合会|总工会|[局厅院校馆站所会]|中心))(?:\(本级\))?"
    r"20\d\d年度?(?:部门|单位)?(?:收入|支出|收支|财政拨款|一般公共预算|政府性基金|国有资本|\"?三公|本年|年初|机关运行|政府采购|预算|决算|没有|无)"
)


def find_strangers(texts: Iterable[str], name: str) -> list[AgencySlip]:
    """The places where another office's name stands where the own one is expected (民政局2024年度收入总计).

    A short form has only characters of the full name, in their order. Nothing is told of a name that stands elsewhere
    in the texts too: that is a subordinate unit's.
    """
    texts = list(texts)
    told = [(i, m) for i, text in enumerate(texts) for m in TOLD.finditer(text)]
    own = [m for _, m in told if _is_own(m["name"], name)]
    others = [(i, m) for i, m in told if not _is_own(m["name"], name)]
    if len(name) < 5 or len(own) < OFTEN or len(others) > len(own) // OFTEN:
        return []
    return [
        AgencySlip(i, m.start("name"), m.end("name"), m["name"], name)
        for i, m in others
        if sum(t.count(m["name"]) for t in texts) == 1
    ]


def _is_own(told: str, name: str) -> bool:
    """Whether what is told is the office's name, a short form, or ends in one behind other words (纳入…财政局)."""
    return is_short_form(told, name) or told[-SHARED_END:] == name[-SHARED_END:]


def is_short_form(short: str, name: str) -> bool:
    """Whether the characters of the one stand in the other in their order, as in 市委市政府信访局, 区人社局."""
    rest = iter(name)
    return short in ("本部门", "本单位", "本局") or all(char in rest for char in short)


def find_slips(texts: Iterable[str], name: str) -> list[AgencySlip]:
    """The stretches that are the office's name but for a word or character, in texts without white space.

    Only what cannot be a short form is told: another word for 和, a 区 or 市 left out or put in within the full name,
    one other character in the middle of a long name. Nothing is told of names that stand in the texts again and again.
    """
    texts = list(texts)
    if len(name) < 6 or not SUFFIX.search(name) or sum(t.count(name) for t in texts) < OFTEN:
        return []
    place = PLACE.match(name)
    core = name[place.end() :] if place else name
    if len(core) < 3:
        return []
    found = [slip for i, text in enumerate(texts) for slip in _slips(i, text, name, core)]
    return [s for s in found if sum(f.text == s.text for f in found) < OFTEN]


def _slips(index: int, text: str, name: str, core: str) -> Iterable[AgencySlip]:
    taken = [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    for variant in _variants(name, core):
        for match in re.finditer(re.escape(variant), text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append((match.start(), match.end()))
                yield AgencySlip(index, match.start(), match.end(), variant, name)
    yield from (s for s in _changed(index, text, name, core) if not any(a < s.end and s.start < b for a, b in taken))


def _variants(name: str, core: str) -> list[str]:
    """The name with another joiner, and the full name without the 区, 县 or 市 before the office."""
    found = []
    for joiner in JOINERS.finditer(core):
        at = joiner.start()
        found += [core[:at] + other + core[at + 1 :] for other in "与和及" if other != joiner[0]]
    head = name[: len(name) - len(core)]
    if len(head) > 4:
        found.append(head[:-1] + core)
    return [v for v in found if v not in name]


def _changed(index: int, text: str, name: str, core: str) -> Iterable[AgencySlip]:
    """The full name with one other character within a long name of an office (财政局 and 民政局 are two offices)."""
    head = name[: len(name) - len(core)]
    if len(core) < LONG or not head:
        return
    for match in re.finditer(re.escape(head), text):
        piece = text[match.start() : match.start() + len(name)]
        if piece != name and piece[-1:] == name[-1] and distance(piece, name, 1) == 1 and len(piece) == len(name):
            other = next(a for a, b in zip(piece, name, strict=True) if a != b)
            if HAN.match(other):
                yield AgencySlip(index, match.start(), match.start() + len(name), piece, name)
