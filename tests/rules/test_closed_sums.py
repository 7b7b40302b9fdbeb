"""Sums whose words say where they end: one that does not come out by a digit is an error, any other says nothing."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.ledger import TICKED
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.report import Report
from reconcile.rules import outline_sum, text_balance, text_sum

RULES = (text_sum, text_balance, outline_sum)
HEAD = "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年预算执行情况\n\n"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def checked(paragraph: str) -> Report:
    return check_document(read_bytes((HEAD + paragraph).encode(), "a.md"), lexicon(), rules=RULES)


def errors(paragraph: str, *severities: str) -> list[str]:
    told = severities or ("error",)
    return [f.evidence[0].quote for f in checked(paragraph).findings if f.severity in told]


HALVES = "2025年省下达我市试点额度49.1亿元，其中：转贷市级13.8亿元，转贷区级35.3亿元。"
LIST = "（二）省对市县专门返还370.1亿元。包括甲类返还189.9亿元、乙类返还59.2亿元、丙类返还121亿元。"
ADDED = "2025年全市专户管理资金收入22.7亿元，同比持平。加上上年结转结余11.1亿元后，全市专户管理资金总收入33.8亿元。"
INSURANCES = (
    "企业职工基本养老保险基金{}{}亿元，增长5.2%，主要是缴费人数增加。失业保险基金{}{}亿元。工伤保险基金{}{}亿元。"
)
DIVIDED = (
    "2025年全市社会保险基金总收入729.3亿元。其中："
    + INSURANCES.format("收入", "611.2", "收入", "83.1", "收入", "35.0")
    + "\n\n2025年全市社会保险基金总支出666.8亿元。其中："
    + INSURANCES.format("支出", "574.4", "支出", "61.3", "支出", "31.1")
)
WITH = "市本级投入18.71亿元，连同镇街（园区）投入7.50亿元，全市帮扶资金达26.21亿元。"
BONDS = "2026年全市偿还债券本金119.86亿元，包括一般债券本金100.28亿元、专项债券本金19.58亿元；安排利息65.14亿元。"
BY_KIND = (
    "2025年全省发行地方政府债券1607.5亿元。按类别划分，一般债券543.3亿元，专项债券1064.2亿元。"
    "按品种划分，新增债券670亿元，再融资债券937.5亿元。"
)
AGAIN = "核定新增债务限额4398亿元（含外贷3.2亿元）。新增债务限额中，省级291.8亿元，市县4106.2亿元。"
TRANSFERS = (
    "2026年对市县转移支付3333.59亿元。主要是财力补助和民生项目支出，"
    "包括一般性转移支付2860.4亿元、专项转移支付473.19亿元。"
)
TWO_BUDGETS = "八是足球经费预算合计安排5479万元，包含政府性基金预算2479万元、一般公共预算3000万元；"
PLANNED = "2026年纳入专户管理的收费收入预算5553万元。支出相应安排5553万元。"
EVEN = "州本级自有资金收入预算数为46.8亿元，支出预算数为46.8亿元，收支相抵，自有资金预算平衡。"
COUNTED = (
    "2025年共对36个重点项目开展评价，涉及金额9.36亿元，其中部门评价项目15个，涉及资金2.28亿元；"
    "财政评价项目21个，涉及资金7.08亿元。"
)


@pytest.mark.parametrize(
    ("paragraph", "wrong"),
    [
        (HALVES, ("49.1", "43.1")),
        (HALVES, ("13.8", "19.8")),
        (HALVES, ("35.3", "35.8")),
        (HALVES.replace("，其中：", "，极大支持了城市建设。其中，"), ("35.3", "35.8")),
        (HALVES.replace("转贷市级", "一般债务").replace("转贷区级", "专项债务"), ("35.3", "35.8")),
        (LIST, ("370.1", "379.1")),
        (LIST, ("59.2", "53.2")),
        (ADDED, ("33.8", "38.8")),
        (ADDED, ("11.1", "17.1")),
        (ADDED.replace("同比持平", "其中新区5.5亿元"), ("33.8", "38.8")),
        (WITH, ("26.21", "28.21")),
        (WITH, ("18.71", "13.71")),
        (BONDS, ("19.58", "17.58")),
        (BY_KIND, ("670", "680")),
        (BY_KIND, ("543.3", "553.3")),
        (AGAIN, ("291.8", "211.8")),
        (TRANSFERS, ("473.19", "573.19")),
        (TWO_BUDGETS, ("2479", "1479")),
        (COUNTED, ("9.36", "4.36")),
        (COUNTED, ("7.08", "7.28")),
        (PLANNED, ("排5553", "排5953")),
        (DIVIDED, ("574.4", "374.4")),
        (DIVIDED, ("666.8", "866.8")),
    ],
)
def test_one_digit_in_a_sum_that_is_closed(paragraph: str, wrong: tuple[str, str]) -> None:
    assert errors(paragraph, "error", "warning") == []
    aside = ("5.5亿元", "65.14亿元", "3.2亿元")
    told = [f.status in TICKED for f in checked(paragraph).ledger if f.type == "money" and f.quote not in aside]
    assert all(told)
    seen = ("error", "warning") if paragraph == DIVIDED else ("error",)  # read as a list it is known to be one
    assert len(errors(paragraph.replace(*wrong), *seen)) == 1


def test_income_and_expenditure_that_are_said_to_balance_are_ticked_and_never_accused() -> None:
    statuses = [[f.status in TICKED for f in checked(EVEN.replace("出预算数为46.8", said)).ledger] for said in (
        "出预算数为46.8", "出预算数为48.8")]  # fmt: skip
    assert statuses == [[True, True], [False, False]]


@pytest.mark.parametrize(
    "paragraph",
    [
        # no slip of one digit is all that it needs
        HALVES.replace("35.3", "30.2"),
        LIST.replace("59.2", "41.7"),
        ADDED.replace("33.8", "40.1"),
        COUNTED.replace("9.36", "8.14"),
        # both of one level, of different things, or of a change; or another item follows
        HALVES.replace("转贷区级", "留用本级").replace("35.3", "35.8"),
        HALVES.replace("转贷市级", "市级专项补助").replace("转贷区级", "区级困难补贴").replace("35.3", "35.8"),
        "2025年末市级债务余额49.1亿元，其中：一般债务13.8亿元；专项债务限额35.8亿元。",
        HALVES.replace("额度49.1", "额度增加49.1").replace("35.3", "35.8"),
        HALVES.replace("35.3亿元", "35.8亿元等"),
        HALVES.replace("35.3亿元", "35.8亿元、其他1亿元"),
        # the parts of an amount before it
        HALVES.replace("额度49.1亿元", "额度49.6亿元，尚余额度9.6亿元").replace("35.3", "35.8"),
        # a third one follows, or the two are of a measure of their own
        HALVES.replace("35.3亿元", "35.8亿元，经开区0.5亿元").replace("49.1", "49.6"),
        "2025年全市筹措资金49.1亿元，其中：市本级安排13.8亿元，区县安排25.3亿元。争取上级补助10亿元。",
        "2025年省下达我市直达资金49.1亿元，其中：市本级支出13.8亿元，区县支出33.3亿元，尚余2亿元。",
        "2025年省下达我市衔接资金49.1亿元，支付进度95.9%，其中：市本级支付13.8亿元，区县支付33.3亿元。",
        "2025年市级债务限额649.1亿元，年末余额低于限额，其中：市本级余额213.8亿元，区县余额425.3亿元。",
        # a list with parts of parts, of the amount before the last one, or that another sentence goes on with
        "2025年拨付专门返还370.1亿元。包括甲类返还110.1亿元，其中丁类返还40亿元，乙类返还250亿元，丙类返还10亿元。",
        "2025年上级补助收入80.1亿元，当年已支出70.1亿元。"
        "包括返还性收入5亿元、一般性转移支付收入60.1亿元、专项转移支付收入15亿元。",
        "2025年拨付专门返还370.1亿元。包括甲类返还350亿元，乙类返还10.1亿元，丙类返还5亿元。其余为丁类返还5亿元。",
        # what is taken off, what is in another, and a base that is a budget or stands in the words before
        "2025年全市专户收入22.7亿元。加上上年结余11.1亿元，扣除上解支出5亿元后，全市专户总收入28.8亿元。",
        "2025年全市专户收入62.7亿元。加上上级补助20.1亿元，含直达资金10亿元后，全市专户总收入82.8亿元。",
        "2025年全市专户收入预算22.7亿元，完成预算的101.3%。加上结转收入11.1亿元后，全市专户总收入34.1亿元。",
        # of as many things the plan, and what was done
        "2025年实施36个重点项目，计划投资9.36亿元，其中续建项目15个，完成投资2.28亿元；新建项目21个，完成投资5.08亿元。",
        COUNTED.replace("涉及资金", "已拨付资金").replace("7.08", "5.08"),
        # a division that another sentence goes on with
        DIVIDED.replace("666.8", "676.8") + "上解省级统筹调剂金10亿元。",
        # a list that is open, that goes on, or that is a change's
        LIST.replace("包括", "主要包括").replace("59.2", "53.2"),
        LIST.replace("121亿元", "121亿元等").replace("59.2", "53.2"),
        LIST.replace("121亿元。", "121亿元，另有结转。").replace("59.2", "53.2"),
        LIST.replace("返还370.1", "返还减少370.1").replace("59.2", "53.2"),
        LIST.replace("59.2亿元", "53.2亿元（占16%）"),
        # what is added has more in it than is printed, or is of the other side
        ADDED.replace("11.1亿元", "11.1亿元等").replace("33.8", "38.8"),
        ADDED.replace("上年结转结余", "上级补助、上年结转结余").replace("33.8", "38.8"),
        ADDED.replace("资金总收入", "资金总支出").replace("33.8", "38.8"),
        ADDED.replace("22.7亿元，", "22.7亿元，支出20.1亿元，").replace("33.8", "38.8"),
        LIST.replace("亿元。包括", "亿元，包括：").replace("59.2", "53.2"),
        # a list of which no other one comes out, or of which others hold more
        DIVIDED.replace("729.3", "759.3").replace("574.4", "374.4"),
        DIVIDED.replace("工伤保险基金支出31.1亿元。", "").replace("574.4", "374.4"),
        # what is planned after it is of something else, or not the same by more than a slip
        PLANNED.replace("排5553", "排4218"),
        PLANNED.replace("收入预算", "余额").replace("排5553", "排5953"),
        PLANNED.replace("支出相应安排", "相应安排的专项支出").replace("排的专项支出5553", "排的专项支出5953"),
        # what is said to balance may do so with what is added and handed over
        EVEN.replace("出预算数为46.8", "出预算数为48.8"),
        PLANNED.replace("排5553万元。", "排5153万元，调出400万元。"),
        PLANNED.replace("收入预算5553", "收入预算5153万元，其中事业收入5553"),
        # a third kind behind a semicolon or in the next sentence, and a whole that names several
        BY_KIND.replace("1064.2亿元。", "1054.2亿元；置换债券10亿元。"),
        BY_KIND.replace("1064.2亿元。", "1054.2亿元；利息10亿元。"),
        TRANSFERS.replace("473.19亿元。", "463.19亿元；税收返还10亿元。"),
        TRANSFERS.replace("对市县转移支付", "返还性支出和转移支付").replace("473.19", "463.19"),
        TWO_BUDGETS.replace("足球经费", "三本").replace("3000万元；", "2000万元。国有资本经营预算1000万元。"),
        # of the amount that was divided, not of the one before it
        "争取专项债券98.4亿元，已发行88.4亿元。专项债券中，市本级32.2亿元，县区56.2亿元。",
        AGAIN.replace("4106.2亿元。", "4006.2亿元。开发区100亿元。"),
        # what is taken from last year to balance
        "2026年全市政府性基金收入20.56亿元，支出23.56亿元，收支相抵，动用上年结转3亿元后平衡。",
        # what is together more than the two, a third one before them, or a change
        WITH.replace("26.21", "31.94"),
        "各级投入3亿元，" + WITH.replace("26.21", "28.21"),
        WITH.replace("全市帮扶资金达26.21", "全市帮扶资金增加28.21"),
        WITH.replace("全市帮扶资金达26.21", "支持项目28.21"),
        WITH.replace("7.50亿元，", "7.50亿元等，").replace("26.21", "28.21"),
        HALVES.replace("35.3亿元。", "25.3亿元；三县合计10亿元。"),
        BONDS.replace("；安排", "、外债").replace("19.58", "17.58"),
        # kinds of which there may be more, or another amount beside what is divided
        BY_KIND.replace("类别", "用途").replace("一般债券543.3", "市政项目533.3"),
        BY_KIND.replace("937.5亿元。", "927.5亿元，置换债券10亿元。"),
        BY_KIND.replace("1607.5亿元", "1607.5亿元，还本937亿元").replace("670", "680"),
        # of something else than what is named again, or more than its halves
        AGAIN.replace("限额中", "余额中").replace("291.8", "211.8"),
        AGAIN.replace("市县4106.2亿元。", "市县4006.2亿元，经开区100亿元。"),
        # a third kind, and two of what is not said to be all
        TRANSFERS.replace("473.19亿元。", "473.19亿元，税收返还10亿元。").replace("3333.59", "3343.59"),
        TWO_BUDGETS.replace("合计", "").replace("2479", "1479"),
        # the numbers do not add up
        COUNTED.replace("21个", "20个").replace("9.36", "4.36"),
        # or the amounts are those of one
        COUNTED.replace("涉及资金", "平均每个").replace("涉及金额9.36", "平均每个4.36"),
    ],
)
def test_what_is_not_closed_or_no_slip_accuses_nobody(paragraph: str) -> None:
    assert errors(paragraph) == []
