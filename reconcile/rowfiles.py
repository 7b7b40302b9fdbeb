"""Rows of named values as files: CSV, Excel, Parquet, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reconcile.patterns import lazy
from reconcile.sources import visible

Row = Mapping[str, Any]
# what a spreadsheet would take for a formula; those of East Asia take the wide signs too
FORMULA = lazy(r"[=＝@＠\t\r\n]|[+＋\-－](?![\d,]*\.?\d+[%％]?$|[-－]*$)")


def columns(rows: Sequence[Row]) -> list[str]:
    """The names in the order in which they first come."""
    return list(dict.fromkeys(name for row in rows for name in row))


def as_csv(rows: Sequence[Row], names: Sequence[str] | None = None, mark: bool = True) -> bytes:
    """UTF-8, with the byte order mark that Excel asks for unless ``mark`` is off."""
    out = io.StringIO()
    writer = csv.DictWriter(out, names or columns(rows), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows({k: harmless(_plain(v)) for k, v in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def harmless(cell: Any) -> Any:
    """The cell of a CSV with an apostrophe before text that a spreadsheet would run (signed numbers are none), and with
    control characters written out."""
    if not isinstance(cell, str):
        return cell
    return visible(f"'{cell}" if FORMULA.match(cell) else cell)


def as_jsonl(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows).encode()


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """One sheet with a header; amounts are numbers, codes stay text."""
    import xlsxwriter

    names = columns(rows)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, 1):
            for column, name in enumerate(names):
                value = row.get(name)
                if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
                    sheet.write_number(line, column, value)
                elif value is not None:
                    sheet.write_string(line, column, str(_plain(value)))
        if rows:
            sheet.autofilter(0, 0, len(rows), len(names) - 1)
    return out.getvalue()


def as_parquet(rows: Sequence[Row]) -> bytes:
    """Decimals with two to six places, whole numbers as such, all else as text."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    arrays = {}
    for name in columns(rows):
        values = [row.get(name) for row in rows]
        present = [v for v in values if v is not None]
        if present and all(isinstance(v, Decimal) for v in present):
            arrays[name] = pa.array(values, pa.decimal128(28, 6))
        elif present and all(isinstance(v, int) for v in present):
            arrays[name] = pa.array(values, pa.int64())
        else:
            arrays[name] = pa.array([None if v is None else str(_plain(v)) for v in values], pa.string())
    out = io.BytesIO()
    parquet.write_table(pa.table(arrays), out, compression="zstd")
    return out.getvalue()


ROW_WRITERS = {"jsonl": as_jsonl, "csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet}


def _plain(value: Any) -> Any:
    """Decimals in full digits, lists as JSON, nothing as nothing."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
