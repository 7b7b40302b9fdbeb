"""One document from blocks to findings: what it says is understood, then judged, then told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from functools import partial
from types import ModuleType

from reconcile.checklist import told
from reconcile.confidence import with_confidence
from reconcile.diagnosis import diagnose
from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts
from reconcile.figures import Key
from reconcile.findings import Finding, Judgement, LedgerLine, Outcome, Status, TableView
from reconcile.habits import by_habit
from reconcile.judging import judge
from reconcile.ledger import ledger
from reconcile.lexicon import Lexicon
from reconcile.mishaps import Mishaps
from reconcile.profile import Profile, main_measure, read_profile
from reconcile.prose import read_prose
from reconcile.prose.values import Prose
from reconcile.ranking import ranked
from reconcile.relations import Check, Relation
from reconcile.rules import RULES
from reconcile.rules.values import Result, Tick
from reconcile.tables import read_tables
from reconcile.tables.unread import notices
from reconcile.tables.values import Table

NO_TABLES: tuple[Table, ...] = ()


def understand(document: Document, lexicon: Lexicon, year: int | None = None, mishaps: Mishaps | None = None) -> Facts:
    """All that can be said of the document before anything is judged. ``year`` overrides what the document says.

    Where ``mishaps`` are collected, a table or paragraph at which the program errs is left out of the facts.
    """
    mishaps = mishaps or Mishaps(strict=True)
    profile = mishaps.spare("材料的标题和单位", lambda: read_profile(document, year), Profile(year=year))
    government = profile.kind.startswith("government")
    tables, document = mishaps.read(
        "表格",
        Grid,
        document,
        lambda d: read_tables(d, lexicon, government, profile.year, main_measure(profile)),
        NO_TABLES,
    )
    prose, document = mishaps.read(
        "段落", Paragraph, document, lambda d: read_prose(d, lexicon, profile, tables), Prose()
    )
    return Facts(document, lexicon, profile, tables, prose)


def check_document(
    document: Document, lexicon: Lexicon, year: int | None = None, rules: Sequence[ModuleType] = RULES,
    judgements: bool = True,
) -> Outcome:  # fmt: skip
    """Every finding, and the account of every number of the prose. Pure: the same document gives the same outcome.
    Without ``judgements`` the relations are counted only, for reports that do not list them."""
    started = time.perf_counter()
    mishaps = Mishaps(strict=bool(os.environ.get("RECONCILE_DEBUG")))
    facts = understand(document, lexicon, year, mishaps)
    results: list[Result] = [r for rule in rules for r in mishaps.all_of(_named(rule), partial(rule.check, facts))]
    judged = _judged([r for r in results if isinstance(r, Relation)], facts, mishaps)
    checks = mishaps.spare("比率的尾数取舍", lambda: by_habit(judged), judged)
    ticks = [r for r in results if isinstance(r, Tick)]
    names = {rule.CODE: rule.NAME for rule in rules}
    findings = [r for r in results if isinstance(r, Finding)] + _diagnosed(
        [c for c in checks if not c.reason], names, mishaps
    )
    lines = ledger(facts, checks, ticks)
    if idle := [rule for rule in RULES if rule not in rules]:
        lines = _with_idle(lines, facts, idle)
    if lost := mishaps.lines(document):
        lines = tuple(sorted((*lines, *lost), key=lambda line: (line.block, line.start)))
    return Outcome(
        title=facts.profile.title,
        kind=facts.profile.kind,
        entity=facts.profile.entity,
        year=facts.profile.year,
        findings=ranked(map(with_confidence, findings)),
        ledger=lines,
        tables=tuple(
            TableView(
                t.title, t.kind.id if t.kind else "", t.unit, t.grid.pages, t.header_rows, t.grid.rows, t.block, t.grid
            )
            for t in facts.tables
        ),
        relations=len(checks),
        seconds=time.perf_counter() - started,
        checklist=mishaps.spare("公开清单", lambda: told(facts.checklist), ()) if any(map(_of_list, rules)) else (),
        judgements=_judgements(checks, mishaps) if judgements else (),
        notices=(*notices(facts.tables), *mishaps.notices),
    )


def _with_idle(lines: Sequence[LedgerLine], facts: Facts, idle: Sequence[ModuleType]) -> tuple[LedgerLine, ...]:
    """The account, where unchecked numbers that one of the rules that are not in use speaks of say so."""
    left: dict[Key, list[str]] = {}
    unseen = Mishaps()  # what such a rule cannot do is of no matter
    for rule in idle:
        for result in unseen.all_of(rule.CODE, partial(rule.check, facts)):
            keys = [f.key for f in result.figures] if isinstance(result, Relation) else []
            if isinstance(result, Tick) and result.status is not Status.UNCHECKED:
                keys = [result.key]
            for key in keys:
                if rule.CODE not in left.setdefault(key, []):
                    left[key].append(rule.CODE)
    return tuple(
        line._replace(reason=f"按设置没有使用规则 {'、'.join(left[key])}，没有核对")
        if line.status is Status.UNCHECKED and (key := (line.block, line.start, -1)) in left
        else line
        for line in lines
    )


def _named(rule: ModuleType) -> str:
    return f"规则 {rule.CODE}（{rule.NAME}）"


def _of_list(rule: ModuleType) -> bool:
    """Whether the rule tells what of the checklist was not found: without any of them there is no list."""
    return bool(rule.CODE.startswith("R7"))


def _judged(relations: Sequence[Relation], facts: Facts, mishaps: Mishaps) -> list[Check]:
    """All relations judged together; where the program errs at one, each by itself, and without that one."""
    if mishaps.strict:
        return judge(relations, facts.prose)
    try:
        return judge(relations, facts.prose)
    except Exception:
        return [c for r in relations for c in mishaps.all_of(r.label or r.code, partial(judge, [r], facts.prose))]


def _judgements(checks: Sequence[Check], mishaps: Mishaps) -> tuple[Judgement, ...]:
    """The checks as reports show them, but for those at which the program errs."""
    try:
        return tuple([c.judgement() for c in checks])
    except Exception:
        return tuple(j for c in checks for j in mishaps.all_of(c.relation.label, partial(_told, c)))


def _told(check: Check) -> Iterator[Judgement]:
    yield check.judgement()


def _diagnosed(checks: Sequence[Check], names: dict[str, str], mishaps: Mishaps) -> list[Finding]:
    """The findings by root cause; where the search for it errs, one for each relation."""
    try:
        return diagnose(checks, names)
    except Exception:
        if mishaps.strict:
            raise
        return [f for c in checks for f in mishaps.all_of(c.relation.label, partial(diagnose, [c], names))]
