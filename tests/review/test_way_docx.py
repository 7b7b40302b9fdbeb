"""The whole way on a Word draft: LibreOffice's pages with boxes, a correction accepted, the workpaper, the next draft."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made
import openpyxl
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.office]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_is_corrected_on_its_own_pages(
    tmp_path: Path, serve: Callable[..., Any], open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "草稿.docx"
    path.write_bytes(made.docx())
    before = path.read_bytes()
    opened = open_page(serve(path, "--person", "张三").url)
    page = opened.page
    page.locator(".group:has(code:text-is('R101')) .item button").first.click()
    page.wait_for_selector(".sheet img", timeout=90_000)
    page.wait_for_selector(".box.on.lead")
    lead = page.locator(".box.on.lead")
    assert lead.is_visible()
    assert page.locator(".box.on").count() >= 2  # the prose and the table's cell

    # the correction, as it is proposed, and back in the draft as a tracked change
    assert page.input_value(".correct input") == "876.73万元"
    page.keyboard.press("x")
    page.wait_for_selector(".chip:has-text('已更正')", state="attached")
    page.keyboard.press("a")
    page.wait_for_selector(".chip.true")
    with page.expect_download() as download:
        page.click("#out summary")
        page.click("#out a[href$=docx]")
    data = Path(download.value.path()).read_bytes()
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert '<w:delText xml:space="preserve">67</w:delText>' in xml
    assert path.read_bytes() == before

    # the workpaper: filled, read back while the page is open, and seen there
    with page.expect_download() as download:
        page.click("#out summary")
        page.click("#out a[href$=xlsx]")
    workpaper = tmp_path / "底稿.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book["问题"]
    at = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, at["规则"]).value == "R204")
    sheet.cell(row, at["结论"]).value, sheet.cell(row, at["理由"]).value, sheet.cell(row, at["复核"]).value = (
        "误报",
        "口径不同",
        "李四",
    )
    book.save(workpaper)
    made.run("review", str(path), "--import", str(workpaper))
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_selector(".group:has(code:text-is('R204')) .chip.false_alarm")

    # the next draft: the corrected number is gone, another number at the same place is to be looked at again
    path.write_bytes(made.docx((("1747.82万元，占80.32%", "1747.82万元，占83.12%", "R204"), *made.FAULTS[2:])))
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.click("#banner button")
    page.wait_for_selector("text=这一稿不再出现")
    page.wait_for_selector(".group:has(code:text-is('R204')) .chip.again")
    page.locator(".group:has(code:text-is('R204')) .item button").first.click()
    page.wait_for_selector("text=须重看：原来的结论是误报")
    lines = [json.loads(line) for line in (tmp_path / "review.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["correct", "decide", "decide"]
    assert opened.errors == []


def test_without_libreoffice_the_text_is_shown(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    path = tmp_path / "草稿.docx"
    path.write_bytes(made.docx())
    server = made.Server(path, "--person", "张三", environment={"PATH": "/nowhere"})
    try:
        page = open_page(server.url).page
        page.wait_for_selector("#prose p")
        assert page.locator("button[data-middle=original]").is_disabled()
        page.keyboard.press("j")
        page.wait_for_selector("[data-m].on")
    finally:
        server.kill()
