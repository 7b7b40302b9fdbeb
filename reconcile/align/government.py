"""Which cells of a government's tables an amount of its prose stands in.

A report has a table for each fund, area and year, and the rows of all of them carry the same names. The row is found by
its name, the column by what its header says, and of these cells only those count whose fund, area, year and measure are
the amount's. Columns that say anything that is not understood (其中：不含…, the name of a place) are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.address import LAST, Address, Standing, compare, side
from reconcile.align.cells import zero
from reconcile.align.debts import debt_spots
from reconcile.align.insurances import insurance_of, insurance_spots
from reconcile.align.places import place_spots, thing
from reconcile.align.rows import Spot, best_rows
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.index import trusted
from reconcile.lexicon import Lexicon
from reconcile.lexicon.names import normalise, stem
from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Subject
from reconcile.tables.stub import style
from reconcile.tables.values import Column, Row, Side, Table
from reconcile.tuples import NamedTuple

THREE_PUBLIC = "three_public"
DEBTS = ("debt_limit", "debt_balance")
FUNDS = ("general", "fund", "capital", "insurance")
LONG = 4  # characters of a name that is looked up by them loosely
TOTALS = ("total", "subtotal")
SUMS = 2  # that a table may draw of one thing
LAYOUTS = ("two_sided", "by_function", "by_revenue")
ELSEWHERE = ("subject", "scope", "counted", "entity")  # what rows and the kind of table say, compared apart
# what the totals of a fund are called, in prose and in the rows of its tables
OWN_INCOME = {
    "general": "general_public_income", "fund": "government_fund_income", "capital": "state_capital_income",
    "insurance": "insurance_income",
}  # fmt: skip
OWN_SPENDING = {
    "general": "general_expenditure", "fund": "fund_expenditure", "capital": "capital_expenditure",
    "insurance": "insurance_expenditure",
}  # fmt: skip
# of the year, and of one fund: another one's is a row of its own (国有资本经营收入 among the general income)
INCOMES = {"general_income": "general", "fund_income": "fund", "capital_income": "capital"}
INCOMES |= {"income_this_year": "", **{known: fund for fund, known in OWN_INCOME.items()}}
SPENDINGS = {"expenditure_this_year": "", **{known: fund for fund, known in OWN_SPENDING.items()}}
SIDES = {"income": "收入", "expenditure": "支出"}
_SUM = lazy(r"(?<=..)(?:合计|小计|总计)$")
_HANDED = lazy(r"转移支付|返还|补助|奖补|奖励")
_PLAIN_SUM = lazy(r"(?:本年)?(?:收入|支出)?小计")
_OTHER_MEANS = lazy(r"转移|上解|结转|结余|调[入出]|还本|转贷|稳定调节")
_HANDED_IN = lazy(r"(?:债务|债券|返还性?|补助|上级)收入$|总收入|收入[合总]计")
ALL_TERMS = "全口径"
GRAND = "总计"
HANDED, TRANSFER = "transfer", "_transfer"  # the scope of what is handed over, and the end of its kinds of tables
BEGUN = 2  # characters that a category keeps when it is renamed
NAME = 4  # characters of what is handed out; 合计 is no name
_PLAIN = {"measure", "part", "scope", "source", "side", "period"}


class Found(NamedTuple):
    """Cells of one address, and whether all of it is said in so many words."""

    cells: tuple[Figure, ...] = ()
    certain: bool = False


class Register:
    """The rows of a government's tables by what they are of. Made once for a document."""

    def __init__(self, facts: Facts) -> None:
        self._lexicon = facts.lexicon
        self._spots: dict[str, list[Spot]] = defaultdict(list)
        self._loose: dict[str, list[Spot]] = defaultdict(list)
        self._handed: dict[str, list[Spot]] = defaultdict(list)
        self._placed: dict[str, list[Spot]] = defaultdict(list)
        self._coded: dict[str, list[Spot]] = defaultdict(list)
        for table in facts.tables:
            if _on_other_terms(table.title, facts.lexicon):
                continue
            if _fund(table) == "debt":
                for key, spot in debt_spots(table, facts.lexicon):
                    self._spots[key].append(spot)
            elif table.kind and table.kind.id.endswith(TRANSFER):
                for one in table.sides:
                    for row in one.rows:
                        self._handed[stem(row.name)].append(Spot(table, one, row, one.columns))
            elif table.kind and (_fund(table) == THREE_PUBLIC or table.kind.layout in LAYOUTS):
                for one in table.sides:
                    self._enter(table, one)
            for key, spot in insurance_spots(table, facts.lexicon) if _fund(table) == "insurance" else ():
                self._spots[key].append(spot)
                self._loose[_loosely(key)].append(spot)
            transfers = table.kind is not None and table.kind.id.endswith(TRANSFER)
            for key, spot in place_spots(table, facts.lexicon):
                self._placed[key].append(spot)
                if transfers and len(name := normalise(spot.columns[0].path[-1])) >= NAME:
                    self._handed[stem(name)].append(spot)

    def _enter(self, table: Table, one: Side) -> None:
        total = _total(one)
        for row in one.rows:
            spot = Spot(table, one, row, one.columns, "", _area(row, self._lexicon))
            if _fund(table) == "insurance" and insurance_of(row.name) and not _side(spot):
                continue  # its balance, or whatever the table is of: not its income
            known = self._known(row, spot)
            if known == OWN_INCOME.get(_fund(table)) and _is_one_of_several(row, one):
                continue  # 一、政府性基金收入, 二、专项债务对应项目专项收入: both are
            if row is total and not known:
                known = _own(f"{_side(spot)}_this_year", _fund(table))
            elif normalise(row.name) == GRAND and not known and _side(spot):
                known = f"total_{_side(spot)}"  # 总计 at the foot of one side
            for key in filter(None, (known, stem(_name(row.name, self._lexicon)))):
                self._spots[key].append(spot)
            self._loose[_loosely(row.name)].append(spot)
            if row.code:
                self._coded[row.code].append(spot)

    def _known(self, row: Row, spot: Spot) -> str:
        """The indicator that the row's label names, also with the area before it or 合计 behind it."""
        name = _name(row.name, self._lexicon)
        found = self._lexicon.indicator(name) or self._lexicon.indicator(_SUM.sub("", name))
        if found is None and name in ("收入", "支出"):
            return _own(f"{_side(spot)}_this_year", _fund(spot.table))
        return _own(found.id, _fund(spot.table)) if found else ""

    def find(self, subject: Subject, address: Address, types: str = "money", terms: bool = False) -> Found:
        """The cells of the amount of ``address``: those with all of it, else those that leave its area open where no
        two of them differ in it, or all print the same. ``terms``: also in columns that leave something out or put it
        in (不含…), of which nobody can say that they are what the words mean."""
        named = self._named(subject, address)
        found = next(filter(None, (list(self._candidates(n, subject, address, types, terms)) for n in named)), [])
        same = [figure for figure, standing in found if standing is Standing.SAME]
        if same:
            said = all(compare(address, f.address, ELSEWHERE).standing is Standing.SAME for f in same)
            return Found(tuple(same), said)
        open_ = [figure for figure, _ in found]
        alike = len({f.address.area for f in open_}) == 1 or len({f.printed.value for f in open_}) == 1
        return Found(tuple(open_) if alike else ())

    def of_places(self, subject: Subject, address: Address) -> Iterator[Figure]:
        """The cells of tables by place that may be the amount."""
        for spot in self._placed.get(thing(subject.name), ()):
            for figure in _cells(spot, "money", self._lexicon, terms=True):
                if _standing(address, figure.address, spot.measure) is not Standing.DIFFERENT:
                    yield figure

    def _candidates(
        self, named: list[Spot], subject: Subject, address: Address, types: str, terms: bool
    ) -> Iterator[tuple[Figure, Standing]]:
        fund = self._fund_of(subject, address)
        by_table: dict[int, list[Spot]] = defaultdict(list)
        for spot in named:
            if (not fund or _fund(spot.table) == fund) and _on_side(spot, subject):
                by_table[spot.table.block].append(spot)
        if not fund and len({_fund(s.table) for spots in by_table.values() for s in spots}) > 1:
            return  # nobody says of which fund
        for spots in by_table.values():
            for spot in spots if spots[0].measure else _meant(spots, subject) or _one_of_equals(spots):
                for figure in _cells(spot, types, self._lexicon, terms):
                    standing = _standing(address, figure.address, spot.measure)
                    if standing is not Standing.DIFFERENT:
                        yield figure, standing

    def _named(self, subject: Subject, address: Address) -> Iterator[list[Spot]]:
        """The rows of the name, the preferred first. 教育支出 that is handed down is a part of what its row prints
        elsewhere, and what is handed over has rows of its own in the tables of it: received or given."""
        handed = self._handed.get(stem(subject.name), [])
        if address.scope == HANDED:
            yield [s for s in handed if _row_side(s) != SIDES["income"]]
            return
        key = _own(subject.indicator, self._fund_of(subject, address))
        key = key or stem(subject.path[-1] if subject.path else subject.name)
        yield self._spots.get(key, [])
        yield self._spelt_otherwise(subject)
        name = subject.path[-1] if subject.path else subject.name
        codes = dict.fromkeys((subject.code, *(e.code for e in self._lexicon.classification.by_name(name))))
        yield [s for c in codes for s in self._coded.get(c, ()) if s.row.name.startswith(name[:BEGUN])]  # renamed since
        if _HANDED.search(subject.name) and side(subject.name):
            yield [s for s in handed if _row_side(s)]

    def _spelt_otherwise(self, subject: Subject) -> list[Spot]:
        """The rows of a name that differs by 等, 与 or 及 only."""
        loose = _loosely(subject.path[-1] if subject.path else subject.name)
        return self._loose.get(loose, []) if len(loose) >= LONG else []

    def _fund_of(self, subject: Subject, address: Address) -> str:
        """The fund whose tables hold the subject; the “三公” expenses and debts have tables of their own."""
        if self._lexicon.groups.get(subject.indicator) == THREE_PUBLIC:
            return THREE_PUBLIC
        if subject.indicator.startswith(DEBTS):
            return "debt"
        return address.scope if address.scope in FUNDS else ""


def _loosely(name: str) -> str:
    """A name without what is spelt in several ways: 商业服务业等支出, 灾害防治与应急管理, 养老保险支出."""
    plain = compiled(r"[与及]").sub("和", stem(name))
    return compiled(r"基本(?=(?:养老|医疗)保险)|(?<=保险)基金|城镇(?=职工)|等$").sub("", plain)


_ALL_INSURANCES = lazy(r"^社会保险基金(?=(?:上级|下级|上解|补助|上年|年[末终])[\u4e00-\u9fff])")


def _area(row: Row, lexicon: Lexicon) -> str:
    """The area that a row's name begins with: 省本级本年收入."""
    areas = lexicon.areas.find(normalise(row.name))
    return areas[0].path if areas and areas[0].start == 0 and "/" in areas[0].path and ":" not in areas[0].path else ""


def _own(indicator: str, fund: str) -> str:
    """The indicator, with the year's income and spending as those of the fund."""
    for all_of_them, own in ((INCOMES, OWN_INCOME), (SPENDINGS, OWN_SPENDING)):
        if all_of_them.get(indicator) in ("", fund):
            return own.get(fund, indicator)
    return indicator


def _fund(table: Table) -> str:
    return table.kind.scope if table.kind else ""


def _side(spot: Spot) -> str:
    kind = spot.table.kind.id if spot.table.kind else ""
    return spot.side.name or next((s for s in SIDES if kind.endswith(s)), "")


def _on_side(spot: Spot, subject: Subject) -> bool:
    """Whether the row is of income where the words speak of income, and of spending where they speak of that."""
    said, own = (
        side(subject.path[-1] if subject.path else subject.name),
        SIDES.get(_side(spot), normalise(spot.row.name)),
    )
    return said not in SIDES.values() or own not in SIDES.values() or said == own


def _row_side(spot: Spot) -> str:
    """What a row's own name says of that: 收入, 革命老区转移支付收入."""
    return side(normalise(spot.row.name))


def _total(one: Side) -> Row | None:
    """The row of the year's own total: not 总计, with what is handed over and carried."""
    totals = [r for r in one.rows if r.role == "total" or (r.role == "subtotal" and _PLAIN_SUM.fullmatch(r.name))]
    if len(totals) == 1 and not any(_OTHER_MEANS.search(r.name) for r in one.rows):
        return totals[0]
    own = [r for r in totals if "总计" not in r.name]
    return own[0] if len(own) == 1 else None


def _is_one_of_several(row: Row, one: Side) -> bool:
    """Whether another kind of the year's own income has a number beside its own: 一、…, 二、…."""
    numbered = style(row.label)
    beside = (r.name for r in one.rows if r is not row and numbered and style(r.label) == numbered)
    own = (n for n in beside if "收入" in n and not _OTHER_MEANS.search(n) and not _HANDED_IN.search(n))
    return row.role == "item" and any(own)


def _name(name: str, lexicon: Lexicon) -> str:
    """A row's name without the area or the fund before it: 省本级本年收入, 社会保险基金上解上级支出."""
    areas = lexicon.areas.find(name)
    start = areas[0].end if areas and areas[0].start == 0 and ":" not in areas[0].path else 0
    return _ALL_INSURANCES.sub("", name[start:].removeprefix("地方")) or name


def _meant(spots: list[Spot], subject: Subject) -> list[Spot]:
    """The row of a table that the subject means, none where several are as good; two sums of one thing are both."""
    if len(spots) == 1:
        return spots
    if all(_SUM.search(normalise(s.row.name)) and s.row.role != "item" for s in spots) and len(spots) == SUMS:
        return spots  # 收入小计 and, with what is handed on between levels, 收入合计: the number says which
    path = subject.path or (subject.name,)
    best = best_rows([(s.side, s.row) for s in spots], subject._replace(path=path))
    return [s for s in spots if any(s.row is row for _, row in best)] if len(best) == 1 else []


def _one_of_equals(spots: list[Spot]) -> list[Spot]:
    """The first of rows that print the same in every column: 国有资本经营收入 812, 本年收入合计 812."""
    printed = [
        [f.printed if (f := s.table.figures.get((s.row.index, c.index))) else None for c in s.columns] for s in spots
    ]
    return spots[:1] if any(printed[0]) and all(p == printed[0] for p in printed) else []


def _cells(spot: Spot, types: str, lexicon: Lexicon, terms: bool) -> Iterator[Figure]:
    for column in spot.columns:
        chosen = spot.columns != spot.side.columns
        if column.type != types or not (chosen or _plain(column, _fund(spot.table), lexicon, terms)):
            continue
        cell = (spot.row.index, column.index)
        figure = spot.table.figures.get(cell) or (zero(spot.table, spot.row, column) if types == "money" else None)
        if figure and figure.type == types:
            own = figure.address
            own = own._replace(period=spot.period or own.period, area=spot.area or own.area)
            yield figure.of(own)


def _plain(column: Column, fund: str, lexicon: Lexicon, terms: bool) -> bool:
    """Whether all that the column's header says is understood: measure, year, area, its side or fund, 合计; ``terms``:
    but for a bracket that says what is in it or not."""
    if not set(column.meaning) <= _PLAIN or column.meaning.get("part", "total") not in TOTALS:
        return False
    if column.meaning.get("scope", fund) != fund or (fund == "insurance" and insurance_of(column.name)):
        return False
    open_ = terms and column.type == "percent"  # 比上年同口径增长%
    return all(_understood(_TERMS.sub("", text) if terms else text, lexicon, open_) for text in column.path)


_TERMS = lazy(r"[(（]不?含[^()（）]*[)）]")


def _on_other_terms(text: str, lexicon: Lexicon) -> bool:
    """Whether words say that it is not what its name says: 同口径, 不含…, but not 全口径, which is all of it."""
    return any(word in text.replace(ALL_TERMS, "") for word in lexicon.other_terms)


def _understood(text: str, lexicon: Lexicon, terms: bool) -> bool:
    if "其中" in text or (not terms and _on_other_terms(text, lexicon)):
        return False
    named = lexicon.areas.find(text)
    return (
        bool(lexicon.columns_of(text))
        or bool(compiled(r"(?:19|20)\d\d年?度?|本地区").fullmatch(text))
        or (bool(named) and named[0].start == 0 and named[-1].end == len(text) and ":" not in named[0].path)
    )


def _standing(address: Address, cell: Address, measure: str) -> Standing:
    if measure == "amount" and cell.measure == "amount":
        cell = cell._replace(measure=address.measure.removeprefix(LAST))
    found = compare(trusted(address), trusted(cell), ELSEWHERE)
    if found.standing is Standing.UNKNOWN and found.component == "area":
        return Standing.UNKNOWN
    return Standing.SAME if found.standing is Standing.SAME else Standing.DIFFERENT
