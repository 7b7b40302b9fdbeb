"""Tables in files of values parted by commas, semicolons or tabs (.csv, .tsv)."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import PurePath

from reconcile.readers.text_tables import TextTable

SUFFIXES = (".csv", ".tsv")
_DELIMITERS = ",\t;，"


def is_delimited(path: str) -> bool:
    return PurePath(path).suffix.lower() in SUFFIXES


def delimited_table(text: str) -> TextTable | None:
    """All rows of the file; None where no sign parts them."""
    sample = text[:100_000].splitlines()
    delimiter = max(_DELIMITERS, key=lambda d: sum(1 for line in sample if d in line))
    if not any(delimiter in line for line in sample):
        return None
    rows, lines, before = [], [], 0
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([" ".join(cell.split("\n")) for cell in row])
                lines.append(before)
            before = reader.line_num
    except csv.Error:  # a field longer than any cell
        return None
    width = Counter(map(len, rows)).most_common(1)[0][0]
    return TextTable(rows, lines, before, width)
