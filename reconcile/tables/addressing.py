"""What all cells of a column are of: its header says it, else the table's title, else the document."""

from __future__ import annotations

from reconcile.address import LAST, Address, Source, Sources
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .cells import fold
from .values import Column, Table

_FUND = lazy(r"(?:一般公共|政府性?基金|国有资本经营|社会保险基金|社保基金)预算")
_MEASURES = (("决算", "actual"), ("执行", "actual"), ("完成", "actual"), ("预算", "budget"))
# 2026年某市一般公共预算收入表 without 级 or 本级: the place as a whole
_PLACE = lazy(
    r"(?:^|年度?|对)[\u4e00-\u9fff]{1,10}?(省|自治区|自治州|[市州盟县旗区])"
    r"(?=(?:地方)?(?:一般公共|公共财政|政府性?(?:基金|一般|专项|债)|政府债|国有资本|社会保险|社保|债[务券]|新增|法定))"
)
_WHOLE = {"省": "province", "自治区": "province", "自治州": "city", "市": "city", "州": "city", "盟": "city"}
_WHOLE |= {"县": "county", "旗": "county", "区": "district"}


class Own(NamedTuple):
    """What the document says of all its tables."""

    lexicon: Lexicon
    government: bool = False
    year: int | None = None
    measure: str = ""


def column_address(table: Table, column: Column, own: Own) -> Address:
    """What all cells of a column are of: its header says it, else the title, else the document."""
    header = column.meaning.get("measure", "")
    measure = header if header not in ("", "amount") else next((m for w, m in _MEASURES if w in table.title), header)
    period = column.meaning.get("period", "")
    if header in ("", "amount") and measure == "budget" and _executed(table, period, own):
        measure = "actual"
    if period and measure.startswith(LAST):
        period = str(int(period) + 1)  # the year before is said by the measure already
    scope = column.meaning.get("scope") or (table.kind.scope if table.kind else "")
    said, assumed, of_document = Source.TABLE, Source.ASSUMED, Source.DOCUMENT
    own_measure = of_document if own.measure else assumed
    own_year = of_document if own.year and not own.government else assumed
    area, area_source = _area(table, column, own) if own.government else ("", of_document)
    return Address(
        measure=measure or own.measure or "amount",
        period=period or str(own.year or ""),
        scope=scope,
        area=area,
        sources=Sources(
            measure=said if measure not in ("", "amount") else own_measure,
            period=said if period else own_year,
            scope=said if scope else assumed,
            area=area_source,
            entity=of_document,
            counted=of_document,
        ),
    )


def _executed(table: Table, period: str, own: Own) -> bool:
    """Whether the only 预算 of the title is in the name of the fund, and its year is over when the document plans the
    next one: 2025年一般公共预算收支平衡表 in a budget of 2026."""
    over = own.government and own.year is not None and period.isdigit() and int(period) < own.year
    return over and "预算" not in _FUND.sub("", fold(table.title))


def _area(table: Table, column: Column, own: Own) -> tuple[str, Source]:
    """The area that the column's header or the title names; a place that is named alone is meant as a whole, as a
    rule."""
    areas = own.lexicon.areas
    place = _PLACE.search(fold(table.title))
    if named := areas.only(column.name if areas.find(column.name) else table.title):
        below = areas.path(f"{_WHOLE[place[1]]}_own") if place and named == "own" else named
        return below, Source.TABLE
    alone = place and not areas.find(table.title)
    return areas.path(_WHOLE[place[1]]) if place and alone else "", Source.ASSUMED
