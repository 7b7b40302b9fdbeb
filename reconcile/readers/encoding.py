"""Bytes of unknown encoding to text: UTF-8, UTF-16 and UTF-32 (marked or not), GB18030 (with GBK and GB2312).

A byte order mark decides; then whatever decodes strictly and reads like Chinese; a few damaged characters are replaced
and counted. GB18030 accepts almost any bytes, so what it gives is believed only when most of its characters are common
ones (level 1 of GB 2312, first byte B0 to D7).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from reconcile.errors import ReadError
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

MAX_TEXT = 64 << 20  # bytes
_SAMPLE = 1 << 16  # bytes looked at to guess an encoding
_COMMON = 0.6  # share of common characters among all Chinese ones, below which text is no Chinese
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = lazy(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_HAN = lazy(r"[\u3400-\u9fff\uf900-\ufaff]")
_STRANGE = lazy(r"[\u0370-\u1fff\u2c00-\u2fff\ua000-\ufaff]|[^\x00-\uffff]")


class Decoded(NamedTuple):
    """Text without invisible characters; ``damaged`` counts the bytes that were no characters (read as ``\ufffd``)."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of ``data``; ``declared`` is what the file says of itself, believed only if the bytes bear it out.

    ReadError for empty, binary and oversized data, and for an encoding that is not recognised.
    """
    if len(data) > MAX_TEXT:
        raise ReadError(f"{path}：文本过大（{len(data) >> 20} MB，上限 {MAX_TEXT >> 20} MB）")
    if not data.strip(b" \t\r\n\x00"):
        raise ReadError(f"{path}：文件为空，没有可读的内容")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finish(data[len(mark) :], encoding, path)
    for damage in (0, 0.001):
        for encoding in _candidates(data, declared):
            if _reads(data, encoding, damage):
                return _finish(data, encoding, path)
    if b"\x00" in data[:_SAMPLE]:
        raise ReadError(f"{path}：不是文本文件（含有二进制内容），也不是能识别的文档格式")
    raise ReadError(f"{path}：无法识别文字编码，请另存为 UTF-8 或 GB18030 后再试")


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    head = data[:_SAMPLE]
    if b"\x00" in head:
        little = head[1::2].count(0) >= head[0::2].count(0)
        yield from ("utf-16-le", "utf-16-be") if little else ("utf-16-be", "utf-16-le")
        yield "utf-8"
        return
    yield "utf-8"
    name = _known(declared)
    if name:
        yield name
    yield from ("gb18030", "utf-16-le", "utf-16-be", "big5")


def _known(declared: str | None) -> str | None:
    """Python's name for a declared encoding; GB 2312 and GBK are read as what contains them."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return "gb18030" if name in ("gb2312", "gbk", "hz") else name


def _reads(data: bytes, encoding: str, damage: float) -> bool:
    """Whether the beginning decodes, but for that share of damaged characters, into plain or Chinese text."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
    except LookupError:
        return False
    text = decoder.decode(data[:_SAMPLE], final=False)
    if text.count("\ufffd") > damage * len(text) + 2 * (damage > 0) or len(_CONTROLS.findall(text)) > len(text) / 1000:
        return False
    return encoding == "utf-8" or _is_chinese(text)


def _is_chinese(text: str) -> bool:
    """Whether the text is made of common Chinese characters, of ASCII, or of both."""
    han = _HAN.findall(text[:20_000])
    strange = len(_STRANGE.findall(text))
    if not han:
        return text.isascii()
    common = sum(1 for c in han if _is_common(c))
    return common >= _COMMON * len(han) and strange <= 0.05 * len(text) + 1


def _is_common(char: str) -> bool:
    encoded = char.encode("gb2312", "ignore")
    return bool(encoded) and 0xB0 <= encoded[0] <= 0xD7


def _finish(data: bytes, encoding: str, path: str) -> Decoded:
    """The whole text; ReadError if it is full of control characters after all."""
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged > len(text) / 100 + 3:
        raise ReadError(f"{path}：文字编码损坏，有 {damaged} 处无法识别；请用原软件重新保存后再试")
    if len(_CONTROLS.findall(text[:1_000_000])) > min(len(text), 1_000_000) / 100 + 3:
        raise ReadError(f"{path}：不是文本文件（含有二进制内容），也不是能识别的文档格式")
    clean = _INVISIBLE.sub("", text)
    if damaged and not clean.strip("\ufffd \t\r\n"):
        raise ReadError(f"{path}：无法识别文字编码，请另存为 UTF-8 或 GB18030 后再试")
    if not clean.strip():
        raise ReadError(f"{path}：文件为空，没有可读的内容")
    return Decoded(clean, encoding, damaged)
