"""The wire format: one document's report as the contract's JSON, as pydantic models, and what changed between two.

``reconcile/schema/report.schema.json`` is generated from these models (``python -m reconcile.report`` prints it).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from reconcile import frames
from reconcile.checked import Checked
from reconcile.findings import Evidence, Finding, LedgerLine, Severity, Status, TableView
from reconcile.fingerprint import fingerprints

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Checked", "Difference", "Report", "difference", "schema", "to_report"]

FindingKind = Literal[
    "text_table_value", "text_text_value", "text_sum", "share", "growth", "completion", "direction", "balance",
    "table_row_sum", "table_col_sum", "table_hierarchy", "cross_table", "cross_document", "list_mismatch", "naming",
    "year", "missing_table", "placeholder", "unit", "count", "prose", "other",
]  # fmt: skip


Rows = Literal["findings", "figures"]


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportDocument(Wire):
    """``kind``: department_budget, department_account, government_budget, government_account, three_public, template,
    other. ``year`` is the year that the document is the budget or account of."""

    path: str
    sha256: str
    format: str
    title: str
    kind: str
    entity: str
    year: int | None
    pages: int | None


class ReportSummary(Wire):
    """Counts; ``figures`` is the number of ledger lines, ``relations`` of those tested."""

    errors: int
    warnings: int
    infos: int
    figures: int
    agrees: int
    agrees_by_rounding: int
    disagrees: int
    unchecked: int
    relations: int
    seconds: float


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


class ReportFinding(Wire):
    code: str
    name: str
    kind: FindingKind
    severity: Literal["error", "warning", "info"]
    message: str
    expected: str
    suggestion: str
    cause: str
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[ReportEvidence, ...]

    def __repr__(self) -> str:
        return f"<{self.code} {self.severity} {frames.place(self)}: {frames.short(self.message)}>"


class ReportFigure(Wire):
    """One number of the prose and what became of it; ``unchecked`` comes with a ``reason``."""

    quote: str
    page: int | None
    line: int | None
    start: int
    end: int
    type: str
    value: str
    unit: str
    address: str
    status: Literal["agrees", "agrees_by_rounding", "disagrees", "unchecked"]
    reason: str
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


class ReportNotice(Wire):
    level: Literal["info", "warning"]
    message: str
    page: int | None


class Report(Wire):
    """All that checking one document yields."""

    schema_version: Literal["1"]
    document: ReportDocument
    summary: ReportSummary
    findings: tuple[ReportFinding, ...]
    figures: tuple[ReportFigure, ...]
    tables: tuple[ReportTable, ...]
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
        schema_version="1",
        document=ReportDocument(
            path=document.path, sha256=document.sha256, format=document.format, title=outcome.title,
            kind=outcome.kind, entity=outcome.entity, year=outcome.year, pages=document.pages,
        ),
        summary=summary(checked),
        findings=tuple(map(_finding, checked.findings)),
        figures=tuple(map(_figure, outcome.ledger)),
        tables=tuple(map(_table, outcome.tables)),
        notices=tuple(
            ReportNotice(level="warning" if n.level == "warning" else "info", message=n.message, page=n.page)
            for n in document.notices
        ),
    )  # fmt: skip


def summary(checked: Checked) -> ReportSummary:
    states = [line.status for line in checked.outcome.ledger]
    return ReportSummary(
        errors=checked.count(Severity.ERROR),
        warnings=checked.count(Severity.WARNING),
        infos=checked.count(Severity.INFO),
        figures=len(states),
        agrees=states.count(Status.AGREES),
        agrees_by_rounding=states.count(Status.BY_ROUNDING),
        disagrees=states.count(Status.DISAGREES),
        unchecked=states.count(Status.UNCHECKED),
        relations=checked.outcome.relations,
        seconds=round(checked.outcome.seconds, 3),
    )


def _evidence(e: Evidence) -> ReportEvidence:
    left, top, right, bottom = e.place.box or (0, 0, 0, 0)
    return ReportEvidence(
        role=e.role, quote=e.quote, page=e.place.page, line=e.place.line, start=e.start, end=e.end, table=e.table,
        row=e.row, column=e.column, value=e.value, unit=e.unit,
        bbox=(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)) if e.place.box else None,
    )  # fmt: skip


def _finding(finding: Finding) -> ReportFinding:
    return ReportFinding.model_validate(
        {
            "code": finding.code, "name": finding.name, "kind": finding.kind, "severity": str(finding.severity),
            "message": finding.message, "expected": finding.expected, "suggestion": finding.suggestion,
            "cause": finding.cause, "confidence": finding.confidence,
            "evidence": tuple(map(_evidence, finding.evidence)),
        }
    )  # fmt: skip


def _figure(line: LedgerLine) -> ReportFigure:
    return ReportFigure.model_validate(
        {
            "quote": line.quote, "page": line.place.page, "line": line.place.line, "start": line.start,
            "end": line.end, "type": line.type, "value": line.value, "unit": line.unit, "address": line.address,
            "status": str(line.status), "reason": line.reason, "against": tuple(map(_evidence, line.against)),
        }
    )  # fmt: skip


def _table(table: TableView) -> ReportTable:
    return ReportTable(
        title=table.title, kind=table.kind, unit=table.unit, pages=table.pages, header_rows=table.header_rows,
        rows=table.rows,
    )  # fmt: skip


class Difference(NamedTuple):
    """What a new draft did to the findings: those that came, those that went, those that stayed (as in the new one)."""

    new: tuple[ReportFinding, ...]
    gone: tuple[ReportFinding, ...]
    same: tuple[ReportFinding, ...]


def difference(old: Report, new: Report) -> Difference:
    """Findings are the same when their fingerprints are: the same rule, words and numbers, wherever they stand now."""
    before = _by_fingerprint(old)
    after = _by_fingerprint(new)
    return Difference(
        new=tuple(f for p, f in after.items() if p not in before),
        gone=tuple(f for p, f in before.items() if p not in after),
        same=tuple(f for p, f in after.items() if p in before),
    )


def _by_fingerprint(report: Report) -> Mapping[str, ReportFinding]:
    return dict(zip(fingerprints(report.findings), report.findings, strict=True))


def schema() -> dict[str, Any]:
    """The JSON schema of `Report`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }


if __name__ == "__main__":
    import json

    print(json.dumps(schema(), ensure_ascii=False, indent=2))
