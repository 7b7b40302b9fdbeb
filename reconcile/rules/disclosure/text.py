"""应公开的事项在文字说明中没有找到。

职责、机构设置、机关运行经费、政府采购、“三公”经费、名词解释等逐项查找；本程序没有找到的列出，不等于没有公开。
为什么：套用往年或别处的文字时漏掉一项，公开后被通报。

错误示例：部门决算的说明写到“三公”经费和政府采购，没有机关运行经费一项。
正确示例：机关运行经费支出137.94万元；没有的写明“本单位无机关运行经费”。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）；每项的依据见 reconcile checklist。
"""

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.rules.disclosure.telling import missing
from reconcile.rules.values import Result

CODE = "R702"
NAME = "应公开的事项没有找到"
KIND = "other"
SEVERITY = Severity.WARNING


def check(facts: Facts) -> Iterator[Result]:
    yield from (
        missing(e, CODE, NAME, KIND) for e in facts.checklist if e.status == "not_found" and not e.item.is_table
    )
