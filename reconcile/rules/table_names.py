"""表内科目编码写错，或同一编码在各表的名称不一致。

编码的款、项各两位，“301|2”应为“301|02”；同一编码在几张表里应当是同一个名称；名称是另一编码的，编码或名称有一处写错。
为什么：手工改表时丢了编码前面的零，或沿用了旧名称。

错误示例：一张表列“21301 农业农村”，另一张表列“21301 农业”。
正确示例：各表都列“21301 农业农村”。
依据：政府收支分类科目；本文件其他各表。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon import Lexicon
from reconcile.lexicon.judging import closeness
from reconcile.lexicon.names import normalise, stem
from reconcile.lexicon.plain import old_names
from reconcile.rules.repeated_codes import repeated_codes
from reconcile.rules.values import Result
from reconcile.tables.values import Row, Table
from reconcile.tuples import NamedTuple

CODE = "R405"
NAME = "表内科目编码或名称有误"
KIND = "naming"
SEVERITY = Severity.ERROR

STUBS = frozenset({"functional", "economic_department", "economic_government"})


class Printed(NamedTuple):
    table: Table
    row: Row
    name: str


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind == "template":
        return
    rows: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for table in facts.tables:
        stub = table.kind.stub if table.kind and table.kind.stub in STUBS else ""
        for side in table.sides if stub else ():
            for row in side.rows:
                if row.code.isdigit() and len(row.code) in (3, 5, 7) and row.name:
                    rows[stub, row.code].append(Printed(table, row, normalise(row.name)))
        if stub:
            yield from _lost_zeros(table)
        yield from _of_parts(table, facts.lexicon)
    yield from _misprinted(facts.tables)
    yield from _old_classes(facts)
    for (kind, code), printed in rows.items():
        yield from _differing(kind, code, printed, facts.lexicon)
        yield from _of_another(kind, code, printed, facts)
        yield from _outdated(kind, code, printed, facts)


def _of_parts(table: Table, lexicon: Lexicon) -> Iterator[Result]:
    """Rows that are the sum of those below them and bear the code and name of one of these."""
    found = list(repeated_codes(table))
    if not found:
        return
    kinds = {"2": "functional", "3": "economic_department", "5": "economic_government"}
    named = []
    for row, code, parts in found:
        entry = next(iter(lexicon.by_code(kinds.get(code[0], ""), code)), None)
        own = f"{code} {entry.name}" if entry else code
        named.append(f"“{row.code} {row.name}”是其下{len(parts)}行之和，应为“{own}”")
    message = f"《{table.title or '表'}》上级行印成了下级的编码和名称：{'；'.join(named)}。"
    evidence = tuple(_evidence(table, one.row) for one in found[:8])
    yield Finding(CODE, NAME, KIND, Severity.ERROR, message, evidence, expected=found[0].code)


def _misprinted(tables: Iterable[Table]) -> Iterator[Result]:
    """Codes out of order, where one like it stands in order and is that of the name."""
    found: dict[tuple[str, str], list[tuple[Table, Row]]] = defaultdict(list)
    for table in tables:
        for side in table.sides:
            for row in side.rows:
                if row.misprint and len(row.misprint) == 5:
                    found[row.misprint, row.code].append((table, row))
    for (wrong, code), places in found.items():
        name = places[0][1].name
        message = f"《{places[0][0].title or '表'}》{name}的编码印作{wrong}，按名称和顺序应为{code}。"
        evidence = tuple(_evidence(table, row) for table, row in places[:8])
        yield Finding(CODE, NAME, KIND, Severity.ERROR, message, evidence, expected=code)


def _old_classes(facts: Facts) -> Iterator[Result]:
    """Old names of 类 in rows without a code, years after published documents print another."""
    old = dict(old_names({}, facts.lexicon, facts.profile.year)) if facts.profile.kind != "other" else {}
    found: dict[str, list[tuple[Table, Row]]] = defaultdict(list)
    for table in facts.tables:
        for side in table.sides:
            for row in side.rows:
                name = normalise(row.name)
                if name in old and not _code_cells(table, row) and (not table.year or table.year >= old[name][2]):
                    found[name].append((table, row))
    for name, places in found.items():
        official, code, since, _ = old[name]
        message = f"《{places[0][0].title or '表'}》的“{name}”是旧名称，{since}年起为“{code} {official}”。"
        evidence = tuple(_evidence(table, row, _name_cell(table, row, name)) for table, row in places[:8])
        yield Finding(CODE, NAME, KIND, Severity.ERROR, message, evidence, expected=official)


def _name_cell(table: Table, row: Row, name: str) -> int | None:
    return next((i for i, text in enumerate(table.grid.rows[row.index]) if normalise(text) == name), None)


def _lost_zeros(table: Table) -> Iterator[Result]:
    """Cells of codes with one digit, where 类, 款 and 项 have a column each and others have two."""
    rows = [(row, _code_cells(table, row)) for side in table.sides for row in side.rows if len(row.code) > 3]
    slips = [(row, at) for row, cells in rows for at, cell in enumerate(cells) if at and len(cell) == 1]
    proper = sum(all(len(c) == 2 for c in cells[1:]) for _, cells in rows if len(cells) > 1)
    if slips and proper > len(slips):
        listed = "、".join(f"{'|'.join(_code_cells(table, row))} {row.name}" for row, _ in slips)
        evidence = tuple(_evidence(table, row, at) for row, at in slips)
        message = f"编码丢了前面的零：{listed}；款、项各应为两位。"
        yield Finding(CODE, NAME, KIND, Severity.WARNING, message, evidence, expected="两位编码")


def _code_cells(table: Table, row: Row) -> list[str]:
    """The cells of a row's code where it is printed in several: 208, 05, 01; the first has three digits."""
    cells = [c.strip() for c in table.grid.rows[row.index][:3]]
    digits = list(takewhile(str.isdigit, cells))
    return digits if digits and len(digits[0]) == 3 else []


def _differing(kind: str, code: str, printed: list[Printed], lexicon: Lexicon) -> Iterator[Result]:
    """A name that stands less often than another of the same code, and is its old name or nearly the same."""
    names = [p.name for p in printed]
    usual = max(dict.fromkeys(names), key=names.count)
    for name in dict.fromkeys(names):
        if names.count(name) >= names.count(usual) or stem(name) == stem(usual):
            continue
        old = lexicon.renamed(name, code)
        if old is None and not closeness(name, usual):
            continue
        odd = next(p for p in printed if p.name == name)
        other = next(p for p in printed if p.name == usual)
        years = [[p.table.year or 0 for p in printed if p.name == n] for n in (name, usual)]
        if all(years[0]) and max(years[0]) < (other.table.year or 0):
            continue  # tables of earlier years print the names of their time
        if lexicon.renamed(usual, code) and all(years[0]) and min(years[0]) > max(years[1]):
            continue  # and those of later years the new ones
        evidence = (_evidence(odd.table, odd.row), _evidence(other.table, other.row))
        message = f"{code} 在《{odd.table.title}》中是“{name}”，在《{other.table.title}》等表中是“{usual}”。"
        yield Finding(CODE, NAME, KIND, Severity.WARNING, message, evidence, expected=usual)


def _of_another(kind: str, code: str, printed: list[Printed], facts: Facts) -> Iterator[Result]:
    """A name that published documents give to another code, and never to this one."""
    lexicon = facts.lexicon
    own = [e for e in lexicon.by_code(kind, code) if e.published and e.valid(facts.profile.year)]
    known = {stem(e.name) for e in lexicon.by_code(kind, code)}
    known |= {stem(s.name) for s in lexicon.classification.synonyms if (s.kind, s.code) == (kind, code)}
    for name in dict.fromkeys(p.name for p in printed):
        others = [e for e in lexicon.by_name(name, kind) if e.published and len(e.code) == len(code)]
        if own and stem(name) not in known and len(others) == 1 and others[0].code[:3] == code[:3]:
            odd = next(p for p in printed if p.name == name)
            message = f"{code} 的名称是“{own[0].name}”，表中写作“{name}”（{others[0].code}）。"
            evidence = (_evidence(odd.table, odd.row),)
            yield Finding(CODE, NAME, KIND, Severity.WARNING, message, evidence, expected=own[0].name)


def _outdated(kind: str, code: str, printed: list[Printed], facts: Facts) -> Iterator[Result]:
    """An old name in every table that prints the code, years after published documents print another."""
    year, name = facts.profile.year, printed[0].name
    entry = next((e for e in facts.lexicon.by_code(kind, code) if normalise(e.name) == name), None)
    if year is None or entry is None or len({p.name for p in printed}) > 1 or entry.valid(year) or entry.seen_in(year):
        return
    latest = facts.lexicon.successor(kind, code, entry.name)
    new = [e for c, n in latest for e in facts.lexicon.by_code(kind, c) if e.name == n and e.published]
    if len(latest) != 1 or not new or stem(new[0].name) == stem(name) or int(new[0].seen[:4]) > year:
        return
    since = f"{new[0].first_year}年起" if new[0].first_year else "现在"
    old, official = f"{code} {name}", f"{new[0].code} {new[0].name}"
    message = f"《{printed[0].table.title}》的“{old}”是旧名称，{since}为“{official}”。"
    evidence = tuple(_evidence(p.table, p.row) for p in printed[:3])
    yield Finding(CODE, NAME, KIND, Severity.WARNING, message, evidence, expected=new[0].name)


def _evidence(table: Table, row: Row, column: int | None = None) -> Evidence:
    cells = table.grid.rows[row.index]
    at = column if column is not None else next((i for i, c in enumerate(cells) if c.strip()), 0)
    shown = cells[:4] if at < 4 else cells[at : at + 4]  # of two tables side by side the half that is meant
    quote = " ".join(c.strip() for c in shown if c.strip())
    place = table.grid.cell_place(row.index, at)
    return Evidence("cell", quote, place, table=table.title, row=row.label, block=table.block, cell=(row.index, at))
