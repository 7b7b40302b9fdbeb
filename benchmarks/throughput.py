"""Documents a second and core, beside reading alone in the same run: ``python -m benchmarks.throughput [PATH...]``.

Without paths: text documents and PDFs of PAGES pages that are made here. Each document is loaded (for PDF: every page
and its text by pdfium, and nothing done with it), read, and checked as a worker of ``batch`` does it, the rows of its
results included; all in turn, ``--runs`` times, and the least processor time of each counts, so that other load on the
machine matters little. Then the slowest documents, and where their time goes.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks import pdf
from benchmarks.archive import STYLES, cases, make, whereabouts
from benchmarks.synthetic.disclosure import Disclosure
from benchmarks.synthetic.formats import WRITERS
from reconcile.archive import sources
from reconcile.archive.work import Job, Limits, Settings, check_one, lexicon_of
from reconcile.checking import check_document, understand
from reconcile.document import Document
from reconcile.readers import read_bytes
from reconcile.rules import RULES

PAGES = 27
TEXTS, PDFS = 48, 8
SLOWEST = 5
AIMS = {"txt": 20.0, "pdf": 4.0}
LARGEST = 1 << 30

T = TypeVar("T")


class Cost(NamedTuple):
    """Of one document, in seconds of the processor."""

    file: Path
    pages: int
    loading: float
    reading: float
    whole: float

    @property
    def suffix(self) -> str:
        return self.file.suffix.lower().removeprefix(".")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        paths = given.paths or [str(made(Path(temporary)))]
        items = [i for i in sources.find(paths) if not i.member]
        lexicon_of(None)
        measured(items[0])  # everything is loaded
        rounds = [[measured(item) for item in items] for _ in range(given.runs)]
        costs = [least(turn) for turn in zip(*rounds, strict=True)]
        print(f"load {os.getloadavg()[0]:.1f}, {given.runs} runs, {len(costs)} documents")
        for suffix in dict.fromkeys(c.suffix for c in costs):
            tell([c for c in costs if c.suffix == suffix])
        print(f"the slowest {SLOWEST}:")
        for cost in sorted(costs, key=lambda c: -c.whole)[:SLOWEST]:
            print(f"  {cost.file.name[:44]}: {cost.whole * 1000:.0f} ms; {why(cost)}")


def made(folder: Path) -> Path:
    make(folder / "texts", TEXTS, formats=("txt",))
    (folder / "texts" / "truth.jsonl").unlink()
    for number in range(PDFS):
        (folder / f"{PAGES}-{number}.pdf").write_bytes(long_pdf(number))
    return folder


def long_pdf(number: int) -> bytes:
    """A department's budget and those of its units in one file, as many as fill the pages."""
    chance = random.Random(number)
    province, place, trade = whereabouts(number)
    offices = (f"{place}{trade}", *(f"{place}{trade}第{n}所" for n in "一二三四五六七八"))
    blocks: list[object] = []
    for office in offices:
        case = next(iter(cases(chance, office, STYLES[province], trade, 0.0)))
        whole = Disclosure(case.made.title, (*blocks, *case.made.blocks))  # type: ignore[arg-type]
        data = WRITERS["pdf"](whole)
        if pdf.floor(data) >= PAGES:
            return data
        blocks = list(whole.blocks)
    raise AssertionError("too few units")


def measured(item: sources.Item) -> Cost:
    data = Path(item.file).read_bytes()
    loading, pages = 0.0, 0
    if item.name.lower().endswith(".pdf"):
        loading, pages = timed(lambda: pdf.floor(data))
    reading, _ = timed(lambda: read_bytes(data, item.name))
    job = Job(item, sources.digest(item, LARGEST))
    whole, result = timed(lambda: check_one(job, Settings("benchmark", limits=Limits(0, 0, LARGEST))))
    if result.status not in ("ok", "incomplete"):
        raise SystemExit(f"{item.path}: {result.reason}")
    return Cost(Path(item.file), pages, loading, reading, whole)


def timed(act: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    found = act()
    return time.process_time() - started, found


def least(turn: Sequence[Cost]) -> Cost:
    first = turn[0]
    return first._replace(
        loading=min(c.loading for c in turn), reading=min(c.reading for c in turn), whole=min(c.whole for c in turn)
    )


def tell(costs: Sequence[Cost]) -> None:
    """Documents a second and core: the whole check, reading alone, loading alone."""
    number, pages = len(costs), sum(c.pages for c in costs)
    whole, reading, loading = (sum(getattr(c, name) for c in costs) for name in ("whole", "reading", "loading"))
    suffix = costs[0].suffix
    aim = f" (aim {AIMS[suffix]:g})" if suffix in AIMS else ""
    paged = f" of {pages / number:.0f} pages" if pages else ""
    print(f"{suffix}: {number} documents{paged}: {number / whole:.1f} a second and core{aim}")
    print(f"  reading alone {number / reading:.1f} a second, the whole check {whole / reading:.1f} times as long")
    if pages:
        print(f"  loading pages and text alone {number / loading:.1f} a second; {whole / pages * 1000:.0f} ms a page")


def why(cost: Cost) -> str:
    """Size of a document and the part of its time that each stage takes; of rules the slowest."""
    data = cost.file.read_bytes()
    lexicon = lexicon_of(None)
    document: Document
    reading, document = timed(lambda: read_bytes(data, cost.file.name))
    meaning, facts = timed(lambda: understand(document, lexicon))
    rules = {rule.CODE: timed(lambda rule=rule: list(rule.check(facts)))[0] for rule in RULES}  # type: ignore[misc]
    checking, outcome = timed(lambda: check_document(document, lexicon))
    slowest = max(rules, key=lambda code: rules[code])
    cells = sum(len(row) for table in outcome.tables for row in table.rows)
    parts = {
        "reading": reading, "meaning": meaning, f"rules ({slowest} {rules[slowest] / cost.whole:.0%})": sum(rules.values()),
        "judging and account": max(0.0, checking - meaning - sum(rules.values())),
        "rows": max(0.0, cost.whole - reading - checking),
    }  # fmt: skip
    told = ", ".join(f"{name} {seconds / cost.whole:.0%}" for name, seconds in parts.items())
    characters = sum(len(p.text) for p in document.paragraphs)
    return f"{characters} characters, {len(outcome.ledger)} numbers of prose, {cells} cells; {told}"


if __name__ == "__main__":
    main()
