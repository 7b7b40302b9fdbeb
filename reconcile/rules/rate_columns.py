"""表中的增减额、增减率、完成率、占比与金额对不上。

增减额等于本年数减上年数，增减率等于增减额除以上年数，完成率等于执行数除以预算数，占比等于本行除以合计。按各数印出的
位数所能代表的区间判断。与哪两列相比由表头判断，并须得到表中绝大多数行的印证；基数在上一年的表中的，与那张表核对。表旁的
注说明口径或基数不同的，不作错误。
为什么：改了金额没有改比率，或比率串了行。

错误示例：
    预算数 执行数 执行数为预算数%
    200 150 85.0（应为75.0）
正确示例：
    预算数 执行数 执行数为预算数%
    200 150 75.0
依据：算术关系。
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Verdict
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.rates_between import between
from reconcile.rules.sums import is_top, money
from reconcile.rules.table_notes import explains_rate, note_of
from reconcile.rules.values import Result
from reconcile.rules.wholes import totals
from reconcile.tables.values import Column, Row, Side, Table
from reconcile.tuples import NamedTuple

CODE = "R306"
NAME = "表中比率与金额不符"
KIND = "growth"
SEVERITY = Severity.ERROR

NOTED = lazy("[①-⑳]")
YEAR_ALONE = lazy(r"(?:19|20)\d\d年?")
LEAST_ROWS = 4  # fewer rows cannot bear out which columns a rate is of
LEAST_SAID, RATIO_SAID = 2, 2  # unless the header says it
LEAST_NAMED = 3  # or names one pair of columns that can be meant, or 100% stands beside the whole
LEAST_BETWEEN, RATIO_BETWEEN = 8, 8  # where the base stands in another table
RATIO = 3  # rows that hold for each that does not
NEAREST = 8  # columns beside a rate among which those that it is of are looked for
FORMS = {"growth": Form.GROWTH, "completion": Form.SHARE, "of_last": Form.SHARE}
KINDS = {"completion": "completion"}


class Reading(NamedTuple):
    """The relations of one column, if it is a rate or change of two certain others, with how many rows must bear that
    out, and how many for each that does not."""

    relations: list[Relation]
    least: int = LEAST_ROWS
    ratio: int = RATIO


def check(facts: Facts) -> Iterator[Result]:
    for table in facts.tables:
        note = note_of(facts, table)
        for side in table.sides:
            amounts = money(side)
            rows = [r for r in side.rows if not any(word in r.label for word in facts.lexicon.constant_prices)]
            told = side._replace(rows=tuple(rows))
            for column in side.columns:
                path = "".join(column.path)
                if any(word in path for word in facts.lexicon.other_terms):
                    continue  # a rate on other terms (同口径) is none of the columns beside it
                found = list(_best(_readings(table, told, column, amounts)))
                if not found and column.type == "percent" and facts.profile.kind.startswith("government"):
                    others = between(facts.tables, table, told, column)
                    found = list(_best(Reading(r, LEAST_BETWEEN, RATIO_BETWEEN) for r in others))
                yield from (r for r in found if not explains_rate(table, note, r))


def _readings(table: Table, side: Side, rate: Column, amounts: Sequence[Column]) -> Iterator[Reading]:
    """The relations of one column under each reading of what it may be a rate, or a change, of. Only the columns next
    to it are tried, so that the cost grows with the cells."""
    measure = rate.meaning.get("measure", "")
    if measure == "change" and rate.type == "money":
        columns = [c for c in _nearest(rate, amounts) if c.meaning.get("measure") != "change"]
        for now, base in _pairs(rate, columns):
            found = [r for row in side.rows if (r := _change(table, row.index, rate, now, base))]
            yield _read(found, _said(rate, now, base))
    elif measure in FORMS and rate.type == "percent":
        results = _rates(table, side, rate)
        pairs = _pairs(rate, _nearest(rate, amounts))
        if measure == "completion":
            pairs = [pair for pair in pairs if _may_complete(*pair)]
            least = LEAST_NAMED if sum(1 for pair in pairs if _completes(rate, *pair)) == 1 else LEAST_ROWS
        for now, base in pairs:
            found = _of_rates(table, results, measure, rate, now, base)
            if measure == "completion":
                yield Reading(found, least if _completes(rate, now, base) else LEAST_ROWS)
            else:
                yield _read(found, measure == "growth" and _said(rate, now, base))
    elif measure == "share" and rate.type == "percent":
        yield from _shares(table, side, rate, _nearest(rate, amounts))


def _read(relations: list[Relation], said: bool) -> Reading:
    return Reading(relations, LEAST_SAID, RATIO_SAID) if said else Reading(relations)


def _nearest(rate: Column, amounts: Sequence[Column]) -> list[Column]:
    """The columns of amounts beside the rate, those to its left before those to its right."""
    at = bisect_left(amounts, rate.index, key=lambda c: c.index)
    near = [*amounts[max(0, at - NEAREST) : at], *amounts[at : at + NEAREST // 2]]
    return sorted((c for c in near if c.index != rate.index), key=lambda c: abs(c.index - rate.index))


def _pairs(rate: Column, columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """The pairs of columns, those first that the periods in the header suggest."""
    return sorted(permutations(columns, 2), key=lambda pair: _unlikely(rate, *pair))


def _unlikely(rate: Column, now: Column, base: Column) -> tuple[bool, bool]:
    period = rate.meaning.get("period", "")
    last = period if not period or rate.meaning.get("measure") == "completion" else str(int(period) - 1)
    return now.meaning.get("period", "") != period, base.meaning.get("period", "") != last


def _said(rate: Column, now: Column, base: Column) -> bool:
    """Whether the header gives both years and both are outcomes, or both budgets: 上年决算数, 本年决算数, 增减额; or
    the years alone: 2024年, 2025年."""
    if all(YEAR_ALONE.fullmatch(c.name) for c in (now, base)):
        return int(now.name[:4]) - int(base.name[:4]) == 1
    measures = {c.meaning.get("measure", "").removeprefix("last_") for c in (now, base)}
    return not any(_unlikely(rate, now, base)) and len(measures) == 1 and "" not in measures


def _may_complete(now: Column, base: Column) -> bool:
    """What is done against what was planned, never the other way round nor against last year."""
    planned = ("budget", "adjusted_budget")
    return now.meaning.get("measure") not in planned and base.meaning.get("measure") in (*planned, None)


def _completes(rate: Column, now: Column, base: Column) -> bool:
    """Whether the headers name both what was done and what was planned for the same year."""
    periods = {c.meaning.get("period", "") for c in (rate, now, base)}
    return now.meaning.get("measure") == "actual" and base.meaning.get("measure") is not None and len(periods) == 1


def _rates(table: Table, side: Side, rate: Column) -> list[tuple[int, Figure]]:
    """The rates of the column with their rows, but for those of which a note says what they are of."""
    found = ((row.index, _figure(table, row.index, rate)) for row in side.rows)
    return [(row, f) for row, f in found if f and f.type == "percent" and not NOTED.search(f.quote)]


def _of_rates(
    table: Table, rates: Sequence[tuple[int, Figure]], measure: str, rate: Column, now: Column, base: Column
) -> list[Relation]:
    kind, form, label = KINDS.get(measure, KIND), FORMS[measure], f"{rate.path[-1]}应按{now.name}与{base.name}计算"
    found = []
    for row, result in rates:
        one, other = _figure(table, row, now), _figure(table, row, base)
        if one and other and other.printed.digits > 0:  # of a negative base some take the amount, some the sign too
            found.append(Relation(CODE, kind, form, result, (one, other), (), label))
    return found


def _change(table: Table, row: int, change: Column, now: Column, base: Column) -> Relation | None:
    result = _figure(table, row, change)
    inputs = _figure(table, row, now), _figure(table, row, base)
    if not result or not inputs[0] or not inputs[1]:
        return None
    label = f"{change.path[-1]}应等于{now.name}减{base.name}"
    return Relation(CODE, KIND, Form.SUM, result, (inputs[0], inputs[1]), (1, -1), label)


def _shares(table: Table, side: Side, rate: Column, amounts: Sequence[Column]) -> Iterator[Reading]:
    """Shares of the column's total: the total row that the rows above or below it make up; or each of its own, where
    several stand over theirs."""
    wholes = [r for r in side.rows if r.role == "total"]
    first = [r for r in side.rows[:1] if r.role != "total" and is_top(r)]
    every: list[Mapping[int, Row]] = [
        {r.index: whole for r in side.rows} for whole in (*first, *wholes[:1], *wholes[1:][-1:])
    ]
    if len(wholes) > 1:
        every.append({part.index: whole for whole, parts in totals(side) for part in parts if part.role != "total"})
    for column in amounts:
        for whole_of in every:
            found = []
            for row in side.rows:
                whole = whole_of.get(row.index)
                total = _figure(table, whole.index, column) if whole else None
                result, part = _figure(table, row.index, rate), _figure(table, row.index, column)
                if not whole or not total or not total.printed.digits or not result or not part:
                    continue
                if result.type == "percent" and part.key != total.key:
                    label = f"{rate.path[-1]}应为{column.name}占{whole.label.strip()}的比重"
                    found.append(Relation(CODE, "share", Form.SHARE, result, (part, total), (), label))
            hundred = all(_is_hundred(_figure(table, w.index, rate)) for w in whole_of.values())
            yield Reading(found, LEAST_NAMED if hundred else LEAST_ROWS)


def _is_hundred(rate: Figure | None) -> bool:
    return rate is not None and rate.type == "percent" and rate.printed.value == 100


def _figure(table: Table, row: int, column: Column) -> Figure | None:
    return table.figures.get((row, column.index))


def _best(readings: Iterable[Reading]) -> Iterator[Relation]:
    """The reading that most rows bear out, if there is one; its exceptions are the findings."""
    best: list[tuple[Relation, Verdict]] = []
    least, ratio = LEAST_ROWS, RATIO
    for reading, fewest, for_each in readings:
        if len(reading) < fewest or not _promising(reading):
            continue
        judged = [(r, r.judge()) for r in reading]
        if not best or _broken(judged) * len(best) < _broken(best) * len(judged):
            best, least, ratio = judged, fewest, for_each
        if not _broken(best):
            break
    broken = _broken(best)
    agreeing = sum(1 for r, v in best if v is not Verdict.INCONSISTENT and r.result.printed.digits)
    if agreeing >= least and agreeing >= ratio * broken:
        yield from (_cut_off(relation) if verdict is Verdict.INCONSISTENT else relation for relation, verdict in best)


def _cut_off(relation: Relation) -> Relation:
    """A rate whose digits were cut off where others are rounded is a small matter."""
    expected, printed = relation.expected(), relation.result.printed
    if relation.form is Form.SUM or expected is None or int(abs(expected) / printed.last_place) != abs(printed.digits):
        return relation
    return relation._replace(severity=Severity.WARNING)


def _promising(reading: list[Relation]) -> bool:
    """Whether at least half of the first rows agree: enough to leave out the readings that are plainly wrong."""
    first = [r for r in reading if r.result.printed.digits][:6]
    return 2 * sum(1 for r in first if r.judge() is not Verdict.INCONSISTENT) >= len(first)


def _broken(reading: list[tuple[Relation, Verdict]]) -> int:
    return sum(1 for _, v in reading if v is Verdict.INCONSISTENT)
