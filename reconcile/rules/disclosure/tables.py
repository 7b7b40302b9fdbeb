"""应公开的表没有找到。

按材料的种类和年度，应公开的表逐张查找；本程序没有找到的列出，不等于没有公开。目录列有而正文没有的表由R404报告。
为什么：漏放一张表，或表在另一个文件中；没有数据的表也应保留空表并说明。

错误示例：部门预算有收支总表、收入总表等各表，独缺支出总表。
正确示例：各表齐全；没有政府性基金的，保留空表并注明。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）；每项的依据见 reconcile checklist。
"""

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.rules.announced_tables import not_there
from reconcile.rules.disclosure.telling import missing
from reconcile.rules.values import Result

CODE = "R701"
NAME = "应公开的表没有找到"
KIND = "missing_table"
SEVERITY = Severity.WARNING


def check(facts: Facts) -> Iterator[Result]:
    entries = [e for e in facts.checklist if e.status == "not_found" and e.item.is_table]
    government = facts.profile.kind.startswith("government")
    lines = [line for _, _, line in not_there(facts)] if entries else []
    announced = {kind.id for line in lines if (kind := facts.lexicon.table_kind(line, government))}
    yield from (missing(e, CODE, NAME, KIND) for e in entries if announced.isdisjoint(e.item.tables))
