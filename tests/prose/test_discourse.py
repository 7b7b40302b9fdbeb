"""Where a list, a bracket, an explanation or a sentence ends, and whose the next number is (see said.py)."""

from __future__ import annotations

import pytest

from reconcile.prose.discourse import step
from reconcile.prose.grammar import Claim
from reconcile.prose.page import Context, Page

from .said import lines, read


@pytest.mark.parametrize(
    "text, told",
    [
        # a full stop ends lists and comparisons; what follows is of the sentence's own subject
        ("收入总计100.00万元，其中：事业收入90.00万元。其他收入10.00万元。",
         ["收入总计 amount 100.00万元", "事业收入 amount 90.00万元 part of 收入总计", "其他收入 amount 10.00万元"]),
        ("收入总计100.00万元，其中：事业收入90.00万元。会议费10.00万元。",
         ["收入总计 amount 100.00万元", "事业收入 amount 90.00万元 part of 收入总计", "会议费 amount 10.00万元"]),
        ("收入总计100.00万元，其中：事业收入90.00万元。比上年增加5.00万元。",
         ["收入总计 amount 100.00万元 +5.00万元 than last", "事业收入 amount 90.00万元 part of 收入总计"]),
        # a semicolon ends an inner list, and a comma does not
        ("基本支出80.00万元，其中：人员经费70.00万元，公用经费10.00万元；项目支出20.00万元。",
         ["基本支出 amount 80.00万元", "人员经费 amount 70.00万元 part of 基本支出", "公用经费 amount 10.00万元 part of 基本支出",
          "项目支出 amount 20.00万元"]),
        ("“三公”经费9.00万元，其中：公务接待费4.00万元，增长2%；公务用车购置及运行费5.00万元，下降3%。",
         ["“三公”经费 amount 9.00万元", "公务接待费 amount 4.00万元 +2% part of “三公”经费",
          "公务用车购置及运行费 amount 5.00万元 -3% part of “三公”经费"]),
        # a bracket is left as it was entered: what follows is of the amount before it
        ("公务用车购置及运行费5.00万元（购置费2.00万元，运行费3.00万元），下降5%。",
         ["公务用车购置及运行费 amount 5.00万元 -5%", "购置费 amount 2.00万元 part of 公务用车购置及运行费",
          "运行费 amount 3.00万元 part of 公务用车购置及运行费"]),
        ("公务用车购置及运行费5.00万元（购置费2.00万元；运行费3.00万元），会议费1.00万元。",
         ["公务用车购置及运行费 amount 5.00万元", "购置费 amount 2.00万元 part of 公务用车购置及运行费",
          "运行费 amount 3.00万元 part of 公务用车购置及运行费", "会议费 amount 1.00万元"]),
        # a bracket in a bracket ends alone
        ("公务用车购置及运行费5.00万元（购置费2.00万元（会议费1.00万元），运行费3.00万元），下降5%。",
         ["公务用车购置及运行费 amount 5.00万元 -5%", "购置费 amount 2.00万元 part of 公务用车购置及运行费",
          "会议费 amount 1.00万元 part of 购置费", "运行费 amount 3.00万元 part of 公务用车购置及运行费"]),
        # one that never began ends nothing
        ("会议费5.00万元），培训费1.00万元。", ["会议费 amount 5.00万元", "培训费 amount 1.00万元"]),
        # a use is one clause
        ("一般公共预算支出100.00万元，主要用于：培训费1.00万元，会议费2.00万元。",
         ["一般公共预算财政拨款支出 amount 100.00万元", "培训费 amount 1.00万元 part of 一般公共预算财政拨款支出", "会议费 amount 2.00万元"]),
        # an explanation's numbers are its own, to the semicolon or to 与上年相比
        ("会议费5.00万元，比上年减少1.00万元，主要原因是压减，与上年相比下降16.67%。",
         ["会议费 amount 5.00万元 -1.00万元 -16.67% than last"]),
        ("会议费5.00万元，主要原因是压减接待0.50万元，下降16.67%；培训费1.00万元。",
         ["会议费 amount 5.00万元", "培训费 amount 1.00万元"]),
        ("会议费5.00万元，主要原因是压减接待0.50万元，下降16.67%，培训费1.00万元。", ["会议费 amount 5.00万元"]),
        # of several subjects the amounts are handed out in order, and no other number is
        ("会议费和培训费分别为5.00万元、3.00万元。", ["会议费 amount 5.00万元", "培训费 amount 3.00万元"]),
        ("会议费和培训费分别为5.00万元、3.00万元，差旅费2.00万元。",
         ["会议费 amount 5.00万元", "培训费 amount 3.00万元", "差旅费 amount 2.00万元"]),
    ],
)  # fmt: skip
def test_whose_the_number_is(text: str, told: list[str]) -> None:
    assert lines(read(text)) == told


@pytest.mark.parametrize(
    "text, quote, reason",
    [
        ("会议费5.00万元，主要原因是压减接待0.50万元，下降16.67%。", "0.50万元", "原因说明中的数"),
        ("会议费5.00万元，主要原因是压减接待0.50万元，下降16.67%。", "16.67%", "原因说明中的数"),
        ("会议费5.00万元，增减3.00万元。", "3.00万元", "没有写明"),
    ],
)
def test_a_number_that_is_nobodys_says_why(text: str, quote: str, reason: str) -> None:
    prose = read(text)
    [figure] = [f for f in prose.figures if f.quote == quote]
    assert reason in prose.reasons[figure.key]


def test_a_list_goes_on_in_the_paragraphs_below_its_head() -> None:
    told = lines(read("收入总计100.00万元，其中：\n1.事业收入90.00万元，增长2%。\n2.其他收入10.00万元，下降3%。"))
    assert told == [
        "收入总计 amount 100.00万元",
        "事业收入 amount 90.00万元 +2% part of 收入总计",
        "其他收入 amount 10.00万元 -3% part of 收入总计",
    ]


@pytest.mark.parametrize(
    "text, told, kind",
    [
        ("会议费15.00万元，较上年预算数12.00万元，增加3.00万元，增长25%。",
         ["会议费 amount 15.00万元 before 12.00万元 +3.00万元 +25% than last_budget"], "budget"),
        ("会议费5.00万元，比上年预算数5.50万元减少0.50万元。",
         ["会议费 amount 5.00万元 before 5.50万元 -0.50万元 than last_budget"], "budget"),
        ("会议费由3.00万元增加到4.00万元。", ["会议费 before 3.00万元"], "budget"),
        ("全市一般公共预算支出调整预算数为4.00亿元。", ["全市一般公共预算财政拨款支出 adjusted_budget 4.00亿元"], "government"),
        ("会议费5.00万元，占公用经费的12%。", ["会议费 amount 5.00万元 share 12% of 公用经费"], "budget"),
        ("会议费支出决算5.00万元，完成年初预算的98%。", ["会议费 actual 5.00万元 completes 98% of budget"], "account"),
        ("会议费支出决算5.00万元，为预算的98%。", ["会议费 actual 5.00万元 completes 98% of budget"], "account"),
        ("会议费支出决算5.00万元，决算数小于年初预算数。", ["会议费 actual 5.00万元 actual down than budget"], "account"),
        ("会议费5.00万元，与上年持平。", ["会议费 amount 5.00万元 it flat than last"], "budget"),
        ("公务接待费5.00万元，公务接待2批次、26人次。",
         ["公务接待费 amount 5.00万元 count:批次 2批次 count:人次 26人次"], "budget"),
        ("会议费3.00万元，培训费2.00万元，合计5.00万元。",
         ["会议费 amount 3.00万元", "培训费 amount 2.00万元", "合计 amount 5.00万元"], "budget"),
        ("基本支出8.00万元，包括：人员经费5.00万元，公用经费3.00万元，合计8.00万元。",
         ["基本支出 amount 8.00万元 restated 8.00万元", "人员经费 amount 5.00万元 part of 基本支出 (all)",
          "公用经费 amount 3.00万元 part of 基本支出 (all)"], "budget"),
        ("全市一般公共预算收入12.00亿元，加上上级补助收入（3.00亿元），收入总计15.00亿元。",
         ["全市一般公共预算收入 amount 12.00亿元", "全市上级补助收入 amount 3.00亿元", "全市收入总计 amount 15.00亿元"], "government"),
    ],
)  # fmt: skip
def test_each_kind_of_claim_goes_to_its_own_reader(text: str, told: list[str], kind: str) -> None:
    assert lines(read(text, kind)) == told


def test_a_list_that_a_semicolon_parts_leaves_the_next_paragraph_its_whole() -> None:
    text = (
        "2025年支出决算43.00万元，按支出功能分类，包括教育支出10.00万元、卫生健康支出3.00万元；农林水支出20.00万元、"
        "住房保障支出10.00万元。\n按支出用途分类，包括人员经费20.00万元、公用经费13.00万元、项目支出10.00万元。"
    )
    parts = [line for line in lines(read(text, "account")) if "费" in line or "项目" in line]
    assert parts
    assert all("part of 支出 (all)" in line for line in parts)


def test_what_stands_behind_a_name_as_its_measure_is_not_the_total() -> None:
    """支出预算 by itself is the total's; behind a name it is that name's."""
    for text in ("2025年一般公共预算财政拨款“三公”经费支出预算为18.00万元。", "2025年会议费支出预算18.00万元。"):
        (line,) = lines(read(text, "account"))
        assert "支出总计" not in line
        assert "budget 18.00万元" in line


def test_a_cause_before_the_statement_ends_with_its_effect() -> None:
    (line,) = lines(read("2025年，受土地市场下行等因素影响，政府性基金预算收入调整为13.90亿元。", "government"))
    assert "adjusted_budget 13.90亿元" in line
    (line,) = lines(read("政府性基金预算收入16.70亿元，下降主要是受市场影响，其中土地收入12.00亿元。", "government"))
    assert "12.00" not in line


def test_an_outcome_ends_an_explanation_and_a_plan_does_not() -> None:
    text = "2025年全市一般公共预算收入预算70.00亿元，受市场下行影响，全年{}60.00亿元。"
    (line,) = lines(read(text.format("完成"), "government"))
    assert line == "全市一般公共预算收入 budget 70.00亿元 actual 60.00亿元"
    (line,) = lines(read(text.format("安排"), "government"))
    assert line == "全市一般公共预算收入 budget 70.00亿元"


def test_behind_what_is_added_the_other_side_is_the_accounts() -> None:
    text = "2025年，市本级政府性基金收入完成3.10亿元，增长5%。加上转移性收入11.10亿元，支出完成14.20亿元，下降23.2%。"
    assert lines(read(text, "government"))[-1].startswith("市本级政府性基金预算支出 actual 14.20亿元")


def test_a_second_comparison_keeps_the_amount_and_not_the_first_base() -> None:
    text = "2025年公务接待费预算10.00万元，决算8.00万元，比预算减少2.00万元，比上年增加1.00万元。"
    first, second = lines(read(text, "account"))
    assert first == "公务接待费 budget 10.00万元 actual 8.00万元 -2.00万元 than budget"
    assert second == "公务接待费 actual 8.00万元 +1.00万元 than last"


def test_the_outcome_of_a_named_year_is_a_base_of_its_own() -> None:
    (line,) = lines(read("2025年公务接待费决算8.00万元，比2024年决算数增加1.00万元。", "account"))
    assert line.endswith("than last_actual")


def test_a_part_that_a_later_sentence_speaks_of_is_a_statement_of_its_own() -> None:
    text = "2025年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。基本支出比上年增加5.00万元。"
    assert lines(read(text, "account"))[-1] == "基本支出 +5.00万元 than last"


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("2025年公务接待费由上年3.00万元增加到4.00万元。", "公务接待费 last_amount 3.00万元 amount 4.00万元"),
        ("2025年公务接待费由3.00万元增加到4.00万元。", "公务接待费 before 3.00万元"),
        (
            "2025年公务接待费决算8.00万元，比2025年年初预算减少2.00万元。",
            "公务接待费 actual 8.00万元 -2.00万元 than budget",
        ),
        (
            "2025年收入总计100.00万元，支出总计100.00万元。收、支总计比上年增加5.00万元。",
            "支出总计 amount 100.00万元 +5.00万元 than last",
        ),
    ],
)
def test_what_changes_are_from_and_of(text: str, wanted: str) -> None:
    assert lines(read(text, "account"))[-1] == wanted


def test_a_change_of_a_count_is_no_change_of_money() -> None:
    prose = read("2025年因公出国团组5个，比上年增加2个。", "account")
    assert prose.reasons[prose.figures[-1].key].startswith("数量的增减")
    assert prose.statements[0].change is None


@pytest.mark.parametrize("piece", ["其中：1万元，", "支出5万元（"])
def test_what_is_carried_along_does_not_grow_with_the_paragraph(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = []

    def seen(context: Context, claim: Claim, page: Page) -> Context:
        after = step(context, claim, page)
        carried.append(max(len(after.open), len(after.brackets), len(after.closed)))
        return after

    monkeypatch.setattr("reconcile.prose.step", seen)
    read("支出预算90.00万元，" + piece * 100)
    assert len(carried) > 100
    assert max(carried) < 20


@pytest.mark.parametrize(
    "text, told, kind",
    [
        # an office at the beginning of a sentence, alone, says whose the amounts are from there on
        ("法律援助中心：会议费4.00万元，培训费3.00万元。差旅费2.00万元。",
         ["法律援助中心会议费 amount 4.00万元", "法律援助中心培训费 amount 3.00万元", "法律援助中心差旅费 amount 2.00万元"], "account"),
        ("（二）法律援助中心：会议费4.00万元。", ["法律援助中心会议费 amount 4.00万元"], "account"),
        ("2025年法律援助中心：会议费4.00万元。", ["法律援助中心会议费 amount 4.00万元"], "account"),
        ("法律援助中心。2025年会议费4.00万元。", ["法律援助中心会议费 amount 4.00万元"], "account"),
        # so does what it is said to be, and what is said of it
        ("公证处为公益二类事业单位，会议费2.00万元。", ["公证处会议费 amount 2.00万元"], "account"),
        ("公证处是行政机构。会议费2.00万元。", ["公证处会议费 amount 2.00万元"], "account"),
        ("法律援助中心为内设部门：会议费2.00万元。培训费1.00万元。",
         ["法律援助中心会议费 amount 2.00万元", "法律援助中心培训费 amount 1.00万元"], "account"),
        ("法律援助中心决算情况：会议费2.00万元。", ["法律援助中心会议费 amount 2.00万元"], "account"),
        # the office's own name does not, nor what it calls itself
        ("市民政局会议费4.00万元。", ["会议费 amount 4.00万元"], "account"),
        ("本部门：会议费2.00万元。", ["会议费 amount 2.00万元"], "account"),
        ("我局会议费4.00万元。", ["会议费 amount 4.00万元"], "account"),
        ("所属各单位会议费4.00万元。", ["会议费 amount 4.00万元"], "account"),
        # before a comma, behind one, beside a number or before a bracket it does not
        ("法律援助中心，会议费4.00万元。", ["会议费 amount 4.00万元"], "account"),
        ("会议费5.00万元，法律援助中心：培训费4.00万元。", ["会议费 amount 5.00万元", "培训费 amount 4.00万元"], "account"),
        ("法律援助中心2个：会议费4.00万元。", ["会议费 amount 4.00万元"], "account"),
        ("法律援助中心（会议费4.00万元）。", ["会议费 amount 4.00万元"], "account"),
        # nor in a report of a government, which is of an area
        ("市教育局：教育支出6.00亿元。", ["教育支出 amount 6.00亿元"], "government"),
        # of several subjects amounts and shares are handed out in order; a rate behind them is of none
        ("会议费和培训费分别为5.00万元、3.00万元，分别占10%、6%。",
         ["会议费 amount 5.00万元 share 10%", "培训费 amount 3.00万元 share 6%"], "account"),
        ("会议费、培训费支出5.00万元、3.00万元。", ["会议费 amount 5.00万元", "培训费 amount 3.00万元"], "account"),
        ("会议费和培训费分别为5.00万元和3.00万元，比上年增长8%。",
         ["会议费 amount 5.00万元", "培训费 amount 3.00万元", " +8% than last"], "account"),
        # a semicolon ends a list of uses and no list of parts
        ("基本支出80.00万元，主要用于：培训费1.00万元；会议费2.00万元。",
         ["基本支出 amount 80.00万元", "培训费 amount 1.00万元 part of 基本支出", "会议费 amount 2.00万元"], "account"),
        ("基本支出80.00万元，其中：人员经费70.00万元；公用经费10.00万元。项目支出20.00万元。",
         ["基本支出 amount 80.00万元", "人员经费 amount 70.00万元 part of 基本支出", "公用经费 amount 10.00万元 part of 基本支出",
          "项目支出 amount 20.00万元"], "account"),
        # an explanation ends with its bracket, and one that a bracket stands in goes on behind it
        ("支出100.00万元（其中：基本支出80.00万元，主要原因是增人），项目支出20.00万元。",
         ["支出 amount 100.00万元", "基本支出 amount 80.00万元 part of 支出", "项目支出 amount 20.00万元"], "account"),
        ("支出100.00万元，主要原因是（基本支出80.00万元）增人，项目支出20.00万元。", ["支出 amount 100.00万元"], "account"),
        # a comparison is of one sentence, and a change in a bracket of what stands before it
        ("与上年相比，会议费增加1.00万元。培训费增加2.00万元。", ["会议费 +1.00万元 than last", "培训费 +2.00万元"], "account"),
        ("公用经费50.00万元，包括：会议费5.00万元（比上年增加1.00万元）；培训费3.00万元。",
         ["公用经费 amount 50.00万元", "会议费 amount 5.00万元 +1.00万元 than last part of 公用经费 (all)",
          "培训费 amount 3.00万元 part of 公用经费 (all)"], "account"),
        ("会议费5.00万元，比上年增加1.00万元，主要原因是增加会议2.00万元；增长25%。",
         ["会议费 amount 5.00万元 +1.00万元 +25% than last"], "account"),
    ],
)  # fmt: skip
def test_from_where_on_and_how_far(text: str, told: list[str], kind: str) -> None:
    assert lines(read(text, kind)) == told


@pytest.mark.parametrize(
    "text, told",
    [
        # 、 parts the list, and a comparison behind a comma is said of the whole, unless the parts have their own
        ("“三公”经费9.00万元，其中：公务接待费4.00万元、公务用车购置及运行费5.00万元，比上年减少1.00万元。",
         "“三公”经费 amount 9.00万元 -1.00万元 than last"),
        ("“三公”经费9.00万元，其中：公务接待费4.00万元，增长2%、公务用车购置及运行费5.00万元，比上年减少1.00万元。",
         "“三公”经费 amount 9.00万元"),
        ("“三公”经费9.00万元，其中：公务接待费4.00万元，公务用车购置及运行费5.00万元，比上年减少1.00万元。",
         "“三公”经费 amount 9.00万元"),
    ],
)  # fmt: skip
def test_what_a_comparison_behind_a_list_is_of(text: str, told: str) -> None:
    assert lines(read(text))[0] == told


@pytest.mark.parametrize(
    "text, part",
    [
        ("资产总额64.00万元，负债总额21.00万元，净资产43.00万元。其中流动资产25.00万元，非流动资产39.00万元。",
         "流动资产 amount 25.00万元 part of 资产总额"),
        ("国有资产总额132.00万元，净资产64.00万元。其中：行政单位资产总额64.00万元，事业单位资产总额68.00万元。",
         "行政单位资产总额 amount 64.00万元 part of 资产总额"),
        ("收入合计100.00万元，支出合计90.00万元。其中：基本支出50.00万元，项目支出40.00万元。",
         "基本支出 amount 50.00万元 part of 本年支出合计"),
        # a semicolon parts what was spoken of from the list
        ("资产总额64.00万元；净资产43.00万元，其中：流动资产25.00万元。", "流动资产 amount 25.00万元 part of 净资产"),
    ],
)  # fmt: skip
def test_a_list_is_of_what_its_parts_are_called_like(text: str, part: str) -> None:
    assert part in lines(read(text, "account"))


@pytest.mark.parametrize(
    "begun",
    ["各位代表：", "一、收入决算情况\n2025年收入合计12.50万元。", "受市政府委托，现将2025年财政决算情况报告如下。"],
)
def test_a_table_of_contents_ends_where_the_report_begins(begun: str) -> None:
    prose = read(
        f"目录\n第一部分 决算报告\n第二部分 决算草案\n{begun}\n二、支出决算情况\n2025年支出合计9.50万元。", "account"
    )
    assert [f.quote for f in prose.figures][-1] == "9.50万元"
    assert all(s.part != "toc" or s.last <= 4 for s in prose.sections)
