"""What is counted and said once more: in another sentence, in a row of a table, or by the money that it took.

No disagreement is told: a number of another day, of another office or of a part of it bears the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from re import Match

from reconcile.address import Standing, compare
from reconcile.facts import Facts
from reconcile.figures import NOWHERE, Figure
from reconcile.findings import Status
from reconcile.index import amounts, trusted
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.quantity.units import bare
from reconcile.rules.paragraphs import clause_before, spans
from reconcile.rules.values import Tick
from reconcile.tables.cells import says_nil
from reconcile.tables.values import Row, Side, Table
from reconcile.text import squeeze

SUBJECT = ("subject", "measure", "scope", "counted")
PERSONS = ("人", "人次", "名", "位")
ABROAD, GUESTS = ("overseas", "overseas_groups"), ("reception", "domestic_reception", "reception_batches")
CARS = {"vehicles_kept": "kept", "vehicles_bought": "bought", "vehicle_purchase": "bought"}
# 单价50万元（含）以上的通用设备, 单位价值100万元以上设备（不含车辆）（台）
EQUIPMENT = lazy(
    r"(?:单价|单位价值)(?P<bound>\d+)万元(?:\(含\))?(?:及?以上)(?:\(含\))?的?(?P<kind>通用|专用)?设备"
    r"(?:\(不含车辆\))?(?:数量|共|为)?(?:\([^()]{1,4}\))?"
)
BUYS = lazy(r"购置|购买|采购")
REACH = 40  # characters of such a name
BOUGHT = lazy(r"^(?:新增|更新)?(?:购置|购入|购买)(?:车辆)?$")
UNIT = lazy(r"[(（]([^()（）]{1,4})[)）]$")
BY_WORDS = lazy(r"人次|人数|团组|批次")
FOREIGN = lazy(r"外事|国[(（]境[)）]外|其中")
# which money is spent where something of that kind is counted
MONEY = {
    "groups": ("overseas",), "travellers": ("overseas",), "bought": ("vehicle_purchase",),
    "batches": ("reception", "domestic_reception"), "guests": ("reception", "domestic_reception"),
    "foreign": ("foreign_reception",),
}  # fmt: skip
KINDS = ((lazy(r"参公|参照?公"), "参公"), (lazy(r"机关|行政"), "行政"), (lazy(r"事业"), "事业"))
UNITS = lazy(r"(?:机关|行政|参照?公|事业)[\u4e00-\u9fff]{0,6}")
STAFF, KNOWN = lazy(r"(?:人员|职工|人数)$"), lazy(r"在职|在编|离休|退休|离退休")
LONG_NAME = 4  # characters; 接待, 人员 are names of anything
MOST = 20  # cells that are looked at
FILLERS = lazy(r"(?:共计|合计|总数|共有|共|为|是|达到?)+$")
SUFFIX, TWO_DIGITS = 6, 10  # characters before a number, and the least that chance does not meet in them
LEAST = 20  # a smaller number is met by chance
NOUN = r"(职工|部门|学生|幼儿|村|学校|车辆|公务用车)"
BEHIND = lazy(rf"[\u4e00-\u9fff]{{0,3}}?{NOUN}(?!经费|支出|预算)")
ENDS = lazy(rf"{NOUN}(?:总数|人数|数)?(?:共计|共有|共|为)?$")
EXACT = Fraction(0)


def said_again(facts: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Each count that another sentence gives of the same once more, where no other sentence gives another, with the
    first that does."""
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for statement, figure in _counted(facts.prose.statements):
        name = _what(statement.subject.indicator, figure.unit, statement.subject.name)
        above = facts.prose.statements[statement.parent].subject.name if statement.parent is not None else ""
        plain = STAFF.sub("", statement.subject.name)
        known = name or (plain if KNOWN.fullmatch(plain) else "")
        if known or len(statement.subject.name) >= LONG_NAME:  # 共有车辆7辆，其中：轿车2辆。购置车辆2辆，其中：轿车2辆
            found[known or statement.subject.name, _unit(figure), above].append(figure)
    for kind, figure in _units(facts):
        found[kind, "units", ""].append(figure)
    for kind, figure in _equipment(facts):
        found[kind, "equipment", ""].append(figure)
    for words, figure in _named(facts):
        found[words, _unit(figure), "words"].append(figure)
    yield from _nouns(facts)
    for figures in found.values():
        sentences = {facts.prose.sentence(f.key) for f in figures}
        if len({f.printed for f in figures}) == 1 and len(sentences) == len(figures) and _alike(figures):
            yield from ((f, figures[0]) for f in figures[1:])


def of_tables(facts: Facts) -> Iterator[Tick]:
    """The counts that a row of a table gives as well, and those of nothing where it is blank."""
    rows = [(table, side, row) for table in facts.tables for side in table.sides for row in side.rows]
    known: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for table, side, row in rows:
        for cell in _cells(table, side, row) if (name := _of_row(row, facts.lexicon)) else ():
            known[name, cell.printed.digits].append(cell)
    told = [
        (_what(statement.subject.indicator, figure.unit, statement.subject.name), figure)
        for statement, figure in _counted(facts.prose.statements)
    ]
    for name, figure in (*told, *_equipment(facts)):
        same = [c for c in known.get((name, figure.printed.digits), ())[:MOST] if _alike([c, figure])]
        if same:
            yield Tick(figure.key, Status.AGREES, (same[0].evidence("cell"),), resolution=EXACT)


def of_nothing(facts: Facts) -> Iterator[Tick]:
    """Nothing that was counted where nothing was spent: 因公出国（境）费0万元，团组0个、0人次."""
    nil = _nothing(facts)
    for statement, figure in _counted(facts.prose.statements):
        name = _what(statement.subject.indicator, figure.unit, statement.subject.name)
        spent = [f for money in MONEY.get(name, ()) for f in nil.get(money, ())[:MOST]]
        same = [f for f in spent if _alike([f, figure])]
        if same and not figure.printed.digits:
            yield Tick(figure.key, Status.AGREES, (same[0].evidence("amount"),), resolution=EXACT)
    yield from _nobody(facts)


def _nobody(facts: Facts) -> Iterator[Tick]:
    """No guests where there is no batch of them, no travellers without a group: 外事接待0批次，0人次."""
    events: dict[tuple[str, str], Figure] = {}
    spent = {f.address.id for s in facts.prose.statements for f in amounts(s) if f.printed.digits}
    for statement, figure in _counted(facts.prose.statements):
        what = _what(statement.subject.indicator, figure.unit, statement.subject.name)
        if not figure.printed.digits and what in MONEY and spent.isdisjoint(MONEY[what]):
            key = statement.subject.indicator, statement.period
            before = events.get(key)
            if bare(figure.unit) not in PERSONS:
                events[key] = figure
            elif before and before.key[0] == figure.key[0]:
                yield Tick(figure.key, Status.AGREES, (before.evidence("amount"),), resolution=EXACT)
                yield Tick(before.key, Status.AGREES, (figure.evidence("amount"),), resolution=EXACT)


def _nothing(facts: Facts) -> dict[str, list[Figure]]:
    """The amounts of nothing by what they are of, where all that prose and table say of it is nothing."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in (f for s in facts.prose.statements for f in amounts(s)):
        found[figure.address.id].append(figure)
    for table in facts.tables_by_kind.get("three_public", ()):
        for side, row in ((s, r) for s in table.sides for r in s.rows):
            named = facts.lexicon.scan(row.name)
            cells = (table.figures.get((row.index, column.index)) for column in side.columns)
            found[named[-1].id if named else ""] += [c for c in cells if c and c.type == "money"]
    return {of: figures for of, figures in found.items() if of and not any(f.printed.digits for f in figures)}


def _counted(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Figure]]:
    for statement in statements:
        for measure, figures in statement.amounts.items():
            if measure.startswith("count:"):
                yield from ((statement, f) for f in figures if f.counted)


def _what(indicator: str, unit: str, name: str) -> str:
    """What is counted: groups or travellers, batches or guests, cars kept or bought; "" for anything else."""
    persons = bare(unit) in PERSONS
    if indicator in ABROAD:
        return "travellers" if persons else "groups"
    if indicator == "foreign_reception":
        return "foreign"
    if indicator in GUESTS or indicator == "reception_persons":
        found = "guests" if persons else "batches"
        return "" if FOREIGN.search(name) else found
    if not indicator and bare(unit) in ("辆", "台") and BOUGHT.search(name):
        return "bought"
    return CARS.get(indicator, "")


def _of_row(row: Row, lexicon: Lexicon) -> str:
    if equipment := EQUIPMENT.search(squeeze(row.label).text):
        return _kind_of_equipment(equipment)
    named = lexicon.scan(row.name)
    unit, word = UNIT.search(row.label), BY_WORDS.search(row.label)
    by_words = "人" if word and word[0].startswith("人") else "个" if word else ""
    return _what(named[-1].id, by_words or (unit[1] if unit else ""), row.name) if named else ""


def _cells(table: Table, side: Side, row: Row) -> Iterator[Figure]:
    """The counts of a row, and nothing where it says nil."""
    for column in side.columns:
        place = (row.index, column.index)
        figure = table.figures.get(place)
        if figure:
            yield from [figure] if figure.type == "count" else []
        elif place not in table.unread and says_nil(table.grid.rows[row.index][column.index]):
            like = next((f for f in table.figures.values() if f.type == "count" and f.key[2] == column.index), None)
            if like:
                where = table.grid.cell_place(*place)
                yield like._replace(
                    key=(table.block, *place), printed=like.printed._replace(digits=0), quote="（空）", value="0",
                    place=where, row=row.label,
                )  # fmt: skip


def _equipment(facts: Facts) -> Iterator[tuple[str, Figure]]:
    """单价50万元以上通用设备2台（套）: by the bound and the kind."""
    for _, text, found in spans(facts):
        for span in (s for s in found if s.figure.counted and bare(s.figure.unit) in ("台", "套")):
            names = EQUIPMENT.finditer(text, max(0, span.start - REACH), span.start)
            yield from ((_kind_of_equipment(name), span.figure) for name in names if name.end() == span.start)


def _kind_of_equipment(known: Match[str]) -> str:
    bought = "bought" if BUYS.search(known.string, max(0, known.start() - len("预算安排购置")), known.start()) else ""
    return f"{known['bound']}{known['kind'] or ''}{bought}"


def _units(facts: Facts) -> Iterator[tuple[str, Figure]]:
    """How many offices of which kind: 行政单位1家, 2家参公事业单位."""
    for _, text, found in spans(facts):
        for span in (s for s in found if s.figure.counted and bare(s.figure.unit) in ("家", "个")):
            behind = UNITS.match(text, span.end)
            clause = clause_before(text, span)
            words = behind[0] if behind else clause if clause.endswith("单位") else ""
            kind = next((k for pattern, k in KINDS if pattern.search(words)), "")
            if kind:
                yield kind, span.figure


def _nouns(facts: Facts) -> Iterator[tuple[Figure, Figure]]:
    """教职工62人. 62名职工: the same number, long enough, of the same noun before or behind it."""
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for _, text, found_ in spans(facts):
        for span in (s for s in found_ if s.figure.counted and s.figure.printed.digits >= LEAST):
            behind = BEHIND.match(text, span.end)
            before = ENDS.search(clause_before(text, span))
            for noun in {m[1] for m in (behind, before) if m}:
                found[noun, span.figure.printed.digits].append(span.figure)
    for figures in found.values():
        first, *others = figures
        again = [f for f in others if facts.prose.sentence(f.key) != facts.prose.sentence(first.key)]
        yield from ((f, first) for f in again if _alike([f, first]))


def _named(facts: Facts) -> Iterator[tuple[str, Figure]]:
    """The counts that were not read, by how the words before them end: 组织开展绩效自评项目10个."""
    for _, text, found in spans(facts):
        for span in (s for s in found if s.figure.counted and s.figure.printed.digits >= TWO_DIGITS):
            words = FILLERS.sub("", clause_before(text, span))
            if len(words) >= SUFFIX:
                yield words[-SUFFIX:], span.figure


def _alike(figures: list[Figure]) -> bool:
    """Whether nothing says that they are of several years, areas or offices; those that were not read say nothing."""
    first, *others = [trusted(f.address) for f in figures if f.address.subject] or [NOWHERE]
    return all(compare(other, first, SUBJECT).standing is not Standing.DIFFERENT for other in others)


def _unit(figure: Figure) -> str:
    unit = bare(figure.unit)
    return PERSONS[0] if unit in PERSONS else unit
