"""标点重复或相连：。。、，，、、；、%%

两个标点连在一起，多半是删改后留下的，或列举中漏了一项（“收入、；支出”）。省略号不查。
为什么：列举中的空档可能正是漏写的项目。

错误示例：收入包括：财政拨款收入、；支出包括：教育支出。
正确示例：收入包括：财政拨款收入；支出包括：教育支出。
依据：《标点符号用法》（GB/T 15834）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import sentences

CODE = "R511"
NAME = "标点重复或相连"
KIND = "prose"
SEVERITY = Severity.ERROR

DOUBLED = lazy(
    r"(?<!。)。。(?!。)|(?<!,),,(?!,)|、、(?!、)|;;|(?<!:)::(?![:/])|%%"
    r"|、[,。;:]|[,][。;、]|;[,。、]|。[,;、]|:[,。;](?!\))"
)


def check(facts: Facts) -> Iterator[Result]:
    for passage in sentences(facts):
        if passage.part == "toc" or ("((" in passage.text and "))" in passage.text):
            continue  # bold text that a page prints twice has all of its signs twice
        for match in DOUBLED.finditer(passage.text):
            empty = "，列举中可能漏了一项" if match[0][0] == "、" and match[0] != "、、" else ""
            evidence = passage.quote(*match.span())
            assert evidence.start is not None
            printed = passage.paragraph.text[evidence.start : evidence.end]
            doubled_sign = match[0] == "%%"  # a sign of the number, not of the sentence
            severity = Severity.ERROR if doubled_sign else Severity.WARNING
            yield Finding(
                CODE, NAME, KIND, severity, f"“{printed}”标点重复或相连{empty}：{evidence.quote}", (evidence,),
                suggestion="只留一个" if match[0][0] == match[0][1] else "删去多余的标点，或补上漏写的内容",
            )  # fmt: skip
