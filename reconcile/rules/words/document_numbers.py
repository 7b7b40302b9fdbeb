"""发文字号的括号前后不一：沪商规（2024）2号、沪商商贸〔2024〕109号

年份用六角括号〔〕。文件里多数字号用〔〕、少数用别的括号时指出。
为什么：字号写错括号，检索不到原文。

错误示例：沪商商贸〔2024〕109号、沪商规（2024）2号
正确示例：沪商商贸〔2024〕109号、沪商规〔2024〕2号
依据：《党政机关公文格式》（GB/T 9704—2012）7.2.5。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R518"
NAME = "发文字号的括号不一"
KIND = "prose"
SEVERITY = Severity.WARNING

NUMBER = lazy(r"[\u4e00-\u9fff]{2,10}\s*(?P<left>[〔（(\[【［])\s*(?:19|20)\d\d\s*[〕）)\]】］]\s*第?\d{1,4}\s*号")


def check(facts: Facts) -> Iterator[Result]:
    """One finding for all document numbers with other brackets."""
    right = 0
    other: list[tuple[str, Evidence]] = []
    for passage in passages(facts):
        for match in NUMBER.finditer(passage.paragraph.text):
            if match["left"] == "〔":
                right += 1
                continue
            inside = [i for i, o in enumerate(passage.offsets) if match.start() <= o < match.end()]
            other.append((match[0], passage.quote(inside[0], inside[-1] + 1)))
    if 0 < len(other) < right:
        words = "、".join(dict.fromkeys(w for w, _ in other))
        yield Finding(
            CODE, NAME, KIND, SEVERITY, f"发文字号的年份应用六角括号〔〕：{words}", tuple(e for _, e in other),
            suggestion="改用〔〕",
        )  # fmt: skip
