"""数字本身写错：12..5万元、1.2.3%、12。5%、1,2345万元、04.1%、100万万元

小数点、千分位、单位的写法不成一个数，读不出是多少。PDF里可能是相邻的两个数连在一起，只作警告。
为什么：多敲、少敲一位，金额可以差出几倍。

错误示例：支出决算为1,2345.60万元，增长12..5%。
正确示例：支出决算为12,345.60万元，增长12.5%。
依据：《出版物上数字用法》（GB/T 15835）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import sentences

CODE = "R507"
NAME = "数字写法有误"
KIND = "unit"
SEVERITY = Severity.ERROR

UNIT = r"(?=[百千]?[万亿]?元|%|个百分点)"
MALFORMED = (
    ("小数点", lazy(rf"(?<![\d.])\d[\d,]{{0,40}}(?:\.{{2,}}|。|\.\d+\.)\d+{UNIT}")),
    ("千分位", lazy(rf"(?<![\d,.])\d{{1,3}}(?:,\d{{3}})*,\d{{4,}}(?:\.\d+)?{UNIT}")),
    ("千分位", lazy(rf"(?<![\d,.])\d{{1,3}}(?:,\d{{3}})+,\d{{1,2}}(?:\.\d+)?{UNIT}")),
    ("千分位", lazy(rf"(?<![\d,.])\d{{1,3}},\d{{1,2}}\.\d+{UNIT}")),
    ("千分位", lazy(rf"(?<![\d,.])\d{{1,3}},\d{{2}}{UNIT}")),
    ("首位的0", lazy(rf"(?<![\d.,:/-])0\d+(?:\.\d+)?{UNIT}")),
    ("单位", lazy(r"\d(?:万万|亿亿|万亿亿)元")),
)


def check(facts: Facts) -> Iterator[Result]:
    severity = (
        Severity.WARNING if facts.document.format == "pdf" else Severity.ERROR
    )  # two numbers of a page can run into one
    for passage in sentences(facts):
        for what, pattern in MALFORMED:
            for match in pattern.finditer(passage.text):
                evidence = passage.quote(*match.span())
                printed = passage.paragraph.text[evidence.start : evidence.end]
                if (what == "千分位" and "，" in printed) or " " in printed:
                    continue  # two numbers, of a list or side by side
                message = f"“{match[0]}”的{what}有误。"
                yield Finding(CODE, NAME, KIND, severity, message, (evidence,), suggestion="按原始数据改正")
