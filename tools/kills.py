"""kill -9 at random moments: ``python -m tools.kills [KILLS] [SEED]``.

An archive of small documents (right and wrong ones, copies, broken ones, members of a zip) is checked once undisturbed.
Then it is checked again and again into a fresh store while the parent, a worker or the server that forks the workers is
killed with SIGKILL, each once in an order and at moments that the seed draws: when so many documents have been entered
in the ledger, and up to a second later. A run without its parent is started again. After every kill all files of the
store must be readable and no document stand twice; at the end of a round the rows of every dataset must be those of the
undisturbed run, nothing may be left half done, and another run must find nothing to do. Needs ``/proc``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from benchmarks.archive import make
from reconcile.archive.batch import Options, run
from reconcile.archive.rows import SCHEMAS, VOLATILE
from reconcile.archive.store import LEDGER, STAGED, WHOLE

KINDS = ("parent", "worker", "server")
DOCUMENTS = 48
EVERY = 0.3  # seconds between two times that results go to files: kills are to meet that too
OPTIONS = Options(workers=2, every=EVERY)
FORMATS = ("txt", "html", "docx")
LATER = 1.0  # seconds that a kill may come after its document
LONGEST = 300.0  # seconds that a run may take to its end

Contents = dict[str, list[str]]


class Kill(NamedTuple):
    """Who was killed, when so many documents were entered in the ledger, and so many of them stood in files."""

    kind: str
    entered: int
    placed: int


class WrongError(Exception):
    """The store is not what an undisturbed run leaves."""


def archive(folder: Path, documents: int) -> None:
    """Documents of two offices over the years, and beside them what goes another way through a run."""
    made = make(folder, documents, formats=FORMATS)
    texts = sorted(folder.rglob("*.txt"))
    assert made == documents
    assert texts
    shutil.copy(texts[0], folder / "copy.txt")
    (folder / "broken.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more")
    (folder / "stump.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "scanned.html").write_text("<html><body><img src='page.png'></body></html>", encoding="utf-8")
    with zipfile.ZipFile(folder / "package.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for number, text in enumerate(texts[:6]):
            package.writestr(f"{number}.txt", text.read_bytes() + f"\n第{number}份。\n".encode())


def contents(store: Path) -> Contents:
    """All rows of all datasets with the partition they are in, without the columns that differ between any two runs."""
    found: Contents = {}
    for name in (*SCHEMAS, *WHOLE):
        rows = [
            f"{file.parent.relative_to(store)} { {k: v for k, v in row.items() if k not in VOLATILE} }"
            for file in (store / name).rglob("*.parquet")
            for row in pq.read_table(file, partitioning=None).to_pylist()
        ]
        found[name] = sorted(rows)
    return found


def documents(store: Path) -> int:
    """How many documents stand in files. WrongError where one stands there twice; ArrowException for a damaged file."""
    found: Counter[str] = Counter()
    for name in SCHEMAS:
        for file in (store / name).rglob("*.parquet"):
            with suppress(FileNotFoundError):  # moved or replaced since it was listed
                table = pq.read_table(file, partitioning=None)
                found.update(table["doc"].to_pylist() if name == "documents" else ())
    if twice := [doc for doc, number in found.items() if number > 1]:
        raise WrongError(f"{len(twice)} documents stand in the store twice")
    return len(found)


def entered(store: Path) -> int:
    """How many documents the ledger has."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{store / LEDGER}?mode=ro", uri=True)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM works").fetchone()[0])
    return 0


def differences(calm: Contents, wild: Contents) -> list[str]:
    """What is told of each dataset that differs."""
    told = []
    for name in calm:
        left, right = Counter(calm[name]), Counter(wild[name])
        if left != right:
            told.append(f"{name}: {(left - right).total()} rows missing, {(right - left).total()} too many")
    return told


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[1]) == pid and fields[0] != "Z":
                    found.append(int(entry.name))
    return found


def family(pid: int) -> list[int]:
    """All living descendants of a process: the server that forks workers, and the workers."""
    found = children(pid)
    return found + [other for child in found for other in family(child)]


def servers(pid: int) -> list[int]:
    """The server that forks the workers of the process, if it runs."""
    found = []
    for child in children(pid):
        with suppress(OSError):
            if b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def victims(kind: str, pid: int) -> list[int]:
    if kind == "parent":
        return [pid]
    found = servers(pid)
    return found if kind == "server" else [worker for server in found for worker in children(server)]


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "tools.kills", "--run", str(folder), str(store)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def disturbed(
    folder: Path, store: Path, kinds: Sequence[str], chance: random.Random, number: int
) -> list[Kill]:  # fmt: skip
    """A run over ``number`` documents to its end, in which each of the ``kinds`` is killed if it lasts so long."""
    process = start(folder, store)
    told: list[Kill] = []
    try:
        for kind, moment in zip(kinds, sorted(chance.randint(0, number) for _ in kinds), strict=True):
            while process.poll() is None and (entered(store) < moment or not victims(kind, process.pid)):
                time.sleep(0.02)
            time.sleep(chance.uniform(0, LATER))
            found = victims(kind, process.pid) if process.poll() is None else []
            if not found:
                break
            kill(chance.choice(sorted(found)))
            if kind == "parent":
                process.wait()
            told.append(Kill(kind, entered(store), documents(store)))
            if kind == "parent":
                process = start(folder, store)
        if code := process.wait(LONGEST):
            raise WrongError(f"the run ended with {code}")
    finally:
        if process.poll() is None:
            for pid in (process.pid, *family(process.pid)):
                kill(pid)
            process.wait()
    return told


def judge(folder: Path, store: Path, calm: Contents) -> None:
    """WrongError where the store differs from the undisturbed one or something is left to do."""
    if wrong := differences(calm, contents(store)):
        raise WrongError("; ".join(wrong))
    if left := list((store / STAGED).iterdir()):
        raise WrongError(f"{left[0].name} was left behind")
    again = run([str(folder)], store, OPTIONS, progress=False)
    if not set(again.counts) <= {"skipped", "duplicate"}:
        raise WrongError(f"another run found something to do: {again.counts}")
    if wrong := differences(calm, contents(store)):
        raise WrongError(f"after another run: {'; '.join(wrong)}")


def trial(root: Path, kills: int, seed: int, number: int = DOCUMENTS, shown: bool = False) -> list[Kill]:
    """All kills; WrongError where one of them has changed something."""
    chance, folder = random.Random(seed), root / "archive"
    archive(folder, number)
    run([str(folder)], root / "calm", OPTIONS, progress=False)
    calm = contents(root / "calm")
    if shown:
        rows = ", ".join(f"{len(found)} {name}" for name, found in calm.items())
        print(f"undisturbed: {rows}", flush=True)
    told: list[Kill] = []
    turn = 0
    while len(told) < kills:
        turn += 1
        store = root / f"wild{turn}"
        kinds = chance.sample(KINDS, len(KINDS))[: kills - len(told)]
        found = disturbed(folder, store, kinds, chance, len(calm["documents"]))
        judge(folder, store, calm)
        shutil.rmtree(store)
        told += found
        if shown:
            names = "; ".join(f"{k.kind} at {k.entered} documents, {k.placed} of them in files" for k in found)
            print(f"round {turn}: {names or 'ended before the first kill'}: equal", flush=True)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kills", type=int, nargs="?", default=40)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            told = trial(Path(folder), given.kills, given.seed, given.documents, shown=True)
        except WrongError as error:
            print(f"wrong: {error}")
            return 1
    by = Counter(k.kind for k in told)
    print(f"{len(told)} kills ({', '.join(f'{by[kind]} {kind}' for kind in KINDS)}): the store is the same row by row")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        stopped = run([sys.argv[2]], Path(sys.argv[3]), OPTIONS, progress=False).stopped
        raise SystemExit(130 if stopped else 0)
    raise SystemExit(main())
