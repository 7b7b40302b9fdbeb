"""The page: nothing is loaded from outside, text is escaped, and every place that is linked is there."""

from __future__ import annotations

import json
import re

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Document, Paragraph
from reconcile.reports import Options
from reconcile.reports.html_body import Mark, pieces


def told(checked: Checked, **options: object) -> str:
    return reports.write("html", [checked], Options(**options)).decode()  # type: ignore[arg-type]


def test_the_page_stands_alone(checked: Checked) -> None:
    page = told(checked)
    assert not re.search(r"""(src|href)\s*=\s*["']""", page)
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page


def test_every_key_that_the_script_knows_is_shown(checked: Checked) -> None:
    page = told(checked)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    shown = {key for keys in re.findall(r'data-m="([^"]*)"', page) for key in keys.split()}
    known = {key for f in data["figures"] for key in f["t"]} | {key for keys in data["findings"] for key in keys}
    assert known <= shown
    assert {"f0", "f1", "f2", "f3", "c3-3-1"} <= shown


def test_a_number_in_prose_is_marked_where_it_stands(checked: Checked) -> None:
    page = told(checked)
    assert re.search(r'收入预算<span class="f disagrees error-bg" data-m="f0">2636\.29万元', page)
    assert re.search(r'<td class="n k inconsistent error-bg" data-m="c3-3-1">2,636\.92</td>', page)


def test_text_of_the_document_is_escaped(checked: Checked) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    document = checked.document._replace(path=evil + ".pdf", blocks=(Paragraph(evil), *checked.document.blocks[1:]))
    findings = (checked.outcome.findings[0]._replace(message=evil),)
    page = told(checked._replace(document=document, outcome=checked.outcome._replace(title=evil, findings=findings)))
    assert "<img" not in page
    assert page.count("</script>") == 2


def test_marks_that_overlap_are_cut_into_pieces() -> None:
    text = "支出100万元，增长"
    html = "".join(pieces(text, [Mark(0, 7, "e0", "a"), Mark(2, 7, "f0", "b", "end b")]))
    assert html == (
        '<span class="a" data-m="e0">支出</span><span class="a b" data-m="e0 f0">100万元<span class="end b"></span></span>，增长'
    )
    assert re.sub("<[^>]*>", "", html) == text


def test_a_document_without_anything_is_a_page(checked: Checked) -> None:
    outcome = checked.outcome._replace(findings=(), ledger=(), tables=(), judgements=())
    assert "没有发现问题" in told(Checked(Document("空.txt", "text", ()), outcome))


def test_english_frame(checked: Checked) -> None:
    assert "All rules" in told(checked, language="en")
