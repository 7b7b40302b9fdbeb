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
from reconcile.judging import judge
from reconcile.ledger import ledger
from reconcile.lexicon import Lexicon
from reconcile.profile import main_measure, read_profile
from reconcile.prose import read_prose
from reconcile.relations import Relation
from reconcile.rules import RULES
from reconcile.rules.values import Result, Tick
from reconcile.tables import read_tables


def understand(document: Document, lexicon: Lexicon, year: int | None = None) -> Facts:
    """All that can be said of the document before anything is judged. ``year`` overrides what the document says."""
    profile = read_profile(document, year)
    government = profile.kind.startswith("government")
    tables = read_tables(document, lexicon, government, profile.year, main_measure(profile))
    prose = read_prose(document, lexicon, profile, tables)
    return Facts(document, lexicon, profile, tables, prose)


def check_document(
    document: Document, lexicon: Lexicon, year: int | None = None, rules: Sequence[ModuleType] = RULES
) -> Outcome:
    """Every finding, and the account of every number of the prose. Pure: the same document gives the same outcome."""
    started = time.perf_counter()
    facts = understand(document, lexicon, year)
    results: list[Result] = [r for rule in rules for r in rule.check(facts)]
    checks = by_habit(judge([r for r in results if isinstance(r, Relation)], facts.prose))
    ticks = [r for r in results if isinstance(r, Tick)]
    told = diagnose([c for c in checks if not c.reason], {r.CODE: r.NAME for r in rules})
    findings = [r for r in results if isinstance(r, Finding)] + told
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
    )


def position(finding: Finding) -> tuple[int, int]:
    """Findings are told in the order of the document, by where their first evidence stands."""
    first = finding.evidence[0] if finding.evidence else None
    if first is None or first.block is None:
        return (1 << 30, 0)
    return (first.block, first.cell[0] if first.cell else first.start or 0)
