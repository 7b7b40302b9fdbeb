"""The whole way over a store of 60 documents: search, filter, open, decide, precision, widen, export."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import made
import openpyxl
import pyarrow.parquet as pq
import pytest

OFFICES = ("东湖区信访局", "西湖区统计局", "南岭县档案馆", "北屏市气象局", "临浦县水利局")
YEARS = range(2013, 2025)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 small disclosures, one in three of them wrong, and the store of a batch run over them."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "in").mkdir()
    for o, office in enumerate(OFFICES):
        for year in YEARS:
            text = made.small(office, year, (o + year) % 3 == 0)
            (folder / "in" / f"{office}{year}.txt").write_text(text, "utf-8")
    made.run("batch", str(folder / "in"), "--store", str(folder / "store"), "--workers", "2", "--no-across")
    return folder / "store"


@pytest.fixture(scope="module")
def served(archive: Path) -> Iterator[made.Server]:
    server = made.Server(archive, "--person", "张三")
    yield server
    server.kill()


@pytest.mark.browser
def test_search_open_decide_and_see_it_in_the_statistics(
    archive: Path, served: made.Server, open_page: Callable[..., Any]
) -> None:
    opened = open_page(served.url)
    page = opened.page
    assert "60份材料" in page.inner_text(".tiles").replace("\n", "")
    wrong = int(page.inner_text(".tiles .error b"))
    assert wrong >= 20

    # a filter, and a word that is searched for
    page.click("nav.store a[href='s/findings']")
    page.select_option("[name=year]", "2014")
    page.fill("[name=q]", "相差9.00万元")
    page.click(".filterbar .primary")
    rows = page.locator("table.list tbody tr").count()
    assert 0 < rows < wrong
    assert {c.inner_text() for c in page.locator("table.list tbody td:nth-child(6)").all()} == {"2014"}

    # open the document at the finding, decide, and see the conclusion in the list
    page.locator("table.list td a[href*='s/open']").first.click()
    page.wait_for_selector(".item.on")
    page.wait_for_selector("#detail .acts")
    page.keyboard.press("a")
    page.wait_for_selector(".chip.true")
    assert (archive / "review.jsonl").read_text("utf-8").count("\n") == 1
    page.goto(served.url + "s/findings?state=true")
    assert page.locator("table.list tbody tr").count() == 1

    # offices × years: a cell opens into its documents
    page.goto(served.url + "s/matrix")
    assert page.locator("table.matrix tbody tr").count() == len(OFFICES)
    page.locator("table.matrix tbody td.n a").first.click()
    assert page.locator("table.list tbody tr").count() == 1

    # measured precision, by rule
    page.goto(served.url + "s/rules")
    assert "100%（1/1）" in page.inner_text("table.wide")
    assert "没有判定过" in page.inner_text("table.wide") or page.locator("table.wide tbody tr").count() == 1
    assert opened.errors == []


@pytest.mark.browser
def test_a_dismissal_is_widened_to_an_office_after_a_preview(
    archive: Path, served: made.Server, open_page: Callable[..., Any]
) -> None:
    page = open_page(served.url + "s/findings").page
    code = page.locator("table.list tbody td:nth-child(2)").first.inner_text()
    page.goto(f"{served.url}s/findings?code={code}&office=西湖区统计局")
    count = page.locator("table.list tbody tr").count()
    page.click("text=把误报扩大到这个单位")
    assert page.locator("table.list tbody tr").count() == count
    page.fill("[name=reason]", "这个单位的表另有口径")
    page.click(".filterbar .primary")
    page.wait_for_selector("table.list")
    assert page.locator("table.list tbody tr").count() == count
    assert set(page.locator("table.list tbody td:nth-child(5)").all_inner_texts()) == {"西湖区统计局"}
    page.goto(f"{served.url}s/findings?code={code}&office=西湖区统计局&state=open")
    assert "没有符合的" in page.inner_text("body")

    # it holds in the documents too, and can be taken back
    page.goto(f"{served.url}s/findings?code={code}&office=西湖区统计局")
    page.locator("table.list td a[href*='s/open']").first.click()
    page.wait_for_selector(".item.on .chip.false_alarm")
    page.wait_for_selector("text=扩大到本单位或这类材料的误报")
    page.goto(f"{served.url}s/rules")
    page.click("text=撤销")
    page.goto(f"{served.url}s/findings?code={code}&office=西湖区统计局&state=open")
    assert page.locator("table.list tbody tr").count() == count


def test_what_is_filtered_is_exported_and_harmless(served: made.Server) -> None:
    import urllib.parse
    import urllib.request

    def get(path: str) -> bytes:
        with urllib.request.urlopen(served.url + path, timeout=60) as answer:
            return bytes(answer.read())

    rows = list(csv.reader(io.StringIO(get("s/export/findings.csv?severity=error").decode("utf-8-sig"))))
    assert rows[0][:3] == ["级别", "规则", "名称"]
    assert {row[0] for row in rows[1:]} == {"错误"}
    assert not any(c.startswith(("=", "+", "@")) for row in rows for c in row)
    sheet = openpyxl.load_workbook(io.BytesIO(get("s/export/findings.xlsx?severity=error"))).active
    assert sheet.max_row == len(rows)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert pq.read_table(io.BytesIO(get("s/export/documents.parquet"))).num_rows == 60
    page = get("s/findings?office=&q=" + urllib.parse.quote('"><b>临浦</b>')).decode()
    assert "<b>临浦" not in page


def test_only_what_the_store_names_is_opened(served: made.Server, archive: Path) -> None:
    import urllib.error
    import urllib.request

    for path in (
        "s/open/..%2f..%2fsecret",
        "s/open/0000000000000000",
        "s/export/secrets.csv",
        "s/nothing",
        "s/widen?code=R101",
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(served.url + path, timeout=60)
        assert refused.value.code in (404, 409)


def test_an_old_or_foreign_folder_is_refused(tmp_path: Path) -> None:
    import subprocess
    import sys

    for name in ("documents", "findings", "figures"):
        (tmp_path / name).mkdir()
    command = [sys.executable, "-m", "reconcile", "review", str(tmp_path), "--no-browser"]
    done = subprocess.run(command, cwd=made.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "不是 batch 的结果文件夹" in done.stderr
