"""The sentences that a finance officer reads: whole, in plain Chinese, with the right unit and decimals."""

from __future__ import annotations

import re

import pytest

from reconcile.address import MEASURES, Address
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check

from .made import cell, check, equal, findings, said, total

INTERNAL = re.compile(r"[a-z_]{3,}|count:|None|\b1E|E\+|。。|；。|\s")


def only(*checks: Check) -> Finding:
    [found] = findings(*checks)
    return found


def test_prose_against_a_cell() -> None:
    found = only(equal(said("收支总计", "2034.02万元"), cell("收入总计", "2,043.02", 5)))
    assert (
        found.message
        == "正文中2025年收支总计预算数写2034.02万元，《收入预算总表》收入总计·预算数为2,043.02万元，相差9.00万元。"
    )
    assert (found.expected, found.cause) == ("2043.02万元", "两位数字颠倒")


def test_prose_against_a_cell_in_another_unit() -> None:
    found = only(equal(said("住房公积金", "352.67万元"), cell("住房公积金", "3,503,499", 5, unit="元")))
    assert "为3,503,499元，相差2.32万元" in found.message
    assert found.suggestion.startswith("可能的更正：2025年住房公积金预算数352.67万元改为350.35万元，或")
    assert found.suggestion.endswith("住房公积金·预算数3,503,499元改为3526700元")


def test_a_number_cut_short_is_corrected_to_the_full_one() -> None:
    found = only(equal(said("收支总计", "0.3万元"), cell("收入总计", "2,961.68", 5)))
    assert "0.3万元改为2961.68万元" in found.suggestion
    assert found.expected == "2961.68万元"


def test_the_same_thing_said_twice() -> None:
    found = only(equal(said("会议费", "3.20万元", 1), said("会议费", "2.30万元", 9)))
    assert found.message == "正文中2025年会议费预算数写3.20万元，另一处写2.30万元，相差0.90万元。"


def test_a_sum() -> None:
    found = only(total(cell("合计", "110.00", 3), cell("甲", "61.00", 1), cell("乙", "40.00", 2)))
    assert found.message == (
        "《收入预算总表》合计·预算数为110.00万元，但61.00万元+40.00万元合计应为101.00万元，相差9.00万元。合计应等于所列各行之和"
    )
    assert (
        found.suggestion
        == "可能的更正：合计·预算数110.00万元改为101.00万元，或乙·预算数40.00万元改为49.00万元，或甲·预算数61.00万元改为70.00万元"
    )


def test_a_sum_of_one() -> None:
    found = only(total(cell("其他支出", "56.00", 3), cell("其他支出", "29.00", 1)))
    assert "但所列只有29.00万元，相差27.00万元" in found.message


def test_a_long_sum_is_counted() -> None:
    found = only(total(cell("合计", "990.00", 30), *(cell(f"行{n}", "10.00", n) for n in range(20))))
    assert "但20项合计应为200.00万元" in found.message


def test_a_sum_over_tables_names_them() -> None:
    found = only(total(cell("合计", "110.00", 3), cell("甲", "61.00", 1, table="支出预算总表"), cell("乙", "40.00", 2)))
    assert "《支出预算总表》甲·预算数61.00万元改为70.00万元" in found.suggestion


def test_a_rate() -> None:
    rate = said("一般公共预算支出", "5.7%", 1, "growth")
    now, change = said("一般公共预算支出", "2008.02万元", 2), said("一般公共预算支出", "90.62万元", 3, "change")
    found = only(check(Form.BY_CHANGE, rate, (now, change)))
    assert found.message == (
        "2025年一般公共预算支出：增减率印为增长5.7%，按2025年一般公共预算支出预算数2008.02万元和"
        "2025年一般公共预算支出增加90.62万元计算应为增长4.7%。"
    )
    assert found.suggestion == "可能的更正：2025年一般公共预算支出增长5.7%改为增长4.7%"


def test_a_change_is_told_with_its_direction() -> None:
    """减少36.14万元，下降2.10%: digits swapped, since only 63.14 makes 2.10%."""
    now = said("会议费", "2940.05万元", 2)
    change = said("会议费", "36.14万元", 3, "change", sign=-1)
    found = only(check(Form.BY_CHANGE, said("会议费", "2.10%", 1, "growth", sign=-1), (now, change)))
    assert "印为下降2.10%" in found.message
    assert "应为下降1.21%" in found.message
    assert (
        found.suggestion
        == "可能的更正：2025年会议费减少36.14万元改为减少63.14万元，或2025年会议费下降2.10%改为下降1.21%"
    )
    assert found.cause == "两位数字颠倒"


def test_a_number_that_repeats_its_neighbour() -> None:
    budget, outcome = said("行政运行", "876.73万元", 2), said("行政运行", "876.73万元", 3, "actual")
    rate = said("行政运行", "97.14%", 1, "completion")
    found = only(check(Form.SHARE, rate, (outcome, budget), kind="completion"))
    assert found.cause == "与相邻的数相同，可能误抄"
    assert "2025年行政运行预算数876.73万元改为902.54万元" in found.suggestion
    assert "2025年行政运行完成率97.14%改为100.00%" in found.suggestion


def test_no_rate_is_corrected_to_one_that_cannot_be() -> None:
    """A fall by more than all: it is one of the amounts that is wrong."""
    now, change = said("机关运行经费", "0.95万元", 2), said("机关运行经费", "2.55万元", 3, "change")
    found = only(check(Form.BY_CHANGE, said("机关运行经费", "1.40%", 1, "growth"), (now, change)))
    assert "%" not in found.suggestion
    assert "2025年机关运行经费预算数0.95万元改为184.69万元" in found.suggestion
    part, whole = said("其他支出", "500.00万元", 2), said("支出合计", "100.00万元", 3)
    share = only(check(Form.SHARE, said("其他支出", "50.0%", 1, "share"), (part, whole), kind="share"))
    assert "其他支出预算数500.00万元改为50.00万元" in share.suggestion
    assert "支出合计预算数100.00万元改为1000.00万元" in share.suggestion
    assert "%" not in share.suggestion


def test_the_opposite_direction() -> None:
    now, change = said("会议费", "8.55万元", 2), said("会议费", "0.15万元", 3, "change", sign=-1)
    found = only(check(Form.BY_CHANGE, said("会议费", "1.7%", 1, "growth"), (now, change)))
    assert "2025年会议费增长1.7%改为下降1.7%" in found.suggestion


def test_a_rate_on_a_base_of_nil() -> None:
    rate = said("收入", "9.0%", 1, "growth")
    zero = said("收入", "0.00万元", 3, "last_budget")
    growth = check(Form.GROWTH, rate, (said("收入", "5.00万元", 2), zero)).relation
    exact = Check(growth, Verdict.INCONSISTENT)
    assert "基数为0" in only(exact).message


def test_a_part_larger_than_the_whole() -> None:
    found = only(
        check(
            Form.AT_MOST,
            said("车辆", "3辆", 1, ""),
            (said("公务用车", "2辆", 2, ""),),
            kind="count",
            label="部分不应大于整体",
        )
    )
    assert found.message == "2025年车辆3辆大于2025年公务用车2辆。部分不应大于整体"


def test_the_wrong_unit_is_put_right_and_not_the_digits() -> None:
    found = only(equal(said("税收收入", "2.20万元"), said("税收收入", "2.20亿元", 9)))
    assert (
        found.suggestion
        == "可能的更正：2025年税收收入预算数2.20万元改为2.20亿元，或2025年税收收入预算数2.20亿元改为2.20万元"
    )
    assert (found.kind, found.cause) == ("unit", "单位有误（万元与亿元、元与万元相混）")


def test_a_unit_that_rounding_hides() -> None:
    parts = [said("货物", "4.79万元", 2), said("工程", "0.00万元", 3), said("服务", "246.47万元", 4)]
    slip = only(total(said("政府采购总额", "251.25亿元", 1), *parts))
    assert slip.suggestion == "可能的更正：2025年政府采购总额预算数251.25亿元改为251.25万元"
    paid = only(equal(said("事业运行", "290.18元"), cell("事业运行", "2,901,820.00", 5, unit="元")))
    assert paid.suggestion.startswith("可能的更正：2025年事业运行预算数290.18元改为290.18万元")


def test_of_two_units_the_seldom_one_is_wrong() -> None:
    """增长55.2% to 6亿元 by 2.2万元, in a document that speaks in 亿元."""
    now, change = said("科学技术支出", "6.0亿元", 2), said("科学技术支出", "2.2万元", 3, "change")
    others = [equal(said("教育支出", "9.0亿元", n), said("教育支出", "9.0亿元", n + 1)) for n in (20, 30)]
    found = only(check(Form.BY_CHANGE, said("科学技术支出", "57.9%", 1, "growth"), (now, change)), *others)
    assert found.suggestion.startswith("可能的更正：2025年科学技术支出增加2.2万元改为2.2亿元")
    assert "改为0" not in found.suggestion


def test_a_blank_cell_is_called_blank() -> None:
    blank = Figure(
        (9, 1, 1),
        Printed(0, 2),
        "money",
        "（空）",
        "万元",
        "0.00",
        Address(),
        table="“三公”经费支出表",
        row="合计",
        column="预算数",
    )
    found = only(equal(said("“三公”经费", "0.95万元"), blank))
    assert "合计·预算数为（空），相差0.95万元" in found.message
    assert "合计·预算数（空）改为0.95万元" in found.suggestion


@pytest.mark.parametrize("measure", [*MEASURES, "count:平方米", "whole", "restated", "amount", "last_amount", ""])
def test_no_internal_word_is_told(measure: str) -> None:
    one, other = said("办公用房", "105平方米", 1, measure), said("办公用房", "195平方米", 2, measure)
    found = only(check(Form.EQUAL, one, (other,), kind="text_text_value", label="前后应一致"))
    assert not INTERNAL.search(found.message + found.suggestion + found.cause)


def test_no_amount_is_corrected_to_a_negative_one() -> None:
    parts = [cell("甲", "61.00", 1), cell("乙", "40.00", 2)]
    found = only(total(cell("合计", "30.00", 3), *parts))
    assert found.suggestion == "可能的更正：合计·预算数30.00万元改为101.00万元"


def test_of_many_alternatives_the_likeliest_three_are_told() -> None:
    found = only(total(cell("合计", "990.00", 30), *(cell(f"行{n}", "10.00", n) for n in range(20))))
    assert found.suggestion.count("改为") == 3
    assert found.severity is Severity.ERROR


def test_an_alternative_that_breaks_what_holds_is_not_told() -> None:
    part = cell("甲", "61.00", 1)
    bound = [equal(said("甲", "61.00万元", n), part) for n in range(3)]
    found = only(total(cell("合计", "101.50", 3), part, cell("乙", "40.00", 2)), *bound)
    assert "甲·预算数" not in found.suggestion
    assert "合计·预算数101.50万元改为101.00万元" in found.suggestion
