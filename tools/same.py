"""The same JSON everywhere: ``python -m tools.same [PYTHON...]``.

Documents of every format (the samples, and an archive made here) are checked under other locales, time zones, seeds of
hashes, from other folders, and by the other interpreters that are named; told is whether the JSON is the same to the
byte but for times and paths. An archive is run through with one, two and five workers, and the rows of all datasets are
compared. Other interpreters must have what the program needs, in the same versions: what another version of a library
reads differently is not looked for here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.archive import make
from tools.kills import Contents, contents, differences

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = tuple(sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".txt", ".docx", ".html", ".pdf")))
DOCUMENTS = 24
WORKERS = (1, 2, 5)
# how the report tells times and paths; of nothing else may it depend on when and where it was made
ASIDE = re.compile(rb'"(seconds|path|file)": ("(?:[^"\\]|\\.)*"|[-+.\deE]+)')


class Surroundings(NamedTuple):
    """What a run finds: variables of the environment, the working folder, the interpreter."""

    name: str
    variables: dict[str, str]
    folder: Path = ROOT
    python: str = sys.executable


USUAL = Surroundings("usual", {"PYTHONHASHSEED": "0", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"})


def variations(folder: Path) -> list[Surroundings]:
    """One thing after the other is changed."""
    changed = {
        "locale C": {"LC_ALL": "C", "LANG": "C"},
        "locale C, no UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "locale POSIX": {"LC_ALL": "POSIX"},
        "locale unknown": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        "zone Kiritimati": {"TZ": "Pacific/Kiritimati"},
        "zone of 12 hours west": {"TZ": "UTC+12"},
        "hash seed 1": {"PYTHONHASHSEED": "1"},
        "hash seed 4294967295": {"PYTHONHASHSEED": "4294967295"},
        "hash seed random": {"PYTHONHASHSEED": "random"},
        "optimized": {"PYTHONOPTIMIZE": "2"},
        "8 columns": {"COLUMNS": "8", "TERM": "dumb", "NO_COLOR": "1"},
    }
    return [
        *(Surroundings(name, {**USUAL.variables, **more}) for name, more in changed.items()),
        Surroundings("another folder", USUAL.variables, folder),
    ]


def called(place: Surroundings, *arguments: str) -> bytes:
    """What the program prints; RuntimeError with its last words where it does not end well."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **place.variables}
    command = [place.python, "-m", "reconcile", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=place.folder, env=environment)
    if done.returncode:
        raise RuntimeError(f"{place.name}: exit code {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout


def checked(place: Surroundings, documents: Sequence[Path]) -> bytes:
    """The JSON without times and paths. The documents are named as they are found from the working folder."""
    names = [os.path.relpath(document, place.folder) for document in documents]
    return ASIDE.sub(rb'"\1": 0', called(place, "check", *names, "-f", "json", "--isolated", "--fail-on", "never"))


def entered(folder: Path, store: Path, workers: int) -> Contents:
    """The rows that a run over an archive leaves."""
    called(USUAL, "batch", str(folder), "--store", str(store), "-j", str(workers))
    return contents(store)


def version(python: str) -> str:
    done = subprocess.run([python, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pythons", nargs="*", help="other interpreters that have what the program needs")
    given = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make(folder / "archive", DOCUMENTS, formats=("txt", "html", "docx", "xlsx", "pdf"))
        made = sorted(p for p in (folder / "archive").rglob("*") if p.is_file() and p.suffix != ".jsonl")
        documents = (*SAMPLES, *made)
        usual = checked(USUAL, documents)
        print(f"{len(documents)} documents, {len(usual)} bytes, SHA-256 {hashlib.sha256(usual).hexdigest()[:16]}")
        others = [Surroundings(version(python), USUAL.variables, python=python) for python in given.pythons]
        for place in (USUAL, *variations(folder), *others):
            same = checked(place, documents) == usual
            print(f"{place.name:28} {'equal' if same else 'DIFFERENT'}", flush=True)
            wrong += not same
        first = entered(folder / "archive", folder / "store1", WORKERS[0])
        for workers in WORKERS[1:]:
            told = differences(first, entered(folder / "archive", folder / f"store{workers}", workers))
            print(f"{workers} workers, rows of all datasets   {'; '.join(told) or 'equal'}", flush=True)
            wrong += bool(told)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
