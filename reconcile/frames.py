"""What a report looks like at a prompt, in a notebook, and as a table of Arrow or pandas, with numbers as decimals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reconcile.errors import UsageError
from reconcile.patterns import lazy

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from reconcile.report import Report, ReportFigure, ReportFinding, ReportTable

Row = dict[str, Any]
NUMBER = lazy(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
NIL = frozenset({"", "-", "—", "–", "－", "/"})
LONGEST = 60  # characters of a message in a repr
PRECISION = 38  # digits of an Arrow decimal of 128 bits


def finding_row(finding: ReportFinding) -> Row:
    """A finding with its first place and the number there, and the first number on the other side."""
    first = finding.evidence[0] if finding.evidence else None
    other = next((e for e in finding.evidence[1:] if e.value is not None), None)
    return {
        "code": finding.code, "name": finding.name, "kind": finding.kind, "severity": finding.severity,
        "message": finding.message, "expected": finding.expected, "suggestion": finding.suggestion,
        "cause": finding.cause, "confidence": finding.confidence, "confidence_n": finding.confidence_n,
        "stake": _decimal(finding.stake.amount if finding.stake else None),
        "stake_share": _decimal(finding.stake.share if finding.stake else None),
        "page": first and first.page, "line": first and first.line, "quote": first and first.quote,
        "value": _decimal(first.value if first else None), "unit": first and first.unit,
        "other_table": other and other.table, "other_row": other and other.row, "other_column": other and other.column,
        "other_value": _decimal(other.value if other else None), "other_unit": other and other.unit,
    }  # fmt: skip


def figure_row(figure: ReportFigure) -> Row:
    """A number of the prose, what became of it, and the first that it was held against."""
    other = figure.against[0] if figure.against else None
    return {
        "quote": figure.quote, "page": figure.page, "line": figure.line, "start": figure.start, "end": figure.end,
        "type": figure.type, "value": _decimal(figure.value), "unit": figure.unit, "address": figure.address,
        "status": figure.status, "reason": figure.reason,
        "against_table": other and other.table, "against_row": other and other.row,
        "against_column": other and other.column, "against_value": _decimal(other.value if other else None),
        "against_unit": other and other.unit,
    }  # fmt: skip


def table_rows(table: ReportTable) -> list[Row]:
    """The rows below the header, by the names of the columns. A column whose cells are numbers or nil (blank, dash)
    has decimals and None; one of codes, or with a cell that is something else, stays text as printed: nothing unread
    becomes a number."""
    names = column_names(table.rows[: table.header_rows], max(map(len, table.rows), default=0))
    body = [[*row, *[""] * (len(names) - len(row))] for row in table.rows[table.header_rows :]]
    columns: dict[str, list[Any]] = {}
    for index, name in enumerate(names):
        cells = [row[index] for row in body]
        stripped = ["".join(c.split()) for c in cells]
        numeric = all(NUMBER.fullmatch(c) or c in NIL for c in stripped) and any(NUMBER.fullmatch(c) for c in stripped)
        coded = "编码" in name or "代码" in name or any(re.fullmatch(r"0\d+", c) for c in stripped)
        columns[name] = [_decimal(c) for c in stripped] if numeric and not coded else cells
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def column_names(header: Sequence[Sequence[str]], width: int) -> list[str]:
    """The texts above each column joined by ``·``; a merged cell's text counts for the columns that it covers."""
    filled = []
    for depth, row in enumerate(header):
        texts, last = [], ""
        for index in range(width):
            text = "".join(row[index].split()) if index < len(row) else ""
            below = any(index < len(r) and r[index] for r in header[depth + 1 :])
            last = text or (last if below else "")
            texts.append(last)
        filled.append(texts)
    names: list[str] = []
    for index in range(width):
        name = "·".join(dict.fromkeys(t for t in (row[index] for row in filled) if t)) or f"列{index + 1}"
        number = sum(n == name or n.startswith(f"{name}#") for n in names)
        names.append(f"{name}#{number + 1}" if number else name)
    return names


def arrow(rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table: decimals with as many places as the finest, all else as Arrow sees it."""
    import pyarrow as pa

    names = list(rows[0]) if rows else []
    return pa.table({name: _array([row[name] for row in rows]) for name in names})


def pandas(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as a data frame; numbers are `decimal.Decimal`, missing ones None. UsageError without pandas."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise UsageError("缺少 pandas；用 pip install pandas 安装") from None
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=_dtype(rows, name)) for name in rows[0]} if rows else {}
    )


def report_html(report: Report) -> str:
    """A heading with the counts, and a table of the findings."""
    heads = ("级别", "规则", "问题", "建议", "位置")
    words = {"error": "错误", "warning": "警告", "info": "提示"}
    body = [
        (words[f.severity], f"{f.code} {f.name}", f.message, f.suggestion or f.expected, place(f))
        for f in report.findings
    ]
    return f"<p><b>{_text(report.document.path)}</b> {_text(counts(report))}</p>{_table(heads, body)}"


def table_html(table: ReportTable) -> str:
    title = f"<p><b>{_text(table.title)}</b> {_text(table.unit)}</p>"
    return title + _table((), table.rows, table.header_rows)


def counts(report: Report) -> str:
    s = report.summary
    return f"错误 {s.errors}，警告 {s.warnings}，提示 {s.infos}；正文数字 {s.figures} 个，未核对 {s.unchecked} 个"


def place(finding: ReportFinding) -> str:
    first = finding.evidence[0] if finding.evidence else None
    if first is None:
        return ""
    where = [f"《{first.table}》" if first.table else "", "·".join(p for p in (first.row, first.column) if p)]
    where += [f"第{first.page}页" if first.page else "", f"第{first.line}行" if first.line else ""]
    return " ".join(p for p in where if p)


def short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], header_rows: int = 0) -> str:
    top = f"<tr>{''.join(f'<th>{_text(h)}</th>' for h in heads)}</tr>" if heads else ""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number < header_rows else "td"
        lines.append(f"<tr>{''.join(f'<{tag}>{_text(cell)}</{tag}>' for cell in row)}</tr>")
    return f"<table>{top}{''.join(lines)}</table>"


def _text(text: str) -> str:
    return html.escape(text)


def _decimal(text: str | None) -> Decimal | None:
    """The number in full digits; None for what is none."""
    plain = (text or "").replace(",", "").replace("−", "-")
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _array(values: Sequence[Any]) -> pa.Array:
    import pyarrow as pa

    numbers = [v for v in values if isinstance(v, Decimal)]
    if not numbers:
        return pa.array(values)
    places = max(max(-int(n.as_tuple().exponent), 0) for n in numbers)
    digits = max(n.adjusted() + 1 for n in numbers) + places
    kind = pa.decimal128(PRECISION, places) if digits <= PRECISION else pa.decimal256(PRECISION * 2, places)
    return pa.array(values, kind)


def _dtype(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    """Whole numbers with gaps stay whole; everything else is kept as it is."""
    present = [row[name] for row in rows if row[name] is not None]
    return "Int64" if present and all(isinstance(v, int) for v in present) else "object"
