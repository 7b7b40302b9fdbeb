"""Quantities out of text: what is printed, what it means, and which numbers are none.

A case is a text, and its quantities as `surface type value`; in texts and surfaces ⏎ stands for a line break.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reconcile.interval import Printed
from reconcile.quantity import bare_numbers, extract, read

MALFORMED = {
    "groups of two and four": ("收入12,34.56万元，支出1,0000.00万元", ["12,34.56万元", "1,0000.00万元"]),
    "points": ("支出234..56万元、1.234.56万元，占12。5%", ["234..56万元", "1.234.56万元", "12。5%"]),
    "blanks beside separators": (
        "1 ,000.00万元，1,234 .56万元，1， 234.56万元",
        ["1 ,000.00万元", "1,234 .56万元", "1， 234.56万元"],
    ),
    "digits set apart": ("1 , 2 3 4 . 5 6 万元和2 34.56万元", ["1 , 2 3 4 . 5 6 万元", "2 34.56万元"]),
    "powers of ten": ("1.23456×10^3万元，1.0E+3万元", ["1.23456×10^3万元", "1.0E+3万元"]),
    "scales in words": ("2千5百万元", ["2千5百万元"]),
    "a letter or a lost character inside": ("l34.56万元，1,2\ufffd4.56万元", ["l34.56万元", "1,2\ufffd4.56万元"]),
    "longer than any number": ("1234567890123456789012345万元", ["1234567890123456789012345万元"]),
    "none": ("1. 50万元；2023年1 446.32万元；分别为3.2, 5.6万元；2019,1165.08万元；2.1.3节", []),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_number_is_unread_and_never_its_tail(name: str) -> None:
    text, expected = MALFORMED[name]
    quantities, malformed = read(text)
    assert [m.surface for m in malformed] == expected
    covered = {i for m in malformed for i in range(m.start, m.end)}
    assert not [q for q in quantities if q.start in covered]


def listed(text: str) -> list[str]:
    found = extract(text.replace("⏎", "\n"))
    return [f"{q.surface} {q.type} {q.value}".replace("\n", "⏎") for q in found]


CASES = {
    "money in 万元": ("收支总预算2636.92万元。", ["2636.92万元 money 26369200"]),
    "money in 亿元": ("收入完成38.3亿元", ["38.3亿元 money 3830000000"]),
    "money in 万亿元": ("总量1.2万亿元", ["1.2万亿元 money 1200000000000"]),
    "money in 元": ("政府性基金0元", ["0元 money 0"]),
    "money in 千元": ("合计105千元", ["105千元 money 105000"]),
    "money in 百万元": ("合计5百万元", ["5百万元 money 5000000"]),
    "bare 万 at the end of a clause": ("项目总预算1720.00万，其中", ["1720.00万 money 17200000"]),
    "bare 万 after a word of money": ("投入100万用于修缮", ["100万 money 1000000"]),
    "bare 万 of people is a count": ("惠及10万群众", ["10万 count 100000"]),
    "bare 万 where people are counted": ("常住人口120万。", ["120万 count 1200000"]),
    "thousand separators": ("收入37,151.47万元", ["37,151.47万元 money 371514700"]),
    "full-width thousand separators": ("收入1，234.5万元", ["1，234.5万元 money 12345000"]),
    "a blank after the separator": ("年终结转234, 558万元", ["234, 558万元 money 2345580000"]),
    "a clause comma is no separator": ("2019,各乡1165.08万元", ["1165.08万元 money 11650800"]),
    "blanks as separators": ("收入1 446.32万元", ["1 446.32万元 money 14463200"]),
    "full-width digits": ("２０２４年增长１２．５％", ["２０２４年 date 2024", "１２．５％ percent 12.5"]),
    "a blank before the unit": ("总预算 2636.92 万元", ["2636.92 万元 money 26369200"]),
    "letters spaced by layout": ("合 计 2946.25 万 元 ，", ["2946.25 万 元 money 29462500"]),
    "broken before the unit": ("支出1446.32⏎万元", ["1446.32⏎万元 money 14463200"]),
    "broken inside the unit": ("基本支出2336.91 万⏎元", ["2336.91 万⏎元 money 23369100"]),
    "broken after the point": ("支出1446.⏎32万元", ["1446.⏎32万元 money 14463200"]),
    "broken inside the digits": ("支出共14⏎46.32万元", ["14⏎46.32万元 money 14463200"]),
    "a year at the end of a line is no front": ("比2023⏎15.3万元", ["15.3万元 money 153000"]),
    "broken percentage points": ("提高3.5个百⏎分点", ["3.5个百⏎分点 percentage_point 3.5"]),
    "a compound": ("共3亿5000万元", ["3亿5000万元 money 350000000"]),
    "Chinese numerals": ("补助三十万元", ["三十万元 money 300000"]),
    "Chinese numerals with several places": ("三亿五千万元", ["三亿五千万元 money 350000000"]),
    "Chinese decimals": ("二点五亿元", ["二点五亿元 money 250000000"]),
    "financial numerals": ("人民币壹佰万元整", ["人民币壹佰万元整 money 1000000"]),
    "financial numerals to the last 分": ("玖仟肆佰陆拾伍元壹角捌分", ["玖仟肆佰陆拾伍元壹角捌分 money 9465.18"]),
    "角 and 分 belong to the 元 before": ("465元1角8分，3元5角", ["465元1角8分 money 465.18", "3元5角 money 3.5"]),
    "scales one after the other": ("25万6千元，1亿2千万3百元", ["25万6千元 money 256000", "1亿2千万3百元 money 120000300"]),
    "old short numerals": ("廿三万元", ["廿三万元 money 230000"]),
    "Chinese numerals with 余 and 多": ("一千二百余万元、二百多万元", ["一千二百余万元 money 12000000", "二百多万元 money 2000000"]),
    "currency in letters and words": ("CNY1.50万元、RMB 2.5万元、人民币3.5元", ["CNY1.50万元 money 15000", "RMB 2.5万元 money 25000", "人民币3.5元 money 3.5"]),
    "signs of a negative": ("增减额为负1.50万元，△7.5%，▲3元，（12.50）万元，（3.40）%", ["负1.50万元 money -15000", "△7.5% percent -7.5", "▲3元 money -3", "（12.50）万元 money -125000", "（3.40）% percent -3.40"]),
    "负 may be a part of a word": ("为企业减负3.5亿元", ["3.5亿元 money 350000000"]),
    "a number of a list is no negative": ("（2）万元以下", []),
    "a circled digit is no digit": ("①234.56万元", ["234.56万元 money 2345600"]),
    "characters without width": ("234.\u200b56万元，1,\ufeff000万\xad元", ["234.\u200b56万元 money 2345600", "1,\ufeff000万\xad元 money 10000000"]),
    "blanks of all widths": ("1\xa0234.5万元，1\u202f000.00万元", ["1\xa0234.5万元 money 12345000", "1\u202f000.00万元 money 10000000"]),
    "a currency sign": ("￥1,234.56", ["￥1,234.56 money 1234.56"]),
    "a foreign currency is not converted": ("贷款0.82亿美元", ["0.82亿美元 money 82000000"]),
    "percent": ("增长4.1%，占100.0％", ["4.1% percent 4.1", "100.0％ percent 100.0"]),
    "percent over a break": ("占36.8⏎%", ["36.8⏎% percent 36.8"]),
    "a doubled sign": ("占33.3%%。", ["33.3% percent 33.3"]),
    "per mille": ("费率3‰", ["3‰ percent 0.3"]),
    "Chinese percent": ("百分之五、百分之三点五", ["百分之五 percent 5", "百分之三点五 percent 3.5"]),
    "tenths": ("提高5成。", ["5成 percent 50"]),
    "percentage points": ("回落0.5百分点", ["0.5百分点 percentage_point 0.5"]),
    "a minus": ("增长-5.2%", ["-5.2% percent -5.2"]),
    "a range of percent is no minus": ("5%-8%", ["5% percent 5", "8% percent 8"]),
    "a range with one unit": ("5-10万元", ["5 money 50000", "10万元 money 100000"]),
    "a range in words": ("10至20个", ["10 count 10", "20个 count 20"]),
    "a list with one unit": (
        "货物3.85、工程0.00、服务1458.12万元",
        ["3.85 money 38500", "0.00 money 0", "1458.12万元 money 14581200"],
    ),
    "a list of integers with one unit": (
        "分别为30、20和15万元",
        ["30 money 300000", "20 money 200000", "15万元 money 150000"],
    ),
    "a list number takes no unit": ("其中：1、公务接待费8万元", ["8万元 money 80000"]),
    "counts": ("车辆1辆，2批次、26人次", ["1辆 count 1", "2批次 count 2", "26人次 count 26"]),
    "a count with two units": ("设备0台（套）", ["0台（套） count 0"]),
    "a count in 万": ("新增就业16万人", ["16万人 count 160000"]),
    "a multiple": ("增长2.5倍、翻了一倍", ["2.5倍 count 2.5", "一倍 count 1"]),
    "a score": ("平均得分99.43分（其中", ["99.43分 count 99.43"]),
    "a duration": ("使用年限为50年", ["50年 count 50"]),
    "months that last": ("历时5个月、两个月", ["5个月 count 5", "两个月 count 2"]),
    "a Chinese count": ("紧临两条城市道路、六所医院", ["两条 count 2", "六所 count 6"]),
    "a year": ("2024年度部门预算", ["2024年 date 2024"]),
    "a year over a break": ("与2023⏎年相比", ["2023⏎年 date 2023"]),
    "a year without a century": ("24年度预算", ["24年 date 2024"]),
    "a day": ("截至2022 年 12 月 31 日，", ["2022 年 12 月 31 日 date 2022-12-31"]),
    "a month": ("于2016年5月实行", ["2016年5月 date 2016-05"]),
    "a day without a year": ("8月31日前", ["8月31日 date --08-31"]),
    "a day with points": ("2025.1.1-2025.12.31", ["2025.1.1 date 2025-01-01", "2025.12.31 date 2025-12-31"]),
    "a day with dashes": ("2025-12-29 21:10", ["2025-12-29 date 2025-12-29"]),
    "a Chinese date": ("二〇二四年十二月三十一日", ["二〇二四年十二月三十一日 date 2024-12-31"]),
    "a range of years": ("2021—2023年", ["2021 date 2021", "2023年 date 2023"]),
    "a list number before a year": ("3.2016年地方政府", ["2016年 date 2016"]),
    "an annex before a year": ("附件12025年收支总表", ["2025年 date 2025"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_found(name: str) -> None:
    text, expected = CASES[name]
    assert listed(text) == expected


NO_FIGURES = {
    "a hotline": "主要用于12345热线业务经费",
    "opening hours": "7x24小时、7×24小时值守",
    "a document number": "国发〔2014〕45号、沪府规【2016】168号",
    "a list number": "1. 财政拨款收入",
    "a bracketed number": "（一）收入、（10）支出、(2)其他",
    "a section number": "2.1.3 项目支出情况",
    "a code": "2080505 机关事业单位基本养老保险缴费支出",
    "a telephone number": "联系电话：0572-2398765",
    "an article": "第3条、第 3 个、第二位、第1批次",
    "a plan": "“十四五”规划、十四五、三公、一般公共预算、统一、一是、二是",
    "a slogan": "“三个代表”、“两个维护”、三个方面、一个、一批、一次性",
    "a ratio": "中央与地方4:6分成",
    "a label": "单元W060701、A4纸、G1街坊",
    "a fraction": "2/3以上",
    "a place": "三元区、一元化",
    "a unit of its own": "单位：万元、百万元以上",
    "an institution beside a number": "30101 基本工资 5 人员经费 3 项目支出",
    "an empty share": "占 %、XX万元、×××万元",
    "a year with a digit missing": "202 年度",
}


@pytest.mark.parametrize("name", NO_FIGURES)
def test_no_figure(name: str) -> None:
    assert listed(NO_FIGURES[name]) == []


@pytest.mark.parametrize(
    "text, printed, precision, unit",
    [
        ("2636.92万元", Printed(263692, 2), 2, "万元"),
        ("100.0%", Printed(1000, -1), 1, "%"),
        ("3 ‰", Printed(3, -1), 0, "‰"),
        ("26人次", Printed(26, 0), 0, "人次"),
        ("3.5万人", Printed(35, 3), 1, "万人"),
        ("1,720.00万", Printed(172000, 2), 2, "万"),
        ("三十万元", Printed(30, 4), 0, "万元"),
        ("3亿5000万元", Printed(35000, 4), 0, "万元"),
        ("29 万⏎元", Printed(29, 4), 0, "万元"),
        ("-0.5个百分点", Printed(-5, -1), 1, "个百分点"),
    ],
)
def test_printed(text: str, printed: Printed, precision: int, unit: str) -> None:
    (q,) = extract(text.replace("⏎", "\n"))
    assert (q.printed, q.precision, q.unit) == (printed, precision, unit)
    assert q.value == printed.decimal()


def test_value_has_no_exponent_in_its_text() -> None:
    assert [str(q.value) for q in extract("5百万元、0.00万元、44.60%")] == ["5000000", "0", "44.60"]


@pytest.mark.parametrize(
    "text, word, threshold",
    [
        ("约100万元", "约", False),
        ("用地面积约为⏎4000.6平方米", "约为", False),
        ("近3年", "近", False),
        ("最近3年", "", False),
        ("100余万元", "余", False),
        ("100万余元", "余", False),
        ("3000多人", "多", False),
        ("增长5%左右", "左右", False),
        ("超过200亿元", "超过", False),
        ("50万元以上的设备", "以上", True),
        ("单价100万元（含）以上设备", "以上", True),
        ("10%以内", "以内", True),
        ("不低于8%", "不低于", True),
        ("不超过5万元", "不超过", True),
        ("增长5%，", "", False),
    ],
)
def test_approximate_and_threshold(text: str, word: str, threshold: bool) -> None:
    (q,) = extract(text.replace("⏎", "\n"))
    assert (q.approximate, q.threshold) == (word, threshold)


@pytest.mark.parametrize(
    "text, per",
    [("300元/人", "人"), ("120元/人·天", "人·天"), ("每人每月98元", "人"), ("5000元每人", "人"), ("支出98元，", "")],
)
def test_rates(text: str, per: str) -> None:
    (q,) = extract(text)
    assert q.per == per


def test_parts_of_dates() -> None:
    day, month, no_year, money = extract("2022年12月31日、2016年5月、8月31日、3万元")
    assert (day.year, day.month, day.day) == (2022, 12, 31)
    assert (month.year, month.month, month.day) == (2016, 5, None)
    assert (no_year.year, no_year.month, no_year.day) == (None, 8, 31)
    assert money.year is None


def test_negative() -> None:
    assert [q.negative for q in extract("-3.5万元、减少3.5万元")] == [True, False]


BARE = {
    "a share without %": ("占 76.23；", ["76.23"]),
    "an integer that a verb asks for": ("占76。", ["76"]),
    "separated thousands": ("收入完成28,583，", ["28,583"]),
    "amounts": ("支出决算为1585.50，比", ["1585.50"]),
    "not what a quantity covers": ("占76.23%", []),
    "not what shares a unit": ("货物3.85、服务1458.12万元", []),
    "not a section number": ("2.1 收入情况", []),
    "not a version or code": ("见2.1.3节、编号W2.5", []),
    "not a document number": ("为2014号文", []),
    "not a degree of something": ("抗震设防烈度为7度", []),
    "not a year": ("预算为2024", []),
}


@pytest.mark.parametrize("name", BARE)
def test_bare_numbers(name: str) -> None:
    text, expected = BARE[name]
    assert [n.surface for n in bare_numbers(text)] == expected


def test_bare_number_keeps_its_decimals() -> None:
    (number,) = bare_numbers("占 76.20；")
    assert number.printed == Printed(7620, -2)
    assert number.printed.decimal() == Decimal("76.20")
