"""Whose income or expenditure a report of a government speaks of, and of which year: 全市, 市级 and districts stand
side by side there, and so do the year that is reported and the one that is planned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_equal
from reconcile.prose.values import Section, Statement
from reconcile.text import squeeze

KINDS = frozenset(
    {
        "general_public_income", "general_expenditure", "government_fund_income", "fund_expenditure",
        "state_capital_income", "capital_expenditure", "insurance_income", "insurance_expenditure",
        "tax_income", "nontax_income",
    }
)  # fmt: skip
PARTS = frozenset({"tax_income", "nontax_income", "general_public_income"})
AREA = re.compile(
    r"全[市县区省州旗盟]|[^年月,、。;:()\"“”\d的和与]{0,10}(?:新区|开发区|高新区|示范区|管理区|度假区|工业园区?|产业园区?|工区|起步区|试验区)"
    r"|[市县区省州旗盟]本级|[市县区省州旗盟]级|[市县区省州]直|地区本?级|本级"
)
YEAR = re.compile(r"(?<![\d比较与同])(20[0-4]\d)年(?!度?(?:预算|决算|执行|完成|实际)数)")
OTHERWISE = re.compile(
    r"总收入|总支出|总财力|总计|合计|总量|目标|结转|结余|补助|转移支付"
)  # what else may stand between a name and its amount
FIVE_YEARS = re.compile(r"[一二三四五]年[来间]|累计|\"十[一二三四五]五\"|年均|至\d+月|\d月底?|上半年|季度|截[至止]")


class Account(NamedTuple):
    """What makes two amounts of a report the same one. ``measure`` is actual, budget or plan."""

    kind: str
    area: str
    year: int
    measure: str


class Accounts:
    """The amounts of one report by account, and the account of a statement."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._texts: dict[int, str] = {}
        self._found: dict[Account, list[Figure]] = defaultdict(list)
        self.of: dict[int, tuple[Account, Figure]] = {}  # by position: the account and the amount itself
        for position, statement in enumerate(facts.prose.statements):
            account = self._account(statement)
            if account is None:
                continue
            for measure, figure in self._amounts(statement, account):
                self._found[account._replace(measure=measure)].append(figure)
                if measure == account.measure:
                    self.of[position] = (account, figure)

    def amount(self, account: Account) -> Figure | None:
        """The amount of an account: the one printed to most places, None where there is none or they differ."""
        figures = self._found.get(account, [])
        if not figures or any(judge_equal(figures[0].printed, f.printed) is Verdict.INCONSISTENT for f in figures):
            return None
        return min(figures, key=lambda f: f.printed.exponent)

    def several(self) -> Iterator[tuple[Account, list[Figure]]]:
        """The accounts that are stated more than once."""
        for account, figures in self._found.items():
            if len({f.key[0] for f in figures}) > 1:
                yield account, figures

    def _amounts(self, statement: Statement, account: Account) -> Iterator[tuple[str, Figure]]:
        text = self._text(statement.block)
        for measure, figures in statement.amounts.items():
            money = [f for f in figures if f.type == "money"]
            money = [
                f for f in money if not OTHERWISE.search(text[self._clause(text, f) : self._at(f.key[0], f.key[1])])
            ]
            if money and measure in ("actual", "budget", "adjusted_budget", "amount"):
                main = account.measure if measure in ("amount", "actual") else measure
                if measure == "budget" and account.measure == "plan":
                    main = "plan"
                yield main, money[0]

    def _account(self, statement: Statement) -> Account | None:
        if statement.subject.indicator not in KINDS or statement.exception or not statement.amounts:
            return None
        text = self._text(statement.block)
        start = self._at(statement.block, statement.start)
        sentence = text[text.rfind("。", 0, start) + 1 : start + 12]
        if FIVE_YEARS.search(sentence):
            return None
        if statement.subject.indicator.startswith(("state_capital", "capital")) and "经营预算" not in sentence:
            return None  # 国有资本经营收入 is an income of the general budget too
        area, year = self._area(statement.block, text, start), self._year(statement.block, text, start)
        part = statement.parent is not None and statement.subject.indicator not in PARTS
        if not area or not year or part:
            return None
        planned = year == self.facts.profile.year and not self.facts.profile.kind.endswith("account")
        return Account(statement.subject.indicator, area, year, "plan" if planned else "actual")

    def _clause(self, text: str, figure: Figure) -> int:
        start = self._at(figure.key[0], figure.key[1])
        return max(text.rfind(c, 0, start) for c in ",;。") + 1

    def _text(self, block: int) -> str:
        return squeeze(getattr(self.facts.document.blocks[block], "text", "")).text

    def _at(self, block: int, offset: int) -> int:
        return squeeze(getattr(self.facts.document.blocks[block], "text", "")).at(offset)

    def _area(self, block: int, text: str, start: int) -> str:
        """The place spoken of last before the amount, else that of the headings above it."""
        named = AREA.findall(text[: start + 8]) or next(
            (found for s in self._above(block) if (found := AREA.findall(squeeze(s.title).text))), []
        )
        return re.sub(r"^(?:我市|其中|安徽|[一二三四五六七八九十]+)", "", named[-1]) if named else ""

    def _year(self, block: int, text: str, start: int) -> int:
        named = YEAR.findall(text[: start + 8]) or next(
            (found for s in self._above(block) if (found := YEAR.findall(squeeze(s.title).text))), []
        )
        return int(named[-1]) if named else 0

    def _above(self, block: int) -> list[Section]:
        """The headings over a block, the nearest first."""
        return [s for s in reversed(self.facts.prose.sections) if s.first <= block < s.last]
