"""The checklist: what deletions leave out is told, what is no disclosure has none, and a bureau's own list decides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reconcile.checking import check_document
from reconcile.checklist.listing import listing
from reconcile.findings import Outcome
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import RULES

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
BUDGET = (SAMPLES / "budget_clean.txt").read_text(encoding="utf-8")
ACCOUNT = (SAMPLES / "account_clean.txt").read_text(encoding="utf-8")


def outcome(text: str, *overlays: Path, ignore: str = "none") -> Outcome:
    rules = tuple(r for r in RULES if r.CODE.startswith("R7") and not r.CODE.startswith(ignore))
    return check_document(read_bytes(text.encode(), "text.txt"), Lexicon.load(overlays), rules=rules)


def status(text: str) -> dict[str, str]:
    return {e.id: e.status for e in outcome(text).checklist}


@pytest.mark.parametrize("text", [BUDGET, ACCOUNT], ids=["budget", "account"])
def test_nothing_is_missing_of_a_clean_disclosure(text: str) -> None:
    found = status(text)
    assert len(found) >= 20
    assert set(found.values()) <= {"found", "not_applicable"}
    assert not outcome(text).findings


@pytest.mark.parametrize(
    ("text", "pattern", "item", "becomes"),
    [
        (BUDGET, r"\n## 2025年市级部门收入预算总表.*?(?=\n## )", "table_income", "not_found"),
        (BUDGET, r"\n\| 2\d{6} .*?(?=\n)", "table_general", "incomplete"),
        (BUDGET, r"2\. 公务接待费：.*?\n", "three_public", "incomplete"),
        (BUDGET, r"，主要是压减一般性支出", "three_public_reasons", "incomplete"),
        (BUDGET, r"其中，公务用车购置支出[^。]*。", "vehicle_parts", "incomplete"),
        (BUDGET, r"2025年青澜市农产品质量监测局（本级）机关运行经费[^。]*。", "operating_cost", "incomplete"),
        (BUDGET, r"、政府采购工程预算0.00万元", "procurement", "incomplete"),
        (ACCOUNT, r"、76人次", "reception_counts", "incomplete"),
        (ACCOUNT, r"，年末公务用车保有量2辆", "vehicles_kept", "not_found"),
        (ACCOUNT, r"授予中小企业[^。]*。", "procurement_sme", "not_found"),
    ],
)
def test_what_is_deleted_is_missed(text: str, pattern: str, item: str, becomes: str) -> None:
    less = re.sub(pattern, "", text, flags=re.DOTALL)
    assert less != text
    assert status(less)[item] == becomes


def test_a_fund_that_the_department_says_it_does_not_have_does_not_apply() -> None:
    less = re.sub(r"\n## 2025年市级部门政府性基金预算支出表.*?(?=\n## )", "", BUDGET, flags=re.DOTALL)
    assert status(less)["fund_table"] == "not_applicable"


def test_a_part_of_a_disclosure_has_no_checklist() -> None:
    assert not outcome(BUDGET[:2500]).checklist
    section = BUDGET.split("### （十）其他重要事项")[1].split("## 四、2025年部门预算表")[0]
    assert not outcome("青澜市农产品质量监测局2025年部门预算\n\n### （十）其他重要事项" + section * 3).checklist


def test_explanation_and_tables_in_two_files_are_asked_for_what_each_must_have() -> None:
    explanation, tables = BUDGET.split("## 四、2025年部门预算表")
    alone = {e.id: e for e in outcome("青澜市农产品质量监测局2025年部门预算附表\n" + tables).checklist}
    assert len(alone) >= 8
    assert {e.status for e in alone.values()} == {"found"}
    less = outcome(re.sub(r"### （九）关于市.*?(?=### （十）)", "", explanation, flags=re.DOTALL))
    asked = {e.id: e.status for e in less.checklist}
    assert asked.keys().isdisjoint(alone)
    assert asked["three_public"] == "not_found"
    assert {str(f.severity) for f in less.findings if f.code == "R702"} == {"info"}, "it may be in the other file"


def test_messages_never_say_that_something_was_not_published() -> None:
    less = re.sub(r"### （十）其他重要事项.*?(?=## 三、名词解释)", "", BUDGET, flags=re.DOTALL)
    findings = outcome(less).findings
    assert findings
    assert not any("未公开" in f.message or "没有公开" in f.message for f in findings)


def test_a_bureau_lays_its_own_list_over_it(tmp_path: Path) -> None:
    head, *rows = (Path(__file__).resolve().parents[1] / "lexicons" / "disclosure.csv").read_text("utf-8").splitlines()
    off = next(r for r in rows if r.startswith("vehicles_kept,")).replace(",info,", ",off,")
    own = "training,40,培训费,本局清单,department_account,2020,,,,=培训计划人次,,,,,,warning,培训计划人次120"
    (tmp_path / "disclosure.csv").write_text("\n".join([head, off, own]), encoding="utf-8")
    found = outcome(ACCOUNT.replace("，年末公务用车保有量2辆", ""), tmp_path)
    assert "vehicles_kept" not in {e.id for e in found.checklist}
    assert [(f.code, str(f.severity)) for f in found.findings] == [("R702", "warning")]
    assert not outcome(ACCOUNT, tmp_path, ignore="R7").checklist


REPORT = """# 云岭市2024年预算执行情况和2025年预算草案的报告

## 一、2024年预算执行情况

（一）一般公共预算。全市一般公共预算收入{n}.10亿元，一般公共预算支出{n}.20亿元。

（二）政府性基金预算。全市政府性基金预算收入{n}.30亿元。

（三）国有资本经营预算。全市国有资本经营预算收入1.{n}亿元。

（四）社会保险基金预算。全市社会保险基金预算收入{n}.40亿元。

（五）政府债务。2024年末全市政府债务限额{n}.50亿元，政府债务余额{n}.40亿元。上级转移支付收入{n}.60亿元。

## 二、2025年预算草案

"""


def report(without: str = "") -> str:
    lines = [line for line in REPORT.format(n=85).split("\n") if not without or without not in line]
    more = [
        f"安排第{n}类民生项目{n}.25亿元，用于改善城乡公共服务和基础设施条件，并开展绩效评价。" for n in range(1, 90)
    ]
    return "\n\n".join([*lines, *more])


def test_a_government_report_has_a_list_of_its_own() -> None:
    assert set(status(report()).values()) == {"found"}
    assert status(report("国有资本经营"))["gov_report_capital"] == "not_found"
    assert not [i for i in status(report()) if i.endswith("_table")], "its tables are in other files"


def test_a_bulletin_of_statistics_has_none() -> None:
    assert not status(report("基金").replace("国有资本经营", "工业企业").replace("预算草案", "统计公报"))


def test_a_table_that_the_contents_announce_is_told_once() -> None:
    less = re.sub(r"\n## 2025年市级部门收入预算总表.*?(?=\n## )", "", BUDGET, flags=re.DOTALL)
    rules = tuple(r for r in RULES if r.CODE.startswith(("R7", "R404")))
    found = check_document(read_bytes(less.encode(), "text.txt"), Lexicon.load(()), rules=rules).findings
    assert [f.code for f in found] == ["R404"]


def test_an_explanation_of_a_term_is_no_disclosure() -> None:
    less = re.sub(r"1\. 机关运行经费。.*?(?=\n2\. )", "", BUDGET, flags=re.DOTALL)
    term = "## 三、名词解释\n\n0. 机关运行经费：指保障行政单位运行、购买货物和服务的资金，自2015年起公开。\n"
    less = less.replace("## 三、名词解释\n", term)
    assert less.count("机关运行经费") == 1
    assert status(less)["operating_cost"] == "not_found"


@pytest.mark.parametrize("kind", ["department_budget", "department_account", "government_budget", "government_account"])
def test_the_list_is_printed_with_tables_before_text(kind: str) -> None:
    lines = list(listing(Lexicon.load(()), kind, 2024))
    assert lines[0].startswith(("部门", "政府"))
    assert lines.index("表") < lines.index("文字说明")
    assert all(len({*line.split()}) >= 5 for line in lines if "警告" in line)


SPENT = "公务用车购置支出0.00万元，公务用车运行维护支出3.72万元，年末公务用车保有量2辆"


@pytest.mark.parametrize(
    ("old", "new", "item", "becomes"),
    [
        (SPENT, "公务用车运行维护支出3.72万元，年末公务用车保有量2辆", "vehicle_parts", "incomplete"),
        (SPENT, "全部为公务用车运行维护费，年末公务用车保有量2辆", "vehicle_parts", "found"),
        (SPENT, "公务用车购置支出12.00万元，主要用于新购一辆公车，年末公务用车保有量2辆", "vehicles_bought", "found"),
        (SPENT, "公务用车购置支出12.00万元，年末公务用车保有量2辆", "vehicles_bought", "not_found"),
        ("年末公务用车保有量2辆", "截至年末单位共有公务用车2辆", "vehicles_kept", "found"),
        ("国内公务接待9批次、76人次", "其中：接待外宾0批次、0人次", "reception_counts", "not_found"),
        ("国内公务接待9批次、76人次", "国内公务接待9批次", "reception_counts", "incomplete"),
        ("授予中小企业合同", "支持中小企业发展专项共有项目", "procurement_sme", "not_found"),
    ],
)
def test_accounts_say_the_same_in_other_words(old: str, new: str, item: str, becomes: str) -> None:
    assert old in ACCOUNT
    said = re.sub(r"授予中小企业[^。]*。", new, ACCOUNT) if item == "procurement_sme" else ACCOUNT.replace(old, new)
    assert status(said)[item] == becomes


@pytest.mark.parametrize(
    ("pattern", "new", "item", "becomes"),
    [
        (r"2025年青澜市农产品质量监测局（本级）机关运行经费[^。]*。", "本单位为事业单位，不安排机关运行经费。", "operating_cost", "not_applicable"),
        (r"2025年青澜市农产品质量监测局（本级）机关运行经费[^。]*。", "本单位为事业单位，无机关运行经费。", "operating_cost", "not_applicable"),
        (r"(?s)国有资产占[^\n]*\n.*?(?=\n4\. )", "其他情况。\n\n推进无形资产和国有资产管理，固定资产投资2个。\n", "assets", "not_found"),
    ],
)  # fmt: skip
def test_words_that_deny_are_not_parts_of_others(pattern: str, new: str, item: str, becomes: str) -> None:
    said = re.sub(pattern, new, BUDGET)
    assert said != BUDGET
    assert status(said)[item] == becomes


def test_empty_tables_may_be_explained_once_for_all() -> None:
    bare = re.sub(r"\n[^\n|]*(?:本表为空|本表无数据|空表)[^\n]*", "", BUDGET)
    bare = re.sub(r"没有使用(政府性基金|国有资本经营)预算拨款安排的支出", r"按规定编列\1预算", bare)
    assert {status(bare)[i] for i in ("fund_table", "state_capital_table")} == {"incomplete"}
    once = bare.replace("## 四、2025年部门预算表", "## 四、2025年部门预算表\n\n注：空表表示本部门没有相关收支。")
    assert {status(once)[i] for i in ("fund_table", "state_capital_table")} == {"found"}


def test_changes_in_clauses_that_no_row_reads_count_as_told() -> None:
    reasons = r"，(?:比上年|与上年)[^。]*。"
    silent = re.sub(reasons, "。", BUDGET)
    assert status(silent)["totals_reasons"] == "not_found", "the document does not say that nothing changed"
    told = silent.replace(
        "机关运行经费财政拨款预算58.40万元。",
        "机关运行经费财政拨款预算经核为58.40万元，较之上年增加2.30万元，原因是物业调价。",
    )
    assert told != silent
    assert status(told)["totals_reasons"] == "found"


def test_the_body_begins_below_the_contents_without_pages() -> None:
    heading = "青澜市农产品质量监测局主要职能\n\n青澜市农产品质量监测局是市政府的工作部门。\n"
    body = re.sub(r"(?s)(### （一）主要职能).*?(?=### （二）)", "", BUDGET)
    contents, rest = body.split("## 一、", 1)
    assert status(contents + heading + "\n## 一、" + rest)["duties"] == "found"


def test_a_government_that_speaks_of_clean_air_does_not_speak_of_its_budget_performance() -> None:
    aired = report().replace("并开展绩效评价", "并推动企业环保绩效创A，核定绩效工资")
    assert status(aired)["gov_report_performance"] == "not_found"
