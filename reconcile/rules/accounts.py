"""Whose income or expenditure a report of a government speaks of, and of which year: 全市, 市级 and districts stand
side by side there, and so do the year that is reported and the one that is planned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.interval import Verdict, judge_equal
from reconcile.prose.values import Section, Statement
from reconcile.rules.flow_words import FUNDS, SIDE, SPENT
from reconcile.rules.paragraphs import spans
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
    r"(?<![居于在占])全(?:[市县区省州旗盟]|地区)(?!第|前|平均)|[^年月,、。;:()\"“”\d的和与]{0,10}(?:新区|开发区|高新区|示范区|管理区|度假区|工业园区?|产业园区?|工区|起步区|试验区)"
    r"|[市县区省州旗盟]本级|[市县区省州旗盟]级|[市县区省州]直|地区本?级|本级"
)
YEAR = re.compile(r"(?<![\d比较与同])(20[0-4]\d)年(?!度?(?:预算|决算|执行|完成|实际)数)")
OTHERWISE = re.compile(
    r"总收入|总支出|总财力|总计|合计|总量|目标|结转|结余|补助|转移支付"
)  # what else may stand between a name and its amount
FIVE_YEARS = re.compile(r"[一二三四五]年[来间]|累计|\"十[一二三四五]五\"|年均|至\d+月|\d月底?|上半年|季度|截[至止]")


LISTED = re.compile(r"^(?:——|--|—|·|\d{1,2}[.、](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]+\))")
DONE = re.compile(r"^实际(?:完成|执行|支出|收入)(?:数)?(?:为)?$")
OF_FUND = {
    ("general", "收入"): "general_public_income", ("general", "支出"): "general_expenditure",
    ("fund", "收入"): "government_fund_income", ("fund", "支出"): "fund_expenditure",
    ("capital", "收入"): "state_capital_income", ("capital", "支出"): "capital_expenditure",
}  # fmt: skip
NAMED = (
    ("general_expenditure", re.compile(r"(?:一般)?公共(?:财政)?预算(?:主要)?支出|^(?:地方)?财政(?:总)?支出")),
    ("general_public_income", re.compile(r"一般公共(?:财政)?预算(?:主要)?收入")),
    ("fund_expenditure", re.compile(r"政府性基金(?:预算)?(?:主要)?支出")),
    ("government_fund_income", re.compile(r"政府性基金(?:预算)?(?:主要)?收入")),
)


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
        self._known: set[Key] = set()
        functional = facts.lexicon.classification.entries("functional")
        self._classes = frozenset(e.name for e in functional if e.level == "类")
        for position, statement in enumerate(facts.prose.statements):
            account = self._account(statement)
            if account is None:
                continue
            for measure, figure in self._amounts(statement, account):
                self._found[account._replace(measure=measure)].append(figure)
                self._known.add(figure.key)
                if measure == account.measure:
                    self.of[position] = (account, figure)

        self._read_sides()

    def _read_sides(self) -> None:
        """支出预算531.3亿元，……调整为712.9亿元，实际完成702.4亿元: amounts whose fund only the heading names."""
        of = {f.key: p for p, s in enumerate(self.facts.prose.statements) for fs in s.amounts.values() for f in fs}
        for block, text, found in spans(self.facts):
            side, cursor = "", 0
            for figure, start, end in found:
                lead = text[cursor:start]
                clause, cursor = re.split(r"[,;。:]", lead)[-1], end
                match = SIDE.search(clause) or SPENT.search(clause)
                if match and not match.groupdict().get("fund") and not OTHERWISE.search(clause):
                    side = match["side"]
                if "。" in lead and not match:
                    side = next(iter(re.findall(r"^实际(收入|支出)", clause)), "")
                if (
                    figure.type != "money"
                    or figure.key in self._known
                    or not (match or DONE.search(clause))
                    or not side
                ):
                    continue
                self._add(block, text, start, figure, side, clause, of.get(figure.key))

    def _add(
        self, block: int, text: str, start: int, figure: Figure, side: str, clause: str, position: int | None
    ) -> None:
        above = (squeeze(s.title).text for s in self._above(block))
        fund = next((f for title in above for f, p in FUNDS if p.search(title)), "")
        area, year = self._area(block, text, start), self._year(block, text, start)
        kind = OF_FUND.get((fund, side)) if fund != "insurance" else None  # each insurance has a side of its own
        planned = year == self.facts.profile.year and not self.facts.profile.kind.endswith("account")
        done = re.search(r"实际|完成|执行", clause)
        if not kind or not area or not year or (not planned and not done):
            return
        account = Account(kind, area, year, "plan" if planned else "actual")
        self._found[account].append(figure)
        if position is not None and position not in self.of:
            self.of[position] = (account, figure)

    def amount(self, account: Account) -> Figure | None:
        """The amount of an account: the one printed to most places, None where there is none or they differ."""
        figures = self._found.get(account, [])
        if not figures or any(judge_equal(figures[0].printed, f.printed) is Verdict.INCONSISTENT for f in figures):
            return None
        return min(figures, key=lambda f: f.printed.exponent)

    def accounts(self, kind: str) -> list[Account]:
        """The accounts of a kind that the report states."""
        return [a for a in self._found if a.kind == kind]

    def own(self, statement: Statement) -> Figure | None:
        """The amount of what a statement without one speaks of: 税收收入占……的58.6%."""
        return self._of(statement, statement.subject.indicator) if statement.subject.indicator in KINDS else None

    def whole(self, statement: Statement, named: str) -> Figure | None:
        """The income or expenditure of the statement's place and year that ``named`` names; a list of items that each
        say their share of the same thing is headed by it; taxes are a part of the general budget's income."""
        kind = _kind_of(named)
        if kind is None and statement.subject.indicator in ("tax_income", "nontax_income"):
            kind = "general_public_income"
        if kind:
            return self._of(statement, kind)
        head = self._heads(statement.block)
        text = self._text(head)
        headed = self._at_place(_kind_of(text) or "", head, text, len(text)) if head != statement.block else None
        return headed or (self._spent(statement) if named == "比重" else None)

    def _spent(self, statement: Statement) -> Figure | None:
        """The expenditure spoken of last, of the same place and year: 安排48亿元，占比67.7%."""
        text = self._text(statement.block)
        start = self._at(statement.block, statement.start)
        area, year = self._area(statement.block, text, start), self._year(statement.block, text, start)
        spent = [
            f
            for a, figures in self._found.items()
            if a.kind.endswith("expenditure") and (a.area, a.year) == (area, year) and a.measure in ("actual", "plan")
            for f in figures
            if f.key < (statement.block, 0, 0)
        ]
        return max(spent, key=lambda f: f.key, default=None)

    def _of(self, statement: Statement, kind: str) -> Figure | None:
        text = self._text(statement.block)
        return self._at_place(kind, statement.block, text, self._at(statement.block, statement.start))

    def _at_place(self, kind: str, block: int, text: str, start: int) -> Figure | None:
        if not kind or FIVE_YEARS.search(text[text.rfind("。", 0, start) + 1 : start]):
            return None
        area, year = self._area(block, text, start) or "全市", self._year(block, text, start)
        found = (self.amount(Account(kind, area, year, m)) for m in ("actual", "plan"))
        return next((f for f in found if f), None)

    def _heads(self, block: int) -> int:
        """The paragraph that heads the list which this one is an item of."""
        blocks = self.facts.document.blocks
        while block > 0 and LISTED.match(self._text(block)):
            block -= 1
        return block if isinstance(blocks[block], Paragraph) else 0

    def several(self) -> Iterator[tuple[Account, list[Figure]]]:
        """The accounts that are stated by name in more than one paragraph."""
        for account, stated in self._found.items():
            figures = [f for f in stated if f.key in self._known]
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
        kind = statement.subject.indicator
        if kind not in KINDS:
            kind = self._class_of(statement)
        if not kind or statement.exception or not statement.amounts:
            return None
        text = self._text(statement.block)
        start = self._at(statement.block, statement.start)
        sentence = text[text.rfind("。", 0, start) + 1 : start + 12]
        if FIVE_YEARS.search(sentence):
            return None
        if statement.subject.indicator.startswith(("state_capital", "capital")) and "经营预算" not in sentence:
            return None  # 国有资本经营收入 is an income of the general budget too
        area, year = self._area(statement.block, text, start), self._year(statement.block, text, start)
        part = statement.parent is not None and kind not in PARTS and kind in KINDS
        if not area or not year or part:
            return None
        planned = year == self.facts.profile.year and not self.facts.profile.kind.endswith("account")
        return Account(kind, area, year, "plan" if planned else "actual")

    def _class_of(self, statement: Statement) -> str:
        """The 类 of expenditure of the general budget that a statement is about, "" for none."""
        path = statement.subject.path
        if len(path) != 1 or statement.scope not in ("", "general") or statement.subject.name != path[0]:
            return ""
        if path[0] not in self._classes or path[0] == "其他支出":
            return ""
        text = self._text(statement.block)
        return "" if "政府性基金" in text[: self._at(statement.block, statement.start)] else path[0]

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


def _kind_of(named: str) -> str | None:
    return next((kind for kind, pattern in NAMED if pattern.search(named)), None)
