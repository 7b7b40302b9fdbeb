"""The checklist in words: a line for the whole, and a row an item, for the reports that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reconcile.checked import Checked
from reconcile.findings import ChecklistItem
from reconcile.tuples import NamedTuple

from .quoting import where
from .words import ZH

MARKS = {"found": "✓", "not_applicable": "—", "incomplete": "△", "not_found": "？"}


class Row(NamedTuple):
    mark: str
    status: str
    item: str
    place: str
    message: str
    entry: ChecklistItem


def rows(checked: Checked, words: Mapping[str, str] = ZH, whole: bool = True) -> list[Row]:
    """The items in the order of the list; without ``whole`` only what was not found or is incomplete."""
    shown = [e for e in checked.outcome.checklist if whole or e.status in ("not_found", "incomplete")]
    return [
        Row(
            MARKS[e.status], words[f"list_{e.status}"], e.item,
            where(checked.document, e.place, words) if e.place else "", e.message, e,
        )
        for e in shown
    ]  # fmt: skip


def line(checked: Checked, words: Mapping[str, str] = ZH, between: str = " ") -> str:
    """How many items were found and how many not; "" where the document has no checklist. ``between`` is what keeps a
    count and its word in one line."""
    entries = checked.outcome.checklist
    if not entries:
        return ""
    counts = Counter(e.status for e in entries)
    told = "  ".join(between.join((m, words[f"list_{s}"], str(counts[s]))) for s, m in MARKS.items())
    return words["checklist"].format(len(entries)) + words["colon"] + told
