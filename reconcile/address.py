"""What a number is a number of, and the one place that says whether two numbers may be held against each other.

An address has components, and each knows where it comes from. What nobody said is unknown: it is neither equal to
another unknown nor the document's default. Two numbers of one sentence are said *together*: what the one leaves out it
takes over from the other, as readers do.
"""

from collections.abc import Collection
from enum import IntEnum, StrEnum

from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple


class Source(IntEnum):
    """Where a component comes from, the weakest first. ``ASSUMED`` ones never carry an accusation."""

    ASSUMED = 0
    DOCUMENT = 1
    TABLE = 2
    HEADING = 3
    SAID = 4


class Sources(NamedTuple):
    """The source of each component of an address. A component that is "" and not assumed is known not to be there."""

    subject: Source = Source.ASSUMED
    measure: Source = Source.ASSUMED
    period: Source = Source.ASSUMED
    scope: Source = Source.ASSUMED
    area: Source = Source.ASSUMED
    entity: Source = Source.ASSUMED
    counted: Source = Source.ASSUMED


class Address(NamedTuple):
    """What a number is a number of.

    ``subject`` is an indicator's or category's name as a person would say it, ``id`` what it is known by (an id of
    ``indicators.csv``, a classification code; "" where nothing knows it) and ``within`` the ids of the wholes that it
    is known to be a part of. ``measure`` is budget, actual, change, growth, share, completion ..., with ``last_`` for
    the year before. ``period`` is a year ("2025"), a span of years ("2021-2025") or a date ("2025-06-30"). ``scope`` is
    the funds or the part of them: all, fiscal, general, fund, capital, basic ... ``area`` is a path of ``areas.csv``
    (nation/province/city/city_own), ``entity`` the office, ``counted`` what a count counts.
    """

    subject: str = ""
    measure: str = ""
    period: str = ""
    scope: str = ""
    area: str = ""
    entity: str = ""
    counted: str = ""
    id: str = ""
    within: tuple[str, ...] = ()
    sources: Sources = Sources()

    def __str__(self) -> str:
        """2025年收支总计预算数; what nobody said is left out, and so is a measure that has no word of its own."""
        year = f"{self.period}年" if self.period else ""
        said = self.sources.measure > Source.DOCUMENT
        measure = MEASURES.get(self.measure, "") if said else "上年数" if self.measure.startswith(LAST) else ""
        return f"{year}{self.subject}{measure}"


MEASURES = {
    "budget": "预算数",
    "actual": "决算数",
    "adjusted_budget": "调整预算数",
    "change": "增减额",
    "growth": "增减率",
    "share": "占比",
    "completion": "完成率",
    "quantity": "数量",
    "last_budget": "上年预算数",
    "last_actual": "上年决算数",
    "last_amount": "上年数",
    "before": "变动前的数",
    "adjustment": "调整数",
    "change_again": "增减额",
    "left": "剩余数",
}
NAMES = {
    "subject": "项目",
    "measure": "预算还是决算",
    "period": "年度",
    "scope": "口径",
    "area": "全市还是本级",
    "entity": "单位",
    "counted": "所数的对象",
}
COMPONENTS = tuple(NAMES)
# which funds hold which: of all funds, of those of the treasury, of one budget, of a part of it
FUNDS = {
    "fiscal": ("all",),
    "general": ("fiscal", "all"),
    "fund": ("fiscal", "all"),
    "capital": ("fiscal", "all"),
    "basic": ("general", "fiscal", "all"),
    "income": ("all",),
    "expenditure": ("all",),
}
SIDES = ("收入", "支出", "余额", "限额", "结余")  # by which names end; one is never a part of another
LAST = "last_"
WITH_ALL = ":total"  # ends the id of an income or expenditure with all that is added to it
SPAN = lazy(r"\d{4}-\d{4}")


class Standing(StrEnum):
    SAME = "same"
    PART_OF = "part_of"  # the first is a part of the second
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class Comparison(NamedTuple):
    """How two addresses stand to each other; ``component`` and ``why`` say what decided it, in Chinese for users."""

    standing: Standing
    component: str = ""
    why: str = ""


SAME = Comparison(Standing.SAME)


def compare(one: Address, other: Address, aside: Collection[str] = (), together: bool = False) -> Comparison:
    """Whether ``one`` and ``other`` are the same, or ``one`` a part of ``other``.

    ``aside`` names the components in which the two are meant to differ: a growth rate's two amounts differ in period.
    ``together``: they stand in one sentence, so that what the one leaves out is as with the other.
    """
    found = [_compared(c, one, other, together) for c in COMPONENTS if c not in aside]
    for standing in (Standing.DIFFERENT, Standing.UNKNOWN, Standing.PART_OF):
        for comparison in found:
            if comparison.standing is standing:
                return comparison
    return SAME


def _compared(component: str, one: Address, other: Address, together: bool) -> Comparison:
    if component == "subject":
        return _subjects(one, other)
    a, b = _value(component, one), _value(component, other)
    surely = [getattr(x.sources, component) > Source.ASSUMED for x in (one, other)]
    if together and len({getattr(x.sources, component) is Source.SAID for x in (one, other)}) == 2:
        return SAME  # the one says it, and the other takes it over
    if all(surely):
        return _values(component, a, b)
    if together and (not any(surely) or not a or not b or a == b):
        return SAME  # what neither says is the same for both
    return Comparison(Standing.UNKNOWN, component, f"没有写明{NAMES[component]}")


def _values(component: str, a: str, b: str) -> Comparison:
    if a == b:
        return SAME
    if component == "area" and a.startswith(f"{b}/"):
        return Comparison(Standing.PART_OF, component)
    if component == "area" and (not a or not b or a.partition("/")[0] != b.partition("/")[0]):
        return Comparison(Standing.UNKNOWN, component, "看不出是不是同一地区")
    if component == "scope" and b in FUNDS.get(a, ()):
        return Comparison(Standing.PART_OF, component)
    if component == "period" and SPAN.fullmatch(b) and a.isdigit() and b[:4] <= a <= b[-4:]:
        return Comparison(Standing.PART_OF, component)
    return Comparison(Standing.DIFFERENT, component, f"{NAMES[component]}不同")


def _subjects(one: Address, other: Address) -> Comparison:
    if one.id and other.id:
        if one.id == other.id:
            return SAME
        if other.id in one.within:
            return Comparison(Standing.PART_OF, "subject")
    elif one.subject and one.subject == other.subject:
        return SAME
    sides = side(one.subject), side(other.subject)
    if all(sides) and sides[0] != sides[1]:
        return Comparison(Standing.DIFFERENT, "subject", f"“{one.subject}”与“{other.subject}”不是一类数")
    return Comparison(Standing.UNKNOWN, "subject", f"不知道“{one.subject}”与“{other.subject}”是什么关系")


def broader(scope: str, than: str) -> bool:
    """Whether amounts of the scope are of more funds than those of the other: all funds than one budget."""
    above = FUNDS.get(than, ())
    return scope in above or ("all" in above and FUNDS.get(scope) == ("all",) != above)


def side(name: str) -> str:
    """收入, 支出, 余额 ... : what kind of amount a name says that it is; "" where it does not say."""
    return next((w for w in SIDES if w in name[-len(w) - 2 :]), "")


def _value(component: str, address: Address) -> str:
    """The component with last year's measures brought to their own year."""
    measure, last = address.measure.removeprefix(LAST).removesuffix("_again"), address.measure.startswith(LAST)
    if component == "measure":
        return measure
    if component == "period" and last and address.period.isdigit():
        return str(int(address.period) - 1)
    return str(getattr(address, component))
