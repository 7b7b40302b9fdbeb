"""Where our tables and pdfplumber's differ, page by page: each difference is to be looked at.

    python benchmarks/pdf_differential.py FILE.pdf... [--pages 1-30] [--show 3]

Rows are compared by their non-empty cells in order, without white space; repeated header rows, which we drop, are
not counted. A page is listed if a row stands on one side only.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter
from pathlib import Path

import pdfplumber

from reconcile.document import Document
from reconcile.readers import pdf

Row = tuple[str, ...]


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def our_rows(document: Document) -> dict[int, list[Row]]:
    """The rows by page, each of its non-empty cells; a row counts for the page where it begins."""
    found: dict[int, list[Row]] = {}
    for grid in document.grids:
        for number, row in enumerate(grid.rows):
            cells = tuple(bare(cell) for cell in row if bare(cell))
            page = grid.cell_place(number, 0).page or grid.pages[0]
            pages = [grid.places[at].page for at in grid.places if at[0] == number]
            if cells:
                found.setdefault(pages[0] or page if pages else page, []).append(cells)
    return found


def their_rows(data: bytes, first: int, last: int) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages[first - 1 : last]:
            for table in page.extract_tables():
                rows = [tuple(bare(cell) for cell in row if bare(cell)) for row in table]
                found.setdefault(page.page_number, []).extend(row for row in rows if row)
            page.close()
    return found


def compare(path: Path, first: int, last: int, show: int) -> None:
    data = path.read_bytes()
    document = pdf.read(data, path.name)
    ours, theirs = our_rows(document), their_rows(data, first, last)
    headers = {row for rows in ours.values() for row in rows}
    same = differing = 0
    for page in range(first, min(last, document.pages or 0) + 1):
        mine, other = Counter(ours.get(page, [])), Counter(theirs.get(page, []))
        only_ours = list((mine - other).elements())
        only_theirs = [row for row in (other - mine).elements() if row not in headers]
        if not only_ours and not only_theirs:
            same += bool(mine)
            continue
        differing += 1
        print(f"{path.name} p{page}: {len(only_ours)} rows ours only, {len(only_theirs)} rows pdfplumber only")
        for name, rows in (("ours", only_ours), ("pdfplumber", only_theirs)):
            for row in rows[:show]:
                print(f"    {name:10} {' | '.join(cell[:40] for cell in row)[:150]}")
    print(f"{path.name}: {same} pages with the same tables, {differing} that differ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", default="1-9999")
    parser.add_argument("--show", type=int, default=3)
    options = parser.parse_args()
    first, last = map(int, options.pages.split("-"))
    for path in options.paths:
        compare(path, first, last, options.show)


if __name__ == "__main__":
    main()
