"""What a reader of the report must be told of a page: no text layer, or one that is not language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from reconcile.document import Notice
from reconcile.patterns import lazy_regex
from reconcile.readers.pdf.drawn import Char
from reconcile.readers.pdf.lines import UNKNOWN
from reconcile.readers.pdf.page import Page, Source

FEW_WORDS = 5  # ideographs on a scan beside its page number; a cover with a background picture has its title
MANY = 200  # characters in which a page with text shows some
COVERING = 0.4  # of the page: a picture this large is a scan
WHOLE = 0.95  # of the page: a larger picture with text on it is a background
FEW_DIGITS = 20  # beside a picture: its numbers are in the picture
OUTLINES = 200  # paths: so many on a page without text are letters turned into drawings;
NUMBER = 8  # characters: the page's number is no text
STRIPS = 12  # pictures in the shape of a line, whose text is in them
LINE = (5.0, 40.0)  # points: how high a line of text is
SEEN = 0.25  # of the ideographs that would fill the strips: on a page with as many the text is no picture
LOOSE_ROWS = 5  # lines that end in several numbers set apart
SAMPLE = 24  # characters from which on a page's text can be judged
STRANGE = 0.25  # the share of characters that no Chinese text has
RARE = 0.4  # the share of ideographs outside of the national basic set (in real texts under 0.02)

SHOWN = 20  # characters of what was left out

SCAN_HINT = "可安装 OCR 组件后重试：pip install 'reconcile-cn[ocr]'"

_COLUMNS = lazy_regex(r"(?:\s[-−]?\d[\d,]*(?:\.\d+)?%?){2,}$")
# not ASCII, signs, Greek, Cyrillic, ideographs, or full-width forms: control characters, private use, other scripts
_STRANGE = lazy_regex(
    r"[^\x20-\x7e\xa1-\xbf\u0370-\u052f\u2000-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U00031fff]"
)
_IDEOGRAPHS = lazy_regex(r"[\u4e00-\u9fff]+")


class Trouble(Enum):
    """Why a page's text layer cannot be used; the value completes a message that begins with the page."""

    SCAN = "是扫描图片，没有可读取的文字"
    OUTLINES = "没有文字层（文字已转为图形）"
    STRIPS = "的文字是一行行的小图片，读得到的只有零散的数字"
    NO_LANGUAGE = "的文字编码损坏，读出的内容不是正常文字"
    DAMAGED = "已损坏，无法读取"


def trouble_of(source: Source) -> Trouble | None:
    """Why the page's text cannot be used; None if it can."""
    ideographs = sum("\u4e00" <= c.text <= "\u9fff" for c in source.chars[:MANY])
    if source.picture >= COVERING and ideographs < FEW_WORDS:
        return Trouble.SCAN
    if source.drawn >= OUTLINES and not ideographs and len(source.chars) < NUMBER:
        return Trouble.OUTLINES
    if _in_strips(source):
        return Trouble.STRIPS
    return None if is_language(source.chars) else Trouble.NO_LANGUAGE


def _in_strips(source: Source) -> bool:
    """Whether the ideographs are pictures, line by line, between which only numbers and letters are text."""
    sizes = [(right - left, bottom - top) for left, top, right, bottom in source.pictures]
    strips = [width / height for width, height in sizes if LINE[0] <= height <= LINE[1] and width > height]
    if len(strips) < STRIPS:
        return False
    return sum("\u4e00" <= c.text <= "\u9fff" for c in source.chars) < SEEN * sum(strips)


def trouble_notice(trouble: Trouble, number: int, hint: str = SCAN_HINT) -> Notice:
    """A page that was not read; ``hint`` says what the reader may do about it."""
    hint = "" if trouble is Trouble.DAMAGED else f"；{hint}"
    return Notice("warning", f"第{number}页{trouble.value}，本页未核对{hint}", number, "page")


def recognised_notice(trouble: Trouble, number: int, chars: Sequence[Char]) -> Notice:
    """A page that was read by recognition, some ``chars`` of its numbers perhaps not surely enough."""
    told = f"第{number}页{trouble.value}，已改用文字识别（OCR），识别结果可能有误，用字和标点没有核对"
    doubtful = [c.text for c in chars].count(UNKNOWN)
    if not doubtful:
        return Notice("warning", told, number)
    return Notice("warning", f"{told}；有{doubtful}个数字字符认不准，带有它们的数没有读取", number, "text")


def picture_notice(number: int) -> Notice:
    return Notice("warning", f"第{number}页有图片形式的表格或图表，图片中的数字未读取，未核对", number, "table")


def borrowed_notice(number: int) -> Notice:
    """A file without the font of its ideographs, from page ``number`` on."""
    return Notice(
        "info",
        f"文件未嵌入中文字体（第{number}页起），各电脑显示可能不同；本工具按文件自带的字宽读取，结果不受影响",
        number,
    )


def text_notices(source: Source, page: Page) -> Iterator[Notice]:
    """What must be said of a page whose text was read."""
    number = page.number
    if source.overflow:
        yield Notice("warning", f"第{number}页内容过多，只读取了一部分", number, "page")
    if source.lost:
        yield Notice(
            "warning",
            f"第{number}页有 {source.lost} 处图元引用的资源缺失、损坏或嵌套过深，其中的文字和数字未读取，未核对",
            number,
            "object",
        )
    if COVERING <= source.picture < WHOLE and sum(c.text.isdigit() for c in source.chars) < FEW_DIGITS:
        yield Notice("warning", f"第{number}页大部分是图片，图片中的文字和数字未读取，未核对", number, "page")
    if source.invisible and source.picture >= COVERING:
        yield Notice("warning", f"第{number}页是扫描件，文字来自其识别层，可能有误", number)
    if unknown := [c.text for c in source.chars].count(UNKNOWN):
        yield Notice(
            "warning",
            f"第{number}页有{unknown}个字符的字体没有编码，无法识别；带有这类字符的数字未读取",
            number,
            "text",
        )
    if source.unseen:
        yield Notice(
            "info", f"第{number}页有看不见的文字（与底色相同或被遮盖），未读取：{_shortened(source.unseen)}", number
        )
    if source.watermark:
        yield Notice("info", f"第{number}页的浅色水印未作正文读取：{_shortened(source.watermark)}", number)
    if sum(bool(_COLUMNS.search(line.text)) for line in page.lines) >= LOOSE_ROWS:
        yield Notice("warning", f"第{number}页有没有框线的表格，未能按表格读取，其中数字未核对", number, "table")
    if page.doubtful:
        yield Notice(
            "warning",
            f"第{number}页可能分栏排版，栏的界线没有把握，按整行读取；被截断的句子和其中的数字可能未核对",
            number,
            "text",
        )


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def is_language(chars: Sequence[Char]) -> bool:
    """Whether characters look like Chinese or European text and not like a broken encoding."""
    if len(chars) < SAMPLE:
        return True
    text = "".join([c.text for c in chars])
    if len(_STRANGE.findall(text)) > STRANGE * len(text):
        return False
    ideographs = "".join(_IDEOGRAPHS.findall(text))
    known = len(ideographs.encode("gb2312", "ignore")) // 2
    if len(ideographs) - known > RARE * len(ideographs):
        return False
    return bool(ideographs) or _is_plain(text)


def _is_plain(text: str) -> bool:
    """Whether text without ideographs is numbers or words: what a shifted encoding gives is mostly signs."""
    return sum(c.isalnum() or c in ",.-%" for c in text) >= 0.75 * len(text)
