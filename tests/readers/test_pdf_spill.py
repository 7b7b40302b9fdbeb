"""Names that run over the rule into the column of numbers, and what there only looks so."""

from __future__ import annotations

import pytest

from reconcile.readers.pdf.grid import Cell, RawGrid
from reconcile.readers.pdf.spill import take_back

NAME = "灾害防治及应急管理共同财政事权转移支付收"


def grid(*rows: tuple[str, str]) -> RawGrid:
    plain = [(f"共同财政事权转移支付收入{n}项", f"{n}302") for n in range(1, 7)]
    cells = tuple(
        Cell(r, c, 1, 1, text) for r, row in enumerate([*plain[:3], *rows, *plain[3:]]) for c, text in enumerate(row)
    )
    height = len(plain) + len(rows)
    return RawGrid((0.0, 1.0, 2.0), tuple(map(float, range(height + 1))), cells, frozenset())


def texts(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    cells = {(c.row, c.column): c.text for c in take_back(grid(*rows)).cells}
    return [(cells[r, 0], cells[r, 1]) for r in range(3, 3 + len(rows))]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((NAME, "入226901"), (NAME + "入", "226901")),
        ((NAME, "入1,226,901.50"), (NAME + "入", "1,226,901.50")),
        ((NAME, "入"), (NAME + "入", "")),
        # words that a cell of numbers has of itself
        ((NAME, "减少226901"), (NAME, "减少226901")),
        ((NAME, "约226901"), (NAME, "约226901")),
        ((NAME, "无"), (NAME, "无")),
        # a name that has room, or ends with no word; a word behind the number; too many words
        (("合计", "入226901"), ("合计", "入226901")),
        ((NAME + "1", "入226901"), (NAME + "1", "入226901")),
        ((NAME, "226901入"), (NAME, "226901入")),
        ((NAME, "灾害防治应急管理226901"), (NAME, "灾害防治应急管理226901")),
    ],
)
def test_what_runs_over_goes_back(row: tuple[str, str], expected: tuple[str, str]) -> None:
    assert texts(row) == [expected]


def test_not_in_a_column_of_words() -> None:
    words = [(NAME, f"由甲部门{n}办理") for n in range(9)]
    assert texts(*words, (NAME, "入226901"))[-1] == (NAME, "入226901")
