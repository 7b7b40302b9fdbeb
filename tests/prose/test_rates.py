"""Changes, rates, completions and shares: of which amount, from which base, and what is left aside (see said.py)."""

from __future__ import annotations

import pytest

from .said import lines, read


@pytest.mark.parametrize(
    "text, told",
    [
        # 短收 and 超收 are against the budget, and the next comparison is another
        ("2025年全市一般公共预算收入101.12亿元，短收4.57亿元。", ["全市一般公共预算收入 amount 101.12亿元 -4.57亿元 than budget"]),
        ("2025年全市一般公共预算收入101.12亿元，短收4.57亿元，比上年增加2.00亿元，增长2%。",
         ["全市一般公共预算收入 amount 101.12亿元 -4.57亿元 than budget",
          "全市一般公共预算收入 amount 101.12亿元 +2.00亿元 +2% than last"]),
        # 调增 is of the budget, unless last year is named
        ("全市一般公共预算支出预算5.00亿元，调增1.00亿元。",
         ["全市一般公共预算财政拨款支出 budget 5.00亿元 adjustment 1.00亿元"]),
        ("全市一般公共预算支出5.00亿元，比上年调增1.00亿元。",
         ["全市一般公共预算财政拨款支出 amount 5.00亿元 +1.00亿元 than last"]),
        ("全市一般公共预算支出由10.00亿元调整为12.00亿元。",
         ["全市一般公共预算财政拨款支出 budget 10.00亿元 adjusted_budget 12.00亿元"]),
    ],
)  # fmt: skip
def test_against_the_budget(text: str, told: list[str]) -> None:
    assert lines(read(text, "government")) == told


@pytest.mark.parametrize(
    "text, told",
    [
        # the rate goes with the change right before it
        ("会议费5.00万元，比上年决算增加1.00万元，增长25%。", ["会议费 amount 5.00万元 +1.00万元 +25% than last_actual"]),
        ("会议费5.00万元，比上年决算增加1.00万元，比年初预算减少1.00万元，下降16.7%。",
         ["会议费 amount 5.00万元 +1.00万元 than last_actual", "会议费 amount 5.00万元 -1.00万元 -16.7% than budget"]),
        ("会议费5.00万元，比上年决算增长25%，比年初预算减少1.00万元。",
         ["会议费 amount 5.00万元 +25% than last_actual", "会议费 amount 5.00万元 -1.00万元 than budget"]),
        ("会议费5.00万元，比上年决算增加1.00万元，比年初预算减少1.00万元，占公用经费的10%。",
         ["会议费 amount 5.00万元 +1.00万元 than last_actual share 10% of 公用经费", "会议费 amount 5.00万元 -1.00万元 than budget"]),
        ("会议费预算6.00万元，决算5.00万元，比上年增加1.00万元，比预算减少1.00万元。",
         ["会议费 budget 6.00万元 actual 5.00万元 +1.00万元 than last", "会议费 budget 6.00万元 actual 5.00万元 -1.00万元 than budget"]),
        ("会议费5.00万元，比上年增加1.00万元，增长25%，增加2.00万元。",
         ["会议费 amount 5.00万元 change_again 2.00万元 +1.00万元 +25% than last"]),
        # how much of the budget was done goes with what is compared with the budget
        ("会议费5.00万元，完成预算的83.3%，比预算减少1.00万元，比上年增加1.00万元。",
         ["会议费 amount 5.00万元 -1.00万元 than budget completes 83.3% of budget", "会议费 amount 5.00万元 +1.00万元 than last"]),
        ("会议费5.00万元，比上年增加1.00万元，完成预算的83.3%，比预算减少1.00万元。",
         ["会议费 amount 5.00万元 +1.00万元 than last", "会议费 amount 5.00万元 -1.00万元 than budget completes 83.3% of budget"]),
        ("会议费5.00万元，完成预算的83.3%，比上年增加1.00万元，比上年决算数增长25%。",
         ["会议费 amount 5.00万元 +1.00万元 than last completes 83.3% of budget", "会议费 amount 5.00万元 +25% than last_actual"]),
        # the base that is printed before the change
        ("会议费5.00万元，与上年4.00万元相比，增加1.00万元。", ["会议费 amount 5.00万元 before 4.00万元 +1.00万元 than last"]),
        ("会议费5.00万元，与2024年决算4.00万元相比，增加1.00万元。",
         ["会议费 amount 5.00万元 before 4.00万元 +1.00万元 than last_actual"]),
        ("会议费5.00万元，比上年4.00万元增加1.00万元，比上年3.00万元增加2.00万元。",
         ["会议费 amount 5.00万元 before 4.00万元 +1.00万元 than last",
          "会议费 amount 5.00万元 before 3.00万元 +2.00万元 than last"]),
        ("会议费5.00万元，比上年增长25%，比上年4.00万元增加1.00万元。",
         ["会议费 amount 5.00万元 before 4.00万元 +1.00万元 +25% than last"]),
        ("会议费5.00万元，比上年增加1.00万元，比上年3.00万元增加2.00万元。",
         ["会议费 amount 5.00万元 +1.00万元 than last", "会议费 amount 5.00万元 before 3.00万元 +2.00万元 than last"]),
        ("会议费5.00万元，比上年4.00万元增加1.00万元，比2020年3.00万元增加2.00万元。",
         ["会议费 amount 5.00万元 before 4.00万元 +1.00万元 than last",
          "会议费 amount 5.00万元 before 3.00万元 +2.00万元 than other"]),
        ("支出1.40万元，节约0.40万元，比上年减少0.20万元，下降12.5%。",
         ["支出 amount 1.40万元 -0.40万元", "支出 amount 1.40万元 -0.20万元 -12.5% than last"]),
        # a level before and a level after
        ("会议费由3.00万元增加到4.00万元，培训费由1.00万元增加到2.00万元。", ["会议费 before 3.00万元", "培训费 before 1.00万元"]),
        ("会议费由3.00万元增加到4.00万元，由1.00万元增加到2.00万元。", ["会议费 before 3.00万元"]),
        ("会议费由上年3.00万元增加到4.00万元。", ["会议费 last_amount 3.00万元 amount 4.00万元"]),
        ("会议费5.00万元，由上年3.00万元增加到4.00万元。", ["会议费 amount 5.00万元 last_amount 3.00万元"]),
        # each of two comparisons has its own base, and only what it may be compared with
        ("会议费预算6.00万元，比上年预算增加1.00万元，比上年决算增加2.00万元。",
         ["会议费 budget 6.00万元 +1.00万元 than last_budget", "会议费 budget 6.00万元 +2.00万元 than last_actual"]),
        ("会议费预算6.00万元，决算5.00万元，比预算减少1.00万元，比上年增加2.00万元。",
         ["会议费 budget 6.00万元 actual 5.00万元 -1.00万元 than budget", "会议费 actual 5.00万元 +2.00万元 than last"]),
        ("会议费5.00万元，上年决算4.00万元，上年预算3.00万元，比上年决算增加1.00万元，比上年预算增加2.00万元。",
         ["会议费 amount 5.00万元 last_actual 4.00万元 last_budget 3.00万元 +1.00万元 than last_actual",
          "会议费 amount 5.00万元 last_budget 3.00万元 +2.00万元 than last_budget"]),
        ("会议费调整预算6.00万元，支出5.00万元，比调整预算减少1.00万元，比上年增加2.00万元。",
         ["会议费 adjusted_budget 6.00万元 amount 5.00万元 -1.00万元 than adjusted_budget",
          "会议费 amount 5.00万元 +2.00万元 than last"]),
        # what is said of last year alone, and the rate behind it
        ("会议费上年4.00万元，增加1.00万元，增长5%。培训费5.00万元，增长3%。",
         ["会议费 last_amount 4.00万元", "培训费 amount 5.00万元 +3%"]),
        # completion: of which budget
        ("会议费5.00万元，完成年初预算6.00万元的83.3%。", ["会议费 amount 5.00万元 budget 6.00万元 completes 83.3% of budget"]),
        ("会议费5.00万元，完成调整预算6.00万元的83.3%。",
         ["会议费 amount 5.00万元 adjusted_budget 6.00万元 completes 83.3% of adjusted_budget"]),
        ("会议费5.00万元，完成年初预算的83.3%，完成调整预算的90%。", ["会议费 amount 5.00万元 completes 83.3% of budget"]),
        ("会议费5.00万元，为上年决算的83.3%。", ["会议费 amount 5.00万元"]),
        # share: of which whole
        ("会议费5.00万元，占公用经费50.00万元的10%。", ["会议费 amount 5.00万元 whole 50.00万元 share 10% of 公用经费"]),
        ("会议费5.00万元，占公用经费的10%，占三公经费的20%。", ["会议费 amount 5.00万元 share 10% of 公用经费"]),
        ("会议费5.00万元，占总支出的比重为10%。", ["会议费 amount 5.00万元 share 10% of 总支出"]),
        ("公用经费50.00万元，其中：会议费5.00万元，占10%。",
         ["公用经费 amount 50.00万元", "会议费 amount 5.00万元 share 10% part of 公用经费"]),
        # bases
        ("会议费5.00万元，同比增长25%。", ["会议费 amount 5.00万元 +25% than last"]),
        ("会议费5.00万元，比2026年增长25%。", ["会议费 amount 5.00万元 +25%"]),
        ("会议费5.00万元，比2025年增长25%。", ["会议费 amount 5.00万元 +25%"]),
        ("会议费5.00万元，比2024年增长25%。", ["会议费 amount 5.00万元 +25% than last"]),
        ("会议费5.00万元，比2023年增长25%。", ["会议费 amount 5.00万元 +25% than other"]),
        ("会议费5.00万元，比2023年决算增长25%。", ["会议费 amount 5.00万元 +25% than other"]),
        ("会议费5.00万元，比上年预算增长25%。", ["会议费 amount 5.00万元 +25% than last_budget"]),
        ("会议费5.00万元，比2024年预算增长25%。", ["会议费 amount 5.00万元 +25% than last_budget"]),
        ("会议费5.00万元，比调整预算减少1.00万元。", ["会议费 amount 5.00万元 -1.00万元 than adjusted_budget"]),
        ("会议费5.00万元，比2025年预算减少1.00万元。", ["会议费 amount 5.00万元 -1.00万元 than budget"]),
        ("会议费5.00万元，比上年剔除一次性因素后增长3%。", ["会议费 amount 5.00万元 +3% than last except 剔除"]),
        ("会议费5.00万元，比上年增加1.00万元，培训费3.00万元，增加2.00万元。",
         ["会议费 amount 5.00万元 +1.00万元 than last", "培训费 amount 3.00万元 +2.00万元"]),
    ],
)  # fmt: skip
def test_what_a_change_is_of(text: str, told: list[str]) -> None:
    assert lines(read(text, "account")) == told


@pytest.mark.parametrize(
    "text, quote, reason",
    [
        ("会议费5.00万元，比上年增加1.00万元，增长25%，增加2.00万元，增长30%。", "30%", "又一个变动"),
        ("会议费5.00万元，完成年初预算的83.3%，完成调整预算的90%。", "90%", "又一个完成率"),
        ("会议费5.00万元，占公用经费的10%，占三公经费的20%。", "20%", "又一个占比"),
        ("会议费5.00万元，为上年决算的83.3%。", "83.3%", "正文没有上年数"),
        ("与上年4.00万元相比，增加1.00万元。", "4.00万元", "没有写明"),
        ("会议费由3.00万元增加到4.00万元，由1.00万元增加到2.00万元。", "1.00万元", "变动后的水平"),
        ("2025年全市一般公共预算支出由10.00亿元下降为9.00亿元。", "9.00亿元", "变动后的水平"),
    ],
)
def test_what_has_no_place_says_why(text: str, quote: str, reason: str) -> None:
    prose = read(text, "account")
    [figure] = [f for f in prose.figures if f.quote == quote]
    assert reason in prose.reasons[figure.key]
