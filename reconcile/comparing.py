"""Two reports of one document held against each other: what changed, and whether the document or the program did it.

Where the bytes are the same only the program can have changed something (or, in one version, its settings or lexicon);
where the program is the same, only the document. Where both differ, a finding is the program's when all numbers that it
speaks of stand in both drafts, the document's when one does not, and left open when it speaks of no number.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Literal

from pydantic import ValidationError

from reconcile.errors import UsageError
from reconcile.report import (
    SCHEMA_VERSION,
    OutcomeName,
    Report,
    ReportEvidence,
    ReportFigure,
    ReportFinding,
    ReportIncomplete,
    StatusName,
    Wire,
)

Cause = Literal["document", "program", "settings", "open"]


class FindingChange(Wire):
    """``changed``: the same question about other numbers, or of another severity; ``finding`` is as in the new report,
    but for one that is gone."""

    change: Literal["new", "gone", "changed"]
    cause: Cause
    finding: ReportFinding


class FigureChange(Wire):
    """A number of the prose that has another status; one that is printed in one draft only has no status in the
    other."""

    cause: Cause
    quote: str
    address: str
    before: StatusName | None
    after: StatusName | None


class Difference(Wire):
    """``old`` and ``new`` are the paths; ``same`` counts the findings that stay as they are."""

    old: str
    new: str
    document_changed: bool
    programs: tuple[str, str]
    outcomes: tuple[OutcomeName, OutcomeName]
    findings: tuple[FindingChange, ...]
    same: int
    figures: tuple[FigureChange, ...]
    incomplete_new: tuple[ReportIncomplete, ...]
    incomplete_gone: tuple[ReportIncomplete, ...]

    @property
    def empty(self) -> bool:
        changed = self.findings or self.figures or self.incomplete_new or self.incomplete_gone
        return not changed and self.outcomes[0] == self.outcomes[1]


class Differences(Wire):
    """Two results of one or several documents. ``only_old`` and ``only_new`` are the paths of documents that stand in
    one of them only."""

    documents: tuple[Difference, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not self.only_old and not self.only_new and all(d.empty for d in self.documents)


def load(path: str) -> tuple[Report, ...]:
    """The reports in a JSON file: one object, an array, or one object a line. UsageError where it is none."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} 无法读取：{error}") from None
    found = _objects(text)
    if not found or not all(isinstance(o, dict) and "schema_version" in o for o in found):
        raise UsageError(f"{path} 不是 reconcile check --format json 的结果")
    other = next((o["schema_version"] for o in found if o["schema_version"] != SCHEMA_VERSION), None)
    if other is not None:
        raise UsageError(f"{path} 是另一版本的格式（{other}，本程序用 {SCHEMA_VERSION}），不能比较；请重新检查后再比较")
    try:
        return tuple(Report.model_validate(o) for o in found)
    except ValidationError:
        raise UsageError(f"{path} 的内容不完整或被改动过，不是可以比较的结果") from None


def _objects(text: str) -> list[Any]:
    for read in (lambda: json.loads(text), lambda: [json.loads(line) for line in text.splitlines() if line.strip()]):
        try:
            found = read()
        except (ValueError, RecursionError):
            continue
        return found if isinstance(found, list) else [found]
    return []


def paired(old: Sequence[Report], new: Sequence[Report]) -> Differences:
    """Documents are the same where their paths are, else where their file names are and no other has that name; two
    results of one document each are compared whatever it is called."""
    if len(old) == len(new) == 1:
        return Differences(documents=(compare(old[0], new[0]),), only_old=(), only_new=())
    pairs: list[tuple[Report, Report]] = []
    left, right = list(old), list(new)
    for key in (lambda r: r.document.path, lambda r: PurePath(r.document.path).name):
        names = Counter(map(key, left)), Counter(map(key, right))
        by_key = {key(r): r for r in right}
        found = [(r, by_key[key(r)]) for r in left if names[0][key(r)] == names[1][key(r)] == 1]
        pairs += found
        left = [r for r in left if not any(r is o for o, _ in found)]
        right = [r for r in right if not any(r is n for _, n in found)]
    return Differences(
        documents=tuple(compare(o, n) for o, n in pairs),
        only_old=tuple(r.document.path for r in left),
        only_new=tuple(r.document.path for r in right),
    )


def compare(old: Report, new: Report) -> Difference:
    whose = _Whose(old, new)
    before = {f.fingerprint: f for f in old.findings}
    after = {f.fingerprint: f for f in new.findings}
    changes = [_change("gone", f, whose) for p, f in before.items() if p not in after]
    for fingerprint, finding in after.items():
        known = before.get(fingerprint)
        if known is None:
            changes.append(_change("new", finding, whose))
        elif (known.content, known.severity) != (finding.content, finding.severity):
            changes.append(_change("changed", finding, whose))
    return Difference(
        old=old.document.path,
        new=new.document.path,
        document_changed=whose.document,
        programs=(old.document.program, new.document.program),
        outcomes=(old.summary.outcome, new.summary.outcome),
        findings=tuple(changes),
        same=len(after) - sum(c.change != "gone" for c in changes),
        figures=tuple(_figures(old, new, whose)),
        incomplete_new=tuple(i for i in new.incomplete if i not in old.incomplete),
        incomplete_gone=tuple(i for i in old.incomplete if i not in new.incomplete),
    )


class _Whose:
    """Whether a change is the document's or the program's."""

    def __init__(self, old: Report, new: Report) -> None:
        self.document = old.document.sha256 != new.document.sha256
        self.program = old.document.program != new.document.program
        self._printed = _printed(old), _printed(new)

    def of(self, evidence: Iterable[ReportEvidence]) -> Cause:
        if not self.document:
            return "program" if self.program else "settings"
        if not self.program:
            return "document"
        numbers = [_number(e) for e in evidence if e.value is not None]
        if not numbers:
            return "open"
        return "program" if all(n in printed for n in numbers for printed in self._printed) else "document"


def _number(e: ReportEvidence) -> tuple[str, str]:
    """A number by where it is printed: in the prose with its unit, in a table by the table's title and the cell."""
    return ("", f"{e.value}{e.unit or ''}") if e.table is None else (e.table, "".join(e.quote.split()))


def _printed(report: Report) -> frozenset[tuple[str, str]]:
    prose = {("", f"{f.value}{f.unit}") for f in report.figures}
    cells = {(t.title, "".join(cell.split())) for t in report.tables for row in t.rows for cell in row}
    return frozenset(prose | cells)


def _change(change: Literal["new", "gone", "changed"], finding: ReportFinding, whose: _Whose) -> FindingChange:
    return FindingChange(change=change, cause=whose.of(finding.evidence), finding=finding)


def _figures(old: Report, new: Report, whose: _Whose) -> Iterable[FigureChange]:
    """The numbers whose status changed. They are the same number where address and print are, in their order."""
    before, after = _by_address(old), _by_address(new)
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        known = now or was
        status = was.status if was else None, now.status if now else None
        if known is not None and status[0] != status[1]:
            cause: Cause = "document" if whose.document and None in status else whose.of(known.against)
            yield FigureChange(
                cause=cause, quote=known.quote, address=known.address, before=status[0], after=status[1]
            )  # fmt: skip


def _by_address(report: Report) -> Mapping[tuple[str, str, int], ReportFigure]:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    found = {}
    for figure in report.figures:
        key = (figure.address, f"{figure.value}{figure.unit}")
        found[*key, counts[key]] = figure
        counts[key] += 1
    return found
