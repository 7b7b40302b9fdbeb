"""A report in English: all of it, but for what the document says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reconcile.document import Notice
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.reports import write
from reconcile.reports.opening import gap_line, notice_line
from reconcile.reports.options import Options
from reconcile.reports.words import EN
from reconcile.running import session
from reconcile.sentences import english
from reconcile.settings import Settings

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "budget_clean.txt"
OF_THE_DOCUMENT = re.compile(r"│.*|“[^”]*”|《[^》]*》|^.* · department budget · 2025$", re.MULTILINE)


def told(text: str, form: str = "text") -> str:
    data = text.encode()
    checked, _ = session(Settings()).check(read_bytes(data, "a.txt"), data)
    return write(form, [checked], Options("en", checklist=True)).decode()


def test_what_has_to_be_published_is_told_in_english() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    head, _, tail = text.partition("## 2025年市级部门收入预算总表")
    text = head + tail[tail.index("\n## ") + 1 :]
    text = text.replace("（二）2025年市级部门收入预算总表\n", "").replace("名词解释", "附注")
    report = told(text)
    names = [item.item for item in Lexicon.load().disclosure]
    assert "R701 A table that has to be published was not found" in report
    (line,) = (
        line for line in report.splitlines() if line.startswith("    A table that has to be published was not found: ")
    )
    assert "“收入总表” (" in line
    assert "if it exists, it may have another name" in report
    assert "checklist of 20 items: ✓ found 18" in report
    listed = OF_THE_DOCUMENT.sub("", report[report.index("checklist of") : report.index("figures in prose")])
    for name in sorted(names, key=len, reverse=True):  # items are called as the law calls them
        listed = listed.replace(name, "")
    assert not re.search(r"[\u4e00-\u9fff：（；]", listed)


def test_reasons_corrections_and_stakes_are_told_in_english() -> None:
    report = told(SAMPLE.with_name("budget_faulty.txt").read_text(encoding="utf-8"))
    for chinese in ("：", "；", "只能", "没有", "改为", "可能", "元（"):
        assert chinese not in OF_THE_DOCUMENT.sub("", report)


def test_a_page_is_named_once() -> None:
    page = Notice(
        "warning", "第3页是扫描图片，没有可读取的文字，本页未核对；可安装 OCR 组件后重试：pip install x", 3, "page"
    )
    cells = Notice("warning", "《收入总表》有 2 格读不出是多少，不作零，没有核对：“涉密”、“#REF!”", 3, "table")
    assert gap_line(page) == f"未读：{page.message}"
    assert notice_line(cells) == f"注意（第3页）：{cells.message}"
    page, cells = (n._replace(message=english(n.message)) for n in (page, cells))
    assert (
        gap_line(page, EN)
        == "not read: p. 3: a scan without text; it was not checked; with OCR it may be: pip install x"
    )
    assert notice_line(cells, EN).startswith("note (p. 3): 《收入总表》: 2 cells cannot be read; they are not zero")


def test_what_stands_in_a_sentence_is_put_into_english_too() -> None:
    assert english("没有读取 a.zip：文件设有打开密码，请去除密码后再试") == (
        "not read: a.zip: it is protected by a password; remove that first"
    )
    assert english("设置文件 r.toml：没有名为 x 的设置项；year 的值 'a' 不对") == (
        "the settings file r.toml: there is no setting x; the value of year is not right ('a')"
    )
    assert english("工作表中有隐藏的行：“表1”3 行；“二、支出”2 行（1 行有数字，已一并检查）") == (
        "hidden rows: “表1” 3; “二、支出” 2 rows (1 of them have numbers and were checked)"
    )


def test_a_document_without_numbers_is_incomplete_in_english() -> None:
    assert "not read: no numbers were read that could be checked; nothing was checked" in told("本局的情况。")


@pytest.mark.parametrize("form", ["junit", "github", "sarif"])
def test_places_are_told_in_english(form: str) -> None:
    report = told(SAMPLE.with_name("budget_faulty.txt").read_text(encoding="utf-8"), form)
    assert "line 139" in report
    assert not re.search(r"第\d+行", report)
