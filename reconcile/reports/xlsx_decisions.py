"""The columns of the workpaper that people fill, with drop-downs, and the sheet that logs every decision.

What is written there is read back by ``reconcile review --import``; the last column, which is hidden, says which
finding or number a row is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .decided import CONCLUSION, DATE, LOG, LOG_COLUMNS, PREPARER, PRINT, REASON, REVIEWER, STATE, decided, log
from .workbook import FIRST, Book, close_list, height

COLUMNS = ((STATE, 8), (CONCLUSION, 12), (REASON, 18), (PREPARER, 8), (REVIEWER, 8), (DATE, 11), (PRINT, 26))
STATE_FILLS = {"须重看": "#FCE7B2"}
REASON_WIDTH = COLUMNS[2][1]


def write_decision(book: Book, sheet: Any, row: int, column: int, subject: str) -> tuple[str, float]:
    """The cells of a finding or number from this column on, empty ones for "" ; the reason and its width."""
    cells = decided(book.checked, subject) if subject else None
    texts = [*cells, subject] if cells else [""] * len(COLUMNS)
    for place, text in enumerate(texts):
        fill = {"bg_color": STATE_FILLS[text]} if place == 0 and text in STATE_FILLS else {}
        if text:
            sheet.write_string(row, column + place, text, book.cell(**fill))
        else:
            sheet.write_blank(row, column + place, None, book.cell())
    return (cells.reason if cells else "", REASON_WIDTH)


def choices(sheet: Any, column: int, rows: int, conclusions: Sequence[str]) -> None:
    """The drop-down of conclusions, and the hidden column of fingerprints. The list admits nothing else."""
    last = FIRST + max(rows, 1) - 1
    sheet.data_validation(
        FIRST, column + 1, last, column + 1,
        {"validate": "list", "source": list(conclusions), "error_title": "结论", "error_message": "请从列表中选择"},
    )  # fmt: skip
    sheet.set_column(column + len(COLUMNS) - 1, column + len(COLUMNS) - 1, COLUMNS[-1][1], None, {"hidden": True})


def write_log(book: Book) -> None:
    sheet = book.list_sheet(LOG, LOG_COLUMNS)
    rows = list(log(book.checked))
    for number, row in enumerate(rows, FIRST):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, book.cell())
        sheet.set_row(number, height((text, LOG_COLUMNS[c][1]) for c, text in enumerate(row)))
    close_list(sheet, len(LOG_COLUMNS), len(rows))
