"""应公开的事项不完整。

找到了这一项，但少了其中的部分：“三公”经费缺一类，增减没有原因，表只列到款，有批次没有人数，空表没有说明。
为什么：逐项改写时漏掉一句，或删表时删过了头。

错误示例：“三公”经费写了公务用车和公务接待，没有因公出国（境）费；比上年减少而没有写原因。
正确示例：三类各写金额、增减和原因；没有的写零或“未安排”。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）；每项的依据见 reconcile checklist。
"""

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.rules.values import Result

CODE = "R703"
NAME = "应公开的事项不完整"
KIND = "other"
SEVERITY = Severity.WARNING


def check(facts: Facts) -> Iterator[Result]:
    for entry in facts.checklist:
        if entry.status == "incomplete" and not entry.elsewhere:
            evidence = (entry.place,) if entry.place else ()
            yield Finding(
                CODE, NAME, KIND, entry.severity, f"{entry.message}（依据：{entry.item.authority}）。", evidence,
            )  # fmt: skip
