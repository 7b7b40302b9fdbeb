"""What has to be published, deleted one item at a time: is it missed?

    python -m benchmarks.omissions [--missed] [DOCUMENT...]

Without documents it takes the clean samples and, where ``../shared/corpus`` is there, its departmental documents. What
the program found in the whole document is taken out of the document as read: a table with its title, a part of the
“三公” expenses, the reason of a change, a count, and the paragraphs of an item. It is missed where the item is no more
found: not found, incomplete, or told to be in the contents and not in the body. An item that the rest of the document
says there is none of (没有政府性基金预算拨款) stands apart: nothing is missing then. ``--missed`` prints what was not
missed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import ROOT, SHARED
from reconcile.checking import understand
from reconcile.checklist import Entry
from reconcile.document import Document, Paragraph
from reconcile.facts import Facts
from reconcile.lexicon import Lexicon
from reconcile.mishaps import Mishaps
from tools.cached import read

PARTS = {"three_public": ("overseas", "reception", "vehicle|vehicle_purchase|vehicle_running")}
COUNTS = {  # for each count of an item: the clauses that give it, and the paragraphs that these stand in
    "overseas_counts": {"groups": ("团组", "出国|出境"), "persons": (r"\d\s*人|人次?\D{0,3}\d", "出国|出境")},
    "reception_counts": {"batches": ("批", "接待"), "persons": (r"\d\s*人|人次?\D{0,3}\d", "接待")},
    "vehicles_kept": {"kept": ("保有|共有公务用车", "车")},
    "vehicles_bought": {"bought": (r"(?:购置|购|更新)\D{0,16}[\d一二三四五]\s*[辆台]|购置数", "车")},
}
ITEMS = ("operating_cost", "procurement", "assets", "performance", "procurement_sme")
REASONS = ("three_public_reasons", "totals_reasons")
REASON = re.compile(
    r"[，,。；;][^，,。；;]{0,40}(?:主要)?(?:原因|主要是|由于|主要系)[^。；;]*|^[^，,。]{0,16}原因[是为：:][^。]*"
)
CLAUSE = re.compile(r"[，,。；;、：:]")


class Omission(NamedTuple):
    kind: str
    item: str
    what: str
    document: Document


def omissions(facts: Facts) -> Iterator[Omission]:
    """Every deletion of something that was found in the document."""
    found = {e.item.id: e for e in facts.checklist if e.status == "found"}
    for entry in found.values():
        yield from tables(facts, entry)
    for item, groups in PARTS.items():
        if item in found:
            yield from (Omission("part", item, g, without_statements(facts, g.split("|"))) for g in groups)
    for item, counts in COUNTS.items():
        if item in found:
            yield from (Omission("count", item, n, without_clauses(facts, *c)) for n, c in counts.items())
    for item in REASONS:
        if item in found:
            yield Omission("reason", item, item, without_reason(facts, found[item]))
    for item in ITEMS:
        place = found[item].place if item in found else None
        if place is not None and place.block is not None and place.cell is None:
            yield Omission("item", item, item, without_section(facts, place.block))


def tables(facts: Facts, entry: Entry) -> Iterator[Omission]:
    """The item's tables, with what stands between them and their titles."""
    wanted = [t for t in facts.tables if t.kind and t.kind.id in entry.item.tables]
    if not entry.item.is_table or not wanted:
        return
    gone: set[int] = set()
    for table in wanted:
        first = table.title_block if table.title_block is not None else table.block
        gone.update(range(min(first, table.block), table.block + 1))
    blocks = tuple(b for i, b in enumerate(facts.document.blocks) if i not in gone)
    yield Omission("table", entry.item.id, entry.item.item, facts.document._replace(blocks=blocks))


def without_statements(facts: Facts, indicators: list[str]) -> Document:
    """The document without what its paragraphs say of the indicators: the whole paragraph where it speaks of nothing
    else that belongs to the item, else from the clause before to the next statement."""
    others = {i for groups in PARTS.values() for g in groups for i in g.split("|")} - {*indicators}
    spans = []
    for block in {s.block for s in facts.prose.statements if s.subject.indicator in indicators}:
        inside = sorted((s for s in facts.prose.statements if s.block == block), key=lambda s: s.start)
        text = facts.document.blocks[block].text  # type: ignore[union-attr]
        if not any(s.subject.indicator in {*others, "three_public"} for s in inside):
            spans.append((block, 0, len(text)))
            continue
        for statement in (s for s in inside if s.subject.indicator in indicators):
            low = max((m.end() for m in CLAUSE.finditer(text, 0, statement.subject.start)), default=0)
            stops = [s.subject.start for s in inside if s.start > statement.start and s.subject.indicator in others]
            stops += [m.start() for m in re.finditer("[。；;]", text) if m.start() >= statement.start]
            spans.append((block, low, max(low, min(stops, default=len(text)))))
    names = {n for i in indicators for n in facts.lexicon.indicators[i].names}
    terms = [s for s in facts.prose.sections if s.part in ("terms", "toc")]
    for block, paragraph in facts.paragraphs:
        if not any(s.first <= block < s.last for s in terms):
            spans += [
                (block, *c) for c in clauses(paragraph.text) if any(n in paragraph.text[slice(*c)] for n in names)
            ]
    return without(facts.document, spans)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    bounds = [0, *(m.end() for m in CLAUSE.finditer(text)), len(text)]
    return pairwise(bounds)


def without_clauses(facts: Facts, clause: str, paragraph: str) -> Document:
    """The document without the clauses that have a pattern, in the paragraphs that have another; terms stay."""
    terms = [s for s in facts.prose.sections if s.part in ("terms", "toc")]
    spans = [
        (block, *bounds)
        for block, p in facts.paragraphs
        if re.search(paragraph, p.text) and not any(s.first <= block < s.last for s in terms)
        for bounds in clauses(p.text)
        if re.search(clause, p.text[slice(*bounds)])
    ]
    return without(facts.document, spans)


def without_reason(facts: Facts, entry: Entry) -> Document:
    """The document without any reason for the changes that the item speaks of."""
    blocks = {s.block for s in facts.prose.statements if s.subject.indicator in entry.item.reasons}
    blocks |= {entry.place.block} if entry.place and entry.place.block is not None else set()
    near = {b + n for b in blocks for n in range(3)}
    spans = []
    for index in near:
        block = facts.document.blocks[index] if index < len(facts.document.blocks) else None
        if isinstance(block, Paragraph):
            spans += [(index, m.start() + (m.start() > 0), m.end()) for m in REASON.finditer(block.text)]
    return without(facts.document, spans)


def without_section(facts: Facts, block: int) -> Document:
    """The document without the section that a block stands in, or the paragraph alone where that is a long one."""
    inside = [s for s in facts.prose.sections if s.first <= block < s.last]
    smallest = min(inside, key=lambda s: s.last - s.first, default=None)
    first, last = (
        (smallest.first, smallest.last) if smallest and smallest.last - smallest.first <= 5 else (block, block + 1)
    )
    kept = facts.document.blocks[:first] + facts.document.blocks[last:]
    return facts.document._replace(blocks=kept)


def without(document: Document, spans: list[tuple[int, int, int]]) -> Document:
    """The document with blanks for stretches of its paragraphs."""
    blocks = list(document.blocks)
    for index, low, high in set(spans):
        block = blocks[index]
        assert isinstance(block, Paragraph)
        blocks[index] = block._replace(text=block.text[:low] + " " * (high - low) + block.text[high:])
    return document._replace(blocks=tuple(blocks))


def outcome(omission: Omission, lexicon: Lexicon) -> tuple[str, str]:
    """What became of the item, and what the program took for it."""
    facts = understand(omission.document, lexicon, None, Mishaps(strict=True))
    entry = next(e for e in facts.checklist if e.item.id == omission.item)
    quote = entry.place.quote if entry.place else entry.message
    return {"not_found": "missed", "incomplete": "missed"}.get(entry.status, entry.status), quote


def documents() -> list[Path]:
    samples = [ROOT / "samples" / name for name in ("account_clean.txt", "budget_clean.txt", "account_clean.docx")]
    corpus = SHARED / "corpus"
    return samples + [p for p in sorted(corpus.glob("*部门*")) if "模板" not in p.name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--missed", action="store_true", help="print what was not missed")
    options = parser.parse_args()
    lexicon = Lexicon.load(())
    counts: dict[str, Counter[str]] = {}
    for path in options.documents or documents():
        facts = understand(read(path), lexicon, None, Mishaps(strict=True))
        for omission in omissions(facts):
            if omission.document == facts.document:
                continue
            became, quote = outcome(omission, lexicon)
            counts.setdefault(omission.kind, Counter())[became] += 1
            if options.missed and became != "missed":
                print(f"{path.name}: {omission.kind} {omission.item} {omission.what}: {became} {quote}")
    total = sum(counts.values(), Counter[str]())
    for kind, found in (*counts.items(), ("all", total)):
        asked = found.total() - found["not_applicable"]
        share = found["missed"] / asked if asked else 0.0
        print(
            f"{kind:<8} {found['missed']:4} of {asked:4} missed  {share:.3f}   said not to apply {found['not_applicable']}"
        )


if __name__ == "__main__":
    main()
