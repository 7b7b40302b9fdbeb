"""What the words around an amount say it is a part of: one fund, one office, a stretch of the year."""

from __future__ import annotations

from itertools import takewhile

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy
from reconcile.rules.paragraphs import CLAUSE

PART = lazy(
    r"[局厅委办院校站所]机关|本级|所属|下属|[上下]半年|[一二三四]季度|另有|截至(?:20\d\d年)?(?:[1-9]|1[01])月|\d{1,2}月份|"
    r"[扣剔]除[^，。]{2,12}后|[“\"][一二]上[”\"]"
)
# kinds of funds, and what they are spent on, of which an account may be drawn up alone
FUNDS = lazy(
    r"非财政拨款|财政拨款|一般公共预算|政府性基金|国有资本经营|专户|其他资金|单位资金|基本支出|"
    r"(?:事业|经营|其他|项目)(?=收|支|结|年[初末])|合计(?=[:：])|总收支"
)
# a whole of all funds, or what is carried from year to year
WHOLE = lazy(r"^(?:[一二三四五六七八九十]、)?(?:本年|当年)?(?:收入|支出)?(?:[总合]计|总额)|年[初末]|结转|结余")
LABEL = lazy(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*([^，。:：;；\d]{2,16}[:：。])")
# what may stand before a name and makes it no other
PLAIN = lazy(
    r"其中|包括|主要|用于|本次|共?安排|执行|决定|拨付|下达|合计|本年度?|当年|上年|\d+年?|年度?|本?单位|本?部门|全年|预算|决算|经费|资金|"
    r"[“”\"《》（）()：:、.．的为是和及与含]|[一二三四五六七八九十](?=[、.．])"
)
MEASURED = lazy(r"(?:预算|决算|总额|金额|数|合计|共计|为|是|达到?|约)+$")
LEVEL = lazy(r"[(（][类款项][)）]")
AMOUNT = lazy(r"\d[\d,.]*\s*[万亿]?元")


TOLD = lazy(r"收|支|预算|决算|情况|说明|经费|资金|结转|年|本部门|本单位|合计|总计")


def office_of(facts: Facts, figure: Figure) -> str:
    """（1）一中。 at the beginning of the paragraph: a name that says nothing of budgets; "" for none."""
    label = LABEL.match(facts.text(figure.key[0])[: figure.key[1]])
    return "" if label is None or TOLD.search(label[1]) else label[1]


def part_words(facts: Facts, figure: Figure) -> frozenset[str]:
    """The words of its sentence, before the amount, that take a part of the year, an office or a state of the draft."""
    return frozenset(PART.findall(_sentence(facts, figure)))


def funds_of(facts: Facts, figure: Figure) -> frozenset[str]:
    """The funds that its paragraph or its sentence names before any amount: 政府性基金：年初结转60万元，收入9万元."""
    sentence = _sentence(facts, figure)
    first = AMOUNT.search(sentence)
    label = LABEL.match(facts.text(figure.key[0])[: figure.key[1]])
    return frozenset(
        FUNDS.findall(sentence[: first.start() if first else None]) + FUNDS.findall(label[1] if label else "")
    )


def of_others(facts: Facts, one: Figure, other: Figure) -> bool:
    """Whether the words around two amounts make them of two things: 防汛项目咨询费, 水质监测项目咨询费;
    政府性基金：年初结转, 一般公共预算：年初结转. That only one of them says more is nothing."""
    first, second = funds_of(facts, one), funds_of(facts, other)
    return not (first <= second or second <= first) or told_apart(_clause(facts, one), _clause(facts, other))


def told_apart(one: str, other: str) -> bool:
    """Whether between the beginning and the end that they share both names say something of their own."""
    one, other = (MEASURED.sub("", PLAIN.sub("", words)) for words in (one, other))
    start = _alike(one, other)
    one, other = one[start:][::-1], other[start:][::-1]
    return min(len(one), len(other)) > _alike(one, other)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _sentence(facts: Facts, figure: Figure) -> str:
    text = facts.text(figure.key[0])[: figure.key[1]]
    return text[text.rfind("。") + 1 :]


def _clause(facts: Facts, figure: Figure) -> str:
    """The words of its clause before the amount."""
    return CLAUSE.split(LEVEL.sub("", facts.text(figure.key[0])[: figure.key[1]]))[-1]
