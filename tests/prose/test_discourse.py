"""Where a list, a bracket, an explanation or a sentence ends, and whose the next number is (see said.py)."""

from __future__ import annotations

import pytest

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
