"""Names in running prose, without level marks: 社会保障与就业支出, 一般公共预算服务支出 and the like.

Prose shortens and paraphrases names as it likes, so only slips are told that nobody writes on purpose: another word
for 和 in an official name, and one or two wrong characters within a long one, with both ends right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reconcile.patterns import compiled, lazy
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple

from .lexicon import Lexicon
from .names import normalise, stem
from .near import distance

JOINERS = lazy(r"[与和及同]")
BREAK = lazy(r"[^\u4e00-\u9fff]|万元|亿元|个百分点")
LEAD = lazy(r"(?:[于括为是和及的中在年度市区县省级州本将按由对、]|安排|分别|支出|下达|增加|减少|完成|压减|列支)$")
AMOUNT = lazy(r"(?:预算|决算|完成|执行|安排)?数?为?[\d:,]|$")
WINDOW = 20
YEAR = lazy(r"(?<!\d)(20[0-4]\d)(?!\d)")
LONG = 6  # characters of a name (without 支出) from which more than a joiner is told


class NearName(NamedTuple):
    """A stretch of text that is nearly an official name, or an old one. ``evidence`` is document or published;
    ``since`` is the first year of the official name where the printed one is old, else 0."""

    start: int
    end: int
    text: str
    official: str
    code: str
    evidence: str
    since: int = 0


class PlainNames:
    """Finds near names in the paragraphs of one document, whose tables print ``pairs`` (code → name)."""

    def __init__(self, pairs: Mapping[str, str], lexicon: Lexicon, year: int | None = None) -> None:
        classes = [e for e in lexicon.classification.entries("functional") if len(e.code) == 3]
        self._known = lexicon.stems
        self._printed = frozenset(stem(n) for n in pairs.values())
        self._classes = {
            stem(e.name): (e.name, e.code)
            for e in classes
            if e.published and e.valid(year) and e.name.endswith("支出") and len(stem(e.name)) >= 4
        }
        self._own = {stem(n) for c, n in pairs.items() if len(c) == 3}
        self._variants = dict(_variants(pairs, self._known | self._printed))
        self._old = dict(old_names(pairs, lexicon, year))

    def find(self, text: str) -> list[NearName]:
        """All near names of the text; offsets are those of the text as given."""
        squeezed = squeeze(text)
        found = [*self._of_classes(squeezed.text), *self._of_rows(squeezed.text), *self._outdated(squeezed.text)]
        at = squeezed.offsets
        return [n._replace(start=at[n.start], end=at[n.end - 1] + 1) for n in sorted(set(found))]

    def _of_classes(self, text: str) -> Iterable[NearName]:
        for match in compiled("支出").finditer(text):
            window = text[max(0, match.start() - WINDOW) : match.start()]
            for gap in BREAK.finditer(window):
                last = gap.end()
                window = " " * last + window[last:]
            words = window.strip()
            if len(words) < 4 or any(self._knows(words[i:]) for i in range(len(words) - 1)):
                continue
            near = self._nearest(words)
            if near:
                printed, official = near
                name, code = self._classes[official]
                evidence = "document" if official in self._own else "published"
                start = match.start() - len(printed)
                yield NearName(start, match.end(), text[start : match.end()], name, code, evidence)

    def _knows(self, words: str) -> bool:
        """Whether the words (without 支出) are a name: of the lexicon, of any year, or of the document's tables."""
        return words in self._known or words in self._printed

    def _nearest(self, words: str) -> tuple[str, str] | None:
        """The tail of the words that is nearly a 类, and that 类; None where none or several are."""
        found: dict[str, str] = {}
        for official in self._classes:
            if official[-1] != words[-1]:
                continue  # a slip is never in the last character
            for size in range(len(official) - 1, len(official) + 3):
                tail, lead = words[-size:], words[:-size]
                if len(tail) == size and slip(tail, official) and (not lead or LEAD.search(lead)):
                    found[official] = tail
                    break
        return next(((t, o) for o, t in found.items()), None) if len(found) == 1 else None

    def _of_rows(self, text: str) -> Iterable[NearName]:
        for variant, (name, code) in self._variants.items():
            start = text.find(variant)
            while start >= 0:
                yield NearName(start, start + len(variant), variant, name, code, "document")
                start = text.find(variant, start + 1)

    def _outdated(self, text: str) -> Iterable[NearName]:
        """Old names of 类, where no earlier year is spoken of."""
        for old, (name, code, since, evidence) in self._old.items():
            if old not in text:
                continue
            for match in compiled(rf"{re.escape(old)}(?:支出)?").finditer(text):
                years = [int(y) for y in YEAR.findall(text[: match.start()])]
                alone = evidence == "document" or _stands_alone(text, *match.span())
                if alone and (not years or years[-1] >= since):
                    yield NearName(match.start(), match.end(), match[0], name, code, evidence, since)


def slip(printed: str, official: str) -> bool:
    """Whether the printed name (without 支出) can only be a slip of the official one, and not a way to shorten it."""
    if printed == official or printed[0] != official[0] or printed[-1] != official[-1]:
        return False
    if JOINERS.sub("", printed) == JOINERS.sub("", official):
        return len(JOINERS.findall(printed)) >= len(JOINERS.findall(official))  # 社会保障就业支出 is a short form
    if len(official) < LONG:
        return False
    if len(printed) > len(official):
        return _put_in(printed, official)
    shortened = len(printed) < len(official) and "等" in official  # 资源勘探工业信息支出
    return len(official) > LONG and not shortened and distance(printed, official, 1) == 1


def _put_in(printed: str, official: str) -> bool:
    """Whether the printed name is the official one with 预算 or a doubled word or character in it."""
    extra = len(printed) - len(official)
    for at in range(1, len(official)):
        if printed[:at] == official[:at] and printed[at + extra :] == official[at:]:
            put = printed[at : at + extra]
            if put == "预算" or put in (official[at : at + extra], official[max(0, at - extra) : at]):
                return True
    return False


def old_names(
    pairs: Mapping[str, str], lexicon: Lexicon, year: int | None
) -> Iterable[tuple[str, tuple[str, str, int, str]]]:
    """Names of 类 that were replaced before the year: by the names that the document's tables print, or by a name
    that published documents print, a year later at least."""
    own = {normalise(n) for n in pairs.values()}
    for rename in lexicon.classification.renames:
        for code, name in rename.new if len(rename.new) == 1 else ():
            old = normalise(rename.old_name)
            past = year is not None and rename.year and rename.year + 2 * rename.approximate <= year
            if not past or rename.kind != "functional" or len(code) != 3 or stem(old) == stem(name) or old in own:
                continue
            if normalise(pairs.get(code, "")) == normalise(name) and len(old) >= LONG + 2:
                yield old, (name, code, rename.year, "document")
            elif (
                code not in pairs
                and year
                and rename.year < year
                and len(old) >= LONG
                and _today(lexicon, code, name, year)
            ):
                yield old, (name, code, rename.year, "published")


def _today(lexicon: Lexicon, code: str, name: str, year: int) -> bool:
    return any(e.name == name and e.published and e.valid(year) for e in lexicon.by_code("functional", code))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the name is the whole of an item (…支出63573万元), and not a piece of a longer one."""
    before, after = text[:start], text[end:]
    return not (before[-1:] and "\u4e00" <= before[-1] <= "\u9fff" and not LEAD.search(before)) and bool(
        AMOUNT.match(after)
    )


def _variants(pairs: Mapping[str, str], known: frozenset[str]) -> Iterable[tuple[str, tuple[str, str]]]:
    """The document's own long names with another word for 和, 与 or 及, where that is not a name itself."""
    for code, printed in pairs.items():
        name = normalise(printed)
        if len(name) < 8 or len(code) < 5:
            continue
        for joiner in JOINERS.finditer(name):
            for other in "与和及":
                variant = name[: joiner.start()] + other + name[joiner.end() :]
                if other != joiner[0] and stem(variant) not in known:
                    yield variant, (printed, code)
