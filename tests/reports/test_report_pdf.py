"""Highlights in the user's own PDF: on the right characters, its own bytes kept, and a summary in the outline."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Grid, Paragraph
from reconcile.errors import UsageError
from reconcile.findings import Evidence, Finding, Outcome, Severity
from reconcile.readers.pdf import read
from reconcile.reports import Options
from reconcile.reports.pdf_update import can_grow

SENTENCE = "2024年收入预算2636.29万元，其中：财政拨款收入2600.00万元。"
ROWS = (("项目", "预算数"), ("财政拨款收入", "2,600.00"), ("合计", "2,636.92"))


def drawn(rotation: int = 0, outline: bool = False) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    width, height = A4 if rotation in (0, 180) else A4[::-1]
    canvas = Canvas(out, A4)  # as it is shown; reportlab itself turns the page's box
    canvas.setPageRotation(rotation)  # what is drawn is turned the other way, so that it stands upright on the screen
    canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation])
    canvas.rotate({0: 0, 90: 90, 180: 180, 270: -90}[rotation])
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(80, 760, "收入预算情况说明")
    canvas.drawString(80, 720, SENTENCE)
    for row in range(4):
        canvas.line(80, 640 - 24 * row, 380, 640 - 24 * row)
    for column in range(3):
        canvas.line(80 + 150 * column, 640, 80 + 150 * column, 568)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            canvas.drawString(86 + 150 * column, 622 - 24 * row, text)
    if outline:
        canvas.bookmarkPage("top")
        canvas.addOutlineEntry("第一部分", "top")
        canvas.bookmarkPage("below")
        canvas.addOutlineEntry("其中", "below", 1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def checked_with(data: bytes, *places: str | tuple[int, int], severity: Severity = Severity.ERROR) -> Checked:
    document = read(data, "预算.pdf")
    findings = []
    for place in places:
        if isinstance(place, str):
            block, paragraph = next(
                (i, b) for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and place in b.text
            )
            start = paragraph.text.index(place)
            evidence = Evidence(
                "claim", place, paragraph.place(start, start + len(place)), start, start + len(place), block=block
            )
        else:
            block, grid = next((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid))
            evidence = Evidence(
                "cell", grid.rows[place[0]][place[1]], grid.cell_place(*place), table="表", block=block, cell=place
            )
        findings.append(
            Finding("R101", "正文与表格金额不一致", "text_table_value", severity, f"“{place}”不一致。", (evidence,))
        )
    return Checked(document, Outcome("", "other", "", 2024, tuple(findings), (), (), 1, 0.0), data)


def highlights(data: bytes) -> list[DictionaryObject]:
    annotations = pypdf.PdfReader(io.BytesIO(data)).pages[0].get("/Annots", ArrayObject())
    return [a for a in (r.get_object() for r in annotations) if a["/Subtype"] == "/Highlight"]


def text_under(data: bytes, quads: Sequence[float]) -> str:
    """The characters whose middle lies in the first of the highlight's boxes, as pdfium sees them."""
    xs, ys = sorted(map(float, quads[0:8:2])), sorted(map(float, quads[1:8:2]))
    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    found = ""
    for index in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(index)
        if xs[0] <= (left + right) / 2 <= xs[-1] and ys[0] <= (bottom + top) / 2 <= ys[-1]:
            found += page.get_text_range(index, 1)
    document.close()
    return found.strip()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_highlights_lie_on_the_number_and_on_the_cell(rotation: int) -> None:
    marked = reports.write("pdf", [checked_with(drawn(rotation), "2636.29", (2, 1))])
    assert [text_under(marked, h["/QuadPoints"]) for h in highlights(marked)] == ["2636.29", "2,636.92"]


def test_a_cropped_page() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn()))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((40, 500, 560, 800))
    out = io.BytesIO()
    writer.write(out)
    marked = reports.write("pdf", [checked_with(out.getvalue(), "2600.00")])
    assert [text_under(marked, h["/QuadPoints"]) for h in highlights(marked)] == ["2600.00"]


def test_the_file_itself_stays_and_the_update_is_behind_it() -> None:
    data = drawn()
    marked = reports.write("pdf", [checked_with(data, "2636.29")])
    assert marked.startswith(data)
    assert can_grow(marked)
    again = reports.write("pdf", [checked_with(data, "2600.00")._replace(data=marked)])
    assert again.startswith(marked)
    assert len(highlights(again)) == 2


def test_the_note_says_what_is_wrong_in_a_pop_up_and_the_colour_how_bad_it_is() -> None:
    marked = reports.write("pdf", [checked_with(drawn(), "2636.29")], Options(time="2024-03-01T09:30:00"))
    (mark,) = highlights(marked)
    assert mark["/Contents"] == "【错误】R101 正文与表格金额不一致\n“2636.29”不一致。"
    assert mark["/M"] == "D:20240301093000"
    assert mark["/Popup"]["/Subtype"] == "/Popup"
    assert mark["/Popup"]["/Parent"] == mark
    warning = highlights(reports.write("pdf", [checked_with(drawn(), "2636.29", severity=Severity.WARNING)]))[0]
    assert warning["/C"] != mark["/C"]


def test_findings_at_one_place_share_a_highlight() -> None:
    marked = reports.write("pdf", [checked_with(drawn(), "2636.29", "2636.29")])
    (mark,) = highlights(marked)
    assert mark["/Contents"].count("R101") == 2


def test_the_outline_leads_to_the_findings() -> None:
    reader = pypdf.PdfReader(io.BytesIO(reports.write("pdf", [checked_with(drawn(), "2636.29", (2, 1))])))
    head, children = reader.outline
    assert head.title == "核对结果：发现错误 2"
    assert [c.title[:9] for c in children] == ["正文中没有数字，核", "【错误】R101 ", "【错误】R101 "]
    assert reader.get_destination_page_number(children[1]) == 0


def test_an_outline_that_is_there_is_kept_behind_the_summary() -> None:
    marked = reports.write("pdf", [checked_with(drawn(outline=True), "2636.29")])
    document = pypdfium2.PdfDocument(marked)
    titles = [(b.level, b.get_title()[:4]) for b in document.get_toc()]
    assert titles == [(0, "核对结果"), (1, "正文中没"), (1, "【错误】"), (0, "第一部分"), (1, "其中")]


def test_annotations_that_are_there_are_kept() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn()))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): ArrayObject([FloatObject(10)] * 4),
            NameObject("/Contents"): TextStringObject("处长：请核对"),
            NameObject("/F"): NumberObject(4),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    out = io.BytesIO()
    writer.write(out)
    marked = reports.write("pdf", [checked_with(out.getvalue(), "2636.29")])
    found = [a.get_object()["/Subtype"] for a in pypdf.PdfReader(io.BytesIO(marked)).pages[0]["/Annots"]]
    assert found == ["/Text", "/Highlight", "/Popup"]


def test_a_file_that_may_be_read_but_not_changed_is_rewritten() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    marked = reports.write("pdf", [checked_with(out.getvalue(), "2636.29")])
    assert not pypdf.PdfReader(io.BytesIO(marked)).is_encrypted
    assert [text_under(marked, h["/QuadPoints"]) for h in highlights(marked)] == ["2636.29"]


def test_a_file_with_a_wrong_table_is_rewritten() -> None:
    data = drawn()
    broken = data[: data.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"
    marked = reports.write("pdf", [checked_with(broken, "2636.29")])
    assert [text_under(marked, h["/QuadPoints"]) for h in highlights(marked)] == ["2636.29"]


def test_a_file_with_its_table_in_a_stream() -> None:
    data = with_stream(drawn())
    marked = reports.write("pdf", [checked_with(data, "2636.29")])
    assert marked.startswith(data)
    assert b"/Type /XRef" in marked[len(data) :]
    assert [text_under(marked, h["/QuadPoints"]) for h in highlights(marked)] == ["2636.29"]


def with_stream(data: bytes) -> bytes:
    """The same file with its cross-reference table written as a stream."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    start = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    offsets = reader.xref[0]
    size = max(offsets) + 2
    rows = b"".join(
        (1).to_bytes(1, "big") + offset.to_bytes(4, "big") + b"\0\0"
        if (offset := offsets.get(n)) is not None
        else b"\0" * 7
        for n in range(size - 1)
    )
    rows += b"\1" + start.to_bytes(4, "big") + b"\0\0"
    root = reader.trailer.raw_get("/Root").idnum
    head = f"{size - 1} 0 obj\n<</Type /XRef /W [1 4 2] /Size {size} /Root {root} 0 R /Length {len(rows)}>>\nstream\n"
    return data[:start] + head.encode() + rows + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode()


def test_a_highlight_is_seen_on_the_rendered_page() -> None:
    data = drawn()
    marked = reports.write("pdf", [checked_with(data, (2, 1))])
    box = [float(v) for v in highlights(marked)[0]["/Rect"]]

    def colour(file: bytes) -> tuple[int, ...]:
        image = pypdfium2.PdfDocument(file)[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
        return image.getpixel((int(box[2] - 4), int(A4[1] - box[1] - 3)))  # type: ignore[return-value]

    assert colour(data) == (255, 255, 255)
    red, green, blue = colour(marked)
    assert red > 240
    assert green < 200
    assert blue < 200


def test_other_files_cannot_be_highlighted(checked: Checked) -> None:
    with pytest.raises(UsageError, match="只有 PDF 文件可以加高亮"):
        reports.write("pdf", [checked])
