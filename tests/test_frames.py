"""Reports at a prompt, in a notebook, and as tables: short, escaped, numbers exact."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import reconcile
from reconcile.frames import column_names
from reconcile.report import ReportTable

FAULTY = Path(__file__).resolve().parents[1] / "samples" / "budget_faulty.txt"


@pytest.fixture(scope="module")
def report() -> reconcile.Report:
    return reconcile.check(FAULTY)


def table(*rows: tuple[str, ...], header_rows: int = 1) -> ReportTable:
    return ReportTable(title="收入<表>", kind="", unit="万元", pages=(), header_rows=header_rows, rows=rows)


def test_bytes_and_file_objects_are_checked_like_the_file(report: reconcile.Report) -> None:
    data = FAULTY.read_bytes()
    with FAULTY.open("rb") as file:
        for other in (
            reconcile.check(data, name="budget.txt"),
            reconcile.check(io.BytesIO(data)),
            reconcile.check(file),
        ):
            assert other.findings == report.findings
    assert reconcile.check(data, name="budget.txt").document.path == "budget.txt"
    with pytest.raises(reconcile.UsageError, match="rb"), FAULTY.open(encoding="utf-8") as text:
        reconcile.read(text)  # type: ignore[arg-type]


def test_what_a_prompt_shows_is_short(report: reconcile.Report) -> None:
    assert repr(report) == (f"<Report {FAULTY}: 错误 15，警告 4，提示 0；正文数字 79 个，未核对 5 个>")
    assert all(len(repr(x)) < 300 for x in (*report.findings, *report.figures, *report.tables))
    assert any("R101 error 第43行" in repr(f) for f in report.findings)
    assert repr(reconcile.read(FAULTY)).startswith(f"<Document {FAULTY}: text, ")


def test_a_notebook_shows_findings_and_tables_escaped(report: reconcile.Report) -> None:
    page = report._repr_html_()
    assert page.count("<tr>") == 1 + len(report.findings)
    assert "收入&lt;表&gt;" in table(("a", "b"), ("<script>", "1"))._repr_html_()
    assert "<script>" not in table(("a", "b"), ("<script>", "1"))._repr_html_()


def test_values_are_exact_decimals(report: reconcile.Report) -> None:
    frame = report.to_pandas("figures")
    assert len(frame) == report.summary.figures
    first = frame[frame["quote"] == "2034.02万元"].iloc[0]
    assert (first["value"], first["unit"], first["status"]) == (Decimal("2034.02"), "万元", "disagrees")
    assert first["against_value"] == Decimal("2043.02")
    arrow = report.to_arrow("figures")
    assert pa.types.is_decimal(arrow.schema.field("value").type)
    assert arrow.num_rows == report.summary.figures
    assert report.to_arrow().column_names == list(report.to_pandas().columns)
    assert reconcile.check(FAULTY.with_name("budget_clean.txt")).to_pandas().empty


def test_nothing_unread_becomes_a_number() -> None:
    made = table(
        ("编码", "项目", "预算数", "执行数", "备注"), ("213", "农林水支出", "1,234.50", "1.00", ""),
        ("21301", "农业农村", "—", "#REF!", "见说明"),
    )  # fmt: skip
    frame = made.to_pandas()
    assert list(frame["预算数"]) == [Decimal("1234.50"), None]
    assert list(frame["执行数"]) == ["1.00", "#REF!"]
    assert list(frame["编码"]) == ["213", "21301"]
    assert pa.types.is_decimal(made.to_arrow().schema.field("预算数").type)


def test_columns_have_the_names_above_them() -> None:
    header = (("项目", "收入", "", "合计"), ("", "预算数", "决算数", ""))
    assert column_names(header, 4) == ["项目", "收入·预算数", "收入·决算数", "合计"]
    assert column_names((("数", "数", ""),), 3) == ["数", "数#2", "列3"]
