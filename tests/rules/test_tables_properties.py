"""Made-up tables that add up never alarm, whatever the rounding; one wrong digit always does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts, Profile
from reconcile.findings import Severity
from reconcile.interval import Verdict
from reconcile.lexicon import Lexicon
from reconcile.relations import Relation
from reconcile.rules import balance, between_tables, cross_footing, footing, hierarchy, rate_columns, table_unit
from reconcile.tables import read_tables

RULES = (footing, cross_footing, hierarchy, balance, between_tables, rate_columns, table_unit)
CLASSES = ("201", "205", "208", "210", "221")


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


class Item(NamedTuple):
    """A 项 with its true amounts in 元."""

    code: str
    basic: int
    project: int


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    amounts = st.integers(0, 10**9)
    codes = [
        f"{category}{section:02}{item:02}"
        for category in draw(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=4, unique=True).map(sorted))
        for section in range(1, draw(st.integers(1, 3)) + 1)
        for item in range(1, draw(st.integers(1, 4)) + 1)
    ]
    return [Item(code, draw(amounts), draw(amounts)) for code in codes]


def printed(amount: int) -> str:
    """An amount in 元 as 万元 to two places; nothing at all for nothing."""
    return f"{(Decimal(amount) / 10000).quantize(Decimal('0.01'), ROUND_HALF_UP):,}" if amount else ""


def grid(made: list[Item]) -> Grid:
    """The table of expenditure, each cell rounded by itself."""
    rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    codes = sorted({i.code[:n] for i in made for n in (3, 5, 7)})
    for code in ("", *codes):
        basic = sum(i.basic for i in made if i.code.startswith(code))
        project = sum(i.project for i in made if i.code.startswith(code))
        name = f"科目{code}" if code else "合计"
        rows.append((code, name, printed(basic + project), printed(basic), printed(project)))
    return Grid(tuple(rows))


def verdicts(table: Grid) -> list[tuple[Relation, Verdict]]:
    blocks = (Paragraph("2024年部门支出预算总表"), Paragraph("单位：万元"), table)
    document = Document("test", "text", blocks)
    facts = Facts(document, lexicon(), Profile(kind="department_budget"), read_tables(document, lexicon()))
    found = [r for rule in RULES for r in rule.check(facts)]
    return [(r, r.judge()) for r in found if isinstance(r, Relation)]


@settings(max_examples=60, deadline=None)
@given(items())
def test_a_consistent_table_never_alarms(made: list[Item]) -> None:
    found = verdicts(grid(made))
    assert found or not any(i.basic or i.project for i in made)
    assert all(verdict is not Verdict.INCONSISTENT for _, verdict in found)


@settings(max_examples=60, deadline=None)
@given(items(), st.data())
def test_one_wrong_digit_always_alarms(made: list[Item], data: st.DataObject) -> None:
    table = grid(made)
    cells = [(r, c) for r, row in enumerate(table.rows) for c in (2, 3, 4) if r and len(row[c]) > 4]
    if not cells:
        return
    row, column = data.draw(st.sampled_from(cells))
    text = table.rows[row][column]
    # not the last three places: sums of rounded numbers leave some play there
    places = [i for i, char in enumerate(text[:-3]) if char.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[place]]))
    changed = [list(r) for r in table.rows]
    changed[row][column] = text[:place] + digit + text[place + 1 :]
    broken = [r for r, v in verdicts(Grid(tuple(tuple(r) for r in changed))) if v is Verdict.INCONSISTENT]
    assert broken, f"{text} -> {changed[row][column]}"
    assert all(r.severity is Severity.ERROR for r in broken)
    assert any(f.key[1:] == (row, column) for r in broken for f in r.figures)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(1, 10**7)), min_size=4, max_size=12)
)
def test_rates_of_a_government_s_table_never_alarm(rows: list[tuple[int, int, int]]) -> None:
    header = ("项目", "上年决算数", "预算数", "执行数", "执行数为预算数%", "比上年增长%")
    body = [
        (
            f"{'甲乙丙丁戊己庚辛壬癸子丑'[i]}项目支出",
            str(last), str(budget), str(actual),
            f"{(Decimal(actual) * 100 / budget).quantize(Decimal('0.1'), ROUND_HALF_UP)}",
            f"{(Decimal(actual - last) * 100 / last).quantize(Decimal('0.1'), ROUND_HALF_UP)}",
        )
        for i, (last, budget, actual) in enumerate(rows)
    ]  # fmt: skip
    blocks = (Paragraph("2025年全市重点支出执行情况表"), Paragraph("单位：万元"), Grid((header, *body)))
    document = Document("test", "text", blocks)
    facts = Facts(document, lexicon(), Profile(kind="government_budget"), read_tables(document, lexicon(), True))
    relations = [r for rule in RULES for r in rule.check(facts) if isinstance(r, Relation)]
    if all(float(r[4]) and float(r[5]) for r in body):
        assert sum(1 for r in relations if r.code == "R306") >= len(rows)
    assert all(r.judge() is not Verdict.INCONSISTENT for r in relations)
