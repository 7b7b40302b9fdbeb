"""The workpaper (底稿): cover, findings, the account of every number, relations that recompute, and the tables.

Numbers are numbers: a table's cells, the ledger's values, and formulas that refer to them, so that a reviewer can
re-perform every check. Tick marks: ✓ agrees, △ by rounding, ✗ disagrees, ？ ambiguous (with the readings), ○ unchecked
(with the reason); a weak tick says so in words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import reconcile
from reconcile.checked import Checked, Result
from reconcile.decisions.standing import number_prints
from reconcile.findings import Evidence, Finding, LedgerLine, Status
from reconcile.lexicon.files import version as lexicon_version

from .anchors import anchors
from .characters import clean
from .decided import ON_FINDINGS, ON_NUMBERS, SHA
from .listed import rows
from .opening import opening
from .options import Options
from .quoting import marked
from .words import KINDS, SEVERITIES, STATUSES, TICKS, amount, confidence, follows, remark, resolution, state, witness
from .workbook import COLOURS, COVER, FILLS, FINDINGS, FIRST, LEDGER, RELATIONS, Book, Sheet, close_list, height, paper
from .xlsx_decisions import COLUMNS as DECISION_COLUMNS
from .xlsx_decisions import choices, write_decision, write_log
from .xlsx_relations import write_relations
from .xlsx_tables import write_tables

FINDING_COLUMNS = (
    ("序号", 5), ("级别", 6), ("规则", 7), ("名称", 14), ("说明", 40), ("位置", 15), ("原文", 28), ("对应处", 20),
    ("对应内容", 12), ("应为", 13), ("建议", 22), ("可能原因", 13), ("连带更正", 22), ("把握", 6), ("把握的依据", 14),
    ("涉及金额（元）", 13), ("占整体", 7), ("只作提示的理由", 12), ("佐证", 14),
    *DECISION_COLUMNS,
)  # fmt: skip
LEDGER_COLUMNS = (
    ("序号", 5), ("符号", 5), ("核对结果", 9), ("原文", 12), ("数值", 12), ("单位", 6), ("是什么数", 24), ("页", 5),
    ("行", 5), ("对应处", 26), ("对应数", 13), ("其他对应处", 24), ("原因或读法", 22), ("看不出的变动", 9),
    ("所在文句", 40), *DECISION_COLUMNS,
)  # fmt: skip


CHECKLIST = "公开清单"
CHECKLIST_COLUMNS = (
    ("序号", 5),
    ("应公开的事项", 30),
    ("符号", 5),
    ("结果", 14),
    ("位置", 24),
    ("原文", 36),
    ("说明", 40),
)
DECISION = len(FINDING_COLUMNS) - len(DECISION_COLUMNS)
NUMBER_DECISION = len(LEDGER_COLUMNS) - len(DECISION_COLUMNS)


def write(checked: Sequence[Checked], options: Options) -> bytes:
    import xlsxwriter

    (one,) = checked
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as workbook:
        book = Book(workbook, one, anchors(one))
        write_cover(book, options)
        write_findings(book)
        write_checklist(book)
        write_ledger(book)
        write_relations(book)
        write_tables(book)
        write_log(book)
    return out.getvalue()


def write_cover(book: Book, options: Options) -> None:
    sheet = book.book.add_worksheet(COVER, worksheet_class=Sheet)
    paper(sheet, landscape=False)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 62)
    sheet.merge_range(0, 0, 0, 1, "文表核对工作底稿", book.format(bold=True, font_size=18, align="center"))
    sheet.set_row(0, 34)
    row = 2
    for line in opening(book.checked):
        fill = FILLS["warning"] if book.checked.result is Result.INCOMPLETE and row == 2 else "#E8E6E0"
        sheet.merge_range(row, 0, row, 1, clean(line), book.cell(bold=row == 2, bg_color=fill))
        sheet.set_row(row, height([(line, 78)]))
        row += 1
    row += 1
    for name, value in facts(book.checked, options):
        sheet.write_string(row, 0, name, book.cell(bold=True))
        sheet.write_string(row, 1, value, book.cell())
        row += 1
    row = write_counts(book, sheet, row + 1)
    for notice in (n for n in book.checked.document.notices if not n.unread):
        page = f"第{notice.page}页：" if notice.page else ""
        sheet.write_string(row, 0, "注意", book.cell(bold=True, bg_color=FILLS["warning"]))
        sheet.write_string(row, 1, page + notice.message, book.cell())
        row += 1
    for name in ("编制人", "复核人", "日期"):
        row += 1
        sheet.write_string(row, 0, name, book.cell(bold=True))
        sheet.write_blank(row, 1, None, book.cell())


def facts(checked: Checked, options: Options) -> list[tuple[str, str]]:
    """What a reviewer must know to perform the check again."""
    outcome, document = checked.outcome, checked.document
    told = [
        ("文件标题", outcome.title),
        ("单位", outcome.entity),
        ("文件种类", KINDS.get(outcome.kind, outcome.kind)),
        ("年度", str(outcome.year or "")),
        ("文件", document.path),
        (SHA, document.sha256),
        ("页数", str(document.pages or "")),
        ("程序与规则版本", f"reconcile {reconcile.__version__}"),
        ("词库版本", lexicon_version(options.lexicons)),
        ("核对时间", options.time),
    ]
    return [(name, value) for name, value in told if value]


def write_counts(book: Book, sheet: Any, row: int) -> int:
    """Counts as formulas over the other sheets; returns the row after them."""
    states = [line.status for line in book.checked.outcome.ledger]
    counts = [
        (f"{book.words[s]}（条）", f"=COUNTIF('{FINDINGS}'!B:B,\"{book.words[s]}\")", book.checked.count(s))
        for s in SEVERITIES
    ]
    counts += [
        (f"{TICKS[s]} {book.words[s]}（个）", f"=COUNTIF('{LEDGER}'!B:B,\"{TICKS[s]}\")", states.count(s))
        for s in STATUSES
    ]
    weak = book.words["weak"]
    counts.append((f"相符的数中{weak}（个）", f"=COUNTIF('{LEDGER}'!C:C,\"*（{weak}）\")", book.checked.coverage.weak))
    counts.append(("勾稽关系（条）", f"=COUNT('{RELATIONS}'!A:A)", len(book.checked.outcome.judgements)))
    for name, formula, value in counts:
        sheet.write_string(row, 0, name, book.cell(bold=True))
        sheet.write_formula(row, 1, formula, book.cell(align="left"), value)
        row += 1
    return row + 1


def write_findings(book: Book) -> None:
    sheet = book.list_sheet(FINDINGS, FINDING_COLUMNS)
    findings = book.checked.told
    for index, (finding, identity) in enumerate(findings):
        write_finding(book, sheet, FIRST + index, index + 1, finding, identity.fingerprint)
    choices(sheet, DECISION, len(findings), ON_FINDINGS)
    close_list(sheet, len(FINDING_COLUMNS), len(findings))
    sheet.freeze_panes(FIRST, 4)


def write_finding(book: Book, sheet: Any, row: int, index: int, finding: Finding, subject: str) -> None:
    plain = book.cell()
    first, *others = finding.evidence or (Evidence("", ""),)
    quote = "".join(marked(book.checked.document, first))
    sheet.write_number(row, 0, index, plain)
    sheet.write_string(
        row, 1, book.words[finding.severity], book.cell(bg_color=FILLS[finding.severity], align="center")
    )
    for column, text in ((2, finding.code), (3, finding.name), (4, finding.message)):
        sheet.write_string(row, column, text, plain)
    book.link(sheet, row, 5, first, book.where(first))
    sheet.write_string(row, 6, quote, plain)
    others = sorted(others, key=lambda e: e.cell is None)  # a table's cell before other prose
    where = "\n".join(book.where(e) or "正文" for e in others)
    if others:
        book.link(sheet, row, 7, others[0], where)
        sheet.write_string(row, 8, "\n".join(amount(e) or e.quote for e in others), plain)
    else:
        sheet.write_blank(row, 7, None, plain)
        sheet.write_blank(row, 8, None, plain)
    for column, text in ((9, finding.expected), (10, finding.suggestion), (11, finding.cause), (12, follows(finding))):
        sheet.write_string(row, column, text, plain)
    stake = finding.stake
    for column, number, form in (
        (13, finding.confidence and finding.confidence.share, "0%"),
        (15, stake and stake.amount, "#,##0.##"),
        (16, stake and stake.share, "0.00##%"),
    ):
        if number is None:
            sheet.write_blank(row, column, None, plain)
        else:
            sheet.write_number(row, column, float(number), book.cell(num_format=form))
    told = ((14, confidence(finding)), (17, finding.lowered), (18, witness(finding)))
    for column, text in told:
        sheet.write_string(row, column, text, plain)
    reason = write_decision(book, sheet, row, DECISION, subject)
    long = [
        (3, finding.name),
        (4, finding.message),
        (5, book.where(first)),
        (6, quote),
        (7, where),
    ]
    long += [(9, finding.expected), (10, finding.suggestion), (11, finding.cause), (12, follows(finding))]
    long += told
    sheet.set_row(row, height([reason, *((text, FINDING_COLUMNS[column][1]) for column, text in long)]))


def write_checklist(book: Book) -> None:
    """The page of what has to be published, where the document has such a list."""
    found = rows(book.checked)
    if not found:
        return
    sheet = book.list_sheet(CHECKLIST, CHECKLIST_COLUMNS)
    for index, row in enumerate(found):
        fill = {} if row.entry.status in ("found", "not_applicable") else {"bg_color": FILLS["warning"]}
        quote = row.entry.place.quote if row.entry.place else ""
        sheet.write_number(FIRST + index, 0, index + 1, book.cell())
        for column, text in enumerate((row.item, row.mark, row.status, row.place, quote, row.message), 1):
            sheet.write_string(FIRST + index, column, text, book.cell(**fill))
        long = ((row.item, 1), (row.place, 4), (quote, 5), (row.message, 6))
        sheet.set_row(FIRST + index, height((text, CHECKLIST_COLUMNS[column][1]) for text, column in long))
    close_list(sheet, len(CHECKLIST_COLUMNS), len(found))


def write_ledger(book: Book) -> None:
    sheet = book.list_sheet(LEDGER, LEDGER_COLUMNS)
    lines = book.checked.outcome.ledger
    prints = number_prints(lines)
    for index, line in enumerate(lines):
        open_number = line.status in (Status.UNCHECKED, Status.AMBIGUOUS)
        write_line(book, sheet, FIRST + index, index + 1, line, prints[index] if open_number else "")
    choices(sheet, NUMBER_DECISION, len(lines), ON_NUMBERS)
    close_list(sheet, len(LEDGER_COLUMNS), len(lines))


def write_line(book: Book, sheet: Any, row: int, index: int, line: LedgerLine, subject: str) -> None:
    plain = book.cell()
    tick = TICKS[line.status]
    fill = {"bg_color": FILLS["error"]} if line.status == Status.DISAGREES else {}
    sheet.write_number(row, 0, index, plain)
    sheet.write_string(row, 1, tick, book.cell(align="center", bold=True, font_color=COLOURS[tick], **fill))
    sheet.write_string(row, 2, state(line, book.words), book.cell(**fill))
    sheet.write_string(row, 3, line.quote, plain)
    decimals = len(line.value.partition(".")[2])
    places = "#,##0" + ("." + "0" * decimals if decimals else "")
    sheet.write_number(row, 4, float(line.value), book.cell(num_format=places, **fill))
    sheet.write_string(row, 5, line.unit, plain)
    sheet.write_string(row, 6, line.address, plain)
    for column, place in ((7, line.place.page), (8, line.place.line)):
        if place is None:
            sheet.write_blank(row, column, None, plain)
        else:
            sheet.write_number(row, column, place, plain)
    against = sorted(line.against, key=lambda e: e.cell is None)  # a table's cell before other prose
    first, others = (against[0], against[1:]) if against else (None, [])
    if first is not None:
        book.link(sheet, row, 9, first, book.where(first))
        sheet.write_string(row, 10, amount(first) or first.quote, book.cell(align="right"))
    else:
        sheet.write_blank(row, 9, None, plain)
        sheet.write_blank(row, 10, None, plain)
    long = [
        (11, "；".join(f"{book.where(e)} {amount(e)}".strip() for e in others)),
        (12, remark(line, book.words)),
        (13, resolution(line)),
        (14, sentence(book, line)),
    ]
    for column, text in long:
        sheet.write_string(row, column, text, plain)
    reason = write_decision(book, sheet, row, NUMBER_DECISION, subject)
    long += [(2, state(line, book.words)), (3, line.quote), (6, line.address), (9, book.where(first) if first else "")]
    sheet.set_row(row, height([reason, *((text, LEDGER_COLUMNS[column][1]) for column, text in long)]))


def sentence(book: Book, line: LedgerLine) -> str:
    evidence = Evidence("claim", line.quote, line.place, line.start, line.end, block=line.block)
    return "".join(marked(book.checked.document, evidence, 20))
