"""Sums whose words say where they end, of things that the lexicon need not know.

Two that there is no third beside (额度49亿元，其中：转贷市级13.8亿元，转贷区级35.2亿元), a sentence that lists and
does nothing else (返还370亿元。包括甲156亿元、乙60亿元、丙154亿元。), what is added and the total
(收入22.7亿元，加上结余11.1亿元后，总收入33.8亿元), amounts of things whose numbers add up
(36个项目9.36亿元，其中甲15个2.28亿元，乙21个7.08亿元), a division of another whole that comes out. One that does not
come out is an error only where another digit in one of its numbers is all that it needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.forms import Form
from reconcile.interval import Verdict, judge_sum
from reconcile.judging import one_digit, slip
from reconcile.patterns import lazy
from reconcile.relations import Relation
from reconcile.rules.exact_runs import divided_alike
from reconcile.rules.exact_sums import MOVES
from reconcile.rules.paragraphs import Span, clause_before, in_brackets, spans
from reconcile.tuples import NamedTuple

LABEL = "各部分之和应等于整体"
LISTED, COUNTED = 3, 2  # parts of a list, and of numbers that add up
HALVES = {
    "own": lazy(r"[省市州盟](?:本级|级(?!和))|(?<![市州区县])[区县]本级|自治区本?级|(?<![省市州区县盟])本级|留用"),
    "below": lazy(r"市县|区县|县区|县市|各[市县区]|[区县]级|镇街|下级|所属"),
    "general": lazy(r"一般债[务券]?"),
    "special": lazy(r"专项债[务券]?"),
    "plain transfers": lazy(r"一般性转移支付"),
    "special transfers": lazy(r"专项转移支付"),
    "general budget": lazy(r"一般公共预算"),
    "fund budget": lazy(r"政府性基金预算"),
    "new": lazy(r"新增(?:政府)?债券"),
    "again": lazy(r"再融资债券"),
}
PAIRS = ({"own", "below"}, {"general", "special"})
BY_KINDS = ({"plain transfers", "special transfers"}, {"general budget", "fund budget"})
DIVISIONS = (*PAIRS, {"new", "again"})
BY_LAW = ("general", "special")  # there is no third but what follows by its own name
TRANSFERS = ("plain transfers", "special transfers")  # they are of a whole of their own name
BUDGETS = ("general budget", "fund budget")  # a third is not seldom, but of what is said to be in all
ANEW = lazy(r";(?:全[省市州县区盟]|[省市县区]本?级)?(?:共)?(?:安排|偿还)")
HANDED = lazy(r"转移支付|补助|转贷|使用|留用|分配|对|各|的|为|用于")
OF_WHICH = lazy(r"(?:,[^。;]{2,60})?[,。;]?(?:其中|包括)[:,]?")
BY_KIND = lazy(r"(?:,[^,。;]{2,60})?[,。;]?(?:[^,。;()]{2,80}[,])?(?:其中|包括|包含)[:,]?")
IN_SUM = lazy(r"合计|共计|总计|总共")
THIRD, REACHED = lazy(r"返还|国有资本|社会保险|共同财政|置换"), 30  # what else follows, within so many characters
SEVERAL = lazy(r"返还|[和及、]|[三四]本|各类|各项")
NEXT_PART = lazy(r"。[^,。;:]{1,10}\d[\d.,]*[万亿]")
DIVIDED = lazy(r"(?<=[。;,])按照?[^,。;:()]{2,8}?(?:划分|分)[,:]?(?:包括|其中)?[:,]?")
PART_ENDS = lazy(r"(?:[,、]占[^,、;。%]{0,12}\d[\d.]*%)?(?:[、,;和及]|以及)")
AGAIN = lazy(r"(?<=[。;])([^,。;:()、]{4,14})中,")
LISTS = lazy(r"。(?:包括|分为|由)[:]?")
OPEN = lazy(r"等|主要|余下|其余|其中|约|近|超|余元")
GOES_ON = lazy(
    r"等|主要|约|近|超|余元|\(|,(?!主要|重点|全部|均|已|用于|支持|专项用|较|比|同比|占|增长|下降|其中|有[力效]|完成|同)"
)
MORE = lazy(r"此外|另外|另有|其余|余下")
REST = lazy(r"其[余他它]|另|此外|还|剩余|余下")
PLAIN_WORDS = lazy(r"涉及|资金|金额|合计|共计?|总")
PER = lazy(r"每|均|[增减]")
TAKEN = lazy(r"扣|剔|划|除|含")
ADDED = lazy(r"加上?|再加")
PLANNED = lazy(r"[,。;](?:总?支出(?:预算|预计)?相应安排|相应安排(?:总?支出)?)(?:为)?")
MORE_MONEY = lazy(r"加上?|结[余转]|补助|调[入出]|其中|动用")
SPENDING, BALANCED = (
    lazy(r"[,。;](?:总?支出|支出(?:预算|总计|合计))(?:数)?(?:安排)?为?"),
    lazy(r"[,。;]收支(?:相抵[,]?[^,。;\d]{0,12}|[^,。;\d]{0,4})平衡"),
)
TOTAL = lazy(r"(总收入|总支出|收入总计|支出总计|收入合计|支出合计)[为达计]?$")
NAMES = lazy(r"[、和及]")
WITH = lazy(r"[^,]{0,12},连同[^,]{0,16}(?:安排|投入|资金)")
IN_ALL = lazy(r"^[^,]{0,24},全[省市州县区盟](?:共|合计)?(?:安排|投入|[^,]{2,8}资金)(?:达|为)?$")
ENDS = lazy(r"。(?!此外|另|其余)|,(?:支持|用于|推动|保障)")
SPENDS, ASIDE = lazy(r"安排|投入"), lazy(r"其余|另|自筹|抵|目标|社会|争取")


class _Line(NamedTuple):
    """The amounts and counts of a paragraph."""

    text: str
    money: list[Span]
    counts: list[Span]


def closed_sums(facts: Facts, code: str, kind: str, told: Collection[frozenset[Key]]) -> Iterator[Relation]:
    """Each list that comes to its whole, or would with another digit in one of its numbers; ``told`` are the wholes
    with their parts that were read as such."""
    for line in _lines(facts):
        for whole, parts in (
            *_halves(line),
            *_kinds(line),
            *_named_again(line),
            *_divided(line),
            *_sentences(line),
            *_numbered(line),
            *_together(line),
        ):
            yield from _told(code, kind, LABEL, whole.figure, [s.figure for s in parts])
    for amount, figures in divided_alike(facts):
        if frozenset(f.key for f in (amount, *figures)) in told:
            continue
        yield from _told(code, kind, LABEL, amount, figures)


def added_up(facts: Facts, code: str, kind: str, label: str) -> Iterator[Relation]:
    """The same of totals to which something is added."""
    for line in _lines(facts):
        for whole, parts in _added(line):
            yield from _told(code, kind, label, whole.figure, [s.figure for s in parts])


def planned_alike(facts: Facts, code: str, kind: str) -> Iterator[Relation]:
    """Spending that is planned after the income, or said to balance it: 收入0.72亿元，支出相应安排0.72亿元."""
    for line in _lines(facts):
        for income, spending in pairwise(line.money):
            between = _words(line, income, spending)
            balanced = SPENDING.fullmatch(between) and BALANCED.match(line.text, spending.end)
            planned = PLANNED.fullmatch(between) and _alone(line, income, spending)
            told = (PLANNED.fullmatch(between) or balanced) and "收入" in clause_before(line.text, income)
            of = (income.figure.of(spending.figure.address),)
            equal = Relation(
                code, kind, Form.EQUAL, spending.figure, of, label="支出按收入相应安排，两数应当相等", listed=True
            )
            if told and (equal.judge() is not Verdict.INCONSISTENT or (planned and slip(equal))):
                yield equal


def _alone(line: _Line, income: Span, spending: Span) -> bool:
    """Whether nothing else is in their sentences that is added, left or handed over."""
    low = line.text.rfind("。", 0, income.start) + 1
    high = spending.end + len(line.text[spending.end :].split("。")[0])
    others = [s for s in line.money if low <= s.start < high]
    return others == [income, spending] and not MORE_MONEY.search(line.text[low:high])


def _lines(facts: Facts) -> Iterator[_Line]:
    for _, text, found in spans(facts):
        money = [s for s in found if s.figure.type == "money" and s.figure.printed.digits > 0]
        yield _Line(text, money, [s for s in found if s.figure.type == "count"])


def _told(code: str, kind: str, label: str, whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    inputs = tuple(f.of(whole.address) for f in parts)  # of it, whatever else they are of
    sums = Relation(code, kind, Form.SUM, whole, inputs, (), label, complete=True, listed=True, mended=True)
    if sums.judge() is not Verdict.INCONSISTENT or any(one_digit(sums, f) for f in sums.figures):
        yield sums


def _words(line: _Line, before: Span, after: Span) -> str:
    return line.text[before.end : after.start]


def _halves(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """The two of a kind that there is no third beside: levels of government, and debts by law."""
    for whole, one, other in zip(line.money, line.money[1:], line.money[2:], strict=False):
        opening, between = _words(line, whole, one), _words(line, one, other)
        start = OF_WHICH.match(opening)
        first, second = opening[start.end() :] if start else "", between[1:]
        if not start or between[:1] not in {",", "、", ";"} or any(c in first + second for c in ",。;:()"):
            continue
        by_law = _half(first) in BY_LAW and between[0] != ";" and ANEW.match(line.text, other.end) is not None
        if MOVES.search(clause_before(line.text, whole) + first + second) or (not by_law and _goes_on(line, other)):
            continue
        if "包括" in start[0] and _half(first) not in BY_LAW:
            continue
        said = clause_before(line.text, whole)
        halves = {_half(first), _half(second)} in PAIRS and _alike(first, second, said)
        if halves and not _of_another(line, whole, one, other):
            yield whole, (one, other)


def _kinds(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """转移支付30亿元，包括一般性转移支付28亿元、专项转移支付2亿元: both kinds, nothing behind them. So of budgets."""
    for whole, one, other in zip(line.money, line.money[1:], line.money[2:], strict=False):
        opening, between = _words(line, whole, one), _words(line, one, other)
        start = BY_KIND.match(opening)
        named = [_half(opening[start.end() :] if start else ""), _half(between[1:])]
        said = clause_before(line.text, whole)
        of = "转移支付" in said if named[0] in TRANSFERS else named[0] in BUDGETS and IN_SUM.search(said) is not None
        plain = between[:1] in {",", "、", ";"} and not any(c in between[1:] for c in ",。;:()")
        level = start is not None and not MOVES.search(said + between + opening[start.end() :])
        ends = line.text[other.end : other.end + 1] in {"。", ";", ""} and not REST.match(line.text, other.end + 1)
        third = THIRD.search(line.text[other.end : other.end + REACHED]) or SEVERAL.search(said)
        closed = start and of and plain and level and ends and not third and set(named) in BY_KINDS
        if closed and not _of_another(line, whole, one, other):
            yield whole, (one, other)


def _named_again(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """新增限额4398亿元(含外贷4亿元)。新增限额中，省级292亿元，市县4106亿元: the two halves of what is named again."""
    for again in AGAIN.finditer(line.text):
        named = [s for s in line.money if s.end <= again.start() and clause_before(line.text, s).endswith(again[1])]
        parts = [s for s in line.money if s.start >= again.end()][:2]
        before = [s for s in line.money if s.end <= again.start() and not in_brackets(line.text, s.start)]
        if not named or len(parts) < COUNTED or named[-1] != before[-1] or NEXT_PART.match(line.text, parts[1].end):
            continue
        first, second = line.text[again.end() : parts[0].start], _words(line, *parts)
        plain = second[:1] in {",", "、", ";"} and not any(c in first + second[1:] for c in ",。;:()")
        own = {_half(first), _half(second)} in PAIRS and _alike(first, second[1:], again[1])
        if plain and own and not MOVES.search(first + second) and not _goes_on(line, parts[1]):
            yield named[-1], parts


def _divided(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """发行债券1607亿元。按类别划分，一般债券543亿元，专项债券1064亿元: both kinds of the only amount before. Of what is
    divided by 用途 or 期限 there may be more."""
    starts = list(DIVIDED.finditer(line.text))
    for said in starts:
        first = starts[0].start()
        opened = line.text.rfind("。", 0, first - 1) + 1
        wholes = [s for s in line.money if opened <= s.start < first]
        stop = line.text.find("。", said.end())
        stops = (stop if stop >= 0 else len(line.text), *(m.start() for m in starts if m.start() > said.start()))
        end = min(stops)
        parts = [s for s in line.money if said.end() <= s.start < end]
        if THIRD.search(line.text[end : end + REACHED]) or NEXT_PART.match(line.text, end):
            continue
        if len(wholes) != 1 or len(parts) != COUNTED or "(" in line.text[said.end() : end]:
            continue
        first_name, join = line.text[said.end() : parts[0].start], PART_ENDS.match(line.text, parts[0].end)
        names = (first_name, line.text[join.end() : parts[1].start]) if join else ()
        plain = not any(c in n for n in names for c in ",。;:、")
        words = "|".join((*names, clause_before(line.text, wholes[0]))).replace("新增", "")
        if {_half(n) for n in names} in DIVISIONS and plain and not any(p.search(words) for p in (MOVES, OPEN, TAKEN)):
            yield wholes[0], parts


def _half(words: str) -> str:
    """Which half the words name, "" for none or several."""
    named = [half for half, pattern in HALVES.items() if pattern.search(words)]
    return named[0] if len(named) == 1 else ""


def _alike(first: str, second: str, whole: str) -> bool:
    """Whether both name nothing but their half and what the whole is of."""
    one, other = (HANDED.sub("", _without_half(words)) for words in (first, second))
    return one in whole and other in whole


def _of_another(line: _Line, whole: Span, *parts: Span) -> bool:
    """Whether an amount before it in its sentence is what the parts come to: 余额45亿元，结余5亿元，其中……."""
    first = line.text.rfind("。", 0, whole.start) + 1
    printed = [s.figure.printed for s in parts]
    before = [s for s in line.money if first <= s.start < whole.start]
    return any(judge_sum(s.figure.printed, printed) <= Verdict.BY_ROUNDING for s in before)


def _without_half(words: str) -> str:
    for pattern in HALVES.values():
        words = pattern.sub("", words)
    return words


def _goes_on(line: _Line, last: Span) -> bool:
    """Whether another item of the list follows, or the list is open."""
    end = line.text.find("。", last.end)
    more = any(last.end < s.start < (end if end >= 0 else len(line.text)) for s in line.money)
    return more or bool(GOES_ON.match(line.text, last.end)) or bool(end >= 0 and MORE.match(line.text, end + 1))


def _sentences(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """A sentence that lists the parts of the amount that the one before it ends with. What follows 包括 inside of a
    sentence is often only some of it."""
    for at, whole in enumerate(line.money):
        opening = LISTS.match(line.text, whole.end)
        if opening is None:
            continue
        start, end = opening.end(), line.text.find("。", opening.end())
        parts = [s for s in line.money[at + 1 :] if s.end <= end]
        sentence = line.text[start:end]
        numbers = sum(start < c.start < end for c in line.counts)
        plain = not numbers and not OPEN.search(sentence) and not any(c in sentence for c in "(%;:")
        ends = len(parts) >= LISTED and parts[-1].end == end and not REST.match(line.text, end + 1)
        level = not MOVES.search(clause_before(line.text, whole))
        if ends and plain and level and not _of_another(line, whole, *parts):
            yield whole, parts


def _added(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    for at, whole in enumerate(line.money):
        first = line.text.rfind("。", 0, whole.start) + 1
        words = line.text[first : whole.start]
        total = TOTAL.search(words)
        starts = [m.start() for m in ADDED.finditer(words)]
        if not total or len(starts) != 1 or "后," not in words:
            continue
        inside = [s for s in line.money[:at] if s.start >= first]
        parts = [s for s in inside if s.start > first + starts[0]]
        base = _base(line, inside[: len(inside) - len(parts)], first)
        names = [_words(line, a, b) for a, b in zip((None, *parts), parts, strict=False) if a]
        names += [line.text[first + starts[0] : parts[0].start]] if parts else []
        if not base or not parts or line.text[parts[-1].end : parts[-1].end + 2] != "后,":
            continue
        plain = not any(
            NAMES.search(n.strip("、和及")) or any(p.search(n) for p in (OPEN, TAKEN, MOVES)) for n in names
        )
        begun = line.text[first : first + starts[0]] if base.start < first else ""
        planned = line.text[: base.start].endswith("预算") and "完成" in line.text[base.end : whole.start]
        if plain and not begun and not planned and total[1].strip("总计合") in line.text[: base.start]:
            yield whole, (base, *parts)


def _together(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """市本级投入18.71亿元，连同镇街投入7.5亿元，全市达26.21亿元: two and what they are together, in one sentence."""
    for one, other, whole in zip(line.money, line.money[1:], line.money[2:], strict=False):
        joined, summed = _words(line, one, other), _words(line, other, whole)
        alone = line.text.rfind("。", 0, one.start) + 1
        first = not any(alone <= s.start < one.start for s in line.money)
        words = (clause_before(line.text, one), joined, summed)
        if not first or any(p.search(w) for w in words for p in (MOVES, OPEN, TAKEN)):
            continue
        told = SPENDS.search(clause_before(line.text, one)) and WITH.match(joined) and IN_ALL.search(summed)
        ends = ENDS.match(line.text, whole.end) and not ASIDE.search(line.text[whole.end :].split("。")[0])
        if told and ends and not any(c in joined + summed for c in "。;"):
            yield whole, (one, other)


def _base(line: _Line, before: Sequence[Span], first: int) -> Span | None:
    """The amount that others are added to: the only one of the sentence before them outside brackets, or of the
    sentence before it."""
    if not before:
        opened = line.text.rfind("。", 0, max(first - 1, 0)) + 1
        before = [s for s in line.money if opened <= s.start < first]
    opened = before[0].start if before else 0
    own = [s for s in before if "其中" not in line.text[opened : s.start]]
    plain = [s for s in own if not in_brackets(line.text, s.start)]
    return plain[0] if len(plain) == 1 else None


def _numbered(line: _Line) -> Iterator[tuple[Span, Sequence[Span]]]:
    """Amounts of numbers of things, where the numbers add up."""
    pairs = [(c, m) for c in line.counts if (m := _amount_of(line, c))]
    for at, (count, whole) in enumerate(pairs):
        rest = [(c, m) for c, m in pairs[at + 1 :] if c.figure.unit == count.figure.unit]
        if len({PLAIN_WORDS.sub("", clause_before(line.text, m)) for _, m in ((count, whole), *rest)}) > 1:
            continue  # 计划投资, and of each 完成投资
        for n in range(COUNTED, len(rest) + 1):
            some = rest[:n]
            if sum(c.figure.printed.value for c, _ in some) == count.figure.printed.value:
                yield whole, [m for _, m in some]
                break


def _amount_of(line: _Line, count: Span) -> Span | None:
    """The amount that follows a count in its sentence before any other one."""
    end = min((c.start for c in line.counts if c.start > count.start), default=len(line.text))
    found = next((m for m in line.money if m.start > count.end), None)
    words = line.text[count.end : found.start] if found and found.start < end else "。"
    return None if "。" in words or PER.search(words) else found
