"""What one document says of another. Each trap is a case; where anything is unsure, nothing is said."""

from __future__ import annotations

import pytest

from reconcile.archive.across import compare, follow, twins
from reconcile.archive.across.papers import Line, Paper, Said
from reconcile.document import Place
from reconcile.findings import Correction, Evidence, Finding, LedgerLine, Outcome, Severity, Status, TableView
from reconcile.interval import Printed

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def table(
    *rows: tuple[str, ...], kind: str = "general_public", unit: str = "万元", head: tuple[str, ...] = HEAD
) -> TableView:
    return TableView("一般公共预算支出表", kind, unit, (1,), 1, (head, *rows), 1)


def line(subject: str, measure: str, quote: str, context: str = "", status: Status = Status.AGREES) -> LedgerLine:
    value = quote.removesuffix("万元")
    return LedgerLine(
        0, quote, Place(), 0, len(quote), "money", value, "万元", subject, status,
        subject=subject, measure=measure, context=context,
    )  # fmt: skip


def outcome(title: str, *tables: TableView, lines: tuple[LedgerLine, ...] = (), year: int = 2024) -> Outcome:
    kind = "department_account" if "决算" in title else "department_budget"
    return Outcome(title, kind, title.split("20")[0], year, (), lines, tables, 0, 0.0)


ITEM = ("2010501", "行政运行", "500.00", "400.00", "100.00")
DEPARTMENT = outcome("临江市统计局2024年部门预算", table(ITEM, ("", "合计", "900.00", "600.00", "300.00")))


def unit(*rows: tuple[str, ...], title: str = "临江市统计局（本级）2024年单位预算", **options: str) -> Outcome:
    return outcome(title, table(*rows, **options))


def test_a_unit_that_is_larger_than_its_department_is_told_once() -> None:
    found = twins(
        [
            DEPARTMENT,
            unit(("2010501", "行政运行", "560.00", "460.00", "100.00"), ("", "合计", "960.00", "660.00", "300.00")),
        ]
    )
    assert [f.code for f in found] == ["R601"]
    assert found[0].severity is Severity.ERROR
    assert found[0].kind == "cross_document"
    assert [e.value for e in found[0].evidence] == ["560.00", "500.00", "460.00", "400.00"]


def test_the_order_of_the_documents_does_not_matter() -> None:
    larger = unit(("2010501", "行政运行", "560.00", "460.00", "100.00"))
    assert twins([DEPARTMENT, larger]) == twins([larger, DEPARTMENT])


@pytest.mark.parametrize(
    "rows, options",
    [
        ([("2010501", "行政运行", "500.00", "400.00", "100.00")], {}),  # as large as the department
        ([("2010501", "行政运行", "500.01", "400.00", "100.00")], {}),  # a rounding apart
        ([("2010505", "专项统计业务", "700.00", "0", "700.00")], {}),  # not in the department's table
        ([("2010501", "行政运行", "5,600,000", "4,600,000", "1,000,000")], {"unit": ""}),  # unit not known
        ([("2010501", "行政运行", "4,999,999.00", "3,999,999.00", "1,000,000.00")], {"unit": "元"}),
        ([("2010501", "行政运行", "560.00", "460.00", "100.00")], {"kind": "expenditure"}),  # another table
        ([("2010501", "行政运行", "560.00", "1.00", "1.00"), ("2010501", "行政运行", "1.00", "1.00", "1.00")], {}),
        ([("", "上年结转结余", "990.00", "1.00", "1.00")], {}),  # cancels out between them
    ],
)
def test_nothing_is_said_where_nothing_is_certain(rows: list[tuple[str, ...]], options: dict[str, str]) -> None:
    whole = outcome(DEPARTMENT.title, table(ITEM, ("", "上年结转结余", "10.00", "5.00", "5.00")))
    assert twins([whole, unit(*rows, **options)]) == []


def test_other_units_are_compared_by_value() -> None:
    found = twins([DEPARTMENT, unit(("2010501", "行政运行", "5,600,000.00", "1.00", "1.00"), unit="元")])
    assert [e.value for f in found for e in f.evidence] == ["5,600,000.00", "500.00"]


def test_two_departments_are_no_twins() -> None:
    other = outcome("青禾市统计局2024年部门预算", table(("2010501", "行政运行", "990.00", "1.00", "1.00")))
    assert twins([DEPARTMENT, other]) == []


def test_a_budget_and_an_account_are_no_twins() -> None:
    assert (
        twins(
            [
                DEPARTMENT,
                unit(("2010501", "行政运行", "990.00", "1.00", "1.00"), title="临江市统计局（本级）2024年单位决算"),
            ]
        )
        == []
    )


# 年初预算


def account(plan: str, about: str) -> Outcome:
    lines = (line("行政运行", "budget", plan, about),)
    return outcome("临江市统计局2024年部门决算", lines=lines)


def test_a_plan_that_the_budget_did_not_have() -> None:
    found = twins([DEPARTMENT, account("450.00万元", "年初预算为450.00万元，支出决算为440.00万元")])
    assert [(f.code, f.expected) for f in found] == [("R602", "500.00万元")]


def test_the_same_plan_in_other_precision_agrees() -> None:
    assert twins([DEPARTMENT, account("500.0万元", "年初预算为500.0万元")]) == []


def test_a_changed_budget_is_not_the_plan() -> None:
    assert twins([DEPARTMENT, account("450.00万元", "调整预算为450.00万元")]) == []
    assert twins([DEPARTMENT, account("450.00万元", "预算为450.00万元")]) == []


def test_a_name_that_stands_under_two_sections_is_left_alone() -> None:
    twice = outcome(DEPARTMENT.title, table(ITEM, ("2010301", "行政运行", "450.00", "450.00", "")))
    assert twins([twice, account("123.00万元", "年初预算为123.00万元")]) == []


# 上年数


def years(now: str, change: str, about: str, last: str, status: Status = Status.AGREES) -> list[Outcome]:
    this = (line("收支总计", "amount", now, status=status), line("收支总计", "change", change, about))
    return [
        outcome("临江市统计局2024年部门决算", lines=this),
        outcome("临江市统计局2023年部门决算", lines=(line("收支总计", "amount", last),), year=2023),
    ]


def test_a_change_that_starts_from_another_amount_than_last_year_printed() -> None:
    found = twins(years("900.00万元", "50.00万元", "与2023年度相比，收支总计增加50.00万元", "830.00万元"))
    assert [(f.code, f.expected) for f in found] == [("R603", "830.00万元")]
    assert "850.00万元" in found[0].message


@pytest.mark.parametrize(
    "about, last",
    [
        ("与2023年度相比，收支总计增加50.00万元", "850.00万元"),
        ("与2023年度相比，收支总计增加50.00万元", "850.01万元"),
        ("与2023年度相比，收支总计减少50.00万元", "950.00万元"),
        ("比上年执行数增加50.00万元", "830.00万元"),
        ("同口径与2023年度相比，收支总计增加50.00万元", "830.00万元"),
        ("与年初预算相比，增加50.00万元", "830.00万元"),
    ],
)
def test_changes_that_fit_or_start_elsewhere(about: str, last: str) -> None:
    assert twins(years("900.00万元", "50.00万元", about, last)) == []


def test_an_amount_that_its_own_document_contradicts_is_not_held_against_another() -> None:
    about = "与2023年度相比，收支总计增加50.00万元"
    assert twins(years("990.00万元", "50.00万元", about, "830.00万元", Status.DISAGREES)) == []


def test_a_column_of_last_year_against_last_year() -> None:
    head = ("科目编码", "科目名称", "2023年决算数", "2024年决算数")
    now = table(("2010501", "行政运行", "480.00", "500.00"), head=head)
    then = table(
        ("2010501", "行政运行", "430.00", "450.00"), head=("科目编码", "科目名称", "2022年决算数", "2023年决算数")
    )
    found = twins([
        outcome("临江市统计局2024年部门决算", now), outcome("临江市统计局2023年部门决算", then, year=2023)
    ])  # fmt: skip
    assert [(f.code, f.expected) for f in found] == [("R603", "450.00万元")]


# texts that went from one year into the next


def paper(year: int, *sentences: str, said: tuple[Said, ...] = ()) -> Paper:
    told = tuple((s, 1) for s in sentences)
    return Paper(f"d{year}", "", "临江市统计局", "department", "account", year, sentences=told, said=said)


@pytest.mark.parametrize(
    "text",
    [
        "截至2022年12月31日，共有车辆3辆。",
        "2023年本部门安排培训费12.50万元，比预算增加3.20万元。",
    ],
)
def test_a_sentence_that_went_on_unchanged_into_the_next_year(text: str) -> None:
    found = compare([paper(2024, text), paper(2023, text)])
    assert [(c.doc, c.finding.code) for c in found] == [("d2024", "R604")]


@pytest.mark.parametrize(
    "text",
    [
        "根据2016年发布的办法，统一执行新的标准。",  # history
        "与2023年相比增加12.50万元，增长3.20%。",  # a base, not the own year
        "截至2024年12月31日，共有车辆3辆。",  # the own year's day
        "2023年本部门开展了统计调查。",  # no amounts
    ],
)
def test_sentences_that_may_stay_as_they_are(text: str) -> None:
    assert compare([paper(2024, text), paper(2023, text)]) == []


def test_a_mistake_that_was_copied_is_told_with_the_later_document() -> None:
    said = Said("R102", "列举不符", "error", "公用经费12.50万元，主要包括：办公费、印刷费、水费")
    then = said._replace(quote="公用经费11.00万元，主要包括：办公费、印刷费、水费")
    found = compare([paper(2024, said=(said,)), paper(2023, said=(then,))])
    assert [(c.doc, c.other, c.finding.code, c.finding.severity) for c in found] == [
        ("d2024", "d2023", "R605", Severity.INFO)
    ]


def test_two_versions_of_one_document_are_not_compared() -> None:
    text = "截至2022年12月31日，共有车辆3辆。"
    assert compare([paper(2024, text), paper(2024, text), paper(2023, text)]) == []


def test_one_title_that_says_its_level_is_enough() -> None:
    larger = unit(("2010501", "行政运行", "560.00", "1.00", "1.00"), title="临江市调查队2024年预算")
    assert [f.code for f in twins([DEPARTMENT, larger])] == ["R601"]


def test_no_title_that_says_its_level_is_not() -> None:
    whole = outcome("临江市统计局2024年预算", table(ITEM))
    larger = unit(("2010501", "行政运行", "560.00", "1.00", "1.00"), title="临江市调查队2024年预算")
    assert twins([whole, larger]) == []


def test_years_of_different_offices_are_not_compared() -> None:
    this, last = years("900.00万元", "50.00万元", "与2023年度相比，收支总计增加50.00万元", "830.00万元")
    other = outcome("青禾市审计局2023年部门决算", lines=last.ledger, year=2023)
    assert twins([this, other]) == []


def test_what_only_the_prose_says_is_compared_too() -> None:
    whole = outcome("临江市统计局2024年部门预算", lines=(line("政府采购预算", "budget", "80.00万元"),))
    part = outcome("临江市统计局（本级）2024年单位预算", lines=(line("政府采购预算", "budget", "90.00万元"),))
    assert [(f.code, f.severity) for f in twins([whole, part])] == [("R601", Severity.WARNING)]
    assert twins([whole, outcome(part.title, lines=(line("政府采购预算", "budget", "80.00万元"),))]) == []


def test_units_are_linked_to_the_department_whose_name_they_begin_with() -> None:
    def of(office: str, level: str, amount: str) -> Paper:
        lines = (Line("政府采购预算", "budget", f"{amount}万元", Printed(int(amount) * 100, 2), ""),)
        return Paper(office, "", office, level, "budget", 2024, lines=lines)

    department = of("临江市统计局", "department", "80")
    units = [
        of("临江市统计局普查中心", "unit", "90"),
        of("临江市统计局", "unit", "70"),
        of("临江市审计局", "unit", "95"),
    ]
    assert [(c.doc, c.other) for c in compare([department, *units])] == [("临江市统计局普查中心", "临江市统计局")]


def test_reports_of_governments_are_not_compared() -> None:
    this, last = years("900.00万元", "50.00万元", "与2023年度相比，收支总计增加50.00万元", "830.00万元")
    assert twins([o._replace(kind="government_account") for o in (this, last)]) == []


# what follows in the other document


def corrected(outcome: Outcome, evidence: Evidence, expected: str) -> Outcome:
    correction = Correction("…", evidence, expected)
    finding = Finding("R301", "", "", Severity.ERROR, "", (evidence,), corrections=(correction,))
    return outcome._replace(findings=(finding,))


def follows(*outcomes: Outcome) -> list[list[tuple[str, str]]]:
    return [
        [(f.text, f.expected) for c in o.findings for k in c.corrections for f in k.follows] for o in follow(outcomes)
    ]


CELL = Evidence(
    "part", "500.00", Place(), table="一般公共预算支出表", value="500.00", unit="万元", block=1, cell=(1, 2)
)


def test_a_plan_follows_the_cell_of_the_budget_and_the_cell_the_plan() -> None:
    plan = account("500.00万元", "年初预算为500.00万元")
    told = follows(corrected(DEPARTMENT, CELL, "510.00万元"), plan)
    assert told == [[("2024年部门决算的行政运行500.00万元改为510.00万元", "510.00万元")], []]
    claim = Evidence("claim", "500.00万元", Place(), 0, 8, value="500.00", unit="万元", block=0)
    told = follows(DEPARTMENT, corrected(plan, claim, "5200000元"))
    assert told == [[], [("2024年部门预算《一般公共预算支出表》行政运行·合计500.00万元改为520.00万元", "520.00万元")]]


@pytest.mark.parametrize(
    "evidence, plan",
    [
        (CELL._replace(cell=(1, 3)), "500.00万元"),  # another cell
        (CELL._replace(block=None), "500.00万元"),
        (CELL, "450.00万元"),  # they say different things today: that is a finding of its own
    ],
)
def test_what_does_not_rest_on_the_number_does_not_follow(evidence: Evidence, plan: str) -> None:
    told = follows(corrected(DEPARTMENT, evidence, "510.00万元"), account(plan, f"年初预算为{plan}"))
    assert told == [[], []]


def test_a_rate_or_an_open_value_makes_nothing_follow() -> None:
    plan = account("500.00万元", "年初预算为500.00万元")
    assert follows(corrected(DEPARTMENT, CELL, "5.1%"), plan) == [[], []]
    assert follows(corrected(DEPARTMENT, CELL, ""), plan) == [[], []]


def test_last_years_column_follows_last_year() -> None:
    head = ("科目编码", "科目名称", "2023年决算数", "2024年决算数")
    now = outcome("临江市统计局2024年部门决算", table(("2010501", "行政运行", "400.00", "500.00"), head=head))
    before = outcome(
        "临江市统计局2023年部门决算",
        table(("2010501", "行政运行", "400.00"), head=(*head[:2], "2023年决算数")),
        year=2023,
    )
    told = follows(now, corrected(before, CELL._replace(cell=(1, 2)), "410.00万元"))
    assert told == [
        [],
        [("2024年部门决算《一般公共预算支出表》行政运行·2023年决算数400.00万元改为410.00万元", "410.00万元")],
    ]
