"""The mistakes of ``budget_faulty.txt``: what of the clean budget is replaced, and what must be found."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """``old`` stands once in the clean text and becomes ``new``. Any of the ``kinds`` is right; all of ``words`` must
    stand in the finding's message or quotes, blanks aside. ``severity`` is error where nothing could make the text
    true; slips in words may be told either way."""

    what: str
    kinds: tuple[str, ...]
    severity: str
    old: str
    new: str
    words: tuple[str, ...]


FAULTS = (
    Fault(
        "the total's digits are swapped in the first section",
        ("text_table_value", "text_text_value"), "error",
        "2025年收支总预算2043.02万元", "2025年收支总预算2034.02万元", ("2034.02", "2043.02"),
    ),
    Fault(
        "the neighbour's percentage is pasted",
        ("share",), "error",
        "日常公用支出80.95万元，占4.0%", "日常公用支出80.95万元，占33.5%", ("33.5", "80.95"),
    ),
    Fault(
        "the growth rate is a point too high",
        ("growth",), "error",
        "增加90.62万元，增长4.7%", "增加90.62万元，增长5.7%", ("5.7", "90.62"),
    ),
    Fault(
        "a digit of a category's amount is dropped",
        ("text_table_value", "text_sum"), "error",
        "农林水支出1662.28万元、住房保障支出154.23万元", "农林水支出1662.28万元、住房保障支出15.23万元", ("15.23", "154.23"),
    ),
    Fault(
        "an item has its neighbour's amount",
        ("text_table_value",), "error",
        "一般行政管理事务（项）146.00万元", "一般行政管理事务（项）306.91万元", ("306.91", "146.00"),
    ),
    Fault(
        "the word says the opposite of the numbers",
        ("direction", "growth", "text_sum"), "error",
        "“三公”经费预算数为8.55万元，比上年预算数减少0.15万元，下降1.7%",
        "“三公”经费预算数为8.55万元，比上年预算数减少0.15万元，增长1.7%", ("减少0.15万元", "增长1.7%"),
    ),
    Fault(
        "the parts do not add to the whole",
        ("text_sum",), "error",
        "政府采购货物预算86.20万元", "政府采购货物预算68.20万元", ("68.20", "317.70"),
    ),
    Fault(
        "the vehicles' uses do not add to their number",
        ("count", "text_sum"), "error",
        "机要通信用车1辆、特种专业技术用车2辆", "机要通信用车2辆、特种专业技术用车2辆", ("3辆", "2辆"),
    ),
    Fault(
        "the list names a row that is not in the table",
        ("list_mismatch",), "any",
        "职工基本医疗保险缴费、公务员医疗补助缴费、其他社会保障缴费、", "职工基本医疗保险缴费、公务员医疗补助缴费、医疗费、其他社会保障缴费、", ("医疗费",),
    ),
    Fault(
        "the list omits a row that has an amount",
        ("list_mismatch",), "any",
        "物业管理费、差旅费、维修（护）费、", "物业管理费、维修（护）费、", ("差旅费",),
    ),
    Fault(
        "the item stands under a 款 that does not exist",
        ("naming",), "any",
        "住房保障支出（类）住房改革支出（款）购房补贴（项）", "住房保障支出（类）住房保障支出（款）购房补贴（项）", ("住房保障支出（款）",),
    ),
    Fault(
        "a name that is no longer in use",
        ("naming",), "any",
        "（7）卫生健康支出（类）", "（7）医疗卫生与计划生育支出（类）", ("医疗卫生与计划生育支出",),
    ),
    Fault(
        "last year stands in a heading",
        ("year",), "any",
        "2025年政府性基金预算支出情况说明", "2024年政府性基金预算支出情况说明", ("2024年",),
    ),
    Fault(
        "a table is announced that the document does not have",
        ("missing_table",), "any",
        "（十）2025年市级部门项目支出预算表", "（十）2025年市级部门项目支出预算表\n（十一）2025年市级部门政府采购预算表", ("政府采购预算表",),
    ),
    Fault(
        "the reason was never filled in",
        ("placeholder",), "any",
        "增长4.1%，主要是物业管理费标准调整。", "增长4.1%，主要原因是。", ("主要原因是。",),
    ),
    Fault(
        "the percent sign is missing",
        ("unit",), "any",
        "农林水支出（类）1627.28万元，占81.0%", "农林水支出（类）1627.28万元，占81.0", ("81.0",),
    ),
    Fault(
        "a full stop is doubled",
        ("prose",), "any",
        "主要用于行政单位人员的基本医疗保险缴费。", "主要用于行政单位人员的基本医疗保险缴费。。", ("。。",),
    ),
    Fault(
        "a digit is dropped in a cell: the row and the column no longer add up",
        ("table_row_sum", "table_col_sum", "table_hierarchy", "cross_table", "text_table_value"), "error",
        "| 2130104 | 事业运行 | 306.91 | 285.16 | 21.75 |  |", "| 2130104 | 事业运行 | 306.91 | 28.16 | 21.75 |  |", ("28.16",),
    ),
    Fault(
        "the subtotal of one unit's cars is not the sum of its parts",
        ("table_row_sum", "table_col_sum", "table_hierarchy"), "error",
        "| 青澜市农产品检验检测中心 | 2.75 |  | 2.20 |  | 2.20 | 0.55 |", "| 青澜市农产品检验检测中心 | 2.75 |  | 2.20 |  | 2.20 | 0.65 |", ("0.65",),
    ),
)  # fmt: skip


def applied(text: str) -> str:
    """The text with every fault in it; ValueError where one's place is not there exactly once."""
    for fault in FAULTS:
        if text.count(fault.old) != 1:
            raise ValueError(f"stands {text.count(fault.old)} times in the clean budget: {fault.old}")
        text = text.replace(fault.old, fault.new)
    return text
