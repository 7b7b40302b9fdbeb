"""What rules on prose ask of a statement: its amount, its base, its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from reconcile.figures import Figure, Key
from reconcile.interval import Interval, Printed, Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.prose.values import Statement

MAIN = ("actual", "budget", "amount", "adjusted_budget")


def main_amount(statement: Statement) -> Figure | None:
    """The amount that changes and shares are of: the outcome before the budget; the last printed of its measure."""
    outcome = statement.base == "budget" or statement.completion is not None
    if outcome and "actual" not in statement.amounts and "amount" in statement.amounts:
        return statement.amounts["amount"][-1]
    first, planned = statement.amounts.get("amount"), statement.amounts.get("budget")
    if first and planned and first[-1].key < planned[-1].key and "actual" not in statement.amounts:
        return first[-1]  # 4.20万元（预算6.00万元）
    for measure in MAIN:
        if measure in statement.amounts:
            return statement.amounts[measure][-1]
    return None


def amount_before(statement: Statement, rate: Figure | None) -> Figure | None:
    """The main amount that a growth follows: 支出983亿元，增长7.4%，加上上解支出等，总支出1128亿元."""
    main = main_amount(statement)
    if main is None or rate is None or main.key < rate.key or main.key[0] != rate.key[0]:
        return main
    same = next((figures for figures in statement.amounts.values() if main in figures), ())
    return next((f for f in reversed(same) if f.key < rate.key), main)


def base_of(statement: Statement) -> Figure | None:
    """The amount that a change starts from, where the statement gives it."""
    if "before" in statement.amounts:
        before, main = statement.amounts["before"][-1], main_amount(statement)
        # 由年初5亿元增加到6亿元，新增3亿元，偿还2亿元: what follows is not what it came to
        return None if main and main.key[0] == before.key[0] and main.key > before.key else before
    if statement.base == "other":
        return None
    if statement.base in ("budget", "adjusted_budget"):
        own = statement.amounts.get(statement.base) or statement.amounts.get("adjusted_budget")  # the only one given
        main = main_amount(statement)
        return own[-1] if own and main and own[-1].key != main.key else None
    named = statement.base.startswith("last_")  # 比上年预算数: an outcome of last year is none
    last = [
        f for m, figures in statement.amounts.items()
        if m.startswith("last_") and (not named or m in ("last_amount", statement.base)) for f in figures
    ]  # fmt: skip
    if statement.base in statement.amounts and statement.base.startswith("last_"):
        return statement.amounts[statement.base][-1]
    return last[-1] if len(last) == 1 else None


NEXT = 12  # characters between an amount of change and its rate


def opposite(statement: Statement) -> bool:
    """Whether an amount of change and the rate right behind it have opposite directions: 增加5万元，下降100%."""
    change, growth = statement.change, statement.growth
    if not (change and growth and change.end) or change.key[0] != growth.key[0]:
        return False
    near = 0 <= growth.key[1] - change.end <= NEXT
    return near and change.printed.digits * growth.printed.digits < 0


def lists(statements: Sequence[Statement]) -> dict[tuple[int, int], list[int]]:
    """The positions of the parts of each list: by the position of its whole and the number of the list."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for position, statement in enumerate(statements):
        if statement.parent is not None:
            found[statement.parent, statement.group].append(position)
    return found


def wholes(statements: Sequence[Statement]) -> dict[Key, Printed]:
    """Of each amount that is a part of another, that other."""
    found: dict[Key, Printed] = {}
    for statement in statements:
        whole = main_amount(statements[statement.parent]) if statement.parent is not None else None
        found |= {f.key: whole.printed for fs in statement.amounts.values() for f in fs if whole}
    return found


def listed_amounts(statements: Sequence[Statement]) -> list[set[Key]]:
    """The main amounts of each list, nought aside."""
    found = []
    for positions in lists(statements).values():
        amounts = [a for p in positions if (a := main_amount(statements[p]))]
        found.append({a.key for a in amounts if a.printed.digits})
    return found


def has_more(listed: Iterable[set[Key]], parts: Iterable[Figure]) -> bool:
    """Whether the list in which the parts stand has others beside them."""
    keys = {f.key for f in parts}
    return any(len(keys & one) > 1 and not one <= keys for one in listed)


def of_all(shares: Iterable[Printed], come_to: Fraction) -> bool:
    """Whether shares add up to 100 %, and would not with what their amounts, that come to so much of the whole in
    percent, are short of it: then none is left out."""
    total = Interval(Fraction(0), Fraction(0))
    for share in shares:
        total = total + share.interval()
    return 100 in total and (come_to >= 100 or come_to not in total)


FEWEST = 2  # parts that come to a whole


def same_kind(one: Figure, other: Figure) -> bool:
    return one.type == other.type and (one.type == "money" or one.unit == other.unit)


def total_of(whole: Statement, parts: Sequence[Statement]) -> Figure | None:
    """The amount of the whole that the parts are parts of: of their measure where they share one (下达X，已支出Y)."""
    keys = {p.total for p in parts}
    if len(keys) == 1 and (key := keys.pop()):
        return next((f for figures in whole.amounts.values() for f in figures if f.key == key), None)
    measures = {next((m for m in MAIN if m in p.amounts), "") for p in parts}
    if len(measures) == 1 and (measure := measures.pop()) in whole.amounts:
        return whole.amounts[measure][0]
    only = [f for figures in whole.amounts.values() for f in figures if f.type == "money"]
    return main_amount(whole) or (only[0] if len(only) == 1 else None)


def ended(statements: Sequence[Statement], positions: list[int], total: Figure | None, unit: str = "") -> list[int]:
    """The list without what follows the parts that come to its whole in the last digit: 基本支出5亿元，其中人员4亿、
    公用1亿，项目支出3亿元; ``unit`` is the measure of what is counted (在职62人，其中教师50人、工勤12人，退休20人)."""
    figures = [counted(statements[p], unit) if unit else main_amount(statements[p]) for p in positions]
    addends = [f for f in figures if f and total and same_kind(f, total)]
    if total is None or len(addends) < len(figures):
        return positions
    for end in range(FEWEST, len(addends)):
        funds = {total.address.scope, addends[end].address.scope}  # 一般公共预算支出……：教育5亿元；政府性基金支出4亿元
        most = Verdict.BY_ROUNDING if len(funds) > 1 and "" not in funds else Verdict.AGREES
        if unit and not RETIRED.search(statements[positions[end]].subject.name):
            continue  # counts come to counts by chance
        if judge_sum(total.printed, [f.printed for f in addends[:end]]) <= most:
            return positions[:end] if any(f.printed.digits for f in addends[end:]) else positions
    return positions


RETIRED = lazy(r"离休|退休|退职|遗属")  # who are none of those at work


def counted(statement: Statement, unit: str) -> Figure | None:
    """What the statement counts in one unit (count:人)."""
    return next(iter(statement.amounts.get(unit, ())), None)


def outside(statements: Sequence[Statement]) -> set[int]:
    """The positions of what was read as a part of a list whose parts had come to its whole before it."""
    found: set[int] = set()
    for (position, _), positions in lists(statements).items():
        whole, parts = statements[position], [statements[p] for p in positions]
        found |= {*positions} - {*ended(statements, positions, total_of(whole, parts))}
    return found
