"""Scanned pages, read by recognition where the extra is installed."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
import regex
from PIL import Image
from reportlab.lib.utils import ImageReader

import reconcile
from reconcile.errors import ReadError
from reconcile.limits import Limits
from reconcile.readers import pace, pdf, read_bytes
from reconcile.readers.pdf import ocr
from reconcile.readers.pdf.lines import cell_text
from reconcile.readers.pdf.quality import Trouble, recognised_notice

from .pdf_made import Made, rows, texts, warnings

XS = (72, 220, 340, 460)
ROWS = [["项目", "预算数", "决算数"], ["教育支出", "1,234.50", "1,200.00"], ["住房保障支出", "66.00", "58.25"]]

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="needs the extra ocr")


def scanned(made: Made) -> bytes:
    """The pages as pictures, without a text layer."""
    document = pypdfium2.PdfDocument(made.bytes())
    copy = Made()
    for page in document:
        copy.canvas.drawImage(ImageReader(page.render(scale=3).to_pil()), 0, 0, *page.get_size())
        copy.page()
    return copy.bytes()


def sheet() -> Made:
    made = Made().centred(70, "支出决算总表").text(96, 300, "本年支出合计1258.25万元，比上年减少3.1%。")
    ys = [100, 130, 160, 190]
    made.lattice(XS, ys)
    for row, top in zip(ROWS, ys, strict=False):
        for x, text in zip(XS, row, strict=False):
            made.text(x + 6, top + 20, text, 13)
    return made


@needs_ocr
def test_a_scanned_table_and_its_text() -> None:
    document = pdf.read(scanned(sheet()), "scan.pdf")
    assert rows(document) == ROWS
    assert texts(document)[0] == "支出决算总表"
    assert "1258.25万元" in texts(document)[1]
    (notice,) = warnings(document)
    assert notice.level == "warning"
    assert "OCR" in notice.message
    assert document.grids[0].cell_place(1, 1).box == pytest.approx((220, 130, 340, 160), abs=2)


@needs_ocr
def test_pages_a_minute_are_told_while_a_scan_is_read() -> None:
    told: list[str] = []
    with pace.heard(told.append):
        document = read_bytes(scanned(sheet()), "scan.pdf", Limits())  # by the helper process
    assert rows(document) == ROWS
    (line,) = told
    assert regex.fullmatch(r"文字识别：第1页，每分钟约\d+页", line)


@needs_ocr
def test_a_scan_may_take_what_recognition_takes() -> None:
    two = sheet().page().text(96, 300, "第二页支出合计88.00万元。")
    document = read_bytes(scanned(two), "scan.pdf", Limits(megabytes=128, seconds=60))
    assert [notice.page for notice in warnings(document)] == [1, 2]
    assert "88.00万元" in texts(document)[-1]


@needs_ocr
def test_wording_is_not_checked_where_marks_were_recognised() -> None:
    made = Made().prose(
        100, "2024年度收入合计1258.25万元，，比上年减少3.1%（详见表一)。", "支出合计1258.25万元，主要用于人员经费。"
    )
    data = scanned(made)
    assert pdf.read(data, "scan.pdf").recognised == {1}
    report = reconcile.check(data, name="scan.pdf")
    assert any(f.quote == "1258.25万元" for f in report.figures)
    assert not [f for f in report.findings if f.code.startswith("R51")]


@needs_ocr
def test_rules_of_a_picture() -> None:
    page = pypdfium2.PdfDocument(sheet().bytes())[0]
    rules = ocr.drawn_rules(page.render(scale=2).to_numpy(), 2)
    assert sorted(round(r.y0) for r in rules if r.y0 == r.y1) == pytest.approx([100, 130, 160, 190], abs=1)
    assert sorted(round(r.x0) for r in rules if r.x0 == r.x1) == pytest.approx([72, 220, 340, 460], abs=1)


def test_characters_of_a_recognised_line() -> None:
    def corners(x0: float, x1: float) -> list[list[float]]:
        return [[x0, 20], [x1, 20], [x1, 40], [x0, 40]]

    line: list[Any] = [
        corners(10, 70),
        "收入12",
        0.99,
        [corners(10, 30), corners(30, 50), corners(50, 70)],
        ["收", "入", "12"],
    ]
    chars = list(ocr.line_chars(line, 2))
    assert [c.text for c in chars] == ["收", "入", "1", "2"]
    assert [c.x0 for c in chars] == [5, 15, 25, 30]
    assert {c.base for c in chars} == {20}
    assert not list(ocr.line_chars([*line[:2], 0.2, *line[3:]], 2))


def test_a_doubtful_digit_leaves_no_other_number() -> None:
    corners = [[0, 20], [200, 20], [200, 40], [0, 40]]
    words = [[[k * 20, 20], [k * 20 + 20, 20], [k * 20 + 20, 40], [k * 20, 40]] for k in range(7)]
    line: list[Any] = [corners, "收12.50元", 0.97, words, list("收12.50元"), [0.6, 0.99, 0.99, 0.99, 0.55, 0.99, 0.99]]
    chars = list(ocr.line_chars(line, 2))
    assert cell_text(chars) == "收�����元"
    notice = recognised_notice(Trouble.SCAN, 1, chars)
    assert notice.unread == "text"
    assert "1个数字字符认不准" in notice.message


def test_seals_and_strokes_of_letters_are_no_rules() -> None:
    pytest.importorskip("cv2")
    made = Made()
    made.canvas.setStrokeColorRGB(0.9, 0.1, 0.1)
    made.canvas.setLineWidth(2)
    made.canvas.circle(300, 500, 60)
    made.lattice((250, 300, 350), (320, 345, 370))
    made.canvas.setStrokeColorRGB(0, 0, 0)
    made.rule(72, 100, 522, 100).rule(80, 60, 104, 60)
    page = pypdfium2.PdfDocument(made.bytes())[0]
    rules = ocr.drawn_rules(page.render(scale=2).to_numpy(), 2)
    assert {(round(r.y0), round(r.y1)) for r in rules} == {(100, 100), (60, 60)}
    short = next(r for r in rules if r.x1 - r.x0 < 40)
    long = next(r for r in rules if r.x1 - r.x0 > 40)
    title = [(70.0, 40.0, 530.0, 104.0)]
    assert ocr._is_of_a_letter(short, title)
    assert not ocr._is_of_a_letter(long, title)


class Sees:
    """A recognizer that sees one line, in which it is less sure of one character."""

    def __init__(self, text: str, doubtful: str) -> None:
        scores = [0.6 if k == text.find(doubtful) else 0.99 for k in range(len(text))]
        words = [[[40 + 12 * k, 60], [52 + 12 * k, 60], [52 + 12 * k, 80], [40 + 12 * k, 80]] for k in range(len(text))]
        corners = [[40, 60], [40 + 12 * len(text), 60], [40 + 12 * len(text), 80], [40, 80]]
        self.line = [corners, text, 0.97, words, list(text), scores]

    def __call__(self, picture: Any, return_word_box: bool) -> tuple[list[Any], list[float]]:
        return [self.line], []


@pytest.mark.parametrize(("doubtful", "errors", "outcome"), [("元", 1, "findings"), ("4", 0, "incomplete")])
def test_a_doubtful_digit_makes_no_error(
    monkeypatch: pytest.MonkeyPatch, doubtful: str, errors: int, outcome: str
) -> None:
    pytest.importorskip("cv2")
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr.Recognizer, "_engine", Sees("2025年度支出合计1,243.56万元。", doubtful))
    made = Made().centred(60, "云湖市渔港所2025年度部门决算").centred(90, "支出决算表").text(400, 110, "单位：万元", 10)
    head, *body = ["科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "1,234.56", "1,000.00", "234.56"]
    made.table((72, 220, 320, 420, 520), 120, [head, *body, ["农林水支出", "1,234.56", "1,000.00", "234.56"]])
    made.page().canvas.drawImage(ImageReader(Image.new("L", (60, 80), 220)), 0, 0, 595, 842)
    report = reconcile.check(made.page().bytes(), name="made.pdf", limits=None)
    assert [f.code for f in report.findings if f.severity == "error"] == ["R101"] * errors
    assert report.summary.outcome == outcome


class Blind:
    """A recognizer that sees nothing."""

    def __call__(self, picture: Any, return_word_box: bool) -> tuple[None, list[float]]:
        return None, []


def test_a_page_on_which_nothing_is_recognised_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr.Recognizer, "_engine", Blind())
    made = Made().prose(60, "正文内容。").page()
    made.canvas.drawImage(ImageReader(pypdfium2.PdfDocument(sheet().bytes())[0].render().to_pil()), 0, 0, 595, 842)
    document = made.read()
    assert [n.page for n in warnings(document)] == [2]
    assert "未核对" in warnings(document)[0].message


def test_recognition_stops_after_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 0)
    assert ocr.Recognizer(pypdfium2.PdfDocument(sheet().bytes())).source(0) is None


class Engine:
    """One that fails as the real one does without memory."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_: Any, **__: Any) -> Any:
        raise self.error


@needs_ocr
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RuntimeError("std::bad_alloc"), "内存不足"),
        (ImportError("libGL.so.1"), "无法载入（ImportError: libGL.so.1）"),
        (ValueError("shape"), "文字识别（OCR）出错（ValueError: shape）"),
    ],
)
def test_recognition_that_fails_says_so_and_does_not_ask_for_what_is_installed(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr.Recognizer, "_engine", Engine(error))
    made = Made().prose(100, "本年收入合计10万元，支出合计9万元。").page()
    both = pypdfium2.PdfDocument(made.bytes())
    both.import_pages(pypdfium2.PdfDocument(scanned(sheet().page().text(96, 300, "第二页"))))
    out = io.BytesIO()
    both.save(out)
    found = [notice for notice in pdf.read(out.getvalue(), "scan.pdf").notices if notice.unread]
    assert [(notice.page, notice.unread) for notice in found] == [(2, "page"), (3, "page")]
    assert all(told in notice.message and "pip install" not in notice.message for notice in found)
    with pytest.raises(ReadError) as caught:
        pdf.read(scanned(sheet()), "scan.pdf")
    assert told in str(caught.value)


@needs_ocr
def test_a_picture_without_text_is_said_to_have_none() -> None:
    blank = Made()
    blank.canvas.drawImage(ImageReader(Image.new("L", (600, 840), 200)), 0, 0, 595, 842)
    with pytest.raises(ReadError, match="没有认出文字"):
        pdf.read(blank.bytes(), "blank.pdf")
