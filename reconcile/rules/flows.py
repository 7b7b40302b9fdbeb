"""How reports of governments draw their accounts in words: what is added to a fund's income or taken away, and the
totals, balances and surpluses that come of it.

收入完成A，加上转移性收入B、上年结转C，收入总计D。支出完成E，加上上解支出F，支出总计G。收支相抵，年终结转H。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reconcile.figures import Figure, Key
from reconcile.prose import wording
from reconcile.rules import flow_words as words
from reconcile.rules.paragraphs import Span

BRACKETED = re.compile(r"\([^()]*\)")
SHORTEST = 3  # amounts in a row that a total closes


class Step(NamedTuple):
    """One relation that the text draws: ``kind`` is total, together, rest, same, listed, equal, within,
    surplus or carried."""

    kind: str
    result: Figure
    inputs: tuple[Figure, ...]
    signs: tuple[int, ...] = ()


class Main(NamedTuple):
    """An income or expenditure of a fund: the amount that a flow starts from."""

    figure: Figure
    fund: str
    side: str
    name: str  # the clause up to 收入 or 支出, years aside
    block: int


@dataclass
class _Flow:
    """A sum being drawn: its terms so far, and whether each term has its amount."""

    side: str
    terms: list[tuple[Figure, int]] = field(default_factory=list)
    sign: int = 1
    since: int = 0  # where the list behind the last 加上 or 减去 begins
    whole: bool = True


@dataclass
class _Reader:
    """Reads the paragraphs of one document in order. What a paragraph settles, the next may go on from."""

    preferred: Mapping[Key, Figure]  # the outcome for the budget that stands in the same statement
    mains: list[Main] = field(default_factory=list)
    latest: dict[str, Main] = field(default_factory=dict)  # by side: of the fund being spoken of
    totals: dict[str, Figure] = field(default_factory=dict)  # by side
    open_terms: dict[str, list[tuple[Figure, int]]] = field(default_factory=dict)  # sums without a total of their own
    added: bool = False  # whether anything was added to this fund's income or expenditure
    flow: _Flow | None = None
    current: Main | None = None
    surplus: Figure | None = None
    row: list[Figure] = field(default_factory=list)  # 收入100亿元，上级补助收入50亿元，……，收入总计
    in_parts: bool = False
    fund: str = ""
    block: int = -1

    def read(self, block: int, text: str, spans: Sequence[Span]) -> Iterator[Step]:
        """The steps in one squeezed paragraph; ``spans`` are its figures with their offsets."""
        if block - self.block > 3:
            self._forget()
        self.block = block
        self.flow, self.current, self.in_parts = None, None, False
        depth, cursor = _depths(text), 0
        for figure, start, end in spans:
            bare = _bare(text[cursor:start])
            alone = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
            if depth[start] - alone <= 0:
                yield from self._claims(bare)
                self._marks(bare, cursor == 0)
                if figure.type == "money":
                    yield from self._money(figure, bare.rstrip("(") if alone else bare, alone)
            cursor = end
        yield from self._claims(_bare(text[cursor:]))

    def _forget(self) -> None:
        self.latest.clear()
        self.totals.clear()
        self.open_terms.clear()
        self.surplus = None

    def _marks(self, lead: str, first: bool) -> None:
        """What the words do before their number is looked at: sentences end flows and lists of parts."""
        if "。" in lead:
            self.in_parts = False
            self.flow = None
            self.row = []
        rest = lead.rsplit("。", 1)[-1]
        if words.PARTS.search(rest, 2 if first else 0):  # a paragraph may begin with 其中
            self.in_parts = True

    def _money(self, figure: Figure, lead: str, alone: bool) -> Iterator[Step]:
        clause = re.split(r"[,;。:]", lead)[-1]
        adds, takes = [*words.ADD.finditer(lead)], [*words.TAKE.finditer(lead)]
        marker = max([*adds, *takes], key=lambda m: m.start(), default=None)
        value = _unsigned(figure)
        if self.flow and marker is None and words.OR_SO.fullmatch(clause):
            yield from self._together(value)
        elif self.flow and self._closes(self.flow, clause):
            yield from self._total(value, clause, marker is not None)
        elif marker is not None and not words.ANY_TOTAL.search(clause):
            self._open(lead, marker, -1 if marker in takes else 1)
            self._push(value)
        elif not alone and wording.CHANGE.search(lead):
            return
        elif main := self._side(clause):
            yield from self._main(value, main, lead)
        elif self.flow and lead[:1] in ("、", ",", "和", "及", "与", ")", "") and not re.search(r"[。;]", lead):
            self._push(value)
        elif (surplus := words.SURPLUS.search(clause)) and not words.EARLIER.search(clause):
            yield from self._surplus(figure, value, surplus["sign"], lead)
        elif self.row and not self.in_parts and lead[:1] == "," and not re.search(r"[。;]", lead):
            self.row.append(value)
        elif ";" in lead:
            self.row = []  # what a semicolon parts may or may not be of the row

    def _closes(self, flow: _Flow, clause: str) -> bool:
        """Whether the clause names what a flow comes to."""
        if flow.side == "结余":
            return bool(words.AFTERWARDS.search(clause)) and not words.EARLIER.search(clause)
        return bool(words.ANY_TOTAL.search(clause))

    def _side(self, clause: str) -> re.Match[str] | None:
        return words.SIDE.search(clause) or words.SPENT.search(clause)

    def _main(self, value: Figure, match: re.Match[str], lead: str) -> Iterator[Step]:
        """A fund's income or expenditure, or the total of a side."""
        clause, side = match.string, match["side"]
        fund = next((f for f, p in words.FUNDS if p.search(clause)), "")
        part = self.in_parts and not (
            ";" in lead and (fund in ("general", "fund", "capital") or not match.groupdict().get("fund"))
        )
        flow = self.flow
        if flow and side == "支出" and flow.side == "收入" and flow.whole and "。" not in lead:
            if flow.sign < 0:
                yield _sum("rest", value, flow.terms)
            else:
                self.open_terms["收入"] = flow.terms
        self.flow = None
        if (
            words.TOTAL.search(clause)
            and "预算" not in match["rest"]
            and not (match.groupdict().get("fund") and not self.latest)
        ):
            if words.ADD.search(lead) or words.TAKE.search(lead):
                self.added = True  # something without an amount
            else:
                yield from self._plain_total(value, side, fund)
            self.totals[side] = value
            return
        value = self.preferred.get(value.key, value)
        main = Main(value, fund or self.fund, side, _name(clause), self.block)
        self.mains.append(main)
        if part:
            return
        if side == "收入":
            self.totals.clear()
            self.open_terms.pop("支出", None)
            self.open_terms.pop("收入", None)
            self.latest.clear()
            self.added = False
        else:
            self.totals.pop("支出", None)
        self.fund = fund or self.fund
        self.latest[side] = self.current = main
        self.row = [value]
        self.surplus = None

    def _plain_total(self, value: Figure, side: str, fund: str) -> Iterator[Step]:
        """A total without 加上: of the amounts in a row before it, or the year's own amount again."""
        main = self.latest.get(side)
        if main and len(self.row) >= SHORTEST and self.row[0].key == main.figure.key:
            yield Step("listed", value, tuple(self.row))
        elif main and main.figure.printed == value.printed and (not fund or fund == main.fund):
            yield Step("same", value, (main.figure,))
        self.row = []

    def _open(self, lead: str, marker: re.Match[str], sign: int) -> None:
        if self.flow is None:
            base = self._base(lead, marker.start())
            self.flow = _Flow(base.side if base else "", whole=base is not None)
            if base:
                self.flow.terms.append((base.figure, 1))
            elif self.surplus is not None and not self._names_side(lead[: marker.start()]):
                self.flow = _Flow("结余", [(self.surplus, 1)])
        self.added = True
        self.flow.sign = sign
        self.flow.since = len(self.flow.terms)

    def _names_side(self, before: str) -> bool:
        return bool(re.search(r"收入|支出", re.split(r"[,;。:]", before)[-1]))

    def _base(self, lead: str, stop: int) -> Main | None:
        """What is added to: the amount named right before 加上, else the income or expenditure spoken of last."""
        named = re.split(r"[,;。:]", lead[: stop + 1].rstrip(",;。:"))[-1] if stop else ""
        side = re.search(r"(收入|支出)[^收支]{0,6}$", named)
        if not side:
            if self.surplus is not None:
                return None
            return self.current or None
        fund = next((f for f, p in words.FUNDS if p.search(named)), self.fund)
        wanted = _name(named)
        for main in reversed(self.mains):
            if main.side == side[1] and main.fund == fund and self.block - main.block <= 4:
                if main.block == self.block and main.name.endswith(wanted):
                    return main
                if main.name == wanted:
                    return main
        return None

    def _push(self, value: Figure) -> None:
        assert self.flow is not None
        self.flow.terms.append((value, self.flow.sign))

    def _together(self, value: Figure) -> Iterator[Step]:
        """新增转移支付（1.2亿元）、上年结转（0.3亿元）等1.5亿元: one amount for those before it."""
        flow = self.flow
        assert flow is not None
        several = flow.terms[flow.since :]
        if len(several) > 1:
            yield Step("together", value, tuple(f for f, _ in several))
            del flow.terms[flow.since :]
            self._push(value)
        else:
            self.flow = None

    def _total(self, value: Figure, clause: str, open_marker: bool) -> Iterator[Step]:
        """The total of a flow; nothing can be said where something without an amount was added."""
        flow, self.flow = self.flow, None
        assert flow is not None
        side = next(iter(re.findall(r"收入|支出", clause)[-1:]), "") or ("收入" if "财力" in clause else flow.side)
        if flow.side == "结余":
            if not open_marker:
                yield _sum("carried", value, flow.terms)
            return
        if flow.whole and not open_marker and len(flow.terms) > 1 and side in (flow.side, ""):
            yield _sum("total", value, flow.terms)
        self.totals[side] = value

    def _surplus(self, figure: Figure, value: Figure, sign: str, lead: str) -> Iterator[Step]:
        """What is left of income after expenditure: of the totals, else of the year's own amounts."""
        clause = re.split(r"[,;。:]", lead)[-1]
        settled = words.SETTLED.search(lead)
        if not (settled or words.OF_YEAR.search(clause)):
            return
        signed = -value.printed if sign in ("缺口", "赤字", "亏损") else figure.printed
        left = replace(figure, printed=signed)
        income, spent = self.totals.get("收入"), self.totals.get("支出")
        whole = bool(self.totals or self.open_terms)  # the amounts of the year are not all there is
        if re.search("当年|本年|年度", clause) and "支出" not in self.totals:
            whole = False
        if not (income and spent) and not whole and "滚存" not in clause and sign != "结转":
            income, spent = (m.figure if m else None for m in map(self.latest.get, ("收入", "支出")))
        if income and spent and income.printed != spent.printed and self._of_one_fund():  # else it holds the rest too
            yield Step("surplus", left, (income, spent), (1, -1))
        self.surplus = left
        self.current = None

    def _of_one_fund(self) -> bool:
        """Whether income and expenditure spoken of last belong together: in one paragraph, or of the same name."""
        earned, paid = self.latest.get("收入"), self.latest.get("支出")
        if earned is None or paid is None or earned.block == paid.block:
            return True
        return earned.name.removesuffix("收入") == paid.name.removesuffix("支出")

    def _claims(self, lead: str) -> Iterator[Step]:
        """收支平衡, and 收支相抵、略有结余."""
        if not self._of_one_fund():
            return
        income, spent = self.totals.get("收入"), self.totals.get("支出")
        earned, paid = self.latest.get("收入"), self.latest.get("支出")
        if words.BALANCED.search(lead):
            out = spent or (paid.figure if paid else None)
            terms = self.open_terms.get("收入")
            if out is None:
                return
            if income and spent and income.key != out.key:
                yield Step("equal", out, (income,))
            elif terms and spent is None:
                yield _sum("rest", out, terms)
            elif not self.totals and earned and not terms and not self.added:
                yield Step("equal", out, (earned.figure,))
        elif words.SLIGHTLY.search(lead) and income and spent:
            yield Step("within", spent, (income,))


def read_flows(
    paragraphs: Iterable[tuple[int, str, Sequence[Span]]], preferred: Mapping[Key, Figure]
) -> Iterator[Step]:
    """The relations drawn in the squeezed paragraphs of one report, each with its figures and their offsets."""
    reader = _Reader(preferred)
    for block, text, spans in paragraphs:
        yield from reader.read(block, text, spans)


def _sum(kind: str, result: Figure, terms: Sequence[tuple[Figure, int]]) -> Step:
    return Step(kind, result, tuple(f for f, _ in terms), tuple(s for _, s in terms))


def _unsigned(figure: Figure) -> Figure:
    """The amount as it is printed: the sign that words of change give it says nothing in a sum."""
    if figure.printed.digits < 0 and not figure.quote.lstrip().startswith(("-", "−", "－", "负")):
        return replace(figure, printed=-figure.printed)
    return figure


def _depths(text: str) -> list[int]:
    depth, found = 0, []
    for char in text:
        if char == ")":
            depth = max(0, depth - 1)
        found.append(depth)
        if char == "(":
            depth += 1
    return [*found, depth]


def _bare(lead: str) -> str:
    """The lead without what stands in brackets, also of a bracket that was opened before it."""
    lead = BRACKETED.sub("", lead)
    return lead[lead.rfind(")") + 1 :] if ")" in lead and "(" not in lead[: lead.rfind(")")] else lead


def _name(clause: str) -> str:
    """The name of an income or expenditure without its year: 全市一般公共预算收入."""
    side = [*re.finditer(r"收入|支出", clause)]
    name = clause[: side[-1].end()] if side else clause
    return (
        re.sub(r"20\d\d年度?|年初|当年|预计|其中|拟订|:|总(?=收入|支出)", "", name)
        .replace("预算收入", "收入")
        .replace("预算支出", "支出")
        .replace("地方", "")
    )
