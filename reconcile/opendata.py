"""A document's tables as open data: one fact a row, and a Fiscal Data Package that says what the columns are.

The package follows version 1 of the specification: a tabular data package whose columns carry fiscal concepts
(``columnType``). Amounts are in 元 with the digits that were printed; rates and counts are no facts of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from reconcile.document import Document
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile, read_profile
from reconcile.rowfiles import Row, as_csv
from reconcile.tables import read_tables
from reconcile.tables.values import Column, Side, Table
from reconcile.tables.values import Row as TableRow

# field, type, fiscal concept, title
FIELDS = (
    ("document", "string", "", "文件"),
    ("entity", "string", "administrative-classification:generic:label", "单位"),
    ("fiscal_year", "integer", "date:fiscal-year", "年度"),
    ("table", "string", "", "表"),
    ("table_kind", "string", "", "表种"),
    ("direction", "string", "direction", "收入或支出"),
    ("phase", "string", "phase:id", "预算或决算"),
    ("functional_code", "string", "functional-classification:generic:code", "功能分类编码"),
    ("functional_name", "string", "functional-classification:generic:label", "功能分类名称"),
    ("economic_code", "string", "economic-classification:generic:code", "经济分类编码"),
    ("economic_name", "string", "economic-classification:generic:label", "经济分类名称"),
    ("row", "string", "", "行"),
    ("role", "string", "", "明细、合计或小计"),
    ("column", "string", "", "列"),
    ("fund", "string", "fin-source:generic:code", "资金口径"),
    ("expenditure_type", "string", "expenditure-type:code", "基本、项目等"),
    ("value_kind", "string", "value-kind:code", "数的种类"),
    ("amount", "number", "value", "金额（元）"),
    ("currency", "string", "value-currency:code", "币种"),
    ("page", "integer", "", "页"),
)
STUBS = {"functional": "functional", "economic_department": "economic", "economic_government": "economic"}
PHASES = {
    "budget": "budget",
    "adjusted_budget": "adjusted",
    "actual": "actual",
    "last_actual": "actual",
    "last_budget": "budget",
}
DIRECTIONS = {"income": "revenue", "expenditure": "expenditure"}


def facts(document: Document, lexicon: Lexicon) -> list[Row]:
    """One row a printed amount of the tables; what is not known is None."""
    profile = read_profile(document)
    return [row for table in read_tables(document, lexicon) for row in _of_table(document, profile, table)]


def package(rows: Sequence[Row], title: str) -> dict[str, bytes]:
    """The files of the package by name: the facts, and the descriptor."""
    fields = [
        {"name": name, "type": type_, "title": title_, **({"columnType": concept} if concept else {})}
        for name, type_, concept, title_ in FIELDS
    ]
    resource = {
        "name": "facts", "path": "facts.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip
    descriptor = {
        "name": "reconcile-facts", "title": title, "profile": "fiscal-data-package", "countryCode": "CN",
        "granularity": "aggregated", "resources": [resource], **_period(rows),
    }  # fmt: skip
    return {
        "facts.csv": as_csv(rows, [f[0] for f in FIELDS], mark=False),
        "datapackage.json": (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode(),
    }


def _period(rows: Sequence[Row]) -> dict[str, Any]:
    years = [int(row["fiscal_year"]) for row in rows if row["fiscal_year"]]
    return {"fiscalPeriod": {"start": f"{min(years)}-01-01", "end": f"{max(years)}-12-31"}} if years else {}


def _of_table(document: Document, profile: Profile, table: Table) -> Iterator[Row]:
    year = table.year or profile.year
    for side in table.sides:
        columns = [c for c in side.columns if c.type == "money"]
        for line in side.rows:
            for column in columns:
                figure = table.figures.get((line.index, column.index))
                if figure is not None and figure.type == "money" and line.role != "note":
                    yield {
                        "document": PurePath(document.path).name,
                        "entity": profile.entity or None,
                        "fiscal_year": _year(year, column),
                        "table": table.title,
                        "table_kind": table.kind.id if table.kind else None,
                        "currency": "CNY",
                        "amount": figure.printed.decimal(),
                        "page": figure.place.page,
                        **_classified(table, side, line),
                        **_measured(profile, table, side, column),
                    }


def _classified(table: Table, side: Side, line: TableRow) -> Row:
    """What the row says the amount is for."""
    stub = STUBS.get(table.kind.stub, "") if table.kind else ""
    kind = "" if side.name == "income" else stub
    code = re.sub(r"\D", "", line.code) or None
    return {
        "row": line.name or line.label,
        "role": line.role,
        "functional_code": code if kind == "functional" else None,
        "functional_name": line.name if kind == "functional" and line.role == "item" else None,
        "economic_code": code if kind == "economic" else None,
        "economic_name": line.name if kind == "economic" and line.role == "item" else None,
    }


def _measured(profile: Profile, table: Table, side: Side, column: Column) -> Row:
    """What the column says of the amount; the document's kind decides where it does not say budget or account."""
    meaning = column.meaning
    measure = meaning.get("measure", "amount")
    account = profile.kind.endswith("account")
    kind = table.kind.id if table.kind else ""
    direction = DIRECTIONS.get(side.name) or ("revenue" if kind.endswith("income") else "expenditure" if kind else None)
    return {
        "direction": direction,
        "phase": PHASES.get(measure, "actual" if account else "budget"),
        "column": column.name,
        "fund": meaning.get("scope") or meaning.get("source") or (table.kind.scope if table.kind else None) or None,
        "expenditure_type": meaning.get("part"),
        "value_kind": "change" if measure == "change" else "amount",
    }


def _year(year: int | None, column: Column) -> int | None:
    """The year of a column of last year's numbers is the one before."""
    return year - 1 if year and column.meaning.get("measure", "").startswith("last_") else year
