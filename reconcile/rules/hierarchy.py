"""上级科目不等于下级之和。

类等于其各款之和，款等于其各项之和；有编号的行等于其下各行之和。“其中”只列一部分，不大于所属的数即可。各地区逐行列出、
看不出层次的，哪几行之和是哪一行，由各列的数证明：三列以上都成立，只有一列不成立，才算错。
为什么：下级改了没有改上级，或把上级的数抄进了下级一行，逐级加总就对不上。

错误示例：
    20805 行政事业单位养老支出 9.00
    2080501 行政单位离退休 4.00
    2080502 事业单位离退休 6.00（两项之和为10.00）
正确示例：
    20805 行政事业单位养老支出 10.00
    2080501 行政单位离退休 4.00
    2080502 事业单位离退休 6.00
依据：政府收支分类科目的层级；部门预决算公开表样。
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.judging import one_digit
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.closing import Closing, proved
from reconcile.rules.sums import (
    are_numbered,
    is_carry,
    is_department,
    is_standard,
    left_out,
    money,
    settled,
    telling,
)
from reconcile.rules.table_notes import explains_sum, note_of
from reconcile.rules.values import Result
from reconcile.rules.wholes import families, sums_of_family
from reconcile.tables.stub import ordinal
from reconcile.tables.values import Row, Side, Table

CODE = "R303"
NAME = "上级与下级之和不符"
KIND = "table_hierarchy"
SEVERITY = Severity.ERROR

WITHHELD = ("201", "203", "204")  # 一般公共服务, 国防, 公共安全: some of their parts are secret
NOT_ADDED = ("指数",)  # what its parts do not add up to
CLASS, MANY_HELD = 3, 12  # digits of the code of a 类; 款 that hold for each that does not
FAR = 10  # times larger than its whole no slip makes a part
_HANDED = lazy(r"转移|上解|补助|总[收支计]|财力")  # what one level hands to the other the whole leaves out
_SET_ASIDE = lazy(r"限额|额度|计划|预算数|年初预算")  # what has not been given to any of the parts yet
AFTER = 10  # rows after the last part among which one may stand that belongs to it


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        closing, note = Closing(table, facts.lexicon), note_of(facts, table)
        for side in table.sides:
            found = [(p, c, sums_of_family(table, side, p, c)) for p, c in families(table, side)]
            coded = [sums for p, c, sums in found if _by_code(p, c)]
            trusted = is_department(table) or _borne_out(coded, least=5, ratio=9)
            likely = is_standard(table) or _borne_out([sums for *_, sums in found], least=4, ratio=4)
            open_ = _nothing_withheld(found)
            for parent, children, sums in found:
                if any(word in parent.label for word in NOT_ADDED):
                    continue
                stated = _whole(table, side, parent, children, sums, open_)
                sums = [r for r in stated if not explains_sum(table, f"{note}。{parent.label}", r)]
                if trusted and _by_code(parent, children):
                    yield from sums
                    continue
                if any(_larger(table, side, parent, child) for child in children):
                    continue  # a total that stands below the last item, and no part of it
                numbered = are_numbered(children) and not any(is_carry(r) for r in (parent, *children))
                whole = (likely and _is_whole(side, parent, children)) or (numbered and _counted(children))
                told = list(settled(sums, certain=False, likely=whole, numbered=numbered))
                yield from told
                yield from proved(closing, sums, told)
            yield from _memos(table, side)


def _nothing_withheld(families_: Sequence[tuple[Row, list[Row], list[Relation]]]) -> frozenset[str]:
    """The 类 of which some parts are secret as a rule, where this table withholds none: all of their 款 but one or two
    are the sums of what is below them."""
    held: dict[str, list[bool]] = defaultdict(list)
    for parent, _, sums in families_:
        told = [r for r in sums if telling(r)]
        if told and len(parent.code) > CLASS and parent.code.startswith(WITHHELD):
            held[parent.code[:CLASS]].append(all(r.judge() is not Verdict.INCONSISTENT for r in told))
    return frozenset(c for c, found in held.items() if found.count(True) >= MANY_HELD * max(1, found.count(False)))


def _whole(
    table: Table, side: Side, parent: Row, children: list[Row], sums: list[Relation], open_: frozenset[str]
) -> Iterator[Relation]:
    """The sums that are of all parts. What is missing may be a row that was read as no part; rows are withheld where
    the law keeps them secret; a column of an earlier year lacks what has since been abolished; a change may be left
    blank."""
    verdicts = [(r, r.judge()) for r in sums]
    holds = {r.result.key[2] for r, v in verdicts if v is not Verdict.INCONSISTENT and telling(r)}
    latest = max((c.meaning.get("period", "") for c in side.columns), default="")
    columns = {c.index: c for c in side.columns}
    for relation, verdict in verdicts:
        if verdict is not Verdict.INCONSISTENT or is_department(table):
            yield relation
            continue
        expected = relation.expected() or 0
        missing = expected < relation.result.printed.value
        if left_out(relation, _beside(table, side, parent, children, relation.result.key[2])):
            continue
        if missing and not holds and parent.code.startswith(WITHHELD):
            if parent.code[:CLASS] in open_ and any(one_digit(relation, f) for f in relation.figures):
                yield relation._replace(severity=Severity.WARNING)
            continue
        column = columns[relation.result.key[2]]
        if children[-1].proved and (_HANDED if not missing else _SET_ASIDE).search(column.name):
            continue
        if missing and column.meaning.get("period", latest) < latest:
            continue
        if column.meaning.get("measure") == "change":
            if any((c.index, column.index) not in table.figures for c in children):
                continue
            yield relation._replace(severity=Severity.WARNING)
        else:
            yield relation


def _beside(table: Table, side: Side, parent: Row, children: list[Row], column: int) -> Iterator[Figure]:
    """The figures of a column in the rows between the parent and a few rows after its last part that are none of its
    parts nor below one."""
    first = bisect_right(side.rows, parent.index, key=lambda r: r.index)
    last = bisect_right(side.rows, children[-1].index, key=lambda r: r.index)
    parts = {row.index for row in children}
    within = {position for position in range(first, last) if side.rows[position].index in parts}
    for position in range(first, min(last + AFTER, len(side.rows))):
        row = side.rows[position]
        below = position in within or (row.parent is not None and row.parent in within)
        if below:
            within.add(position)
        elif figure := table.figures.get((row.index, column)):
            yield figure


def _by_code(parent: Row, children: list[Row]) -> bool:
    """Whether codes that the document prints say that these are the parts of this."""
    return bool(parent.code) and all(c.code.startswith(parent.code) and not c.inferred for c in children)


def _larger(table: Table, side: Side, parent: Row, child: Row) -> bool:
    """Whether a row is far larger than that over it in every column that has both."""
    get = table.figures.get
    cells = [(get((child.index, c.index)), get((parent.index, c.index))) for c in money(side)]
    both = [(one, other) for one, other in cells if one and other and other.printed.digits > 0]
    return bool(both) and all(one.printed.value > FAR * other.printed.value for one, other in both)


def _borne_out(families: list[list[Relation]], least: int, ratio: int) -> bool:
    """Whether the sums of a table agree so often that its layout must have been read rightly. What a department
    publishes is whole; governments list what they choose."""
    verdicts = [r.judge() for sums in families for r in sums if telling(r)]
    broken = sum(1 for v in verdicts if v is Verdict.INCONSISTENT)
    agree = len(verdicts) - broken
    return agree >= least and agree >= ratio * broken


def _counted(children: list[Row]) -> bool:
    """Whether the rows are numbered from one without a gap, so that none is left out."""
    return len(children) > 2 and [ordinal(r.label) for r in children] == list(range(1, len(children) + 1))


def _is_whole(side: Side, parent: Row, children: list[Row]) -> bool:
    """Whether all rows from the parent's to the next one of its rank are known to belong below it."""
    after = bisect_right(side.rows, parent.index, key=lambda r: r.index)
    for row in islice(side.rows, after, None):
        if row.role == "note" or row.level > parent.level:
            continue
        if not row.level and row.role == "item":
            return False
        return row.index > children[-1].index
    return True


def _memos(table: Table, side: Side) -> Iterator[Relation]:
    """What follows 其中 is no larger than what it is a part of; where other columns show that it is all of it, its sum
    is the whole."""
    groups: dict[int, list[Row]] = {}
    for row in side.rows:
        if row.memo and row.parent is not None and row.role == "item":
            groups.setdefault(row.parent, []).append(row)
    for position, rows in groups.items():
        sums = sums_of_family(table, side, side.rows[position], rows)
        borne_out = {r.result.printed for r in sums if telling(r) and r.judge() <= Verdict.BY_ROUNDING}
        broken = [r for r in sums if r.judge() is Verdict.INCONSISTENT]
        if len(borne_out) >= 2 * max(1, len(broken)):
            yield from settled(sums, certain=False)
        else:
            yield from _at_most(table, side, side.rows[position], rows)


def _at_most(table: Table, side: Side, whole: Row, rows: list[Row]) -> Iterator[Relation]:
    """Unless one of the rows is larger in every column: then they are no parts (粮食，其中秋粮，其中谷物)."""
    families = [_bounded(table, side, whole, row) for row in rows]
    if all(not found or any(r.judge() is not Verdict.INCONSISTENT for r in found) for found in families):
        for found in families:
            yield from found


def _bounded(table: Table, side: Side, whole: Row, row: Row) -> list[Relation]:
    label = f"{row.label.strip()}是{whole.label.strip()}的一部分，不应更大"
    found = []
    for column in money(side):
        if column.meaning.get("measure") == "change":
            continue
        part, all_ = table.figures.get((row.index, column.index)), table.figures.get((whole.index, column.index))
        if part and all_ and part.type == all_.type and part.printed.digits > 0 and all_.printed.digits > 0:
            found.append(Relation(CODE, KIND, Form.AT_MOST, part, (all_,), (), label, Severity.WARNING))
    return found
