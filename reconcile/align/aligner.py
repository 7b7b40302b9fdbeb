"""Finds the cells that a statement of the prose speaks of.

Top-down: what the section speaks of gives the kinds of tables, the subject the row, the measure the column.
An indicator (收入总计) stands where ``cells.csv`` says; a category stands in the row of its name or path. Where
several cells are equally good and do not agree with each other, the match is ambiguous and nothing loud may be
built on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reconcile.address import Address, Source
from reconcile.align.cells import cells_of, column_for, zero
from reconcile.align.government import Register
from reconcile.align.rows import find_rows
from reconcile.align.twins import Twins
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.index import of
from reconcile.interval import Printed, Verdict, judge_equal
from reconcile.lexicon import Lexicon, StandardCell
from reconcile.patterns import lazy
from reconcile.profile import main_measure
from reconcile.prose.stages import planned
from reconcile.prose.values import Statement
from reconcile.tables.values import Row, Side, Table
from reconcile.tuples import NamedTuple

# scope -> (kind of table, column) in which categories of that scope stand, the preferred first
CATEGORY_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "general": (("general_public", "total"), ("fiscal_overview", "general"), ("fiscal_expenditure", "total")),
    "basic": (("general_public_basic", "total"), ("general_public", "basic")),
    "fiscal": (("fiscal_overview", "total"), ("fiscal_expenditure", "total"), ("general_public", "total")),
    "fund": (("government_fund", "total"), ("fiscal_overview", "fund")),
    "capital": (("state_capital", "total"), ("fiscal_overview", "capital")),
    "expenditure": (("expenditure", "total"), ("budget_overview", "amount")),
    "income": (("income", "total"), ("budget_overview", "amount")),
    "all": (("expenditure", "total"), ("budget_overview", "amount"), ("general_public", "total")),
}
# kinds of funds that are named without their side: 收入包括：一般公共预算2008.02万元
ANY_SIDE: dict[str, tuple[str, str]] = {
    "一般公共预算": ("general_income", "general_expenditure"),
    "一般公共预算财政拨款": ("general_income", "general_expenditure"),
    "政府性基金预算": ("fund_income", "fund_expenditure"),
    "政府性基金预算财政拨款": ("fund_income", "fund_expenditure"),
    "政府性基金": ("fund_income", "fund_expenditure"),
    "国有资本经营预算": ("capital_income", "capital_expenditure"),
    "国有资本经营预算财政拨款": ("capital_income", "capital_expenditure"),
}
BY_ECONOMY = (("general_public_basic", "total"), ("fiscal_basic", "total"))
ANY_SCOPE = (
    ("expenditure", "total"), ("general_public", "total"), ("fiscal_overview", "total"), ("budget_overview", "amount"),
    ("general_public_basic", "total"),
)  # fmt: skip
# totals whose names do not say of which funds they are: what they mean in a section of one kind of funds
OF_SCOPE: dict[str, dict[str, str]] = {
    "fiscal": {
        "total_income": "fiscal_total_income",
        "total_expenditure": "fiscal_total_expenditure",
        "budget_total": "fiscal_total",
        "income_this_year": "fiscal_income",
        "expenditure_this_year": "fiscal_expenditure",
        "carry_in": "fiscal_carry_in",
        "carry_out": "fiscal_carry_out",
    },
    "general": {
        "income_this_year": "general_income",
        "expenditure_this_year": "general_expenditure",
        "carry_in": "carry_in_general",
        "basic_expenditure": "general_basic_expenditure",
        "project_expenditure": "general_project_expenditure",
    },
    "fund": {
        "income_this_year": "fund_income",
        "expenditure_this_year": "fund_expenditure",
        "carry_in": "carry_in_fund",
    },
    "capital": {
        "income_this_year": "capital_income",
        "expenditure_this_year": "capital_expenditure",
        "carry_in": "carry_in_capital",
    },
}  # fmt: skip
ANY_FUNDS = frozenset(k for known in OF_SCOPE.values() for k in known)
SAME_SCOPE = {"income": "all", "expenditure": "all", "basic": "general", "operating_cost": "all"}


ADJUSTED = lazy(r"调整|变动")
CARRY = lazy(r"结转|结余")


class Match(NamedTuple):
    """The cells that may be the same number, the preferred first. ``certain``: they agree with each other, or the
    statement's own words say which is meant. ``reason`` says why there are none."""

    cells: tuple[Figure, ...] = ()
    certain: bool = False
    reason: str = ""


class Aligner:
    """Answers for one document; made once for its facts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._tables = facts.tables_by_kind
        self._government = facts.profile.kind.startswith("government")
        self.twins = Twins(facts)
        self._main = main_measure(facts.profile) or "budget"
        self._planned = planned(facts.profile)

    def match(self, statement: Statement, measure: str) -> Match:
        """The cells for the statement's amount of this measure (budget, actual, amount, last_...)."""
        if self._government:
            return self._of_government(statement, measure)
        measure = self._main if measure == "amount" else measure
        if statement.subject.name in ANY_SIDE:
            return self._either(statement, measure)
        if statement.subject.indicator or statement.subject.path:
            by_indicator = bool(statement.subject.indicator)
            return (self._indicator if by_indicator else self._category)(statement, measure)
        return Match(
            reason=f"“{statement.subject.name}”不是表中的项目" if statement.subject.name else "看不出是什么的数"
        )

    def now(self, statement: Statement) -> Figure | None:
        """This year's cell of the statement's row, where it is certain which that is."""
        match = self.match(statement, "amount")
        return match.cells[0] if match.certain and match.cells else None

    def before(self, statement: Statement, base: str) -> Figure | None:
        """Last year's cell of the statement's row that a comparison with ``base`` (last, last_actual, last_budget)
        means; None where it prints several amounts of last year and the words do not say which."""
        measures = ("last_actual", "last_budget", "last_amount") if base == "last" else (base,)
        matches = [self.match(statement, measure) for measure in measures]
        cells = [m.cells[0] for m in matches if m.certain and m.cells]
        return cells[0] if len({c.printed.value for c in cells}) == 1 else None

    def _either(self, statement: Statement, measure: str) -> Match:
        """A kind of funds without its side: its income or its expenditure, the same where nothing is carried."""
        sides = [statement.subject._replace(indicator=i, path=()) for i in ANY_SIDE[statement.subject.name]]
        found = [c for s in sides for c in self._indicator(statement._replace(subject=s), measure).cells]
        return _match(found, certain=False, missing="文中没有可以核对的一格")

    def _of_government(self, statement: Statement, measure: str) -> Match:
        """In documents of governments only cells of one area, fund and year: 全市 and 市级 have tables of their own."""
        figures = statement.amounts.get(measure, ())
        address = figures[0].address if figures else of(statement)
        if address and not figures:
            address = address._replace(measure=measure)
        if address is None or not statement.subject.name:
            return Match(reason="看不出是什么的数")
        found = self._register.find(statement.subject, self.known(address))
        if found.cells:
            match = _match(found.cells, False, "")
            return match._replace(certain=match.certain and found.certain)
        if statement.subject.indicator or statement.subject.path:
            return Match(reason="没有同一地区、同一年度、同一口径的表列出这一项")
        return Match(reason=f"“{statement.subject.name}”不是表中的项目")

    def on_terms(self, statement: Statement, figure: Figure) -> tuple[Figure, ...]:
        """The cells of a government's tables that may be the figure if columns on other terms are meant: 不含…, or a
        table by place. They can bear it out, and say nothing against it."""
        subject, address = statement.subject, self.known(figure.address)
        return (*self._register.find(subject, address, terms=True).cells, *self._register.of_places(subject, address))

    def known(self, address: Address) -> Address:
        """The address with its measure as the document's, where it is of the year that is planned: of that there is
        nothing but the budget."""
        of_plan = address.measure == "budget" and address.period and address.period == self._planned
        sources = address.sources
        return (
            address._replace(sources=sources._replace(measure=max(sources.measure, Source.DOCUMENT)))
            if of_plan
            else address
        )

    def cells(self, statement: Statement, address: Address) -> tuple[Figure, ...]:
        """The amounts that a government's tables print for the statement's subject at this address."""
        return self._register.find(statement.subject, address).cells

    def rates(self, statement: Statement, figure: Figure, terms: bool = False) -> tuple[Figure, ...]:
        """The rates that a government's tables print in the statement's row, of what the figure is a rate of;
        ``terms``: also on other terms (比上年同口径增长%)."""
        found = self._register.find(statement.subject, figure.address, "percent", terms).cells
        if figure.address.measure == "growth":
            of_last = figure.address._replace(measure="of_last")
            beside = self._register.find(statement.subject, of_last, "percent", terms).cells
            return (*found, *map(_as_growth, beside))
        if figure.address.measure != "completion":
            return found
        adjusted = statement.completion_of == "adjusted_budget"
        return tuple(c for c in found if bool(ADJUSTED.search(c.column or "")) is adjusted) or found

    @cached_property
    def _register(self) -> Register:
        return Register(self._facts)

    def _indicator(self, statement: Statement, measure: str) -> Match:
        indicator = statement.subject.indicator
        scope = SAME_SCOPE.get(statement.scope, statement.scope)
        meant = OF_SCOPE.get(scope, {}).get(indicator, indicator)
        standard = self._facts.lexicon.cells.get(meant, ())
        if not standard:
            return self._by_label(statement, measure)
        own = [c for c in standard if scope and (c.scope == scope or meant != indicator)]
        found: list[Figure] = []
        for cell in own or standard:
            if cell.condition == "no_carry" and self.has_carry:
                continue
            found += self._standard(cell, measure)
        missing = self._missing(standard)
        if not found:
            found = [
                f for cell in standard if cell not in own and not cell.condition for f in self._standard(cell, measure)
            ]
        if not own or not any(f for cell in own for f in self._standard(cell, measure)):
            of_any = indicator in ANY_FUNDS and scope not in ("", "all")
            if found and (of_any or own):
                return Match(tuple(found), certain=False, reason=missing)
            return _match(found, certain=False, missing=missing)
        return _match(found, certain=len({c.scope for c in own}) == 1, missing=missing)

    def _standard(self, cell: StandardCell, measure: str) -> Iterator[Figure]:
        lexicon = self._facts.lexicon
        for table in self._tables.get(cell.table, ()):
            for figure in cells_of(table, cell, measure, lexicon):
                yield figure if figure.address.id else figure.of(_of_indicator(figure, cell, lexicon))

    @cached_property
    def has_carry(self) -> bool:
        """Whether money is carried in or out, so that a total is not the amount of the year."""
        for kind in ("budget_overview", "fiscal_overview"):
            for table in self._tables.get(kind, ()):
                for side in table.sides:
                    for row in side.rows:
                        if CARRY.search(row.label) and any(
                            table.figures.get((row.index, c.index)) for c in side.columns
                        ):
                            return True
        return False

    def _missing(self, standard: Sequence[StandardCell]) -> str:
        kinds = dict.fromkeys(
            self._facts.lexicon.tables[c.table].name for c in standard if c.table in self._facts.lexicon.tables
        )
        return f"文中没有可核对的表（{'、'.join(list(kinds)[:2])}），或表中没有这一格，或这一格读不出"

    def basic_part(self, statement: Statement, measure: str) -> Figure | None:
        """What the table of basic expenditure shows of an expense (会议费): a part of what the prose says of all."""
        measure = self._main if measure == "amount" else measure
        found = []
        for table in self._tables.get("general_public_basic", ()):
            for side in table.sides:
                column = column_for(side, "total", measure)
                if column is None:
                    continue
                for row in side.rows:
                    indicator = self._facts.lexicon.indicator(row.name)
                    figure = table.figures.get((row.index, column.index))
                    if figure and indicator and indicator.id == statement.subject.indicator:
                        found.append(figure)
        return found[0] if len({f.printed.value for f in found}) == 1 else None

    def _by_label(self, statement: Statement, measure: str) -> Match:
        """An indicator without a standard place: a row that carries its name, in tables of the statement's scope."""
        found: list[Figure] = []
        for table in self._facts.tables:
            if table.kind is None or table.kind.scope != statement.scope:
                continue
            for side in table.sides:
                for row in side.rows:
                    indicator = self._facts.lexicon.indicator(row.label)
                    if indicator and indicator.id == statement.subject.indicator:
                        found += self._cell(table, side, row, "total", measure)
        return _match(found, certain=False, missing="这一项没有对应的标准表格")

    def _category(self, statement: Statement, measure: str) -> Match:
        scope = statement.scope
        places = CATEGORY_PLACES.get(scope, ANY_SCOPE)
        whole = self._facts.prose.statements[statement.parent] if statement.parent is not None else None
        if whole and whole.subject.indicator in ("personnel", "public_operating"):
            places = BY_ECONOMY  # 住房公积金 is an item of both classifications
        found: list[Figure] = []
        missing = ""
        for kind, column in places:
            for table in self._tables.get(kind, ()):
                rows = find_rows(table, statement.subject)
                if len(rows) > 1:
                    missing = f"《{table.title}》中有{len(rows)}行都叫“{statement.subject.name}”"
                    continue
                if not rows:
                    missing = missing or f"《{table.title}》中没有“{statement.subject.name}”一行"
                for side, row in rows:
                    found += self._cell(table, side, row, column, measure)
                    if not found and table.unread:
                        missing = missing or f"《{table.title}》中“{row.label}”一行有读不出的格"
            if found and scope in CATEGORY_PLACES:
                break
        return _match(found, certain=scope in CATEGORY_PLACES, missing=missing or "文中没有列示这一科目的表")

    def _cell(self, table: Table, side: Side, row: Row, column: str, measure: str) -> Iterator[Figure]:
        chosen = column_for(side, column, measure)
        if chosen is None:
            return
        figure = table.figures.get((row.index, chosen.index)) or zero(table, row, chosen)
        if figure:
            yield figure


def _of_indicator(figure: Figure, cell: StandardCell, lexicon: Lexicon) -> Address:
    """The address of a cell whose row and column have no name of their own (合计): what stands there by cells.csv."""
    name = lexicon.indicators[cell.indicator].name
    address, within = figure.address, lexicon.parts.wholes(cell.indicator)
    sources = address.sources._replace(subject=Source.TABLE)
    return address._replace(subject=name, id=cell.indicator, within=within, sources=sources)


def _as_growth(cell: Figure) -> Figure:
    """为上年执行数的102.7% as the growth of 2.7% that it is."""
    digits, exponent = cell.printed
    grown = Printed(digits - round(100 / cell.printed.last_place), exponent)
    return cell._replace(printed=grown, address=cell.address._replace(measure="growth"))


def _match(cells: Sequence[Figure], certain: bool, missing: str) -> Match:
    if not cells:
        return Match(reason=missing)
    agree = all(judge_equal(cells[0].printed, c.printed) is not Verdict.INCONSISTENT for c in cells[1:])
    return Match(tuple(cells), agree or certain)
