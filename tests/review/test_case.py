"""What is reviewed as one: another draft of any of its files is another draft of it."""

from __future__ import annotations

from pathlib import Path

from reconcile.review.case import Case


def test_a_disclosure_that_it_is_held_against_belongs_to_its_stamp(tmp_path: Path) -> None:
    own, other = tmp_path / "部门.txt", tmp_path / "单位.txt"
    own.write_text("收入1.00万元", encoding="utf-8")
    other.write_text("收入1.00万元", encoding="utf-8")
    case = Case((own,), others=(other,))
    before = case.stamp()
    assert case.stamp() == before
    other.write_text("收入12.00万元", encoding="utf-8")
    assert case.stamp() != before
