"""Small faults put into the program one at a time: which of them do the tests see?

    python -m tools.mutate TARGET [TARGET...] --tests TEST [TEST...] [--faults N] [--seed S] [--list]

A TARGET is a Python file, ``FILE.py:NAME`` for one function or class of it (``FILE.py:Class.method``), or a CSV file
of ``lexicons/``. Faults in Python: a comparison turned round or made strict, ``and`` for ``or``, a condition of several
left out, a ``not`` left out, a branch or a filter that always or never applies, plus for minus, a number one more, a
word in place of another of the module, a returned truth turned round. In a CSV file: a row left out.

``--faults`` are drawn evenly over the targets; the seed is the commit's hash. Each is put into a copy of the tree,
never into the tree itself, and the TESTs (as pytest names them) run until the first failure; when they take several
times as much of the processor as without a fault they are ended, which counts as seen. Printed are each fault and
whether it was ``killed`` or ``survived``, and the sum. Exit 1 where more than one in ten survived.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.faults import Fault, faults
from tools.workers import ROOT, seed

COPIED = ("reconcile", "lexicons", "samples", "tests", "tools", "benchmarks", "docs", "pyproject.toml", "README.md",
          "README.zh-CN.md", "CHANGELOG.md")  # fmt: skip
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis")
SURVIVE = 0.1  # share of the faults that tests may miss
SLOW = 3  # times the tests' own time on the processor, and then some seconds, before they are ended
SPARE = 20
IDLE = 20  # times that by the clock on the wall, which tells of a busy machine too: only for what waits forever
LATE = "ended: it took too long"


def draw(targets: Sequence[str], number: int, chance: random.Random) -> list[Fault]:
    """So many faults, one of each target in turn, in random order."""
    waiting = [faults(ROOT, target) for target in targets]
    for found in waiting:
        chance.shuffle(found)
    drawn: list[Fault] = []
    while len(drawn) < number and any(waiting):
        drawn += [found.pop() for found in [w for w in waiting if w][: number - len(drawn)]]
    return drawn


def copy(folder: Path) -> None:
    """The tree without what is made from it."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_OUT)
        elif source.exists():
            shutil.copy2(source, folder / name)


def passes(folder: Path, tests: Sequence[str], limit: int | None) -> tuple[bool, str]:
    """Whether the tests pass in the copy, and the last line that they say; ``limit`` are seconds of the processor."""

    def allow() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))

    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-x", "-rfE", "--tb=no", "-p", "no:cacheprovider", *tests]
    with subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=allow,
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate(timeout=limit and IDLE * limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False, LATE
    if process.returncode == -signal.SIGXCPU:
        return False, LATE
    lines = [line for line in said.splitlines() if line.strip()] or ["nothing said"]
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    if process.returncode not in (0, 1, 2):
        raise SystemExit(f"pytest cannot run these tests: {lines[-1]}")
    return process.returncode == 0, (failed or lines)[-1]


def spent() -> float:
    """Seconds of the processor that finished runs of tests took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def uses_the_copy(folder: Path) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-c", "import reconcile; print(reconcile.__file__)"]
    said = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout
    return Path(said.strip()).is_relative_to(folder)


def killed(folder: Path, fault: Fault, tests: Sequence[str], limit: int) -> tuple[bool, str]:
    """Puts the fault in, runs the tests, puts back what was there."""
    was = (folder / fault.path).read_bytes()
    put(folder, fault, was[: fault.start] + fault.new + was[fault.end :])
    try:
        passed, said = passes(folder, tests, limit)
    finally:
        put(folder, fault, was)
    return not passed, said


def put(folder: Path, fault: Fault, data: bytes) -> None:
    """Writes the file, and forgets what Python compiled from it: within a second it would be taken for the same."""
    path = folder / fault.path
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()
    path.write_bytes(data)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="+")
    parser.add_argument("--tests", nargs="+", default=["tests"])
    parser.add_argument("--faults", type=int, default=20)
    parser.add_argument("--seed", default="")
    parser.add_argument("--list", action="store_true", help="only print the faults that would be put in")
    options = parser.parse_args(arguments)
    chosen = seed(options.seed)
    drawn = draw(options.targets, options.faults, random.Random(chosen))
    if not drawn:
        parser.error("nothing in these targets that a fault could be put into")
    if options.list:
        print(*drawn, sep="\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="reconcile-mutate-") as name:
        folder = Path(name).resolve()
        copy(folder)
        if not uses_the_copy(folder):
            raise SystemExit("the tests would import another copy of the program")
        before = spent()
        passed, said = passes(folder, options.tests, None)
        if not passed:
            raise SystemExit(f"the tests fail without a fault: {said}")
        limit = int(SLOW * (spent() - before)) + SPARE
        survived = 0
        for fault in drawn:
            seen, said = killed(folder, fault, options.tests, limit)
            survived += not seen
            print(f"{'killed  ' if seen else 'SURVIVED'} {fault}{f'   ({said})' if seen else ''}", flush=True)
    print(f"{len(drawn)} faults (seed {chosen}): {len(drawn) - survived} killed, {survived} survived")
    return int(survived > SURVIVE * len(drawn))


if __name__ == "__main__":
    sys.exit(main())
