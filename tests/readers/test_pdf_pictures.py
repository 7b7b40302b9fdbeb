"""Pages that are pictures, in one piece or in strips, and tables that are: what they show is not read, and that is said."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from reconcile.document import Document
from reconcile.readers.pdf import ocr
from reconcile.readers.pdf.pictures import covered

from .pdf_made import Made, warnings

PROSE = "2024年收入合计100.00万元，支出合计见下表。"


@pytest.fixture(autouse=True)
def _without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


def sheet() -> Image.Image:
    made = Made()
    made.table((72, 220, 340, 460), 100, [["项目", "预算数", "决算数"], ["合计", "1,234.50", "1,200.00"]] * 4)
    return pypdfium2.PdfDocument(made.bytes())[0].render(scale=1.5).to_pil()


def with_picture(picture: Image.Image, x: float, y: float, width: float, height: float) -> Document:
    made = Made().prose(60, PROSE)
    made.canvas.drawImage(ImageReader(picture), x, y, width, height)
    return made.read()


@pytest.mark.parametrize("strips", [1, 12, 300])
def test_a_scan_in_strips_is_a_scan(strips: int) -> None:
    picture, made = sheet(), Made().prose(60, PROSE).page()
    high = picture.height / strips
    for k in range(strips):
        part = picture.crop((0, round(k * high), picture.width, round((k + 1) * high)))
        made.canvas.drawImage(ImageReader(part), 0, 842 - 842 * (k + 1) / strips, 595, 842 / strips)
    (notice,) = warnings(made.page().read())
    assert (notice.page, notice.unread) == (2, "page")
    assert "是扫描图片" in notice.message


def words() -> Image.Image:
    made = Made((160, 18)).text(2, 14, "全市一般公共预算收入", 14)
    return pypdfium2.PdfDocument(made.bytes())[0].render(scale=2).to_pil()


def lines_of(count: int, text: str) -> Document:
    """A page with as many pictures of words, and text behind each."""
    made, picture = Made().prose(60, PROSE).page(), words()
    for k in range(count):
        made.canvas.drawImage(ImageReader(picture), 72, 842 - 118 - 40 * k, 160, 18)
        made.text(240, 114 + 40 * k, text, 14)
    return made.page().read()


def test_words_in_pictures_beside_numbers_in_text() -> None:
    document = lines_of(15, "1,234.50")
    (notice,) = warnings(document)
    assert (notice.page, notice.unread) == (2, "page")
    assert "一行行的小图片" in notice.message
    assert not any("1,234.50" in p.text for p in document.paragraphs)  # a number of which nobody knows what it is


@pytest.mark.parametrize(("count", "text"), [(11, "1,234.50"), (15, "本年收入合计1,234.50万元")])
def test_a_few_pictures_and_those_beside_words_are_none_of_the_text(count: int, text: str) -> None:
    document = lines_of(count, text)
    assert not [n for n in warnings(document) if n.unread == "page"]
    assert sum(p.text.count("1,234.50") for p in document.paragraphs) == count


def test_what_lies_twice_covers_once() -> None:
    assert covered([(0, 0, 300, 400)] * 3, 600, 800) == pytest.approx(0.25, abs=0.01)
    assert covered([(-50, -50, 300, 400), (300, 400, 900, 900)], 600, 800) == pytest.approx(0.5, abs=0.01)
    assert covered([], 600, 800) == 0


def test_a_table_in_a_picture_is_said() -> None:
    (notice,) = warnings(with_picture(sheet().crop((90, 120, 720, 620)), 72, 400, 420, 320))
    assert (notice.page, notice.unread) == (1, "table")
    assert "图片形式的表格或图表" in notice.message


def test_other_pictures_are_no_tables() -> None:
    chart = Image.new("RGB", (600, 400), "white")
    draw = ImageDraw.Draw(chart)
    draw.line((40, 20, 40, 360), "black", 2)
    for y in range(60, 380, 60):
        draw.line((40, y, 580, y), (120, 120, 120), 1)
    for x in range(80, 560, 90):
        draw.rectangle((x, 360 - x // 2, x + 40, 360), (40, 90, 160))
    assert not warnings(with_picture(chart, 72, 400, 420, 280))
    assert not warnings(with_picture(Image.new("RGB", (200, 200), "black"), 72, 400, 420, 280))
    assert not warnings(with_picture(sheet().crop((90, 120, 720, 620)), 72, 700, 90, 70))  # an emblem, by its size


def test_letters_in_one_drawing_beside_the_page_number() -> None:
    made = Made().prose(60, PROSE).page().text(290, 810, "- 2 -")
    letters = made.canvas.beginPath()
    for k in range(400):
        x, y = 60 + k % 40 * 12, 700 - k // 40 * 20
        letters.moveTo(x, y)
        for n in range(12):
            letters.lineTo(x + n * 7 % 10, y + n * 3 % 10)
        letters.close()
    made.canvas.drawPath(letters, stroke=0, fill=1)
    (notice,) = warnings(made.page().read())
    assert notice.page == 2
    assert "文字已转为图形" in notice.message
