"""Whether a tick proves anything: one digit of a ticked number is changed, and the number looked at again.

    python -m benchmarks.ticks [FOLDER_OR_DOCUMENT...] [--take N] [--numbers N] [--show N] [--seed S]

``--take`` documents are drawn, evenly over their folders, or all with ``--take 0``, and of these ``--numbers`` ticked
numbers of the prose whose value is printed once in their document, evenly over the kinds of documents; one digit of
each, any but with no zero in front, becomes another. The seed is the commit's hash. Printed by kind of document:
documents, ticks and how many of them are weak; numbers tried, and how many of them are afterwards still ticked fully,
ticked weakly, disagreed with, or unchecked. Exit 1 where more than 2 % are still ticked fully. Without documents it
takes the clean samples and what lies in ``../shared/corpus``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

import regex

from benchmarks.injection import with_text
from benchmarks.paraphrases import LIMIT, chosen, take, ticked
from benchmarks.rewording import NUMBER
from reconcile.checking import check_document
from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReconcileError
from reconcile.findings import LedgerLine, Outcome
from tools import cached, workers

STILL = 0.02  # share of the numbers that may still be ticked fully
MOST = 20  # numbers of one document at most, so that no document speaks for its kind
SPARE = 4  # times the numbers wanted that are tried, so that kinds with few documents have enough
STATES = ("full", "weak", "disagrees", "unchecked")
PRINTED = regex.compile(NUMBER)


class Trial(NamedTuple):
    state: str
    told: str  # for reading by eye


class Found(NamedTuple):
    """One document: its kind, its ticks, the weak ones among them, and the numbers that were tried."""

    kind: str
    ticks: int
    weak: int
    trials: tuple[Trial, ...]


def state(line: LedgerLine | None) -> str:
    """``full`` and ``weak`` ticks, else the status; a number that is no longer read is unchecked."""
    if line is None:
        return "unchecked"
    if ticked(line):
        return "weak" if line.weak else "full"
    return str(line.status)


def once(document: Document, outcome: Outcome) -> list[LedgerLine]:
    """The ticked numbers of the prose whose digits stand nowhere else in prose or tables."""
    printed = Counter(value for text in texts(document) for value in map(digits, PRINTED.findall(text)))
    return [f for f in outcome.ledger if ticked(f) and f.value and printed[digits(f.value.lstrip("-"))] == 1]


def texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block.text


def digits(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def changed(document: Document, line: LedgerLine, chance: random.Random) -> tuple[Document, str] | None:
    """The document with one digit of the number another one, and the number as it is then; None where it is not
    printed in plain digits, or is zero."""
    paragraph = document.blocks[line.block]
    assert isinstance(paragraph, Paragraph)
    number = PRINTED.search(paragraph.text, line.start, line.end)
    if number is None or not digits(number[0]):
        return None
    place = chance.choice([i for i, c in enumerate(number[0]) if c.isdigit()])
    first = place == 0 and len(number[0]) > 1
    other = chance.choice([d for d in "0123456789" if d != number[0][place] and not (first and d == "0")])
    new = f"{number[0][:place]}{other}{number[0][place + 1 :]}"
    return with_text(document, line.block, *number.span(), new), new


def run(path: Path, most: int, seed: str, cache: Path) -> Found:
    """The numbers of one document, in a worker."""
    lexicon = cached.lexicon()
    chance = random.Random(f"{seed} {path.name}")
    workers.allow(LIMIT)
    try:
        document = cached.read(path, cache)
    except ReconcileError:
        return Found("unread", 0, 0, ())
    before = check_document(document, lexicon)
    lines = once(document, before)
    trials = []
    for line in chance.sample(lines, min(most, len(lines))):
        workers.allow(LIMIT)
        if (fault := changed(document, line, chance)) is not None:
            after = check_document(fault[0], lexicon)
            at = next((f for f in after.ledger if (f.block, f.start) == (line.block, line.start)), None)
            told = f"{path.name}: {line.quote} -> {fault[1]} in {line.context}, against " + "; ".join(
                dict.fromkeys(e.quote for e in (at.against if at else ()))
            )
            trials.append(Trial(state(at), told))
    workers.allow(0)
    ticks = Counter(state(f) for f in before.ledger if ticked(f))
    return Found(before.kind, ticks.total(), ticks["weak"], tuple(trials))


def evenly(found: Sequence[Found], number: int) -> dict[str, list[Trial]]:
    """So many trials, one of each kind of document in turn."""
    waiting: dict[str, list[Trial]] = defaultdict(list)
    for one in found:
        waiting[one.kind] += one.trials
    drawn: dict[str, list[Trial]] = {kind: [] for kind in sorted(waiting)}
    while number > 0 and any(waiting.values()):
        for kind in [k for k in drawn if waiting[k]][:number]:
            drawn[kind].append(waiting[kind].pop())
            number -= 1
    return drawn


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--take", type=int, default=120, help="so many documents, 0 for all")
    parser.add_argument("--numbers", type=int, default=200)
    parser.add_argument("--show", type=int, default=0, help="print so many numbers that are still ticked fully")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="tell what is done after so many minutes")
    parser.add_argument("--seed", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=cached.FOLDER)
    options = parser.parse_args(arguments)
    seed = workers.seed(options.seed)
    paths = take(chosen(options.documents), options.take, seed)
    most = min(MOST, -(-SPARE * options.numbers // max(1, len(paths))))
    work = partial(run, most=most, seed=seed, cache=options.cache)
    began = time.monotonic()
    found = []
    for path, result in zip(paths, workers.each(work, paths, options.jobs, cached.lexicon), strict=False):
        if isinstance(result, Found):
            found.append(result)
        else:
            print(f"{path.name}: {result}")
        tried = sum(len(f.trials) for f in found)
        print(f"\r{len(found)} of {len(paths)} documents, {tried} numbers ", end="", file=sys.stderr, flush=True)
        if time.monotonic() - began > 60 * options.minutes:
            break
    print(file=sys.stderr)
    drawn = evenly(found, options.numbers)
    still = [t.told for trials in drawn.values() for t in trials if t.state == "full"]
    print(*still[: options.show], sep="\n", end="\n" if options.show else "")
    return int(tell(found, drawn, seed))


def tell(found: Sequence[Found], drawn: dict[str, list[Trial]], seed: str) -> bool:
    """Prints the counts by kind; whether more numbers are still ticked than may be."""
    line = "{:<20} {:>9} {:>6} {:>6} {:>6} {:>6} {:>6} {:>9} {:>9}"
    print(line.format("kind", "documents", "ticks", "weak", "tried", *STATES))
    everything = [t for trials in drawn.values() for t in trials]
    for kind, trials in [*drawn.items(), ("ALL", everything)]:
        of_kind = [f for f in found if kind in (f.kind, "ALL")]
        states = Counter(t.state for t in trials)
        ticks, weak = sum(f.ticks for f in of_kind), sum(f.weak for f in of_kind)
        print(line.format(kind, len(of_kind), ticks, weak, len(trials), *(states[s] for s in STATES)))
    full = sum(t.state == "full" for t in everything)
    share = full / max(1, len(everything))
    print(f"{len(everything)} numbers (seed {seed}): {full} still ticked fully ({share:.1%})")
    return share > STILL


if __name__ == "__main__":
    sys.exit(main())
