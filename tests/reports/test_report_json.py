"""The wire format, its schema as kept, and what changed between two drafts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Place
from reconcile.errors import UsageError
from reconcile.findings import Severity
from reconcile.report import Report, difference, schema, to_report

ROOT = Path(__file__).resolve().parents[2]


def test_the_schema_as_kept_is_the_one_of_the_models() -> None:
    kept = json.loads((ROOT / "reconcile/schema/report.schema.json").read_text("utf-8"))
    assert kept == schema(), "python -m reconcile.report > reconcile/schema/report.schema.json"


def test_the_json_has_the_keys_of_the_contract_and_fits_the_schema(checked: Checked) -> None:
    told = json.loads(reports.write("json", [checked]))
    jsonschema.validate(told, schema())
    assert list(told) == ["schema_version", "document", "summary", "findings", "figures", "tables", "notices"]
    assert list(told["document"]) == ["path", "sha256", "format", "title", "kind", "entity", "year", "pages"]
    assert list(told["summary"]) == [
        "errors", "warnings", "infos", "figures", "agrees", "agrees_by_rounding", "disagrees", "unchecked",
        "relations", "seconds",
    ]  # fmt: skip
    assert list(told["findings"][0]) == [
        "code", "name", "kind", "severity", "message", "expected", "suggestion", "cause", "confidence", "evidence",
    ]  # fmt: skip
    assert list(told["findings"][0]["evidence"][0]) == [
        "role", "quote", "page", "line", "start", "end", "table", "row", "column", "value", "unit", "bbox",
    ]  # fmt: skip
    assert list(told["figures"][0]) == [
        "quote", "page", "line", "start", "end", "type", "value", "unit", "address", "status", "reason", "against",
    ]  # fmt: skip
    assert list(told["tables"][0]) == ["title", "kind", "unit", "pages", "header_rows", "rows"]
    assert list(told["notices"][0]) == ["level", "message", "page"]


def test_the_summary_counts(checked: Checked) -> None:
    summary = to_report(checked).summary
    assert (summary.errors, summary.warnings, summary.infos) == (2, 1, 1)
    assert (summary.agrees, summary.agrees_by_rounding, summary.disagrees, summary.unchecked) == (1, 1, 1, 1)
    assert summary.figures == 4
    assert summary.relations == 3


def test_offsets_point_at_the_number_in_its_paragraph(checked: Checked) -> None:
    evidence = to_report(checked).findings[0].evidence[0]
    paragraph = checked.document.paragraphs[1].text
    assert paragraph[evidence.start : evidence.end] == evidence.value == "2636.29"
    assert evidence.bbox == (90.0, 100.0, 140.0, 112.0)


def test_a_report_survives_json(checked: Checked) -> None:
    report = to_report(checked)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_several_documents_are_an_array_or_a_line_each(checked: Checked) -> None:
    assert len(json.loads(reports.write("json", [checked, checked]))) == 2
    lines = reports.write("jsonl", [checked, checked]).decode().splitlines()
    assert [json.loads(line)["document"]["path"] for line in lines] == ["草稿/预算.pdf"] * 2


def test_suppressed_findings_are_left_out(checked: Checked) -> None:
    first = checked.fingerprints[0]
    quiet = to_report(replace(checked, suppressed={first: "已核实"}))
    assert [f.code for f in quiet.findings] == ["R201", "R501", "R203"]
    assert quiet.summary.errors == 1


def test_fingerprints_hold_when_pages_move_and_differ_between_findings(checked: Checked) -> None:
    def moved(checked: Checked) -> Checked:
        findings = tuple(
            replace(
                f,
                message=f.message + "。",
                evidence=tuple(e._replace(place=Place(9, 9), start=1, end=2) for e in f.evidence),
            )
            for f in checked.outcome.findings
        )
        return replace(checked, outcome=replace(checked.outcome, findings=findings))

    assert moved(checked).fingerprints == checked.fingerprints
    assert len(set(checked.fingerprints)) == 4
    twice = replace(checked, outcome=replace(checked.outcome, findings=checked.outcome.findings[:1] * 2))
    assert len(set(twice.fingerprints)) == 2


def test_difference_tells_new_gone_and_same(checked: Checked) -> None:
    old = to_report(checked)
    findings = checked.outcome.findings
    changed = replace(findings[2], code="R502", severity=Severity.ERROR)
    new = to_report(replace(checked, outcome=replace(checked.outcome, findings=(*findings[:2], changed))))
    told = difference(old, new)
    assert [f.code for f in told.new] == ["R502"]
    assert [f.code for f in told.gone] == ["R501", "R203"]
    assert [f.code for f in told.same] == ["R101", "R201"]


def test_an_unknown_format_is_a_usage_error(checked: Checked) -> None:
    with pytest.raises(UsageError, match="没有“rtf”这种输出格式"):
        reports.write("rtf", [checked])
    with pytest.raises(UsageError, match="一次只能写一个文件"):
        reports.write("xlsx", [checked, checked])


def test_nothing_heavy_is_imported_for_the_text_report() -> None:
    code = (
        "import sys, reconcile.reports, reconcile.reports.text\n"
        "heavy = {'pydantic', 'jinja2', 'xlsxwriter', 'docx', 'lxml', 'pypdf', 'pyarrow', 'rich'} & set(sys.modules)\n"
        "print(*sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""
