"""One document from blocks to findings: what it says is understood, then judged, then told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import ModuleType

from reconcile.diagnosis import diagnose
from reconcile.document import Document
from reconcile.facts import Facts
from reconcile.findings import Finding, Outcome, TableView
from reconcile.habits import by_habit
from reconcile.ledger import ledger
from reconcile.lexicon import Lexicon
from reconcile.profile import read_profile
from reconcile.prose import read_prose
from reconcile.relations import Check, Relation
from reconcile.rules import RULES
from reconcile.rules.values import Result, Tick
from reconcile.tables import read_tables
from reconcile.tables.unread import notices


def understand(document: Document, lexicon: Lexicon, year: int | None = None) -> Facts:
    """All that can be said of the document before anything is judged. ``year`` overrides what the document says."""
    profile = read_profile(document, year)
    tables = read_tables(document, lexicon, government=profile.kind.startswith("government"))
    prose = read_prose(document, lexicon, profile, tables)
    return Facts(document, lexicon, profile, tables, prose)


def check_document(
    document: Document, lexicon: Lexicon, year: int | None = None, rules: Sequence[ModuleType] = RULES
) -> Outcome:
    """Every finding, and the account of every number of the prose. Pure: the same document gives the same outcome."""
    started = time.perf_counter()
    facts = understand(document, lexicon, year)
    results: list[Result] = [r for rule in rules for r in rule.check(facts)]
    checks = by_habit([Check(r, r.judge()) for r in results if isinstance(r, Relation)])
    ticks = [r for r in results if isinstance(r, Tick)]
    findings = [r for r in results if isinstance(r, Finding)] + diagnose(checks, {r.CODE: r.NAME for r in rules})
    return Outcome(
        title=facts.profile.title,
        kind=facts.profile.kind,
        entity=facts.profile.entity,
        year=facts.profile.year,
        findings=tuple(sorted(findings, key=position)),
        ledger=ledger(facts, checks, ticks),
        tables=tuple(
            TableView(
                t.title, t.kind.id if t.kind else "", t.unit, t.grid.pages, t.header_rows, t.grid.rows, t.block, t.grid
            )
            for t in facts.tables
        ),
        relations=len(checks),
        seconds=time.perf_counter() - started,
        judgements=tuple(c.judgement() for c in checks),
        notices=tuple(notices(facts.tables)),
    )


def position(finding: Finding) -> tuple[int, int]:
    """Findings are told in the order of the document, by where their first evidence stands."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None or first.block is None:
        return (1 << 30, 0)
    return (first.block, first.cell[0] if first.cell else first.start or 0)
