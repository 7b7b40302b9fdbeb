"""Makes an archive of synthetic disclosures, with the truth about their faults beside it.

    python -m benchmarks.archive FOLDER --documents 10000 [--seed 1] [--faults 0.5] [--workers 2]

Every office has budgets and accounts of several years, as a department and as one of its units (本级), so that what one
document says of another is right too, unless a fault says otherwise. ``truth.jsonl`` has one line a fault.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.synthetic import figures
from benchmarks.synthetic.disclosure import Disclosure, Office, Year, disclosure
from benchmarks.synthetic.faults import FAULTS, Truth, too_large, wrong_plan
from benchmarks.synthetic.figures import OWN, Money
from benchmarks.synthetic.formats import WRITERS

# real provinces with the style that disclosures have there; the places in them are made up from two syllables
STYLES = {"浙江省": "zhejiang", "上海市": "shanghai", "湖北省": "central", "四川省": "central"}
FIRST_SYLLABLES, SECOND_SYLLABLES = (
    "临青云柏明荷平汉锦岷桐松梅兰竹石沙金银白",
    "江禾浦川湾溪澜津原塘陵丰泽岗屏源洲岭桥坪",
)
FORMATS = ("txt", "txt", "html", "html", "docx", "docx", "docx", "xlsx", "pdf", "pdf")
FIRST, YEARS = 2019, 6
A_FAMILY = YEARS * 4  # budgets and accounts, department and unit


class Case(NamedTuple):
    """One document of an office: ``truths`` are its faults."""

    name: str
    made: Disclosure
    truths: tuple[Truth, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.5, help="part of the documents that have a fault")
    parser.add_argument("--formats", default=" ".join(FORMATS), help="as often as each is to come")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    started = time.perf_counter()
    made = make(given.folder, given.documents, given.seed, given.faults, tuple(given.formats.split()), given.workers)
    seconds = time.perf_counter() - started
    print(f"{made} documents in {given.folder}, {seconds:.1f} s, {made / seconds:.0f} a second")


def make(
    folder: Path,
    documents: int,
    seed: int = 1,
    faults: float = 0.5,
    formats: tuple[str, ...] = FORMATS,
    workers: int = 1,
) -> int:
    """Writes the archive; how many documents it has (whole families of an office, cut off at ``documents``)."""
    folder.mkdir(parents=True, exist_ok=True)
    families = range(-(-documents // A_FAMILY))
    write = partial(write_family, folder, seed, faults, formats, documents)
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            told = list(pool.map(write, families, chunksize=4))
    else:
        told = [write(f) for f in families]
    lines = [line for part in told for line in part[1]]
    (folder / "truth.jsonl").write_text(
        "".join(f"{json.dumps(x, ensure_ascii=False)}\n" for x in lines), encoding="utf-8"
    )
    return sum(part[0] for part in told)


def write_family(
    folder: Path, seed: int, faults: float, formats: tuple[str, ...], documents: int, family: int
) -> tuple[int, list[dict[str, str]]]:
    """All documents of one office; their number and the lines of the truth."""
    chance = random.Random(f"{seed} {family}")
    province, place, trade = whereabouts(family)
    office = f"{place}{trade}"
    target = folder / province / place / office
    target.mkdir(parents=True, exist_ok=True)
    truths: list[dict[str, str]] = []
    count = 0
    room = documents - family * A_FAMILY
    for case in list(cases(chance, office, STYLES[province], trade, faults))[:room]:
        form = chance.choice(formats)
        file = target / f"{case.name}.{form}"
        file.write_bytes(WRITERS[form](case.made))
        count += 1
        truths += ({"path": str(file.relative_to(folder)), **truth._asdict()} for truth in case.truths)
    return count, truths


def whereabouts(family: int) -> tuple[str, str, str]:
    """Province, place and trade of an office, each office another."""
    place, trade = divmod(family, len(OWN))
    name, first = divmod(place, len(FIRST_SYLLABLES))
    kind, second = divmod(name, len(SECOND_SYLLABLES))
    province = list(STYLES)[place % len(STYLES)]
    ending = "区县"[kind % 2] if province == "上海市" else "市县区"[kind % 3]
    return province, f"{FIRST_SYLLABLES[first]}{SECOND_SYLLABLES[second]}{ending}", list(OWN)[trade]


def cases(chance: random.Random, name: str, style: str, trade: str, faults: float) -> Iterator[Case]:
    """An office's documents over the years; each has a fault with the chance ``faults``."""
    size = chance.randint(4_000_000, 40_000_000)
    units = [figures.budget(chance, trade, size), figures.budget(chance, trade, size // 2)]
    before: list[tuple[Money, Money]] | None = None
    for year in range(FIRST, FIRST + YEARS + 1):
        if before is not None:
            units = [figures.moved(chance, plan, 0.93, 1.12) for plan, _ in before]
        pairs = [(plan, figures.moved(chance, plan, 0.85, 1.04)) for plan in units]
        if before is not None:
            whole = [figures.plus(p[i] for p in pairs) for i in (0, 1)]
            whole_before = [figures.plus(p[i] for p in before) for i in (0, 1)]
            levels = (
                (Office(name, "部门", style), whole, whole_before),
                (Office(f"{name}（本级）", "单位", style), list(pairs[0]), list(before[0])),
            )
            for office, now, last in levels:
                yield case(chance, office, Year(year, now[0], last[0]), whole[0], faults)
                yield case(chance, office, Year(year, now[1], last[1], now[0]), whole[1], faults)
        before = pairs


def case(chance: random.Random, office: Office, y: Year, department: Money, faults: float) -> Case:
    truths: list[Truth] = []
    kind = chance.choice([*FAULTS, "plan", "unit"]) if chance.random() < faults else ""
    if kind == "plan" and (planned := wrong_plan(chance, y)):
        y, truth = planned
        truths.append(truth)
    if kind == "unit" and office.level == "单位":
        y, truth = too_large(chance, y, department)
        truths.append(truth)
    made = disclosure(office, y)
    if kind in FAULTS and (spoiled := FAULTS[kind](chance, made)):
        made, truth = spoiled
        truths.append(truth)
    return Case(made.title, made, tuple(truths))


if __name__ == "__main__":
    main()
