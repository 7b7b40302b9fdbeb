"""Lists and accounts of a government's report whose amounts come to what stands before or behind them."""

from __future__ import annotations

import pytest

from reconcile.rules import outline_sum, text_balance

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((outline_sum, text_balance), *paragraphs)
    assert not found.findings
    return ticks(found)


DASHED = (
    "（1）市本级预算安排4,862.30万元。",
    "——养老补贴1,981万元，奖励1,130万元，住房补贴700万元；",
    "——大病补助280万元，医疗救助配套250.30万元；",
    "——公交补贴371万元；",
    "——增发补助资金150万元。",
)


def test_all_amounts_of_the_dashed_lines_below_their_head() -> None:
    assert len(ticked(*DASHED)) == 8


@pytest.mark.parametrize(
    "changed",
    [
        (DASHED[0], *DASHED[1:4], "——增发补助资金151万元。"),  # does not come out
        (*DASHED[:4], "——补助资金增加150万元。"),  # a change is no part
        (DASHED[0], "全部用于民生。", *DASHED[1:]),  # not below it
        ("（1）市本级预算安排4,862.30万元，其中民生3,000万元。", *DASHED[1:]),  # of which?
        ("预算比上年增加4,862.30万元。", *DASHED[1:]),
        ("（1）市本级预算安排4,861万元。", "——养老补贴1,981万元，奖励2,130万元；", "——公交补贴750万元。"),  # too few
    ],
)
def test_lines_that_are_no_list_of_the_head(changed: tuple[str, ...]) -> None:
    assert ticks(outcome((outline_sum,), *changed)) == []


HEAD_AND_DASHES = (
    "围绕产业升级，全力支持现代化建设。市级财政安排190.2亿元支持培育产业。",
    "——扩大有效需求。安排120.9亿元支持园区建设。推进改造，安排31亿元用于更新。",
    "——夯实产业基础。安排69.3亿元支持构建体系。落实奖补，安排12亿元用于补贴。",
    "落实其他事项。",
)


def test_the_first_amounts_of_dashed_paragraphs() -> None:
    assert ticked(*HEAD_AND_DASHES) == ["190.2亿元", "120.9亿元", "69.3亿元"]


@pytest.mark.parametrize(
    ("said", "other"), [("安排69.3", "争取69.3"), ("69.3", "69.4"), ("——夯实", "夯实"), ("市级财政安排", "市级债务")]
)
def test_dashed_paragraphs_that_are_no_parts(said: str, other: str) -> None:
    assert not ticked(*(p.replace(said, other) for p in HEAD_AND_DASHES))


def test_a_total_behind_its_parts() -> None:
    said = "各级批准的年初预算{}亿元，部分区追加预算1.80亿元，调整后预算423.70亿元；西区预算8.10亿元。"
    assert ticked(said.format("421.90")) == ["421.90亿元", "1.80亿元", "423.70亿元"]
    assert ticked(said.format("421.80")) == []
    assert ticked("东区债务28.14亿元，西区债务65.07亿元；两区债务93.21亿元。") == []  # a semicolon parts them
    assert ticked("公安经费28.14亿元，教育经费65.07亿元，卫生经费93.21亿元。") == []
    assert ticked("年初安排支出28.14亿元，结转65.07亿元，收入达93.21亿元。") == []
    assert ticked("东区债务28.14亿元，比上年增加65.07亿元，两区债务93.21亿元。") == []
    assert ticked("东区债务0.3亿元，西区债务0.4亿元，两区债务0.7亿元。") == []  # any three numbers do
    assert (
        ticked("一般债务、专项债务余额分别为28.14亿元、65.07亿元，控制在限额93.21亿元内。") == []
    )  # no part of a limit


LISTED = (
    "（1）城乡社区安排的支出3,170万元。{}2026年村级运转经费1,586万元，补贴1,300万元，退耕还林100万元，评估费84万元，"
)
MORE = "2026—2027年度监测项目50万元，棚户区业务费30万元，城区管护经费20万元。"


def test_seven_parts_of_whatever_year_and_area() -> None:
    assert len(ticked(LISTED.format("") + MORE)) == 8
    assert len(ticked(LISTED.format("") + MORE.replace("20万", "21万"))) == 0


INCOME = "国有资本经营预算收入{}亿元，上级补助收入0.1亿元，收入总计{}亿元；"
SPENT = "国有资本经营预算调出资金{}亿元，补助下级0.1亿元，支出总计1.8亿元。"


def test_a_fund_that_spends_nothing_itself() -> None:
    assert len(ticked("全市" + INCOME.format("1.7", "1.8") + SPENT.format("1.7"))) == 6
    assert len(ticked("全市" + INCOME.format("1.7", "1.8") + SPENT.format("1.6"))) == 4


YEAR = (
    "东区社会保险基金预算收入1.4亿元。加上年结余1.2亿元，收入总计2.6亿元。",
    "东区社会保险基金预算支出1.2亿元。当年收支结余0.2亿元，年末滚存结余{}亿元。",
)


def test_what_is_left_of_all_years_is_that_of_this_one_and_what_the_income_began_with() -> None:
    assert "1.4亿元" in ticked(YEAR[0], YEAR[1].format("1.4"))[4:]
    assert ticked(YEAR[0], YEAR[1].format("1.5"))[4:] == ["0.2亿元"]


def test_parts_in_a_smaller_unit() -> None:
    parts = "其中，安排发展资金4,820万元，旅游资金1,400万元，农业资金{}万元，人才资金1,680万元。"
    assert len(ticked("统筹安排1.07亿元，支持产业。" + parts.format("2,800"))) == 5
    assert "1.07亿元" not in ticked("统筹安排1.07亿元，支持产业。" + parts.format("2,801"))


CLASSES = (
    "公共服务支出1,932万元，公共安全支出685万元，教育支出95万元，科学技术支出180万元，卫生健康支出361万元，",
    "农林水支出1,238万元，交通运输支出509万元。",
)


def test_a_paragraph_that_lists_what_the_one_before_it_is_made_of() -> None:
    head = "安排补助资金15,441万元，专项转移支付补助5,000万元。"
    assert len(ticked(head, "专项转移支付补助具体分类：" + "".join(CLASSES))) == 8
    assert len(ticked(head.replace("5,000", "5,001"), "专项转移支付补助具体分类：" + "".join(CLASSES))) == 0
    assert len(ticked(head, "全年主要支出：" + "".join(CLASSES))) == 0  # no word that says that it lists it
    assert len(ticked(head, "推进改革。", "专项转移支付补助具体分类：" + "".join(CLASSES))) == 0  # not right below


def test_what_is_taken_from_a_balance() -> None:
    said = "年末结余5.06亿元，考虑往来轧差（-27.04亿元）后，年末结余为{}亿元。"
    assert "-27.04亿元" in ticked(said.format("-21.98"))
    assert "-27.04亿元" not in ticked(said.format("-21.99"))


def test_all_that_is_spent_on_something() -> None:
    said = "全域文明建设方面，共安排6.7亿元。安排{}亿元，用于体育建设。安排0.62亿元，用于名片打造。"
    assert ticked(said.format("6.08")) == ["6.7亿元", "6.08亿元", "0.62亿元"]
    assert ticked(said.format("6.09")) == []
    assert ticked(said.format("6.08").replace("共安排", "安排")) == []
    assert ticked(said.format("6.08") + "投入结余资金1.20亿元。") == []


@pytest.mark.parametrize(
    "said",
    [
        "上年结转421.93亿元，本年支出101.82亿元，结转下年523.75亿元。",
        "年初债务余额421.93亿元，偿还本金101.82亿元，年末余额523.75亿元。",
        "年初预算421.90亿元，其中上级专项1.80亿元，调整后预算423.70亿元。",
        "债务限额421.90亿元，转贷地区11.80亿元，余额合计433.70亿元。",
        "共安排6.7亿元。安排6.08亿元，用于义务教育。安排0.62亿元，用于上述义务教育中的校舍改造。",
    ],
)
def test_a_sum_of_what_is_to_be_taken_away_or_was_counted_is_none(said: str) -> None:
    assert ticks(outcome((outline_sum,), said)) == []


SENTENCE = "——提前下达转移支付480万元。主要是扩大消费资金275万元，商贸发展资金156万元，外经贸资金{}万元。"
FAR = (
    "国有资本经营预算支出11680万元。加上调出资金30000万元，支出总计41680万元。"
    "支出安排包括：退休人员补助2050万元，安置经费5950万元，改革成本{}万元，贴息2680万元。"
)


@pytest.mark.parametrize(("said", "right", "wrong"), [(SENTENCE, "49", "50"), (FAR, "1000", "1001")])
def test_a_sentence_that_lists(said: str, right: str, wrong: str) -> None:
    assert f"{right}万元" in ticked(said.format(right))
    assert f"{wrong}万元" not in ticked(said.format(wrong))


@pytest.mark.parametrize(
    ("said", "other"), [("主要是", "争取到"), ("156万元", "增加156万元"), ("275万元，商贸发展资金", "")]
)
def test_a_sentence_that_does_not_list(said: str, other: str) -> None:
    assert "49万元" not in ticked(SENTENCE.format("49").replace(said, other))


HEADS = (
    "中央下达我省转移支付4531.6亿元，我省下达3531.8亿元。具体情况如下：",
    "（一）一般性转移支付4077.2亿元。",
    "1.均衡性转移支付900.5亿元。",
    "2.重点生态功能区转移支付50.5亿元。",
    "（二）专项转移支付336.1亿元。",
    "（三）返还性收入118.3亿元。",
)


def test_what_paragraphs_of_one_numbering_begin_with() -> None:
    assert ticked(*HEADS) == ["4531.6亿元", "4077.2亿元", "336.1亿元", "118.3亿元"]


@pytest.mark.parametrize(
    ("said", "other"),
    [("118.3", "128.3"), ("专项转移支付336.1", "转移支付增加336.1"), ("4531.6", "4541.6")],
)
def test_paragraphs_that_are_not_all_of_it(said: str, other: str) -> None:
    assert "336.1亿元" not in ticked(*(p.replace(said, other) for p in HEADS))
