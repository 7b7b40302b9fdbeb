"""Tables as open data: facts with their classification, and a package that describes them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from openpyxl import load_workbook

from reconcile import exporting, opendata, rowfiles
from reconcile.cli import call
from reconcile.lexicon import Lexicon
from reconcile.readers import read, read_bytes

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ACCOUNT = SAMPLES / "account_clean.txt"


@pytest.fixture(scope="module")
def rows() -> list[rowfiles.Row]:
    return opendata.facts(read(ACCOUNT), Lexicon.load())


def only(rows: list[rowfiles.Row], **wanted: object) -> list[rowfiles.Row]:
    return [row for row in rows if all(row[k] == v for k, v in wanted.items())]


def test_a_fact_has_its_classification_fund_phase_and_amount_in_yuan(rows: list[rowfiles.Row]) -> None:
    (fact,) = only(rows, table_kind="general_public", functional_code="2070109", expenditure_type="project")
    assert fact["functional_name"] == "群众文化"
    assert (fact["direction"], fact["phase"], fact["fund"]) == ("expenditure", "actual", "general")
    assert (fact["amount"], fact["currency"], fact["fiscal_year"]) == (Decimal(4192000), "CNY", 2024)
    assert fact["entity"] == "澜江市云帆区文化和旅游局"


def test_economic_codes_of_two_columns_are_whole(rows: list[rowfiles.Row]) -> None:
    (fact,) = only(rows, economic_code="30108")
    assert (fact["economic_name"], fact["amount"]) == ("机关事业单位基本养老保险缴费", Decimal(912800))


def test_totals_are_marked_and_have_no_category(rows: list[rowfiles.Row]) -> None:
    totals = only(rows, role="total", table_kind="expenditure")
    assert totals
    assert all(fact["functional_name"] is None for fact in totals)


def test_last_years_column_is_of_last_year() -> None:
    text = "2024年部门一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t上年执行数\t本年预算数\n\t合计\t8.00\t9.00\n201\t一般公共服务支出\t8.00\t9.00\n"
    found = opendata.facts(read_bytes(text.encode(), "a.txt"), Lexicon.load())
    years = {(f["fiscal_year"], f["phase"], f["amount"]) for f in found if f["functional_code"] == "201"}
    assert years == {(2023, "actual", Decimal(80000)), (2024, "budget", Decimal(90000))}


def test_the_package_describes_its_columns(tmp_path: Path) -> None:
    assert call(["tables", str(ACCOUNT), "--format", "package", "-o", str(tmp_path / "data")]) == 0
    descriptor = json.loads((tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = descriptor["resources"]
    lines = list(csv.DictReader(io.StringIO((tmp_path / "data" / resource["path"]).read_text(encoding="utf-8"))))
    fields = resource["schema"]["fields"]
    assert descriptor["profile"] == "fiscal-data-package"
    assert descriptor["fiscalPeriod"] == {"start": "2024-01-01", "end": "2024-12-31"}
    assert [f["name"] for f in fields] == list(lines[0])
    concepts = {f.get("columnType") for f in fields}
    assert {"value", "value-kind:code", "date:fiscal-year", "functional-classification:generic:code"} <= concepts
    for line in lines:
        assert Decimal(line["amount"]) >= 0
        assert int(line["fiscal_year"]) == 2024


def test_parquet_keeps_decimals(tmp_path: Path) -> None:
    assert call(["tables", str(ACCOUNT), "--format", "parquet", "-o", str(tmp_path / "f.parquet")]) == 0
    table = parquet.read_table(tmp_path / "f.parquet").to_pylist()
    assert Decimal(912800) in {row["amount"] for row in table if row["economic_code"] == "30108"}


def test_extracted_rows_in_every_format(tmp_path: Path) -> None:
    for form in rowfiles.ROW_WRITERS:
        assert call(["extract", str(ACCOUNT), "--format", form, "-o", str(tmp_path / f"q.{form}")]) == 0
    lines = (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(list(csv.DictReader((tmp_path / "q.csv").read_text(encoding="utf-8-sig").splitlines()))) == len(lines)
    assert len(parquet.read_table(tmp_path / "q.parquet")) == len(lines)
    sheet = load_workbook(tmp_path / "q.xlsx").active
    assert sheet is not None
    assert sheet.max_row == len(lines) + 1


def test_a_number_that_cannot_be_read_is_an_empty_value_in_every_format(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("支出12,34.56万元，收入8.00万元。", encoding="utf-8")
    for form in ("csv", "xlsx", "parquet"):
        assert call(["extract", str(draft), "-o", str(tmp_path / f"q.{form}")]) == 0
    sheet = load_workbook(tmp_path / "q.xlsx").active
    assert sheet is not None
    names, *cells = sheet.iter_rows(values_only=True)
    for rows in (
        list(csv.DictReader((tmp_path / "q.csv").read_text(encoding="utf-8-sig").splitlines())),
        [dict(zip(names, row, strict=True)) for row in cells],
        parquet.read_table(tmp_path / "q.parquet").to_pylist(),
    ):
        assert [(row["type"], row["surface"], row["value"] or None) for row in rows] == [
            ("malformed", "12,34.56万元", None),
            ("money", "8.00万元", "80000"),
        ]
        assert list(rows[0]) == [*exporting.PLACES, *exporting.COLUMNS]  # whatever comes first


def test_texts_that_look_like_formulas_stay_texts() -> None:
    sheet = load_workbook(io.BytesIO(rowfiles.as_xlsx([{"a": "=1+1", "code": "0201"}]))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].value == "0201"


def test_no_rows_are_still_files() -> None:
    for writer in rowfiles.ROW_WRITERS.values():
        assert isinstance(writer([]), bytes)
