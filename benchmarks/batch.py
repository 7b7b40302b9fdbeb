"""What an archive costs: throughput a core, the parent's memory over time, failures, resume, and what 100,000 would take.

    python -m benchmarks.batch --documents 10000 [--workers 2] [--formats "txt html docx xlsx pdf"] [--folder DIR]
    python -m benchmarks.batch --documents 20000 --brief

Makes a synthetic archive, runs ``reconcile batch`` over it in a process of its own and looks at that process twice a
second. Throughput a core is documents by processor seconds, so that other load on the machine does not count. With
``--brief`` the documents are of a few lines and one table: what the parent needs for many of them, and nothing else.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.dataset as ds

from benchmarks.archive import FORMATS, make

TICK = os.sysconf("SC_CLK_TCK")
STEP = 0.5


class Sample(NamedTuple):
    """At ``seconds`` since the start: the parent's resident memory in MiB, processor seconds of all processes so far."""

    seconds: float
    parent: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--formats", default=" ".join(FORMATS))
    parser.add_argument("--brief", action="store_true", help="documents of a few lines")
    parser.add_argument("--folder", type=Path, help="where archive and results go (default: a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = given.folder or Path(temporary)
        started = time.perf_counter()
        if given.brief:
            made = brief(folder / "archive", given.documents)
        else:
            made = make(
                folder / "archive", given.documents, formats=tuple(given.formats.split()), workers=given.workers
            )
        print(f"generated   {made} documents in {time.perf_counter() - started:.0f} s")
        command = ["batch", str(folder / "archive"), "--store", str(folder / "store"), "-j", str(given.workers)]
        report(run([*command, "--no-across"]), made, given.workers, folder / "store")
        resume = run([*command, "--no-across"])
        print(
            f"resume      {resume[-1].seconds:.1f} s, {resume[-1].seconds / made * 1e6:.0f} µs a document, start included"
        )
        across = run(command)
        print(f"across      {across[-1].seconds:.1f} s, parent at most {max(s.parent for s in across):.0f} MiB")


BRIEF = """{office}{year}年部门预算

{year}年支出预算{total}.50万元，其中：教育支出{part}.25万元，卫生健康支出{rest}.25万元。

{year}年部门支出预算总表

单位：万元

|项目|预算数|
|---|---|
|教育支出|{part}.25|
|卫生健康支出|{rest}.25|
|合计|{total}.50|
"""


def brief(folder: Path, documents: int) -> int:
    """Writes small documents, a thousand to a folder; how many."""
    for number in range(documents):
        office, year = f"临江市第{number // 6}中学", 2019 + number % 6
        part, rest = 100 + number % 7000, 50 + number % 311
        text = BRIEF.format(office=office, year=year, part=part, rest=rest, total=part + rest)
        file = folder / f"{number // 1000}" / f"{office}{year}年部门预算.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return documents


def run(arguments: Sequence[str]) -> list[Sample]:
    """Runs the command to its end; what was seen of it."""
    started = time.perf_counter()
    samples: list[Sample] = []
    known: dict[int, float] = {}
    with subprocess.Popen([sys.executable, "-m", "reconcile", *arguments]) as process:
        while process.poll() is None:
            time.sleep(STEP)
            known |= processes(process.pid)
            samples.append(Sample(time.perf_counter() - started, resident(process.pid), sum(known.values())))
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}")
    return samples


def processes(root: int) -> dict[int, float]:
    """The processor seconds of the process and all its descendants, by id."""
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICK
    return {pid: seconds for pid, seconds in used.items() if descends(pid, root, parents)}


def descends(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid and pid != root:
        pid = parents.get(pid, 0)
    return pid == root


def resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((x for x in status.splitlines() if x.startswith("VmRSS")), "VmRSS: 0")
    return int(line.split()[1]) / 1024


def report(samples: list[Sample], made: int, workers: int, store: Path) -> None:
    last = samples[-1]
    rate = made / last.processor
    print(
        f"checked     {made} documents in {last.seconds:.0f} s with {workers} workers: {made / last.seconds:.1f} a second"
    )
    print(
        f"throughput  {rate:.1f} documents a second and core ({last.processor / made * 1000:.0f} ms of processor each)"
    )
    for form, number, seconds in by_format(store):
        print(f"  {form:<9} {number} documents, {seconds * 1000:.0f} ms each from bytes to findings (wall)")
    tenths = [samples[len(samples) * i // 10] for i in range(10)]
    print("parent MiB  " + " ".join(f"{s.parent:.0f}" for s in [*tenths, samples[-2] if len(samples) > 1 else last]))
    print(f"failures    {failures(store) or 'none'}")
    size = sum(f.stat().st_size for f in store.rglob("*") if f.is_file())
    print(f"results     {size / 1e6:.0f} MB, {size / made / 1000:.1f} kB a document")
    for cores in (workers, 16, 64):
        print(f"100,000     on {cores} cores: {100_000 / rate / cores / 60:.0f} minutes")
    print(f"1,000,000   {1_000_000 / rate / 3600:.0f} core hours, {size / made / 1000:.0f} GB of results")


def documents(store: Path) -> list[dict[str, object]]:
    files = [str(f) for f in (store / "documents").rglob("*.parquet")]
    table = ds.dataset(files, format="parquet").to_table(columns=["format", "status", "reason", "seconds"])
    return list(table.to_pylist())


def by_format(store: Path) -> list[tuple[str, int, float]]:
    rows = [d for d in documents(store) if d["status"] == "ok"]
    forms = sorted({str(d["format"]) for d in rows})
    times = {f: [float(str(d["seconds"])) for d in rows if d["format"] == f] for f in forms}
    return [(f, len(t), sum(t) / len(t)) for f, t in times.items()]


def failures(store: Path) -> str:
    found = [f"{d['status']} {d['reason']}" for d in documents(store) if d["status"] != "ok"]
    return "; ".join(f"{found.count(r)} x {r}" for r in dict.fromkeys(found))


if __name__ == "__main__":
    main()
