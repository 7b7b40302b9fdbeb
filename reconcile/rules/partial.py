"""What the words around an amount say it is a part of: one fund, one office, a stretch of the year."""

from __future__ import annotations

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.patterns import lazy

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


def _sentence(facts: Facts, figure: Figure) -> str:
    text = facts.text(figure.key[0])[: figure.key[1]]
    return text[text.rfind("。") + 1 :]
