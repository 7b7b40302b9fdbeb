"""A total whose words say of how many amounts it is, where as many stand before it: 三年累计投入9万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Match

from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.rules.statements import main_amount, same_kind

NUMBERS = "零一二三四五六七八九十"
COUNTED = lazy(
    r"[,，](?:以上|上述|前述|这)?([两二三四五六七八九十]|[1-9]\d?)(年|项|类|级|者|个?季度|笔)(?!目)"
    r"[^,，。;；:：(（\d]{0,8}(?:合计|共计|总计|累计|之和)[^,，。;；:：(（\d]{0,8}$"
)
JOINED = lazy(r"(?:、|和|及|以及)(?:(?:[12]\d{3}年)?[^,，。;；:：()（）\d]{0,40})$")
FEWEST = 2
MOVES = lazy(r"增(?!值)|减|压|降|新增|超收|短收|节约")
STOCK = lazy(r"余额|结余|结转|限额|存量|累计|资产|负债|总量")
YEAR = lazy(r"[12]\d{3}(?=年)")
YEARS = lazy(r"([12]\d{3})年?[至到—-]([12]\d{3})年")
SAYING = lazy(
    r"^[,，](?:以上|上述|前述|这)?.{1,2}(?:年|项|类|级|者|个?季度|笔)|合计|共计|总计|累计|之和|总额|[共为达到约]|金额|资金|支出|收入|投入|安排|完成|实现|拨付|下达"
)
INCLUDES = lazy(r"[（(](?:含|包含|包括|其中|不含)")
PERIODS = ("年", "季度", "个季度")  # 收入105亿元，三年累计297亿元: of years that the sentence does not list


def counted_totals(facts: Facts) -> Iterator[tuple[Figure, tuple[Figure, ...], bool]]:
    """Each such total with the amounts that it is the total of, and whether its sentence states no other before it:
    教育两年投入3亿元、2亿元，卫生0.4亿元、0.3亿元，两年累计5.7亿元 is that of all four."""
    money = [f for f in facts.prose.figures if f.type == "money"]
    for at, total in enumerate(money):
        said = at and COUNTED.search(_between(facts, money[at - 1], total))
        if not said:
            continue
        many, before = number_of(said[1]), _sentence(facts, money[:at], total)
        rows = [_row(facts, before), *([] if said[2] in PERIODS else [_levels(facts, total)])]
        found = next((row for row in rows if len(row) == many >= FEWEST), [])
        one_way = len({f.printed.digits < 0 for f in (total, *found)}) == 1  # 分别压减: of the first it is known
        if found and one_way and all(same_kind(p, total) for p in found) and _alike(facts, found[0], said, many):
            others = {f.key for f in before} - {f.key for f in found} - _aside(facts, total)
            yield total, tuple(found), not others and _of_the_same(facts, found[0], total, said)


def _alike(facts: Facts, first: Figure, said: Match[str], many: int) -> bool:
    """Whether the words before the first amount are of what the total is of: of as many years, where it is one over
    years, and those of what is spent or comes in, for balances are not added; and both of changes, or none of them."""
    block, at = first.key[:2]
    head = facts.text(block)[:at].rpartition("。")[2]
    if bool(MOVES.search(head)) != bool(MOVES.search(said[0])):
        return False
    if said[2] not in PERIODS:
        return True
    named = {*YEAR.findall(head)}
    span = YEARS.search(head)
    years = int(span[2]) - int(span[1]) + 1 if span else len(named)
    return said[2] == "年" and years == many and not STOCK.search(head)


def _of_the_same(facts: Facts, first: Figure, total: Figure, said: Match[str]) -> bool:
    """Whether the total's words say nothing new: 偿还债务1亿元、2亿元，两年累计化债5亿元（含核销2亿元）."""
    text = facts.text(total.key[0])
    head, rest = text[: first.key[1]].rpartition("。")[2], SAYING.sub("", said[0])
    return not INCLUDES.match(text, total.end or total.key[1]) and (not rest or rest in head)


def number_of(words: str) -> int:
    """三, 两 or 12 as a number."""
    return int(words) if words.isdigit() else NUMBERS.index(words.replace("两", "二"))


def _between(facts: Facts, one: Figure, other: Figure) -> str:
    return facts.text(one.key[0])[one.end or one.key[1] : other.key[1]] if one.key[0] == other.key[0] else ""


def _row(facts: Facts, before: Sequence[Figure]) -> list[Figure]:
    """The amounts that 、 joins, up to the last."""
    row = [before[-1]]
    for figure in reversed(before[:-1]):
        if not JOINED.match(_between(facts, figure, row[0])):
            break
        row.insert(0, figure)
    return row


def _sentence(facts: Facts, before: Sequence[Figure], total: Figure) -> list[Figure]:
    """The amounts of the total's sentence before it."""
    return [f for f in before if facts.prose.sentence(f.key) == facts.prose.sentence(total.key)]


def _levels(facts: Facts, total: Figure) -> list[Figure]:
    """What the sentence says before the total, one amount of each thing, none of them a part of another."""
    here = [(s, f) for s in _before(facts, total) if (f := main_amount(s)) and _sentence(facts, [f], total)]
    heads = [(s, f) for s, f in here if s.parent is None and f.key < total.key]
    return [f for _, f in heads] if all(len(s.amounts) == 1 for s, _ in heads) else []


def _before(facts: Facts, total: Figure) -> list[Statement]:
    return [s for s in facts.prose.statements if s.block == total.key[0] and s.start < total.key[1]]


def _aside(facts: Facts, total: Figure) -> set[Key]:
    """The changes, and the parts of what is listed: 增值税3亿元（其中市级1亿元），比上年减少1亿元."""
    said = _before(facts, total)
    parts = {f.key for s in said if s.parent is not None for fs in s.amounts.values() for f in fs}
    return parts | {s.change.key for s in said if s.change}
