"""注明“本表为空表”，表中却有数。

表下注“本表无数据”“本表为空表”，表中就不应有不为零的数。
为什么：上年为空表，本年填了数而注没有删。

错误示例：
    “三公”经费表中合计47.91，表下注：本部门无“三公”经费预算，故本表为空表。
正确示例：
    表中无数，表下注：本部门没有政府性基金预算拨款安排的支出，故本表无数据。
依据：公开要求：空表应当保留并注明。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.values import Result

CODE = "R308"
NAME = "注为空表而表中有数"
KIND = "placeholder"
SEVERITY = Severity.ERROR

_CONDITIONAL = lazy(r"[如若](?:果|无|没有|为|本)|的[,，](?:应|仍|需|可|须|本表)|可删|请")


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        if not table.note or table.empty or _CONDITIONAL.search(table.note):
            continue
        filled = [f for f in table.figures.values() if f.printed.digits]
        note = next(
            (
                Evidence("note", table.note, p.place(), 0, len(p.text), table=table.title or None, block=i)
                for i, p in facts.paragraphs
                if i > table.block and p.text.strip() == table.note
            ),
            Evidence("note", table.note, table.grid.place, table=table.title or None, block=table.block),
        )
        yield Finding(
            CODE,
            NAME,
            KIND,
            SEVERITY,
            f"《{table.title or '表'}》注明“{table.note}”，表中却有{len(filled)}个不为零的数，"
            f"如{filled[0].column or ''}{filled[0].quote}",
            (note, *(f.evidence("cell") for f in filled[:8])),
            suggestion="表中数据无误的，删去此注",
        )
