"""The rules, one module each, in the order of their codes.

A rule module has a docstring that ``reconcile explain CODE`` prints (what, why, 错误示例, 正确示例, basis), ``CODE``
(R and three digits), ``NAME`` (Chinese), ``KIND`` (one of the contract's kinds), ``SEVERITY`` (the most) and
``check(facts: Facts) -> Iterator[Result]``: relations between figures, which are judged in one place; findings about
words; ticks for numbers that are seen to agree without a relation of figures.

R1xx prose against tables · R2xx prose by itself · R3xx tables · R4xx names, years, announced tables · R5xx wording
R6xx several documents · R7xx what has to be published
"""

from __future__ import annotations

from types import ModuleType

from reconcile.rules import (
    absence,
    across,
    agency,
    announced_counts,
    announced_tables,
    annual_growth,
    balance,
    between_tables,
    contents_headings,
    cross_footing,
    direction,
    disclosure,
    empty_note,
    enumeration,
    footing,
    hierarchy,
    implied_growth,
    naming,
    outline_sum,
    per_unit,
    purpose,
    rate_columns,
    reason,
    side_names,
    table_names,
    table_unit,
    text_balance,
    text_completion,
    text_growth,
    text_share,
    text_sum,
    text_table,
    text_text,
    within_total,
    words,
    year_on_year,
    years,
)

RULES: tuple[ModuleType, ...] = (
    text_table,
    enumeration,
    absence,
    purpose,
    within_total,
    text_text,
    text_sum,
    text_growth,
    text_share,
    text_completion,
    text_balance,
    direction,
    reason,
    year_on_year,
    annual_growth,
    outline_sum,
    implied_growth,
    per_unit,
    announced_counts,
    footing,
    cross_footing,
    hierarchy,
    balance,
    between_tables,
    rate_columns,
    table_unit,
    empty_note,
    naming,
    agency,
    years,
    announced_tables,
    table_names,
    contents_headings,
    side_names,
    *words.RULES,
    *disclosure.RULES,
)

# with those that hold several documents against each other; they say what they are and have no ``check``
ALL: tuple[ModuleType, ...] = (*RULES, *across.RULES)
