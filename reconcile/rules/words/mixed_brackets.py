"""括号左右全角半角不配：（款)、(类）

一对括号应当同为全角或同为半角；整份文件用半角括号的不查。
为什么：多是输入法切换或粘贴留下的，影响检索和自动处理。

错误示例：行政事业单位医疗（款)行政单位医疗（项）63.19万元。
正确示例：行政事业单位医疗（款）行政单位医疗（项）63.19万元。
依据：《标点符号用法》（GB/T 15834）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R517"
NAME = "括号全角半角不配"
KIND = "prose"
SEVERITY = Severity.WARNING

MIXED = lazy(r"（[^（）()]{1,30}\)|\([^（）()]{1,30}）")


def check(facts: Facts) -> Iterator[Result]:
    """One finding for the whole document, with all the places."""
    found: list[tuple[str, Evidence]] = []
    for passage in passages(facts):
        if passage.part == "toc":
            continue
        for match in MIXED.finditer(passage.paragraph.text):
            inside = [i for i, o in enumerate(passage.offsets) if match.start() <= o < match.end()]
            found.append((match[0], passage.quote(inside[0], inside[-1] + 1)))
    if found:
        words = "、".join(dict.fromkeys("".join(w.split()) for w, _ in found[:8]))
        yield Finding(
            CODE, NAME, KIND, SEVERITY, f"括号左右全角半角不配，共{len(found)}处：{words}", tuple(e for _, e in found),
            suggestion="左右统一用全角括号",
        )  # fmt: skip
