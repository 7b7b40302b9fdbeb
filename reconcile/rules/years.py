"""年份写错：标题、截至日期、比较的基期。

标题和表题的年度应当是本文件的年度；决算的“截至……12月31日”应当是决算年度末；预算不会同自己年度的预算比较；合计写上年，
其下各项却是本年的，又正好加成这个数，合计的年份也错了。
为什么：套用上年文件时年份没有改。

错误示例：2024年度部门决算中“第三部分 2023年度部门决算情况说明”；“截至2023年12月31日，共有车辆0辆”。
正确示例：2025年部门预算中“截至2024年8月31日”。
依据：部门预决算按年度编制。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import compiled, lazy
from reconcile.rules.statements import lists
from reconcile.rules.values import Result
from reconcile.text import Squeezed, squeeze

CODE = "R403"
NAME = "年份有误"
KIND = "year"
SEVERITY = Severity.ERROR

YEAR = lazy(r"(?<![\d〔(（\[-])(20[0-4]\d)(?=年)")
AS_OF = lazy(r"截[至止]到?(?P<year>20[0-4]\d)年(?:度)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?:底|末)?")
BROKEN = lazy(r"(?<!\d)(?P<year>20\d|2\d{4}|202[0-9]\d)年(?:度|部门|预算|决算)")
OWN_BASE = lazy(
    r"(?:比|较|与|同)(?P<year>20[0-4]\d)年(?:度)?(?:部门)?(?P<what>年初预算|预算|决算|执行)?数?(?:相比|相对比|持平|增|减|下降|,)"
)
# the year that a sentence begins with, the office's name apart
SPOKEN_OF = lazy(
    r"(?:[一二三四五六七八九十\d]+[、.]|\([^()]{1,3}\)|注:)?[^,;:。\d与比较同和]{0,24}"
    r"(?P<year>20[0-4]\d)年度?(?!底|末|初|结转|以来|至|-)"
)
# what a document says of its own year: an outcome in an account, a plan in a budget
STATED = lazy(
    r"(?:决算|支出|收入|总计|合计|总额|结余|经费|拨款|年初预算)(?:数|金额|总计|合计|总额|支出)*(?:均为|为|是)?\d[\d,.]*(?:万元|元|亿元)"
)
PLANNED = lazy(
    r"(?:预算|拨款|经费|支出|收入)(?:数|总额|安排|资金|合计|总计|支出)*(?:均为|为|是)?\d[\d,.]*(?:万|元|亿元)"
)
# that there is none of a kind of funds is said of the document's own year too
WITHOUT_AMOUNT = lazy(r"(?:没有|无|未安排|未使用|不涉及)[^。]{0,12}(?:政府性基金|国有资本|\"?三公)")
# a budget speaks of the year before where it tells how that went
TOLD = {"department_account": lazy(r"去年|历年"), "department_budget": lazy(r"执行|完成|决算|实际|历年")}
FOR_COMPARISON = lazy(r"由20\d\d年|上年同期|系上年|已(?:完工|完成|结束)")  # of last year, for what is told of this one
TITLE = lazy(r"预算|决算|说明|情况|表")
LABEL = lazy(r"(?:\([^()]{1,3}\)|[一二三四五六七八九十\d]+[、.])[^,;:。\d]{2,20}。")  # （一）机关运行经费支出情况。
NEAR, FEWEST = 3, 2  # paragraphs, and amounts that come to a total
SCOPED = lazy(r"规划|计划|专项|跨年|结转|历年|项目|改革|行动|方案")


def check(facts: Facts) -> Iterator[Result]:
    year, kind = facts.profile.year, facts.profile.kind
    if year is None or not kind.startswith(("department", "three_public")):
        return
    yield from _totals(facts, year)
    if kind == "three_public":
        return  # of two years, as often as not
    yield from _headings(facts, year)
    for index, paragraph in facts.paragraphs:
        yield from _dates(facts, index, paragraph, year)


def _headings(facts: Facts, year: int) -> Iterator[Result]:
    """Titles of parts, sections and tables that carry another year than most of them do."""
    toc = next((range(s.first, s.last) for s in facts.prose.sections if s.part == "toc"), range(0))
    blocks = {s.first for s in facts.prose.sections} | {*toc} | {t.title_block for t in facts.tables}
    found = [(b, p, YEAR.findall(squeeze(p.text).text)) for b, p in facts.paragraphs if b in blocks]
    dated = [(b, p, years) for b, p, years in found if years]
    right = sum(years == [str(year)] for _, _, years in dated) + (str(year) in facts.profile.title)
    for block, paragraph, years in dated:
        other = len(set(years)) == 1 and int(years[0]) != year and not SCOPED.search(paragraph.text)
        if other and right >= 2 and TITLE.search(paragraph.text):
            start = paragraph.text.find(years[0])
            message = f"标题写{years[0]}年，本文件是{year}年的{_what(facts.profile.kind)}。"
            yield _finding(block, paragraph, start, start + 4, message, f"{year}年")


def _dates(facts: Facts, index: int, paragraph: Paragraph, year: int) -> Iterator[Result]:
    squeezed, kind = squeeze(paragraph.text), facts.profile.kind
    account = kind == "department_account"
    for match in AS_OF.finditer(squeezed.text):
        found = int(match["year"])
        expected = year if account else year - 1
        year_end = match["month"] in (None, "12")
        if found == expected or (not account and found == year) or (account and not year_end):
            continue
        severity = Severity.ERROR if account and found < year else Severity.WARNING
        start, end = squeezed.offsets[match.start()], squeezed.offsets[match.end()]
        message = f"“{match[0]}”的年份应为{expected}年：本文件是{year}年的{_what(kind)}。"
        yield _finding(index, paragraph, start, end, message, f"截至{expected}年", severity)
    against = list(_against_itself(index, paragraph, squeezed, year, kind))
    yield from against
    if not against and not _beside_own(facts, index, year):
        yield from _of_last_year(index, paragraph, _without_name(squeezed, facts.profile.entity), year, kind)
    for match in BROKEN.finditer(squeezed.text):
        start, end = squeezed.offsets[match.start("year")], squeezed.offsets[match.end("year")]
        yield _finding(index, paragraph, start, end, f"年份“{match['year']}”位数不对。", f"{year}年")
    for match in OWN_BASE.finditer(squeezed.text):
        found = int(match["year"])
        what = match["what"]
        wrong = found == year and (not what if account else what != "年初预算")
        sentence = squeezed.text[squeezed.text.rfind("。", 0, match.start()) + 1 : match.start()]
        spoken = compiled(r"(?<![\d比较与同])20[0-4]\d(?=年)").findall(sentence)
        # 2025年人员经费比2024年增加3万元，公用经费与2024年持平; 2022年支出3万元，与2023年持平
        apart = bool(spoken) and int(spoken[-1]) != found
        if (wrong and not apart) or found > year:
            start, end = squeezed.offsets[match.start("year")], squeezed.offsets[match.end("year")]
            message = f"{year}年的{_what(kind)}不会与{found}年的{match['what'] or '数'}比较，基期应为{year - 1}年。"
            yield _finding(index, paragraph, start, end, message, f"{year - 1}年")


def _totals(facts: Facts, year: int) -> Iterator[Result]:
    """2017年“三公”经费支出合计13.78万元，比上年减少15万元。具体情况如下: a total of last year to whose amount the items
    below it come, of which one speaks of this year."""
    statements = facts.prose.statements
    for (position, _), positions in lists(statements).items():
        whole, parts = statements[position], [statements[p] for p in positions]
        figures = [f for p in parts for f in p.amounts.get("amount", ()) if f.type == "money"]
        total = next(iter(whole.amounts.get("last_amount", ())), None)
        if total is None or len(whole.amounts) > 1 or len([f for f in figures if f.printed.digits]) < FEWEST:
            continue
        text = facts.text(total.key[0])
        said = [m for m in YEAR.finditer(text, 0, total.key[1]) if "。" not in text[m.end() : total.key[1]]]
        below = "".join(facts.text(b) for b in {p.block for p in parts} - {whole.block})
        own = len(said) == 1 and int(said[0][0]) == year - 1 and set(YEAR.findall(below)) == {str(year)}
        if own and judge_sum(total.printed, [f.printed for f in figures]) is Verdict.AGREES:
            message = f"这里写{said[0][0]}年，下面各项说的是{year}年，合计正是这个数；本文件是{year}年的。"
            paragraph = dict(facts.paragraphs)[total.key[0]]
            yield _finding(total.key[0], paragraph, said[0].start(), said[0].end(), message, f"{year}年")


def _against_itself(index: int, paragraph: Paragraph, squeezed: Squeezed, year: int, kind: str) -> Iterator[Result]:
    """2023年度……与2023年度相比: the year that a sentence speaks of is no base of its own."""
    for sentence in compiled(r"[^。]+").finditer(squeezed.text):
        own = SPOKEN_OF.match(sentence[0])
        base = OWN_BASE.search(squeezed.text, sentence.end(), _next_end(squeezed.text, sentence.end()))
        base = base or OWN_BASE.search(squeezed.text, sentence.start(), sentence.end())
        if not own or not base or own["year"] != base["year"] or base["what"] or int(own["year"]) == year:
            continue
        first = sentence.start() + own.start("year")
        if any(y != own["year"] for y in YEAR.findall(squeezed.text[first : base.start()])):
            continue  # 2024年预算为8.50万元，2025年比2024年增加0.40万元
        start, end = squeezed.offsets[first], squeezed.offsets[first + 4]
        message = f"这里说的是{own['year']}年的数，又与{base['year']}年比较；本文件是{year}年的{_what(kind)}。"
        yield _finding(index, paragraph, start, end, message, f"{year}年")


def _without_name(squeezed: Squeezed, entity: str) -> Squeezed:
    """The text with marks in the place of the office's name, whose 和 and 同 join nothing."""
    return squeezed._replace(text=squeezed.text.replace(entity, "局" * len(entity))) if entity else squeezed


def _of_last_year(index: int, paragraph: Paragraph, squeezed: Squeezed, year: int, kind: str) -> Iterator[Result]:
    """A paragraph that states an amount of the year before as its own, in the words for this document's year."""
    label = LABEL.match(squeezed.text)
    begin = label.end() if label else 0
    own = SPOKEN_OF.match(squeezed.text, begin)
    first = squeezed.text[: _next_end(squeezed.text, begin)]
    if not own or int(own["year"]) != year - 1 or str(year) in squeezed.text or FOR_COMPARISON.search(first):
        return
    words = STATED if kind == "department_account" else PLANNED
    said = words.search(first, own.end()) or WITHOUT_AMOUNT.search(first, own.end())
    if said and not TOLD[kind].search(first):
        start, end = squeezed.offsets[own.start("year")], squeezed.offsets[own.end("year")]
        message = f"整段写{own['year']}年，没有提到{year}年；本文件是{year}年的{_what(kind)}，疑为上年文字没有改。"
        yield _finding(index, paragraph, start, end, message, f"{year}年", Severity.WARNING)


def _beside_own(facts: Facts, index: int, year: int) -> bool:
    """Whether a paragraph close to this one tells the same of the document's own year: last year is for comparison."""
    told = defaultdict(set)
    for statement in facts.prose.statements:
        what = statement.subject.indicator or statement.subject.name
        if abs(statement.block - index) <= NEAR and what:
            told[statement.block == index, statement.section].add((what, statement.period))
    return any(
        (what, str(year)) in told[False, section]
        for (here, section), found in list(told.items()) if here for what, _ in found
    )  # fmt: skip


def _next_end(text: str, start: int) -> int:
    end = text.find("。", start + 1)
    return end if end >= 0 else len(text)


def _what(kind: str) -> str:
    return "决算" if kind == "department_account" else "预算"


def _finding(
    block: int, paragraph: Paragraph, start: int, end: int, message: str, expected: str, severity: Severity = SEVERITY
) -> Finding:
    low, high = max(0, start - 30), min(len(paragraph.text), end + 40)
    evidence = Evidence("year", paragraph.text[low:high], paragraph.place(start, end), start, end, block=block)
    return Finding(CODE, NAME, KIND, severity, message, (evidence,), expected=expected)
