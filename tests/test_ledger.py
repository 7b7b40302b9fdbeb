"""The account of every number of the prose: one line each, with the status that its relations give it."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reconcile
from reconcile.checking import check_document
from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence, Outcome, Status
from reconcile.ledger import Seen, verdict, vouched_for
from reconcile.lexicon import Lexicon
from reconcile.quantity import extract
from reconcile.readers import read_bytes
from reconcile.ticks import ONLY_AT_MOST, Strength

TITLE = "云湖市民政局2025年部门预算"
TABLE = """

部门收支总表

单位：万元

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款收入 | 104.10 | 一、教育支出 | 104.10 |
| 收入总计 | 104.10 | 支出总计 | 104.10 |

"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def outcome(text: str) -> Outcome:
    return check_document(read_bytes(f"{TITLE}\n\n{text}\n".encode(), "a.txt"), lexicon())


def statuses(text: str) -> list[tuple[str, str]]:
    return [(entry.quote, str(entry.status)) for entry in outcome(text).ledger]


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "2025年支出预算100.00万元，其中：基本支出60.00万元，项目支出40.00万元。",
            "100.00万元 agrees, 60.00万元 agrees, 40.00万元 agrees",
        ),
        (
            "2025年收入总计100.01万元，包括：财政拨款收入60.00万元，其他收入40.00万元。",
            "100.01万元 agrees_by_rounding, 60.00万元 agrees_by_rounding, 40.00万元 agrees_by_rounding",
        ),
        (
            "2025年收入总计190.00万元，包括：财政拨款收入60.00万元，其他收入40.00万元。",
            "190.00万元 disagrees, 60.00万元 disagrees, 40.00万元 disagrees",
        ),
        (
            "2025年收入预算104.10万元，比上年预算增加4.10万元，增长4.1%。",
            "104.10万元 agrees, 4.10万元 agrees, 4.1% agrees",
        ),
        (
            "2025年收入预算104.10万元，比上年预算增加4.10万元，增长5.1%。",
            "104.10万元 disagrees, 4.10万元 disagrees, 5.1% disagrees",
        ),
        ("2025年会议费预算3.20万元，主要用于召开4次会议。", "3.20万元 unchecked, 4次 unchecked"),
        # borne out by a table; a rate that does not follow from it is the one that is wrong
        (
            f"{TABLE}2025年收入总计104.10万元，比上年预算增加4.10万元，增长5.1%。",
            "104.10万元 agrees, 4.10万元 disagrees, 5.1% disagrees",
        ),
        (f"{TABLE}2025年收入总计140.10万元。", "140.10万元 disagrees"),
        (f"{TABLE}2025年收入总计104.1万元。", "104.1万元 agrees"),
        (f"{TABLE}2025年收入总计104万元。", "104万元 agrees_by_rounding"),
        (f"{TABLE}2025年收入总计1,041,000元。", "1,041,000元 agrees"),
        ("单价50万元以上的设备，联系电话12345，2025年12月31日。", ""),  # no figures of this office
    ],
)  # fmt: skip
def test_status(text: str, expected: str) -> None:
    assert ", ".join(f"{quote} {status}" for quote, status in statuses(text)) == expected


def test_a_line_says_what_it_was_checked_against_or_why_not() -> None:
    told = outcome(f"{TABLE}2025年收入总计104.10万元，会议费3.20万元。").ledger
    checked, unchecked = told
    assert next((e.table, e.quote) for e in checked.against) == ("部门收支总表", "104.10")
    assert checked.reason == ""
    assert (unchecked.against, unchecked.reason != "") == ((), True)


BASIC = """

一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
|  | 合计 | 65.31 | 60.00 | 5.31 |
| 301 | 工资福利支出 | 60.00 | 60.00 |  |
| 30101 | 基本工资 | 60.00 | 60.00 |  |
| 302 | 商品和服务支出 | 5.31 |  | 5.31 |
| 30215 | 会议费 | 5.31 |  | 5.31 |

"""


@pytest.mark.parametrize("said, status", [("6.11", "agrees"), ("5.31", "agrees"), ("3.51", "disagrees")])
def test_an_expense_is_at_least_what_the_table_of_basic_expenditure_shows(said: str, status: str) -> None:
    """Prose speaks of all spending on meetings, the table by economic kinds of the basic expenditure alone."""
    found = outcome(f"{BASIC}五、其他说明\n\n2025年会议费预算{said}万元。")
    [entry] = found.ledger
    assert entry.status == status
    assert entry.reason == (ONLY_AT_MOST if status == "agrees" else "")
    assert [str(f.severity) for f in found.findings if f.code == "R101"] == ["warning"] * (status == "disagrees")


def test_places_are_those_of_the_text() -> None:
    text = "2025年支出预算 100.00 万元，\n其中：基本支出60.00万元，项目支出40.00万元。"
    document = read_bytes(f"{TITLE}\n\n{text}\n".encode(), "a.txt")
    for entry in check_document(document, lexicon()).ledger:
        paragraph = document.blocks[entry.block]
        assert isinstance(paragraph, Paragraph)
        assert paragraph.text[entry.start : entry.end] == entry.quote


EVIDENCE = (Evidence("partner", "1.00"),)


@pytest.mark.parametrize(
    "seen, expected",
    [
        ([], Status.UNCHECKED),
        ([(Status.AGREES, True)], Status.AGREES),
        ([(Status.BY_ROUNDING, True), (Status.AGREES, False)], Status.AGREES),
        ([(Status.BY_ROUNDING, False)], Status.BY_ROUNDING),
        ([(Status.DISAGREES, False)], Status.DISAGREES),  # nothing bears it out
        ([(Status.DISAGREES, False), (Status.AGREES, True)], Status.AGREES),  # another number of the relation is wrong
        ([(Status.DISAGREES, True), (Status.AGREES, False)], Status.DISAGREES),
    ],
)
def test_the_worst_that_is_its_own(seen: list[tuple[Status, bool]], expected: Status) -> None:
    status, by = verdict([Seen(s, own, against=EVIDENCE) for s, own in seen])
    assert status is expected
    assert (by.against if by else ()) == (() if expected is Status.UNCHECKED else EVIDENCE)


# --- property: whatever the sentences, every number has one line

money = st.decimals(0, 99999, places=2).map(lambda d: f"{d}万元")
rate = st.decimals(0, 200, places=1).map(lambda d: f"{d}%")
SUBJECTS = st.sampled_from(
    ["收入总计", "支出总计", "基本支出", "项目支出", "公务接待费", "“三公”经费", "教育支出（类）", "云湖养老院修缮", "会议费", "其他"]
)  # fmt: skip
sentences = st.one_of(
    st.builds("{}{}。".format, SUBJECTS, money),
    st.builds("2025年{}预算{}，比上年执行数增加{}，增长{}。".format, SUBJECTS, money, money, rate),
    st.builds("{}{}，较上年减少{}（下降{}），主要原因是压减{}。".format, SUBJECTS, money, money, rate, money),
    st.builds("{}{}，占{}；{}{}，占{}。".format, SUBJECTS, money, rate, SUBJECTS, money, rate),
    st.builds("{}{}，其中：{}{}，{}{}。".format, SUBJECTS, money, SUBJECTS, money, SUBJECTS, money),
    st.builds("{}{}（含：{}{}、{}{}）。".format, SUBJECTS, money, SUBJECTS, money, SUBJECTS, money),
    st.builds("{}年初预算为{}，支出决算为{}，完成年初预算的{}。".format, SUBJECTS, money, money, rate),
    st.builds("共有车辆{}辆，价值{}；接待{}批次、{}人次。".format, st.integers(0, 99), money, st.integers(0, 9), st.integers(0, 99)),
    st.builds("{}、{}分别为{}、{}，分别增长{}和{}。".format, SUBJECTS, SUBJECTS, money, money, rate, rate),
    st.builds("人均{}，标准为{}以上，{}与上年持平。".format, money, money, SUBJECTS),
    st.builds("（{}）{}。".format, st.sampled_from("一二三"), SUBJECTS),
    st.just("其中："),
    st.just("具体如下：")
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(sentences, min_size=1, max_size=4).map("".join), min_size=1, max_size=8))
def test_every_number_has_one_line(paragraphs: list[str]) -> None:
    blocks = tuple(Paragraph(text) for text in (TITLE, *paragraphs))
    told = check_document(Document("a.txt", "txt", blocks), lexicon()).ledger
    wanted = [
        (block, q.start, q.end)
        for block, text in enumerate(paragraphs, 1)
        for q in extract(text)
        if q.type != "date" and not q.threshold
    ]
    assert [(entry.block, entry.start, entry.end) for entry in told] == wanted
    for entry in told:
        assert entry.reason or entry.status is not Status.UNCHECKED
        assert not entry.reason or not entry.against or entry.weak


def test_a_number_that_cannot_be_read_is_accounted_for() -> None:
    prose = "支出合计12,34.56万元，比上年增加1 ,000.00万元，会议费一千二百余万元。"
    report = reconcile.check(Document("x", "text", (Paragraph("二、支出说明", level=2), Paragraph(prose))))
    assert [(f.quote, f.value, f.status, f.reason) for f in report.figures] == [
        ("12,34.56万元", "", "unchecked", "数字的写法读不出是多少"),
        ("1 ,000.00万元", "", "unchecked", "数字的写法读不出是多少"),
        ("一千二百余万元", "1200", "unchecked", "约数（余、多），没有核对"),
    ]


WHOLE = "2025年本年支出合计1000.00万元，其中：教育支出500.00万元，占本年支出合计的{}%；农林水支出300.00万元，{}"
SHARES = (
    "占本年支出合计的30.00%；卫生健康支出100.00万元，占本年支出合计的10.00%；住房保障支出50.00万元，"
    "占本年支出合计的5.00%；其他各类支出40.00万元，占本年支出合计的4.00%。"
)


def test_what_five_others_were_worked_out_from_goes_on_agreeing_with_them() -> None:
    """The parts are not all of the total; but its shares are those of the parts."""
    report = reconcile.check((TITLE + "\n\n" + WHOLE.format("50.00", SHARES)).encode(), name="说明.md")
    statuses = {f.quote: f.status for f in report.figures}
    assert statuses.pop("1000.00万元") == "disagrees"
    assert set(statuses.values()) == {"agrees"}


FINE, COARSE = Strength(Fraction(1, 50)), Strength(Fraction(1, 49))
PART = Seen(Status.AGREES, own=False, strength=FINE)


@pytest.mark.parametrize(
    "seen, vouched",
    [
        ([PART] * 5, True),
        ([PART] * 4, False),
        ([*[PART] * 4, PART._replace(own=True)], False),
        ([*[PART] * 4, PART._replace(strength=COARSE)], False),
        ([*[PART] * 4, PART._replace(status=Status.DISAGREES)], False),
        ([*[PART] * 4, PART._replace(status=Status.BY_ROUNDING)], True),
    ],
)
def test_five_numbers_vouch_for_one(seen: list[Seen], vouched: bool) -> None:
    assert vouched_for([Seen(Status.DISAGREES, own=True), *seen]) is vouched
