"""同音错字：更游校的整合（别处写更有效的整合）

同样的上下文在文件里写了两遍，中间一两个字读音相同、写法不同，其中一种写法不成词。两种写法都成词的不报。
为什么：拼音输入选错了字，单看一处不容易发现，同一文件里写对的那一处是证据。

错误示例：能更有效的整合社区资源。本项目为了更游校的整合社区资源。
正确示例：能更有效的整合社区资源。本项目为了更有效的整合社区资源。
依据：行文规范；同一文件中写对的那一处。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.lexicon.segmenting import words
from reconcile.lexicon.sounds import sound_alike
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, sentences
from reconcile.tuples import NamedTuple

CODE = "R520"
NAME = "同音错字"
KIND = "prose"
SEVERITY = Severity.WARNING

HAN = lazy(r"[\u4e00-\u9fff]{6,}")
BEFORE = {1: 2, 2: 1}  # characters before a stretch of one, of two characters that are the same at both places
AFTER = 4  # characters behind it that are


class Spot(NamedTuple):
    """A stretch of a passage, and what stands around it."""

    passage: Passage
    start: int
    size: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.start + self.size]

    @property
    def is_words(self) -> bool:
        """Whether a word of more than one character covers some of it."""
        low = self.start - BEFORE[self.size]
        at = low
        for word in words().cut(self.passage.text[low : self.start + self.size + AFTER]):
            if len(word) > 1 and at < self.start + self.size and at + len(word) > self.start:
                return True
            at += len(word)
        return False


def check(facts: Facts) -> Iterator[Result]:
    for size, before in BEFORE.items():
        for spots in _alike(facts, size, before):
            wrong = [s for s in spots if not s.is_words]
            right = next((s for s in spots if s.is_words), None)
            for spot in wrong if right else ():
                assert right is not None
                if sound_alike(spot.text, right.text):
                    yield _finding(spot, right, before)


def _alike(facts: Facts, size: int, before: int) -> Iterator[list[Spot]]:
    """Stretches of ``size`` characters that differ in each of them, with the same characters around them."""
    first: dict[str, tuple[Passage, int]] = {}
    others: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in sentences(facts):
        text = passage.text
        for run in HAN.finditer(text):
            for at in range(run.start() + before, run.end() - size - AFTER + 1):
                end = at + size
                around = text[at - before : at] + text[end : end + AFTER]
                known, there = first.setdefault(around, (passage, at))
                if known.text[there : there + size] != text[at:end]:
                    others[around].append((passage, at))
    for around, more in others.items():
        yield [Spot(passage, at, size) for passage, at in (first[around], *more)]


def _finding(spot: Spot, right: Spot, before: int) -> Finding:
    quoted = [s.passage.text[s.start - before : s.start + s.size + AFTER] for s in (spot, right)]
    return Finding(
        CODE, NAME, KIND, SEVERITY,
        f"“{quoted[0]}”中的“{spot.text}”不成词，另一处写“{quoted[1]}”，读音相同。",
        (
            spot.passage.quote(spot.start, spot.start + spot.size),
            right.passage.quote(right.start, right.start + right.size, "partner"),
        ),
        expected=right.text, suggestion=f"改为“{right.text}”",
    )  # fmt: skip
