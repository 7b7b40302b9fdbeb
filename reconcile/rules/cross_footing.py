"""横向加总对不上。

同一行里，合计等于基本支出、项目支出等各列之和，小计等于其下各列之和，“三公”经费合计等于三项之和，净资产等于资产减负债
（按列名就应成立的加减见词库 sums.csv）。哪些列构成合计，由表头的层次和列名判断；表头没有写的，要其余各行都成立才比。
为什么：某一列漏改或错位，竖向各列仍可能加得平，只有横向加总能发现。

错误示例：
    合计 基本支出 项目支出
    50.00 40.00 20.00（两列之和为60.00）
正确示例：
    合计 基本支出 项目支出
    60.00 40.00 20.00
依据：部门预决算公开表样的表内关系。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.findings import Severity
from reconcile.interval import Verdict
from reconcile.lexicon import Lexicon
from reconcile.patterns import compiled, lazy
from reconcile.relations import FORGOTTEN, Relation
from reconcile.rules.sequels import TOTAL_WORDS, sequels
from reconcile.rules.stated_sums import stated
from reconcile.rules.sums import added, exceeded, is_department, misread, sum_of, telling
from reconcile.rules.values import Result
from reconcile.tables.proving import columns_of_parts
from reconcile.tables.values import Column, Side, Table
from reconcile.tuples import NamedTuple

CODE = "R302"
NAME = "同一行各列加总不符"
KIND = "table_row_sum"
SEVERITY = Severity.ERROR

TOTALS = ("total", "subtotal")
PARTS = frozenset({"basic", "project", "operating", "upward", "affiliated", "personnel", "public_operating"})
SCOPES = frozenset({"general", "fund", "capital", "special_account", "unit_funds"})
NO_SOURCE = frozenset({"education_fee", "income_this_year", "carry_out"})
_BELOW = lazy(r"以下|所属|[县市州地旗](?:区|市)|区县|下级")
_HANDED = lazy(r"转移|上解|补助")
THREE_PUBLIC = ("overseas", "vehicle", "reception")


class Plan(NamedTuple):
    """A column that is the sum of others, with the signs, and whether the names of the columns say so; ``label`` is
    that of a sum that holds by the very names (`stated_sums`), which two rows bear out."""

    whole: Column
    parts: tuple[Column, ...]
    certain: bool
    signs: tuple[int, ...] = ()
    label: str = ""


class Leaf(NamedTuple):
    column: Column
    path: tuple[str, ...]  # without the words for the measure


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        for side in table.sides:
            told = list(plans(side, facts.lexicon))
            known = is_department(table)  # the heads of its columns say what they are
            for plan in (*told, *(() if known else _proved(table, side, told))):
                yield from _relations(table, side, plan)
    for sums in sequels(facts.tables, CODE, KIND):
        holding = [r for r in sums if r.judge() is not Verdict.INCONSISTENT]
        broken = [r for r in sums if r not in holding]
        if not broken or _bear_out(holding, broken, False):
            yield from (r for r in sums if r in holding or not misread(r, holding))


def plans(side: Side, lexicon: Lexicon) -> Iterator[Plan]:
    """The sums that the header of a side states, for each measure and period by itself."""
    columns = [c for c in added(side) if c.path]
    measures = {c.meaning["measure"] for c in columns if "measure" in c.meaning}
    only = measures.pop() if len(measures) == 1 else ""  # columns that do not say what they measure are of that too
    groups: dict[tuple[str, str], list[Leaf]] = {}
    for column in columns:
        key = (column.meaning.get("measure", only), column.meaning.get("period", ""))
        groups.setdefault(key, []).append(Leaf(column, _without_measure(column.path, lexicon)))
    for leaves in groups.values():
        yield from _nested(leaves)
        yield from _stated(leaves, lexicon)
        yield from _areas(leaves)
        yield from _personnel(leaves)
        yield from _carried(leaves)


def _proved(table: Table, side: Side, told: Sequence[Plan]) -> Iterator[Plan]:
    """The sums that no header states and that the rows prove: 债务限额 without a word of its own over its column."""
    wholes = {plan.whole.index for plan in told}
    for whole, parts in columns_of_parts(side, table.figures, table.nil):
        if whole.index not in wholes:
            yield Plan(whole, parts, False)


def _without_measure(path: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    kept = tuple(t for t in path if {c.what for c in lexicon.columns_of(t)} != {"measure"})
    return kept or path[-1:]


def _is_total(leaf: Leaf) -> bool:
    return leaf.column.meaning.get("part") in TOTALS or leaf.path[-1] in TOTAL_WORDS


def _nested(leaves: Sequence[Leaf], depth: int = 0) -> Iterator[Plan]:
    """A 合计 or 小计 with what stands beside it under the same header; then the same within each header below."""
    heads: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if len(leaf.path) > depth:
            heads.setdefault(leaf.path[depth], []).append(leaf)
    wholes = [g[0] for g in heads.values() if len(g) == 1 and len(g[0].path) == depth + 1 and _is_total(g[0])]
    if len(wholes) == 1:
        others = [
            part
            for head, group in heads.items()
            if group[0] is not wholes[0] and not head.startswith("其中")
            for part in _addends(group, depth + 1)
        ]
        plan = _plan(wholes[0], others)
        if plan:
            yield plan
    for group in heads.values():
        if len(group) > 1:
            yield from _nested(group, depth + 1)


def _stated(leaves: Sequence[Leaf], lexicon: Lexicon) -> Iterator[Plan]:
    """资产, 负债, 净资产 side by side, under one header where there is any."""
    heads: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in leaves:
        heads.setdefault(leaf.path[:-1], []).append(leaf)
    for group in heads.values():
        for found in stated([leaf.path[-1] for leaf in group], lexicon):
            parts = tuple(group[at].column for at in found.parts)
            yield Plan(group[found.whole].column, parts, True, found.signs, found.label)


def _areas(leaves: Sequence[Leaf]) -> Iterator[Plan]:
    """全市 beside 市级 and 区县, or 本地区 beside 本级 and 所属县市区, and no other column."""
    if len(leaves) != 3 or any(len(leaf.path) != 1 for leaf in leaves):
        return
    names = [compiled(r"\(.*?\)").sub("", leaf.path[0]) for leaf in leaves]
    whole = [i for i, n in enumerate(names) if compiled(r"全[省市州盟县区]|[本全]地区|合计").fullmatch(n)]
    own = [i for i, n in enumerate(names) if compiled(r"(?:[省市州盟县区]?本级|[省市州盟县区]级)").fullmatch(n)]
    if len(whole) == 1 and len(own) == 1:
        parts = tuple(leaf.column for i, leaf in enumerate(leaves) if i != whole[0])
        yield Plan(leaves[whole[0]].column, parts, False)


def _addends(group: Sequence[Leaf], depth: int) -> list[Leaf]:
    """What a header adds to the whole: its own 小计, else all its columns."""
    group = [leaf for leaf in group if not any(t.startswith("其中") for t in leaf.path[depth:])]
    if len(group) == 1:
        return group
    own = [leaf for leaf in group if len(leaf.path) == depth + 1 and _is_total(leaf)]
    return own if len(own) == 1 else list(group)


def _plan(whole: Leaf, others: Sequence[Leaf]) -> Plan | None:
    columns = [leaf.column for leaf in others]
    item = whole.column.meaning.get("item", "")
    if item in ("", "three_public"):
        public = [c for c in columns if c.meaning.get("item") in THREE_PUBLIC]
        if len(public) >= 2 and {c.meaning["item"] for c in public} >= {"overseas", "reception"}:
            return Plan(whole.column, tuple(public), True)
    if item == "vehicle":
        parts = tuple(c for c in columns if c.meaning.get("item") in ("vehicle_purchase", "vehicle_running"))
        return Plan(whole.column, parts, True) if len(parts) == 2 else None
    if any(c.meaning.get("part") == "basic" for c in columns):
        columns = [c for c in columns if c.meaning.get("part") not in ("personnel", "public_operating")]
    if any(c.meaning.get("source") == "fiscal_income" for c in columns):  # the three budgets are parts of 财政拨款
        columns = [c for c in columns if c.meaning.get("scope") not in ("general", "fund", "capital")]
    if len(columns) < 2:
        return None
    return Plan(whole.column, tuple(columns), _one_family(columns))


def _one_family(columns: Sequence[Column]) -> bool:
    """Whether the columns are all parts of spending, all sources of income, or all budgets."""
    parts = [c.meaning.get("part", "") for c in columns]
    if all(p in PARTS for p in parts):
        return len(set(parts)) == len(parts)
    scopes = [c.meaning.get("scope", "") for c in columns]
    if all(s in SCOPES for s in scopes) and len(set(scopes)) == len(scopes) and not any(parts):
        return True
    sources = [c.meaning.get("source", "") for c in columns]
    return all(s and s not in NO_SOURCE for s in sources) and len(set(sources)) == len(sources)


def _personnel(leaves: Sequence[Leaf]) -> Iterator[Plan]:
    """基本支出 beside its own 人员经费 and 公用经费 without a 小计 of theirs."""
    by_part: dict[str, list[Column]] = {}
    for leaf in leaves:
        by_part.setdefault(leaf.column.meaning.get("part", ""), []).append(leaf.column)
    three = [by_part.get(p, []) for p in ("basic", "personnel", "public_operating")]
    if all(len(columns) == 1 for columns in three):
        basic, personnel, public = (columns[0] for columns in three)
        if basic.path[-1] not in TOTAL_WORDS:
            yield Plan(basic, (personnel, public), True)


def _carried(leaves: Sequence[Leaf]) -> Iterator[Plan]:
    """年末结转 = 年初结转 + 本年收入 − 本年支出."""
    by_source = {
        leaf.column.meaning["source"]: leaf.column
        for leaf in leaves
        if "source" in leaf.column.meaning and leaf.column.meaning.get("part", "total") in TOTALS
    }
    spent = [leaf.column for leaf in leaves if _is_total(leaf) and "支出" in leaf.path[0]]
    if {"carry_in", "income_this_year", "carry_out"} <= set(by_source) and len(spent) == 1:
        parts = (by_source["carry_in"], by_source["income_this_year"], spent[0])
        yield Plan(by_source["carry_out"], parts, True, (1, 1, -1))


def _relations(table: Table, side: Side, plan: Plan) -> Iterator[Relation]:
    """The plan for every row, unless the rows themselves speak against it."""
    label = plan.label or f"{_called(plan.whole)}应等于{'、'.join(map(_called, plan.parts))}之和"
    if plan.signs and not plan.label:
        label = "年末结转和结余应等于年初结转和结余加本年收入减本年支出"
    found = []
    for row in (r for r in side.rows if r.role != "note" and r.adds_up):
        parts = [(row.index, c.index) for c in plan.parts]
        relation = sum_of(CODE, KIND, table, (row.index, plan.whole.index), parts, label, plan.signs)
        if relation:
            found.append(relation)
    judged = [(r, r.judge() is Verdict.INCONSISTENT) for r in found]
    if _consolidated(table, plan):
        judged = [(r, fails) for r, fails in judged if not (fails and exceeded(r))]
    broken = [r for r, fails in judged if fails]
    agreeing = [r for r, fails in judged if not fails]
    omitted = _omitted(agreeing, broken)
    if omitted is not None:
        name = next(_called(c) for c in plan.parts if c.index == omitted)
        yield from (
            r._replace(cause=f"{FORGOTTEN}“{name}”") if fails and _lacks(r, omitted) else r for r, fails in judged
        )
    elif not broken or (plan.certain and is_department(table) and not _speak_against(agreeing, broken)):
        yield from (r for r, _ in judged)
    elif _bear_out(agreeing, broken, bool(plan.label)):
        yield from (r for r, fails in judged if not (fails and misread(r, agreeing)))


def _consolidated(table: Table, plan: Plan) -> bool:
    """Whether the columns are levels of government in a table that shows what one hands to the other: the whole leaves
    that out."""
    names = [_called(c) for c in plan.parts]
    levels = any("本级" in n for n in names) and any(_BELOW.search(n) for n in names)
    return levels and any(_HANDED.search(r.name) for s in table.sides for r in s.rows)


def _omitted(agreeing: Sequence[Relation], broken: Sequence[Relation]) -> int | None:
    """The one column that the whole leaves out wherever that has a number, a column between others that it does add up:
    the addition forgot it."""
    kept = Counter(c for r in agreeing for c, v in _values(r).items() if v)
    if len(broken) < 3 or len(agreeing) < 3 * len(broken):
        return None
    forgotten = Counter(c for r in broken for c in _values(r) if _lacks(r, c))
    found = (c for c, n in forgotten.items() if n >= 3 and n >= 3 * kept[c] and min(kept) < c < max(kept))
    return next(found, None)


def _lacks(relation: Relation, column: int) -> bool:
    """Whether the row adds up without the number of this column, which is not nil."""
    values = _values(relation)
    return bool(values[column]) and relation.result.printed.value == sum(v for c, v in values.items() if c != column)


def _values(relation: Relation) -> dict[int, Fraction]:
    return {f.key[2]: f.printed.value for f in relation.inputs}


def _called(column: Column) -> str:
    """What a column is called among others: a 小计 by the header over it, too."""
    if not column.path:
        return f"第{column.index + 1}列"
    *above, last = [t for t in column.path if t not in ("预算数", "决算数", "金额")] or column.path
    return f"{above[-1]}{last}" if above and last in TOTAL_WORDS else last


def _bear_out(agreeing: Sequence[Relation], broken: Sequence[Relation], stated: bool) -> bool:
    """Whether enough rows show that these columns are the whole and its parts: a few that add up several numbers, or
    many different ones; two where the names state it."""
    several = sum(1 for r in agreeing if telling(r))
    if stated and several >= 2 * len(broken):
        return True
    different = len({r.result.printed for r in agreeing})
    return (several >= 3 and several >= 4 * len(broken)) or different >= 8 * len(broken)


def _speak_against(agreeing: Sequence[Relation], broken: Sequence[Relation]) -> bool:
    """Whether the rows show that a header was read wrongly: most do not add up, or none does and in several of them
    one run of addends is too much."""
    most = len(broken) >= 4 and len(agreeing) <= len(broken)
    return most or (len(broken) > 1 and not any(map(telling, agreeing)) and all(map(misread, broken)))
