"""Which statement a number belongs to: the one that is being read, an earlier one, or a new one of another year, area,
side, office or fund (see said.py). Figures are fictional."""

from __future__ import annotations

import pytest

from .said import lines, read


@pytest.mark.parametrize(
    "text, told",
    [
        # another area is another statement of the same subject
        ("2025年全市一般公共预算收入100.00亿元，其中：市本级收入40.00亿元，县区收入60.00亿元。",
         ["全市一般公共预算收入 amount 100.00亿元", "市本级一般公共预算收入 amount 40.00亿元 part of 一般公共预算收入",
          "县区一般公共预算收入 amount 60.00亿元 part of 一般公共预算收入"]),
        ("2025年全市一般公共预算收入100.00亿元，增长5%，其中市本级增长3%。",
         ["全市一般公共预算收入 amount 100.00亿元 +5%", "市本级一般公共预算收入 +3% part of 一般公共预算收入"]),
        ("2025年全市一般公共预算支出100.00亿元，增加5.00亿元，其中市本级增加3.00亿元，增长4%。",
         ["全市一般公共预算财政拨款支出 amount 100.00亿元 +5.00亿元",
          "市本级一般公共预算财政拨款支出 +3.00亿元 +4% part of 一般公共预算财政拨款支出"]),
        ("市级一般公共预算收入40.00亿元。全市一般公共预算收入100.00亿元。",
         ["市级一般公共预算收入 amount 40.00亿元", "全市一般公共预算收入 amount 100.00亿元"]),
        # the other side of what is spoken of, and of the fund's own amount rather than of its total
        ("2025年全市一般公共预算收入完成100.00亿元，支出完成120.00亿元。",
         ["全市一般公共预算收入 actual 100.00亿元", "全市一般公共预算财政拨款支出 actual 120.00亿元"]),
        ("2025年全市一般公共预算收入100.00亿元，加上上级补助收入20.00亿元，收入总计120.00亿元。支出完成110.00亿元。",
         ["全市一般公共预算收入 amount 100.00亿元", "全市上级补助收入 amount 20.00亿元", "全市收入总计 amount 120.00亿元",
          "全市一般公共预算财政拨款支出 actual 110.00亿元"]),
        # another year
        ("2025年全市一般公共预算收入100.00亿元。2026年全市一般公共预算收入预算110.00亿元，增长10%。",
         ["全市一般公共预算收入 amount 100.00亿元", "全市一般公共预算收入 budget 110.00亿元 +10%"]),
        ("2025年全市一般公共预算收入100.00亿元，2026年110.00亿元。",
         ["全市一般公共预算收入 amount 100.00亿元", "全市一般公共预算收入 amount 110.00亿元"]),
        ("2021年全市税收收入50.00亿元，增长5%；2022年55.00亿元，增长10%；2023年60.00亿元，增长9.1%。",
         ["全市税收收入 amount 50.00亿元 +5%", "全市税收收入 amount 55.00亿元 +10%", "全市税收收入 amount 60.00亿元 +9.1%"]),
        # another stretch of time behind an amount that has its growth
        ("上半年，全市税收收入5.00亿元，增长3%；全年税收收入9.00亿元。",
         ["全市税收收入 amount 5.00亿元 +3%", "全市税收收入 amount 9.00亿元"]),
        ("全市教育支出9.00亿元，增长3%，近五年累计40.00亿元。",
         ["全市教育支出 amount 9.00亿元 +3%", "全市教育支出 amount 40.00亿元"]),
        ("全市教育支出9.00亿元，增长3%，近五年支出40.00亿元。",
         ["全市教育支出 amount 9.00亿元 +3%", "全市教育支出 amount 40.00亿元"]),
        ("全市教育支出9.00亿元，增长3%，累计支出40.00亿元。",
         ["全市教育支出 amount 9.00亿元 +3%", "全市教育支出 amount 40.00亿元"]),
        # what stands behind a semicolon is of the fund again
        ("2025年全市一般公共预算收入完成100.00亿元，为调整预算的99%，税收收入80.00亿元；一般公共预算支出完成90.00亿元。",
         ["全市一般公共预算收入 actual 100.00亿元 completes 99% of adjusted_budget", "全市税收收入 amount 80.00亿元",
          "全市一般公共预算财政拨款支出 actual 90.00亿元"]),
        # 支出 and 结余 behind an insurance are that insurance's
        ("2025年失业保险基金收入2.00亿元，支出1.00亿元；工伤保险基金收入3.00亿元，支出2.00亿元。",
         ["失业保险基金收入 amount 2.00亿元", "失业保险基金支出 amount 1.00亿元", "工伤保险基金收入 amount 3.00亿元",
          "工伤保险基金支出 amount 2.00亿元"]),
        ("社会保险基金收入100.00亿元，其中：城乡居民基本养老保险基金收入12.00亿元、支出10.00亿元；失业保险基金收入2.00亿元。",
         ["社会保险基金预算收入 amount 100.00亿元", "城乡居民基本养老保险基金收入 amount 12.00亿元 part of 社会保险基金预算收入",
          "城乡居民基本养老保险基金支出 amount 10.00亿元", "失业保险基金收入 amount 2.00亿元 part of 社会保险基金预算收入"]),
        ("城乡居民基本养老保险基金：收入12.00亿元，支出10.00亿元，年末滚存结余30.00亿元。",
         ["城乡居民基本养老保险基金收入 amount 12.00亿元", "城乡居民基本养老保险基金支出 amount 10.00亿元",
          "城乡居民基本养老保险基金年终结余 amount 30.00亿元"]),
        ("城乡居民基本养老保险基金。基金收入12.00亿元，基金支出10.00亿元。",
         ["城乡居民基本养老保险基金收入 amount 12.00亿元", "城乡居民基本养老保险基金支出 amount 10.00亿元"]),
        # parts of one name, parts named behind their amounts, parts in brackets
        ("2025年全市国有资本经营收入1.00亿元，其中：甲公司上缴利润收入0.50亿元，乙公司上缴利润收入0.25亿元。",
         ["全市国有资本经营预算收入 amount 1.00亿元", "全市利润收入 amount 0.50亿元 part of 国有资本经营预算收入",
          "全市利润收入 amount 0.25亿元 part of 国有资本经营预算收入"]),
        ("2025年全市安排9.00亿元支持帮扶，其中：安排6.00亿元，用于甲；安排3.00亿元，用于乙。",
         ["全市支持帮扶 budget 9.00亿元", "全市 budget 6.00亿元 part of 支持帮扶", "全市 budget 3.00亿元 part of 支持帮扶"]),
        ("2025年全市债券还本18.00亿元（再融资债券偿还16.00亿元，财政资金偿还2.00亿元）。",
         ["全市债券还本 amount 18.00亿元", "全市再融资债券 amount 16.00亿元 part of 债券还本",
          "全市财政资金 amount 2.00亿元 part of 债券还本"]),
        # the same again, when its share, growth or completion was told
        ("2025年全市税收收入9.00亿元，占80%。税收收入8.00亿元。",
         ["全市税收收入 amount 9.00亿元 share 80%", "全市税收收入 amount 8.00亿元"]),
        ("2025年全市税收收入9.00亿元，增长5%。税收收入8.00亿元。",
         ["全市税收收入 amount 9.00亿元 +5%", "全市税收收入 amount 8.00亿元"]),
        ("2025年全市税收收入9.00亿元，完成预算的90%。税收收入8.00亿元。",
         ["全市税收收入 amount 9.00亿元 completes 90% of budget", "全市税收收入 amount 8.00亿元"]),
        ("2025年全市税收收入9.00亿元。税收收入8.00亿元。", ["全市税收收入 amount 9.00亿元 8.00亿元"]),
        # budget and outcome of one year are one statement, those of two years are not
        ("2025年全市税收收入预算9.00亿元。2025年全市税收收入完成8.00亿元。", ["全市税收收入 budget 9.00亿元 actual 8.00亿元"]),
        ("2025年全市税收收入完成9.00亿元，非税收入完成5.00亿元，税收收入预算8.00亿元。",
         ["全市税收收入 actual 9.00亿元 budget 8.00亿元", "全市非税收入 actual 5.00亿元"]),
        ("2025年全市税收收入完成9.00亿元，非税收入完成5.00亿元，2024年税收收入预算8.00亿元。",
         ["全市税收收入 actual 9.00亿元", "全市非税收入 actual 5.00亿元", "全市税收收入 budget 8.00亿元"]),
        # 支出 behind each fund, or behind its label, is that fund's; what is added does not change whose the total is
        ("2025年市级政府性基金收入9.00亿元，支出8.00亿元；国有资本经营收入7.00亿元，支出6.00亿元。",
         ["市级政府性基金预算收入 amount 9.00亿元", "市级政府性基金预算支出 amount 8.00亿元",
          "市级国有资本经营预算收入 amount 7.00亿元", "市级国有资本经营预算支出 amount 6.00亿元"]),
        ("一般公共预算：2025年全市收入100.00亿元，支出90.00亿元。",
         ["全市一般公共预算收入 amount 100.00亿元", "全市一般公共预算财政拨款支出 amount 90.00亿元"]),
        ("2025年全市一般公共预算收入100.00亿元，加上县市区上解收入5.00亿元，收入总计105.00亿元。",
         ["全市一般公共预算收入 amount 100.00亿元", "县市区下级上解收入 amount 5.00亿元", "全市收入总计 amount 105.00亿元"]),
        # a rate in a later sentence is of what it names
        ("2025年全市财政支出40.00亿元，市本级支出30.00亿元。全市支出增长5%。",
         ["全市财政支出 amount 40.00亿元 +5%", "市本级财政支出 amount 30.00亿元"]),
    ],
)  # fmt: skip
def test_in_reports_of_governments(text: str, told: list[str]) -> None:
    assert lines(read(text, "government")) == told


@pytest.mark.parametrize(
    "text, told",
    [
        # last year's amount stands beside this year's; one year after another are statements of their own
        ("2025年会议费5.00万元，2024年4.00万元，增加1.00万元。", ["会议费 amount 5.00万元 last_amount 4.00万元 +1.00万元"]),
        ("2025年会议费5.00万元，2023年3.00万元。", ["会议费 amount 5.00万元", "会议费 amount 3.00万元"]),
        ("2023年会议费3.00万元；2024年4.00万元，比2023年增加1.00万元；2025年5.00万元，比2024年增加1.00万元。",
         ["会议费 amount 3.00万元", "会议费 amount 4.00万元 +1.00万元 than last", "会议费 amount 5.00万元 +1.00万元 than last"]),
        ("2025年会议费5.00万元，2026年比2025年增加1.00万元。",
         ["会议费 amount 5.00万元", "会议费 +1.00万元 than last"]),
        ("2025年会议费5.00万元，2025年比2024年增加1.00万元。", ["会议费 amount 5.00万元 +1.00万元 than last"]),
        # changes of years that are past are of no amount here
        ("2024年会议费4.00万元，比2023年增加1.00万元。", ["会议费 last_amount 4.00万元"]),
        ("2025年会议费5.00万元，2024年比2023年增加1.00万元，增长3%。", ["会议费 amount 5.00万元"]),
        ("会议费上年4.00万元，增长5%；今年5.00万元。", ["会议费 last_amount 4.00万元 amount 5.00万元"]),
        ("会议费今年3.00万元，上年4.00万元，比2021年减少1.00万元。", ["会议费 amount 3.00万元 last_amount 4.00万元"]),
        # two of comparable terms and not; what is new; what may have grown or not
        ("会议费5.00万元，剔除一次性因素下降14.5%，比上年减少1.00万元，下降18.0%。",
         ["会议费 amount 5.00万元 -14.5% except 剔除", "会议费 amount 5.00万元 -1.00万元 -18.0% than last except 剔除"]),
        ("会议费5.00万元，剔除一次性因素比上年下降14.5%，剔除一次性因素比上年减少1.00万元。",
         ["会议费 amount 5.00万元 -1.00万元 -14.5% than last except 剔除"]),
        ("会议费5.00万元，增长5%，新增2.00万元。", ["会议费 amount 5.00万元 +5%"]),
        ("会议费5.00万元，培训费3.00万元，各减少1.00万元，各下降10%。",
         ["会议费 amount 5.00万元", "培训费 amount 3.00万元"]),
        ("会议费5.00万元，比上年增加（减少）0.00万元。", ["会议费 amount 5.00万元 +0.00万元 than last"]),
        ("会议费5.00万元，增加（减少）1.00万元。", ["会议费 amount 5.00万元"]),
        ("会议费5.00万元，增加（减少）0批次。", ["会议费 amount 5.00万元"]),
        ("会议费5.00万元，增长（下降）0%。", ["会议费 amount 5.00万元 +0%"]),
        # the same comparison in other words, and another one
        ("会议费5.00万元，较上年预算减少1.00万元，同比下降17.5%。",
         ["会议费 amount 5.00万元 -1.00万元 -17.5% than last_budget"]),
        ("会议费5.00万元，较上年预算减少1.00万元，比上年决算下降17.5%。",
         ["会议费 amount 5.00万元 -1.00万元 than last_budget", "会议费 amount 5.00万元 -17.5% than last_actual"]),
        ("会议费支出9.00万元，完成预算10.00万元的90%；较上年增加1.00万元。",
         ["会议费 amount 9.00万元 budget 10.00万元 +1.00万元 than last completes 90% of budget"]),
        # whose the amounts are: an office's by its name before them, until another is named
        ("局本级：会议费6.00万元。法律援助中心：会议费4.00万元。",
         ["局本级会议费 amount 6.00万元", "法律援助中心会议费 amount 4.00万元"]),
        ("（一）法律援助中心。会议费4.00万元。", ["法律援助中心会议费 amount 4.00万元"]),
        ("法律援助中心会议费4.00万元。", ["法律援助中心会议费 amount 4.00万元"]),
        ("本部门会议费9.00万元。", ["会议费 amount 9.00万元"]),
        ("云湖市民政局会议费9.00万元。", ["会议费 amount 9.00万元"]),
        ("市民政局：会议费9.00万元。", ["会议费 amount 9.00万元"]),
        # another measure goes to the statement of its subject in the sentences before, the same one to a new one
        ("会议费支出决算5.00万元，培训费支出决算3.00万元，会议费年初预算4.00万元。",
         ["会议费 actual 5.00万元 budget 4.00万元", "培训费 actual 3.00万元"]),
        ("会议费支出决算5.00万元，培训费支出决算3.00万元，会议费支出决算4.00万元。",
         ["会议费 actual 5.00万元", "培训费 actual 3.00万元", "会议费 actual 4.00万元"]),
        ("会议费支出决算5.00万元，培训费支出决算3.00万元，会议费4.00万元。",
         ["会议费 actual 5.00万元", "培训费 actual 3.00万元", "会议费 amount 4.00万元"]),
        ("会议费支出决算5.00万元。培训费支出决算3.00万元。差旅费3.00万元。会议费年初预算4.00万元。",
         ["会议费 actual 5.00万元", "培训费 actual 3.00万元", "差旅费 amount 3.00万元", "会议费 budget 4.00万元"]),
        # a change is of what it names, of the parts of a list only in their sentence
        ("支出9.00万元，其中：基本支出5.00万元，项目支出4.00万元。支出比上年增加1.00万元。基本支出比上年增加2.00万元。",
         ["支出 amount 9.00万元 +1.00万元 than last", "基本支出 amount 5.00万元 part of 支出",
          "项目支出 amount 4.00万元 part of 支出", "基本支出 +2.00万元 than last"]),
        ("公务接待费5.00万元。其中：外事接待2.00万元，比上年增加1.00万元；其他国内接待3.00万元。比上年增加3.00万元。",
         ["公务接待费 amount 5.00万元 +3.00万元 than last",
          "外事接待费 amount 2.00万元 +1.00万元 than last part of 公务接待费", "其他国内接待 amount 3.00万元 part of 公务接待费"]),
        # the same again, when its change or share was told
        ("支出9.00万元，占10%。支出8.00万元。", ["支出 amount 9.00万元 share 10%", "支出 amount 8.00万元"]),
        ("支出9.00万元，比上年增加1.00万元。支出8.00万元。", ["支出 amount 9.00万元 +1.00万元 than last", "支出 amount 8.00万元"]),
        ("支出9.00万元，增长5%。支出8.00万元。", ["支出 amount 9.00万元 8.00万元 +5%"]),
        # what is left over is no part of what was spent, what was left over last year is of what is spoken of
        ("支出9.00万元，其中：会议费4.00万元、培训费5.00万元，结转下年1.00万元。",
         ["支出 amount 9.00万元", "会议费 amount 4.00万元 part of 支出", "培训费 amount 5.00万元 part of 支出",
          "年末结转和结余 amount 1.00万元"]),
        ("会议费5.00万元，其中上年结转1.00万元。",
         ["会议费 amount 5.00万元", "年初结转和结余 amount 1.00万元 part of 会议费"]),
        # what stands behind a list is what is spoken of next, unless the list may go on
        ("基本支出80.00万元，其中：人员经费70.00万元，公用经费10.00万元；项目支出20.00万元。比上年增加5.00万元。",
         ["基本支出 amount 80.00万元", "人员经费 amount 70.00万元 part of 基本支出", "公用经费 amount 10.00万元 part of 基本支出",
          "项目支出 amount 20.00万元 +5.00万元 than last"]),
        ("基本支出80.00万元，包括：人员经费70.00万元、公用经费10.00万元；项目支出20.00万元。比上年增加5.00万元。",
         ["基本支出 amount 80.00万元 +5.00万元 than last", "人员经费 amount 70.00万元 part of 基本支出 (all)",
          "公用经费 amount 10.00万元 part of 基本支出 (all)", "项目支出 amount 20.00万元"]),
        ("基本支出80.00万元，会议费20.00万元、培训费5.00万元。比上年增加5.00万元。",
         ["基本支出 amount 80.00万元", "会议费 amount 20.00万元", "培训费 amount 5.00万元 +5.00万元 than last"]),
        # 收、支总计 means both sides that were told
        ("2025年收入总计9.00万元，支出总计9.00万元。收、支总计比上年增加1.00万元。",
         ["收入总计 amount 9.00万元", "支出总计 amount 9.00万元 +1.00万元 than last"]),
        ("2025年收、支总计9.00万元，比上年增加1.00万元。", ["收支总计 amount 9.00万元 +1.00万元 than last"]),
        # a part of a list of the sentence before is meant by 除……外, and by its name alone it is not
        ("“三公”经费9.00万元，其中：公务接待费4.00万元，公务用车运行维护费5.00万元。除公务接待费比上年减少1.00万元外，其余均持平。",
         ["“三公”经费 amount 9.00万元", "公务接待费 amount 4.00万元 -1.00万元 than last part of “三公”经费",
          "公务用车运行费 amount 5.00万元 part of “三公”经费"]),
        ("“三公”经费9.00万元，其中：公务接待费4.00万元，公务用车运行维护费5.00万元。公务接待费比上年减少1.00万元。",
         ["“三公”经费 amount 9.00万元", "公务接待费 amount 4.00万元 part of “三公”经费",
          "公务用车运行费 amount 5.00万元 part of “三公”经费", "公务接待费 -1.00万元 than last"]),
        ("公务用车购置及运行维护费5.00万元。公务用车购置费比上年增加1.00万元。",
         ["公务用车购置及运行费 amount 5.00万元", "公务用车购置费 +1.00万元 than last"]),
        ("会议费2024年4.00万元，2025年5.00万元，本年预算6.00万元。", ["会议费 last_amount 4.00万元 amount 5.00万元 budget 6.00万元"]),
    ],
)  # fmt: skip
def test_in_documents_of_departments(text: str, told: list[str]) -> None:
    assert lines(read(text, "account")) == told


@pytest.mark.parametrize(
    "text, quote, reason",
    [
        ("2024年会议费4.00万元，比2023年增加1.00万元。", "1.00万元", "往年的增减"),
        ("2025年会议费5.00万元，2024年比2023年增加1.00万元，增长3%。", "3%", "往年的增减"),
        ("会议费上年4.00万元，增长5%；今年5.00万元。", "5%", "往年的增减"),
        ("会议费今年3.00万元，上年4.00万元，比2021年减少1.00万元。", "1.00万元", "往年的增减"),
        ("会议费5.00万元，增长5%，新增2.00万元。", "2.00万元", "新增的数"),
        ("会议费5.00万元，培训费3.00万元，各减少1.00万元。", "1.00万元", "各项各自的增减"),
        ("会议费5.00万元，增加（减少）1.00万元。", "1.00万元", "增加还是减少没有写明"),
        ("会议费5.00万元，增加（减少）0批次。", "0批次", "增加还是减少没有写明"),
    ],
)
def test_what_is_of_no_statement_says_why(text: str, quote: str, reason: str) -> None:
    prose = read(text, "account")
    [figure] = [f for f in prose.figures if f.quote == quote]
    assert reason in prose.reasons[figure.key]


@pytest.mark.parametrize(
    "text, scope",
    [
        # a category is of the funds of the total that is spoken of before it
        ("2025年一般公共预算支出9.00万元，住房保障支出（类）1.00万元。", "general"),
        ("2025年支出总计9.00万元，住房保障支出（类）1.00万元。", "all"),
        ("2025年政府性基金预算支出9.00万元，城乡社区支出（类）1.00万元。", "fund"),
        ("住房保障支出（类）1.00万元。", ""),
    ],
)
def test_of_which_funds_a_category_is(text: str, scope: str) -> None:
    assert read(text, "account").figures[-1].address.scope == scope
