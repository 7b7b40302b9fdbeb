"""模板里的填写说明没有删：（如持平作持平表述）、（不涉及的不列）、按上述格式依次说明……

这些话是写给填表人看的，不属于公开的内容。整份文件就是模板的，不查。
为什么：说明文字留在定稿里，表明这一段没有按实际情况核过。

错误示例：收入支出总计减少56.95万元，下降1.87%（如持平作持平表述）。
正确示例：收入支出总计减少56.95万元，下降1.87%。
依据：部门预决算公开应当完整、准确（财预〔2016〕143号）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import passages

CODE = "R503"
NAME = "填写说明没有删"
KIND = "placeholder"
SEVERITY = Severity.WARNING

INSTRUCTION = lazy(
    r"\((?:如|若)[^()]{0,24}(?:表述|填写|填列|删除|删去|不列|列示|说明)[^()]{0,12}\)"
    r"|\((?:[^()]{0,20}不涉及的|没有的|无此项的)[^()]{0,12}(?:不列|可?删除?|不填|不写|可不[^()]{1,6})\)"
    r"|按上述格式(?:依次)?(?:说明|填写|列示)|(?:作|做)(?:下述|如下|以下)(?:说明|表述):"
    r"|仍保留该表格?式|在本表下方作"
    r"|(?:此处|这里)(?:请)?(?:填写|填列|插入|补充)|请(?:在此|根据实际|结合实际|按实际|各单位)?(?:情况)?(?:填写|填列)"
    r"|(?:由|请)[^,。;()]{0,12}(?:根据|按照|结合)[^,。;()]{0,24}(?:填写|填列)[。;)]"
    r"|\((?:请|可|需|应)(?:根据|结合|按照?)[^()]{0,24}(?:修改|调整|填写|增减|删减|补充|说明)[^()]{0,6}\)"
    r"|\((?:填写|填报|编制)(?:说明|要求|示例|单位名称)[^()]*\)|\((?:二选一|可选|选填|此项删除|模板|示例)\)"
)


def check(facts: Facts) -> Iterator[Result]:
    for passage in passages(facts):
        for match in INSTRUCTION.finditer(passage.text):
            message = f"“{match[0]}”像是模板的填写说明，应当删去。"
            evidence = (passage.quote(*match.span()),)
            yield Finding(CODE, NAME, KIND, SEVERITY, message, evidence, suggestion="删去说明，按实际情况写")
