"""Which indicators are parts of which, whatever the punctuation says."""

from __future__ import annotations

FUND_PARTS = ("fiscal_income", "fiscal_total_income", "fiscal_total")

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
}
