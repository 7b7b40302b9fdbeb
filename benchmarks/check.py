"""What checking a document costs, whole process, beside a bare interpreter: ``python benchmarks/check.py [FILE...]``.

Without files it takes the samples, and the real documents where ``../shared/corpus`` is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from measuring import ROOT, SHARED, cost, show

AIM = "<= 0.6 s, <= 120 MiB"


def main(files: list[str]) -> None:
    documents = [Path(f) for f in files] or [*sorted((ROOT / "samples").glob("*.txt")), *corpus()]
    floor = cost(["-c", "pass"])
    show("python -c pass (floor)", floor, floor, "-")
    for document in documents:
        arguments = ["-m", "reconcile", "check", str(document), "--fail-on", "never"]
        show(document.name, cost(arguments, runs=5), floor, AIM if document.suffix == ".txt" else "-")


def corpus() -> list[Path]:
    folder = SHARED / "corpus"
    return sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".pdf", ".html"}) if folder.is_dir() else []


if __name__ == "__main__":
    main(sys.argv[1:])
