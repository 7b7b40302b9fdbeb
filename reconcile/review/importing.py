"""Reads a filled workpaper back into the trail: conclusions, reasons and names that people wrote into Excel.

A row counts where its conclusion or reason differs from what is decided now; nothing that lies in the trail is
changed. Rows that belong to no finding of today's document, and conclusions that are none, are said one by one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reconcile.decisions.lines import DECISIONS, Decision, Role
from reconcile.decisions.standing import UNDECIDED, Standing
from reconcile.errors import UsageError
from reconcile.readers import load
from reconcile.reports.decided import CONCLUSION, PREPARER, PRINT, REASON, REVIEWER, SHA
from reconcile.reports.workbook import COVER, FINDINGS, LEDGER
from reconcile.running import Session
from reconcile.tuples import NamedTuple

from .case import Case
from .desk import Desk, Person

ON_FINDINGS = {DECISIONS[d]: d for d in (Decision.TRUE, Decision.FALSE_ALARM, Decision.ASK)}
ON_NUMBERS = {DECISIONS[d]: d for d in (Decision.CHECKED, Decision.WRONG, Decision.ASK_NUMBER)}
SHEETS = {FINDINGS: ON_FINDINGS, LEDGER: ON_NUMBERS}
MOST_SAID = 10


class Row(NamedTuple):
    """A row of the workpaper as somebody left it; ``at`` is where it stands."""

    at: str
    subject: str
    conclusion: str
    reason: str
    preparer: str
    reviewer: str


class Read(NamedTuple):
    """What came of a workpaper: decisions that were added, rows that say nothing new, and what could not be used."""

    added: int = 0
    same: int = 0
    problems: tuple[str, ...] = ()


def read_back(workpaper: Path, given: Sequence[Case], shared: Session, person: Person, record: Path | None) -> str:
    """Adds what is new to the trail and says what was done."""
    if len(given) != 1:
        raise UsageError("读回底稿要指明它所属的那一份材料")
    desk = Desk(given[0], shared, record)
    done = added(workpaper, desk, person)
    lines = [f"读回 {done.added} 条结论到 {desk.record}；{done.same} 条与已有的相同。"]
    lines += [f"没有读回：{problem}" for problem in done.problems[:MOST_SAID]]
    if len(done.problems) > MOST_SAID:
        lines.append(f"另有 {len(done.problems) - MOST_SAID} 行没有读回。")
    return "\n".join(lines)


def added(workpaper: Path, desk: Desk, person: Person) -> Read:
    book = opened(workpaper)
    problems = []
    sha = next((str(row[1]) for row in book.get(COVER, ()) if len(row) > 1 and row[0] == SHA), "")
    if sha != desk.known.reference.sha256:
        problems.append("底稿是另一稿文件的，只读回指纹相同的问题")
    new = same = 0
    of: Mapping[str, Standing] = desk.standings()
    for sheet, conclusions in SHEETS.items():
        for row in rows(book.get(sheet, []), sheet):
            problem = unusable(row, conclusions, desk)
            if problem:
                problems.append(f"{row.at}：{problem}")
                continue
            if not row.conclusion:
                continue
            decision = conclusions[row.conclusion]
            changes = list(news(row, decision, of.get(row.subject, UNDECIDED), person))
            for who in changes:
                desk.decide([row.subject], decision, row.reason, who)
            new += len(changes)
            same += not changes
    return Read(new, same, tuple(problems))


def unusable(row: Row, conclusions: Mapping[str, Decision], desk: Desk) -> str:
    """Why the row cannot be used, "" where it can or says nothing."""
    if not row.conclusion:
        return "写了理由，没有选结论" if row.reason else ""
    if row.conclusion not in conclusions:
        return f"结论“{row.conclusion}”不是{'、'.join(conclusions)}"
    if row.subject not in desk.known.shown:
        return "现在的文件中没有这一条"
    if conclusions[row.conclusion] is Decision.FALSE_ALARM and not row.reason:
        return "误报要写明理由"
    return ""


def news(row: Row, decision: Decision, standing: Standing, person: Person) -> Iterator[Person]:
    """Who decided what the trail does not have yet: the row's preparer and reviewer, else whoever reads it back."""
    agrees = standing.decision is decision and standing.reason == row.reason
    for role, name, line in (
        (Role.PREPARER, row.preparer, standing.preparer),
        (Role.REVIEWER, row.reviewer, standing.reviewer),
    ):
        if name and not (agrees and line and line.person == name):
            yield Person(name, role)
    if not row.preparer and not row.reviewer and not agrees:
        yield person


def rows(sheet: list[list[Any]], name: str) -> Iterator[Row]:
    head = [str(c) for c in sheet[0]] if sheet else []
    if PRINT not in head or CONCLUSION not in head:
        return
    columns = {title: n for n, title in enumerate(head)}

    def cell(row: list[Any], title: str) -> str:
        value = row[columns[title]] if title in columns and columns[title] < len(row) else ""
        return str(value).strip().lstrip("'")

    for number, row in enumerate(sheet[1:], 2):
        if subject := cell(row, PRINT):
            yield Row(
                f"“{name}”第{number}行", subject, cell(row, CONCLUSION), cell(row, REASON), cell(row, PREPARER),
                cell(row, REVIEWER),
            )  # fmt: skip


def opened(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets that decisions are read from; UsageError where the file is no workpaper."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(load(path)))
        wanted = [name for name in (COVER, *SHEETS) if name in book.sheet_names]
        found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in wanted}
    except (CalamineError, OSError, ValueError) as error:
        raise UsageError(f"{path} 不是可以读回的工作底稿（{error}）") from None
    if not any(list(rows(found.get(name, []), name)) or name in found for name in SHEETS):
        raise UsageError(f"{path} 不是 reconcile 的工作底稿")
    return found
