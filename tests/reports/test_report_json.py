"""The wire format, its schema as kept, and what changed between two drafts."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from reconcile import reports
from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.findings import ChecklistItem, Evidence, Stake, Status
from reconcile.report import Report, schema, to_report

ROOT = Path(__file__).resolve().parents[2]


def test_the_schema_as_kept_is_the_one_of_the_models() -> None:
    kept = json.loads((ROOT / "reconcile/schema/report.schema.json").read_text("utf-8"))
    assert kept == schema(), "python -m reconcile.report > reconcile/schema/report.schema.json"


def test_the_json_has_the_keys_of_the_contract_and_fits_the_schema(checked: Checked) -> None:
    told = json.loads(reports.write("json", [checked]))
    jsonschema.validate(told, schema())
    assert list(told) == [
        "schema_version", "document", "summary", "incomplete", "findings", "figures", "tables", "checklist", "notices",
    ]  # fmt: skip
    assert list(told["document"]) == ["path", "sha256", "format", "title", "kind", "entity", "year", "pages", "program"]
    assert list(told["summary"]) == [
        "outcome", "errors", "warnings", "infos", "figures", "agrees", "agrees_by_rounding", "disagrees", "ambiguous",
        "unchecked", "weak", "relations", "seconds", "hidden",
    ]  # fmt: skip
    assert list(told["incomplete"][0]) == ["what", "page", "message"]
    assert list(told["findings"][0]) == [
        "fingerprint", "content", "root", "code", "name", "kind", "severity", "message", "expected", "suggestion",
        "corrections", "cause", "stake", "lowered", "witness", "readings_tried", "confidence", "confidence_low",
        "confidence_high", "confidence_n", "confidence_group", "evidence",
    ]  # fmt: skip
    assert list(told["findings"][0]["evidence"][0]) == [
        "role", "quote", "page", "line", "start", "end", "table", "row", "column", "value", "unit", "bbox",
    ]  # fmt: skip
    assert list(told["figures"][0]) == [
        "quote", "page", "line", "start", "end", "type", "value", "unit", "address", "components", "status", "weak",
        "resolution", "reason", "readings", "against",
    ]  # fmt: skip
    assert list(told["tables"][0]) == ["title", "kind", "unit", "pages", "header_rows", "rows"]
    assert list(told["notices"][0]) == ["level", "message", "page"]


def test_the_summary_counts(checked: Checked) -> None:
    summary = to_report(checked).summary
    assert (summary.errors, summary.warnings, summary.infos) == (2, 1, 1)
    assert (summary.agrees, summary.agrees_by_rounding, summary.disagrees, summary.unchecked) == (1, 1, 1, 1)
    assert (summary.weak, summary.ambiguous, summary.outcome) == (1, 0, "incomplete")
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
    first = checked.identities[0].fingerprint
    quiet = to_report(checked._replace(suppressed={first: "已核实"}))
    assert [f.code for f in quiet.findings] == ["R201", "R501", "R203"]
    assert quiet.summary.errors == 1


def test_what_the_models_of_the_house_know_is_in_the_json(checked: Checked) -> None:
    outcome = checked.outcome
    first, second, *others = outcome.ledger
    ledger = (first._replace(status=Status.AMBIGUOUS, readings=("占收入", "占支出")), second, *others)
    finding = outcome.findings[0]._replace(confidence=None, stake=Stake(Decimal("6300.00"), Decimal("0.0002")), witness="list",
        readings_tried=3,
    )  # fmt: skip
    items = (ChecklistItem("three_public", "“三公”经费", "not_found", Evidence("note", "详见附件"), "没有找到"),)
    told = to_report(
        checked._replace(outcome=outcome._replace(findings=(finding,), ledger=ledger, checklist=items))
    ).model_dump(mode="json")
    jsonschema.validate(told, schema())
    assert told["figures"][0]["readings"] == ["占收入", "占支出"]
    assert (told["figures"][1]["weak"], told["figures"][1]["resolution"]) == (True, "0.0140")
    assert told["figures"][1]["components"][1] == {"component": "period", "value": "2024", "source": "heading"}
    assert told["findings"][0]["stake"] == {"amount": "6300.00", "share": "0.0002"}
    assert told["findings"][0]["confidence"] is None
    assert told["checklist"][0]["place"]["quote"] == "详见附件"
    assert told["incomplete"] == [{"what": "page", "page": 3, "message": "第3页没有可以读取的文字。"}]


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
