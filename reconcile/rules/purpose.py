"""用途说的是基本支出（或项目支出），表中却只有另一种。

逐项说明里“主要用于……等基本支出”的科目，在支出表中应当有基本支出；只有项目支出的，用途或列次有一处不对。反过来也一样。
为什么：用途常照抄上一条，表中却已列入项目支出。

错误示例：“一般行政管理事务（项）。主要用于：业务指导与宣传等基本支出”，支出决算表中该项只有项目支出10.00万元。
正确示例：“行政运行（项）。主要用于：人员经费及公用经费等的基本支出”，表中该项列在基本支出。
依据：部门预决算公开说明应与公开报表一致。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.align.cells import column_for
from reconcile.align.rows import find_rows
from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.rules.values import Result
from reconcile.tables.values import Table
from reconcile.text import squeeze

CODE = "R104"
NAME = "用途与表格的支出类别不符"
KIND = "other"
SEVERITY = Severity.WARNING

PURPOSE = lazy(r"(?:主要)?用于:?[^。]{0,80}?(?P<part>基本支出|项目支出)(?=[。,;]|$)")
BOTH = lazy(r"基本支出.*项目支出|项目支出.*基本支出")
OTHER = {"基本支出": ("basic", "project"), "项目支出": ("project", "basic")}
KINDS = ("general_public", "expenditure")


def check(facts: Facts) -> Iterator[Result]:
    if not facts.profile.kind.startswith("department"):
        return
    tables = [t for kind in KINDS for t in facts.tables_by_kind.get(kind, ())]
    seen = set()
    for statement in facts.prose.statements:
        if len(statement.subject.path) == 3 and statement.block not in seen:
            seen.add(statement.block)
            yield from _statement(facts, statement, tables)


def _statement(facts: Facts, statement: Statement, tables: list[Table]) -> Iterator[Result]:
    paragraph = facts.document.blocks[statement.block]
    assert isinstance(paragraph, Paragraph)
    squeezed = squeeze(paragraph.text)
    match = PURPOSE.search(squeezed.text)
    if not match or BOTH.search(match[0]):
        return
    said, other = OTHER[match["part"]]
    found = [f for table in tables for f in _only(table, statement, said, other)]
    if len(found) < 1 or any(f is None for f in found):
        return
    cell = next(f for f in found if f)
    start, end = squeezed.offsets[match.start()], squeezed.offsets[match.end()]
    quote = paragraph.text[start:end]
    claim = Evidence("claim", quote, paragraph.place(start, end), start, end, block=statement.block)
    yield Finding(
        CODE, NAME, KIND, SEVERITY,
        f"“{statement.subject.path[-1]}”的用途写“{match['part']}”，但{cell.where}为{cell.quote}{cell.unit}，"
        f"该行没有{match['part']}。",
        (claim, cell.evidence("cell")),
    )  # fmt: skip


def _only(table: Table, statement: Statement, said: str, other: str) -> Iterator[Figure | None]:
    """The cell of the other kind where the item's row has no amount of the kind said; None where it has one."""
    rows = find_rows(table, statement.subject)
    if len(rows) != 1:
        return
    side, row = rows[0]
    columns = [column_for(side, part, "amount") for part in (said, other)]
    if not all(columns):
        return
    own, opposite = (table.figures.get((row.index, c.index)) for c in columns if c)
    if opposite and opposite.printed.digits:
        yield None if own and own.printed.digits else opposite
