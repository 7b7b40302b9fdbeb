"""What pipelines read: SARIF against the official schema, JUnit, CSV, annotations."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Place
from reconcile.findings import Evidence, Finding, Severity
from reconcile.reports import Options
from reconcile.reports.csv import harmless
from reconcile.reports.sarif import uri
from reconcile.rules import RULES

SCHEMA = json.loads((Path(__file__).resolve().parents[1] / "data/sarif-2.1.0-rtm.5.json").read_text("utf-8"))


def sarif(*checked: Checked, **options: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(reports.write("sarif", checked, Options(**options)))  # type: ignore[arg-type]
    jsonschema.Draft4Validator(SCHEMA).validate(told)
    return told["runs"][0]  # type: ignore[index,no-any-return]


def test_sarif_fits_the_official_schema_and_lists_all_rules(checked: Checked) -> None:
    run = sarif(checked, checked, time="2024-03-01T09:30:00")
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]  # type: ignore[index]
    assert {rule.CODE for rule in RULES} <= set(ids)
    assert len(ids) == len(set(ids))
    for result in run["results"]:  # type: ignore[attr-defined]
        assert ids[result["ruleIndex"]] == result["ruleId"]
    assert len(run["results"]) == 8  # type: ignore[arg-type]
    told = run["invocations"][0]["toolExecutionNotifications"]  # type: ignore[index]
    assert told[0]["message"]["text"].startswith("检查不完整：1 处")
    assert [n["level"] for n in told[:3]] == ["warning", "warning", "note"]
    assert run["artifacts"][0]["properties"]["outcome"] == "incomplete"  # type: ignore[index]


def test_sarif_tells_the_time_in_utc(checked: Checked) -> None:
    run = sarif(checked, time="2024-03-01T09:30:00+08:00")
    assert run["invocations"][0]["endTimeUtc"] == "2024-03-01T01:30:00Z"  # type: ignore[index]


def test_sarif_without_findings_and_without_documents(checked: Checked) -> None:
    assert sarif(checked._replace(outcome=checked.outcome._replace(findings=())))["results"] == []
    assert sarif()["results"] == []


def test_sarif_marks_suppressed_results(checked: Checked) -> None:
    results = sarif(checked._replace(suppressed={checked.identities[1].fingerprint: "已核实"}))["results"]
    assert [r["suppressions"] for r in results] == [  # type: ignore[attr-defined]
        [], [{"kind": "external", "justification": "已核实"}], [], [],
    ]  # fmt: skip
    assert [r["partialFingerprints"]["reconcile/v2"] for r in results] == [  # type: ignore[attr-defined]
        i.fingerprint for i in checked.identities
    ]


def test_sarif_gives_lines_only_of_text_files(checked: Checked) -> None:
    first = sarif(checked)["results"][0]["locations"][0]  # type: ignore[index]
    assert "region" not in first["physicalLocation"]
    assert first["properties"]["page"] == 5
    text = checked._replace(document=checked.document._replace(format="text"))
    assert sarif(text)["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("草稿/预 算.pdf", "%E8%8D%89%E7%A8%BF/%E9%A2%84%20%E7%AE%97.pdf"),
        ("a.pdf", "a.pdf"),
        ("/x/a b.pdf", "file:///x/a%20b.pdf"),
    ],
)
def test_paths_are_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_junit_counts_and_says_where(checked: Checked) -> None:
    root = ElementTree.fromstring(
        reports.write("junit", [checked, checked._replace(outcome=checked.outcome._replace(findings=()))])
    )
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("7", "3", "2")
    first, clean = root
    assert [first.get(n) for n in ("tests", "failures", "skipped")] == ["5", "3", "1"]
    assert [clean.get(n) for n in ("tests", "failures", "skipped")] == ["2", "0", "1"]
    assert next(clean.iter("skipped")).get("message") == "未读：第3页没有可以读取的文字。"
    assert {p.get("name"): p.get("value") for p in clean.iter("property")}["outcome"] == "incomplete"
    assert "检查不完整" in (clean.findtext("system-out") or "")
    assert [f.get("type") for f in first.iter("failure")] == ["error", "error", "warning"]
    assert "《收入预算总表》合计·预算数 第12页" in (next(first.iter("failure")).text or "")


def test_junit_is_xml_whatever_the_document_says(checked: Checked) -> None:
    bad = Finding("R999", "怪字", "other", Severity.ERROR, "a\x00<&\x0b\ufffe", (Evidence("x", "\x01“”", Place()),))
    ElementTree.fromstring(
        reports.write("junit", [checked._replace(outcome=checked.outcome._replace(findings=(bad,)))])
    )


def test_csv_opens_in_a_spreadsheet(checked: Checked) -> None:
    data = reports.write("csv", [checked])
    assert data.startswith(b"\xef\xbb\xbf")
    head = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    rows = head[3:]
    assert [row["级别"] for row in head[:3]] == ["结论", "未读", "覆盖"]
    assert head[0]["说明"] == "检查不完整：1 处没有读到或没有核对；发现错误 2，警告 1，提示 1"
    assert [row["规则"] for row in rows] == ["R101", "R201", "R501", "R203"]
    assert rows[0]["页"] == "5"
    assert rows[0]["对应处"] == "《收入预算总表》合计·预算数 第12页"
    assert rows[0]["对应内容"] == "2636.92万元"
    assert rows[0]["指纹"] == checked.identities[0].fingerprint


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-3.5%", "-3.5%"), ("-cmd", "'-cmd"), ("正文", "正文"), ("", "")],
)
def test_csv_runs_nothing(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


def test_github_annotations(checked: Checked) -> None:
    first, *lines = reports.write("github", [checked]).decode().splitlines()
    assert first.startswith("::warning file=草稿/预算.pdf,title=检查不完整：1 处")
    assert "::未读：第3页没有可以读取的文字。%0A核对了 4 个正文数字中的 3 个" in first
    assert len(lines) == 4
    assert lines[0].startswith("::error file=草稿/预算.pdf,title=R101 正文与表不一致::正文的收入预算")
    assert "%0A第5页 第3行 2636.29万元" in lines[0]
    assert lines[2].startswith("::warning ")
    assert lines[3].startswith("::notice ")
    assert "98.60%25" in lines[3]
    text = checked._replace(document=checked.document._replace(format="text", path="a,b:c.txt"))
    assert b"\n::error file=a%2Cb%3Ac.txt,line=3," in reports.write("github", [text])
