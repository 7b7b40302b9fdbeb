"""Fault injection: thousands of seeded faults, one at a time, and what the rules make of each.

    python benchmarks/faults.py [--each N] [--seed N] [--jobs N] [--failures N] [--kind WORDS] [DOCUMENT...]

Without documents it takes the clean samples and, where ``../shared/corpus`` is there, its documents. Faults are put
into the document as read, so the readers are not measured here. By kind of fault:

- detected: an error or warning that was not there before touches the place of the fault
- cause: it is named: a number with what it was as a correction, a word by the right kind of finding; in brackets for
  numbers that stand in more than one relation only, since the others cannot be told from their partners
- quiet: no new error stands elsewhere
- findings: errors and warnings for each fault that was detected
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import injection
import wording
from injection import Fault
from measuring import ROOT, SHARED

from reconcile.checking import check_document
from reconcile.document import Document
from reconcile.findings import Evidence, Finding, Outcome, Severity
from reconcile.lexicon import Lexicon
from reconcile.readers import read

CORRECTION = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)[^\d，]{0,4}改为[^\d，-]{0,2}(-?\d[\d,]*(?:\.\d+)?)")
RATES = {"share", "growth", "completion"}
NEAR = Decimal("0.05")  # how far a correction by a rate may be off: coarse numbers leave a range
TAIL = 2  # last places that a correction by a sum may be off where the sum was off before
TRIES = 40  # attempts for each fault wanted, before a document counts as having no more places for it


class Result(NamedTuple):
    kind: str
    detected: bool
    cause: bool
    quiet: bool
    findings: int
    identifiable: bool
    told: str  # for reading by eye


def faults(document: Document, outcome: Outcome, each: int, chance: random.Random) -> Iterator[Fault]:
    """Up to ``each`` faults of every kind, no two alike."""
    found = injection.targets(document, outcome)
    streams = (
        injection.number_faults(document, found, chance),
        injection.neighbour_faults(document, found, chance),
        injection.unit_faults(document, found, chance),
        wording.direction_faults(document, found, chance),
        wording.comparison_faults(document, found, chance),
        wording.list_faults(document, outcome, chance),
        wording.name_faults(document, chance),
        wording.year_faults(document, outcome, chance),
        wording.table_faults(document, outcome, chance),
        wording.mark_faults(document, found, chance),
    )
    for stream in streams:
        counts: Counter[str] = Counter()
        seen = set()
        for fault in islice(stream, each * TRIES):
            if fault is None or counts[fault.kind] >= each:
                continue
            key = (fault.kind, fault.block, fault.start, fault.cell, fault.old, fault.new)
            if key not in seen:
                seen.add(key)
                counts[fault.kind] += 1
                yield fault


def judge(fault: Fault, before: Outcome, after: Outcome) -> Result:
    known = Counter(identity(f, fault.start, fault.removed) for f in before.findings)
    new = []
    for finding in after.findings:
        if known[identity(finding)]:
            known[identity(finding)] -= 1
        elif finding.severity is not Severity.INFO:
            new.append(finding)
    touching = [f for f in new if touches(fault, f)]
    elsewhere = [f for f in new if f not in touching and f.severity is Severity.ERROR]
    cause = any(names(fault, f) for f in touching)
    told = "\n".join(f"      {f.code} {f.severity}: {f.message} | {f.suggestion or f.expected}" for f in new)
    return Result(fault.kind, bool(touching), cause, not elsewhere, len(touching), fault.identifiable, told)


def identity(finding: Finding, start: int = 0, removed: int = 0) -> tuple[object, ...]:
    """The same finding when words around it have changed, or when blocks before it are ``removed``."""
    moved = [e.block - removed if e.block is not None and e.block >= start else e.block for e in finding.evidence]
    parts = zip(finding.evidence, moved, strict=True)
    return (finding.code, *((e.role, block, e.cell, e.value, e.row, e.column) for e, block in parts))


def touches(fault: Fault, finding: Finding) -> bool:
    if fault.block < 0:  # a table that is gone: the finding must say its title
        said = (wording.plain(t) for t in (finding.message, *_quotes(finding)))
        return finding.kind in fault.kinds and any(wording.plain(fault.old) in t for t in said)
    return any(_touches(fault, e) for e in finding.evidence)


def _touches(fault: Fault, e: Evidence) -> bool:
    if e.block != fault.block:
        return False
    if fault.cell is not None:
        return e.cell == fault.cell
    return e.start is None or (e.start < fault.end and (e.end or e.start + len(e.quote)) > fault.start)


def _quotes(finding: Finding) -> list[str]:
    return [e.quote for e in finding.evidence]


def names(fault: Fault, finding: Finding) -> bool:
    """Whether the finding says what is wrong: that this number should be what it was, as far as rates can tell."""
    if finding.kind not in fault.kinds:
        return False
    if not fault.numeric:
        return True
    old, new = (Decimal(t.replace(",", "")) for t in (fault.old, fault.new))
    slack = old * NEAR if finding.kind in RATES else TAIL * Decimal(1).scaleb(int(old.as_tuple().exponent))
    for wrong, right in CORRECTION.findall(finding.suggestion):
        value = abs(Decimal(right.replace(",", "")))
        if abs(Decimal(wrong.replace(",", ""))) == new and abs(value - old) <= slack:
            return True
    return fault.kind == "amount: unit" and finding.cause != ""


def run(path: Path, each: int, seed: int, kind: str) -> tuple[str, list[Result]]:
    """All faults of one document; none where it cannot be checked at all. A crash is a fault that was not detected."""
    lexicon = Lexicon.load()
    try:
        document = read(path)
        before = check_document(document, lexicon)
    except Exception as error:  # the other documents are still worth measuring
        return f"{path.name}: {type(error).__name__}: {error}", []
    results: list[Result] = []
    if before.kind == "template":  # nothing is checked in a form that has not been filled in
        return f"{path.name}: template", results
    for fault in faults(document, before, each, random.Random(f"{seed} {path.name}")):
        if kind in fault.kind:
            head = f"   {fault.kind}: {fault.old} -> {fault.new} at {fault.block}:{fault.cell or fault.start}"
            try:
                result = judge(fault, before, check_document(fault.document, lexicon))
            except Exception as error:
                result = Result(fault.kind, False, False, False, 0, fault.identifiable, f"      {error!r}")
            results.append(result._replace(told=f"{head}\n{result.told}"))
    return path.name, results


def documents() -> list[Path]:
    found = [p for p in sorted((ROOT / "samples").glob("*_clean.*")) if p.suffix in (".txt", ".html")]
    corpus = SHARED / "corpus"
    if corpus.is_dir():
        found += sorted(p for p in corpus.iterdir() if p.suffix in (".txt", ".pdf", ".html"))
    return found


def table(results: list[Result]) -> str:
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_kind[result.kind].append(result)
    groups = {**dict(sorted(by_kind.items())), "ALL in numbers": [], "ALL": results}
    groups["ALL in numbers"] = [r for r in results if not r.kind.startswith("words")]
    lines = [f"{'kind of fault':<32} {'faults':>7} {'detected':>9} {'cause':>15} {'quiet':>7} {'findings':>9}"]
    for kind, rows in groups.items():
        if rows:
            caught = [r for r in rows if r.detected]
            share = [sum(getattr(r, name) for r in rows) / len(rows) for name in ("detected", "cause", "quiet")]
            apart = [r.cause for r in rows if r.identifiable]
            sure = f"{sum(apart) / len(apart):.3f}" if apart else "  -  "
            each = sum(r.findings for r in caught) / len(caught) if caught else 0
            lines.append(
                f"{kind:<32} {len(rows):>7} {share[0]:>9.3f} {share[1]:>7.3f} ({sure}) {share[2]:>7.3f} {each:>9.2f}"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--each", type=int, default=20, help="faults of each kind in each document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=int, default=0, help="print so many faults of each document that went wrong")
    parser.add_argument("--kind", default="", help="only kinds with these words")
    options = parser.parse_args()
    work = partial(run, each=options.each, seed=options.seed, kind=options.kind)
    results: list[Result] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, found in pool.map(work, options.documents or documents()):
            print(f"{name}: {len(found)} faults", flush=True)
            wrong = [r for r in found if not (r.detected and r.cause and r.quiet)]
            for result in wrong[: options.failures]:
                state = ", ".join(n for n in ("detected", "cause", "quiet") if not getattr(result, n))
                print(f"   NOT {state}\n{result.told}")
            results += found
    print(table(results))


if __name__ == "__main__":
    main()
