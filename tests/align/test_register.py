"""In which row and column of a government's tables an amount stands: by fund, area, year and measure, and no other.

Every number of the tables is another one, so that the cell found tells which it is. Figures are fictional.
"""

from __future__ import annotations

import pytest

from reconcile.align import Aligner

from .test_cells import facts

REPORT = """云湖市2025年预算执行情况和2026年预算草案的报告

2025年全市一般公共预算收入执行情况表

单位：万元

| 项目 | 2024年决算数 | 2025年预算数 | 2025年调整预算数 | 2025年执行数 | 执行数为预算% | 执行数为调整预算% | 比上年增长% |
|---|---|---|---|---|---|---|---|
| 一、税收收入 | 701 | 711 | 721 | 731 | 102.8 | 101.4 | 4.3 |
| 增值税 | 301 | 311 | 321 | 331 | 106.4 | 103.1 | 10.0 |
| 二、非税收入 | 401 | 411 | 421 | 431 | 104.9 | 102.4 | 7.5 |
| 专项收入 | 101 | 111 | 121 |  |  |  |  |
| 本年收入合计 | 1102 | 1122 | 1142 | 1162 | 103.6 | 101.8 | 5.4 |

2025年全市一般公共预算支出执行情况表

单位：万元

| 科目编码 | 项目 | 2025年调整预算数 | 2025年执行数 | 其中：省级 | 高新区 |
|---|---|---|---|---|---|
| 205 | 教育支出 | 521 | 531 | 51 | 52 |
| 20502 | 普通教育 | 421 | 432 | 41 | 42 |
| 20703 | 体育 | 161 | 162 | 6 | 7 |
| 20799 | 体育支出 | 163 | 164 | 8 | 9 |
| 208 | 社会保障和就业支出 | 221 | 231 | 21 | 22 |
| 20805 | 行政运行 | 81 | 82 | 2 | 3 |
| 20810 | 行政运行 | 83 | 84 | 4 | 5 |
|  | 本年支出合计 | 742 | 762 | 72 | 74 |

2025年市本级一般公共预算支出执行情况表

单位：万元

| 科目编码 | 项目 | 2025年执行数 | 执行数为调整预算% |
|---|---|---|---|
| 205 | 教育支出 | 251 | 97.1 |
| 208 | 社会保障和就业支出 | 152 | 97.2 |
|  | 市本级支出合计 | 403 | 97.3 |

2025年全市政府性基金预算收支表

单位：万元

| 收入 |  |  | 支出 |  |  |
|---|---|---|---|---|---|
| 项目 | 2025年预算数 | 2025年执行数 | 项目 | 2025年预算数 | 2025年执行数 |
| 一、国有土地使用权出让收入 | 910 | 920 | 一、社会保障和就业支出 | 810 | 820 |
| 二、彩票公益金收入 | 91 | 92 | 二、城乡社区支出 | 191 | 192 |
| 本年收入合计 | 1001 | 1012 | 本年支出合计 | 1002 | 1013 |
| 上级补助收入 | 61 | 62 | 调出资金 | 71 | 72 |
| 收入总计 | 1062 | 1074 | 支出总计 | 1073 | 1085 |

2025年全市国有资本经营预算收支表

单位：万元

| 收入 |  | 支出 |  |
|---|---|---|---|
| 项目 | 2025年执行数 | 项目 | 2025年执行数 |
| 利润收入 | 1301 | 资本性支出 | 1401 |
| 本年收入合计 | 1302 | 本年支出合计 | 1402 |

2025年全市社会保险基金收入执行情况表

单位：万元

| 项目 | 2025年执行数 |
|---|---|
| 失业保险基金收入 | 1501 |
| 工伤保险基金收入 | 1502 |
| 收入合计 | 3003 |

2025年全市社会保险基金支出执行情况表

单位：万元

| 项目 | 2025年执行数 |
|---|---|
| 失业保险基金支出 | 1601 |
| 工伤保险基金支出 | 1602 |
| 支出合计 | 3203 |

2026年全市一般公共预算收入预算表

单位：万元

| 项目 | 2025年执行数 | 2026年预算数 | 比上年增长% |
|---|---|---|---|
| 税收收入 | 731 | 751 | 2.7 |
| 非税收入 | 431 | 451 | 4.6 |
| 本年收入合计 | 1162 | 1202 | 3.4 |

2026年市级“三公”经费预算表

单位：万元

| 项目 | 2025年预算数 | 2026年预算数 |
|---|---|---|
| 因公出国（境）费 | 31 | 32 |
| 公务接待费 | 33 | 34 |
| 合计 | 64 | 66 |

2025年政府债务限额和余额情况表

单位：亿元

| 项目 | 债务限额 | 债务余额 |
|---|---|---|
| 全市 | 88.1 | 87.1 |
| 市本级 | 66.1 | 65.1 |

"""


def found(prose: str, tables: str = REPORT) -> tuple[set[str], bool]:
    """The quotes of the cells of the only amount of the prose, and whether it is certain that they are meant."""
    known = facts(prose, tables)
    [(statement, measure)] = [(s, m) for s in known.prose.statements for m in s.amounts]
    match = Aligner(known).match(statement, measure)
    return {c.quote for c in match.cells}, match.certain


@pytest.mark.parametrize(
    "prose, quotes",
    [
        # the column of the year and measure
        ("2025年全市税收收入完成1万元。", {"731"}),
        ("2025年全市税收收入预算为1万元。", {"711"}),
        ("2025年全市税收收入调整预算为1万元。", {"721"}),
        ("2024年全市税收收入完成1万元。", {"701"}),
        ("2026年全市税收收入预算安排1万元。", {"751"}),
        ("2026年全市税收收入预计完成1万元。", {"751"}),  # of a plan there is nothing but the budget
        ("2025年全市增值税完成1万元。", {"331"}),
        # what a row leaves blank where others have numbers is nil
        ("2025年全市专项收入完成1万元。", {"（空）"}),
        # the total by the fund's own name; not the one that is carried on to 总计
        ("2025年全市一般公共预算收入完成1万元。", {"1162"}),
        ("2025年全市一般公共预算支出完成1万元。", {"762"}),
        ("2025年全市一般公共预算财政拨款收入完成1万元。", {"1162"}),
        ("2025年全市一般公共预算财政拨款支出完成1万元。", {"762"}),
        ("2025年市本级一般公共预算支出完成1万元。", {"403"}),
        ("2025年全市政府性基金收入完成1万元。", {"1012"}),
        ("2025年全市政府性基金支出完成1万元。", {"1013"}),
        ("2025年全市国有资本经营预算收入完成1万元。", {"1302"}),
        ("2025年全市国有资本经营预算支出完成1万元。", {"1402"}),
        ("2025年全市社会保险基金收入完成1万元。", {"3003"}),
        ("2025年全市社会保险基金支出完成1万元。", {"3203"}),
        ("2025年全市失业保险基金支出完成1万元。", {"1601"}),
        # the table of the area, and never a column of another place or of a part
        ("2025年市级教育支出完成1万元。", {"251"}),
        ("2025年全市教育支出完成1万元。", {"531"}),
        ("2025年高新区教育支出完成1万元。", set()),
        # a name with the word of its side behind it; two rows of one name are none
        ("2025年全市普通教育支出完成1万元。", {"432"}),
        ("2025年全市体育支出完成1万元。", {"164"}),
        ("一、2025年全市财政收支\n\n教育支出完成1万元。", {"531"}),
        ("2025年全市行政运行支出完成1万元。", set()),
        # the two sides of one table
        ("2025年全市国有土地使用权出让收入完成1万元。", {"920"}),
        ("2025年全市城乡社区支出完成1万元。", {"192"}),
        ("2025年全市城乡社区收入完成1万元。", set()),
        ("2025年全市调出资金完成1万元。", {"72"}),
        # a category of two funds is of neither, unless a heading says of which
        ("2025年全市社会保障和就业支出完成1万元。", set()),
        ("一、2025年全市政府性基金预算\n\n社会保障和就业支出完成1万元。", {"820"}),
        ("一、2025年全市一般公共预算\n\n社会保障和就业支出完成1万元。", {"231"}),
        # the tables of the “三公” expenses
        ("2026年市级公务接待费预算1万元。", {"34"}),
        ("2026年市级因公出国（境）费预算1万元。", {"32"}),
    ],
)
def test_the_one_cell_of_an_address(prose: str, quotes: set[str]) -> None:
    assert found(prose) == (quotes, bool(quotes))


def test_what_only_the_word_for_it_tells_the_year_of_is_not_certain() -> None:
    assert found("税收收入完成1万元。") == ({"731"}, False)


def test_each_amount_of_a_statement_stands_in_the_column_of_its_own_measure() -> None:
    known = facts("2025年全市税收收入预算为1万元，调整预算为2万元，完成3万元。", REPORT)
    [statement] = known.prose.statements
    aligner = Aligner(known)
    measures = ("budget", "adjusted_budget", "actual", "change")
    cells = [{c.quote for c in aligner.match(statement, measure).cells} for measure in measures]
    assert cells == [{"711"}, {"721"}, {"731"}, set()]


@pytest.mark.parametrize(
    "prose, quotes",
    [
        ("2025年税收收入完成1万元。", {"731"}),  # of the only area that has it, which nobody says
        ("2025年全市政府债务限额1亿元。", {"88.1"}),
        ("2025年市本级政府债务余额1亿元。", {"65.1"}),
        ("2025年全市政府性基金收入总计1万元。", {"1012"}),
    ],
)
def test_cells_that_may_be_meant_and_are_not_certain(prose: str, quotes: set[str]) -> None:
    assert found(prose) == (quotes, False)


@pytest.mark.parametrize(
    "prose, quotes",
    [
        ("2025年全市一般公共预算收入完成1万元，增长5.0%。", {"5.4"}),
        ("2025年全市一般公共预算收入完成1万元，完成预算的99.0%。", {"103.6"}),
        ("2025年全市一般公共预算收入完成1万元，为调整预算的99.0%。", {"101.8"}),
        ("2026年全市一般公共预算收入预算安排1万元，增长5.0%。", {"3.4"}),
        ("2025年市本级一般公共预算支出完成1万元，完成预算的99.0%。", {"97.3"}),  # of the only budget it has
        ("2025年市本级一般公共预算支出完成1万元，增长5.0%。", set()),
        ("2025年全市一般公共预算支出完成1万元，为调整预算的99.0%。", set()),
    ],
)
def test_the_rates_that_its_row_prints(prose: str, quotes: set[str]) -> None:
    known = facts(prose, REPORT)
    [(statement, rate)] = [(s, r) for s in known.prose.statements for r in (s.growth, s.completion) if r]
    assert {c.quote for c in Aligner(known).rates(statement, rate)} == quotes


def table(title: str, *rows: str) -> str:
    line = "|".join("---" for _ in rows[0].split("|"))
    return "\n".join((title, "\n单位：万元\n", rows[0], line, *rows[1:], "\n"))


HEAD = f"{REPORT.partition(chr(10))[0]}\n\n"
INCOMES = "2025年全市一般公共预算收入执行情况表"
SPENDINGS = "2025年全市一般公共预算支出执行情况表"
BOTH = "2025年全市一般公共预算收支执行情况表"
DONE = "|项目|2025年执行数|"
INCOME, SPENDING = "2025年全市一般公共预算收入完成1万元。", "2025年全市一般公共预算支出完成1万元。"
TAXES = "2025年全市税收收入完成1万元。"


@pytest.mark.parametrize(
    "prose, title, rows, quotes",
    [
        # the year's own total, by whatever name; not 总计, with what is carried and handed over
        (INCOME, INCOMES, ("|税收收入|11|", "|非税收入|12|", "|收入|23|"), {"23"}),
        (SPENDING, SPENDINGS, ("|教育支出|11|", "|支出|23|"), {"23"}),
        (INCOME, INCOMES, ("|税收收入|11|", "|非税收入|12|", "|总计|23|"), {"23"}),
        (INCOME, INCOMES, ("|税收收入|11|", "|本年收入小计|23|", "|上级补助收入|4|", "|收入总计|27|"), {"23"}),
        (INCOME, INCOMES, ("|税收收入|11|", "|小计|23|", "|上级补助收入|4|", "|总计|27|"), {"23"}),
        (INCOME, INCOMES, ("|税收收入|11|", "|合计|23|", "|调入资金|5|", "|总计|28|"), {"23"}),
        (INCOME, INCOMES, ("|税收收入|11|", "|调入资金|5|", "|总计|28|"), set()),
        (INCOME, INCOMES, ("|税收收入|11|", "|合计|23|", "|上级补助收入|4|", "|合计|27|"), set()),
        # names that are spelt in several ways, or have 地方 before them
        (TAXES, INCOMES, ("|地方税收收入|13|", "|地方收入合计|14|"), {"13"}),
        ("2025年全市商业服务业支出完成1万元。", SPENDINGS, ("|商业服务业等支出|13|",), {"13"}),
        ("2025年全市灾害防治和应急管理支出完成1万元。", SPENDINGS, ("|灾害防治及应急管理支出|13|",), {"13"}),
        # an area in the middle of a name is none of the row's, a place before it is
        ("2025年全市上解省级支出完成1万元。", SPENDINGS, ("|教育支出|11|", "|上解省级支出|12|"), {"12"}),
        (INCOME, "2025年一般公共预算收入执行情况表", ("|税收收入|11|", "|高新区收入合计|12|"), set()),
        # what is handed down is a part of its row
        ("2025年全市对下转移支付教育支出1万元。", SPENDINGS, ("|教育支出|13|",), set()),
        # a table on other terms is no partner
        (TAXES, "2025年全市一般公共预算收入同口径执行情况表", ("|税收收入|13|",), set()),
    ],
)
def test_which_row(prose: str, title: str, rows: tuple[str, ...], quotes: set[str]) -> None:
    assert found(prose, HEAD + table(title, DONE, *rows)) == (quotes, bool(quotes))


@pytest.mark.parametrize(
    "prose, title, rows, quotes",
    [
        (TAXES, INCOMES, ("|项目|2025年执行数|其中：中央级|同口径执行数|", "|税收收入|11|12|13|"), {"11"}),
        (TAXES, INCOMES, ("|项目|同口径执行数|", "|税收收入|11|"), set()),
        (TAXES, INCOMES, ("|项目|2025年执行数|其中：2025年决算数|", "|税收收入|11|12|"), {"11"}),
        (TAXES, INCOMES, ("|项目|本地区执行数|执行数为预算%|", "|税收收入|11|12|"), {"11"}),
        (TAXES, INCOMES, ("|项目|全市|市级|", "|税收收入|11|12|"), {"11"}),
        ("2025年市级税收收入完成1万元。", INCOMES, ("|项目|全市|市级|", "|税收收入|11|12|"), {"12"}),
        (
            TAXES,
            BOTH,
            ("|收入||支出||", "|项目|执行数|项目|执行数|", "|税收收入|11|教育支出|12|", "|合计|13|合计|14|"),
            {"11"},
        ),
        (
            INCOME,
            BOTH,
            ("|收入||支出||", "|项目|执行数|项目|执行数|", "|税收收入|11|教育支出|12|", "|合计|13|合计|14|"),
            {"13"},
        ),
        (
            SPENDING,
            BOTH,
            ("|收入||支出||", "|项目|执行数|项目|执行数|", "|税收收入|11|教育支出|12|", "|合计|13|合计|14|"),
            {"14"},
        ),
    ],
)
def test_which_column(prose: str, title: str, rows: tuple[str, ...], quotes: set[str]) -> None:
    assert found(prose, HEAD + table(title, *rows)) == (quotes, bool(quotes))


NOWHERE, PLACE = "2025年一般公共预算收入执行情况表", "2025年云湖市一般公共预算收入执行情况表"
CITY_OWN = "2025年市级一般公共预算收入执行情况表"


@pytest.mark.parametrize(
    "prose, tables, quotes",
    [
        # one table that names no area, or two that print the same: it may be meant
        (TAXES, ((NOWHERE, "11"),), {"11"}),
        (TAXES, ((NOWHERE, "11"), (NOWHERE, "12")), set()),
        (TAXES, ((NOWHERE, "11"), (PLACE, "12")), {"12"}),
        (TAXES, ((CITY_OWN, "11"), (NOWHERE, "12")), {"12"}),
        # of which area, nobody says
        ("2025年税收收入完成1万元。", ((CITY_OWN, "11"), (INCOMES, "12")), set()),
        ("2025年税收收入完成1万元。", ((CITY_OWN, "11"), (INCOMES, "11")), {"11"}),
    ],
)
def test_tables_that_leave_their_area_open(prose: str, tables: tuple[tuple[str, str], ...], quotes: set[str]) -> None:
    made = "".join(table(title, DONE, f"|税收收入|{amount}|") for title, amount in tables)
    assert found(prose, HEAD + made) == (quotes, False)


@pytest.mark.parametrize("of, row, quotes", [
    ("市级", "市级收入合计", {"12"}), ("全市", "市级收入合计", set()), ("全市", "全市收入合计", {"12"}), ("全市", "地方收入合计", {"12"})
])  # fmt: skip
def test_a_row_that_begins_with_its_area(of: str, row: str, quotes: set[str]) -> None:
    tables = table(NOWHERE, DONE, "|税收收入|13|", f"|{row}|12|")
    assert found(f"2025年{of}一般公共预算收入完成1万元。", HEAD + tables)[0] == quotes


INSURANCES = (
    "|项目|本年收入|本年支出|本年收支结余|",
    "|失业保险基金|11|12|13|",
    "|工伤保险基金|21|22|23|",
    "|合计|32|34|36|",
)


@pytest.mark.parametrize(
    "prose, quotes",
    [
        ("2025年全市失业保险基金收入1万元。", {"11"}),
        ("2025年全市工伤保险基金支出1万元。", {"22"}),
        ("2025年全市社会保险基金收入完成1万元。", {"32"}),
        ("2025年全市社会保险基金支出完成1万元。", {"34"}),
        ("2025年全市生育保险基金支出1万元。", set()),
    ],
)
def test_insurances_in_rows_under_columns_of_income_and_spending(prose: str, quotes: set[str]) -> None:
    assert found(prose, HEAD + table("2025年全市社会保险基金预算执行情况表", *INSURANCES))[0] == quotes


def test_two_sums_of_one_thing_are_both_looked_at_and_neither_is_certain() -> None:
    rows = ("|税收收入|11|", "|一般公共预算收入小计|23|", "|一般公共预算收入合计|27|")
    assert found(INCOME, HEAD + table(INCOMES, DONE, *rows)) == ({"23", "27"}, False)


ITEMS = (
    "|项目|2025年执行数|",
    "|一、居民基本医疗保险基金支出|500|",
    "|　其中：医疗待遇支出|401|",
    "|　　　　大病保险支出|51|",
    "|　　　　其他居民基本医疗保险基金支出|48|",
    "|二、工伤保险基金支出|90|",
    "|　其中：其他工伤保险基金支出|12|",
)


@pytest.mark.parametrize(
    ("prose", "quotes"),
    [
        ("2025年全市居民基本医疗保险基金其他支出1万元。", {"48"}),
        ("2025年全市工伤保险基金其他支出1万元。", {"12"}),
        ("2025年全市居民基本医疗保险基金医疗待遇支出1万元。", {"401"}),
        ("2025年全市大病保险基金其他支出1万元。", set()),
    ],
)
def test_what_else_an_insurance_pays_is_its_own(prose: str, quotes: set[str]) -> None:
    assert found(prose, HEAD + table("2025年全市社会保险基金支出执行情况表", *ITEMS))[0] == quotes


SPENT = ("|项目|2025年预算数|", "|失业保险基金支出|11|", "|工伤保险基金支出|21|", "|社会保险基金支出合计|32|")


def test_the_funds_of_all_insurances_where_they_were_named() -> None:
    known = facts(
        "2025年全市社会保险基金收入预算安排2万元；基金支出预算安排1万元。",
        HEAD + table("2025年全市社会保险基金支出预算表", *SPENT),
    )
    _, spent = known.prose.statements
    assert spent.subject.indicator == "insurance_expenditure"
    assert "32" in {c.quote for c in Aligner(known).match(spent, "budget").cells}


def test_what_places_hand_up_is_the_income_of_who_receives_it() -> None:
    table_ = table("2026年省级一般公共预算收入预算表", "|项目|2026年预算数|", "|税收收入|71|", "|市县上解收入|12|")
    head = HEAD.replace("云湖市", "云湖省")
    assert found("2026年省级一般公共预算：市县上解收入1万元。", head + table_)[0] == {"12"}


def test_a_category_that_was_renamed_stands_in_the_row_of_its_code() -> None:
    renamed = REPORT.replace("| 205 | 教育支出 | 251 | 97.1 |", "| 215 | 资源勘探工业信息等支出 | 251 | 97.1 |")
    known = facts("2025年市本级资源勘探信息等支出完成1万元，完成调整预算的99%。", renamed)
    [statement] = known.prose.statements
    assert {c.quote for c in Aligner(known).match(statement, "actual").cells} == {"251"}


def test_rows_that_print_the_same_are_as_good_as_one() -> None:
    capital = (
        "\n\n2025年全市国有资本经营预算收支表\n\n单位：万元\n\n| 项目 | 2025年预算数 | 2025年执行数 |\n|---|---|---|\n"
        "| 国有资本经营收入 | 1327 | {} |\n| 1.利润收入 | 586 | 396 |\n| 2.股利、股息收入 | 741 | 416 |\n"
        "| 本年收入合计 | 1327 | 812 |\n"
    )
    for printed, cells in (("812", {"812"}), ("813", set())):
        known = facts(
            "2025年全市国有资本经营预算收入完成1万元。",
            "云湖市2025年预算执行情况和2026年预算草案的报告" + capital.format(printed),
        )
        [statement] = known.prose.statements
        assert {c.quote for c in Aligner(known).match(statement, "actual").cells} == cells
