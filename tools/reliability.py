"""How often the findings were right, as measured on documents that people have judged.

    python -m tools.reliability [--write] [--wrong] [--jobs N] [--cache FOLDER]

Every error and warning of today on the labelled and judged documents in ``../shared`` is held against the labels, the
judged findings of earlier versions, and the verdicts in ``benchmarks/verdicts``. It is right where a labelled mistake
explains it or a reader judged it right; wrong where a reader judged it wrong, or where the document is labelled
completely and no label explains it; else nobody judged it and it does not count. ``--write`` keeps the counts by
severity, rule, form and witness in ``reconcile/confidence.csv``, from which confidence comes; ``--wrong`` prints the
findings that are wrong.

Printed are the documents, the counts and frequencies with their intervals (as `reconcile.confidence` groups them), the
readings that were tried, and how many relations that do not hold some reading acquitted. The program was developed on
most of these documents: on documents of other offices expect less.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from reconcile.confidence import COLUMNS, FEWEST, Judged, form, frequency
from reconcile.findings import Severity
from reconcile.report import to_report
from reconcile.running import Session, session
from reconcile.settings import Settings
from tools import cached, workers

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "reconcile" / "confidence.csv"
VERDICTS = ROOT / "benchmarks" / "verdicts"
CORPUS = SHARED / "corpus"
LABELLED = {  # labels, and where the documents lie
    "gold": CORPUS, "gold-provinces": CORPUS / "provinces", "gold-government": CORPUS / "government-more",
}  # fmt: skip
LIMIT = 60  # seconds of the processor for a document
Key = tuple[str, str, str, str]  # severity, code, form, witness


class Told(NamedTuple):
    """A finding as it was told. ``verdict`` is RIGHT, WRONG, UNCLEAR, or "" where nobody judged it."""

    key: Key
    verdict: str
    message: str


class Found(NamedTuple):
    """One document: its findings, the relations that were tested, those of them with readings, the readings, and the
    relations that a reading acquitted."""

    told: tuple[Told, ...]
    relations: int
    read: int
    readings: int
    acquitted: int


class Job(NamedTuple):
    """A document, with the labels that hold for it: all of its mistakes where it is labelled completely (else None),
    and findings that readers judged."""

    path: Path
    mistakes: tuple[dict[str, Any], ...] | None
    judged: tuple[dict[str, Any], ...]


@cache
def scorer() -> ModuleType:
    """The scorer that lies with the labels."""
    spec = importlib.util.spec_from_file_location("score_findings", SHARED / "eval" / "score_findings.py")
    if spec is None or spec.loader is None or not (SHARED / "gold").is_dir():
        raise SystemExit("no labelled documents beside the repository (../shared)")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def jobs() -> list[Job]:
    """Every document with labels or judged findings."""
    judged: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in (SHARED / "gold-government" / "judged.jsonl", VERDICTS / "errors.jsonl", VERDICTS / "warnings.jsonl"):
        for line in lines(path):
            judged[line["doc"]].append(line)
    found: dict[Path, tuple[dict[str, Any], ...] | None] = {
        path: None for doc in judged if (path := CORPUS / "government-more" / doc).is_file()
    }
    for labels, folder in LABELLED.items():
        mistakes = lines(SHARED / labels / "findings.jsonl")
        named = {line["doc"] for line in (*mistakes, *lines(SHARED / labels / "negatives.jsonl"))}
        for doc in sorted(named):
            loud = tuple(m for m in mistakes if m["doc"] == doc and m["level"] in ("error", "warning"))
            found[folder / doc] = loud
    return [Job(path, loud, tuple(judged[path.name])) for path, loud in sorted(found.items())]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def verdict(job: Job, finding: dict[str, Any], match: Any) -> str:
    if job.mistakes and any(match(mistake, finding) for mistake in job.mistakes):
        return "RIGHT"
    for line in job.judged:
        if same(line, finding):
            return str(line["verdict"])
    return "" if job.mistakes is None else "WRONG"


def same(line: dict[str, Any], finding: dict[str, Any]) -> bool:
    """Whether a judged finding is this one again: both speak of the same two telling numbers, or of the only one, or of
    the same words."""
    mine = scorer().numbers(line["message"])
    if not mine:
        return line["code"] == finding["code"] and folded(line["message"]) == folded(finding["message"])
    values = " ".join(str(e["value"] or "") for e in finding["evidence"])
    shared = len(mine & (scorer().numbers(finding["message"]) | scorer().numbers(values)))
    return shared >= min(2, len(mine)) and (shared >= 2 or line["code"] == finding["code"])


def folded(message: str) -> str:
    return re.sub(r"[^\w]", "", message)[:40]


_session: Session | None = None


def start() -> None:
    global _session
    _session = session(Settings())
    scorer()


def run(job: Job, cache: Path) -> Found:
    """All errors and warnings of one document, in a worker."""
    assert _session is not None
    document = cached.read(job.path, cache)
    workers.allow(LIMIT)
    checked, _ = _session.check(document)
    told = []
    match = scorer().Matcher(job.mistakes or ())
    for finding, wire in zip(checked.findings, to_report(checked).model_dump(mode="json")["findings"], strict=True):
        if finding.severity is not Severity.INFO:
            key = (str(finding.severity), finding.code, form(finding), finding.witness)
            told.append(Told(key, verdict(job, wire, match), f"{job.path.name} {finding.code} {finding.message}"))
    workers.allow(0)
    judgements = checked.outcome.judgements
    return Found(
        tuple(told), len(judgements), sum(j.readings > 0 for j in judgements), sum(j.readings for j in judgements),
        sum(j.acquitted for j in judgements),
    )  # fmt: skip


def table(found: Iterable[Found]) -> dict[Key, Judged]:
    """How many findings were judged, and right, by severity, rule, form and witness."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for told in (t for one in found for t in one.told):
        counts[told.key][told.verdict] += 1
    known = {key: Judged(c["RIGHT"] + c["WRONG"], c["RIGHT"]) for key, c in sorted(counts.items())}
    return {key: judged for key, judged in known.items() if judged.judged}


def write(counts: dict[Key, Judged]) -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*key, *judged) for key, judged in counts.items())


def groups(counts: dict[Key, Judged]) -> Iterator[tuple[str, Judged]]:
    """By severity: all, by form, by form and witness, by rule."""
    merged: dict[tuple[int, str], Judged] = {}
    for (severity, code, of, witness), (n, right) in counts.items():
        names = (severity, f"{severity} {of}", f"{severity} {of} / {witness or '-'}", f"{severity} {code}")
        for place in enumerate(names):
            known = merged.get(place, Judged(0, 0))
            merged[place] = Judged(known.judged + n, known.right + right)
    for (_, name), judged in sorted(merged.items()):
        yield name, judged


def show(counts: dict[Key, Judged]) -> None:
    print(f"{'findings of':<44} {'judged':>6} {'right':>6} {'share':>6}  95 % interval")
    for name, judged in groups(counts):
        if judged.judged < FEWEST:
            print(f"{name:<44} {judged.judged:>6} {judged.right:>6}      –  fewer than {FEWEST}")
            continue
        told = frequency(judged)
        print(f"{name:<44} {judged.judged:>6} {judged.right:>6} {told.share:>6.2f}  {told.low:.2f}–{told.high:.2f}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print the findings that are wrong")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=cached.FOLDER)
    options = parser.parse_args(arguments)
    scorer()
    given = jobs()
    found: list[Found] = []
    for job, result in zip(
        given, workers.each(partial(run, cache=options.cache), given, options.jobs, start), strict=True
    ):
        if isinstance(result, Found):
            found.append(result)
        else:
            print(f"{job.path.name}: {result}")
    whole = sum(job.mistakes is not None for job in given)
    told = [t for one in found for t in one.told]
    unjudged = sum(t.verdict in ("", "UNCLEAR") for t in told)
    print(f"{len(found)} documents, {whole} of them labelled completely; {len(told)} errors and warnings")
    print(f"nobody judged {unjudged} of them, which do not count")
    counts = table(found)
    show(counts)
    relations, read = sum(f.relations for f in found), sum(f.read for f in found)
    print(f"{relations} relations, {read} of them with other readings ({sum(f.readings for f in found)} in all)")
    print(f"{sum(f.acquitted for f in found)} do not hold as first read, and one of the other readings does")
    if options.wrong:
        print(*(f"{t.key[0]}: {t.message}" for t in told if t.verdict == "WRONG"), sep="\n")
    if len(found) < len(given):
        print(f"{len(given) - len(found)} documents could not be checked: nothing is written")
        return 1
    if options.write:
        write(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
