"""Whole-process time and memory, as a user meets them: the least of several runs beside a bare interpreter's.

Compiled modules are kept, as an installation has them; the first run, which may have to compile, does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

KEEPING = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    seconds: float
    mebibytes: float
    cpu: float = 0.0  # seconds of processor time: what else the machine does counts little in it


def cost(arguments: Sequence[str], runs: int = 7) -> Cost:
    """What ``python ARGUMENTS`` costs: the shortest time and the largest memory of ``runs`` runs."""
    _once(arguments)
    found = [_once(arguments) for _ in range(runs)]
    return _least(found)


def paired(calls: Mapping[str, Sequence[str]], runs: int = 7) -> dict[str, Cost]:
    """What each call costs, the calls taken in turn, so that what else the machine does falls on all of them."""
    for arguments in calls.values():
        _once(arguments)
    found: dict[str, list[Cost]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, arguments in calls.items():
            found[name].append(_once(arguments))
    return {name: _least(costs) for name, costs in found.items()}


def _least(found: Sequence[Cost]) -> Cost:
    return Cost(min(c.seconds for c in found), max(c.mebibytes for c in found), min(c.cpu for c in found))


def _once(arguments: Sequence[str]) -> Cost:
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT, env=KEEPING) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"exit code {process.returncode}: {' '.join(arguments)}")
    return Cost(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def show(name: str, found: Cost, floor: Cost, aim: str) -> None:
    print(
        f"{name:<34} {found.seconds:6.3f} s {found.seconds / floor.seconds:6.1f} x floor "
        f"{found.mebibytes:7.1f} MiB {found.mebibytes / floor.mebibytes:5.1f} x floor   aim {aim}"
    )
