"""The one pattern that goes over a text: every run of digits is a match, with whatever makes it a quantity behind it.

Runs without a unit match too, so that no digit is looked at twice: the pass is linear in the length of the text.
Blanks and line breaks that layout puts between a number and its unit are part of the pattern, with an upper bound.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reconcile.patterns import compiled_regex

from .numerals import FIRST, REST
from .units import HAN_COUNT_BASES, MONEY_BASES, SCALE_PATTERN, base_pattern, guard

if TYPE_CHECKING:
    import regex

D = "[0-9０-９]"
S = r"\s{0,4}+"
YEAR = f"(?:1[89]|20|１[８９]|２０){D}{D}"
MONTH = f"(?:[1１][0-2０-２]|[0０]?[1-9１-９])(?!{D})"
DAY = f"(?:[12１２]{D}|[3３][01０１]|[0０]?[1-9１-９])(?!{D})"
# a list number before a year is no whole part of it: 3.2016年 is item 3, 附件12025年 is annex 1
NUMBER = (
    rf"(?:{D}{{1,3}}+(?:(?:(?:,[ \n]?|，){D}{{3}}(?!{D}))++(?:[.．]\s?{D}++)?+|(?: {D}{{3}}(?!{D}))++[.．]{D}++)"
    rf"|{D}++(?:[.．]\n?(?!{YEAR}\s?年){D}++)?+)"
)
HAN_YEAR = "[一二][〇○零OＯ0九][〇○零OＯ0一二三四五六七八九]{2}"
HAN_DAY = "[一二三四五六七八九十]"
HAN_BASE = "|".join(("元整?", "圆整?", *MONEY_BASES, "个百分点", "个月", f"[{HAN_COUNT_BASES}]"))

ALTERNATIVES = (
    rf"{D}{{0,2}}?(?P<year>{YEAR}){S}年(?:{S}(?P<month>{MONTH}){S}月份?(?:{S}(?P<day>{DAY}){S}[日号])?+)?+",
    rf"(?P<iso>{YEAR}(?P<sep>[-./．／－]){DAY}(?P=sep){DAY}(?!{D}|[.．]{D}|[%％万亿元]))",
    rf"(?P<m>{MONTH}){S}月(?!均)份?(?:{S}(?P<d>{DAY}){S}[日号])?+",
    rf"(?P<short>{D}{D}){S}年(?=度|部门|[预决]算|[初末底])",
    rf"(?P<number>{NUMBER}){S}(?:(?P<unit>(?:[万亿千]{S})?+元{guard(MONEY_BASES['元'])}|%)|"
    rf"(?:(?P<more>[余多]){S})?+(?:(?P<scale>{SCALE_PATTERN}){S})?+(?:(?P<over>[余多]){S})?+(?P<base>{base_pattern()})?+)",
    rf"(?P<han>[{FIRST}](?:\n?[{REST}余多]){{0,24}}+){S}(?P<hanbase>{HAN_BASE})",
    rf"(?P<per>[百千])分之\s?(?P<rate>百|{NUMBER}|[{FIRST}][{REST}]{{0,12}}+)",
    rf"(?P<hy>{HAN_YEAR})年(?:(?P<hm>{HAN_DAY}{{1,2}}+)月(?:(?P<hd>{HAN_DAY}{{1,3}}+)[日号])?+)?+",
)


@cache
def pattern() -> regex.Pattern[str]:
    """Compiled at the first use: starting the program must not pay for it."""
    return compiled_regex("|".join(ALTERNATIVES))
