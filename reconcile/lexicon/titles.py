"""Which kind of table a title names.

Titles vary by year, place, office and document (2024年市级部门收支预算总表, 收入支出决算总表, 单位收支总表). What is
left when all that is taken off is the title's core, and kinds are told apart by it, never by the table's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reconcile.patterns import compiled, lazy

from .names import BLANK, fold
from .values import TableKind

NUMBER = lazy(
    r"^(?:附件?\d*[:-]?)?(?:附?表[一二三四五六七八九十\d]+(?:-\d+)?[:、.]?|公开\d+表|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d{1,2}[、.](?!\d))"
)
YEAR = lazy(r"(?:19|20)\d\d年度?")
NOISE = lazy(r"预算|决算|部门|单位|[省市县区乡镇州]级|本级|财务|年度|公开|\(草案\)")
ENDING = lazy(
    r"(?:总体|安排|执行|完成|调整|变动|平衡|基本|草案|细化)*(?:情况)?(?:总|明细|汇总|统计|一览)*(?:\(草案\))?表(?:[-(]?续表?\)?)?$"
)
BRACKETS = lazy(r"\((?!分单位|分科目|境)[^()]*\)")
ECONOMY = lazy(
    r"\([^()]*经济(?:分类)?(?:科目)?(?:划分)?\)|按(?:部门|政府)?(?:预算)?(?:支出)?经济分类(?:科目)?|\(经济[^()]*\)"
)
TAIL = lazy(r"(.*?)(\(分(?:科目|单位)\)|\(经济\))?$")
# what makes a title that of a whole government: its funds by area, its debt, what it hands down
_FUNDS = r"(?:地方)?(?:公共财政|一般公共预算|政府性基金|国有资本经营|社会保险|财政一般|财政总)"
GOVERNMENT = lazy(
    r"全[市省县区州国盟旗]|(?:[市省县区州]|地区)(?:本级|级(?!部门|单位|预算部门))|预算\(本级\)|(?:高新|开发|新|管理|示范|山)区"
    + _FUNDS
    + r"|政府(?:一般|专项)?(?:债务|债券)|社会保险基金|社保基金|税收返还|(?:债务|债券|还本付息).*表"
    r"|(?:政府性基金(?:预算)?|国有资本经营(?:预算)?|一般公共预算)(?:[市省县区州]?对[^表]{1,3})?(?:税收返还和)?转移支付"
)
PLACE = lazy(r"[\u4e00-\u9fff]{2,9}(?:省|市|县|区|州|盟|旗|地区|兵团|师)(?:本级|级)?(?=" + _FUNDS + ")")
# titles of governments that no list can hold, by what they must contain
LOOSE = (
    (("政府性基金", "转移支付"), "gov_fund_transfer"),
    (("国有资本经营", "转移支付"), "gov_capital_transfer"),
    (("转移支付",), "gov_general_transfer"),
    (("税收返还",), "gov_general_transfer"),
    (("债务限额",), "gov_debt_limit"),
    (("还本付息",), "gov_debt_service"),
    (("债券", "使用"), "gov_debt_use"),
    (("债券", "项目"), "gov_debt_use"),
    (("债券", "投向"), "gov_debt_use"),
    (("债券", "用途"), "gov_debt_use"),
    (("债券", "发行"), "gov_debt_issue"),
)
# titles of governments that say draft instead of table, or name two years in one
DRAFT = lazy(r"(?:预算)?(?:草案|\(草案\))$")
TWO_YEARS = lazy(
    r"(?:(?:19|20)\d\d年)?预算执行情况[和与及](?:19|20)\d\d年预算(?:安排|草案)?(?:\(草案\))?(平衡)?(?:情况)?表?$"
)
FUNDS = lazy(
    r"地方一般公共|公共财政|一般公共|政府性基金|国有资本经营|社会保险基金|社保基金|(?:地方)?政府(?:一般|专项)?债"
)


def core(title: str) -> str:
    """What is left of a title without number, year, 部门/单位, 预算/决算, brackets and the closing 总表/情况表."""
    text = NUMBER.sub("", BLANK.sub("", fold(title)))
    after_year = YEAR.split(text)[-1]
    text = after_year if "表" in after_year else YEAR.sub("", text)
    text = text.replace("(按单位)", "(分单位)")
    marks = ("(经济)" if ECONOMY.search(text) else "") + ("(基本)" if "(基本支出)" in text else "")
    text = NOISE.sub("", BRACKETS.sub("", ECONOMY.sub("", text)))
    match = TAIL.match(text)
    assert match
    return ENDING.sub("", match[1]) + (match[2] or "") + marks


def government_core(title: str) -> str:
    """The core without the place or area whose government it is."""
    text = core(title)
    funds = FUNDS.search(text)
    return (
        text[funds.start() :]
        if funds
        else compiled(r"^.*?(?:全[市省县区州]|[市省县区州])(?=[\u4e00-\u9fff]{3})").sub("", text)
    )


def cores(kinds: Iterable[TableKind]) -> tuple[dict[str, str], dict[str, str]]:
    """The kinds' ids by the cores of their titles: those of departments, and those of governments."""
    departments: dict[str, str] = {}
    governments: dict[str, str] = {}
    for kind in kinds:
        for title in (kind.name, *kind.titles):
            government = kind.documents == "government"
            if key := government_core(title) if government else core(title):
                (governments if government else departments).setdefault(key, kind.id)
    return departments, governments


class Titles:
    """The kinds of tables, found by title."""

    def __init__(self, kinds: Mapping[str, TableKind], of: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
        """``of``: what `cores` makes of the kinds."""
        self._kinds = kinds
        self._departments, self._governments = ({key: kinds[id_] for key, id_ in found.items()} for found in of)

    def find(self, title: str, government: bool = False) -> TableKind | None:
        """The kind that the title names, or None."""
        text = _as_table(BLANK.sub("", fold(title))) if government else BLANK.sub("", fold(title))
        if "表" not in text:
            return None
        if any(GOVERNMENT.search(t) or PLACE.search(YEAR.split(t)[-1]) for t in (text, BRACKETS.sub("", text))):
            return None if "部门" in text and "政府" not in text else self._government(text)
        found = (self._government(text) if government else None) or _find(self._departments, core(text))
        return found or self._governments.get(government_core(text))

    def _government(self, text: str) -> TableKind | None:
        if compiled(r"\([^()]*转移支付[^()]*\)").search(text):
            text = text.replace("支出", "转移支付", 1)
        loose = self._kinds.get(next((key for words, key in LOOSE if all(w in text for w in words)), ""))
        found = _find(self._governments, government_core(text))
        if found and loose and found.scope != loose.scope and "转移支付" in text:
            return loose  # 政府性基金预算市对下转移支付情况表 ends as one of the general budget does
        return found or loose


def _as_table(text: str) -> str:
    """The title with 表 at its end where it says 草案 instead: 一般公共预算收入2025年预算执行情况和2026年预算(草案)."""
    if found := TWO_YEARS.search(text):
        before = text[: found.start()]
        text = f"{before}{'' if compiled('[收支]').search(before) else '收支'}{found[1] or ''}表"
    return text if "表" in text else DRAFT.sub("表", text)


def _find(kinds: dict[str, TableKind], key: str) -> TableKind | None:
    """The kind of this core, else of the longest core that it ends with, else without the mark of its brackets."""
    if key in kinds:
        return kinds[key]
    endings = [c for c in kinds if len(c) >= 4 and key.endswith(c)]
    if endings:
        return kinds[max(endings, key=len)]
    shorter = compiled(r"\((?:经济|分科目|基本)\)$").sub("", key)
    return _find(kinds, shorter) if shorter != key else None
