"""Which lines of a text go on in the next one, and how they are put together.

A text file does not say where a paragraph ends: some have one line a paragraph, some are wrapped at a width, and text
taken from a PDF is cut wherever a page ended, with a blank line in the cut. So a line is joined to the next only on
evidence from its own words: it stops inside a sentence, bracket or number, and the next one cannot be a beginning.
"""

from __future__ import annotations

from reconcile.patterns import lazy

_CHINESE = "一二三四五六七八九十百"
_ITEM = lazy(
    rf"[{_CHINESE}]{{1,4}}[、．.]|[（(][{_CHINESE}]{{1,4}}[）)]|\d{{1,3}}[、．.)）](?!\d)|[（(]\d{{1,3}}[）)]|[①-⑳⑴-⒛]"
    rf"|第[{_CHINESE}\d]{{1,3}}(?:部分|部份|章|节|篇|条)|[-*•·●○■◆▪►➢✓√]\s"
)
_OPENING = lazy(
    r"附[件表注]|附[：:]|表\s*[一二三四五六七八九十\d]|[*※]?\s*[备]?注\s*\d*[：:]|说明[：:]|(?:金额)?单位(?:名称)?[：:]"
    r"|编制(?:单位|日期)|公开\d*表|目\s*录$"
)
_END = lazy(r"[。！？；：!?;:…]$|[。！？；!?;][”’」』）)】]+$|[^\d]\.$")
_CLOSING = lazy(r"[，。、；：！？）》】〉」』”’％‰%,;:?!)\]]")
_HANGING = lazy(
    r"[，、（《【〈「『“‘(\[,—-]$|(?:占|为|和|及|与|或|的|比|较|对|由|按|将|共|达|从|向|把|被|以及|其中|增加|减少|增长|下降|完成|计|约|等于|主要用于|包括"
    r"|剔除|扣除|加上|减去)$"
)
_NUMBER_END = lazy(r"\d[,，]?\.?$")
_NUMBER_GOES_ON = lazy(r"[.,]?\d|[万亿千]?元|[%％‰]|个?百分点|[年月日个人次辆批台套项家户]")
_PROSE = lazy(r"[，；。]|(?<!\d)[,;]|[,;](?!\d)")
_TITLE_END = lazy(
    r"(?:说明|情况|[总简明细一览]?表|概况|概述|职[能责]|设置|目录|解释|报告|草案|预算|决算|附[表件]|公[开告示]|方案|计划|绩效|其[他它]|部分)[。.]?(?:[（(][^（）()]*[）)])?$"
)
_LEVEL_OPEN = lazy(r"[（(][类款][）)][^）)]*$")
_LEVEL_CUT = lazy(r"[^，。；（(]{0,20}[（(](?:款|项|类)[）)]")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("【", "】"))
_REMARK = lazy(r"[（(][^（）()]*[）)]$")  # 公路局（包含机关、车渡管理站、养护段等4个单位）: an entry, however long
_LONG = 60  # characters; a title is shorter
_LISTED = 4  # 、 in a line of a list; a title has fewer
_LONGEST = 20_000  # a paragraph of more goes on no further, whatever its words say
_TAIL = 200  # how much of a paragraph's end is looked at


def starts_block(text: str) -> bool:
    """Whether a line opens something new whatever stood before: a numbered item, a note, a unit line."""
    return bool(_ITEM.match(text) or _OPENING.match(text))


def ends_sentence(text: str) -> bool:
    return bool(_END.search(text[-20:]))


def is_prose(text: str) -> bool:
    """Whether the line reads like (part of) a sentence rather than like a title or a label."""
    return bool(_PROSE.search(text)) or len(text) > _LONG


def is_title(text: str) -> bool:
    """Whether the line reads like a heading or the title of a table."""
    return not is_prose(text) and text.count("、") < _LISTED and bool(_TITLE_END.search(text))


def goes_on(before: str, after: str, *, blank: bool, full: bool = False, indented: bool = False) -> bool:
    """Whether a paragraph that so far reads ``before`` goes on with the line ``after``.

    ``blank``: an empty line lies between. ``full``: the text is wrapped at a width that the last line reaches.
    ``indented``: ``after`` is set in like a new paragraph.
    """
    if len(before) > _LONGEST or starts_block(after) or _OPENING.match(before):
        return False
    before = before[-_TAIL:]
    if _CLOSING.match(after) and not ends_sentence(before):
        return True
    if ends_sentence(before):
        return full and not blank and not indented and not before.endswith(("：", ":")) and not is_title(after)
    if _is_cut_off(before, after):
        return True
    if is_title(before) or is_title(after) or indented or (blank and not _ends_something(after)):
        return False
    return is_prose(_REMARK.sub("", before)) or full


def cut_off(before: str, after: str) -> bool:
    """Whether the words leave no doubt that ``after`` goes on with the sentence of ``before``."""
    if len(before) > _LONGEST or starts_block(after) or _OPENING.match(before) or ends_sentence(before):
        return False
    return bool(_CLOSING.match(after)) or _is_cut_off(before[-_TAIL:], after)


def _is_cut_off(before: str, after: str) -> bool:
    """Whether the words show the cut: a hanging word, half a number, an open bracket, a 款 without its 项."""
    if _NUMBER_END.search(before[-20:]) and _NUMBER_GOES_ON.match(after):
        return is_prose(before) or _ends_something(after)
    if _HANGING.search(before[-20:]) and (is_prose(before) or _ends_something(after)):
        return True
    if is_prose(before + after) and any(before.count(a) > before.count(b) and b in after for a, b in _PAIRS):
        return True
    return bool(_LEVEL_OPEN.search(before) and _LEVEL_CUT.match(after) and not _TITLE_END.search(before))


def _ends_something(text: str) -> bool:
    return is_prose(text) or ends_sentence(text)


def joined(before: str, after: str) -> str:
    """Both together, with a space between two Latin words and nothing between anything else."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after
