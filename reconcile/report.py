"""The wire format: one document's report as the contract's JSON (docs/contract.md), as pydantic models.

``reconcile/schema/report.schema.json`` is generated from these models (``python -m reconcile.report`` prints it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

import reconcile
from reconcile import frames
from reconcile.checked import Checked, Coverage
from reconcile.findings import (
    ChecklistItem,
    Confidence,
    Correction,
    Evidence,
    Finding,
    LedgerLine,
    Severity,
    Stake,
    TableView,
)
from reconcile.fingerprint import Identity

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["SCHEMA_VERSION", "Checked", "Report", "schema", "to_report"]

SCHEMA_VERSION: Literal["2"] = "2"
FindingKind = Literal[
    "text_table_value", "text_text_value", "text_sum", "share", "growth", "completion", "direction", "balance",
    "table_row_sum", "table_col_sum", "table_hierarchy", "cross_table", "cross_document", "list_mismatch", "naming",
    "year", "missing_table", "placeholder", "unit", "count", "prose", "other",
]  # fmt: skip
SeverityName = Literal["error", "warning", "info"]
OutcomeName = Literal["clean", "findings", "incomplete"]
StatusName = Literal["agrees", "agrees_by_rounding", "disagrees", "ambiguous", "unchecked"]
ComponentName = Literal["subject", "measure", "period", "fund", "scope", "area", "entity", "counted"]
SourceName = Literal["said", "heading", "table", "document", "assumed"]
UnreadName = Literal["document", "page", "table", "text", "object", "member", "check"]


Rows = Literal["findings", "figures"]


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportDocument(Wire):
    """``kind``: department_budget, department_account, government_budget, government_account, three_public, template,
    other. ``year`` is the year that the document is the budget or account of; ``program`` the version that
    checked it."""

    path: str
    sha256: str
    format: str
    title: str
    kind: str
    entity: str
    year: int | None
    pages: int | None
    program: str


class ReportHiding(Wire):
    """A setting that took findings away, made them less severe (``severity``, ``materiality``) or lets a run with them
    pass (``fail_on``); ``value`` is what it names. ``findings`` is how many, null where rules did not run, or read with
    another ``lexicon``, and nobody knows what there would have been."""

    setting: Literal[
        "select", "ignore", "lexicon", "min_confidence", "severity", "materiality", "suppress", "baseline", "fail_on",
        "review",
    ]  # fmt: skip
    value: str
    findings: int | None


class ReportQuiet(Wire):
    """A finding that is not told; ``reason`` is why, and who said so."""

    fingerprint: str
    code: str
    message: str
    reason: str


class ReportHidden(Wire):
    """What the settings and reviewers took away. ``file`` is the settings file that was used, null for none."""

    file: str | None
    by: tuple[ReportHiding, ...]
    findings: tuple[ReportQuiet, ...]


class ReportSummary(Wire):
    """``outcome``: incomplete where something of the document could not be read or checked (whatever was found in the
    rest), else findings or clean. ``figures`` is the number of ledger lines, the sum of the five counts behind it;
    ``weak`` of those that agree have a weak tick. ``relations`` counts those tested."""

    outcome: OutcomeName
    errors: int
    warnings: int
    infos: int
    figures: int
    agrees: int
    agrees_by_rounding: int
    disagrees: int
    ambiguous: int
    unchecked: int
    weak: int
    relations: int
    seconds: float
    hidden: ReportHidden


class ReportIncomplete(Wire):
    """Something that belongs to the document and could not be read or checked."""

    what: UnreadName
    page: int | None
    message: str


class ReportEvidence(Wire):
    """A number or sentence that a relation touches; ``quote`` is verbatim. ``page`` and ``line`` count from 1;
    ``start`` and ``end`` count characters from the paragraph's first; ``value`` is the number in ``unit``, without
    separators; ``bbox`` is left, top, right, bottom in points from the page's top left corner."""

    role: str
    quote: str
    page: int | None
    line: int | None
    start: int | None
    end: int | None
    table: str | None
    row: str | None
    column: str | None
    value: str | None
    unit: str | None
    bbox: tuple[float, float, float, float] | None


class ReportStake(Wire):
    """The difference in 元, and its share of the whole it belongs to (0.05 is 5 %); plain decimal strings."""

    amount: str
    share: str | None


class ReportFollowing(Wire):
    """A number that would have to change with a corrected one; ``expected`` is "" where what it would be is open."""

    message: str
    expected: str
    evidence: ReportEvidence


class ReportCorrection(Wire):
    """One way to repair what is broken: the number of the ``evidence`` becomes what is ``expected``; ``follows`` are
    the totals, rates and sentences that rest on it and would have to change too."""

    message: str
    expected: str
    evidence: ReportEvidence
    follows: tuple[ReportFollowing, ...]


class ReportFinding(Wire):
    """``fingerprint`` says which finding it is, in this draft and the next; ``content`` what it rests on: where the
    first is known and the second is not, numbers have changed. ``root`` is the fingerprint of the first finding about
    the same place. ``confidence`` is a frequency measured on ``confidence_n`` judged findings, with its 95 % interval:
    those of the same form and ``witness``, of the same ``form``, or ``all`` of the severity; null where too few were
    judged. ``readings_tried`` counts the readings of the words that were tried. ``lowered`` says why
    settings tell it as less severe than it is, "" where they do not."""

    fingerprint: str
    content: str
    root: str
    code: str
    name: str
    kind: FindingKind
    severity: SeverityName
    message: str
    expected: str
    suggestion: str
    corrections: tuple[ReportCorrection, ...]
    cause: str
    stake: ReportStake | None
    lowered: str
    witness: str
    readings_tried: int
    confidence: float | None = Field(ge=0, le=1)
    confidence_low: float | None = Field(ge=0, le=1)
    confidence_high: float | None = Field(ge=0, le=1)
    confidence_n: int
    confidence_group: Literal["witness", "form", "all", ""]
    evidence: tuple[ReportEvidence, ...]

    def __repr__(self) -> str:
        return f"<{self.code} {self.severity} {frames.place(self)}: {frames.short(self.message)}>"


class ReportComponent(Wire):
    """A part of a number's address, and where it comes from: said in the clause, its heading, its table, the document
    as a whole, or assumed."""

    component: ComponentName
    value: str
    source: SourceName


class ReportFigure(Wire):
    """One number of the prose and what became of it; ``unchecked`` comes with a ``reason``, ``ambiguous`` with its
    ``readings``. ``resolution`` is the largest relative change that the tick would not have noticed (0.005 is half a
    percent; plain decimal string), "" where there is no tick or it is not known."""

    quote: str
    page: int | None
    line: int | None
    start: int
    end: int
    type: str
    value: str
    unit: str
    address: str
    components: tuple[ReportComponent, ...]
    status: StatusName
    weak: bool
    resolution: str
    reason: str
    readings: tuple[str, ...]
    against: tuple[ReportEvidence, ...]

    def __repr__(self) -> str:
        return f"<{self.quote} {self.status}: {self.address or self.reason}>"


class ReportTable(Wire):
    """The text of merged cells stands in their first cell, top left; the others of them are ``""``."""

    title: str
    kind: str
    unit: str
    pages: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return f"<《{self.title}》 {len(self.rows)}×{max(map(len, self.rows), default=0)} {self.unit}>"

    def _repr_html_(self) -> str:
        return frames.table_html(self)

    def to_arrow(self) -> pa.Table:
        """The rows below the header as an Arrow table: columns of numbers are decimals in ``unit``, with null for nil;
        a column with a cell that is no number stays text as printed."""
        return frames.arrow(frames.table_rows(self))

    def to_pandas(self) -> pd.DataFrame:
        """The same as a data frame, with `decimal.Decimal` for numbers. Raises UsageError without pandas."""
        return frames.pandas(frames.table_rows(self))


class ReportChecklistItem(Wire):
    """An item that has to be published. ``not_found`` says that this program did not find it, never that it was not
    published."""

    id: str
    item: str
    status: Literal["found", "not_applicable", "not_found", "incomplete"]
    place: ReportEvidence | None
    message: str


class ReportNotice(Wire):
    level: Literal["info", "warning", "error"]
    message: str
    page: int | None


class Report(Wire):
    """All that checking one document yields."""

    schema_version: Literal["2"]
    document: ReportDocument
    summary: ReportSummary
    incomplete: tuple[ReportIncomplete, ...]
    findings: tuple[ReportFinding, ...]
    figures: tuple[ReportFigure, ...]
    tables: tuple[ReportTable, ...]
    checklist: tuple[ReportChecklistItem, ...]
    notices: tuple[ReportNotice, ...]

    def __repr__(self) -> str:
        return f"<Report {self.document.path}: {frames.counts(self)}>"

    def _repr_html_(self) -> str:
        return frames.report_html(self)

    def to_arrow(self, what: Rows = "findings") -> pa.Table:
        """The findings, or the account of the prose's numbers (``figures``), a row each, as an Arrow table. Values are
        decimals in the unit beside them."""
        return frames.arrow(self._rows(what))

    def to_pandas(self, what: Rows = "findings") -> pd.DataFrame:
        """The same as a data frame, with `decimal.Decimal` for values. Raises UsageError without pandas."""
        return frames.pandas(self._rows(what))

    def _rows(self, what: Rows) -> list[frames.Row]:
        if what == "findings":
            return [frames.finding_row(f) for f in self.findings]
        return [frames.figure_row(f) for f in self.figures]


def to_report(checked: Checked) -> Report:
    """The report of one checked document; suppressed findings are left out."""
    document, outcome = checked.document, checked.outcome
    return Report(
        schema_version=SCHEMA_VERSION,
        document=ReportDocument(
            path=document.path, sha256=document.sha256, format=document.format, title=outcome.title,
            kind=outcome.kind, entity=outcome.entity, year=outcome.year, pages=document.pages,
            program=reconcile.__version__,
        ),
        summary=summary(checked),
        incomplete=tuple(
            ReportIncomplete.model_validate({"what": n.unread, "page": n.page, "message": n.message})
            for n in checked.incomplete
        ),
        findings=tuple(_finding(f, i) for f, i in checked.told),
        figures=tuple(map(_figure, outcome.ledger)),
        tables=tuple(map(_table, outcome.tables)),
        checklist=tuple(map(_item, outcome.checklist)),
        notices=tuple(ReportNotice(level=n.level, message=n.message, page=n.page) for n in document.notices),
    )  # fmt: skip


def summary(checked: Checked) -> ReportSummary:
    became: Coverage = checked.coverage
    return ReportSummary.model_validate(
        {
            "outcome": str(checked.result), "errors": checked.count(Severity.ERROR),
            "warnings": checked.count(Severity.WARNING), "infos": checked.count(Severity.INFO),
            "figures": became.figures, "agrees": became.agrees, "agrees_by_rounding": became.by_rounding,
            "disagrees": became.disagrees, "ambiguous": became.ambiguous, "unchecked": became.unchecked,
            "weak": became.weak, "relations": checked.outcome.relations,
            "seconds": round(checked.outcome.seconds, 3),
            "hidden": {
                "file": checked.hidden.file or None,
                "by": tuple(h._asdict() for h in checked.hidden.by),
                "findings": tuple(
                    {"fingerprint": p, "code": f.code, "message": f.message, "reason": r} for f, p, r in checked.quiet
                ),
            },
        }
    )  # fmt: skip


def _evidence(e: Evidence) -> ReportEvidence:
    left, top, right, bottom = e.place.box or (0, 0, 0, 0)
    return ReportEvidence(
        role=e.role, quote=e.quote, page=e.place.page, line=e.place.line, start=e.start, end=e.end, table=e.table,
        row=e.row, column=e.column, value=e.value, unit=e.unit,
        bbox=(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)) if e.place.box else None,
    )  # fmt: skip


def _finding(finding: Finding, identity: Identity) -> ReportFinding:
    return ReportFinding.model_validate(
        {
            **identity._asdict(), "code": finding.code, "name": finding.name, "kind": finding.kind,
            "severity": str(finding.severity), "message": finding.message, "expected": finding.expected,
            "suggestion": finding.suggestion, "corrections": tuple(map(_correction, finding.corrections)),
            "cause": finding.cause,
            "stake": finding.stake and _stake(finding.stake), "lowered": finding.lowered,
            "witness": finding.witness, "readings_tried": finding.readings_tried, **_confidence(finding.confidence),
            "evidence": tuple(map(_evidence, finding.evidence)),
        }
    )  # fmt: skip


def _correction(correction: Correction) -> ReportCorrection:
    return ReportCorrection(
        message=correction.text, expected=correction.expected, evidence=_evidence(correction.evidence),
        follows=tuple(
            ReportFollowing(message=f.text, expected=f.expected, evidence=_evidence(f.evidence))
            for f in correction.follows
        ),
    )  # fmt: skip


def _confidence(measured: Confidence | None) -> dict[str, object]:
    share, low, high, n, group = measured or (None, None, None, 0, "")
    names = ("confidence", "confidence_low", "confidence_high", "confidence_n", "confidence_group")
    places = [value if value is None else round(value, 4) for value in (share, low, high)]
    return dict(zip(names, (*places, n, group), strict=True))


def _stake(stake: Stake) -> ReportStake:
    return ReportStake(amount=f"{stake.amount:f}", share=None if stake.share is None else f"{stake.share:f}")


def _figure(line: LedgerLine) -> ReportFigure:
    return ReportFigure.model_validate(
        {
            "quote": line.quote, "page": line.place.page, "line": line.place.line, "start": line.start,
            "end": line.end, "type": line.type, "value": line.value, "unit": line.unit, "address": line.address,
            "components": tuple(c._asdict() for c in line.components), "status": str(line.status), "weak": line.weak,
            "resolution": "" if line.resolution is None else f"{line.resolution:f}", "reason": line.reason,
            "readings": line.readings, "against": tuple(map(_evidence, line.against)),
        }
    )  # fmt: skip


def _table(table: TableView) -> ReportTable:
    return ReportTable(
        title=table.title, kind=table.kind, unit=table.unit, pages=table.pages, header_rows=table.header_rows,
        rows=table.rows,
    )  # fmt: skip


def _item(item: ChecklistItem) -> ReportChecklistItem:
    return ReportChecklistItem.model_validate({**item._asdict(), "place": item.place and _evidence(item.place)})


def schema() -> dict[str, Any]:
    """The JSON schema of `Report`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }


if __name__ == "__main__":
    import json

    print(json.dumps(schema(), ensure_ascii=False, indent=2))
