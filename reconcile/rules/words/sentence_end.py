"""段末标点：一段话没有句号就到了下一个标题，或以逗号、分号、顿号结束

下一段另起标题或编号时，上一段应当已经说完。分号后接着列举下一项的，不查。
为什么：段末缺标点，有时是后面半句丢了。

错误示例：按程序落实专项资金拨付，加强监督（下一段：五、实施周期）
正确示例：按程序落实专项资金拨付，加强监督。（下一段：五、实施周期）
依据：《标点符号用法》（GB/T 15834）。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, passages

CODE = "R519"
NAME = "段末缺句号"
KIND = "prose"
SEVERITY = Severity.WARNING

HAN = "[一二三四五六七八九十]+"
HEADING = lazy(rf"(?:第{HAN}部分|{HAN}、|\({HAN}\))[\u4e00-\u9fff\"]")
SENTENCE = lazy(r"[,;。].*[\u4e00-\u9fff0-9%,;、]$")
SOURCE = lazy(r"^(?:资料|数据)来源|整理$|提供$")  # below a table or a chart, and no sentence
SHORTEST = 30


def check(facts: Facts) -> Iterator[Result]:
    read = list(passages(facts))
    for passage, following in pairwise(read):
        if passage.part == "text" and following.block == passage.block + 1 and _unfinished(passage, following):
            end = len(passage.text)
            yield Finding(
                CODE, NAME, KIND, SEVERITY, f"这一段没有句号就到了“{following.text[:16]}”。",
                (passage.quote(end - 1, end), following.quote(0, min(len(following.text), 16), "next")),
                suggestion="补上句号，或补上漏掉的半句",
            )  # fmt: skip


def _unfinished(passage: Passage, following: Passage) -> bool:
    text = passage.text
    heading = following.paragraph.level > 0 or len(following.text) < 40
    return (
        len(text) >= SHORTEST
        and passage.paragraph.level == 0
        and not HEADING.match(text)
        and not SOURCE.search(text)
        and SENTENCE.search(text) is not None
        and heading
        and HEADING.match(following.text) is not None
    )
