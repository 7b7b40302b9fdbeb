"""How far names are set in, in half widths; and columns of which nobody can say it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .pdf_made import Made, rows

XS = (72, 300, 400)
SET_IN = [
    ("上级补助收入", 0),
    ("返还性收入", 2),
    ("所得税基数返还收入", 4),
    ("增值税返还收入", 4),
    ("一般性转移支付收入", 2),
    ("均衡性转移支付收入", 4),
    ("固定数额补助收入", 4),
    ("（二）调入预算稳定调节基金", 0),
    ("动用预算稳定调节基金", 0),
]
EM = 9


def read(names: Sequence[tuple[str, float]]) -> list[str]:
    ys = [100 + 20 * n for n in range(len(names) + 2)]
    made = Made().lattice(XS, ys).cells(XS, ys, [["项目", "决算数"]])
    for top, (name, at) in zip(ys[1:], names, strict=False):
        made.text(75 + at * EM / 2, top + 13, name, EM).text(303, top + 13, f"{top}.50", EM)
    return [row[0] for row in rows(made.read())][1:]


def indents(names: Sequence[tuple[str, float]]) -> list[int]:
    return [len(text) - len(text.lstrip()) for text in read(names)]


def test_names_keep_how_far_they_are_set_in() -> None:
    found = indents(SET_IN)
    plain = [n for (name, _), n in zip(SET_IN, found, strict=True) if not name.startswith("（")]
    told = [at for name, at in SET_IN if not name.startswith("（")]
    ranks = sorted(set(plain))
    assert [ranks.index(n) * 2 for n in plain] == told
    assert [text.strip() for text in read(SET_IN)] == [name for name, _ in SET_IN]


@pytest.mark.parametrize(
    "names",
    [
        [(name, 20 - len(name)) for name, _ in SET_IN],  # centred
        [(name, (7 * n) % 11) for n, (name, _) in enumerate(SET_IN)],  # anywhere
        SET_IN[:4],  # too few
    ],
)
def test_names_that_are_centred_or_begin_anywhere_or_are_few(names: list[tuple[str, float]]) -> None:
    assert set(indents(names)) == {0}
