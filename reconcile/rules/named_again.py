"""Amounts that another sentence prints again of what it calls by the same words: 地方政府债券资金500万元, twice.

The words right before both numbers must end alike, in more than what any amount is called; that they differ says
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from reconcile.address import Standing, compare
from reconcile.facts import Facts
from reconcile.figures import NOWHERE, Figure, Key
from reconcile.index import trusted
from reconcile.interval import Printed
from reconcile.lexicon.names import stem
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import CLAUSE, REACH, Span, clause_before, spans
from reconcile.rules.partial import of_others
from reconcile.rules.statements import wholes
from reconcile.tuples import NamedTuple

ASIDE = ("subject", "measure")
# what may stand between a name and its number, and says nothing of it
FILLERS = lazy(r"(?:预算数?|决算数?|金额|总额|共计|合计|共|为|是|达到?|约|[:\"“”])+$")
# what any amount of such a document is called
COMMON = lazy(
    r"一般公共预算|政府性基金|国有资本经营|财政|拨款|基本|预算|决算|收入|支出|经费|资金|项目|费用?|安排|执行|本年|当年|上年|年度?|\d+|"
    r"单位|部门|万?元|[的数等各类为]"
)
MOVES = lazy(r"增|减|升|降|比|较|持平|上年|去年|占|超|节约|完成|不含|剔除|扣除|除")
APART = (("收入", "支出"), ("预算", "决算"), ("预算", "执行"), ("年初", "调整"), ("结转", "支出"), ("本级", "下属"))
YEAR = lazy(r"[12]\d{3}(?=年)")
SHORTEST, OWN, LONG = 4, 2, 6  # characters that end alike, of them not common, and so many that fewer digits do
DIGITS, FEWER = 4, 3
LEVELS = 3  # 类款项
GAVE = lazy(r"(?:新增|增加|安排|拨付|下达|追加|收到)了?$")
BEHIND = lazy(r"[\u4e00-\u9fff]+")
USE = lazy(r"(?:(?:主要)?用于|\()([\u4e00-\u9fff]+)")  # 125万元用于防汛, 600万元（原值）
NAMING = 8  # characters behind a number that name it
OF_PARTS = ("subject", "measure", "scope", "counted")
SUM = lazy(r"(?:以上|上述)[^,;。]{0,6}(?:合计|共计|总计)(?:为|共)?")
NEAR = 15  # paragraphs between
NUMBER = lazy(r"\d[\d,.]*[万亿]?元$")
MOST = 12  # times that a number is printed; more often it is of anything


class _Said(NamedTuple):
    """A number with its words, those before the bracket that it stands in, those behind it where they name it, and
    what it is used for."""

    figure: Figure
    words: str
    before: str
    behind: str = ""
    use: str = ""


def named_again(facts: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Each such amount with the one that it is."""
    found: dict[Printed, list[_Said]] = defaultdict(list)
    for _, text, spans_ in spans(facts):
        for span in spans_:
            if span.figure.type != "money" or not span.figure.printed.digits:
                continue
            words, behind = clause_before(text, span), BEHIND.match(text, span.end)
            after = behind[0] if behind else ""
            if GAVE.search(words) and behind:
                found[_plain(span.figure.printed)].append(_Said(span.figure, words, "", after))
            elif not MOVES.search(words):
                use = USE.match(text, span.end)
                found[_plain(span.figure.printed)].append(
                    _Said(span.figure, words, _before(text, span), use=use[1] if use else "")
                )
    of, paths = wholes(facts.prose.statements), _paths(facts)
    given = {f.address.id for f in facts.prose.figures if f.type == "money" and f.printed.digits}
    for said in found.values():
        for one, again in combinations(said, 2) if len(said) <= MOST else ():
            whole, other = of.get(one.figure.key), of.get(again.figure.key)
            same = _same(facts, one, again) or _only_item(paths, one.figure, again.figure)
            same = same or any(_only_part(facts, given, *pair) for pair in permutations((one.figure, again.figure)))
            if same and not (whole and other and whole != other):
                yield again.figure, one.figure


def _paths(facts: Facts) -> dict[Key, tuple[str, ...]]:
    """Of each amount, 类款项 or the one name that its statement is of."""
    return {f.key: s.subject.path for s in facts.prose.statements for fs in s.amounts.values() for f in fs}


def _only_item(paths: Mapping[Key, Sequence[str]], one: Figure, other: Figure) -> bool:
    """Whether one is a 类 and the other an item of it: 社会保障和就业支出67.64万元, of which no other item is named."""
    alone, item = sorted((paths.get(f.key, ()) for f in (one, other)), key=len)
    long = len(str(abs(one.printed.digits))) >= DIGITS
    return long and len(alone) == 1 and len(item) == LEVELS and stem(alone[0]) == stem(item[0])


def _only_part(facts: Facts, given: Collection[str], whole: Figure, part: Figure) -> bool:
    """Whether one is a whole and the other the only part of it that the text gives anything for: 公务用车购置及运行费
    217万元, 公务用车运行费217万元."""
    sets = facts.lexicon.parts.sets.get(whole.address.id, ())
    alone = any(part.address.id in s and s.isdisjoint(set(given) - {part.address.id}) for s in sets)
    if not alone or len(str(abs(whole.printed.digits))) < FEWER:
        return False
    return compare(trusted(whole.address), trusted(part.address), OF_PARTS).standing is not Standing.DIFFERENT


def _before(text: str, span: Span) -> str:
    """The words before the bracket that a number stands in: 扶贫资金 of 扶贫资金1400万元（含债券资金500万元）."""
    low = text.rfind("(", max(0, span.start - REACH), span.start)
    if low < 0 or ")" in text[low : span.start]:
        return ""
    return CLAUSE.split(NUMBER.sub("", text[max(0, low - REACH) : low]))[-1]


def _plain(printed: Printed) -> Printed:
    """80万 and 80.00万元 are one number."""
    digits, exponent = printed
    while digits % 10 == 0:
        digits, exponent = digits // 10, exponent + 1
    return Printed(digits, exponent)


def _same(facts: Facts, one: _Said, again: _Said) -> bool:
    if facts.prose.sentence(one.figure.key) == facts.prose.sentence(again.figure.key):
        return False
    if (_sums_up(one, again) and _fit(one, again)) or _behind(one, again) or _behind(again, one):
        return True
    alike = _ending(FILLERS.sub("", one.words), FILLERS.sub("", again.words))
    own = len(COMMON.sub("", alike))
    digits = len(str(abs(one.figure.printed.digits)))
    enough = digits >= DIGITS or (len(alike) >= LONG and digits >= FEWER)
    if len(alike) < SHORTEST or own < OWN or not enough or of_others(facts, one.figure, again.figure):
        return False
    return (not one.use or not again.use or one.use[:OWN] == again.use[:OWN]) and _fit(one, again)


def _behind(one: _Said, other: _Said) -> bool:
    """政府性基金拨款收入605.99万元. 新增了605.99万元政府性基金拨款: by how the words behind the number begin."""
    start = one.behind[:NAMING]
    return len(start) == NAMING and start in other.words and len(str(abs(one.figure.printed.digits))) > DIGITS


def _sums_up(one: _Said, again: _Said) -> bool:
    """共安排补助资金2649万元。1.……2.……以上资金合计2649万元: the number that a list announces, and what it comes to."""
    near = 0 < again.figure.key[0] - one.figure.key[0] <= NEAR
    return (
        near
        and bool(SUM.fullmatch(again.words))
        and "资金" in one.words
        and len(str(one.figure.printed.digits)) >= DIGITS
    )


def _ending(one: str, other: str) -> str:
    """How both end alike."""
    number = 0
    while number < min(len(one), len(other)) and one[-1 - number] == other[-1 - number]:
        number += 1
    return one[len(one) - number :]


def _fit(one: _Said, again: _Said) -> bool:
    """Whether nothing says that they are of two years, sides or budgets."""
    for a, b in APART:
        if {a, b} <= {w for s in (one, again) for w in (a, b) if w in s.words} and not all(
            a in s.words and b in s.words for s in (one, again)
        ):
            return False
    years = [set(YEAR.findall(s.words)) for s in (one, again)]
    first, second = [trusted(s.figure.address) if s.figure.address.subject else NOWHERE for s in (one, again)]
    if all(years) and years[0] != years[1]:
        return False
    if one.before and again.before and len(_ending(one.before, again.before)) < SHORTEST:
        return False  # 收入92亿元（含高新区8亿元）, 支出96亿元（含高新区8亿元）
    return NOWHERE in (first, second) or compare(first, second, ASIDE).standing is not Standing.DIFFERENT
