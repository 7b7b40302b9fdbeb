"""What is held against other documents, one module a rule.

The modules say what a rule is (``reconcile explain R601``); the comparing itself is done where archives are, in
`reconcile.archive.across`.
"""

from __future__ import annotations

from types import ModuleType

from reconcile.rules.across import copied, last_year, plan, unchanged, unit_at_most

RULES: tuple[ModuleType, ...] = (unit_at_most, plan, last_year, unchanged, copied)
