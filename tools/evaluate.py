"""Reports of whole folders of documents, fast enough to look at after every change.

    python -m tools.evaluate OUT FOLDER [FOLDER...] [--cache FOLDER] [--jobs N] [--timeout S] [--only GLOB]

OUT gets ``<file name>.json`` for each document of the folders (not of folders inside them), byte for byte what
``python -m reconcile check FILE --format json`` prints but for the seconds it took, and ``times.csv``. What an
earlier run left there of the same names is removed first, so that no report is of an older program.

Each document is read once (see `tools.cached`) and checked in one of ``--jobs`` processes. One whose check takes the
processor longer than ``--timeout`` seconds, or its reading ten times as long (scans), is ended; the clock on the wall
would tell of a busy machine and not of the program. Printed are the documents without a report and why, and for each
folder the findings by severity, the share of money and of percent figures that were checked, and the processor's time
for the checks.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reconcile import settings
from reconcile.errors import ReconcileError
from reconcile.reports import write
from reconcile.running import Session, session
from reconcile.saving import save
from reconcile.sources import SUFFIXES
from tools import cached, workers

CHECKED = ("agrees", "agrees_by_rounding", "disagrees")
PATIENCE = 10  # times the limit that reading may take, which happens once


class Result(NamedTuple):
    """``seconds`` are the processor's, of the check alone; ``trouble`` is why there is no report; ``counts`` are of
    severities, and of (type, whether checked) of figures."""

    path: Path
    seconds: float = 0.0
    trouble: str = ""
    counts: Counter[Any] | None = None


_session: Session | None = None


def start() -> None:
    global _session
    _session = session(settings.load())


def check(path: Path, out: Path, cache: Path, limit: float) -> Result:
    """Writes the document's report. Runs in a worker."""
    assert _session is not None
    try:
        workers.allow(PATIENCE * limit)
        document = cached.read(path, cache)
        workers.allow(limit)
        began = time.process_time()
        checked, _ = _session.check(document)
        seconds = time.process_time() - began
        save(write("json", [checked]), out / f"{path.name}.json")
    except ReconcileError as error:
        return Result(path, trouble=str(error))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Result(path, trouble=f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})")
    finally:
        workers.allow(0)
    counts: Counter[Any] = Counter(str(f.severity) for f in checked.findings)
    counts.update((f.type, str(f.status) in CHECKED) for f in checked.outcome.ledger)
    return Result(path, seconds, counts=counts)


def documents(folder: Path, only: str) -> list[Path]:
    found = [folder] if folder.is_file() else sorted(folder.glob(only))
    return [p for p in found if p.is_file() and p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))]


def summary(name: str, results: Sequence[Result]) -> str:
    total: Counter[Any] = Counter()
    for result in results:
        total.update(result.counts or {})
    findings = ", ".join(f"{s} {total[s]}" for s in ("error", "warning", "info"))
    shares = []
    for kind in ("money", "percent"):
        figures = total[kind, True] + total[kind, False]
        shares.append(f"{kind} {total[kind, True] / max(1, figures):.3f} of {figures}")
    slow = sorted(results, key=lambda r: -r.seconds)[:3]
    return (
        f"{name}: {len(results)} documents, {sum(bool(r.trouble) for r in results)} without a report; {findings}\n"
        f"  checked: {', '.join(shares)}; {sum(r.seconds for r in results):.1f} s\n"
        f"  longest: {', '.join(f'{r.path.name} {r.seconds:.1f} s' for r in slow)}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, default=cached.FOLDER)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--only", default="*")
    options = parser.parse_args(arguments)
    given = {folder: documents(folder, options.only) for folder in options.folders}
    paths = [p for inside in given.values() for p in inside]
    double = [name for name, times in Counter(p.name for p in paths).items() if times > 1]
    if double or not paths:
        parser.error(f"two documents of the same name: {', '.join(double)}" if double else "no documents")
    options.out.mkdir(parents=True, exist_ok=True)
    for path in paths:
        (options.out / f"{path.name}.json").unlink(missing_ok=True)
    work = partial(check, out=options.out, cache=options.cache, limit=options.timeout)
    found = zip(paths, workers.each(work, paths, options.jobs, start), strict=True)
    results = [r if isinstance(r, Result) else Result(p, options.timeout, str(r)) for p, r in found]
    with (options.out / "times.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("document", "seconds", "trouble"))
        writer.writerows((r.path.name, f"{r.seconds:.3f}", r.trouble) for r in results)
    print(*(f"{r.path.name}: {r.trouble}\n" for r in results if r.trouble), sep="", end="")
    by_path = {r.path: r for r in results}
    for folder, inside in given.items():
        print(summary(str(folder), [by_path[p] for p in inside]))
    return int(any(r.trouble for r in results))


if __name__ == "__main__":
    sys.exit(main())
