"""同音错字：更游校的整合（别处写更有效的整合）

同样的上下文在文件里写了两遍，中间两个字都是读音相同、写法不同，其中一种写法不成词。两种写法都成词的不报。
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
SIZE = 2  # characters that differ: one may be a word of its own (市县及国库, 市县级国库) or another name
BEFORE, AFTER = 1, 4  # characters around them that are the same at both places


class Spot(NamedTuple):
    """A stretch of a passage, and what stands around it."""

    passage: Passage
    start: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.start + SIZE]

    @property
    def around(self) -> str:
        return self.passage.text[self.start - BEFORE : self.start + SIZE + AFTER]

    @property
    def is_words(self) -> bool:
        """Whether a word of more than one character covers some of it."""
        at = self.start - BEFORE
        for word in words().cut(self.around):
            if len(word) > 1 and at < self.start + SIZE and at + len(word) > self.start:
                return True
            at += len(word)
        return False


def check(facts: Facts) -> Iterator[Result]:
    for spots in _alike(facts):
        right = next((s for s in spots if s.is_words), None)
        for wrong in spots if right else ():
            if right and not wrong.is_words and sound_alike(wrong.text, right.text):
                yield _finding(wrong, right)


def _alike(facts: Facts) -> Iterator[list[Spot]]:
    """Stretches that differ in each character, with the same characters around them."""
    first: dict[str, tuple[Passage, int]] = {}
    others: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in sentences(facts):
        text = passage.text
        for run in HAN.finditer(text):
            for at in range(run.start() + BEFORE, run.end() - SIZE - AFTER + 1):
                end = at + SIZE
                around = text[at - BEFORE : at] + text[end : end + AFTER]
                known, there = first.setdefault(around, (passage, at))
                if known.text[there : there + SIZE] != text[at:end]:
                    others[around].append((passage, at))
    for around, more in others.items():
        yield [Spot(passage, at) for passage, at in (first[around], *more)]


def _finding(wrong: Spot, right: Spot) -> Finding:
    return Finding(
        CODE, NAME, KIND, SEVERITY,
        f"“{wrong.around}”中的“{wrong.text}”不成词，另一处写“{right.around}”，读音相同。",
        (
            wrong.passage.quote(wrong.start, wrong.start + SIZE),
            right.passage.quote(right.start, right.start + SIZE, "partner"),
        ),
        expected=right.text, suggestion=f"改为“{right.text}”",
    )  # fmt: skip
