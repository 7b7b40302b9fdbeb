"""What would have to change with a corrected number: totals, rates and sentences that rest on it. Figures are
fictional."""

from __future__ import annotations

from reconcile.diagnosis.following import MOST, following
from reconcile.figures import Figure
from reconcile.forms import Form
from reconcile.interval import Printed
from reconcile.relations import Check

from .made import cell, check, equal, findings, said, total


def follows(figure: Figure, digits: int, *checks: Check) -> list[tuple[str, str]]:
    holding: dict[object, list[Check]] = {}
    for known in checks:
        for one in known.relation.figures:
            holding.setdefault(one.key, []).append(known)
    told = following(figure, Printed(digits, figure.printed.exponent), holding)  # type: ignore[arg-type]
    return [(f.evidence.quote, f.expected) for f in told]


EDUCATION, HEALTH, WHOLE = cell("教育支出", "61.00", 1), cell("卫生健康支出", "40.00", 2), cell("合计", "101.00", 3)


def test_totals_sentences_and_rates_follow_one_after_the_other() -> None:
    spoken = said("支出合计", "101.00万元", 5)
    share = said("教育支出", "60.4%", 9, "share")
    checks = [total(WHOLE, EDUCATION, HEALTH), equal(spoken, WHOLE), check(Form.SHARE, share, (EDUCATION, WHOLE))]
    assert sorted(follows(EDUCATION, 7000, *checks)) == [
        ("101.00", "110.00万元"), ("101.00万元", "110.00万元"), ("60.4%", "63.6%"),
    ]  # fmt: skip


def test_what_still_holds_stays() -> None:
    rounded = said("教育支出", "0.61亿元", 5)
    thousand = cell("教育支出", "6,100.00", 1)
    assert follows(thousand, 610_400, equal(rounded, thousand)) == []


def test_of_several_parts_nobody_knows_which_follows() -> None:
    assert follows(WHOLE, 11_000, total(WHOLE, EDUCATION, HEALTH)) == []


def test_a_part_that_would_be_too_large_is_named_without_a_value() -> None:
    inside = check(Form.AT_MOST, said("其中", "55.00万元", 5), (EDUCATION,))
    assert follows(EDUCATION, 5000, inside) == [("55.00万元", "")]


def test_so_many_and_no_more() -> None:
    copies = [equal(said("教育支出", "61.00万元", 10 * n), EDUCATION) for n in range(1, 30)]
    assert len(follows(EDUCATION, 7000, *copies)) == MOST


def test_a_finding_tells_with_each_correction_what_follows() -> None:
    """Either the total or a part is wrong; the prose repeats the part, and only that correction shakes it."""
    total_, part, other = cell("合计", "110.00", 3), cell("教育支出", "61.00", 1), cell("卫生健康支出", "40.00", 2)
    repeated = [equal(said(n, f"{v}万元", s), c) for n, v, s, c in (
        ("教育支出", "61.00", 5, part), ("卫生健康支出", "40.00", 9, other), ("支出合计", "110.00", 13, total_),
    )]  # fmt: skip
    [found] = findings(total(total_, part, other), *repeated)
    told = {c.evidence.quote: [f.evidence.quote for f in c.follows] for c in found.corrections}
    assert told == {"110.00": ["110.00万元"], "61.00": ["61.00万元"], "40.00": ["40.00万元"]}
