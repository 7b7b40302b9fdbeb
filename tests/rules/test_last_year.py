"""What the prose says of last year beside the columns of last year: 比上年预算减少0.29万元, 与上年持平."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import Outcome
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import direction, text_growth

TABLE = """# 云湖市图书馆2025年{title}

单位：万元

| 项目 | 2024年预算数 | 2024年决算数 | 2025年{column} |
| --- | --- | --- | --- |
| 因公出国（境）费 | 2.00 | 1.00 | 2.50 |
| 公务用车购置费 | 0.00 | 0.00 | 0.00 |
| 公务用车运行维护费 | 4.50 | 4.35 | 3.72 |
| 公务接待费 | 0.90 | 0.88 | 0.61 |
| 合计 | 7.40 | 6.23 | 6.83 |

{prose}
"""
ONE_COLUMN = """# 云湖市图书馆2025年{title}

单位：万元

| 项目 | 2024年决算数 | 2025年{column} |
| --- | --- | --- |
| 因公出国（境）费 | 1.00 | 2.50 |
| 公务用车购置费 | 0.00 | 0.00 |
| 公务用车运行维护费 | 4.35 | 3.72 |
| 公务接待费 | 0.88 | 0.61 |
| 合计 | 6.23 | 6.83 |

{prose}
"""
GOVERNMENT = {"title": "预算执行情况和2026年预算草案的报告", "column": "预算数"}
BUDGET, ACCOUNT = {"title": "“三公”经费预算", "column": "预算数"}, {"title": "“三公”经费决算", "column": "决算数"}


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def checked(prose: str, words: dict[str, str], table: str = TABLE) -> Outcome:
    document = read_bytes(table.format(prose=prose, **words).encode(), "a.md")
    return check_document(document, lexicon(), rules=(text_growth, direction))


def told(outcome: Outcome) -> list[str]:
    return [str(f.severity) for f in outcome.findings]


@pytest.mark.parametrize(
    "prose, words, against",
    [
        ("“三公”经费比上年预算减少0.57万元。", BUDGET, ["6.83", "7.40"]),
        ("“三公”经费比上年决算增加0.60万元。", BUDGET, ["6.83", "6.23"]),
        ("“三公”经费比上年决算增加0.60万元。", ACCOUNT, ["6.83", "6.23"]),
        ("公务接待费比2024年预算减少0.29万元。", BUDGET, ["0.61", "0.90"]),
        # a part takes over the base of its whole
        ("“三公”经费预算比上年预算减少0.57万元，其中：公务接待费减少0.29万元。", BUDGET, ["0.61", "0.90"]),
        ("“三公”经费比上年预算减少0.57万元，其中：公务接待费比上年决算减少0.27万元。", BUDGET, ["0.61", "0.88"]),
        # this year's amount as the prose prints it
        ("公务接待费预算0.61万元，比上年预算减少0.29万元。", BUDGET, ["公务接待费预算0.61万元", "0.90"]),
        ("公务接待费预算0.61万元。\n\n公务接待费比上年预算减少0.29万元。", BUDGET, ["公务接待费预算0.61万元", "0.90"]),
    ],
)
def test_a_change_from_a_column_of_last_year(prose: str, words: dict[str, str], against: list[str]) -> None:
    outcome = checked(prose, words)
    assert [e.quote for e in outcome.ledger[-1].against] == against
    assert not outcome.findings


@pytest.mark.parametrize(
    "prose, words",
    [
        # which of two columns of last year 上年 means, nobody says
        ("“三公”经费比上年减少0.57万元。", BUDGET),
        # a part of what the table shows, or more than it
        ("公务接待费比上年预算减少0.29万元。机关公务用车运行维护费预算1.72万元，比上年预算减少0.70万元。", BUDGET),
        # the prose prints what it compares with
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，比上年预算4.42万元减少0.70万元。", BUDGET),
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，与上年预算基本持平。", BUDGET),
        # the same as an outcome may be said of what another statement holds against the budget
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，与上年决算持平。", BUDGET),
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费决算3.72万元，与上年预算持平。", ACCOUNT),
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费决算3.72万元，与上年预算持平。", ACCOUNT),
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费预算3.72万元，与上年决算持平。", BUDGET),
        # nil beside nil bears nothing out
        ("公务用车购置费预算0.00万元，与上年预算持平。公务用车运行维护费预算3.72万元，与上年预算持平。", BUDGET),
        # what is left out may be all the difference
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费剔除一次性因素后比上年预算减少0.70万元。", BUDGET),
        # more or less than last year is not the same
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，低于上年预算。", BUDGET),
        # what was carried out is not what the budget says
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，执行数与上年预算数持平。", BUDGET),
        # visits and vehicles are not money
        ("公务用车运行维护费比上年预算减少0.78万元。公务接待费接待20批次，比上年预算减少5批次。", BUDGET),
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费保有量5辆，比上年预算减少2辆。", BUDGET),
        # reports of governments have tables of several areas, each with its own
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费比上年预算减少0.70万元。", GOVERNMENT),
        ("公务接待费预算0.61万元，与上年预算持平。", BUDGET),
    ],
)
def test_what_accuses_nobody(prose: str, words: dict[str, str]) -> None:
    assert told(checked(prose, words)) == []


@pytest.mark.parametrize(
    "prose, words, severity",
    [
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费比上年预算减少0.70万元。", BUDGET, "error"),
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费比上年决算减少0.83万元。", ACCOUNT, "error"),
        ("“三公”经费比上年预算减少0.57万元，其中：公务接待费减少0.20万元。", BUDGET, "error"),
        # of another column, or of nothing else: the words alone say of which, and that is worth a warning
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费比上年预算减少0.70万元。", BUDGET, "warning"),
        ("“三公”经费比上年预算减少0.50万元。", BUDGET, "warning"),
        # told once: by the change that stands beside it
        (
            "公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，比上年预算减少0.78万元，与上年预算持平。",
            BUDGET,
            "error",
        ),
        # another word on the same cell bears nothing out
        ("公务接待费比上年预算减少0.29万元。\n\n公务接待费比上年预算减少0.20万元。", BUDGET, "warning"),
        # the same, and it is not
        ("公务接待费比上年预算减少0.29万元。公务用车运行维护费预算3.72万元，与上年预算持平。", BUDGET, "error"),
    ],
)
def test_a_change_that_the_columns_deny(prose: str, words: dict[str, str], severity: str) -> None:
    assert told(checked(prose, words)) == [severity]


@pytest.mark.parametrize(
    "prose, words, severities",
    [
        # 上年 is of the document's own kind: the outcome in an account; in a budget it may be the budget, not printed
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费决算3.72万元，与上年持平。", ACCOUNT, ["error"]),
        (
            "公务接待费比上年决算减少0.27万元。公务用车运行维护费决算3.72万元，决算数与上年决算数持平。",
            ACCOUNT,
            ["error"],
        ),
        ("公务接待费比上年减少0.27万元。公务用车运行维护费决算3.72万元，与上年持平。", ACCOUNT, ["error"]),
        ("公务接待费比上年减少0.27万元。公务用车运行维护费决算3.72万元，比上年减少0.83万元。", ACCOUNT, ["error"]),
        ("公务接待费比上年决算减少0.27万元。公务用车运行维护费预算3.72万元，与上年持平。", BUDGET, []),
        ("公务用车运行维护费预算3.72万元，比上年减少0.70万元。", BUDGET, []),
        # 与上年预算持平 in an account, with last year's outcomes alone
        ("公务接待费比上年减少0.27万元。公务用车运行维护费决算3.72万元，与上年预算数持平。", ACCOUNT, []),
    ],
)
def test_the_only_column_of_last_year(prose: str, words: dict[str, str], severities: list[str]) -> None:
    assert told(checked(prose, words, ONE_COLUMN)) == severities


def test_the_same_as_last_year_is_a_tick() -> None:
    [line] = checked("公务用车购置费预算0.00万元，与上年预算持平。", BUDGET).ledger
    assert [e.quote for e in line.against] == ["0.00"]
    assert not line.weak


def test_without_a_column_of_this_year_last_year_is_beside_nothing() -> None:
    table = "\n".join(
        line.rpartition("|")[0].rpartition("|")[0] + "|" if line.startswith("|") else line
        for line in ONE_COLUMN.splitlines()
    )
    outcome = checked("公务接待费比上年决算减少0.27万元。", ACCOUNT, table)
    assert told(outcome) == []
    assert [line.against for line in outcome.ledger] == [()]


def test_what_is_compared_with_this_years_budget_is_not_held_against_it_as_last_year() -> None:
    table = ONE_COLUMN.replace("2024年决算数", "2025年预算数")
    prose = "公务接待费决算0.61万元，比年初预算减少0.27万元。公务用车运行维护费决算3.72万元，比年初预算减少0.83万元。"
    assert told(checked(prose, ACCOUNT, table)) == []


def test_two_tables_that_differ_in_last_year_are_no_base() -> None:
    prose = "公务接待费比上年预算减少0.29万元。\n\n公务用车运行维护费比上年预算减少0.70万元。\n\n"
    again = TABLE.partition("\n\n")[2].format(prose="", **BUDGET)
    assert told(checked(f"{prose}## “三公”经费支出预算表\n\n{again}", BUDGET)) == ["error"]
    other = again.replace("4.50", "4.70")
    assert told(checked(f"{prose}## “三公”经费支出预算表\n\n{other}", BUDGET)) == []


@pytest.mark.parametrize(
    "prose, against",
    [
        ("公务用车运行维护费比上年预算减少0.78万元。", []),
        ("公务用车运行维护费预算3.72万元，比上年预算减少0.78万元。", ["3.72万元", "4.50"]),
        ("公务用车运行维护费预算3.80万元，比上年预算减少0.70万元。", ["3.80万元", "4.50"]),
    ],
)
def test_of_two_tables_that_differ_in_this_year_the_prose_says_which(prose: str, against: list[str]) -> None:
    again = TABLE.partition("\n\n")[2].format(prose="", **BUDGET).replace("3.72", "3.80")
    outcome = checked(f"{prose}\n\n## “三公”经费支出预算表\n\n{again}", BUDGET)
    line = next(x for x in outcome.ledger if x.quote in ("0.78万元", "0.70万元"))
    assert [e.quote.rpartition("预算")[2] for e in line.against] == against
    assert told(outcome) == []


@pytest.mark.parametrize(
    "base, against", [("上年", ["0.61", "0.88"]), ("上年决算", ["0.61", "0.88"]), ("上年预算", [])]
)
def test_of_two_tables_with_different_columns_of_last_year_the_words_say_which(base: str, against: list[str]) -> None:
    """上年 alone is the only one that there is; a base that no table prints is none."""
    [line] = checked(f"公务接待费比{base}减少0.27万元。", ACCOUNT, ONE_COLUMN).ledger
    assert [e.quote for e in line.against] == against
