"""Checks the prose of Chinese public budgets and final accounts against their tables, number by number.

>>> import reconcile
>>> reconcile.extract("比上年增加104.59万元")[0].value
Decimal('1045900')

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reconcile.document import Document
    from reconcile.errors import ReadError, ReconcileError, UsageError
    from reconcile.interface import check, read
    from reconcile.quantity import Quantity, extract
    from reconcile.report import Report
    from reconcile.verifying import Verified, verify

__version__ = "0.1.0"

__all__ = [
    "Document", "Quantity", "ReadError", "ReconcileError", "Report", "UsageError", "Verified", "__version__", "check",
    "extract", "read", "verify",
]  # fmt: skip

_HOMES = {
    "check": "interface",
    "verify": "verifying",
    "Verified": "verifying",
    "extract": "quantity",
    "read": "interface",
    "Document": "document",
    "Quantity": "quantity",
    "Report": "report",
    "ReadError": "errors",
    "ReconcileError": "errors",
    "UsageError": "errors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reconcile' has no attribute '{name}'")
    return getattr(import_module(f"reconcile.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
