"""The format is what the bytes say; names decide only what they leave open; reading loads only what it needs."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from reconcile.errors import ReadError
from reconcile.readers import load, read, read_bytes
from reconcile.readers.sniffing import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data, name, found",
    [
        (b"%PDF-1.4", "x.txt", "pdf"), (b"\n\n%PDF-1.7", "x", "pdf"), (zipped("word/document.xml"), "x.doc", "docx"), (zipped("OFD.xml"), "x", "ofd"), (zipped("xl/workbook.xml"), "x.docx", "spreadsheet"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "x.xls", "office"), (OLE + "Workbook\0".encode("utf-16-le"), "x.doc", "spreadsheet"), (OLE, "x.et", "spreadsheet"), (OLE, "x.wps", "office"),
        (b"{\\rtf1}", "x.doc", "office"), (b"<html><body>", "x.doc", "html"), (b"<!DOCTYPE html>", "x", "html"), ("<html>".encode("utf-16"), "x.xls", "html"),
        (b"<table><tr><td>", "x.xls", "html"), ("预算<b>5</b>".encode(), "x.htm", "html"), ("预算，<5万元>".encode(), "x.txt", "text"), ("# 预算".encode(), "x.pdf", "text"),
        ("说明\n\n<table><tr><td>甲</td></tr></table>".encode(), "x.md", "text"), (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "x.doc", "html"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x">', "x.doc", "office"), ("收入".encode("gbk"), "x.doc", "text"),
    ],
)  # fmt: skip
def test_sniffing(data: bytes, name: str, found: str) -> None:
    assert sniff(data, name) == found


@pytest.mark.parametrize(
    "data, message",
    [
        (b"", "为空"), (b"\x89PNG\r\n", "图片"), (b"\xff\xd8\xff\xe0", "图片"), (b"Rar!\x1a", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"\x1f\x8b\x08", "GZIP"), (b"MZ\x90", "程序"),
        (zipped("[Content_Types].xml", "ppt/slides.xml"), "演示文稿"), (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"), (zipped("a.txt"), "--together"),
        (b"PK\x03\x04broken", "压缩包"), (OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_bytes(data, "x.bin")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read(tmp_path / "无.txt")
    with pytest.raises(ReadError, match="文件夹"):
        read(tmp_path)


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes("收入。".encode())
    found = read(file)
    assert found.sha256 == hashlib.sha256("收入。".encode()).hexdigest()
    assert found.path == str(file)


def test_reading_text_loads_no_other_reader() -> None:
    code = (
        "import sys; from reconcile.readers import read_bytes; read_bytes('收入。\\n项目\\t数\\n合计\\t5\\n'.encode(), 'x.txt');"
        "print([m for m in ('lxml', 'pypdfium2', 'python_calamine', 'docx', 'email', 'openpyxl') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


PROSE = "2024年收入预算2636.92万元，比上年增加104.59万元。"


@pytest.mark.parametrize(
    "data, name, told",
    [
        (f"<html><body><p>{PROSE}</p></body></html>".encode(), "x.doc", "内容实为网页"), (PROSE.encode(), "x.pdf", "内容实为纯文本"), (PROSE.encode("gbk"), "x.xls", "内容实为纯文本"),
        (PROSE.encode(), "x.md", ""), (PROSE.encode(), "x.txt", ""), (PROSE.encode(), "标准输入", ""), (f"<p>{PROSE}</p>".encode(), "x.htm", ""),
        (("本部門2024年度收入預算總計1,234.56萬元，較上年增加，主要是財政撥款。" * 3).encode(), "x.txt", "繁体字"), ((PROSE * 20 + "锟斤拷锟斤拷").encode(), "x.txt", "乱码"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_told(data: bytes, name: str, told: str) -> None:
    messages = "".join(n.message for n in read_bytes(data, name).notices)
    assert (told in messages) if told else not messages


@pytest.mark.parametrize("encoding", ["gb18030", "cp1252"])
def test_the_wreck_of_another_encoding_is_refused(encoding: str) -> None:
    wreck = (PROSE * 9).encode().decode(encoding, "ignore")
    with pytest.raises(ReadError, match="乱码"):
        read_bytes(wreck.encode(), "x.txt")


def test_a_small_file_takes_no_room_for_the_largest(tmp_path: Path) -> None:
    """Python sets aside what it is asked to read: half a gigabyte, which some systems do not have to give."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4\n" + bytes(100_000))
    tracemalloc.start()
    data = load(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data) == 100_009
    assert peak < 1 << 20
