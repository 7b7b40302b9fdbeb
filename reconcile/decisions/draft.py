"""Today's draft as decisions see it: what can be decided on, and what was shown of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reconcile.checked import Checked, Hiding
from reconcile.tuples import NamedTuple

from .lines import DocumentRef, Line
from .signing import EVERY_CHECKED
from .standing import Standing, number_digest, number_prints, standings, widened

ABOUT = 200  # characters of a finding's message that a line repeats


class Known(NamedTuple):
    """What the document's check gave, and what is looked up in it again and again."""

    checked: Checked
    prints: tuple[str, ...]  # of the findings
    numbers: tuple[int, ...]  # the ledger's lines that nobody checked
    number_prints: tuple[str, ...]  # theirs
    shown: Mapping[str, str]  # subject → digest of what is shown
    about: Mapping[str, tuple[str, str]]  # subject → code, words
    reference: DocumentRef


def known(checked: Checked) -> Known:
    outcome, document = checked.outcome, checked.document
    prints = tuple(i.fingerprint for i in checked.identities)
    every = number_prints(outcome.ledger)
    numbers = tuple(n for n, line in enumerate(outcome.ledger) if line.status not in EVERY_CHECKED)
    own = tuple(every[n] for n in numbers)
    pairs = zip(outcome.findings, checked.identities, strict=True)
    shown = {i.fingerprint: f"{i.content}:{f.severity}" for f, i in pairs}
    shown |= {p: number_digest(outcome.ledger[n]) for n, p in zip(numbers, own, strict=True)}
    about = {p: (f.code, f.message[:ABOUT]) for f, p in zip(outcome.findings, prints, strict=True)}
    about |= {p: ("", outcome.ledger[n].context or outcome.ledger[n].quote) for n, p in zip(numbers, own, strict=True)}
    parts = document.path.split("、") if document.format == "bundle" else [document.path]
    name = "、".join(Path(part).name for part in parts)
    reference = DocumentRef(name, document.sha256, outcome.entity, outcome.kind, outcome.year)
    return Known(checked, prints, numbers, own, shown, about, reference)


def standing_now(facts: Known, lines: Sequence[Line]) -> dict[str, Standing]:
    """What is decided on the document's findings and numbers: by themselves, or for all of their office or kind."""
    own = standings(lines, facts.shown, facts.reference)
    wide = widened(lines, {p: code for p, (code, _) in facts.about.items()}, facts.reference)
    return own | {p: w for p, w in wide.items() if p not in own or own[p].last is None}


def decided(checked: Checked, lines: Sequence[Line]) -> Checked:
    """The document with what the lines say of it."""
    facts = known(checked)
    own = tuple(line for line in lines if facts.reference.is_draft_of(line.document))
    return checked._replace(decisions=standing_now(facts, lines), trail=own)


def reviewed(checked: Checked, lines: Sequence[Line], file: str) -> Checked:
    """The document with what people decided; what they dismissed is not told any more, and it is said who did so."""
    known_now = decided(checked, lines)
    own = {i.fingerprint for _, i in checked.told}
    gone = {p: said(s) for p, s in known_now.decisions.items() if s.dismissed and p in own}
    if not gone:
        return known_now
    hidden = checked.hidden._replace(by=(*checked.hidden.by, Hiding("review", file, len(gone))))
    return known_now._replace(suppressed={**checked.suppressed, **gone}, hidden=hidden)


def said(standing: Standing) -> str:
    """Why a finding was dismissed, by whom and when."""
    last = standing.last
    return f"误报：{last.reason}；{last.person}，{last.time[:10]}" if last else ""
