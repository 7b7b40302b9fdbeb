"""Other words for the same meaning, and words that nothing knows: what becomes of the findings and the ticks.

    python -m benchmarks.paraphrases [FOLDER_OR_DOCUMENT...] [--places N] [--together N] [--show N] [--seed S]

``paraphrases.csv`` has a rewording a row. ``same`` keeps the meaning: there must be no new error, and hardly a tick may
be lost. ``unknown`` puts in a word that means nothing here: it may cost ticks, but never an error. In ``find`` and
``put`` stand {money}, {rate}, {number}, {year}, {w} (增加, 减少, 增长, 下降) and {x} (a name); the rest is literal.

``--places`` of each kind are drawn, evenly over the rows; the seed is the commit's hash. Up to ``--together`` places in
different paragraphs of a document are changed in one check; where that gives a new error they are taken apart until
it is known which place does it. Without documents it takes the clean samples and what lies in ``../shared/corpus``.

Printed by row: places, places with a new error (``a+b``: only where both are reworded), ticks that stood in the changed
paragraphs, ticks lost in the whole document; then the sums of each kind. Exit 1 where a place of either kind gives a
new error, or where more than 3 % of the ticks are lost by rewordings that keep the meaning.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from benchmarks.rewording import Place, draw, groups, places, reworded, rows
from reconcile.checking import check_document
from reconcile.document import Document, Paragraph
from reconcile.errors import ReconcileError
from reconcile.findings import Finding, LedgerLine, Outcome, Severity, Status
from reconcile.lexicon import Lexicon
from tools import cached, workers
from tools.evaluate import documents

LOST = 0.03  # share of the ticks that rewordings may cost
LIMIT = 60.0  # seconds of the processor for one check


class Effect(NamedTuple):
    """What places of one document did: new errors with the change that makes them, ticks there were and ticks lost."""

    errors: tuple[tuple[tuple[Place, ...], str], ...]
    ticks: Counter[str]  # by row
    lost: Counter[str]


def ticks(outcome: Outcome) -> Counter[tuple[int, str, Decimal]]:
    """The ticked numbers, by paragraph, type and value: a rewording moves them."""
    return Counter((line.block, line.type, Decimal(line.value)) for line in outcome.ledger if ticked(line))


def ticked(line: LedgerLine) -> bool:
    return line.status in (Status.AGREES, Status.BY_ROUNDING)


def new_errors(before: Outcome, after: Outcome) -> list[Finding]:
    """The errors that share less than half of their numbers with an error that was there before."""
    known = [numbers(f) for f in before.findings if f.severity is Severity.ERROR]
    errors = [f for f in after.findings if f.severity is Severity.ERROR]
    return [f for f in errors if not any(2 * len(numbers(f) & k) >= len(numbers(f)) for k in known)]


def numbers(finding: Finding) -> frozenset[tuple[object, ...]]:
    """The numbers of a finding by their places; of one about words its code: what it says may have been reworded."""
    return frozenset((e.block, e.cell, e.value or finding.code) for e in finding.evidence)


def effect(document: Document, before: Outcome, group: tuple[Place, ...], lexicon: Lexicon) -> Effect:
    workers.allow(LIMIT)
    after = check_document(reworded(document, group), lexicon)
    had, has = ticks(before), ticks(after)
    row = {p.block: p.id for p in group}
    there = Counter(dict.fromkeys(row.values(), 0))
    for (block, *_), count in had.items():
        if block in row:
            there[row[block]] += count
    lost: Counter[str] = Counter()
    for (block, *_), count in (had - has).items():
        lost[row.get(block, group[0].id)] += count
    found = new_errors(before, after)
    errors = tuple(culprits(document, before, group, lexicon, found[0].message)) if found else ()
    return Effect(errors, there, lost)


def culprits(
    document: Document, before: Outcome, group: tuple[Place, ...], lexicon: Lexicon, message: str
) -> Iterator[tuple[tuple[Place, ...], str]]:
    """The single places of a group that give a new error; the group where only several together do."""
    if len(group) == 1:
        yield group, message
        return
    told = False
    for half in (group[: len(group) // 2], group[len(group) // 2 :]):
        workers.allow(LIMIT)
        if found := new_errors(before, check_document(reworded(document, half), lexicon)):
            told = True
            yield from culprits(document, before, half, lexicon, found[0].message)
    if not told:
        yield group, message


def run(task: tuple[Path, list[Place]], together: int, cache: Path) -> Effect:
    """All places of one document, in a worker."""
    lexicon = cached.lexicon()
    path, found = task
    workers.allow(LIMIT)
    document = cached.read(path, cache)
    before = check_document(document, lexicon)
    errors: list[tuple[tuple[Place, ...], str]] = []
    there: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for group in groups(found, together):
        one = effect(document, before, group, lexicon)
        errors += one.errors
        there += one.ticks
        lost += one.lost
    workers.allow(0)
    return Effect(tuple(errors), there, lost)


def read(paths: Sequence[Path], cache: Path) -> Iterator[tuple[Path, Document]]:
    for path in paths:
        try:
            yield path, cached.read(path, cache)
        except ReconcileError as error:
            print(error)


def default_documents() -> list[Path]:
    samples = [p for p in documents(workers.ROOT / "samples", "*_clean.*") if p.suffix in (".txt", ".html", ".docx")]
    corpus = workers.ROOT.parent / "shared" / "corpus"
    folders = [corpus, *sorted(p for p in corpus.iterdir() if p.is_dir())] if corpus.is_dir() else []
    return [*samples, *(p for f in folders for p in documents(f, "*"))]


def chosen(given: Sequence[Path]) -> list[Path]:
    """The documents of the call; SystemExit where a path is wrong, rather than others in their place."""
    if missing := [str(p) for p in given if not p.exists()]:
        raise SystemExit(f"there is no {', '.join(missing)}")
    return [p for one in given for p in documents(one, "*")] if given else default_documents()


def take(paths: Sequence[Path], number: int, seed: str) -> list[Path]:
    """So many of the documents, evenly over their folders and at random; all where ``number`` is 0."""
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        folders[path.parent].append(path)
    chance = random.Random(seed)
    for inside in folders.values():
        chance.shuffle(inside)
    in_turn = [path for turn in zip_longest(*folders.values()) for path in turn if path]
    return in_turn[: number or None]


def show(path: Path, document: Document, group: Sequence[Place], message: str) -> str:
    lines = [f"{path.name}: {message}"]
    for place in group:
        block = document.blocks[place.block]
        assert isinstance(block, Paragraph)
        around = block.text[max(0, place.start - 30) : place.start], block.text[place.end : place.end + 20]
        was = block.text[place.start : place.end]
        lines.append(f"    {place.id}: {around[0]}[{was} -> {place.text}]{around[1]}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--places", type=int, default=2000)
    parser.add_argument("--together", type=int, default=8)
    parser.add_argument(
        "--show", type=int, default=0, help="print so many places with a new error, those of each row in turn"
    )
    parser.add_argument("--seed", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=cached.FOLDER)
    options = parser.parse_args(arguments)
    seed = workers.seed(options.seed)
    read_all = dict(read(chosen(options.documents), options.cache))
    failed = False
    for kind in ("same", "unknown"):
        wanted = [r for r in rows() if r.kind == kind]
        found = {path: list(places(document, wanted)) for path, document in read_all.items()}
        drawn = draw(found, options.places, random.Random(f"{seed} {kind}"))
        tasks = list(drawn.items())
        work = partial(run, together=options.together, cache=options.cache)
        total: dict[str, Counter[str]] = defaultdict(Counter)
        told: dict[str, list[str]] = defaultdict(list)
        for (path, inside), result in zip(tasks, workers.each(work, tasks, options.jobs, cached.lexicon), strict=True):
            if not isinstance(result, Effect):
                print(f"{path.name}: {result}; {len(inside)} places not tried")
                continue
            total["places"].update(p.id for p in inside)
            total["ticks"].update(result.ticks)
            total["lost"].update(result.lost)
            for group, message in result.errors:
                name = "+".join(p.id for p in group)
                total["errors"][name] += 1
                told[name].append(show(path, read_all[path], group, message))
        in_turn = (text for texts in zip_longest(*told.values()) for text in texts if text)
        print(*islice(in_turn, options.show), sep="\n", end="\n" if told and options.show else "")
        failed |= tell(kind, total, seed)
    return int(failed)


def tell(kind: str, total: dict[str, Counter[str]], seed: str) -> bool:
    """Prints what became of one kind of rewording; whether that is more than may be."""
    line = "{:<24} {:>7} {:>11} {:>7} {:>6}"
    print(line.format(kind, "places", "new errors", "ticks", "lost"))
    for row in sorted(total["places"] | total["errors"]):
        print(line.format(row, *(total[k][row] for k in ("places", "errors", "ticks", "lost"))))
    number, errors, there, lost = (total[k].total() for k in ("places", "errors", "ticks", "lost"))
    share = lost / max(1, there)
    print(
        f"{kind}: {number} places (seed {seed}), {errors} with a new error, {lost} of {there} ticks lost ({share:.1%})"
    )
    return errors > 0 or (kind == "same" and share > LOST)


if __name__ == "__main__":
    sys.exit(main())
