"""Which kind of table a title names.

Titles vary by year, place, office and document (2024年市级部门收支预算总表, 收入支出决算总表, 单位收支总表). What is left
when all that is taken off is the title's core, and kinds are told apart by it, never by the table's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .names import BLANK, fold
from .values import TableKind

NUMBER = re.compile(
    r"^(?:附件?\d*[:-]?)?(?:附?表[一二三四五六七八九十\d]+(?:-\d+)?[:、.]?|公开\d+表|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d{1,2}[、.])"
)
YEAR = re.compile(r"(?:19|20)\d\d年度?")
GOVERNMENT = re.compile(r"全[市省县区州国]|[市省县区州]本级|地方政府|转移支付|社会保险基金|税收返还")
NOISE = re.compile(r"预算|决算|部门|单位|[省市县区乡镇州]级|本级|财务|年度|公开")
ENDING = re.compile(r"(?:总体|安排|执行|基本)?(?:情况)?(?:总|明细|汇总|统计|一览)*表$")
BRACKETS = re.compile(r"\((?!分单位|分科目|境)[^()]*\)")


def core(title: str) -> str:
    """What is left of a title without number, year, place, 部门/单位, 预算/决算, brackets and the closing 总表/情况表."""
    text = NUMBER.sub("", BLANK.sub("", fold(title)))
    after_year = YEAR.split(text)[-1]
    text = after_year if "表" in after_year else YEAR.sub("", text)
    text = NOISE.sub("", BRACKETS.sub("", text))
    match = re.match(r"(.*?)(\(分(?:科目|单位)\))?$", text)
    assert match
    return ENDING.sub("", match[1]) + (match[2] or "")


class Titles:
    """The kinds of tables, found by title."""

    def __init__(self, kinds: Iterable[TableKind]) -> None:
        self._kinds: dict[str, TableKind] = {}
        for kind in kinds:
            for title in (kind.name, *kind.titles):
                self._kinds.setdefault(core(title), kind)
        self._longest_first = sorted((c for c in self._kinds if len(c) >= 4), key=len, reverse=True)

    def find(self, title: str) -> TableKind | None:
        """The kind that the title names, or None. A table of a whole government is not a department's table."""
        text = BLANK.sub("", fold(title))
        if GOVERNMENT.search(text) or "表" not in text:
            return None
        key = core(text)
        if key in self._kinds:
            return self._kinds[key]
        ending = next((c for c in self._longest_first if key.endswith(c)), None)
        return self._kinds[ending] if ending else None
