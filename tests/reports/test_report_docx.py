"""Comments in the user's own Word file: exactly around the words, and everything else as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Grid, Paragraph
from reconcile.errors import UsageError
from reconcile.findings import Evidence, Finding, Outcome, Severity
from reconcile.readers.docx import read
from reconcile.readers.docx.runs import raw_text, runs
from reconcile.readers.docx.styles import W
from reconcile.reports import Options

SOFFICE = shutil.which("soffice")
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
BOX = (
    f"<w:p {NS}><w:r><w:t>图示：</w:t></w:r><w:r><w:pict><v:shape style='width:200pt;height:50pt'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>文本框内支出880.00万元。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
LINKED = (
    f'<w:p {NS}><w:r><w:t>其他收入</w:t></w:r><w:ins w:id="9" w:author="甲"><w:r><w:t>36.92万元</w:t></w:r></w:ins>'
    '<w:del w:id="8" w:author="甲"><w:r><w:delText>99万元</w:delText></w:r></w:del><w:r><w:t>，详见附表。</w:t></w:r></w:p>'
)


def saved(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sample(document: docx.document.Document) -> None:
    document.add_heading("收入预算情况说明", 1)
    paragraph = document.add_paragraph("2024年收入预算")
    for piece in ("263", "6.2", "9万元"):
        paragraph.add_run(piece).bold = piece == "6.2"
    paragraph.add_run("，其中：财政拨款收入2600.00万元，占98.59%。")
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(BOX))
    body.insert(len(body) - 1, parse_xml(LINKED))
    table = document.add_table(4, 2)
    for row, cells in zip(
        table.rows,
        (("项目", "预算数"), ("财政拨款收入", "2,600.00"), ("其他收入", "36.92"), ("合计", "2,636.92")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(3, 1).add_paragraph("").add_run("")


def checked_with(data: bytes, *places: str | tuple[int, int]) -> Checked:
    """A finding at each of these words of the prose or cells of the table."""
    document = read(data, "草稿.docx")
    findings = []
    for place in places:
        if isinstance(place, str):
            block, paragraph = next(
                (i, b) for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and place in b.text
            )
            start = paragraph.text.index(place)
            evidence = Evidence(
                "claim", place, paragraph.place(start), start, start + len(place), value="1", unit="万元", block=block
            )
        else:
            block, grid = next((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid))
            evidence = Evidence(
                "cell",
                grid.rows[place[0]][place[1]],
                grid.cell_place(*place),
                table="收入表",
                row="合计",
                block=block,
                cell=place,
            )
        findings.append(
            Finding(
                "R101",
                "正文与表格金额不一致",
                "text_table_value",
                Severity.ERROR,
                f"“{place}”不一致。",
                (evidence,),
                "2636.92万元",
            )
        )
    outcome = Outcome("", "other", "", None, tuple(findings), (), (), 1, 0.0)
    return Checked(document, outcome, data)


def commented(data: bytes) -> list[str]:
    """For each comment but the first, which says how the check came out, the text between its marks, by number."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    texts: dict[int, str] = {}
    open_numbers: set[int] = set()
    for element in root.iter():
        if element.tag == W + "commentRangeStart":
            open_numbers.add(int(element.get(W + "id", "")))
        elif element.tag == W + "commentRangeEnd":
            open_numbers.discard(int(element.get(W + "id", "")))
        elif element.tag == W + "t":
            for number in open_numbers:
                texts[number] = texts.get(number, "") + (element.text or "")
    return [texts[n] for n in sorted(texts)][1:]


def test_a_comment_sits_exactly_on_a_number_that_is_spread_over_runs() -> None:
    checked = checked_with(saved(sample), "2636.29万元", "2600.00", "98.59%")
    assert commented(reports.write("docx", [checked])) == ["2636.29万元", "2600.00", "98.59%"]


def test_a_comment_sits_on_the_cell() -> None:
    checked = checked_with(saved(sample), (3, 1), (1, 0))
    assert commented(reports.write("docx", [checked])) == ["2,636.92", "财政拨款收入"]


def test_a_comment_on_inserted_text_leaves_out_what_is_deleted() -> None:
    checked = checked_with(saved(sample), "其他收入36.92万元，详")
    assert commented(reports.write("docx", [checked])) == ["其他收入36.92万元，详"]


def test_a_number_in_a_text_box_is_commented_at_the_box() -> None:
    data = reports.write("docx", [checked_with(saved(sample), "880.00万元")])
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    _, start = root.iter(W + "commentRangeStart")
    assert not list(start.iterancestors(W + "txbxContent"))
    following = start.getnext()
    assert following is not None
    assert "880.00" in "".join(following.itertext())


def test_the_comment_says_what_is_wrong_and_what_it_should_be() -> None:
    data = reports.write("docx", [checked_with(saved(sample), "2636.29万元")], Options(time="2024-03-01T09:30:00"))
    opening, comment = docx.Document(io.BytesIO(data)).comments
    assert [p.text for p in opening.paragraphs] == ["发现错误 1", "正文中没有数字，核对了表内关系 1 条"]
    assert comment.author == "reconcile"
    assert comment.timestamp is not None
    assert [p.text for p in comment.paragraphs] == [
        "【错误】R101 正文与表格金额不一致",
        "“2636.29万元”不一致。",
        "应为：2636.92万元",
    ]


def test_every_other_part_is_byte_for_byte_as_it_was() -> None:
    data = saved(sample)
    before, after = (
        zipfile.ZipFile(io.BytesIO(d)) for d in (data, reports.write("docx", [checked_with(data, "2600.00")]))
    )
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    assert after.namelist()[: len(before.namelist())] == before.namelist()


def test_the_text_reads_the_same_with_comments() -> None:
    data = saved(sample)
    marked = reports.write("docx", [checked_with(data, "2636.29万元", "6.29万", (3, 1), "880.00万元", "其他收入36")])
    assert read(marked, "草稿.docx").blocks == read(data, "草稿.docx").blocks


def test_comments_of_others_are_kept_and_numbers_go_on() -> None:
    def build(document: docx.document.Document) -> None:
        sample(document)
        document.add_comment(document.paragraphs[0].runs, "请核对", "处长")

    data = reports.write("docx", [checked_with(saved(build), "2600.00", "98.59%")])
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert [c.author for c in comments] == ["处长", *["reconcile"] * 3]
    assert [c.comment_id for c in comments] == [0, 1, 2, 3]


def test_a_finding_without_a_place_is_commented_at_the_beginning() -> None:
    checked = checked_with(saved(sample), "2600.00")
    finding = checked.outcome.findings[0]._replace(evidence=())
    data = reports.write("docx", [checked._replace(outcome=checked.outcome._replace(findings=(finding,)))])
    assert commented(data) == ["收入预算情况说明"]


@pytest.mark.parametrize("format_", ["pdf", "doc"])
def test_other_files_cannot_be_commented(checked: Checked, format_: str) -> None:
    document = checked.document._replace(format=format_)
    with pytest.raises(UsageError, match=r"另存为 \.docx"):
        reports.write("docx", [checked._replace(document=document, data=b"x")])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.sampled_from("收支0123.，万"), min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_any_stretch_of_any_runs(pieces: list[str], data: st.DataObject) -> None:
    def build(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece)

    document = saved(build)
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    checked = checked_with(document, text)
    evidence = checked.outcome.findings[0].evidence[0]._replace(start=start, end=end)
    finding = checked.outcome.findings[0]._replace(evidence=(evidence,))
    marked = reports.write("docx", [checked._replace(outcome=checked.outcome._replace(findings=(finding,)))])
    assert commented(marked) == [text[start:end]]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(marked)).read("word/document.xml"))
    assert raw_text(runs(next(root.iter(W + "p")))) == text


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_it_with_all_comments(tmp_path: Path) -> None:
    file = tmp_path / "marked.docx"
    file.write_bytes(
        reports.write("docx", [checked_with(saved(sample), "2636.29万元", (3, 1), "880.00万元", "36.92万元")])
    )
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    root = etree.fromstring(zipfile.ZipFile(tmp_path / "marked.odt").read("content.xml"))
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    assert len(list(root.iter(office + "annotation"))) == 5


def test_a_comment_leaves_out_what_xml_does_not_know() -> None:
    checked = checked_with(saved(sample), "2600.00")
    finding = checked.outcome.findings[0]._replace(message="软连\ufffe字符\x0c")
    data = reports.write("docx", [checked._replace(outcome=checked.outcome._replace(findings=(finding,)))])
    _, comment = docx.Document(io.BytesIO(data)).comments
    assert comment.paragraphs[1].text == "软连字符"
