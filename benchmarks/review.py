"""How quick the review page is: documents in a real browser, and filters over a large store.

python -m benchmarks.review paint [FILE...]            first paint, first original page, and a step of the queue, in ms
python -m benchmarks.review store [--documents 100000]   time of each page over a synthetic store

Without a file a compilation of some 250 pages is made and opened. Beside the time by the clock stands that of the processor,
which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2

from benchmarks.archive import cases, whereabouts
from benchmarks.synthetic.disclosure import Block, Disclosure
from benchmarks.synthetic.formats import pdf
from reconcile.archive.rows import SCHEMAS

RUNS = 5
OFFICES = 56  # of the compilation
YEARS, REGIONS = range(2015, 2025), ("上海市", "浙江省", "湖北省", "四川省")
QUERIES = (
    "", "s/findings", "s/findings?q=2636.92", "s/findings?code=R203&year=2020", "s/findings?state=open&severity=error",
    "s/findings?office=东湖区0012局", "s/documents?size=errors", "s/figures?q=2636.92&year=2021", "s/figures?status=unchecked",
    "s/matrix", "s/matrix?region=上海市", "s/rules", "s/trend", "s/widen?code=R101&office=东湖区0012局",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("paint", "store"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args()
    if given.what == "paint":
        paint(given.files)
    else:
        store(given.documents)


@contextmanager
def served(path: Path, *options: str) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "reconcile", "review", str(path), "--no-browser", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found is not None
    try:
        yield found[0], process.pid
    finally:
        process.kill()


def paint(files: list[Path]) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(
            f"{'ms by the clock (of the page’s processor), the least of ' + str(RUNS):<52}{'first paint':>16}{'page':>16}{'step':>16}"
        )
        for file in files or [compilation(Path(folder))]:
            with served(file, "--record", f"{folder}/review.jsonl") as (url, _):
                runs = [Painted.of(browser, url, file.suffix == ".pdf") for _ in range(RUNS)]
            told = [min(r[n] for r in runs) for n in range(len(Painted._fields))]
            pairs = [f"{told[n]:6.0f} ({told[n + 1]:5.0f})" for n in range(0, len(told), 2)]
            print(f"{file.name[:48]:<52}" + "".join(f"{pair:>16}" for pair in pairs), flush=True)


class Painted(NamedTuple):
    """Milliseconds from the request to the first contentful paint and to the first original page, and from the key to
    the last finding of the queue shown with its relation and its page; each by the clock and by the page's processor."""

    first: float
    first_work: float
    page: float
    page_work: float
    step: float
    step_work: float

    @classmethod
    def of(cls, browser: Any, url: str, has_pages: bool) -> Painted:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(120_000)
        told = page.context.new_cdp_session(page)
        told.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(url, wait_until="commit")
        first, first_work = until(page, FIRST), work(told)
        at, at_work = until(page, PAGE if has_pages else TEXT), work(told)
        page.wait_for_load_state("networkidle")
        step = step_work = math.nan  # a document may have nothing to step to
        if page.locator(".item").count():
            before, started = work(told), time.perf_counter()
            page.keyboard.press("k" if page.locator("#findings .item").count() else "n")  # k goes round to the last one
            until(page, STEPPED + (f" && {SEEN}" if has_pages else ""))
            step, step_work = 1000 * (time.perf_counter() - started), work(told) - before
        page.context.close()
        return cls(first, first_work, at, at_work, step, step_work)


FIRST = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0"
PAGE = "document.querySelector('.sheet img') ? performance.now() : 0"
TEXT = "document.querySelector('#prose p') ? performance.now() : 0"
STEPPED = "document.querySelector('#detail article .places') !== null"
SEEN = (
    "(boxes => !boxes.length || boxes.some(b => b.parentElement.querySelector('img') !== null))"
    "([...document.querySelectorAll('.box.on.lead')])"
)


def until(page: Any, script: str) -> float:
    """What the script says as soon as it says something."""
    for _ in range(1500):
        if told := page.evaluate(script):
            return float(told)
        time.sleep(0.02)
    raise TimeoutError(script)


def work(told: Any) -> float:
    """Milliseconds of processor that the page's own thread took so far."""
    metrics = {m["name"]: m["value"] for m in told.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def compilation(folder: Path) -> Path:
    """The budgets of ``OFFICES`` offices in one PDF of some 250 pages."""
    blocks: list[Block] = []
    for family in range(OFFICES):
        _, place, trade = whereabouts(family)
        blocks += next(cases(random.Random(family), f"{place}{trade}", "central", trade, 0.5)).made.blocks
    data = pdf(Disclosure("汇编", tuple(blocks)))
    file = folder / f"汇编{len(pypdfium2.PdfDocument(data))}页.pdf"
    file.write_bytes(data)
    return file


def store(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        started = time.perf_counter()
        make_store(root, documents)
        print(f"{documents} documents made in {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        with served(root) as (url, process):
            print(f"{'started':<44} {time.perf_counter() - started:6.2f} s {busy(process):6.2f} s of processor")
            for query in QUERIES:
                times = [asked(url + urllib.parse.quote(query, safe="?=&/"), process) for _ in range(3)]
                wall, processor = (min(t[i] for t in times) for i in (0, 1))
                print(f"{query or '(first page)':<44} {wall:6.2f} s {processor:6.2f} s of processor")


def asked(url: str, process: int) -> tuple[float, float]:
    """Seconds that a page takes, and seconds of processor, which other work on the machine does not lengthen."""
    started, before = time.perf_counter(), busy(process)
    with urllib.request.urlopen(url, timeout=300) as answer:
        answer.read()
    return time.perf_counter() - started, busy(process) - before


def busy(process: int) -> float:
    """Processor seconds of a process so far, where the system tells."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_store(root: Path, documents: int) -> None:
    """A store as a batch run leaves it, with 6 findings and 80 numbers a document; no documents behind it."""
    database = duckdb.connect(config={"temp_directory": ""})
    count = documents // (len(YEARS) * len(REGIONS))
    for part, (year, region) in enumerate((y, r) for y in YEARS for r in REGIONS):
        values = {"count": count, "name": f"{region}-{year}-"}
        for name, sql in MADE.items():
            place = root / name / f"year={year}" / f"region={region}"
            place.mkdir(parents=True)
            found = database.execute(sql, values).to_arrow_table()
            absent = [f for f in SCHEMAS[name] if f.name not in found.column_names]
            for field in absent:
                found = found.append_column(field, pa.nulls(found.num_rows, field.type))
            table = found.select(SCHEMAS[name].names).cast(SCHEMAS[name])
            pq.write_table(table, place / f"part-{part:06d}.parquet", compression="zstd")


DOCUMENTS = """SELECT sha256($name || d) AS sha256, sha256($name || d)[1:16] AS doc, d,
    printf('东湖区%04d局', d % 2500) AS office FROM range($count) t(d)"""
AMOUNT = "printf('%.2f', (hash(doc, n) % 10000000) / 100.0)"
MADE = {
    "documents": f"""SELECT doc, 'in/' || doc || '.pdf' AS path, sha256, 'ok' AS status, 'department_budget' AS kind,
        office AS entity, office, office || '部门预算' AS title, 80 AS figures, 9 AS unchecked, d % 12 AS errors,
        0 AS warnings, 0 AS infos, 71 AS agrees, 0 AS by_rounding, 0 AS disagrees, 'findings' AS outcome
        FROM ({DOCUMENTS})""",
    "findings": f"""SELECT doc, n, sha256(doc || n)[1:24] AS fingerprint, doc[1:12] AS content, 'error' AS severity,
        ['R101', 'R202', 'R203', 'R511'][(1 + hash(doc, n) % 4)::BIGINT] AS code, '金额不一致' AS name,
        '正文中收支总计写' || {AMOUNT} || '万元，《收支总表》总计为2636.92万元，不一致。' AS message,
        '收支总计' || {AMOUNT} || '万元' AS quote, 5 AS page, 'text_table_value' AS kind
        FROM (SELECT *, unnest(range(d % 12)) AS n FROM ({DOCUMENTS}))""",
    "figures": f"""SELECT doc, n, {AMOUNT} || '万元' AS quote, n // 8 AS page, 'money' AS type, {AMOUNT} AS value,
        '收支总计预算数' AS address, '收支总计' || {AMOUNT} || '万元' AS context, '万元' AS unit,
        CASE WHEN n % 9 = 0 THEN '没有对应的表' ELSE '' END AS reason,
        CASE WHEN n % 9 = 0 THEN 'unchecked' ELSE 'agrees' END AS status
        FROM (SELECT *, unnest(range(80)) AS n FROM ({DOCUMENTS}))""",
}


if __name__ == "__main__":
    main()
