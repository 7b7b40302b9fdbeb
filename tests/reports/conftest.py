"""A document made by hand, with what checking it would yield: every report is tried on it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reconcile.checked import Checked
from reconcile.document import Document, Grid, Notice, Paragraph, Place, Segment
from reconcile.findings import (
    Component,
    Evidence,
    Finding,
    JudgedFigure,
    Judgement,
    LedgerLine,
    Outcome,
    Severity,
    Status,
    TableView,
)

PROSE = "二、收入预算情况说明。2024年收入预算2636.29万元，其中：财政拨款收入2600.00万元，占98.60%；其他收入36.92万元。"
ROWS = (
    ("项目", "预算数"),
    ("财政拨款收入", "2,600.00"),
    ("其他收入", "36.92"),
    ("合计", "2,636.92"),
)


def prose_evidence(number: str, role: str = "claim", unit: str = "万元", quote: str | None = None) -> Evidence:
    start = PROSE.index(number)
    box = (90.0, 100.0, 140.0, 112.0)
    return Evidence(
        role,
        quote if quote is not None else number,
        Place(5, 3, box),
        start,
        start + len(number),
        value=number,
        unit=unit,
        block=1,
    )


def cell_evidence(row: int, role: str = "cell") -> Evidence:
    text = ROWS[row][1]
    return Evidence(
        role, text, Place(12, None, (300.0, 200.0 + 20 * row, 360.0, 214.0 + 20 * row)), table="收入预算总表",
        row=ROWS[row][0], column="预算数", value=text.replace(",", ""), unit="万元", block=3, cell=(row, 1),
    )  # fmt: skip


def judged(evidence: Evidence, sign: int = 1) -> JudgedFigure:
    digits = evidence.value or "0"
    return JudgedFigure(evidence, Decimal(digits).scaleb(0 if evidence.unit == "%" else 4), sign)


def line(number: str, unit: str, kind: str, status: Status, reason: str = "", *against: Evidence) -> LedgerLine:
    e = prose_evidence(number, unit=unit)
    return LedgerLine(
        1,
        number + unit,
        e.place,
        e.start,
        e.start + len(number + unit),
        kind,
        number,
        unit,
        "2024·收入·预算数",
        status,
        reason,
        against,
    )  # type: ignore[operator, arg-type]


def make_checked(path: str = "草稿/预算.pdf", data: bytes | None = None) -> Checked:
    grid = Grid(
        ROWS,
        places={
            (r, c): Place(12, None, (100.0 + 200 * c, 200.0 + 20 * r, 160.0 + 200 * c, 214.0 + 20 * r))
            for r in range(4)
            for c in range(2)
        },
        place=Place(12),
        pages=(12,),
    )
    document = Document(
        path, path.rpartition(".")[2],
        (
            Paragraph("第二部分 情况说明", (Segment(0, Place(5, 1)),), 1),
            Paragraph(PROSE, (Segment(0, Place(5, 3, (90.0, 100.0, 500.0, 112.0))),)),
            Paragraph("收入预算总表", (Segment(0, Place(12, 1)),), 1),
            grid,
        ),
        sha256="ab" * 32, pages=14, notices=(
            Notice("warning", "第3页没有可以读取的文字。", 3, "page"),
            Notice("info", "文件经转换后读取。"),
        ),
    )  # fmt: skip
    quote = "2024年收入预算2636.29万元"
    claim = prose_evidence("2636.29", quote=quote)
    findings = (
        Finding("R101", "正文与表不一致", "text_table_value", Severity.ERROR, "正文的收入预算2636.29万元与《收入预算总表》合计2,636.92万元不一致。",
                (claim, cell_evidence(3)), "2636.92万元", "核对后把正文改为2636.92万元，或更正表中合计。", "相邻数字颠倒"),
        Finding("R201", "分项之和与总数不符", "text_sum", Severity.ERROR, "所列各项合计2636.92万元，与2636.29万元相差0.63万元。",
                (claim, prose_evidence("2600.00", "part"), prose_evidence("36.92", "part")), "2636.92万元"),
        Finding("R501", "标点", "prose", Severity.WARNING, "句号重复。", (Evidence("words", "情况说明。", Place(5, 3), PROSE.index("情况说明。"), PROSE.index("情况说明。") + 5, block=1),)),
        Finding("R203", "占比", "share", Severity.INFO, "占比98.60%由四舍五入可以解释。", (prose_evidence("98.60", unit="%"), cell_evidence(1), cell_evidence(3))),
    )  # fmt: skip
    ledger = (
        line("2636.29", "万元", "money", Status.DISAGREES, "", cell_evidence(3)),
        line("2600.00", "万元", "money", Status.AGREES, "只核对了部分不大于整体", cell_evidence(1))._replace(
            weak=True,
            resolution=Decimal("0.0140"),
            components=(Component("subject", "财政拨款收入", "said"), Component("period", "2024", "heading")),
        ),
        line("98.60", "%", "percent", Status.BY_ROUNDING, "", cell_evidence(1), cell_evidence(3)),
        line("36.92", "万元", "money", Status.UNCHECKED, "没有找到对应的表"),
    )
    judgements = (
        Judgement("R101", "text_table_value", "equal", "正文与表同一数字", "inconsistent", judged(claim), (judged(cell_evidence(3)),), Decimal("26369200")),
        Judgement("R301", "table_col_sum", "sum", "合计＝各行之和", "agrees", judged(cell_evidence(3, "whole")), (judged(cell_evidence(1)), judged(cell_evidence(2))), Decimal("26369200")),
        Judgement("R203", "share", "share", "占比", "by_rounding", judged(prose_evidence("98.60", unit="%")), (judged(cell_evidence(1)), judged(cell_evidence(3))), Decimal("98.599882")),
    )  # fmt: skip
    outcome = Outcome(
        "2024年部门预算", "department_budget", "东湖区信访局", 2024, findings, ledger,
        (TableView("收入预算总表", "revenue_total", "万元", (12,), 1, ROWS, 3, grid),), 3, 0.0123, judgements,
    )  # fmt: skip
    return Checked(document, outcome, data)


@pytest.fixture
def checked() -> Checked:
    return make_checked()
