"""What a number is a number of, and who says so: one sentence, one address. Figures are fictional.

An address is written ``what | measure period scope area``. Behind each stands who says it: ! the words, ^ a heading, =
the document; ? is assumed, and can accuse nobody.
"""

from __future__ import annotations

import pytest

from reconcile.address import Address, Source
from reconcile.document import Document, Paragraph
from reconcile.profile import Profile
from reconcile.prose import read_prose
from reconcile.prose.addresses import identify, wholes
from reconcile.prose.values import Subject

from .said import lexicon, read

MARKS = {Source.SAID: "!", Source.HEADING: "^", Source.TABLE: "#", Source.DOCUMENT: "=", Source.ASSUMED: "?"}
CITY = "nation/province/city"


def told(address: Address) -> str:
    parts = [f"{getattr(address, c)}{MARKS[getattr(address.sources, c)]}" for c in ("measure", "period", "scope")]
    area = address.area.removeprefix("nation/province/")
    return f"{address.id or address.subject} | {' '.join(parts)} {area}{MARKS[address.sources.area]}"


def addresses(text: str, kind: str) -> list[str]:
    return [told(f.address) for f in read(text, kind).figures]


@pytest.mark.parametrize(
    "text, expected",
    [
        # all said
        ("2025年全市一般公共预算收入完成120.50亿元。", "general_public_income | actual! 2025! general! city!"),
        ("2026年市本级政府性基金预算支出安排9.10亿元。", "fund_expenditure | budget! 2026! fund! city/city_own!"),
        # a fund is said by its name with and without 预算
        ("2025年全市政府性基金收入完成12.50亿元。", "government_fund_income | actual! 2025! fund! city!"),
        ("2025年全市国有资本经营收入完成1.50亿元。", "state_capital_income | actual! 2025! capital! city!"),
        ("2025年全市社会保险基金收入完成1.50亿元。", "insurance_income | actual! 2025! insurance! city!"),
        # a place with its whole name
        ("2025年城北新区税收收入完成9.00亿元。", "tax_income | actual! 2025! ? city/zone:城北新区!"),
        ("二是城北示范区税收收入2025年完成9.00亿元。", "tax_income | actual! 2025! ? city/zone:城北示范区!"),
        # the year lets guess budget or actual, and a guess accuses nobody
        ("2026年全市一般公共预算收入130.00亿元。", "general_public_income | actual? 2026! general! city!"),
        ("2025年全市一般公共预算收入120.50亿元。", "general_public_income | budget? 2025! general! city!"),
        ("2024年全市一般公共预算收入100.00亿元。", "general_public_income | actual? 2024! general! city!"),
        # nobody says of which year or area
        ("全市一般公共预算收入完成120.50亿元。", "general_public_income | actual! 2025? general! city!"),
        ("2025年税收收入完成90.00亿元。", "tax_income | actual! 2025! ? ?"),
        # a total is more than the income that it is named after, and several years are no year
        ("2025年全市一般公共预算收入总计120.50亿元。", "general_public_income:total | budget? 2025! ? city!"),
        ("五年来，全市一般公共预算收入完成500.00亿元。", "general_public_income | actual! ? general! city!"),
        ("2025年1至6月，全市一般公共预算收入完成60.00亿元。", "general_public_income | actual! ? general! city!"),
        ("“十四五”时期累计完成投资。2025年全市一般公共预算收入完成120.50亿元。",
         "general_public_income | actual! 2025! general! city!"),
        # what is new of a limit is no limit
        ("2025年全市新增政府债务限额12.50亿元。", "新增政府债务限额 | budget? 2025! ? city!"),
        ("2025年全市提前下达的新增政府债务限额12.50亿元。", "提前下达的新增政府债务限额 | budget? 2025! ? city!"),
        ("2025年全市政府债务限额12.50亿元。", "debt_limit | budget? 2025! ? city!"),
        # what only parts.csv knows
        ("2025年全市增值税完成9.00亿元。", "增值税 | actual! 2025! ? city!"),
        # headings say what the words leave out, where they say one thing
        ("一、2025年执行情况\n全市一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025^ general! city!"),
        ("一、2024年和2025年执行情况\n全市一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025? general! city!"),
        ("一、市级预算\n2025年一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025! general! city/city_own^"),
        ("一、全市和市级预算\n2025年一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025! general! city/city_own?"),
        ("一、2025年全市政府性基金预算\n收入完成12.50亿元。", "government_fund_income | actual! 2025^ fund! city^"),
        ("一、2025年全市政府性基金预算\n支出完成12.50亿元。", "fund_expenditure | actual! 2025^ fund! city^"),
        ("一、2025年全市国有资本经营预算\n支出完成12.50亿元。", "capital_expenditure | actual! 2025^ capital! city^"),
        ("一、2025年全市一般公共预算\n教育支出完成12.50亿元。", "教育支出 | actual! 2025^ general^ city^"),
        ("一、2025年全市政府性基金预算\n教育支出完成12.50亿元。", "教育支出 | actual! 2025^ fund^ city^"),
        ("一、2025年全市国有资本经营预算\n教育支出完成12.50亿元。", "教育支出 | actual! 2025^ capital^ city^"),
        ("一、2025年全市财政收支\n教育支出完成12.50亿元。", "教育支出 | actual! 2025^ all? city^"),
        ("一、2025年全市社会保险基金预算\n收入完成12.50亿元。", "insurance_income | actual! 2025^ insurance! city^"),
        ("一、2025年全市政府性基金预算\n本年收入合计完成12.50亿元。", "本年收入合计 | actual! 2025^ fund^ city^"),
        ("一、2025年全市政府性基金预算\n税收收入完成12.50亿元。", "tax_income | actual! 2025^ fund^ city^"),
        # the nearest heading that says it
        ("一、2025年情况\n（一）2024年情况\n全市税收收入完成12.50亿元。", "tax_income | actual! 2024^ ? city!"),
        ("一、市本级\n（一）收入\n2025年一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025! general! city/city_own^"),
        # what is added to an income makes it a total, if it is said of the very amount
        ("2025年全市一般公共预算收入总量12.50亿元。", "general_public_income:total | budget? 2025! ? city!"),
        ("2025年全市一般公共预算总收入12.50亿元。", "general_public_income:total | budget? 2025! ? city!"),
        ("2025年全市一般公共预算总支出12.50亿元。", "general_expenditure:total | budget? 2025! ? city!"),
        ("2025年全市一般公共预算收入（含上级补助）12.50亿元。", "general_public_income:total | budget? 2025! ? city!"),
        ("2025年加上上级补助后，全市一般公共预算收入完成12.50亿元。", "general_public_income | actual! 2025! general! city!"),
        # a span of time is no year, in its own sentence
        ("2025年第一季度全市税收收入完成9.00亿元。", "tax_income | actual! ? ? city!"),
        ("2025年，全市税收收入累计完成9.00亿元。", "tax_income | actual! ? ? city!"),
        ("2024年1至6月完成投资。2025年全市税收收入完成9.00亿元。", "tax_income | actual! 2025! ? city!"),
        ("2025年全市税收收入完成9.00亿元，上半年有所下降。", "tax_income | actual! 2025! ? city!"),
    ],
)  # fmt: skip
def test_reports_of_governments(text: str, expected: str) -> None:
    assert addresses(text, "government") == [expected]


@pytest.mark.parametrize(
    "text, expected",
    [
        # the document is of one year, one office, and a budget
        ("会议费12.00万元。", "meeting | budget= 2025= ? ="),
        ("2025年收入总计120.50万元。", "total_income | budget= 2025! all! ="),
        ("上年收入总计100.00万元。", "total_income | last_budget= 2025= all! ="),
        # its year is that of all it says, whatever else its sentences speak of
        ("2025年会议费累计支出4.00万元。", "meeting | budget= 2025! ? ="),
        ("2025年上半年培训有所减少，会议费4.00万元。", "meeting | budget= 2025! ? ="),
        ("2025年政府性基金预算支出12.00万元。", "fund_expenditure | budget= 2025! fund! ="),
        ("一、一般公共预算支出情况\n住房保障支出（类）1.00万元。", "住房保障支出 | budget= 2025= general^ ="),
        ("一、支出预算情况\n住房保障支出（类）1.00万元。", "住房保障支出 | budget= 2025= expenditure^ ="),
        ("一、一般公共预算基本支出\n工资福利支出4.00万元。", "工资福利支出 | budget= 2025= basic^ ="),
        ("一、政府性基金预算\n收入4.00万元。", "收入 | budget= 2025= fund^ ="),
        ("一、政府性基金预算\n会议费4.00万元。", "meeting | budget= 2025= fund^ ="),
        ("一、政府性基金预算\n本年收入合计12.50万元。", "income_this_year | budget= 2025= all! ="),
        ("2025年一般公共预算财政拨款收入总计100.00万元。", "general_income | budget= 2025! general! ="),
    ],
)
def test_documents_of_departments(text: str, expected: str) -> None:
    assert addresses(text, "budget") == [expected]


def test_the_final_account_says_actual_where_nobody_says_budget() -> None:
    assert addresses("2025年度“三公”经费支出5.00万元，年初预算6.00万元。", "account") == [
        "three_public | actual= 2025! three_public! =",
        "three_public | budget! 2025! three_public! =",
    ]


@pytest.mark.parametrize(
    "text, kind, within",
    [
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）1.00万元。", "budget", {"住房保障支出", "住房保障支出/住房改革支出"}),
        ("住房保障支出（类）住房改革支出（款）1.00万元。", "budget", {"住房保障支出"}),
        ("住房保障支出（类）1.00万元。", "budget", set()),
        ("公务接待费1.00万元。", "budget", {"three_public"}),
        ("2025年全市税收收入完成90.00亿元。", "government", {"general_public_income"}),
        ("2025年全市一般公共预算收入完成90.00亿元。", "government", set()),
    ],
)  # fmt: skip
def test_of_which_wholes_it_is_a_part(text: str, kind: str, within: set[str]) -> None:
    [figure] = read(text, kind).figures
    assert within == set(figure.address.within)


@pytest.mark.parametrize(
    "text, office",
    [
        ("法律援助中心会议费4.00万元。", "法律援助中心"),
        ("本部门会议费4.00万元。", ""),
        ("全市会议费4.00万元。", ""),  # an area is no office
        ("会议费4.00万元。", ""),
    ],
)
def test_whose_it_is(text: str, office: str) -> None:
    [figure] = read(text, "account").figures
    source = Source.SAID if office else Source.DOCUMENT
    assert (figure.address.entity, figure.address.sources.entity) == (office, source)


@pytest.mark.parametrize("text, expected", [
    ("全市税收收入12.50亿元，下一次。", "tax_income | actual? 2025? ? city!"),
    ("2024年全市税收收入12.50亿元。", "tax_income | amount? 2024! ? city!"),
    ("2025年全市税收收入完成12.50亿元。", "tax_income | actual! 2025! ? city!"),
])  # fmt: skip
def test_in_an_account_only_its_own_year_lets_guess_the_outcome(text: str, expected: str) -> None:
    profile = Profile("云湖市2025年财政决算的报告", "government_account", "云湖市", 2025)
    prose = read_prose(Document("a.txt", "txt", (Paragraph(text),)), lexicon(), profile, ())
    assert [told(f.address) for f in prose.figures] == [expected]


def test_what_a_count_counts() -> None:
    counts = read("国内公务接待2批次、26人次，公务接待费1.00万元。").figures
    assert [f.address.counted for f in counts] == ["批次", "人次", ""]


@pytest.mark.parametrize(
    "identity, within",
    [
        ("2080501", ("208", "20805")),
        ("20805", ("208",)),
        ("208", ()),
        ("208050101", ("208", "20805", "2080501")),
        ("甲/乙/丙", ("甲", "甲/乙")),
    ],
)
def test_a_code_is_within_the_codes_it_begins_with(identity: str, within: tuple[str, ...]) -> None:
    assert wholes(identity, lexicon()) == within


@pytest.mark.parametrize(
    "subject, identity",
    [
        (Subject("“三公”经费", indicator="three_public"), "three_public"),
        (Subject("教育支出", path=("教育支出", "普通教育")), "教育支出/普通教育"),
        (Subject("教育支出", path=("教育支出",), code="205"), "205"),
        (Subject("机要通信用车"), "机要通信用车"),
        (Subject("增值税"), "10101"),
        (Subject("机要通信"), ""),
    ],
)
def test_what_a_subject_is_known_by(subject: Subject, identity: str) -> None:
    assert identify(subject, lexicon()) == identity


def test_a_verb_that_names_the_other_side_is_said_of_something_else() -> None:
    first, *rest = addresses("2025年全市转移性收入12.50亿元，预计支出20.00亿元。", "government")
    assert first.startswith("transfer_income |")
    assert not any("transfer_income" in other for other in rest)
    same = addresses("2025年全市转移性支出12.50亿元，预计支出20.00亿元。", "government")
    assert [other.partition(" | ")[0] for other in same] == ["转移性支出", "转移性支出"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an area that stands alone before a bracket, and one in a bracket that is closed
        (
            "2025年市级（含开发区，下同）一般公共预算收入完成130.1亿元；一般公共预算支出完成234.9亿元。",
            ["general_public_income | actual! 2025! general! city/city_own!",
             "general_expenditure | actual! 2025! general! city/city_own!"],
        ),
        (
            "2025年全市政府性基金预算支出完成6.9亿元（含高新区0.6亿元），年末结转1.2亿元。",
            ["fund_expenditure | actual! 2025! fund! city!", "fund_expenditure | budget? 2025! fund! city/zone:高新区!",
             "carry_out | budget? 2025! fund^ city!"],
        ),
        # a name and its amount with a bracket between them
        (
            "2025年全市一般公共预算支出（含上级转移支付支出）完成352亿元。",
            ["general_expenditure | actual! 2025! general! city!"],
        ),
        # what was to be spent at the beginning of the year, and what became of it behind a cause
        (
            "2025年年初一般公共预算支出70.8亿元，因上级补助增加，调整为79.4亿元。",
            ["general_expenditure | budget! 2025! general! ?", "general_expenditure | adjusted_budget! 2025! general! ?"],
        ),
    ],
)  # fmt: skip
def test_what_brackets_and_causes_leave_as_it_is(text: str, expected: list[str]) -> None:
    assert addresses(text, "government") == expected
