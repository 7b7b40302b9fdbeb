"""合计不等于各类之和。

表的合计行应当等于最高一级各行之和；收支总表的“总计”等于“本年合计”加上其后的结转、结余各行；本年收支结余等于收入合计减支出合计。
只有一列数、没有别的列可以印证的，要表内其余各数都能加平，而去掉任何几行都加不平，或者改一个数几处就都平了，才算错。
为什么：漏写一位数字、改了明细没有改合计，竖向加总就对不上。四舍五入的尾差不算错；表旁的注说明合计另含的数、未列示的行，也不算错。

错误示例：
    201 一般公共服务支出 42.00
    208 社会保障和就业支出 8.00
    合计 51.00（各类之和为50.00）
正确示例：
    201 一般公共服务支出 42.00
    208 社会保障和就业支出 8.00
    合计 50.00
依据：部门预决算公开表样的表内关系。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity
from reconcile.interval import Verdict
from reconcile.judging import slip
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.closing import Closing, proved, stated_rows
from reconcile.rules.sums import (
    added,
    are_numbered,
    is_average,
    is_carry,
    is_department,
    left_out,
    money,
    settled,
    sum_of,
)
from reconcile.rules.table_notes import explains_sum, note_of
from reconcile.rules.values import Result
from reconcile.rules.wholes import totals
from reconcile.tables.stub import style
from reconcile.tables.values import Column, Row, Side, Table

CODE = "R301"
NAME = "合计与各行之和不符"
KIND = "table_col_sum"
SEVERITY = Severity.ERROR

PERSONNEL = ("301", "303")
LEAST_LINES = 3


# a note that some of the rows are in others, too
TWICE = lazy(r"不(?:再)?(?:作)?重复(?:计算|统计|计列|列示|反映|计入|加总)|剔除重复")


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        closing, note = Closing(table, facts.lexicon), note_of(facts, table)
        twice = TWICE.search(note)
        for side in table.sides:
            for whole, parts in totals(side):
                told = [r for r in _relations(table, side, whole, parts) if not _explained(table, note, r)]
                yield from (r for r in told if not (twice and _fails(r)))
                if not is_department(table) and not twice:
                    sums = [r for r in _sums(table, side, whole, parts) if not explains_sum(table, note, r)]
                    yield from proved(closing, sums, [r for r in told if isinstance(r, Relation)])
            yield from _stated(table, side, facts.lexicon)
        yield from _by_economy(table)


def _explained(table: Table, note: str, result: Result) -> bool:
    return isinstance(result, Relation) and explains_sum(table, note, result)


def _fails(result: Result) -> bool:
    return not isinstance(result, Relation) or result.judge() is Verdict.INCONSISTENT


def _stated(table: Table, side: Side, lexicon: Lexicon) -> Iterator[Relation]:
    """What the names of rows say that they are; one that does not hold where its terms are sums that do."""
    found = list(stated_rows(table, side, lexicon))
    if all(r.judge() is not Verdict.INCONSISTENT for r in found):
        yield from found
        return
    wholes = [r for whole, parts in totals(side) for r in _sums(table, side, whole, parts)]
    known = {r.result.key for r in wholes if r.judge() <= Verdict.BY_ROUNDING}
    for relation in found:
        if relation.judge() is not Verdict.INCONSISTENT:
            yield relation
        elif all(f.key in known for f in relation.inputs):
            yield relation._replace(severity=Severity.WARNING)


def _sums(table: Table, side: Side, whole: Row, parts: list[Row]) -> list[Relation]:
    label = f"{whole.label.strip()}应等于{'各类' if any(len(r.code) == 3 for r in parts) else '所列各行'}之和"
    own = [r for r in parts if not is_carry(r)]
    found = []
    for column in added(side):
        total, at = (whole.index, column.index), column.index
        relation = sum_of(CODE, KIND, table, total, [(r.index, at) for r in parts], label)
        if relation and relation.judge() is Verdict.INCONSISTENT:
            # 支出合计, its items, and 年终结余 below them
            without = sum_of(CODE, KIND, table, total, [(r.index, at) for r in own], label) if len(own) > 1 else None
            beside = [f for c in money(side) if c is not column and (f := table.figures.get((whole.index, c.index)))]
            if without and without.judge() <= Verdict.BY_ROUNDING:
                relation = without
            elif is_average(relation, beside):
                continue
        if relation:
            found.append(relation)
    return found


def _relations(table: Table, side: Side, whole: Row, parts: list[Row]) -> Iterator[Relation | Finding]:
    found = _sums(table, side, whole, parts)
    department = is_department(table)
    if not department or any(r.memo and not r.level for r in side.rows):
        found = [r for r in found if not left_out(r, _uncounted(table, side, r, whole)) or _is_change(side, r)]
    if not department and _all_lines(table, side, parts):
        yield from _listed(found)
        return
    certain = department and _certain(table, parts, side.columns)
    yield from settled(found, certain, department, are_numbered(parts))
    if certain and found:
        yield from _left_out(table, side, whole, parts)


def _listed(found: list[Relation]) -> Iterator[Relation]:
    """The sums of a numbered list: a difference that looks like a slip is one, others may have another reason; where
    several columns differ and none agrees, the list was not read whole."""
    broken = sum(1 for r in found if r.judge() is Verdict.INCONSISTENT)
    if broken > 1 and broken == len(found):
        return
    yield from (r if slip(r) else r._replace(severity=Severity.WARNING) for r in found)


def _is_change(side: Side, relation: Relation) -> bool:
    column = next(c for c in side.columns if c.index == relation.result.key[2])
    return column.meaning.get("measure") == "change"


def _uncounted(table: Table, side: Side, relation: Relation, whole: Row) -> Iterator[Figure]:
    """The figures of the column in rows that stand below no row that was added, in the table's order."""
    counted = {f.key for f in relation.figures}
    column = relation.result.key[2]
    for row in side.rows:
        figure = table.figures.get((row.index, column))
        free = row.parent is None or (side.rows[row.parent].index, column) in table.nil
        if figure and free and figure.key not in counted and row.role == "item" and row.index != whole.index:
            yield figure


def _all_lines(table: Table, side: Side, parts: list[Row]) -> bool:
    """Whether the rows are numbered from one without a gap in a column of their own, so that none is left out."""
    for column in side.lines:
        lines = [table.grid.rows[r.index][column].strip() for r in parts]
        if len(lines) >= LEAST_LINES and lines == [str(n) for n in range(1, len(lines) + 1)]:
            return True
    return False


def _left_out(table: Table, side: Side, whole: Row, parts: list[Row]) -> Iterator[Finding]:
    """Cells of the total that are blank over a column with numbers."""
    for column in money(side):
        filled = [f for r in parts if (f := table.figures.get((r.index, column.index))) and f.printed.digits]
        if (whole.index, column.index) in table.nil and len(filled) > 1:
            yield Finding(
                CODE,
                NAME,
                KIND,
                Severity.WARNING,
                f"《{table.title or '表'}》{whole.label.strip()}·{column.name}为空，而所列各行有{len(filled)}个数",
                tuple(f.evidence("part") for f in filled[:8]),
                suggestion=f"补填{whole.label.strip()}",
            )


def _certain(table: Table, parts: list[Row], columns: Sequence[Column]) -> bool:
    """Whether codes or numbering say that these rows, and all of them, make up the total."""
    filled = [
        r for r in parts if any((f := table.figures.get((r.index, c.index))) and f.printed.digits for c in columns)
    ]
    if table.kind and table.kind.stub in ("unit", "project"):
        return False
    return bool(filled) and all(r.code or r.role == "total" or style(r.label) or is_carry(r) for r in filled)


def _by_economy(table: Table) -> Iterator[Relation]:
    """人员经费合计 and 公用经费合计 add up the 类 of their kind, wherever in the table these stand."""
    classes = [
        (r, c) for s in table.sides for r in s.rows if len(r.code) == 3 and r.code[0] == "3" for c in money(s)[:1]
    ]
    if any(len(money(s)) != 1 for s in table.sides):
        return
    for number, side in enumerate(table.sides):
        for row in side.rows:
            personnel = row.name.startswith("人员经费")
            if row.role != "subtotal" or not (personnel or row.name.startswith("公用经费")):
                continue
            parts = [(r.index, c.index) for r, c in classes if (r.code in PERSONNEL) is personnel]
            label = f"{row.name}应等于{'301、303' if personnel else '302等'}各类之和"
            relation = sum_of(CODE, KIND, table, (row.index, _own_column(table, number, row)), parts, label)
            if relation:
                yield relation


def _own_column(table: Table, number: int, row: Row) -> int:
    """The column of the row's number: its side's, or the next side's where the label is drawn over both."""
    columns = [money(side)[0].index for side in table.sides[number:]]
    own = columns[0]
    below = table.sides[number + 1].rows if number + 1 < len(table.sides) else ()
    unlabelled = any(r.index == row.index and not r.label for r in below)
    return columns[1] if (row.index, own) in table.nil and unlabelled else own
