"""How often the checklist was right where people read it against the document, and what it costs.

    python -m benchmarks.checklist [--changed] [--folder FOLDER]...

``verdicts/checklist.jsonl`` has a line for each item of each document that was read by eye: the document, the item's
id, what the program said of it (found, not_applicable, incomplete, not_found) and whether that is right. A verdict holds
as long as the program says the same; what it says otherwise today (``--changed`` prints it) has to be read again, and
counts neither way. Documents that are in none of the folders are left out (``--folder`` adds one). Items that apply are those that are there, or
are missing; those that the document says there is none of stand apart.

The cost is the processor's time for going through the list, as a share of the check of the same document, the least of
several runs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import ROOT, SHARED
from reconcile.checking import check_document, understand
from reconcile.checklist import gone_through
from reconcile.document import Document
from reconcile.lexicon import Lexicon
from reconcile.mishaps import Mishaps
from tools.cached import read

VERDICTS = Path(__file__).parent / "verdicts" / "checklist.jsonl"
CORPUS = SHARED / "corpus"
FOLDERS = (ROOT / "samples", CORPUS, CORPUS / "government", CORPUS / "government-more")
RUNS = 5
TIMED = (ROOT / "samples" / "account_clean.txt", ROOT / "samples" / "budget_clean.txt")


class Verdict(NamedTuple):
    doc: str
    id: str
    status: str
    right: bool


def verdicts() -> list[Verdict]:
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    return [Verdict(v["doc"], v["id"], v["status"], v["verdict"] == "right") for v in map(json.loads, lines)]


def said(document: Document, lexicon: Lexicon) -> tuple[str, dict[str, str]]:
    """The kind of the document's issuer, and what the program says of each item."""
    facts = understand(document, lexicon, None, Mishaps(strict=True))
    return facts.profile.kind.partition("_")[0], {e.item.id: e.status for e in facts.checklist}


def reading(lexicon: Lexicon, folders: Sequence[Path], show: bool) -> None:
    judged: dict[str, list[Verdict]] = {}
    for verdict in verdicts():
        judged.setdefault(verdict.doc, []).append(verdict)
    counts: dict[str, Counter[str]] = {"department": Counter(), "government": Counter()}
    for doc, lines in judged.items():
        path = next((f / doc for f in folders if (f / doc).is_file()), None)
        if path is None:
            continue
        issuer, today = said(read(path), lexicon)
        counts[issuer]["documents"] += 1
        for verdict in lines:
            if today.get(verdict.id) != verdict.status:
                counts[issuer]["changed"] += 1
                if show:
                    print(f"{doc}: {verdict.id} was {verdict.status} ({'right' if verdict.right else 'wrong'}), "
                          f"is {today.get(verdict.id)}")  # fmt: skip
                continue
            applies = "none" if verdict.status == "not_applicable" else "applies"
            counts[issuer][applies, verdict.right] += 1  # type: ignore[index]
    for issuer, found in counts.items():
        right, wrong = found["applies", True], found["applies", False]  # type: ignore[index]
        none = [found["none", b] for b in (True, False)]  # type: ignore[index]
        share = f" ({right / (right + wrong):.3f})" if right + wrong else ", which says nothing"
        told = f"items that apply: {right} right, {wrong} wrong{share}; none of it: {none[0]} right, {none[1]} wrong"
        print(f"{issuer}: {found['documents']} documents; {told}; to be read again: {found['changed']}")


def least(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def cost(lexicon: Lexicon) -> None:
    government = CORPUS / "government-more" / "dongguan_2025_budget_report.pdf"
    for path in (*TIMED, *([government] if government.is_file() else [])):
        document = read(path)
        facts = understand(document, lexicon, None, Mishaps(strict=True))
        whole = least(lambda d=document: check_document(d, lexicon))  # type: ignore[misc]
        listed = least(lambda f=facts: gone_through(f))  # type: ignore[misc]
        print(f"{path.name:<40} check {whole * 1000:7.1f} ms, the list {listed * 1000:6.1f} ms: {listed / whole:.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changed", action="store_true", help="print what the program says otherwise today")
    parser.add_argument("--folder", action="append", default=[], type=Path, help="look for documents here too")
    options = parser.parse_args()
    lexicon = Lexicon.load(())
    reading(lexicon, (*FOLDERS, *options.folder), options.changed)
    cost(lexicon)


if __name__ == "__main__":
    main()
