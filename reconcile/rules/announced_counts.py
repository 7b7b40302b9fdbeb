"""写明的数目与列出的项数不符。

“内设6个科室：……”之后列出的名称，“包括5家预算单位：”之后逐行编号的各项，应当正好是这么多。
为什么：机构、单位增减后只改了名单，或者只改了数目。

错误示例：内设3个科室：办公室、法规科、财务科、信息科。
正确示例：内设4个科室：办公室、法规科、财务科、信息科。
依据：同一事实前后应当一致。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from reconcile.document import Grid, Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.patterns import lazy
from reconcile.quantity.units import bare
from reconcile.rules.listed_below import BREAKS, FEWEST, OWN, Listed, following
from reconcile.rules.names import Names, names_in, value_of
from reconcile.rules.paragraphs import Span, spans
from reconcile.rules.values import Result, Tick
from reconcile.tables.values import Table
from reconcile.text import squeeze

CODE = "R214"
NAME = "数目与列出的项数不符"
KIND = "count"
SEVERITY = Severity.WARNING

BEHIND = lazy(
    r"(?P<what>[^,;。:()\d、]{0,20}?)(?:\([^()]{0,20}\))?,?(?P<some>主要)?(?:具体|其中)?"
    r"(?:(?:包括|包含|分别是|分别为|分别|即|如下)[:,]?|(?:是|为|有)?:|(?P<bracket>\())"
)
# 下属2个二级预算单位。二级预算单位分别是：……
NEXT = lazy(r"[^,;。:\d]{0,20}。[^,;。:\d]{0,12}(?:单位|机构)(?:分别)?(?:包括|是|为|有):?")
# 包括办公室、人事科、财务科3个科室; 检察院、法院等2家单位
OPENED = lazy(r"(?:包括|包含|分为|[内下]设|设有|设立|设|即|分别是|分别为)[:,]?")
SO_MANY = lazy(r"(?:共计|共有|共|合计|总计|一共|总共)")
AND_SO = lazy(r"(?:等|共|共计|合计|总共|一共)$")
STOPS = lazy(r"[();。]")
OFFICES = lazy(r"科室|处室|股室|机构|单位|部门|支队|大队|学校|医院|公司|站所")
BELOW = lazy(r"下属|所属|直属|二级|下设")  # the office itself is none of these
OTHER = lazy(r"职责|职能|任务|情况|要求|工作|规定")  # 设4个科室，主要职责如下：1.负责……
ANNOUNCES = lazy(r"(?::|如下[:。]?|包括[:。]?|下表[:。]?)$")
INSIDE = lazy(r"(?:^|(?<=[:;。,]))(?:\(?(?P<number>\d{1,2})[.、)](?!\d)|(?P<han>[一二三四五六七八九十])是)")
RANK = lazy(r"[一二三四]级")
HELD = lazy(r"(\d+|[一二三四五六七八九十]+)[个家]([一二三四]级)")
FAR = 2  # a list that is longer or shorter by more is another
BACK = 2  # paragraphs before a list that may say how many are below
PROJECTS = lazy(r"项目[^,;。:()]{0,4}$|项目共?$|个[\u4e00-\u9fff]{0,4}项目")
ALL = {"合计", "总计", "小计"}
POINTS = lazy(r"\)$")
WEIGHT, DECIMAL = lazy(r"^(?:权重|分值|标准分|满分)"), lazy(r"\d+(?:\.\d+)?")
HEAD = 4  # rows of a table's head
NEAR = 8  # numbers around one of a sentence
REACH, WIDE = 200, 4000  # characters of a clause, of a list
EXACT = Fraction(0)


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind.startswith("government") or facts.profile.kind == "template":
        return
    before: list[tuple[int, str, list[Span]]] = []
    for block, text, found in spans(facts):
        counted = [s for s in found if s.figure.counted]
        told: set[int] = set()
        for span in counted:
            results = list(_in_paragraph(facts, block, text, span, counted))
            told |= {span.start} if results else set()
            yield from results
        yield from _projects(facts, text, found)
        yield from _points(facts, block, text, found)
        last = text.rfind("。", 0, len(text) - 1) + 1
        left = [s for s in counted if s.start >= last and s.start not in told]
        below = [row for row in before[-BACK:] if block - row[0] <= BACK]
        if ANNOUNCES.search(text) and (listed := following(facts, block)):
            yield from _held(facts, text, left, listed, below)
        before.append((block, text, counted))


def _projects(facts: Facts, text: str, found: Sequence[Span]) -> Iterator[Result]:
    """涉及1590万元，一级项目4个: against the rows of the table of projects that come to the amount."""
    for at, span in enumerate(found):
        if not span.figure.counted or not PROJECTS.search(_around(text, span)):
            continue
        sentence = facts.prose.sentence(span.figure.key)
        near = [s.figure for s in found[max(0, at - NEAR) : at + NEAR] if s.figure.type == "money"]
        amounts = [f for f in near if facts.prose.sentence(f.key) == sentence]
        for table in facts.tables:
            rows = _project_rows(table, amounts)
            if rows == span.figure.printed.digits >= FEWEST:
                quote = f"《{table.title or '表'}》的{rows}个项目"
                evidence = Evidence("list", quote, table.grid.place, table=table.title, block=table.block)
                yield _tick(span, evidence)
                break


def _points(facts: Facts, block: int, text: str, found: Sequence[Span]) -> Iterator[Result]:
    """绩效指标（90分） as a heading: what the weights of the table below it come to."""
    below = facts.document.blocks[block + 1] if block + 1 < len(facts.document.blocks) else None
    if not isinstance(below, Grid) or not below.rows or len(found) != 1 or not POINTS.match(text, found[0].end):
        return
    head, *rows = [[squeeze(c).text for c in row] for row in below.rows]
    for at in (i for i, name in enumerate(head) if WEIGHT.search(name)):
        cells = [row[at] for row in rows if len(row) > at and row[0] not in ALL]
        numbers = [Decimal(c) for c in cells if DECIMAL.fullmatch(c)]
        if numbers and sum(numbers) == Decimal(found[0].figure.value):
            quote = "＋".join(f"{n}" for n in numbers)
            yield _tick(found[0], Evidence("list", f"{head[at]}：{quote}", below.place, block=block + 1))


def _project_rows(table: Table, amounts: Sequence[Figure]) -> int:
    """How many projects a table lists, where one of the amounts is its total; 0 where it is not such a table."""
    rows = [[squeeze(c).text for c in row] for row in table.grid.rows]
    head = next((i for i, row in enumerate(rows[:HEAD]) if "项目名称" in row), -1)
    totals = {f.key[1] for f in table.figures.values() if any(f.printed.value == a.printed.value for a in amounts)}
    if head < 0 or not any(ALL & {*rows[at]} for at in totals):
        return 0
    column = rows[head].index("项目名称")
    numbered = {f.key[1] for f in table.figures.values() if f.type == "money"}
    named = [rows[at][column] for at in sorted(numbered) if at > head and column < len(rows[at])]
    return sum(1 for name in named if name and name not in ALL)


def _in_paragraph(facts: Facts, block: int, text: str, span: Span, counted: Sequence[Span]) -> Iterator[Result]:
    """A number with the names behind or before it in its paragraph, and those of which the names say how many."""
    number = span.figure.printed.digits
    behind = BEHIND.match(text, span.end)
    if behind and behind.end() < len(text):
        stop = _stop(text, behind.end())
        if items := _items(text, behind.end()):
            if items == number >= FEWEST:
                yield _tick(span, _evidence(facts, block, text, behind.end(), len(text)))
            return
        names = names_in(text[behind.end() : stop])
        if names and (names.bodies or not behind["bracket"]):
            evidence = _evidence(facts, block, text, behind.end(), stop)
            yield from _named(text, span, behind["what"], names, evidence, not behind["some"] and text[stop:] == "。")
            return
    next_ = NEXT.match(text, span.end)
    if next_ and BELOW.search(_around(text, span)):
        stop = _stop(text, next_.end())
        names = names_in(text[next_.end() : stop])
        if names and names.bodies and names.number == number:
            yield _tick(span, _evidence(facts, block, text, next_.end(), stop))
            return
    low, end = _low(text, span.start), span.start
    if text[low - 1 : low] == "," and SO_MANY.fullmatch(text, low, end):  # 包括：局机关、水文站，共2个单位
        low, end = _low(text, low - 1), low - 1
    opened = max((m.end() for m in OPENED.finditer(text, low, end)), default=0)
    in_brackets = text[low - 1 : low] in ("(", ":")
    stretch = text[max(low, opened) : end]
    names = names_in(AND_SO.sub("", stretch))
    if names and names.number == number >= FEWEST and (opened or in_brackets or AND_SO.search(stretch)):
        yield _tick(span, _evidence(facts, block, text, max(low, opened), end))
        among = [s for s in counted if max(low, opened) <= s.start and s.end <= end]  # 机关、4个支队5个单位
        yield from (_tick(s, span.figure.evidence("count")) for s in among)


def _named(text: str, span: Span, what: str, names: Names, evidence: Evidence, whole: bool) -> Iterator[Result]:
    """The number against the names behind it. ``whole`` says that they are all, and end their paragraph."""
    number, listed = span.figure.printed.digits, names.number
    own = bool(BELOW.search(_around(text, span))) and any(OWN.search(n) for n in names.names)
    if number in (listed, listed - own) and (listed >= FEWEST or names.bodies):
        yield _tick(span, evidence)
    certain = whole and names.sure and names.bodies and not names.open and not own and bool(OFFICES.search(what))
    if certain and min(number, listed) >= FEWEST and 0 < abs(number - listed) <= FAR:
        yield from _finding(span, listed, evidence)


def _held(
    facts: Facts, text: str, counted: Sequence[Span], listed: Listed, below: Sequence[tuple[int, str, list[Span]]]
) -> Iterator[Result]:
    """The numbers of a sentence against the lines or the table that it announces."""
    said = text[counted[0].start :] if counted else text
    if not listed.names and (OFFICES.search(said) or OTHER.search(said)):
        return
    numbers = [s.figure.printed.digits for s in counted]
    if len({bare(s.figure.unit) for s in counted}) == 1:
        first, *rest = numbers
        if sum(numbers) == listed.number or (first == listed.number and sum(rest) in (0, first)):
            yield from (_tick(s, listed.evidence) for s in counted)
        elif len(counted) == 1:
            yield from _of_one(text, counted[0], listed)
        elif listed.names:
            yield from _ranks(text, counted, listed)
    for _, words, spans_ in below:
        for span in spans_:
            around = _around(words, span)
            meant = listed.names and BELOW.search(around) and not ("预算单位" in around and listed.mixed)
            if meant and span.figure.printed.digits == listed.number - listed.own:
                yield _tick(span, listed.evidence)


def _ranks(text: str, counted: Sequence[Span], listed: Listed) -> Iterator[Result]:
    """下属2个二级单位、5个三级单位: the lines but for the office itself, and what they say they hold of each rank."""
    for span in counted:
        rank = RANK.match(text, span.end)
        held = [value_of(m[1]) for m in HELD.finditer(listed.evidence.quote or "") if rank and m[2] == rank[0]]
        of_lines = not held and span.figure.printed.digits == listed.number - listed.own
        if rank and (of_lines or (len(held) >= FEWEST and sum(held) == span.figure.printed.digits)):
            yield _tick(span, listed.evidence)


def _of_one(text: str, span: Span, listed: Listed) -> Iterator[Result]:
    number, words = span.figure.printed.digits, _around(text, span)
    below = bool(BELOW.search(words))
    if below and listed.own and number == listed.number - 1:
        yield _tick(span, listed.evidence)
    apart = abs(number - listed.number) if number >= FEWEST else 0
    said = OFFICES.search(words) and not OTHER.search(text, span.end)
    if listed.sure and not (below and listed.own) and said and 0 < apart <= FAR:
        yield from _finding(span, listed.number, listed.evidence)


def _around(text: str, span: Span) -> str:
    """The clause that a number stands in."""
    after = BREAKS.search(text, span.end, span.end + REACH)
    return text[_low(text, span.start) : after.start() if after else span.end + REACH]


def _low(text: str, start: int) -> int:
    """Where the clause begins."""
    first = max(0, start - REACH)
    return max((m.end() for m in BREAKS.finditer(text, first, start)), default=first)


def _tick(span: Span, evidence: Evidence) -> Tick:
    return Tick(span.figure.key, Status.AGREES, (evidence,), resolution=EXACT)


def _finding(span: Span, listed: int, evidence: Evidence) -> Iterator[Result]:
    yield Tick(span.figure.key, Status.DISAGREES, (evidence,))
    message = f"写的是{span.figure.quote}，列出的有{listed}项。"
    yield Finding(CODE, NAME, KIND, SEVERITY, message, (span.figure.evidence("count"), evidence), expected=str(listed))


def _stop(text: str, low: int) -> int:
    """Where the names end: at the first ; or 。 outside brackets, or with the bracket that they stand in."""
    depth = 0
    for mark in STOPS.finditer(text, low, low + WIDE):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if depth < 0 or (mark[0] in ";。" and not depth):
            return mark.start()
    return min(len(text), low + WIDE)


def _items(text: str, low: int) -> int:
    """How many items 1. 2. 3. or 一是, 二是 there are from here on, where the first of them stands right here."""
    number = 0
    for item in INSIDE.finditer(text[low : low + WIDE]):
        if value_of(item["number"] or item["han"]) != number + 1 or (not number and item.start()):
            break
        number += 1
    return number


def _evidence(facts: Facts, block: int, text: str, low: int, high: int) -> Evidence:
    paragraph = facts.document.blocks[block]
    assert isinstance(paragraph, Paragraph)
    offsets = squeeze(paragraph.text).offsets
    start, end = offsets[low], offsets[high]
    return Evidence("list", paragraph.text[start:end], paragraph.place(start, end), start, end, block=block)
