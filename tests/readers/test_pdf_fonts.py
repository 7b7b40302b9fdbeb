"""PDFs that embed no fonts: read by what the file says, the same on every machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.readers import pdf
from reconcile.readers.pdf.fonts import box_font, only_our_font
from tools.pdf_fonts import boxes, installed

from .pdf_made import Made, rows, texts
from .test_pdf_trouble import raw_pdf

ROOT = Path(__file__).resolve().parents[2]
XS = (72, 200, 300)
ROWS = [["项目", "金额"], ["合计", "1,234.50"]]


def digit_by_digit() -> Made:
    """A table whose numbers are drawn in text objects of one character."""
    made = Made().prose(60, "收入合计1234.50万元①。").lattice(XS, (100, 120, 140)).cells(XS, (100, 120), ROWS[:1])
    made.text(75, 134, "合计", 9)
    for k, character in enumerate("1,234.50"):
        made.text(203 + 5 * k, 134, character, 9)
    return made


def test_every_set_of_fonts_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(digit_by_digit().bytes())
    command = [sys.executable, "-m", "tools.pdf_fonts", "--check", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


UNHELPED = """
import contextlib, sys, pathlib
from reconcile.readers import pdf
from reconcile.readers.pdf import chars
from tools.pdf_fonts import result, use_fonts_of
pdf.only_our_font = contextlib.nullcontext
chars.missing_boxes = lambda *boxes: False
use_fonts_of(sys.argv[1])
print(result(pathlib.Path(sys.argv[2]), False))
"""


def test_what_compares_sets_of_fonts_would_tell_a_difference(tmp_path: Path) -> None:
    """Were boxes taken from the machine's fonts, a set would give another reading: the comparison does read with it."""
    folders = [tmp_path, *installed()]
    if len(folders) == 1:
        pytest.skip("no fonts are installed")
    path = tmp_path / "made.pdf"
    path.write_bytes(digit_by_digit().bytes())
    told = set()
    for folder in folders:
        command = [sys.executable, "-c", UNHELPED, str(folder), str(path)]
        told.add(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert len(told) > 1


def test_characters_drawn_one_by_one_do_not_vanish() -> None:
    document = digit_by_digit().read()
    assert rows(document) == ROWS
    assert texts(document) == ["收入合计1234.50万元①。"]


def test_boxes_are_as_wide_as_the_file_says() -> None:
    (paragraph,) = Made().text(72, 100, "合计12.50万元").read().paragraphs
    left, _, right, _ = paragraph.place(2, 7).box or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((96, 96 + 12 * 0.464 * 5), abs=6)


def test_standard_fonts_need_no_widths_in_the_file() -> None:
    (paragraph,) = pdf.read(raw_pdf(b"Total 11.50", ""), "made.pdf").paragraphs
    box = paragraph.place(0, len(paragraph.text)).box
    assert box is not None
    assert box[2] - box[0] == pytest.approx(58, abs=2)  # Helvetica of 12 points


def test_the_machines_fonts_are_back_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(digit_by_digit().bytes())
    before = boxes(path)
    with only_our_font():
        assert boxes(path) != before
    assert boxes(path) == before


def test_the_font_is_small_and_always_the_same() -> None:
    assert len(box_font()) < 500
    assert box_font() == box_font()


def test_ideographs_without_a_font_are_said() -> None:
    (notice,) = Made().prose(60, "正文。").page().prose(60, "正文。").read().notices
    assert (notice.level, notice.page) == ("info", 1)
    assert "未嵌入中文字体" in notice.message
    assert not pdf.read(raw_pdf(b"Total 11.50", ""), "made.pdf").notices
