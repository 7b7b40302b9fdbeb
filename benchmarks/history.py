"""Whether the program has become slower or larger: ``python benchmarks/history.py [--record]``.

Each call's processor time, whole process, is taken in turn with a bare interpreter's and told as a multiple of it, which
differs little from machine to machine and with what else a machine does. Larger: the memory of a check, and the files of
the package. ``--record`` appends the row to ``history.csv``; a figure that is a quarter above the median of the last rows
is told, and then the exit code is 1.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from measuring import ROOT, paired

HISTORY = Path(__file__).with_name("history.csv")
SAMPLE = "samples/budget_faulty.txt"
# name → arguments, and the multiple that is aimed at
CALLS = {
    "help": (["-m", "reconcile", "--help"], 4.0),
    "check_help": (["-m", "reconcile", "check", "--help"], 8.0),
    "check_sample": (["-m", "reconcile", "check", SAMPLE], 18.0),
    "extract": (["-c", "import reconcile; reconcile.extract('增加104.59万元')"], 8.0),
    "import": (["-c", "import reconcile"], 1.5),
}
SIZES = {"mebibytes": "MiB of check_sample", "package_kib": "KiB of the package"}
LAST = 5  # rows that are compared with
WORSE = 1.25


def main(arguments: list[str]) -> int:
    found = paired({"floor": ["-c", "pass"], **{name: call for name, (call, _) in CALLS.items()}}, runs=9)
    row: dict[str, str] = {"date": datetime.now(UTC).date().isoformat(), "commit": commit(), "python": version()}
    row |= {name: f"{found[name].cpu / found['floor'].cpu:.2f}" for name in CALLS}
    row["mebibytes"] = f"{found['check_sample'].mebibytes:.1f}"
    row["package_kib"] = f"{size() / 1024:.0f}"
    before = rows()[-LAST:]
    usual = {name: statistics.median(float(r[name]) for r in before) for name in (*CALLS, *SIZES)} if before else {}
    worse = worsened(row, usual)
    units = {name: f"x floor   aim {aim:4.1f}" for name, (_, aim) in CALLS.items()} | SIZES
    for name, unit in units.items():
        told = f"   before {usual[name]:.2f}" if usual else ""
        mark = ("   LARGER" if name in SIZES else "   SLOWER") if name in worse else ""
        print(f"{name:<14} {row[name]:>8} {unit}{told}{mark}")
    if "--record" in arguments:
        record(row)
    return int(bool(worse))


def worsened(row: Mapping[str, str], usual: Mapping[str, float]) -> list[str]:
    """What is a quarter above what is usual."""
    return [name for name, value in usual.items() if float(row[name]) > WORSE * value]


def rows() -> list[dict[str, str]]:
    if not HISTORY.is_file():
        return []
    with HISTORY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record(row: dict[str, str]) -> None:
    kept = [*rows(), row]
    with HISTORY.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short=8", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def size() -> int:
    """The bytes that the package itself takes when it is installed, with its lexicons, before it is compiled."""
    files = [*(ROOT / "reconcile").rglob("*"), *(ROOT / "lexicons").rglob("*")]
    return sum(f.stat().st_size for f in files if f.is_file() and "__pycache__" not in f.parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
