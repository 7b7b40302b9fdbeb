"""A report of a government made of a few paragraphs, as single rules leave its numbers."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from reconcile.checking import check_document
from reconcile.findings import Outcome
from reconcile.ledger import TICKED
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes

HEAD = "# 云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年预算执行情况\n\n"


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def outcome(rules: tuple[ModuleType, ...], *paragraphs: str) -> Outcome:
    return check_document(read_bytes((HEAD + "\n\n".join(paragraphs)).encode(), "a.md"), lexicon(), rules=rules)


def ticks(found: Outcome) -> list[str]:
    """The numbers that are seen to agree, in the order of the text."""
    return [line.quote for line in found.ledger if line.status in TICKED]
