"""What kind of document it is, whose, and of which year: from its title page, headings and table captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from reconcile.document import Document, Paragraph
from reconcile.lexicon.agency import SUFFIX
from reconcile.patterns import compiled, lazy
from reconcile.text import squeeze
from reconcile.tuples import NamedTuple


class Profile(NamedTuple):
    """What kind of document it is and of whom. ``kind``: department_budget, department_account, government_budget,
    government_account, three_public, template, other. ``year`` is the year that it is the budget or account of;
    ``entity`` the office (or for a government the place) as the document itself names it, "" where it does not."""

    title: str = ""
    kind: str = "other"
    entity: str = ""
    year: int | None = None


YEAR = lazy(r"(?<!\d)(20[0-4]\d)年?度?")
TITLED = lazy(r"(20[0-4]\d)年?度?(?:[市省县区州本]级?)?(?:单位|部门|街道|乡镇)?(预算|决算)")
DAY = lazy(r"20[0-4]\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")  # when it was made public
NAMED_YEAR = lazy(r"(?<!\d)(20[0-4]\d)(?=年)")
HAN_YEAR = lazy(r"二[〇○零0][一二三四][〇○零0一二三四五六七八九](?=年)")
HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
PLACEHOLDER = lazy(r"[XxＸ×]{2,}")
NUMBER = lazy(r"\d+\.\d+")
GOVERNMENT = lazy(
    r"(?:财政)?预算执行情况.{0,12}(?:预算|草案)|政府(?:预算|决算)(?!信息)|财政预算报告|预算草案的?报告|预算执行情况的?报告|财政决算"
    r"|[市县区州省]本?级?决算|全[市县区州省].{0,8}(?:预算|决算)|一般公共预算收支|总预算执行情况|地方政府债务"
    r"|财政总?预算(?=\(?草案|公开|收支|安排|的?报告|$)"
)
DEPARTMENT = lazy(r"(?:部门|单位)(?:预算|决算)")
BULLETIN = lazy(r"统计公报|信用评级|跟踪评级")
BUDGET = lazy(r"预算(?!财政拨款|支出|拨款|收入|“|\"|基)")
SUBJECT = lazy(r"预算|决算|“?\"?三公\"?”?经费|收支情况|地方政府债务")
WITH_MORE = lazy(r"(?:预算|决算)(?:公开)?(?:和|及|暨|与|、|以及)")  # 预算及“三公”经费预算
SENTENCE = lazy(r"[,;。?!]|:.")
COVER = 30  # how many paragraphs a cover and its contents may take
LONGEST_TITLE = 80
LONGEST_NAME = 30  # of a line that is only a name
NUMBERED = lazy(r"^(?:[一二三四五六七八九十]+、|\(.{1,3}\)|\d{1,2}[.、](?!\d)|第.{1,3}部分|-)")
GOES_ON = lazy(r"(?:情况)?[和与及暨]")
OPEN_END = lazy(r"[和与及、]$|预算执行$|关于.{0,60}(?:预算|决算|情况|草案|\))$")
CLOSING = lazy(r"(?:报告|草案|说明|公开|执行情况)(?:\(.{1,12}\))?$")

PLACE = lazy(r"[^年的]{1,16}(?:自治区|自治州|新区|开发区|高新区|地区|[省市盟县区旗州镇乡])")
NAME = lazy(r"[\u4e00-\u9fff〇·XxＸ×()()“”\"、]{2,40}")
# the lines of a cover that say whose document it is; where it is the budget of a unit, the unit's own comes first
OF_UNIT = r"预算单位|单位名称|编制单位|公开单位|填报单位|编报单位|决算单位|单位"
OF_DEPARTMENT = r"(?:预算|决算)?主管部门|编制部门|部门名称|公开部门|填报部门|编报部门|预算部门|部门"
LABELLED = (
    r"^(?:{0})(?:\((?:盖章|公章)\)|(?:名称|全称))?[:](?P<name>[^\s:,;。]{{4,40}}?)"
    r"(?:\((?:盖章|公章)\))?(?=$|单位:|金额单位|20\d\d年)"
)
UNIT_LINE = lazy(r"^(?:人民币)?(?:百|千|万|亿)?元")
# what stands in a title before, around and behind the name
BEFORE_NAME = lazy(r"^(?:附件?\d*[:.、]?|附表\d*[:.、]?|关于(?:公开|公布|印发)?|公开|-+)+")
BEHIND_NAME = lazy(
    r"(?:\((?:汇总|部门|本级|机关|含下属单位)\))?(?:[省市县区州]?本?级|末|全[省市县区州]|[和与及]|关于|人民政府|政府|地方|部门|单位|财政(?!局|厅|所|部)|一般公共|年)*$"
)
NO_NAME = lazy(r"^(?:根据|按照|按|经|为|从|现将|受|我|本|全|各|上半年|\d|[省市县区州]本?级|项目|财政|地方|年)")
NAME_ENDS = lazy(
    r"\(?(?:部门|单位|本级政府|政府|财政)?(?:预算|决算)|\"三公|“三公|一般公共|地方政府|地方财政|财政收支|财政拨款"
)


def read_profile(document: Document, year: int | None = None) -> Profile:
    """What the document is. ``year`` overrides what its title says; without either the most frequent year is taken."""
    cover = [_dated(squeeze(p.text).text) for p in document.paragraphs[:COVER]]
    title = _title(cover)
    file_name = squeeze(PurePath(document.path.replace("!/", "/")).stem).text
    hint = file_name if SUBJECT.search(file_name) else ""
    text = " ".join(cover)
    kind = _kind(document, title, text)
    return Profile(
        title=title,
        kind=kind,
        entity=_entity(document, cover, title, hint, kind),
        year=year or _year(document, title, text, hint, kind),
    )


def main_measure(profile: Profile) -> str:
    """The measure of an amount of which only the document says whether it is planned or spent: budget or actual; ""
    where it does not say: reports of governments speak of several years, and some titles of both."""
    kind, title = profile.kind, profile.title
    if kind.startswith("department"):
        return "actual" if kind.endswith("account") else "budget"
    if kind != "three_public":
        return ""
    outcome = "决算" in title or "执行" in title
    budget = "预算" in title.replace("预算执行", "").replace("公共预算", "")
    return "" if outcome == budget else "actual" if outcome else "budget"


def _dated(line: str) -> str:
    """The line with years in Chinese numerals (二〇二四年) as digits."""
    return HAN_YEAR.sub(lambda m: m[0].translate(HAN_DIGITS), line)


def _title(cover: Sequence[str]) -> str:
    """The first line that names a budget or an account, with the lines around it that belong to it."""
    able = [i for i, line in enumerate(cover) if SUBJECT.search(line) and _is_title(line)]
    contents = next((i for i, line in enumerate(cover) if compiled(r"目[录次]").fullmatch(line)), len(cover))
    if not able:
        return cover[0] if cover and _is_title(cover[0]) else ""
    index = next((i for i in able if i < contents), next((i for i in able if not NUMBERED.match(cover[i])), able[0]))
    title, last = cover[index], index + 1
    while last < min(len(cover), index + 3) and _goes_on(title, cover[last]):
        title, last = title + cover[last], last + 1
    for before in reversed(cover[max(0, index - 3) : index] if not _title_name(title) else ()):
        if not _is_name(before) and not YEAR.fullmatch(before):
            break
        title = before + title  # 中共某市委 / 某市人民政府信访局 / 2024年 / 部门预算
    return title


def _is_title(line: str) -> bool:
    plain = BEFORE_NAME.sub("", line).rstrip("。:")
    return 4 <= len(line) < LONGEST_TITLE and not SENTENCE.search(plain)


def _goes_on(title: str, line: str) -> bool:
    """Whether a title that its line is too short for goes on in the next one."""
    if not _is_title(line) or NUMBERED.match(line):
        return False
    if GOES_ON.match(line) and YEAR.search(line):
        return bool(SUBJECT.search(line))  # 2025年预算执行情况 / 和2026年预算草案的报告
    if CLOSING.search(title):
        return False
    return bool(OPEN_END.search(title)) and bool(SUBJECT.search(line) or CLOSING.search(line))


def _is_name(line: str) -> bool:
    """Whether a line by itself is the name of an office or a place."""
    plain = compiled(r"\(.*?\)$").sub("", line)
    return bool(NAME.fullmatch(line)) and bool(SUFFIX.search(plain) or PLACE.fullmatch(plain))


def _kind(document: Document, title: str, cover: str) -> str:
    if _is_template(document):
        return "template"
    if BULLETIN.search(title) or (BULLETIN.search(cover) and not BUDGET.search(title)):
        return "other"
    if DEPARTMENT.search(title):
        return "department_account" if compiled(r"(?:部门|单位)决算").search(title) else "department_budget"
    if "三公" in title and not (WITH_MORE.search(title) and SUFFIX.search(_title_name(title))):
        return "three_public"
    if GOVERNMENT.search(title):
        return "government_account" if _of_account(title) else "government_budget"
    if DEPARTMENT.search(cover):
        account = len(compiled(r"决算").findall(cover)) > len(BUDGET.findall(cover)) / 2
        return "department_account" if account or "决算" in title else "department_budget"
    if SUFFIX.search(_title_name(title)) and compiled("预算|决算").search(title):
        return "department_account" if "决算" in title else "department_budget"
    if GOVERNMENT.search(cover):
        return "government_account" if _of_account(title) else "government_budget"
    return "three_public" if "三公" in cover else "other"


def _of_account(title: str) -> bool:
    """Whether a title speaks of an account, and of a budget at most behind it (2023年决算和2024年预算执行情况)."""
    plain = compiled(r"一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算").sub("", title)
    account, budget = plain.find("决算"), plain.find("预算")
    return account >= 0 and (budget < 0 or account < budget)


def _is_template(document: Document) -> bool:
    """A form to fill in: far more placeholders than numbers with decimals."""
    placeholders = numbers = 0
    for paragraph in document.paragraphs:
        placeholders += len(PLACEHOLDER.findall(paragraph.text))
        numbers += len(NUMBER.findall(paragraph.text))
    return placeholders > 20 and placeholders > 3 * numbers


def _year(document: Document, title: str, cover: str, hint: str, kind: str) -> int | None:
    years = [int(y) for y in YEAR.findall(title)]
    if years:
        return years[0] if kind == "government_account" else max(years)
    for named in ([year for year, _ in TITLED.findall(cover)], NAMED_YEAR.findall(hint)):
        if len(set(named)) == 1:
            return int(named[0])
    counts = Counter(int(y) for y in _years(document.paragraphs[:400]))
    often = [year for year, count in counts.items() if 2 * count >= max(counts.values())]
    return max(often, default=None)  # beside the year itself the text speaks as often of the one before


def _years(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    for paragraph in paragraphs:
        yield from YEAR.findall(DAY.sub("", paragraph.text))


def _entity(document: Document, cover: Sequence[str], title: str, hint: str, kind: str) -> str:
    """The name in the title; in a department's title that names only the place, the office that the cover gives."""
    own = _title_name(title)
    if not kind.startswith("department"):
        return own or _title_name(hint)
    if own and not PLACE.fullmatch(own):
        return own
    of_unit = bool(compiled(r"单位(?:预算|决算)").search(title))
    labels = (OF_UNIT, OF_DEPARTMENT) if of_unit else (OF_DEPARTMENT, OF_UNIT)
    below = _name_below(cover, title)
    captions = (squeeze(p.text).text for p in document.paragraphs if len(p.text) < LONGEST_TITLE)
    return _labelled(cover, labels) or below or _labelled(list(captions), labels) or _title_name(hint) or own


def _name_below(cover: Sequence[str], title: str) -> str:
    """The office's name in a line of its own below the title: 2024年部门预算 / 某市民政局 / 目录."""
    at = next((i for i, line in enumerate(cover) if line and title.endswith(line)), len(cover))
    below = [line for line in cover[at + 1 : at + 4] if _is_name(line) and SUFFIX.search(line)]
    return below[0] if below and len(below[0]) <= LONGEST_NAME and not SUBJECT.search(below[0]) else ""


def _labelled(lines: Sequence[str], labels: Iterable[str]) -> str:
    """The name behind the first of the labels that there is."""
    for label in labels:
        pattern = compiled(LABELLED.format(label))
        for line in lines:
            found = pattern.match(line)
            if found and NAME.fullmatch(found["name"]) and not UNIT_LINE.match(found["name"]):
                return found["name"]
    return ""


def _title_name(title: str) -> str:
    """The name in a title, before its year or behind it: 某局2024年部门预算, 2024年某局部门预算; "" for none."""
    plain = BEFORE_NAME.sub("", NUMBERED.sub("", title))
    year = YEAR.search(plain)
    before = plain[: year.start()] if year else ""
    behind = plain[year.end() :] if year else plain
    for part, sure in ((DEPARTMENT.split(before)[0], True), (_before_subject(behind), not year)):
        name = part.strip("-—·. ").lstrip("末底")
        if not SUFFIX.search(name):
            name = BEHIND_NAME.sub("", name)
        known = bool(SUFFIX.search(name) or PLACE.fullmatch(name))
        if len(name) >= 3 and NAME.fullmatch(name) and not NO_NAME.match(name) and (sure or known):
            return name
    return ""


def _before_subject(title: str) -> str:
    """What stands before 部门预算, or before the first word for what the document is about."""
    department = DEPARTMENT.search(title)
    return title[: department.start()] if department else NAME_ENDS.split(title)[0]
