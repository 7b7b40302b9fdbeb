"""“主要包括”所列名称与基本支出表的非空行不符。

人员经费、公用经费后面“主要包括：……”列举的经济分类科目，应当就是基本支出表中有数的行：没有数的不应列，有数的不应漏（以“等”结尾的可以不列全）。
为什么：列举常照抄上年或邻行。

错误示例：人员经费……主要包括：基本工资、……、个人农业生产补贴（表中30310为空）。
正确示例：公用经费62.10万元，主要包括：办公费、水费、电费、……（与表中有数的行一致）。
依据：部门预决算公开说明应与基本支出表一致。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon.names import normalise, stem
from reconcile.prose.enumerations import named_lists
from reconcile.prose.values import Enumeration
from reconcile.rules.values import Result
from reconcile.tables.values import Row, Side, Table
from reconcile.text import squeeze

CODE = "R102"
NAME = "列举与表格的行不符"
KIND = "list_mismatch"
SEVERITY = Severity.ERROR

# economic classification: which 类 are personnel expenses and which operating ones in tables of basic expenditure
CLASSES = {"personnel": ("301", "303"), "public_operating": ("302", "307", "309", "310", "311", "312", "399")}
KINDS = ("general_public_basic", "fiscal_basic")


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind == "template":
        return
    tables = [t for kind in KINDS for t in facts.tables_by_kind.get(kind, ()) if not t.empty]
    if not tables:
        return
    for enumeration in (*facts.prose.enumerations, *_unvalued(facts)):
        rows = list(_rows(tables[0], enumeration.subject.indicator))
        if rows:
            yield from _compare(facts, enumeration, tables[0], rows)


def _unvalued(facts: Facts) -> Iterator[Enumeration]:
    """The lists that stand apart from the amounts, in paragraphs that have no list with one."""
    known = {e.block for e in facts.prose.enumerations}
    for index, paragraph in facts.paragraphs:
        if index not in known:
            yield from named_lists(index, squeeze(paragraph.text))


def _rows(table: Table, indicator: str) -> Iterator[tuple[Side, Row, bool]]:
    """The rows of 款 level that belong to the list's classes, each with whether it holds money."""
    for side in table.sides:
        above = ""
        for row in side.rows:
            code = row.code
            if len(code) == 3:
                above = code
            if len(code) < 4 and not (row.parent is not None and above and not code):
                continue
            if (code[:3] or above) in CLASSES[indicator]:
                figures = (table.figures.get((row.index, c.index)) for c in side.columns if c.type == "money")
                yield side, row, any(f is not None and f.printed.digits for f in figures)


def _compare(facts: Facts, listed: Enumeration, table: Table, rows: list[tuple[Side, Row, bool]]) -> Iterator[Result]:
    filled = {normalise(r.name): (s, r) for s, r, full in rows if full}
    blank = {normalise(r.name): (s, r) for s, r, full in rows if not full}
    printed = {normalise(name): (start, end, name) for start, end, name in listed.names}
    known = filled.keys() | blank.keys()
    if sum(_hit(n, known) is not None for n in printed) * 2 < len(printed):
        return  # the list speaks of other things than the table's rows
    seen = {_hit(n, filled.keys()) for n in printed} | {_hit(n, blank.keys()) for n in printed}
    for name, (start, end, text) in printed.items():
        row_name = _hit(name, blank.keys())
        if row_name is not None and _hit(name, filled.keys()) is None:
            side, row = blank[row_name]
            message = f"“{listed.subject.name}”的列举中有“{text}”，但《{table.title}》中该行没有数。"
            yield _finding(facts, listed, message, (start, end, text), table, side, row)
    yield from _without_row(facts, listed, table, rows)
    if listed.open_ended:
        return
    for row_name, (side, row) in filled.items():
        if row_name not in seen and not any(stem(row_name) == stem(n) for n in printed):
            figure = next(
                f for c in side.columns if (f := table.figures.get((row.index, c.index))) and f.printed.digits
            )
            cell = f"《{table.title}》中“{row.name}”为{figure.quote}{table.unit}"
            message = f"{cell}，“{listed.subject.name}”的列举中没有列出。"
            yield _finding(facts, listed, message, None, table, side, row)


def _without_row(
    facts: Facts, listed: Enumeration, table: Table, rows: list[tuple[Side, Row, bool]]
) -> Iterator[Result]:
    """Official names in the list whose code has no row at all, in a table that prints the code of each of its rows."""
    codes = {row.code for _, row, _ in rows}
    if not all(len(code) == 5 for code in codes):
        return
    names = {normalise(row.name) for _, row, _ in rows}
    for start, end, text in listed.names:
        entries = facts.lexicon.by_name(text, "economic_department")
        official = {e.code for e in entries if e.published and e.code[:3] in CLASSES[listed.subject.indicator]}
        if official and not official & codes and _hit(normalise(text), names) is None:
            side, row, _ = rows[0]
            message = f"“{listed.subject.name}”的列举中有“{text}”，但《{table.title}》中没有这一行。"
            yield _finding(facts, listed, message, (start, end, text), table, side, row)._replace(
                severity=Severity.WARNING,
            )


def _hit(name: str, names: object) -> str | None:
    """The row name that the printed name means: the same, or the same but for a closing 费 or 支出."""
    assert hasattr(names, "__iter__")
    pool = list(names)
    if name in pool:
        return name
    return next((n for n in pool if stem(n) == stem(name) and len(stem(n)) > 1), None)


def _finding(
    facts: Facts,
    listed: Enumeration,
    message: str,
    name: tuple[int, int, str] | None,
    table: Table,
    side: Side,
    row: Row,
) -> Finding:
    block = facts.document.blocks[listed.block]
    assert isinstance(block, Paragraph)
    start, end = (name[0], name[1]) if name else (listed.start, min(listed.end, listed.start + 30))
    quote = block.text[listed.start : listed.end]
    cells = [(row.index, c.index) for c in side.columns if c.type == "money"]
    cell = next((c for c in cells if c in table.figures), cells[0] if cells else None)
    place = table.grid.cell_place(*cell) if cell else table.grid.place
    value = table.figures[cell].quote if cell and cell in table.figures else "（空）"
    return Finding(
        CODE, NAME, KIND, SEVERITY, message,
        (
            Evidence("list", quote, block.place(start, end), start, end, block=listed.block),
            Evidence("row", value, place, table=table.title, row=row.name, block=table.block, cell=cell),
        ),
        expected=f"删去“{name[2]}”" if name else f"补列“{row.name}”",
    )  # fmt: skip
