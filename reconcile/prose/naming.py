"""What the words before a number call it, and when two subjects are the same."""

from __future__ import annotations

import re

from reconcile.prose import wording
from reconcile.prose.spots import Spot
from reconcile.prose.values import Subject

CLAUSE = re.compile(r"[,;:。、(]")
# a comparison names no subject: 比2023年预算数, 预算数比上年
COMPARED = re.compile(
    r"(?:预算数|决算数|支出|收入|数)?(?:比|较|与|同|从|由)(?:20\d\d|上年|去年|上一年|年初|本年|今年).*$"
)
# verbs that say what is counted of the subject that is being read: 接待, 累计
COUNTING = re.compile(
    r"(?:全年|共|累计|接待|组织|召开|参加|来访|安排|购置|更新|新增|会议|培训|国内|国外|人数|人次|批次|来宾|外宾|团组|次数|\d{4}年度?|数量)+"
)
BRACKETED = re.compile(r"\([^()]*\)")


def same_but_area(one: Subject, other: Subject) -> bool:
    return one.area != other.area and same(one._replace(area=""), other._replace(area=""))


def start_of(spot: Spot, subject: Subject | None) -> int:
    return subject.start if subject else spot.lead_start


def same(one: Subject, other: Subject) -> bool:
    if one.area and other.area and one.area != other.area:
        return False
    if one.indicator or other.indicator:
        return one.indicator == other.indicator
    if one.path and other.path:
        return one.path == other.path or (one.path[-1] == other.path[-1] and 1 in (len(one.path), len(other.path)))
    return one.name == other.name


def without_names(text: str) -> str:
    """The words of a measure without the names that hold 预算 or 决算 themselves (一般公共预算, 政府性基金预算)."""
    return re.sub(
        r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算单位|预算内", "", text
    )


def exception_in(lead: str) -> str:
    found = wording.EXCEPTION.search(lead)
    return found[0] if found else ""


def raw_name(lead: str) -> str:
    """What the last clause before a number calls it, without the words that name nothing; "" where nothing is left."""
    clause = CLAUSE.split(BRACKETED.sub("", lead))[-1].strip(")")
    clause = COMPARED.sub("", clause)
    clause = wording.PARTS.split(clause)[-1] or ""
    while True:
        match = wording.FILLER.match(clause)
        if not match or not match[0]:
            break
        clause = clause[match.end() :]
    clause = wording.MEASURE_TAIL.sub("", clause.replace("公共", "公＋")).replace("公＋", "公共")
    return clause if len(clause) >= 2 and not wording.NAMELESS.fullmatch(clause) else ""
