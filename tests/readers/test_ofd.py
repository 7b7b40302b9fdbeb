"""OFD: text by its positions, paths as rules, templates and drawings in place; what is not read is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reconcile.cli import call
from reconcile.errors import ReadError
from reconcile.readers import ofd, read_bytes, read_together

from .ofd_made import NAMESPACE, MadeOfd, content_part, mm, packed
from .pdf_made import rows, texts, warnings

XS = (72, 222, 322, 422)
PROSE = "2025年支出预算1204.50万元，其中基本支出1000.00万元，占支出预算的比重为百"
ROWS = (("项目", "合计", "基本支出"), ("教育支出", "1,204.50", "1,000.00"), ("合计", "1,204.50", "1,000.00"))


def budget() -> MadeOfd:
    made = MadeOfd().text(200, 80, "二、支出情况说明", 16)
    made.prose(120, PROSE, "分之八十三。")
    return made.text(240, 190, "支出预算表").text(400, 205, "单位：万元", 9).table(XS, 210, ROWS)


def test_prose_and_tables_are_read_with_their_places() -> None:
    document = budget().read()
    assert (document.format, document.pages) == ("ofd", 1)
    assert texts(document)[1] == PROSE + "分之八十三。"
    assert rows(document) == [list(row) for row in ROWS]
    (grid,) = document.grids
    assert grid.cell_place(1, 1).box == pytest.approx((222, 230, 322, 250), abs=0.1)
    assert not warnings(document)


@pytest.mark.parametrize(
    "code, read",
    [
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 4 2.1 4.2 g 2 4.2">1204.万元</ofd:TextCode>', "1204.万元"),
        ('<ofd:TextCode X="0" Y="4">1204.50万元</ofd:TextCode>', "1204.50万元"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="2.1 2.1">1204.50</ofd:TextCode>', "1204.50"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 9 4.2">\n   教育支出\n  </ofd:TextCode>', "教育支出"),
        ('<ofd:TextCode X="0" Y="4">\\6559育</ofd:TextCode>', "教育"),
        ('<ofd:TextCode X="0" Y="4">教</ofd:TextCode><ofd:TextCode X="4.2">育</ofd:TextCode>', "教育"),
        ('<ofd:TextCode X="0" Y="4">支出12¤4.5万元</ofd:TextCode>', "支出������万元"),  # never 124.5
    ],
)
def test_text_codes(code: str, read: str) -> None:
    made = MadeOfd().add(f'<ofd:TextObject ID="1" Boundary="30 30 90 5" Size="4.2">{code}</ofd:TextObject>')
    assert texts(made.read()) == [read]


def test_matrices_count_from_the_boundary() -> None:
    """As drivers print: sizes in points, a matrix that makes them millimetres, and a shift that undoes the boundary."""
    made = MadeOfd().add(
        '<ofd:TextObject ID="1" CTM="0.3527 0 0 0.3527 -114.8 111.3" Boundary="114.8 185.2 40 4.7" Size="14">'
        '<ofd:TextCode X="324.4" Y="-303.7" DeltaX="g 9 14">市级部门预算</ofd:TextCode></ofd:TextObject>'
    )
    (paragraph,) = made.read().paragraphs
    box = paragraph.place(0, 1).box
    assert paragraph.text == "市级部门预算"
    assert box is not None
    assert box[0] == pytest.approx(114.4 / 25.4 * 72, abs=1.5)
    assert box[3] == pytest.approx((185.2 + 111.3 - 107.1) / 25.4 * 72, abs=2.5)


def test_templates_and_drawings_used_in_several_places() -> None:
    """A table's rules stand in the template, and one row comes from a drawing of the resources."""
    lines = MadeOfd().table(XS, 210, [("",) * 3] * 3).pages[0]
    made = MadeOfd().text(75, 223, "项目", 9).text(225, 223, "合计", 9).text(325, 223, "基本支出", 9)
    made.common = (
        '<ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    )
    made.before_content = '<ofd:Template TemplateID="7" ZOrder="Background"/>'
    unit = MadeOfd().text(0, 13, "教育支出", 9).text(150, 13, "12.50", 9).text(250, 13, "10.00", 9).pages[0]
    made.parts = {
        "Doc_0/Tpls/Tpl_0/Content.xml": content_part("".join(lines)),
        "Doc_0/Res.xml": f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>'
        f"{''.join(unit)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
    }
    for y in (230, 250):
        made.add(f'<ofd:CompositeObject ID="5" ResourceID="9" Boundary="{mm(75, y, 300, 20)}"/>')
    read = rows(made.read())
    assert read == [["项目", "合计", "基本支出"], *[["教育支出", "12.50", "10.00"]] * 2]


def test_a_table_drawn_sideways_is_read_upright_and_placed_as_shown() -> None:
    inner = "".join(budget().pages[0])
    made = MadeOfd(842, 595)
    made.parts["Doc_0/Res.xml"] = (
        f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>{inner}'
        "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    made.common = "<ofd:PublicRes>/Doc_0/Res.xml</ofd:PublicRes>"
    made.add(f'<ofd:CompositeObject ID="5" ResourceID="9" Boundary="{mm(842, 0, 1, 1)}" CTM="0 1 -1 0 0 0"/>')
    document = made.read()
    assert rows(document) == [list(row) for row in ROWS]
    assert document.grids[0].cell_place(1, 1).box == pytest.approx((842 - 250, 222, 842 - 230, 322), abs=0.1)


def filled(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{mm(x0, y0, x1 - x0, y1 - y0)}" Stroke="false" Fill="true"><ofd:FillColor '
        f'Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L {mm(x1 - x0, 0)} L {mm(x1 - x0, y1 - y0)} L {mm(0, y1 - y0)} C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def test_thin_fills_are_rules_and_boxes_hide_what_lies_under_them() -> None:
    made = (
        MadeOfd()
        .text(80, 100, "收入9.00万元")
        .add(filled(70, 85, 300, 105, "255 255 255"))
        .text(80, 100, "收入8.00万元")
    )
    made.text(80, 140, "支出7.00万元", inner='<ofd:FillColor Value="255 255 255"/>')
    made.text(80, 160, "结转6.00万元", attributes='Visible="false"')
    for y in (200, 220, 240):
        made.add(filled(72, y, 372, y + 1, "0 0 0"))
    for x in (72, 222, 371):
        made.add(filled(x, 200, x + 1, 241, "#00 #00 #00"))
    made.text(75, 213, "项目", 9).text(225, 213, "金额", 9).text(75, 233, "合计", 9).text(225, 233, "8.00", 9)
    document = made.read()
    assert texts(document) == ["收入8.00万元"]
    assert rows(document) == [["项目", "金额"], ["合计", "8.00"]]
    assert "看不见的文字" in "".join(n.message for n in document.notices)


def test_slanted_words_are_a_watermark_and_a_layer_behind_a_scan_is_said_to_be_one() -> None:
    made = budget().text(0, 0, "内部资料", 40, attributes='CTM="0.7 -0.7 0.7 0.7 60 90"')
    document = made.read()
    assert rows(document) == [list(row) for row in ROWS]
    assert any("水印" in n.message for n in document.notices)
    scan = MadeOfd().add(f'<ofd:ImageObject ID="2" ResourceID="3" Boundary="{mm(0, 0, 595, 842)}"/>')
    for k in range(6):
        scan.text(72, 100 + 20 * k, "支出预算1204.50万元，比上年增加。", attributes='Alpha="0"')
    (notice,) = warnings(scan.read())
    assert "扫描件" in notice.message


def test_what_is_not_read_is_said() -> None:
    made = budget().page().add(f'<ofd:ImageObject ID="2" ResourceID="3" Boundary="{mm(0, 0, 595, 842)}"/>').page()
    made.beside = (
        "<ofd:Attachments>Attachs.xml</ofd:Attachments><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    )
    made.parts = {
        "Doc_0/Attachs.xml": f'<ofd:Attachments {NAMESPACE}><ofd:Attachment ID="1" Name="附表.xlsx"/></ofd:Attachments>',
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {NAMESPACE}><ofd:Page PageID="0"><ofd:FileLoc>Page_0.xml'
        "</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_0.xml": f'<ofd:PageAnnot {NAMESPACE}><ofd:Annot ID="1" Type="Path"><ofd:Appearance>'
        "<ofd:TextObject><ofd:TextCode>改为5万元</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        "Doc_0/Pages/Page_2/Content.xml": "<broken",
    }
    notices = made.read().notices
    assert [(n.unread, n.page) for n in notices] == [("object", None), ("", None), ("page", 2), ("page", 3)]
    said = "".join(n.message for n in notices)
    assert all(word in said for word in ("附表.xlsx", "批注", "扫描图片", "第3页已损坏"))


def unit(number: int, content: str) -> str:
    return f'<ofd:CompositeGraphicUnit ID="{number}"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'


def resources(*units: str) -> str:
    return f"<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits>{''.join(units)}</ofd:CompositeGraphicUnits></ofd:Res>"


def used(number: int) -> str:
    return f'<ofd:CompositeObject ID="5" ResourceID="{number}" Boundary="{mm(0, 0, 300, 20)}"/>'


LINE = MadeOfd().text(72, 13, "支出9.00万元").pages[0][0]
IN_EACH_OTHER = [unit(n, used(n + 1)) for n in range(1, 9)] + [unit(9, LINE)]


@pytest.mark.parametrize(
    "part, number",
    [
        (None, 9),
        ("<broken", 9),
        (resources(unit(8, LINE)), 9),
        (resources(*IN_EACH_OTHER), 1),
    ],
    ids=["missing", "damaged", "unknown", "deep"],
)
@pytest.mark.parametrize("kind", ["PublicRes", "DocumentRes", "PageRes"])
def test_drawings_whose_resources_cannot_be_read_are_told(kind: str, part: str | None, number: int) -> None:
    made = MadeOfd().text(72, 100, "收入5.00万元").add(used(number)).add(used(number))
    where = f"<ofd:{kind}>/Doc_0/Res.xml</ofd:{kind}>"
    made.common, made.before_content = ("", where) if kind == "PageRes" else (where, "")
    made.parts = {"Doc_0/Res.xml": part} if part else {}
    document = made.read()
    assert texts(document) == ["收入5.00万元"]
    (notice,) = document.notices
    assert (notice.unread, notice.page) == ("object", 1)
    assert "第1页有 2 处图元" in notice.message


def test_a_missing_resource_that_nothing_uses_loses_nothing() -> None:
    made = MadeOfd().text(72, 100, "收入5.00万元")
    made.common = "<ofd:PublicRes>Fonts.xml</ofd:PublicRes>"
    assert not made.read().notices


def deep(levels: int) -> str:
    return "<ofd:PageBlock>" * levels + "</ofd:PageBlock>" * levels


def hostile() -> dict[str, MadeOfd]:
    """Files that ask for more than there is; each has a readable line too."""
    made = {
        name: MadeOfd().text(72, 100, "收入5.00万元")
        for name in ("itself", "doubling", "deltas", "deep", "far", "page")
    }
    again = '<ofd:CompositeObject ID="1" ResourceID="9" Boundary="0 0 1 1"/>'
    for name, content in (("itself", again), ("doubling", again * 40)):
        made[name].common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
        made[name].parts["Doc_0/Res.xml"] = (
            f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content>{content}'
            "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
        )
        made[name].add(again)
    made["deltas"].add(
        '<ofd:TextObject Boundary="30 60 9 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 1e15 2 g 9">9</ofd:TextCode></ofd:TextObject>'
    )
    made["deep"].add(deep(200))
    made["far"].add(
        '<ofd:TextObject Boundary="nan inf 1e300 1" CTM="1e308 0 0 1e308 0 0" Size="1e308"><ofd:TextCode X="1e308" Y="9">9'
        '</ofd:TextCode></ofd:TextObject><ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>M 0 L x C C 1e999 B 1 2'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    made["page"].before_content = "<ofd:Area><ofd:PhysicalBox>0 0 1e99 -5</ofd:PhysicalBox></ofd:Area>"
    return made


@pytest.mark.parametrize("name", hostile())
def test_hostile_files_end_soon_and_keep_what_can_be_read(name: str) -> None:
    assert texts(hostile()[name].read())[0] == "收入5.00万元"


@pytest.mark.parametrize(
    "parts, message",
    [
        ({"OFD.xml": "<broken"}, "已损坏"),
        ({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>"}, "没有可读取的页面"),
        (
            {"OFD.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ofd:OFD>&b;</ofd:OFD>'},
            "没有可读取的页面",
        ),
        ({"Doc_0/Document.xml": ""}, "没有可读取的页面"),
        ({"Doc_0/Pages/Page_0/Content.xml": content_part("")}, "没有任何文字"),
        ({"Doc_0/Pages/Page_0/Content.xml": b"\x00" * (9 << 20)}, "压缩炸弹"),
        ({"Encryptions.xml": "<a/>"}, "已加密"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(parts: dict[str, str | bytes], message: str) -> None:
    made = budget()
    made.parts = parts
    with pytest.raises(ReadError, match=message):
        ofd.read(made.bytes(), "x.ofd")


def test_every_command_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "支出预算.ofd"
    file.write_bytes(budget().bytes())

    def told(*arguments: str) -> str:
        assert call(list(arguments)) == 0
        return capsysbinary.readouterr().out.decode()

    report = json.loads(told("check", str(tmp_path), "--format", "json", "--fail-on", "never"))
    assert report["document"]["format"] == "ofd"
    assert len(report["tables"]) == 1
    assert "1204.50万元" in [figure["quote"] for figure in report["figures"]]
    assert "教育支出" in told("tables", str(file), "--format", "csv")
    assert "1204.50万元" in told("extract", str(file))
    told("batch", str(tmp_path), "--store", "kept", "--workers", "1")
    assert "正文数字          3" in told("stats", "kept")
    (tmp_path / "材料.zip").write_bytes(packed({"说明.txt": PROSE * 3, "附表.ofd": budget().bytes()}))
    assert read_together([tmp_path / "材料.zip"]).grids
    assert read_bytes(file.read_bytes(), "x.pdf").notices[-1].message.endswith("已按OFD读取")
