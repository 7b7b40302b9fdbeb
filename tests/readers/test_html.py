"""Web pages: the document found among menus, prose in its many wrappings, tables with spans, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReadError
from reconcile.readers import read, read_bytes
from reconcile.readers.html import read as read_html

SHARED = Path(__file__).resolve().parents[2] / "../shared"
PAGES = [*(SHARED / "corpus").glob("*.html"), *(SHARED / "corpus/government").glob("*.html")]

PROSE = "2024年收入预算2636.92万元，比上年增加104.59万元，增长4.1%。"


def document(body: str, head: str = "", encoding: str = "utf-8") -> Document:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "x.html")


def texts(body: str, head: str = "") -> list[str]:
    return [b.text for b in document(body, head).blocks if isinstance(b, Paragraph)]


def test_menus_footers_and_scripts_are_left_out() -> None:
    page = f"""<script>var a = "预算，收入。";</script><style>p {{}}</style>
    <div class="top"><ul>{'<li><a href="/x">政务公开栏目</a></li>' * 9}</ul></div>
    <div class="crumb">当前位置：<a href="/">首页</a>&gt;<a href="/b">预算</a></div>
    <div class="con"><h1>某局2024年部门预算</h1><div class="info">来源：财政局　发布时间：2024-02-08　浏览次数：12</div>
    <div class="text"><p>{PROSE}</p><p>{PROSE}</p></div><div class="tool">【打印】【关闭】</div></div>
    <div class="footer">主办：某市人民政府　版权所有　备案号123，未经许可不得转载。</div>"""
    assert texts(page) == ["某局2024年部门预算", PROSE, PROSE]


def test_the_title_beside_the_document_is_kept() -> None:
    page = f'<div><div class="article-tit">某局2024年部门预算公开说明</div><div id="zoom"><p>{PROSE}</p></div></div>'
    first = document(page).paragraphs[0]
    assert (first.text, first.level) == ("某局2024年部门预算公开说明", 1)


def test_the_page_title_serves_where_the_page_prints_none() -> None:
    assert texts(f"<p>{PROSE}</p>", "<title>某局2024年部门预算_某市人民政府</title>") == ["某局2024年部门预算", PROSE]


def test_prose_in_runs_of_br() -> None:
    page = "<div>一、收入情况<br>　　收入预算5万元，其中，<br/>拨款3万元。<br><br>　　支出预算5万元，持平。</div>"
    assert texts(page) == ["一、收入情况", "收入预算5万元，其中，拨款3万元。", "支出预算5万元，持平。"]


def test_prose_in_spans_and_over_source_lines() -> None:
    page = "<p>收入预算<span>2636</span><b>.92</b>万\n   元，比上年\n增加，详见附表。</p>"
    assert texts(page) == ["收入预算2636.92万元，比上年增加，详见附表。"]


def test_text_beside_block_elements_is_not_lost() -> None:
    assert texts("收入，五万元。<p>支出，四万元。</p>结余，一万元。<div>其他，无。</div>尾。") == [
        "收入，五万元。", "支出，四万元。", "结余，一万元。", "其他，无。", "尾。",
    ]  # fmt: skip


def test_a_sentence_cut_over_two_paragraph_elements() -> None:
    assert texts("<p>包括人员支出971.62万元，占</p><p>36.8%，项目支出其余。</p>") == [
        "包括人员支出971.62万元，占36.8%，项目支出其余。"
    ]


def test_headings_entities_and_footnote_marks() -> None:
    page = (
        f"<h2>一、收入&nbsp;情况</h2><p>基金<sup>[1</sup><sup>]</sup>支出5&lt;6，100m<sup>2</sup>。</p><p>{PROSE}</p>"
    )
    found = document(page).paragraphs
    assert (found[0].text, found[0].level) == ("一、收入\xa0情况", 2)
    assert found[1].text == "基金支出5<6，100m2。"


def test_table_with_spans() -> None:
    page = """<p>收支总表</p><table><caption>单位：万元</caption><thead><tr><th rowspan="2">项目</th><th colspan="2">预算数</th></tr>
    <tr><th>全市</th><th>市级</th></tr></thead><tbody><tr><td>合计</td><td><p>5</p></td><td> 3 </td></tr></tbody></table>"""
    found = document(page)
    (grid,) = found.grids
    assert grid.rows == (("项目", "预算数", ""), ("", "全市", "市级"), ("合计", "5", "3"))
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert [p.text for p in found.paragraphs] == ["收支总表", "单位：万元"]


def test_title_rows_inside_a_table_become_text_and_spans_move_up() -> None:
    page = """<table><tr><td colspan="9">收支总表</td></tr><tr><td></td><td colspan="3">单位：万元</td></tr>
    <tr><td rowspan="2">项目</td><td colspan="2">数</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>合计</td><td>1</td><td>2</td></tr>
    <tr><td colspan="3">注：不含基金。</td></tr></table>"""
    found = document(page)
    (grid,) = found.grids
    assert [p.text for p in found.paragraphs] == ["收支总表", "单位：万元", "注：不含基金。"]
    assert grid.rows == (("项目", "数", ""), ("", "甲", "乙"), ("合计", "1", "2"))
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_a_layout_table_is_no_grid() -> None:
    inner = "<table><tr><td>项目</td><td>数</td></tr><tr><td>合计</td><td>5</td></tr></table>"
    page = f"<table><tr><td><a href='/'>首页</a></td><td><p>{PROSE * 9}</p>{inner}<p>结余，无。</p></td></tr></table>"
    found = document(page)
    assert [g.rows for g in found.grids] == [(("项目", "数"), ("合计", "5"))]
    assert [b.text for b in found.blocks if isinstance(b, Paragraph)] == [PROSE * 9, "结余，无。"]


def test_a_table_inside_a_cell_is_read_too() -> None:
    inner = "<table><tr><td>子项</td><td>数</td></tr><tr><td>合计</td><td>5</td></tr></table>"
    page = f"<table><tr><td>项目</td><td>说明</td><td>数</td></tr><tr><td>甲</td><td>{inner}</td><td>1</td></tr><tr><td>乙</td><td></td><td>2</td></tr></table>"
    outer, nested = document(page).grids
    assert outer.rows == (("项目", "说明", "数"), ("甲", "", "1"), ("乙", "", "2"))
    assert nested.rows == (("子项", "数"), ("合计", "5"))


def test_a_table_cut_in_two_goes_on() -> None:
    head = "<tr><td>项目</td><td>上年</td><td>本年</td></tr>"
    row = "<tr><td>甲</td><td>1.5</td><td>20</td></tr>"
    found = document(f"<p>{PROSE}</p><table>{head}{row}</table><p></p><table>{row}{row}</table>")
    assert len(found.grids) == 1
    assert len(found.grids[0].rows) == 4


def test_a_table_after_text_is_another() -> None:
    table = "<table><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>1</td><td>2</td></tr></table>"
    assert len(document(f"{table}<p>表二</p>{table}").grids) == 2


@pytest.mark.parametrize(
    "declared", ["", '<meta charset="gbk">', '<meta charset="utf-8">', '<meta charset="nonsense">']
)
def test_gbk_whatever_the_page_declares(declared: str) -> None:
    found = document(f"<p>{PROSE}</p>", declared, "gbk")
    assert found.paragraphs[0].text == PROSE


def test_a_page_that_calls_itself_doc(tmp_path: Path) -> None:
    file = tmp_path / "预算.doc"
    file.write_bytes(f"<html xmlns:w='x'><body><p class=MsoNormal>{PROSE}</p></body></html>".encode("gbk"))
    found = read(file)
    assert (found.format, found.paragraphs[0].text) == ("html", PROSE)


def test_utf16_page() -> None:
    assert read_bytes(f"<html><body><p>{PROSE}</p></body></html>".encode("utf-16"), "x.htm").format == "html"


def test_web_archive() -> None:
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=\"gbk\"\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    ) + f"<html><body><p>{PROSE}</p></body></html>\r\n--b--\r\n".encode("gbk")  # fmt: skip
    assert read_bytes(archive, "x.mht").paragraphs[0].text == PROSE


def test_attachments_and_pictures_are_noted() -> None:
    found = document(f'<p>{PROSE}</p><p>附件：<a href="/f/a.xlsx">收支总表.xlsx</a></p><p><img src="/f/1.jpg"></p>')
    assert "收支总表.xlsx" in found.notices[0].message
    assert "1 张图片" in found.notices[1].message


def test_hidden_elements_are_left_out() -> None:
    assert texts(f'<p>{PROSE}</p><div style="display:none">隐藏内容</div><p hidden>也隐藏</p>') == [PROSE]


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>var a='预算，收入。'</script></html>"])
def test_a_page_without_a_document_is_refused(page: str) -> None:
    with pytest.raises(ReadError, match="没有正文"):
        read_bytes(page.encode(), "x.html")


def test_endless_nesting_is_refused_or_read() -> None:
    page = "<html><body>" + "<div>" * 50_000 + f"<p>{PROSE}</p>"
    with pytest.raises(ReadError, match="嵌套"):
        read_bytes(page.encode(), "x.html")


def test_huge_spans_are_clipped() -> None:
    page = '<table><tr><td rowspan="65534" colspan="1000">甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>乙</td><td>3</td></tr></table>'
    assert all(g.width <= 1002 for g in document(page + f"<p>{PROSE}</p>").grids)


def test_entities_of_the_machine_are_not_read() -> None:
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{PROSE}&x;</p></body></html>'
    assert "root:" not in str(read_bytes(page.encode(), "x.html").blocks)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_real_pages_keep_their_prose_and_lose_their_menus(page: Path) -> None:
    found = read(page)
    prose = [p.text for p in found.paragraphs]
    assert sum(map(len, prose)) > 9000
    assert any("各位代表" in t or "编报说明" in t for t in prose[:160])
    assert not any(word in "".join(prose) for word in ("版权所有", "ICP备", "网站地图", "当前位置", "浏览次数"))
    assert not [b for b in found.blocks if isinstance(b, Grid) and b.width < 2]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<span style="display:none">9</span>1,234.56', "1,234.56"),
        ("1,2<b hidden>9</b>34.56<p style='visibility: hidden'>万元</p>", "1,234.56"),
        ('<input value="1,234.56"><input type="hidden" value="9">', "1,234.56"),
        ("<textarea>1,234.56</textarea>", "1,234.56"),
        ("<select><option>否</option><option selected>是</option></select>", "是"),
        ('<img src="a.png">', "（图片）"),
        ("<svg><text>1,234.56</text></svg>", "（图片）"),
        ('<img src="icon.png">', ""),
        ("<p></p>", ""),
    ],
)
def test_what_a_cell_shows(cell: str, read: str) -> None:
    body = (
        f"<table><tr><td>项目</td><td>数</td><td>率</td></tr><tr><td>合计</td><td>{cell}</td><td>5%</td></tr></table>"
    )
    assert document(body).grids[0].rows[1] == ("合计", read, "5%")


def test_cells_that_are_not_shown_take_no_column() -> None:
    rows = "<tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td style='display: none'></td><td>2.0</td></tr>"
    assert document(f"<table>{rows}<tr><td>丙</td><td>3.0</td></tr></table>").grids[0].rows == (
        ("甲", "乙"), ("", "2.0"), ("丙", "3.0"),
    )  # fmt: skip


def test_struck_text_is_deleted_and_raised_digits_are_note_marks() -> None:
    page = (
        "<p>支出合计<s>1,200.00</s><span style='text-decoration: line-through'>9</span>1,234.56<sup>2</sup>万元，"
        "占地5m<sup>2</sup>，合1.2×10<sup>3</sup>万元。</p>"
    )
    found = document(page)
    assert texts(page) == ["支出合计1,234.56万元，占地5m2，合1.2×10^3万元。"]
    assert ["删除线" in n.message for n in found.notices] == [True]


@pytest.mark.parametrize("after", ["<h2>说明</h2><p>%s</p>", "<p>%s</p>"])
def test_prose_behind_a_table_that_nobody_closed_is_prose(after: str) -> None:
    page = "<h1>某局2024年预算</h1><table><tr><td>项目<td>数<tr><td>合计<td>5.00" + after % PROSE
    found = document(page)
    assert found.grids[0].rows[1] == ("合计", "5.00")
    assert texts(page)[-1] == PROSE
