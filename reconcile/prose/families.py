"""Which indicators are parts of which, whatever the punctuation says."""

from __future__ import annotations

from reconcile.prose.values import Subject

_FISCAL = ("fiscal_income", "fiscal_total_income")

# the wholes that an indicator is known to be a part of, the nearest first
FAMILY: dict[str, tuple[str, ...]] = {
    "overseas": ("three_public",),
    "vehicle": ("three_public",),
    "reception": ("three_public",),
    "vehicle_purchase": ("vehicle", "three_public"),
    "vehicle_running": ("vehicle", "three_public"),
    "domestic_reception": ("reception",),
    "foreign_reception": ("reception",),
    "personnel": ("general_basic_expenditure", "basic_expenditure"),
    "public_operating": ("general_basic_expenditure", "basic_expenditure"),
    "general_income": _FISCAL,
    "fund_income": _FISCAL,
    "capital_income": _FISCAL,
}
OF_THREE_PUBLIC = frozenset(k for k, wholes in FAMILY.items() if "three_public" in wholes or "reception" in wholes)
# kinds of funds: as a part of an expense they say what it is paid from
FUNDING = frozenset(
    {
        "general_expenditure", "fund_expenditure", "capital_expenditure", "fiscal_expenditure",
        "general_income", "fund_income", "capital_income", "fiscal_income",
    }
)  # fmt: skip
# a total that is said of both sides at once, and the totals of the sides
BOTH_SIDES: dict[str, tuple[str, ...]] = {
    "budget_total": (
        "total_income",
        "total_expenditure",
        "fiscal_total",
        "fiscal_total_income",
        "fiscal_total_expenditure",
    ),
    "fiscal_total": ("fiscal_total_income", "fiscal_total_expenditure", "budget_total"),
}
# the other side of a kind of funds that the words before have named: 政府性基金预算财政拨款本年收入0万元，本年支出0万元
OTHER_SIDE: dict[tuple[str, str], str] = {
    ("fiscal_income", "expenditure_this_year"): "fiscal_expenditure",
    ("general_income", "expenditure_this_year"): "general_expenditure",
    ("fund_income", "expenditure_this_year"): "fund_expenditure",
    ("capital_income", "expenditure_this_year"): "capital_expenditure",
    ("fiscal_total_income", "total_expenditure"): "fiscal_total_expenditure",
}


def fits(part: Subject, whole: Subject, group: dict[str, str]) -> bool:
    """Whether ``part`` can be a part of ``whole``, by what is known of the two; ``group`` is that of each indicator."""
    if part.indicator in OF_THREE_PUBLIC and whole.indicator in OF_THREE_PUBLIC:
        return whole.indicator in FAMILY[part.indicator]
    if group.get(whole.indicator) == "expenditure" and group.get(part.indicator) == "income":
        return False
    if group.get(whole.indicator) == "income":
        spent = group.get(part.indicator) in ("expenditure", "three_public", "expense")
        return not spent and not (part.path and part.name.endswith("支出"))
    return True


def funded(part: Subject, whole: Subject, group: dict[str, str]) -> bool:
    """Whether a kind of funds is named inside an expense: “三公”经费9.86万元（其中：一般公共预算支出9.86万元）."""
    inside = group.get(whole.indicator) in ("three_public", "expense", "operation", "procurement") or bool(whole.path)
    return part.indicator in FUNDING and inside
