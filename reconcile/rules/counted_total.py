"""A total whose words say of how many amounts it is, where as many stand before it: 三年累计投入9万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from re import Match

from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.quantity.numerals import parse
from reconcile.rules.statements import main_amount, same_kind

COUNTED = lazy(
    r"[,，](?:以上|上述|前述|这)?([两二三四五六七八九十]|[1-9]\d?)(年|项|类|级|者|个?季度|笔)(?!目)"
    r"[^,，。;；:：(（\d]{0,8}(?:合计|共计|总计|累计|之和)[^,，。;；:：(（\d]{0,8}$"
)
JOINED = lazy(r"(?:、|和|及|以及)(?:(?:[12]\d{3}年)?[^,，。;；:：()（）\d]{0,40})$")
FEWEST, LONGEST = 2, 60  # amounts of a sentence
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
    money = (f for f in facts.prose.figures if f.type == "money")
    said = {key: list(run) for key, run in groupby(facts.prose.statements, lambda s: facts.prose.sentence(_key(s)))}
    for key, sentence in groupby(money, lambda f: facts.prose.sentence(f.key)):
        amounts = list(sentence)
        if len(amounts) <= LONGEST:  # a list of more has no total that says how many
            yield from _of_sentence(facts, amounts, said.get(key, []))


def _key(statement: Statement) -> Key:
    amount = main_amount(statement)
    return amount.key if amount else (statement.block, statement.start, -1)


def _of_sentence(
    facts: Facts, amounts: Sequence[Figure], statements: Sequence[Statement]
) -> Iterator[tuple[Figure, tuple[Figure, ...], bool]]:
    for at, total in enumerate(amounts):
        said = at and COUNTED.search(_between(facts, amounts[at - 1], total))
        number = parse(said[1]) if said else None
        if not said or number is None:
            continue
        before = amounts[:at]
        rows = [_row(facts, before), *([] if said[2] in PERIODS else [_levels(statements, total)])]
        found = next((row for row in rows if len(row) == number.digits >= FEWEST), [])
        one_way = len({f.printed.digits < 0 for f in (total, *found)}) == 1  # 分别压减: of the first it is known
        alike = all(same_kind(p, total) for p in found)
        if found and one_way and alike and _alike(facts, found[0], said, number.digits):
            others = {f.key for f in before} - {f.key for f in found} - _aside(statements)
            yield total, tuple(found), not others and _of_the_same(facts, found[0], total, said)


def _alike(facts: Facts, first: Figure, said: Match[str], many: int) -> bool:
    """Whether the words before the first amount are of what the total is of: of as many years, where it is one over
    years, and those of what is spent or comes in, for balances are not added; and both of changes, or none of them."""
    block, at = first.key[:2]
    text = facts.text(block)
    head = text[text.rfind("。", 0, at) + 1 : at]
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
    head = text[text.rfind("。", 0, first.key[1]) + 1 : first.key[1]]
    rest = SAYING.sub("", said[0])
    return not INCLUDES.match(text, total.end or total.key[1]) and (not rest or rest in head)


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


def _levels(statements: Sequence[Statement], total: Figure) -> list[Figure]:
    """What the sentence says before the total, one amount of each thing, none of them a part of another."""
    heads = [(s, f) for s in statements if s.parent is None and (f := main_amount(s)) and f.key < total.key]
    return [f for _, f in heads] if all(len(s.amounts) == 1 for s, _ in heads) else []


def _aside(statements: Sequence[Statement]) -> set[Key]:
    """The changes, and the parts of what is listed: 增值税3亿元（其中市级1亿元），比上年减少1亿元."""
    parts = {f.key for s in statements if s.parent is not None for fs in s.amounts.values() for f in fs}
    return parts | {s.change.key for s in statements if s.change}
