"""What makes a document doubtful whatever its format: a name that says another one, letters of another script or none.

A file is read as what its bytes are; that its name says otherwise is told, for its reader may have meant another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from reconcile.document import Block, Document, Notice, Paragraph
from reconcile.errors import ReadError
from reconcile.patterns import lazy

_SAMPLE = 20_000  # characters looked at
_FORMATS = (  # a key of `sniffing.MODULES`, its name, the endings of its files
    ("pdf", "PDF", (".pdf",)),
    ("ofd", "OFD", (".ofd",)),
    ("docx", "新版 Word 文档（.docx）", (".docx", ".docm")),
    ("office", "旧版 Word 文档", (".doc", ".wps", ".rtf", ".odt")),
    ("spreadsheet", "电子表格", (".xlsx", ".xlsm", ".xls", ".et", ".ods")),
    ("html", "网页", (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")),
    ("text", "纯文本", (".txt", ".md", ".markdown", ".csv", ".tsv")),
)
_HAN = lazy(r"[\u4e00-\u9fff]")
_TRADITIONAL = lazy(r"[預萬億總國務會業產貼計項數與費財較專實際結購機關員據撥經濟運維車護決報門單]")
_LATIN = lazy(r"[\x80-\xff]")
_ASCII = lazy(r"[\x00-\x7f]+")
_WRECK = lazy(r"[锛銆鐨鏀棰绠鍏涓鍗浜鎬鏈鈥]")  # what 、。的收预算全中单于总本 become, of which no text is without
_BROKEN = lazy(r"锟斤拷|烫烫烫|屯屯屯")


def misnamed(kind: str, name: str) -> Iterator[Notice]:
    """A notice where the name says another format than the bytes (``kind`` is a key of `sniffing.MODULES`)."""
    suffix = PurePath(name).suffix.lower()
    meant = next((key for key, _, suffixes in _FORMATS if suffix in suffixes), kind)
    if meant != kind:
        really = next((named for key, named, _ in _FORMATS if key == kind), kind)
        yield Notice("info", f"文件名以 {suffix} 结尾，内容实为{really}，已按{really}读取")


def doubts(document: Document, name: str) -> Iterator[Notice]:
    """Notices on the characters of the text; ReadError where nearly all of it is the wreck of another encoding."""
    text = _sample(document)
    text = _ASCII.sub("", text)
    odd = len(text)
    chinese = _recovered(text, "gb18030") if _WRECK.search(text) else 0
    wrecked = max(chinese, _recovered(text, "cp1252") if _LATIN.search(text) else 0)
    if wrecked > 20 and wrecked > odd / 6:
        raise ReadError(f"{name}：文字是乱码（编码转换有误），请用原软件重新导出后再试")
    if (wrecked > 20 and wrecked > odd / 20) or _BROKEN.search(text):  # of plain Chinese, one in 250 comes back
        yield Notice("warning", "文中有乱码（编码转换有误），涉及的文字和数字没有读取", unread="text")
    traditional = len(_TRADITIONAL.findall(text))
    if traditional > 20 and traditional > odd / 50:
        yield Notice("warning", "文中使用繁体字，项目和单位的名称可能认不出，涉及的数字没有核对", unread="text")


def _sample(document: Document) -> str:
    found: list[str] = []
    length = 0
    for text in _texts(document.blocks):
        found.append(text)
        length += len(text)
        if length > _SAMPLE:
            break
    return "\n".join(found)[:_SAMPLE]


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from ("".join(row) for row in islice(block.rows, 40))


def _recovered(text: str, encoding: str) -> int:
    """How many Chinese characters come back when the text is written in an encoding and read as UTF-8."""
    return len(_HAN.findall(text.encode(encoding, "ignore").decode("utf-8", "ignore")))
