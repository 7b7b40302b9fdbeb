"""Parts of 一般公共服务 that may be secret: what is missing is one of them, unless the table withholds none at all."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import hierarchy

HEAD = """# 云湖市2025年预算执行情况和2026年预算草案的报告

## 2025年全市一般公共预算支出执行情况表

单位：万元

| 科目编码 | 科目名称 | 执行数 |
|---|---|---|
"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def found(many: int, wrong: int, withheld: int = 0) -> list[str]:
    """What is told of a table of so many 款, the last of which misses an amount, and ``withheld`` others too."""
    rows = []
    for n in range(1, many + 1):
        parts = [30011 + 17 * n, 4321 + n, 884]
        lacks = wrong if n == many else 5417 if n <= withheld else 0
        rows.append(f"| 201{n:02} | 事务{n} | {sum(parts)} |")
        rows += [f"| 201{n:02}{p:02} | 项目{n}甲{p} | {v - (lacks if p == 3 else 0)} |" for p, v in enumerate(parts, 1)]
    document = read_bytes((HEAD + "\n".join(rows)).encode(), "a.md")
    return [f"{f.severity} {f.code}" for f in check_document(document, lexicon(), rules=(hierarchy,)).findings]


@pytest.mark.parametrize(
    ("many", "wrong", "withheld", "expected"),
    [
        (14, 0, 0, []),
        (14, 30, 0, ["warning R303"]),  # 884 is 854: one digit
        (14, 427, 0, []),  # no slip of a digit
        (8, 30, 0, []),  # too few others
        (14, 30, 3, []),  # others withhold too
    ],
)
def test_where_nothing_is_withheld_a_slip_is_told(many: int, wrong: int, withheld: int, expected: list[str]) -> None:
    assert found(many, wrong, withheld) == expected
