"""Amounts of one document against another's: unit ≤ department, 年初预算 = budget, 上年数 = last year's.

One difference that runs through items and totals is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reconcile.archive.across.papers import Cross, Line, Paper, cell_evidence
from reconcile.archive.cells import Cell
from reconcile.confidence import with_confidence
from reconcile.findings import Evidence, Finding, Severity, Stake
from reconcile.interval import Verdict, judge_at_most, judge_equal, judge_sum
from reconcile.patterns import lazy
from reconcile.rules.across import last_year as last_year_rule
from reconcile.rules.across import plan, unit_at_most
from reconcile.stakes import between

# between a department and its units these cancel out, or are no amounts
NOT_SHARED = lazy(r"上级补助|附属单位|上缴|对附属|结转|结余|增减|比上年|[率比%％]|上年|占|行次|其他收入|事业收入|经营")
FISCAL = frozenset(
    {"general_public", "general_public_basic", "three_public", "government_fund", "state_capital", "fiscal_overview"}
)
PLANNED = ("budget", "amount", "")  # measures that 年初预算 may have; the words around it decide
ALL_OF_IT = "一般公共预算财政拨款支出"  # what the table of it has as its total
TOTAL = lazy(r"合计|总计|小计|^$")


def at_most(unit: Paper, department: Paper) -> list[Cross]:
    """Cells of the unit that are larger than the department's: one finding for each row that no other explains."""
    broken: dict[tuple[str, str], list[tuple[Cell, Cell]]] = {}
    for address, cell in unit.by_address.items():
        whole = department.by_address.get(address)
        if whole is None or cell.unit == "%" or not cell.kind or cell.unit == "" or whole.unit == "":
            continue
        if NOT_SHARED.search(cell.label) or NOT_SHARED.search(cell.header):
            continue
        if judge_at_most(cell.printed, whole.printed) is Verdict.INCONSISTENT:
            broken.setdefault((cell.code, address[2]), []).append((cell, whole))
    found = [larger(unit, department, pairs) for row, pairs in broken.items() if not explained(row, broken)]
    return found or list(larger_in_prose(unit, department))


def larger_in_prose(unit: Paper, department: Paper) -> Iterator[Cross]:
    """Amounts that only the prose has (政府采购, 会议费 …) and that are larger with the unit. Where the tables already
    contradict each other the prose most likely repeats them, and is not asked."""
    for (subject, measure), line in unit.amounts.items():
        whole = department.amounts.get((subject, measure))
        if whole is None or measure not in ("amount", "budget", "actual") or NOT_SHARED.search(subject):
            continue
        if judge_at_most(line.printed, whole.printed) is Verdict.INCONSISTENT:
            message = (
                f"{unit.name}的{subject}为{line.quote}，大于{department.name}的{whole.quote}；部门的数应包括其所属单位"
            )
            evidence = [line.evidence("part"), whole.evidence("whole")]
            yield Cross(unit.doc, department.doc, finding(
                unit_at_most.CODE, unit_at_most.NAME, Severity.WARNING, message, evidence, f"不大于{whole.quote}",
                between(line.printed.value, whole.printed.value),
            ))  # fmt: skip


def explained(row: tuple[str, str], broken: dict[tuple[str, str], list[tuple[Cell, Cell]]]) -> bool:
    """Whether a row below this one is broken too: then this one follows from it."""
    code, label = row
    others = [r for r in broken if r != row]
    if TOTAL.search(label):
        return any(not TOTAL.search(o[1]) for o in others)
    if code:
        return any(o[0].startswith(code) and o[0] != code for o in others)
    return any(o[1] == label or len(o[0]) > 3 for o in others if o[0])


def larger(unit: Paper, department: Paper, pairs: list[tuple[Cell, Cell]]) -> Cross:
    fiscal = [p for p in pairs if p[0].kind in FISCAL]
    cell, whole = (fiscal or pairs)[0]
    evidence = [
        e for c, w in pairs for e in (cell_evidence(c, "part", unit), cell_evidence(w, "whole", department))
    ]  # fmt: skip
    message = (
        f"{unit.name}《{cell.title}》{spot(cell)}为{cell.text}{cell.unit}，大于{department.name}同一项的"
        f"{whole.text}{whole.unit}；部门的数应包括其所属单位"
    )
    return Cross(unit.doc, department.doc, finding(
        unit_at_most.CODE, unit_at_most.NAME, Severity.ERROR if fiscal else Severity.WARNING, message, evidence,
        f"不大于{whole.text}{whole.unit}", _between(cell, whole),
    ))  # fmt: skip


def spot(cell: Cell) -> str:
    return "·".join(p for p in (cell.label, cell.header) if p)


def plans(account: Paper, budget: Paper) -> list[Cross]:
    """年初预算 that the account's prose states, against the budget: where it is called so and the row is certain."""
    found: dict[int, Cross] = {}
    for subject, line, cell in planned(account, budget):
        if judge_equal(line.printed, cell.printed) is Verdict.INCONSISTENT:
            message = (
                f"{account.name}称{subject}年初预算为{line.quote}，{budget.name}《{cell.title}》"
                f"{spot(cell)}为{cell.text}{cell.unit}"
            )
            evidence = [line.evidence("claim"), cell_evidence(cell, "cell", budget)]
            expected = f"{cell.text}{cell.unit}"
            cross = Cross(account.doc, budget.doc, finding(
                plan.CODE, plan.NAME, Severity.WARNING, message, evidence, expected,
                between(line.printed.value, cell.printed.value),
            ))  # fmt: skip
            apart = line.printed.value - cell.printed.value
            if subject != ALL_OF_IT or thousands(apart) not in found:  # an item tells more than the total that it moves
                found[thousands(apart)] = cross
    return list(found.values())


def planned(account: Paper, budget: Paper) -> Iterator[tuple[str, Line, Cell]]:
    """What the account calls 年初预算 of something, and the cell of the budget that has it."""
    rows: dict[str, list[Cell]] = {}
    for cell in budget.cells:
        kind, _, label, column = cell.address(budget.year or 0)
        if kind == "general_public" and column in ("合计", "总计"):
            rows.setdefault(ALL_OF_IT if TOTAL.search(label) else label, []).append(cell)
    for (subject, measure), line in account.amounts.items():
        matches = rows.get(subject, [])
        if measure in PLANNED and len({c.printed for c in matches}) == 1 and called(line, "年初预算"):
            yield subject, line, matches[0]


def thousands(difference: Fraction) -> int:
    """The difference to the thousand 元: what differs by less is one difference, rounded here and there."""
    return round(difference / 1000)


def called(line: Line, word: str) -> bool:
    """Whether the sentences around the amount call it so."""
    return re.search(rf"{word}数?(?:为|是|：)?{re.escape(line.quote)}", re.sub(r"\s", "", line.about)) is not None


def last_year(paper: Paper, before: Paper) -> list[Cross]:
    """What the document says of last year, in its tables and by the changes that its prose states."""
    return [*last_columns(paper, before), *changes(paper, before)]


def last_columns(paper: Paper, before: Paper) -> Iterator[Cross]:
    """Columns such as 上年决算数 or 2023年预算数 against last year's own column. 执行数 is an estimate, left alone."""
    for cell, then in last_cells(paper, before):
        if judge_equal(cell.printed, then.printed) is Verdict.INCONSISTENT:
            message = (
                f"{paper.name}《{cell.title}》{spot(cell)}为{cell.text}{cell.unit}，"
                f"{before.name}《{then.title}》{spot(then)}为{then.text}{then.unit}"
            )
            evidence = [cell_evidence(cell, "claim", paper), cell_evidence(then, "cell", before)]
            yield Cross(paper.doc, before.doc, finding(
                last_year_rule.CODE, last_year_rule.NAME, Severity.WARNING, message, evidence,
                f"{then.text}{then.unit}", _between(cell, then),
            ))  # fmt: skip


def last_cells(paper: Paper, before: Paper) -> Iterator[tuple[Cell, Cell]]:
    """The cells that say what was last year, each with that of last year's own document."""
    own = "决算" if paper.basis == "account" else "预算"
    for address, cell in paper.by_address.items():
        column = address[3]
        if "上年" not in column or own not in column or "执行" in column or not cell.kind:
            continue
        then = before.by_address.get((*address[:3], column.replace("上年", "")))
        if then and cell.unit == then.unit != "%":
            yield cell, then


def changes(paper: Paper, before: Paper) -> list[Cross]:
    """An amount less its stated change, against last year's amount: only where the base is named for certain."""
    found: dict[int, Cross] = {}
    for (subject, measure), change in paper.amounts.items():
        now, then = current(paper, subject), current(before, subject)
        up = direction(change, paper)
        if measure != "change" or not now or not then or not up:
            continue
        signed = change.printed if up > 0 else -change.printed
        if judge_sum(now.printed, [then.printed, signed]) is Verdict.INCONSISTENT:
            base = now.printed.value - signed.value
            message = (
                f"{paper.name}的{subject}为{now.quote}，称比上年{'增加' if up > 0 else '减少'}{change.quote}，"
                f"则上年应为{float(base / 10000):.2f}万元，而{before.name}为{then.quote}"
            )
            evidence: list[Evidence] = [now.evidence("whole"), change.evidence("claim"), then.evidence("base")]
            cross = Cross(paper.doc, before.doc, finding(
                last_year_rule.CODE, last_year_rule.NAME, Severity.WARNING, message, evidence, then.quote,
                between(base, then.printed.value),
            ))  # fmt: skip
            found.setdefault(thousands(base - then.printed.value), cross)
    return list(found.values())


def current(paper: Paper, subject: str) -> Line | None:
    """The amount itself: by its own measure, or without one; None where the prose gives two that differ."""
    own = "actual" if paper.basis == "account" else "budget"
    found = [line for m in (own, "amount", "") if (line := paper.amounts.get((subject, m)))]
    return found[0] if found and len({x.printed.value for x in found}) == 1 else None


def direction(change: Line, paper: Paper) -> int:
    """1 or -1 where the sentence names last year's own document as the base of the change, else 0."""
    own = "决算" if paper.basis == "account" else "预算"
    year = (paper.year or 0) - 1
    base = rf"(?:{year}年度?(?:{own}数?)?相比|[比较]{year}年度?(?:{own}数?)?|[比较]上年{own}数?)"
    if paper.basis == "budget":
        base = rf"[比较](?:{year}年度?|上年)(?:年初)?预算数?"
    text = re.sub(r"\s", "", change.about)
    match = re.search(rf"{base}[^。；]{{0,20}}?(增加|减少)(?:了)?{re.escape(change.quote)}", text)
    if not match or "同口径" in text or "剔除" in text:
        return 0
    return 1 if match[1] == "增加" else -1


def _between(cell: Cell, other: Cell) -> Stake | None:
    return between(cell.printed.value, other.printed.value) if "元" in cell.unit else None


def finding(
    code: str, name: str, severity: Severity, message: str, evidence: list[Evidence], expected: str, at: Stake | None
) -> Finding:  # fmt: skip
    return with_confidence(
        Finding(code, name, "cross_document", severity, message, tuple(evidence), expected, stake=at)
    )
