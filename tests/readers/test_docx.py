"""Word files, each a real package made here: what Word shows with all changes accepted, and the way back to the runs."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReadError
from reconcile.readers import read, read_bytes
from reconcile.readers.docx import address, raw_text, runs
from reconcile.readers.docx.numerals import numeral
from reconcile.readers.docx.styles import W

SHARED = Path(__file__).resolve().parents[2] / "../shared"
CHENGDE = SHARED / "corpus/government/承德市2025年预算报告.docx"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def package(body: str, **parts: str) -> bytes:
    """A .docx with this body; ``styles``, ``numbering``, ``footnotes`` are the insides of those parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {NAMESPACES}>{inside}</w:{roots[name]}>")
    return stream.getvalue()


def document(body: str, **parts: str) -> Document:
    return read_bytes(package(body, **parts), "x.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [b.text for b in document(body, **parts).blocks if isinstance(b, Paragraph)]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else '<w:p/>'}</w:tc>"


def tbl(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_tracked_changes_are_accepted() -> None:
    body = p(
        r("收入"),
        f"<w:ins>{r('预算')}</w:ins>",
        "<w:del><w:r><w:delText>决算</w:delText></w:r></w:del>",
        f"<w:moveFrom>{r('旧处')}</w:moveFrom><w:moveTo>{r('2636.92')}</w:moveTo>",
        r("万元。"),
    )
    found = document(body)
    assert [b.text for b in found.paragraphs] == ["收入预算2636.92万元。"]
    assert "修订" in found.notices[0].message


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    gone = p("<w:del><w:r><w:delText>全部删除</w:delText></w:r></w:del>", properties=mark)
    assert texts(p(r("收入预算"), properties=mark) + p(r("5万元。")) + gone + p(r("支出。"))) == [
        "收入预算5万元。",
        "支出。",
    ]


def test_a_deleted_row_is_gone() -> None:
    gone = f"<w:trPr><w:del w:id='1'/></w:trPr>{tc('乙')}{tc('9')}"
    (grid,) = document(tbl(tc("项目") + tc("数"), gone, tc("甲") + tc("1"))).grids
    assert grid.rows == (("项目", "数"), ("甲", "1"))


def test_content_controls_links_and_smart_tags_are_text() -> None:
    body = f"<w:sdt><w:sdtContent>{p(r('一、概况'))}</w:sdtContent></w:sdt>" + p(
        f"<w:sdt><w:sdtContent>{r('收入')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{r('5')}</w:hyperlink>",
        f"<w:smartTag>{r('万元。')}</w:smartTag>",
    )
    assert texts(body) == ["一、概况", "收入5万元。"]


def test_fields_show_their_result_only() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, separate, end = (char.format(t) for t in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
    nested = begin + code + r("（嵌套代码）") + separate + r("（嵌套）") + end
    assert texts(p(r("共"), begin, code, nested, separate, r("5"), end, r("万元。"))) == ["共5万元。"]
    assert texts(p(f'<w:fldSimple w:instr="X">{r("第1页")}</w:fldSimple>')) == ["第1页"]


def test_hidden_text_symbols_tabs_and_formulas() -> None:
    body = p(
        r("隐", "<w:vanish/>"), r("显"), r("式", '<w:vanish w:val="0"/>'),
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:noBreakHyphen/></w:r>', "<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>",
    )  # fmt: skip
    assert texts(body) == ["显式✓\t-1+1"]


def test_a_line_break_parts_items_but_not_a_sentence() -> None:
    br = "<w:r><w:br/></w:r>"
    assert texts(
        p(r("一、收入情况"), br, r("收入5万元，其中，"), br, r("拨款3万元。"), br, r("支出5万元，持平。"))
    ) == [
        "一、收入情况",
        "收入5万元，其中，拨款3万元。",
        "支出5万元，持平。",
    ]


def test_a_sentence_cut_over_two_paragraphs() -> None:
    assert texts(p(r("包括人员支出971.62万元，占")) + p(r("36.8%，其余为项目支出。"))) == [
        "包括人员支出971.62万元，占36.8%，其余为项目支出。"
    ]


HEADINGS = """<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="公文二级"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>"""


def test_levels_of_headings() -> None:
    body = (
        p(r("甲"), properties='<w:pStyle w:val="1"/>')
        + p(r("乙"), properties='<w:pStyle w:val="a"/>')
        + p(r("丙"), properties='<w:outlineLvl w:val="2"/>')
        + p(r("丁"), properties='<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    )
    assert [x.level for x in document(body, styles=HEADINGS).paragraphs] == [1, 2, 3, 0]


NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def item(text: str, level: int, number: int = 1) -> str:
    return p(r(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers() -> None:
    body = "".join(item("项", level) for level in (0, 1, 1, 2, 2, 0, 1)) + item("重新", 0, 2) + item("项", 0)
    assert texts(body, numbering=NUMBERING) == [
        "一、项", "（一）项", "（二）项", "1. 项", "2. 项", "二、项", "（一）项", "一、重新", "二、项",
    ]  # fmt: skip


def test_an_automatic_number_stands_in_no_run() -> None:
    (paragraph,) = document(item("收入", 0), numbering=NUMBERING).paragraphs
    assert paragraph.place(0).part == "word/document.xml#p0"
    assert paragraph.place(2).part == "word/document.xml#p0+0"


def test_numbers_in_a_layout_table_are_counted_once() -> None:
    body = tbl(f"<w:tc>{item('甲', 0)}{item('乙', 0)}</w:tc>") + item("丙", 0)
    assert texts(body, numbering=NUMBERING) == ["一、甲", "二、乙", "三、丙"]


@pytest.mark.parametrize(
    "number, style, shown",
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "chineseCounting", "一百零五"), (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"), (4, "lowerRoman", "iv"), (12, "chineseLegalSimplified", "壹拾贰"), (28, "upperLetter", "BB"), (7, "unknown", "7"),
    ],
)  # fmt: skip
def test_numerals(number: int, style: str, shown: str) -> None:
    assert numeral(number, style) == shown


def test_merged_cells() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tc("项目", restart) + tc("预算数", '<w:gridSpan w:val="2"/>'),
        tc("", go_on) + tc("全市") + tc("市级"),
        tc("合计") + tc("5") + tc("3"),
    )
    (grid,) = document(table).grids
    assert grid.rows == (("项目", "预算数", ""), ("", "全市", "市级"), ("合计", "5", "3"))
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_rows_that_begin_late_and_old_horizontal_merges() -> None:
    table = tbl(
        tc("项目") + tc("数", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("5") + tc("3"),
        tc("甲") + tc("1") + tc("2"),
    )
    (grid,) = document(table).grids
    assert grid.rows == (("项目", "数", ""), ("", "5", "3"), ("甲", "1", "2"))


def test_uneven_edges_make_no_columns() -> None:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in (2000, 20, 1000, 1000))
    wide = '<w:gridSpan w:val="2"/>'
    table = tbl(
        tc("项目", wide) + tc("预算") + tc("决算"),
        tc("甲") + tc("1", wide) + tc("2"),
        tc("乙") + tc("3", wide) + tc("4"),
        grid=grid,
    )
    assert document(table).grids[0].rows == (("项目", "预算", "决算"), ("甲", "1", "2"), ("乙", "3", "4"))


def test_several_tables_in_one_with_titles_between() -> None:
    wide = '<w:gridSpan w:val="3"/>'

    def part(number: int) -> list[str]:
        return [
            tc(f"附表{number}", wide),
            tc(f"收入{number}表", wide),
            tc("单位：万元", wide),
            tc("项目") + tc("预算") + tc("决算"),
            tc("甲") + tc("5") + tc("6"),
            tc("乙") + tc("") + tc(""),
        ]

    found = document(tbl(*part(1), *part(2)))
    assert [type(b) for b in found.blocks] == [Paragraph] * 3 + [Grid] + [Paragraph] * 3 + [Grid]
    assert [len(g.rows) for g in found.grids] == [3, 3]


def test_a_nested_table_and_a_layout_table() -> None:
    inner = tbl(tc("子项") + tc("数"), tc("合计") + tc("5"))
    outer = tbl(
        tc("项目") + tc("说明") + tc("数"),
        tc("甲") + f"<w:tc>{inner}<w:p/></w:tc>" + tc("1"),
        tc("乙") + tc("无") + tc("2"),
    )
    assert [g.rows[1] for g in document(outer).grids] == [("甲", "", "1"), ("合计", "5")]
    frame = tbl(f"<w:tc>{p(r('收支总表'))}{inner}<w:p/></w:tc>")
    assert [type(b) for b in document(frame).blocks] == [Paragraph, Grid]


def test_a_table_cut_in_two_goes_on() -> None:
    first = tbl(tc("项目") + tc("预算") + tc("决算"), tc("甲") + tc("5.1") + tc("6"))
    second = tbl(tc("乙") + tc("7.5") + tc("8"))
    (grid,) = document(first + "<w:p/>" + second).grids
    assert grid.rows[-1] == ("乙", "7.5", "8")


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(r('框内文字。'))}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    old = f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"
    assert texts(p(r("前。"), both, r("后。"))) == ["前。后。", "框内文字。"]
    assert texts(p(r("前。"), old)) == ["前。", "框内文字。"]


def test_footnotes_come_last() -> None:
    body = p(r("收入5万元"), "<w:r><w:footnoteReference w:id='1'/></w:r>", r("。")) + p(r("完。"))
    notes = (
        f"<w:footnote w:type='separator'>{p(r('线'))}</w:footnote><w:footnote w:id='1'>{p(r('含结转。'))}</w:footnote>"
    )
    found = document(body, footnotes=notes)
    assert [x.text for x in found.paragraphs] == ["收入5万元。", "完。", "含结转。"]
    assert found.paragraphs[-1].place().part == "word/footnotes.xml#p1+0"


def test_places_lead_back_to_the_runs() -> None:
    body = (
        "<w:p/>"
        + p(r("　　收入"), f"<w:ins>{r('预算26')}</w:ins>", r("36.92万"), r("元，"))
        + p(r("比上年增加，"))
        + tbl(tc("甲") + tc("1"), tc("乙") + tc("2"))
    )
    data = package(body)
    found = read_bytes(data, "x.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    elements = list(root.iter(W + "p"))
    for paragraph in found.paragraphs:
        for index, char in enumerate(paragraph.text):
            segment = paragraph.segment(index)
            where = address(segment.place.part)
            assert where is not None
            assert where.offset is not None
            pieces = runs(elements[where.paragraph])
            at = where.offset + index - segment.start
            assert raw_text(pieces)[at] == char
            (piece,) = [x for x in pieces if x.start <= at < x.end]
            assert piece.element.text[at - piece.start] == char
    for (row, column), place in found.grids[0].places.items():
        where = address(place.part)
        assert where is not None
        assert where.offset is None
        assert "".join(elements[where.paragraph].itertext()) == found.grids[0].rows[row][column]


def test_address_of_other_places_is_none() -> None:
    assert address("") is None
    assert address("Sheet1!A1") is None


def test_an_embedded_sheet_and_pictures_are_noted() -> None:
    body = p(
        r("见表。"),
        '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/><v:shape><v:imagedata/></v:shape></w:object></w:r>',
    )
    messages = [n.message for n in document(body).notices]
    assert any("图片" in m for m in messages)
    assert any("电子表格对象" in m for m in messages)


def test_strict_files_are_read() -> None:
    data = package(p(r("收入。")))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    assert read_bytes(stream.getvalue(), "x.docx").paragraphs[0].text == "收入。"


def test_broken_bombs_and_strangers_are_refused() -> None:
    data = package(p(r("收入。" * 100)))
    with pytest.raises(ReadError):
        read_bytes(data[: len(data) // 2], "x.docx")
    with pytest.raises(ReadError, match="为空"):
        document("<w:p/>")
    entity = f'<!DOCTYPE x [<!ENTITY e "boom">]><w:document {NAMESPACES}><w:body/></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", entity)
    with pytest.raises(ReadError, match="DOCTYPE"):
        read_bytes(stream.getvalue(), "x.docx")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (32 << 20))
    with pytest.raises(ReadError, match="压缩"):
        read_bytes(stream.getvalue(), "x.docx")


@pytest.mark.skipif(not CHENGDE.exists(), reason="the shared corpus is not here")
def test_a_real_report_with_thirteen_tables_drawn_as_six() -> None:
    found = read(CHENGDE)
    titles = [x.text for x in found.paragraphs if re.fullmatch(r"2025年.*情况表", x.text)]
    assert len(titles) == len(found.grids) == 13
    assert [g.width for g in found.grids] == [5] * 12 + [13]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
    )
    cells = f"<w:tc>{p(picture)}</w:tc>" + tc("") + f"<w:tc>{p(picture, r('5.0'))}</w:tc>"
    table = tbl(tc("项目") + tc("甲") + tc("乙") + tc("丙"), tc("合计") + cells)
    [grid] = read_bytes(package(table + p(r("正文。"))), "x.docx").grids
    assert grid.rows[1] == ("合计", "（图片）", "", "5.0")


def test_struck_text_is_deleted_and_raised_digits_are_note_marks() -> None:
    body = p(
        r("项目支出"), r("200.00", "<w:strike/>"), r("234.56"), r("1", '<w:vertAlign w:val="superscript"/>'), r("万元，占地5m"),
        r("2", '<w:vertAlign w:val="superscript"/>'), r("，合1.2×10"), r("3", '<w:vertAlign w:val="superscript"/>'), r("万元"),
    )  # fmt: skip
    found = document(body)
    assert [b.text for b in found.paragraphs] == ["项目支出234.56万元，占地5m2，合1.2×10^3万元"]
    assert ["删除线" in n.message for n in found.notices] == [True]


def test_files_taken_in_whole_are_read_where_they_stand() -> None:
    page = "<html><body><p>其中：教育支出34.50万元。</p><table><tr><td>项目</td><td>数</td></tr><tr><td>合计</td><td>5.0</td></tr></table></body></html>"
    chunk = '<w:altChunk xmlns:a="http://schemas.openxmlformats.org/officeDocument/2006/relationships" a:id="{}"/>'
    relation = '<Relationship Id="{0}" Type="http://x/aFChunk" Target="{0}.bin"/>'
    stream = io.BytesIO(package(p(r("前文。")) + "".join(map(chunk.format, "abc")) + p(r("后文。"))))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(map(relation.format, "abc"))}</Relationships>',
        )
        archive.writestr("word/a.bin", page)
        archive.writestr("word/b.bin", package(p(r("内文。"))))
        archive.writestr("word/c.bin", b"\x89PNG\r\n")
    found = read_bytes(stream.getvalue(), "x.docx")
    assert [b.text if isinstance(b, Paragraph) else b.rows[1] for b in found.blocks] == [
        "前文。", "其中：教育支出34.50万元。", ("合计", "5.0"), "内文。", "后文。",
    ]  # fmt: skip
    assert [n.message for n in found.notices] == ["文档中插入的文件（word/c.bin）没有读取"]
