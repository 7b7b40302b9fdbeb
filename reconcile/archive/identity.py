"""Whose document of which year it is, by all that speaks of it: contents, title and file name; conflicts are noted.

The level (部门 or 单位) tells a department's document, which covers its units, from the document of one unit.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from reconcile.findings import Outcome
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

YEAR = lazy(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
UNIT = lazy(r"单位(?:预算|决算)|本级|[（(](?:机关|本部)[)）]")
DEPARTMENT = lazy(r"部门(?:预算|决算)|[（(](?:汇总|含下属)[)）]")
OWN = lazy(r"[（(](?:本级|机关|本部|汇总|部门|单位)[)）]|本级$|机关$")
TAIL = lazy(r"(?:(?:19|20)\d\d年?度?|部门|单位|本级|预算|决算|公开|说明|情况|报告|草案|[（(].*?[)）]|[_\-\s.])+$")
# what precedes the office's own name in a full name: 上海市普陀区, 中共湖州市委湖州市人民政府
PLACE = lazy(r"^(?:.*?(?:自治区|自治州|[省市盟县区旗]))(?=.{3,})")

MERE_PLACE = lazy(r".{1,12}(?:自治区|自治州|[省市盟县区旗])")


class Identity(NamedTuple):
    """``level`` is department, unit or ""; ``basis`` is budget, account or ""; ``conflicts`` are told in Chinese."""

    entity: str
    year: int | None
    level: str
    basis: str
    conflicts: tuple[str, ...] = ()


def fold(text: str) -> str:
    return re.sub(r"[\s“”\"'《》]+", "", unicodedata.normalize("NFKC", text))


def identify(outcome: Outcome, path: str) -> Identity:
    """What the document's contents say wins; what title and file name say fills gaps, and is noted where it differs."""
    stem = fold(PurePosixPath(path.replace("!/", "/")).stem)
    title = fold(outcome.title)
    named = file_entity(stem)
    entity = fold(outcome.entity)
    if not entity or (outcome.kind.startswith("department") and MERE_PLACE.fullmatch(entity)):
        entity = named  # a place is no office: its departments would all be one
    in_name = {int(y) for y in YEAR.findall(stem)}
    in_title = {int(y) for y in YEAR.findall(title)}
    year = outcome.year or single(in_title) or single(in_name)
    conflicts = [
        f"正文为{year}年，{where}为{single(years)}年"
        for where, years in (("标题", in_title), ("文件名", in_name))
        if year and len(years) == 1 and year not in years
    ]
    if named and entity and not same_office(named, entity):
        conflicts.append(f"正文为{entity}，文件名为{named}")
    return Identity(entity, year, level(title, stem, entity), basis(outcome.kind, title, stem), tuple(conflicts))


def identify_path(path: str) -> Identity:
    """What the file name alone says."""
    return identify(Outcome("", "other", "", None, (), (), (), 0, 0.0), path)


def single(years: set[int]) -> int | None:
    return next(iter(years)) if len(years) == 1 else None


def file_entity(stem: str) -> str:
    """The office that a file name such as 湖州市信访局2024年部门预算 names, "" where it names none."""
    name = TAIL.sub("", YEAR.split(stem.removeprefix("关于"))[0]) or TAIL.sub(
        "", re.sub(r"^.*?(?:19|20)\d\d年?度?", "", stem)
    )
    return name if re.match(r"[一-鿿]{3}", name) and not re.search(r"\d", name) else ""


def level(title: str, stem: str, entity: str) -> str:
    """``unit`` or ``department`` by the first of title, file name and entity that says so and not both."""
    for text in (title, stem, entity):
        unit, department = bool(UNIT.search(text)), bool(DEPARTMENT.search(text))
        if unit != department:
            return "unit" if unit else "department"
    return ""


def basis(kind: str, title: str, stem: str) -> str:
    for word, value in (("budget", "budget"), ("account", "account")):
        if kind.endswith(word):
            return value
    for text in (title, stem):
        if ("预算" in text) != ("决算" in text):
            return "budget" if "预算" in text else "account"
    return ""


def office(entity: str) -> str:
    """The name by which an office's documents of several years and levels are linked: without （本级） and the like."""
    return OWN.sub("", fold(entity))


def same_office(one: str, other: str) -> bool:
    """Whether two names can be of the same office: one ends with the other, places and （本级） aside."""
    a, b = (PLACE.sub("", office(n)) for n in (one, other))
    return bool(a) and bool(b) and (a.endswith(b) or b.endswith(a))
