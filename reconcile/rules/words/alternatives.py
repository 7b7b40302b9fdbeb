"""二选一的措辞没有选：增加（减少）、大于（小于），或两个都留着：大小于、减增加。

模板用“增加（减少）”让人选一个词，定稿里只应留下符合数字的那一个。表头、名词解释里的不查。
为什么：方向不明，读者不知道是增是减。

错误示例：2024年度收入支出总计与2023年度相比，增加（减少）56.95万元。
正确示例：2024年度收入支出总计与2023年度相比，减少56.95万元。
依据：部门预决算公开应当完整、准确（财预〔2016〕143号）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R502"
NAME = "二选一的措辞没有选"
KIND = "placeholder"
SEVERITY = Severity.ERROR

UP, DOWN = "增加|增长|上升|提高|增|升", "减少|下降|降低|减|降"
NAMES = "(?!额|数|率|比例|幅度|金额|情况|变化|变动|项目|原因)"  # 增加（减少）额 and the like are names of columns
ALTERNATIVES = lazy(
    rf"(?:{UP})(?:\((?:{DOWN})\)|/(?:{DOWN})){NAMES}|(?:{DOWN})(?:\((?:{UP})\)|/(?:{UP})){NAMES}"
    r"|(?:大于|高于|多于)[(/](?:小于|低于|少于|等于|持平)|(?:小于|低于|少于)[(/](?:大于|高于|多于|等于|持平)"
)
BOTH = lazy(
    r"(?<![扩增])大小于|小大于|高低于"
    r"|(?<=[数算年度比出入计,:])(?:减少?增加|增加?减少|增长下降|下降增长|减少增长|增长减少)(?=\d|的)"
)


def check(facts: Facts) -> Iterator[Result]:
    for passage in passages(facts):
        if passage.part in ("toc", "title", "terms"):
            continue
        for match in (*ALTERNATIVES.finditer(passage.text), *BOTH.finditer(passage.text)):
            message = f"“{match[0]}”两个方向都留着，只应保留一个。"
            evidence = (passage.quote(*match.span()),)
            yield Finding(CODE, NAME, KIND, SEVERITY, message, evidence, suggestion="按数字保留其中一个词")
