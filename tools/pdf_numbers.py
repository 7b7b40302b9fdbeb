"""Whether the numbers of PDFs are read as pdftotext reads them: each difference is to be looked at.

    python -m tools.pdf_numbers FOLDER... [--pages 40] [--seed 1]

Takes so many pages of the PDFs under the folders by chance and compares the numbers of three digits and more, with
their commas and full stops, that our reader has on the page with those of poppler's pdftotext. Ours are counted in
paragraphs and cells; running heads and page numbers, which we leave out, and header rows that a page repeats stand on
the other side only. Pages that we say we did not read are named and not compared.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from reconcile.document import Document, Grid
from reconcile.errors import ReadError
from reconcile.readers import pdf

NUMBER = re.compile(r"\d[\d,.]*\d")
LEAST = 3  # digits


def numbers(text: str) -> Iterator[str]:
    return (n for n in NUMBER.findall(text) if sum(c.isdigit() for c in n) >= LEAST)


def ours(document: Document, page: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Grid):
            for (row, column), place in block.places.items():
                if place.page == page:
                    found.update(numbers(block.rows[row][column]))
            continue
        for k, segment in enumerate(block.segments):
            if segment.place.page == page:
                end = block.segments[k + 1].start if k + 1 < len(block.segments) else None
                found.update(numbers(block.text[segment.start : end]))
    return found


def theirs(path: Path, page: int) -> Counter[str]:
    command = ["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    return Counter(numbers(text))


def pages_of(path: Path) -> int:
    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = sorted(f for folder in options.folders for f in folder.rglob("*.pdf"))
    every = [(f, page) for f in files for page in range(1, pages_of(f) + 1)]
    chosen = sorted(random.Random(options.seed).sample(every, min(options.pages, len(every))))
    documents: dict[Path, Document | None] = {}
    same = total = 0
    for path, page in chosen:
        if path not in documents:
            try:
                documents[path] = pdf.read(path.read_bytes(), path.name)
            except ReadError:
                documents[path] = None
        document = documents[path]
        if document is None or any(n.page == page and "未核对" in n.message for n in document.notices):
            print(f"{path.name} page {page}: said not to be read")
            continue
        mine, other = ours(document, page), theirs(path, page)
        total += other.total()
        same += (mine & other).total()
        if mine != other:
            left, right = " ".join((mine - other).elements()), " ".join((other - mine).elements())
            print(f"{path.name} page {page}: ours only [{left}] pdftotext only [{right}]")
    print(f"{len(chosen)} pages: {same} of {total} numbers of pdftotext's are ours too")
    return 0


if __name__ == "__main__":
    sys.exit(main())
