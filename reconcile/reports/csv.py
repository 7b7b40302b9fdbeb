"""The findings as CSV that a spreadsheet opens with a double click: a byte order mark, one finding a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from reconcile.checked import Checked

from .options import Options
from .quoting import marked, where
from .words import LANGUAGES, amount

COLUMNS = (
    "文件", "级别", "规则", "名称", "说明", "应为", "建议", "可能原因", "把握", "页", "行", "位置", "原文", "对应处",
    "对应内容", "指纹",
)  # fmt: skip
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # what a spreadsheet would take for a formula


def write(checked: Sequence[Checked], options: Options) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in checked:
        writer.writerows([harmless(cell) for cell in row] for row in rows(one, options))
    return out.getvalue().encode("utf-8-sig")


def rows(checked: Checked, options: Options) -> Iterator[list[str]]:
    words = LANGUAGES[options.language]
    for finding, fingerprint in zip(checked.outcome.findings, checked.fingerprints, strict=True):
        if fingerprint in checked.suppressed:
            continue
        first = finding.evidence[0] if finding.evidence else None
        other = next((e for e in finding.evidence[1:] if e.cell is not None), None)
        other = other or (finding.evidence[1] if len(finding.evidence) > 1 else None)
        yield [
            checked.document.path, words[finding.severity], finding.code, finding.name, finding.message,
            finding.expected, finding.suggestion, finding.cause, f"{finding.confidence:.2f}",
            str((first and first.place.page) or ""), str((first and first.place.line) or ""),
            where(checked.document, first, words) if first else "",
            "".join(marked(checked.document, first)) if first else "",
            where(checked.document, other, words) if other else "",
            (amount(other) or other.quote) if other else "", fingerprint,
        ]  # fmt: skip


def harmless(cell: str) -> str:
    """The cell's text with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if FORMULA.match(cell) else cell
