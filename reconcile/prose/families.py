"""What can be a part of what, whatever the punctuation says: by parts.csv, and by the sides of accounts."""

from __future__ import annotations

from reconcile.address import SIDES
from reconcile.lexicon import Lexicon
from reconcile.prose.values import Subject

THREE_PUBLIC = frozenset({"three_public", "reception"})

# kinds of funds: as a part of an expense they say what it is paid from
FUNDING = frozenset(
    {
        "general_expenditure", "fund_expenditure", "capital_expenditure", "fiscal_expenditure",
        "general_income", "fund_income", "capital_income", "fiscal_income",
    }
)  # fmt: skip
# kinds of what is spent; 公用经费项目支出 is what one kind of project costs, and not all of them
KINDS_OF_COST = frozenset({"personnel", "public_operating"})
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


def fits(part: Subject, whole: Subject, lexicon: Lexicon) -> bool:
    """Whether ``part`` can be a part of ``whole``, by what is known of the two."""
    group, parts = lexicon.groups, lexicon.parts
    if all(THREE_PUBLIC & {*parts.wholes(s.indicator)} for s in (part, whole)):
        return whole.indicator in parts.wholes(part.indicator)
    if group.get(whole.indicator) == "expenditure" and group.get(part.indicator) == "income":
        return False
    sides = {next((s for s in SIDES if one.name.endswith(s)), "") for one in (part, whole)} - {""}
    if len(sides) > 1 and not part.path:
        return False
    if group.get(whole.indicator) == "income":
        spent = group.get(part.indicator) in ("expenditure", "three_public", "expense")
        return not spent and not (part.path and part.name.endswith("支出"))
    return True


def funded(part: Subject, whole: Subject, lexicon: Lexicon) -> bool:
    """Whether a kind of funds is named inside an expense: “三公”经费9.86万元（其中：一般公共预算支出9.86万元）."""
    group = lexicon.groups.get(whole.indicator)
    inside = group in ("three_public", "expense", "operation", "procurement") or bool(whole.path)
    return part.indicator in FUNDING and inside
