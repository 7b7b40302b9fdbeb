"""What is counted one by one and adds up to the last one, where the words say that it should.

Counts are short, so that some of them always come to another by chance: only a list that its words open (其中, 分别为,
如下) is added up, and counts whose names say that they are the parts (在职 and 离退休 of 人员, 已整改 and 正在整改 of
问题).
A sum that does not come out says nothing, for who knows what was left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.quantity.units import bare
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.tuples import NamedTuple

Sum = tuple[Figure, tuple[Figure, ...], tuple[int, ...]]

OPENS = lazy(r"^[^。;\d]{0,20}?(?P<bracket>\(?)(?:其中|分别|包括|分为)(?:包括|为|是|有)?[:,]?")
STARTS = lazy(r"如下[:。]?$")
EACH = lazy(r"各$")
JOINS = lazy(r"、|和|及(?!其)|与")
COMPARED = lazy(r"比|较|同期|上年|去年|其中")  # 比上年增加3人 is no part, and 其中 begins parts of a part
FEWEST = 2
STOPS = lazy(r"[()。]")
COMMA = lazy(r"[,;。]")
ENDS = lazy(r";|离休|退休|退职|遗属|另")  # what a list of those at work, of officers goes no further than
MOST, WIDE = 40, 2000  # parts of a list, characters of it
PERSONS = ("人", "名", "位")

# what the name of a whole holds, what it may not hold, and what the name of each of its parts holds
KIN = (
    (lazy(r"编制"), lazy(r"行政|事业|工勤|政法|参照?公|机关"), lazy(r"(?:行政|事业|工勤|政法|参照?公|机关).*编制")),
    (lazy(r"问题"), lazy(r"整改|解决|销号"), lazy(r"整改|解决|销号")),
    (
        lazy(r"合计|共计|总计|总数|总人数|(?:共有|实有|年末)(?:人员|职工|人数|教职工)"),
        lazy(r"在职|在编|离休|退休|编外|聘用"),
        lazy(r"在职|在编|离休|退休|编外|聘用|遗属"),
    ),
    (
        lazy(r"(?:共有|合计|总计|总数|保有量).*|(?:车辆|用车)(?:总数|保有量)"),
        lazy(r"轿车|越野车|客车|货车|执法|业务用车|其他用车"),
        lazy(r"轿车|越野车|客车|货车|商务车|摩托车|[\u4e00-\u9fff]{2}用车$"),
    ),
)


class _Member(NamedTuple):
    span: Span
    times: int = 1  # 甲和乙各1辆: two of them

    @property
    def digits(self) -> int:
        return self.span.figure.printed.digits * self.times

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.span.figure,) * self.times


def count_sums(facts: Facts) -> Iterator[Sum]:
    """Each whole with the parts that come to it."""
    announcing: tuple[int, list[Span]] = (-1, [])
    for block, text, found in spans(facts):
        counted = [s for s in found if s.figure.counted]
        yield from _opened(text, found)
        yield from _akin(text, counted)
        if announcing[0] == block - 1:
            yield from _announced(text, counted, announcing[1])
        announcing = (block if STARTS.search(text) else -1, counted)


def _opened(text: str, found: Sequence[Span]) -> Iterator[Sum]:
    """职工62人，其中教师50人、工勤12人: all of the list, or as many of it as come to what it is a list of."""
    for at, (whole, first) in enumerate(pairwise(found)):
        opens = OPENS.match(text[whole.end : first.start])
        if not whole.figure.counted or opens is None:
            continue
        inside = bool(opens["bracket"])
        low = whole.end + opens.end()
        following = islice(found, at + 1, at + 1 + MOST)
        parts = list(_listed(text, low, _end(text, low, inside), following, _unit(whole)))
        if number := _come_to(text, whole, parts):
            yield whole.figure, tuple(f for p in parts[:number] for f in p.figures), ()


def _come_to(text: str, whole: Span, parts: Sequence[_Member]) -> int:
    """How many of the parts, from the first, come to the whole: all of them, or those before a semicolon, the retired,
    what is more than the whole, or the first comma of a list that 、 joins. 0 where none do."""
    wanted, sum_, last = whole.figure.printed.digits, 0, 0
    for number, part in enumerate(parts, 1):
        sum_ += part.digits
        more = next((p for p in parts[number:] if p.digits), None)
        if (
            sum_ == wanted
            and wanted
            and number >= FEWEST
            and (more is None or _ended(text, wanted, parts[:number], more))
        ):
            last = number
    return last


def _ended(text: str, wanted: int, parts: Sequence[_Member], more: _Member) -> bool:
    """Whether the list ends before what is counted next."""
    low, high = parts[-1].span.end, more.span.start
    closed = _tight(text, parts) and COMMA.match(text, low) is not None
    return more.digits > wanted or closed or ENDS.search(text, low, high) is not None


def _tight(text: str, parts: Sequence[_Member]) -> bool:
    """Whether 、 joins them all."""
    between = [text[a.span.end : b.span.start] for a, b in pairwise(parts)]
    return bool(between) and all("、" in b and not COMMA.search(b) for b in between)


def _end(text: str, low: int, inside: bool) -> int:
    """Where a list ends: with the bracket that it stands in, else with its sentence."""
    depth = 1 if inside else 0
    for mark in STOPS.finditer(text, low, low + WIDE):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if (inside and depth == 0) or mark[0] == "。":
            return mark.start()
    return min(len(text), low + WIDE)


def _listed(text: str, low: int, high: int, found: Iterable[Span], unit: str) -> Iterator[_Member]:
    """The counts of one unit in a stretch, but for those in brackets of their own and what is compared."""
    for span in found:
        if span.start >= high:
            return
        if not span.figure.counted or _unit(span) != unit or _depth(text, low, span.start):
            continue
        clause = clause_before(text[low : span.end], Span(span.figure, span.start - low, span.end - low))
        if COMPARED.search(clause):
            if clause.startswith("其中"):
                return
            continue
        times = len(JOINS.findall(clause)) + 1 if EACH.search(clause) else 1
        yield _Member(span, times)


def _akin(text: str, counted: Sequence[Span]) -> Iterator[Sum]:
    """共发现问题8个，已整改5个，正在整改3个: by their names, next to each other in one sentence or bracket."""
    rows: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for place, span in _placed(text, counted):
        rows[place].append(span)
    for row in rows.values():
        names = [clause_before(text, s) for s in row]
        for is_whole, not_whole, is_part in KIN:
            parts = [bool(is_part.search(n)) and not COMPARED.search(n) for n in names]
            for at, whole in enumerate(row):
                if not is_whole.search(names[at]) or not_whole.search(names[at]):
                    continue
                sums = (r for r in _runs(row, parts, at) if _makes(whole, r))
                yield from ((whole.figure, tuple(s.figure for s in run), ()) for run in list(sums)[:1])


def _placed(text: str, counted: Sequence[Span]) -> Iterator[tuple[tuple[int, int], Span]]:
    """Each count with how many sentences and open brackets are before it."""
    sentence = depth = low = 0
    for span in counted:
        sentence += text.count("。", low, span.start)
        depth += _depth(text, low, span.start)
        low = span.start
        yield (sentence, depth), span


def _runs(row: Sequence[Span], parts: Sequence[bool], at: int) -> Iterator[Sequence[Span]]:
    """The parts right behind the whole and those right before it, the longest first."""
    high = at + 1
    while high < min(len(row), at + MOST) and parts[high]:
        high += 1
    low = at
    while low > max(0, at - MOST) and parts[low - 1]:
        low -= 1
    yield from (row[at + 1 : end] for end in range(high, at + FEWEST, -1))
    yield from (row[start:at] for start in range(low, at - FEWEST + 1))


def _makes(whole: Span, run: Sequence[Span]) -> bool:
    alike = len({_unit(s) for s in (whole, *run)}) == 1
    return alike and sum(s.figure.printed.digits for s in run) == whole.figure.printed.digits


def _announced(text: str, counted: Sequence[Span], before: Sequence[Span]) -> Iterator[Sum]:
    """在职14人。具体情况如下： and then 专技岗7人（其中：……）；管理岗4人；工勤岗3人: what the paragraph comes to."""
    row = [s for (_, depth), s in _placed(text, counted) if not depth]
    wholes = [s for s in before if s.figure.printed.digits and len(row) > FEWEST]
    found = [w for w in wholes[:MOST] if _makes(w, row)]
    if len(found) == 1:
        yield found[0].figure, tuple(s.figure for s in row), ()


def _depth(text: str, low: int, at: int) -> int:
    return text.count("(", low, at) - text.count(")", low, at)


def _unit(span: Span) -> str:
    unit = bare(span.figure.unit)
    return PERSONS[0] if unit in PERSONS else unit
