"""The findings as CSV that a spreadsheet opens with a double click: a byte order mark, one finding a line.

Before the findings of a document stand the first lines of its report: 结论, 未读, 覆盖, 设置.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from reconcile.checked import Checked
from reconcile.rowfiles import harmless

from .decided import CONCLUSION, DATE, PREPARER, REASON, REVIEWER, STATE, decided
from .opening import coverage_line, hidden_line, result_line
from .options import Options
from .quoting import marked, where
from .words import LANGUAGES, amount, confidence, follows, share, witness

DECIDED = (STATE, CONCLUSION, REASON, PREPARER, REVIEWER, DATE)
COLUMNS = (
    "文件", "级别", "规则", "名称", "说明", "应为", "建议", "连带更正", "可能原因", "把握", "把握的依据", "页", "行",
    "位置", "原文", "对应处", "对应内容", "涉及金额（元）", "占整体", "只作提示的理由", "佐证", *DECIDED, "指纹",
)  # fmt: skip


def write(checked: Sequence[Checked], options: Options) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in checked:
        writer.writerows([harmless(cell) for cell in row] for row in rows(one, options))
    return out.getvalue().encode("utf-8-sig")


def rows(checked: Checked, options: Options) -> Iterator[list[str]]:
    words = LANGUAGES[options.language]
    for level, message, page in head(checked, words):
        row = dict.fromkeys(COLUMNS, "")
        yield [*(row | {"文件": checked.document.path, "级别": level, "说明": message, "页": page}).values()]
    for finding, identity in checked.told:
        first = finding.evidence[0] if finding.evidence else None
        other = next((e for e in finding.evidence[1:] if e.cell is not None), None)
        other = other or (finding.evidence[1] if len(finding.evidence) > 1 else None)
        yield [
            checked.document.path, words[finding.severity], finding.code, finding.name, finding.message,
            finding.expected, finding.suggestion, follows(finding, words), finding.cause,
            "" if finding.confidence is None else f"{finding.confidence.share:.2f}", confidence(finding, words),
            str((first and first.place.page) or ""), str((first and first.place.line) or ""),
            where(checked.document, first, words) if first else "",
            "".join(marked(checked.document, first)) if first else "",
            where(checked.document, other, words) if other else "",
            (amount(other) or other.quote) if other else "",
            f"{finding.stake.amount:f}" if finding.stake else "", share(finding), finding.lowered,
            witness(finding, words),
            *decided(checked, identity.fingerprint), identity.fingerprint,
        ]  # fmt: skip
    for finding, fingerprint, reason in checked.quiet:
        row = dict.fromkeys(COLUMNS, "") | {"文件": checked.document.path, "级别": "隐去", "规则": finding.code}
        told = {"名称": finding.name, "说明": finding.message, REASON: reason, "指纹": fingerprint}
        yield [*(row | told).values()]


def head(checked: Checked, words: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(level, message, page) of the lines before the findings."""
    yield "结论", result_line(checked, words), ""
    yield from (("未读", gap.message, str(gap.page or "")) for gap in checked.incomplete)
    yield "覆盖", coverage_line(checked, words), ""
    if hidden := hidden_line(checked, words):
        yield "设置", hidden, ""
