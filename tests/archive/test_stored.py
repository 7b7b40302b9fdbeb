"""The comparison over a store: from documents in folders to the dataset ``across``."""

from __future__ import annotations

from pathlib import Path

from trial import OPTIONS, archive, rows

from reconcile.archive.across.stored import families, group_name
from reconcile.archive.batch import run

BUDGET = """临江市统计局{who}2024年{level}预算

三、2024年{level}预算表

2024年{level}一般公共预算支出表
单位：万元

科目编码	科目名称	合计	基本支出	项目支出
	合计	{a}	{a}	0
201	一般公共服务支出	{a}	{a}	0
20105	统计信息事务	{a}	{a}	0
2010501	行政运行	{a}	{a}	0
"""


def test_twins_in_an_archive_of_real_documents(tmp_path: Path) -> None:
    from reconcile.archive.work import check

    folder = archive(
        tmp_path,
        department=BUDGET.format(who="", level="部门", a="500.00"),
        unit=BUDGET.format(who="（本级）", level="单位", a="560.00"),
    )
    run([str(folder)], tmp_path / "s", OPTIONS._replace(check=check, limits=OPTIONS.limits._replace(seconds=60)), False)
    found = rows(tmp_path / "s", "select code, office, year, path, other_path, severity from {across}")
    paths = (str(folder / "unit.txt"), str(folder / "department.txt"))
    assert found == [("R601", "临江市统计局", 2024, *paths, "error")]
    run([str(folder)], tmp_path / "s", OPTIONS._replace(check=check), False)
    assert len(rows(tmp_path / "s", "select * from {across}")) == 1, "written anew, not added to"


def test_offices_without_a_place_in_their_name_are_told_apart_by_folder() -> None:
    assert group_name("临江市财政局", "/a/x/1.pdf") == group_name("临江市财政局", "/b/y/2.pdf")
    assert group_name("财政局", "/a/x/1.pdf") == group_name("财政局", "/a/x/2.pdf")
    assert group_name("财政局", "/a/x/1.pdf") != group_name("财政局", "/a/y/2.pdf")


def test_an_office_and_those_below_it_stay_together() -> None:
    names = ["临江市统计局", "临江市统计局", "临江市统计局普查中心", "临江市审计局"]
    assert [len(f) for f in families(names, key=str)] == [3, 1]
