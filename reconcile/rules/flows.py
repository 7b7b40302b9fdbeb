"""How reports draw their accounts in words: what is added to a fund's income or taken away, and the totals, balances
and surpluses that come of it.

收入完成A，加上转移性收入B、上年结转C，收入总计D。支出完成E，加上上解支出F，支出总计G。收支相抵，年终结转H。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reconcile.address import LAST, WITH_ALL, Address, Standing, compare
from reconcile.figures import Figure, Key
from reconcile.interval import Verdict, judge_sum
from reconcile.lexicon.accounts import Account, Accounts
from reconcile.patterns import lazy
from reconcile.prose.values import Subject, Term
from reconcile.tuples import NamedTuple

SHORTEST = 3  # amounts in a row that a total closes
REACH = 4  # paragraphs over which an account goes on
FAR = 4  # digits that are the same in another paragraph of the account
TELLING = 100  # an amount of fewer digits is the same as another by chance
INCOME, SPENT = "收入", "支出"
CARRIED = "carry_out"
EVEN_FUNDS = ("fund", "capital")
SINGLE_FUNDS, FUNDS_APART = frozenset({"general", "fund", "capital", "insurance"}), 2
MOVED = lazy(r"其余|调[入出]|上解|结转|还本|补[助充]")  # 其余调入一般公共预算, without its amount
HEAPED = lazy(r"累计|滚存|历年")
INSURANCE = lazy(r"(养老|医疗|医保|工伤|失业|生育)")
NONE = Account("", "", "")
# what is added to the year's own income or expenditure to make up the total
ADDED = frozenset(
    {
        "carry_in", "surplus_last_year", "transfer_income", "transfer_from_above", "debt_income", "transferred_in",
        "stabilisation_used", "handed_in", "handed_up", "transferred_out", "debt_repayment", "transfer_down",
        "stabilisation_added",
    }
)  # fmt: skip


# what goes out again: no part of what there is to spend
PAID_OUT = frozenset(
    {"handed_up", "transferred_out", "debt_repayment", "transfer_down", "stabilisation_added", "carry_out"}
)


class Step(NamedTuple):
    """One relation that the text draws: ``kind`` is total, together, rest, left, spent, same, listed, equal, within,
    surplus, over or carried."""

    kind: str
    result: Figure
    inputs: tuple[Figure, ...]
    signs: tuple[int, ...] = ()
    open: bool = False  # its list ends in 等, or is parted: there may be more, or less


class Main(NamedTuple):
    """The income or expenditure of a fund in a year: the amount that a flow starts from."""

    figure: Figure
    account: Account


USED = "动用"


class _Flow:
    """A sum being drawn: its terms so far, and whether each of them has its amount."""

    def __init__(self, side: str, *terms: tuple[Figure, int], whole: bool = True) -> None:
        self.side = side
        self.terms = list(terms)
        self.sign = 1
        self.since = 0  # where the list behind the last 加上 or 减去 begins
        self.whole = whole
        self.open = False  # whether the list ends in 等
        self.parted = False  # whether a semicolon parts its list: what is behind it may or may not be a part
        self.gap = False  # whether something in the list behind the last 加上 or 减去 was not read


def _followers(terms: Sequence[Term]) -> list[Term | None]:
    """For each term the next one that is no part."""
    following: Term | None = None
    found: list[Term | None] = []
    for term in reversed(terms):
        found.append(following)
        following = following if term.part else term
    return found[::-1]


class _Reader:
    """Goes through the terms of one document in order. What a paragraph settles, the next may go on from."""

    def __init__(self, figures: Mapping[Key, Figure], accounts: Accounts) -> None:
        self.figures, self.accounts = figures, accounts
        self.mains: list[Main] = []
        self.grand: list[Main] = []  # the totals that are named after their fund
        self.latest: dict[str, Main] = {}  # by side: of the fund being spoken of
        self.totals: dict[str, Figure] = {}  # by side
        self.open_terms: dict[str, list[tuple[Figure, int]]] = {}  # sums without a total of their own
        self.added = False  # whether anything was added to this fund's income or expenditure
        self.flow: _Flow | None = None
        self.current: Main | None = None
        self.whole: Main | None = None  # the total that the paragraph spoke of last
        self.surplus: Figure | None = None
        self.row: list[Figure] = []  # 收入100亿元，上级补助收入50亿元，……，收入总计
        self.said: list[Figure] = []  # the amounts of the sentence, of whatever they are
        self.clause: list[Figure] = []  # those since the last semicolon
        self.beside: list[Figure] = []  # those of the account that are neither its income nor its expenditure
        self.partly = False  # whether something of the account was not read
        self.joined = False  # whether 连同 stands between them
        self.named: Term | None = None  # 加上上级补助, before its amount in a bracket
        self.label: Subject | None = None  # 全省一般公共预算收入，加上……: what is added to, without its amount
        self.block = -1

    def read(self, block: int, terms: Sequence[Term]) -> Iterator[Step]:
        """The steps in one paragraph."""
        if block - self.block > REACH:
            for settled in (self.latest, self.totals, self.open_terms):
                settled.clear()
            self.surplus = None
        self.block, self.flow, self.current, self.named, self.label = block, None, None, None, None
        self.whole = None
        sentence = 0
        for term, following in zip(terms, _followers(terms), strict=True):
            if term.sentence != sentence:
                yield from self._spent_all()
                sentence, self.flow, self.row = term.sentence, None, []
                self.said, self.clause, self.joined = [], [], False
            if term.part:
                self._aside(term)
            else:
                steps = list(self._term(term, following))
                yield from steps or self._summed(term)
        yield from self._spent_all()

    def _spent_all(self) -> Iterator[Step]:
        """收入总计15亿元。支出8亿元，上解支出5亿元，年终结转2亿元: what is spent and left comes to what there was, and
        no total is printed of it."""
        main, spent = self.latest.get(INCOME), self.latest.get(SPENT)
        plain = main.figure if main and not self.added and INCOME not in self.open_terms else None
        earned = self.totals.get(INCOME) or plain
        if earned is None or spent is None or SPENT in self.totals:
            return
        flow = self.flow.terms if self.flow and self.flow.side == SPENT and self.flow.whole else []
        terms = flow or [(f, 1) for f in self.row]
        strange = any(HEAPED.search(f.address.subject) or not _of_insurance(earned, f) for f, _ in terms)
        if len(terms) > 1 and terms[0][0].key == spent.figure.key and not strange and _comes_to(earned, terms):
            yield _sum("spent", earned, terms)

    def _summed(self, term: Term) -> Iterator[Step]:
        """A投入1亿元，连同B投入2亿元，共3亿元; 发行A3亿元，B4亿元，合计7亿元: what was said one after another, of
        whatever it is, where it comes to what the words say it does."""
        figure = self.figures.get(term.key) if term.key else None
        if figure is None or figure.type != "money" or term.role not in ("", "plus", "sum") or term.mark == ";":
            self.said, self.joined = [], False
            return
        value = _unsigned(figure)
        if (self.joined or term.role == "sum") and len(self.said) > 1 and _comes_to(value, [(f, 1) for f in self.said]):
            yield Step("listed", value, tuple(self.said))
            self.said = []
        self.said.append(value)
        self.joined = self.joined or term.role == "plus"

    def _aside(self, term: Term) -> None:
        """The income or expenditure of a fund inside of a list: a sum may start from it by its name."""
        figure = self.figures.get(term.key) if term.key else None
        account = self._account(figure.address) if figure else NONE
        if figure and account.role == "own":
            self.mains.append(Main(_unsigned(figure), account))

    def _term(self, term: Term, following: Term | None) -> Iterator[Step]:
        if term.role in ("balanced", "slight"):
            if not (following and following.role == "slight"):
                yield from self._claimed(term.role)
        elif term.key is None:
            self._without_amount(term, following)
        elif figure := self.figures.get(term.key):
            if self.named and term.role == "":
                term = term._replace(role=self.named.role, mark=self.named.mark, sign=self.named.sign)
            self.named = None
            if figure.type == "money":
                self.clause = [] if term.mark == ";" else self.clause
                yield from self._money(term, _unsigned(figure))
                self.clause.append(_unsigned(figure))

    def _without_amount(self, term: Term, following: Term | None) -> None:
        """加上上级补助等: where its amount does not follow in a bracket, the sum is not whole."""
        if term.role == "unread":
            self.flow = None
            self.partly = True
        elif term.role == "gap":
            if self.flow:
                self.flow.gap = True
        elif following and following.mark in "()" and following.key:
            self.named = term
            return
        elif self.flow:
            self.flow.whole = False
        elif term.role == "name":
            self.label = term.to
            self.partly = self.partly or (term.to is not None and MOVED.search(term.to.name) is not None)
        elif term.role in ("plus", "minus"):
            self.flow = _Flow("", whole=False)
        self.added = self.added or term.role in ("plus", "minus")

    def _money(self, term: Term, value: Figure) -> Iterator[Step]:
        account, flow = self._account(value.address), self.flow
        if not (account.role == "own" or (account.role == "total" and account.side)):
            self.beside.append(value)
        if term.role not in ("plus", "minus"):
            self.label = None  # 主要收入项目：土地出让收入7亿元: nothing is added to a heading
        if flow and term.role == "together":
            yield from self._together(value)
        elif flow and self._closes(flow, term, account, value.address.measure):
            without = term.role in ("plus", "minus") or term.open  # something that bears no amount
            yield from self._total(value, account, without)
        elif term.role in ("plus", "minus"):
            self._open(term, value)
        elif term.role == "net" and not account.side:
            yield from self._surplus(value, account, term)
        elif account.role == "own" or (account.role == "total" and account.side):
            yield from self._main(value, account, term)
        elif flow and flow.sign < 0 and flow.whole and not flow.gap and _left(value, flow.terms):
            yield _sum("left", value, flow.terms)  # 收入58亿元，剔除上级补助6亿元后为52亿元
            self.flow = None
        elif flow and (term.mark in "、,)(" or (term.mark == ";" and account.role not in ("surplus", "closing"))):
            flow.terms.append((value, flow.sign))
            flow.open = term.open
            flow.parted = flow.parted or term.mark == ";"
        elif account.role == "surplus" or (account.role == "closing" and not self.row):
            if flow:
                flow.parted = True
            yield from self._surplus(value, account, term)
        elif self.row and term.mark in ",)":
            self.row.append(value)
        elif term.mark == ";":
            self.row = []  # what a semicolon parts may or may not be of the row

    def _account(self, address: Address) -> Account:
        identity = address.id.removesuffix(WITH_ALL)
        found = self.accounts.of(identity, address.subject) or NONE
        return found._replace(role="total") if identity != address.id and found.role == "own" else found

    def _closes(self, flow: _Flow, term: Term, account: Account, measure: str) -> bool:
        """Whether the amount is what a flow comes to."""
        if flow.side == "结余":
            return account.role == "closing"
        return term.role == "sum" or account.role == "total" or measure == "adjusted_budget"

    def _main(self, value: Figure, account: Account, term: Term) -> Iterator[Step]:
        """A fund's income or expenditure, or the total of a side."""
        flow, side = self.flow, account.side
        if flow and side == SPENT and flow.side == INCOME and flow.whole and account.role == "own":
            if flow.sign < 0:
                yield _sum("rest", value, flow.terms)._replace(open=flow.parted)
            elif len(flow.terms) > 1 and _comes_to(value, flow.terms):
                yield _sum("rest", value, flow.terms)  # 收入5亿元。加上转移性收入3亿元，支出8亿元
            else:
                self.open_terms[INCOME] = flow.terms
        if flow and side == flow.side and account.role == "own" and self._takes_away(flow):
            yield _sum("left", value, flow.terms)._replace(open=flow.open or flow.parted)
        self.flow = None
        if account.role == "total":
            yield from self._plain_total(value, account)
            yield from self._even(value, side)
            self.totals[side] = value
            self.whole = Main(value, account)
            self.grand.append(self.whole)
            return
        self.whole = None
        if account.role == "own":
            yield from self._even(value, side)
        main = Main(value, account if account.fund else account._replace(fund=self._fund()))
        again = self.latest.get(side)
        self.mains.append(main)
        if side == INCOME:
            self.totals.clear()
            self.open_terms.clear()
            self.beside, self.partly = [], False
            self.added = False
            if not (again and _alike(again, main)):
                self.latest.clear()
        else:
            self.totals.pop(SPENT, None)
        self.latest[side] = self.current = main
        self.label = None
        self.row = [value]
        self.surplus = None

    def _takes_away(self, flow: _Flow) -> bool:
        """支出总计3亿元，剔除还本1亿元后，支出2亿元: whether the flow is what is left of the paragraph's total."""
        whole = flow.whole and not flow.gap and flow.sign < 0
        return whole and self.whole is not None and flow.terms[0][0] is self.whole.figure

    def _fund(self) -> str:
        return next((m.account.fund for m in reversed(self.latest.values())), "")

    def _plain_total(self, value: Figure, account: Account) -> Iterator[Step]:
        """A total without 加上: of the amounts in a row before it, or the year's own amount again."""
        main = self.latest.get(account.side)
        listed = main is not None and len(self.row) > 1 and self.row[0].key == main.figure.key
        added = len(self.row) > 1 and self.row[-1].address.id in ADDED
        if account.side == INCOME and any(f.address.id in PAID_OUT for f in self.row):
            added = listed = listed and _comes_to(value, [(f, 1) for f in self.row])
        if listed and (added or len(self.row) >= SHORTEST or _comes_to(value, [(f, 1) for f in self.row])):
            yield Step("listed", value, tuple(self.row))
        elif main and main.figure.printed == value.printed and account.fund in ("", main.account.fund):
            yield Step("same", value, (main.figure,))
        elif len(self.clause) > 1 and self._paid_out() and _comes_to(value, [(f, 1) for f in self.clause]):
            yield Step("listed", value, tuple(self.clause))  # 调出资金1.7亿元，补助下级0.1亿元，支出总计1.8亿元
        self.row = []

    def _paid_out(self) -> bool:
        """Whether the clause lists what goes out, and the fund spends nothing itself."""
        return all(f.address.id in PAID_OUT or MOVED.search(f.address.subject) for f in self.clause)

    def _open(self, term: Term, value: Figure) -> None:
        """加上 and 减去 begin a sum, or go on with it."""
        if self.flow is None:
            base = self._base(term.to or self.label, value, term.sign)
            self.flow = _Flow(base.account.side if base else "", whole=base is not None)
            if base:
                self.flow.terms.append((base.figure, 1))
            elif self.surplus is not None and term.to is None and self.label is None:
                self.flow = _Flow("结余", (self.surplus, 1))
        self.added = True
        self.flow.sign = term.sign
        self.label = None
        self.flow.since = len(self.flow.terms)
        self.flow.terms.append((value, term.sign))
        self.flow.open = term.open

    def _base(self, named: Subject | None, value: Figure, sign: int) -> Main | None:
        """What is added to: what the words name, else the income or expenditure spoken of last; what is taken away is
        taken from the total, where there is one."""
        if named is None and sign < 0 and self.whole:
            return self.whole
        if named is None:
            total = self.totals.get(self.current.account.side) if self.current and sign < 0 else None
            whole = Main(total, self.current.account) if self.current and total else self.current
            return None if self.surplus is not None else whole
        near = (m for m in reversed(self.mains) if self.block - m.figure.key[0] <= REACH)
        of_name = [m for m in near if _is(m.figure.address, named) and not _apart(m.figure.address, value.address)]
        there = (m for m in of_name if _same_place(m.figure.address, value.address))
        return next(there, of_name[0] if of_name else None)

    def _together(self, value: Figure) -> Iterator[Step]:
        """新增转移支付（1.2亿元）、上年结转（0.3亿元）等1.5亿元: one amount for those before it."""
        flow = self.flow
        assert flow is not None
        several = flow.terms[flow.since :]
        if len(several) < 2:
            self.flow = None
            return
        if not flow.gap and not flow.parted:
            yield Step("together", value, tuple(f for f, _ in several))
        flow.gap = False
        flow.terms[flow.since :] = [(value, flow.sign)]

    def _total(self, value: Figure, account: Account, open_marker: bool) -> Iterator[Step]:
        """The total of a flow; nothing can be said where something without an amount was added."""
        flow, self.flow = self.flow, None
        assert flow is not None
        side = account.side or flow.side
        if flow.side == "结余":
            if not open_marker:
                yield _sum("carried", value, flow.terms)
            return
        if flow.whole and not flow.gap and not open_marker and len(flow.terms) > 1 and side == flow.side:
            yield _sum("total", value, flow.terms)._replace(open=flow.open or flow.parted)
        yield from self._even(value, side)
        self.totals[side] = value

    def _even(self, value: Figure, side: str) -> Iterator[Step]:
        """收入总计251.5亿元……支出总计251.5亿元, or 支出251.5亿元: what there was and what was spent, even unsaid."""
        plain = self.latest.get(INCOME) if not self.added and abs(value.printed.digits) >= TELLING else None
        plain = plain if plain and plain.account.fund in EVEN_FUNDS else None  # others need not come out even
        earned = self.totals.get(INCOME) or (plain.figure if plain else None) if side == SPENT else None
        near = earned and (_together(earned, value) or earned.printed.telling >= FAR)
        if earned and near and earned.printed == value.printed and _of_one(earned, value):
            yield Step("equal", value, (earned,))

    def _surplus(self, value: Figure, account: Account, term: Term) -> Iterator[Step]:
        """What is left of income after expenditure: of the totals, else of the year's own amounts."""
        if term.role != "net" and account.role != "surplus":
            yield from self._left_over(value)
            return
        if value.address.measure.startswith(LAST) or value.address.subject.startswith(USED):
            return  # 赤字3亿元，上年赤字2亿元; 收支相抵，动用上年结转3亿元后平衡
        left = value._replace(printed=-value.printed) if term.sign < 0 else value
        income, spent = self.totals.get(INCOME), self.totals.get(SPENT)
        whole = bool(self.totals or self.open_terms)  # the amounts of the year are not all there is
        if account.role == "surplus" and SPENT not in self.totals:
            whole = False
        if not (income and spent) and not whole and account.role != "closing":
            income, spent = (m.figure if m else None for m in map(self.latest.get, (INCOME, SPENT)))
        of_one = self._of_one_fund() or (
            whole and income is not None and spent is not None and _together(income, spent)
        )
        if named := self._named_in(value.address):
            (income, spent), of_one = named, True
        since = self.totals[SPENT].key if spent and spent is self.totals.get(SPENT) else ()
        known = {m.key for m in (income, spent) if m}
        between = any(f.key not in known and f.key > since for f in self.said)  # 下拨补助2亿元，上解1亿元
        if between and income and spent and not _comes_to(income, [(left, 1), (spent, 1)]):
            income = None
        if income and spent and not (_of_one(income, spent) and _of_insurance(income, left)):
            income = None
        opened = account.role == "surplus" and any(
            self._account(f.address).role == "opening" for f in (*self.beside, *self.said)
        )
        if opened and income and spent and not _comes_to(income, [(left, 1), (spent, 1)]):
            income = None  # 加上年结余13亿元，总计41亿元。总支出27亿元。当年结余1亿元: it has last year's in it
        if income and spent and income.printed != spent.printed and of_one:  # else it holds the rest too
            yield Step("surplus", left, (income, spent), (1, -1))
        else:
            yield from self._left_of_total(left)
        self.surplus = left
        self.current = None

    def _left_over(self, value: Figure) -> Iterator[Step]:
        """收入总计32亿元。……支出总计31亿元。结转下年1亿元: what the totals of one paragraph leave, without 收支相抵.
        当年结余1亿元，年末滚存结余7亿元: what it makes with what the income told of last year."""
        opening = next((f for f in self.beside if self._account(f.address).role == "opening"), None)
        if opening and self.surplus and _comes_to(value, [(self.surplus, 1), (opening, 1)]):
            yield Step("carried", value, (self.surplus, opening), (1, 1))
            return
        income, spent = self.totals.get(INCOME), self.totals.get(SPENT)
        if value.address.id != CARRIED or income is None or spent is None or self.surplus is not None:
            return
        here = income.key[0] == spent.key[0] == value.key[0] and spent.key > income.key
        if here and income.printed != spent.printed and all(f.key <= spent.key for f in self.said):
            yield Step("over", value, (income, spent), (1, -1))

    def _named_in(self, address: Address) -> tuple[Figure, Figure] | None:
        """社会保险基金收支结余: the income and the expenditure that bear the name, whatever was spoken of since; the
        totals before the year's own amounts, and never one of each."""
        found = [self._pair_named(mains, address) for mains in (self.grand, self.mains)]
        if any(found[0]):
            found.pop()
        income, spent = found[-1]
        return (income, spent) if income and spent else None

    def _pair_named(self, mains: Sequence[Main], address: Address) -> tuple[Figure | None, Figure | None]:
        near = [m for m in reversed(mains) if self.block - m.figure.key[0] <= REACH]
        near = [m for m in near if not address.area or _same_place(m.figure.address, address)]
        own = [m for m in near if address.subject.startswith(_fund_of(m.figure.address.subject) or "-")]
        income, spent = (next((m.figure for m in own if m.account.side == side), None) for side in (INCOME, SPENT))
        return income, spent

    def _left_of_total(self, left: Figure) -> Iterator[Step]:
        """保险基金总收入61亿元，支出60亿元，当年收支结余1亿元: the total may hold more, but here it does not."""
        earned, paid = self.totals.get(INCOME), self.latest.get(SPENT)
        if earned and paid and SPENT not in self.totals and _comes_to(earned, [(left, 1), (paid.figure, 1)]):
            yield Step("surplus", left, (earned, paid.figure), (1, -1))

    def _of_one_fund(self) -> bool:
        """Whether income and expenditure spoken of last belong together: in one paragraph, or of one fund and area."""
        earned, paid = self.latest.get(INCOME), self.latest.get(SPENT)
        if earned is None or paid is None:
            return True
        return _of_one(earned.figure, paid.figure) if _together(earned.figure, paid.figure) else _alike(earned, paid)

    def _claimed(self, role: str) -> Iterator[Step]:
        """收支平衡, and 收支相抵、略有结余."""
        if not self._of_one_fund() or (self.surplus and self.surplus.printed.digits):
            return
        income, spent = self.totals.get(INCOME), self.totals.get(SPENT)
        if role == "slight":
            if income and spent:
                yield Step("within", spent, (income,))
            return
        earned, paid = self.latest.get(INCOME), self.latest.get(SPENT)
        out = spent or (paid.figure if paid else None)
        terms = self.open_terms.get(INCOME)
        if out is None:
            return
        if income and spent and income.key != out.key:
            yield Step("equal", out, (income,))
        elif terms and spent is None:
            yield from self._with_others("rest", out, terms)
        elif not self.totals and earned and not terms and not self.added:
            yield from self._with_others("equal", out, [(earned.figure, 1)])

    def _with_others(self, kind: str, out: Figure, terms: Sequence[tuple[Figure, int]]) -> Iterator[Step]:
        """收入4亿元，加上上年结转3亿元，支出6亿元，上解1亿元，收支平衡: what stands beside the expenditure belongs to
        the balance too; what it does not come to says nothing, for it may stand on either side."""
        known = {f.key for f, _ in terms}
        others = [(f, -1) for f in self.beside if f.key not in known]
        if not others and not self.partly:
            yield _sum(kind, out, terms) if kind == "rest" else Step(kind, out, (terms[0][0],))
        elif others and _left(out, [*terms, *others]):
            yield _sum("rest", out, [*terms, *others])


def read_flows(terms: Sequence[Term], figures: Mapping[Key, Figure], accounts: Accounts) -> Iterator[Step]:
    """The relations that the prose of one document draws, from its terms in order."""
    reader = _Reader(figures, accounts)
    for block, found in groupby(terms, key=lambda t: t.block):
        yield from reader.read(block, list(found))


def _sum(kind: str, result: Figure, terms: Sequence[tuple[Figure, int]]) -> Step:
    return Step(kind, result, tuple(f for f, _ in terms), tuple(s for _, s in terms))


def _comes_to(total: Figure, terms: Sequence[tuple[Figure, int]]) -> bool:
    """Whether the terms are all added and come to the total in the last digit."""
    plain = all(sign > 0 for _, sign in terms)
    return plain and judge_sum(total.printed, [f.printed for f, _ in terms]) is Verdict.AGREES


def _left(value: Figure, terms: Sequence[tuple[Figure, int]]) -> bool:
    """Whether the terms leave the value, in the last digit."""
    return judge_sum(value.printed, [f.printed if s > 0 else -f.printed for f, s in terms]) is Verdict.AGREES


def _together(one: Figure, other: Figure) -> bool:
    return one.key[0] == other.key[0]


def _of_one(one: Figure, other: Figure) -> bool:
    """Whether two amounts are not said to be of different funds, years or areas."""
    funds = {one.address.scope, other.address.scope} - {""}
    of_two = len(funds) >= FUNDS_APART and funds <= SINGLE_FUNDS
    named = [n for f in (one, other) if (n := f.address.subject).endswith((INCOME, SPENT)) and _fund_of(n)]
    of_two = of_two or (len(named) > 1 and len({_fund_of(n) for n in named}) > 1)
    aside = ("subject", "measure", "scope", "counted")
    return not of_two and compare(one.address, other.address, aside).standing is not Standing.DIFFERENT


def _of_insurance(income: Figure, left: Figure) -> bool:
    """Whether what is left is not said to be of another insurance: 养老保险收入5亿元，支出3亿元，医疗保险结余2亿元."""
    named = INSURANCE.search(left.address.subject)
    return named is None or named[1] in income.address.subject


def _alike(one: Main, other: Main) -> bool:
    """Whether two amounts are of one fund, area and year."""
    return one.account.fund == other.account.fund and _same_place(one.figure.address, other.figure.address)


def _apart(one: Address, other: Address) -> bool:
    """Whether two amounts are said to be of different years or areas, or only one of a year at all (五年累计)."""
    if bool(one.period) != bool(other.period):
        return True
    return compare(one, other, ("subject", "measure", "scope", "counted")).standing is Standing.DIFFERENT


def _same_place(one: Address, other: Address) -> bool:
    return (one.area, one.period) == (other.area, other.period)


def _is(address: Address, subject: Subject) -> bool:
    return subject.indicator == address.id if subject.indicator else subject.name == address.subject


def _fund_of(name: str) -> str:
    """社会保险基金 of 社会保险基金预算收入."""
    return (
        name.removesuffix(INCOME).removesuffix(SPENT).removesuffix("总").removesuffix("财政拨款").removesuffix("预算")
    )


def _unsigned(figure: Figure) -> Figure:
    """The amount as it is printed: the sign that words of change give it says nothing in a sum."""
    if figure.printed.digits < 0 and not figure.quote.lstrip().startswith(("-", "−", "－", "负")):
        return figure._replace(printed=-figure.printed)
    return figure
