"""Places that reports link: numbers, words, and cells of tables that the document cuts in two."""

from __future__ import annotations

import openpyxl
import pytest

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Grid, Paragraph, Place
from reconcile.findings import Evidence
from reconcile.reports.anchors import anchors, verdicts_by_cell
from reconcile.reports.quoting import marked, where


@pytest.fixture
def cut(checked: Checked) -> Checked:
    """The table's last two rows are a grid of their own in the document, and a finding speaks of a cell there."""
    whole = checked.document.blocks[3]
    assert isinstance(whole, Grid)
    first = whole._replace(rows=whole.rows[:2])
    second = whole._replace(rows=whole.rows[2:], places={(r - 2, c): p for (r, c), p in whole.places.items() if r > 1})
    document = checked.document._replace(blocks=(*checked.document.blocks[:3], first, second))
    evidence = Evidence("cell", "2,636.92", second.places[1, 1], block=4, cell=(1, 1))
    finding = checked.outcome.findings[0]._replace(evidence=(evidence,))
    return checked._replace(document=document, outcome=checked.outcome._replace(findings=(finding,)))


def test_a_cell_of_a_continued_part_is_one_of_the_whole_table(cut: Checked) -> None:
    (evidence,) = cut.findings[0].evidence
    assert anchors(cut).cell(evidence) == (3, 3, 1)
    assert 'data-m="c3-3-1"' in reports.write("html", [cut]).decode()


def test_and_it_is_marked_in_the_workpaper(cut: Checked, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("x") / "a.xlsx"
    file.write_bytes(reports.write("xlsx", [cut]))
    assert openpyxl.load_workbook(file)["表1"]["B7"].comment is not None


def test_a_cell_that_no_table_has_is_nowhere(cut: Checked) -> None:
    stray = Evidence("cell", "1", Place(99), block=4, cell=(0, 0))
    assert anchors(cut).cell(stray) is None
    assert anchors(cut).key(cut.document, stray) == ""


def test_keys_of_numbers_and_words(checked: Checked) -> None:
    found = anchors(checked)
    number, words = checked.findings[0].evidence[0], checked.findings[2].evidence[0]
    assert found.key(checked.document, number) == "f0"
    assert found.key(checked.document, words) == "e0"
    assert found.key(checked.document, Evidence("x", "没有")) == ""


def test_the_worst_verdict_of_a_cell(checked: Checked) -> None:
    assert verdicts_by_cell(checked, anchors(checked)) == {
        (3, 3, 1): "inconsistent", (3, 1, 1): "by_rounding", (3, 2, 1): "agrees",
    }  # fmt: skip


def test_quotes_do_not_cut_numbers(checked: Checked) -> None:
    evidence = checked.findings[0].evidence[0]._replace(quote="2636.29")
    for around in range(1, 40):
        quote = marked(checked.document, evidence, around)
        assert quote.core == "2636.29"
        assert not quote.after.rstrip("…").endswith(("260", "2600.", "98."))


def test_without_pages_the_heading_above_says_where(checked: Checked) -> None:
    blocks = (
        Paragraph("第三部分 情况说明", level=1), Paragraph("一、收入支出决算总体情况说明"), Paragraph("收入总计100万元。"),
        Paragraph("（一）这一段以句号结尾，不是标题。"), Paragraph("支出总计90万元。"), Paragraph("很长" * 30, level=2), Paragraph("余额。"),
    )  # fmt: skip
    document = checked.document._replace(blocks=blocks, format="docx")
    assert [where(document, Evidence("x", "", block=n)) for n in range(7)] == [
        "", "“第三部分 情况说明”下", "“一、收入支出决算总体情况说明”下", "“一、收入支出决算总体情况说明”下",
        "“一、收入支出决算总体情况说明”下", "“一、收入支出决算总体情况说明”下", f"“{'很长' * 20}…”下",
    ]  # fmt: skip
    assert where(document, checked.findings[0].evidence[0]) == "第5页 第3行"
