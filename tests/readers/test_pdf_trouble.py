"""PDFs that cannot be read, or not wholly: said so, never a crash and never silently empty."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.readers import pdf
from reconcile.readers.pdf import chars, lines, ocr, pages, quality
from reconcile.readers.pdf.drawn import Char

from .pdf_made import Made, rows, texts, warnings

XS = (72, 200, 300)
ROWS = [["项目", "金额"], ["合计", "1,234.50"]]


def small() -> Made:
    made = Made(pageCompression=0).prose(60, "收入合计1234.50万元。")
    made.table(XS, 100, ROWS)
    made.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 72, 100, 300, 200)  # looked at: no text is on it
    return made


SMALL = small().bytes()


def picture(made: Made, width: float = A4[0], height: float = A4[1]) -> Made:
    """A picture from the page's lower left corner."""
    made.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, width, height)
    return made


@pytest.fixture(autouse=True)
def _without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of scans where the extra is not installed."""
    monkeypatch.setattr(ocr, "available", lambda: False)


# protection


def test_encrypted_without_a_password_to_open() -> None:
    made = Made(encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    made.prose(60, "收入合计1234.50万元。").table(XS, 100, ROWS)
    document = made.read()
    assert texts(document) == ["收入合计1234.50万元。"]
    assert rows(document) == ROWS


def test_a_password_to_open() -> None:
    with pytest.raises(ReadError, match="密码"):
        Made(encrypt=StandardEncryption("secret")).prose(60, "机密。").read()


# scans and broken encodings


def test_a_scanned_page_among_others_is_noticed() -> None:
    made = Made().prose(60, "收入合计1234.50万元。").page()
    document = picture(made).page().prose(60, "支出合计。").read()
    (notice,) = warnings(document)
    assert notice.level == "warning"
    assert notice.page == 2
    assert "扫描" in notice.message
    assert "[ocr]" in notice.message
    assert texts(document) == ["收入合计1234.50万元。", "支出合计。"]


def test_a_scanned_page_with_a_page_number_is_noticed() -> None:
    document = picture(Made().prose(60, "正文。").page()).centred(815, "- 2 -", 9).read()
    assert [n.page for n in warnings(document)] == [2]


def test_nothing_but_scans() -> None:
    with pytest.raises(ReadError, match=r"\[ocr\]"):
        picture(picture(Made()).page()).read()


def test_nothing_but_scans_with_page_numbers() -> None:
    with pytest.raises(ReadError, match=r"\[ocr\]"):
        picture(Made()).centred(815, "- 1 -", 9).read()


def test_a_cover_with_a_background_picture_is_no_scan() -> None:
    document = picture(Made()).centred(300, "城南市财政局", 26).centred(340, "2024年度部门决算", 26).read()
    assert texts(document) == ["城南市财政局", "2024年度部门决算"]
    assert not warnings(document)


def test_a_title_over_a_pictured_table_is_noticed() -> None:
    made = picture(Made().centred(80, "支出决算总表").text(400, 110, "单位：万元"), A4[0], 600)
    (notice,) = warnings(made.read())
    assert notice.page == 1
    assert "图片" in notice.message


def test_the_text_layer_of_a_scan_is_read_and_said_so() -> None:
    made = picture(Made())
    line = made.canvas.beginText(96, 700)
    line.setFont("STSong-Light", 12)
    line.setTextRenderMode(3)
    line.textOut("收入合计1234.50万元，支出合计1200.00万元，结余34.50万元，情况良好。")
    made.canvas.drawText(line)
    document = made.read()
    assert "1234.50" in texts(document)[0]
    assert "识别" in warnings(document)[0].message


def test_a_logo_is_no_scan() -> None:
    assert not warnings(picture(Made(), 80, 60).prose(60, "正文。").read())


def test_letters_turned_into_drawings() -> None:
    made = Made().prose(60, "正文。").page()
    for k in range(300):
        x, y = 72 + 12 * (k % 37), 700 - 20 * (k // 37)
        path = made.canvas.beginPath()
        path.moveTo(x, y)
        path.curveTo(x + 3, y + 9, x + 6, y - 4, x + 9, y + 6)
        path.curveTo(x + 3, y + 2, x + 1, y - 4, x, y)
        made.canvas.drawPath(path, stroke=0, fill=1)
    assert [n.page for n in warnings(made.read())] == [2]


def test_blank_pages_are_no_trouble() -> None:
    document = Made().page().prose(60, "正文。").page().page().read()
    assert document.pages is not None
    assert document.pages >= 3
    assert not warnings(document)


def test_no_text_at_all() -> None:
    with pytest.raises(ReadError, match="没有任何文字"):
        Made().page().page().read()


def raw_pdf(text: bytes, to_unicode: str) -> bytes:
    """A one-page file whose font says with ``to_unicode`` what its codes mean."""
    stream = b"BT /F 12 Tf 72 700 Td (" + text + b") Tj ET"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange " + to_unicode + " endcmap end end"
    ).encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % s for s in starts)
    return out + b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % xref


LETTERS = bytes(range(0x41, 0x5B)) * 2


@pytest.mark.parametrize("start", [0xE041, 0x0600, 0x9F00], ids=["private use", "another script", "rare ideographs"])
def test_a_text_layer_that_is_no_language(start: int) -> None:
    with pytest.raises(ReadError, match="编码"):
        pdf.read(raw_pdf(LETTERS, f"1 beginbfrange <41> <5A> <{start:04X}> endbfrange"), "broken.pdf")


def test_a_broken_encoding_on_one_page_is_noticed_and_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made().prose(60, "收入合计1234.50万元。").page().prose(60, "乱" * 30, "乱码" * 10)
    monkeypatch.setattr(quality, "is_language", lambda found: "乱" not in "".join(c.text for c in found))
    document = made.read()
    assert texts(document) == ["收入合计1234.50万元。"]
    assert [(n.level, n.page) for n in warnings(document)] == [("warning", 2)]
    assert "编码损坏" in warnings(document)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算财政拨款支出2610.40万元，占本年支出合计的100.00%。",
        "1,234.50 2,345.60 -12.3 45.6% 1,111.11 2,222.22",
        "Budget of the district for the year 2024, in thousands of yuan",
        "①②③※◆　—…“”《》【】（）％‰＋－×÷＝一二三四五",
        "α系数β系数γ系数以及Ⅰ类Ⅱ类Ⅲ类项目说明一二三四",
    ],
)
def test_language_is_taken_for_language(text: str) -> None:
    assert quality.is_language([Char(0, 0, 1, 1, c, 0) for c in text])


def test_a_table_without_any_rules_is_noticed() -> None:
    made = Made().prose(60, "支出情况如下。")
    for k, name in enumerate(("教育支出", "卫生支出", "住房支出", "农林支出", "其他支出", "合计")):
        made.text(72, 100 + 20 * k, name).text(250, 100 + 20 * k, f"{k}12.50").text(400, 100 + 20 * k, f"{k}10.00")
    (notice,) = warnings(made.read())
    assert "框线" in notice.message


# damage


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"hello" * 100, SMALL[:300], SMALL[: len(SMALL) // 2], b"\0" * 5000]
)
def test_files_that_are_no_whole_pdf(data: bytes) -> None:
    with pytest.raises(ReadError):
        pdf.read(data, "damaged.pdf")


def readable(data: bytes) -> Document | None:
    try:
        return pdf.read(data, "damaged.pdf")
    except ReadError:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_are_read_or_refused(data: st.DataObject) -> None:
    flips = data.draw(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=12))
    damaged = bytearray(SMALL)
    for at, value in flips:
        damaged[at] = value
    readable(bytes(damaged))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SMALL)), st.binary(max_size=40))
def test_cut_files_are_read_or_refused(length: int, rest: bytes) -> None:
    readable(SMALL[:length] + rest)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            b"BT /F 12 Tf (12.50) Tj ET|0 0 m 500 0 l S|1 0 0 1 1e9 -1e9 cm|q|Q|0 0 0 0 re f|0 0 0 0 0 0 cm|"
            b"100 100 50 0.2 re f|90 90 m 90 700 l s|0 1 -1 0 0 0 cm|3 Tr|W n".split(b"|")
        ),
        max_size=25,
    )
)
def test_any_drawing_is_read_or_refused(operators: list[bytes]) -> None:
    plain = raw_pdf(b"12.50", "")
    stream = b"\n".join(operators)
    start = plain.index(b"<< /Length")
    end = plain.index(b"endstream", start)
    readable(plain[:start] + b"<< /Length %d >> stream\n" % len(stream) + stream + b"\n" + plain[end:])


def test_a_packed_content_stream_that_is_damaged() -> None:
    made = Made(pageCompression=1).prose(60, "正文内容。").bytes()
    at = made.index(b"stream\n") + 40
    readable(made[:at] + zlib.compress(b"x") + made[at + 9 :])


def test_characters_without_height() -> None:
    flat = [Char(72 + 6 * k, 700, 78 + 6 * k, 700, c, 700) for k, c in enumerate("12.50")]
    assert [line.text for line in map(lines.make_line, lines.rows([*flat, flat[0]._replace(x0=200, x1=206)]))] == [
        "12.50 1"
    ]


# limits


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_BYTES", 100)
    with pytest.raises(ReadError, match="过大"):
        pdf.read(SMALL, "large.pdf")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="页数过多"):
        Made().prose(60, "一。").page().prose(60, "二。").read()


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_CHARS", 10)
    with pytest.raises(ReadError, match="文字过多"):
        small().read()


def test_a_page_with_too_much_on_it_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chars, "MOST_CHARS", 20)
    (notice,) = warnings(small().read())
    assert (notice.level, notice.page) == ("warning", 1)
    assert "只读取了一部分" in notice.message


def test_the_same_bytes_give_the_same_document() -> None:
    assert pdf.read(SMALL, "a.pdf") == pdf.read(SMALL, "a.pdf")
