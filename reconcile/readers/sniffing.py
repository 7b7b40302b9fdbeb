"""Which reader a file needs, from its bytes; its name decides only between what the bytes leave open.

Many .doc files are web pages or DOCX, many .xls files are HTML, and pages of .html are saved in any encoding.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from reconcile.errors import ReadError
from reconcile.patterns import compiled, lazy

MODULES = {
    "text": "reconcile.readers.text",
    "html": "reconcile.readers.html",
    "pdf": "reconcile.readers.pdf",
    "ofd": "reconcile.readers.ofd",
    "docx": "reconcile.readers.docx",
    "spreadsheet": "reconcile.readers.spreadsheet",
    "office": "reconcile.readers.office",
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how the old Office's files begin
_NOT_ASCII = bytes([0, *range(128, 256)])
_MARKUP = lazy(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|style|span|font|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = lazy(r"<(?:html|body)\b[^<]*>|<!doctype\s+html", re.IGNORECASE)
_REFUSED = (
    (b"\x89PNG", "是图片，没有可读的文字；请提供原始文档，或先做文字识别"),
    (b"\xff\xd8\xff", "是图片，没有可读的文字；请提供原始文档，或先做文字识别"),
    (b"GIF8", "是图片，没有可读的文字；请提供原始文档，或先做文字识别"),
    (b"II*\x00", "是图片，没有可读的文字；请提供原始文档，或先做文字识别"),
    (b"MM\x00*", "是图片，没有可读的文字；请提供原始文档，或先做文字识别"),
    (b"Rar!", "是 RAR 压缩包，不能直接读取；请解压，或改用 ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "是 7Z 压缩包，不能直接读取；请解压，或改用 ZIP"),
    (b"\x1f\x8b", "是 GZIP 压缩文件，不能直接读取；请先解压"),
    (b"MZ", "是程序，不是文档"),
    (b"\x7fELF", "是程序，不是文档"),
)


def sniff(data: bytes, name: str) -> str:
    """A key of `MODULES`; ReadError for what no reader is there for."""
    if data[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data, name)
    if data.startswith(OLE):
        return _sniff_ole(data, name)
    for magic, meaning in _REFUSED:
        if data.startswith(magic):
            raise ReadError(f"{name}：{meaning}")
    return _sniff_text(data, name)


def _sniff_zip(data: bytes, name: str) -> str:
    import io
    import zipfile  # plain text does without

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()
    if any(n.startswith("xl/") for n in names):
        return "spreadsheet"
    if any(n.startswith("word/") for n in names) or "[Content_Types].xml" in names:
        if any(n.startswith("ppt/") for n in names):
            raise ReadError(f"{name}：是演示文稿，请另存为 PDF 后再试")
        return "docx"
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names:
        return "spreadsheet" if b"opendocument.spreadsheet" in data[:200] else "office"
    hints = {".docx": "docx", ".xlsx": "spreadsheet", ".xlsm": "spreadsheet", ".odt": "office", ".ods": "spreadsheet"}
    suffix = PurePath(name).suffix.lower()
    if suffix in hints:
        return hints[suffix]
    raise ReadError(f"{name}：是压缩包，不是单个文档；请解压，或用 --together 把其中的文件合为一份材料检查")


def _sniff_ole(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(f"{name}：文件设有打开密码，请去除密码后再试")
    streams = {"WordDocument": "office", "Workbook": "spreadsheet", "Book": "spreadsheet"}
    for stream, found in streams.items():
        if (stream + "\0").encode("utf-16-le") in data:
            return found
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise ReadError(f"{name}：是演示文稿，请另存为 PDF 后再试")
    return "spreadsheet" if PurePath(name).suffix.lower() in (".xls", ".et") else "office"


def _sniff_text(data: bytes, name: str) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{\\rtf", b"{\\urtf")):
        return "office"
    plain = _as_ascii(data[: 1 << 16])
    if "<w:wordDocument" in plain or "urn:schemas-microsoft-com:office:spreadsheet" in plain or "<pkg:package" in plain:
        return "office"
    if compiled(r"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE).match(plain):
        return "html"
    suffix = PurePath(name).suffix.lower()
    is_page = suffix in (".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".mht", ".mhtml") and "<" in plain
    begins = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    is_text = suffix in (".md", ".markdown", ".txt")
    is_markup = begins and not is_text and bool(_MARKUP.match(plain))
    if is_page or is_markup or ((begins or not is_text) and _HTML_ANYWHERE.search(plain[:8192])):
        return "html"
    return "text"


def _as_ascii(data: bytes) -> str:
    """The beginning with everything but ASCII left out, which is enough to see tags in any encoding."""
    return data.translate(None, _NOT_ASCII).decode("ascii")
