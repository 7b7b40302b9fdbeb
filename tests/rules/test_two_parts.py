"""Amounts that two others come to: what is ticked, and what chance or other words leave alone."""

from __future__ import annotations

import pytest

from reconcile.rules import outline_sum

from .reports import outcome, ticks


def ticked(*paragraphs: str) -> list[str]:
    found = outcome((outline_sum,), *paragraphs)
    assert not found.findings
    return ticks(found)


LEFT = (
    "加上上级补助收入及上年结转后，全市政府性基金总收入589.73亿元。",
    "其中土地征收支出96.35亿元，全市基金预算总支出557.58亿元。",
    "收支相抵，基金预算年末结转结余{}亿元。",
)
BESIDE = "社保基金总资金来源为727.5万元。支出安排277.4万元（含上解支出7.4万元），年末滚存结余{}万元。"
TAKEN = "2026年“三保”预算安排232,228万元，其中：保工资161,831万元。剔除上级安排的{}万元，市级安排的为193,734万元。"
USED = "预计稳定基金余额为232.2亿元，2026年动用190亿元，动用后余额为{}亿元。"
KINDS = "2025年新增债券73亿元。其中：一般债券17.63亿元，用于公益项目。专项债券{}亿元，用于有收益的项目。"
AGAIN = "举借债务182亿元，主要是财政部下达限额182亿元，包括一般债务限额53亿元、专项债务限额{}亿元。"
DIVIDED = (
    "2025年发行地方债券68.9亿元，其中：从地区分布看，市区44.1亿元，县里24.8亿元；"
    "从债券性质看，再融资债券47亿元，新增债券{}亿元。"
)
NEXT = (
    "2027年到期法定债务本息5.97亿元，其中：本金2.83亿元，利息3.14亿元。"
    "通过预算资金偿还到期本息3.43亿元（本金0.29亿元），申请再融资债券偿还本金{}亿元。"
)

LUMPED = (
    "全省一般公共预算收入1452.3亿元，支出6454.5亿元。",
    "全省一般公共预算收入，加上中央补助、债务收入、上年结转等{}亿元，收入总计8947.7亿元。",
)
LEVELS = (
    "我市共收到中央资金37.3亿元，其中：按下达级次划分，市本级12.0亿元，主要是医保补助2.8亿元、防治资金2.9亿元等，"
    "县区{}亿元。"
)
JOINED = "市本级安排18.93亿元，其中：安排6.6亿元，用于甲地；安排5.1亿元，用于乙地。连同镇街7.5亿元，全市资金{}亿元。"


@pytest.mark.parametrize(
    ("paragraphs", "right", "wrong", "ticks"),
    [
        (LEFT, "32.15", "32.16", {"589.73亿元", "557.58亿元", "32.15亿元"}),
        ((BESIDE,), "450.1", "450.2", {"727.5万元", "277.4万元", "450.1万元"}),
        ((TAKEN,), "38,494", "38,495", {"232,228万元", "38,494万元", "193,734万元"}),
        ((USED,), "42.2", "42.3", {"232.2亿元", "190亿元", "42.2亿元"}),
        ((KINDS,), "55.37", "55.38", {"73亿元", "17.63亿元", "55.37亿元"}),
        ((AGAIN,), "129", "128", {"182亿元", "53亿元", "129亿元"}),
        ((DIVIDED,), "21.9", "21.8", {"47亿元", "21.9亿元"}),
        ((JOINED,), "26.43", "26.44", {"18.93亿元", "7.5亿元", "26.43亿元"}),
        ((NEXT,), "2.54", "2.55", {"3.43亿元", "2.54亿元"}),
        (LUMPED, "7495.4", "7495.5", {"7495.4亿元", "8947.7亿元"}),
        ((LEVELS,), "25.3", "25.4", {"37.3亿元", "12.0亿元", "25.3亿元"}),
    ],
)
def test_two_that_come_to_a_whole(paragraphs: tuple[str, ...], right: str, wrong: str, ticks: set[str]) -> None:
    *before, last = paragraphs
    assert ticks <= set(ticked(*before, last.format(right)))
    assert not (ticks - {"182亿元"}) & set(ticked(*before, last.format(wrong)))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        # words that are of none of these
        (LEFT[0].replace("总收入", "总支出") + LEFT[1] + LEFT[2].format("32.15"), "32.15亿元"),
        (LEFT[0] + LEFT[1].replace("总支出", "总额") + LEFT[2].format("32.15"), "32.15亿元"),
        (LEFT[0] + LEFT[1] + LEFT[2].format("32.15").replace("年末结转结余", "投资规模"), "32.15亿元"),
        (TAKEN.format("38,494").replace("剔除", "安排"), "38,494万元"),
        (USED.format("42.2").replace("动用", "投资"), "42.2亿元"),
        (DIVIDED.format("21.9").replace("从债券性质看，", ""), "21.9亿元"),
        (
            NEXT.format("2.54").replace("通过预算资金偿还到期本息", "投入产业扶持").replace("偿还本金", "支持项目"),
            "2.54亿元",
        ),
        (LUMPED[0] + "\n\n" + LUMPED[1].format("7495.4").replace("总计", "达到"), "7495.4亿元"),
        (LEVELS.format("25.3").replace("县区", "民营企业"), "25.3亿元"),
        # of the amount right before them, not of one further back
        ("再融资债券72.36亿元。新增债券71.36亿元，其中一般债券17.63亿元，专项债券54.73亿元。", "54.73亿元"),
        ("下达资金37.36亿元，拨付资金30.12亿元，其中：市本级12.06亿元，县区25.30亿元。", "25.30亿元"),
        (LEFT[0] + LEFT[1] + LEFT[2].format("32.15").replace("基金预算", "一般公共预算"), "32.15亿元"),
        # a change, and numbers that any other would come to
        (USED.format("42.2").replace("动用后余额为", "动用后增加"), "42.2亿元"),
        ("余额为9亿元，2026年动用5亿元，动用后余额为4亿元。", "4亿元"),
    ],
)
def test_other_words_or_few_digits_tick_nothing(said: str, number: str) -> None:
    assert number not in ticked(said)
