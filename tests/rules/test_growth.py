"""What a change and its rate are of, from which base, and how loud it is when they do not fit."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import Outcome
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import text_growth

HEAD = "# 云山市水务局2025年度部门决算\n\n## 一、情况说明\n\n"
LIST = "2025年收入2000.00万元{}，其中：事业收入1800.00万元{}，其他收入200.00万元，比上年减少100.00万元，下降{}。"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def checked(prose: str) -> Outcome:
    return check_document(read_bytes((HEAD + prose).encode(), "a.md"), lexicon(), rules=(text_growth,))


@pytest.mark.parametrize(
    "prose, severities",
    [
        ("公务接待费5.00万元，上年4.00万元，增加1.00万元，增长25.0%。", []),
        ("公务接待费5.00万元，上年4.00万元，增加1.20万元，增长25.0%。", ["error"]),
        ("公务接待费5.00万元，上年4.00万元，增长20.0%。", ["error"]),
        ("公务接待费5.00万元，比上年4.00万元增加1.00万元，增长20.0%。", ["error"]),
        ("公务接待费增加1.00万元，增长26%，比上年4.00万元。", ["error"]),
        ("公务接待费5.00万元，上年0.00万元，增加5.00万元。", []),
        ("公务接待20批次，比上年增加5批次，增长30.0%。", []),
        ("公务接待费增长30.0%。", []),
        ("公务接待费增加6.00万元，增长100.0%。", []),
        # what is said to leave something out may be compared with something else
        ("公务接待费5.00万元，剔除一次性因素后比上年增加1.00万元，增长30.0%。", ["warning"]),
        # the amount stands in another paragraph
        ("公务接待费比上年增加1.00万元，增长25.0%。\n\n公务接待费5.00万元。", []),
        ("公务接待费比上年增加1.00万元，增长30.0%。\n\n公务接待费5.00万元。", ["warning"]),
        # no rate is of nil, and none of what may have been nil
        ("公务接待费5.00万元，上年0.00万元，增长100.0%。", ["warning"]),
        ("公务接待费0.00万元，上年0.00万元，增长0.0%。", []),
        ("公务接待费0.00万元，上年0.00万元，增长5.0%。", []),
        ("公务接待费5.00万元，比上年增加5.00万元，增长100.0%。", []),
        ("公务接待费5.00万元，比上年增加4.99万元，增长100.0%。", []),
        ("公务接待费5.00万元，比上年增加4.50万元，增长100.0%。", ["error"]),
        # expenses were never below zero, and what is left over may have been
        ("公务接待费5.00万元，比上年增加6.00万元，增长100.0%。", ["error"]),
        ("年末结余5.00万元，比上年增加6.00万元，增长600.0%。", []),
        # whose the change behind what is left or taken away is, nobody says
        ("支出1.40万元，结余0.40万元，比上年减少0.20万元，下降12.0%。", []),
        ("支出1.40万元，节余0.40万元，比上年减少0.20万元，下降12.0%。", []),
        ("支出1.40万元，结转0.40万元，比上年减少0.20万元，下降12.0%。", []),
        ("扣除一次性经费30.00万元后，同比增加10.00万元，增长30%。", []),
        ("会议费30.00万元，同比增加10.00万元，增长30%。", ["error"]),
        ("支出1.40万元，其中会议费0.40万元，比上年减少0.20万元，下降12.5%。", []),
        ("支出1.40万元，会议费0.40万元，比上年减少0.20万元，下降12.0%。", ["error"]),
        # opposite directions are told by the rule on directions
        ("公务接待费5.00万元，比上年增加1.00万元，下降30.0%。", []),
    ],
)
def test_whether_a_change_fits(prose: str, severities: list[str]) -> None:
    assert [str(f.severity) for f in checked(prose).findings] == severities


@pytest.mark.parametrize(
    "whole, part, rate, severities",
    [
        ("", "", "4.76%", []),  # of the whole: 100 of 2100
        ("", "", "33.3%", []),  # of the last part: 100 of 300
        ("", "", "4.9%", ["warning"]),  # of neither
        ("", "，比上年增加50.00万元", "4.76%", ["error"]),  # each part has its own
        ("", "，增长3%", "4.76%", ["error"]),
        ("，增长3%", "", "4.76%", ["error"]),  # the whole has its own
        ("，比上年增加50.00万元", "", "4.76%", ["error"]),
    ],
)
def test_what_a_change_behind_a_list_is_of(whole: str, part: str, rate: str, severities: list[str]) -> None:
    assert [str(f.severity) for f in checked(LIST.format(whole, part, rate)).findings] == severities


def test_a_change_behind_a_second_list_of_the_whole_is_of_its_own_list() -> None:
    prose = (
        "支出2000.00万元，其中：教育支出1500.00万元，增长3%，住房保障支出500.00万元。"
        "按用途分类，包括人员经费1900.00万元，公用经费100.00万元，比上年减少100.00万元，下降4.76%。"
    )
    assert not checked(prose).findings


def test_a_change_in_the_middle_of_a_list_is_of_its_part() -> None:
    prose = "收入2000.00万元，其中：事业收入1800.00万元，比上年减少100.00万元，下降4.76%，其他收入200.00万元。"
    assert [str(f.severity) for f in checked(prose).findings] == ["error"]


@pytest.mark.parametrize(
    "now, before, change, told",
    [
        ("12.5万元", "8万元", "4.35万元", True),
        ("12.5万元", "8万元", "4.5万元", False),
        ("12.5万元", "8.0万元", "4.45万元", False),  # as fine as each other: rounded alike
        ("12万元", "8.5万元", "3.35万元", True),
        ("12.50万元", "8万元", "4.35万元", True),
        ("12.5万元", "8万元", "4万元", False),
        ("125000.0元", "8万元", "4.35万元", False),
    ],
)
def test_closing_zeros_that_are_left_out(now: str, before: str, change: str, told: bool) -> None:
    """One unit with different decimals leaves closing zeros out; what then does not fit is worth a word."""
    findings = checked(f"公务接待费{now}，上年{before}，比上年增加{change}。").findings
    assert [str(f.severity) for f in findings if "末尾的0" in f.message] == ["warning"] * told


@pytest.mark.parametrize(
    "prose, expected",
    [
        ("公务接待费5.00万元，上年4.00万元，增加1.20万元。", "应为增加1.00万元"),
        ("公务接待费3.00万元，上年4.00万元，减少1.20万元。", "应为减少1.00万元"),
        ("公务接待费5.00万元，上年4.00万元，增长20.0%。", "应为增长25.0%"),
        ("公务接待费5.00万元，比上年增加1.00万元，增长20.0%。", "应为增长25.0%"),
        ("公务接待费增加1.00万元，增长26%，比上年4.00万元。", "应为增长25%"),
    ],
)
def test_what_should_stand_there(prose: str, expected: str) -> None:
    [finding] = checked(prose).findings
    assert expected in finding.message


def ticked(prose: str) -> list[str]:
    """What each number that is ticked is held against, by the ends of the quotes."""
    lines = [line for line in checked(prose).ledger if line.status in ("agrees", "agrees_by_rounding")]
    return [f"{line.quote} {' '.join(e.quote.rpartition('费')[2] for e in line.against)}" for line in lines]


@pytest.mark.parametrize(
    "prose, expected",
    [
        # a change that no word says the base of may be that from the budget, where it is
        ("会议费预算3.00万元，决算4.00万元，增加1.00万元。",
         ["3.00万元 预算3.00万元，决算4.00万元，增加1.00万元 预算3.00万元，决算4.00万元",
          "4.00万元 预算3.00万元，决算4.00万元，增加1.00万元 预算3.00万元",
          "1.00万元 预算3.00万元，决算4.00万元 预算3.00万元"]),
        ("会议费预算3.00万元，决算4.00万元，增加2.00万元。", []),
        ("会议费预算3.00万元，决算4.00万元，比上年增加1.00万元。", []),
        ("会议费预算3.00万元，决算4.00万元，增加1批次。", []),
        ("会议费决算4.00万元，增加1.00万元。", []),
        ("会议费预算3.00万元，增加1.00万元。", []),
        # what there was nothing of last year has all grown
        ("会议费5.00万元，比上年增加5.00万元，上年无此项预算。",
         ["5.00万元 5.00万元，比上年增加5.00万元", "5.00万元 5.00万元"]),
        ("上年未安排，会议费5.00万元，比上年增加5.00万元。",
         ["5.00万元 5.00万元，比上年增加5.00万元", "5.00万元 5.00万元"]),
        ("会议费5.00万元，比上年增加5.00万元，2024年没有", ["5.00万元 5.00万元，比上年增加5.00万元", "5.00万元 5.00万元"]),
        ("会议费5.00万元，比上年增加5.00万元。上年无此项预算。", []),
        ("上年无培训费。会议费5.00万元，比上年增加5.00万元。", []),
        ("会议费5.00万元，比上年增加4.00万元，上年无此项预算。", []),
        ("会议费0.00万元，比上年增加0.00万元，上年无此项预算。", []),
        # nothing of nothing is no change, by custom; anything else of nothing is no rate
        ("会议费0.00万元，比上年增加0.00万元，增长0.0%。",
         ["0.00万元 0.00万元，比上年增加0.00万元，增长0.0%", "0.0% 0.00万元，比上年增加0.00万元"]),
        ("会议费0.00万元，比上年增加0.00万元，增长3.0%。", []),
        ("会议费5.00万元，比上年增加5.00万元，增长0.0%。", []),
        # counts are not held against money, nor visits against visitors
        ("公务接待20批次，比上年增加5批次，增长33.3%。", []),
        ("公务接待20批次，比上年增加5人次，增长30.0%。", []),
    ],
)  # fmt: skip
def test_what_a_change_is_held_against(prose: str, expected: list[str]) -> None:
    assert ticked(prose) == expected
    assert not checked(prose).findings


def test_a_rate_of_nil_last_year_says_why_it_is_not_checked() -> None:
    lines = checked("公务接待费5.00万元，比上年增加5.00万元，增长100.0%。").ledger
    assert [line.quote for line in lines if "上年数为0" in line.reason] == ["5.00万元", "100.0%"]


@pytest.mark.parametrize(
    "prose, cause",
    [
        ("公务接待费6.00万元，上年5.00万元，增长16.7%。", "本年数"),
        ("公务接待费6.00万元，比上年增加1.00万元，增长16.7%。", "本年数"),
        ("公务接待费6.00万元，比上年增加1.00万元，增长200.0%。", "小数点"),
        (
            "公务接待费6.00万元，比上年增加1.00万元，增长30.0%；会议费13.00万元，比上年增加3.00万元，增长30.0%。",
            "会议费",
        ),
    ],
)
def test_what_may_have_gone_wrong(prose: str, cause: str) -> None:
    [finding] = checked(prose).findings
    assert cause in finding.message + finding.cause
