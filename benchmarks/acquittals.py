"""What becomes of a wrong figure, whichever it is: faults in all figures, also in those that no relation holds.

    python -m benchmarks.acquittals [FOLDER_OR_DOCUMENT...] [--take N] [--each N] [--show STATE] [--seed S]

``--take`` documents are drawn, evenly over their folders, or all with ``--take 0``, and from each of them up to
``--each`` figures of each kind (money of the prose, percent of the prose, cells of tables), or all with ``--each 0``;
figures that an error or warning speaks of already are left out. One of the first two digits becomes another, so that
no rounding explains it, and the document is checked again. How far it is stands on standard error. The seed is the
commit's hash. Printed by departments, governments and others, and by kind:

- detected: an error or warning speaks of the figure
- acquitted: a relation of the figure does not hold as first read, and another reading of the words does
- ambiguous: the words leave open what it is held against
- ticked, weak: a relation still holds with the wrong figure; weak ones only say that it is not too large, or are coarse
- unseen: nothing is said of it, or that it was not checked and why

The acquittal rate is the share of the acquitted among those detected and acquitted. Exit 1 where it is above 5 %.
Without documents it takes the clean samples and what lies in ``../shared/corpus``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.injection import NUMBER, with_cell, with_text
from benchmarks.paraphrases import LIMIT, chosen, take, ticked
from reconcile.checking import check_document, understand
from reconcile.document import Document, Grid, Paragraph
from reconcile.errors import ReconcileError
from reconcile.figures import Figure
from reconcile.findings import Evidence, Outcome, Severity, Status
from reconcile.lexicon import Lexicon
from tools import cached, workers

MOST = 0.05  # share of the acquitted among those seen
KINDS = ("money", "percent", "cell")
STATES = ("detected", "acquitted", "ambiguous", "ticked", "weak", "unseen")
HOLDS = ("agrees", "by_rounding", "possible")


class Trial(NamedTuple):
    kind: str
    state: str
    told: str  # for reading by eye


class Found(NamedTuple):
    """The trials of one document; ``group`` is departments, governments or others."""

    group: str
    trials: tuple[Trial, ...] = ()


def kind_of(figure: Figure) -> str:
    return figure.type if figure.in_prose else "cell"


def group_of(kind: str) -> str:
    return (
        "governments" if kind.startswith("government") else "others" if kind in ("other", "template") else "departments"
    )


def changed(document: Document, figure: Figure, chance: random.Random) -> tuple[Document, str] | None:
    """The document with one of the figure's first two digits another one; None where it is not printed in plain digits,
    or is zero."""
    block, row, column = figure.key
    printed = document.blocks[block]
    if isinstance(printed, Paragraph):
        text, low, high = printed.text, row, figure.end or row
    elif isinstance(printed, Grid) and row < len(printed.rows) and column < len(printed.rows[row]):
        text = printed.rows[row][column]
        low, high = 0, len(text)
    else:
        return None
    number = NUMBER.search(text, low, high)
    if number is None or text[low:high].strip() != figure.quote.strip() or not number[0].strip("0,."):
        return None
    places = [i for i, c in enumerate(number[0]) if c.isdigit()]
    first = next(n for n, i in enumerate(places) if number[0][i] != "0")
    place = chance.choice(places[first : first + 2])
    other = chance.choice([d for d in "123456789" if d != number[0][place]])
    new = f"{number[0][:place]}{other}{number[0][place + 1 :]}"
    start, end = number.span()
    if isinstance(printed, Paragraph):
        return with_text(document, block, start, end, new), new
    return with_cell(document, block, (row, column), text[:start] + new + text[end:]), new


def at(evidence: Evidence, figure: Figure) -> bool:
    """Whether the evidence points at the figure."""
    block, row, column = figure.key
    if evidence.block != block:
        return False
    if not figure.in_prose:
        return evidence.cell == (row, column)
    return evidence.start is not None and evidence.start < (figure.end or row + 1) and (evidence.end or 0) > row


def accused(outcome: Outcome, figure: Figure) -> bool:
    loud = (f for f in outcome.findings if f.severity is not Severity.INFO)
    return any(at(e, figure) for f in loud for e in f.evidence)


def state(outcome: Outcome, figure: Figure) -> str:
    """What is said of the figure."""
    if accused(outcome, figure):
        return "detected"
    held = [j for j in outcome.judgements if any(at(f.evidence, figure) for f in (j.result, *j.inputs))]
    if any(j.acquitted for j in held):
        return "acquitted"
    line = next((x for x in outcome.ledger if (x.block, x.start, -1) == figure.key), None)
    if line is None:
        exact = any(j.verdict in HOLDS and j.form != "at_most" for j in held)
        return "ticked" if exact else "weak" if any(j.verdict in HOLDS for j in held) else "unseen"
    if line.status is Status.DISAGREES:
        return "detected"
    if line.status is Status.AMBIGUOUS:
        return "ambiguous"
    return ("weak" if line.weak else "ticked") if ticked(line) else "unseen"


def run(path: Path, each: int, seed: str, cache: Path) -> Found:
    """The trials of one document, in a worker."""
    lexicon = cached.lexicon()
    chance = random.Random(f"{seed} {path.name}")
    workers.allow(LIMIT)
    try:
        document = cached.read(path, cache)
    except ReconcileError:
        return Found("unread")
    before = check_document(document, lexicon)
    if before.kind == "template":  # nothing is checked in a form that has not been filled in
        return Found("unread")
    trials = []
    for figure in drawn(document, before, lexicon, each, chance):
        workers.allow(LIMIT)
        if (fault := changed(document, figure, chance)) is not None:
            after = check_document(fault[0], lexicon)
            told = f"{path.name}: {figure.quote} -> {fault[1]} in {figure.context or figure.where}"
            trials.append(Trial(kind_of(figure), state(after, figure), told))
    workers.allow(0)
    return Found(group_of(before.kind), tuple(trials))


def drawn(
    document: Document, outcome: Outcome, lexicon: Lexicon, each: int, chance: random.Random
) -> Iterator[Figure]:  # fmt: skip
    """So many figures of each kind, all where ``each`` is 0."""
    facts = understand(document, lexicon)
    everything = [*facts.prose.figures, *(f for t in facts.tables for f in t.figures.values())]
    for kind in KINDS:
        figures = [f for f in everything if kind_of(f) == kind and not accused(outcome, f)]
        yield from chance.sample(figures, min(each or len(figures), len(figures)))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--take", type=int, default=60, help="so many documents, 0 for all")
    parser.add_argument("--each", type=int, default=4, help="figures of each kind in each document, 0 for all")
    parser.add_argument("--show", default="", metavar="STATE", help="print the figures that came out so")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="tell what is done after so many minutes")
    parser.add_argument("--seed", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=cached.FOLDER)
    options = parser.parse_args(arguments)
    seed = workers.seed(options.seed)
    paths = take(chosen(options.documents), options.take, seed)
    work = partial(run, each=options.each, seed=seed, cache=options.cache)
    began = time.monotonic()
    found = []
    for path, result in zip(paths, workers.each(work, paths, options.jobs, cached.lexicon), strict=False):
        if isinstance(result, Found):
            found.append(result)
        else:
            print(f"{path.name}: {result}")
        tried = sum(len(f.trials) for f in found)
        print(f"\r{len(found)} of {len(paths)} documents, {tried} figures ", end="", file=sys.stderr, flush=True)
        if time.monotonic() - began > 60 * options.minutes:
            break
    print(file=sys.stderr)
    for trial in (t for one in found for t in one.trials if options.show and t.state == options.show):
        print(trial.told)
    return int(tell(found, seed))


def tell(found: Sequence[Found], seed: str) -> bool:
    """Prints the counts; whether more is acquitted than may be."""
    line = "{:<24} {:>6}" + " {:>9}" * len(STATES) + " {:>10}"
    print(line.format("figures of", "tried", *STATES, "acquitted"))
    for group in (*sorted({f.group for f in found} - {"unread"}), "ALL"):
        trials = [t for f in found if group in (f.group, "ALL") for t in f.trials]
        for kind in (*KINDS, ""):
            states = Counter(t.state for t in trials if kind in (t.kind, ""))
            print(line.format(f"{group} {kind}", states.total(), *(states[s] for s in STATES), f"{rate(states):.1%}"))
    everything = Counter(t.state for f in found for t in f.trials)
    print(f"{sum(bool(f.trials) for f in found)} documents, {everything.total()} figures (seed {seed})")
    return rate(everything) > MOST


def rate(states: Counter[str]) -> float:
    """The share of the acquitted among the faults that were seen."""
    return states["acquitted"] / max(1, states["detected"] + states["acquitted"])


if __name__ == "__main__":
    sys.exit(main())
