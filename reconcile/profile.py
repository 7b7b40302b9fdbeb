"""What kind of document it is, whose, and of which year: from its title page, headings and table captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reconcile.document import Document, Paragraph
from reconcile.text import squeeze


@dataclass(frozen=True, slots=True)
class Profile:
    """What kind of document it is and of whom. ``kind``: department_budget, department_account, government_budget,
    government_account, three_public, template, other. ``year`` is the year that it is the budget or account of."""

    title: str = ""
    kind: str = "other"
    entity: str = ""
    year: int | None = None


YEAR = re.compile(r"(?<!\d)(20[0-4]\d)年?度?")
TITLED = re.compile(r"(20[0-4]\d)年?度?(?:[市省县区州本]级?)?(?:单位|部门|街道|乡镇)?(预算|决算)")
ENTITY = re.compile(r"(?:编制部门|编制单位|部门名称|单位名称|公开部门|预算单位|部门)[:：](?P<name>[^\s:：]{4,40})")
PLACEHOLDER = re.compile(r"[XxＸ×]{2,}")
NUMBER = re.compile(r"\d+\.\d+")
GOVERNMENT = re.compile(
    r"(?:财政)?预算执行情况.{0,12}(?:预算|草案)|政府(?:预算|决算)|财政预算报告|预算草案的?报告|预算执行情况的?报告|财政决算"
    r"|[市县区州省]本?级?决算|全[市县区州省].{0,8}(?:预算|决算)|一般公共预算收支"
)
COVER = 30  # how many paragraphs a cover and its contents may take


def read_profile(document: Document, year: int | None = None) -> Profile:
    """What the document is. ``year`` overrides what its title says; without either the most frequent year is taken."""
    cover = [squeeze(p.text).text for p in document.paragraphs[:COVER]]
    title = _title(cover)
    text = " ".join(cover)
    return Profile(
        title=title,
        kind=_kind(document, title, text),
        entity=_entity(document, cover, title),
        year=year or _year(document, title, text),
    )


def _title(cover: list[str]) -> str:
    """The first line that names a budget or an account, with the line before where that is the office's name alone."""
    for index, line in enumerate(cover):
        if re.search(r"预算|决算|“?\"?三公\"?”?经费", line) and len(line) < 80:
            before = cover[index - 1] if index else ""
            whole = bool(re.match(r"(?:20\d\d年?度?)?(?:部门|单位|本级)?(?:预算|决算)", line))
            return before + line if whole and 4 <= len(before) <= 40 and not YEAR.search(before) else line
    return cover[0] if cover else ""


def _kind(document: Document, title: str, cover: str) -> str:
    if _is_template(document):
        return "template"
    government = bool(GOVERNMENT.search(title)) and not re.search(r"(?:部门|单位)(?:预算|决算)", title)
    if not government and re.search(r"(?:部门|单位)(?:预算|决算)", title + cover):
        account = (
            len(re.findall(r"决算", cover)) > len(re.findall(r"预算(?!财政拨款|支出|拨款|收入|“|\"|基)", cover)) / 2
        )
        if re.search(r"(?:部门|单位)预算", title) or (not account and "决算" not in title):
            return "department_budget"
        return "department_account"
    if "三公" in title:
        return "three_public"
    if GOVERNMENT.search(title) or GOVERNMENT.search(cover):
        return "government_account" if "决算" in title and "预算" not in title else "government_budget"
    if "三公" in cover:
        return "three_public"
    return "other"


def _is_template(document: Document) -> bool:
    """A form to fill in: far more placeholders than numbers with decimals."""
    placeholders = numbers = 0
    for paragraph in document.paragraphs:
        placeholders += len(PLACEHOLDER.findall(paragraph.text))
        numbers += len(NUMBER.findall(paragraph.text))
    return placeholders > 20 and placeholders > 3 * numbers


def _year(document: Document, title: str, cover: str) -> int | None:
    for text in (title, cover):
        found = TITLED.search(text) or (YEAR.search(text) if text is title else None)
        if found:
            years = [int(y) for y in YEAR.findall(text)] if text is title else [int(found[1])]
            return max(years)
    counts = Counter(int(y) for y in _years(p for p in document.paragraphs[:400]))
    return counts.most_common(1)[0][0] if counts else None


def _years(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    for paragraph in paragraphs:
        yield from YEAR.findall(paragraph.text)


def _entity(document: Document, cover: list[str], title: str) -> str:
    name = re.split(r"20[0-4]\d年?度?|[(（]?(?:部门|单位)(?:预算|决算)", title)[0]
    name = re.sub(r"^(?:关于|附件\d*[:：]?)", "", name).strip("—-·. ")
    if len(name) >= 4:
        return name
    for paragraph in document.paragraphs:
        found = ENTITY.search(paragraph.text)
        if found:
            return found["name"]
    return ""
