"""The workpaper out and in again: what people write into Excel becomes lines of the trail, and nothing is guessed."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import made
import openpyxl
import pytest

from reconcile import reports
from reconcile.decisions.lines import Decision, Role
from reconcile.reports import Options
from reconcile.review.case import Case
from reconcile.review.desk import Desk, Person
from reconcile.running import session
from reconcile.settings import Settings

WHO = Person("张三", Role.PREPARER)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "决算.docx"
    path.write_bytes(made.docx())
    return Desk(Case((path,)), session(Settings()))


def workpaper(desk: Desk) -> Any:
    data = reports.write("xlsx", [desk.checked()], Options(time="2025-03-01T10:00:00+08:00"))
    return openpyxl.load_workbook(io.BytesIO(data))


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def row_of(sheet: Any, code: str) -> int:
    return next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns(sheet)["规则"]).value == code)


def fill(sheet: Any, row: int, **cells: str) -> None:
    for title, text in cells.items():
        sheet.cell(row, columns(sheet)[title]).value = text


def read_back(book: Any, desk: Desk) -> str:
    path = desk.case.paths[0].with_name("底稿.xlsx")
    book.save(path)
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "review", str(desk.case.paths[0]), "--import", str(path), "--person", "王五"],
        cwd=made.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_decisions_stand_in_the_workpaper(desk: Desk) -> None:
    subject = desk.known.prints[0]
    desk.decide([subject], Decision.FALSE_ALARM, "=口径不同", WHO)
    desk.decide([subject], Decision.FALSE_ALARM, "=口径不同", Person("李四", Role.REVIEWER))
    desk.decide(list(desk.known.number_prints[:1]), Decision.CHECKED, "", WHO)
    book = workpaper(desk)
    sheet, at = book["问题"], columns(book["问题"])
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, at["指纹"]).value == subject)
    assert [sheet.cell(row, at[n]).value for n in ("状态", "结论", "理由", "编制", "复核")] == [
        "已处理", "误报", "=口径不同", "张三", "李四",
    ]  # fmt: skip
    assert sheet.cell(row, at["理由"]).data_type == "s"
    assert sheet.column_dimensions[sheet.cell(1, at["指纹"]).column_letter].hidden
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"属实,误报,待询问"'
    assert [c.value for c in book["复核记录"][2]][1:6] == ["编制", "张三", "结论", "误报", "=口径不同"]
    ledger = book["逐数核对"]
    told = [ledger.cell(r, columns(ledger)["结论"]).value for r in range(2, ledger.max_row + 1)]
    assert told.count("人工核对无误") == 1


def test_every_counterpart_stands_on_its_row(desk: Desk) -> None:
    sheet = workpaper(desk)["问题"]
    row = row_of(sheet, "R204")
    finding = next(f for f in desk.known.checked.findings if f.code == "R204")
    assert len(sheet.cell(row, columns(sheet)["对应内容"]).value.split("\n")) == len(finding.evidence) - 1
    assert sheet.cell(row, columns(sheet)["对应内容"]).alignment.wrap_text


def test_what_people_wrote_is_read_back_once(desk: Desk) -> None:
    book = workpaper(desk)
    sheet = book["问题"]
    fill(sheet, row_of(sheet, "R101"), 结论="属实", 编制="张三", 复核="李四")
    fill(sheet, row_of(sheet, "R511"), 结论="误报", 理由="引文如此")
    ledger = book["逐数核对"]
    number = next(r for r in range(2, ledger.max_row + 1) if ledger.cell(r, columns(ledger)["指纹"]).value)
    fill(ledger, number, 结论="人工核对无误")
    assert read_back(book, desk).startswith("读回 4 条结论")
    lines = [(line.code, line.decision, line.person, line.role) for line in desk.reading().lines]
    assert lines == [
        ("R101", "true", "张三", "preparer"), ("R101", "true", "李四", "reviewer"), ("R511", "false_alarm", "王五", "preparer"),
        ("", "checked", "王五", "preparer"),
    ]  # fmt: skip
    assert read_back(book, desk).startswith("读回 0 条结论")
    assert len(desk.reading().lines) == 4
    assert read_back(workpaper(desk), desk).startswith("读回 0 条结论")


def test_what_cannot_be_used_is_said(desk: Desk) -> None:
    book = workpaper(desk)
    sheet = book["问题"]
    fill(sheet, row_of(sheet, "R101"), 结论="大概是")
    fill(sheet, row_of(sheet, "R511"), 结论="误报")
    fill(sheet, row_of(sheet, "R204"), 理由="没有结论")
    fill(sheet, row_of(sheet, "R207"), 结论="属实", 指纹="0" * 24)
    told = read_back(book, desk)
    assert told.startswith("读回 0 条")
    for words in ("大概是", "误报要写明理由", "没有选结论", "没有这一条"):
        assert words in told
    assert not desk.record.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "规则,结论".encode()])
def test_what_is_no_workpaper_is_refused(desk: Desk, data: bytes) -> None:
    path = desk.case.paths[0].with_name("坏.xlsx")
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "review", str(desk.case.paths[0]), "--import", str(path)],
        cwd=made.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "底稿" in done.stderr
    assert "Traceback" not in done.stderr
