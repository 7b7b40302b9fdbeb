"""How fast PDFs are read: beside what pdfium alone takes for loading pages and text, and beside pdfplumber.

    python benchmarks/pdf.py FILE.pdf...        processor milliseconds a page, the best of three runs
    python benchmarks/pdf.py --memory FILE.pdf  peak memory of a fresh process that reads the file
    python benchmarks/pdf.py --growth           time for documents of 20, 40, … pages made here: linear?

pdfplumber reads at most ``SAMPLE`` pages of each file, for it takes its time.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from reconcile.readers import pdf

RUNS = 3
SAMPLE = 30


def floor(data: bytes) -> int:
    """Load every page and its text with pdfium and do nothing with it."""
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.count_chars()
        text.close()
        page.close()
    count = len(document)
    document.close()
    return count


def ours(data: bytes) -> int:
    return pdf.read(data, "benchmark.pdf").pages or 0


def plumber(data: bytes) -> int:
    """Text and tables of the first pages with pdfplumber."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages[:SAMPLE]:
            page.extract_tables()
            page.extract_text()
            page.close()
        return min(len(document.pages), SAMPLE)


def milliseconds(work: Callable[[bytes], int], data: bytes, runs: int = RUNS) -> float:
    """The best of ``runs``, in processor milliseconds a page (other programs do not count)."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        pages = work(data)
        best = min(best, (time.process_time() - start) * 1000 / pages)
    return best


def compare(paths: list[Path]) -> None:
    print(f"{'file':40} pages    floor     ours  /floor  pdfplumber  /ours")
    totals = [0.0, 0.0, 0.0]
    pages = 0
    for path in paths:
        data = path.read_bytes()
        count = ours(data)
        times = [milliseconds(floor, data), milliseconds(ours, data), milliseconds(plumber, data, 1)]
        totals = [total + each * count for total, each in zip(totals, times, strict=True)]
        pages += count
        print_row(path.name, count, times)
    if len(paths) > 1 and pages:
        print_row("all", pages, [total / pages for total in totals])


def print_row(name: str, pages: int, times: list[float]) -> None:
    low, own, other = times
    print(f"{name[:40]:40} {pages:5} {low:8.2f} {own:8.2f} {own / low:7.2f} {other:11.1f} {other / own:6.1f}")


def memory(path: Path) -> None:
    """Peak resident memory of this process after reading ``path``, and what it was before."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = ours(path.read_bytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{path.name}: {pages} pages, {before:.0f} MiB with everything imported, {peak:.0f} MiB at the peak")


def growth() -> None:
    print("pages  ms a page")
    for pages in (20, 40, 80, 160, 320):
        data = made(pages)
        print(f"{pages:5} {milliseconds(ours, data):10.2f}")


def made(pages: int) -> bytes:
    """A document of ruled tables, one a page, all of them one table."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(pages):
        for row in range(31):
            y = 780 - 22 * row
            canvas.line(60, y, 540, y)
            if row < 30:
                canvas.drawString(64, y - 15, f"item {page}-{row}")
                for column in range(4):
                    canvas.drawRightString(236 + 100 * column, y - 15, f"{page * 1000 + row * 7 + column:,}.00")
        for x in (60, 140, 240, 340, 440, 540):
            canvas.line(x, 780, x, 780 - 22 * 30)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        for path in options.paths:
            if options.in_process:
                memory(path)
            else:  # a fresh process for each file
                subprocess.run([sys.executable, __file__, "--memory", "--in-process", str(path)], check=True)
    elif options.paths:
        compare(options.paths)
    if options.growth:
        growth()


if __name__ == "__main__":
    main()
