"""The words by which the checklist knows that something is said, counted, explained, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reconcile.patterns import compiled, lazy
from reconcile.text import squeeze

UNSAID = r"障碍|害|线|锡|人机|形|偿|党派|关|论|证|烟|缝|公害|抵押|不|忧|数"  # 无障碍设施, 无形资产, 无锡
NOT_DONE = (
    "安排|发生|使用|编制|编报|涉及|单列|列支|列入|设置|购置|购买|更新|产生|开支|"
    "新增|接待|组织|开展|支出|计划|收到|取得|有"
)
NONE = (
    rf"(?:没有|未(?:{NOT_DONE})|无(?!{UNSAID})|不涉及|不存在|不安排|不发生|不属于|不在|不统计|不核算|为零|零支出|"
    r"不单列|不(?:单独)?编制)"
)
EMPTY = lazy(rf"空(?:白)?表[^。;]{{0,12}}{NONE}|{NONE}[^。;]{{0,20}}(?:空(?:白)?表|表格?为空)")  # of all such tables
OF_ONE = lazy(r"本表|此表|该表|《|政府性基金|国有资本|三公")  # of one table, or of one kind
CHANGE = lazy(r"(?:增加|减少|增长|下降|上升|降低)[^,;。:]{0,6}?(?=[\d.,]*[1-9])\d")
NUMERAL = r"(?:\d|(?<!第)[一二两三四五六七八九十壹贰叁](?!般|定|律|致|切|些|批准))"
GAP = "[^,;。:及和与、]{0,15}?"  # between a thing and how many of it there are
NUMBER = lazy(r"(?<!20\d)(?<!\d)\d+(?!年|\d*年|[、.]\D)")
SAID = lazy(rf"{NONE}|持平|不变|详见|见附")
YEAR = lazy(r"20\d\d年?度?")
SENTENCE = lazy(r"[。;]")
REASON = lazy(r"原因|主要是|主要为|主要系|系因|由于|因(?!公)|所致|影响|为了|按照|根据|压减|压缩|厉行|节约")
HEADING = lazy(
    r"^#*(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十\d]+[)]|\d{1,2}[、.](?!\d))[^。;,]{0,30}[。:]?$"
)
ENTRY = lazy(r"^\s*(?:第|附|[一二三四五六七八九十]+[、.]|[(（]|\d)|[\d.…]\s*$")  # of the contents
NOT_ALL = lazy(r"其他|以外|另|增加|新增|变化|如无|若无|如没有|若没有|超")
LEAD = 10  # characters of a heading that is the first sentence of its paragraph: 1.机关运行经费情况。


@cache
def numbered(word: str) -> re.Pattern[str]:
    """What finds a word of the form thing…unit: how many units there are stands between them."""
    thing, unit = (re.escape(squeeze(w).text) for w in word.lstrip("=").partition("!")[0].split("…"))
    return compiled(rf"{thing}{GAP}{NUMERAL}[\d.,]*(?:个|多|余|万|亿)?{unit}")


def unless_in(word: str) -> list[str]:
    """The words that must not stand in the clause: 外 and 访 of 批次!外!访."""
    return word.split("!")[1:]


def starts_of(name: str, text: str) -> Iterator[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))


def clause_of(text: str, start: int, end: int) -> str:
    """What stands between the marks around a stretch."""
    return compiled("[,;。:()]").split(text[:start])[-1] + text[start:end] + compiled("[,;。:()]").split(text[end:])[0]


def behind_in(text: str, start: int, end: int) -> str:
    """The rest of the sentence behind a name, and the next one where the first is only a heading."""
    first, *rest = SENTENCE.split(text[end:])
    return first + rest[0] if rest and start < LEAD and len(first) < LEAD else first


def how_said(behind: str, before: str = "") -> str:
    """What is said around a name: a number, or in words that there is none or that nothing changed."""
    if NUMBER.search(behind) or compiled(r"\d$").search(before):
        return "number"
    return "words" if SAID.search(behind) or compiled(NONE).search(before) else ""


def counted_in(unit: str, text: str) -> bool:
    """Whether a number of such things stands in the text (76人次, 人次76)."""
    return bool(
        compiled(rf"{NUMERAL}(?:个|多|余)?{unit}(?!民)|{unit}(?:数|次)?(?:[:为共计是约]|累计|分别){{0,2}}\d").search(
            text
        )
    )


def inner(name: str) -> str:
    """A name as it stands between quotation marks: its own are inner ones."""
    return name.replace("“", "‘").replace("”", "’")
