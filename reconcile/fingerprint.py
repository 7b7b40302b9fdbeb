"""How a finding is known again: in the next draft, and by the next version of the program.

The fingerprint says which finding it is: the rule, and where in the document's structure the number or words stand that
it accuses (title, row and column of a table; headings and address in prose). Neither lines and pages nor the wording of
messages and quotes are part of it, so that it holds when text moves and when the program says things otherwise. The
content says what the finding rests on: the printed numbers and words. The same fingerprint with other content is the
same question about other numbers: to be looked at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reconcile import outline
from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence, Finding, LedgerLine, Outcome
from reconcile.hashing import sha256
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

DIGITS = lazy(r"\d+(?:[,，.]\d+)*")


class Identity(NamedTuple):
    """``fingerprint``: 24 hexadecimal digits, different for each finding of a document; ``content``: 12 of them;
    ``root``: the fingerprint of the first finding about the same place, which is its own where it is the first."""

    fingerprint: str
    content: str
    root: str


def identities(document: Document, outcome: Outcome) -> tuple[Identity, ...]:
    """One for each finding of the outcome, in its order. Findings that are alike are told apart by their order in the
    document, so that none changes its name where another is told before it."""
    lines = {(line.block, line.start): line for line in outcome.ledger}
    sections = outline.paths(document) if outcome.findings else ()
    seen: Counter[str] = Counter()
    roots: dict[tuple[object, ...], str] = {}
    found: dict[int, Identity] = {}
    numbered = enumerate(outcome.findings)
    for number, finding in sorted(numbered, key=lambda n: (position(n[1]), n[1].code, content(n[1]))):
        text = essence(finding, document, sections, lines)
        seen[text] += 1
        fingerprint = digest(f"{text}\x1d{seen[text]}", 24)
        place = root(finding)
        first = roots.setdefault(place, fingerprint) if place else fingerprint
        found[number] = Identity(fingerprint, content(finding), first)
    return tuple(found[number] for number in range(len(found)))


def position(finding: Finding) -> tuple[int, int]:
    """Where in the document the first evidence of a finding stands; behind everything where that is nowhere."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None or first.block is None:
        return (1 << 30, 0)
    return (first.block, first.cell[0] if first.cell else first.start or 0)


def root(finding: Finding) -> tuple[object, ...] | None:
    """What the finding is about: the place of its first evidence; None for a finding that points at no place."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None or first.block is None or (first.cell is None and first.start is None):
        return None
    return (first.block, first.cell, first.start, first.end)


def essence(
    finding: Finding,
    document: Document,
    sections: tuple[tuple[str, ...], ...],
    lines: Mapping[tuple[int, int], LedgerLine],
) -> str:
    """The rule, and the place in structure of what it accuses: the first evidence."""
    if not finding.evidence:
        return finding.code
    first = finding.evidence[0]
    if first.cell is not None or first.row is not None:
        place = ("table", first.table or "", first.row or "", first.column or "")
    else:
        block = -1 if first.block is None else first.block
        line = lines.get((block, first.start)) if first.start is not None else None
        section = masked("\x1f".join(sections[block])) if 0 <= block < len(sections) else ""
        address = spoken(line) if line else ""
        place = ("prose", section, address or masked(words(document, first)), first.table or "")
    return "\x1e".join([finding.code, *("".join(p.split()) for p in place)])


def masked(text: str) -> str:
    """The words without their numbers: those are content, and a section keeps its place when its year is put right."""
    return DIGITS.sub("#", text)


def spoken(line: LedgerLine) -> str:
    """The address of a number in prose; "" where its subject is not known."""
    parts = line.components or (
        ("subject", line.subject), ("measure", line.measure), ("period", line.period), ("scope", line.scope),
    )  # fmt: skip
    known = {p[0]: p[1] for p in parts if p[1]}
    return "\x1f".join(f"{k}={v}" for k, v in sorted(known.items())) if "subject" in known else ""


def words(document: Document, evidence: Evidence) -> str:
    """The words of the document that the evidence points at; its quote where it points at no stretch."""
    at = -1 if evidence.block is None else evidence.block
    block = document.blocks[at] if 0 <= at < len(document.blocks) else None
    if isinstance(block, Paragraph) and evidence.start is not None and evidence.end is not None:
        return block.text[evidence.start : evidence.end] or evidence.quote
    return evidence.quote


def content(finding: Finding) -> str:
    """What the finding rests on: all printed numbers, and the quotes of evidence without a number."""
    printed = {
        "".join((f"{e.value}{e.unit or ''}" if e.value is not None else e.quote).split()) for e in finding.evidence
    }
    return digest("\x1e".join(sorted(printed)), 12)


def digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
