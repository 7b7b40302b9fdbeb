"""Rates in the prose of a government's report: beside the rate of their row, else beside what its amounts give."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import LedgerLine, Status
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import text_table

REPORT = """# 云湖市2025年预算执行情况和2026年预算草案的报告

## 一、预算执行情况

{}

## 2025年全市一般公共预算收入执行情况表

单位：万元

| 项目 | 2024年执行数 | 2025年预算数 | 2025年调整预算数 | 2025年执行数 |
|---|---|---|---|---|
| 税收收入 | 70000 | 71000 | 72000 | 73500 |
| 非税收入 | 0 | 41000 | 42000 | 43100 |
| 专项收入 | 40000 | 41200 |  | 43400 |
| 本年收入合计 | 110000 | 153200 | 155000 | 160000 |

## 2025年全市政府性基金收入执行情况表

单位：万元

| 项目 | 2025年执行数 | 执行数为预算% | 比上年增长% |
|---|---|---|---|
| 彩票公益金收入 | 9200 | 101.1 | -3.2 |
| 本年收入合计 | 101200 | 99.5 | 4.4 |

## 2024年全市政府性基金收入执行情况表

单位：万元

| 项目 | 2024年执行数 |
|---|---|
| 彩票公益金收入 | 8000 |
| 本年收入合计 | 92000 |

## 2025年全市国有资本经营收入执行情况表

单位：万元

| 项目 | 2024年执行数 | 2025年执行数 | 比上年增长% |
|---|---|---|---|
| 利润收入 | 10000 | 11000 | 12.0 |
| 本年收入合计 | 10000 | 11000 | 12.0 |

## 2026年全市一般公共预算收入预算表

单位：万元

| 项目 | 2025年预算数 | 2026年预算数 |
|---|---|---|
| 税收收入 | 71000 | 78100 |
| 非税收入 | 41000 | 45100 |
| 本年收入合计 | 153200 | 160860 |
"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def checked(prose: str) -> tuple[LedgerLine, ...]:
    """The numbers of the prose, as the rule that holds prose against tables leaves them."""
    document = read_bytes(REPORT.format(prose).encode(), "a.md")
    return check_document(document, lexicon(), rules=(text_table,)).ledger


def rate(prose: str) -> LedgerLine:
    return [line for line in checked(prose) if line.quote.endswith("%")][-1]


@pytest.mark.parametrize(
    "prose, against",
    [
        # of the amounts of its row: last year's outcome for growth, the budget that is named for completion
        ("2025年全市税收收入增长5.0%。", ["73500", "70000"]),
        ("2025年全市税收收入完成73500万元，增长5.0%。", ["73500", "70000"]),
        ("2025年全市税收收入完成预算的103.5%。", ["73500", "71000"]),
        ("2025年全市税收收入为调整预算的102.1%。", ["73500", "72000"]),
        ("2025年全市专项收入完成预算的105.3%。", ["43400", "41200"]),
        ("2026年全市税收收入预算安排增长10.0%。", ["78100", "71000"]),
        # what is planned may grow from last year's budget or outcome
        ("2026年全市税收收入安排78100万元，增长6.3%。", ["78100", "73500"]),
        # of its row's amounts, also where the row prints another rate, as of comparable terms
        ("2025年全市利润收入增长10.0%。", ["11000", "10000"]),
        ("2025年全市利润收入增长12.0%。", ["12.0"]),
        # of its row's own rate, rise and fall told apart
        ("2025年全市政府性基金收入增长4.4%。", ["4.4"]),
        ("2025年全市政府性基金收入为预算的99.5%。", ["99.5"]),
        ("2025年全市彩票公益金收入下降3.2%。", ["-3.2"]),
    ],
)
def test_a_rate_that_agrees_is_ticked(prose: str, against: list[str]) -> None:
    found = rate(prose)
    assert found.status is Status.AGREES
    assert [e.quote for e in found.against] == against


@pytest.mark.parametrize(
    "prose, against",
    [
        ("2025年全市政府性基金收入增长4%。", ["4.4"]),
        ("2025年全市非税收入完成预算的105%。", ["43100", "41000"]),
        ("2025年全市彩票公益金收入为预算的101%。", ["101.1"]),
    ],
)
def test_a_coarse_rate_is_ticked_by_rounding(prose: str, against: list[str]) -> None:
    found = rate(prose)
    assert found.status in (Status.AGREES, Status.BY_ROUNDING)
    assert [e.quote for e in found.against] == against


@pytest.mark.parametrize(
    "prose",
    [
        "2025年全市税收收入增长3.5%。",  # of the budget: 73500 of 71000
        "2025年全市税收收入完成73500万元，比2020年增长5.0%。",  # of a year that no table has
        "2025年全市税收收入增长4.8%。",  # divided by this year
        "2025年全市税收收入完成预算的105.0%。",  # of last year
        "2025年全市非税收入增长5.1%。",  # of nil last year
        "2025年全市税收收入为调整预算的98.6%。",  # of one budget in the other
        "2025年市级税收收入增长5.0%。",  # of another area
        "全市税收收入增长5.0%。",  # of nobody knows which year
        "2024年全市税收收入增长5.0%。",
    ],
)
def test_a_rate_of_other_amounts_is_not_ticked(prose: str) -> None:
    found = rate(prose)
    assert (found.status, found.against) == (Status.UNCHECKED, ())
    assert "没有可以与它核对的" in found.reason


@pytest.mark.parametrize(
    "prose, against",
    [
        ("2025年全市税收收入增加3500万元。", ["73500", "70000"]),
        ("2025年全市税收收入完成73500万元，增加3500万元。", ["73500", "70000"]),
        ("2025年全市税收收入增加2500万元。", []),  # from the budget
        ("2025年全市税收收入减少3500万元。", []),
        ("2025年全市税收收入增加3500元。", []),
        ("2025年市级税收收入增加3500万元。", []),
    ],
)
def test_a_change_in_money_is_one_from_last_year(prose: str, against: list[str]) -> None:
    assert [e.quote for e in checked(prose)[-1].against] == against


@pytest.mark.parametrize(
    "prose, printed",
    [
        ("2025年全市政府性基金收入增长10.0%。", "比上年增长%为4.4"),  # 101200 of 92000, which another table prints
        ("2025年全市政府性基金收入为预算的99.9%。", "为预算%为99.5"),
        ("2025年全市彩票公益金收入增长3.2%。", "比上年增长%为-3.2"),
    ],
)
def test_a_rate_that_its_row_prints_otherwise_says_so(prose: str, printed: str) -> None:
    found = rate(prose)
    assert found.status is Status.UNCHECKED
    assert printed in found.reason


GROWTHS = "2025年全市税收收入增长5.0%。2025年全市专项收入增长8.5%。2025年全市利润收入增长10.0%。"
COMPLETIONS = "2025年全市税收收入完成预算的103.5%。2025年全市专项收入完成预算的105.3%。2025年全市一般公共预算收入完成预算的104.4%。"
TOTAL = "一般公共预算收入完成160000万元，增长47.5%。"


def errors(*paragraphs: str) -> list[str]:
    """The numbers that an error stands against, in a section on one budget of one year and area."""
    prose = "\n\n".join((*paragraphs[:-1], "## 二、2025年全市一般公共预算", paragraphs[-1]))
    document = read_bytes(REPORT.format(prose).encode(), "a.md")
    found = check_document(document, lexicon(), rules=(text_table,)).findings
    assert all(f.severity == "error" for f in found)
    return [f.evidence[0].quote.rpartition("，")[2] for f in found]


@pytest.mark.parametrize(
    "paragraphs, wrong",
    [
        # where the document's other rates are those of its tables, and the sentence prints the amount of the row
        ((GROWTHS, TOTAL), ["增长47.5%"]),
        ((GROWTHS, "专项收入完成43400万元，增长9.5%。"), ["增长9.5%"]),
        ((GROWTHS, "2025年全市税收收入完成73500万元，增长6.0%。"), ["增长6.0%"]),
        ((TOTAL,), []),
        ((GROWTHS.replace("5.0", "5.5"), TOTAL), []),
        ((GROWTHS, "一般公共预算收入增长47.5%。"), []),
        ((GROWTHS, "一般公共预算收入完成16.1亿元，增长47.5%。"), []),
        # what the amounts give as the prose prints them
        ((GROWTHS, "一般公共预算收入完成16亿元，增长44.5%。"), []),
        # of comparable terms, said here or anywhere, and of what leaves something out
        ((GROWTHS, "一般公共预算收入完成160000万元，同口径增长47.5%。"), []),
        ((GROWTHS, "各项增长按同口径计算。", TOTAL), []),
        ((GROWTHS, "一般公共预算收入完成160000万元，剔除一次性因素后增长47.5%。"), []),
        # of a plan, of another year, of nil; a row that prints the rate says it best
        ((GROWTHS, "一般公共预算收入预算153200万元，增长47.5%。"), []),
        ((GROWTHS, "2026年全市一般公共预算收入预算安排160860万元，增长7.5%。"), []),
        ((GROWTHS, "2025年全市一般公共预算收入完成160000万元，比2020年增长47.5%。"), []),
        ((GROWTHS, "非税收入完成43100万元，增长7.5%。"), []),
        ((GROWTHS, "一般公共预算收入完成160000万元，增加60000万元。"), []),
        # completion: of the budget, or of the adjusted one where that is named and printed
        ((COMPLETIONS, "非税收入完成43100万元，完成预算的109.0%。"), ["完成预算的109.0%"]),
        ((COMPLETIONS, "非税收入完成43100万元，为预算的102.6%。"), []),
        ((COMPLETIONS, "非税收入完成43100万元，为预算的105.1%。"), []),
        ((COMPLETIONS, "非税收入完成43100万元，为调整预算的102.6%。"), []),
        ((COMPLETIONS, "非税收入完成43100万元，为调整预算的105.1%。"), ["为调整预算的105.1%"]),
        ((COMPLETIONS, "非税收入完成43100万元，剔除一次性因素后完成预算的109.0%。"), []),
        # how much of the budget was done is of the same terms, whatever growth is of
        ((COMPLETIONS, "各项增长按同口径计算。", "非税收入完成43100万元，完成预算的109.0%。"), ["完成预算的109.0%"]),
        # the ones bear the others out and not each other
        ((COMPLETIONS, TOTAL), []),
        ((GROWTHS, "非税收入完成43100万元，完成预算的109.0%。"), []),
    ],
)
def test_when_a_rate_that_the_tables_deny_is_an_error(paragraphs: tuple[str, ...], wrong: list[str]) -> None:
    assert errors(*paragraphs) == wrong


FUNDS = [f"{kind}第{n}项基金收入" for kind in ("", "乙类", "丙类", "丁类", "戊类") for n in "一二三四五六七八九十"]
ROWS = "\n".join(f"| {name} | {1000 + 7 * n} | {n + 1}.3 |" for n, name in enumerate(FUNDS))
EVERY = [f"{name}完成{1000 + 7 * n}万元，增长{n + 1}.3%。" for n, name in enumerate(FUNDS)]
SAID = EVERY[:20]


def told(*sentences: str, last: str = "4.4") -> list[str]:
    text = (
        "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年全市政府性基金预算执行情况\n\n"
        f"{''.join(sentences)}\n\n## 2025年全市政府性基金收入执行情况表\n\n单位：万元\n\n"
        f"| 项目 | 2025年执行数 | 比上年增长% |\n|---|---|---|\n{ROWS}\n| 彩票公益金收入 | 9200 | {last} |\n"
    )
    found = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,)).findings
    return [f.evidence[0].quote.rpartition("，")[2] for f in found if f.severity == "error"]


def test_one_rate_that_its_row_prints_otherwise_is_an_error_where_all_others_are_those_of_their_rows() -> None:
    """Also one of a single digit, and of a row that prints no base; not where fewer others are, or two are not."""
    lottery = "彩票公益金收入完成9200万元，增长{}%。"
    assert told(*SAID, lottery.format("4.4")) == []
    assert told(*SAID, lottery.format("8.4")) == ["增长8.4%"]
    assert told(*SAID, lottery.format("8"), last="4.0") == ["增长8%"]
    assert told(*SAID[:9], lottery.format("8"), last="4.0") == []
    assert told(*SAID[:12], SAID[12].replace("13.3%", "7%"), lottery.format("8"), last="4.0") == []
    assert told(*SAID, "彩票公益金收入完成9200万元，同口径增长8%。", last="4.0") == []
    assert "增长8%" not in told(*SAID, "彩票公益金收入完成9100万元，增长8%。", last="4.0")


ON_TERMS = """# 云湖市2025年预算执行情况和2026年预算草案的报告

## 一、2025年全市一般公共预算执行情况

{}

## 2025年全市一般公共预算收入执行情况表

单位：万元

| 项目 | 2025年执行数 | {} |
|---|---|---|
| 税收收入 | 73500 | 102.7% |
| 非税收入 | 43100 | 91.0% |
"""


@pytest.mark.parametrize(
    ("head", "prose", "ticked"),
    [
        ("执行数为上年执行数的%", "税收收入完成73500万元，增长2.7%。", True),
        ("执行数为上年可比执行数的", "税收收入完成73500万元，增长2.7%。", True),
        ("执行数为上年执行数的%", "非税收入完成43100万元，下降9%。", True),
        ("执行数为上年执行数的%", "非税收入完成43100万元，增长9%。", False),
        ("执行数为上年可比执行数的", "税收收入完成73500万元，增长3.7%。", False),
    ],
)
def test_a_growth_is_what_a_rate_of_last_year_leaves_of_a_hundred(head: str, prose: str, ticked: bool) -> None:
    document = read_bytes(ON_TERMS.format(prose, head).encode(), "a.md")
    line = [x for x in check_document(document, lexicon(), rules=(text_table,)).ledger if x.quote.endswith("%")][-1]
    assert (line.status in (Status.AGREES, Status.BY_ROUNDING)) is ticked
    assert line.status is not Status.DISAGREES


@pytest.mark.parametrize(
    "said",
    [
        "彩票公益金收入完成9200万元，比2019年增长8%。",
        "彩票公益金收入完成9200万元，比预算增收300万元，增长8%。",
        "彩票公益金收入完成9200万元，下半年增长8%。",
        "彩票公益金收入完成9200万元，增长8%，增幅为同口径。",
        "彩票公益金收入完成9200万元，增长8%（上年含一次性入库450万元，已扣除）。",
        "彩票公益金收入完成9200万元，加上免抵调库后，增长8%。",
        "彩票公益金收入增长8%。",
        "与2019年相比，彩票公益金收入完成9200万元，增长8%。",
        "比年初预算看，彩票公益金收入完成9200万元，增长8%。",
        "彩票公益金收入完成9200万元，增长8%，为两年平均增速。",
        "彩票公益金收入完成9200万元，增长8%（与上年预算相比）。",
        "彩票公益金收入完成9200万元，增长8%；增幅按省级下划后的新体制计算。",
        "彩票公益金收入完成9200万元，增长8%。\n\n以上增幅均已剔除不可比因素。",
    ],
)
def test_another_base_or_other_terms_accuse_nobody(said: str) -> None:
    assert told(*SAID, said, last="4.0") == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        # words of other terms near it, which are near the others too, and those are of their rows
        ("彩票公益金收入完成9200万元，增长8%。\n\n主要是上年有一次性收入，剔除后基本持平。", ["增长8%"]),
        # what stands between the amount and the rate, or says in the sentence that it is of something else
        ("彩票公益金收入完成9200万元，比2019年增长8%。", []),
        ("彩票公益金收入完成9200万元，剔除一次性因素后增长8%。", []),
        ("彩票公益金收入完成9200万元，同口径增长8%。", []),
        ("彩票公益金收入完成9200万元，增长8%，增幅为同口径。", []),
        ("彩票公益金收入完成9200万元，增长8%。上述增幅为可比口径。", []),
        ("彩票公益金收入完成9200万元，增长8%。增幅与附表不同，是因为附表剔除了一次性上缴。", []),
    ],
)
def test_where_all_of_many_rates_are_those_of_their_rows_words_near_one_excuse_nothing(
    said: str, wrong: list[str]
) -> None:
    near = "上年有一次性收入，剔除后基本持平。"
    assert told(*EVERY[:25], near, *EVERY[25:], said, last="4.0") == wrong
    assert told(*EVERY[:25], near, said, last="4.0") == []  # of fewer nobody knows


def test_near_words_of_other_terms_two_that_are_not_those_of_their_rows_accuse_nobody() -> None:
    near, other = "上年有一次性收入，剔除后基本持平。", EVERY[-1].replace("50.3%", "7%")
    assert told(*EVERY[:-1], other, near, "彩票公益金收入完成9200万元，增长8%。", last="4.0") == []


GROWN = [f"第{n}项税收入" for n in "一二三四五六七八"]
LEVELS = [(20300 + 731 * n, 18100 + 977 * n) for n in range(len(GROWN))]  # this year's budget, last year's outcome
PLANNED = "\n".join(f"| {name} | {was} | {now} |" for name, (now, was) in zip(GROWN, LEVELS, strict=True))
CHANGES = [
    f"{name}预算数为{now}万元，{'增加' if now > was else '减少'}{abs(now - was)}万元。"
    for name, (now, was) in zip(GROWN, LEVELS, strict=True)
]


def changes(*sentences: str) -> list[str]:
    text = (
        "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 二、2026年一般公共预算收入预算\n\n"
        + "\n\n".join(sentences)
        + "\n\n## 2026年全市一般公共预算收入预算表\n\n单位：万元\n\n"
        + f"| 项目 | 2025年执行数 | 2026年预算数 |\n|---|---|---|\n{PLANNED}\n"
    )
    found = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,)).findings
    return [f.evidence[0].quote.rpartition("，")[2] for f in found if f.severity == "error"]


def test_one_change_that_is_not_the_rows_where_all_around_it_are() -> None:
    """`LEVELS` have the third change 2200 + 2 * (731 - 977) = 1708."""
    third = CHANGES[2]
    wrong = third.replace("1708", "1908")
    assert changes(*CHANGES) == []
    assert changes(*CHANGES[:2], wrong, *CHANGES[3:]) == ["增加1908万元"]
    assert changes(*CHANGES[:2], wrong.replace("，增加", "，上年为19854万元，增加"), *CHANGES[3:]) == []
    assert changes(*CHANGES[:2], third.replace("1708", "2493"), *CHANGES[3:]) == []  # no slip: of another base
    assert changes(*CHANGES[:2], wrong, *CHANGES[3:6]) == ["增加1908万元"]
    assert changes(*CHANGES[:2], wrong, *CHANGES[3:5]) == []  # fewer
    assert changes(*CHANGES[:2], wrong, CHANGES[3].replace("1462", "1492"), *CHANGES[4:]) == []  # another is not either
    assert changes(*CHANGES[:2], third.replace("，增加1708", "，剔除划转后增加1908"), *CHANGES[3:]) == []
    assert changes(*CHANGES[:2], third.replace("，增加1708", "，比年初预算增加1908"), *CHANGES[3:]) == []
    for other in ("，比上年预算数增加1908", "，较上年年初预算安排增加1908", "，比2025年年初预算增加1908"):
        assert changes(*CHANGES[:2], third.replace("，增加1708", other), *CHANGES[3:]) == []
    assert changes(*CHANGES[:2], wrong.replace("。", "（与上年年初预算数相比）。"), *CHANGES[3:]) == []
    assert changes(*CHANGES[:2], f"{wrong}上年基数按年初预算计算。", *CHANGES[3:]) == []
    assert "增加1908万元" not in changes(*CHANGES[:2], wrong.replace("21762", "22762"), *CHANGES[3:])  # of what amount?


SECOND = [
    f"{name}完成{1000 + 7 * n}万元，增长{n + 21}.4%，主要是上年基数较低。剔除上述因素后，同口径增长{n + 1}.3%。"
    for n, name in enumerate(FUNDS[:12])
]


def on_terms(*sentences: str) -> tuple[list[str], int]:
    """The errors, and how many of the growths on other terms are ticked."""
    text = (
        "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年全市政府性基金预算执行情况\n\n"
        + "\n\n".join(sentences)
        + "\n\n## 2025年全市政府性基金收入执行情况表\n\n单位：万元\n\n"
        + f"| 项目 | 2025年执行数 | 比上年同口径增长% |\n|---|---|---|\n{ROWS}\n"
    )
    report = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,))
    ticked = sum(x.quote.endswith(".3%") and x.status is Status.AGREES for x in report.ledger)
    return [f.evidence[0].quote.rpartition("，")[2] for f in report.findings if f.severity == "error"], ticked


def test_growth_on_other_terms_stands_in_a_column_on_other_terms() -> None:
    wrong = SECOND[4].replace("增长5.3%", "增长8.3%")
    assert on_terms(*SECOND) == ([], 12)
    assert on_terms(*SECOND[:4], wrong, *SECOND[5:]) == (["同口径增长8.3%"], 11)
    assert on_terms(*SECOND[:4], wrong, *SECOND[5:9]) == ([], 8)  # fewer
    assert on_terms(*SECOND[:4], wrong, SECOND[5].replace("增长6.3%", "增长9.3%"), *SECOND[6:]) == ([], 10)
    assert on_terms(*SECOND[:4], wrong.replace("8.3%", "17.9%"), *SECOND[5:]) == ([], 11)  # no slip
    for other in ("同口径较2023年", "其中义务教育同口径", "若再剔除科目调整，同口径"):
        assert on_terms(*SECOND[:4], wrong.replace("同口径", other), *SECOND[5:])[0] == []
    assert on_terms(*SECOND[:4], wrong.replace("8.3%", "8.3%（附表数未剔除债券因素）"), *SECOND[5:])[0] == []
    assert on_terms(SECOND[0].replace("剔除上述因素后，同口径", "此后再")) == ([], 0)


TRANSFERS = """# 云湖省2025年预算执行情况和2026年预算草案的报告

## 三、专项转移支付

{}

## 2026年省级一般公共预算税收返还和转移支付表

单位：万元

| 项目 | 2026年预算数 |
|---|---|
| 专项转移支付 | {total} |
{transfers}

## 2026年省级一般公共预算支出表

单位：万元

| 项目 | 2024年预算数 | 2025年预算数 | 2026年预算数 |
|---|---|---|---|
{functions}
"""
# 2026 handed down, 2025 handed down, 2026 spent by the province itself
HANDED = {
    "教育": (308339, 394026, 55121), "科学技术": (1418013, 1235924, 61233), "卫生健康": (456145, 248417, 71347),
    "农林水": (228102, 244031, 81453), "交通运输": (600981, 443681, 91567), "城乡社区": (33269, 13775, 21671),
    "商业服务业": (123807, 131159, 31789),
}  # fmt: skip


def transfers(said: dict[str, str]) -> tuple[LedgerLine, ...]:
    """The changes of paragraphs, one for each function, whose last year only the table by function prints."""
    prose = "\n\n".join(f"{name}支出预算{HANDED[name][0] / 10000:.2f}亿元，{words}。" for name, words in said.items())
    rows = "\n".join(f"| {name}支出 | {now} |" for name, (now, _, _) in HANDED.items())
    functions = "\n".join(
        f"| 2{at:02d} {name} | 0 | {before + own} | {now + own} |\n| 省本级支出 | 0 | {own} | {own} |\n"
        f"| 专项转移支付 | 0 | {before} | {now} |"
        for at, (name, (now, before, own)) in enumerate(HANDED.items(), 1)
    )
    total = sum(now for now, _, _ in HANDED.values())
    text = TRANSFERS.format(prose, total=total, transfers=rows, functions=functions)
    ledger = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,)).ledger
    return tuple(line for line in ledger if any(words.endswith(line.quote) for words in said.values()))


MOVED = {
    "教育": "减少8.57亿元", "科学技术": "增加18.21亿元", "卫生健康": "增加20.77亿元", "农林水": "减少1.59亿元",
    "交通运输": "增加15.73亿元", "城乡社区": "增加1.95亿元",
}  # fmt: skip


def test_a_row_that_prints_the_same_number_says_what_it_was_last_year() -> None:
    lines = transfers(MOVED)
    assert len(lines) == len(MOVED)
    for (name, _), line in zip(MOVED.items(), lines, strict=True):
        now, before, _ = HANDED[name]
        assert line.status in (Status.AGREES, Status.BY_ROUNDING)
        assert [e.quote for e in line.against] == [str(now), str(before)]


def test_the_one_change_that_is_not_that_of_such_rows_is_an_error() -> None:
    lines = transfers(MOVED | {"科学技术": "增加13.21亿元"})
    assert [line.quote for line in lines if line.status is Status.DISAGREES] == ["13.21亿元"]


def test_such_rows_accuse_nobody_where_no_others_bear_it_out() -> None:
    [line] = transfers({"科学技术": "增加13.21亿元"})
    assert line.status is Status.UNCHECKED


def test_what_comes_in_was_not_what_goes_out_last_year() -> None:
    """The same number in a table of income, which is handed on in full this year."""
    text = TRANSFERS.format(
        "教育支出预算30.83亿元，减少8.57亿元。", total=308339, transfers="| 教育支出 | 308339 |",
        functions="| 教育补助收入 | 0 | 394026 | 308339 |",
    ).replace("2026年省级一般公共预算支出表", "2026年省级一般公共预算转移支付收入表")  # fmt: skip
    ledger = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,)).ledger
    assert [x.status for x in ledger if x.quote == "8.57亿元"] == [Status.UNCHECKED]


COMPARABLE = "\n".join(f"| {name} | {1000 + 7 * n} | {101.3 + n:.1f}% |" for n, name in enumerate(FUNDS[:12]))


def comparable(*sentences: str) -> list[str]:
    """The errors of a report whose only column of growth is on comparable terms."""
    text = (
        "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年全市政府性基金预算执行情况\n\n"
        "全市收入较上年可比增长4.4%。\n\n"
        + "\n\n".join(sentences)
        + "\n\n## 2025年全市政府性基金收入执行情况表\n\n单位：万元\n\n"
        + f"| 项目 | 2025年执行数 | 执行数为上年可比执行数的 |\n|---|---|---|\n{COMPARABLE}\n"
    )
    found = check_document(read_bytes(text.encode(), "a.md"), lexicon(), rules=(text_table,)).findings
    return [f.evidence[0].quote.rpartition("，")[2] for f in found if f.severity == "error"]


def test_one_growth_that_is_not_that_of_a_column_on_comparable_terms() -> None:
    assert comparable(*EVERY[:9]) == []
    assert comparable(*EVERY[:8], EVERY[8].replace("9.3%", "7%")) == ["增长7%"]
    assert comparable(*EVERY[:7], EVERY[8].replace("9.3%", "7%")) == []  # fewer
    assert comparable(*EVERY[:7], EVERY[7].replace("8.3%", "6%"), EVERY[8].replace("9.3%", "7%")) == []
    assert comparable(*EVERY[:8], EVERY[8].replace("增长9.3%", "剔除划转后增长7%")) == []
    for other in (
        "比上年决算数增长7%",
        "增长7%（上年执行数为987万元）",
        "增长7%，比上年多收69万元",
        "增长7%，主要是部分上收市级",
    ):
        assert comparable(*EVERY[:8], EVERY[8].replace("增长9.3%", other)) == []
    for note in ("其中县区分成上划后可比执行数为967万元。", "上年决算数为987万元。"):
        assert comparable(*EVERY[:8], EVERY[8].replace("9.3%", "7%") + note) == []


BARE = [f"{name}增长{n + 1}.3%。" for n, name in enumerate(FUNDS[:24])]


@pytest.mark.parametrize(
    ("number", "said", "wrong"),
    [
        (24, "彩票公益金收入增长8.4%。", ["彩票公益金收入增长8.4%"]),
        (24, "彩票公益金收入增长4.4%。", []),
        (24, "彩票公益金收入增长8.4%，主要是上年有一次性因素。", ["彩票公益金收入增长8.4%"]),
        (24, "彩票公益金收入剔除一次性因素后增长8.4%。", []),
        (24, "彩票公益金收入增长8.4%。上述增幅按可比口径计算。", []),
        (24, "彩票公益金收入增长67.9%。", []),  # no slip
        # another year, fund or part of it, and what a bracket says
        (24, "去年彩票公益金收入增长8.4%，今年增长4.4%。", []),
        (24, "政府性基金预算中，彩票公益金收入增长8.4%。", []),
        (24, "近年来，彩票公益金收入增长8.4%。", []),
        (24, "彩票公益金收入增长8.4%（市本级）。", []),
        (24, "预计彩票公益金收入增长8.4%。", []),
        (15, "彩票公益金收入增长8.4%。", []),  # of fewer nobody knows
    ],
)
def test_a_growth_without_an_amount(number: int, said: str, wrong: list[str]) -> None:
    assert told(*BARE[:number], EVERY[30], said) == wrong
    assert told(*BARE[:number], said) == []  # nothing in the paragraph is of the table


def test_a_reason_why_a_growth_is_high_is_no_other_growth() -> None:
    said = "彩票公益金收入完成9200万元，增长8.4%。增幅较高，主要是{}。"
    assert told(*SAID, said.format("销量上升")) == ["增长8.4%"]
    assert told(*SAID, "彩票公益金收入完成9200万元，增长8.4%。上述增幅按可比口径计算。") == []
