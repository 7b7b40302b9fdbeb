"""Characters a second of extraction on one core, beside plain searches for digits over the same text.

    python benchmarks/extraction.py            the prose of the samples
    python benchmarks/extraction.py FILE...    the prose of any documents; a .txt or .md with tables is read as a document

Every figure is the best of five runs in processor time. The floor is a pass of ``[0-9]+`` that does nothing with its
matches; ``patterns`` is our own pattern without what is made of its matches.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from reconcile.quantity import extract
from reconcile.quantity.pattern import pattern
from reconcile.readers import read

RUNS = 5
LENGTH = 500_000  # characters that a run goes over, so that short texts measure well
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DIGITS = re.compile("[0-9]+")


def prose(paths: Iterable[Path]) -> str:
    return "\n".join(paragraph.text for path in paths for paragraph in read(path).paragraphs)


def rate(work: Callable[[str], object], text: str) -> float:
    """Characters a second."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return len(text) / best


def consume(found: Iterable[object]) -> int:
    return sum(1 for _ in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = parser.parse_args().paths or sorted(SAMPLES.glob("*.txt"))
    text = prose(paths)
    found = extract(text)
    text *= max(1, LENGTH // len(text))
    floor = rate(lambda t: consume(DIGITS.finditer(t)), text)
    patterns = rate(lambda t: consume(pattern().finditer(t)), text)
    ours = rate(extract, text)
    print(f"{len(found)} quantities, one every {len(text) / len(extract(text)):.0f} characters")
    for name, value in (("floor", floor), ("patterns", patterns), ("extract", ours)):
        print(f"{name:10}{value / 1e6:8.2f} M characters a second   1/{floor / value:.1f} of the floor")


if __name__ == "__main__":
    main()
